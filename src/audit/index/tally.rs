//! What is tallied of one day as its events come in: counts, people, hours. The rules look at its rows.

use std::collections::BTreeMap;

use crate::audit::FrameNumber;
use crate::audit::Outcome;
use crate::audit::review::{Counted, DayCounts, Finding, Settings};
use crate::base::clock::WallTime;

use super::clockface::LocalHour;
use super::row::{IndexRow, NONE};

/// What one person did on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PersonTally {
    pub(super) counts: DayCounts,
    pub(super) first: WallTime,
    pub(super) last: WallTime,
    pub(super) last_number: FrameNumber,
}

/// One day.
#[derive(Debug, Clone, Default)]
pub(super) struct DayTally {
    /// Its rows, ascending.
    pub(super) rows: Vec<u32>,
    pub(super) weekday: u8,
    pub(super) counts: DayCounts,
    pub(super) people: BTreeMap<u16, PersonTally>,
    /// Events by hours.
    pub(super) hours: [u32; 24],
    /// Accesses by hours.
    pub(super) access_hours: [u32; 24],
    /// What the rules found, for the settings they found it with.
    pub(super) found: Option<(Settings, Vec<Finding>)>,
}

impl DayTally {
    pub(super) fn add(&mut self, place: u32, row: &IndexRow, at: LocalHour) {
        self.rows.push(place);
        self.weekday = at.weekday;
        self.found = None;
        self.counts.add(row.act(), row.outcome());
        let hour = usize::from(at.hour);
        if let Some(hour) = self.hours.get_mut(hour) {
            *hour += 1;
        }
        let access = row.act().is_some_and(|act| Counted::of(act).is_access());
        if access
            && row.outcome() == Some(Outcome::Permitted)
            && let Some(hour) = self.access_hours.get_mut(hour)
        {
            *hour += 1;
        }
        let wall = row.wall();
        let blank = PersonTally { counts: DayCounts::default(), first: wall, last: wall, last_number: 0 };
        let person = self.people.entry(row.account).or_insert(blank);
        person.counts.add(row.act(), row.outcome());
        (person.first, person.last) = (person.first.min(wall), person.last.max(wall));
        person.last_number = person.last_number.max(row.number);
        self.counts.people = self.people.keys().filter(|account| **account != NONE).count() as u64;
    }
}
