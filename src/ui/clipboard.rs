//! What was copied stays in this window and does not stay long. Nothing is published to the desktop: the window is built
//! without that, so copying and pasting work between its own fields alone, and what is there is always ours.
//!
//! Fields for passwords and codes give nothing out: what they show are bullets. The window asks each frame.

use std::time::Duration;

use eframe::egui::{Context, OutputCommand};

/// How long what was copied stays.
const STAYS: Duration = Duration::from_secs(10);

/// When something was copied, in time since the machine was started.
#[derive(Debug, Default)]
pub(super) struct Clipboard {
    copied_at: Option<Duration>,
}

impl Clipboard {
    /// Sees whether something was copied in this frame.
    pub(super) fn watch(&mut self, ctx: &Context, now: Duration) {
        let copied =
            |command: &OutputCommand| matches!(command, OutputCommand::CopyText(text) if !text.is_empty());
        if ctx.output(|output| output.commands.iter().any(copied)) {
            self.copied_at = Some(now);
            ctx.request_repaint_after(STAYS);
        }
    }

    /// Clears it when its time is over.
    pub(super) fn clear_in_time(&mut self, ctx: &Context, now: Duration) {
        let Some(copied_at) = self.copied_at else { return };
        let left = STAYS.saturating_sub(now.saturating_sub(copied_at));
        if left.is_zero() {
            self.clear(ctx);
        } else {
            ctx.request_repaint_after(left);
        }
    }

    /// Clears it now.
    pub(super) fn clear(&mut self, ctx: &Context) {
        self.copied_at = None;
        ctx.copy_text(String::new());
    }
}
