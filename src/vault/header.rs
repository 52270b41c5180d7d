//! `header.cbor`: what can be known of a vault without a key, and what binds everything else to it.
//!
//! Signed by the machine, so that decay and clumsy edits are seen without a key; what an attacker with the machine
//! key could change is compared with the statements by `staff` once someone is logged in.

use std::io;

use crate::base::id::VaultId;
use crate::crypto::hpke::KemPublic;
use crate::crypto::kdf::Argon2Params;
use crate::crypto::sign::SigningKey;
use crate::keys::statement::{Founding, Statement};

use super::kind::VaultKind;
use super::layout::Layout;

/// The format this version writes.
pub const FORMAT_VERSION: u32 = 1;

/// The contents of `header.cbor`.
#[derive(Clone)]
pub struct Header {
    /// Real or sample.
    pub kind: VaultKind,
    /// The random bytes that the vault id is derived from, together with the kind.
    pub origin: [u8; 32],
    /// The founding statement, as it stands first in the chain.
    pub founding: Statement,
    /// Salts the names of the account files.
    pub login_salt: [u8; 32],
    /// The Argon2id setting of new keyslots, and of the time spent on unknown logins.
    pub params: Argon2Params,
    /// The epoch of the registry that is in use; the commit point of a new one.
    pub registry_epoch: u32,
    /// The log's reader keys by epoch, the one in use last.
    pub readers: Vec<(u32, KemPublic)>,
}

/// Why a header was refused.
#[derive(Debug, thiserror::Error)]
pub enum HeaderError {
    /// There is none: the folder is no vault.
    #[error("the folder holds no vault")]
    Missing,
    /// It could not be read or written.
    #[error("the vault's header could not be read or written: {0}")]
    Io(#[from] io::Error),
    /// It was made by a newer version.
    #[error("the vault was made by a newer version (format {0})")]
    Newer(u32),
    /// It is no header, or was changed by something that does not have the machine's key.
    #[error("the vault's header is damaged")]
    Damaged,
    /// Its kind does not fit the vault id: a sample made to look real, or the other way round.
    #[error("the vault's kind was changed")]
    KindChanged,
}

impl Header {
    /// Reads and checks the header.
    pub fn load(_layout: &Layout) -> Result<Self, HeaderError> {
        todo!()
    }

    /// Writes the header, signed by the machine.
    pub fn store(&self, _layout: &Layout, _machine: &SigningKey) -> Result<(), HeaderError> {
        todo!()
    }

    /// The vault's id.
    pub fn vault(&self) -> VaultId {
        self.kind.vault_id(&self.origin)
    }

    /// What the founding statement says.
    pub fn founding(&self) -> &Founding {
        todo!()
    }

    /// The log's reader key in use, and its epoch.
    pub fn reader(&self) -> (u32, &KemPublic) {
        todo!()
    }
}
