//! Where the vault will be.

use std::path::PathBuf;

use eframe::egui::{Align, Layout, Ui};

use super::{Turn, turn_ui};
use crate::ui::cx::Cx;
use crate::ui::picker::{PickId, PickWish};
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Field, Icon, text};

/// The step and what was typed.
pub(super) struct FolderStep {
    typed: String,
    picking: Option<PickId>,
}

impl FolderStep {
    /// With a folder that is probably free.
    pub(super) fn new(practice: bool) -> Self {
        let name = if practice { "Strongroom practice" } else { "Strongroom" };
        let typed =
            std::env::home_dir().map_or_else(String::new, |home| home.join(name).display().to_string());
        Self { typed, picking: None }
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
                Field::new(cx.t("wizard-folder-label")).ui(ui, cx.theme, &mut self.typed);
            });
        });
        if wrong {
            text::small_tone(ui, cx.theme, crate::ui::theme::Tone::Danger, cx.t("wizard-folder-absolute"));
        }
        text::small(ui, cx.theme, cx.t("wizard-folder-hint"));
        if pick.is_some() {
            return Turn::Stay(pick);
        }
        turn_ui(ui, cx, "wizard-next", self.path().is_absolute())
    }
}
