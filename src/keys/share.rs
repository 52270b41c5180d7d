//! A group's key split between people (Shamir, two of n): any two shares give it back, one says nothing of it.
//!
//! A share is wrapped as a key is, but as a share: bound to place, holder and the key-check value of the key it is of,
//! which names the polynomial. With a share of a group's records goes the key of the group's name, so that each of them
//! can be told what it is called. Who may be given a share, and who combines, is judged by `staff`.

use std::marker::PhantomData;

use blahaj::Sharks;
use zeroize::Zeroizing;

use super::{
    hierarchy::{ContentKey, Key, OfGroup},
    place::{FORMAT_VERSION, Holder, KeyKind, Place},
    wrap::Wrap,
};
use crate::crypto::{
    hash::{Digest, length_prefixed},
    hpke::{KemPrivate, KemPublic, open_with, seal_to},
    secret::SecretBytes,
};

/// How many people open a key that is split.
pub const SHARES_NEEDED: u8 = 2;

/// Between how many people a key can be split: a share's number is a byte, and 0 is the key itself.
pub const MOST_SHARES: usize = 255;

/// Says in every wrap of a share that it is one; the `info` of HPKE.
const PURPOSE: &[u8] = b"strongroom/share-wrap/v1";

/// X-Wing, HKDF-SHA-256, ChaCha20-Poly1305, as of wraps.
const SUITE_XWING: u8 = 1;

/// One person's share of a key; `K` says of which kind.
pub struct Share<K> {
    /// From 1; no two of a key are the same.
    number: u8,
    value: SecretBytes<32>,
    /// The key of the group's name, with a share of its records.
    name: Option<SecretBytes<32>>,
    place: Place,
    check: Digest,
    kind: PhantomData<K>,
}

/// A key that cannot be split between so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a key is split between 2 and 255 people, not {0}")]
pub struct SplitError(pub usize);

/// Shares that give no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CombineError {
    /// The same share twice.
    #[error("the two shares are the same one")]
    SameShare,
    /// Of different keys, groups or epochs.
    #[error("the shares are of different keys")]
    OtherKey,
    /// They give a key, but not the one that the epoch statement names.
    #[error("the shares give another key than the one the epoch statement names")]
    WrongKey,
}

/// A wrap that holds no share for this person at this place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the wrap of the share does not open")]
pub struct ShareNotOpened;

/// Splits a key between `people` of a new polynomial; the shares are numbered from 1.
///
/// # Panics
/// Never: a share of 32 bytes has one shape.
pub(crate) fn split<K: OfGroup>(key: &Key<K>, people: usize) -> Result<Vec<Share<K>>, SplitError> {
    if !(usize::from(SHARES_NEEDED)..=MOST_SHARES).contains(&people) {
        return Err(SplitError(people));
    }
    let (place, check) = (key.place(), key.check_value());
    // EXPOSE: the key is what is split.
    let dealt = Sharks(SHARES_NEEDED).dealer(key.bytes().expose()).take(people);
    let shares = dealt.map(|share| {
        // A share's bytes are its number, then 32 bytes of the polynomials' values there.
        let bytes = Zeroizing::new(Vec::from(&share));
        let (number, value) = bytes.split_first().expect("a share starts with its number");
        let value = SecretBytes::copied_from(value).expect("a share is as long as the key");
        Share { number: *number, value, name: key.name_secret(), place, check, kind: PhantomData }
    });
    Ok(shares.collect())
}

impl<K: OfGroup> Share<K> {
    /// Wraps the share to `holder`, whose public key is `to`. Not public, as for keys.
    pub(crate) fn wrap(&self, holder: Holder, to: &KemPublic) -> Wrap {
        let front = [FORMAT_VERSION, SUITE_XWING];
        let mut plain = Zeroizing::new(Vec::with_capacity(1 + 32 + 32));
        plain.push(self.number);
        // EXPOSE: the share, and the key of the name, are what is wrapped.
        plain.extend_from_slice(self.value.expose());
        if let Some(name) = &self.name {
            // EXPOSE: as above.
            plain.extend_from_slice(name.expose());
        }
        let associated = associated(front, self.place, holder, self.check);
        let sealed = seal_to(to, PURPOSE, &associated, &plain);
        Wrap([front.as_slice(), &sealed].concat())
    }

    /// Unwraps the share of the key that the epoch statement names by `check`.
    pub fn unwrap(
        wrap: &Wrap,
        place: Place,
        holder: Holder,
        with: &KemPrivate,
        check: Digest,
    ) -> Result<Self, ShareNotOpened> {
        let (front, sealed) = wrap.0.split_first_chunk::<2>().ok_or(ShareNotOpened)?;
        let sound = place.kind == K::KIND && place.is_sound() && *front == [FORMAT_VERSION, SUITE_XWING];
        if !sound {
            return Err(ShareNotOpened);
        }
        let associated = associated(*front, place, holder, check);
        let plain = open_with(with, PURPOSE, &associated, sealed).or(Err(ShareNotOpened))?;
        let (number, rest) = plain.split_first().filter(|(number, _)| **number > 0).ok_or(ShareNotOpened)?;
        let (value, name) = rest.split_first_chunk::<32>().ok_or(ShareNotOpened)?;
        let value = SecretBytes::copied_from(value).ok_or(ShareNotOpened)?;
        let name = match (K::KIND, name) {
            (KeyKind::GroupRecords, name) => Some(SecretBytes::copied_from(name).ok_or(ShareNotOpened)?),
            (_, []) => None,
            _ => return Err(ShareNotOpened),
        };
        Ok(Self { number: *number, value, name, place, check, kind: PhantomData })
    }

    /// Gives the key back, with another person's share, if it is the one that the epoch statement names.
    pub fn combine(&self, other: &Self) -> Result<Key<K>, CombineError> {
        if self.place != other.place || !self.check.same_as(&other.check) {
            return Err(CombineError::OtherKey);
        }
        if self.number == other.number {
            return Err(CombineError::SameShare);
        }
        let shares = [self.numbered()?, other.numbered()?];
        let bytes = Sharks(SHARES_NEEDED).recover(&shares).map(Zeroizing::new);
        let bytes = bytes.or(Err(CombineError::WrongKey))?;
        let key = SecretBytes::copied_from(&bytes).and_then(|bytes| Key::at(self.place, bytes));
        let key: Key<K> = key.ok_or(CombineError::WrongKey)?;
        if key.check_value().same_as(&self.check) { Ok(key) } else { Err(CombineError::WrongKey) }
    }

    /// What the group's name is sealed with; none with a share of identities.
    pub fn name_key(&self) -> Option<ContentKey> {
        self.name.as_ref().map(|name| ContentKey::from_secret(name.duplicate()))
    }

    fn numbered(&self) -> Result<blahaj::Share, CombineError> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(33));
        bytes.push(self.number);
        // EXPOSE: the share is what is combined.
        bytes.extend_from_slice(self.value.expose());
        blahaj::Share::try_from(bytes.as_slice()).or(Err(CombineError::WrongKey))
    }
}

fn associated(front: [u8; 2], place: Place, holder: Holder, check: Digest) -> Vec<u8> {
    length_prefixed(&[&front, &place.to_bytes(), &holder.to_bytes(), &check.0])
}

#[cfg(test)]
mod tests;
