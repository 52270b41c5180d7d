//! The keys of the window. A screen that understands one takes it first; the window takes what is left.

use eframe::egui::{Key, KeyboardShortcut, Modifiers, Ui};

/// Drop keys and screens.
pub(crate) const LOCK: KeyboardShortcut = KeyboardShortcut::new(Modifiers::CTRL, Key::L);
/// The field that finds things on this screen.
pub(crate) const FIND: KeyboardShortcut = KeyboardShortcut::new(Modifiers::CTRL, Key::F);
/// A new customer.
pub(crate) const NEW_CUSTOMER: KeyboardShortcut = KeyboardShortcut::new(Modifiers::CTRL, Key::N);
/// Add files.
pub(crate) const ADD_FILES: KeyboardShortcut = KeyboardShortcut::new(Modifiers::CTRL, Key::O);
/// The manual.
pub(crate) const MANUAL: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::F1);
/// Back, or close what is on top.
pub(crate) const BACK: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::Escape);

/// Whether the key was pressed in this frame; nobody after sees it.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "as egui takes shortcuts")]
pub(crate) fn pressed(ui: &Ui, shortcut: &KeyboardShortcut) -> bool {
    ui.ctx().input_mut(|input| input.consume_shortcut(shortcut))
}

/// Whether Enter was pressed and nothing on screen takes it for itself: submits the primary button of a form. A field
/// of one line gives the keyboard away on Enter, so ask after it was drawn; a button keeps it and is pressed instead.
/// Under a dialog nothing is submitted.
pub(crate) fn submitted(ui: &Ui) -> bool {
    ui.memory(|memory| memory.focused().is_none() && memory.allows_interaction(ui.layer_id()))
        && !eframe::egui::Popup::is_any_open(ui.ctx())
        && ui.input(|input| input.key_pressed(Key::Enter))
}

/// Gives the keyboard to a field when its page is drawn for the first time.
pub(crate) fn focus_first(focused: &mut bool, field: &eframe::egui::Response) {
    if !std::mem::replace(focused, true) {
        field.request_focus();
    }
}
