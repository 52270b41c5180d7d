//! Why a parcel was not written or not opened. Never says what is in it.

use std::io;

/// Why a parcel was not written or not opened.
#[derive(Debug, thiserror::Error)]
pub enum ParcelError {
    /// The text is no age recipient or identity.
    #[error("it is not an age X25519 key")]
    BadKey,
    /// Reading or writing failed; damage within the encrypted stream is said as `InvalidData`.
    #[error("reading or writing failed: {0}")]
    Io(#[from] io::Error),
    /// It is no age file, or none that this identity opens.
    #[error("it is not an age file that this key opens")]
    NotOpened,
    /// It holds more than it may.
    #[error("it holds more than it may")]
    TooLarge,
    /// An entry is no plain file, or its name leads out of the folder.
    #[error("an entry is not allowed: {0}")]
    BadEntry(String),
}

impl From<age::EncryptError> for ParcelError {
    fn from(error: age::EncryptError) -> Self {
        match error {
            age::EncryptError::Io(error) => Self::Io(error),
            _ => Self::BadKey,
        }
    }
}

impl From<age::DecryptError> for ParcelError {
    fn from(error: age::DecryptError) -> Self {
        match error {
            age::DecryptError::Io(error) => Self::Io(error),
            _ => Self::NotOpened,
        }
    }
}
