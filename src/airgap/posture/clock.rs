//! The row of the clock: what counts the time, whether the machine's own clock says the same, and whether it is later
//! than everything that is known to have passed.

use std::time::Duration;

use super::{Here, Row, Seen};
use crate::airgap::tree::Tree;
use crate::base::clock::WallTime;

/// The two clocks may differ by this much; reading them takes up to a second.
const STEADY: Duration = Duration::from_secs(30);

/// From here on the time on events is wrong.
const WRONG: Duration = Duration::from_mins(5);

/// What the wall clock may be behind of what was logged: clocks are set by hand.
const BEHIND: Duration = Duration::from_mins(2);

/// A source that only counts the kernel's own ticks.
const COARSE: [&str; 2] = ["jiffies", "refined-jiffies"];

/// The row.
pub(super) fn clock(tree: &Tree<'_>, here: &Here) -> Row {
    if here.passed.is_some_and(|passed| passed.since(here.wall) > BEHIND) {
        return Row::of(Seen::ClockBehind);
    }
    let source = tree.read("/sys/devices/system/clocksource/clocksource0/current_clocksource");
    let source = source.filter(|source| !COARSE.contains(&source.as_str()));
    let own = tree.read("/sys/class/rtc/rtc0/since_epoch").and_then(|secs| secs.parse::<i64>().ok());
    // adjtime(5): the third line says how the machine's clock is kept.
    let kept = tree.read("/etc/adjtime").unwrap_or_default();
    if kept.lines().nth(2).is_some_and(|line| line.trim() == "LOCAL") {
        return Row::of(Seen::ClockLocal);
    }
    let (Some(source), Some(own)) = (source, own) else { return Row::of(Seen::ClockUnknown) };
    let own = WallTime::from_unix_millis(own.saturating_mul(1000));
    let apart = own.since(here.wall).max(here.wall.since(own));
    let seen = match apart {
        apart if apart <= STEADY => return Row::of(Seen::ClockSteady).word("source", source),
        apart if apart <= WRONG => Seen::ClockDrifts,
        _ => Seen::ClockWrong,
    };
    Row::of(seen).count("seconds", apart.as_secs())
}
