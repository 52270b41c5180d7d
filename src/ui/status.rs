//! The status bar: what people in this room worry about, each part only where it is real. A click explains it.

use eframe::egui::{Align, Frame, Layout, Margin, Popup, Response, Sense, Ui, WidgetInfo, vec2};

use crate::app::snapshot::{BackupState, Colour, ReviewDue, StandingFace};
use crate::policy::Role;

use super::action::Action;
use super::cx::Cx;
use super::idle::{Left, minutes, seconds};
use super::route::Route;
use super::screens::days_since;
use super::theme::{Face, Tone, space};
use super::widgets::button::focus_ring;
use super::widgets::text;

/// How many devices the bar names.
const NAMED: usize = 2;

/// The tone of a colour.
pub(super) const fn tone_of(colour: Colour) -> Tone {
    match colour {
        Colour::Green => Tone::Good,
        Colour::Amber => Tone::Warning,
        Colour::Red => Tone::Danger,
    }
}

/// Draws the bar; what was wished for there.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, here: &Route, left: Option<Left>) -> Option<Action> {
    let mut action = None;
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 22.0;
        if air_gap_ui(ui, cx) && *here != Route::AirGap {
            action = Some(Action::Open(Route::AirGap));
        }
        if let Some(session) = &cx.model.session {
            let at = cx.texts.time_with_seconds(session.log_written_at);
            part(ui, cx, None, &cx.with("status-log", &[("time", at.into())]), cx.t("status-log-about"));
            if let Some(backup) = &session.backup {
                action = backup_ui(ui, cx, backup).or(action.take());
            }
            action = session.review.as_ref().and_then(|due| review_ui(ui, cx, due)).or(action.take());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| right_ui(ui, cx, left));
    });
    action
}

/// When the last backup was made; a click leads those who see to them there, and explains it to others.
fn backup_ui(ui: &mut Ui, cx: &Cx<'_>, backup: &BackupState) -> Option<Action> {
    let words = match backup.last {
        Some(last) => cx.with("status-backup", &[("days", days_since(cx, last).into())]),
        None => cx.t("status-backup-none").to_owned(),
    };
    let tone = Some(tone_of(backup.colour)).filter(|tone| *tone != Tone::Good);
    let sees = cx.model.session.as_ref().is_some_and(|session| {
        matches!(session.role, Role::Supervisor | Role::BackupOperator)
            && session.standing == StandingFace::Full
    });
    if sees {
        return words_ui(ui, cx, tone, &words).clicked().then_some(Action::Go(Route::Backup));
    }
    part(ui, cx, tone, &words, cx.t("status-backup-about"));
    None
}

/// How far the review of the log is; a click leads there.
fn review_ui(ui: &mut Ui, cx: &Cx<'_>, due: &ReviewDue) -> Option<Action> {
    let tone = tone_of(due.colour);
    let words = if due.days == 0 {
        cx.t("status-review-none").to_owned()
    } else if due.mine + due.to_ratify == 0 {
        cx.with("status-review-others", &[("count", due.days.into())])
    } else {
        cx.with("status-review", &[("count", due.days.into())])
    };
    words_ui(ui, cx, Some(tone), &words).clicked().then_some(Action::Go(Route::Log))
}

fn right_ui(ui: &mut Ui, cx: &Cx<'_>, left: Option<Left>) {
    let (Some(left), Some(session)) = (left, &cx.model.session) else {
        let now = format!("{}, {}", cx.texts.long_date(cx.now), cx.texts.time(cx.now));
        part(ui, cx, None, &now, cx.t("status-clock-about"));
        return;
    };
    let ends = cx.texts.time(session.ends_at);
    part(ui, cx, None, &cx.with("status-session", &[("time", ends.into())]), cx.t("status-session-about"));
    let locks = if left.idle.as_secs() < 60 {
        cx.with("status-locks-seconds", &[("seconds", seconds(left.idle).into())])
    } else {
        cx.with("status-locks", &[("minutes", minutes(left.idle).into())])
    };
    part(ui, cx, None, &locks, cx.t("status-locks-about"));
}

/// The mark of the air gap, and the devices it speaks of; whether it was clicked.
fn air_gap_ui(ui: &mut Ui, cx: &Cx<'_>) -> bool {
    let Some(face) = cx.model.air_gap() else {
        // The first look has not come back: until then nothing good is said.
        return words_ui(ui, cx, Some(Tone::Warning), cx.t("status-air-gap-unknown")).clicked();
    };
    let key = match face.colour {
        Colour::Green => "status-air-gap-green",
        Colour::Amber => "status-air-gap-amber",
        Colour::Red => "status-air-gap-red",
    };
    let mark = words_ui(ui, cx, Some(tone_of(face.colour)), cx.t(key)).clicked();
    let devices = named(cx, &face.devices());
    words_ui(ui, cx, None, &devices).clicked() || mark
}

/// The devices by name, as many as there is room for.
fn named(cx: &Cx<'_>, devices: &[&str]) -> String {
    match devices.len() {
        0 => cx.t("status-no-hardware").to_owned(),
        count if count <= NAMED => cx.with("status-devices", &[("devices", devices.join(", ").into())]),
        count => {
            let first = devices.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
            cx.with("status-devices-more", &[("devices", first.into()), ("count", (count - NAMED).into())])
        }
    }
}

/// One part of the bar; a click opens what it means.
fn part(ui: &mut Ui, cx: &Cx<'_>, tone: Option<Tone>, words: &str, about: &str) {
    let response = words_ui(ui, cx, tone, words);
    Popup::menu(&response).gap(space::SMALL).show(|ui| {
        ui.set_max_width(space::DETAILS);
        ui.set_min_width(space::DETAILS);
        // A menu would stretch the words of each line from edge to edge.
        Frame::new().inner_margin(Margin::same(6)).show(ui, |ui| {
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                text::strong(ui, cx.theme, words);
                text::muted(ui, cx.theme, about);
            });
        });
    });
}

fn words_ui(ui: &mut Ui, cx: &Cx<'_>, tone: Option<Tone>, words: &str) -> Response {
    let theme = cx.theme;
    let galley = ui.painter().layout_no_wrap(words.to_owned(), Face::Small.font(), theme.muted);
    let dot = if tone.is_some() { 14.0 } else { 0.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + dot, 20.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Button, true, words));
    if let Some(tone) = tone {
        ui.painter().circle_filled(rect.left_center() + vec2(4.0, 0.0), 4.0, theme.ink(tone));
    }
    let at = rect.left_center() + vec2(dot, -galley.size().y / 2.0);
    let ink = match tone {
        Some(Tone::Warning | Tone::Danger) => theme.ink(tone.unwrap_or(Tone::Plain)),
        _ if response.hovered() => theme.text,
        _ => theme.muted,
    };
    ui.painter().galley_with_override_text_color(at, galley, ink);
    focus_ring(ui, theme, rect.shrink(1.0), &response);
    response
}
