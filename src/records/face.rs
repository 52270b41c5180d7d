//! What lists and pages of customers and records show: plain, owned rows, and what is looked for.

use std::path::PathBuf;

use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::{GroupId, RecordId};
use crate::document::FileKind;

/// A search by text counts at most this many hits, so that the first letters are as quick as the last.
pub const FOUND_AT_MOST: u64 = 10_000;

/// A window on a long list: all that fits is `total`, of which `rows` starts at `offset`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing<T> {
    /// How many rows fit in all; of a search by text at most [`FOUND_AT_MOST`].
    pub total: u64,
    /// The place of the first row that is here.
    pub offset: u64,
    /// The rows that are here.
    pub rows: T,
}

/// One row of the list of customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerRow {
    /// The group.
    pub group: GroupId,
    /// The code.
    pub code: ClientCode,
    /// The name, where the identities were granted.
    pub name: Option<String>,
    /// The first contact line, where the identities were granted.
    pub contact: Option<String>,
    /// How many records.
    pub records: u64,
    /// When they were added.
    pub added_at: WallTime,
}

/// What customers are looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomerQuery {
    /// One group, or all that are granted.
    pub group: Option<GroupId>,
    /// What was typed: words of a name, a contact, or a code.
    pub text: String,
}

/// A customer's identity as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IdentityDraft {
    /// The full name; the one line that must be there.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The telephone number.
    pub phone: String,
    /// The postal address.
    pub address: String,
    /// Notes.
    pub notes: String,
}

/// Everything of one customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerSheet {
    /// The group.
    pub group: GroupId,
    /// The code.
    pub code: ClientCode,
    /// The identity, where it was granted.
    pub identity: Option<IdentityDraft>,
    /// When they were added.
    pub added_at: WallTime,
    /// How many records.
    pub records: u64,
    /// Where the customer was moved to, if this is the tombstone left behind.
    pub moved_to: Option<GroupId>,
}

/// What records are looked for. Every part that is set must fit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordQuery {
    /// One group, or all that are granted.
    pub group: Option<GroupId>,
    /// One customer.
    pub customer: Option<ClientCode>,
    /// What was typed: words of a title, a tag, or a code.
    pub text: String,
    /// One kind of file.
    pub kind: Option<FileKind>,
    /// One tag, exactly.
    pub tag: Option<String>,
    /// Filed at this time or later.
    pub filed_from: Option<WallTime>,
    /// Filed before this time.
    pub filed_before: Option<WallTime>,
    /// The order of the rows.
    pub order: RecordOrder,
}

/// The order of a list of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RecordOrder {
    /// Newest first.
    #[default]
    NewestFirst,
    /// Oldest first.
    OldestFirst,
    /// By title.
    Title,
    /// Largest first.
    Largest,
}

/// One row of the list of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// The group.
    pub group: GroupId,
    /// The record.
    pub id: RecordId,
    /// The customer's code.
    pub code: ClientCode,
    /// The title.
    pub title: String,
    /// The kind of file.
    pub kind: FileKind,
    /// The tags.
    pub tags: Vec<String>,
    /// When it was filed.
    pub filed_at: WallTime,
    /// The size of the content.
    pub size_bytes: u64,
}

/// The head of a table that customers may be imported from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvPreview {
    /// The file.
    pub path: PathBuf,
    /// The columns' names.
    pub columns: Vec<String>,
    /// The first rows.
    pub rows: Vec<Vec<String>>,
    /// How many rows there are, if they could be counted quickly.
    pub total: u64,
    /// Which column is probably what.
    pub guess: CsvMapping,
    /// The mapping that the rows were judged by: the one that was asked for, else the guess.
    pub judged: CsvMapping,
    /// How many rows would be refused with it; none where it maps no name.
    pub refused: u64,
    /// Of each of the first rows the key of the reason, if it would be refused.
    pub faults: Vec<Option<&'static str>>,
}

/// Which column of a table is what (from 0). A name must be mapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CsvMapping {
    /// The name.
    pub name: Option<usize>,
    /// The e-mail address.
    pub email: Option<usize>,
    /// The telephone number.
    pub phone: Option<usize>,
    /// The postal address.
    pub address: Option<usize>,
    /// The notes.
    pub notes: Option<usize>,
}
