//! Which backup: a medium, and one of those that lie on it. What rehearsing and restoring begin with.
//!
//! The newest is chosen by itself. Whether the chosen one can be restored is the worker's to say.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};

use super::backup::ago;
use super::medium_form::MediumForm;
use super::people::Loaded;
use crate::app::event::Answer;
use crate::app::request::{BackupWish, Request, SheetRestoreWish};
use crate::app::snapshot::{GenerationFace, ShelfFace};
use crate::base::id::GenerationId;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{choose, panes, text};

/// So many are in sight; the rest is scrolled to.
const ROWS_SHOWN: f32 = 5.5;

/// The height of a row, with what is between two.
const ROW_POINTS: f32 = 36.0;

/// A backup that is chosen.
#[derive(Default)]
pub(crate) struct BackupForm {
    medium: MediumForm,
    /// The medium whose backups are shown.
    of: Option<PathBuf>,
    shelf: Loaded<ShelfFace>,
    /// None is the newest.
    chosen: Option<GenerationId>,
    /// Nobody is logged in: what lies there is looked at without believing a signature.
    unproven: bool,
}

impl BackupForm {
    /// One that was chosen before.
    pub(crate) fn at(mount: &Path, generation: Option<GenerationId>) -> Self {
        let mut form = Self { of: Some(mount.to_owned()), chosen: generation, ..Self::default() };
        form.medium.choose(mount);
        form
    }

    /// One of those on this medium, while nobody is logged in.
    pub(crate) fn unproven(mount: &Path) -> Self {
        Self { unproven: true, ..Self::at(mount, None) }
    }

    /// Where its medium is mounted, and which of those that are shown; none while nothing is.
    pub(crate) fn shown(&self) -> Option<(PathBuf, Option<GenerationId>)> {
        let (mount, chosen) = self.chosen()?;
        let newest = self.shelf.face()?.generations.first()?.generation;
        Some((mount, chosen.or(Some(newest))))
    }

    /// Where its medium is mounted, and which; the newest if none is named.
    pub(crate) fn chosen(&self) -> Option<(PathBuf, Option<GenerationId>)> {
        self.medium.mount().map(|mount| (mount.to_owned(), self.chosen))
    }

    /// Draws the choice.
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let picking = self.medium.ui(ui, cx);
        let action = picking.or_else(|| self.keep(cx));
        if self.medium.mount().is_some() {
            ui.add_space(space::MEDIUM);
            text::text(ui, Face::Label, cx.theme.text, cx.t("backup-form-backup"));
            match self.shelf.face() {
                Some(shelf) => self.list_ui(ui, cx, &shelf),
                None => self.shelf.missing_ui(ui, cx),
            }
        }
        action
    }

    /// Keeps to the chosen medium, and asks what lies on it.
    fn keep(&mut self, cx: &Cx<'_>) -> Option<Action> {
        let mount = self.medium.mount()?.to_owned();
        if self.of.as_ref() != Some(&mount) {
            self.of = Some(mount.clone());
            self.chosen = None;
            self.shelf.forget();
        }
        let take = |answer: &Answer| match answer {
            Answer::OnMedium(shelf) => Some(Arc::clone(shelf)),
            _ => None,
        };
        let unproven = self.unproven;
        let look = || {
            if unproven {
                Request::RestoreBySheets(SheetRestoreWish::Look { mount })
            } else {
                Request::Backup(BackupWish::Shelf { mount })
            }
        };
        self.shelf.keep_of(cx, look, take)
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, shelf: &ShelfFace) {
        let Some(newest) = shelf.generations.first() else {
            text::muted(ui, cx.theme, cx.t("backup-form-none"));
            return;
        };
        let here = self.chosen.unwrap_or(newest.generation);
        let height = ROWS_SHOWN * ROW_POINTS;
        // In front of a vault the page has no height of its own to share.
        let area =
            ScrollArea::vertical().id_salt("backup-form").max_height(height).min_scrolled_height(height);
        area.auto_shrink([false, true]).show(ui, |ui| {
            for (place, one) in shelf.generations.iter().enumerate() {
                let words = said(cx, one, place == 0, self.unproven);
                if choose::row(ui, cx.theme, &words, Face::Body, one.generation == here).clicked() {
                    self.chosen = (place > 0).then_some(one.generation);
                }
            }
        });
        let chosen = shelf.generations.iter().find(|one| one.generation == here);
        if chosen.is_some_and(is_damaged) {
            panes::notice(ui, cx.theme, Tone::Danger, cx.t("backup-form-damaged-about"), None);
        } else if !self.unproven && chosen.is_some_and(|one| one.verified.is_none()) {
            text::small(ui, cx.theme, cx.t("backup-form-unverified-about"));
        }
    }
}

/// Found damaged since it was last verified.
fn is_damaged(one: &GenerationFace) -> bool {
    one.damaged.is_some_and(|damaged| one.verified.is_none_or(|verified| verified < damaged))
}

/// A backup in one line: when it was made, what it is, its size, how it was last found, where the register says that.
fn said(cx: &Cx<'_>, one: &GenerationFace, newest: bool, unproven: bool) -> String {
    let when = cx.texts.date_and_time(one.made);
    let kind = cx.t(if one.full { "verify-full" } else { "verify-increment" });
    let state = match one.verified {
        _ if is_damaged(one) => cx.t("verify-is-damaged").to_owned(),
        Some(at) => cx.with("backup-form-verified", &[("when", ago(cx, Some(at)).into())]),
        None => cx.t("backup-form-unverified").to_owned(),
    };
    let mut parts = vec![when, kind.to_owned(), cx.texts.size(one.bytes)];
    if !unproven || is_damaged(one) {
        parts.push(state);
    }
    if newest {
        parts.push(cx.t("backup-form-newest").to_owned());
    }
    parts.join(" · ")
}
