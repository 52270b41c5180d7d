//! One event as the index keeps it in memory: 64 bytes, so that a million of them are looked through in a few
//! milliseconds. What is only shown (words as they were typed, counts) stays in the database.

use crate::audit::{FrameNumber, LoggedEvent, Outcome};
use crate::base::clock::WallTime;
use crate::base::id::RecordId;
use crate::policy::Act;

/// Stands for nobody and for no group.
pub(super) const NONE: u16 = u16::MAX;

/// One event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct IndexRow {
    pub(super) number: FrameNumber,
    pub(super) wall_ms: i64,
    /// Zeros where there is none: see `has_record`.
    record: [u8; 16],
    /// Where its folded words begin, and how long they are.
    pub(super) words: (u32, u32),
    /// Where its customers begin among those of all events, and how many they are.
    pub(super) clients: (u32, u16),
    /// The run of the program, among those that are known.
    pub(super) session: u32,
    /// Among those that are known, or `NONE`.
    pub(super) account: u16,
    pub(super) group: u16,
    pub(super) act: u16,
    /// 0 if it is one of a later version.
    pub(super) outcome: u8,
    pub(super) has_record: bool,
    /// The first one of its account in its group.
    pub(super) first_in_group: bool,
}

impl IndexRow {
    /// The row of an event; its parties and run are still to be said.
    pub(super) fn of(event: &LoggedEvent) -> Self {
        let known = event.event.as_ref();
        let record = known.and_then(|event| event.record).map(|record| *record.as_bytes());
        let mut row = Self::kept(event.number, event.wall.unix_millis(), event.act_number, record);
        row.outcome = known.map_or(0, |event| event.outcome.number());
        row
    }

    /// A row that was kept in the database; parties, outcome and run are still to be said.
    pub(super) fn kept(number: FrameNumber, wall_ms: i64, act: u16, record: Option<[u8; 16]>) -> Self {
        Self {
            number,
            wall_ms,
            record: record.unwrap_or([0; 16]),
            words: (0, 0),
            clients: (0, 0),
            session: 0,
            account: NONE,
            group: NONE,
            act,
            outcome: 0,
            has_record: record.is_some(),
            first_in_group: false,
        }
    }

    pub(super) fn record(&self) -> Option<RecordId> {
        self.has_record.then_some(RecordId::from_bytes(self.record))
    }

    pub(super) const fn wall(&self) -> WallTime {
        WallTime::from_unix_millis(self.wall_ms)
    }

    /// What was done, if this version knows it.
    pub(super) fn act(&self) -> Option<Act> {
        Act::from_number(self.act).filter(|_| self.outcome != 0)
    }

    pub(super) fn outcome(&self) -> Option<Outcome> {
        Outcome::from_number(self.outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_fits_into_one_line_of_the_cache() {
        assert_eq!(size_of::<IndexRow>(), 64);
    }
}
