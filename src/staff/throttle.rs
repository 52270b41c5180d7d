//! How long to wait after failed log-ins: a pure fold over what the log remembers.
//!
//! Elapsed time is measured since boot, which nobody can set; after a restart only the time since then counts. So
//! neither a restart nor a changed wall clock shortens an account's wait.

use std::time::Duration;

use crate::base::clock::WallTime;
use crate::vault::account::AccountHandle;

/// How many failures in a row bring the first wait.
pub const FIRST_STEP_FAILURES: u32 = 5;
/// The first wait.
pub const FIRST_STEP_WAIT: Duration = Duration::from_mins(15);
/// How many failures in a row bring the longer wait, each from then on.
pub const SECOND_STEP_FAILURES: u32 = 10;
/// The longer wait.
pub const SECOND_STEP_WAIT: Duration = Duration::from_mins(30);
/// Failures count together for the whole workstation if they are not older than this …
pub const WORKSTATION_MEMORY: Duration = Duration::from_hours(1);
/// … or, before a restart, not older than this by the wall clock: else years of mistyped names would add up.
pub const WORKSTATION_MEMORY_RESTARTED: Duration = Duration::from_hours(24);

/// A moment: which start of the machine, how long after it, and what the wall clock said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Differs from start to start.
    pub boot: [u8; 16],
    /// Time since then.
    pub since_boot: Duration,
    /// The wall clock.
    pub wall: WallTime,
}

/// The failures of one account file since its last good log-in, as the log remembers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailedStreak {
    /// The account's file name; of an account that may not exist.
    pub account: AccountHandle,
    /// How many in a row.
    pub failures: u32,
    /// When the last of them was.
    pub last: Moment,
}

/// What the fold says of a new try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Throttle {
    /// Failures of this account in a row.
    pub account_failures: u32,
    /// How long to wait from now; nothing if it may be tried now.
    pub wait: Duration,
}

/// Judges whether `account` may try to log in at `now`, given the failures so far.
///
/// The account's own failures in a row are counted, and the recent ones of the whole workstation; the longer wait
/// holds.
pub fn judge(streaks: &[FailedStreak], account: AccountHandle, now: Moment) -> Throttle {
    let own = Count::of(streaks.iter().filter(|streak| streak.account == account), now);
    let all = Count::of(streaks.iter().filter(|streak| is_recent(streak.last, now)), now);
    Throttle { account_failures: own.failures, wait: own.wait().max(all.wait()) }
}

/// Failures counted together, and how long ago the last of them was.
struct Count {
    failures: u32,
    elapsed: Duration,
}

impl Count {
    fn of<'a>(streaks: impl Iterator<Item = &'a FailedStreak>, now: Moment) -> Self {
        streaks.fold(Self { failures: 0, elapsed: Duration::MAX }, |count, streak| Self {
            failures: count.failures.saturating_add(streak.failures),
            elapsed: count.elapsed.min(elapsed(streak.last, now)),
        })
    }

    fn wait(&self) -> Duration {
        let step = match self.failures {
            SECOND_STEP_FAILURES.. => SECOND_STEP_WAIT,
            FIRST_STEP_FAILURES.. => FIRST_STEP_WAIT,
            _ => Duration::ZERO,
        };
        step.saturating_sub(self.elapsed)
    }
}

/// How much time surely went by: across a restart, only what the machine has been running since.
fn elapsed(then: Moment, now: Moment) -> Duration {
    if then.boot == now.boot { now.since_boot.saturating_sub(then.since_boot) } else { now.since_boot }
}

fn is_recent(then: Moment, now: Moment) -> bool {
    elapsed(then, now) <= WORKSTATION_MEMORY
        && (then.boot == now.boot || now.wall.since(then.wall) <= WORKSTATION_MEMORY_RESTARTED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hash::Digest;

    const ANA: AccountHandle = AccountHandle(Digest([1; 32]));
    const DAN: AccountHandle = AccountHandle(Digest([2; 32]));

    /// A moment of a machine whose wall clock is right, the boots a day apart.
    fn at(boot: u8, secs: u32) -> Moment {
        let wall = WallTime::from_unix_millis((i64::from(boot) * 90_000 + i64::from(secs)) * 1_000);
        Moment { boot: [boot; 16], since_boot: Duration::from_secs(u64::from(secs)), wall }
    }

    fn failed(account: AccountHandle, failures: u32, last: Moment) -> FailedStreak {
        FailedStreak { account, failures, last }
    }

    fn wait_secs(streaks: &[FailedStreak], account: AccountHandle, now: Moment) -> u64 {
        judge(streaks, account, now).wait.as_secs()
    }

    #[test]
    fn five_failures_wait_fifteen_minutes_and_ten_thirty() {
        for (failures, wait) in [(0, 0), (4, 0), (5, 900), (9, 900), (10, 1_800), (500, 1_800)] {
            let streaks = [failed(ANA, failures, at(1, 100))];
            assert_eq!(wait_secs(&streaks, ANA, at(1, 100)), wait, "{failures}");
        }
        let streaks = [failed(ANA, 5, at(1, 100))];
        assert_eq!(wait_secs(&streaks, ANA, at(1, 160)), 840);
        assert_eq!(wait_secs(&streaks, ANA, at(1, 1_000)), 0);
        assert_eq!(judge(&streaks, ANA, at(1, 1_000)).account_failures, 5);
    }

    #[test]
    fn neither_a_restart_nor_the_wall_clock_shortens_the_wait() {
        let streaks = [failed(ANA, 5, at(1, 5_000))];
        assert_eq!(wait_secs(&streaks, ANA, at(2, 30)), 870);
        assert_eq!(wait_secs(&streaks, ANA, at(2, 900)), 0);
        let years_later = WallTime::from_unix_millis(4_000_000_000_000);
        assert_eq!(wait_secs(&streaks, ANA, Moment { wall: years_later, ..at(1, 5_000) }), 900);
        assert_eq!(wait_secs(&streaks, ANA, Moment { wall: years_later, ..at(2, 30) }), 870);
    }

    #[test]
    fn the_workstation_counts_over_all_accounts() {
        let streaks = [failed(ANA, 3, at(1, 0)), failed(DAN, 2, at(1, 60))];
        assert_eq!(wait_secs(&streaks, DAN, at(1, 60)), 900);
        assert_eq!(judge(&streaks, DAN, at(1, 60)).account_failures, 2);
        let nobody = AccountHandle(Digest([9; 32]));
        assert_eq!(wait_secs(&streaks, nobody, at(1, 160)), 800);
    }

    #[test]
    fn old_mistypings_of_others_do_not_add_up() {
        let streaks = [failed(ANA, 9, at(1, 0)), failed(DAN, 1, at(1, 7_200))];
        assert_eq!(wait_secs(&streaks, DAN, at(1, 7_200)), 0);
        let before_restart = [failed(ANA, 9, at(1, 0)), failed(DAN, 1, at(3, 10))];
        assert_eq!(wait_secs(&before_restart, DAN, at(3, 10)), 0);
    }
}
