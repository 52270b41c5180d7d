//! Cryptography, composed of reviewed crates: secrets, Argon2id, AEAD, HPKE, signatures, hashes, randomness.
//!
//! Knows no vault, no account and no file. What is bound to what is decided by `keys`.

pub mod aead;
pub mod cbc;
pub mod hash;
#[cfg(all(target_env = "gnu", not(fuzzing)))]
pub mod heap;
#[cfg(not(all(target_env = "gnu", not(fuzzing))))]
pub mod heap {
    //! Where the C library is another one, nothing stands in its place.

    /// Never: the start-up self-test says so.
    pub const fn wipes() -> bool {
        false
    }
}
pub mod hpke;
pub mod kdf;
pub mod once;
pub mod p256;
mod pages;
pub mod random;
pub mod secret;
pub mod sign;
pub mod stack;
pub mod x25519;
