//! Something that is read from the access log when a screen opens, and again when a day was reviewed.
//!
//! What is here stays on screen until the newer answer is. Reading can take long the first time, so its progress is
//! shown and it can be stopped; what was read until then is kept by the worker.

use std::sync::Arc;

use eframe::egui::Ui;

use crate::app::event::Answer;
use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::{LogWish, Request, RequestId};
use crate::base::speed::Speed;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::job::job_ui;
use crate::ui::screens::people::{Loaded, problem_ui};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, panes, progress};

/// A picture of something in the log.
pub(super) struct Reading<T: ?Sized> {
    loaded: Loaded<T>,
    speed: Speed,
}

impl<T: ?Sized> Default for Reading<T> {
    fn default() -> Self {
        Self { loaded: Loaded::default(), speed: Speed::default() }
    }
}

impl<T: ?Sized> Reading<T> {
    /// Takes in the answer, and asks if there is none or it is old.
    pub(super) fn keep(
        &mut self,
        cx: &Cx<'_>,
        wish: impl FnOnce() -> LogWish,
        take: impl FnOnce(&Answer) -> Option<Arc<T>>,
    ) -> Option<Action> {
        let action = self.loaded.keep_of(cx, || Request::Log(wish()), take)?;
        self.speed = Speed::default();
        Some(action)
    }

    /// What is here.
    pub(super) fn face(&self) -> Option<Arc<T>> {
        self.loaded.face()
    }

    /// Asks again at the next frame; what is here stays until then.
    pub(super) fn again(&mut self) {
        self.loaded.again();
    }

    /// In place of what is not here: how far the reading is, or why it stopped.
    pub(super) fn missing_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if let Some(problem) = self.loaded.problem() {
            if stopped_ui(ui, cx, problem) {
                self.again();
            }
            return None;
        }
        reading_ui(ui, cx, self.loaded.asked(), &mut self.speed)
    }
}

/// Why reading stopped; true when it is to go on.
pub(super) fn stopped_ui(ui: &mut Ui, cx: &Cx<'_>, problem: &Problem) -> bool {
    if problem.kind == ProblemKind::Cancelled {
        panes::notice(ui, cx.theme, Tone::Plain, cx.t("log-stopped"), None);
    } else {
        problem_ui(ui, cx, problem);
    }
    ui.add_space(space::SMALL);
    Button::secondary(cx.t("log-read-on")).ui(ui, cx.theme)
}

/// How far the reading is, with a way to stop it.
pub(super) fn reading_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    asked: Option<RequestId>,
    speed: &mut Speed,
) -> Option<Action> {
    let told = asked.and_then(|id| cx.model.task(id)).is_some_and(|task| task.progress.is_some());
    let Some(id) = asked.filter(|_| told) else {
        progress::waiting(ui, cx.theme, cx.t("log-reading"));
        return None;
    };
    panes::card(ui, cx.theme, |ui| {
        ui.set_width(ui.available_width());
        job_ui(ui, cx, id, cx.t("log-reading-new"), speed, Some(cx.t("log-reading-keeps")))
    })
    .inner
}
