//! How long to wait after failed log-ins: a pure fold over what the log remembers.
//!
//! Elapsed time is measured since boot, which nobody can set; after a restart only the time since then counts. So
//! neither a restart nor a changed wall clock shortens a wait.

use std::time::Duration;

use crate::vault::account::AccountHandle;

/// How many failures in a row bring the first wait.
pub const FIRST_STEP_FAILURES: u32 = 5;
/// The first wait.
pub const FIRST_STEP_WAIT: Duration = Duration::from_secs(15 * 60);
/// How many failures in a row bring the longer wait, each from then on.
pub const SECOND_STEP_FAILURES: u32 = 10;
/// The longer wait.
pub const SECOND_STEP_WAIT: Duration = Duration::from_secs(30 * 60);

/// A moment that nobody can set: which start of the machine, and how long after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BootMoment {
    /// Differs from start to start.
    pub boot: [u8; 16],
    /// Time since then.
    pub since_boot: Duration,
}

/// A log-in that was tried, as the log remembers it, in the order of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogInTry {
    /// The account's file name; of an account that may not exist.
    pub account: AccountHandle,
    /// When.
    pub moment: BootMoment,
    /// Whether it succeeded.
    pub succeeded: bool,
}

/// What the fold says of a new try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Throttle {
    /// Failures of this account in a row.
    pub account_failures: u32,
    /// How long to wait from now; nothing if it may be tried now.
    pub wait: Duration,
}

/// Judges whether `account` may try to log in at `now`, given the tries so far.
pub fn judge(_tries: &[LogInTry], _account: AccountHandle, _now: BootMoment) -> Throttle {
    todo!()
}
