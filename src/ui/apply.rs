//! The one place where a wish is granted.

use eframe::egui::Context;

use crate::app::request::{BackupWish, Request, RequestId};
use crate::texts::Texts;

use super::action::Action;
use super::manual::Manual;
use super::model::JobKind;
use super::route::Route;
use super::screens::{self, Screen};
use super::start::Ended;
use super::window::{Watchable, Window};

impl Window {
    /// Grants one wish; asks first where it would leave something that is not saved.
    pub(super) fn apply(&mut self, action: Action, ctx: &Context) {
        let leaves = matches!(
            action,
            Action::Go(_)
                | Action::Back
                | Action::OpenVault(_)
                | Action::RestoreInPlace { .. }
                | Action::RestoreBySheets { .. }
                | Action::OtherVault
        );
        if leaves && self.stack.last().is_some_and(|(_, screen)| screen.unsaved()) {
            self.leaving = Some(action);
        } else {
            self.grant(action, ctx);
        }
    }

    /// Grants one wish.
    pub(super) fn grant(&mut self, action: Action, ctx: &Context) {
        match action {
            // Where a backup is restored in the place of the vault nothing else is done.
            Action::Go(route) | Action::Open(route) if !self.leads_to(&route) => {}
            Action::Go(route) => {
                self.manual = None;
                let left = std::mem::take(&mut self.stack);
                self.set_aside(left);
                self.open(route);
            }
            Action::Open(route) => {
                self.manual = None;
                self.open(route);
            }
            Action::Back => {
                if self.stack.len() > 1 {
                    let left = self.stack.pop();
                    self.set_aside(left);
                    self.returned();
                }
            }
            Action::Ask(id, request) => self.ask(id, request),
            Action::Pick(id, wish) => self.picker.open(id, wish, &self.texts, ctx),
            Action::Speak(language) => {
                self.preferences.language = language;
                self.preferences.save();
                self.texts = Texts::in_zone(language, self.texts.zone().clone());
            }
            Action::Look(look) => {
                self.preferences.look = look;
                self.preferences.save();
            }
            Action::Manual(page) => {
                let here = self.stack.last().map_or("index", |(_, screen)| screen.manual_page());
                self.manual = Some(Manual::at(page.unwrap_or(here)));
            }
            Action::CloseManual => {
                self.manual = None;
                self.returned();
            }
            Action::Lock(reason) => self.lock(reason),
            Action::Dismiss(id) => {
                self.model.notices.retain(|notice| notice.id != id);
                if self.watchable == Watchable::Told(id) {
                    self.watchable = Watchable::No;
                }
            }
            Action::SeeJob(id) => self.see_job(id),
            Action::OpenVault(folder) => {
                self.preferences.opened(&folder);
                self.end(Ended::OpenVault(folder), ctx);
            }
            Action::RestoreInPlace { medium, generation } => {
                if let Some(face) = &self.model.face {
                    let folder = face.path.clone();
                    self.end(Ended::Restoring { folder, medium, generation }, ctx);
                }
            }
            Action::RestoreBySheets { folder, medium } => self.end(Ended::BySheets { folder, medium }, ctx),
            Action::NewVault { folder, practice } if self.staged => {
                self.end(Ended::NewVault { folder, practice }, ctx);
            }
            Action::NewVault { folder, practice } => {
                drop(self.stack.pop());
                self.open(Route::Wizard { practice, folder: Some(folder) });
            }
            Action::OtherVault => self.end(Ended::Chooser, ctx),
        }
    }

    fn leads_to(&self, route: &Route) -> bool {
        self.model.restoring.is_none()
            || matches!(
                route,
                Route::InPlace | Route::Placed(_) | Route::AirGap | Route::Recovery | Route::Agreement
            )
    }

    fn returned(&mut self) {
        if let Some((_, screen)) = self.stack.last_mut() {
            screen.returned();
        }
    }

    fn open(&mut self, route: Route) {
        if route == Route::Check {
            // It shows the newest report by itself.
            let model = &mut self.model;
            let of_check = |id| model.job_kind(id) == Some(JobKind::Check);
            let told: Vec<_> =
                model.notices.iter().filter(|n| n.report_of.is_some_and(of_check)).map(|n| n.id).collect();
            model.notices.retain(|notice| !told.contains(&notice.id));
        }
        if matches!((&route, self.stack.last()), (Route::OutOfReach(_), Some((Route::OutOfReach(_), _)))) {
            // The newest try alone.
            drop(self.stack.pop());
        }
        let screen = screens::open(&route);
        self.stack.push((route, screen));
    }

    /// Keeps the screens that follow work which goes on.
    fn set_aside(&mut self, left: impl IntoIterator<Item = (Route, Box<dyn Screen>)>) {
        let busy = |screen: &dyn Screen| {
            screen.job().and_then(|id| self.model.task(id)).is_some_and(|task| task.answer.is_none())
        };
        let kept: Vec<_> = left.into_iter().filter(|(_, screen)| busy(screen.as_ref())).collect();
        self.aside.extend(kept);
    }

    /// Shows the screen that follows this work on top, and takes its notice away.
    fn see_job(&mut self, id: RequestId) {
        if self.model.session.is_none() {
            return;
        }
        self.model.notices.retain(|notice| notice.report_of != Some(id));
        self.manual = None;
        if self.stack.last().is_some_and(|(_, screen)| screen.job() == Some(id)) {
            return;
        }
        if let Some(place) = self.aside.iter().position(|(_, screen)| screen.job() == Some(id)) {
            let screen = self.aside.remove(place);
            self.stack.push(screen);
        } else {
            match self.model.job_kind(id) {
                Some(JobKind::Check) => self.open(Route::Check),
                Some(JobKind::Rekey) => self.open(Route::Waiting),
                Some(JobKind::FinishMove) => self.open(Route::Customers { group: None }),
                Some(JobKind::BackupWrite) => self.open(Route::Backup),
                Some(JobKind::BackupVerify) => self.open(Route::Verify),
                _ => {}
            }
        }
    }

    pub(super) fn ask(&mut self, id: RequestId, request: Request) {
        self.model.asked(id, &request);
        if matches!(request, Request::Backup(BackupWish::Place { .. })) {
            self.placing = Some(id);
        }
        if matches!(
            request,
            Request::Unlock { .. } | Request::UnlockWithFactor { .. } | Request::UnlockWithCode { .. }
        ) {
            self.unlocking = Some(id);
        }
        self.link.send(id, request);
    }
}
