//! The short list of what is seldom done with the log: evidence, the slip, the archive.

use eframe::egui::Ui;

use crate::ui::cx::Cx;
use crate::ui::screens::choice::{choice, option};

/// What was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Picked {
    /// An evidence bundle.
    Evidence,
    /// The review slip.
    Slip,
    /// Old parts of the log to an archive.
    Archive,
    /// That a group saw more of the log than there is.
    Break,
}

/// The list.
pub(super) struct Menu(&'static [(Picked, &'static str)]);

impl Menu {
    /// Everything that concerns the log as a whole.
    pub(super) const fn of_log() -> Self {
        Self(&[
            (Picked::Evidence, "log-menu-evidence"),
            (Picked::Slip, "log-menu-slip"),
            (Picked::Archive, "log-menu-archive"),
            (Picked::Break, "log-menu-break"),
        ])
    }

    /// Draws its button; what was chosen.
    pub(super) fn ui(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Picked> {
        let (_, picked) = choice(ui, cx.theme, cx.t("log-menu"), None, |ui| {
            self.0.iter().find(|(_, key)| option(ui, cx.theme, false, cx.t(key))).map(|(picked, _)| *picked)
        });
        picked
    }
}
