//! The chosen day beside the queue: what was counted, what is unusual, who reviewed it, and the way to it.

use eframe::egui::Ui;
use jiff::civil::Date;

use super::words;
use crate::app::snapshot::{DayState, LogDayRow, ReviewRow};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::beside;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, Icon, panes, text};

/// How many findings are named; the rest are counted.
const FINDINGS: usize = 6;

/// Draws the day; the wish to open it.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, row: Option<&LogDayRow>, today: Date) -> Option<Action> {
    let row = row?;
    let facts = |ui: &mut Ui| facts_ui(ui, cx, row, today);
    let foot = |ui: &mut Ui| {
        let width = ui.available_width();
        Button::secondary(cx.t("log-open-day")).width(width).ui(ui, cx.theme)
    };
    let ((), pressed) = beside::with_foot(ui, space::CONTROL, facts, foot);
    pressed.then_some(Action::Open(Route::LogDay(row.day)))
}

fn facts_ui(ui: &mut Ui, cx: &Cx<'_>, row: &LogDayRow, today: Date) {
    text::heading(ui, cx.theme, cx.texts.long_day(row.day));
    let (state, tone) = words::state_of(cx, row, today);
    panes::chip(ui, cx.theme, tone, &state);
    explained_ui(ui, cx, row.state);
    ui.add_space(space::SMALL);
    findings_ui(ui, cx, row);
    ui.add_space(space::SMALL);
    text::strong(ui, cx.theme, cx.t("log-counts"));
    counts_ui(ui, cx, row);
    reviews_ui(ui, cx, &row.reviews);
}

/// What a state means that needs more than a word.
pub(super) fn explained_ui(ui: &mut Ui, cx: &Cx<'_>, state: DayState) {
    match state {
        DayState::Today | DayState::WaitsForAnother | DayState::Alone => {
            text::small(ui, cx.theme, cx.t(&format!("log-about-{}", state.key())));
        }
        DayState::Open | DayState::Reviewed => {}
    }
}

fn findings_ui(ui: &mut Ui, cx: &Cx<'_>, row: &LogDayRow) {
    text::strong(ui, cx.theme, cx.t("log-unusual"));
    if row.findings.is_empty() {
        text::muted(ui, cx.theme, cx.t("log-nothing-unusual-long"));
    }
    for finding in row.findings.iter().take(FINDINGS) {
        ui.horizontal_top(|ui| {
            Icon::WarningCircle.ui(ui, cx.theme.ink(words::tone_of(finding.colour)));
            text::body(ui, cx.theme, words::finding(cx, finding));
        });
    }
    if row.findings.len() > FINDINGS {
        let more = [("count", (row.findings.len() - FINDINGS).into())];
        text::muted(ui, cx.theme, cx.with("log-more-unusual", &more));
    }
}

fn counts_ui(ui: &mut Ui, cx: &Cx<'_>, row: &LogDayRow) {
    let line = |ui: &mut Ui, key: &str, count: u64| {
        ui.horizontal(|ui| {
            text::line(ui, Face::Body, cx.theme.muted, cx.t(key));
            ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                text::line(ui, Face::Body, cx.theme.text, cx.texts.count(count));
            });
        });
    };
    line(ui, "log-column-events", row.counts.events);
    line(ui, "log-column-people", row.counts.people);
    for (key, count) in words::counted(&row.counts) {
        line(ui, key, count);
    }
}

/// Who reviewed it and what they found.
pub(super) fn reviews_ui(ui: &mut Ui, cx: &Cx<'_>, reviews: &[ReviewRow]) {
    if reviews.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    text::strong(ui, cx.theme, cx.t("log-reviews"));
    for review in reviews {
        let named = [("who", (&review.by).into()), ("time", cx.texts.date_and_time(review.at).into())];
        text::body(ui, cx.theme, cx.with("log-reviewed-by", &named));
        if !review.valid {
            text::small_tone(ui, cx.theme, Tone::Danger, cx.t("log-review-invalid"));
        }
        if !review.note.is_empty() {
            text::muted(ui, cx.theme, &review.note);
        }
        if let Some(reason) = &review.alone {
            text::small(ui, cx.theme, cx.with("log-review-alone", &[("reason", reason.into())]));
        }
        ui.add_space(space::TINY);
    }
}
