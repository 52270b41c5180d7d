//! Checking the whole vault: start, progress, stop, and the report; left-overs are removed after a confirmation.
//!
//! The check is a job like others: it goes on while other screens are looked at, and this one finds it again.

mod report;

use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};

use super::Screen;
use super::job::job_ui;
use crate::app::event::Answer;
use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::CheckReport;
use crate::base::clock::WallTime;
use crate::base::speed::Speed;
use crate::policy::Role;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::model::JobKind;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Answered, Button, Dialog, Icon, panes, text};

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Check {
    job: Option<RequestId>,
    speed: Speed,
    problem: Option<Problem>,
    report: Option<(WallTime, Arc<CheckReport>)>,
    confirming: bool,
    /// Whether a check that was started before was looked for.
    looked: bool,
}

impl Check {
    fn hear(&mut self, cx: &Cx<'_>) {
        if !std::mem::replace(&mut self.looked, true) {
            // A check that was started here before goes on, or has ended meanwhile.
            self.job = cx.model.newest_job(JobKind::Check);
        }
        match cx.answer(self.job) {
            Some(Ok(Answer::Checked(report))) => {
                self.job = None;
                self.report = Some((cx.now, Arc::clone(report)));
            }
            Some(Err(problem)) => {
                self.job = None;
                self.problem = Some(problem.clone());
            }
            _ => {}
        }
    }

    fn start(&mut self, cx: &Cx<'_>, repair: bool) -> Action {
        self.problem = None;
        self.report = None;
        self.speed = Speed::default();
        let (id, action) = cx.ask(Request::Check { repair });
        self.job = Some(id);
        action
    }

    fn begin_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if let Some(problem) = &self.problem {
            if problem.kind == ProblemKind::Cancelled {
                panes::notice(ui, cx.theme, Tone::Plain, cx.t("check-cancelled"), None);
            } else {
                panes::notice(ui, cx.theme, Tone::Danger, &cx.problem(problem), None);
                text::small(ui, cx.theme, cx.problem_next(problem));
            }
            ui.add_space(space::MEDIUM);
        }
        let pressed = panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            text::body(ui, cx.theme, cx.t("check-text"));
            text::muted(ui, cx.theme, cx.t("check-takes"));
            ui.add_space(space::MEDIUM);
            Button::primary(cx.t("check-start")).icon(Icon::ShieldCheck).ui(ui, cx.theme)
        })
        .inner;
        pressed.then(|| self.start(cx, false))
    }

    fn report_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        when: WallTime,
        report: &CheckReport,
    ) -> Option<Action> {
        report::summary_ui(ui, cx, report, when);
        let supervisor = cx.model.session.as_ref().is_some_and(|session| session.role == Role::Supervisor);
        self.confirming |= report::orphans_ui(ui, cx, report, supervisor);
        report::damage_ui(ui, cx, report);
        report::unopened_ui(ui, cx, report);
        ui.add_space(space::MEDIUM);
        let again = Button::primary(cx.t("check-again")).ui(ui, cx.theme);
        let repair = self.repair_ui(ui, cx, report);
        (again || repair).then(|| self.start(cx, repair))
    }

    fn repair_ui(&mut self, ui: &Ui, cx: &Cx<'_>, report: &CheckReport) -> bool {
        if !self.confirming {
            return false;
        }
        let (title, go) = (cx.t("check-repair-title"), cx.t("check-repair-go"));
        let dialog = Dialog::new("repair", title, go, cx.t("check-repair-back"));
        let dialog = dialog.dangerous().without_enter();
        let answered = dialog.ui(ui, cx.theme, |ui| {
            let size = cx.texts.size(report.orphan_bytes);
            text::body(ui, cx.theme, cx.with("check-repair-text", &[("size", size.into())]));
        });
        self.confirming = answered.is_none();
        answered == Some(Answered::Yes)
    }
}

impl Screen for Check {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        panes::page_head(ui, cx.theme, cx.t("check-title"), "", |_| {});
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        area.show(ui, |ui| {
            ui.set_max_width(space::TEXT);
            if let Some(id) = self.job {
                let keeps = Some(cx.t("check-stop-what"));
                return panes::card(ui, cx.theme, |ui| {
                    job_ui(ui, cx, id, cx.t("check-running"), &mut self.speed, keeps)
                })
                .inner;
            }
            match self.report.clone() {
                Some((when, report)) => self.report_ui(ui, cx, when, &report),
                None => self.begin_ui(ui, cx),
            }
        })
        .inner
    }

    fn job(&self) -> Option<RequestId> {
        self.job
    }

    fn manual_page(&self) -> &'static str {
        "checking"
    }
}
