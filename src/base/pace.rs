//! How fast a piece of work goes, over the last seconds, and how long it will still take if it goes on like that.
//!
//! Told of [`Progress`] and of the machine's own time by whoever shows it; knows no clock.

use std::collections::VecDeque;
use std::time::Duration;

use super::job::Progress;

/// Over how long the pace is taken: a sync of a stick holds everything up for seconds.
const OVER: Duration = Duration::from_secs(15);

/// Less than this says nothing.
const LEAST: Duration = Duration::from_secs(1);

/// The pace of one piece of work.
#[derive(Debug, Clone, Default)]
pub struct Pace {
    /// When, and how many bytes were done then; the oldest first.
    marks: VecDeque<(Duration, u64)>,
    total: Option<u64>,
}

impl Pace {
    /// So far it was at this time, which never goes back. Work with another end is another piece.
    pub fn note(&mut self, at: Duration, progress: &Progress) {
        let went_back = self.marks.back().is_some_and(|(_, done)| *done > progress.done_bytes);
        if went_back || self.total != progress.total_bytes {
            self.marks.clear();
            self.total = progress.total_bytes;
        }
        self.marks.push_back((at, progress.done_bytes));
        // One that is older than the window stays, so that the window is always covered.
        while self.marks.get(1).is_some_and(|(second, _)| at.saturating_sub(*second) >= OVER) {
            self.marks.pop_front();
        }
    }

    /// Bytes a second; nothing before a second has passed.
    pub fn bytes_per_second(&self) -> Option<u64> {
        let ((from, before), (to, done)) = self.marks.front().zip(self.marks.back())?;
        let took = to.saturating_sub(*from);
        if took < LEAST {
            return None;
        }
        let per_second = u128::from(done - before) * 1000 / took.as_millis().max(1);
        u64::try_from(per_second).ok()
    }

    /// How long it will still take; nothing while that is not known, or nothing moves.
    pub fn left(&self) -> Option<Duration> {
        let left = self.total?.saturating_sub(self.marks.back()?.1);
        let pace = self.bytes_per_second().filter(|pace| *pace > 0)?;
        Some(Duration::from_secs(left.div_ceil(pace)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: u64 = 1 << 20;

    fn at(pace: &mut Pace, millis: u64, done: u64, total: u64) -> (Option<u64>, Option<u64>) {
        let progress =
            Progress { done_bytes: done * MIB, total_bytes: Some(total * MIB), ..Progress::default() };
        pace.note(Duration::from_millis(millis), &progress);
        (pace.bytes_per_second().map(|bytes| bytes / MIB), pace.left().map(|left| left.as_secs()))
    }

    #[test]
    fn the_pace_is_that_of_the_last_seconds() {
        let mut pace = Pace::default();
        assert_eq!(at(&mut pace, 0, 0, 1000), (None, None));
        assert_eq!(at(&mut pace, 500, 10, 1000), (None, None));
        assert_eq!(at(&mut pace, 1000, 20, 1000), (Some(20), Some(49)));
        assert_eq!(at(&mut pace, 10_000, 200, 1000), (Some(20), Some(40)));
        // It stands still: the pace goes down, and at last nothing can be said.
        assert_eq!(at(&mut pace, 20_000, 200, 1000).0, Some(9));
        assert_eq!(at(&mut pace, 25_000, 200, 1000).0, Some(0));
        assert_eq!(at(&mut pace, 40_000, 200, 1000), (Some(0), None));
        // Another piece of work begins from the start.
        assert_eq!(at(&mut pace, 41_000, 0, 1000), (None, None));
        assert_eq!(at(&mut pace, 43_000, 100, 2000), (None, None));
        assert_eq!(at(&mut pace, 45_000, 200, 2000), (Some(50), Some(36)));
    }
}
