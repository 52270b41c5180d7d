//! Real and sample vaults: two kinds that cannot be turned into each other.
//!
//! The vault id is derived from the kind, so a header whose kind was changed is refused; and the cheap Argon2id
//! setting is a [`Cost<Sample>`], which no function that founds a real vault takes.

use std::marker::PhantomData;
use std::time::Duration;

use crate::base::id::{ID_BYTES, VaultId};
use crate::crypto::hash::sha256;
use crate::crypto::kdf::{self, Argon2Params, Profile};

/// What a vault is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VaultKind {
    /// Holds real files; opens only where no network is.
    Real,
    /// A sample or practice vault: says so on every screen.
    Sample,
}

impl VaultKind {
    /// The number of the kind in the header.
    pub const fn number(self) -> u8 {
        match self {
            Self::Real => 1,
            Self::Sample => 2,
        }
    }

    /// The kind with this number.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Real),
            2 => Some(Self::Sample),
            _ => None,
        }
    }

    /// The bounds that the vault's Argon2id settings keep to.
    pub const fn profile(self) -> Profile {
        match self {
            Self::Real => Profile::Real,
            Self::Sample => Profile::Sample,
        }
    }

    /// The id of the vault of this kind that was made from `origin`.
    pub fn vault_id(self, origin: &[u8; 32]) -> VaultId {
        let mut message = b"strongroom/vault-id/v1\0".to_vec();
        message.push(self.number());
        message.extend_from_slice(origin);
        let mut id = [0; ID_BYTES];
        for (byte, hashed) in id.iter_mut().zip(sha256(&message).0) {
            *byte = hashed;
        }
        VaultId::from_bytes(id)
    }
}

/// The kind of vault that is founded, as a type.
pub trait FoundingKind: sealed::Sealed {
    /// As a value.
    const KIND: VaultKind;
}

/// The real kind.
#[derive(Debug, Clone, Copy)]
pub struct Real;

/// The sample kind.
#[derive(Debug, Clone, Copy)]
pub struct Sample;

impl FoundingKind for Real {
    const KIND: VaultKind = VaultKind::Real;
}

impl FoundingKind for Sample {
    const KIND: VaultKind = VaultKind::Sample;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Real {}
    impl Sealed for super::Sample {}
}

/// An Argon2id setting that a vault of kind `K` may be founded with.
#[derive(Debug, Clone, Copy)]
pub struct Cost<K> {
    params: Argon2Params,
    kind: PhantomData<K>,
}

impl<K: FoundingKind> Cost<K> {
    /// Measures this machine; says also how long one derivation took. Takes seconds for the real kind.
    pub fn calibrate() -> (Self, Duration) {
        let (params, took) = kdf::calibrate(K::KIND.profile());
        (Self { params, kind: PhantomData }, took)
    }

    /// A setting that was measured before. Outside the kind's bounds, the first keyslot is refused.
    pub const fn from_params(params: Argon2Params) -> Self {
        Self { params, kind: PhantomData }
    }

    /// The parameters.
    pub const fn params(&self) -> Argon2Params {
        self.params
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_bound_into_the_vault_id() {
        let origin = [7; 32];
        assert_ne!(VaultKind::Real.vault_id(&origin), VaultKind::Sample.vault_id(&origin));
    }
}
