//! What writing to the medium that is plugged in would do: asked for once for each medium, and again when the vault changed.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::Ui;

use super::words::why_full;
use crate::app::event::Answer;
use crate::app::problem::Problem;
use crate::app::request::{BackupWish, Request, RequestId};
use crate::app::snapshot::{BackupPlan, MediumSeen};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::people::problem_ui;
use crate::ui::theme::{Face, Tone};
use crate::ui::widgets::{panes, progress, text};

/// What writing to a medium would do.
#[derive(Default)]
pub(super) struct Planned {
    /// For what is mounted here, in this revision of the vault.
    of: Option<(PathBuf, u64)>,
    asked: Option<RequestId>,
    face: Option<Arc<BackupPlan>>,
    problem: Option<Problem>,
}

impl Planned {
    /// Takes in the plan; asks for it if it is another medium's.
    pub(super) fn keep(&mut self, cx: &Cx<'_>, seen: &MediumSeen) -> Option<Action> {
        if cx.lost(self.asked) {
            *self = Self::default();
        }
        match cx.answer(self.asked) {
            Some(Ok(Answer::BackupPlanned(face))) => (self.asked, self.face) = (None, Some(Arc::clone(face))),
            Some(Ok(_)) => self.asked = None,
            Some(Err(problem)) => (self.asked, self.problem) = (None, Some(problem.clone())),
            None => {}
        }
        let of = (seen.mount.clone(), cx.model.revision);
        if self.of.as_ref() == Some(&of) || self.asked.is_some() {
            return None;
        }
        let (id, action) = cx.ask(Request::Backup(BackupWish::Plan { mount: seen.mount.clone() }));
        *self = Self { of: Some(of), asked: Some(id), ..Self::default() };
        Some(action)
    }

    /// What it would do, once it is known.
    pub(super) fn face(&self) -> Option<&BackupPlan> {
        self.face.as_deref()
    }

    /// Draws it; `everything` is to be written, whatever the rule says.
    pub(super) fn ui(&self, ui: &mut Ui, cx: &Cx<'_>, everything: bool) {
        match (&self.face, &self.problem) {
            (_, Some(problem)) => problem_ui(ui, cx, problem),
            (Some(plan), None) => plan_ui(ui, cx, plan, everything),
            (None, None) => progress::waiting(ui, cx.theme, cx.t("backup-planning")),
        }
    }
}

/// Everything or what changed, why, and whether there is room.
fn plan_ui(ui: &mut Ui, cx: &Cx<'_>, plan: &BackupPlan, everything: bool) {
    let since = plan.since.map(|since| cx.texts.date_and_time(since)).unwrap_or_default();
    let words = match plan.full {
        Some(why) => format!("{} {}", cx.t("backup-plan-full"), why_full(cx, why)),
        None if everything => cx.t("backup-plan-full").to_owned(),
        None => cx.with("backup-plan-increment", &[("when", since.into())]),
    };
    text::text(ui, Face::Strong, cx.theme.text, words);
    if plan.unfinished > 0 {
        text::muted(ui, cx.theme, cx.t("backup-plan-goes-on"));
    }
    if !plan.rawkey {
        panes::notice(ui, cx.theme, Tone::Warning, cx.t("backup-plan-bare"), None);
    }
    let size = |bytes| cx.texts.size(bytes).into();
    let named = [("size", size(plan.full_bytes)), ("free", size(plan.free_bytes))];
    if plan.full.is_none() && !everything {
        text::muted(ui, cx.theme, cx.with("backup-plan-less", &named));
    } else if plan.full_bytes > plan.free_bytes {
        panes::notice(ui, cx.theme, Tone::Warning, &cx.with("backup-plan-no-room", &named), None);
    } else {
        text::muted(ui, cx.theme, cx.with("backup-plan-room", &named));
    }
}
