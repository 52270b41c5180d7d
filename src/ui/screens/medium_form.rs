//! Which medium: part of which backup.
//!
//! Media of this vault that are plugged in are offered by their labels; any other folder can be chosen, too.

use std::path::Path;

use eframe::egui::Ui;

use super::folder_form::FolderForm;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::Face;
use crate::ui::widgets::{choose, text};

/// A medium that is chosen.
#[derive(Default)]
pub(crate) struct MediumForm {
    mount: FolderForm,
}

impl MediumForm {
    /// Where it is mounted.
    pub(crate) fn mount(&self) -> Option<&Path> {
        self.mount.folder()
    }

    /// Chosen without being asked for.
    pub(crate) fn choose(&mut self, mount: &Path) {
        self.mount.choose(mount);
    }

    /// Draws the choice; the only medium of this vault is chosen by itself.
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let plugged: Vec<(&Path, &str)> = cx
            .model
            .plugged
            .iter()
            .flat_map(|seen| seen.iter())
            .filter(|one| one.medium.is_some())
            .map(|one| (one.mount.as_path(), one.label.as_str()))
            .collect();
        if let ([(only, _)], None) = (plugged.as_slice(), self.mount()) {
            self.mount.choose(only);
        }
        text::text(ui, Face::Label, cx.theme.text, cx.t("medium-form-medium"));
        for (mount, label) in &plugged {
            let here = self.mount() == Some(*mount);
            let words = format!("{label} · {}", mount.display());
            if choose::row(ui, cx.theme, &words, Face::Body, here).clicked() {
                self.mount.choose(mount);
            }
        }
        let other = self.mount().filter(|mount| !plugged.iter().any(|(one, _)| one == mount));
        let other = other.map(Path::to_owned);
        let none = plugged.is_empty().then(|| cx.t("medium-form-none"));
        self.mount.row_ui(ui, cx, cx.t("medium-form-choose"), other.as_deref(), none)
    }
}
