//! The desktop asks a window on a bench to close: what [`Desk`](crate::desk::Desk) and [`Front`](crate::front::Front) share
//! of it.

use eframe::egui::{ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;

/// Asks once; whether the window stays open.
pub(crate) fn close<State>(harness: &mut Harness<'_, State>) -> bool {
    let root = harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
    root.events.push(ViewportEvent::Close);
    harness.run_steps(1);
    let commands = harness.output().viewport_output.values().flat_map(|output| &output.commands);
    let stays = commands.into_iter().any(|command| *command == ViewportCommand::CancelClose);
    let root = harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
    root.events.clear();
    harness.run_steps(6);
    stays
}
