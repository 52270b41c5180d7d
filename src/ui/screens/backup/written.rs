//! A backup that was written: what came of it, and the last step, after which the medium may be removed.
//!
//! A confined program unmounts nothing: the person does, and the table of what is mounted says whether it is done.

use std::path::Path;
use std::sync::Arc;

use eframe::egui::Ui;

use super::writing::step_ui;
use crate::app::request::{BackupWish, Request};
use crate::app::snapshot::{MediaFace, WrittenFace};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, panes, text};

/// What was written.
pub(super) struct Written {
    face: Arc<WrittenFace>,
    /// It was said to be unmounted.
    confirmed: bool,
}

/// What is done with the page.
pub(super) enum Left {
    /// It stays.
    No,
    /// It is read, and gone on from.
    Yes,
}

impl Written {
    /// Nothing is confirmed yet.
    pub(super) const fn of(face: Arc<WrittenFace>) -> Self {
        Self { face, confirmed: false }
    }

    /// Draws it; `place` is where the medium is kept.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, place: &str) -> (Option<Action>, Left) {
        let mount = mount_of(cx, &self.face);
        let mounted = cx.model.plugged.is_none() || mount.is_some();
        let label = self.face.generation.medium.1.as_str();
        let named = [("medium", label.into()), ("size", cx.texts.size(self.face.generation.bytes).into())];
        panes::notice(ui, cx.theme, Tone::Good, &cx.with("written-done", &named), None);
        ui.add_space(space::MEDIUM);
        for key in ["write-step-known", "write-step-survey", "write-step-write", "write-step-commit"] {
            step_ui(ui, cx, cx.t(key), Some(true));
        }
        step_ui(ui, cx, cx.t("write-step-release"), Some(!mounted));
        if !self.face.removed.is_empty() {
            ui.add_space(space::SMALL);
            let count = [("count", self.face.removed.len().into())];
            text::small(ui, cx.theme, cx.with("written-removed", &count));
        }
        ui.add_space(space::LARGE);
        if mounted { self.unmount_ui(ui, cx, mount) } else { (None, self.remove_ui(ui, cx, place)) }
    }

    fn unmount_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, mount: Option<&Path>) -> (Option<Action>, Left) {
        text::text(ui, Face::Strong, cx.theme.text, cx.t("written-unmount"));
        let mount = mount.map(|mount| mount.display().to_string()).unwrap_or_default();
        text::muted(ui, cx.theme, cx.with("written-unmount-how", &[("mount", mount.clone().into())]));
        if self.confirmed {
            ui.add_space(space::SMALL);
            let still = cx.with("written-still-mounted", &[("mount", mount.into())]);
            panes::notice(ui, cx.theme, Tone::Warning, &still, None);
        }
        ui.add_space(space::SMALL);
        ui.horizontal(|ui| {
            let pressed = Button::primary(cx.t("written-confirm")).ui(ui, cx.theme);
            let leave = Button::secondary(cx.t("written-leave")).ui(ui, cx.theme);
            self.confirmed |= pressed;
            let look = pressed.then(|| cx.ask(Request::Backup(BackupWish::LookAgain)).1);
            (look, if leave { Left::Yes } else { Left::No })
        })
        .inner
    }

    fn remove_ui(&self, ui: &mut Ui, cx: &Cx<'_>, place: &str) -> Left {
        let label = self.face.generation.medium.1.as_str();
        text::text(ui, Face::Strong, cx.theme.text, cx.with("written-remove", &[("medium", label.into())]));
        if !place.is_empty() {
            text::muted(ui, cx.theme, cx.with("written-put-back", &[("place", place.into())]));
        }
        ui.add_space(space::SMALL);
        if Button::primary(cx.t("written-done-go")).ui(ui, cx.theme) { Left::Yes } else { Left::No }
    }
}

/// Where the medium is mounted, if it still is.
pub(super) fn mount_of<'a>(cx: &Cx<'a>, face: &WrittenFace) -> Option<&'a Path> {
    let seen = cx.model.plugged.as_ref()?.iter();
    let medium = Some(face.generation.medium.0);
    seen.into_iter().find(|one| one.medium == medium).map(|one| one.mount.as_path())
}

impl Written {
    /// Where its medium is kept.
    pub(super) fn place(&self, register: &MediaFace) -> Option<String> {
        let medium = self.face.generation.medium.0;
        register.media.iter().find(|one| one.medium == medium).map(|one| one.wish.place.clone())
    }
}
