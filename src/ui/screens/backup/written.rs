//! A backup that was written: what came of it, and the last step, after which the medium may be removed.
//!
//! A confined program unmounts nothing: the system's disk service does, or the person. The table of what is mounted says whether
//! it is done.

use std::path::Path;
use std::sync::Arc;

use eframe::egui::Ui;

use super::writing::step_ui;
use crate::app::event::Answer;
use crate::app::problem::Problem;
use crate::app::request::{BackupWish, Request, RequestId};
use crate::app::snapshot::{LetGo, MediaFace, WrittenFace};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::people::problem_ui;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, panes, progress, text};

/// What was written.
pub(super) struct Written {
    face: Arc<WrittenFace>,
    /// It was said to be unmounted.
    confirmed: bool,
    asked: Option<RequestId>,
    let_go: Option<Result<LetGo, Problem>>,
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
        Self { face, confirmed: false, asked: None, let_go: None }
    }

    /// Has the system let go of the medium, once.
    fn keep(&mut self, cx: &Cx<'_>, mount: Option<&Path>) -> Option<Action> {
        if cx.lost(self.asked) {
            self.asked = None;
        }
        match cx.answer(self.asked) {
            Some(Ok(Answer::LetGo(how))) => (self.asked, self.let_go) = (None, Some(Ok(*how))),
            Some(Ok(_)) => self.asked = None,
            Some(Err(problem)) => (self.asked, self.let_go) = (None, Some(Err(problem.clone()))),
            None => {}
        }
        let mount = mount.filter(|_| self.asked.is_none() && self.let_go.is_none())?;
        let (id, action) = cx.ask(Request::Backup(BackupWish::LetGo { mount: mount.to_owned() }));
        self.asked = Some(id);
        Some(action)
    }

    /// Draws it; `place` is where the medium is kept.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, place: &str) -> (Option<Action>, Left) {
        let mount = mount_of(cx, &self.face);
        let asked = self.keep(cx, mount);
        let unmounted = matches!(self.let_go, Some(Ok(LetGo::Unmounted)));
        let mounted = !unmounted && (cx.model.plugged.is_none() || mount.is_some());
        let label = self.face.generation.medium.1.as_str();
        let named = [("medium", label.into()), ("size", cx.texts.size(self.face.generation.bytes).into())];
        panes::notice(ui, cx.theme, Tone::Good, &cx.with("written-done", &named), None);
        ui.add_space(space::MEDIUM);
        for key in ["write-step-known", "write-step-survey", "write-step-write", "write-step-commit"] {
            step_ui(ui, cx, cx.t(key), Some(true));
        }
        step_ui(ui, cx, cx.t("write-step-release"), Some(!mounted));
        if !self.face.rawkey {
            ui.add_space(space::SMALL);
            panes::notice(ui, cx.theme, Tone::Warning, cx.t("written-bare"), None);
        }
        if !self.face.uncached {
            ui.add_space(space::SMALL);
            panes::notice(ui, cx.theme, Tone::Warning, cx.t("backup-cached"), None);
        }
        if !self.face.removed.is_empty() {
            ui.add_space(space::SMALL);
            let count = [("count", self.face.removed.len().into())];
            text::small(ui, cx.theme, cx.with("written-removed", &count));
        }
        ui.add_space(space::LARGE);
        let (action, left) = match (mounted, &self.let_go) {
            (false, _) => (None, self.remove_ui(ui, cx, place)),
            (true, None) => {
                progress::waiting(ui, cx.theme, cx.t("written-letting-go"));
                (None, Left::No)
            }
            (true, Some(Err(problem))) => {
                problem_ui(ui, cx, problem);
                self.unmount_ui(ui, cx, mount)
            }
            (true, Some(Ok(_))) => self.unmount_ui(ui, cx, mount),
        };
        (asked.or(action), left)
    }

    fn unmount_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, mount: Option<&Path>) -> (Option<Action>, Left) {
        text::text(ui, Face::Strong, cx.theme.text, cx.t("written-unmount"));
        let mount = mount.map(|mount| mount.display().to_string()).unwrap_or_default();
        text::muted(ui, cx.theme, cx.with("written-unmount-how", &[("mount", mount.clone().into())]));
        let busy = matches!(self.let_go, Some(Ok(LetGo::Busy)));
        if busy {
            ui.add_space(space::SMALL);
            panes::notice(ui, cx.theme, Tone::Warning, cx.t("written-busy"), None);
        }
        if self.confirmed && !busy {
            ui.add_space(space::SMALL);
            let still = cx.with("written-still-mounted", &[("mount", mount.into())]);
            panes::notice(ui, cx.theme, Tone::Warning, &still, None);
        }
        ui.add_space(space::SMALL);
        ui.horizontal(|ui| {
            let pressed = Button::primary(cx.t("written-confirm")).ui(ui, cx.theme);
            let leave = Button::secondary(cx.t("written-leave")).ui(ui, cx.theme);
            self.confirmed |= pressed;
            if pressed && busy {
                // Whatever held it was closed: it is tried again.
                self.let_go = None;
            }
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
    let seen = cx.model.plugged.as_ref()?;
    let medium = Some(face.generation.medium.0);
    seen.iter().find(|one| one.medium == medium).map(|one| one.mount.as_path())
}

impl Written {
    /// Where its medium is kept.
    pub(super) fn place(&self, register: &MediaFace) -> Option<String> {
        let medium = self.face.generation.medium.0;
        register.media.iter().find(|one| one.medium == medium).map(|one| one.wish.place.clone())
    }
}
