//! Taking old parts of the log to an archive: what is old enough, where to, and the second signature it needs.

use std::sync::Arc;

use eframe::egui::Ui;

use super::reading::Reading;
use crate::app::event::Answer;
use crate::app::request::{Consent, LogWish, Request, RequestId, TakeWish};
use crate::app::snapshot::{ArchiveDueFace, ArchivedFace};
use crate::base::speed::Speed;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::folder_form::FolderForm;
use crate::ui::screens::job::job_ui;
use crate::ui::screens::people::{Asking, AskingDialog};
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Answered, Dialog, panes, text};

/// The dialog and what it keeps.
#[derive(Default)]
pub(super) struct ArchiveDialog {
    due: Reading<ArchiveDueFace>,
    folder: FolderForm,
    asking: Asking,
    speed: Speed,
    done: Option<Arc<ArchivedFace>>,
}

impl ArchiveDialog {
    /// The work that goes on.
    pub(super) const fn job(&self) -> Option<RequestId> {
        self.asking.asked()
    }

    fn content_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, job: Option<RequestId>) -> Option<Action> {
        if let Some(id) = job {
            let keeps = Some(cx.t("log-archive-keeps"));
            return job_ui(ui, cx, id, cx.t("log-archive-running"), &mut self.speed, keeps);
        }
        text::body(ui, cx.theme, cx.t("log-archive-text"));
        ui.add_space(space::SMALL);
        let Some(due) = self.due.face() else { return self.due.missing_ui(ui, cx) };
        due_ui(ui, cx, &due);
        if due.segments == 0 {
            return None;
        }
        ui.add_space(space::SMALL);
        let action = self.folder.ui(ui, cx, cx.t("out-folder-label"), cx.t("log-take-folder-hint"));
        self.asking.problem_ui(ui, cx);
        action
    }
}

impl AskingDialog for ArchiveDialog {
    fn asking(&mut self) -> &mut Asking {
        &mut self.asking
    }

    fn hear(&mut self, cx: &Cx<'_>) -> Option<Action> {
        if let Some(Answer::Archived(face)) = self.asking.hear(cx) {
            self.done = Some(Arc::clone(face));
        }
        if self.done.is_some() || self.asking.is_busy() {
            return None;
        }
        let take = |answer: &Answer| match answer {
            Answer::ArchiveDue(face) => Some(Arc::clone(face)),
            _ => None,
        };
        self.due.keep(cx, || LogWish::Take(TakeWish::ArchiveDue), take)
    }

    fn ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> (Option<Action>, bool) {
        if let Some(done) = self.done.clone() {
            return (None, done_ui(ui, cx, &done));
        }
        let job = self.asking.asked();
        let old = self.due.face().is_some_and(|due| due.segments > 0);
        let ready = job.is_none() && old && self.folder.folder().is_some();
        let (title, go) = (cx.t("log-archive-title"), cx.t("log-archive-go"));
        let dialog = Dialog::new("log-archive", title, go, cx.t("people-cancel")).wide().ready(ready);
        let mut action = None;
        let answered = dialog.ui(ui, cx.theme, |ui| action = self.content_ui(ui, cx, job));
        match answered {
            Some(Answered::Yes) => (self.ask(cx, Consent::Unsaid), false),
            Some(Answered::No) => match job {
                Some(id) => (Some(cx.ask(Request::Cancel(id)).1), false),
                None => (None, true),
            },
            None => (action, false),
        }
    }

    fn ask(&mut self, cx: &Cx<'_>, consent: Consent) -> Option<Action> {
        let folder = self.folder.folder()?.to_owned();
        Some(self.asking.ask_for(cx, Request::Log(LogWish::Take(TakeWish::Archive { folder, consent }))))
    }
}

fn due_ui(ui: &mut Ui, cx: &Cx<'_>, due: &ArchiveDueFace) {
    let years = cx.with("log-archive-years", &[("count", due.years.into())]);
    let fact = |ui: &mut Ui, key: &str, value: &str| {
        text::fact(ui, cx.theme, cx.t(key), |ui| {
            text::body(ui, cx.theme, value);
        });
    };
    fact(ui, "log-archive-rule", &years);
    if due.segments == 0 {
        panes::notice(ui, cx.theme, Tone::Plain, cx.t("log-archive-none"), None);
    } else {
        let what = [("count", due.segments.into()), ("size", cx.texts.size(due.bytes).into())];
        fact(ui, "log-archive-old", &cx.with("log-archive-what", &what));
        fact(ui, "log-counts-frames", &cx.texts.count(due.frames));
        if let Some(until) = due.until {
            fact(ui, "log-archive-until", &cx.texts.date_and_time(until));
        }
    }
    if due.archived > 0 {
        fact(ui, "log-archive-before", &cx.texts.count(due.archived));
    }
}

/// What was archived; true when it was read.
fn done_ui(ui: &Ui, cx: &Cx<'_>, done: &ArchivedFace) -> bool {
    let title = cx.t("log-archive-title");
    let dialog = Dialog::new("log-archive", title, cx.t("log-take-done"), "").wide().single();
    let answered = dialog.ui(ui, cx.theme, |ui| {
        let what = [("count", done.segments.into()), ("size", cx.texts.size(done.bytes).into())];
        panes::notice(ui, cx.theme, Tone::Good, &cx.with("log-archive-done", &what), None);
        text::text(ui, Face::Code, cx.theme.text, done.path.display().to_string());
        text::muted(ui, cx.theme, cx.t("log-archive-next"));
    });
    answered.is_some()
}
