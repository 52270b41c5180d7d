//! What a screen gets: a read-only picture of everything, the theme, the texts, the time. Never a service.

use std::cell::Cell;
use std::path::PathBuf;
use std::time::Duration;

use crate::app::event::Answer;
use crate::app::problem::Problem;
use crate::app::request::{Request, RequestId};
use crate::base::clock::WallTime;
use crate::base::wrong::Wrong;
use crate::texts::{Texts, Value};

use super::action::Action;
use super::model::Model;
use super::picker::{PickId, PickWish};
use super::preferences::Look;
use super::theme::Theme;

/// The read-only surroundings of a screen, for one frame.
pub(crate) struct Cx<'a> {
    /// What the worker told so far.
    pub(crate) model: &'a Model,
    /// Colours.
    pub(crate) theme: &'a Theme,
    /// Light, dark or as the desktop, as the person chose.
    pub(crate) look: Look,
    /// Texts in the language in use.
    pub(crate) texts: &'a Texts,
    /// The wall clock.
    pub(crate) now: WallTime,
    /// Time since the machine was started.
    pub(crate) since_boot: Duration,
    /// The number of the next wish that will be answered.
    pub(crate) next: &'a Cell<u64>,
}

impl<'a> Cx<'a> {
    /// A text that names nothing.
    pub(crate) fn t(&self, key: &str) -> &'a str {
        self.texts.text(key)
    }

    /// A text with what it names.
    pub(crate) fn with(&self, key: &str, named: &[(&str, Value<'_>)]) -> String {
        self.texts.with(key, named)
    }

    /// What is wrong with a file, in the reader's language where it is of a known kind.
    pub(crate) fn wrong(&self, what: &str) -> String {
        Wrong::of(what).map_or(what, |wrong| self.t(wrong.text_key())).to_owned()
    }

    /// A wish to the worker, and the id under which [`Cx::answer`] and [`Model::task`] will know it.
    pub(crate) fn ask(&self, request: Request) -> (RequestId, Action) {
        let id = RequestId(self.number());
        (id, Action::Ask(id, request))
    }

    /// A wish to choose files, and the id under which [`Cx::picked`] will know the choice.
    pub(crate) fn pick(&self, wish: PickWish) -> (PickId, Action) {
        let id = PickId(self.number());
        (id, Action::Pick(id, wish))
    }

    /// How the request ended, if it ended.
    pub(crate) fn answer(&self, request: Option<RequestId>) -> Option<&'a Result<Answer, Problem>> {
        self.model.task(request?)?.answer.as_ref()
    }

    /// Whether the request was sent and has not ended.
    pub(crate) fn waiting(&self, request: Option<RequestId>) -> bool {
        request.and_then(|id| self.model.task(id)).is_some_and(|task| task.answer.is_none())
    }

    /// Whether the request was never sent, because something else was wished for in the same frame, or is forgotten.
    pub(crate) fn lost(&self, request: Option<RequestId>) -> bool {
        request.is_some_and(|id| self.model.task(id).is_none())
    }

    /// What was chosen: nothing while the choice is open, an empty list if it was cancelled.
    pub(crate) fn picked(&self, pick: Option<PickId>) -> Option<&'a [PathBuf]> {
        self.model.picked(pick?)
    }

    /// What happened, in the reader's language.
    pub(crate) fn problem(&self, problem: &Problem) -> String {
        self.texts.problem(problem.kind.key(), &problem.details)
    }

    /// What to do next, in the reader's language.
    pub(crate) fn problem_next(&self, problem: &Problem) -> String {
        self.texts.problem_next(problem.kind.key(), &problem.details)
    }

    fn number(&self) -> u64 {
        let number = self.next.get();
        self.next.set(number + 1);
        number
    }
}
