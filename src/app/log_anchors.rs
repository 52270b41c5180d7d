//! The checkpoint that every group keeps of the access log, written when the vault is locked and demanded when the group
//! is opened: whoever puts back an older log has to put back every group with it.
//!
//! Also the certificates that say whose key is whose under the checkpoints.

use crate::audit::{self, Certificate, Certifier, Checkpoint, FoundingRoot, Outcome, Parted};
use crate::policy::{Act, Role, Standing};
use crate::records::GroupStore;
use crate::staff::house::Person;

use super::acts::log::breaks;
use super::alarm::{Witnessed, alarm, told};
use super::problem::{Problem, ProblemKind};
use super::session::Session;

/// Keeps a checkpoint in a group that can be written. Without it the one before stays, which holds as well.
pub(super) fn keep(store: &mut GroupStore, checkpoint: Option<&Checkpoint>) {
    let Some(checkpoint) = checkpoint.filter(|_| !store.is_closed()) else { return };
    if store.keep_log_anchor(&checkpoint.note.encode()).is_err() {
        log::warn!("a group could not keep the checkpoint of the access log");
    }
}

/// Demands that the log grew from the checkpoint that a group kept. If it did not, that is logged before it is told.
pub(super) fn require(session: &Session, name: &str, store: &GroupStore) -> Result<(), Problem> {
    let Some(text) = store.log_anchor()? else { return Ok(()) };
    let vault = session.vault.id();
    let kept = Checkpoint::parse(vault, text.as_bytes())
        .ok_or_else(|| Problem::new(ProblemKind::Damaged).with("what", "the group's checkpoint"))?;
    let seen = (kept.head.count, kept.head.root);
    if session.grown_from.borrow().contains(&seen) {
        return Ok(());
    }
    let found = audit::head_at(&session.vault.layout().audit(), vault, seen.0)?;
    let now = session.witness.access_log().head().count;
    let parted = match found {
        Some(head) if head.root == seen.1 => {
            session.grown_from.borrow_mut().insert(seen);
            return Ok(());
        }
        Some(_) => Parted::Forked { then: seen.0, now, agreed: 0 },
        None => Parted::RolledBack { then: seen.0, now },
    };
    if breaks::is_known_lost(&session.vault, kept.wall)? {
        return Ok(());
    }
    let problem = alarm(parted, &Witnessed::Group(name), Some(kept.wall));
    let event = session.witness.event_in(Act::VaultCheck, store.id()).outcome(Outcome::Failed);
    session.witness.log(&event.with_words(&told(&problem)))?;
    Err(problem)
}

impl Session {
    /// Certifies the keys of accounts that have no certificate yet. Supervisors do so whenever they come, and when they
    /// enrolled someone; until then signatures by such a key are counted as those of nobody known.
    pub(super) fn certify(&self) {
        let person = self.vault.person();
        if person.role != Role::Supervisor || self.vault.facts(None).standing != Standing::Full {
            return;
        }
        let certificate = |person: &Person| Certificate {
            account: person.account,
            role: person.role,
            public: person.public.signing,
        };
        let mut all: Vec<Certificate> = self.vault.house().people().map(certificate).collect();
        all.extend(self.new_recovery());
        let root = FoundingRoot::from(self.vault.header().founding());
        let by = Certifier::Account(person.account, self.vault.signing());
        if audit::certify(&self.vault.layout().audit(), &root, &all, by).is_err() {
            log::warn!("the keys of new accounts could not be certified for the access log");
        }
    }

    /// The recovery key in use, if it is not the founding statement's: whom its sheets enrol, they certify.
    fn new_recovery(&self) -> Option<Certificate> {
        let house = self.vault.house();
        let recovery = house.recovery();
        let certificate =
            Certificate { account: recovery.log_account(), role: Role::Supervisor, public: recovery.signing };
        (!house.replaced_sets().is_empty()).then_some(certificate)
    }
}
