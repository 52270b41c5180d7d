//! The machine's signing key: signs the header and checkpoints before anyone is logged in.
//!
//! It lies in the clear, readable by the owner of the vault's files; so it proves that nobody without write access
//! to the folder was at work, and no more.

use std::io;

use zeroize::Zeroizing;

use crate::base::fs::{read_limited, write_atomically};
use crate::crypto::secret::SecretBytes;
use crate::crypto::sign::SigningKey;

use super::layout::Layout;

/// Writes a new `machine.key`: the 32 bytes of the Ed25519 seed.
pub fn store_machine_key(layout: &Layout, key: &SigningKey) -> io::Result<()> {
    // EXPOSE: the file is the key's only home; its permissions are the only lock.
    write_atomically(&layout.machine_key(), key.seed().expose())
}

/// Reads `machine.key`. Anything but 32 bytes is `InvalidData`.
pub fn load_machine_key(layout: &Layout) -> io::Result<SigningKey> {
    let bytes = Zeroizing::new(read_limited(&layout.machine_key(), 32)?);
    let mut seed: [u8; 32] =
        bytes.as_slice().try_into().map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    Ok(SigningKey::from_seed(SecretBytes::from_exposed(&mut seed)))
}
