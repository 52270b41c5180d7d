//! Restoring a backup into a folder of its own: the choice, the work while it goes on, and how it compares with this vault.
//!
//! For supervisors with the restore key. Nothing of the vault that is open is touched; putting a backup in its place is the
//! command line's, for a confined window does not reach around its vault.

mod compared;

use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};

use super::into_folder::{Errand, IntoFolder};
use super::{Screen, head};
use crate::app::event::Answer;
use crate::app::request::{BackupWish, RequestId};
use crate::app::snapshot::RestoredFace;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::model::JobKind;
use crate::ui::theme::space;
use crate::ui::widgets::panes;

const ERRAND: Errand = Errand {
    kind: JobKind::Restore,
    text: ["restore-text", "restore-in-place"],
    folder: "restore-folder",
    folder_about: None,
    beneath: "strongroom-restored",
    go: "restore-go",
    running: "restore-running",
    stop: "restore-stop-what",
    cancelled: "restore-cancelled",
    wish: |mount, to| BackupWish::Restore { mount, generation: None, to },
};

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Restore {
    work: IntoFolder,
    done: Option<Arc<RestoredFace>>,
}

impl Screen for Restore {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if let Some(Answer::Restored(face)) = self.work.hear(cx, &ERRAND) {
            self.done = Some(Arc::clone(face));
        }
        let back = self.job().is_none() && head::back_ui(ui, cx, cx.t("rail-drill"));
        panes::page_head(ui, cx.theme, cx.t("restore-title"), cx.t("restore-line"), |_| {});
        if back {
            return Some(Action::Back);
        }
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        area.show(ui, |ui| {
            ui.set_max_width(space::TEXT);
            if let Some(face) = &self.done {
                compared::ui(ui, cx, face);
                return None;
            }
            self.work.ui(ui, cx, &ERRAND)
        })
        .inner
    }

    fn job(&self) -> Option<RequestId> {
        self.work.job()
    }

    fn manual_page(&self) -> &'static str {
        "restoring"
    }
}
