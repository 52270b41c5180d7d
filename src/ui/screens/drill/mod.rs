//! Rehearsing a restore: what it takes, the work while it goes on, its result, and the rehearsals of before.
//!
//! For supervisors with the restore key. The sheets stay in their envelopes, and what was restored is removed again.

mod result;

use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};

use super::Screen;
use super::job::job_ui;
use super::medium_form::{FolderForm, MediumForm};
use super::people::{Loaded, problem_ui};
use crate::app::event::Answer;
use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::{BackupWish, Request, RequestId};
use crate::app::snapshot::{DrillFace, DrillRow};
use crate::base::speed::Speed;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::model::JobKind;
use crate::ui::route::Route;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, panes, text};

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Drill {
    medium: MediumForm,
    folder: FolderForm,
    job: Option<RequestId>,
    speed: Speed,
    problem: Option<Problem>,
    result: Option<Arc<DrillFace>>,
    past: Loaded<[DrillRow]>,
    looked: bool,
}

impl Drill {
    fn hear(&mut self, cx: &Cx<'_>) {
        if !std::mem::replace(&mut self.looked, true) {
            self.job = cx.model.newest_job(JobKind::Drill);
        }
        match cx.answer(self.job) {
            Some(Ok(Answer::Drilled(face))) => {
                self.job = None;
                self.result = Some(Arc::clone(face));
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
                panes::notice(ui, cx.theme, Tone::Plain, cx.t("drill-cancelled"), None);
            }
            Some(problem) => problem_ui(ui, cx, problem),
            None => {}
        }
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            text::body(ui, cx.theme, cx.t("drill-text"));
            text::muted(ui, cx.theme, cx.t("drill-sheets-stay"));
            ui.add_space(space::MEDIUM);
            let medium = self.medium.ui(ui, cx);
            ui.add_space(space::MEDIUM);
            let label = cx.t("drill-folder");
            let folder =
                self.folder.ui(ui, cx, label, cx.t("drill-folder-choose"), cx.t("drill-folder-hint"));
            text::small(ui, cx.theme, cx.t("drill-folder-about"));
            ui.add_space(space::MEDIUM);
            medium.or(folder).or(self.go_ui(ui, cx))
        })
        .inner
    }

    fn go_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let chosen = self.medium.mount().zip(self.folder.folder());
        let go = Button::primary(cx.t("drill-go")).icon(Icon::ClockBack).enabled(chosen.is_some());
        let pressed = go.ui(ui, cx.theme);
        let (mount, folder) = chosen.filter(|_| pressed)?;
        // Beneath the chosen folder, so that one with something in it can be chosen, too.
        let to = folder.join("strongroom-drill");
        let wish = BackupWish::Drill { mount: mount.to_owned(), generation: None, to };
        self.problem = None;
        self.speed = Speed::default();
        let (id, action) = cx.ask(Request::Backup(wish));
        self.job = Some(id);
        Some(action)
    }
}

impl Screen for Drill {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        let of_drills = |answer: &Answer| match answer {
            Answer::Drills(rows) => Some(Arc::clone(rows)),
            _ => None,
        };
        // While a rehearsal goes on nothing new is in the register.
        let asked = match self.job {
            None => self.past.keep_of(cx, || Request::Backup(BackupWish::Drills), of_drills),
            Some(_) => None,
        };
        let restores = panes::page_head(ui, cx.theme, cx.t("drill-title"), cx.t("drill-line"), |ui| {
            Button::secondary(cx.t("drill-restore")).enabled(self.job.is_none()).ui(ui, cx.theme)
        });
        if restores {
            return Some(Action::Open(Route::Restore));
        }
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        let drawn = area.show(ui, |ui| {
            ui.set_max_width(space::TEXT);
            if let Some(id) = self.job {
                let keeps = Some(cx.t("drill-stop-what"));
                return panes::card(ui, cx.theme, |ui| {
                    ui.set_width(ui.available_width());
                    job_ui(ui, cx, id, cx.t("drill-running"), &mut self.speed, keeps)
                })
                .inner;
            }
            let action = match self.result.clone() {
                Some(face) => {
                    if result::ui(ui, cx, &face) {
                        self.result = None;
                    }
                    None
                }
                None => self.form_ui(ui, cx),
            };
            ui.add_space(space::MEDIUM);
            if let Some(past) = self.past.face() {
                result::past_ui(ui, cx, &past);
            }
            action
        });
        drawn.inner.or(asked)
    }

    fn job(&self) -> Option<RequestId> {
        self.job
    }

    fn manual_page(&self) -> &'static str {
        "drills"
    }
}
