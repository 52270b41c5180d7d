//! The air-gap guard in the worker: every change is told and logged, and red locks what is open of a real vault.
//!
//! The worker may be busy when red comes. So the guard's own thread waits until the vault is locked, and if that takes
//! too long it leaves the process, which takes the keys along.

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender};

use crate::airgap::Verdict;
use crate::airgap::guard::{Guard, Seen};
use crate::airgap::watch::Watch;
use crate::base::clock::SharedClock;
use crate::vault::VaultKind;

use super::super::air_gap::{log_change, not_air_gapped};
use super::super::event::Event;
use super::super::problem::{Problem, ProblemKind};
use super::super::request::LockReason;
use super::super::snapshot::AirGapFace;
use super::super::technician;
use super::Worker;
use super::newest::Newest;

/// How long a real vault may stay open once red is seen. Seeing it takes a second at most: two in all.
const LOCKS_WITHIN: Duration = Duration::from_secs(1);

/// How long jobs have to stop on red: a little less.
pub(super) const JOBS_STOP_ON_RED: Duration = Duration::from_millis(700);

/// What the worker keeps of the guard.
pub(super) struct Guarded {
    news: (Sender<Seen>, Receiver<Seen>),
    latch: Arc<Latch>,
    last: Option<Seen>,
    /// On duty while the worker runs.
    guard: Option<Guard>,
}

impl Guarded {
    pub(super) fn new() -> Self {
        let (news, latch) = (crossbeam_channel::unbounded(), Arc::new(Latch::default()));
        Self { news, latch, last: None, guard: None }
    }

    /// Puts the guard on duty.
    pub(super) fn begin(
        &mut self,
        root: PathBuf,
        watch: Option<Watch>,
        clock: SharedClock,
        newest: Arc<Newest>,
    ) {
        let (tell, latch) = (self.news.0.clone(), Arc::clone(&self.latch));
        self.guard = Some(Guard::start(root, watch, clock, move |seen| {
            let red = seen.verdict == Verdict::Red;
            // A worker that is gone holds nothing open.
            if tell.send(seen).is_err() || !red {
                return;
            }
            if latch.is_open() {
                newest.stop();
            }
            if !latch.is_shut_within(LOCKS_WITHIN) {
                ::log::warn!("the vault was not locked in time: leaving");
                leave();
            }
        }));
    }

    /// Where the guard's news come in.
    pub(super) fn news(&self) -> Receiver<Seen> {
        self.news.1.clone()
    }

    /// What it saw last.
    pub(super) const fn last(&self) -> Option<&Seen> {
        self.last.as_ref()
    }

    /// A vault is open now, or not any more.
    pub(super) fn hold(&self, open: bool) {
        self.latch.hold(open);
    }
}

/// Leaves the process on red. What was being written was never acknowledged.
pub(super) fn leave() -> ! {
    std::process::exit(i32::from(ProblemKind::NotAirGapped.exit_code()))
}

impl Worker {
    /// Tells and logs what the guard saw; on red, locks what is open and forgets the numeric code.
    pub(super) fn hear_guard(&mut self, seen: Seen) {
        let is_red = seen.verdict == Verdict::Red;
        let is_first = self.guarded.last.is_none();
        let face = AirGapFace::seen(&seen);
        technician::note_air_gap(&face);
        self.post.send(Event::AirGap(Arc::new(face)));
        if let Some(entrance) = self.entrance.as_ref().filter(|_| !is_first) {
            log_change(entrance.access_log(), &seen);
        }
        let comes_up = is_red && self.guarded.last.as_ref().is_some_and(|last| last.verdict != Verdict::Red);
        self.guarded.last = Some(seen);
        if comes_up {
            self.stop_by_sheets();
        }
        if is_red && self.holds_real_vault() {
            self.lock(LockReason::Network);
        }
    }

    /// Hears what the guard said while the worker was busy.
    pub(super) fn hear_waiting_news(&mut self) {
        while let Ok(seen) = self.guarded.news.1.try_recv() {
            self.hear_guard(seen);
        }
    }

    fn holds_real_vault(&self) -> bool {
        self.entrance.as_ref().is_some_and(|entrance| entrance.sealed().kind() == VaultKind::Real)
    }

    /// Someone is logged in, or nobody any more: red has to do with real vaults only.
    pub(super) fn hold_open(&self, open: bool) {
        self.guarded.hold(open && self.holds_real_vault());
    }

    /// Recovery sheets stay in memory, but leave it only off every network.
    pub(super) fn require_apart(&self, is_practice: bool) -> Result<(), Problem> {
        match &self.guarded.last {
            Some(seen) if !is_practice && seen.verdict == Verdict::Red => {
                Err(not_air_gapped(&AirGapFace::seen(seen)))
            }
            _ => Ok(()),
        }
    }
}

/// Whether a real vault is open, for a thread that waits until it is not.
#[derive(Default)]
struct Latch {
    open: Mutex<bool>,
    shut: Condvar,
}

impl Latch {
    fn hold(&self, open: bool) {
        *self.open.lock().unwrap_or_else(PoisonError::into_inner) = open;
        if !open {
            self.shut.notify_all();
        }
    }

    fn is_open(&self) -> bool {
        *self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_shut_within(&self, limit: Duration) -> bool {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.shut.wait_timeout_while(open, limit, |open| *open);
        !*waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latch_waits_for_what_is_open_and_not_for_ever() {
        let latch = Arc::new(Latch::default());
        assert!(latch.is_shut_within(Duration::ZERO));
        latch.hold(true);
        assert!(latch.is_open() && !latch.is_shut_within(Duration::ZERO));
        let other = Arc::clone(&latch);
        let locking = std::thread::spawn(move || other.hold(false));
        assert!(latch.is_shut_within(Duration::from_mins(1)));
        locking.join().unwrap();
    }
}
