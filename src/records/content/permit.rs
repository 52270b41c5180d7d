//! Who may write to a group's stacks, and how readers get their turn.
//!
//! One writing job at a time per group: a second import, a move or a sweep waits for the first. A stack's journal
//! lets nobody read while a commit is on its way, and a busy import is nearly always on its way; so readers announce
//! themselves, and writers commit and step back for them.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::base::job::{CancelFlag, Cancelled};

/// How often a job that waits for another one looks at its cancel flag.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// How long a writer steps back for readers at most, each time.
const STEP_BACK: Duration = Duration::from_millis(20);

/// The permits of one opened group.
#[derive(Default)]
pub(in crate::records) struct ContentPermits {
    writing: Mutex<bool>,
    freed: Condvar,
    doors: Mutex<HashMap<u32, Arc<Door>>>,
}

/// Permission to write to the group's stacks, until it is dropped.
#[must_use]
pub(in crate::records) struct WritePermit<'p>(&'p ContentPermits);

/// The readers that wait at one stack.
#[derive(Default)]
pub(in crate::records) struct Door {
    waiting: AtomicUsize,
    /// The epoch that the stack was written again under since the group was opened; 0 if it was not.
    epoch: AtomicU32,
}

/// A reader at a stack's door, until it is dropped.
#[must_use]
pub(in crate::records) struct AtDoor<'d>(&'d Door);

impl ContentPermits {
    /// Waits for the job that writes now, if there is one.
    pub(in crate::records) fn writing(&self, cancel: &CancelFlag) -> Result<WritePermit<'_>, Cancelled> {
        let mut taken = held(&self.writing);
        while *taken {
            if cancel.is_cancelled() {
                return Err(Cancelled);
            }
            let waited = self.freed.wait_timeout(taken, LOOK_EVERY);
            taken = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        *taken = true;
        Ok(WritePermit(self))
    }

    /// The door of stack `n`.
    pub(in crate::records) fn door(&self, n: u32) -> Arc<Door> {
        Arc::clone(held(&self.doors).entry(n).or_default())
    }
}

impl Drop for WritePermit<'_> {
    fn drop(&mut self) {
        *held(&self.0.writing) = false;
        self.0.freed.notify_one();
    }
}

impl Door {
    /// A reader announces itself.
    pub(in crate::records) fn knock(&self) -> AtDoor<'_> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        AtDoor(self)
    }

    /// The stack's file is of another epoch from now on.
    pub(in crate::records) fn moved_to(&self, epoch: u32) {
        self.epoch.store(epoch, Ordering::SeqCst);
    }

    /// The epoch of the stack's file, where it changed since the group was opened.
    pub(in crate::records) fn moved(&self) -> Option<u32> {
        Some(self.epoch.load(Ordering::SeqCst)).filter(|epoch| *epoch != 0)
    }

    /// Whether a reader waits.
    pub(in crate::records) fn is_waited_at(&self) -> bool {
        self.waiting.load(Ordering::SeqCst) > 0
    }

    /// Lets waiting readers in, for a moment. The writer must not be in a transaction.
    pub(in crate::records) fn step_back(&self) {
        let step = Duration::from_millis(1);
        let mut stood = Duration::ZERO;
        while self.is_waited_at() && stood < STEP_BACK {
            std::thread::sleep(step);
            stood += step;
        }
    }
}

impl Drop for AtDoor<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A lock whose holder panicked protects plain values that are still whole.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
