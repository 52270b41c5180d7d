//! Rehearsing a restore: what it takes, the work while it goes on, its result, and the rehearsals of before.
//!
//! For supervisors with the restore key. The sheets stay in their envelopes, and what was restored is removed again.

mod result;

use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};

use super::Screen;
use super::into_folder::{Errand, IntoFolder};
use super::people::Loaded;
use crate::app::event::Answer;
use crate::app::request::{BackupWish, Request, RequestId};
use crate::app::snapshot::{DrillFace, DrillRow};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::model::JobKind;
use crate::ui::route::Route;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, panes};

const ERRAND: Errand = Errand {
    kind: JobKind::Drill,
    text: ["drill-text", "drill-sheets-stay"],
    folder: "drill-folder",
    folder_about: Some("drill-folder-about"),
    beneath: "strongroom-drill",
    go: "drill-go",
    running: "drill-running",
    stop: "drill-stop-what",
    cancelled: "drill-cancelled",
    wish: |mount, generation, to| BackupWish::Drill { mount, generation, to },
};

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Drill {
    work: IntoFolder,
    result: Option<Arc<DrillFace>>,
    past: Loaded<[DrillRow]>,
}

impl Screen for Drill {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if let Some(Answer::Drilled(face)) = self.work.hear(cx, &ERRAND) {
            self.result = Some(Arc::clone(face));
        }
        let of_drills = |answer: &Answer| match answer {
            Answer::Drills(rows) => Some(Arc::clone(rows)),
            _ => None,
        };
        // While a rehearsal goes on nothing new is in the register.
        let asked = match self.job() {
            None => self.past.keep_of(cx, || Request::Backup(BackupWish::Drills), of_drills),
            Some(_) => None,
        };
        let restores = panes::page_head(ui, cx.theme, cx.t("drill-title"), cx.t("drill-line"), |ui| {
            Button::secondary(cx.t("drill-restore")).enabled(self.job().is_none()).ui(ui, cx.theme)
        });
        if restores {
            return Some(Action::Open(Route::Restore));
        }
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        let drawn = area.show(ui, |ui| {
            ui.set_max_width(space::TEXT);
            let action = match self.result.clone() {
                Some(face) => {
                    if result::ui(ui, cx, &face) {
                        self.result = None;
                    }
                    None
                }
                None => self.work.ui(ui, cx, &ERRAND),
            };
            ui.add_space(space::MEDIUM);
            if let Some(past) = self.past.face().filter(|_| self.job().is_none()) {
                result::past_ui(ui, cx, &past);
            }
            action
        });
        drawn.inner.or(asked)
    }

    fn job(&self) -> Option<RequestId> {
        self.work.job()
    }

    fn manual_page(&self) -> &'static str {
        "drills"
    }
}
