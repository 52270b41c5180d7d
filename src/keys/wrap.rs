//! A key under a person's public key (HPKE), bound to its place and its holder.
use super::{
    hierarchy::Key,
    place::{Holder, Place},
};
use crate::crypto::{
    hash::Digest,
    hpke::{KemPrivate, KemPublic},
};
/// Wrapped bytes, as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Wrap(pub Vec<u8>);
/// A wrap that does not open, or opens to a key that does not match its key-check value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnwrapError {
    /// another key, place or holder, or changed bytes
    #[error("the wrap does not open")]
    NotOpened,
    /// swapped key
    #[error("the key is not the one the epoch statement names")]
    WrongKey,
}
impl Wrap {
    /// Wraps `key` to `holder`.
    pub fn seal<K>(_key: &Key<K>, _holder: Holder, _to: &KemPublic) -> Self {
        todo!()
    }
    /// Unwraps, and compares with the epoch statement's key-check value.
    pub fn open<K>(
        &self,
        _place: Place,
        _holder: Holder,
        _with: &KemPrivate,
        _check: Digest,
    ) -> Result<Key<K>, UnwrapError> {
        todo!()
    }
    /// for epoch statements
    pub fn digest(&self) -> Digest {
        todo!()
    }
}
