//! Opening a person's keyslot beside whatever else goes on: at the entrance, or for a second signature. Deriving from a
//! password takes about a second, and reading a keyfile as long as a stick likes.
//!
//! Throttled and logged like a log-in, wherever it happens. Run by jobs of the worker, and inline by the command line.

use std::sync::Arc;

use crate::crypto::secret::Password;
use crate::staff::stick::Stick;
use crate::vault::{OpenedSlot, Sealed, UnlockError, Vault};

use super::acts::Job;
use super::patience::Patience;
use super::problem::Problem;
use super::request::GivenFactor;
use super::tokens::{self, FindTokens};

/// A keyslot that was opened for one log-in or one signature, and the stick that helped.
pub struct Derived {
    pub(super) slot: OpenedSlot,
    pub(super) stick: Option<Stick>,
}

/// A keyslot that is to be opened.
pub(super) struct SlotOpening {
    vault: Vault<Sealed>,
    find: FindTokens,
    patience: Arc<Patience>,
    login: String,
    /// How many tries failed before.
    pub(super) failed_before: u32,
}

impl SlotOpening {
    /// For whoever has this login, unless it would come too early to try again.
    pub(super) fn of<S>(
        vault: &Vault<S>,
        find: &FindTokens,
        patience: &Arc<Patience>,
        login: &str,
    ) -> Result<Self, Problem> {
        let failed_before = patience.require(vault.account_handle(login), login)?;
        let (find, patience) = (Arc::clone(find), Arc::clone(patience));
        Ok(Self { vault: vault.closed(), find, patience, login: login.to_owned(), failed_before })
    }

    /// Derives and opens. A wrong password is in the log before it is told.
    pub(super) fn open(&self, password: &Password, given: &GivenFactor) -> Result<Derived, Problem> {
        if let GivenFactor::Derived(derived) = given {
            return self.lent(derived);
        }
        let (factor, stick) = tokens::given(&self.vault, &self.find, &self.login, given)?;
        match self.vault.open_slot(&self.login, password, factor.as_ref()) {
            Ok(slot) => Ok(Derived { slot, stick }),
            Err(UnlockError::WrongCredentials) => {
                self.patience.count_failure(self.vault.account_handle(&self.login), &self.login)?;
                Err(UnlockError::WrongCredentials.into())
            }
            Err(other) => Err(other.into()),
        }
    }

    /// The same, for any thread.
    pub(super) fn job(self, password: Password, given: GivenFactor) -> Job<Derived> {
        Job::deriving(move || self.open(&password, &given))
    }

    /// What a job opened already, for this login.
    fn lent(&self, derived: &Derived) -> Result<Derived, Problem> {
        if derived.slot.handle() != self.vault.account_handle(&self.login) {
            return Err(UnlockError::WrongCredentials.into());
        }
        Ok(Derived { slot: derived.slot.duplicate(), stick: derived.stick.clone() })
    }
}
