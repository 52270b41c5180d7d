//! Why a backup was not written, verified or restored. Files are named relative to the vault or to the generation.

use std::io;

use crate::audit::NoteError;
use crate::base::job::Cancelled;
use crate::parcel::ParcelError;

/// Why a backup was not written, verified or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The medium, or the folder that is restored into, failed.
    #[error("{file} cannot be written or read: {error}")]
    Medium {
        /// The file.
        file: String,
        /// What the system says.
        error: io::Error,
    },
    /// A file of the vault could not be read.
    #[error("{file} of the vault cannot be read: {error}")]
    Vault {
        /// The file.
        file: String,
        /// What the system says.
        error: io::Error,
    },
    /// A file of the vault changed while it was copied: another program writes.
    #[error("{0} of the vault changed while it was copied")]
    Changed(String),
    /// The medium has too little room.
    #[error("the medium has {free} bytes free, {needed} are needed")]
    NoRoom {
        /// What there is.
        free: u64,
        /// What it takes.
        needed: u64,
    },
    /// What the medium gives back is not what was written.
    #[error("{0} could not be read back as it was written")]
    NotReadBack(String),
    /// Something on the medium is not what it was, or another's.
    #[error("{file}: {what}")]
    Damaged {
        /// The file.
        file: String,
        /// What is wrong with it.
        what: String,
    },
    /// The generation that this one grew from is not on the medium.
    #[error("the generation {0}, which this one needs, is not on the medium")]
    ChainBroken(String),
    /// The place that was to be restored into holds something.
    #[error("{0} is not empty")]
    NotEmpty(String),
    /// A recipient was refused.
    #[error(transparent)]
    Parcel(ParcelError),
    /// The manifest could not be signed.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// Someone asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl BackupError {
    pub(super) fn medium(file: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let file = file.into();
        move |error| Self::Medium { file, error }
    }

    pub(super) fn vault(file: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let file = file.into();
        move |error| Self::Vault { file, error }
    }

    pub(super) fn damaged(file: impl Into<String>, what: impl Into<String>) -> Self {
        Self::Damaged { file: file.into(), what: what.into() }
    }
}
