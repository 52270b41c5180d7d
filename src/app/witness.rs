//! Who is at it, the clock, and the log: what every act takes along, on whichever thread it runs.
//!
//! Log, then act: an act calls [`Witness::log`] and goes on only if that returned.

use std::sync::{Arc, Mutex, PoisonError};

use crate::audit::{Checkpoint, Cosigner, Event, Log, Outcome};
use crate::base::clock::{SharedClock, WallTime};
use crate::base::id::{AccountId, GroupId};
use crate::crypto::sign::SigningKey;
use crate::policy::Act;
use crate::staff::Verified;
use crate::vault::Vault;
use crate::vault::anchor::ChainHead;

use super::problem::{Problem, ProblemKind};

/// The person who is logged in, and the log of what they do.
#[derive(Clone)]
pub(super) struct Witness {
    log: Arc<Log>,
    account: AccountId,
    clock: SharedClock,
    pen: Arc<Pen>,
}

/// What the person signs checkpoints with, on whichever thread one is due.
struct Pen {
    key: SigningKey,
    /// The last statement, as the session last saw it.
    statements: Mutex<ChainHead>,
}

impl Witness {
    pub(super) fn new(log: Arc<Log>, vault: &Vault<Verified>, clock: SharedClock) -> Self {
        let pen = Pen { key: vault.signing().duplicate(), statements: Mutex::new(vault.house().head()) };
        Self { log, account: vault.person().account, clock, pen: Arc::new(pen) }
    }

    /// The person's account.
    pub(super) fn account(&self) -> AccountId {
        self.account
    }

    /// The access log.
    pub(super) fn access_log(&self) -> &Log {
        &self.log
    }

    /// The clock.
    pub(super) fn clock(&self) -> &SharedClock {
        &self.clock
    }

    /// The wall clock's time.
    pub(super) fn wall(&self) -> WallTime {
        self.clock.wall()
    }

    /// An event of this person.
    pub(super) fn event(&self, act: Act) -> Event {
        Event::new(act).by(self.account)
    }

    /// An event of this person that touches a group.
    pub(super) fn event_in(&self, act: Act, group: GroupId) -> Event {
        self.event(act).in_group(group)
    }

    /// Makes the event durable. If it cannot be, the act is not to be done.
    pub(super) fn log(&self, event: &Event) -> Result<(), Problem> {
        self.log_all(std::slice::from_ref(event))
    }

    /// Makes the events durable together.
    pub(super) fn log_all(&self, events: &[Event]) -> Result<(), Problem> {
        if !events.is_empty() {
            let _receipts = self.log.append_all(events)?;
        }
        if self.log.checkpoint_is_due() {
            self.checkpoint();
        }
        Ok(())
    }

    /// Signs the log as it is, with the machine. What was logged stands without it: the next checkpoint says it too.
    pub(super) fn checkpoint(&self) -> Option<Checkpoint> {
        let ChainHead { number, hash } = *self.pen.statements.lock().unwrap_or_else(PoisonError::into_inner);
        let cosigner = Cosigner { account: self.account, key: &self.pen.key, statements: (number, hash) };
        let signed = self.log.checkpoint(Some(cosigner));
        if signed.is_err() {
            log::warn!("a checkpoint of the access log could not be written");
        }
        signed.ok()
    }

    /// The statements have grown; from now on checkpoints say so.
    pub(super) fn saw_statements(&self, head: ChainHead) {
        *self.pen.statements.lock().unwrap_or_else(PoisonError::into_inner) = head;
    }

    /// Notes how an act ended. It is over: what cannot be noted any more cannot undo it, and the next act will be
    /// refused for the same reason.
    pub(super) fn note_end(&self, event: Event, problem: Option<&Problem>) {
        let outcome = match problem.map(|problem| problem.kind) {
            None => Outcome::Done,
            Some(ProblemKind::Cancelled) => Outcome::Cancelled,
            Some(_) => Outcome::Failed,
        };
        if self.log(&event.outcome(outcome)).is_err() {
            log::warn!("the end of an act could not be logged");
        }
    }
}
