//! A group's stacks: which there are, which take content, making new ones, retiring empty ones.
//!
//! A stack's file is made before its row; one without a row is swept. Its number is never used again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::base::fs::sync_folder;
use crate::base::limits::STACK_CLOSES_AT_BYTES;
use crate::keys::hierarchy::DatabaseKey;
use crate::store::stack::{ChunkId, Stack};
use crate::store::{Database, StoreError, params};

use super::super::group::Group;
use super::super::schema::stack_state;
use super::place::Place;

/// Chunks that are removed in one transaction.
const REMOVED_AT_ONCE: usize = 32;

/// A stack's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::records) struct StackRow {
    pub(in crate::records) n: u32,
    pub(in crate::records) epoch: u32,
    pub(in crate::records) open: bool,
    /// A writer took it and has not given it back in order: there may be chunks that no record names.
    pub(in crate::records) in_use: bool,
}

/// Every stack that has a file.
pub(in crate::records) fn all(records: &Database) -> Result<Vec<StackRow>, StoreError> {
    records.all(
        "SELECT n, epoch, state, in_use FROM stack WHERE state <> ?1 ORDER BY n",
        params![stack_state::GONE],
        |row| {
            Ok(StackRow {
                n: row.get(0)?,
                epoch: row.get(1)?,
                open: row.get::<_, i64>(2)? == stack_state::OPEN,
                in_use: row.get(3)?,
            })
        },
    )
}

/// Takes stacks for writing, one at a time, and gives them back. One writing job has one of these.
pub(in crate::records) struct StackSource<'g> {
    group: &'g Group,
    records: Database,
    free: Vec<StackRow>,
    /// What was taken and was in order before.
    taken: Vec<u32>,
}

impl<'g> StackSource<'g> {
    pub(in crate::records) fn new(group: &'g Group, records: Database) -> Result<Self, StoreError> {
        let mut free: Vec<StackRow> = all(&records)?.into_iter().filter(|stack| stack.open).collect();
        free.reverse();
        Ok(Self { group, records, free, taken: Vec::new() })
    }

    /// A stack with room, open for writing: one that was begun, or a new one.
    pub(in crate::records) fn take(&mut self) -> Result<(u32, Stack), StoreError> {
        while let Some(StackRow { n, epoch, in_use, .. }) = self.free.pop() {
            let stack = self.group.open_stack(n, epoch)?;
            if Self::is_full(&stack)? {
                self.set_state(n, stack_state::CLOSED)?;
                continue;
            }
            if !in_use {
                self.mark_in_use(n)?;
                self.taken.push(n);
            }
            return Ok((n, stack));
        }
        self.make()
    }

    /// Gives a stack back whose chunks are all committed. A full one is closed for good.
    pub(in crate::records) fn give_back(&mut self, n: u32, stack: Stack) -> Result<(), StoreError> {
        if Self::is_full(&stack)? {
            self.set_state(n, stack_state::CLOSED)?;
        }
        stack.close()
    }

    /// Everything that was written is named by a record, or removed again.
    pub(in crate::records) fn settle(mut self) -> Result<(), StoreError> {
        self.records.write(|writing| {
            for n in &self.taken {
                writing.execute("UPDATE stack SET in_use = 0 WHERE n = ?1", params![n])?;
            }
            Ok::<_, StoreError>(())
        })?;
        self.records.close()
    }

    /// Whether a stack has reached the size at which it is closed.
    pub(super) fn is_full(stack: &Stack) -> Result<bool, StoreError> {
        Ok(stack.file_bytes()? >= STACK_CLOSES_AT_BYTES)
    }

    /// The records database, to read from.
    pub(super) fn records(&self) -> &Database {
        &self.records
    }

    fn make(&mut self) -> Result<(u32, Stack), StoreError> {
        let sql = "SELECT coalesce(max(n), 0) + 1 FROM stack";
        let n: u32 = self.records.one(sql, params![], |row| row.get(0))?.unwrap_or(1);
        let epoch = self.group.epoch;
        let path = self.group.stack_path(n, epoch);
        remove_file(&path)?;
        let stack = Stack::create(&path, &self.group.keys.records.stack_database(n))?;
        self.records.write(|writing| {
            writing.execute(
                "INSERT INTO stack (n, epoch, state, in_use) VALUES (?1, ?2, ?3, 1)",
                params![n, epoch, stack_state::OPEN],
            )
        })?;
        self.taken.push(n);
        Ok((n, stack))
    }

    fn mark_in_use(&mut self, n: u32) -> Result<(), StoreError> {
        self.records.write(|writing| {
            writing.execute("UPDATE stack SET in_use = 1 WHERE n = ?1", params![n]).map(drop)
        })
    }

    fn set_state(&mut self, n: u32, state: i64) -> Result<(), StoreError> {
        self.records.write(|writing| {
            writing.execute("UPDATE stack SET state = ?2 WHERE n = ?1", params![n, state]).map(drop)
        })
    }
}

/// The chunks at `places` are removed: what their stacks hold is named by records.
pub(in crate::records) fn settle(records: &mut Database, places: &[Place]) -> Result<(), StoreError> {
    let stacks: BTreeSet<u32> = places.iter().map(|place| place.stack).collect();
    records.write(|writing| {
        for n in stacks {
            writing.execute("UPDATE stack SET in_use = 0 WHERE n = ?1", params![n])?;
        }
        Ok(())
    })
}

/// Unlinks the closed stacks that hold nothing any more.
pub(in crate::records) fn retire_empty(group: &Group, records: &mut Database) -> Result<(), StoreError> {
    for row in all(records)?.into_iter().filter(|row| !row.open && !row.in_use) {
        let named =
            records.one("SELECT 1 FROM place WHERE stack = ?1 LIMIT 1", params![row.n], |_| Ok(()))?;
        if named.is_none() && group.open_stack(row.n, row.epoch)?.is_empty()? {
            retire(group, records, row)?;
        }
    }
    Ok(())
}

/// Unlinks a closed stack that holds nothing any more.
fn retire(group: &Group, records: &mut Database, stack: StackRow) -> Result<(), StoreError> {
    records.write(|writing| {
        let sql = "UPDATE stack SET state = ?2, in_use = 0 WHERE n = ?1";
        writing.execute(sql, params![stack.n, stack_state::GONE]).map(drop)
    })?;
    remove_file(&group.stack_path(stack.n, stack.epoch))
}

/// Removes a database that no row names, and its journal. Fine if it is not there.
pub(in crate::records) fn remove_file(path: &Path) -> Result<(), StoreError> {
    let failed = |error: &std::io::Error| StoreError::Io {
        file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        what: error.to_string(),
    };
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    let mut removed = false;
    for path in [Path::new(&journal), path] {
        match std::fs::remove_file(path) {
            Ok(()) => removed = true,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(&error)),
        }
    }
    if removed {
        sync_folder(path.parent().unwrap_or(Path::new("."))).map_err(|error| failed(&error))?;
    }
    Ok(())
}

/// Removes chunks that no record names. Those that are not there are passed over.
pub(in crate::records) fn remove_chunks(
    group: &Group,
    records: &Database,
    places: &[Place],
) -> Result<(), StoreError> {
    let mut by_stack: BTreeMap<u32, Vec<ChunkId>> = BTreeMap::new();
    for place in places {
        by_stack.entry(place.stack).or_default().push(place.chunk);
    }
    for row in all(records)? {
        let Some(chunks) = by_stack.get(&row.n) else {
            continue;
        };
        let mut stack = group.open_stack(row.n, row.epoch)?;
        // A transaction of many large deletions would need as much room again for its journal.
        for some in chunks.chunks(REMOVED_AT_ONCE) {
            stack.remove(some)?;
            stack.commit()?;
        }
        stack.close()?;
    }
    Ok(())
}

impl Group {
    /// A connection to a stack. Writers have a permit.
    pub(in crate::records) fn open_stack(&self, n: u32, epoch: u32) -> Result<Stack, StoreError> {
        Stack::open(&self.stack_path(n, epoch), &self.stack_key(n, epoch)?, self.access)
    }

    /// The key of a stack in one epoch.
    pub(in crate::records) fn stack_key(&self, n: u32, epoch: u32) -> Result<DatabaseKey, StoreError> {
        let mut keys = std::iter::once(&self.keys.records).chain(&self.keys.older);
        let key = keys.find(|key| key.place().epoch == epoch);
        key.map(|key| key.stack_database(n)).ok_or_else(|| StoreError::Other {
            file: format!("stack-{n}.{epoch}.db"),
            what: "the key of this epoch is not held".to_owned(),
        })
    }
}
