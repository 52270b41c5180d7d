//! Where each chunk of a record lies: rows of `place` in the records database.

use crate::base::id::RecordId;
use crate::crypto::hash::{Blake3, Digest};
use crate::store::stack::ChunkId;
use crate::store::{Database, StoreError, Writing, params, signed, unsigned};

/// A chunk's place: which stack, which chunk in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::records) struct Place {
    pub(in crate::records) stack: u32,
    pub(in crate::records) chunk: ChunkId,
}

/// A record's content: its size and hashes, and the chunks it is made of, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::records) struct Content {
    pub(in crate::records) size_bytes: u64,
    pub(in crate::records) sha256: Digest,
    /// Of the content followed by its SHA-256; none for records from before it was taken.
    pub(in crate::records) blake3: Option<Blake3>,
    pub(in crate::records) places: Vec<Place>,
}

/// Names the chunks of a record, in order.
pub(in crate::records) fn insert(
    writing: &Writing<'_>,
    row: i64,
    places: &[Place],
) -> Result<(), StoreError> {
    for (seq, place) in places.iter().enumerate() {
        writing.execute(
            "INSERT INTO place (record, seq, stack, chunk) VALUES (?1, ?2, ?3, ?4)",
            params![row, signed(seq as u64), place.stack, place.chunk],
        )?;
    }
    Ok(())
}

/// The content of a record; none if there is no such record.
pub(in crate::records) fn content_of(
    records: &Database,
    id: RecordId,
) -> Result<Option<Content>, StoreError> {
    let sql = "SELECT id, size, sha256, blake3 FROM record WHERE uid = ?1";
    let head = records.one(sql, params![id.as_bytes()], |row| {
        let blake3 = row.get::<_, Option<[u8; 32]>>(3)?.map(Blake3);
        Ok((row.get::<_, i64>(0)?, unsigned(row, 1)?, Digest(row.get(2)?), blake3))
    })?;
    let Some((row, size_bytes, sha256, blake3)) = head else {
        return Ok(None);
    };
    let places = records.all(
        "SELECT stack, chunk FROM place WHERE record = ?1 ORDER BY seq",
        params![row],
        |row| Ok(Place { stack: row.get(0)?, chunk: row.get(1)? }),
    )?;
    Ok(Some(Content { size_bytes, sha256, blake3, places }))
}

/// The chunks of a stack that records name, in the order of their numbers.
pub(in crate::records) fn named_in(records: &Database, stack: u32) -> Result<Vec<ChunkId>, StoreError> {
    records.all("SELECT chunk FROM place WHERE stack = ?1 ORDER BY chunk", params![stack], |row| row.get(0))
}
