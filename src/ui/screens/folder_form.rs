//! A folder outside of the vault, chosen: where something is written to.
//!
//! What is done there, and whether the folder serves, is the screen's and the worker's.

use std::path::{Path, PathBuf};

use eframe::egui::Ui;

use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::picker::{PickId, PickWish};
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{Button, Icon, text};

/// A folder that is chosen.
#[derive(Default)]
pub(crate) struct FolderForm {
    folder: Option<PathBuf>,
    pick: Option<PickId>,
}

impl FolderForm {
    /// Which.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Chosen without being asked for.
    pub(crate) fn choose(&mut self, folder: &Path) {
        self.folder = Some(folder.to_owned());
    }

    /// Draws the choice: its label, and what is said while nothing is chosen.
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, label: &str, hint: &str) -> Option<Action> {
        text::text(ui, Face::Label, cx.theme.text, label);
        self.row_ui(ui, cx, cx.t("out-folder-choose"), self.folder.clone().as_deref(), Some(hint))
    }

    /// Draws the button, and beside it what is shown as chosen, or the hint.
    pub(crate) fn row_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        go: &str,
        shown: Option<&Path>,
        hint: Option<&str>,
    ) -> Option<Action> {
        if let Some(chosen) = cx.picked(self.pick) {
            self.pick = None;
            self.folder = chosen.first().cloned().or(self.folder.take());
        }
        let pressed = ui.horizontal(|ui| {
            let pressed = Button::secondary(go).icon(Icon::Folder).ui(ui, cx.theme);
            ui.add_space(space::TINY);
            if let Some(folder) = shown {
                text::line(ui, Face::Body, cx.theme.text, folder.display().to_string());
            } else if let Some(hint) = hint {
                text::line(ui, Face::Body, cx.theme.muted, hint);
            }
            pressed
        });
        pressed.inner.then(|| {
            let (id, action) = cx.pick(PickWish::Folder);
            self.pick = Some(id);
            action
        })
    }
}
