//! What waits for a second person: the queue, answers to it, carrying out what was agreed to, and ratifying what a
//! supervisor did alone.

use crate::base::id::GroupId;
use crate::keys::statement::Proposal;
use crate::policy::{Act, Role};
use crate::staff;
use crate::staff::grants::Width;
use crate::staff::house::{MadeAlone, RequestFact};

use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::request::Second;
use super::super::super::session::Session;
use super::super::super::snapshot::{AloneRow, MayAnswer, WaitingNumber, WaitingRow, WaitingState};
use super::super::Job;
use super::super::leaving::RekeyReport;
use super::counts::about;

impl Session {
    /// The requests that wait for an answer, and those agreed to that are still to be carried out; logged.
    pub fn waiting(&mut self) -> Result<Vec<WaitingRow>, Problem> {
        let permit = self.permit(Act::StaffList, None)?;
        self.witness.log(&self.witness.event(permit.act()).with_words("requests"))?;
        let open = self.vault.requests();
        Ok(open.iter().map(|(number, request)| self.waiting_row(*number, request)).collect())
    }

    fn waiting_row(&self, number: u64, request: &RequestFact) -> WaitingRow {
        WaitingRow {
            number: WaitingNumber(number),
            will: self.will_of_proposal(&request.proposal),
            by: self.name_of(crate::keys::statement::Signer::Account(request.by)),
            at: request.at,
            reason: request.reason.clone(),
            state: match request.answer {
                None => WaitingState::Open,
                Some((_, true)) => WaitingState::Agreed,
                Some((_, false)) => WaitingState::Refused,
            },
            mine: self.may_answer(request),
        }
    }

    fn may_answer(&self, request: &RequestFact) -> MayAnswer {
        let me = self.witness.account();
        if request.answer.is_some() {
            MayAnswer::Answered
        } else if request.by == me {
            MayAnswer::MyOwn
        } else if about(&request.proposal) == Some(me) {
            MayAnswer::AboutMe
        } else if self.vault.person().role == Role::Supervisor {
            MayAnswer::Yes
        } else {
            MayAnswer::Role
        }
    }

    /// Agrees to another's request, refuses it, or takes back one's own. What carries no key takes effect with it.
    pub fn answer(&mut self, number: WaitingNumber, agreed: bool) -> Result<(), Problem> {
        let permit = self.permit(Act::Countersign, None)?;
        let words = format!("request {} {}", number.0, if agreed { "agreed" } else { "refused" });
        self.witness.log(&self.witness.event(permit.act()).with_words(&words))?;
        self.vault.answer(&permit, number.0, agreed, self.witness.wall())?;
        self.certify();
        self.tidy();
        Ok(())
    }

    /// Does what was agreed to and hands keys on: for whoever asked. A grant is made at once, if the one who agreed did not
    /// hold the keys; new keys are made, and the job writes the group again.
    pub fn carry_out(&mut self, number: WaitingNumber) -> Result<Option<Job<RekeyReport>>, Problem> {
        match self.agreed(number)? {
            Proposal::Grant { account, group, identities, until } => {
                let permit = self.permit(Act::Grant, None)?;
                self.log_request(&permit, number, group)?;
                let consent = staff::Consent::Approved(number.0);
                let (width, wall) = (width(identities), self.witness.wall());
                self.vault.grant(&permit, account, (group, width), until, consent, wall)?;
                Ok(None)
            }
            Proposal::Rekey { group } => self.renew_agreed(number, group).map(Some),
            Proposal::Fact(_) => Err(missing(number)),
        }
    }

    /// The same for a grant of a group that takes two people: with a second person who holds it, which deals its key anew.
    /// It is opened for that if it is shut, for the reason given. What is then to be written again is owed.
    pub fn carry_out_by_two(
        &mut self,
        number: WaitingNumber,
        second: &Second,
        reason: &str,
    ) -> Result<(), Problem> {
        let Proposal::Grant { account, group, identities, until } = self.agreed(number)? else {
            return Err(missing(number));
        };
        let permit = self.permit(Act::Grant, None)?;
        let signer = self.second_holder(group, second, reason)?;
        self.log_request(&permit, number, group)?;
        let width = width(identities);
        let consent = staff::Consent::Approved(number.0);
        if let Some(next) = self.vault.prepare_sharing(&permit, account, (group, width))? {
            self.share_out(&permit, (account, width, until), &next, (consent, &signer))
        } else {
            let wall = self.witness.wall();
            Ok(self.vault.grant(&permit, account, (group, width), until, consent, wall)?)
        }
    }

    /// What was agreed to under a number and is still to be carried out.
    fn agreed(&self, number: WaitingNumber) -> Result<Proposal, Problem> {
        let open = self.vault.requests().into_iter().find(|(known, _)| *known == number.0);
        let (_, request) = open.ok_or_else(|| missing(number))?;
        match request.answer {
            Some((_, true)) => Ok(request.proposal),
            _ => Err(missing(number)),
        }
    }

    pub(in crate::app::acts) fn log_request(
        &self,
        permit: &crate::policy::Permit,
        number: WaitingNumber,
        group: GroupId,
    ) -> Result<(), Problem> {
        let event = self.witness.event_in(permit.act(), group);
        self.witness.log(&event.with_words(&format!("request {}", number.0)))
    }

    /// What a supervisor did alone and nobody ratified yet; logged.
    pub fn alone(&mut self) -> Result<Vec<AloneRow>, Problem> {
        let permit = self.permit(Act::StaffList, None)?;
        self.witness.log(&self.witness.event(permit.act()).with_words("to ratify"))?;
        let mut rows = Vec::new();
        for (number, alone) in self.vault.house().to_ratify() {
            let said = self.vault.statement(number)?;
            rows.push(AloneRow {
                number,
                will: self.will_of_body(&said.body),
                by: self.name_of(crate::keys::statement::Signer::Account(alone.by)),
                at: said.made_at,
                reason: alone.reason.clone(),
                may: self.may_ratify(alone),
            });
        }
        Ok(rows)
    }

    fn may_ratify(&self, alone: &MadeAlone) -> MayAnswer {
        let me = self.witness.account();
        if alone.by == me {
            MayAnswer::MyOwn
        } else if alone.about == Some(me) {
            MayAnswer::AboutMe
        } else if self.vault.person().role == Role::Supervisor {
            MayAnswer::Yes
        } else {
            MayAnswer::Role
        }
    }

    /// Agrees to all of it that is not this person's own and not about them; says how much that was.
    pub fn ratify(&mut self) -> Result<u64, Problem> {
        let permit = self.permit(Act::Ratify, None)?;
        let numbers = self.vault.house().to_ratify_by(self.witness.account());
        if numbers.is_empty() {
            return Err(Problem::new(ProblemKind::NotFound).with("what", ""));
        }
        self.witness.log(&self.witness.event(permit.act()).counting(numbers.len() as u64))?;
        Ok(self.vault.ratify(&permit, &numbers, self.witness.wall())? as u64)
    }
}

const fn width(identities: bool) -> Width {
    if identities { Width::RecordsAndIdentities } else { Width::Records }
}

fn missing(number: WaitingNumber) -> Problem {
    Problem::new(ProblemKind::NotFound).with("what", number.0)
}
