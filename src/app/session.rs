//! Someone is logged in: the verified vault, what they may do, and the open groups. One per unlocked vault.
//!
//! Each act of `acts` is a method that decides, logs and acts. Ending the session drops everything in order.

use std::sync::Arc;
use std::time::Duration;

use crate::audit::{Event, Log, Outcome};
use crate::base::clock::{SharedClock, WallTime};
use crate::base::id::GroupId;
use crate::policy::{self, Act, Permit};
use crate::staff::Verified;
use crate::staff::groups::Group;
use crate::vault::anchor::LogHead;
use crate::vault::{Vault, VaultKind};

use super::problem::{Problem, ProblemKind};
use super::request::LockReason;
use super::snapshot::SessionFace;
use super::witness::Witness;

/// A session ends after this long, whatever happens.
pub const SESSION: Duration = Duration::from_hours(12);

/// Nothing is touched for this long: the window locks.
pub const IDLE_LOCK_SECS: u32 = 5 * 60;

/// An unlocked vault and the person who unlocked it.
pub struct Session {
    pub(super) vault: Vault<Verified>,
    pub(super) witness: Witness,
    began_at: WallTime,
    began_since_boot: Duration,
    last_login: Option<WallTime>,
    failed_before: u32,
}

impl Session {
    pub(super) fn begin(
        vault: Vault<Verified>,
        log: Arc<Log>,
        clock: SharedClock,
        failed_before: u32,
    ) -> Result<Self, Problem> {
        let witness = Witness::new(log, vault.person().account, Arc::clone(&clock));
        let last_login = Some(vault.anchor().at).filter(|at| at.unix_millis() > 0);
        Ok(Self {
            vault,
            witness,
            began_at: clock.wall(),
            began_since_boot: clock.since_boot(),
            last_login,
            failed_before,
        })
    }

    /// Who is logged in.
    pub fn face(&self) -> SessionFace {
        let person = self.vault.person();
        SessionFace {
            name: person.name.clone(),
            login: person.login.clone(),
            role: person.role,
            failed_since_last: self.failed_before,
            last_login: self.last_login,
            ends_at: self.began_at.plus(SESSION),
            idle_lock_secs: IDLE_LOCK_SECS,
            log_written_at: self.witness.access_log().last_written_at(),
            founding_period: self.vault.house().founding_period(),
        }
    }

    /// How long the session may still last.
    pub fn time_left(&self) -> Duration {
        let gone = self.witness.clock().since_boot().saturating_sub(self.began_since_boot);
        SESSION.saturating_sub(gone)
    }

    /// Whether the vault is of the sample kind.
    pub fn is_sample(&self) -> bool {
        self.vault.kind() == VaultKind::Sample
    }

    /// Decides whether the person may do `act`; a refusal is in the log before it is told.
    pub(super) fn permit(&self, act: Act, group: Option<GroupId>) -> Result<Permit, Problem> {
        policy::decide(act, &self.vault.facts(group)).map_err(|refusal| {
            let mut event = self.witness.event(act).outcome(Outcome::Refused);
            event.group = group;
            match self.witness.log(&event) {
                Ok(()) => refusal.into(),
                Err(problem) => problem,
            }
        })
    }

    /// The group, if this person holds its records key.
    pub(super) fn group(&self, group: GroupId) -> Result<&Group, Problem> {
        self.vault.group(group).ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", group))
    }

    /// Ends the session: everything is closed, the anchor is written, the keys are dropped. What goes wrong on the
    /// way is told after all of it was tried.
    pub fn lock(self, reason: LockReason) -> Result<(), Problem> {
        let noted = self.witness.log(&self.witness.event(Act::Lock).with_words(reason.key()));
        let head = self.witness.access_log().head();
        let counters = std::collections::BTreeMap::new();
        let wall = self.witness.wall();
        let locked = self.vault.lock(wall, Some(LogHead { events: head.count, hash: head.root }), counters);
        noted.and(locked.map_err(super::failure::internal))
    }
}

/// An event of the program itself.
pub(super) fn own_event(act: Act) -> Event {
    Event::new(act).outcome(Outcome::Done)
}
