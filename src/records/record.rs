//! One record: its row, its tags, what it is found by; looking at it and editing it.
//!
//! Rows are made by [`super::filing`], once the content is durable.

use zeroize::Zeroizing;

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, RecordId};
use crate::crypto::hash::Digest;
use crate::document::FileKind;
use crate::store::sql::invalid_value;
use crate::store::{Row, RowResult, StoreError, Writing, params, unsigned};

use super::content::draw::Drawer;
use super::content::place::content_of;
use super::customer::code_at;
use super::error::RecordsError;
use super::face::RecordRow;
use super::group::{Group, GroupStore};
use super::schema::state;
use super::text;

/// More tags than this on one record are refused.
const TAGS: usize = 40;

/// Everything of a record but its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordDetail {
    /// What lists show of it.
    pub row: RecordRow,
    /// The name the file had.
    pub file_name: String,
    /// The notes.
    pub notes: String,
    /// SHA-256 of the content.
    pub sha256: Digest,
    /// Who filed it.
    pub filed_by: AccountId,
}

/// What can be changed of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordEdit {
    /// The title; must not be empty.
    pub title: String,
    /// The tags.
    pub tags: Vec<String>,
    /// The notes.
    pub notes: String,
}

/// An edit whose lines are as they are kept.
pub(super) struct JudgedEdit(pub(super) RecordEdit);

impl JudgedEdit {
    pub(super) fn judge(edit: &RecordEdit) -> Result<Self, RecordsError> {
        let mut tags = Vec::new();
        for typed in &edit.tags {
            let tag = text::line("tags", typed)?;
            if !tag.is_empty() && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        if tags.len() > TAGS {
            return Err(RecordsError::BadInput { field: "tags", why: "too-long" });
        }
        let title = text::full_line("title", &edit.title)?;
        Ok(Self(RecordEdit { title, tags, notes: text::lines("notes", &edit.notes)? }))
    }
}

/// The columns of a [`RecordRow`], for [`row_at`]; `r` is the record, `c` its customer.
pub(super) const ROW_COLUMNS: &str = "r.uid, c.code, r.title, r.kind, r.filed_at, r.size,
    (SELECT json_group_array(t.tag) FROM tag t WHERE t.record = r.id)";

/// Reads the columns of [`ROW_COLUMNS`].
pub(super) fn row_at(group: &Group, row: &Row<'_>) -> RowResult<RecordRow> {
    let tags = row.get_ref(6)?.as_str()?;
    Ok(RecordRow {
        group: group.id,
        id: RecordId::from_bytes(row.get(0)?),
        code: code_at(row, 1)?,
        title: row.get(2)?,
        kind: FileKind::from_key(row.get_ref(3)?.as_str()?).ok_or_else(|| invalid_value(3))?,
        tags: serde_json::from_str(tags).ok().ok_or_else(|| invalid_value(6))?,
        filed_at: WallTime::from_unix_millis(row.get(4)?),
        size_bytes: unsigned(row, 5)?,
    })
}

impl GroupStore {
    /// A record's content, its hash verified; refused if it is larger than `limit_bytes`.
    pub fn read_content(&self, id: RecordId, limit_bytes: u64) -> Result<Zeroizing<Vec<u8>>, RecordsError> {
        let content = content_of(&self.records, id)?.ok_or(RecordsError::NotFound)?;
        if content.size_bytes > limit_bytes {
            return Err(RecordsError::TooLarge);
        }
        Drawer::new(&self.group, &self.records)?.read_all(id, &content)
    }

    /// Everything of a record but its content.
    pub fn record(&self, id: RecordId) -> Result<RecordDetail, RecordsError> {
        let sql = format!(
            "SELECT {ROW_COLUMNS}, r.file_name, r.notes, r.sha256, r.filed_by
             FROM record r JOIN customer c ON c.id = r.customer WHERE r.uid = ?1"
        );
        let found = self.records.one(&sql, params![id.as_bytes()], |row| {
            Ok(RecordDetail {
                row: row_at(&self.group, row)?,
                file_name: row.get(7)?,
                notes: row.get(8)?,
                sha256: Digest(row.get(9)?),
                filed_by: AccountId::from_bytes(row.get(10)?),
            })
        })?;
        found.ok_or(RecordsError::NotFound)
    }

    /// Changes a record's title, tags and notes.
    pub fn edit_record(&mut self, id: RecordId, edit: &RecordEdit) -> Result<(), RecordsError> {
        self.writable()?;
        let edit = JudgedEdit::judge(edit)?;
        self.records.write(|writing| {
            let found = writing.one(
                "SELECT r.id, c.state, c.code FROM record r JOIN customer c ON c.id = r.customer
                 WHERE r.uid = ?1",
                params![id.as_bytes()],
                |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, code_at(row, 2)?)),
            )?;
            let (row, customer_state, code) = found.ok_or(RecordsError::NotFound)?;
            if customer_state == state::LEAVING {
                return Err(RecordsError::BeingMoved);
            }
            let RecordEdit { title, notes, .. } = &edit.0;
            writing.execute(
                "UPDATE record SET title = ?2, title_key = ?3, notes = ?4 WHERE id = ?1",
                params![row, title, text::sorting_key(title), notes],
            )?;
            writing.execute("DELETE FROM tag WHERE record = ?1", params![row])?;
            write_tags_and_words(writing, row, &code.compact(), &edit)?;
            Ok(())
        })
    }

    /// Every tag that is in use and how often, the most frequent first, at most `limit`.
    pub fn tags(&self, limit: u32) -> Result<Vec<(String, u64)>, RecordsError> {
        let sql = "SELECT tag, count(*) FROM tag GROUP BY tag ORDER BY 2 DESC, 1 LIMIT ?1";
        Ok(self.records.all(sql, params![limit], |row| Ok((row.get(0)?, unsigned(row, 1)?)))?)
    }
}

/// Writes the tags of a record that has none, and what it is found by.
pub(super) fn write_tags_and_words(
    writing: &Writing<'_>,
    row: i64,
    code: &str,
    edit: &JudgedEdit,
) -> Result<(), StoreError> {
    let RecordEdit { title, tags, .. } = &edit.0;
    for tag in tags {
        writing.execute("INSERT INTO tag (record, tag) VALUES (?1, ?2)", params![row, tag])?;
    }
    writing.execute(
        "INSERT OR REPLACE INTO record_text (rowid, title, tags, code) VALUES (?1, ?2, ?3, ?4)",
        params![row, title, tags.join(" "), code],
    )?;
    Ok(())
}
