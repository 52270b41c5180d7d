//! Groups that take two people: what one of them sees alone, and opening such a group with another who holds it.
//!
//! Each holds a share of the group's key; two shares give the key, which is held against the epoch statement. For how
//! long it stays open is `app`'s to see to, which logs it too.

use std::sync::Arc;

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId};
use crate::crypto::hpke::KemPrivate;
use crate::keys::hierarchy::{GroupIdentities, GroupRecords, Key, OfGroup};
use crate::keys::place::{Holder, KeyKind, Place};
use crate::keys::share::Share;
use crate::policy::{Act, Permit};
use crate::vault::Vault;

use super::alarm::Alarm;
use super::deed::{CoSigner, PeopleError, require};
use super::groups::{Group, face_of, sort};
use super::house::{EpochFact, House, KeyName};
use super::verified::Verified;
use super::wraps::{Wraps, holds_now};

/// A group, or the identities of one, that this person holds and cannot open alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShutGroup {
    /// Which.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// Read-only for good.
    pub closed: bool,
    /// Its records take two; else only its identities do.
    pub records: bool,
}

/// Someone who holds a share.
pub(super) type HolderKeys<'k> = (AccountId, &'k KemPrivate);

/// Two people who open something together.
#[derive(Clone, Copy)]
struct Two<'k>([HolderKeys<'k>; 2]);

impl Wraps {
    /// Whether someone cannot open a key alone: its epoch in use is split, or one of before that they still need.
    pub(super) fn takes_two(&self, house: &House, account: AccountId, key: KeyName) -> bool {
        house.epochs(key).any(|(epoch, fact)| fact.split && self.of(key, epoch, account).is_some())
    }

    /// What someone who holds a group that takes two sees of it.
    pub(super) fn shut_group(
        &self,
        house: &House,
        (account, with): HolderKeys<'_>,
        (id, face): (GroupId, &[u8]),
        now: WallTime,
    ) -> Result<ShutGroup, Alarm> {
        let key = (KeyKind::GroupRecords, Some(id));
        let name_key = match house.current_epoch(key) {
            Some((epoch, fact)) if fact.split => {
                self.share::<GroupRecords>(house, (account, with), (id, epoch, fact))?.name_key()
            }
            _ => self.open::<GroupRecords>(house, (account, with), Some(id), now)?.map(|key| key.name_key()),
        };
        let (name, closed) = face_of(id, &name_key.ok_or(Alarm::GroupFace(id))?, face)?;
        Ok(ShutGroup { id, name, closed, records: self.takes_two(house, account, key) })
    }

    fn share<K: OfGroup>(
        &self,
        house: &House,
        (account, with): HolderKeys<'_>,
        (group, epoch, fact): (GroupId, u32, &EpochFact),
    ) -> Result<Share<K>, Alarm> {
        let (kind, group) = (K::KIND, Some(group));
        let wrap = self.of((kind, group), epoch, account).ok_or(Alarm::WrapMissing { kind, group })?;
        let place = Place { vault: house.vault(), kind, group, epoch };
        let share = Share::unwrap(wrap, place, Holder::Account(account), with, fact.check);
        share.or(Err(Alarm::WrapSwapped { kind, group }))
    }

    /// An epoch of a key, by as many as it takes.
    fn epoch_by_two<K: OfGroup>(
        &self,
        house: &House,
        Two([first, second]): Two<'_>,
        (group, epoch, fact): (GroupId, u32, &EpochFact),
    ) -> Result<Key<K>, Alarm> {
        let swapped = Alarm::WrapSwapped { kind: K::KIND, group: Some(group) };
        if fact.split {
            let one: Share<K> = self.share(house, first, (group, epoch, fact))?;
            let other = self.share(house, second, (group, epoch, fact))?;
            return one.combine(&other).or(Err(swapped));
        }
        let kind = K::KIND;
        let wrap = self.of((kind, Some(group)), epoch, first.0);
        let wrap = wrap.ok_or(Alarm::WrapMissing { kind, group: Some(group) })?;
        let place = Place { vault: house.vault(), kind, group: Some(group), epoch };
        wrap.open(place, Holder::Account(first.0), first.1, fact.check).or(Err(swapped))
    }

    /// The epoch in use, if both hold it now, or the first does and it does not take two.
    fn current_by_two<K: OfGroup>(
        &self,
        house: &House,
        two: Two<'_>,
        group: GroupId,
        now: WallTime,
    ) -> Result<Option<Key<K>>, Alarm> {
        let key = (K::KIND, Some(group));
        let Some((epoch, fact)) = house.current_epoch(key) else { return Ok(None) };
        let needed = if self.takes_two(house, two.0[0].0, key) { 2 } else { 1 };
        if !two.0.iter().take(needed).all(|(account, _)| holds_now(house, *account, key, now)) {
            return Ok(None);
        }
        self.epoch_by_two(house, two, (group, epoch, fact)).map(Some)
    }

    /// The records' epochs before, of which both still have what it takes.
    fn older_by_two(
        &self,
        house: &House,
        two: Two<'_>,
        group: GroupId,
    ) -> Result<Vec<Arc<Key<GroupRecords>>>, Alarm> {
        let key = (KeyKind::GroupRecords, Some(group));
        let used = house.current_epoch(key).map_or(0, |(epoch, _)| epoch);
        let mut older = Vec::new();
        for (epoch, fact) in house.epochs(key).filter(|(epoch, _)| *epoch < used) {
            let needed = if fact.split { 2 } else { 1 };
            if two.0.iter().take(needed).all(|(account, _)| self.of(key, epoch, *account).is_some()) {
                older.push(Arc::new(self.epoch_by_two(house, two, (group, epoch, fact))?));
            }
        }
        Ok(older)
    }
}

impl Vault<Verified> {
    /// The groups that this person holds and cannot open alone, and that are not open now, by name; and those of which
    /// only the identities are shut.
    pub fn shut_groups(&self) -> &[ShutGroup] {
        &self.state.shut
    }

    /// One of them.
    pub fn shut_group(&self, group: GroupId) -> Option<&ShutGroup> {
        self.state.shut.iter().find(|shut| shut.id == group)
    }

    /// The groups that two people opened and that are open now.
    pub fn opened_by_two(&self) -> impl Iterator<Item = GroupId> {
        self.state.by_two.iter().copied()
    }

    /// Opens a group with a second person who holds it: what both hold. From here on it is among
    /// [`groups`](Self::groups), until [`shut_again`](Self::shut_again).
    pub fn open_by_two(
        &mut self,
        permit: &Permit,
        group: GroupId,
        second: &CoSigner,
        wall: WallTime,
    ) -> Result<(), PeopleError> {
        require(permit, &[Act::GroupOpenTwo])?;
        let shut = self.shut_group(group).ok_or(PeopleError::Unknown("group"))?.clone();
        if !self.may_second(group, second, wall) {
            return Err(PeopleError::TakesTwo);
        }
        let now = self.now(wall);
        let wraps = Wraps::checked(self.house(), self.state.opened.registry.wraps()?)?;
        let two =
            Two([(self.state.account(), &self.state.opened.keys.kem), (second.account(), &second.keys.kem)]);
        let house = self.house();
        let records = wraps.current_by_two::<GroupRecords>(house, two, group, now)?;
        let records = records.ok_or(PeopleError::TakesTwo)?;
        let identities = wraps.current_by_two::<GroupIdentities>(house, two, group, now)?;
        let opened = Group {
            id: group,
            name: shut.name,
            closed: shut.closed,
            epoch: records.place().epoch,
            older: wraps.older_by_two(house, two, group)?,
            records: Arc::new(records),
            identities: identities.map(Arc::new),
        };
        let state = &mut self.state;
        state.groups.retain(|known| known.id != group);
        state.groups.push(opened);
        sort(&mut state.groups);
        state.shut.retain(|known| known.id != group);
        state.by_two.insert(group);
        Ok(())
    }

    /// Whether someone beside the session holds what of the group takes two.
    pub fn may_second(&self, group: GroupId, second: &CoSigner, wall: WallTime) -> bool {
        let key = self.taking_two(group);
        second.is_full() && holds_now(self.house(), second.account(), key, self.now(wall))
    }

    /// Those who can open a group together with this person.
    pub fn can_second(&self, group: GroupId, wall: WallTime) -> Vec<AccountId> {
        let key = self.taking_two(group);
        let (own, now) = (self.state.account(), self.now(wall));
        let holders = self.house().holders(key);
        let others = holders.filter(|person| person.account != own && person.holds_at(key, now));
        others.map(|person| person.account).collect()
    }

    /// What of a group takes two: its records, or its identities alone.
    fn taking_two(&self, group: GroupId) -> KeyName {
        let records = match self.shut_group(group) {
            Some(shut) => shut.records,
            None => self.house().is_split((KeyKind::GroupRecords, Some(group))),
        };
        (if records { KeyKind::GroupRecords } else { KeyKind::GroupIdentities }, Some(group))
    }

    /// Drops the keys of a group that two people opened.
    pub fn shut_again(&mut self, group: GroupId, wall: WallTime) -> Result<(), Alarm> {
        self.state.by_two.remove(&group);
        self.state.groups.retain(|known| known.id != group);
        let now = self.now(wall);
        self.state.open_keys(now)
    }
}

impl Verified {
    /// After everything was unwrapped again: what two people opened stays open, as long as it is the same and still theirs.
    pub(super) fn keep_opened(&mut self, before: Vec<Group>, now: WallTime) {
        let mut kept = std::collections::BTreeSet::new();
        for old in before.into_iter().filter(|group| self.by_two.contains(&group.id)) {
            let id = old.id;
            let Some(place) = self.shut.iter().position(|shut| shut.id == id) else { continue };
            let used = |kind| self.house.current_epoch((kind, Some(id))).map_or(0, |(epoch, _)| epoch);
            let same_records = used(KeyKind::GroupRecords) == old.epoch;
            let held = holds_now(&self.house, self.account(), (KeyKind::GroupIdentities, Some(id)), now);
            let same =
                |key: &Arc<Key<GroupIdentities>>| held && key.place().epoch == used(KeyKind::GroupIdentities);
            let identities = old.identities.filter(same);
            if !same_records {
                continue;
            }
            let ShutGroup { name, closed, .. } = self.shut.remove(place);
            let older = if self.unfinished.contains(&id) { old.older } else { Vec::new() };
            self.groups.retain(|known| known.id != id);
            self.groups.push(Group {
                id,
                name,
                closed,
                epoch: old.epoch,
                records: old.records,
                older,
                identities,
            });
            kept.insert(id);
        }
        self.by_two = kept;
        sort(&mut self.groups);
    }
}
