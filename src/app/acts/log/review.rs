//! Signing that days were reviewed. One's own acts are covered by somebody else: by a second supervisor who signs beside
//! the first, by one who reviews the same day later, or, while there is none, by a written reason.

use jiff::civil::Date;

use crate::audit::review::ReviewMark;
use crate::audit::{self, Event, Head};
use crate::base::id::{AccountId, VaultId};
use crate::crypto::sign::SigningKey;
use crate::policy::{Act, Role};

use super::super::super::log_desk::{LogReading, ReadLog};
use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::request::{Consent, Second};
use super::super::super::session::Session;
use super::super::super::snapshot::{Named, SecondNeeded, Settled, Will};
use super::super::super::witness::Witness;
use super::super::Job;

/// The longest note and the longest reason, in Unicode scalar values.
const NOTE_CHARS: usize = 2_000;

/// Somebody who signs.
struct Reviewer {
    account: AccountId,
    key: SigningKey,
}

/// A review that is about to be signed.
struct Signing {
    folder: std::path::PathBuf,
    vault: VaultId,
    witness: Witness,
    days: Vec<Date>,
    seen: u64,
    note: String,
    /// The person who is logged in; the second one, if there is one.
    reviewers: Vec<Reviewer>,
    /// The written reason, if one was given.
    alone: String,
    /// There is somebody else who could review the person's own acts.
    by_two: bool,
    /// What is said if more is needed.
    needed: SecondNeeded,
}

impl Session {
    /// Signs that days were reviewed, as far as `seen` frames of the log; each is an event of its own. How many days that
    /// were.
    pub fn review_days(
        &mut self,
        days: Vec<Date>,
        seen: u64,
        note: &str,
        consent: &Consent,
    ) -> Result<Job<Settled<u64>>, Problem> {
        let _permit = self.permit(Act::LogReview, None)?;
        let reading = LogReading::prepare(&self.vault, &self.log_desk, self.witness.clock())?;
        let signing = self.signing(days, seen, note, consent)?;
        Ok(Job::new(move |watch| {
            let settled = reading.run(watch, |log| signing.settle(log))?;
            // What was signed is read back, so that everyone is told what is left.
            reading.run(watch, |_| Ok(()))?;
            Ok(settled)
        }))
    }

    fn signing(&self, days: Vec<Date>, seen: u64, note: &str, consent: &Consent) -> Result<Signing, Problem> {
        let me = self.witness.account();
        let house = self.vault.house();
        let by_two = house.needs_second(me, None);
        let mut who: Vec<_> =
            house.seconds(me, None).map(|person| (person.name.clone(), person.login.clone())).collect();
        who.sort();
        let named = days.iter().map(Date::to_string).collect::<Vec<_>>().join(", ");
        let will = Will { key: "log-review", named: vec![("days", Named::Words(named))] };
        let mut reviewers = vec![Reviewer { account: me, key: self.vault.signing().duplicate() }];
        let mut alone = String::new();
        match consent {
            Consent::Second(second) if by_two => reviewers.push(self.second_reviewer(second)?),
            Consent::Alone(reason) if !by_two => alone = kept("reason", reason)?,
            _ => {}
        }
        Ok(Signing {
            folder: self.vault.layout().audit(),
            vault: self.vault.id(),
            witness: self.witness.clone(),
            days,
            seen,
            note: kept("notes", note)?,
            reviewers,
            alone,
            by_two,
            needed: SecondNeeded { will, who, reason_is_enough: !by_two, may_wait: false },
        })
    }

    fn second_reviewer(&self, second: &Second) -> Result<Reviewer, Problem> {
        let signer = self.second(second)?;
        let role = self.vault.house().person(signer.account()).map(|person| person.role);
        if role != Some(Role::Supervisor) || !signer.is_full() {
            return Err(Problem::new(ProblemKind::Refused).with("why", "second-not-standing"));
        }
        Ok(Reviewer { account: signer.account(), key: signer.signing().duplicate() })
    }
}

fn kept(field: &str, typed: &str) -> Result<String, Problem> {
    let kept = typed.trim();
    if kept.chars().count() > NOTE_CHARS {
        return Err(Problem::bad_input(field, "too-long"));
    }
    Ok(kept.to_owned())
}

/// What a day has for the person who reviews it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Share {
    /// Acts of their own, which they would cover.
    own: bool,
    /// Nothing but these is left to review.
    only_own: bool,
}

impl Signing {
    fn settle(self, log: &mut ReadLog<'_>) -> Result<Settled<u64>, Problem> {
        let head = self.head(log)?;
        let shares: Vec<Share> =
            self.days.iter().map(|day| self.share(log, *day)).collect::<Result<_, _>>()?;
        let own = shares.iter().any(|share| share.own);
        if own && !self.by_two && self.alone.is_empty() {
            return Ok(Settled::SecondNeeded(Box::new(self.needed)));
        }
        if self.by_two && self.reviewers.len() < 2 && shares.iter().any(|share| share.only_own) {
            return Ok(Settled::SecondNeeded(Box::new(self.needed)));
        }
        self.witness.log_all(&self.events(&head, &shares))?;
        Ok(Settled::Done(self.days.len() as u64))
    }

    /// The head of the log that the person had before them.
    fn head(&self, log: &ReadLog<'_>) -> Result<Head, Problem> {
        let now = log.index.head();
        if self.seen == now.count {
            return Ok(now);
        }
        let then = audit::head_at(&self.folder, self.vault, self.seen)?;
        then.filter(|_| self.seen < now.count)
            .ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", self.seen))
    }

    /// Whose acts of a day the review covers.
    fn share(&self, log: &ReadLog<'_>, day: Date) -> Result<Share, Problem> {
        let summary = log.index.day(day).filter(|_| day <= log.today);
        let summary = summary.ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", day))?;
        let mut covered = summary.people.iter().filter(|person| person.last_number < self.seen);
        let own = covered.any(|person| person.account == Some(log.me));
        let left = log.index.coverage().remove(&day).unwrap_or_default();
        Ok(Share { own, only_own: !left.open.is_empty() && !left.is_open_to(log.me) })
    }

    fn events(&self, head: &Head, shares: &[Share]) -> Vec<Event> {
        let mut events = Vec::new();
        for reviewer in &self.reviewers {
            for (day, share) in self.days.iter().zip(shares) {
                let alone = if share.own { self.alone.as_str() } else { "" };
                let place = (self.vault, reviewer.account);
                let mark = ReviewMark::sign(&reviewer.key, place, *day, head, (&self.note, alone));
                let event = Event::new(Act::LogReview).by(reviewer.account);
                events.push(event.with_words(&self.note).reviewing(mark));
            }
        }
        events
    }
}
