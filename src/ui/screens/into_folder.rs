//! A backup, and a folder that it is restored into: the choice, the start, the work while it goes on, a refusal.
//!
//! What rehearsing and restoring share; what each says and shows of its result is its own.

use std::path::{Path, PathBuf};

use eframe::egui::Ui;

use super::backup_form::BackupForm;
use super::folder_form::FolderForm;
use super::job::Work;
use crate::app::event::Answer;
use crate::app::request::{BackupWish, Request, RequestId};
use crate::base::id::GenerationId;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::model::JobKind;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Icon, panes, text};

/// The keys of what a screen says, and what it asks for.
pub(crate) struct Errand {
    pub(crate) kind: JobKind,
    /// What is done, and what must be known before.
    pub(crate) text: [&'static str; 2],
    /// Which folder, and what it must be.
    pub(crate) folder: &'static str,
    pub(crate) folder_about: Option<&'static str>,
    /// The folder that is made beneath the chosen one, so that one with something in it can be chosen, too.
    pub(crate) beneath: &'static str,
    pub(crate) go: &'static str,
    pub(crate) running: &'static str,
    /// What stopping means.
    pub(crate) stop: &'static str,
    pub(crate) cancelled: &'static str,
    /// Where the medium is mounted, which backup, and the folder.
    pub(crate) wish: fn(PathBuf, Option<GenerationId>, PathBuf) -> BackupWish,
}

/// What is chosen, and the work.
#[derive(Default)]
pub(crate) struct IntoFolder {
    backup: BackupForm,
    folder: FolderForm,
    work: Work,
    looked: bool,
}

impl IntoFolder {
    /// The work that goes on.
    pub(crate) fn job(&self) -> Option<RequestId> {
        self.work.id()
    }

    /// Which backup.
    pub(crate) fn backup_mut(&mut self) -> &mut BackupForm {
        &mut self.backup
    }

    /// Takes in how the work ended; gives back what came of it.
    pub(crate) fn hear<'a>(&mut self, cx: &Cx<'a>, errand: &Errand) -> Option<&'a Answer> {
        if !std::mem::replace(&mut self.looked, true) {
            self.work.follow(cx.model.newest_job(errand.kind));
        }
        self.work.hear(cx)
    }

    /// Draws the work while it goes on, else the choice.
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, errand: &Errand) -> Option<Action> {
        if let Some(wish) = self.work.ui(ui, cx, cx.t(errand.running), cx.t(errand.stop)) {
            return wish;
        }
        if self.work.ended_ui(ui, cx, cx.t(errand.cancelled)) {
            ui.add_space(space::SMALL);
        }
        panes::card(ui, cx.theme, |ui| self.form_ui(ui, cx, errand)).inner
    }

    fn form_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, errand: &Errand) -> Option<Action> {
        ui.set_width(ui.available_width());
        let [what, before] = errand.text;
        text::body(ui, cx.theme, cx.t(what));
        text::muted(ui, cx.theme, cx.t(before));
        ui.add_space(space::MEDIUM);
        let backup = self.backup.ui(ui, cx);
        ui.add_space(space::MEDIUM);
        let folder = self.folder.ui(ui, cx, cx.t(errand.folder), cx.t("drill-folder-hint"));
        if let Some(about) = errand.folder_about {
            text::small(ui, cx.theme, cx.t(about));
        }
        ui.add_space(space::MEDIUM);
        let chosen = self.backup.chosen().zip(self.folder.folder().map(Path::to_owned));
        let go = Button::primary(cx.t(errand.go)).icon(Icon::ClockBack).enabled(chosen.is_some());
        let pressed = go.ui(ui, cx.theme);
        let chosen = chosen.filter(|_| pressed);
        backup.or(folder).or_else(|| chosen.map(|(backup, folder)| self.start(cx, errand, backup, &folder)))
    }

    fn start(
        &mut self,
        cx: &Cx<'_>,
        errand: &Errand,
        (mount, generation): (PathBuf, Option<GenerationId>),
        folder: &Path,
    ) -> Action {
        let wish = (errand.wish)(mount, generation, folder.join(errand.beneath));
        self.work.begin(cx, Request::Backup(wish))
    }
}
