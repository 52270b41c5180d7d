//! Media and backups: enrolling, writing, verifying, restoring. Whoever writes them holds nothing that opens them.
//!
//! The event is in the log before the medium is written; how it ended follows. The register is kept by the session, after
//! the job, for it needs the registry.

mod compare;
mod drill;
mod held;
mod in_place;
mod let_go;
mod media;
mod owed;
mod plan;
mod put_back;
mod restore;
mod seen;
mod verify;
mod write;

use std::collections::BTreeMap;
use std::path::Path;

use crate::audit::{NoteKey, account_name, machine_name};
use crate::backup::chain::Signers;
use crate::backup::medium::{self, Mark, NotUsable};
use crate::base::id::AccountId;
use crate::policy::Act;
use crate::staff::{House, Person};

use super::super::failure::internal;
use super::super::problem::{Problem, ProblemKind};
use super::super::session::Session;

pub(in crate::app) use drill::row_of;
pub use in_place::{Signed, Staged};
pub use restore::restore_by_sheets;

/// The key of a person's notes, whether they are still here or not.
fn key_of(house: &House, account: AccountId) -> Option<NoteKey> {
    let person = house.person(account)?;
    NoteKey::new(&account_name(account), person.public.signing).ok()
}

impl Session {
    /// What is done with what is signed on a medium, by the keys that the statements name.
    fn with_signers<T>(&self, act: impl FnOnce(&Signers<'_>) -> Result<T, Problem>) -> Result<T, Problem> {
        let founding = self.vault.header().founding();
        let machine = NoteKey::new(&machine_name(self.vault.id()), founding.machine).map_err(internal)?;
        let house = self.vault.house();
        act(&Signers { vault: self.vault.id(), machine, key_of: &|account| key_of(house, account) })
    }

    /// The keys that the notes of everyone are verified by, for a job.
    fn note_keys(&self) -> BTreeMap<AccountId, NoteKey> {
        let house = self.vault.house();
        let of = |person: &Person| Some((person.account, key_of(house, person.account)?));
        house.people().filter_map(of).collect()
    }

    /// The medium at `mount`, if it is one of this vault.
    fn mark(&self, mount: &Path) -> Result<Mark, NotUsable> {
        medium::identify(mount, self.vault.id(), |account| key_of(self.vault.house(), account))
    }

    /// The medium at `mount`; why not is in the log before it is told.
    fn require_mark(&self, act: Act, mount: &Path) -> Result<Mark, Problem> {
        self.mark(mount).map_err(|error| self.medium_refused(act, mount, error))
    }

    fn medium_refused(&self, act: Act, mount: &Path, error: NotUsable) -> Problem {
        let words = format!("{}: {error}", mount.display());
        let event = self.witness.event(act).with_words(&words).outcome(crate::audit::Outcome::Refused);
        match self.witness.log(&event) {
            Ok(()) => refused(mount, error),
            Err(problem) => problem,
        }
    }
}

/// A medium that is not used, and why.
fn refused(mount: &Path, error: NotUsable) -> Problem {
    let why = match error {
        NotUsable::Io(error) => {
            return Problem::new(ProblemKind::MediumFailed).with("path", mount.display()).with("why", error);
        }
        NotUsable::NotEnrolled => "medium-not-enrolled",
        NotUsable::Foreign => "medium-foreign",
        NotUsable::Enrolled => "medium-enrolled",
        NotUsable::Forged(_) => "medium-forged",
        NotUsable::ReadOnly => "medium-read-only",
        NotUsable::BadLabel => return Problem::bad_input("label", "bad-line"),
    };
    Problem::new(ProblemKind::MediumRefused).with("path", mount.display()).with("why", why)
}
