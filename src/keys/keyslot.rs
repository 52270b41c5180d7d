//! A keyslot: one way in to an account's private keys. Deterministic CBOR `[header, commitment, nonce, ciphertext]`.
use crate::base::id::{AccountId, VaultId};
use crate::crypto::{
    hash::Digest,
    hpke::{KemPrivate, KemPublic},
    kdf::{Argon2Params, Profile},
    secret::{Password, SecretBytes},
    sign::{SigningKey, VerifyingKey},
};
/// The two private keys of an account.
pub struct AccountKeys {
    /// unwraps
    pub kem: KemPrivate,
    /// signs
    pub signing: SigningKey,
}
/// Their public halves.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountPublic {
    /// wraps go to it
    pub kem: KemPublic,
    /// verifies
    pub signing: VerifyingKey,
}
/// What opens a slot, besides the password.
pub enum SecondFactor {
    /// 32 bytes on a stick
    Keyfile(SecretBytes<32>),
    /// hmac-secret output
    Token(SecretBytes<32>),
}
/// The clear part of a slot: the associated data.
#[derive(Clone)]
pub struct KeyslotHeader {
    /// vault
    pub vault: VaultId,
    /// account
    pub account: AccountId,
    /// which factors
    pub factors: u8,
    /// KDF
    pub params: Argon2Params,
    /// salt
    pub salt: [u8; 32],
    /// public keys
    pub public: AccountPublic,
    /// fingerprint of the founding statement
    pub founding: Digest,
    /// counts rewrites
    pub generation: u32,
}
/// A sealed slot.
pub struct Keyslot {
    /// clear
    pub header: KeyslotHeader,
}
/// Why a slot did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyslotError {
    /// not CBOR of this shape, out of bounds, lowered parameters
    #[error("the keyslot is damaged")]
    Malformed,
    /// wrong password or factor
    #[error("wrong password or factor")]
    WrongCredentials,
}
impl Keyslot {
    /// Seals the account's keys.
    pub fn seal(
        _header: KeyslotHeader,
        _keys: &AccountKeys,
        _password: &Password,
        _factor: Option<&SecondFactor>,
        _profile: Profile,
    ) -> Result<Self, KeyslotError> {
        todo!()
    }
    /// Bytes on disk.
    pub fn to_bytes(&self) -> Vec<u8> {
        todo!()
    }
    /// Parses; refuses parameters out of `profile`'s bounds.
    pub fn from_bytes(_bytes: &[u8], _vault: VaultId, _profile: Profile) -> Result<Self, KeyslotError> {
        todo!()
    }
    /// Derives the KEK (slow), compares the commitment first, opens, checks that the private keys fit the public ones.
    pub fn open(
        &self,
        _password: &Password,
        _factor: Option<&SecondFactor>,
        _profile: Profile,
    ) -> Result<AccountKeys, KeyslotError> {
        todo!()
    }
    /// Spends the same time as `open` on an account that does not exist, and fails.
    pub fn open_nothing(_password: &Password, _params: Argon2Params, _profile: Profile) -> KeyslotError {
        KeyslotError::WrongCredentials
    }
}
