//! Looking after a group: is everything readable and as it was filed, and is there content that no record names.
//!
//! `check` reads and names; `sweep` removes what interrupted work has left behind. Only what was interrupted needs
//! looking at when the vault is unlocked; a repair looks at all of it.

use std::collections::HashSet;
use std::path::Path;

use crate::base::id::RecordId;
use crate::base::job::{Progress, Watch};
use crate::store::stack::Stack;
use crate::store::{Database, StoreError, params, unsigned};

use super::content::chunk::Lent;
use super::content::draw::{Visit, draw};
use super::content::place::{Content, Place, named_in};
use super::content::proof::By;
use super::content::stacks::{self, StackRow};
use super::customer::{code_at, remove_identity};
use super::error::RecordsError;
use super::forgetting;
use super::group::GroupStore;
use super::schema::state;

/// What was found of a group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupHealth {
    /// Databases that were read page by page.
    pub databases: u64,
    /// Records whose content was read and compared.
    pub records: u64,
    /// What is damaged: the file (relative to the vault), the record if one is hit, and what is wrong.
    pub damage: Vec<(String, Option<RecordId>, String)>,
    /// Content that no record names, in bytes.
    pub orphan_bytes: u64,
}

/// What was removed because nothing names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swept {
    /// Chunks of interrupted imports, moves and removals.
    pub chunks: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Files that no row names.
    pub files: u64,
    /// Codes whose identity was never written.
    pub codes: u64,
    /// Identities of customers who had moved to another group or were deleted already.
    pub identities: u64,
}

impl GroupStore {
    /// Reads every page of every database and every record's content, and compares. Changes nothing.
    pub fn check(&self, watch: &mut Watch<'_>) -> Result<GroupHealth, RecordsError> {
        let mut health = GroupHealth::default();
        let mut progress = Progress { stage: "check", ..Progress::default() };
        // A connection that has met a damaged page is of no more use: this one is kept for what comes after.
        self.check_database(self.group.open_records(), &self.group.records_path(), &mut health);
        if let Some(opened) = self.group.open_identities() {
            self.check_database(opened, &self.group.identities_path(), &mut health);
        }
        let rows = match stacks::all(&self.records) {
            Ok(rows) => rows,
            // Without a readable records database nothing more can be said; that it is damaged is said already.
            Err(StoreError::Damaged { .. }) => return Ok(health),
            Err(other) => return Err(other.into()),
        };
        progress.total = Some(rows.len() as u64);
        for row in rows {
            watch.go_on()?;
            let path = self.group.stack_path(row.n, row.epoch);
            progress.now = self.group.layout.relative(&path);
            watch.tell(&progress);
            let opened = self.group.open_stack(row.n, row.epoch).map(Stack::into_database);
            self.check_database(opened, &path, &mut health);
            health.orphan_bytes += self.orphans_of(row).map_or(0, |orphans| total(&orphans));
            progress.done += 1;
        }
        self.check_contents(watch, &mut health)?;
        Ok(health)
    }

    /// Removes what no row names. At unlock, before any writer starts, only what was interrupted is looked at;
    /// with `thoroughly`, everything.
    pub fn sweep(&mut self, thoroughly: bool, watch: &mut Watch<'_>) -> Result<Swept, RecordsError> {
        self.writable()?;
        let group = std::sync::Arc::clone(&self.group);
        let _permit = group.permits.writing(watch.flag())?;
        let mut swept = Swept {
            files: self.sweep_files()?,
            codes: self.sweep_codes()?,
            identities: self.sweep_identities(thoroughly)?,
            ..Swept::default()
        };
        for row in stacks::all(&self.records)? {
            watch.go_on()?;
            if !(thoroughly || row.in_use) {
                continue;
            }
            let orphans = self.orphans_of(row)?;
            let places: Vec<_> = orphans.iter().map(|(place, _)| *place).collect();
            stacks::remove_chunks(&group, &self.records, &places)?;
            stacks::settle(&mut self.records, &[Place { stack: row.n, chunk: 0 }])?;
            swept.chunks += places.len() as u64;
            swept.bytes += total(&orphans);
        }
        stacks::retire_empty(&group, &mut self.records)?;
        Ok(swept)
    }

    fn check_database(&self, opened: Result<Database, StoreError>, path: &Path, health: &mut GroupHealth) {
        health.databases += 1;
        let file = self.group.layout.relative(path);
        match opened.and_then(|database| database.find_damage()) {
            Ok(findings) => health.damage.extend(findings.into_iter().map(|what| (file.clone(), None, what))),
            Err(error) => health.note(&file, None, &error),
        }
    }

    fn check_contents(&self, watch: &mut Watch<'_>, health: &mut GroupHealth) -> Result<(), RecordsError> {
        let listed = self.records.all("SELECT uid FROM record ORDER BY id", params![], |row| {
            Ok(RecordId::from_bytes(row.get(0)?))
        });
        let ids = match listed {
            Ok(ids) => ids,
            Err(StoreError::Damaged { .. }) => return Ok(()),
            Err(other) => return Err(other.into()),
        };
        let size = self.records.one("SELECT sum(size) FROM record", params![], |row| unsigned(row, 0));
        let progress = Progress {
            stage: "check",
            total: Some(ids.len() as u64),
            total_bytes: size.ok().flatten(),
            ..Progress::default()
        };
        let unwatched = Watch::new(watch.flag().clone(), |_| ());
        let folder = self.group.layout.relative(&self.group.folder());
        let mut checker = Checker { ids: &ids, folder, health, progress, watch };
        draw(&self.group, &self.records, &ids, By::Both, &unwatched, &mut checker)
    }

    /// The chunks of a stack that no record names, with their lengths.
    fn orphans_of(&self, row: StackRow) -> Result<Vec<(Place, u64)>, StoreError> {
        let named: HashSet<i64> = named_in(&self.records, row.n)?.into_iter().collect();
        let chunks = self.group.open_stack(row.n, row.epoch)?.chunks()?;
        let orphans = chunks.into_iter().filter(|(chunk, _)| !named.contains(chunk));
        Ok(orphans.map(|(chunk, bytes)| (Place { stack: row.n, chunk }, bytes)).collect())
    }

    /// Removes the identities of customers who moved away: a move that was cut off after its tombstone.
    fn sweep_identities(&mut self, thoroughly: bool) -> Result<u64, RecordsError> {
        let Some(identities) = &self.identities else {
            return Ok(0);
        };
        let known = identities.one("SELECT identities FROM tally", params![], |row| unsigned(row, 0))?;
        if !thoroughly && known.unwrap_or(0) <= self.counts()?.customers {
            return Ok(0);
        }
        let gone = self.records.all(
            "SELECT code FROM customer WHERE state <> 0 AND state IN (?1, ?2)",
            params![state::MOVED, state::VOID],
            |row| code_at(row, 0),
        )?;
        let identities = self.identities_mut()?;
        identities.write(|writing| gone.iter().try_for_each(|code| remove_identity(writing, *code)))?;
        forgetting::forget(identities, &forgetting::NAMES, &mut Watch::unwatched())?;
        Ok(known.unwrap_or(0).saturating_sub(self.counts()?.customers))
    }

    /// Codes whose identity was never written become tombstones: their addition was not acknowledged.
    fn sweep_codes(&mut self) -> Result<u64, RecordsError> {
        let Some(identities) = &self.identities else {
            return Ok(0);
        };
        let known = identities.one("SELECT identities FROM tally", params![], |row| unsigned(row, 0))?;
        if known.unwrap_or(0) >= self.counts()?.customers {
            return Ok(0);
        }
        let nameless = self.records.all(
            "SELECT code FROM customer WHERE state = ?1 AND records = 0 ORDER BY id DESC",
            params![state::HERE],
            |row| code_at(row, 0),
        )?;
        let mut void = Vec::new();
        for code in nameless {
            let sql = "SELECT 1 FROM identity WHERE code = ?1";
            if identities.one(sql, params![code.compact()], |_| Ok(()))?.is_none() {
                void.push(code);
            }
        }
        self.records.write(|writing| {
            for code in &void {
                let sql = "UPDATE customer SET state = ?2 WHERE code = ?1";
                writing.execute(sql, params![code.compact(), state::VOID])?;
            }
            Ok::<_, RecordsError>(void.len() as u64)
        })
    }
}

fn total(orphans: &[(Place, u64)]) -> u64 {
    orphans.iter().map(|(_, bytes)| bytes).sum()
}

impl GroupHealth {
    fn note(&mut self, file: &str, record: Option<RecordId>, what: &dyn std::fmt::Display) {
        self.damage.push((file.to_owned(), record, what.to_string()));
    }
}

/// Compares every content with both of its hashes.
struct Checker<'c, 'w> {
    ids: &'c [RecordId],
    folder: String,
    health: &'c mut GroupHealth,
    progress: Progress,
    watch: &'c mut Watch<'w>,
}

impl Visit for Checker<'_, '_> {
    fn begin(&mut self, _index: usize, _content: &Content) -> bool {
        self.watch.tell(&self.progress);
        true
    }

    fn chunk(&mut self, _index: usize, chunk: Lent) -> bool {
        self.progress.done_bytes += chunk.len() as u64;
        self.watch.tell(&self.progress);
        true
    }

    fn end(&mut self, index: usize, outcome: Result<(), RecordsError>) {
        self.progress.done += 1;
        self.health.records += 1;
        if let Err(error) = outcome {
            let file = match &error {
                RecordsError::Store(StoreError::Damaged { file, .. } | StoreError::Missing { file }) => {
                    format!("{}/{file}", self.folder)
                }
                _ => self.folder.clone(),
            };
            self.health.note(&file, self.ids.get(index).copied(), &error);
        }
    }
}
