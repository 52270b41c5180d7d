//! Where a backup operator begins: the medium that is plugged in, what can be done with it, and what is owed.
//!
//! One medium at a time: it is greeted, enrolled or refused with the reason; then it is written, read back, and unmounted.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{Margin, Rect, ScrollArea, Ui, UiBuilder, pos2};

use super::enrol::Enrol;
use super::plan::Planned;
use super::words::of_register;
use super::written::{Left, Written, mount_of};
use super::{aside, medium, refused, writing};
use crate::app::event::Answer;
use crate::app::request::{BackupWish, LockReason, Request, RequestId};
use crate::app::snapshot::{MediaFace, MediumRefusal, MediumSeen, StoppedBackup};
use crate::base::speed::Speed;
use crate::policy::Role;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::model::JobKind;
use crate::ui::route::Route;
use crate::ui::screens::Screen;
use crate::ui::screens::job::Work;
use crate::ui::screens::people::Loaded;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, Icon, choose, panes, progress, text};

/// The width of what stands beside the medium, in points.
const ASIDE: f32 = 318.0;

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Backup {
    register: Loaded<MediaFace>,
    /// The medium that was chosen, of several, by where it is mounted.
    chosen: Option<PathBuf>,
    enrol: Option<Enrol>,
    plan: Planned,
    /// Everything is to be written, whatever the rule says.
    full: bool,
    work: Work,
    /// Whether work that was begun before was looked for.
    looked: bool,
    speed: (bool, Speed),
    written: Option<Written>,
}

impl Backup {
    fn hear(&mut self, cx: &Cx<'_>) {
        if !std::mem::replace(&mut self.looked, true) {
            // What was begun before goes on, or has ended and its medium is still there.
            let begun = cx.model.newest_job(JobKind::BackupWrite).filter(|id| match cx.answer(Some(*id)) {
                Some(Ok(Answer::BackupWritten(face))) => mount_of(cx, face).is_some(),
                Some(_) => false,
                None => true,
            });
            self.work.follow(begun);
        }
        if let Some(Answer::BackupWritten(face)) = self.work.hear(cx) {
            self.written = Some(Written::of(Arc::clone(face)));
        }
        if self.enrol.as_mut().is_some_and(|form| form.hear(cx)) {
            self.enrol = None;
        }
    }

    /// The medium that the page is about.
    fn medium<'a>(&self, cx: &Cx<'a>) -> Option<&'a MediumSeen> {
        let seen = cx.model.plugged.as_deref()?;
        let chosen = seen.iter().find(|one| Some(&one.mount) == self.chosen.as_ref());
        let begun = self.enrol.as_ref().filter(|form| form.is_begun());
        let begun = begun.and_then(|form| seen.iter().find(|one| one.mount == form.mount()));
        let ready = || seen.iter().find(|one| one.refusal().is_none());
        chosen.or(begun).or_else(ready).or(seen.first())
    }

    fn start(&mut self, cx: &Cx<'_>, mount: PathBuf) -> Action {
        self.speed = (false, Speed::default());
        let full = std::mem::take(&mut self.full);
        self.work.begin(cx, Request::Backup(BackupWish::Write { mount, full }))
    }

    fn main_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if let Some(id) = self.work.id() {
            return writing::ui(ui, cx, id, &mut self.speed);
        }
        if let Some(written) = &mut self.written {
            let place = self.register.face().and_then(|face| written.place(&face)).unwrap_or_default();
            let (action, left) = written.ui(ui, cx, &place);
            if matches!(left, Left::Yes) {
                self.written = None;
            }
            return action;
        }
        let stopped = self.stopped_ui(ui, cx);
        self.ended_ui(ui, cx);
        stopped.or(match (&cx.model.plugged, self.medium(cx)) {
            (None, _) => {
                progress::waiting(ui, cx.theme, cx.t("backup-looking"));
                None
            }
            (Some(_), None) => self.nothing_ui(ui, cx),
            (Some(all), Some(seen)) => {
                self.others_ui(ui, cx, all, seen);
                self.medium_ui(ui, cx, seen)
            }
        })
    }

    /// How the last work ended, if it was not whole.
    fn ended_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        if self.work.ended_ui(ui, cx, cx.t("write-stopped")) {
            ui.add_space(space::MEDIUM);
        }
    }

    /// A backup that locking stopped: why, and to go on with it.
    fn stopped_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let stopped = cx.model.stopped_backup.clone()?;
        let named = [
            ("medium", stopped.label.as_str().into()),
            ("when", cx.texts.date_and_time(stopped.at).into()),
            ("why", stopped_why(cx, &stopped).into()),
        ];
        panes::notice(ui, cx.theme, Tone::Warning, &cx.with("write-was-stopped", &named), None);
        ui.add_space(space::SMALL);
        let seen = cx.model.plugged.as_deref().unwrap_or_default();
        let again = seen.iter().find(|one| one.label == stopped.label && one.refusal().is_none());
        let Some(again) = again else {
            let medium = [("medium", stopped.label.as_str().into())];
            text::muted(ui, cx.theme, cx.with("write-plug-in-again", &medium));
            ui.add_space(space::LARGE);
            return None;
        };
        let go_on = Button::primary(cx.t("write-go-on")).ui(ui, cx.theme);
        ui.add_space(space::LARGE);
        go_on.then(|| self.start(cx, again.mount.clone()))
    }

    fn nothing_ui(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let known = self.register.face().is_some_and(|face| !face.media.is_empty());
        let about = if known { "backup-plug-in-known" } else { "backup-plug-in-first" };
        let (title, words) = (cx.t("backup-plug-in"), cx.t(about));
        let again = panes::empty(ui, cx.theme, Icon::Stick, title, words, Some(cx.t("backup-look-again")));
        again.then(|| cx.ask(Request::Backup(BackupWish::LookAgain)).1)
    }

    /// Of several media, which one.
    fn others_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, all: &[MediumSeen], here: &MediumSeen) {
        if all.len() < 2 {
            return;
        }
        let names: Vec<String> = all.iter().map(medium::name).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let place = all.iter().position(|one| one.mount == here.mount).unwrap_or(0);
        if let Some(other) = choose::words(ui, cx.theme, &names, place).and_then(|place| all.get(place)) {
            self.chosen = Some(other.mount.clone());
            self.work.forget_problem();
        }
        ui.add_space(space::SMALL);
    }

    fn medium_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, seen: &MediumSeen) -> Option<Action> {
        medium::head_ui(ui, cx, seen);
        ui.add_space(space::MEDIUM);
        if !seen.apart && cx.model.is_sample() {
            panes::notice(ui, cx.theme, Tone::Plain, cx.t("medium-practice"), None);
            ui.add_space(space::MEDIUM);
        }
        match seen.refusal() {
            None => {
                let asked = self.plan.keep(cx, seen);
                asked.or(self.ready_ui(ui, cx, seen))
            }
            Some(MediumRefusal::Unknown) => {
                if self.enrol.as_ref().is_none_or(|form| form.mount() != seen.mount) {
                    self.enrol = Some(Enrol::of(&seen.mount));
                }
                let form = self.enrol.as_mut()?;
                text::text(ui, Face::Strong, cx.theme.text, cx.t("enrol-title"));
                let action = form.ui(ui, cx);
                ui.add_space(space::MEDIUM);
                medium::facts_ui(ui, cx, seen, None);
                action
            }
            Some(why) => {
                refused::ui(ui, cx, why, seen);
                ui.add_space(space::LARGE);
                medium::facts_ui(ui, cx, seen, self.register.face().as_deref());
                ui.add_space(space::LARGE);
                let verifies = seen.medium.is_some();
                let verify = verifies && Button::secondary(cx.t("backup-verify")).ui(ui, cx.theme);
                verify.then(|| Action::Open(Route::Verify))
            }
        }
    }

    /// The register knows of a newer backup on this medium than lies there: somebody took it away.
    fn missing_ui(&self, ui: &mut Ui, cx: &Cx<'_>, seen: &MediumSeen) {
        let (Some(plan), Some(register)) = (self.plan.face(), self.register.face()) else { return };
        let own = register.generations.iter().filter(|one| Some(one.medium.0) == seen.medium);
        let Some(newest) = own.map(|one| one.made).max().filter(|made| plan.since < Some(*made)) else {
            return;
        };
        let named = [("when", cx.texts.date_and_time(newest).into())];
        panes::notice(ui, cx.theme, Tone::Danger, &cx.with("backup-newest-missing", &named), None);
        ui.add_space(space::MEDIUM);
    }

    /// A medium that may be written: what that would do, and the button.
    fn ready_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, seen: &MediumSeen) -> Option<Action> {
        medium::facts_ui(ui, cx, seen, self.register.face().as_deref());
        ui.add_space(space::LARGE);
        self.missing_ui(ui, cx, seen);
        self.plan.ui(ui, cx, self.full);
        let plan = self.plan.face();
        let planned = plan.is_some();
        if plan.is_some_and(|plan| plan.full.is_none()) {
            ui.add_space(space::SMALL);
            choose::tick(ui, cx.theme, &mut self.full, cx.t("backup-everything"));
        }
        ui.add_space(space::MEDIUM);
        let goes_on = cx.model.stopped_backup.is_some();
        let (write, verify) = ui
            .horizontal(|ui| {
                let label = cx.t("backup-write");
                let write = if goes_on { Button::secondary(label) } else { Button::primary(label) };
                let write = write.enabled(planned).ui(ui, cx.theme);
                (write, Button::secondary(cx.t("backup-verify")).ui(ui, cx.theme))
            })
            .inner;
        if write {
            return Some(self.start(cx, seen.mount.clone()));
        }
        verify.then(|| Action::Open(Route::Verify))
    }
}

/// Why a backup was stopped, in words.
fn stopped_why(cx: &Cx<'_>, stopped: &StoppedBackup) -> String {
    if stopped.why == LockReason::Network {
        return cx.with("write-stopped-network", &[("devices", stopped.devices.join(", ").into())]);
    }
    cx.t("write-stopped-lock").to_owned()
}

/// The head of the page. Who has no rail of backups comes to its other pages from here.
fn head_ui(ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
    let operator = cx.model.session.as_ref().is_some_and(|session| session.role == Role::BackupOperator);
    panes::page_head(ui, cx.theme, cx.t("backup-title"), cx.t("backup-line"), |ui| {
        if operator {
            return None;
        }
        let verify = Button::secondary(cx.t("rail-verify")).ui(ui, cx.theme);
        let media = Button::secondary(cx.t("rail-media")).ui(ui, cx.theme);
        let verify = verify.then_some(Action::Open(Route::Verify));
        verify.or(media.then_some(Action::Open(Route::Media)))
    })
}

impl Screen for Backup {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        let asked = self.register.keep_of(cx, || Request::Backup(BackupWish::Register), of_register);
        let leads = head_ui(ui, cx);
        let room = ui.available_rect_before_wrap();
        let edge = room.right() - ASIDE;
        let left = Rect::from_min_max(room.min, pos2(edge - space::LARGE, room.bottom()));
        let right = Rect::from_min_max(pos2(edge, room.top()), room.max);
        let register = self.register.face();
        let action = ui
            .scope_builder(UiBuilder::new().max_rect(left), |ui| {
                let area = ScrollArea::vertical().id_salt("backup-main").auto_shrink(false);
                area.show(ui, |ui| {
                    let sheet = panes::frame(cx.theme).inner_margin(Margin::same(24));
                    sheet
                        .show(ui, |ui| {
                            ui.set_width(ui.available_width());
                            self.main_ui(ui, cx)
                        })
                        .inner
                })
                .inner
            })
            .inner;
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
            let area = ScrollArea::vertical().id_salt("backup-aside").auto_shrink(false);
            area.show(ui, |ui| aside::ui(ui, cx, register.as_deref()));
        });
        asked.or(leads).or(action)
    }

    fn unsaved(&self) -> bool {
        self.enrol.as_ref().is_some_and(Enrol::is_begun)
    }

    fn job(&self) -> Option<RequestId> {
        self.work.id()
    }

    fn manual_page(&self) -> &'static str {
        "writing-backups"
    }
}
