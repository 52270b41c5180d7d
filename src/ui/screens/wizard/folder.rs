//! Where the vault will be.

use std::path::{Path, PathBuf};

use eframe::egui::{Align, Layout, Ui};

use super::{Turn, turn_ui};
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::picker::{PickId, PickWish};
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Field, Icon, text};

/// The step and what was typed.
pub(super) struct FolderStep {
    typed: String,
    picking: Option<PickId>,
    /// Something lies in this folder already.
    occupied: Option<PathBuf>,
    focused: bool,
}

impl FolderStep {
    /// With the folder that was chosen, or one that is probably free.
    pub(super) fn new(practice: bool, chosen: Option<&Path>) -> Self {
        let name = if practice { "Strongroom practice" } else { "Strongroom" };
        let free = || std::env::home_dir().map(|home| home.join(name));
        let folder = chosen.map(Path::to_owned).or_else(free).unwrap_or_default();
        Self { typed: folder.display().to_string(), picking: None, occupied: None, focused: false }
    }

    /// The folder.
    pub(super) fn path(&self) -> PathBuf {
        PathBuf::from(self.typed.trim())
    }

    /// Draws the step.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Turn {
        if let Some(chosen) = cx.picked(self.picking) {
            if let Some(folder) = chosen.first() {
                self.typed = folder.display().to_string();
            }
            self.picking = None;
        }
        text::muted(ui, cx.theme, cx.t("wizard-folder-text"));
        let wrong = !self.typed.trim().is_empty() && !self.path().is_absolute();
        let mut pick = None;
        ui.with_layout(Layout::right_to_left(Align::Max), |ui| {
            ui.set_max_height(60.0);
            if Button::secondary(cx.t("wizard-folder-choose")).icon(Icon::FolderOpen).ui(ui, cx.theme) {
                let (id, action) = cx.pick(PickWish::Folder);
                self.picking = Some(id);
                pick = Some(action);
            }
            ui.add_space(space::TINY);
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                let field = Field::new(cx.t("wizard-folder-label")).ui(ui, cx.theme, &mut self.typed);
                keys::focus_first(&mut self.focused, &field);
            });
        });
        if wrong {
            text::small_tone(ui, cx.theme, crate::ui::theme::Tone::Danger, cx.t("wizard-folder-absolute"));
        }
        if self.occupied.as_ref().is_some_and(|occupied| *occupied == self.path()) {
            let words = cx.with("wizard-folder-occupied", &[("path", self.typed.trim().into())]);
            text::small_tone(ui, cx.theme, crate::ui::theme::Tone::Danger, words);
        }
        text::small(ui, cx.theme, cx.t("wizard-folder-hint"));
        if pick.is_some() {
            return Turn::Stay(pick);
        }
        let turn = turn_ui(ui, cx, "wizard-next", self.path().is_absolute());
        if matches!(turn, Turn::Next) && is_occupied(&self.path()) {
            self.occupied = Some(self.path());
            return Turn::Stay(None);
        }
        turn
    }
}

/// Known before anything else is asked, and by a process that may look everywhere.
fn is_occupied(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}
