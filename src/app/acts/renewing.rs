//! New keys of a group that nobody owes: decided by a supervisor, with a second one or by a request that was agreed to.
//!
//! What is owed after someone left needs no decision any more; that is `leaving`.

use crate::base::id::GroupId;
use crate::keys::place::KeyKind;
use crate::policy::{Act, Permit};
use crate::staff;
use crate::staff::CoSigner;
use crate::staff::requests::Ask;

use super::super::problem::{Problem, ProblemKind};
use super::super::request::{Consent, Second};
use super::super::session::Session;
use super::super::snapshot::{Named, Settled, WaitingNumber, Will};
use super::Job;
use super::leaving::RekeyReport;
use super::people::consent::Intent;

impl Session {
    /// Decides that a group gets new keys, all of them, and gives the job that writes it again. Of a group that takes two
    /// people, the second one holds it too, and nothing waits in the queue.
    pub fn renew_keys(
        &mut self,
        group: GroupId,
        consent: &Consent,
    ) -> Result<Settled<Job<RekeyReport>>, Problem> {
        self.shut_overdue();
        let permit = self.may_decide(group)?;
        let split = self.takes_two(group);
        let intent = Intent {
            permit: &permit,
            will: Will { key: "rekey", named: vec![("group", Named::Group(group, self.group_name(group)))] },
            about: None,
            needs_two: true,
            ask: (!split).then_some(Ask::Rekey(group)),
            words: group.to_string(),
        };
        self.settle(intent, consent, |session, consent| {
            if split {
                let holds =
                    |beside: &CoSigner| session.vault.may_second(group, beside, session.witness.wall());
                match consent {
                    staff::Consent::With(beside) if holds(beside) => {}
                    _ => return Err(Problem::new(ProblemKind::Refused).with("why", "second-holds-not")),
                }
            }
            session.renew(&permit, group, consent)
        })
    }

    /// New keys for a group, by a request that was agreed to.
    pub(super) fn renew_agreed(
        &mut self,
        number: WaitingNumber,
        group: GroupId,
    ) -> Result<Job<RekeyReport>, Problem> {
        self.shut_overdue();
        let permit = self.may_decide(group)?;
        self.log_request(&permit, number, group)?;
        self.renew(&permit, group, staff::Consent::Approved(number.0))
    }

    /// All of the group is open, for all of it gets new keys.
    fn may_decide(&self, group: GroupId) -> Result<Permit, Problem> {
        let known = self.group(group)?;
        if self.vault.shut_group(group).is_some() {
            return Err(Problem::new(ProblemKind::GroupShut).with("what", &known.name));
        }
        self.permit(Act::RekeyDecide, Some(group))
    }

    fn takes_two(&self, group: GroupId) -> bool {
        let split = |kind| self.vault.house().is_split((kind, Some(group)));
        split(KeyKind::GroupRecords) || split(KeyKind::GroupIdentities)
    }

    fn renew(
        &mut self,
        permit: &Permit,
        group: GroupId,
        consent: staff::Consent<'_>,
    ) -> Result<Job<RekeyReport>, Problem> {
        let next = self.vault.prepare_rekey(permit, group)?;
        let before = self.written_under(next.as_ref())?;
        let lost = match &next {
            Some(next) => self.vault.commit_rekey(permit, next, consent, self.witness.wall())?,
            None => Vec::new(),
        };
        self.go_on_writing(before.zip(next), lost)
    }

    /// A second person who holds a group that takes two; it is open afterwards.
    pub(super) fn second_holder(
        &mut self,
        group: GroupId,
        second: &Second,
        reason: &str,
    ) -> Result<CoSigner, Problem> {
        self.shut_overdue();
        let reason = match self.vault.shut_group(group) {
            Some(_) => Some(self.may_open_by_two(group, reason)?),
            None => None,
        };
        let signer = self.second(second)?;
        if let Some(reason) = &reason {
            self.open_with(group, &signer, reason)?;
        }
        Ok(signer)
    }
}
