//! Writing a group again under new keys: records and identities at once, then stack by stack, so that the room for one
//! stack is enough. Every step can be cut off; what was done stays, and the rest is done by beginning again.
//!
//! Called by `app`, which has the registry name the new keys in between. Old files stay under their epoch's name until
//! a backup is verified, and are removed by [`GroupStore::remove_old_files`] alone.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::job::{Progress, Watch};
use crate::store::export::remove_database;
use crate::store::stack::Stack;
use crate::store::{Access, Database, Export, StoreError, params};

use super::content::stacks::{self, StackRow};
use super::error::RecordsError;
use super::group::{Group, GroupKeys, GroupStore};
use super::schema;

/// A file of an earlier epoch that waits for a verified backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
}

/// What a file of a group's folder is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    Records {
        epoch: u32,
    },
    Identities {
        epoch: u32,
    },
    Stack {
        n: u32,
        epoch: u32,
    },
    /// A write that did not end.
    Unfinished,
}

impl GroupStore {
    /// Writes records and identities again, each under its key of `next` where that is of a later epoch. The new files
    /// count once the registry names their keys; until then they are leftovers.
    ///
    /// Nobody else works in the group: refused while other connections are open. The group is opened with the new
    /// keys afterwards.
    pub fn begin_rekey(&mut self, next: &GroupKeys, watch: &Watch<'_>) -> Result<(), RecordsError> {
        if self.is_shared() {
            return Err(RecordsError::InUse);
        }
        let group = &self.group;
        let place = next.records.place();
        if place.epoch > group.epoch {
            let to = group.layout.records(group.id, place.epoch);
            let (from, old_key) = (group.records_path(), group.keys.records.records_database());
            group.room_for(&from)?;
            let to = (to.as_path(), &next.records.records_database());
            Export { schema: &schema::RECORDS, from: (&from, &old_key), to }.run(watch.flag())?;
        }
        let (Some(old), Some(new)) = (&group.keys.identities, &next.identities) else { return Ok(()) };
        if new.place().epoch > old.place().epoch {
            let to = group.layout.identities(group.id, new.place().epoch);
            let (from, old_key) = (group.identities_path(), old.identities_database());
            group.room_for(&from)?;
            let to = (to.as_path(), &new.identities_database());
            Export { schema: &schema::IDENTITIES, from: (&from, &old_key), to }.run(watch.flag())?;
        }
        Ok(())
    }

    /// Whether other connections to the group are open.
    pub fn is_shared(&self) -> bool {
        Arc::strong_count(&self.group) > 1
    }

    /// How many stacks are still of an earlier epoch.
    pub fn stacks_owed(&self) -> Result<u64, RecordsError> {
        Ok(self.owed()?.len() as u64)
    }

    /// Writes every stack of an earlier epoch again under the present key, one after the other. Imports of this group
    /// wait for the stack at hand; reading goes on. Stops within a stack when it is cancelled.
    pub fn rekey_stacks(&mut self, watch: &mut Watch<'_>) -> Result<u64, RecordsError> {
        let group = Arc::clone(&self.group);
        // Closed groups are opened for reading only, and written again all the same.
        let key = group.keys.records.records_database();
        let mut records = Database::open(&group.records_path(), &schema::RECORDS, &key, Access::ReadWrite)?;
        let owed = self.owed()?;
        let sizes = owed.iter().map(|row| size_of(&group.stack_path(row.n, row.epoch)));
        let mut progress = Progress {
            stage: "rekey",
            total: Some(owed.len() as u64),
            total_bytes: Some(sizes.sum()),
            ..Progress::default()
        };
        for row in &owed {
            let path = group.stack_path(row.n, row.epoch);
            progress.now = group.layout.relative(&path);
            watch.tell(&progress);
            watch.go_on()?;
            let bytes = size_of(&path);
            let _permit = group.permits.writing(watch.flag())?;
            rekey_stack(&group, &mut records, row.n, watch)?;
            progress.done += 1;
            progress.done_bytes += bytes;
        }
        watch.tell(&progress);
        records.close()?;
        Ok(progress.done)
    }

    /// Files of earlier epochs that were written again since: they wait for a verified backup.
    pub fn old_files(&self) -> Result<Vec<OldFile>, RecordsError> {
        let mut old = Vec::new();
        let rows = stacks::all(&self.records)?;
        for (path, named) in self.files()? {
            if self.is_old(named, &rows) {
                old.push(OldFile { bytes: size_of(&path), path });
            }
        }
        Ok(old)
    }

    /// The files of the group that are in use now.
    pub fn files_in_use(&self) -> Result<Vec<PathBuf>, RecordsError> {
        let rows = stacks::all(&self.records)?;
        let files = self.files()?.into_iter();
        let used = files.filter(|(_, named)| self.is_in_use(*named, &rows) && !self.is_old(*named, &rows));
        Ok(used.map(|(path, _)| path).collect())
    }

    /// Removes the files of earlier epochs, once a backup that holds those in use is verified; the caller has seen that.
    /// How many bytes that gave back.
    pub fn remove_old_files(&mut self) -> Result<u64, RecordsError> {
        let mut bytes = 0;
        for old in self.old_files()? {
            bytes += remove_database(&old.path)?;
        }
        Ok(bytes)
    }

    /// Removes files that no row and no statement names: of a new stack whose row was never written, of an empty one
    /// whose row says that it is gone, of a re-keying that was cut off. Files of earlier epochs stay.
    pub(super) fn sweep_files(&self) -> Result<u64, RecordsError> {
        let rows = stacks::all(&self.records)?;
        let mut files = 0;
        for (path, named) in self.files()? {
            if !self.is_in_use(named, &rows) && !self.is_old(named, &rows) {
                remove_database(&path)?;
                files += 1;
            }
        }
        Ok(files)
    }

    fn owed(&self) -> Result<Vec<StackRow>, StoreError> {
        let rows = stacks::all(&self.records)?.into_iter();
        Ok(rows.filter(|row| row.epoch < self.group.epoch).collect())
    }

    fn is_in_use(&self, named: Named, rows: &[StackRow]) -> bool {
        match named {
            Named::Records { epoch } => epoch == self.group.epoch,
            // Without the identities' key, which epoch is in use is not known.
            Named::Identities { epoch } => self.identities_epoch().is_none_or(|used| used == epoch),
            Named::Stack { n, epoch } => rows.iter().any(|row| row.n == n && row.epoch == epoch),
            Named::Unfinished => false,
        }
    }

    fn is_old(&self, named: Named, rows: &[StackRow]) -> bool {
        match named {
            Named::Records { epoch } => epoch < self.group.epoch,
            Named::Identities { epoch } => self.identities_epoch().is_some_and(|used| epoch < used),
            Named::Stack { epoch, .. } => epoch < self.group.epoch && !self.is_in_use(named, rows),
            Named::Unfinished => false,
        }
    }

    fn identities_epoch(&self) -> Option<u32> {
        self.group.keys.identities.as_ref().map(|key| key.place().epoch)
    }

    /// The databases of the group's folder.
    fn files(&self) -> Result<Vec<(PathBuf, Named)>, RecordsError> {
        let failed =
            |error: std::io::Error| StoreError::Io { file: self.id().to_string(), what: error.to_string() };
        let mut files = Vec::new();
        for entry in std::fs::read_dir(self.group.folder()).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if let Some(named) = named(&path) {
                files.push((path, named));
            }
        }
        files.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(files)
    }
}

/// One stack: the new file first, then its row, which is the commit point.
fn rekey_stack(group: &Group, records: &mut Database, n: u32, watch: &Watch<'_>) -> Result<(), RecordsError> {
    // It may have been emptied and unlinked while this waited.
    let row = stacks::all(records)?.into_iter().find(|row| row.n == n && row.epoch < group.epoch);
    let Some(row) = row else { return Ok(()) };
    let from = group.stack_path(n, row.epoch);
    let to = group.stack_path(n, group.epoch);
    group.room_for(&from)?;
    let keys = (group.stack_key(n, row.epoch)?, group.stack_key(n, group.epoch)?);
    Stack::export((&from, &keys.0), (&to, &keys.1), watch.flag())?;
    records.write(|writing| {
        let sql = "UPDATE stack SET epoch = ?2 WHERE n = ?1";
        writing.execute(sql, params![n, group.epoch]).map(drop)
    })?;
    group.permits.door(n).moved_to(group.epoch);
    Ok(())
}

impl Group {
    /// Whether a second copy of the file fits on the disk. What must stay free for imports need not stay free for this.
    fn room_for(&self, path: &Path) -> Result<(), RecordsError> {
        let (free_bytes, _floor) = self.room().map_err(|error| {
            RecordsError::from(StoreError::Io { file: self.id.to_string(), what: error.to_string() })
        })?;
        let needed_bytes = size_of(path);
        if needed_bytes > free_bytes {
            Err(RecordsError::NoRoom { free_bytes, needed_bytes })
        } else {
            Ok(())
        }
    }
}

fn size_of(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |about| about.len())
}

fn named(path: &Path) -> Option<Named> {
    let name = path.file_name()?.to_str()?;
    if name.ends_with(".db.new") {
        return Some(Named::Unfinished);
    }
    let (stem, epoch) = name.strip_suffix(".db")?.split_once('.')?;
    let epoch = epoch.parse().ok()?;
    match stem {
        "records" => Some(Named::Records { epoch }),
        "identities" => Some(Named::Identities { epoch }),
        _ => Some(Named::Stack { n: stem.strip_prefix("stack-")?.parse().ok()?, epoch }),
    }
}
