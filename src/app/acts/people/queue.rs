//! What waits for a second person: the queue, answers to it, carrying out what was agreed to, and ratifying what a
//! supervisor did alone.

use crate::base::id::GroupId;
use crate::keys::statement::Proposal;
use crate::policy::{Act, Role};
use crate::staff;
use crate::staff::grants::Width;
use crate::staff::house::{MadeAlone, RequestFact};

use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::session::Session;
use super::super::super::snapshot::{AloneRow, MayAnswer, WaitingNumber, WaitingRow, WaitingState};
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

    /// Hands on the keys of a grant that was agreed to; for whoever asked, where the other did not hold them.
    pub fn carry_out(&mut self, number: WaitingNumber) -> Result<(), Problem> {
        let permit = self.permit(Act::Grant, None)?;
        let missing = || Problem::new(ProblemKind::NotFound).with("what", number.0);
        let open = self.vault.requests().into_iter().find(|(known, _)| *known == number.0);
        let (_, request) = open.ok_or_else(missing)?;
        let Proposal::Grant { account, group, identities, until } = request.proposal else {
            return Err(missing());
        };
        self.log_grant(&permit, number, group)?;
        let width = if identities { Width::RecordsAndIdentities } else { Width::Records };
        let consent = staff::Consent::Approved(number.0);
        let wall = self.witness.wall();
        Ok(self.vault.grant(&permit, account, (group, width), until, consent, wall)?)
    }

    fn log_grant(
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
