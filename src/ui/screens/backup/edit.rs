//! Changing what is said of a medium: label, place, rotation set, holder.

use eframe::egui::{Id, Ui};

use crate::app::request::{BackupWish, Request};
use crate::app::snapshot::{MediumFace, MediumWish};
use crate::base::id::MediumId;
use crate::base::limits::LINE_CHARS;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::screens::people::Asking;
use crate::ui::theme::space;
use crate::ui::widgets::{Answered, Dialog, Field, text};

/// The dialog about one medium.
pub(super) struct Edit {
    medium: MediumId,
    /// What it was called when the dialog was opened.
    label: String,
    wish: MediumWish,
    asking: Asking,
    focused: bool,
}

impl Edit {
    /// With what is said of it now.
    pub(super) fn of(one: &MediumFace) -> Self {
        Self {
            medium: one.medium,
            label: one.wish.label.clone(),
            wish: one.wish.clone(),
            asking: Asking::default(),
            focused: false,
        }
    }

    /// Whether it was done.
    pub(super) fn hear(&mut self, cx: &Cx<'_>) -> bool {
        self.asking.hear(cx).is_some()
    }

    /// Draws it; says whether it is over without a change.
    pub(super) fn ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> (Option<Action>, bool) {
        let title = cx.with("media-edit-title", &[("medium", self.label.as_str().into())]);
        let ready = !self.asking.is_busy() && self.is_ready();
        let dialog = Dialog::new("media-edit", &title, cx.t("media-edit-go"), cx.t("people-cancel"));
        match dialog.wide().ready(ready).ui(ui, cx.theme, |ui| self.fields_ui(ui, cx)) {
            None => (None, false),
            Some(Answered::No) => (None, true),
            Some(Answered::Yes) => {
                let wish = BackupWish::Edit { medium: self.medium, wish: self.wish.clone() };
                (Some(self.asking.ask_for(cx, Request::Backup(wish))), false)
            }
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        text::muted(ui, cx.theme, cx.t("media-edit-about"));
        ui.add_space(space::SMALL);
        let MediumWish { label, place, set, holder } = &mut self.wish;
        let first = field(cx, "enrol-label", label).id(Id::unique("media-edit-label"));
        let first = first.ui(ui, cx.theme, label);
        keys::focus_first(&mut self.focused, &first);
        for (key, value) in [("enrol-place", place), ("enrol-set", set), ("enrol-holder", holder)] {
            field(cx, key, value).ui(ui, cx.theme, value);
        }
        text::small(ui, cx.theme, cx.t("enrol-set-about"));
        self.asking.problem_ui(ui, cx);
    }

    fn is_ready(&self) -> bool {
        let MediumWish { label, place, set, holder } = &self.wish;
        let short = [label, place, set, holder].into_iter().all(|value| value.chars().count() <= LINE_CHARS);
        short && !label.trim().is_empty()
    }
}

fn field<'a>(cx: &Cx<'a>, key: &str, value: &str) -> Field<'a> {
    let long = value.chars().count() > LINE_CHARS;
    let long = long.then(|| cx.with("enrol-too-long", &[("max", LINE_CHARS.into())]));
    let empty = key == "enrol-label" && value.trim().is_empty();
    Field::new(cx.t(key)).error(empty.then(|| cx.t("enrol-missing").to_owned()).or(long))
}
