//! How an act that may need two people gets its second signature: now, later, or, while there is nobody else, not at
//! all but with a written reason.

use crate::audit::Event;
use crate::base::id::AccountId;
use crate::crypto::secret::Password;
use crate::keys::keyslot::SecondFactor;
use crate::policy::{Act, Permit};
use crate::staff::requests::Ask;
use crate::staff::{self, CoSignError, CoSigner};

use super::super::super::opening::SlotOpening;
use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::request::{Consent, Second};
use super::super::super::session::Session;
use super::super::super::snapshot::{SecondNeeded, Settled, WaitingNumber, Will};
use super::super::super::tokens::{self, FindTokens};
use super::super::Job;

/// An act that may need two, before it is done.
pub(in crate::app::acts) struct Intent<'a> {
    /// The permission for it.
    pub(in crate::app::acts) permit: &'a Permit,
    /// What will happen.
    pub(in crate::app::acts) will: Will,
    /// Whom it is about, who therefore is no second.
    pub(in crate::app::acts) about: Option<AccountId>,
    /// Whether it needs two at all.
    pub(in crate::app::acts) needs_two: bool,
    /// What is asked for if it is to wait in the queue; none if it cannot wait.
    pub(in crate::app::acts) ask: Option<Ask>,
    /// What the log keeps beside the act.
    pub(in crate::app::acts) words: String,
}

impl Session {
    /// Gets the consent that an act needs, logs, and acts; or puts it into the queue; or says what is needed, and nothing
    /// is done.
    pub(in crate::app::acts) fn settle<T, E: Into<Problem>>(
        &mut self,
        intent: Intent<'_>,
        consent: &Consent,
        act: impl FnOnce(&mut Self, staff::Consent<'_>) -> Result<T, E>,
    ) -> Result<Settled<T>, Problem> {
        let event = self.witness.event(intent.permit.act()).with_words(&intent.words);
        if !intent.needs_two {
            self.witness.log(&event)?;
            return act(self, staff::Consent::Own).map(Settled::Done).map_err(Into::into);
        }
        let me = self.witness.account();
        let by_two = self.vault.house().needs_second(me, intent.about);
        match consent {
            Consent::Second(second) if by_two => {
                let signer = self.second(second)?;
                let theirs = Event::new(Act::Countersign).by(signer.account()).with_words(&intent.words);
                self.witness.log_all(&[event, theirs])?;
                act(self, staff::Consent::With(&signer)).map(Settled::Done).map_err(Into::into)
            }
            Consent::Alone(reason) if !by_two && !reason.trim().is_empty() => {
                self.witness.log(&event)?;
                act(self, staff::Consent::Alone(reason)).map(Settled::Done).map_err(Into::into)
            }
            Consent::Later(reason) if by_two && !reason.trim().is_empty() && intent.ask.is_some() => {
                self.queue(&intent, reason).map(Settled::Waiting)
            }
            _ => Ok(Settled::SecondNeeded(Box::new(self.second_needed(intent, by_two)))),
        }
    }

    fn queue(&mut self, intent: &Intent<'_>, reason: &str) -> Result<WaitingNumber, Problem> {
        let Some(ask) = &intent.ask else { return Err(Problem::new(ProblemKind::SecondNeeded)) };
        let permit = self.permit(Act::RequestMake, None)?;
        let words = format!("{}: {reason}", intent.words);
        self.witness.log(&self.witness.event(permit.act()).with_words(&words))?;
        let number = self.vault.request(&permit, ask, reason, self.witness.wall())?;
        Ok(WaitingNumber(number))
    }

    fn second_needed(&self, intent: Intent<'_>, by_two: bool) -> SecondNeeded {
        let house = self.vault.house();
        let who = house.seconds(self.witness.account(), intent.about);
        let mut who: Vec<_> = who.map(|person| (person.name.clone(), person.login.clone())).collect();
        who.sort();
        SecondNeeded {
            will: intent.will,
            who,
            reason_is_enough: !by_two,
            may_wait: by_two && intent.ask.is_some(),
        }
    }

    /// The waiting for a second person's token, unless it would come too early to try again.
    pub(in crate::app) fn token_of_second(
        &self,
        login: &str,
        pin: Option<Password>,
    ) -> Result<Job<SecondFactor>, Problem> {
        self.patience()?.require(self.vault.account_handle(login), login)?;
        Ok(tokens::answer(&self.vault, self.tokens()?, login, pin))
    }

    /// The opening of a second person's keys, unless it would come too early to try again.
    pub(in crate::app) fn opening_of(&self, login: &str) -> Result<SlotOpening, Problem> {
        SlotOpening::of(&self.vault, self.tokens()?, &self.patience()?, login)
    }

    fn tokens(&self) -> Result<&FindTokens, Problem> {
        self.tokens.as_ref().ok_or_else(|| Problem::new(ProblemKind::NoToken))
    }

    /// Opens a second person's keys for one act: throttled and logged like a log-in.
    pub(in crate::app::acts) fn second(&self, second: &Second) -> Result<CoSigner, Problem> {
        let opened = self.opening_of(&second.login)?.open(&second.password, &second.factor)?;
        match self.vault.co_signer_of(opened.slot, self.witness.wall()) {
            Ok(signer) => Ok(signer),
            Err(CoSignError::Unlock(error)) => Err(error.into()),
            Err(CoSignError::SamePerson) => Err(refused("second-is-first")),
            Err(CoSignError::NotStanding) => Err(refused("second-not-standing")),
            Err(error @ CoSignError::OtherAccount) => {
                Err(Problem::new(ProblemKind::StatementsRefused).with("what", error))
            }
        }
    }
}

fn refused(why: &str) -> Problem {
    Problem::new(ProblemKind::Refused).with("why", why)
}
