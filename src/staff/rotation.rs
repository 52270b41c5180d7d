//! Other recovery sheets: new keys of recovery named by a statement, the vault's own keys made anew, and every key that is
//! held wrapped to the new sheets. What nobody here holds is wrapped by whoever opens it next; until then the sheets of
//! before still open it, and only they do.
//!
//! Order on the disk as for a leaving: until the header is written the sheets of before are the vault's, from then on the
//! new ones. Drawing, printing and typing in the new sheets happens before, in memory.

use crate::base::clock::WallTime;
use crate::base::id::GroupId;
use crate::keys::hierarchy::{Key, KindOfKey};
use crate::keys::place::{KeyKind, Place};
use crate::keys::recovery::RecoverySeed;
use crate::keys::statement::{Body, RecoveryRotation, RecoveryWrap};
use crate::policy::{Act, Permit};
use crate::vault::Vault;
use crate::vault::sealed_keys::{remove_older_seals, remove_seals_for};

use super::deed::{CoSigner, Consent, Deed, PeopleError, require};
use super::groups::Group;
use super::house::House;
use super::leaving::new_vault_keys;
use super::newkey::wrapped_to_recovery;
use super::verified::Verified;

/// The key that opens backups.
const RESTORE: (KeyKind, Option<GroupId>) = (KeyKind::Restore, None);

impl Vault<Verified> {
    /// Whether this person can replace the recovery sheets: they hold the key that opens backups, or nobody does.
    pub fn may_replace_recovery(&self) -> Result<(), PeopleError> {
        let holders: Vec<_> = self.house().holders(RESTORE).collect();
        if holders.is_empty() || holders.iter().any(|held| held.account == self.state.account()) {
            return Ok(());
        }
        let mut names: Vec<String> = holders.iter().map(|held| held.name.clone()).collect();
        names.sort();
        Err(PeopleError::NotRestorer(names))
    }

    /// Replaces the recovery sheets by those of `seed`. The log is to be renewed with the header's new reader key.
    pub fn replace_recovery(
        &mut self,
        permit: &Permit,
        seed: &RecoverySeed,
        reason: &str,
        consent: Consent<'_>,
        wall: WallTime,
    ) -> Result<(), PeopleError> {
        require(permit, &[Act::RecoveryReplace])?;
        self.may_replace_recovery()?;
        let reason = reason.trim().to_owned();
        if reason.is_empty() {
            return Err(PeopleError::NeedsReason);
        }
        let now = self.now(wall);
        let signing = seed.signing();
        let mut deed = self.deed(wall);
        deed.with_recovery(&signing);
        let says = RecoveryRotation { recovery: seed.public(), reason };
        deed.say_with(Body::RecoveryRotation(says), consent, None)?;
        deed.without_second();
        let mut header = self.header().clone();
        let next = new_vault_keys(&mut deed, &mut header, now)?;
        self.wrap_held(&mut deed)?;
        self.seal_all_held(&mut deed)?;
        let (house, change) = deed.done();
        let restore = house.current_epoch(RESTORE).map_or(0, |(epoch, _)| epoch);
        // Of one that did not come to its end, with another key behind the same name.
        remove_seals_for(self.layout(), restore)?;
        let sealed: Vec<Place> = change.sealed_keys.iter().map(|key| key.place).collect();
        self.write_registry(header, next, (house, change))?;
        self.state.open_keys(now)?;
        for place in sealed {
            if remove_older_seals(self.layout(), &place, restore).is_err() {
                log::warn!("a key that was sealed to the sheets of before could not be removed yet");
            }
        }
        Ok(())
    }

    /// The groups this person has open and whose keys are wrapped to sheets of before, as far as they, or the two who are
    /// here, can wrap them anew.
    pub fn groups_to_wrap(&self, by_two: bool) -> Vec<GroupId> {
        let behind = |key: Place| {
            let fact = fact_of(self.house(), key);
            fact.is_some_and(|(set, split)| set < self.house().replaced_sets().len() && (by_two || !split))
        };
        let groups = self.groups().iter().filter(|group| places_of(group).into_iter().any(behind));
        groups.map(|group| group.id).collect()
    }

    /// Wraps what this person has open to the recovery sheets in use. `beside` is who opened what takes two with them.
    pub fn wrap_to_recovery(&mut self, beside: Option<&CoSigner>, wall: WallTime) -> Result<(), PeopleError> {
        let mut deed = self.deed(wall);
        if let Some(second) = beside {
            deed.with_beside(second);
        }
        self.wrap_held(&mut deed)?;
        let done = deed.done();
        if done.1.statements.is_empty() { Ok(()) } else { self.commit(done) }
    }

    fn wrap_held(&self, deed: &mut Deed<'_>) -> Result<(), PeopleError> {
        for reader in &self.state.older_readers {
            self.wrap_one(deed, reader)?;
        }
        for restore in self.state.restore.iter().chain(&self.state.older_restores) {
            self.wrap_one(deed, restore)?;
        }
        for group in self.groups() {
            for records in group.older.iter().chain([&group.records]) {
                self.wrap_one(deed, &**records)?;
            }
            if let Some(identities) = &group.identities {
                self.wrap_one(deed, &**identities)?;
            }
        }
        Ok(())
    }

    /// Skips what is wrapped to the sheets in use, what this person does not hold by statement, and what takes two.
    fn wrap_one<K: KindOfKey>(&self, deed: &mut Deed<'_>, key: &Key<K>) -> Result<(), PeopleError> {
        let place = key.place();
        let Some((set, split)) = fact_of(&deed.house, place) else { return Ok(()) };
        let name = (place.kind, place.group);
        let held = |account| {
            let person = deed.house.person(account);
            person.is_some_and(|person| person.granted_wrap(name, place.epoch).is_some())
        };
        let able = held(self.state.account()) && (!split || deed.beside().is_some_and(held));
        if set >= deed.house.replaced_sets().len() || !able {
            return Ok(());
        }
        let row = wrapped_to_recovery(key, &deed.house.recovery().kem);
        let says = RecoveryWrap {
            kind: place.kind,
            group: place.group,
            epoch: place.epoch,
            wrap: row.wrap.digest(),
        };
        deed.say(Body::RecoveryWrap(says))?;
        deed.change.rewraps.push(row);
        Ok(())
    }

    /// Everything that is held travels, from here on, sealed to the new sheets and the new restore key.
    fn seal_all_held(&self, deed: &mut Deed<'_>) -> Result<(), PeopleError> {
        for reader in self.state.reader.iter().chain(&self.state.older_readers) {
            deed.seal_to_restorers(reader)?;
        }
        for group in self.groups() {
            for records in group.older.iter().chain([&group.records]) {
                deed.seal_to_restorers(&**records)?;
            }
            if let Some(identities) = &group.identities {
                deed.seal_to_restorers(&**identities)?;
            }
        }
        Ok(())
    }
}

/// To which set of sheets an epoch is wrapped, and whether it is split.
fn fact_of(house: &House, place: Place) -> Option<(usize, bool)> {
    let mut epochs = house.epochs((place.kind, place.group));
    epochs.find(|(epoch, _)| *epoch == place.epoch).map(|(_, fact)| (fact.set, fact.split))
}

fn places_of(group: &Group) -> Vec<Place> {
    let records = group.older.iter().chain([&group.records]).map(|key| key.place());
    records.chain(group.identities.iter().map(|key| key.place())).collect()
}
