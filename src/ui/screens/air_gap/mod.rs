//! The details of the air gap: what the guard sees, each finding in plain words with what to do about it, and what it
//! looks at. Opened by the status mark, also before anyone is logged in.

mod finding;
mod red;

use eframe::egui::{Align, Layout, Ui, vec2};

use super::{Screen, beside};
use crate::app::snapshot::{AirGapFace, Colour, DeviceKind};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::status::tone_of;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, panes, text};

pub(super) use red::ui as red_ui;

/// The screen.
pub(super) struct AirGap;

impl Screen for AirGap {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let action = panes::page_head(ui, cx.theme, cx.t("gap-title"), cx.t("gap-line"), |ui| {
            let back = Button::secondary(cx.t("gap-back")).hint("Esc").ui(ui, cx.theme);
            let about = Button::quiet(cx.t("gap-manual")).icon(Icon::Manual).ui(ui, cx.theme);
            let about = about.then_some(Action::Manual(Some("air-gap")));
            about.or(back.then_some(Action::Back))
        });
        let Some(face) = cx.model.air_gap() else { return action };
        verdict_ui(ui, cx, face);
        ui.add_space(space::SMALL);
        beside::scrolled(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::PAGE;
                let width = (ui.available_width() - space::PAGE) / 2.0;
                for half_ui in [found_ui, looked_ui] {
                    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                        ui.set_width(width);
                        ui.spacing_mut().item_spacing.y = space::SMALL;
                        half_ui(ui, cx, face);
                    });
                }
            });
        });
        action
    }

    fn manual_page(&self) -> &'static str {
        "air-gap"
    }
}

/// What it comes to, and since when.
fn verdict_ui(ui: &mut Ui, cx: &Cx<'_>, face: &AirGapFace) {
    let key = match face.colour {
        Colour::Green => "gap-green",
        Colour::Amber => "gap-amber",
        Colour::Red if cx.model.is_sample() => "gap-red-sample",
        Colour::Red => "gap-red",
    };
    panes::notice(ui, cx.theme, tone_of(face.colour), cx.t(key), None);
    if let Some(since) = face.since {
        let at = cx.texts.date_and_time(since);
        text::small(ui, cx.theme, cx.with("gap-since", &[("time", at.into())]));
    }
}

fn found_ui(ui: &mut Ui, cx: &Cx<'_>, face: &AirGapFace) {
    text::heading(ui, cx.theme, cx.t("gap-found"));
    if face.findings.is_empty() {
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                Icon::CheckCircle.ui(ui, cx.theme.ink(Tone::Good));
                text::body(ui, cx.theme, cx.t("gap-nothing"));
            });
        });
    }
    for found in &face.findings {
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            finding::ui(ui, cx, found);
        });
    }
}

/// Each kind of thing that is looked at, and how much of it was found.
fn looked_ui(ui: &mut Ui, cx: &Cx<'_>, face: &AirGapFace) {
    text::heading(ui, cx.theme, cx.t("gap-looked"));
    panes::card(ui, cx.theme, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::TINY;
        for kind in DeviceKind::ALL {
            let of_kind = || face.findings.iter().filter(|finding| finding.kind == kind);
            let count = of_kind().count();
            if kind == DeviceKind::Unreadable && count == 0 {
                continue;
            }
            ui.horizontal(|ui| {
                text::body(ui, cx.theme, cx.t(&finding::kind_key(kind)));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    match of_kind().map(|finding| finding.why.verdict()).max() {
                        None => {
                            text::muted(ui, cx.theme, cx.t("gap-none"));
                        }
                        Some(worst) => {
                            let words = cx.with("gap-count", &[("count", count.into())]);
                            panes::chip(ui, cx.theme, tone_of(worst.into()), &words);
                        }
                    }
                });
            });
        }
        ui.add_space(space::SMALL);
        text::small(ui, cx.theme, cx.t("gap-limits"));
        if cx.model.watchable {
            text::small(ui, cx.theme, cx.t("notice-watchable"));
        }
    });
}
