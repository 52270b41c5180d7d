//! When to lock by itself: nobody touched the machine, or the session's time is over. Pure; the window tells the time.

use std::time::Duration;

use crate::app::request::LockReason;
use crate::app::snapshot::SessionFace;
use crate::base::clock::WallTime;

/// From here on the seconds that are left are shown across the page.
const COUNTDOWN: Duration = Duration::from_secs(30);

/// How much is left of an open session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Left {
    /// Until it locks if nobody touches anything.
    pub(crate) idle: Duration,
    /// Until the session ends, whatever happens.
    pub(crate) session: Duration,
}

impl Left {
    /// What is left at `now`; `untouched` is how long nobody touched anything.
    pub(crate) fn at(session: &SessionFace, now: WallTime, untouched: Duration) -> Self {
        let idle_lock = Duration::from_secs(u64::from(session.idle_lock_secs));
        Self { idle: idle_lock.saturating_sub(untouched), session: session.ends_at.since(now) }
    }

    /// Why to lock now, if it is time.
    pub(crate) fn lock(&self) -> Option<LockReason> {
        if self.session.is_zero() {
            Some(LockReason::SessionEnd)
        } else if self.idle.is_zero() {
            Some(LockReason::Idle)
        } else {
            None
        }
    }

    /// The seconds that are left, when it is time to count them down.
    pub(crate) fn countdown(&self) -> Option<u64> {
        let nearer = self.idle.min(self.session);
        (nearer <= COUNTDOWN).then(|| seconds(nearer))
    }

    /// After how long something on screen changes: each second at the end, each minute before.
    pub(crate) fn next_change(&self) -> Duration {
        let nearer = self.idle.min(self.session);
        if nearer <= COUNTDOWN + Duration::from_secs(1) {
            return within(nearer, 1).max(Duration::from_millis(20));
        }
        let minute = within(self.idle, 60).min(within(self.session, 60)) + Duration::from_millis(20);
        minute.min(nearer.checked_sub(COUNTDOWN).unwrap_or(minute))
    }
}

/// How far into a whole number of `step` seconds what is left reaches: the time to its next whole step.
fn within(left: Duration, step: u64) -> Duration {
    let step = Duration::from_secs(step);
    let rest = Duration::from_nanos(u64::try_from(left.as_nanos() % step.as_nanos()).unwrap_or(0));
    if rest.is_zero() { step } else { rest }
}

/// Whole seconds, rounded up: "0" is never shown while there is time.
pub(crate) fn seconds(left: Duration) -> u64 {
    left.as_secs() + u64::from(left.subsec_nanos() > 0)
}

/// Whole minutes, rounded up.
pub(crate) fn minutes(left: Duration) -> u64 {
    seconds(left).div_ceil(60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Role;

    fn left(untouched_secs: u64, until_end_secs: u64) -> Left {
        let now = WallTime::from_unix_millis(0);
        let session = SessionFace {
            name: String::new(),
            login: String::new(),
            role: Role::Staff,
            failed_since_last: 0,
            last_login: None,
            ends_at: now.plus(Duration::from_secs(until_end_secs)),
            idle_lock_secs: 300,
            password_chars: 15,
            log_written_at: now,
            founding_period: false,
            standing: crate::app::snapshot::StandingFace::Full,
            waiting: 0,
            to_ratify: 0,
            owed: 0,
            sheets_owed: false,
            review: None,
            backup: None,
        };
        Left::at(&session, now, Duration::from_secs(untouched_secs))
    }

    #[test]
    fn it_counts_down_and_locks() {
        assert_eq!((left(0, 9999).lock(), left(0, 9999).countdown()), (None, None));
        assert_eq!(left(270, 9999).countdown(), Some(30));
        assert_eq!((left(299, 9999).lock(), left(299, 9999).countdown()), (None, Some(1)));
        assert_eq!(left(300, 9999).lock(), Some(LockReason::Idle));
        assert_eq!(left(0, 12).countdown(), Some(12));
        assert_eq!(left(0, 0).lock(), Some(LockReason::SessionEnd));
    }

    #[test]
    fn it_wakes_no_more_often_than_something_changes() {
        assert!(left(0, 9999).next_change() > Duration::from_secs(30));
        assert!(left(250, 9999).next_change() <= Duration::from_secs(20));
        assert!(left(280, 9999).next_change() <= Duration::from_secs(1));
    }
}
