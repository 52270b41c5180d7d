//! Which medium, and which folder: what rehearsing and restoring begin with.
//!
//! Media of this vault that are plugged in are offered by their labels; any other folder can be chosen, too.

use std::path::{Path, PathBuf};

use eframe::egui::Ui;

use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::picker::{PickId, PickWish};
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{Button, Icon, choose, text};

/// A medium that is chosen.
#[derive(Default)]
pub(crate) struct MediumForm {
    mount: Option<PathBuf>,
    pick: Option<PickId>,
}

/// A folder that is chosen.
#[derive(Default)]
pub(crate) struct FolderForm {
    folder: Option<PathBuf>,
    pick: Option<PickId>,
}

impl MediumForm {
    /// Where it is mounted.
    pub(crate) fn mount(&self) -> Option<&Path> {
        self.mount.as_deref()
    }

    /// Draws the choice; the only medium of this vault is chosen by itself.
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if let Some(chosen) = cx.picked(self.pick) {
            self.pick = None;
            self.mount = chosen.first().cloned().or(self.mount.take());
        }
        let plugged: Vec<(&Path, &str)> = cx
            .model
            .plugged
            .iter()
            .flat_map(|seen| seen.iter())
            .filter(|one| one.medium.is_some())
            .map(|one| (one.mount.as_path(), one.label.as_str()))
            .collect();
        if let ([(only, _)], None) = (plugged.as_slice(), &self.mount) {
            self.mount = Some((*only).to_owned());
        }
        text::text(ui, Face::Label, cx.theme.text, cx.t("medium-form-medium"));
        for (mount, label) in &plugged {
            let here = self.mount.as_deref() == Some(*mount);
            let words = format!("{label} · {}", mount.display());
            if choose::row(ui, cx.theme, &words, Face::Body, here).clicked() {
                self.mount = Some((*mount).to_owned());
            }
        }
        let other = self.mount.as_deref().filter(|mount| !plugged.iter().any(|(one, _)| one == mount));
        let none = plugged.is_empty().then(|| cx.t("medium-form-none"));
        let action = chosen_ui(ui, cx, cx.t("medium-form-choose"), other, none);
        action.then(|| {
            let (id, action) = cx.pick(PickWish::Folder);
            self.pick = Some(id);
            action
        })
    }
}

impl FolderForm {
    /// Which.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Draws the choice: its label, the button's words, what is said while nothing is chosen.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        label: &str,
        go: &str,
        hint: &str,
    ) -> Option<Action> {
        if let Some(chosen) = cx.picked(self.pick) {
            self.pick = None;
            self.folder = chosen.first().cloned().or(self.folder.take());
        }
        text::text(ui, Face::Label, cx.theme.text, label);
        chosen_ui(ui, cx, go, self.folder.as_deref(), Some(hint)).then(|| {
            let (id, action) = cx.pick(PickWish::Folder);
            self.pick = Some(id);
            action
        })
    }
}

fn chosen_ui(ui: &mut Ui, cx: &Cx<'_>, go: &str, chosen: Option<&Path>, hint: Option<&str>) -> bool {
    ui.horizontal(|ui| {
        let pressed = Button::secondary(go).icon(Icon::Folder).ui(ui, cx.theme);
        ui.add_space(space::TINY);
        match (chosen, hint) {
            (Some(folder), _) => {
                text::line(ui, Face::Body, cx.theme.text, folder.display().to_string());
            }
            (None, Some(hint)) => {
                text::line(ui, Face::Body, cx.theme.muted, hint);
            }
            (None, None) => {}
        }
        pressed
    })
    .inner
}
