//! The index of the log: what supervisors derive from it, to look things up in a million events at once.
//!
//! It lies in `audit/index.<epoch>.db`, under a key of its own that the log-reader key of that epoch gives. It remembers
//! the head of the log up to which it is made, reads on from there, and is made anew when that is no longer a head of this
//! log. It can be deleted at any time. Only who holds the reader key can make or open it; names are no business of it.

mod clockface;
mod days;
mod filter;
mod reading;
mod row;
mod run;
mod schema;
mod shelf;
mod tally;
#[cfg(test)]
mod tests;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use super::review::Review;
use super::{FrameNumber, Head, Outcome, ReaderKeys, Unreadable, WalkError};
use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::fold::folded;
use crate::base::id::{AccountId, GroupId, RecordId, SessionId, VaultId};
use crate::base::job::{Cancelled, Progress, Watch};
use crate::crypto::sign::VerifyingKey;
use crate::keys::hierarchy::DatabaseKey;
use crate::policy::Act;
use crate::store::export::remove_database;
use crate::store::{Access, Database, Row, RowResult, StoreError, params, signed, unsigned};

use row::{IndexRow, NONE};
use schema::SCHEMA;
use shelf::Shelf;

pub use days::{DaySummary, PersonOnDay};
pub use filter::LogFilter;

/// How often is looked, while the index is opened, whether to go on.
const LOOK_EVERY_ROWS: u64 = 4096;

/// Where the index lies and which log it is of.
pub struct IndexPlace {
    /// The log's folder.
    pub folder: PathBuf,
    /// The log's vault.
    pub vault: VaultId,
    /// The epoch of the reader key.
    pub epoch: u32,
    /// The index's own key.
    pub key: DatabaseKey,
    /// Where the machine stands: days are days there.
    pub zone: TimeZone,
}

/// The public key of an account that may review the log; none if it is not a supervisor's.
pub type Reviewers<'a> = dyn Fn(AccountId) -> Option<VerifyingKey> + 'a;

/// Why the index could not be made or asked.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The log is not sound: the first bad frame.
    #[error(transparent)]
    Log(#[from] WalkError),
    /// The index's database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It was asked to stop. What was committed before stays, and the next one goes on from there.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// The index, open.
pub struct LogIndex {
    place: IndexPlace,
    database: Database,
    shelf: Shelf,
    head: Head,
    /// The rows of the last filter, for its other pages.
    found: Option<(LogFilter, Vec<u32>)>,
}

/// An event as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexedEvent {
    /// The number of its frame.
    pub number: FrameNumber,
    /// When.
    pub wall: WallTime,
    /// Who.
    pub account: Option<AccountId>,
    /// What; none if a later version wrote it.
    pub act: Option<Act>,
    /// The number of the act.
    pub act_number: u16,
    /// How it ended; none if a later version wrote it.
    pub outcome: Option<Outcome>,
    /// The group it touched.
    pub group: Option<GroupId>,
    /// The customers it touched.
    pub clients: Vec<ClientCode>,
    /// The record it touched.
    pub record: Option<RecordId>,
    /// How many.
    pub count: Option<u64>,
    /// What was typed or given.
    pub words: String,
    /// The run of the program.
    pub session: SessionId,
}

/// A page of what fits a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundEvents {
    /// How many fit in all.
    pub total: u64,
    /// Those of the page.
    pub events: Vec<IndexedEvent>,
}

impl LogIndex {
    /// Opens the index, or makes an empty one where there is none that can be read. Those of other epochs are removed. To
    /// be [refreshed](Self::refresh) before it is asked.
    pub fn open(place: IndexPlace, keys: &ReaderKeys<'_>, watch: &mut Watch<'_>) -> Result<Self, IndexError> {
        remove_others(&place);
        let path = place.path();
        let database = match Database::open(&path, &SCHEMA, &place.key, Access::ReadWrite) {
            Ok(database) => database,
            Err(StoreError::Missing { .. }) => Database::create(&path, &SCHEMA, &place.key)?,
            Err(StoreError::Damaged { .. } | StoreError::Newer { .. }) => make_anew(&place)?,
            Err(other) => return Err(other.into()),
        };
        let shelf = Shelf::empty(place.zone.clone());
        let mut index = Self { place, database, shelf, head: nothing(), found: None };
        match index.load(watch) {
            Ok(()) => {}
            Err(IndexError::Store(StoreError::Damaged { .. })) => index.forget()?,
            Err(other) => return Err(other),
        }
        // With a key that the maker of the index did not hold, more can be read.
        if index.shelf.blanks.iter().any(|blank| opens_now(blank.why, keys)) {
            index.forget()?;
        }
        Ok(index)
    }

    /// Closes it; everything that was read is in its file.
    pub fn close(self) -> Result<(), StoreError> {
        self.database.close()
    }

    /// The epoch of the reader key that it lies under.
    pub const fn epoch(&self) -> u32 {
        self.place.epoch
    }

    /// Up to where the log was read.
    pub const fn head(&self) -> Head {
        self.head
    }

    /// How many events there are.
    pub fn len(&self) -> u64 {
        self.shelf.rows.len() as u64
    }

    /// Whether nothing was read yet.
    pub fn is_empty(&self) -> bool {
        self.shelf.rows.is_empty()
    }

    /// How many frames cannot be read with the keys at hand.
    pub fn unreadable(&self) -> u64 {
        self.shelf.blanks.len() as u64
    }

    /// Every review, in the order of the log.
    pub fn reviews(&self) -> &[Review] {
        &self.shelf.reviews
    }

    /// Events that fit, from `offset`, at most `limit`.
    pub fn find(&mut self, filter: &LogFilter, offset: u64, limit: u32) -> Result<FoundEvents, StoreError> {
        let rows = match self.found.take() {
            Some((last, rows)) if last == *filter => rows,
            _ => filter.rows_on(&self.shelf),
        };
        let from = usize::try_from(offset).unwrap_or(usize::MAX).min(rows.len());
        let page = rows.get(from..).unwrap_or_default();
        let page = page.get(..limit as usize).unwrap_or(page);
        let found = FoundEvents { total: rows.len() as u64, events: self.events(page)? };
        self.found = Some((filter.clone(), rows));
        Ok(found)
    }

    /// Everything that was done with one customer's file, the newest first: what names the customer, and what touches a
    /// record that was seen to be the customer's.
    pub fn accesses(&self, code: ClientCode) -> Result<Vec<IndexedEvent>, StoreError> {
        self.events(&self.shelf.accesses(code))
    }

    /// The events of these rows, as they are shown.
    fn events(&self, places: &[u32]) -> Result<Vec<IndexedEvent>, StoreError> {
        let mut events = Vec::with_capacity(places.len());
        for row in places.iter().filter_map(|place| self.shelf.row(*place)) {
            let sql = "SELECT count, words FROM event WHERE number = ?1";
            let kept = self.database.one(sql, params![signed(row.number)], |kept| {
                Ok((kept.get::<_, Option<i64>>(0)?, kept.get::<_, Option<String>>(1)?))
            })?;
            let (count, words) = kept.ok_or_else(|| self.database.damaged("an event is gone"))?;
            let run = self.shelf.runs.get(row.session as usize);
            events.push(IndexedEvent {
                number: row.number,
                wall: row.wall(),
                account: self.shelf.accounts.id(row.account),
                act: row.act(),
                act_number: row.act,
                outcome: row.outcome(),
                group: self.shelf.groups.id(row.group),
                clients: self.shelf.clients_of(row).to_vec(),
                record: row.record(),
                count: count.and_then(|count| u64::try_from(count).ok()),
                words: words.unwrap_or_default(),
                session: run.map_or(SessionId::from_bytes([0; 16]), |run| run.session),
            });
        }
        Ok(events)
    }

    /// Reads what is kept onto the shelf.
    fn load(&mut self, watch: &mut Watch<'_>) -> Result<(), IndexError> {
        let Self { database, shelf, .. } = self;
        let head = database.one("SELECT frames, last, root FROM made", params![], schema::read_head)?;
        let Some(head) = head else { return Ok(()) };
        for uid in database.all("SELECT uid FROM account ORDER BY id", params![], |row| row.get(0))? {
            shelf.accounts.learn(AccountId::from_bytes(uid));
        }
        for uid in database.all("SELECT uid FROM customer_group ORDER BY id", params![], |row| row.get(0))? {
            shelf.groups.learn(GroupId::from_bytes(uid));
        }
        let runs = "SELECT uid, number, wall, boot FROM run ORDER BY id";
        database.all(runs, params![], schema::read_run)?.into_iter().for_each(|run| shelf.begin_run(run));
        let reviews =
            "SELECT number, day, account, wall, note, alone, seen, valid FROM review ORDER BY number";
        shelf.reviews = database.all(reviews, params![], schema::read_review)?;
        let blanks = "SELECT number, why, epoch, wall FROM unreadable ORDER BY number";
        shelf.blanks = database.all(blanks, params![], schema::read_blank)?;
        let total = database.one("SELECT count(*) FROM event", params![], |row| unsigned(row, 0))?;
        let mut progress = Progress { stage: "log-open", total, ..Progress::default() };
        let events = "SELECT number, run, wall, act, outcome, account, customer_group, record, clients, words
            FROM event ORDER BY number";
        database.each(events, params![], |row| {
            take_row(shelf, row)?;
            progress.done += 1;
            if progress.done.is_multiple_of(LOOK_EVERY_ROWS) {
                watch.tell(&progress);
                if watch.go_on().is_err() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        watch.go_on()?;
        self.head = head;
        Ok(())
    }

    /// Begins again with nothing.
    fn forget(&mut self) -> Result<(), StoreError> {
        self.database = make_anew(&self.place)?;
        self.shelf = Shelf::empty(self.place.zone.clone());
        self.head = nothing();
        self.found = None;
        Ok(())
    }
}

impl IndexPlace {
    fn path(&self) -> PathBuf {
        self.folder.join(format!("index.{}.db", self.epoch))
    }
}

/// Before the first frame.
fn nothing() -> Head {
    super::tail::Tail::before_everything().head()
}

/// A connection that is open to the old file keeps it until it is dropped; the new one has the name.
fn make_anew(place: &IndexPlace) -> Result<Database, StoreError> {
    remove_database(&place.path())?;
    Database::create(&place.path(), &SCHEMA, &place.key)
}

/// Removes the indexes of other epochs: their keys are out of use. What cannot be removed is of no use to anybody.
fn remove_others(place: &IndexPlace) {
    let Ok(entries) = std::fs::read_dir(&place.folder) else { return };
    let own = place.path();
    for path in entries.flatten().map(|entry| entry.path()).filter(|path| *path != own && is_index(path)) {
        if remove_database(&path).is_err() {
            ::log::warn!("an index of the log, of an epoch that is over, could not be removed");
        }
    }
}

fn is_index(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.and_then(|name| name.strip_prefix("index.")?.strip_suffix(".db"))
        .is_some_and(|epoch| epoch.bytes().all(|digit| digit.is_ascii_digit()))
}

fn opens_now(why: Unreadable, keys: &ReaderKeys<'_>) -> bool {
    matches!(why, Unreadable::NoKey { epoch } if keys(epoch).is_some())
}

/// Puts one row of the table `event` onto the shelf.
fn take_row(shelf: &mut Shelf, kept: &Row<'_>) -> RowResult<()> {
    let record: Option<[u8; 16]> = kept.get(7)?;
    let mut row = IndexRow::kept(unsigned(kept, 0)?, kept.get(2)?, kept.get(3)?, record);
    row.session = kept.get(1)?;
    row.outcome = kept.get(4)?;
    row.account = kept.get::<_, Option<u16>>(5)?.unwrap_or(NONE);
    row.group = kept.get::<_, Option<u16>>(6)?.unwrap_or(NONE);
    let clients = kept.get_ref(8)?.as_str_or_null()?;
    let clients = clients.map_or(Ok(Vec::new()), |clients| schema::apart(clients, 8))?;
    let words = kept.get_ref(9)?.as_str_or_null()?.map(folded).unwrap_or_default();
    shelf.add(row, &words, &clients);
    Ok(())
}
