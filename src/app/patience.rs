//! Whether it is too early to try a password again: the log's memory of failures, judged by `staff::throttle`.
//!
//! Asked at the entrance and when a second person authenticates beside a session. A refusal is in the log.

use crate::audit::{BootId, Event, FailedLogIn, Log, Outcome};
use crate::base::clock::SharedClock;
use crate::policy::Act;
use crate::staff::throttle;
use crate::vault::account::AccountHandle;

use super::problem::{Problem, ProblemKind};

/// How many failures came before, unless it is too early to try again.
pub(super) fn require(log: &Log, clock: &SharedClock, handle: AccountHandle) -> Result<u32, Problem> {
    let now = throttle::Moment {
        boot: BootId::of_this_machine().0,
        since_boot: clock.since_boot(),
        wall: clock.wall(),
    };
    let streaks: Vec<_> = log.failed_log_ins().iter().map(streak).collect();
    let judged = throttle::judge(&streaks, handle, now);
    if judged.wait.is_zero() {
        return Ok(judged.account_failures);
    }
    let _receipt = log.append(&attempt(Act::LogInThrottled, handle).outcome(Outcome::Refused))?;
    Err(Problem::new(ProblemKind::Throttled).with("until", now.wall.plus(judged.wait)))
}

/// An event about an account file, which need not be anyone's.
pub(super) fn attempt(act: Act, handle: AccountHandle) -> Event {
    Event::new(act).of_account_file(handle.0)
}

fn streak(failed: &FailedLogIn) -> throttle::FailedStreak {
    throttle::FailedStreak {
        account: AccountHandle(failed.account_file),
        failures: failed.failures,
        last: throttle::Moment { boot: failed.boot.0, since_boot: failed.since_boot, wall: failed.wall },
    }
}
