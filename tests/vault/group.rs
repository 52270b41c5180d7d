//! A group in a folder of its own, with keys drawn for it: what the tests of customers and records stand on.
//!
//! Needs no vault around it: a group's databases are made and opened with nothing but their keys.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use strongroom::base::clock::{HandClock, WallTime};
use strongroom::base::code::ClientCode;
use strongroom::base::id::{AccountId, GroupId, RecordId, VaultId};
use strongroom::base::job::Watch;
use strongroom::keys::hierarchy::{IdentitiesKey, RecordsKey};
use strongroom::keys::place::{KeyKind, Place};
use strongroom::records::face::IdentityDraft;
use strongroom::records::{FreeFloor, GroupKeys, GroupStore, ImportOutcome, ImportPlan, Setting};
use strongroom::store::Access;
use strongroom::vault::Layout;

/// The person who files in these tests.
pub(crate) const CLERK: AccountId = AccountId::from_bytes([7; 16]);

/// When these tests begin: 2026-11-22T10:00:00Z.
pub(crate) const NOON: WallTime = WallTime::from_unix_millis(1_795_341_600_000);

/// A folder with groups in it.
pub(crate) struct House {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) clock: Arc<HandClock>,
    keys: BTreeMap<GroupId, GroupKeys>,
}

impl House {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder, clock: Arc::new(HandClock::at(NOON)), keys: BTreeMap::new() }
    }

    pub(crate) fn layout(&self) -> Layout {
        Layout::new(self.folder.path())
    }

    pub(crate) fn setting(&self, floor: FreeFloor) -> Setting {
        Setting { clock: self.clock.clone(), floor }
    }

    /// A new, empty group.
    pub(crate) fn group(&mut self) -> GroupStore {
        let id = GroupId::generate();
        let place = |kind| Place { vault: VaultId::from_bytes([1; 16]), kind, group: Some(id), epoch: 1 };
        let keys = GroupKeys {
            records: Arc::new(RecordsKey::generate(place(KeyKind::GroupRecords))),
            older: Vec::new(),
            identities: Some(Arc::new(IdentitiesKey::generate(place(KeyKind::GroupIdentities)))),
        };
        self.keys.insert(id, keys.clone());
        GroupStore::create(&self.layout(), keys, self.setting(FreeFloor::Bytes(0))).unwrap()
    }

    /// A group that is there, opened again.
    pub(crate) fn open(&self, id: GroupId) -> GroupStore {
        self.open_as(id, Access::ReadWrite, FreeFloor::Bytes(0), true)
    }

    pub(crate) fn open_as(
        &self,
        id: GroupId,
        access: Access,
        floor: FreeFloor,
        identities: bool,
    ) -> GroupStore {
        let mut keys = self.keys[&id].clone();
        keys.identities = keys.identities.filter(|_| identities);
        GroupStore::open(&self.layout(), keys, access, self.setting(floor)).unwrap()
    }

    /// A group that may not open.
    pub(crate) fn try_open(
        &self,
        id: GroupId,
        access: Access,
    ) -> Result<GroupStore, strongroom::records::RecordsError> {
        let setting = self.setting(FreeFloor::Bytes(0));
        GroupStore::open(&self.layout(), self.keys[&id].clone(), access, setting)
    }

    /// Keys of the next epoch of a group, the ones before among the older; from now on it is opened with them.
    pub(crate) fn next_keys(&mut self, id: GroupId) -> GroupKeys {
        let before = self.keys[&id].clone();
        let records = before.records.place();
        let place = |kind| Place { kind, epoch: records.epoch + 1, ..records };
        let mut older = before.older;
        older.push(before.records);
        let next = GroupKeys {
            records: Arc::new(RecordsKey::generate(place(KeyKind::GroupRecords))),
            older,
            identities: Some(Arc::new(IdentitiesKey::generate(place(KeyKind::GroupIdentities)))),
        };
        self.keys.insert(id, next.clone());
        next
    }

    /// The keys that a group is opened with.
    pub(crate) fn keys_of(&self, id: GroupId) -> GroupKeys {
        self.keys[&id].clone()
    }

    /// Every file of a group, by name.
    pub(crate) fn files(&self, id: GroupId) -> Vec<String> {
        let listed = std::fs::read_dir(self.layout().group(id)).unwrap();
        let mut names: Vec<String> =
            listed.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// An identity with just a name.
pub(crate) fn named(name: &str) -> IdentityDraft {
    IdentityDraft { name: name.to_owned(), ..IdentityDraft::default() }
}

/// Adds a customer with just a name.
pub(crate) fn customer(group: &mut GroupStore, name: &str) -> ClientCode {
    let code = group.draw_code().unwrap();
    group.add_customer(code, &named(name)).unwrap();
    code
}

/// Content that no compression shortens, the same for the same seed.
pub(crate) fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        // xorshift64* (Marsaglia 2003, Vigna 2016).
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        bytes.extend_from_slice(&state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}

/// Imports contents under their names.
pub(crate) fn import(group: &mut GroupStore, code: ClientCode, files: Vec<(&str, Vec<u8>)>) -> ImportOutcome {
    let mut plan = ImportPlan::default();
    for (name, bytes) in files {
        let size_bytes = Some(bytes.len() as u64);
        plan.add_reader(name, size_bytes, Box::new(Cursor::new(bytes)));
    }
    group.import(code, CLERK, plan, &mut Watch::unwatched(), |_| ()).unwrap()
}

/// Imports one file; its record.
pub(crate) fn import_one(group: &mut GroupStore, code: ClientCode, name: &str, bytes: Vec<u8>) -> RecordId {
    let outcome = import(group, code, vec![(name, bytes)]);
    assert!(outcome.failed.is_empty(), "{:?}", outcome.failed);
    outcome.imported[0].id
}

/// A record's content, as the viewer would read it.
pub(crate) fn content(group: &GroupStore, id: RecordId) -> Vec<u8> {
    group.read_content(id, u64::MAX).unwrap().to_vec()
}

/// Turns one bit of a file.
pub(crate) fn flip(path: &Path, byte: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[byte] ^= 0x10;
    std::fs::write(path, bytes).unwrap();
}
