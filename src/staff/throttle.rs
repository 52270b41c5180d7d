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
///
/// The account's own failures in a row are counted, and those of the whole workstation; the longer wait holds.
pub fn judge(tries: &[LogInTry], account: AccountHandle, now: BootMoment) -> Throttle {
    let own = streak(tries.iter().filter(|tried| tried.account == account));
    let all = streak(tries.iter());
    Throttle { account_failures: own.failures, wait: own.wait(now).max(all.wait(now)) }
}

/// Failures since the last success, and when the last of them was.
#[derive(Debug, Clone, Copy, Default)]
struct Streak {
    failures: u32,
    last: Option<BootMoment>,
}

fn streak<'a>(tries: impl Iterator<Item = &'a LogInTry>) -> Streak {
    tries.fold(Streak::default(), |streak, tried| {
        if tried.succeeded {
            Streak::default()
        } else {
            Streak { failures: streak.failures.saturating_add(1), last: Some(tried.moment) }
        }
    })
}

impl Streak {
    fn wait(self, now: BootMoment) -> Duration {
        let step = match self.failures {
            SECOND_STEP_FAILURES.. => SECOND_STEP_WAIT,
            FIRST_STEP_FAILURES.. => FIRST_STEP_WAIT,
            _ => Duration::ZERO,
        };
        self.last.map_or(Duration::ZERO, |last| step.saturating_sub(elapsed(last, now)))
    }
}

/// How much time surely went by: across a restart, only what the machine has been running since.
fn elapsed(then: BootMoment, now: BootMoment) -> Duration {
    if then.boot == now.boot { now.since_boot.saturating_sub(then.since_boot) } else { now.since_boot }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hash::Digest;

    const ANA: AccountHandle = AccountHandle(Digest([1; 32]));
    const DAN: AccountHandle = AccountHandle(Digest([2; 32]));

    fn at(boot: u8, secs: u64) -> BootMoment {
        BootMoment { boot: [boot; 16], since_boot: Duration::from_secs(secs) }
    }

    fn failed(account: AccountHandle, moment: BootMoment) -> LogInTry {
        LogInTry { account, moment, succeeded: false }
    }

    fn wait_secs(tries: &[LogInTry], account: AccountHandle, now: BootMoment) -> u64 {
        judge(tries, account, now).wait.as_secs()
    }

    #[test]
    fn five_failures_wait_fifteen_minutes_and_ten_thirty() {
        let mut tries = vec![failed(ANA, at(1, 100)); 4];
        assert_eq!(wait_secs(&tries, ANA, at(1, 100)), 0);
        tries.push(failed(ANA, at(1, 100)));
        assert_eq!(wait_secs(&tries, ANA, at(1, 100)), 900);
        assert_eq!(wait_secs(&tries, ANA, at(1, 1_000)), 0);
        tries.extend([failed(ANA, at(1, 1_000)); 5]);
        assert_eq!(wait_secs(&tries, ANA, at(1, 1_060)), 1_740);
        assert_eq!(judge(&tries, ANA, at(1, 1_060)).account_failures, 10);
    }

    #[test]
    fn every_failure_between_the_steps_waits_too() {
        let tries = vec![failed(ANA, at(1, 0)); 7];
        assert_eq!(wait_secs(&tries, ANA, at(1, 0)), 900);
    }

    #[test]
    fn a_restart_does_not_shorten_the_wait() {
        let tries = vec![failed(ANA, at(1, 5_000)); 5];
        assert_eq!(wait_secs(&tries, ANA, at(2, 30)), 870);
        assert_eq!(wait_secs(&tries, ANA, at(2, 900)), 0);
    }

    #[test]
    fn the_workstation_counts_over_all_accounts() {
        let tries = [
            failed(ANA, at(1, 0)),
            failed(DAN, at(1, 0)),
            failed(ANA, at(1, 0)),
            failed(DAN, at(1, 0)),
            failed(ANA, at(1, 0)),
        ];
        assert_eq!(wait_secs(&tries, DAN, at(1, 0)), 900);
        assert_eq!(judge(&tries, DAN, at(1, 0)).account_failures, 2);
    }

    #[test]
    fn a_success_starts_over_for_its_account_only() {
        let mut tries = vec![failed(ANA, at(1, 0)); 5];
        tries.push(LogInTry { account: DAN, moment: at(1, 10), succeeded: true });
        assert_eq!(wait_secs(&tries, ANA, at(1, 10)), 890);
        assert_eq!(wait_secs(&tries, DAN, at(1, 10)), 0);
        tries.push(LogInTry { account: ANA, moment: at(1, 1_000), succeeded: true });
        assert_eq!(wait_secs(&tries, ANA, at(1, 1_000)), 0);
    }
}
