//! Questions that must be answered before anything else: a title, what will happen, and one or two buttons.

use eframe::egui::{Frame, Id, Key, Margin, Modal, Modifiers, Ui};

use super::button::Button;
use super::{panes, text};
use crate::ui::theme::{Theme, space};

/// How a dialog was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answered {
    /// The button that does it, or Enter.
    Yes,
    /// The other button, or Esc.
    No,
}

/// A dialog that is being described; [`Dialog::ui`] draws it.
#[must_use = "a dialog is drawn by `ui`"]
pub(crate) struct Dialog<'a> {
    id: &'a str,
    title: &'a str,
    yes: &'a str,
    no: &'a str,
    dangerous: bool,
    ready: bool,
    width: f32,
    enter: bool,
    single: bool,
    escape: Answered,
}

impl<'a> Dialog<'a> {
    /// A dialog with this title and these two buttons.
    pub(crate) fn new(id: &'a str, title: &'a str, yes: &'a str, no: &'a str) -> Self {
        Self {
            id,
            title,
            yes,
            no,
            dangerous: false,
            ready: true,
            width: 440.0,
            enter: true,
            single: false,
            escape: Answered::No,
        }
    }

    /// What it does cannot be undone.
    pub(crate) fn dangerous(mut self) -> Self {
        self.dangerous = true;
        self
    }

    /// Whether everything is there that is needed.
    pub(crate) fn ready(mut self, ready: bool) -> Self {
        self.ready = ready;
        self
    }

    /// Wider, for a dialog with a form in it.
    pub(crate) fn wide(mut self) -> Self {
        self.width = 520.0;
        self
    }

    /// Nothing is left to choose: only the first button stands there.
    pub(crate) fn single(mut self) -> Self {
        self.single = true;
        self
    }

    /// The first button leaves everything as it is, and so does Esc.
    pub(crate) fn staying(mut self) -> Self {
        self.escape = Answered::Yes;
        self
    }

    /// Enter makes new lines in it, and does not answer.
    pub(crate) fn without_enter(mut self) -> Self {
        self.enter = false;
        self
    }

    /// Draws it over everything.
    pub(crate) fn ui(self, ui: &Ui, theme: &Theme, content: impl FnOnce(&mut Ui)) -> Option<Answered> {
        let frame = Frame::window(ui.style()).inner_margin(Margin::same(24));
        let modal = Modal::new(Id::unique(("dialog", self.id))).backdrop_color(theme.backdrop).frame(frame);
        let shown = modal.show(ui.ctx(), |ui| {
            ui.set_width(self.width);
            text::heading(ui, theme, self.title);
            ui.add_space(space::TINY);
            content(ui);
            ui.add_space(space::MEDIUM);
            self.buttons_ui(ui, theme)
        });
        if shown.inner.is_some() {
            return shown.inner;
        }
        if shown.is_top_modal && ui.ctx().input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            return Some(self.escape);
        }
        let enter = self.enter && self.ready && shown.is_top_modal && !shown.any_popup_open;
        (enter && ui.ctx().input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)))
            .then_some(Answered::Yes)
    }

    fn buttons_ui(&self, ui: &mut Ui, theme: &Theme) -> Option<Answered> {
        panes::buttons(ui, |ui| {
            let yes = if self.dangerous { Button::danger(self.yes) } else { Button::primary(self.yes) };
            if yes.enabled(self.ready).ui(ui, theme) {
                return Some(Answered::Yes);
            }
            (!self.single && Button::secondary(self.no).ui(ui, theme)).then_some(Answered::No)
        })
    }
}
