//! Founding a vault: folder, recovery seed, the founder's keys, the first statements; the header last.
//!
//! Two steps, so that `app` can begin the access log between them: what is not committed is no vault.

use std::io;
use std::path::PathBuf;

use crate::base::clock::WallTime;
use crate::base::id::VaultId;
use crate::crypto::hash::Digest;
use crate::crypto::hpke::KemPublic;
use crate::crypto::secret::Password;
use crate::crypto::sign::SigningKey;
use crate::keys::recovery::RecoverySeed;
use crate::vault::{Cost, FoundingKind, Layout};

use super::agreement::AgreementLanguage;

/// What a new vault is to be.
pub struct FoundingPlan<'a, K> {
    /// The folder: missing, empty, or with the remains of a founding that did not end.
    pub folder: PathBuf,
    /// The name of the business.
    pub business: String,
    /// The founder.
    pub founder: NewPerson<'a>,
    /// The Argon2id setting.
    pub cost: Cost<K>,
    /// Why the founder was not screened by another, in writing.
    pub exemption_reason: String,
    /// The wall clock.
    pub wall: WallTime,
}

/// A person who gets an account.
pub struct NewPerson<'a> {
    /// Full name; also the name typed under the agreement.
    pub name: String,
    /// Login name.
    pub login: String,
    /// Job title; may be empty.
    pub job_title: String,
    /// Password; its strength is judged before.
    pub password: &'a Password,
    /// The language the agreement is signed in.
    pub agreement: AgreementLanguage,
}

/// A vault that is whole but for its header.
pub struct Foundling {
    /// The recovery seed, to be split over sheets.
    pub seed: RecoverySeed,
    /// The fingerprint of the founding statement.
    pub fingerprint: Digest,
    /// Where its files lie.
    pub layout: Layout,
}

/// Why no vault was founded.
#[derive(Debug, thiserror::Error)]
pub enum FoundingError {
    /// A vault is there already, or other files.
    #[error("the folder is not empty")]
    FolderNotEmpty,
    /// A name or login is empty or too long.
    #[error("{0} is empty or too long")]
    BadInput(&'static str),
    /// The Argon2id setting is outside what this kind of vault allows.
    #[error("the Argon2id setting is outside what this kind of vault allows")]
    BadCost,
    /// A file could not be written.
    #[error("the vault could not be written: {0}")]
    Io(#[from] io::Error),
    /// The registry could not be made.
    #[error("the registry could not be made: {0}")]
    Registry(String),
}

/// Makes everything of a new vault but the header.
pub fn found<K: FoundingKind>(_plan: FoundingPlan<'_, K>) -> Result<Foundling, FoundingError> {
    todo!()
}

impl Foundling {
    /// The id of the vault, for its access log.
    pub fn vault(&self) -> VaultId {
        todo!()
    }

    /// What the access log's sessions are sealed to.
    pub fn reader(&self) -> (u32, &KemPublic) {
        todo!()
    }

    /// The machine's key, for the log's first checkpoint.
    pub fn machine(&self) -> &SigningKey {
        todo!()
    }

    /// Writes the header: from here on the folder is a vault. Returns the seed, to be split.
    pub fn commit(self) -> Result<RecoverySeed, FoundingError> {
        todo!()
    }
}
