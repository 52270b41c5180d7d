//! The way back from a screen that was opened on top of another. Esc does the same, everywhere.
//!
//! The window asks before it leaves what is not saved.

use eframe::egui::Ui;

use crate::ui::cx::Cx;
use crate::ui::widgets::{Button, Icon};

/// Draws the way back; true when it is taken.
pub(crate) fn back_ui(ui: &mut Ui, cx: &Cx<'_>, to: &str) -> bool {
    Button::quiet(to).icon(Icon::ArrowLeft).ui(ui, cx.theme)
}
