//! What the machine and the desktop say of the seat: the screen was locked, nobody is there, the lid was closed, another
//! session has the screen, the machine goes to sleep. Heard on D-Bus by threads of their own; where there is no bus
//! there is nothing to hear, and nothing is said about it.

mod login;
mod screensaver;
mod seat;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender};
use zbus::zvariant::OwnedFd;

use crate::app::request::LockReason;
use crate::app::worker::Wake;

/// How long after a bus was lost, or not found, it is looked for again.
const LOOK_AGAIN: Duration = Duration::from_secs(15);

/// What was heard, and the say in when the machine may sleep.
pub(super) struct Signals {
    reasons: Receiver<LockReason>,
    sleep: Sleep,
}

impl Signals {
    /// Listens from now on.
    pub(super) fn listen(wake: &Wake) -> Self {
        let (heard, reasons) = crossbeam_channel::unbounded();
        let sleep = Sleep::default();
        let ear = Ear { heard, wake: wake.clone() };
        for listener in [
            Box::new({
                let (ear, sleep) = (ear.clone(), sleep.clone());
                move || login::hear(&ear, &sleep)
            }) as Box<dyn Fn() -> zbus::Result<()> + Send>,
            Box::new({
                let ear = ear.clone();
                move || login::watch_lid(&ear)
            }),
            Box::new(move || screensaver::hear(&ear)),
        ] {
            // Without a thread to give, the system has worse troubles; the window's own clock still locks.
            drop(
                std::thread::Builder::new().name("signals".to_owned()).spawn(move || keep_hearing(listener)),
            );
        }
        Self { reasons, sleep }
    }

    /// The next reason to lock that was heard.
    pub(super) fn next(&self) -> Option<LockReason> {
        self.reasons.try_recv().ok()
    }

    /// The vault is locked: a machine that waits to sleep may do so.
    pub(super) fn locked(&self) {
        self.sleep.let_it();
    }
}

/// Listens again and again, until the window is gone.
fn keep_hearing(listen: impl Fn() -> zbus::Result<()>) {
    while let Err(error) = listen() {
        log::debug!("not listening: {error}");
        std::thread::sleep(LOOK_AGAIN);
    }
}

/// Tells the window what was heard.
#[derive(Clone)]
struct Ear {
    heard: Sender<LockReason>,
    wake: Wake,
}

impl Ear {
    /// False when the window is gone.
    #[must_use]
    fn tell(&self, reason: LockReason) -> bool {
        let there = self.heard.send(reason).is_ok();
        (self.wake)();
        there
    }
}

/// The delay that the machine was asked for, so that it sleeps only when the vault is locked.
#[derive(Clone, Default)]
struct Sleep(Arc<Mutex<Delay>>);

#[derive(Default)]
struct Delay {
    /// Open as long as the machine is to wait; it waits some seconds at most.
    hold: Option<OwnedFd>,
    /// It said that it goes to sleep.
    going: bool,
}

impl Sleep {
    fn hold(&self, hold: Option<OwnedFd>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Delay { hold, going: false };
    }

    fn going(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).going = true;
    }

    fn let_it(&self) {
        let mut delay = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if delay.going {
            delay.hold = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn the_machine_waits_until_the_vault_is_locked() {
        let (mut waits, hold) = std::io::pipe().unwrap();
        let sleep = Sleep::default();
        sleep.hold(Some(std::os::fd::OwnedFd::from(hold).into()));
        sleep.let_it();
        let is_held = |sleep: &Sleep| sleep.0.lock().unwrap().hold.is_some();
        assert!(is_held(&sleep), "it did not say that it goes to sleep");
        sleep.going();
        assert!(is_held(&sleep));
        sleep.let_it();
        assert_eq!(waits.read(&mut [0]).unwrap(), 0, "nobody holds the other end any more");
    }
}
