//! The page in place of the log-in form when the access log is not what was seen of it: what is known, what it means,
//! whom to call, and what not to do. Nothing opens from here.

use eframe::egui::Ui;

use crate::app::problem::{Problem, ProblemKind};
use crate::base::clock::WallTime;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, choose, panes, text};

/// The width of the page, in points.
pub(super) const WIDTH: f32 = 720.0;

/// Whether it is this alarm.
pub(super) const fn is_log_alarm(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::LogRolledBack | ProblemKind::LogForked)
}

/// What was wished for on the page.
pub(super) enum Wished {
    /// Back to the form.
    Back,
    /// Something of the window.
    Action(Action),
}

/// Draws it.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, problem: &Problem) -> Option<Wished> {
    let forked = problem.kind == ProblemKind::LogForked;
    panes::frame(cx.theme)
        .inner_margin(24)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::TINY;
            ui.horizontal(|ui| {
                Icon::Stopped.ui(ui, cx.theme.danger);
                let title = if forked { "alarm-log-forked" } else { "alarm-log-rolled-back" };
                text::heading(ui, cx.theme, cx.t(title));
            });
            panes::notice(ui, cx.theme, Tone::Danger, cx.t("alarm-log-shut"), None);
            part_ui(ui, cx, "alarm-log-known");
            known_ui(ui, cx, problem);
            part_ui(ui, cx, "alarm-log-means");
            let means = if forked { "alarm-log-means-forked" } else { "alarm-log-means-rolled-back" };
            text::body(ui, cx.theme, cx.t(means));
            part_ui(ui, cx, "alarm-log-call");
            text::body(ui, cx.theme, cx.t("alarm-log-call-text"));
            part_ui(ui, cx, "alarm-log-leave");
            for key in ["alarm-log-leave-1", "alarm-log-leave-2", "alarm-log-leave-3"] {
                ui.horizontal_top(|ui| {
                    Icon::Close.ui(ui, cx.theme.danger);
                    text::body(ui, cx.theme, cx.t(key));
                });
            }
            ui.add_space(space::MEDIUM);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::LARGE;
                let about = Button::secondary(cx.t("alarm-log-manual")).icon(Icon::Manual).ui(ui, cx.theme);
                let back = choose::link(ui, cx.theme, cx.t("alarm-log-back"));
                let about = about.then(|| Wished::Action(Action::Manual(Some("log-limits"))));
                about.or(back.then_some(Wished::Back))
            })
            .inner
        })
        .inner
}

fn part_ui(ui: &mut Ui, cx: &Cx<'_>, key: &str) {
    ui.add_space(space::SMALL);
    text::strong(ui, cx.theme, cx.t(key));
}

/// Who saw the log, when, and how long it was then and is now.
fn known_ui(ui: &mut Ui, cx: &Cx<'_>, problem: &Problem) {
    let detail = |name: &str| {
        let found = problem.details.iter().find(|(named, _)| *named == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    };
    let fact = |ui: &mut Ui, key: &str, value: &str| {
        text::fact(ui, cx.theme, cx.t(key), |ui| {
            text::body(ui, cx.theme, value);
        });
    };
    let name = [("name", detail("name").unwrap_or_default().into())];
    let seen_by = match detail("whose") {
        Some("own") => cx.t("alarm-log-own").to_owned(),
        Some("group") => cx.with("alarm-log-group", &name),
        Some("checkpoint") => cx.with("alarm-log-checkpoint", &name),
        _ => cx.t("alarm-log-other").to_owned(),
    };
    fact(ui, "alarm-log-seen-by", &seen_by);
    if let Some(at) = detail("seen").and_then(moment) {
        fact(ui, "alarm-log-when", &cx.texts.date_and_time(at));
    }
    for (key, name) in [("alarm-log-then", "then"), ("alarm-log-now", "now"), ("alarm-log-agreed", "agreed")]
    {
        if let Some(count) = detail(name).and_then(|count| count.parse().ok()) {
            fact(ui, key, &cx.texts.count(count));
        }
    }
}

/// A moment as a problem names it: RFC 3339.
fn moment(named: &str) -> Option<WallTime> {
    let moment: jiff::Timestamp = named.parse().ok()?;
    Some(WallTime::from_unix_millis(moment.as_millisecond()))
}
