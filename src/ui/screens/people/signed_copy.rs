//! Printing or saving the signed copy of an agreement, one's own or, for supervisors, anyone's.

use eframe::egui::Ui;

use super::asking::Asking;
use crate::app::request::PeopleWish;
use crate::base::id::AccountId;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::picker::{PickId, PickWish};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, panes, progress};

/// The two buttons and what came of them.
#[derive(Default)]
pub(super) struct SignedCopy {
    asking: Asking,
    picking: Option<PickId>,
    printing: bool,
    said: Option<&'static str>,
}

impl SignedCopy {
    /// Draws the buttons. `account` is none for one's own copy.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        account: Option<AccountId>,
        name: &str,
    ) -> Option<Action> {
        if self.asking.hear(cx).is_some() {
            self.said = Some(if self.printing { "copy-printed" } else { "copy-saved" });
        }
        let picked = cx.picked(self.picking).map(<[_]>::to_vec);
        let language = cx.texts.language();
        if let Some(paths) = picked {
            self.picking = None;
            if let Some(path) = paths.into_iter().next() {
                self.printing = false;
                return Some(self.asking.ask(cx, PeopleWish::SaveSigned { account, path, language }));
            }
        }
        if let Some(said) = self.said {
            panes::notice(ui, cx.theme, Tone::Good, cx.t(said), None);
        }
        self.asking.problem_ui(ui, cx);
        if self.asking.is_busy() {
            progress::waiting(ui, cx.theme, cx.t("copy-working"));
            return None;
        }
        // One below the other: the details beside a list are too narrow for both.
        let width = ui.available_width().min(space::DETAILS);
        let print = Button::secondary(cx.t("copy-print")).icon(Icon::Printer).width(width).ui(ui, cx.theme);
        if Button::secondary(cx.t("copy-save")).icon(Icon::Save).width(width).ui(ui, cx.theme) {
            self.said = None;
            let file = cx.with("copy-file", &[("name", name.into())]);
            let (id, action) = cx.pick(PickWish::Save(format!("{file}.pdf")));
            self.picking = Some(id);
            return Some(action);
        }
        if !print {
            return None;
        }
        self.said = None;
        self.printing = true;
        Some(self.asking.ask(cx, PeopleWish::PrintSigned { account, language }))
    }
}
