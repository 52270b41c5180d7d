//! Filing: from content that is durable to records. The rows made here are the commit point of an import.
//!
//! Called by `import` (a few records at a time) and by `moving` (all records of a customer at once).

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, RecordId};
use crate::document::FileKind;
use crate::store::{StoreError, Writing, params, signed};

use super::content::place::{self, Content};
use super::record::{JudgedEdit, write_tags_and_words};
use super::text;

/// A record that is to be made.
pub(super) struct Filing {
    pub(super) id: RecordId,
    pub(super) edit: JudgedEdit,
    pub(super) file_name: String,
    pub(super) kind: FileKind,
    pub(super) filed_at: WallTime,
    pub(super) filed_by: AccountId,
}

/// Makes the record of the customer with row `customer` and this (compact) code.
pub(super) fn file(
    writing: &Writing<'_>,
    customer: i64,
    code: &str,
    filing: &Filing,
    content: &Content,
) -> Result<(), StoreError> {
    let Filing { id, edit, file_name, kind, filed_at, filed_by } = filing;
    let row = writing.insert(
        "INSERT INTO record (uid, customer, kind, filed_at, filed_by, size, sha256, blake3, title, title_key,
                             file_name, notes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            id.as_bytes(),
            customer,
            kind.key(),
            filed_at.unix_millis(),
            filed_by.as_bytes(),
            signed(content.size_bytes),
            content.sha256.0,
            content.blake3.map(|blake3| blake3.0),
            edit.0.title,
            text::sorting_key(&edit.0.title),
            file_name,
            edit.0.notes,
        ],
    )?;
    write_tags_and_words(writing, row, code, edit)?;
    place::insert(writing, row, &content.places)
}

/// Another record of the group with the same content, if there is one.
pub(super) fn twin(writing: &Writing<'_>, content: &Content) -> Result<Option<RecordId>, StoreError> {
    writing.one(
        "SELECT uid FROM record WHERE sha256 = ?1 ORDER BY id LIMIT 1",
        params![content.sha256.0],
        |row| Ok(RecordId::from_bytes(row.get(0)?)),
    )
}
