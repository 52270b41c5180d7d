//! The question before an account is closed for good: what happens at once, what is owed afterwards, why, and the
//! person's login name typed.

use eframe::egui::{Id, Ui};

use super::asking::Asking;
use super::consent::is_reason;
use crate::app::snapshot::PersonRow;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Answered, Dialog, Field, choose, panes, progress, text};

/// The question and what was typed.
#[derive(Default)]
pub(super) struct Leave {
    reason: String,
    login: String,
    /// Their keys may be in other hands.
    suspected: bool,
    focused: bool,
}

/// What came of the question.
pub(super) enum Leaving {
    /// The account is to be closed for this reason; on suspicion, the vault is to be locked, too.
    Go(String, bool),
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
            for (key, groups) in [
                ("leave-person-last", &person.last_of.alone),
                ("leave-person-last-two", &person.last_of.of_two),
            ] {
                if groups.is_empty() {
                    continue;
                }
                let name = |group: &Option<String>| {
                    group.clone().unwrap_or_else(|| cx.t("leave-person-nameless").to_owned())
                };
                let groups: Vec<String> = groups.iter().map(name).collect();
                let words = cx.with(key, &[("groups", groups.join(", ").into())]);
                panes::notice(ui, cx.theme, Tone::Danger, &words, None);
            }
            ui.add_space(space::SMALL);
            let reason = Field::new(cx.t("leave-person-reason")).id(Id::unique("leave-person-reason"));
            let reason = reason.ui(ui, cx.theme, &mut self.reason);
            keys::focus_first(&mut self.focused, &reason);
            let login = Field::new(cx.t("leave-person-type")).hint(&person.login);
            login.id(Id::unique("leave-person-login")).ui(ui, cx.theme, &mut self.login);
            ui.add_space(space::SMALL);
            choose::tick(ui, cx.theme, &mut self.suspected, cx.t("leave-person-suspect"));
            asking.problem_ui(ui, cx);
            if asking.is_busy() {
                progress::waiting(ui, cx.theme, cx.t("leave-person-waiting"));
            }
        });
        match answered? {
            Answered::Yes => Some(Leaving::Go(self.reason.trim().to_owned(), self.suspected)),
            Answered::No => (!asking.is_busy()).then_some(Leaving::Up),
        }
    }
}
