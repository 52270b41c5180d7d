//! Accepting a break: the log is not what was seen of it, because an older copy was put back after a disaster, and
//! supervisors go on with it as it is. Two sign, or one with a written reason while there is no other; the act is an event,
//! an alarm of its day's review, and told by every verification from then on.
//!
//! Whoever saw the log before and is not content is let in again: what they saw is known to be lost. Only at a log-in, for
//! nobody who has the alarm before them is in.

use crate::audit::{self, AcceptedBreak, BreakFound, Event, FoundingRoot, LogKeys, Seen};
use crate::base::clock::WallTime;
use crate::base::id::GroupId;
use crate::crypto::sign::SigningKey;
use crate::policy::Act;
use crate::staff::Verified;
use crate::vault::Vault;

use super::super::super::alarm::told;
use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::request::Consent;
use super::super::super::session::Session;
use super::super::super::snapshot::{Named, Settled, Will};
use super::super::outgoing::reason_of;
use super::archive::Beside;

/// How somebody who may accepts what they were told of.
pub struct BreakWish<'a> {
    /// Why the log is not what was seen of it, and why it is gone on with.
    pub reason: &'a str,
    /// The second signature.
    pub consent: &'a Consent,
}

/// What was found: the alarm, and what had been seen where a person saw it.
pub(in crate::app) struct FoundBreak {
    /// What the person was told.
    pub(in crate::app) alarm: Problem,
    /// What they had seen.
    pub(in crate::app) seen: Option<Seen>,
}

/// Whether what was seen of the log at this time is known to be lost.
pub(in crate::app) fn is_known_lost(vault: &Vault<Verified>, seen_at: WallTime) -> Result<bool, Problem> {
    let folder = vault.layout().audit();
    let breaks = breaks_of(vault)?;
    Ok(audit::is_known_lost(&folder, vault.id(), &breaks, seen_at)?)
}

fn breaks_of(vault: &Vault<Verified>) -> Result<Vec<AcceptedBreak>, Problem> {
    Ok(audit::accepted_breaks(&vault.layout().audit(), &keys_of(vault)?)?)
}

fn keys_of(vault: &Vault<Verified>) -> Result<LogKeys, Problem> {
    Ok(LogKeys::load(&vault.layout().audit(), &FoundingRoot::from(vault.header().founding()))?)
}

impl Session {
    /// Accepts a break that this person's own anchor found, or that a group of theirs finds now.
    pub(in crate::app) fn accept_break(
        &mut self,
        found: Option<FoundBreak>,
        wish: &BreakWish<'_>,
    ) -> Result<Settled<()>, Problem> {
        let permit = self.permit(Act::LogBreakAccept, None)?;
        let reason = reason_of(wish.reason)?;
        let found = match found {
            Some(found) => found,
            None => self.group_break()?,
        };
        let Some(beside) = self.beside(wish.consent)? else {
            let will = Will { key: "log-break", named: vec![("reason", Named::Words(reason))] };
            return Ok(Settled::SecondNeeded(Box::new(self.needed_beside(will))));
        };
        // Who was enrolled after the copy was made has to be known to it first.
        self.certify();
        let words = format!("{}: {reason}", told(&found.alarm));
        let event = self.witness.event(permit.act()).with_words(&words);
        let mut events = vec![event.clone()];
        if let Beside::Second(account, _) = &beside {
            events.push(Event::new(Act::Countersign).by(*account).with_words(&words));
        }
        self.witness.log_all(&events)?;
        let kept = self.keep_break(&found, &reason, &beside);
        self.witness.note_end(event, kept.as_ref().err());
        kept.map(Settled::Done)
    }

    /// Accepts a break that a group of this person's finds, while they are in.
    pub(in crate::app) fn accept_group_break(
        &mut self,
        wish: &BreakWish<'_>,
    ) -> Result<Settled<()>, Problem> {
        self.accept_break(None, wish)
    }

    fn keep_break(&self, found: &FoundBreak, reason: &str, beside: &Beside) -> Result<(), Problem> {
        let mut signers: Vec<(_, &SigningKey)> = vec![(self.witness.account(), self.vault.signing())];
        if let Beside::Second(account, key) = beside {
            signers.push((*account, key));
        }
        let head = self.witness.access_log().head();
        // Not before what was seen, wherever the clock stands.
        let wall = self.vault.now(self.witness.wall());
        let accepted = BreakFound { head, lost: found.seen, wall, reason, signers: &signers };
        audit::accept_break(&self.vault.layout().audit(), &keys_of(&self.vault)?, &accepted)?;
        self.witness.checkpoint();
        Ok(())
    }

    /// What a group of this person's finds that is open no more.
    fn group_break(&mut self) -> Result<FoundBreak, Problem> {
        let groups: Vec<GroupId> = self.vault.groups().iter().map(|group| group.id).collect();
        for group in groups {
            match self.store(group).err() {
                Some(alarm) if alarm.is_break() => return Ok(FoundBreak { alarm, seen: None }),
                _ => {}
            }
        }
        Err(Problem::new(ProblemKind::Refused).with("why", "no-break"))
    }
}
