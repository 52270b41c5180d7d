//! The founder's password.

use eframe::egui::Ui;

use super::{Turn, login_ui, turn_ui};
use crate::ui::cx::Cx;
use crate::ui::screens::new_password::NewPassword;
use crate::ui::widgets::text;

/// The step and what was typed.
#[derive(Default)]
pub(super) struct PasswordStep {
    pub(super) typed: NewPassword,
}

impl PasswordStep {
    /// Draws the step. `names` are the person's own.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, names: &[String; 3]) -> Turn {
        text::muted(ui, cx.theme, cx.t("wizard-password-text"));
        let [_, _, login] = names;
        login_ui(ui, cx, login);
        let ready = self.typed.ui(ui, cx, names);
        turn_ui(ui, cx, "wizard-next", ready)
    }
}
