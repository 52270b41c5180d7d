//! A password that an account had: enough to refuse it when it is chosen again, at the full cost of a log-in per try.

use super::KeyslotHeader;
use crate::crypto::{
    hash::derive_key,
    kdf::{Argon2Params, KdfError, Profile, derive_password_key},
    secret::{Password, SecretBytes},
};

/// One past password, as a hash of what Argon2id made of it for a slot that it once opened.
pub struct PastPassword {
    pub(super) salt: [u8; 32],
    pub(super) params: Argon2Params,
    pub(super) hash: SecretBytes<32>,
}

impl PastPassword {
    /// The password of a slot, whose key was just derived.
    pub(super) fn of(header: &KeyslotHeader, password_key: &SecretBytes<32>) -> Self {
        Self { salt: header.salt, params: header.params, hash: hashed(password_key) }
    }

    /// Whether `password` is this one. Slow: derives from the password.
    pub fn is(&self, password: &Password, profile: Profile) -> Result<bool, KdfError> {
        let key = derive_password_key(password, &self.salt, self.params, profile)?;
        Ok(hashed(&key).same_as(&self.hash))
    }
}

/// `strongroom/password-hash/v1`: the KEK cannot be had from it.
fn hashed(password_key: &SecretBytes<32>) -> SecretBytes<32> {
    derive_key(password_key, "strongroom/password-hash/v1", &[])
}
