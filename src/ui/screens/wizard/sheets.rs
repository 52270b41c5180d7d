//! The recovery sheets of the new vault: all of them kept, before it goes on.

use eframe::egui::Ui;

use super::Turn;
use crate::app::event::Answer;
use crate::app::request::{Request, RequestId};
use crate::ui::cx::Cx;
use crate::ui::screens::sheets_out::{Issue, SheetsOut, fingerprint_ui};
use crate::ui::widgets::{Button, panes, text};

const ISSUE: Issue = Issue {
    save: |number, path, language| Request::SaveSheet { number, path, language },
    print: |number, language| Request::PrintSheet { number, language },
};

/// The step and how far each sheet is.
#[derive(Default)]
pub(super) struct SheetsStep {
    out: SheetsOut,
    finishing: Option<RequestId>,
}

impl SheetsStep {
    /// Draws the step. `made` is the request that made the vault.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, made: Option<RequestId>) -> Turn {
        let Some(Ok(Answer::Founded(face))) = cx.answer(made) else { return Turn::Restart };
        if let Some(Ok(_)) = cx.answer(self.finishing) {
            return Turn::Next;
        }
        let intro = [("needed", u32::from(face.needed).into()), ("count", u32::from(face.sheets).into())];
        text::muted(ui, cx.theme, cx.with("wizard-sheets-text", &intro));
        let mut action = self.out.ui(ui, cx, face.sheets, &ISSUE);
        fingerprint_ui(ui, cx, &face.fingerprint_words);
        let all = self.out.all();
        panes::buttons(ui, |ui| {
            let ready = all && !cx.waiting(self.finishing);
            if Button::primary(cx.t("wizard-sheets-done")).enabled(ready).ui(ui, cx.theme) {
                let (id, done) = cx.ask(Request::SheetsDone);
                self.finishing = Some(id);
                action = Some(done);
            }
            if !all {
                text::small(ui, cx.theme, cx.t("wizard-sheets-open"));
            }
        });
        Turn::Stay(action)
    }
}
