//! Accepting a break that a group found: somebody is in, because their own last look at the log is content with it, and a
//! group that saw more of it stays shut. The reason, and the second signature it needs. At the log-in another page does this.

use eframe::egui::{Id, Ui};

use crate::app::event::Answer;
use crate::app::request::{Consent, Request};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::people::{Asking, AskingDialog, is_reason};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Answered, Dialog, Field, panes, progress, text};

/// The dialog and what it keeps.
#[derive(Default)]
pub(super) struct GroupBreakDialog {
    reason: String,
    asking: Asking,
    done: bool,
}

impl AskingDialog for GroupBreakDialog {
    fn asking(&mut self) -> &mut Asking {
        &mut self.asking
    }

    fn hear(&mut self, cx: &Cx<'_>) -> Option<Action> {
        self.done |= matches!(self.asking.hear(cx), Some(Answer::Done));
        None
    }

    fn ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> (Option<Action>, bool) {
        let title = cx.t("alarm-log-accept-title");
        if self.done {
            let dialog = Dialog::new("group-break", title, cx.t("log-take-done"), "").wide().single();
            let answered = dialog.ui(ui, cx.theme, |ui| {
                panes::notice(ui, cx.theme, Tone::Good, cx.t("log-break-accepted"), None);
            });
            return (None, answered.is_some());
        }
        let busy = self.asking.is_busy();
        let (go, cancel) = (cx.t("log-break-go"), cx.t("alarm-log-accept-cancel"));
        let dialog = Dialog::new("group-break", title, go, cancel).wide();
        let ready = is_reason(&self.reason) && !busy;
        match dialog.ready(ready).ui(ui, cx.theme, |ui| self.fields_ui(ui, cx, busy)) {
            Some(Answered::Yes) => (self.ask(cx, Consent::Unsaid), false),
            Some(Answered::No) => (None, !busy),
            None => (None, false),
        }
    }

    fn ask(&mut self, cx: &Cx<'_>, consent: Consent) -> Option<Action> {
        let reason = self.reason.trim().to_owned();
        Some(self.asking.ask_for(cx, Request::AcceptGroupBreak { reason, consent }))
    }
}

impl GroupBreakDialog {
    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, busy: bool) {
        text::body(ui, cx.theme, cx.t("log-break-text"));
        ui.add_space(space::SMALL);
        panes::notice(ui, cx.theme, Tone::Warning, cx.t("alarm-log-accept-about"), None);
        ui.add_space(space::SMALL);
        let reason = Field::new(cx.t("alarm-log-accept-reason")).id(Id::unique("group-break-reason"));
        reason.enabled(!busy).ui(ui, cx.theme, &mut self.reason);
        if busy {
            progress::waiting(ui, cx.theme, cx.t("unlock-waiting"));
        }
        self.asking.problem_ui(ui, cx);
    }
}
