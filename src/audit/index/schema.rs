//! The tables of the index, and one event's row in them: written as the log is read, read whole when it is opened.

use crate::audit::review::{Review, day_number, day_of_number};
use crate::audit::{BootId, Event, Head, LoggedEvent, Unreadable};
use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::{AccountId, SessionId};
use crate::crypto::hash::Digest;
use crate::store::sql::invalid_value;
use crate::store::{Kind, Row, RowResult, Schema, StoreError, Writing, params, signed, unsigned};

use super::row::IndexRow;
use super::run::Run;
use super::shelf::Blank;

pub(super) const SCHEMA: Schema = Schema {
    kind: Kind::LogIndex,
    steps: &["
        CREATE TABLE made (
            one INTEGER PRIMARY KEY CHECK (one = 1), frames INTEGER NOT NULL, last BLOB NOT NULL, root BLOB NOT NULL
        ) STRICT;
        CREATE TABLE account (id INTEGER PRIMARY KEY, uid BLOB NOT NULL) STRICT;
        CREATE TABLE customer_group (id INTEGER PRIMARY KEY, uid BLOB NOT NULL) STRICT;
        CREATE TABLE run (
            id INTEGER PRIMARY KEY, uid BLOB NOT NULL, number INTEGER NOT NULL, wall INTEGER NOT NULL, boot BLOB NOT NULL
        ) STRICT;
        CREATE TABLE event (
            number INTEGER PRIMARY KEY, run INTEGER NOT NULL, wall INTEGER NOT NULL, act INTEGER NOT NULL,
            outcome INTEGER NOT NULL, account INTEGER, customer_group INTEGER, record BLOB, clients TEXT,
            count INTEGER, words TEXT
        ) STRICT;
        CREATE TABLE review (
            number INTEGER PRIMARY KEY, day INTEGER NOT NULL, account BLOB NOT NULL, wall INTEGER NOT NULL,
            note TEXT NOT NULL, alone TEXT NOT NULL, seen INTEGER NOT NULL, valid INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE unreadable (
            number INTEGER PRIMARY KEY, why INTEGER NOT NULL, epoch INTEGER NOT NULL, wall INTEGER NOT NULL
        ) STRICT;
    "],
};

/// The place of an account, and its id.
pub(super) const NEW_ACCOUNT: &str = "INSERT INTO account (id, uid) VALUES (?1, ?2)";

/// The place of a group, and its id.
pub(super) const NEW_GROUP: &str = "INSERT INTO customer_group (id, uid) VALUES (?1, ?2)";

/// Up to where the log was read.
pub(super) fn write_head(writing: &Writing<'_>, head: &Head) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO made (one, frames, last, root) VALUES (1, ?1, ?2, ?3)";
    writing.execute(sql, params![signed(head.count), head.last.0, head.root.0]).map(drop)
}

pub(super) fn read_head(row: &Row<'_>) -> RowResult<Head> {
    Ok(Head { count: unsigned(row, 0)?, last: Digest(row.get(1)?), root: Digest(row.get(2)?) })
}

/// An event; its row says the places of account, group and run.
pub(super) fn write_event(
    writing: &Writing<'_>,
    row: &IndexRow,
    event: &LoggedEvent,
) -> Result<(), StoreError> {
    let known = event.event.as_ref();
    let clients = known.filter(|event| !event.clients.is_empty()).map(|event| joined(&event.clients));
    let words = known.map(|event| event.words.as_str()).filter(|words| !words.is_empty());
    let sql = "INSERT INTO event
        (number, run, wall, act, outcome, account, customer_group, record, clients, count, words)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let written = writing.execute(
        sql,
        params![
            signed(row.number),
            row.session,
            row.wall_ms,
            row.act,
            row.outcome,
            place(row.account),
            place(row.group),
            row.record().as_ref().map(|record| record.as_bytes().as_slice()),
            clients,
            known.and_then(|event| event.count).map(signed),
            words,
        ],
    );
    written.map(drop)
}

fn place(place: u16) -> Option<u16> {
    Some(place).filter(|place| *place != super::row::NONE)
}

/// Codes one after the other, eleven symbols each.
fn joined(clients: &[ClientCode]) -> String {
    clients.iter().map(ClientCode::compact).collect()
}

/// The codes that [`joined`] put together.
pub(super) fn apart(clients: &str, column: usize) -> RowResult<Vec<ClientCode>> {
    let mut codes = Vec::with_capacity(clients.len() / crate::base::code::CODE_SYMBOLS);
    for code in clients.as_bytes().chunks(crate::base::code::CODE_SYMBOLS) {
        let code = std::str::from_utf8(code).ok().and_then(|code| code.parse().ok());
        codes.push(code.ok_or_else(|| invalid_value(column))?);
    }
    Ok(codes)
}

pub(super) fn write_run(writing: &Writing<'_>, place: usize, run: &Run) -> Result<(), StoreError> {
    let sql = "INSERT INTO run (id, uid, number, wall, boot) VALUES (?1, ?2, ?3, ?4, ?5)";
    let (id, last) = (signed(place as u64), &run.last);
    let (number, wall) = (signed(last.number), last.wall.unix_millis());
    writing.execute(sql, params![id, run.session.as_bytes(), number, wall, run.boot.0]).map(drop)
}

pub(super) fn read_run(row: &Row<'_>) -> RowResult<Run> {
    let session = SessionId::from_bytes(row.get(0)?);
    let wall = WallTime::from_unix_millis(row.get(2)?);
    Ok(Run::begun(session, BootId(row.get(3)?), unsigned(row, 1)?, wall))
}

pub(super) fn write_review(writing: &Writing<'_>, review: &Review) -> Result<(), StoreError> {
    let sql = "INSERT INTO review (number, day, account, wall, note, alone, seen, valid)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let written = writing.execute(
        sql,
        params![
            signed(review.number),
            day_number(review.day),
            review.by.as_bytes(),
            review.at.unix_millis(),
            review.note,
            review.alone,
            signed(review.seen),
            review.valid
        ],
    );
    written.map(drop)
}

pub(super) fn read_review(row: &Row<'_>) -> RowResult<Review> {
    Ok(Review {
        number: unsigned(row, 0)?,
        day: day_of_number(row.get(1)?).ok_or_else(|| invalid_value(1))?,
        by: AccountId::from_bytes(row.get(2)?),
        at: WallTime::from_unix_millis(row.get(3)?),
        note: row.get(4)?,
        alone: row.get(5)?,
        seen: unsigned(row, 6)?,
        valid: row.get(7)?,
    })
}

/// The review that an event is, if it is one; `valid` is for the caller to say.
pub(super) fn review_in(logged: &LoggedEvent, event: &Event, valid: bool) -> Option<Review> {
    let mark = event.review.as_ref()?;
    Some(Review {
        number: logged.number,
        day: day_of_number(mark.day)?,
        by: event.account?,
        at: logged.wall,
        note: event.words.to_string(),
        alone: mark.alone.to_string(),
        seen: mark.seen,
        valid,
    })
}

pub(super) fn write_blank(writing: &Writing<'_>, blank: &Blank) -> Result<(), StoreError> {
    let (why, epoch) = why_number(blank.why);
    let sql = "INSERT INTO unreadable (number, why, epoch, wall) VALUES (?1, ?2, ?3, ?4)";
    writing.execute(sql, params![signed(blank.number), why, epoch, blank.wall.unix_millis()]).map(drop)
}

pub(super) fn read_blank(row: &Row<'_>) -> RowResult<Blank> {
    let why = match (row.get::<_, u8>(1)?, row.get(2)?) {
        (1, epoch) => Unreadable::NoKey { epoch },
        (2, _) => Unreadable::OtherReader,
        (3, _) => Unreadable::NoSession,
        (4, _) => Unreadable::Forged,
        (5, _) => Unreadable::LaterVersion,
        (6, _) => Unreadable::Archived,
        _ => return Err(invalid_value(1)),
    };
    Ok(Blank { number: unsigned(row, 0)?, why, wall: WallTime::from_unix_millis(row.get(3)?) })
}

const fn why_number(why: Unreadable) -> (u8, u32) {
    match why {
        Unreadable::NoKey { epoch } => (1, epoch),
        Unreadable::OtherReader => (2, 0),
        Unreadable::NoSession => (3, 0),
        Unreadable::Forged => (4, 0),
        Unreadable::LaterVersion => (5, 0),
        Unreadable::Archived => (6, 0),
    }
}
