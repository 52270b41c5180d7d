//! One group, opened: its connections, its keys, and what all connections to it share.
//!
//! A [`GroupStore`] belongs to one thread. Jobs take [`GroupStore::another`], with connections of their own, so that
//! a search never waits for an import.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::clock::SharedClock;
use crate::base::fs::{create_private_folder, room_at};
use crate::base::id::GroupId;
use crate::base::limits::{FREE_FLOOR_BYTES, FREE_FLOOR_PERCENT};
use crate::keys::hierarchy::{IdentitiesKey, RecordsKey};
use crate::store::{Access, Database, Interrupt, StoreError, params, unsigned};
use crate::vault::layout::Layout;

use super::content::permit::ContentPermits;
use super::error::RecordsError;
use super::schema;

/// The keys of one group, as they were granted.
#[derive(Clone)]
pub struct GroupKeys {
    /// Opens records and stacks.
    pub records: Arc<RecordsKey>,
    /// Keys of earlier epochs: they open the stacks that are not written again under the present one yet.
    pub older: Vec<Arc<RecordsKey>>,
    /// Opens identities, where granted.
    pub identities: Option<Arc<IdentitiesKey>>,
}

/// How much must stay free on the vault's disk for content to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FreeFloor {
    /// 2 GiB or 2 % of the disk, whichever is more.
    #[default]
    Standard,
    /// This many bytes; for tests that fill a disk.
    Bytes(u64),
}

/// What a group is opened in: the clock and the disk.
#[derive(Clone)]
pub struct Setting {
    /// Tells when something was added.
    pub clock: SharedClock,
    /// What must stay free.
    pub floor: FreeFloor,
}

/// How much a group holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupCounts {
    /// Customers, tombstones apart.
    pub customers: u64,
    /// Records.
    pub records: u64,
}

/// What all connections to one opened group share.
pub(super) struct Group {
    pub(super) layout: Layout,
    pub(super) id: GroupId,
    pub(super) epoch: u32,
    pub(super) keys: GroupKeys,
    pub(super) access: Access,
    pub(super) setting: Setting,
    pub(super) permits: ContentPermits,
}

/// One thread's connections to one group.
pub struct GroupStore {
    pub(super) group: Arc<Group>,
    pub(super) records: Database,
    pub(super) identities: Option<Database>,
}

impl GroupStore {
    /// Makes the databases of a new group. The group counts once the registry names it; until then its folder is a
    /// leftover that is swept.
    pub fn create(layout: &Layout, keys: GroupKeys, setting: Setting) -> Result<Self, RecordsError> {
        let group = Arc::new(Group::new(layout, keys, Access::ReadWrite, setting)?);
        create_private_folder(&layout.group(group.id))
            .map_err(|error| StoreError::Io { file: group.id.to_string(), what: error.to_string() })?;
        let records = Database::create(
            &group.records_path(),
            &schema::RECORDS,
            &group.keys.records.records_database(),
        )?;
        let identities = match &group.keys.identities {
            Some(key) => {
                let path = group.identities_path();
                Some(Database::create(&path, &schema::IDENTITIES, &key.identities_database())?)
            }
            None => None,
        };
        Ok(Self { group, records, identities })
    }

    /// Opens a group: all of it, or without the identities where they were not granted. A closed group is opened
    /// with [`Access::ReadOnly`].
    pub fn open(
        layout: &Layout,
        keys: GroupKeys,
        access: Access,
        setting: Setting,
    ) -> Result<Self, RecordsError> {
        Self::connect(Arc::new(Group::new(layout, keys, access, setting)?))
    }

    /// The same group over connections of their own, for another thread.
    pub fn another(&self) -> Result<Self, RecordsError> {
        Self::connect(Arc::clone(&self.group))
    }

    fn connect(group: Arc<Group>) -> Result<Self, RecordsError> {
        let records = group.open_records()?;
        let identities = group.open_identities().transpose()?;
        Ok(Self { group, records, identities })
    }

    /// Closes the connections; the last ones write the logs back into the files.
    pub fn close(self) -> Result<(), RecordsError> {
        let identities = self.identities.map_or(Ok(()), Database::close);
        self.records.close()?;
        Ok(identities?)
    }

    /// The group's id.
    pub fn id(&self) -> GroupId {
        self.group.id
    }

    /// Whether it can only be read.
    pub fn is_closed(&self) -> bool {
        self.group.access == Access::ReadOnly
    }

    /// Whether the identities were granted.
    pub fn has_identities(&self) -> bool {
        self.identities.is_some()
    }

    /// How much it holds. Quick: the counts are kept.
    pub fn counts(&self) -> Result<GroupCounts, RecordsError> {
        let counts = self.records.one("SELECT customers, records FROM tally", params![], |row| {
            Ok(GroupCounts { customers: unsigned(row, 0)?, records: unsigned(row, 1)? })
        })?;
        Ok(counts.unwrap_or_default())
    }

    /// The commit counters of the group's databases, by path relative to the vault: an older copy that was put back
    /// has a smaller one.
    pub fn commit_counters(&self) -> Result<Vec<(String, u64)>, RecordsError> {
        let relative = |path: PathBuf| self.group.layout.relative(&path);
        let mut counters = vec![(relative(self.group.records_path()), self.records.commits()?)];
        if let Some(identities) = &self.identities {
            counters.push((relative(self.group.identities_path()), identities.commits()?));
        }
        for stack in super::content::stacks::all(&self.records)? {
            let path = self.group.stack_path(stack.n, stack.epoch);
            let opened = self.group.open_stack(stack.n, stack.epoch)?;
            counters.push((relative(path), opened.database().commits()?));
        }
        Ok(counters)
    }

    /// The checkpoint of the access log that was kept here last: a signed note, for `audit` to read.
    pub fn log_anchor(&self) -> Result<Option<String>, RecordsError> {
        Ok(self.records.one("SELECT checkpoint FROM log_anchor", params![], |row| row.get(0))?)
    }

    /// Keeps another checkpoint in its place.
    pub fn keep_log_anchor(&mut self, checkpoint: &str) -> Result<(), RecordsError> {
        self.writable()?;
        self.records.write(|writing| {
            let sql = "INSERT INTO log_anchor (one, checkpoint) VALUES (1, ?1)
                       ON CONFLICT (one) DO UPDATE SET checkpoint = excluded.checkpoint";
            writing.execute(sql, params![checkpoint]).map(drop).map_err(RecordsError::from)
        })
    }

    /// Stops what this store's connections are doing, from another thread.
    pub fn interrupts(&self) -> Vec<Interrupt> {
        let identities = self.identities.iter().map(Database::interrupt_handle);
        identities.chain([self.records.interrupt_handle()]).collect()
    }

    pub(super) fn writable(&self) -> Result<(), RecordsError> {
        if self.is_closed() { Err(RecordsError::GroupClosed) } else { Ok(()) }
    }

    pub(super) fn identities(&self) -> Result<&Database, RecordsError> {
        self.identities.as_ref().ok_or(RecordsError::NotGranted)
    }

    pub(super) fn identities_mut(&mut self) -> Result<&mut Database, RecordsError> {
        self.identities.as_mut().ok_or(RecordsError::NotGranted)
    }
}

impl std::fmt::Debug for GroupStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GroupStore").field("group", &self.group.id).finish_non_exhaustive()
    }
}

impl Group {
    fn new(layout: &Layout, keys: GroupKeys, access: Access, setting: Setting) -> Result<Self, RecordsError> {
        let place = keys.records.place();
        let id = place.group.ok_or(RecordsError::NotFound)?;
        Ok(Self {
            layout: layout.clone(),
            id,
            epoch: place.epoch,
            keys,
            access,
            setting,
            permits: ContentPermits::default(),
        })
    }

    pub(super) fn records_path(&self) -> PathBuf {
        self.layout.records(self.id, self.epoch)
    }

    pub(super) fn identities_path(&self) -> PathBuf {
        let epoch = self.keys.identities.as_ref().map_or(self.epoch, |key| key.place().epoch);
        self.layout.identities(self.id, epoch)
    }

    pub(super) fn stack_path(&self, n: u32, epoch: u32) -> PathBuf {
        self.layout.stack(self.id, n, epoch)
    }

    pub(super) fn open_records(&self) -> Result<Database, StoreError> {
        let key = self.keys.records.records_database();
        Database::open(&self.records_path(), &schema::RECORDS, &key, self.access)
    }

    /// None where the identities were not granted.
    pub(super) fn open_identities(&self) -> Option<Result<Database, StoreError>> {
        let key = self.keys.identities.as_ref()?.identities_database();
        Some(Database::open(&self.identities_path(), &schema::IDENTITIES, &key, self.access))
    }

    pub(super) fn folder(&self) -> PathBuf {
        self.layout.group(self.id)
    }

    /// Free bytes on the vault's disk and the bytes that must stay free.
    pub(super) fn room(&self) -> std::io::Result<(u64, u64)> {
        let room = room_at(&self.folder())?;
        let floor = match self.setting.floor {
            FreeFloor::Standard => FREE_FLOOR_BYTES.max(room.total_bytes / 100 * FREE_FLOOR_PERCENT),
            FreeFloor::Bytes(bytes) => bytes,
        };
        Ok((room.free_bytes, floor))
    }
}
