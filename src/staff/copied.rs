//! A restored copy of the vault, opened by the keys that travelled in it: its statements, folded down to the founding
//! one, its registry, and the groups' keys, each held against the statement of its epoch.
//!
//! Nobody is logged in to a copy. Whoever has the restore key or the recovery sheets can open all that is sealed to
//! them; `app` decides who may, and what of it is told. Groups that take two people are sealed to the sheets alone.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use crate::base::fs::read_limited;
use crate::base::id::GroupId;
use crate::base::limits::PLAIN_FILE_BYTES;
use crate::keys::hierarchy::{IdentitiesKey, Key, LogReaderKey, RecordsKey, RegistryKey};
use crate::keys::place::KeyKind;
use crate::keys::travelled::{TRAVELLING_BYTES, Travelled};
use crate::parcel::{Identity, open_small};
use crate::store::StoreError;
use crate::vault::registry::Registry;
use crate::vault::{Sealed, Vault};

use super::alarm::Alarm;
use super::chain;
use super::groups::face_of;
use super::house::House;

/// Why a copy was not opened.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// No key of the registry travelled in it that this identity opens.
    #[error("the key of its registry is not in it")]
    NoRegistryKey,
    /// A file of the copy cannot be read.
    #[error("a sealed key cannot be read: {0}")]
    Io(#[from] io::Error),
    /// The registry cannot be read.
    #[error(transparent)]
    Registry(#[from] StoreError),
    /// The statements are not to be believed.
    #[error(transparent)]
    Chain(#[from] Alarm),
}

/// A copy that was opened.
pub struct OpenedCopy {
    house: House,
    registry: Registry,
    reader: Option<LogReaderKey>,
    records: BTreeMap<(GroupId, u32), Arc<RecordsKey>>,
    identities: BTreeMap<(GroupId, u32), Arc<IdentitiesKey>>,
}

/// A group's keys in a copy.
pub struct CopiedKeys {
    /// Opens records and stacks.
    pub records: Arc<RecordsKey>,
    /// Of earlier epochs, for stacks that were not written again when it was copied.
    pub older: Vec<Arc<RecordsKey>>,
    /// Opens identities, where their key travelled.
    pub identities: Option<Arc<IdentitiesKey>>,
}

impl OpenedCopy {
    /// Opens what `identity` opens. Nothing is written but what opening a database writes beside it.
    pub fn open(vault: &Vault<Sealed>, identity: &Identity) -> Result<Self, CopyError> {
        let (mut registry, mut readers) = (None, Vec::new());
        let (mut records, mut identities) = (BTreeMap::new(), BTreeMap::new());
        let epoch = vault.header().registry_epoch;
        for key in travelled(vault, identity)? {
            match key {
                Travelled::Registry(key) if key.place().epoch == epoch => registry = Some(key),
                Travelled::Records(key) => keep(&mut records, key),
                Travelled::Identities(key) => keep(&mut identities, key),
                Travelled::Registry(_) => {}
                Travelled::LogReader(key) => readers.push(key),
            }
        }
        let key: RegistryKey = registry.ok_or(CopyError::NoRegistryKey)?;
        let registry = Registry::open(&vault.layout().registry(epoch), &key.registry_database())?;
        let house = chain::fold(&registry.statements()?, vault.id(), vault.header().founding_digest(), None)?;
        let fits = house
            .current_epoch((KeyKind::Registry, None))
            .is_some_and(|(now, fact)| now == epoch && key.check_value().same_as(&fact.check));
        if !fits {
            return Err(Alarm::OtherRegistry.into());
        }
        let now = house.current_epoch((KeyKind::LogReader, None));
        let reader = readers.into_iter().find(|key| {
            let place = key.place();
            now.is_some_and(|(epoch, fact)| epoch == place.epoch && key.check_value().same_as(&fact.check))
        });
        Ok(Self { house, registry, reader, records, identities })
    }

    /// Whether the key that reads its access log travelled, and is the statements'.
    pub const fn has_log_reader(&self) -> bool {
        self.reader.is_some()
    }

    /// What its statements say.
    pub const fn house(&self) -> &House {
        &self.house
    }

    /// Its groups.
    pub fn groups(&self) -> BTreeSet<GroupId> {
        self.house.groups()
    }

    /// The settings of its registry whose names begin like this.
    pub fn settings(&self, begins: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        self.registry.settings_like(begins)
    }

    /// What is damaged of its registry, page by page.
    pub fn find_damage(&self) -> Result<Vec<String>, StoreError> {
        self.registry.database().find_damage()
    }

    /// A group's keys, if they travelled for this identity, and are the statements'.
    pub fn keys_of(&self, group: GroupId) -> Option<CopiedKeys> {
        let named = |kind| {
            let (epoch, fact) = self.house.current_epoch((kind, Some(group)))?;
            Some((epoch, fact.check))
        };
        let (epoch, check) = named(KeyKind::GroupRecords)?;
        let records = self.records.get(&(group, epoch)).filter(|key| key.check_value().same_as(&check))?;
        let older = self.records.range((group, 0)..(group, epoch)).map(|(_, key)| Arc::clone(key)).collect();
        let identities = named(KeyKind::GroupIdentities).and_then(|(epoch, check)| {
            let key = self.identities.get(&(group, epoch))?;
            key.check_value().same_as(&check).then(|| Arc::clone(key))
        });
        Some(CopiedKeys { records: Arc::clone(records), older, identities })
    }

    /// A group's name, and whether it is closed, if its key travelled.
    pub fn face_of(&self, group: GroupId) -> Option<(String, bool)> {
        let keys = self.keys_of(group)?;
        let faces = self.registry.faces().ok()?;
        let (_, sealed) = faces.iter().find(|(id, _)| *id == group)?;
        face_of(group, &keys.records.name_key(), sealed).ok()
    }

    /// Closes its registry.
    pub fn close(self) -> Result<(), StoreError> {
        self.registry.close()
    }
}

fn keep<K>(keys: &mut BTreeMap<(GroupId, u32), Arc<Key<K>>>, key: Key<K>) {
    let place = key.place();
    if let Some(group) = place.group {
        keys.insert((group, place.epoch), Arc::new(key));
    }
}

/// The keys in the copy's folder that the identity opens. Others are sealed to somebody else.
fn travelled(vault: &Vault<Sealed>, identity: &Identity) -> Result<Vec<Travelled>, CopyError> {
    let mut keys = Vec::new();
    for entry in std::fs::read_dir(vault.layout().sealed_keys())? {
        let sealed = read_limited(&entry?.path(), PLAIN_FILE_BYTES)?;
        let opened = open_small(identity, &sealed, TRAVELLING_BYTES).ok();
        keys.extend(opened.and_then(|lines| Travelled::read(&lines, vault.id())));
    }
    Ok(keys)
}
