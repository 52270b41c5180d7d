//! One act that is asked of the worker: whether it is under way, what went wrong, and the second person it may need.
//!
//! Every screen about people keeps one. What is typed on the screen is not touched here, so an error loses nothing.

use eframe::egui::Ui;

use super::consent::{ConsentDialog, Given};
use crate::app::event::Answer;
use crate::app::problem::Problem;
use crate::app::request::{Consent, PeopleWish, Request, RequestId};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{panes, text};

/// An act and how it goes.
#[derive(Default)]
pub(crate) struct Asking {
    asked: Option<RequestId>,
    problem: Option<Problem>,
    consent: Option<ConsentDialog>,
}

impl Asking {
    /// Asks for it.
    pub(crate) fn ask(&mut self, cx: &Cx<'_>, wish: PeopleWish) -> Action {
        self.ask_for(cx, Request::People(wish))
    }

    /// Asks for something that is not about people.
    pub(crate) fn ask_for(&mut self, cx: &Cx<'_>, request: Request) -> Action {
        self.problem = None;
        let (id, action) = cx.ask(request);
        self.asked = Some(id);
        action
    }

    /// Takes in how it ended: the answer, if it was done. A second person who is needed is asked for here.
    pub(crate) fn hear<'a>(&mut self, cx: &Cx<'a>) -> Option<&'a Answer> {
        if cx.lost(self.asked) {
            self.asked = None;
        }
        let answer = cx.answer(self.asked)?;
        self.asked = None;
        match (answer, &mut self.consent) {
            (Err(problem), Some(consent)) => consent.refused(problem.clone()),
            (Err(problem), None) => self.problem = Some(problem.clone()),
            (Ok(Answer::SecondNeeded(needed)), _) => {
                self.consent = Some(ConsentDialog::new(needed.clone()));
            }
            (Ok(answer), _) => {
                *self = Self::default();
                return Some(answer);
            }
        }
        None
    }

    /// The request that is under way.
    pub(crate) const fn asked(&self) -> Option<RequestId> {
        self.asked
    }

    /// Whether it was not asked for, or was done: nothing went wrong with it.
    pub(crate) const fn is_untried(&self) -> bool {
        self.asked.is_none() && self.problem.is_none()
    }

    /// Whether a second person is being asked for.
    pub(crate) const fn is_consenting(&self) -> bool {
        self.consent.is_some()
    }

    /// Whether it is under way.
    pub(crate) fn is_busy(&self) -> bool {
        self.asked.is_some()
    }

    /// Draws the question for a second person while it is open; their consent, once it is given. What else is wished for
    /// there goes to `wish`.
    pub(crate) fn consent_ui(&mut self, ui: &Ui, cx: &Cx<'_>, wish: &mut Option<Action>) -> Option<Consent> {
        let asked = self.asked;
        match self.consent.as_mut()?.ui(ui, cx, asked)? {
            Given::Consent(consent) => Some(consent),
            Given::Wish(action) => {
                *wish = Some(action);
                None
            }
            Given::Up => {
                *self = Self::default();
                None
            }
        }
    }

    /// Draws what went wrong and what to do next.
    pub(crate) fn problem_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        if let Some(problem) = &self.problem {
            problem_ui(ui, cx, problem);
        }
    }
}

/// A dialog about one act: heard, drawn, signed by a second person and closed alike, whatever it asks for.
pub(crate) trait AskingDialog: Sized {
    /// The act.
    fn asking(&mut self) -> &mut Asking;

    /// Takes in what was answered, and asks for what follows from it.
    fn hear(&mut self, cx: &Cx<'_>) -> Option<Action>;

    /// Draws it: what is wished for, and whether it is done with.
    fn ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> (Option<Action>, bool);

    /// Asks for the act.
    fn ask(&mut self, cx: &Cx<'_>, consent: Consent) -> Option<Action>;

    /// Draws the dialog if it is open, and closes it when it is done with.
    fn ui_of(open: &mut Option<Self>, ui: &Ui, cx: &Cx<'_>) -> Option<Action> {
        let dialog = open.as_mut()?;
        let heard = dialog.hear(cx);
        let (action, closed) = dialog.ui(ui, cx);
        let mut wish = None;
        let consent = dialog.asking().consent_ui(ui, cx, &mut wish);
        let consented = consent.and_then(|consent| dialog.ask(cx, consent));
        if closed {
            *open = None;
        }
        consented.or(wish).or(heard).or(action)
    }
}

/// What went wrong and what to do next.
pub(crate) fn problem_ui(ui: &mut Ui, cx: &Cx<'_>, problem: &Problem) {
    ui.add_space(space::SMALL);
    panes::notice(ui, cx.theme, Tone::Danger, &cx.problem(problem), None);
    text::small(ui, cx.theme, cx.problem_next(problem));
}
