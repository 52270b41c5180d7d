//! A key under a person's public key (HPKE), bound to its place and its holder.
//!
//! Stored as version ‖ suite ‖ encapsulated key ‖ ciphertext. Who may be given a wrap is judged by `staff`.

use std::fmt;

use super::{
    hierarchy::{Key, KindOfKey},
    place::{FORMAT_VERSION, Holder, Place},
};
use crate::crypto::{
    hash::{Digest, length_prefixed, sha256},
    hpke::{KemPrivate, KemPublic, OVERHEAD_BYTES, open_with, seal_to},
    secret::SecretBytes,
};

/// Says in every wrap that it is one; the `info` of HPKE.
const PURPOSE: &[u8] = b"strongroom/wrap/v1";

/// X-Wing, HKDF-SHA-256, ChaCha20-Poly1305; other numbers leave room for other suites.
const SUITE_XWING: u8 = 1;

/// How long a wrap is.
pub const WRAP_BYTES: usize = 2 + OVERHEAD_BYTES + 32;

/// Wrapped bytes, as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Wrap(pub Vec<u8>);

/// A wrap that does not open, or opens to a key that does not match its key-check value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnwrapError {
    /// Another key, place or holder, or changed bytes.
    #[error("the wrap does not open")]
    NotOpened,
    /// The key was swapped.
    #[error("the key is not the one the epoch statement names")]
    WrongKey,
}

impl Wrap {
    /// Wraps `key` to `holder`, whose public key is `to`. Not public: `staff` alone wraps, and only to people of whom it
    /// has seen that they are screened, or bound by the agreement.
    pub(crate) fn seal<K: KindOfKey>(key: &Key<K>, holder: Holder, to: &KemPublic) -> Self {
        let front = [FORMAT_VERSION, SUITE_XWING];
        // EXPOSE: the key is what is wrapped.
        let plain = key.bytes().expose();
        let sealed = seal_to(to, PURPOSE, &associated(front, key.place(), holder), plain);
        Self([front.as_slice(), &sealed].concat())
    }

    /// Unwraps, and compares with the key-check value of the epoch statement.
    pub fn open<K: KindOfKey>(
        &self,
        place: Place,
        holder: Holder,
        with: &KemPrivate,
        check: Digest,
    ) -> Result<Key<K>, UnwrapError> {
        let (front, sealed) = self.0.split_first_chunk::<2>().ok_or(UnwrapError::NotOpened)?;
        if *front != [FORMAT_VERSION, SUITE_XWING] {
            return Err(UnwrapError::NotOpened);
        }
        let plain = open_with(with, PURPOSE, &associated(*front, place, holder), sealed)
            .or(Err(UnwrapError::NotOpened))?;
        let bytes = SecretBytes::copied_from(&plain).ok_or(UnwrapError::NotOpened)?;
        let key = Key::at(place, bytes).ok_or(UnwrapError::NotOpened)?;
        if key.check_value().same_as(&check) { Ok(key) } else { Err(UnwrapError::WrongKey) }
    }

    /// What epoch and grant statements name the wrap by.
    pub fn digest(&self) -> Digest {
        sha256(&self.0)
    }
}

impl fmt::Debug for Wrap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Wrap(sha256 {})", self.digest())
    }
}

fn associated(front: [u8; 2], place: Place, holder: Holder) -> Vec<u8> {
    length_prefixed(&[&front, &place.to_bytes(), &holder.to_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{AccountId, GroupId, VaultId};
    use crate::keys::hierarchy::{GroupIdentities, GroupRecords, RecordsKey};
    use crate::keys::place::KeyKind;
    use proptest::prelude::*;

    fn records_place() -> Place {
        Place::of_group(VaultId::generate(), KeyKind::GroupRecords, GroupId::generate(), 3)
    }

    fn refused(wrap: &Wrap, place: Place, holder: Holder, with: &KemPrivate, check: Digest) -> UnwrapError {
        wrap.open::<GroupRecords>(place, holder, with, check).err().expect("it must not open")
    }

    #[test]
    fn a_wrap_opens_where_it_belongs_and_nowhere_else() {
        let key = RecordsKey::generate(records_place());
        let (place, check) = (key.place(), key.check_value());
        let person = KemPrivate::generate();
        let holder = Holder::Account(AccountId::generate());
        let wrap = Wrap::seal(&key, holder, &person.public());
        assert_eq!(wrap.0.len(), WRAP_BYTES);
        let opened = wrap.open::<GroupRecords>(place, holder, &person, check).ok().unwrap();
        assert!(opened.bytes().same_as(key.bytes()));

        let mut other_kind = place;
        other_kind.kind = KeyKind::GroupIdentities;
        assert!(wrap.open::<GroupIdentities>(other_kind, holder, &person, check).is_err());
        for elsewhere in [
            other_kind,
            Place { vault: VaultId::generate(), ..place },
            Place { group: Some(GroupId::generate()), ..place },
            Place { group: None, ..place },
            Place { epoch: 4, ..place },
        ] {
            assert_eq!(refused(&wrap, elsewhere, holder, &person, check), UnwrapError::NotOpened);
        }
        for other in [Holder::Recovery, Holder::Account(AccountId::generate())] {
            assert_eq!(refused(&wrap, place, other, &person, check), UnwrapError::NotOpened);
        }
        assert_eq!(refused(&wrap, place, holder, &person, Digest::ZERO), UnwrapError::WrongKey);
        for front in [0, 1] {
            let mut changed = wrap.clone();
            changed.0[front] = 2;
            assert_eq!(refused(&changed, place, holder, &person, check), UnwrapError::NotOpened);
        }
    }

    #[test]
    fn every_wrap_opens_with_one_identity_only() {
        let key = RecordsKey::generate(records_place());
        let people: Vec<_> = (0..5).map(|_| (KemPrivate::generate(), AccountId::generate())).collect();
        for (place, (private, account)) in people.iter().enumerate() {
            let wrap = Wrap::seal(&key, Holder::Account(*account), &private.public());
            for (other, (with, as_whom)) in people.iter().enumerate() {
                for holder in [Holder::Account(*account), Holder::Account(*as_whom), Holder::Recovery] {
                    let opened = wrap.open::<GroupRecords>(key.place(), holder, with, key.check_value());
                    assert_eq!(opened.is_ok(), place == other && holder == Holder::Account(*account));
                }
            }
        }
    }

    #[test]
    fn a_swapped_key_is_refused_though_it_is_wrapped_well() {
        let key = RecordsKey::generate(records_place());
        let swapped = RecordsKey::generate(key.place());
        let person = KemPrivate::generate();
        let wrap = Wrap::seal(&swapped, Holder::Recovery, &person.public());
        let refused = refused(&wrap, key.place(), Holder::Recovery, &person, key.check_value());
        assert_eq!(refused, UnwrapError::WrongKey);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_flipped_bit_is_noticed(bit in 0..WRAP_BYTES * 8) {
            let key = RecordsKey::generate(records_place());
            let person = KemPrivate::generate();
            let mut wrap = Wrap::seal(&key, Holder::Recovery, &person.public());
            wrap.0[bit / 8] ^= 1 << (bit % 8);
            // The highest bit of the X25519 part is not used by X25519; X-Wing hashes it in all the same.
            let opened = wrap.open::<GroupRecords>(key.place(), Holder::Recovery, &person, key.check_value());
            prop_assert_eq!(opened.err(), Some(UnwrapError::NotOpened));
        }
    }
}
