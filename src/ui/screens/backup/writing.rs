//! A backup while it is written: which step it is at, how much and how fast, how long still, and a way to stop it.

use eframe::egui::{Align, Layout, Sense, Stroke, Ui, vec2};

use crate::app::request::{Request, RequestId};
use crate::base::speed::Speed;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::job::reached;
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{Button, progress, text};

/// The steps, in their order: the stage that the job tells while it is at one, and its text.
const STEPS: [(&[&str], &str); 4] = [
    (&["backup-survey"], "write-step-survey"),
    // Volume by volume: written, then read back.
    (&["backup-write", "backup-read-back"], "write-step-write"),
    (&[], "write-step-commit"),
    (&[], "write-step-release"),
];

/// Draws the work that answers `id`.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, id: RequestId, speed: &mut (bool, Speed)) -> Option<Action> {
    let task = cx.model.task(id)?;
    let now = task.progress.clone().unwrap_or_default();
    let copying = now.stage != "backup-survey";
    if speed.0 != copying {
        // What is only looked at is no measure of what is written.
        *speed = (copying, Speed::default());
    }
    speed.1.note(cx.since_boot, now.done_bytes);
    ui.horizontal(|ui| {
        text::line(ui, Face::Strong, cx.theme.text, cx.t("write-going-on"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            text::line(ui, Face::Body, cx.theme.muted, reached(cx, &now, &speed.1));
        });
    });
    ui.add_space(space::TINY);
    progress::bar(ui, cx.theme, cx.t("write-going-on"), progress::share(&now));
    ui.add_space(space::MEDIUM);
    steps_ui(ui, cx, now.stage);
    ui.add_space(space::MEDIUM);
    stop_ui(ui, cx, id, task.stopping)
}

fn stop_ui(ui: &mut Ui, cx: &Cx<'_>, id: RequestId, stopping: bool) -> Option<Action> {
    ui.horizontal(|ui| {
        let label = cx.t(if stopping { "add-stopping" } else { "write-stop" });
        let stop = Button::secondary(label).enabled(!stopping).ui(ui, cx.theme);
        ui.add_space(space::TINY);
        text::muted(ui, cx.theme, cx.t("write-stop-keeps"));
        stop.then(|| cx.ask(Request::Cancel(id)).1)
    })
    .inner
}

/// Every step with its mark: done, under way, to come.
fn steps_ui(ui: &mut Ui, cx: &Cx<'_>, stage: &str) {
    let looks = matches!(stage, "" | "backup-look");
    let here = STEPS.iter().position(|(stages, _)| stages.contains(&stage)).unwrap_or(0);
    step_ui(ui, cx, cx.t("write-step-known"), Some(!looks));
    for (place, (_, key)) in STEPS.iter().enumerate() {
        let state = match place.cmp(&here) {
            _ if looks => None,
            std::cmp::Ordering::Less => Some(true),
            std::cmp::Ordering::Equal => Some(false),
            std::cmp::Ordering::Greater => None,
        };
        step_ui(ui, cx, cx.t(key), state);
    }
}

/// One step: done, under way (`false`), or to come.
pub(super) fn step_ui(ui: &mut Ui, cx: &Cx<'_>, words: &str, state: Option<bool>) {
    ui.horizontal(|ui| {
        let (dot, _) = ui.allocate_exact_size(vec2(14.0, Face::Body.line()), Sense::hover());
        let (ink, word) = match state {
            Some(true) => (cx.theme.ok, cx.theme.muted),
            Some(false) => (cx.theme.accent, cx.theme.text),
            None => (cx.theme.faint, cx.theme.muted),
        };
        if state.is_some() {
            ui.painter().circle_filled(dot.center(), 5.0, ink);
        } else {
            ui.painter().circle_stroke(dot.center(), 4.5, Stroke::new(1.2, ink));
        }
        ui.add_space(space::TINY);
        text::line(ui, Face::Body, word, words);
    });
}
