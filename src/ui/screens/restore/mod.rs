//! Restoring a backup into a folder of its own: the choice, the work while it goes on, and how it compares with this vault.
//!
//! For supervisors with the restore key. Nothing of the vault that is open is touched; putting a backup in its place is the
//! command line's, for a confined window does not reach around its vault.

mod compared;

use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};

use super::job::job_ui;
use super::medium_form::{FolderForm, MediumForm};
use super::people::problem_ui;
use super::{Screen, head};
use crate::app::event::Answer;
use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::{BackupWish, Request, RequestId};
use crate::app::snapshot::RestoredFace;
use crate::base::speed::Speed;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::model::JobKind;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, panes, text};

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Restore {
    medium: MediumForm,
    folder: FolderForm,
    job: Option<RequestId>,
    speed: Speed,
    problem: Option<Problem>,
    done: Option<Arc<RestoredFace>>,
    looked: bool,
}

impl Restore {
    fn hear(&mut self, cx: &Cx<'_>) {
        if !std::mem::replace(&mut self.looked, true) {
            self.job = cx.model.newest_job(JobKind::Restore);
        }
        match cx.answer(self.job) {
            Some(Ok(Answer::Restored(face))) => {
                self.job = None;
                self.done = Some(Arc::clone(face));
            }
            Some(Err(problem)) => {
                self.job = None;
                self.problem = Some(problem.clone());
            }
            _ => {}
        }
    }

    fn form_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        match &self.problem {
            Some(problem) if problem.kind == ProblemKind::Cancelled => {
                panes::notice(ui, cx.theme, Tone::Plain, cx.t("restore-cancelled"), None);
            }
            Some(problem) => problem_ui(ui, cx, problem),
            None => {}
        }
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            text::body(ui, cx.theme, cx.t("restore-text"));
            text::muted(ui, cx.theme, cx.t("restore-in-place"));
            ui.add_space(space::MEDIUM);
            let medium = self.medium.ui(ui, cx);
            ui.add_space(space::MEDIUM);
            let label = cx.t("restore-folder");
            let folder =
                self.folder.ui(ui, cx, label, cx.t("drill-folder-choose"), cx.t("drill-folder-hint"));
            ui.add_space(space::MEDIUM);
            medium.or(folder).or(self.go_ui(ui, cx))
        })
        .inner
    }

    fn go_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let chosen = self.medium.mount().zip(self.folder.folder());
        let go = Button::primary(cx.t("restore-go")).icon(Icon::ClockBack).enabled(chosen.is_some());
        let pressed = go.ui(ui, cx.theme);
        let (mount, folder) = chosen.filter(|_| pressed)?;
        // Beneath the chosen folder, so that one with something in it can be chosen, too.
        let to = folder.join("strongroom-restored");
        let wish = BackupWish::Restore { mount: mount.to_owned(), generation: None, to };
        self.problem = None;
        self.speed = Speed::default();
        let (id, action) = cx.ask(Request::Backup(wish));
        self.job = Some(id);
        Some(action)
    }
}

impl Screen for Restore {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        let back = self.job.is_none() && head::back_ui(ui, cx, cx.t("viewer-back"));
        panes::page_head(ui, cx.theme, cx.t("restore-title"), cx.t("restore-line"), |_| {});
        if back {
            return Some(Action::Back);
        }
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        area.show(ui, |ui| {
            ui.set_max_width(space::TEXT);
            if let Some(id) = self.job {
                let keeps = Some(cx.t("restore-stop-what"));
                return panes::card(ui, cx.theme, |ui| {
                    ui.set_width(ui.available_width());
                    job_ui(ui, cx, id, cx.t("restore-running"), &mut self.speed, keeps)
                })
                .inner;
            }
            match &self.done {
                Some(face) => {
                    compared::ui(ui, cx, face);
                    None
                }
                None => self.form_ui(ui, cx),
            }
        })
        .inner
    }

    fn job(&self) -> Option<RequestId> {
        self.job
    }

    fn manual_page(&self) -> &'static str {
        "restoring"
    }
}
