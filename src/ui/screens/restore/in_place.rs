//! Restoring a backup in the place of the vault: which one, the work while it goes on, how it compares with the vault, and the
//! second signature. Shown by the stage of the window that reaches around the vault, and by no other.
//!
//! Until both signed nothing has changed; then the session ends, and [`super::Placed`] says how. What a lock stopped goes on for
//! whoever logs in next.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};

use super::compared;
use crate::app::event::Answer;
use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::{BackupWish, Consent, Request, RequestId};
use crate::app::snapshot::StagedFace;
use crate::base::id::GenerationId;
use crate::base::speed::Speed;
use crate::policy::Role;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::model::JobKind;
use crate::ui::screens::Screen;
use crate::ui::screens::backup_form::BackupForm;
use crate::ui::screens::job::job_ui;
use crate::ui::screens::people::{Asking, problem_ui};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, panes, progress, text};

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct InPlace {
    /// None until it was drawn first: it begins with what was chosen before.
    backup: Option<BackupForm>,
    job: Option<RequestId>,
    speed: Speed,
    problem: Option<Problem>,
    staged: Option<Arc<StagedFace>>,
    /// The signing, or the removing of what was restored.
    asking: Asking,
}

impl InPlace {
    /// Takes in what was answered; asks again for what a lock stopped.
    fn hear(&mut self, cx: &Cx<'_>) -> Option<Action> {
        let mut goes_on = None;
        if self.backup.is_none() {
            self.job = cx.model.newest_job(JobKind::Stage);
            if self.job.is_none() && cx.model.restore_begun && restores(cx) {
                let chosen = cx.model.restoring.clone();
                goes_on = chosen.map(|(mount, generation)| self.begin(cx, mount, generation));
            }
            let chosen = cx.model.restoring.as_ref();
            self.backup =
                Some(chosen.map_or_else(BackupForm::default, |(mount, which)| BackupForm::at(mount, *which)));
        }
        if goes_on.is_some() {
            return goes_on;
        }
        if cx.lost(self.job) {
            self.job = None;
        }
        match cx.answer(self.job) {
            Some(Ok(Answer::Staged(face))) => {
                self.job = None;
                self.staged = Some(Arc::clone(face));
            }
            Some(Err(problem)) => {
                self.job = None;
                self.problem = Some(problem.clone());
            }
            _ => {}
        }
        if let Some(Answer::Done) = self.asking.hear(cx) {
            self.staged = None;
        }
        None
    }

    fn begin(&mut self, cx: &Cx<'_>, mount: PathBuf, generation: Option<GenerationId>) -> Action {
        (self.problem, self.speed) = (None, Speed::default());
        let (id, action) = cx.ask(Request::Backup(BackupWish::Stage { mount, generation }));
        self.job = Some(id);
        action
    }

    fn choice_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        match &self.problem {
            Some(problem) if problem.kind == ProblemKind::Cancelled => {
                panes::notice(ui, cx.theme, Tone::Plain, cx.t("restore-cancelled"), None);
            }
            Some(problem) => problem_ui(ui, cx, problem),
            None => {}
        }
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            text::body(ui, cx.theme, cx.t("place-text"));
            text::muted(ui, cx.theme, cx.t("place-stay"));
            ui.add_space(space::MEDIUM);
            let form = self.backup.as_mut()?;
            let picking = form.ui(ui, cx);
            let chosen = form.chosen();
            ui.add_space(space::MEDIUM);
            let (go, back) = panes::buttons(ui, |ui| {
                let go = Button::primary(cx.t("place-begin")).icon(Icon::ClockBack).enabled(chosen.is_some());
                (go.ui(ui, cx.theme), Button::secondary(cx.t("place-back")).ui(ui, cx.theme))
            });
            let go = chosen.filter(|_| go).map(|(mount, generation)| self.begin(cx, mount, generation));
            picking.or(go).or_else(|| if back { open_vault(cx) } else { None })
        })
        .inner
    }

    fn staged_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, staged: &StagedFace) -> Option<Action> {
        let named = [
            ("when", cx.texts.date_and_time(staged.made).into()),
            ("files", cx.texts.count(staged.files).into()),
            ("size", cx.texts.size(staged.bytes).into()),
        ];
        panes::notice(ui, cx.theme, Tone::Good, &cx.with("place-staged", &named), None);
        ui.add_space(space::SMALL);
        compared::groups_ui(ui, cx, &staged.compared, None);
        ui.add_space(space::MEDIUM);
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            text::body(ui, cx.theme, cx.t("place-will"));
            text::muted(ui, cx.theme, cx.t("place-kept"));
            self.asking.problem_ui(ui, cx);
            ui.add_space(space::SMALL);
            if self.asking.is_busy() {
                progress::waiting(ui, cx.theme, cx.t("place-going-on"));
                return None;
            }
            let (go, leave) = panes::buttons(ui, |ui| {
                let go = Button::danger(cx.t("place-go")).icon(Icon::Signature);
                (go.ui(ui, cx.theme), Button::secondary(cx.t("place-leave")).ui(ui, cx.theme))
            });
            match (go, leave) {
                (true, _) => Some(self.sign(cx, Consent::Unsaid)),
                (_, true) => Some(self.asking.ask_for(cx, Request::Backup(BackupWish::Unstage))),
                _ => None,
            }
        })
        .inner
    }

    fn sign(&mut self, cx: &Cx<'_>, consent: Consent) -> Action {
        self.asking.ask_for(cx, Request::Backup(BackupWish::Place { consent }))
    }
}

fn restores(cx: &Cx<'_>) -> bool {
    cx.model.session.as_ref().is_some_and(|session| session.role == Role::Supervisor)
}

/// Back to the vault as it is, in a process of its own.
fn open_vault(cx: &Cx<'_>) -> Option<Action> {
    cx.model.face.as_ref().map(|face| Action::OpenVault(face.path.clone()))
}

impl Screen for InPlace {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let goes_on = self.hear(cx);
        panes::page_head(ui, cx.theme, cx.t("place-title"), cx.t("place-line"), |_| {});
        let mut wish = None;
        if let Some(consent) = self.asking.consent_ui(ui, cx, &mut wish) {
            return Some(self.sign(cx, consent));
        }
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        let drawn = area.show(ui, |ui| {
            ui.set_max_width(space::TEXT);
            if !restores(cx) {
                panes::notice(ui, cx.theme, Tone::Warning, cx.t("place-supervisors"), None);
                ui.add_space(space::SMALL);
                let back = Button::primary(cx.t("place-back")).ui(ui, cx.theme);
                return if back { open_vault(cx) } else { None };
            }
            if let Some(id) = self.job {
                return panes::card(ui, cx.theme, |ui| {
                    ui.set_width(ui.available_width());
                    let (title, stop) = (cx.t("place-running"), Some(cx.t("restore-stop-what")));
                    job_ui(ui, cx, id, title, &mut self.speed, stop)
                })
                .inner;
            }
            match self.staged.clone() {
                Some(staged) => self.staged_ui(ui, cx, &staged),
                None => self.choice_ui(ui, cx),
            }
        });
        goes_on.or(wish).or(drawn.inner)
    }

    fn job(&self) -> Option<RequestId> {
        self.job
    }

    fn manual_page(&self) -> &'static str {
        "restoring"
    }
}
