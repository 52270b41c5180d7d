//! Something that is asked for when a screen opens, and again whenever the vault was changed.
//!
//! What is here stays on screen until the newer answer is; an error is kept beside it until it is asked for again.

use std::sync::Arc;

use eframe::egui::Ui;

use super::asking::problem_ui;
use crate::app::event::Answer;
use crate::app::problem::Problem;
use crate::app::request::{PeopleWish, Request, RequestId};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::widgets::progress;

/// A picture of something in the vault.
pub(crate) struct Loaded<T: ?Sized> {
    asked: Option<RequestId>,
    revision: Option<u64>,
    face: Option<Arc<T>>,
    problem: Option<Problem>,
}

impl<T: ?Sized> Default for Loaded<T> {
    fn default() -> Self {
        Self { asked: None, revision: None, face: None, problem: None }
    }
}

impl<T: ?Sized> Loaded<T> {
    /// Takes in the answer, and asks if there is none or it is old.
    pub(crate) fn keep(
        &mut self,
        cx: &Cx<'_>,
        wish: impl FnOnce() -> PeopleWish,
        take: impl FnOnce(&Answer) -> Option<Arc<T>>,
    ) -> Option<Action> {
        self.keep_of(cx, || Request::People(wish()), take)
    }

    /// The same for what is not about people.
    pub(crate) fn keep_of(
        &mut self,
        cx: &Cx<'_>,
        wish: impl FnOnce() -> Request,
        take: impl FnOnce(&Answer) -> Option<Arc<T>>,
    ) -> Option<Action> {
        if cx.lost(self.asked) {
            self.asked = None;
            self.revision = None;
        }
        if let Some(answer) = cx.answer(self.asked) {
            self.asked = None;
            match answer {
                Ok(answer) => {
                    self.face = take(answer);
                    self.problem = None;
                }
                Err(problem) => self.problem = Some(problem.clone()),
            }
        }
        let fresh = self.revision == Some(cx.model.revision);
        if fresh || self.asked.is_some() {
            return None;
        }
        self.revision = Some(cx.model.revision);
        self.problem = None;
        let (id, action) = cx.ask(wish());
        self.asked = Some(id);
        Some(action)
    }

    /// What is here.
    pub(crate) fn face(&self) -> Option<Arc<T>> {
        self.face.clone()
    }

    /// The request that is under way.
    pub(crate) const fn asked(&self) -> Option<RequestId> {
        self.asked
    }

    /// Why there is no newer one.
    pub(crate) const fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    /// Asks again at the next frame; what is here is shown until then.
    pub(crate) fn again(&mut self) {
        self.revision = None;
    }

    /// Asks again at the next frame, and shows nothing until then.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }

    /// In place of what is not here: that it is on its way, or why it is not.
    pub(crate) fn missing_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        match &self.problem {
            Some(problem) => problem_ui(ui, cx, problem),
            None => progress::waiting(ui, cx.theme, cx.t("people-loading")),
        }
    }
}
