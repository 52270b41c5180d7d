//! The question before an account is closed for good: what happens at once, what is owed afterwards, why, and the
//! person's login name typed.

use eframe::egui::{Id, Ui};

use super::asking::Asking;
use super::consent::is_reason;
use crate::app::snapshot::PersonRow;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::theme::space;
use crate::ui::widgets::{Answered, Dialog, Field, progress, text};

/// The question and what was typed.
#[derive(Default)]
pub(super) struct Leave {
    reason: String,
    login: String,
    focused: bool,
}

/// What came of the question.
pub(super) enum Leaving {
    /// The account is to be closed for this reason.
    Go(String),
    /// It stays.
    Up,
}

impl Leave {
    /// Whether anything is typed.
    pub(super) fn is_typed(&self) -> bool {
        !self.reason.trim().is_empty()
    }

    /// Draws it.
    pub(super) fn ui(
        &mut self,
        ui: &Ui,
        cx: &Cx<'_>,
        person: &PersonRow,
        asking: &Asking,
    ) -> Option<Leaving> {
        let title = cx.with("leave-person-title", &[("name", (&person.name).into())]);
        let ready = is_reason(&self.reason) && self.login.trim() == person.login && !asking.is_busy();
        let dialog = Dialog::new("leave-person", &title, cx.t("leave-person-go"), cx.t("people-cancel"));
        let answered = dialog.wide().dangerous().ready(ready).ui(ui, cx.theme, |ui| {
            for key in ["leave-person-now", "leave-person-owed", "leave-person-kept"] {
                text::body(ui, cx.theme, cx.t(key));
            }
            ui.add_space(space::SMALL);
            let reason = Field::new(cx.t("leave-person-reason")).id(Id::unique("leave-person-reason"));
            let reason = reason.ui(ui, cx.theme, &mut self.reason);
            keys::focus_first(&mut self.focused, &reason);
            let login = Field::new(cx.t("leave-person-type")).hint(&person.login);
            login.id(Id::unique("leave-person-login")).ui(ui, cx.theme, &mut self.login);
            asking.problem_ui(ui, cx);
            if asking.is_busy() {
                progress::waiting(ui, cx.theme, cx.t("leave-person-waiting"));
            }
        });
        match answered? {
            Answered::Yes => Some(Leaving::Go(self.reason.trim().to_owned())),
            Answered::No => (!asking.is_busy()).then_some(Leaving::Up),
        }
    }
}
