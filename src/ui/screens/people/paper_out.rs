//! A paper about people that leaves: printed, or saved as a file. The two buttons and what came of them.
//!
//! The signed copy of an agreement and the slip about a closed account use it; what is on the paper is the worker's.

use eframe::egui::Ui;

use super::asking::Asking;
use crate::app::request::{PeopleWish, SlipTo};
use crate::texts::Language;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::picker::{PickId, PickWish};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, panes, progress};

/// The keys of what is said of a paper.
pub(super) struct PaperTexts {
    pub(super) print: &'static str,
    pub(super) save: &'static str,
    pub(super) printed: &'static str,
    pub(super) saved: &'static str,
    pub(super) working: &'static str,
    /// What its file is called, with `name`.
    pub(super) file: &'static str,
}

/// The two buttons and what came of them.
#[derive(Default)]
pub(super) struct PaperOut {
    asking: Asking,
    picking: Option<PickId>,
    printing: bool,
    said: Option<&'static str>,
}

impl PaperOut {
    /// Draws the buttons; `wish` is what asks for the paper about the person of this name.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        (keys, name): (&PaperTexts, &str),
        wish: impl Fn(SlipTo, Language) -> PeopleWish,
    ) -> Option<Action> {
        if self.asking.hear(cx).is_some() {
            self.said = Some(if self.printing { keys.printed } else { keys.saved });
        }
        let picked = cx.picked(self.picking).map(<[_]>::to_vec);
        let language = cx.texts.language();
        if let Some(paths) = picked {
            self.picking = None;
            if let Some(path) = paths.into_iter().next() {
                self.printing = false;
                return Some(self.asking.ask(cx, wish(SlipTo::File(path), language)));
            }
        }
        if let Some(said) = self.said {
            panes::notice(ui, cx.theme, Tone::Good, cx.t(said), None);
        }
        self.asking.problem_ui(ui, cx);
        if self.asking.is_busy() {
            progress::waiting(ui, cx.theme, cx.t(keys.working));
            return None;
        }
        // One below the other: the details beside a list are too narrow for both, and filled by each.
        let room = ui.available_width();
        let width = if room > 1.6 * space::DETAILS { space::DETAILS } else { room };
        let print = Button::secondary(cx.t(keys.print)).icon(Icon::Printer).width(width).ui(ui, cx.theme);
        if Button::secondary(cx.t(keys.save)).icon(Icon::Save).width(width).ui(ui, cx.theme) {
            self.said = None;
            let file = cx.with(keys.file, &[("name", name.into())]);
            let (id, action) = cx.pick(PickWish::Save(format!("{file}.pdf")));
            self.picking = Some(id);
            return Some(action);
        }
        if !print {
            return None;
        }
        self.said = None;
        self.printing = true;
        Some(self.asking.ask(cx, wish(SlipTo::Printer, language)))
    }
}
