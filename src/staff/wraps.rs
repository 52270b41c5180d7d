//! The wraps of the registry, held against the statements: none that was not signed for, none missing, none swapped.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId};
use crate::crypto::hash::Digest;
use crate::crypto::hpke::KemPrivate;
use crate::keys::hierarchy::{Key, KindOfKey};
use crate::keys::place::{Holder, KeyKind, Place};
use crate::keys::wrap::Wrap;
use crate::vault::Opened;
use crate::vault::registry::WrapRow;

use super::alarm::Alarm;
use super::house::{House, KeyName, Person};

/// Every wrap of the registry, each the one that was signed for.
pub(super) struct Wraps(BTreeMap<(KeyName, u32, Holder), Wrap>);

impl Wraps {
    /// Holds every wrap against the statements.
    pub(super) fn checked(house: &House, rows: Vec<WrapRow>) -> Result<Self, Alarm> {
        let mut wraps = BTreeMap::new();
        for row in rows {
            let key = (row.kind, row.group);
            if signed_digest(house, key, row.epoch, row.holder) != Some(row.wrap.digest()) {
                return Err(Alarm::WrapSwapped { kind: row.kind, group: row.group });
            }
            wraps.insert((key, row.epoch, row.holder), row.wrap);
        }
        let wraps = Self(wraps);
        wraps.complete(house)?;
        Ok(wraps)
    }

    /// Whoever holds the epoch in use has a wrap of it, recovery always.
    fn complete(&self, house: &House) -> Result<(), Alarm> {
        for (&key, epochs) in &house.epochs {
            // The registry's wraps lie in files beside the keyslots.
            let Some((&epoch, _)) = epochs.last_key_value().filter(|_| key.0 != KeyKind::Registry) else {
                continue;
            };
            let people = house.people().filter(|person| person.granted_wrap(key, epoch).is_some());
            let mut holders = people.map(|person| Holder::Account(person.account)).chain([Holder::Recovery]);
            if holders.any(|holder| !self.0.contains_key(&(key, epoch, holder))) {
                return Err(Alarm::WrapMissing { kind: key.0, group: key.1 });
            }
        }
        Ok(())
    }

    /// Unwraps the epoch in use of a key of kind `K`, if the person was granted it, the grant has not expired, and it does
    /// not take two.
    pub(super) fn open<K: KindOfKey>(
        &self,
        house: &House,
        (account, with): (AccountId, &KemPrivate),
        group: Option<GroupId>,
        now: WallTime,
    ) -> Result<Option<Key<K>>, Alarm> {
        let key = (K::KIND, group);
        let Some((epoch, fact)) = house.current_epoch(key).filter(|(_, fact)| !fact.split) else {
            return Ok(None);
        };
        if !holds_now(house, account, key, now) {
            return Ok(None);
        }
        let holder = Holder::Account(account);
        let wrap = self.0.get(&(key, epoch, holder)).ok_or(Alarm::WrapMissing { kind: K::KIND, group })?;
        let place = Place { vault: house.vault(), kind: K::KIND, group, epoch };
        let opened = wrap.open(place, holder, with, fact.check);
        opened.map(Some).or(Err(Alarm::WrapSwapped { kind: K::KIND, group }))
    }

    /// Unwraps the epochs before the one in use, as far as the person still has wraps of them and alone can open them.
    pub(super) fn open_older<K: KindOfKey>(
        &self,
        house: &House,
        (account, with): (AccountId, &KemPrivate),
        group: Option<GroupId>,
    ) -> Result<Vec<Key<K>>, Alarm> {
        let holder = Holder::Account(account);
        let key = (K::KIND, group);
        let used = house.current_epoch(key).map_or(0, |(epoch, _)| epoch);
        let mut older = Vec::new();
        for (epoch, fact) in house.epochs(key).filter(|(epoch, fact)| *epoch < used && !fact.split) {
            let Some(wrap) = self.0.get(&(key, epoch, holder)) else { continue };
            let place = Place { vault: house.vault(), kind: K::KIND, group, epoch };
            let opened = wrap.open(place, holder, with, fact.check);
            older.push(opened.or(Err(Alarm::WrapSwapped { kind: K::KIND, group }))?);
        }
        Ok(older)
    }

    /// The wrap that a person has of an epoch.
    pub(super) fn of(&self, key: KeyName, epoch: u32, account: AccountId) -> Option<&Wrap> {
        self.0.get(&(key, epoch, Holder::Account(account)))
    }

    /// The groups of which a person has a wrap of an epoch before the one in use.
    pub(super) fn unfinished(&self, house: &House) -> BTreeSet<GroupId> {
        let old = self.0.keys().filter(|(key, epoch, holder)| {
            let used = house.current_epoch(*key).map_or(0, |(epoch, _)| epoch);
            *holder != Holder::Recovery && *epoch < used
        });
        old.filter_map(|(key, ..)| key.1).collect()
    }
}

/// Whether someone was granted the epoch in use of a key, and the grant has not expired.
pub(super) fn holds_now(house: &House, account: AccountId, key: KeyName, now: WallTime) -> bool {
    let epoch = house.current_epoch(key).map_or(0, |(epoch, _)| epoch);
    let person = house.person(account).filter(|person| person.holds_at(key, now));
    person.is_some_and(|person| person.granted_wrap(key, epoch).is_some())
}

/// The hash that was signed for the wrap of a key to a holder: by the epoch's maker, or by whoever granted it. None
/// for a person from whom the key was taken away, whatever was signed before.
pub(super) fn signed_digest(house: &House, key: KeyName, epoch: u32, holder: Holder) -> Option<Digest> {
    match holder {
        Holder::Account(account) => house.person(account)?.granted_wrap(key, epoch),
        Holder::Recovery => house.epochs.get(&key)?.get(&epoch)?.wraps.get(&holder).copied(),
    }
}

/// The registry's wrap that was opened is the one that was granted.
pub(super) fn registry_wrap_fits(person: &Person, opened: &Opened) -> Result<(), Alarm> {
    let granted = person.granted_wrap((KeyKind::Registry, None), opened.registry_wrap.epoch);
    if granted == Some(opened.registry_wrap.wrap.digest()) {
        Ok(())
    } else {
        Err(Alarm::WrapSwapped { kind: KeyKind::Registry, group: None })
    }
}
