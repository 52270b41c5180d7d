//! Restoring a backup into a folder of its own: the choice, the work while it goes on, and how it compares with this vault.
//!
//! For supervisors with the restore key. Nothing of the vault that is open is touched. To put a backup in its place another
//! process takes over ([`InPlace`]), for this one does not reach around its vault. Where nobody can log in, recovery sheets
//! restore ([`FromBackup`], then [`BySheets`]).

mod by_sheets;
mod compared;
mod from_backup;
mod in_place;
mod placed;

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};

use super::into_folder::{Errand, IntoFolder};
use super::job::job_ui;
use super::people::Asking;
use super::{Screen, head};
use crate::app::event::Answer;
use crate::app::problem::ProblemKind;
use crate::app::request::{BackupWish, Consent, Request, RequestId};
use crate::app::snapshot::RestoredFace;
use crate::base::id::{GroupId, RecordId};
use crate::base::speed::Speed;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::model::JobKind;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, choose, panes, text};

pub(crate) use by_sheets::BySheets;
pub(crate) use from_backup::FromBackup;
pub(crate) use in_place::InPlace;
pub(crate) use placed::Placed;

const ERRAND: Errand = Errand {
    kind: JobKind::Restore,
    text: ["restore-text", "restore-apart"],
    folder: "restore-folder",
    folder_about: None,
    beneath: "strongroom-restored",
    go: "restore-go",
    running: "restore-running",
    stop: "restore-stop-what",
    cancelled: "restore-cancelled",
    wish: |mount, generation, to| BackupWish::Restore { mount, generation, to },
};

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Restore {
    work: IntoFolder,
    done: Option<Arc<RestoredFace>>,
    in_place: bool,
    /// The record that is being put back, and how that goes.
    putting: Option<(GroupId, RecordId)>,
    asking: Asking,
    speed: Speed,
    /// The last one was stopped.
    stopped: bool,
    put: BTreeSet<RecordId>,
}

impl Restore {
    /// The comparison, out of which records are put back.
    fn done_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &RestoredFace) -> Option<Action> {
        self.asking.problem_ui(ui, cx);
        if self.stopped {
            panes::notice(ui, cx.theme, Tone::Plain, cx.t("put-back-stopped"), None);
        }
        let mut stop = None;
        if let Some(id) = self.asking.asked() {
            stop = panes::card(ui, cx.theme, |ui| {
                ui.set_width(ui.available_width());
                let what = Some(cx.t("put-back-stop-what"));
                job_ui(ui, cx, id, cx.t("put-back-going-on"), &mut self.speed, what)
            })
            .inner;
            ui.add_space(space::MEDIUM);
        }
        let wished = compared::ui(ui, cx, face, &self.put).filter(|_| !self.asking.is_busy());
        ui.add_space(space::MEDIUM);
        let another = Button::secondary(cx.t("restore-another")).enabled(!self.asking.is_busy());
        if another.ui(ui, cx.theme) {
            (self.done, self.stopped) = (None, false);
            self.put.clear();
        }
        let Some(wished) = wished else { return stop };
        self.putting = Some(wished);
        self.put_back(cx, Consent::Unsaid)
    }

    fn put_back(&mut self, cx: &Cx<'_>, consent: Consent) -> Option<Action> {
        let ((group, record), done) = (self.putting?, self.done.as_ref()?);
        let wish = BackupWish::PutBack { folder: done.path.clone(), group, record, consent };
        (self.stopped, self.speed) = (false, Speed::default());
        Some(self.asking.ask_for(cx, Request::Backup(wish)))
    }

    /// Takes in a record that was put back, and asks for the second signature.
    fn put_back_ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<Action> {
        if is_stopped(cx, self.asking.asked()) {
            // Nobody signs it any more.
            (self.asking, self.stopped) = (Asking::default(), true);
        }
        if let Some(Answer::PutBack(_)) = self.asking.hear(cx) {
            self.put.extend(self.putting.take().map(|(_, record)| record));
        }
        if self.is_putting_back(cx) {
            return None;
        }
        let mut wish = None;
        let consent = self.asking.consent_ui(ui, cx, &mut wish);
        consent.and_then(|consent| self.put_back(cx, consent)).or(wish)
    }

    /// Whether a record is on its way: it was signed, and the question for that is closed.
    fn is_putting_back(&self, cx: &Cx<'_>) -> bool {
        let task = self.asking.asked().and_then(|id| cx.model.task(id));
        task.is_some_and(|task| task.progress.is_some())
    }

    /// Where to: a folder of its own, or the place of the vault.
    fn where_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let places = [cx.t("restore-to-folder"), cx.t("restore-to-place")];
        if let Some(place) = choose::words(ui, cx.theme, &places, usize::from(self.in_place)) {
            self.in_place = place == 1;
        }
        ui.add_space(space::SMALL);
    }

    /// What comes next in the place of the vault, and the way there.
    fn in_place_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            text::body(ui, cx.theme, cx.t("restore-in-place"));
            text::muted(ui, cx.theme, cx.t("restore-in-place-again"));
            ui.add_space(space::MEDIUM);
            let form = self.work.backup_mut();
            let action = form.ui(ui, cx);
            let chosen = form.chosen();
            ui.add_space(space::MEDIUM);
            let go = Button::primary(cx.t("restore-in-place-go")).icon(Icon::Lock).enabled(chosen.is_some());
            let pressed = go.ui(ui, cx.theme);
            let chosen = chosen.filter(|_| pressed);
            action.or(chosen.map(|(medium, generation)| Action::RestoreInPlace { medium, generation }))
        })
        .inner
    }
}

fn is_stopped(cx: &Cx<'_>, asked: Option<RequestId>) -> bool {
    matches!(cx.answer(asked), Some(Err(problem)) if problem.kind == ProblemKind::Cancelled)
}

impl Screen for Restore {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if let Some(Answer::Restored(face)) = self.work.hear(cx, &ERRAND) {
            self.done = Some(Arc::clone(face));
        }
        let signed = self.put_back_ui(ui, cx);
        let back = self.job().is_none() && head::back_ui(ui, cx, cx.t("rail-drill"));
        panes::page_head(ui, cx.theme, cx.t("restore-title"), cx.t("restore-line"), |_| {});
        if back {
            return Some(Action::Back);
        }
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        let drawn = area.show(ui, |ui| {
            ui.set_max_width(space::TEXT);
            if let Some(face) = self.done.clone() {
                return self.done_ui(ui, cx, &face);
            }
            if self.job().is_none() {
                self.where_ui(ui, cx);
            }
            if self.in_place && self.job().is_none() {
                return self.in_place_ui(ui, cx);
            }
            self.work.ui(ui, cx, &ERRAND)
        });
        signed.or(drawn.inner)
    }

    fn job(&self) -> Option<RequestId> {
        self.work.job().or(self.asking.asked())
    }

    fn manual_page(&self) -> &'static str {
        "restoring"
    }
}
