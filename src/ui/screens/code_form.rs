//! Coming back by the numeric code, after the screen locked by itself. The full log-in is always offered beside it, and
//! is all that is left once the code is gone.

use eframe::egui::{Id, Ui};

use crate::app::request::{Request, RequestId};
use crate::app::snapshot::CodeFace;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Field, SecretField, choose, progress, text};

/// The form and what was typed.
#[derive(Default)]
pub(super) struct CodeForm {
    code: SecretField,
    asked: Option<RequestId>,
    focused: bool,
    /// The full log-in was chosen instead.
    full: bool,
}

impl CodeForm {
    /// The last try.
    pub(super) const fn asked(&self) -> Option<RequestId> {
        self.asked
    }

    /// Gives the keyboard to its field once more.
    pub(super) const fn returned(&mut self) {
        self.focused = false;
    }

    /// The code that leads back, unless the full log-in was chosen.
    pub(super) fn face<'a>(&self, cx: &Cx<'a>) -> Option<&'a CodeFace> {
        cx.model.code.as_deref().filter(|_| !self.full)
    }

    /// Draws it.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &CodeFace) -> Option<Action> {
        text::heading(ui, cx.theme, cx.with("back-title", &[("name", (&face.name).into())]));
        let until = cx.texts.time(face.until);
        text::muted(ui, cx.theme, cx.with("back-text", &[("time", until.into())]));
        let waiting = cx.waiting(self.asked);
        let field = Field::new(cx.t("own-code-field")).id(Id::unique("back-code")).enabled(!waiting);
        let code = self.code.ui(ui, cx.theme, field, "");
        keys::focus_first(&mut self.focused, &code);
        text::small(ui, cx.theme, cx.with("back-tries", &[("count", u32::from(face.tries_left).into())]));
        if waiting {
            progress::waiting(ui, cx.theme, cx.t("back-waiting"));
            return None;
        }
        ui.add_space(space::TINY);
        let ready = !self.code.is_empty();
        let button = Button::primary(cx.t("back-go")).width(ui.available_width()).height(42.0);
        let pressed = button.enabled(ready).ui(ui, cx.theme);
        if choose::link(ui, cx.theme, cx.t("back-full")) {
            self.code.wipe();
            self.full = true;
        }
        (ready && (pressed || keys::submitted(ui))).then(|| {
            let (id, action) = cx.ask(Request::UnlockWithCode { code: self.code.password() });
            self.code.wipe();
            self.focused = false;
            self.asked = Some(id);
            action
        })
    }
}
