//! How fast a job goes: bytes against the time since boot, over its last seconds.
//!
//! Pure. Progress comes at most ten times a second; what is shown is smoothed so that it can be read. Called by the window and
//! the command line.

use std::collections::VecDeque;
use std::time::Duration;

/// The span that the speed is told over.
const SPAN: Duration = Duration::from_secs(4);

/// Keeps the last moments of a job.
#[derive(Debug, Default)]
pub struct Speed {
    moments: VecDeque<(Duration, u64)>,
}

impl Speed {
    /// The job has done this many bytes at `now`, a time since boot.
    pub fn note(&mut self, now: Duration, done_bytes: u64) {
        self.moments.push_back((now, done_bytes));
        while self.moments.len() > 2
            && self.moments.get(1).is_some_and(|(moment, _)| now.saturating_sub(*moment) >= SPAN)
        {
            self.moments.pop_front();
        }
    }

    /// Bytes a second; unknown while there is too little to tell it from.
    pub fn bytes_per_second(&self) -> Option<u64> {
        let (first, last) = (self.moments.front()?, self.moments.back()?);
        let millis = last.0.checked_sub(first.0)?.as_millis();
        if millis < 200 {
            return None;
        }
        u64::try_from(u128::from(last.1.saturating_sub(first.1)) * 1000 / millis).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_speed_is_that_of_the_last_seconds() {
        let mut speed = Speed::default();
        assert_eq!(speed.bytes_per_second(), None);
        for second in 0..10 {
            speed.note(Duration::from_secs(second), second * 1_000);
        }
        assert_eq!(speed.bytes_per_second(), Some(1_000));
        for second in 10..20 {
            speed.note(Duration::from_secs(second), 9_000 + (second - 9) * 50_000);
        }
        assert_eq!(speed.bytes_per_second(), Some(50_000));
    }
}
