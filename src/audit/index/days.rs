//! What the index tells of days: counts, people, what is unusual, what charts draw; and what belongs to one customer.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;

use crate::audit::FrameNumber;
use crate::audit::review::{Counted, Coverage, DayCounts, DayView, Finding, Review, Seen, Settings, judge};
use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::AccountId;

use super::LogIndex;
use super::row::IndexRow;
use super::shelf::Shelf;
use super::tally::DayTally;

/// One day, summed up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaySummary {
    /// The day.
    pub day: Date,
    /// What was done.
    pub counts: DayCounts,
    /// Who did it; none for the program and for whoever was not logged in.
    pub people: Vec<PersonOnDay>,
    /// Events by hours.
    pub hours: [u64; 24],
    /// Accesses by hours.
    pub access_hours: [u64; 24],
    /// The day of the week, from 0 (Monday).
    pub weekday: u8,
    /// Its first and last frame.
    pub frames: Option<(FrameNumber, FrameNumber)>,
}

/// One person on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonOnDay {
    /// Who.
    pub account: Option<AccountId>,
    /// What they did.
    pub counts: DayCounts,
    /// Their first event.
    pub first: WallTime,
    /// Their last.
    pub last: WallTime,
    /// The frame of their last.
    pub last_number: FrameNumber,
}

impl LogIndex {
    /// The days that have events, the oldest first.
    pub fn days(&self) -> impl Iterator<Item = DaySummary> {
        self.shelf.days.iter().map(|(day, tally)| self.shelf.summary(*day, tally))
    }

    /// One day, if it has events.
    pub fn day(&self, day: Date) -> Option<DaySummary> {
        self.shelf.days.get(&day).map(|tally| self.shelf.summary(day, tally))
    }

    /// The day of a moment, where the machine stands.
    pub fn day_of(&self, wall: WallTime) -> Date {
        self.shelf.day(wall)
    }

    /// The reviews of a day, in the order of the log.
    pub fn reviews_of(&self, day: Date) -> impl Iterator<Item = &Review> + Clone {
        self.shelf.reviews.iter().filter(move |review| review.day == day)
    }

    /// What the reviews of each day leave; days without events have none.
    pub fn coverage(&self) -> BTreeMap<Date, Coverage> {
        let mut by_day: BTreeMap<Date, Vec<&Review>> = BTreeMap::new();
        for review in &self.shelf.reviews {
            by_day.entry(review.day).or_default().push(review);
        }
        let of_day = |(day, tally): (&Date, &DayTally)| {
            let reviews = by_day.get(day).map(Vec::as_slice).unwrap_or_default();
            let people = tally.people.iter();
            let people = people.map(|(place, person)| (self.shelf.accounts.id(*place), person.last_number));
            (*day, Coverage::of(people, reviews.iter().copied()))
        };
        self.shelf.days.iter().map(of_day).collect()
    }

    /// What is unusual in each day that has something unusual. Judged again only where events or settings are new.
    pub fn findings(&mut self, settings: &Settings) -> BTreeMap<Date, Vec<Finding>> {
        let days: Vec<Date> = self.shelf.days.keys().copied().collect();
        let (mut unended, mut forged) = (self.shelf.unended(), self.shelf.forged());
        let mut all = BTreeMap::new();
        for day in days {
            let mut found = self.shelf.judged(day, settings);
            let flagged = DayView {
                events: Vec::new(),
                unended: unended.remove(&day).unwrap_or_default(),
                forged: forged.remove(&day).unwrap_or_default(),
            };
            found.extend(judge(&flagged, settings));
            found.sort_by_key(|finding| finding.rule);
            if !found.is_empty() {
                all.insert(day, found);
            }
        }
        all
    }
}

impl Shelf {
    fn summary(&self, day: Date, tally: &DayTally) -> DaySummary {
        let number = |place: Option<&u32>| place.and_then(|place| self.row(*place)).map(|row| row.number);
        let people = tally.people.iter().map(|(place, person)| PersonOnDay {
            account: self.accounts.id(*place),
            counts: person.counts,
            first: person.first,
            last: person.last,
            last_number: person.last_number,
        });
        DaySummary {
            day,
            counts: tally.counts,
            people: people.collect(),
            hours: tally.hours.map(u64::from),
            access_hours: tally.access_hours.map(u64::from),
            weekday: tally.weekday,
            frames: number(tally.rows.first()).zip(number(tally.rows.last())),
        }
    }

    /// What the rules find in a day's events.
    fn judged(&mut self, day: Date, settings: &Settings) -> Vec<Finding> {
        let Some(tally) = self.days.get(&day) else { return Vec::new() };
        if let Some((with, found)) = &tally.found
            && with == settings
        {
            return found.clone();
        }
        let events = tally.rows.iter().filter_map(|place| self.seen(*place)).collect();
        let found = judge(&DayView { events, ..DayView::default() }, settings);
        if let Some(tally) = self.days.get_mut(&day) {
            tally.found = Some((*settings, found.clone()));
        }
        found
    }

    fn seen(&self, place: u32) -> Option<Seen<'_>> {
        let row = self.row(place)?;
        let at = self.local_hour(row.wall());
        Some(Seen {
            number: row.number,
            wall: row.wall(),
            weekday: at.weekday,
            hour: at.hour,
            account: self.accounts.id(row.account),
            act: row.act(),
            outcome: row.outcome(),
            group: self.groups.id(row.group),
            first_in_group: row.first_in_group,
            record: row.record(),
            clients: self.clients_of(row),
            words: std::str::from_utf8(self.words_of(row)).unwrap_or_default(),
        })
    }

    /// The rows of everything that was done with a customer's file, the newest first. An event that names a record alone
    /// is the customer's if another one says whose record that is.
    pub(super) fn accesses(&self, code: ClientCode) -> Vec<u32> {
        let naming: Vec<u32> = self.rows_naming(code).collect();
        let records: HashSet<_> = naming.iter().filter_map(|place| self.row(*place)?.record()).collect();
        let touching = self.rows.iter().zip(0..).filter(|(row, _)| {
            row.clients.1 == 0 && row.record().is_some_and(|record| records.contains(&record))
        });
        let mut places: Vec<u32> = touching.map(|(_, place)| place).chain(naming).collect();
        places.retain(|place| self.row(*place).and_then(IndexRow::act).is_some_and(is_access));
        places.sort_unstable_by(|left, right| right.cmp(left));
        places
    }
}

/// What counts as having opened a customer's file, tried or done.
fn is_access(act: crate::policy::Act) -> bool {
    Counted::of(act).is_access()
}
