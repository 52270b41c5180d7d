//! The queue: what needs two and waits for the other's next log-in. A request says exactly what is to happen; facts that
//! carry no key take effect with the answer, keys are handed on by either of the two.

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId};
use crate::keys::statement::{
    Approval, Body, ClockCorrection, Deletion, GroupRuling, PolicyChange, Proposal, Ratification, Request,
};
use crate::policy::{Act, Permit, Rule, Standing as Kind};
use crate::vault::Vault;

use super::deed::{Consent, PeopleError, renews, require};
use super::entitled::NotEntitled;
use super::grants::Width;
use super::house::RequestFact;
use super::screening::ScreeningForm;
use super::signing::next_text;
use super::verified::Verified;

/// What a supervisor asks another to sign.
#[derive(Debug, Clone)]
pub enum Ask {
    /// A screening of someone.
    Screening(AccountId, ScreeningForm),
    /// Access to a group.
    Grant {
        /// Whose.
        account: AccountId,
        /// To which group.
        group: GroupId,
        /// How much of it.
        width: Width,
        /// Until when.
        until: Option<WallTime>,
    },
    /// Rules and their new values.
    Policy(Vec<(Rule, u64)>),
    /// What is special about a group.
    Group(GroupRuling),
    /// What time it is.
    Clock(WallTime),
    /// A new text of the agreement.
    Agreement {
        /// In English.
        english: String,
        /// In Romanian.
        romanian: String,
    },
    /// New keys for a group, by hand.
    Rekey(GroupId),
    /// Records, or a customer, gone for good.
    Deletion(Deletion),
}

impl Vault<Verified> {
    /// Asks for a second signature, with a reason in writing; returns the request's number.
    pub fn request(
        &mut self,
        permit: &Permit,
        ask: &Ask,
        reason: &str,
        wall: WallTime,
    ) -> Result<u64, PeopleError> {
        require(permit, &[Act::RequestMake])?;
        let reason = reason.trim().to_owned();
        if reason.is_empty() {
            return Err(PeopleError::NeedsReason);
        }
        let now = self.now(wall);
        let mut deed = self.deed(wall);
        let fact = |body| Proposal::Fact(Box::new(body));
        let proposal = match ask {
            Ask::Screening(account, _) if *account == self.state.account() => {
                return Err(PeopleError::OwnCase);
            }
            Ask::Grant { account, .. } if *account == self.state.account() => {
                return Err(PeopleError::OwnCase);
            }
            Ask::Screening(account, form) => {
                let (says, sealed) = self.screening_says(&deed.house, *account, form, now)?;
                deed.change.screenings.push(sealed);
                fact(Body::Screening(says))
            }
            Ask::Grant { account, group, width, until } => Proposal::Grant {
                account: *account,
                group: *group,
                identities: *width == Width::RecordsAndIdentities,
                until: *until,
            },
            Ask::Policy(settings) => fact(Body::Policy(policy_change(settings)?)),
            Ask::Group(ruling) => fact(Body::GroupFacts(*ruling)),
            Ask::Clock(to) => {
                fact(Body::ClockCorrection(ClockCorrection { to: *to, reason: reason.clone() }))
            }
            Ask::Agreement { english, romanian } => {
                if deed.house.waiting_text().is_some() {
                    return Err(PeopleError::TextWaits);
                }
                let text = next_text(deed.house.current_text(), english, romanian)?;
                deed.change.texts.extend([english.clone(), romanian.clone()]);
                fact(Body::AgreementText(text))
            }
            Ask::Deletion(says) => fact(Body::Deletion(says.clone())),
            Ask::Rekey(group) => Proposal::Rekey { group: *group },
        };
        let number = deed.say(Body::Request(Request { proposal, reason }))?;
        let done = deed.done();
        self.commit(done)?;
        Ok(number)
    }

    /// The requests that wait for an answer, and those approved whose keys were not handed on yet, by number.
    pub fn requests(&self) -> Vec<(u64, RequestFact)> {
        let open =
            self.house().requests().filter(|(_, request)| match (&request.answer, &request.proposal) {
                (None, _) => true,
                (Some((_, false)), _) | (Some(_), Proposal::Fact(_)) => false,
                (Some((_, true)), Proposal::Grant { identities, .. }) => {
                    request.used.len() < 1 + usize::from(*identities)
                }
                (Some((_, true)), Proposal::Rekey { .. }) => request.used.is_empty(),
            });
        open.map(|(number, request)| (number, request.clone())).collect()
    }

    /// Says yes or no to another's request, or takes back one's own. A grant that was approved is handed on here and now,
    /// if whoever approves holds the keys; else by whoever asked, with [`Consent::Approved`].
    pub fn answer(
        &mut self,
        permit: &Permit,
        number: u64,
        approved: bool,
        wall: WallTime,
    ) -> Result<(), PeopleError> {
        require(permit, &[Act::Countersign])?;
        let house = self.house();
        let request =
            house.requests().find(|(known, _)| *known == number).map(|(_, request)| request.clone());
        let request = request.ok_or(PeopleError::Unknown("request"))?;
        let hash = house.hash_of(number).ok_or(PeopleError::Unknown("request"))?;
        if request.answer.is_some() {
            return Err(PeopleError::Request);
        }
        if approved && request.by == self.state.account() {
            return Err(PeopleError::OwnCase);
        }
        let renewing = self.standing().kind != Kind::Full;
        let renewal = matches!(&request.proposal, Proposal::Fact(body) if renews(body));
        if approved && renewing && !renewal {
            return Err(PeopleError::NotEntitled(NotEntitled::NotScreened));
        }
        let mut deed = self.deed(wall);
        deed.say(Body::Approval(Approval { request: number, hash, approved }))?;
        if let (true, Proposal::Grant { account, group, identities, until }) = (approved, &request.proposal)
            && let width = if *identities { Width::RecordsAndIdentities } else { Width::Records }
            && self.kinds_to_share(*account, *group, width).is_empty()
            && self.group(*group).is_some_and(|held| !*identities || held.identities.is_some())
        {
            let consent = Consent::Approved(number);
            self.granting(&mut deed, *account, (*group, width, *until), consent, self.now(wall))?;
        }
        let done = deed.done();
        self.commit(done)?;
        if !approved {
            self.drop_refused(&request.proposal)?;
        }
        Ok(self.stand_again(wall)?)
    }

    /// Agrees to everything that another supervisor decided alone; returns how many statements that were.
    pub fn ratify(&mut self, permit: &Permit, numbers: &[u64], wall: WallTime) -> Result<usize, PeopleError> {
        require(permit, &[Act::Ratify])?;
        let mut numbers = numbers.to_vec();
        numbers.sort_unstable();
        numbers.dedup();
        let allowed = self.house().to_ratify_by(self.state.account());
        if numbers.is_empty() || !numbers.iter().all(|number| allowed.contains(number)) {
            return Err(PeopleError::Unknown("statement"));
        }
        let many = numbers.len();
        let mut deed = self.deed(wall);
        deed.say(Body::Ratification(Ratification { numbers }))?;
        let done = deed.done();
        self.commit(done)?;
        Ok(many)
    }

    /// Changes rules, within their bounds.
    pub fn change_policy(
        &mut self,
        permit: &Permit,
        settings: &[(Rule, u64)],
        consent: Consent<'_>,
        wall: WallTime,
    ) -> Result<(), PeopleError> {
        require(permit, &[Act::PolicyChange])?;
        self.rule(Body::Policy(policy_change(settings)?), consent, wall)
    }

    /// Says whether a group needs two people. The keys' split is made with it by whoever calls this.
    pub fn rule_group(
        &mut self,
        permit: &Permit,
        ruling: GroupRuling,
        consent: Consent<'_>,
        wall: WallTime,
    ) -> Result<(), PeopleError> {
        require(permit, &[Act::PolicyChange])?;
        if !self.house().groups().contains(&ruling.group) {
            return Err(PeopleError::Unknown("group"));
        }
        self.rule(Body::GroupFacts(ruling), consent, wall)
    }

    /// Decides that records, or a customer with theirs, are to be gone for good: never by one alone. Returns the number of
    /// the statement, under which whoever holds the group carries it out.
    pub fn delete(
        &mut self,
        permit: &Permit,
        says: Deletion,
        consent: Consent<'_>,
        wall: WallTime,
    ) -> Result<u64, PeopleError> {
        require(permit, &[Act::RecordDelete, Act::CustomerDelete])?;
        if matches!(consent, Consent::Own | Consent::Alone(_)) {
            return Err(PeopleError::NeedsSecond);
        }
        self.rule(Body::Deletion(says), consent, wall)?;
        Ok(self.house().head().number)
    }

    /// Sets the time that counts right: to what the wall clock says now.
    pub fn correct_clock(
        &mut self,
        permit: &Permit,
        reason: &str,
        consent: Consent<'_>,
        wall: WallTime,
    ) -> Result<(), PeopleError> {
        require(permit, &[Act::ClockCorrect])?;
        if reason.trim().is_empty() {
            return Err(PeopleError::NeedsReason);
        }
        self.rule(
            Body::ClockCorrection(ClockCorrection { to: wall, reason: reason.trim().to_owned() }),
            consent,
            wall,
        )
    }

    /// A ruling about nobody.
    fn rule(&mut self, body: Body, consent: Consent<'_>, wall: WallTime) -> Result<(), PeopleError> {
        let mut deed = self.deed(wall);
        deed.say_with(body, consent, None)?;
        let done = deed.done();
        self.commit(done)?;
        Ok(self.stand_again(wall)?)
    }
}

fn policy_change(settings: &[(Rule, u64)]) -> Result<PolicyChange, PeopleError> {
    let mut settings = settings.to_vec();
    settings.sort_unstable();
    settings.dedup_by_key(|(rule, _)| *rule);
    let sound = settings.iter().all(|(rule, value)| rule.bounds().contains(value));
    if settings.is_empty() || !sound {
        Err(PeopleError::BadInput("rule"))
    } else {
        Ok(PolicyChange { settings })
    }
}
