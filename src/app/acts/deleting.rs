//! Deleting for good: records, or a customer with all of theirs. It always takes two; in the founding period it waits.
//!
//! Each record is in the log, with the reason, before anything is decided; the statement that two signed comes next, and
//! what it names goes last. What was cut off, or was agreed to by someone who does not hold the group, is carried out by
//! whoever opens the group next.

use std::collections::BTreeSet;

use crate::audit::Event;
use crate::base::code::ClientCode;
use crate::base::id::{GroupId, RecordId};
use crate::keys::statement::{Deletion, MOST_DELETED, REASON_CHARS};
use crate::policy::{Act, Permit};
use crate::records::{self, Deleted, Doomed, GroupStore};
use crate::staff::requests::Ask;

use super::super::problem::{Problem, ProblemKind};
use super::super::request::Consent;
use super::super::session::Session;
use super::super::snapshot::{DoomedRow, Named, Settled, Will};
use super::super::witness::Witness;
use super::Job;
use super::people::consent::Intent;

/// One decision that is to be carried out.
struct Owed {
    act: Act,
    group: GroupId,
    store: GroupStore,
    deletion: records::Deletion,
    /// What the log has before anything is removed; nothing where it has it already.
    events: Vec<Event>,
}

impl Session {
    /// Deletes records of one group for good. The job that is returned removes them.
    pub fn delete_records(
        &mut self,
        group: GroupId,
        records: &[RecordId],
        reason: &str,
        consent: &Consent,
    ) -> Result<Settled<Job<Deleted>>, Problem> {
        self.group(group)?;
        let permit = self.permit(Act::RecordDelete, Some(group))?;
        let wanted: BTreeSet<RecordId> = records.iter().copied().collect();
        let wanted: Vec<RecordId> = wanted.into_iter().collect();
        let doomed = self.store(group)?.doomed(&wanted)?;
        if wanted.is_empty() || doomed.rows.len() != wanted.len() {
            return Err(Problem::new(ProblemKind::NotFound).with("what", ""));
        }
        self.doom(&permit, (group, None), &doomed, reason, consent)
    }

    /// Deletes a customer with all of their records for good.
    pub fn delete_customer(
        &mut self,
        group: GroupId,
        code: ClientCode,
        reason: &str,
        consent: &Consent,
    ) -> Result<Settled<Job<Deleted>>, Problem> {
        self.group(group)?;
        let permit = self.permit(Act::CustomerDelete, Some(group))?;
        let doomed =
            self.store(group)?.doomed_with(code).map_err(|error| Problem::from(error).naming(code))?;
        self.doom(&permit, (group, Some(code)), &doomed, reason, consent)
    }

    fn doom(
        &mut self,
        permit: &Permit,
        (group, customer): (GroupId, Option<ClientCode>),
        doomed: &Doomed,
        reason: &str,
        consent: &Consent,
    ) -> Result<Settled<Job<Deleted>>, Problem> {
        let reason = reason.trim().to_owned();
        if reason.is_empty() || reason.chars().count() > REASON_CHARS {
            return Err(Problem::new(ProblemKind::ReasonNeeded));
        }
        if !self.vault.house().needs_second(self.witness.account(), None) {
            return Err(refused("deletion-waits"));
        }
        if doomed.rows.len() > MOST_DELETED {
            return Err(refused("deletion-too-many").with("most", MOST_DELETED));
        }
        let mut records: Vec<RecordId> = doomed.rows.iter().map(|row| row.id).collect();
        records.sort_unstable();
        let size_bytes = doomed.rows.iter().map(|row| row.size_bytes).sum();
        let says = Deletion { group, customer, records, size_bytes, reason: reason.clone() };
        let what = format!("{} records, {size_bytes} bytes", says.records.len());
        let intent = Intent {
            permit,
            will: self.will_of_deletion(&says),
            about: None,
            needs_two: true,
            ask: Some(Ask::Deletion(says.clone())),
            words: customer.map_or(format!("{what}: {reason}"), |code| format!("{code}, {what}: {reason}")),
        };
        let events = self.events_of(permit.act(), &says, doomed);
        self.settle(intent, consent, |session, consent| {
            session.witness.log_all(&events)?;
            let wall = session.witness.wall();
            let number = session.vault.delete(permit, says.clone(), consent, wall)?;
            let owed = session.owed_deletion(number, &says, Vec::new())?;
            Ok::<_, Problem>(owed.job(&session.witness))
        })
    }

    /// An event for each record, so that "who opened my file" tells of it, and one for the customer.
    fn events_of(&self, act: Act, says: &Deletion, doomed: &Doomed) -> Vec<Event> {
        let event = || self.witness.event_in(act, says.group).with_words(&says.reason);
        let rows = doomed.rows.iter().map(|row| event().of_client(row.code).of_record(row.id));
        rows.chain(says.customer.map(|code| event().of_client(code))).collect()
    }

    fn owed_deletion(&mut self, number: u64, says: &Deletion, events: Vec<Event>) -> Result<Owed, Problem> {
        let act = if says.customer.is_some() { Act::CustomerDelete } else { Act::RecordDelete };
        let store = self.store(says.group)?.another()?;
        let deletion = records::Deletion { number, customer: says.customer, records: says.records.clone() };
        Ok(Owed { act, group: says.group, store, deletion, events })
    }

    /// What was decided to be deleted and is not deleted yet, as far as this person holds the groups; none if nothing is.
    pub fn deletions_owed(&mut self) -> Result<Option<Job<Deleted>>, Problem> {
        let decided: Vec<(u64, Deletion)> =
            self.vault.house().deletions().map(|(number, says)| (number, says.clone())).collect();
        let mut owed = Vec::new();
        for (number, says) in decided {
            let open = self.vault.group(says.group).is_some_and(|group| {
                !group.closed && (says.customer.is_none() || group.identities.is_some())
            });
            if !open || self.group(says.group).is_err() {
                continue;
            }
            let store = self.store(says.group)?;
            if store.deletions_done()?.contains(&number) {
                continue;
            }
            let doomed = store.doomed(&says.records)?;
            let act = if says.customer.is_some() { Act::CustomerDelete } else { Act::RecordDelete };
            let events = self.events_of(act, &says, &doomed);
            owed.push(self.owed_deletion(number, &says, events)?);
        }
        if owed.is_empty() {
            return Ok(None);
        }
        let (groups, witness) =
            (owed.iter().map(|owed| owed.group).collect::<Vec<_>>(), self.witness.clone());
        let all = Job::new(move |watch| {
            let mut all = Deleted::default();
            for owed in owed {
                let done = owed.job(&witness).run(watch)?;
                all.records += done.records;
                all.customer |= done.customer;
            }
            Ok(all)
        });
        Ok(Some(all.in_groups(groups)))
    }

    /// What a deletion comes to: names for those who hold the group, counts for the others.
    pub(in crate::app::acts) fn will_of_deletion(&self, says: &Deletion) -> Will {
        let held = self.stores.get(&says.group);
        let doomed = held.and_then(|store| store.doomed(&says.records).ok()).unwrap_or_default();
        let rows = doomed.rows.iter().map(|row| DoomedRow {
            code: row.code,
            title: row.title.clone(),
            size_bytes: row.size_bytes,
        });
        Will {
            key: if says.customer.is_some() { "delete-customer" } else { "delete" },
            named: vec![
                ("group", Named::Group(says.group, self.group_name(says.group))),
                ("code", Named::Words(says.customer.map(|code| code.to_string()).unwrap_or_default())),
                ("count", Named::Count(says.records.len() as u64)),
                ("size", Named::Size(says.size_bytes)),
                ("reason", Named::Words(says.reason.clone())),
                (
                    "records",
                    Named::Doomed { rows: rows.collect(), twins: doomed.twins, held: held.is_some() },
                ),
            ],
        }
    }
}

impl Owed {
    fn job(self, witness: &Witness) -> Job<Deleted> {
        let (group, witness) = (self.group, witness.clone());
        Job::new(move |watch| {
            let Self { act, group, mut store, deletion, events } = self;
            witness.log_all(&events)?;
            let deleted = store.delete(&deletion, watch).map_err(Problem::from);
            let closed = store.close();
            let count = deleted.as_ref().map_or(0, |deleted| deleted.records);
            witness.note_end(witness.event_in(act, group).counting(count), deleted.as_ref().err());
            let deleted = deleted?;
            closed?;
            Ok(deleted)
        })
        .in_groups([group])
    }
}

fn refused(why: &str) -> Problem {
    Problem::new(ProblemKind::Refused).with("why", why)
}
