//! What the window does when the vault is locked: by the person, by the clock, by what the machine or the desktop says, or
//! because a network came up. Everything that was shown goes at once; the worker drops its keys beside that.

use std::time::{Duration, Instant};

use eframe::egui::ViewportCommand;
use eframe::egui::cache::CacheStorage;

use crate::app::event::Event;
use crate::app::request::{LockReason, Request, RequestId};

use super::route::Route;
use super::signals::Signals;
use super::window::{Window, opened};

impl Window {
    /// Locks before the process ends, and waits a moment for the worker to have done so.
    pub fn close(&mut self) {
        if self.model.session.is_none() {
            return;
        }
        self.lock(LockReason::WindowClosed);
        let until = Instant::now() + Duration::from_secs(2);
        while let Ok(event) = self.link.events().recv_deadline(until) {
            if matches!(event, Event::Locked(_)) {
                return;
            }
        }
    }

    /// Drops everything that is shown and has the worker drop its keys.
    pub(super) fn lock(&mut self, reason: LockReason) {
        if self.model.session.is_none() {
            return;
        }
        self.ask_to_lock(reason);
        self.drop_session(reason);
    }

    fn ask_to_lock(&mut self, reason: LockReason) {
        let id = RequestId(self.next.get());
        self.next.set(id.0 + 1);
        self.locking = Some(id);
        self.link.send(id, Request::Lock(reason));
    }

    /// Locks for what the machine or the desktop said.
    pub(super) fn hear(&mut self) {
        let mut heard = false;
        while let Some(reason) = self.signals.as_ref().and_then(Signals::next) {
            heard = true;
            if self.model.session.is_some() {
                self.lock(reason);
            } else if self.unlocking.is_some() {
                // It comes after the log-in that is under way, and ends the session as it begins.
                self.ask_to_lock(reason);
            }
        }
        if heard && self.locking.is_none() {
            self.let_sleep();
        }
    }

    pub(super) fn let_sleep(&self) {
        if let Some(signals) = &self.signals {
            signals.locked();
        }
    }

    pub(super) fn drop_session(&mut self, reason: LockReason) {
        self.model.lock(reason);
        self.forget_shown();
        self.manual = None;
        self.leaving = None;
        self.closing = false;
        self.picker.close();
        self.aside.clear();
        self.stack = vec![opened(Route::Unlock)];
    }

    /// Drops what egui keeps of what was shown and typed: fields with their undo, tables, the clipboard.
    pub(super) fn forget_shown(&mut self) {
        self.clipboard.clear(&self.shown_in);
        self.shown_in.memory_mut(|memory| {
            memory.data.clear();
            memory.caches = CacheStorage::default();
        });
        // What was drawn is kept until the next frame is, and a window that is hidden draws none: it comes up.
        let hidden = self.shown_in.input(|input| {
            let viewport = input.viewport();
            viewport.minimized == Some(true) || viewport.occluded == Some(true)
        });
        if hidden {
            self.shown_in.send_viewport_cmd(ViewportCommand::Minimized(false));
            self.shown_in.send_viewport_cmd(ViewportCommand::Focus);
        }
        self.shown_in.request_repaint();
    }

    /// On a network nothing of a real vault is shown, before the worker has locked it too.
    /// What is typed of recovery sheets where no vault is, goes when one `comes_up`.
    pub(super) fn cover(&mut self, comes_up: bool) {
        if self.model.session.is_some() {
            self.drop_session(LockReason::Network);
            return;
        }
        // Half-typed recovery sheets are secrets as well.
        self.stack.retain(|(route, _)| *route != Route::Recovery);
        if comes_up && self.stack.iter().any(|(route, _)| *route == Route::BySheets) {
            self.stack = vec![opened(Route::BySheets)];
        }
    }
}
