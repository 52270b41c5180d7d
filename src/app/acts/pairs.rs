//! Groups that take two people: ruling it, opening one with a second person on the same screen, and shutting it when its
//! hour is over.
//!
//! What two people opened counts as open for an hour and not longer, whether or not anyone came to shut it: every way to
//! a group asks [`Session::is_overdue`].

use std::time::Duration;

use crate::audit::{Event, Outcome};
use crate::base::clock::WallTime;
use crate::base::id::GroupId;
use crate::base::job::Watch;
use crate::keys::place::KeyKind;
use crate::keys::statement::{Body, GroupRuling};
use crate::policy::Act;
use crate::records::{GroupKeys, GroupStore};
use crate::staff;
use crate::staff::CoSigner;
use crate::staff::groups::Group;
use crate::staff::rekey::NextKeys;
use crate::staff::requests::Ask;
use crate::store::Access;

use super::super::log_anchors;
use super::super::problem::{Problem, ProblemKind};
use super::super::request::{Consent, Second};
use super::super::session::Session;
use super::super::snapshot::{HeldGroup, Settled, TwoPerson};
use super::Job;
use super::leaving::{RekeyReport, write_stacks};
use super::people::consent::Intent;

/// What two people opened is open for at most this long.
pub const OPEN_BY_TWO: Duration = Duration::from_hours(1);

impl Session {
    /// The groups that this person holds, by name: how many people they take, and which of them are shut.
    pub fn held_groups(&self) -> Vec<HeldGroup> {
        let open = self.vault.groups().iter().map(|group| (group.id, group.name.clone(), group.closed));
        let named = |group: &GroupId| self.vault.group(*group).is_none();
        let shut = self.vault.shut_groups().iter().filter(|group| named(&group.id));
        let shut = shut.map(|group| (group.id, group.name.clone(), group.closed));
        let mut rows: Vec<HeldGroup> = open.chain(shut).map(|group| self.held_group(group)).collect();
        rows.sort_by_cached_key(|row| (row.name.to_lowercase(), row.group));
        rows
    }

    fn held_group(&self, (group, name, closed): (GroupId, String, bool)) -> HeldGroup {
        let house = self.vault.house();
        let ruling = house.group_ruling(group);
        let shut = self.vault.shut_group(group);
        let split = |kind| house.is_split((kind, Some(group)));
        let records = shut.map_or_else(|| split(KeyKind::GroupRecords), |shut| shut.records);
        let takes = two_person(records, records || shut.is_some() || split(KeyKind::GroupIdentities));
        let login = |account| house.person(account).map(|known| (known.name.clone(), known.login.clone()));
        let with = match takes {
            TwoPerson::No => Vec::new(),
            _ => self.vault.can_second(group, self.witness.wall()).into_iter().filter_map(login).collect(),
        };
        HeldGroup {
            group,
            name,
            closed,
            rule: two_person(ruling.two_person_records, ruling.two_person_identities),
            takes,
            shut: shut.is_some(),
            open_until: self.open_until(group),
            with,
            holders: house.holders((KeyKind::GroupRecords, Some(group))).count() as u64,
            identity_holders: house.holders((KeyKind::GroupIdentities, Some(group))).count() as u64,
            owed: self.vault.rekey_owed().iter().any(|owed| owed.group == group),
            problem: None,
        }
    }

    /// Opens a group, or its identities, with a second person who holds it. Both are in the log, with the reason.
    pub fn open_by_two(&mut self, group: GroupId, second: &Second, reason: &str) -> Result<(), Problem> {
        let reason = self.may_open_by_two(group, reason)?;
        let signer = self.second(second)?;
        self.open_with(group, &signer, &reason)
    }

    /// What can be said before the second person's password is looked at.
    pub(super) fn may_open_by_two(&mut self, group: GroupId, reason: &str) -> Result<String, Problem> {
        self.shut_overdue();
        if self.vault.shut_group(group).is_none() {
            return Err(match self.vault.group(group) {
                Some(_) => Problem::new(ProblemKind::Refused).with("why", "two-person-time"),
                None => Problem::new(ProblemKind::NotFound).with("what", group),
            });
        }
        match reason.trim() {
            "" => Err(Problem::bad_input("reason", "empty")),
            reason => Ok(reason.to_owned()),
        }
    }

    pub(super) fn open_with(
        &mut self,
        group: GroupId,
        signer: &CoSigner,
        reason: &str,
    ) -> Result<(), Problem> {
        let permit = self.permit(Act::GroupOpenTwo, Some(group))?;
        let wall = self.witness.wall();
        let mine = self.witness.event_in(permit.act(), group).with_words(reason);
        let theirs = Event::new(permit.act()).by(signer.account()).in_group(group).with_words(reason);
        if !self.vault.may_second(group, signer, wall) {
            self.witness.log_all(&[mine.outcome(Outcome::Refused), theirs.outcome(Outcome::Refused)])?;
            return Err(Problem::new(ProblemKind::Refused).with("why", "second-holds-not"));
        }
        self.witness.log_all(&[mine, theirs])?;
        self.vault.open_by_two(&permit, group, signer, wall)?;
        self.by_two.insert(group, self.witness.clock().since_boot());
        self.seal_held_keys();
        self.wrap_to_sheets(Some(signer));
        // Opened again with what two people opened.
        self.close_store(group)?;
        self.settle_rekeys();
        Ok(())
    }

    /// Shuts a group that two people opened: its connections are closed and its keys dropped. Logged.
    pub fn shut_group(&mut self, group: GroupId) -> Result<(), Problem> {
        if self.by_two.remove(&group).is_none() {
            return Err(Problem::new(ProblemKind::NotFound).with("what", group));
        }
        if let Some(store) = self.stores.get_mut(&group) {
            log_anchors::keep(store, self.witness.checkpoint().as_ref());
            self.counters.extend(store.commit_counters().unwrap_or_default());
        }
        let closed = self.close_store(group);
        self.rewriting.remove(&group);
        let shut = self.vault.shut_again(group, self.witness.wall());
        self.witness.note_end(self.witness.event_in(Act::GroupOpenTwo, group), None);
        closed?;
        shut.map_err(super::super::failure::internal)
    }

    /// Shuts every group whose hour is over; which.
    pub fn shut_overdue(&mut self) -> Vec<GroupId> {
        let over: Vec<GroupId> =
            self.by_two.keys().copied().filter(|group| self.is_overdue(*group)).collect();
        for group in &over {
            if self.shut_group(*group).is_err() {
                log::warn!("a group that two people opened was not shut in order");
            }
        }
        over
    }

    /// Groups whose hour is over and that are still to be shut.
    pub(in crate::app) fn overdue(&self) -> Vec<GroupId> {
        self.by_two.keys().copied().filter(|group| self.is_overdue(*group)).collect()
    }

    /// Whether two people opened a group longer ago than an hour.
    pub(in crate::app) fn is_overdue(&self, group: GroupId) -> bool {
        self.left_open(group).is_some_and(|left| left.is_zero())
    }

    /// For how long the group that is shut first stays open.
    pub(in crate::app) fn first_shut_in(&self) -> Option<Duration> {
        self.by_two.keys().filter_map(|group| self.left_open(*group)).min()
    }

    fn left_open(&self, group: GroupId) -> Option<Duration> {
        let gone = self.witness.clock().since_boot().saturating_sub(*self.by_two.get(&group)?);
        Some(OPEN_BY_TWO.saturating_sub(gone))
    }

    fn open_until(&self, group: GroupId) -> Option<WallTime> {
        self.left_open(group).map(|left| self.witness.wall().plus(left))
    }

    /// Rules how many people a group takes. Where its keys can be made anew here and now they are, and the job writes its
    /// stacks again; else they are owed.
    pub fn rule_two_person(
        &mut self,
        group: GroupId,
        rule: TwoPerson,
        few_confirmed: bool,
        consent: &Consent,
    ) -> Result<Settled<Job<RekeyReport>>, Problem> {
        self.shut_overdue();
        let permit = self.permit(Act::GroupTwoPerson, Some(group))?;
        let ruling = ruling(group, rule);
        self.vault.judge_two_person(ruling, few_confirmed, self.witness.wall())?;
        let intent = Intent {
            permit: &permit,
            will: self.will_of_body(&Body::GroupFacts(ruling)),
            about: None,
            needs_two: true,
            ask: Some(Ask::Group(ruling)),
            words: format!("{group} {}", rule.key()),
        };
        self.settle(intent, consent, |session, consent| {
            let wall = session.witness.wall();
            let second = match consent {
                staff::Consent::With(second) => Some(second),
                _ => None,
            };
            let next = session.vault.prepare_two_person(&permit, ruling, few_confirmed, second, wall)?;
            let before = session.written_under(next.as_ref())?;
            let lost = session.vault.commit_two_person(&permit, ruling, next.as_ref(), consent, wall)?;
            session.go_on_writing(before.zip(next), lost)
        })
    }

    /// Makes the new keys that are owed for a group that takes two, with a second person who holds it; opens it for that
    /// if it is shut. Begun before, it goes on.
    pub fn rekey_by_two(
        &mut self,
        group: GroupId,
        second: &Second,
        reason: &str,
    ) -> Result<Job<RekeyReport>, Problem> {
        let permit = self.permit(Act::Rekey, Some(group))?;
        let signer = self.second_holder(group, second, reason)?;
        let words = format!("with {}", signer.account());
        self.witness.log(&self.witness.event_in(permit.act(), group).with_words(&words))?;
        let next = self.vault.prepare_rekey(&permit, group)?;
        let Some(next) = next else { return self.write_rest(group) };
        let before = self.written_under(Some(&next))?;
        let consent = staff::Consent::With(&signer);
        let lost = self.vault.commit_rekey(&permit, &next, consent, self.witness.wall())?;
        self.go_on_writing(before.zip(Some(next)), lost)
    }

    /// The job that writes again what is left of a group that is open.
    fn write_rest(&mut self, group: GroupId) -> Result<Job<RekeyReport>, Problem> {
        let store = self.store(group)?.another()?;
        let witness = self.witness.clone();
        Ok(Job::new(move |watch| {
            let done = write_stacks(store, Vec::new(), watch);
            super::leaving::note(&witness, group, &done);
            done
        })
        .in_groups([group]))
    }

    /// Writes records and identities under new keys, before anyone is told of them. The group as it was before.
    pub(super) fn written_under(&mut self, next: Option<&NextKeys>) -> Result<Option<Group>, Problem> {
        let Some(next) = next else { return Ok(None) };
        let before = self.group(next.group)?.clone();
        self.write_under(next)?;
        Ok(Some(before))
    }

    /// New keys were committed: the job that writes the stacks under them, also of a group that nobody can open alone now.
    pub(super) fn go_on_writing(
        &mut self,
        written: Option<(Group, NextKeys)>,
        lost: Vec<String>,
    ) -> Result<Job<RekeyReport>, Problem> {
        let Some((before, next)) = written else {
            return Ok(Job::new(move |_| Ok(RekeyReport { lost, ..RekeyReport::default() })));
        };
        let group = before.id;
        self.close_store(group)?;
        let mut older = before.older;
        if next.renews_records() {
            older.push(before.records);
        }
        let keys = GroupKeys { records: next.records, older, identities: next.identities };
        let access = if before.closed { Access::ReadOnly } else { Access::ReadWrite };
        let store = GroupStore::open(self.vault.layout(), keys, access, self.setting())?;
        // Kept to see when it is done; the keys go with it.
        self.rewriting.insert(group, store.another()?);
        let witness = self.witness.clone();
        Ok(Job::new(move |watch: &mut Watch<'_>| {
            let done = write_stacks(store, lost, watch);
            super::leaving::note(&witness, group, &done);
            done
        })
        .in_groups([group]))
    }

    /// Lets go of what wrote a group again, and of the keys of before if it came to its end.
    pub(super) fn settle_rewriting(&mut self) {
        let ended: Vec<GroupId> =
            self.rewriting.iter().filter(|(_, store)| !store.is_shared()).map(|(group, _)| *group).collect();
        for group in ended {
            let Some(store) = self.rewriting.remove(&group) else { continue };
            let left = store.stacks_owed();
            self.counters.extend(store.commit_counters().unwrap_or_default());
            let closed = store.close();
            let finished = match left {
                Ok(0) => self.vault.finish_rekey(group, self.witness.wall()).is_ok(),
                Ok(_) => true,
                Err(_) => false,
            };
            if !finished || closed.is_err() {
                log::warn!("a re-keying could not be settled yet");
            }
        }
    }
}

const fn two_person(records: bool, identities: bool) -> TwoPerson {
    match (records, identities) {
        (true, _) => TwoPerson::Whole,
        (false, true) => TwoPerson::Identities,
        (false, false) => TwoPerson::No,
    }
}

const fn ruling(group: GroupId, rule: TwoPerson) -> GroupRuling {
    GroupRuling {
        group,
        two_person_records: matches!(rule, TwoPerson::Whole),
        two_person_identities: matches!(rule, TwoPerson::Whole | TwoPerson::Identities),
    }
}
