//! The time, injected: what a wall clock says, and what no one can set (time since boot).
//!
//! Nothing in the house asks the operating system for the time but through a [`Clock`], so that tests can move it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// A moment of the wall clock: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WallTime(i64);

impl WallTime {
    /// The moment this many milliseconds after 1970-01-01T00:00:00Z.
    pub const fn from_unix_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z; negative before.
    pub const fn unix_millis(self) -> i64 {
        self.0
    }

    /// The moment `later` after this one.
    #[must_use]
    pub const fn plus(self, later: Duration) -> Self {
        Self(self.0.saturating_add(duration_millis(later)))
    }

    /// How long after `earlier` this is; nothing if it is not after.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }
}

impl fmt::Display for WallTime {
    /// RFC 3339 in UTC, with seconds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_second(self.0.div_euclid(1000)) {
            Ok(moment) => write!(f, "{moment}"),
            Err(_) => write!(f, "(out of range)"),
        }
    }
}

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// What the wall clock says. Can be set by anyone who can set the machine's clock.
    fn wall(&self) -> WallTime;

    /// Time since the machine was started, sleep included. Cannot be set.
    fn since_boot(&self) -> Duration;

    /// For how much of that the machine was asleep. Grows when it wakes up; cannot be set.
    fn asleep(&self) -> Duration;
}

/// A clock shared by the parts of the program.
pub type SharedClock = Arc<dyn Clock>;

/// The machine's own clocks.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn wall(&self) -> WallTime {
        let now = std::time::SystemTime::now();
        WallTime(match now.duration_since(std::time::UNIX_EPOCH) {
            Ok(after) => duration_millis(after),
            Err(before) => -duration_millis(before.duration()),
        })
    }

    fn since_boot(&self) -> Duration {
        let boot = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
        spec_duration(boot)
    }

    fn asleep(&self) -> Duration {
        // The monotonic clock stands still while the machine sleeps. It is read first, so that the time between the
        // two readings can look like sleep; so only whole seconds count.
        let awake = spec_duration(rustix::time::clock_gettime(rustix::time::ClockId::Monotonic));
        Duration::from_secs(self.since_boot().saturating_sub(awake).as_secs())
    }
}

/// A clock that stands still until it is moved, for tests and for vectors.
#[derive(Debug, Default)]
pub struct HandClock {
    /// Milliseconds, all three.
    wall: AtomicI64,
    boot: AtomicI64,
    asleep: AtomicI64,
}

impl HandClock {
    /// A clock that shows `wall`, on a machine started just now.
    pub fn at(wall: WallTime) -> Self {
        Self { wall: AtomicI64::new(wall.0), ..Self::default() }
    }

    /// Time goes by.
    pub fn advance(&self, by: Duration) {
        self.wall.fetch_add(duration_millis(by), Ordering::SeqCst);
        self.boot.fetch_add(duration_millis(by), Ordering::SeqCst);
    }

    /// Time goes by while the machine is asleep.
    pub fn sleep(&self, by: Duration) {
        self.advance(by);
        self.asleep.fetch_add(duration_millis(by), Ordering::SeqCst);
    }

    /// Someone sets the wall clock.
    pub fn set_wall(&self, wall: WallTime) {
        self.wall.store(wall.0, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn wall(&self) -> WallTime {
        WallTime(self.wall.load(Ordering::SeqCst))
    }

    fn since_boot(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.boot.load(Ordering::SeqCst)).unwrap_or(0))
    }

    fn asleep(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.asleep.load(Ordering::SeqCst)).unwrap_or(0))
    }
}

fn spec_duration(spec: rustix::time::Timespec) -> Duration {
    Duration::new(u64::try_from(spec.tv_sec).unwrap_or(0), u32::try_from(spec.tv_nsec).unwrap_or(0))
}

const fn duration_millis(duration: Duration) -> i64 {
    let millis = duration.as_millis();
    if millis > i64::MAX as u128 {
        return i64::MAX;
    }
    #[expect(clippy::cast_possible_truncation, reason = "compared with the maximum just above")]
    {
        millis as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setting_the_wall_clock_leaves_the_boot_clock() {
        let clock = HandClock::at(WallTime::from_unix_millis(1_000));
        clock.advance(Duration::from_secs(5));
        clock.set_wall(WallTime::from_unix_millis(0));
        assert_eq!(clock.wall(), WallTime::from_unix_millis(0));
        assert_eq!(clock.since_boot(), Duration::from_secs(5));
    }

    #[test]
    fn times_are_shown_in_utc() {
        assert_eq!(WallTime::from_unix_millis(1_795_341_600_123).to_string(), "2026-11-22T10:00:00Z");
    }
}
