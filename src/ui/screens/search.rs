//! A list that is asked for page by page: what was asked, what came of it, and when to ask again. The lists of records
//! and customers keep one each, and draw its rows.

use std::ops::Range;

use eframe::egui::Ui;

use crate::app::event::Answer;
use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::Listing;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Button, panes, text};

use super::rows::{PAGE_ROWS, Rows};

/// The newest search and the rows of it that are here.
pub(super) struct Search<T> {
    pub(super) rows: Rows<T>,
    asked: Option<RequestId>,
    revision: Option<u64>,
    problem: Option<Problem>,
}

/// What came in since the last frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// The first page of the newest search.
    First,
    /// Another page of it.
    More,
}

impl<T> Default for Search<T> {
    fn default() -> Self {
        Self { rows: Rows::default(), asked: None, revision: None, problem: None }
    }
}

impl<T: Clone> Search<T> {
    /// Takes in what was answered; starts over when what the vault holds has changed.
    pub(super) fn hear(
        &mut self,
        cx: &Cx<'_>,
        listing: impl FnOnce(&Answer) -> Option<&Listing<Vec<T>>>,
    ) -> Option<Heard> {
        if self.revision != Some(cx.model.revision) {
            self.revision = Some(cx.model.revision);
            self.restart();
        }
        if cx.lost(self.asked) {
            self.asked = None;
            self.rows.restart();
        }
        match cx.answer(self.asked)? {
            Ok(answer) => {
                let heard = if self.rows.is_fresh() { Heard::More } else { Heard::First };
                self.rows.take(listing(answer)?);
                self.problem = None;
                self.asked = None;
                Some(heard)
            }
            Err(problem) => {
                // A search that a newer one overtook says so; nobody needs to know.
                if problem.kind != ProblemKind::Cancelled {
                    self.problem = Some(problem.clone());
                }
                self.rows.failed();
                self.asked = None;
                None
            }
        }
    }

    /// Something else is looked for.
    pub(super) fn restart(&mut self) {
        self.rows.restart();
        self.problem = None;
    }

    /// Asks for rows on screen that are not here: `request` is given the first one's place and how many.
    pub(super) fn wish(
        &mut self,
        cx: &Cx<'_>,
        on_screen: &Range<u64>,
        request: impl FnOnce(u64, u32) -> Request,
    ) -> Option<Action> {
        if self.problem.is_some() {
            return None;
        }
        let offset = self.rows.wanted(on_screen)?;
        let (id, action) = cx.ask(request(offset, PAGE_ROWS));
        self.asked = Some(id);
        Some(action)
    }

    /// Draws what went wrong, with a way to try again, or that rows are on their way. The number of rows once it is known.
    pub(super) fn total_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<u64> {
        if let Some(problem) = &self.problem {
            panes::notice(ui, cx.theme, Tone::Danger, &cx.problem(problem), None);
            if Button::secondary(cx.t("records-try-again")).ui(ui, cx.theme) {
                self.restart();
            }
            return None;
        }
        let total = self.rows.total();
        if total.is_none() {
            text::muted(ui, cx.theme, cx.t("records-loading"));
        }
        total
    }
}
