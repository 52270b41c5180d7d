//! Media and backups: enrolling, writing, verifying, restoring. Whoever writes them holds nothing that opens them.
//!
//! The event is in the log before the medium is written; how it ended follows. The register is kept by the session, after
//! the job, for it needs the registry.

mod by_sheets;
mod compare;
mod drill;
mod edit;
mod held;
mod in_place;
mod let_go;
mod look;
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
use crate::backup::medium::NotUsable;
use crate::base::id::{AccountId, VaultId};
use crate::staff::{House, Person};

use super::super::failure::internal;
use super::super::problem::{Problem, ProblemKind};
use super::super::session::Session;

pub use by_sheets::{
    SheetRestore, look_unproven, restore_by_sheets, sheets_open, sign_by_sheets, stage_by_sheets,
    verify_unproven,
};
pub(in crate::app) use drill::row_of;
pub use in_place::{Signed, Staged};
pub use look::Looked;
pub use media::Enrolled;
pub use restore::sweep_restores;

/// The key of a person's notes, whether they are still here or not.
fn key_of(house: &House, account: AccountId) -> Option<NoteKey> {
    let person = house.person(account)?;
    NoteKey::new(&account_name(account), person.public.signing).ok()
}

/// The keys that notes on media are verified by, for whichever thread reads them.
struct NoteKeys {
    vault: VaultId,
    machine: NoteKey,
    people: BTreeMap<AccountId, NoteKey>,
}

impl NoteKeys {
    /// The key of a person, whether they are still here or not.
    fn of(&self, account: AccountId) -> Option<NoteKey> {
        self.people.get(&account).cloned()
    }

    fn with_signers<T>(&self, act: impl FnOnce(&Signers<'_>) -> T) -> T {
        let key_of = |account| self.of(account);
        act(&Signers { vault: self.vault, machine: self.machine.clone(), key_of: &key_of })
    }
}

impl Session {
    /// By the keys that the statements name.
    fn note_keys(&self) -> Result<NoteKeys, Problem> {
        let (house, vault) = (self.vault.house(), self.vault.id());
        let machine = self.vault.header().founding().machine;
        let of = |person: &Person| Some((person.account, key_of(house, person.account)?));
        Ok(NoteKeys {
            vault,
            machine: NoteKey::new(&machine_name(vault), machine).map_err(internal)?,
            people: house.people().filter_map(of).collect(),
        })
    }
}

/// A medium that is not used, and why.
fn refused(mount: &Path, error: NotUsable) -> Problem {
    let why = match error {
        NotUsable::Io(error) => {
            return Problem::new(ProblemKind::MediumFailed).with("path", mount.display()).with("why", error);
        }
        NotUsable::NotEnrolled => "medium-not-enrolled",
        NotUsable::NotApart => "medium-not-apart",
        NotUsable::Foreign => "medium-foreign",
        NotUsable::Enrolled => "medium-enrolled",
        NotUsable::Forged(_) => "medium-forged",
        NotUsable::ReadOnly => "medium-read-only",
        NotUsable::BadLabel => return Problem::bad_input("label", "bad-line"),
    };
    Problem::new(ProblemKind::MediumRefused).with("path", mount.display()).with("why", why)
}
