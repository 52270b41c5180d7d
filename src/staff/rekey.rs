//! New keys for a group: drawn, wrapped to those who hold the ones before and may still hold them, and named by epoch
//! statements. Writing the group's databases again is `records`' business: `app` has it done in between.
//!
//! A re-key is owed from the moment somebody was to hold a key no longer until nothing is left under the key they held:
//! until then people keep their wraps of the epoch before, and that is how everyone can see that it is not done.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId};
use crate::keys::hierarchy::{IdentitiesKey, Key, OfGroup, RecordsKey};
use crate::keys::place::{Holder, KeyKind, Place};
use crate::keys::share::SHARES_NEEDED;
use crate::keys::statement::{Body, Epoch};
use crate::policy::{Act, Permit};
use crate::vault::Vault;
use crate::vault::registry::{DroppedWraps, WrapRow};

use super::deed::{Consent, Deed, PeopleError, require};
use super::groups::{Group, sealed_face};
use super::house::KeyName;
use super::newkey::{shared_between, wrapped_to_bound, wrapped_to_recovery};
use super::verified::Verified;

/// The two keys of a group.
pub(super) const OF_GROUP: [KeyKind; 2] = [KeyKind::GroupRecords, KeyKind::GroupIdentities];

/// A group that is to be written again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RekeyOwed {
    /// Which.
    pub group: GroupId,
    /// Its new keys are still to be made; else they are, and databases of before are still to be written again.
    pub keys_owed: bool,
}

/// New keys of a group: its databases are written under them before they are committed.
pub struct NextKeys {
    /// The group.
    pub group: GroupId,
    /// Opens records and stacks; the present one where no new one is made.
    pub records: Arc<RecordsKey>,
    /// Opens identities, where the person holds them; the present one where no new one is made.
    pub identities: Option<Arc<IdentitiesKey>>,
    kinds: Vec<KeyKind>,
}

impl NextKeys {
    /// How many new keys.
    pub(super) fn count(&self) -> usize {
        self.kinds.len()
    }

    /// Whether a new key of the records is among them: then the stacks are to be written again.
    pub fn renews_records(&self) -> bool {
        self.kinds.contains(&KeyKind::GroupRecords)
    }
}

impl Vault<Verified> {
    /// The groups that are to be written again, or are not to the end.
    pub fn rekey_owed(&self) -> Vec<RekeyOwed> {
        let mut owed: BTreeMap<GroupId, bool> =
            self.state.unfinished.iter().map(|group| (*group, false)).collect();
        owed.extend(self.house().rekey_owed().filter_map(|(_, group)| Some((group?, true))));
        owed.into_iter().map(|(group, keys_owed)| RekeyOwed { group, keys_owed }).collect()
    }

    /// Draws the new keys of a group that are owed and that this person holds; with the permission to decide it those that
    /// are not owed, too. None if there is nothing to be made. Nothing is written yet.
    pub fn prepare_rekey(&self, permit: &Permit, group: GroupId) -> Result<Option<NextKeys>, PeopleError> {
        require(permit, &[Act::Rekey, Act::RekeyDecide])?;
        let by_hand = permit.act() == Act::RekeyDecide;
        let held = self.group(group).ok_or(PeopleError::NotHeld)?;
        let owed: Vec<KeyName> = self.house().rekey_owed().collect();
        let kinds = OF_GROUP.into_iter().filter(|kind| by_hand || owed.contains(&(*kind, Some(group))));
        Ok(next_keys(held, kinds.collect()))
    }

    /// Commits new keys under which the databases were written: statements, wraps and the group's face in one
    /// transaction. Gives the names of those who held the group and are not screened or bound any longer: they hold it
    /// no more.
    pub fn commit_rekey(
        &mut self,
        permit: &Permit,
        next: &NextKeys,
        consent: Consent<'_>,
        wall: WallTime,
    ) -> Result<Vec<String>, PeopleError> {
        require(permit, &[Act::Rekey, Act::RekeyDecide])?;
        let now = self.now(wall);
        let group = self.group(next.group).ok_or(PeopleError::NotHeld)?.clone();
        let mut deed = self.deed(wall);
        if let Consent::With(second) = consent {
            deed.with_beside(second);
        }
        let mut lost = new_epochs(&mut deed, &group, next, consent, (None, now))?.lost;
        let done = deed.done();
        self.commit(done)?;
        self.go_on_with(group, next, now)?;
        lost.sort();
        lost.dedup();
        Ok(lost)
    }

    /// After new keys were committed: what was opened by two stays open under them.
    pub(super) fn go_on_with(
        &mut self,
        group: Group,
        next: &NextKeys,
        now: WallTime,
    ) -> Result<(), PeopleError> {
        let id = group.id;
        let known = self.state.groups.iter_mut().find(|known| known.id == id);
        if let Some(known) = known.filter(|_| self.state.by_two.contains(&id)) {
            if next.renews_records() {
                known.older.push(Arc::clone(&group.records));
            }
            known.records = Arc::clone(&next.records);
            known.epoch = next.records.place().epoch;
            known.identities.clone_from(&next.identities);
        }
        Ok(self.state.open_keys(now)?)
    }

    /// Nothing of the group is left under a key of before: people's wraps of earlier epochs go. Recovery's stay, for
    /// old backups.
    pub fn finish_rekey(&mut self, group: GroupId, wall: WallTime) -> Result<(), PeopleError> {
        for kind in OF_GROUP {
            let Some((epoch, _)) = self.house().current_epoch((kind, Some(group))) else { continue };
            self.state.opened.registry.drop_wraps_before(kind, group, epoch)?;
        }
        let now = self.now(wall);
        Ok(self.state.open_keys(now)?)
    }
}

/// Draws the next keys of a group that is open, as far as this person holds those of now.
pub(super) fn next_keys(held: &Group, mut kinds: Vec<KeyKind>) -> Option<NextKeys> {
    kinds.retain(|kind| *kind == KeyKind::GroupRecords || held.identities.is_some());
    if kinds.is_empty() {
        return None;
    }
    let next = |place: Place| Place { epoch: place.epoch + 1, ..place };
    let records = if kinds.contains(&KeyKind::GroupRecords) {
        Arc::new(RecordsKey::generate(next(held.records.place())))
    } else {
        Arc::clone(&held.records)
    };
    let identities = match &held.identities {
        Some(key) if kinds.contains(&KeyKind::GroupIdentities) => {
            Some(Arc::new(IdentitiesKey::generate(next(key.place()))))
        }
        other => other.clone(),
    };
    Some(NextKeys { group: held.id, records, identities, kinds })
}

/// What came of stating new epochs.
#[derive(Default)]
pub(super) struct Stated {
    /// The names of those who hold the key no more.
    pub(super) lost: Vec<String>,
    /// The shares of someone who is granted the keys with it.
    pub(super) newcomers: Vec<WrapRow>,
}

/// States the next epochs of a group's keys, with shares for a newcomer where they are split.
pub(super) fn new_epochs(
    deed: &mut Deed<'_>,
    group: &Group,
    next: &NextKeys,
    consent: Consent<'_>,
    (newcomer, now): (Option<AccountId>, WallTime),
) -> Result<Stated, PeopleError> {
    let mut stated = Stated::default();
    if next.renews_records() {
        next_epoch(deed, &*next.records, consent, (newcomer, now), &mut stated)?;
        let renewed = Group { records: Arc::clone(&next.records), ..group.clone() };
        deed.change.faces.push((group.id, sealed_face(&renewed)));
    }
    if let Some(key) = next.identities.as_ref().filter(|_| next.kinds.contains(&KeyKind::GroupIdentities)) {
        next_epoch(deed, &**key, consent, (newcomer, now), &mut stated)?;
    }
    Ok(stated)
}

/// States the next epoch of a group's key, wrapped to all who hold the one before and are bound now, whole or in shares.
/// Whom it is not wrapped to holds the group no more.
fn next_epoch<K: OfGroup>(
    deed: &mut Deed<'_>,
    key: &Key<K>,
    consent: Consent<'_>,
    (newcomer, now): (Option<AccountId>, WallTime),
    stated: &mut Stated,
) -> Result<(), PeopleError> {
    let place = key.place();
    let name: KeyName = (place.kind, place.group);
    let (mut staying, mut lost) = (Vec::new(), Vec::new());
    for person in deed.house.people().filter(|person| person.granted_wrap(name, place.epoch - 1).is_some()) {
        match deed.house.bound(person.account, now) {
            Ok(bound) if person.holds_at(name, now) => staying.push(bound),
            _ => lost.push((person.account, person.name.clone())),
        }
    }
    let mut rows: Vec<WrapRow> = if deed.house.takes_two(name) {
        if staying.len() < usize::from(SHARES_NEEDED) {
            return Err(PeopleError::FewHolders(staying.len()));
        }
        let stay = staying.len();
        staying.extend(newcomer.map(|account| deed.house.bound(account, now)).transpose()?);
        let mut rows = shared_between(key, &staying)?;
        stated.newcomers.extend(rows.drain(stay..));
        rows
    } else {
        let newcomer = newcomer.map(|account| deed.house.bound(account, now)).transpose()?;
        stated.newcomers.extend(newcomer.map(|bound| wrapped_to_bound(key, bound)));
        staying.iter().map(|bound| wrapped_to_bound(key, *bound)).collect()
    };
    rows.push(wrapped_to_recovery(key, &deed.house.recovery().kem));
    say_epoch(deed, key, &rows, consent)?;
    deed.seal_to_restorers(key)?;
    let dropped = lost.iter().map(|(account, _)| DroppedWraps {
        kind: place.kind,
        group: place.group,
        holder: Holder::Account(*account),
    });
    deed.change.dropped_wraps.extend(dropped);
    deed.change.wraps.extend(rows);
    stated.lost.extend(lost.into_iter().map(|(_, name)| name));
    Ok(())
}

/// By two who hold the key where the last one is split; where the next one is owed, by whoever holds it; else by consent.
fn say_epoch<K: OfGroup>(
    deed: &mut Deed<'_>,
    key: &Key<K>,
    rows: &[WrapRow],
    consent: Consent<'_>,
) -> Result<(), PeopleError> {
    let place = key.place();
    let name: KeyName = (place.kind, place.group);
    let split = deed.house.is_split(name);
    let owed = deed.house.rekey_owed().any(|owed| owed == name);
    let request = match consent {
        Consent::Approved(number) if !split && !owed => Some(number),
        _ => None,
    };
    let epoch = Body::Epoch(Epoch {
        kind: place.kind,
        group: place.group,
        epoch: place.epoch,
        check: key.check_value(),
        public: None,
        wraps: rows.iter().map(|row| (row.holder, row.wrap.digest())).collect(),
        request,
    });
    if split {
        deed.say_by_both(epoch)?
    } else if owed {
        deed.say(epoch)?
    } else {
        deed.say_with(epoch, consent, None)?
    };
    Ok(())
}
