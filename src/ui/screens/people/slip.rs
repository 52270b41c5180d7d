//! The slip about an account that was closed: printed or saved, after the closing that could not print it or later.

use eframe::egui::Ui;

use super::asking::problem_ui;
use super::paper_out::{PaperOut, PaperTexts};
use crate::app::problem::Problem;
use crate::app::request::PeopleWish;
use crate::app::snapshot::PersonRow;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{panes, text};

const TEXTS: PaperTexts = PaperTexts {
    print: "closed-slip-print",
    save: "closed-slip-save",
    printed: "closed-slip-printed",
    saved: "closed-slip-saved",
    working: "closed-slip-working",
    file: "closed-slip-file",
};

/// The two buttons, and why the slip is missing.
#[derive(Default)]
pub(super) struct Slip {
    out: PaperOut,
    /// The account was closed on suspicion, and the slip was not made: the vault is locked once it is.
    missing: Option<Problem>,
}

impl Slip {
    /// The account was closed just now, and its slip was not made.
    pub(super) fn of_closing(problem: Problem) -> Self {
        Self { out: PaperOut::default(), missing: Some(problem) }
    }

    /// Draws it, for a person who left.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, person: &PersonRow) -> Option<Action> {
        match &self.missing {
            Some(problem) => {
                panes::notice(ui, cx.theme, Tone::Warning, cx.t("leave-person-no-slip"), None);
                problem_ui(ui, cx, problem);
            }
            None => _ = text::small(ui, cx.theme, cx.t("closed-slip-about")),
        }
        ui.add_space(space::SMALL);
        let (account, lock) = (person.account, self.missing.is_some());
        let texts = (&TEXTS, person.name.as_str());
        self.out.ui(ui, cx, texts, |to, language| PeopleWish::Slip { account, to, language, lock })
    }
}
