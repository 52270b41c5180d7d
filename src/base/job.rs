//! What every piece of work over a second takes along: a flag that stops it, and someone who is told how far it is.
//!
//! Knows no thread: the flag is looked at by the work itself, at places where it can stop without leaving a mess.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// How far a piece of work is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    /// Steps done: files, rows or databases.
    pub done: u64,
    /// Steps in all, where known.
    pub total: Option<u64>,
    /// Bytes done.
    pub done_bytes: u64,
    /// Bytes in all, where known.
    pub total_bytes: Option<u64>,
    /// The key of a text that says what is being done (`progress-<key>`).
    pub stage: &'static str,
    /// The step that is being done now, such as a file's name.
    pub now: String,
}

/// Stops a piece of work. Copies share one flag; it is never taken back.
#[derive(Debug, Clone, Default)]
pub struct CancelFlag(Arc<AtomicU8>);

const PAUSED: u8 = 1;
const CANCELLED: u8 = 2;

impl CancelFlag {
    /// Asks the work to stop.
    pub fn cancel(&self) {
        self.0.store(CANCELLED, Ordering::SeqCst);
    }

    /// Asks the work to stop, to be gone on with later: what can be taken up again is kept.
    pub fn pause(&self) {
        self.0.fetch_max(PAUSED, Ordering::SeqCst);
    }

    /// Whether the work was asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::SeqCst) > 0
    }

    /// Whether it is to be gone on with later.
    pub fn is_paused(&self) -> bool {
        self.0.load(Ordering::SeqCst) == PAUSED
    }
}

/// Someone asked the work to stop, and it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stopped on request")]
pub struct Cancelled;

/// What a piece of work is given: may be stopped, and tells how far it is.
pub struct Watch<'a> {
    cancel: CancelFlag,
    tell: Box<dyn FnMut(&Progress) + 'a>,
}

impl<'a> Watch<'a> {
    /// Work that stops on `cancel` and calls `tell` as it goes on: at each step and each mebibyte at most, so `tell`
    /// should be quick and thin out what it passes on.
    pub fn new(cancel: CancelFlag, tell: impl FnMut(&Progress) + 'a) -> Self {
        Self { cancel, tell: Box::new(tell) }
    }

    /// Work that nobody watches.
    pub fn unwatched() -> Self {
        Self::new(CancelFlag::default(), |_| ())
    }

    /// Tells how far the work is.
    pub fn tell(&mut self, progress: &Progress) {
        (self.tell)(progress);
    }

    /// The flag, for threads of this work.
    pub fn flag(&self) -> &CancelFlag {
        &self.cancel
    }

    /// An error once the work was asked to stop.
    pub fn go_on(&self) -> Result<(), Cancelled> {
        if self.cancel.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }
}

impl fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").field("cancel", &self.cancel).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stopped_for_good_is_not_only_paused() {
        let flag = CancelFlag::default();
        assert!(!flag.is_cancelled() && !flag.is_paused());
        flag.pause();
        assert!(flag.is_cancelled() && flag.is_paused());
        flag.cancel();
        flag.pause();
        assert!(flag.is_cancelled() && !flag.is_paused());
    }
}
