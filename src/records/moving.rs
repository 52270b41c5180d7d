//! Moving a customer with everything to another group: intent here, content copied and verified there, committed
//! there, everything removed here, tombstone here.
//!
//! Until the other group's commit everything is here; after it everything is there. Moving again after an
//! interruption goes on where it stopped: the intent freezes the customer here, so nothing can have come in between.

use std::collections::HashMap;
use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::{GroupId, RecordId};
use crate::base::job::{Progress, Watch};
use crate::store::{Database, StoreError, Writing, params};

use super::content::chunk::Chunk;
use super::content::draw::Drawer;
use super::content::place::{self, Content, Place};
use super::content::pour::{PourEnd, Poured, pour};
use super::content::reading::Input;
use super::content::stacks;
use super::customer::{self, CustomerEntry, Identity, entry, identity_of, insert_identity, remove_identity};
use super::error::{MoveError, RecordsError};
use super::face::IdentityDraft;
use super::filing::{self, Filing};
use super::forgetting;
use super::group::{Group, GroupStore};
use super::record::{JudgedEdit, RecordDetail, RecordEdit};
use super::schema::state;

/// The steps of a move that are durable one after the other; for those who watch, and for tests that interrupt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MoveStep {
    /// The intent is here; the customer is frozen.
    Intent,
    /// The content is in the other group's stacks and verified; nothing names it yet.
    Copied,
    /// Customer and records are committed in the other group.
    Committed,
    /// The identity is in the other group.
    Identity,
    /// The identity and the records are gone here, and what they were found by.
    Forgotten,
    /// The tombstone is here.
    Tombstone,
}

impl GroupStore {
    /// Moves a customer to `target`. Both stores hold the identities. `step` is told each durable step.
    ///
    /// If it fails before the other group's commit, everything is still here and the customer is not frozen; if it
    /// is interrupted, or stopped after that, or stopped when it was interrupted before, [`unfinished_moves`](Self::unfinished_moves) names the customer, and
    /// moving again finishes it.
    pub fn move_customer(
        &mut self,
        target: &mut Self,
        code: ClientCode,
        watch: &mut Watch<'_>,
        mut step: impl FnMut(MoveStep),
    ) -> Result<(), MoveError> {
        let (here, identity) = self.may_leave(target, code)?;
        let group = Arc::clone(&self.group);
        let target_group = Arc::clone(&target.group);
        // Always in the same order, so that two moves in opposite directions never wait for each other.
        let mut groups = [&group, &target_group];
        groups.sort_unstable_by_key(|group| group.id);
        let permits = groups.map(|group| group.permits.writing(watch.flag()));
        watch.go_on().map_err(RecordsError::from)?;
        self.set_leaving(code, Some(target.id()))?;
        step(MoveStep::Intent);

        let there = entry(&target.records, code)?;
        if there.as_ref().is_none_or(|there| there.state != state::HERE) {
            if let Err(error) = self.copy_to(target, code, &here, watch, &mut step) {
                // One that was interrupted before was decided: stopped, it waits to be finished.
                if here.state != state::LEAVING || !watch.flag().is_cancelled() {
                    self.set_leaving(code, None)?;
                }
                return Err(error);
            }
            step(MoveStep::Committed);
        }
        self.hand_over_identity(target, code, identity)?;
        step(MoveStep::Identity);
        let places = self.remove_all_of(code)?;
        self.remove_content(&places)?;
        drop(permits);
        forgetting::forget(self.identities_mut()?, &forgetting::NAMES, watch)?;
        forgetting::forget(&mut self.records, &forgetting::TITLES, watch)?;
        step(MoveStep::Forgotten);
        self.leave_tombstone(code, target.id())?;
        step(MoveStep::Tombstone);
        Ok(())
    }

    /// Customers on the way to another group whose move was interrupted. Moving them again finishes it.
    pub fn unfinished_moves(&self) -> Result<Vec<(ClientCode, GroupId)>, RecordsError> {
        Ok(self.records.all(
            "SELECT code, other_group FROM customer WHERE state <> 0 AND state = ?1 ORDER BY id",
            params![state::LEAVING],
            |row| Ok((customer::code_at(row, 0)?, GroupId::from_bytes(row.get(1)?))),
        )?)
    }

    fn may_leave(
        &self,
        target: &Self,
        code: ClientCode,
    ) -> Result<(CustomerEntry, Option<IdentityDraft>), MoveError> {
        self.writable()?;
        target.writable()?;
        let identities = self.identities()?;
        target.identities()?;
        if self.id() == target.id() {
            return Err(MoveError::SameGroup);
        }
        let here = entry(&self.records, code)?.ok_or(RecordsError::NotFound)?;
        let on_the_way = here.state == state::LEAVING;
        if on_the_way && here.other_group != Some(target.id()) {
            return Err(MoveError::OtherTarget);
        }
        if !on_the_way && here.state != state::HERE {
            return Err(RecordsError::NotFound.into());
        }
        // A tombstone of the same customer, who comes back, is in order; a living one is only if we brought them.
        let there = entry(&target.records, code)?.map(|there| there.state);
        if !on_the_way && matches!(there, Some(state::HERE | state::LEAVING)) {
            return Err(MoveError::CodeTaken);
        }
        Ok((here, identity_of(identities, code)?))
    }

    fn set_leaving(&mut self, code: ClientCode, to: Option<GroupId>) -> Result<(), StoreError> {
        let new_state = if to.is_some() { state::LEAVING } else { state::HERE };
        self.records.write(|writing| {
            writing.execute(
                "UPDATE customer SET state = ?2, other_group = ?3 WHERE code = ?1",
                params![code.compact(), new_state, to.map(|to| *to.as_bytes())],
            )?;
            Ok(())
        })
    }

    /// Copies the content, verifies the copies, and commits customer and records in `target`: all or nothing.
    fn copy_to(
        &self,
        target: &mut Self,
        code: ClientCode,
        here: &CustomerEntry,
        watch: &mut Watch<'_>,
        step: &mut impl FnMut(MoveStep),
    ) -> Result<(), MoveError> {
        let ids = ids_of(&self.records, here.id)?;
        let target_group = Arc::clone(&target.group);
        let mut copied = HashMap::new();
        let mut poured = self.copy_content(&target_group, &ids, &mut copied, watch)?;
        let whole = match poured.take_failure() {
            Some(error) => Err(MoveError::Copy(error)),
            None => self.verify_copies(target, &ids, &copied, watch),
        };
        if let Err(error) = whole {
            let places: Vec<Place> = copied.into_values().flat_map(|content| content.places).collect();
            stacks::remove_chunks(&target_group, &target.records, &places)?;
            poured.settle()?;
            return Err(error);
        }
        step(MoveStep::Copied);
        self.commit_copies(target, code, here, &ids, &copied)?;
        Ok(poured.settle()?)
    }

    /// Customer and records in the other group, in one transaction.
    fn commit_copies(
        &self,
        target: &mut Self,
        code: ClientCode,
        here: &CustomerEntry,
        ids: &[RecordId],
        copied: &HashMap<RecordId, Content>,
    ) -> Result<(), MoveError> {
        let mut filings = Vec::new();
        for id in ids {
            let content = copied.get(id).ok_or(RecordsError::ContentDamaged(*id))?;
            filings.push((filing_of(self.record(*id)?), content));
        }
        target.records.write(|writing| {
            let customer = settle_customer(writing, code, here.added_at)?;
            for (filing, content) in &filings {
                filing::file(writing, customer, &code.compact(), filing, content)?;
            }
            Ok::<_, StoreError>(())
        })?;
        Ok(())
    }

    pub(super) fn copy_content<'g>(
        &self,
        target: &'g Group,
        ids: &[RecordId],
        copied: &mut HashMap<RecordId, Content>,
        watch: &mut Watch<'_>,
    ) -> Result<PourEnd<'g>, MoveError> {
        let drawer = Arc::new(Mutex::new(Drawer::new(&self.group, &self.records)?));
        let mut inputs = Vec::new();
        for id in ids {
            let content = place::content_of(&self.records, *id)?.ok_or(RecordsError::NotFound)?;
            let size_bytes = Some(content.size_bytes);
            let places = content.places.into_iter();
            let reader = RecordReader { drawer: Arc::clone(&drawer), places, chunk: Chunk::new(), at: 0 };
            inputs.push(Input { name: String::new(), size_bytes, open: Box::new(|| Ok(Box::new(reader))) });
        }
        let poured = pour(target, inputs, watch, |poured| {
            copied.extend(poured.into_iter().map(|Poured { index, content, .. }| (ids[index], content)));
            Ok(())
        })?;
        Ok(poured)
    }

    /// Reads the copies back from the other group's stacks and compares them with what was filed here.
    pub(super) fn verify_copies(
        &self,
        target: &Self,
        ids: &[RecordId],
        copied: &HashMap<RecordId, Content>,
        watch: &mut Watch<'_>,
    ) -> Result<(), MoveError> {
        let mut drawer = Drawer::new(&target.group, &target.records)?;
        let total_bytes = Some(copied.values().map(|content| content.size_bytes).sum());
        let mut progress = Progress { stage: "read-back", total_bytes, ..Progress::default() };
        for id in ids {
            watch.go_on().map_err(RecordsError::from)?;
            let filed = place::content_of(&self.records, *id)?.ok_or(RecordsError::NotFound)?;
            let same = |copy: &&Content| {
                copy.sha256 == filed.sha256 && filed.blake3.is_none_or(|blake3| copy.blake3 == Some(blake3))
            };
            let copy = copied.get(id).filter(same);
            drawer.verify(*id, copy.ok_or(RecordsError::ContentDamaged(*id))?, |bytes| {
                progress.done_bytes += bytes as u64;
                watch.tell(&progress);
                watch.go_on()
            })?;
        }
        Ok(())
    }

    /// The identity goes to the other group unless it is there already, where it may have been edited since.
    fn hand_over_identity(
        &self,
        target: &mut Self,
        code: ClientCode,
        identity: Option<IdentityDraft>,
    ) -> Result<(), MoveError> {
        let there = identity_of(target.identities()?, code)?;
        if let (Some(identity), None) = (identity, there) {
            let identity = Identity(identity);
            target.identities_mut()?.write(|writing| insert_identity(writing, code, &identity))?;
        }
        Ok(())
    }

    /// Removes the customer's identity and records here; the chunks that nothing names any more.
    fn remove_all_of(&mut self, code: ClientCode) -> Result<Vec<Place>, RecordsError> {
        self.identities_mut()?.write(|writing| remove_identity(writing, code))?;
        let places = self.records.write(|writing| {
            let Some(here) = entry(writing, code)? else {
                return Ok::<_, StoreError>(Vec::new());
            };
            let places = writing.all(
                "SELECT p.stack, p.chunk FROM place p JOIN record r ON r.id = p.record WHERE r.customer = ?1",
                params![here.id],
                |row| Ok(Place { stack: row.get(0)?, chunk: row.get(1)? }),
            )?;
            // Until the content is removed, unlocking looks at these stacks.
            let used = "UPDATE stack SET in_use = 1 WHERE n IN (SELECT p.stack FROM place p
                        JOIN record r ON r.id = p.record WHERE r.customer = ?1)";
            writing.execute(used, params![here.id])?;
            writing.execute(
                "DELETE FROM record_text WHERE rowid IN (SELECT id FROM record WHERE customer = ?1)",
                params![here.id],
            )?;
            writing.execute("DELETE FROM record WHERE customer = ?1", params![here.id])?;
            Ok(places)
        })?;
        Ok(places)
    }

    /// Marks where the customer went.
    fn leave_tombstone(&mut self, code: ClientCode, to: GroupId) -> Result<(), StoreError> {
        self.records.write(|writing| {
            let sql = "UPDATE customer SET state = ?2, other_group = ?3 WHERE code = ?1";
            writing.execute(sql, params![code.compact(), state::MOVED, to.as_bytes()]).map(drop)
        })
    }

    fn remove_content(&mut self, places: &[Place]) -> Result<(), StoreError> {
        stacks::remove_chunks(&self.group, &self.records, places)?;
        stacks::settle(&mut self.records, places)?;
        stacks::retire_empty(&self.group, &mut self.records)
    }
}

fn ids_of(records: &Database, customer: i64) -> Result<Vec<RecordId>, StoreError> {
    records.all("SELECT uid FROM record WHERE customer = ?1 ORDER BY id", params![customer], |row| {
        Ok(RecordId::from_bytes(row.get(0)?))
    })
}

/// The customer's row in the other group: new, or a tombstone that comes back to life.
fn settle_customer(writing: &Writing<'_>, code: ClientCode, added_at: WallTime) -> Result<i64, StoreError> {
    match entry(writing, code)? {
        Some(there) => {
            writing.execute(
                "UPDATE customer SET state = ?2, other_group = NULL WHERE id = ?1",
                params![there.id, state::HERE],
            )?;
            Ok(there.id)
        }
        None => customer::insert_code(writing, code, added_at),
    }
}

pub(super) fn filing_of(record: RecordDetail) -> Filing {
    let RecordDetail { row, file_name, notes, filed_by, .. } = record;
    let edit = JudgedEdit(RecordEdit { title: row.title, tags: row.tags, notes });
    Filing { id: row.id, edit, file_name, kind: row.kind, filed_at: row.filed_at, filed_by }
}

/// A record's content as something to read from.
struct RecordReader {
    drawer: Arc<Mutex<Drawer>>,
    places: std::vec::IntoIter<Place>,
    chunk: Chunk,
    at: usize,
}

impl Read for RecordReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.chunk.len() {
            let Some(place) = self.places.next() else {
                return Ok(0);
            };
            self.at = 0;
            let mut drawer = self.drawer.lock().unwrap_or_else(PoisonError::into_inner);
            self.chunk.fill(|room| drawer.read(place, room)).map_err(io::Error::other)?;
        }
        let rest = self.chunk.get(self.at..).unwrap_or_default();
        let length = rest.len().min(into.len());
        for (to, from) in into.iter_mut().zip(rest) {
            *to = *from;
        }
        self.at += length;
        Ok(length)
    }
}
