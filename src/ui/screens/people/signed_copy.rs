//! Printing or saving the signed copy of an agreement, one's own or, for supervisors, anyone's.

use eframe::egui::Ui;

use super::paper_out::{PaperOut, PaperTexts};
use crate::app::request::{PeopleWish, SlipTo};
use crate::base::id::AccountId;
use crate::ui::action::Action;
use crate::ui::cx::Cx;

const TEXTS: PaperTexts = PaperTexts {
    print: "copy-print",
    save: "copy-save",
    printed: "copy-printed",
    saved: "copy-saved",
    working: "copy-working",
    file: "copy-file",
};

/// The two buttons and what came of them.
#[derive(Default)]
pub(super) struct SignedCopy(PaperOut);

impl SignedCopy {
    /// Draws the buttons. `account` is none for one's own copy.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        account: Option<AccountId>,
        name: &str,
    ) -> Option<Action> {
        self.0.ui(ui, cx, (&TEXTS, name), |to, language| match to {
            SlipTo::Printer => PeopleWish::PrintSigned { account, language },
            SlipTo::File(path) => PeopleWish::SaveSigned { account, path, language },
        })
    }
}
