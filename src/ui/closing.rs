//! Closing the window by hand: asks first where something would be lost. What the machine says does not come this way: it
//! locks, and after that there is nothing to lose.

use eframe::egui::{Context, Ui, ViewportCommand};

use super::widgets::{Answered, Dialog, text};
use super::window::Window;

impl Window {
    /// Looks whether the desktop asks the window to close, and keeps it open where something would be lost.
    pub(super) fn hear_close(&mut self, ctx: &Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        if !asked || self.ending || !self.would_lose() {
            return;
        }
        ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        self.closing = true;
        ctx.request_repaint();
    }

    /// Draws the question, and does what was answered. True while it stands.
    pub(super) fn closing_ui(&mut self, ui: &Ui) -> bool {
        if !self.closing {
            return false;
        }
        let words = self.lost_by_closing();
        let (title, stay) = (self.texts.text("close-title"), self.texts.text("close-stay"));
        let dialog = Dialog::new("close", title, stay, self.texts.text("close-go")).staying();
        let answered = dialog.ui(ui, &self.theme, |ui| {
            for line in &words {
                text::body(ui, &self.theme, line);
            }
        });
        let Some(answered) = answered else { return true };
        self.closing = false;
        if answered == Answered::No {
            self.ending = true;
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        }
        ui.ctx().request_repaint();
        true
    }

    fn would_lose(&self) -> bool {
        self.model.jobs().next().is_some() || self.stack.iter().any(|(_, screen)| screen.unsaved())
    }

    /// What is said of it: one line for what is typed, one for the work that is under way.
    fn lost_by_closing(&self) -> Vec<String> {
        let mut said: Vec<String> = Vec::new();
        for (_, screen) in self.stack.iter().filter(|(_, screen)| screen.unsaved()) {
            let line = self.texts.text(screen.lost_by_closing());
            if !said.iter().any(|other| other == line) {
                said.push(line.to_owned());
            }
        }
        let mut jobs: Vec<&str> =
            self.model.jobs().map(|(_, kind, _)| self.texts.text(&format!("job-{}", kind.key()))).collect();
        jobs.dedup();
        if !jobs.is_empty() {
            said.push(self.texts.with("close-jobs", &[("jobs", jobs.join(", ").into())]));
        }
        said
    }
}
