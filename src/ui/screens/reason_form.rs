//! A reason, typed: what must be said before something leaves, or goes for good.
//!
//! It has the keyboard when it is first drawn.

use eframe::egui::{Id, Ui};

use super::people::{REASON_LEAST, is_reason};
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::widgets::{Field, text};

/// The reason.
#[derive(Default)]
pub(crate) struct ReasonForm {
    typed: String,
    focused: bool,
}

impl ReasonForm {
    /// Whether it says enough.
    pub(crate) fn is_ready(&self) -> bool {
        is_reason(&self.typed)
    }

    /// As it is kept.
    pub(crate) fn reason(&self) -> String {
        self.typed.trim().to_owned()
    }

    /// Whether anything was typed.
    pub(crate) fn is_begun(&self) -> bool {
        !self.typed.trim().is_empty()
    }

    /// Draws it: an example in the empty field, and beneath it where the reason is kept.
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, id: &'static str, hint: &str, kept: &str) {
        let short = self.is_begun() && !self.is_ready();
        let error = short.then(|| cx.with("out-reason-missing", &[("min", REASON_LEAST.into())]));
        let field = Field::new(cx.t("out-reason-label")).hint(hint).error(error).id(Id::unique(id));
        let drawn = field.ui(ui, cx.theme, &mut self.typed);
        keys::focus_first(&mut self.focused, &drawn);
        text::small(ui, cx.theme, kept);
    }
}
