//! The files of one account: keyslots, the registry's wrap, and the anchor. Their names tell nothing of the login.
//!
//! Reads and writes bytes; opens nothing. Each file carries a SHA-256 of itself, so that decay is seen without a key.

use std::fmt;
use std::io;
use std::path::Path;
use std::str::FromStr;

use minicbor::{Decode, Encode};
use unicode_normalization::UnicodeNormalization;

use crate::base::fs::{read_limited, write_atomically};
use crate::base::id::VaultId;
use crate::base::limits::PLAIN_FILE_BYTES;
use crate::crypto::hash::{Digest, hmac_sha256, sha256};
use crate::crypto::kdf::Profile;
use crate::keys::keyslot::Keyslot;
use crate::keys::wrap::Wrap;

use super::cbor;
use super::layout::Layout;

/// The most ways in that one account can have.
pub const MOST_KEYSLOTS: usize = 8;

/// What an account's files are called: HMAC-SHA-256(login salt, NFC(login)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountHandle(pub Digest);

/// A login name as it is kept: without spaces around it, NFC.
pub fn login_nfc(typed: &str) -> String {
    typed.trim().nfc().collect()
}

impl AccountHandle {
    /// The handle of a login name, as typed.
    pub fn of(login_salt: &[u8; 32], login: &str) -> Self {
        Self(hmac_sha256(login_salt, login_nfc(login).as_bytes()))
    }
}

impl fmt::Display for AccountHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_hex())
    }
}

/// A file name that is not 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of an account's file")]
pub struct NotAHandle;

impl FromStr for AccountHandle {
    type Err = NotAHandle;

    fn from_str(text: &str) -> Result<Self, NotAHandle> {
        let mut bytes = [0; 32];
        let digits = text.as_bytes();
        if digits.len() != 64 || !digits.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(NotAHandle);
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).or(Err(NotAHandle))?;
            *byte = u8::from_str_radix(pair, 16).or(Err(NotAHandle))?;
        }
        Ok(Self(Digest(bytes)))
    }
}

/// Why a file of an account was not read.
#[derive(Debug, thiserror::Error)]
pub enum AccountFileError {
    /// It is not there.
    #[error("it is missing")]
    Missing,
    /// It could not be read.
    #[error("it could not be read: {0}")]
    Io(io::Error),
    /// Its bytes are not what was written.
    #[error("its bytes are not what was written")]
    Damaged,
}

/// The registry's key of one epoch, wrapped to one holder.
#[derive(Clone, PartialEq, Eq)]
pub struct RegistryWrap {
    /// The epoch.
    pub epoch: u32,
    /// The key-check value; believed only once the epoch statement says the same.
    pub check: Digest,
    /// The wrap.
    pub wrap: Wrap,
}

/// What every account file is inside of: its content and the content's SHA-256.
#[derive(Encode, Decode)]
#[cbor(array)]
struct SummedWire {
    #[cbor(n(0), with = "minicbor::bytes")]
    content: Vec<u8>,
    #[cbor(n(1), with = "minicbor::bytes")]
    sha256: [u8; 32],
}

#[derive(Encode, Decode)]
#[cbor(transparent)]
struct SlotWire {
    #[cbor(n(0), with = "minicbor::bytes")]
    bytes: Vec<u8>,
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct RegistryWrapWire {
    #[n(0)]
    epoch: u32,
    #[cbor(n(1), with = "minicbor::bytes")]
    check: [u8; 32],
    #[cbor(n(2), with = "minicbor::bytes")]
    wrap: Vec<u8>,
}

/// Writes the ways in to an account.
pub fn store_keyslots(layout: &Layout, handle: AccountHandle, slots: &[Keyslot]) -> io::Result<()> {
    let slots: Vec<SlotWire> = slots.iter().map(|slot| SlotWire { bytes: slot.to_bytes() }).collect();
    store_summed(&layout.keyslots(handle), cbor::to_bytes(&slots))
}

/// Reads the ways in to an account: 1 to [`MOST_KEYSLOTS`].
pub fn load_keyslots(
    path: &Path,
    vault: VaultId,
    profile: Profile,
) -> Result<Vec<Keyslot>, AccountFileError> {
    let content = load_summed(path)?;
    let slots: Vec<SlotWire> = cbor::from_bytes(&content).ok_or(AccountFileError::Damaged)?;
    if slots.is_empty() || slots.len() > MOST_KEYSLOTS {
        return Err(AccountFileError::Damaged);
    }
    let slots = slots.iter().map(|slot| Keyslot::from_bytes(&slot.bytes, vault, profile));
    slots.collect::<Result<_, _>>().or(Err(AccountFileError::Damaged))
}

/// Writes the registry's wraps of one holder, by ascending epochs.
pub fn store_registry_wraps(path: &Path, wraps: &[RegistryWrap]) -> io::Result<()> {
    let wires = wraps.iter().map(|wrap| RegistryWrapWire {
        epoch: wrap.epoch,
        check: wrap.check.0,
        wrap: wrap.wrap.0.clone(),
    });
    store_summed(path, cbor::to_bytes(&wires.collect::<Vec<_>>()))
}

/// Reads the registry's wraps of one holder.
pub fn load_registry_wraps(path: &Path) -> Result<Vec<RegistryWrap>, AccountFileError> {
    let content = load_summed(path)?;
    let wires: Vec<RegistryWrapWire> = cbor::from_bytes(&content).ok_or(AccountFileError::Damaged)?;
    let wraps = wires.into_iter().map(|wire| RegistryWrap {
        epoch: wire.epoch,
        check: Digest(wire.check),
        wrap: Wrap(wire.wrap),
    });
    Ok(wraps.collect())
}

/// Writes a file with its sum.
pub(crate) fn store_summed(path: &Path, content: Vec<u8>) -> io::Result<()> {
    let sum = sha256(&content).0;
    write_atomically(path, &cbor::to_bytes(&SummedWire { content, sha256: sum }))
}

/// Reads a file and compares its sum.
pub(crate) fn load_summed(path: &Path) -> Result<Vec<u8>, AccountFileError> {
    let bytes = match read_limited(path, PLAIN_FILE_BYTES) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(AccountFileError::Missing),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => return Err(AccountFileError::Damaged),
        Err(error) => return Err(AccountFileError::Io(error)),
    };
    let summed: SummedWire = cbor::from_bytes(&bytes).ok_or(AccountFileError::Damaged)?;
    if sha256(&summed.content).0 == summed.sha256 {
        Ok(summed.content)
    } else {
        Err(AccountFileError::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_has_one_handle_however_it_is_typed() {
        let handle = AccountHandle::of(&[1; 32], "Ștefan");
        assert_eq!(AccountHandle::of(&[1; 32], " S\u{326}tefan "), handle);
        assert_ne!(AccountHandle::of(&[1; 32], "ștefan"), handle);
        assert_ne!(AccountHandle::of(&[2; 32], "Ștefan"), handle);
        assert_eq!(handle.to_string().parse(), Ok(handle));
        assert_eq!("00".parse::<AccountHandle>(), Err(NotAHandle));
    }

    #[test]
    fn every_changed_bit_of_a_file_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.registry");
        let wraps = [RegistryWrap { epoch: 1, check: Digest([3; 32]), wrap: Wrap(vec![5; 40]) }];
        store_registry_wraps(&path, &wraps).unwrap();
        assert!(load_registry_wraps(&path).unwrap() == wraps);
        let whole = std::fs::read(&path).unwrap();
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            std::fs::write(&path, &flipped).unwrap();
            assert!(matches!(load_registry_wraps(&path), Err(AccountFileError::Damaged)), "bit {bit}");
        }
    }
}
