//! The events of the whole log as filters and rules look at them, in memory: rows, their folded words, their customers,
//! and what is tallied of each day. Filled from the index's database, then frame by frame.
//!
//! A million events take about 130 MB. Nothing here is written anywhere; it is dropped with the session.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use memchr::memmem::Finder;

use crate::audit::review::{Counted, Flagged, Review};
use crate::audit::{FrameNumber, Outcome, Unreadable};
use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::{AccountId, GroupId, SessionId};

use super::clockface::{ClockFace, LocalHour};
use super::row::{IndexRow, NONE};
use super::run::Run;
use super::tally::DayTally;

/// Of longer words only so many bytes are searched.
const SEARCHED_BYTES: usize = 4096;

/// Stands between the words of two events, so that nothing is found across them.
const BETWEEN: u8 = b'\n';

/// A frame that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Blank {
    pub(super) number: FrameNumber,
    pub(super) why: Unreadable,
    /// The time of the last event before it.
    pub(super) wall: WallTime,
}

/// Ids in the order in which they were first seen.
pub(super) struct Known<Id> {
    ids: Vec<Id>,
    places: HashMap<Id, u16>,
}

impl<Id> Default for Known<Id> {
    fn default() -> Self {
        Self { ids: Vec::new(), places: HashMap::new() }
    }
}

impl<Id: Copy + Eq + Hash> Known<Id> {
    pub(super) fn place_of(&self, id: &Id) -> Option<u16> {
        self.places.get(id).copied()
    }

    /// Its place, given now if it has none, and whether that is so. Beyond 65,535 all are `NONE`.
    pub(super) fn learn(&mut self, id: Id) -> (u16, bool) {
        if let Some(place) = self.places.get(&id) {
            return (*place, false);
        }
        let Some(place) = u16::try_from(self.ids.len()).ok().filter(|place| *place != NONE) else {
            return (NONE, false);
        };
        self.ids.push(id);
        self.places.insert(id, place);
        (place, true)
    }

    pub(super) fn id(&self, place: u16) -> Option<Id> {
        self.ids.get(usize::from(place)).copied()
    }
}

/// Everything that was read.
pub(super) struct Shelf {
    pub(super) rows: Vec<IndexRow>,
    pub(super) accounts: Known<AccountId>,
    pub(super) groups: Known<GroupId>,
    pub(super) runs: Vec<Run>,
    pub(super) run_places: HashMap<SessionId, u32>,
    pub(super) days: BTreeMap<Date, DayTally>,
    pub(super) reviews: Vec<Review>,
    pub(super) blanks: Vec<Blank>,
    words: Vec<u8>,
    clients: Vec<ClientCode>,
    /// For each of `clients`, the row.
    client_rows: Vec<u32>,
    first_accesses: HashSet<(u16, u16)>,
    face: ClockFace,
}

impl Shelf {
    pub(super) fn empty(zone: TimeZone) -> Self {
        Self {
            rows: Vec::new(),
            accounts: Known::default(),
            groups: Known::default(),
            runs: Vec::new(),
            run_places: HashMap::new(),
            days: BTreeMap::new(),
            reviews: Vec::new(),
            blanks: Vec::new(),
            words: Vec::new(),
            clients: Vec::new(),
            client_rows: Vec::new(),
            first_accesses: HashSet::new(),
            face: ClockFace::new(zone),
        }
    }

    /// A run of the program began.
    pub(super) fn begin_run(&mut self, run: Run) {
        let place = u32::try_from(self.runs.len()).unwrap_or(u32::MAX);
        self.run_places.entry(run.session).or_insert(place);
        self.runs.push(run);
    }

    /// Puts an event beside the others. `words` are folded already; the row's account, group and run are said.
    pub(super) fn add(&mut self, mut row: IndexRow, words: &str, clients: &[ClientCode]) {
        let place = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        row.words = self.keep_words(words);
        row.clients = self.keep_clients(place, clients);
        row.first_in_group = self.is_first_access(&row);
        let at = self.face.of(row.wall());
        self.days.entry(at.day).or_default().add(place, &row, at);
        if let Some(run) = self.runs.get_mut(row.session as usize) {
            run.add(&row, self.accounts.id(row.account));
        }
        self.rows.push(row);
    }

    fn keep_words(&mut self, words: &str) -> (u32, u32) {
        if words.is_empty() {
            return (0, 0);
        }
        let bytes = words.as_bytes();
        let bytes = bytes.get(..SEARCHED_BYTES).unwrap_or(bytes);
        // Four gigabytes of words are more than fit into memory: what comes then is not searched.
        let Ok(start) = u32::try_from(self.words.len()) else { return (0, 0) };
        self.words.extend_from_slice(bytes);
        self.words.push(BETWEEN);
        (start, u32::try_from(bytes.len()).unwrap_or(0))
    }

    fn keep_clients(&mut self, place: u32, clients: &[ClientCode]) -> (u32, u16) {
        let start = u32::try_from(self.clients.len()).unwrap_or(u32::MAX);
        let count = u16::try_from(clients.len()).unwrap_or(u16::MAX);
        self.clients.extend(clients.iter().take(usize::from(count)));
        self.client_rows.resize(self.clients.len(), place);
        (start, count)
    }

    fn is_first_access(&mut self, row: &IndexRow) -> bool {
        let counted = row.act().map(Counted::of);
        let access = counted.is_some_and(|counted| counted.is_access() || counted == Counted::Search);
        let permitted = row.outcome() == Some(Outcome::Permitted);
        let named = row.account != NONE && row.group != NONE;
        access && permitted && named && self.first_accesses.insert((row.account, row.group))
    }

    pub(super) fn row(&self, place: u32) -> Option<&IndexRow> {
        self.rows.get(place as usize)
    }

    /// The place of the event of this frame.
    pub(super) fn place_of(&self, number: FrameNumber) -> Option<u32> {
        let place = self.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        u32::try_from(place).ok()
    }

    pub(super) fn words_of(&self, row: &IndexRow) -> &[u8] {
        let (start, length) = (row.words.0 as usize, row.words.1 as usize);
        self.words.get(start..start + length).unwrap_or_default()
    }

    pub(super) fn clients_of(&self, row: &IndexRow) -> &[ClientCode] {
        let start = row.clients.0 as usize;
        self.clients.get(start..start + usize::from(row.clients.1)).unwrap_or_default()
    }

    /// Whether an event names this customer.
    pub(super) fn names(&self, place: u32, code: ClientCode) -> bool {
        self.row(place).is_some_and(|row| self.clients_of(row).contains(&code))
    }

    /// The rows that name this customer, ascending, each once.
    pub(super) fn rows_naming(&self, code: ClientCode) -> impl Iterator<Item = u32> {
        let naming = self.clients.iter().zip(&self.client_rows).filter(move |(known, _)| **known == code);
        let mut last = None;
        naming.map(|(_, row)| *row).filter(move |row| last.replace(*row) != Some(*row))
    }

    /// The rows whose words have this in them, ascending.
    pub(super) fn rows_saying<'s>(&'s self, word: &'s Finder<'_>) -> impl Iterator<Item = u32> + 's {
        let (mut at, mut next_row) = (0, 0);
        std::iter::from_fn(move || {
            let found = at + word.find(self.words.get(at..)?)?;
            let place = next_row + self.row_at(next_row, found)?;
            let row = self.rows.get(place)?;
            at = row.words.0 as usize + row.words.1 as usize + 1;
            next_row = place + 1;
            u32::try_from(place).ok()
        })
    }

    /// The row, counted from `from`, that the words at `found` are of.
    fn row_at(&self, from: usize, found: usize) -> Option<usize> {
        let reaches = |row: &IndexRow| row.words.1 > 0 && (row.words.0 + row.words.1) as usize > found;
        self.rows.get(from..)?.iter().position(reaches)
    }

    /// The day of a moment, where the machine stands.
    pub(super) fn day(&self, wall: WallTime) -> Date {
        self.face.look(wall).day
    }

    /// The day and hour of a moment there.
    pub(super) fn local_hour(&self, wall: WallTime) -> LocalHour {
        self.face.look(wall)
    }

    /// The last frames of runs that did not end in order, by day.
    pub(super) fn unended(&self) -> BTreeMap<Date, Vec<Flagged>> {
        let mut by_day: BTreeMap<Date, Vec<Flagged>> = BTreeMap::new();
        for flagged in super::run::unended(&self.runs) {
            by_day.entry(self.day(flagged.wall)).or_default().push(flagged);
        }
        by_day
    }

    /// The frames that somebody else put in, by day.
    pub(super) fn forged(&self) -> BTreeMap<Date, Vec<Flagged>> {
        let mut by_day: BTreeMap<Date, Vec<Flagged>> = BTreeMap::new();
        for blank in self.blanks.iter().filter(|blank| is_forged(blank.why)) {
            let flagged = Flagged { number: blank.number, wall: blank.wall, account: None };
            by_day.entry(self.day(blank.wall)).or_default().push(flagged);
        }
        by_day
    }
}

/// Whether a frame that cannot be read is an alarm.
const fn is_forged(why: Unreadable) -> bool {
    matches!(why, Unreadable::OtherReader | Unreadable::NoSession | Unreadable::Forged)
}
