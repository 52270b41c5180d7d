//! The way back from the first window, when there is no vault, or none that anybody can open: which medium, and where the
//! vault is to be. Recovery sheets are asked for by [`super::BySheets`], in a process that reaches around that place alone.

use std::path::{Path, PathBuf};

use eframe::egui::Ui;

use crate::app::entrance::holds_remains;
use crate::app::event::Answer;
use crate::app::request::{Request, SheetRestoreWish};
use crate::app::snapshot::ShelfFace;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::chooser::network_ui;
use crate::ui::screens::folder_form::FolderForm;
use crate::ui::screens::people::Loaded;
use crate::ui::screens::{Screen, front};
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, Icon, choose, panes, text};

/// The width of the column.
const WIDTH: f32 = 600.0;

/// The vault's folder, where the chosen one has something in it.
const BENEATH: &str = "strongroom";

/// The screen.
#[derive(Default)]
pub(crate) struct FromBackup {
    medium: FolderForm,
    /// The medium that was looked at.
    of: Option<PathBuf>,
    shelf: Loaded<ShelfFace>,
    in_place: bool,
    new: FolderForm,
    vault: FolderForm,
    /// The folder that was judged, and what came of it.
    judged: Option<(PathBuf, Place)>,
}

/// Where the vault is to be, or why not there.
type Place = Result<PathBuf, &'static str>;

impl Screen for FromBackup {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        front::column(ui, WIDTH, |ui| {
            front::head(ui, cx, cx.t("from-backup-line"));
            network_ui(ui, cx);
            let action = front::card(ui, cx, |ui| self.form_ui(ui, cx));
            ui.add_space(space::MEDIUM);
            front::foot(ui, cx, |_| None).or(action)
        })
    }

    fn manual_page(&self) -> &'static str {
        "restoring"
    }
}

impl FromBackup {
    fn form_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        text::text(ui, Face::Title, cx.theme.text, cx.t("from-backup-title"));
        text::body(ui, cx.theme, cx.t("from-backup-text"));
        let medium = self.medium_ui(ui, cx);
        let place = self.place_ui(ui, cx);
        let mount = self.medium.folder().filter(|_| self.has_backups()).map(Path::to_owned);
        let to = self.judged.as_ref().and_then(|(_, place)| place.clone().ok());
        let chosen = mount.zip(to);
        text::muted(ui, cx.theme, cx.t("from-backup-next"));
        let (go, back) = panes::buttons(ui, |ui| {
            let go = Button::primary(cx.t("from-backup-go")).icon(Icon::ClockBack).enabled(chosen.is_some());
            (go.ui(ui, cx.theme), Button::secondary(cx.t("wizard-back")).ui(ui, cx.theme))
        });
        let go = chosen.filter(|_| go).map(|(medium, folder)| Action::RestoreBySheets { folder, medium });
        medium.or(place).or(go).or(back.then_some(Action::Back))
    }

    fn has_backups(&self) -> bool {
        self.shelf.face().is_some_and(|shelf| !shelf.generations.is_empty())
    }

    /// The medium, and how many backups lie on it.
    fn medium_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        text::text(ui, Face::Label, cx.theme.text, cx.t("medium-form-medium"));
        let shown = self.medium.folder().map(Path::to_owned);
        let hint = cx.t("from-backup-medium-hint");
        let picking =
            self.medium.row_ui(ui, cx, cx.t("from-backup-medium-choose"), shown.as_deref(), Some(hint));
        let Some(mount) = self.medium.folder().map(Path::to_owned) else { return picking };
        if self.of.as_ref() != Some(&mount) {
            self.of = Some(mount.clone());
            self.shelf.forget();
            self.judged = None;
        }
        let take = |answer: &Answer| match answer {
            Answer::OnMedium(shelf) => Some(std::sync::Arc::clone(shelf)),
            _ => None,
        };
        let look = || Request::RestoreBySheets(SheetRestoreWish::Look { mount });
        let asking = self.shelf.keep_of(cx, look, take);
        match self.shelf.face() {
            None => self.shelf.missing_ui(ui, cx),
            Some(shelf) => found_ui(ui, cx, &shelf),
        }
        picking.or(asking)
    }

    fn place_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        text::text(ui, Face::Label, cx.theme.text, cx.t("from-backup-where"));
        let places = [cx.t("from-backup-new"), cx.t("from-backup-place")];
        if let Some(place) = choose::words(ui, cx.theme, &places, usize::from(self.in_place)) {
            self.in_place = place == 1;
            self.judged = None;
        }
        let action = if self.in_place { self.vault_ui(ui, cx) } else { self.new_ui(ui, cx) };
        let form = if self.in_place { &self.vault } else { &self.new };
        self.judged = form.folder().map(|folder| match self.judged.take() {
            Some(judged) if judged.0 == folder => judged,
            _ => (folder.to_owned(), judge(folder, self.in_place, self.medium.folder())),
        });
        match self.judged.as_ref().map(|(_, place)| place) {
            None => {}
            Some(Ok(to)) => {
                let key = if self.in_place { "from-backup-keeps" } else { "from-backup-makes" };
                let named = [("path", to.display().to_string().into())];
                text::muted(ui, cx.theme, cx.with(key, &named));
            }
            Some(Err(why)) => _ = panes::notice(ui, cx.theme, Tone::Danger, cx.t(why), None),
        }
        action
    }

    fn new_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let shown = self.new.folder().map(Path::to_owned);
        self.new.row_ui(
            ui,
            cx,
            cx.t("from-backup-new-choose"),
            shown.as_deref(),
            Some(cx.t("drill-folder-hint")),
        )
    }

    /// Vaults that were open before are offered.
    fn vault_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        for vault in &cx.model.recent {
            let here = self.vault.folder() == Some(vault.as_path());
            if choose::row(ui, cx.theme, &vault.display().to_string(), Face::Body, here).clicked() {
                self.vault.choose(vault);
            }
        }
        let other = self.vault.folder().filter(|folder| !cx.model.recent.iter().any(|known| known == folder));
        let other = other.map(Path::to_owned);
        let hint = self.vault.folder().is_none().then(|| cx.t("drill-folder-hint"));
        self.vault.row_ui(ui, cx, cx.t("from-backup-place-choose"), other.as_deref(), hint)
    }
}

/// What lies on the medium, in a line.
fn found_ui(ui: &mut Ui, cx: &Cx<'_>, shelf: &ShelfFace) {
    match shelf.generations.first() {
        None => _ = panes::notice(ui, cx.theme, Tone::Danger, cx.t("from-backup-none"), None),
        Some(newest) => {
            let named = [
                ("count", shelf.generations.len().into()),
                ("when", cx.texts.date_and_time(newest.made).into()),
            ];
            text::muted(ui, cx.theme, cx.with("from-backup-found", &named));
        }
    }
}

/// Whether a vault can be restored there: around it, and not on the medium.
fn judge(chosen: &Path, in_place: bool, medium: Option<&Path>) -> Place {
    let to = match (in_place, std::fs::read_dir(chosen).map(|mut entries| entries.next().is_none())) {
        (true, _) if !holds_remains(chosen) => return Err("from-backup-no-vault"),
        (true, _) | (false, Ok(true)) => chosen.to_owned(),
        (false, _) => free_beneath(chosen),
    };
    if medium.is_some_and(|medium| to.starts_with(medium)) {
        return Err("why-inside-medium");
    }
    if to.parent().is_none_or(|parent| parent == Path::new("/")) {
        return Err("from-backup-root");
    }
    Ok(to)
}

/// A folder in the chosen one that is not there, or is empty.
fn free_beneath(chosen: &Path) -> PathBuf {
    let is_free = |path: &PathBuf| match std::fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => !path.exists(),
    };
    let numbered = (2_u32..).map(|n| chosen.join(format!("{BENEATH}-{n}")));
    let names = std::iter::once(chosen.join(BENEATH)).chain(numbered);
    names.into_iter().find(is_free).unwrap_or_else(|| chosen.join(BENEATH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vault_is_restored_where_there_is_room_around_it_and_off_the_medium() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir(at("empty")).unwrap();
        assert_eq!(judge(&at("empty"), false, None), Ok(at("empty")));
        assert_eq!(judge(folder.path(), false, None), Ok(at(BENEATH)));
        std::fs::create_dir_all(at(BENEATH).join("something")).unwrap();
        assert_eq!(judge(folder.path(), false, None), Ok(at("strongroom-2")));
        assert_eq!(judge(folder.path(), false, Some(folder.path())), Err("why-inside-medium"));
        assert_eq!(judge(&at("empty"), true, None), Err("from-backup-no-vault"));
        std::fs::write(at("empty").join("header.cbor"), "broken").unwrap();
        assert_eq!(judge(&at("empty"), true, None), Ok(at("empty")));
        std::fs::remove_file(at("empty").join("header.cbor")).unwrap();
        for own in ["accounts", "groups", "audit"] {
            std::fs::create_dir(at("empty").join(own)).unwrap();
        }
        assert_eq!(judge(&at("empty"), true, None), Ok(at("empty")), "one that lost its header");
    }

    #[test]
    fn a_place_with_only_the_whole_computer_around_it_is_none() {
        assert_eq!(judge(Path::new("/"), false, None), Err("from-backup-root"));
    }
}
