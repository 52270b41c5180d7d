//! The numeric code that leads back after an idle lock: set and forgotten by the person alone.

use eframe::egui::{Id, Ui};

use super::asking::Asking;
use crate::app::request::Request;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Button, Field, SecretField, panes, progress, text};

/// Setting or dropping the numeric code.
#[derive(Default)]
pub(super) struct OwnCode {
    open: bool,
    code: SecretField,
    focused: bool,
    asking: Asking,
    said: Option<&'static str>,
    dropping: bool,
}

impl OwnCode {
    /// Draws it.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if self.asking.hear(cx).is_some() {
            let said = if self.dropping { "own-code-dropped" } else { "own-code-done" };
            *self = Self { said: Some(said), ..Self::default() };
        }
        text::heading(ui, cx.theme, cx.t("own-code"));
        if let Some(said) = self.said {
            panes::notice(ui, cx.theme, Tone::Good, cx.t(said), None);
        }
        let set = cx.model.code.is_some();
        text::muted(ui, cx.theme, cx.t(if set { "own-code-set" } else { "own-code-text" }));
        if self.open { self.form_ui(ui, cx) } else { self.acts_ui(ui, cx, set) }
    }

    fn acts_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, set: bool) -> Option<Action> {
        self.asking.problem_ui(ui, cx);
        ui.horizontal(|ui| {
            let key = if set { "own-code-change" } else { "own-code-new" };
            if Button::secondary(cx.t(key)).ui(ui, cx.theme) {
                *self = Self { open: true, ..Self::default() };
            }
            let drop = set && Button::secondary(cx.t("own-code-drop")).ui(ui, cx.theme);
            drop.then(|| {
                self.dropping = true;
                self.asking.ask_for(cx, Request::DropCode)
            })
        })
        .inner
    }

    fn form_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let field = Field::new(cx.t("own-code-field")).id(Id::unique("own-code")).width(220.0);
        let code = self.code.ui(ui, cx.theme, field, "");
        keys::focus_first(&mut self.focused, &code);
        text::small(ui, cx.theme, cx.t("own-code-rule"));
        self.asking.problem_ui(ui, cx);
        if self.asking.is_busy() {
            progress::waiting(ui, cx.theme, cx.t("people-writing"));
            return None;
        }
        ui.horizontal(|ui| {
            let ready = !self.code.is_empty();
            let go = Button::secondary(cx.t("own-code-go")).enabled(ready).ui(ui, cx.theme);
            if Button::secondary(cx.t("people-cancel")).ui(ui, cx.theme) {
                *self = Self::default();
                return None;
            }
            go.then(|| self.asking.ask_for(cx, Request::SetCode { code: self.code.password() }))
        })
        .inner
    }
}
