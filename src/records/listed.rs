//! The records of a group one after the other, by their ids: for comparing two copies of it.

use crate::base::code::ClientCode;
use crate::base::id::RecordId;
use crate::crypto::hash::Digest;
use crate::store::params;

use super::customer::code_at;
use super::error::RecordsError;
use super::group::GroupStore;

/// A record, as far as it tells whether two copies are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub id: RecordId,
    /// Whose.
    pub code: ClientCode,
    /// Its title.
    pub title: String,
    /// The hash of its content.
    pub sha256: Digest,
}

impl GroupStore {
    /// At most `limit` records behind this one, ascending by id.
    pub fn listed_after(&self, after: Option<RecordId>, limit: u32) -> Result<Vec<Listed>, RecordsError> {
        let sql = "SELECT r.uid, c.code, r.title, r.sha256 FROM record r JOIN customer c ON c.id = r.customer
                   WHERE r.uid > ?1 ORDER BY r.uid LIMIT ?2";
        let after = after.map_or_else(Vec::new, |id| id.as_bytes().to_vec());
        Ok(self.records.all(sql, params![after, limit], |row| {
            Ok(Listed {
                id: RecordId::from_bytes(row.get(0)?),
                code: code_at(row, 1)?,
                title: row.get(2)?,
                sha256: Digest(row.get(3)?),
            })
        })?)
    }
}
