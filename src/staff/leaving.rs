//! Leaving, at once: the account is closed, its wraps are dropped, and the vault's own keys get a new epoch, for which
//! the public keys of those who stay are enough. The groups' keys are made anew afterwards, by `rekey`.
//!
//! Order on the disk: a new registry file, the wraps beside the keyslots, the header last. Until the header is written
//! everything is as before; from then on whoever left opens nothing of it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::clock::WallTime;
use crate::base::id::AccountId;
use crate::keys::hierarchy::{Key, LogReaderKey, OfVault, RegistryKey, RestoreKey};
use crate::keys::place::{Holder, KeyKind, Place};
use crate::keys::statement::{Body, Epoch, Signer, Taken};
use crate::policy::{Act, Permit};
use crate::vault::account::{RegistryWrap, load_registry_wraps, store_registry_wraps};
use crate::vault::header::{Header, HeaderError};
use crate::vault::registry::{Change, Registry, WrapRow};
use crate::vault::retire::{remove_account, retire_registries};
use crate::vault::{Layout, Vault};

use super::authority::is_orphan;
use super::deed::{Deed, PeopleError, require};
use super::grants::revocation;
use super::house::House;
use super::newkey::{wrapped_to_recovery, wrapped_to_screened};
use super::person::Person;
use super::verified::Verified;

/// A new epoch of the registry, as far as it is not in the registry itself.
pub(super) struct NextRegistry {
    key: RegistryKey,
    wraps: BTreeMap<Holder, RegistryWrap>,
}

impl Vault<Verified> {
    /// Closes an account for good. Whoever is screened keeps the vault's own keys; the groups that the person held are
    /// in [`rekey_owed`](Self::rekey_owed) afterwards. The log is to be renewed with the header's new reader key.
    pub fn leave(
        &mut self,
        permit: &Permit,
        account: AccountId,
        reason: &str,
        wall: WallTime,
    ) -> Result<(), PeopleError> {
        require(permit, &[Act::Revoke])?;
        if account == self.state.account() {
            return Err(PeopleError::OwnCase);
        }
        let now = self.now(wall);
        let mut deed = self.deed(wall);
        revocation(&mut deed, account, Taken::Account, reason)?;
        let mut header = self.header().clone();
        let next = new_vault_keys(&mut deed, &mut header, now)?;
        let done = deed.done();
        self.write_registry(header, next, done)?;
        self.state.open_keys(now)?;
        // The next unlock removes what this leaves.
        let login = self.house().person(account).map(|person| person.login.clone()).unwrap_or_default();
        if self.house().person_called(&login).is_none()
            && remove_account(self.layout(), self.account_handle(&login)).is_err()
        {
            log::warn!("the files of a closed account could not be removed yet");
        }
        Ok(())
    }

    /// The new registry, the wraps, the header; then this session goes on under it.
    pub(super) fn write_registry(
        &mut self,
        header: Header,
        mut next: NextRegistry,
        (house, change): (House, Change),
    ) -> Result<(), PeopleError> {
        let layout = self.layout().clone();
        let path = layout.registry(header.registry_epoch);
        let old = layout.registry(self.header().registry_epoch);
        let keys = (self.state.opened.registry_key.registry_database(), next.key.registry_database());
        let written =
            Registry::export((&old, &keys.0), (&path, &keys.1)).map_err(PeopleError::from).and_then(|()| {
                let mut registry = Registry::open(&path, &keys.1)?;
                registry.commit(&change)?;
                for key in &change.sealed_keys {
                    key.store(&layout)?;
                }
                store_wraps(&layout, self, &next)?;
                self.store_header(&header)?;
                Ok(registry)
            });
        let registry = match written {
            Ok(registry) => registry,
            Err(error) => {
                // The header that stands says which registry counts. What cannot be taken back now is taken back at the
                // next unlock.
                if let Ok(stands) = Header::load(&layout) {
                    drop(retire_registries(&layout, stands.registry_epoch));
                }
                return Err(error);
            }
        };
        let own = Holder::Account(self.state.account());
        let wrap = next.wraps.remove(&own).expect("whoever makes a key has a wrap of it");
        let opened = &mut self.state.opened;
        (opened.registry, opened.registry_key, opened.registry_wrap) = (registry, next.key, wrap);
        self.state.house = house;
        self.take_over(header);
        Ok(())
    }
}

impl Vault<Verified> {
    /// The commit point. A header that stands counts, even if the disk did not say that it will stand after a power cut:
    /// both registries are there.
    fn store_header(&self, header: &Header) -> Result<(), PeopleError> {
        let Err(error) = header.store(self.layout(), self.machine()) else { return Ok(()) };
        if Header::load(self.layout()).is_ok_and(|stands| stands.registry_epoch == header.registry_epoch) {
            return Ok(());
        }
        match error {
            HeaderError::Io(error) => Err(PeopleError::Io(error)),
            other => Err(PeopleError::Io(std::io::Error::other(other))),
        }
    }
}

/// Next epochs of the registry and of the other keys of the vault that are owed one, each wrapped to everyone who holds
/// it and is screened.
pub(super) fn new_vault_keys(
    deed: &mut Deed<'_>,
    header: &mut Header,
    now: WallTime,
) -> Result<NextRegistry, PeopleError> {
    let place = |house: &House, kind| {
        let last = house.current_epoch((kind, None)).map_or(0, |(epoch, _)| epoch);
        Place::of_vault(house.vault(), kind, last + 1)
    };
    let owed: Vec<KeyKind> =
        deed.house.rekey_owed().filter(|(_, group)| group.is_none()).map(|(kind, _)| kind).collect();
    // First, for the others are sealed to it. Who does not hold the restore key makes no other: that would open every backup to come.
    let restore = (KeyKind::Restore, None);
    let restores = is_orphan(&deed.house, restore)
        || deed.house.holders(restore).any(|held| is_maker(deed, held.account));
    if owed.contains(&KeyKind::Restore) && restores {
        let restore = RestoreKey::generate(place(&deed.house, KeyKind::Restore));
        let rows = next_epoch(deed, &restore, Some(restore.recipient().to_vec()), now)?;
        deed.change.wraps.extend(rows);
    }
    if owed.contains(&KeyKind::LogReader) {
        may_make_reader(deed)?;
        let reader = LogReaderKey::generate(place(&deed.house, KeyKind::LogReader));
        let public = reader.reader_public();
        let rows = next_epoch(deed, &reader, Some(public.as_bytes().to_vec()), now)?;
        deed.change.wraps.extend(rows);
        deed.seal_to_restorers(&reader)?;
        header.readers.push((reader.place().epoch, public));
    }
    let key = RegistryKey::generate(place(&deed.house, KeyKind::Registry));
    let (epoch, check) = (key.place().epoch, key.check_value());
    let rows = next_epoch(deed, &key, None, now)?;
    deed.seal_to_restorers(&key)?;
    header.registry_epoch = epoch;
    let wraps = rows.into_iter().map(|row| (row.holder, RegistryWrap { epoch, check, wrap: row.wrap }));
    Ok(NextRegistry { wraps: wraps.collect(), key })
}

/// States the next epoch of one of the vault's keys; its wraps. Those who are not screened any longer hold it no more.
/// A key that nobody who is here holds goes to its maker, where that may be.
fn next_epoch<K: OfVault>(
    deed: &mut Deed<'_>,
    key: &Key<K>,
    public: Option<Vec<u8>>,
    now: WallTime,
) -> Result<Vec<WrapRow>, PeopleError> {
    let place = key.place();
    let name = (place.kind, None);
    let orphan = is_orphan(&deed.house, name);
    let held = |person: &Person| person.granted_wrap(name, place.epoch - 1).is_some();
    let holders =
        deed.house.people().filter(|person| held(person) || orphan && is_maker(deed, person.account));
    let entitled = holders.filter_map(|person| deed.house.screened(person.account, now).ok());
    let mut rows: Vec<WrapRow> = entitled.map(|screened| wrapped_to_screened(key, screened)).collect();
    rows.push(wrapped_to_recovery(key, &deed.house.recovery().kem));
    let epoch = Epoch {
        kind: place.kind,
        group: None,
        epoch: place.epoch,
        check: key.check_value(),
        public,
        wraps: rows.iter().map(|row| (row.holder, row.wrap.digest())).collect(),
        request: None,
    };
    deed.say(Body::Epoch(epoch))?;
    Ok(rows)
}

/// While somebody is here who reads the log, nobody becomes its reader by closing an account.
fn may_make_reader(deed: &Deed<'_>) -> Result<(), PeopleError> {
    let readers: Vec<&Person> = deed.house.holders((KeyKind::LogReader, None)).collect();
    if readers.is_empty() || readers.iter().any(|reader| is_maker(deed, reader.account)) {
        return Ok(());
    }
    let mut names: Vec<String> = readers.iter().map(|reader| reader.name.clone()).collect();
    names.sort();
    Err(PeopleError::NotReader(names))
}

fn is_maker(deed: &Deed<'_>, account: AccountId) -> bool {
    deed.maker() == Signer::Account(account)
}

/// Puts the new wraps beside those of before, which the header still names.
fn store_wraps(layout: &Layout, vault: &Vault<Verified>, next: &NextRegistry) -> Result<(), PeopleError> {
    for (holder, wrap) in &next.wraps {
        let path = match holder {
            Holder::Recovery => layout.recovery_registry(),
            Holder::Account(account) => {
                let Some(person) = vault.house().person(*account) else { continue };
                layout.registry_wrap(vault.account_handle(&person.login))
            }
        };
        store_beside(&path, vault.header().registry_epoch, wrap)?;
    }
    Ok(())
}

fn store_beside(path: &Path, used: u32, next: &RegistryWrap) -> Result<(), PeopleError> {
    // A file that cannot be read opens nothing now, and is whole again with the new wrap.
    let mut wraps = load_registry_wraps(path).unwrap_or_default();
    wraps.retain(|wrap| wrap.epoch == used);
    wraps.push(next.clone());
    Ok(store_registry_wraps(path, &wraps)?)
}

/// Removes what earlier epochs and closed accounts left behind. Someone has just unlocked the vault as it is now, so
/// nothing of it is needed any more. What cannot be removed is tried again at the next unlock.
pub(super) fn tidy_up(layout: &Layout, header: &Header, house: &House, own: AccountId) {
    let mut tried = retire_registries(layout, header.registry_epoch);
    // Whoever has just unlocked with the files of a closed account is refused, and not left with half of them.
    for person in house.people().filter(|person| !person.is_here() && person.account != own) {
        if house.person_called(&person.login).is_none() && !house.waits_for(&person.login) {
            let handle = crate::vault::account::AccountHandle::of(&header.login_salt, &person.login);
            tried = tried.and(remove_account(layout, handle));
        }
    }
    if tried.is_err() {
        log::warn!("files of an earlier epoch could not be removed yet");
    }
}
