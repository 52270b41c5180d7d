//! The report of the posture: why it is made, where it goes, and what was written.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{Id, Ui};

use crate::app::event::Answer;
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::TakenFace;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::picker::PickId;
use crate::ui::screens::log::folder_ui;
use crate::ui::screens::people::{Asking, REASON_LEAST, is_reason};
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Answered, Dialog, Field, panes, progress, text};

/// The dialog and what is typed.
#[derive(Default)]
pub(super) struct ReportDialog {
    reason: String,
    folder: Option<PathBuf>,
    pick: Option<PickId>,
    asking: Asking,
    done: Option<Arc<TakenFace>>,
    focused: bool,
}

impl ReportDialog {
    /// The work that goes on.
    pub(super) const fn job(&self) -> Option<RequestId> {
        self.asking.asked()
    }

    /// Draws the dialog if one is open, and closes it when it is done with.
    pub(super) fn ui_of(open: &mut Option<Self>, ui: &Ui, cx: &Cx<'_>) -> Option<Action> {
        let dialog = open.as_mut()?;
        dialog.hear(cx);
        let (action, closed) = dialog.ui(ui, cx);
        if closed {
            *open = None;
        }
        action
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        if let Some(chosen) = cx.picked(self.pick) {
            self.pick = None;
            self.folder = chosen.first().cloned().or(self.folder.take());
        }
        if let Some(Answer::Taken(face)) = self.asking.hear(cx) {
            self.done = Some(Arc::clone(face));
        }
    }

    fn ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> (Option<Action>, bool) {
        if let Some(done) = self.done.clone() {
            return (None, done_ui(ui, cx, &done));
        }
        let busy = self.asking.is_busy();
        let ready = !busy && is_reason(&self.reason) && self.folder.is_some();
        let (title, go) = (cx.t("posture-take-title"), cx.t("posture-take-go"));
        let dialog = Dialog::new("posture-take", title, go, cx.t("people-cancel")).wide().ready(ready);
        let mut action = None;
        let answered = dialog.ui(ui, cx.theme, |ui| action = self.form_ui(ui, cx, busy));
        match answered {
            Some(Answered::Yes) => (self.start(cx), false),
            Some(Answered::No) => (None, !busy),
            None => (action, false),
        }
    }

    fn form_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, busy: bool) -> Option<Action> {
        text::body(ui, cx.theme, cx.t("posture-take-text"));
        ui.add_space(space::SMALL);
        let short = !self.reason.trim().is_empty() && !is_reason(&self.reason);
        let error = short.then(|| cx.with("out-reason-missing", &[("min", REASON_LEAST.into())]));
        let field =
            Field::new(cx.t("posture-take-reason")).hint(cx.t("posture-take-reason-hint")).error(error);
        let field = field.id(Id::unique("posture-take-reason")).ui(ui, cx.theme, &mut self.reason);
        keys::focus_first(&mut self.focused, &field);
        text::small(ui, cx.theme, cx.t("posture-take-reason-about"));
        ui.add_space(space::SMALL);
        let action = folder_ui(ui, cx, self.folder.as_ref(), &mut self.pick);
        self.asking.problem_ui(ui, cx);
        if busy {
            progress::waiting(ui, cx.theme, cx.t("posture-take-working"));
        }
        action
    }

    fn start(&mut self, cx: &Cx<'_>) -> Option<Action> {
        let (folder, reason) = (self.folder.clone()?, self.reason.trim().to_owned());
        let wish = Request::TakePosture { folder, reason, language: cx.texts.language() };
        Some(self.asking.ask_for(cx, wish))
    }
}

/// What was written; true when it was read.
fn done_ui(ui: &Ui, cx: &Cx<'_>, done: &TakenFace) -> bool {
    let (title, close) = (cx.t("posture-take-title"), cx.t("log-take-done"));
    let dialog = Dialog::new("posture-take", title, close, "").wide().single();
    let answered = dialog.ui(ui, cx.theme, |ui| {
        panes::notice(ui, cx.theme, Tone::Good, cx.t("posture-take-done"), None);
        ui.add_space(space::TINY);
        text::text(ui, Face::Code, cx.theme.text, done.path.display().to_string());
        ui.add_space(space::SMALL);
        text::muted(ui, cx.theme, cx.t("posture-take-verify"));
    });
    answered.is_some()
}
