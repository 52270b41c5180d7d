//! Deleting for good: records, or a customer with all of theirs. Rows, what they are found by, and the content itself.
//!
//! One transaction removes the rows; content, identity and the words of the indexes go after it. What is written last is
//! which decision was carried out, so that one that was cut off or stopped, or an older copy of the group that was put
//! back, is noticed and carried out again. Whether it may be done is for `app` and `staff`.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::code::ClientCode;
use crate::base::id::RecordId;
use crate::base::job::{Progress, Watch};
use crate::store::{Writing, params, unsigned};

use super::content::place::Place;
use super::content::stacks;
use super::customer::{entry, remove_identity};
use super::error::RecordsError;
use super::face::RecordRow;
use super::forgetting;
use super::group::GroupStore;
use super::record::{ROW_COLUMNS, row_at};
use super::schema::state;

/// A decision to delete, as it was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    /// The number of the statement, by which it is known that it was carried out.
    pub number: u64,
    /// The customer, if they go with all of their records.
    pub customer: Option<ClientCode>,
    /// The records.
    pub records: Vec<RecordId>,
}

/// What a deletion would take.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Doomed {
    /// The records that are there, by the time they were filed.
    pub rows: Vec<RecordRow>,
    /// Other records of the group with the same content as one of these: they stay.
    pub twins: u64,
}

/// What came of a deletion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Deleted {
    /// Records that were there and are gone.
    pub records: u64,
    /// The customer went too: nothing of theirs was left.
    pub customer: bool,
}

impl GroupStore {
    /// The records of a customer that are here, to be deleted with them.
    pub fn doomed_with(&self, code: ClientCode) -> Result<Doomed, RecordsError> {
        let customer = self.staying(code)?;
        let ids =
            self.records.all("SELECT uid FROM record WHERE customer = ?1", params![customer.id], |row| {
                Ok(RecordId::from_bytes(row.get(0)?))
            })?;
        self.doomed(&ids)
    }

    /// Those of these records that are here.
    pub fn doomed(&self, ids: &[RecordId]) -> Result<Doomed, RecordsError> {
        let mut doomed = Doomed::default();
        for id in ids {
            let sql = format!(
                "SELECT {ROW_COLUMNS}, c.state, (SELECT count(*) FROM record t WHERE t.sha256 = r.sha256 AND t.id <> r.id)
                 FROM record r JOIN customer c ON c.id = r.customer WHERE r.uid = ?1"
            );
            let found = self.records.one(&sql, params![id.as_bytes()], |row| {
                Ok((row_at(&self.group, row)?, row.get::<_, i64>(7)?, unsigned(row, 8)?))
            })?;
            match found {
                Some((_, state::LEAVING, _)) => return Err(RecordsError::BeingMoved),
                Some((row, _, twins)) => {
                    doomed.rows.push(row);
                    doomed.twins += twins;
                }
                None => {}
            }
        }
        doomed.rows.sort_by_key(|row| (row.filed_at, row.id));
        Ok(doomed)
    }

    /// The decisions that were carried out in this group, by number.
    pub fn deletions_done(&self) -> Result<BTreeSet<u64>, RecordsError> {
        let numbers = self.records.all("SELECT number FROM deletion", params![], |row| unsigned(row, 0))?;
        Ok(numbers.into_iter().collect())
    }

    /// Carries out a decision: what is named is gone from the group's databases when this returns, and no page of them
    /// holds it. A customer who has other records by now stays with those. Stopped, it is still to be carried out.
    pub fn delete(&mut self, deletion: &Deletion, watch: &mut Watch<'_>) -> Result<Deleted, RecordsError> {
        self.writable()?;
        if deletion.customer.is_some() {
            self.identities()?;
        }
        let total = Some(deletion.records.len() as u64);
        watch.tell(&Progress { stage: "delete", total, ..Progress::default() });
        let deleted = self.remove(deletion, watch)?;
        if let Some(code) = deletion.customer.filter(|_| deleted.customer) {
            let identities = self.identities_mut()?;
            identities.write(|writing| remove_identity(writing, code))?;
            forgetting::forget(identities, &forgetting::NAMES, watch)?;
            // What the pages were before lies in the write-ahead log.
            identities.write_log_back()?;
        }
        forgetting::forget(&mut self.records, &forgetting::TITLES, watch)?;
        let now = self.group.setting.clock.wall().unix_millis();
        self.records.write(|writing| {
            let sql = "INSERT OR IGNORE INTO deletion (number, at) VALUES (?1, ?2)";
            writing.execute(sql, params![crate::store::signed(deletion.number), now])
        })?;
        self.records.write_log_back()?;
        Ok(deleted)
    }

    /// Removes the rows, then the content that nothing names any more.
    fn remove(&mut self, deletion: &Deletion, watch: &Watch<'_>) -> Result<Deleted, RecordsError> {
        let group = Arc::clone(&self.group);
        let _permit = group.permits.writing(watch.flag())?;
        let (deleted, places) = self.records.write(|writing| remove_rows(writing, deletion))?;
        stacks::remove_chunks(&group, &self.records, &places)?;
        stacks::settle(&mut self.records, &places)?;
        stacks::retire_empty(&group, &mut self.records)?;
        Ok(deleted)
    }
}

/// Removes the rows and what they are found by; the chunks that nothing names any more.
pub(super) fn remove_rows(
    writing: &Writing<'_>,
    deletion: &Deletion,
) -> Result<(Deleted, Vec<Place>), RecordsError> {
    let (mut deleted, mut places) = (Deleted::default(), Vec::new());
    for id in &deletion.records {
        let sql = "SELECT r.id, c.state FROM record r JOIN customer c ON c.id = r.customer WHERE r.uid = ?1";
        let found = writing
            .one(sql, params![id.as_bytes()], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
        let Some((row, customer_state)) = found else { continue };
        if customer_state == state::LEAVING {
            return Err(RecordsError::BeingMoved);
        }
        let sql = "SELECT stack, chunk FROM place WHERE record = ?1";
        places.extend(
            writing.all(sql, params![row], |row| Ok(Place { stack: row.get(0)?, chunk: row.get(1)? }))?,
        );
        writing.execute("DELETE FROM record_text WHERE rowid = ?1", params![row])?;
        writing.execute("DELETE FROM record WHERE id = ?1", params![row])?;
        deleted.records += 1;
    }
    // Until the content is removed, unlocking looks at these stacks.
    let stacks: BTreeSet<u32> = places.iter().map(|place| place.stack).collect();
    for n in stacks {
        writing.execute("UPDATE stack SET in_use = 1 WHERE n = ?1", params![n])?;
    }
    deleted.customer = match deletion.customer {
        Some(code) => remove_customer(writing, code)?,
        None => false,
    };
    Ok((deleted, places))
}

/// Leaves the code's tombstone of a customer who has no record any more.
fn remove_customer(writing: &Writing<'_>, code: ClientCode) -> Result<bool, RecordsError> {
    match entry(writing, code)? {
        Some(here) if here.state == state::LEAVING => Err(RecordsError::BeingMoved),
        Some(here) if here.state == state::HERE && here.records == 0 => {
            let sql = "UPDATE customer SET state = ?2 WHERE id = ?1";
            writing.execute(sql, params![here.id, state::VOID])?;
            Ok(true)
        }
        // Gone already, with the identity, which is swept otherwise.
        Some(here) => Ok(here.state == state::VOID),
        None => Ok(false),
    }
}
