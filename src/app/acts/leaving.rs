//! Leaving, and what it leaves to be done: closing an account at once, and writing the groups again that it held, as a
//! job that can be stopped and gone on with.

use std::sync::Arc;

use crate::base::id::{AccountId, GroupId};
use crate::base::job::Watch;
use crate::keys::place::KeyKind;
use crate::policy::Act;
use crate::records::{GroupKeys, GroupStore};
use crate::staff::rekey::{NextKeys, RekeyOwed};
use crate::staff::{self, Person};

use super::super::problem::{Problem, ProblemKind};
use super::super::session::Session;
use super::super::snapshot::LastOf;
use super::super::witness::Witness;
use super::Job;

/// A group that is to be written again under new keys, because someone who held it is not to open it any longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedRow {
    /// Which.
    pub group: GroupId,
    /// Its name, if this person holds it.
    pub name: Option<String>,
    /// Whether this person can have it done.
    pub may: MayRenew,
    /// Its new keys are there and some of its databases are not written again yet.
    pub begun: bool,
    /// The names of those who hold it and would get no new key now: their screening, agreement or grant lapsed.
    pub left_out: Vec<String>,
}

/// Whether a person can have a group written again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MayRenew {
    /// Yes.
    Yes,
    /// With a second person who holds it too.
    ByTwo,
    /// No: they do not hold what is owed.
    No,
}

impl MayRenew {
    /// Its short name, for the command line and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::ByTwo => "by-two",
            Self::No => "no",
        }
    }
}

/// What came of writing a group again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RekeyReport {
    /// Stacks that were written again.
    pub stacks: u64,
    /// Those who held the group and hold it no more, since they are not screened or bound now: to be granted again.
    pub lost: Vec<String>,
    /// Files of before that wait for a verified backup.
    pub old_files: u64,
    /// Their bytes.
    pub old_bytes: u64,
}

impl Session {
    /// Closes an account for good: at once it opens nothing any more. What is then owed is in
    /// [`rekey_owed`](Self::rekey_owed).
    pub fn leave(&mut self, account: AccountId, reason: &str) -> Result<(), Problem> {
        let permit = self.permit(Act::Revoke, None)?;
        if self.vault.house().person(account).is_none_or(|person| !person.is_here()) {
            return Err(Problem::new(ProblemKind::NotFound).with("what", ""));
        }
        let words = format!("{account}: {reason}");
        self.witness.log(&self.witness.event(permit.act()).with_words(&words))?;
        self.vault.leave(&permit, account, reason, self.witness.wall())?;
        let (epoch, reader) = self.vault.header().reader();
        if self.witness.access_log().renew(epoch, reader).is_err() {
            // Until the program is started again, what it logs can be read with the reader key of before.
            log::warn!("the access log could not be renewed for its new reader key");
        }
        self.witness.note_end(self.witness.event(permit.act()).with_words(&account.to_string()), None);
        Ok(())
    }

    /// What only the recovery sheets open once this account is closed.
    pub fn last_of_account(&self, account: AccountId) -> LastOf {
        self.vault.house().person(account).map(|person| self.last_of(person)).unwrap_or_default()
    }

    /// What only the recovery sheets would open without a person: what nobody else holds, or one other person of what
    /// takes two.
    pub(super) fn last_of(&self, person: &Person) -> LastOf {
        let house = self.vault.house();
        let mut last = LastOf::default();
        for group in house.groups() {
            let kinds = [KeyKind::GroupRecords, KeyKind::GroupIdentities];
            let held = kinds.map(|kind| (kind, Some(group))).into_iter();
            let held = held.filter(|key| person.is_here() && person.holds(*key));
            let left = |key| house.holders(key).filter(|other| other.account != person.account).count();
            // The records are the more of the two: what is said of them is not said of the names again.
            for key in held {
                match left(key) {
                    0 => last.alone.push(self.group_name(group)),
                    1 if house.is_split(key) => last.of_two.push(self.group_name(group)),
                    _ => continue,
                }
                break;
            }
        }
        last
    }

    /// The groups that are still to be written again.
    pub fn rekey_owed(&self) -> Vec<OwedRow> {
        let row = |owed: RekeyOwed| OwedRow {
            group: owed.group,
            name: self.group_name(owed.group),
            may: self.may_renew(&owed),
            begun: !owed.keys_owed,
            left_out: if owed.keys_owed { self.left_out(owed.group) } else { Vec::new() },
        };
        self.vault.rekey_owed().into_iter().map(row).collect()
    }

    /// Whether this person holds what is owed of a group, alone or with another.
    fn may_renew(&self, owed: &RekeyOwed) -> MayRenew {
        let group = owed.group;
        let split = |kind| self.vault.house().is_split((kind, Some(group)));
        let by_two = split(KeyKind::GroupRecords) || split(KeyKind::GroupIdentities);
        if self.vault.shut_group(group).is_some() || by_two && self.vault.group(group).is_some() {
            return MayRenew::ByTwo;
        }
        let Some(held) = self.vault.group(group) else { return MayRenew::No };
        let owes = |kind| self.vault.house().rekey_owed().any(|key| key == (kind, Some(group)));
        let can = !owed.keys_owed
            || owes(KeyKind::GroupRecords)
            || held.identities.is_some() && owes(KeyKind::GroupIdentities);
        if can { MayRenew::Yes } else { MayRenew::No }
    }

    /// Those who hold a group and would not get its next keys: no wrap without a screening and the signed agreement.
    fn left_out(&self, group: GroupId) -> Vec<String> {
        let (house, now) = (self.vault.house(), self.vault.now(self.witness.wall()));
        let records = (KeyKind::GroupRecords, Some(group));
        let holders = house.people().filter(|person| person.is_here() && person.holds(records));
        let lapsed = holders
            .filter(|person| house.bound(person.account, now).is_err() || !person.holds_at(records, now));
        let mut names: Vec<String> = lapsed.map(|person| person.name.clone()).collect();
        names.sort();
        names
    }

    /// Makes the new keys that are owed for a group, and gives the job that writes its databases again: for whoever holds
    /// it. Begun before, it goes on.
    pub fn rekey_group(&mut self, group: GroupId) -> Result<Job<RekeyReport>, Problem> {
        self.shut_overdue();
        self.group(group)?;
        let permit = self.permit(Act::Rekey, Some(group))?;
        self.witness.log(&self.witness.event_in(permit.act(), group))?;
        let mut lost = Vec::new();
        if let Some(next) = self.vault.prepare_rekey(&permit, group)? {
            self.write_under(&next)?;
            let consent = staff::Consent::Own;
            lost = self.vault.commit_rekey(&permit, &next, consent, self.witness.wall())?;
            // Opened again, with the new keys.
            self.close_store(group)?;
        }
        let store = self.store(group)?.another()?;
        let witness = self.witness.clone();
        Ok(Job::new(move |watch| {
            let done = write_stacks(store, lost, watch);
            note(&witness, group, &done);
            done
        })
        .in_groups([group]))
    }

    /// Records and identities are written again before anyone is told of their new keys.
    pub(super) fn write_under(&mut self, next: &NextKeys) -> Result<(), Problem> {
        let keys = GroupKeys {
            records: Arc::clone(&next.records),
            older: Vec::new(),
            identities: next.identities.clone(),
        };
        Ok(self.store(next.group)?.begin_rekey(&keys, &Watch::unwatched())?)
    }

    /// Lets go of the earlier keys of groups that are written again to the end. Asked whenever that may have come.
    pub fn settle_rekeys(&mut self) {
        self.settle_rewriting();
        let begun = self.vault.rekey_owed().into_iter().filter(|owed| !owed.keys_owed);
        let held: Vec<_> = begun.filter(|owed| self.vault.group(owed.group).is_some()).collect();
        for owed in held {
            let left = self.store(owed.group).and_then(|store| store.stacks_owed().map_err(Problem::from));
            let finished = match left {
                Ok(0) => self.vault.finish_rekey(owed.group, self.witness.wall()).map_err(Problem::from),
                other => other.map(drop),
            };
            let reopened = finished.and_then(|()| self.reopen_if_idle(owed.group));
            if reopened.is_err() {
                log::warn!("a re-keying could not be settled yet");
            }
        }
    }

    fn reopen_if_idle(&mut self, group: GroupId) -> Result<(), Problem> {
        // The keys of before go with the connections that were opened with them.
        if self.vault.group(group).is_some_and(|known| known.older.is_empty()) {
            self.close_store(group)?;
        }
        Ok(())
    }
}

pub(super) fn write_stacks(
    mut store: GroupStore,
    lost: Vec<String>,
    watch: &mut Watch<'_>,
) -> Result<RekeyReport, Problem> {
    let stacks = store.rekey_stacks(watch)?;
    let old = store.old_files()?;
    let old_bytes = old.iter().map(|file| file.bytes).sum();
    store.close()?;
    Ok(RekeyReport { stacks, lost, old_files: old.len() as u64, old_bytes })
}

pub(super) fn note(witness: &Witness, group: GroupId, done: &Result<RekeyReport, Problem>) {
    let stacks = done.as_ref().map_or(0, |report| report.stacks);
    witness.note_end(witness.event_in(Act::Rekey, group).counting(stacks), done.as_ref().err());
}
