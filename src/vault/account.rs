//! The files of one account: keyslots, the registry's wrap, and the anchor. Their names tell nothing of the login.
//!
//! Reads and writes bytes; opens nothing.

use std::fmt;
use std::io;

use unicode_normalization::UnicodeNormalization;

use crate::base::fs::{read_limited, write_atomically};
use crate::base::limits::PLAIN_FILE_BYTES;
use crate::crypto::hash::{Digest, hmac_sha256};

use super::layout::Layout;

/// What an account's files are called: HMAC-SHA-256(login salt, NFC(login)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountHandle(pub Digest);

impl AccountHandle {
    /// The handle of a login name, as typed.
    pub fn of(login_salt: &[u8; 32], login: &str) -> Self {
        let nfc: String = login.trim().nfc().collect();
        Self(hmac_sha256(login_salt, nfc.as_bytes()))
    }
}

impl fmt::Display for AccountHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_hex())
    }
}
