//! A vault in its states: [`Sealed`] (plain files only), [`Opened`] (a keyslot and the registry opened, nothing
//! believed yet) and, made by `staff` alone, verified.

use std::path::Path;
use std::sync::Arc;

use crate::base::id::{AccountId, VaultId};
use crate::crypto::secret::Password;
use crate::crypto::sign::SigningKey;
use crate::keys::keyslot::{AccountKeys, SecondFactor};

use super::account::AccountHandle;
use super::header::{Header, HeaderError};
use super::kind::VaultKind;
use super::layout::Layout;
use super::seat::{Seat, SeatError};

/// A vault in state `S`.
pub struct Vault<S> {
    plain: Arc<Plain>,
    pub(crate) state: S,
}

/// What is known without a key.
struct Plain {
    layout: Layout,
    header: Header,
    machine: SigningKey,
}

/// Plain files only.
pub struct Sealed;

/// A keyslot and the registry opened. Nothing the registry says is believed yet.
pub struct Opened {
    pub(crate) account: AccountId,
    pub(crate) handle: AccountHandle,
    pub(crate) keys: AccountKeys,
    _seat: Seat,
}

/// Why a folder was not opened as a vault.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The header was refused.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// The machine key is missing, damaged or another's.
    #[error("the machine key is missing or damaged")]
    MachineKey,
}

/// Why a log-in did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    /// Unknown login or wrong password: the same for both.
    #[error("unknown login or wrong password")]
    WrongCredentials,
    /// Another program has the vault open.
    #[error(transparent)]
    Seat(#[from] SeatError),
    /// A file of the account or the registry is missing or damaged; named relative to the vault.
    #[error("{file} is missing or damaged: {what}")]
    Damaged {
        /// The file.
        file: String,
        /// What is wrong with it.
        what: String,
    },
}

impl Vault<Sealed> {
    /// Reads the plain files of the vault in `folder`.
    pub fn open(_folder: &Path) -> Result<Self, OpenError> {
        todo!()
    }

    /// Opens the account's keyslot (about a second) and the registry. The seat is held from here on.
    ///
    /// An unknown login takes the same time and gives the same answer as a wrong password. The result is believed
    /// only after `staff::verify`.
    pub fn unlock(
        &self,
        _login: &str,
        _password: &Password,
        _factor: Option<&SecondFactor>,
    ) -> Result<Vault<Opened>, UnlockError> {
        todo!()
    }
}

impl<S> Vault<S> {
    /// The vault's id.
    pub fn id(&self) -> VaultId {
        self.plain.header.vault()
    }

    /// Real or sample.
    pub fn kind(&self) -> VaultKind {
        self.plain.header.kind
    }

    /// The name of the business, as the founding statement has it.
    pub fn business(&self) -> &str {
        &self.plain.header.founding().business
    }

    /// Where its files lie.
    pub fn layout(&self) -> &Layout {
        &self.plain.layout
    }

    /// The header.
    pub fn header(&self) -> &Header {
        &self.plain.header
    }

    /// The machine's signing key.
    pub fn machine(&self) -> &SigningKey {
        &self.plain.machine
    }

    /// What the files of the account with this login are called; also its name in failed log-ins.
    pub fn account_handle(&self, login: &str) -> AccountHandle {
        AccountHandle::of(&self.plain.header.login_salt, login)
    }

    /// The same vault in the next state. `staff` alone can make the state that counts as verified.
    pub(crate) fn advance<T>(self, next: impl FnOnce(S) -> T) -> Vault<T> {
        Vault { plain: self.plain, state: next(self.state) }
    }
}
