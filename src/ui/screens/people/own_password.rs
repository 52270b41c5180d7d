//! Changing one's own password: the present one, and the new one twice.
//!
//! Nobody else can do it; what is typed is masked and wiped.

use eframe::egui::{Id, Ui};

use super::asking::Asking;
use crate::app::request::Request;
use crate::app::snapshot::OwnFace;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::screens::new_password::NewPassword;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Field, SecretField, panes, progress, text};

/// Changing the password.
#[derive(Default)]
pub(super) struct OwnPassword {
    open: bool,
    old: SecretField,
    new: NewPassword,
    focused: bool,
    asking: Asking,
    changed: bool,
}

impl OwnPassword {
    /// Something is typed.
    pub(super) fn is_typed(&self) -> bool {
        !self.old.is_empty() || self.new.is_typed()
    }

    /// Draws it.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &OwnFace) -> Option<Action> {
        if self.asking.hear(cx).is_some() {
            *self = Self { changed: true, ..Self::default() };
        }
        text::heading(ui, cx.theme, cx.t("own-password"));
        if self.changed {
            panes::notice(ui, cx.theme, Tone::Good, cx.t("own-password-changed"), None);
        }
        if !self.open {
            text::muted(ui, cx.theme, cx.t("own-password-text"));
            if Button::secondary(cx.t("own-password-change")).ui(ui, cx.theme) {
                *self = Self { open: true, new: NewPassword::without_focus(), ..Self::default() };
            }
            return None;
        }
        let field = Field::new(cx.t("own-password-old")).id(Id::unique("own-password-old"));
        let old = self.old.ui(ui, cx.theme, field, cx.t("caps-lock"));
        keys::focus_first(&mut self.focused, &old);
        let fits = self.new.ui(ui, cx, &[face.name.clone(), face.login.clone()]);
        self.asking.problem_ui(ui, cx);
        ui.add_space(space::SMALL);
        if self.asking.is_busy() {
            progress::waiting(ui, cx.theme, cx.t("own-password-waiting"));
            return None;
        }
        let ready = fits && !self.old.is_empty();
        ui.horizontal(|ui| {
            let go = Button::primary(cx.t("own-password-go")).enabled(ready).ui(ui, cx.theme);
            if Button::secondary(cx.t("people-cancel")).ui(ui, cx.theme) {
                *self = Self::default();
                return None;
            }
            (ready && (go || keys::submitted(ui))).then(|| {
                let (old, new) = (self.old.password(), self.new.password());
                self.asking.ask_for(cx, Request::ChangePassword { old, new })
            })
        })
        .inner
    }
}
