//! XChaCha20-Poly1305 with a random 24-byte nonce in front (draft-irtf-cfrg-xchacha-03).
//!
//! What the associated bytes say is the caller's affair (`keys` binds purpose and place).

use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use chacha20poly1305::{Tag, aead::AeadInOut};
use zeroize::Zeroizing;

use super::random::random_bytes;
use super::secret::SecretBytes;

/// The nonce in front of what is sealed.
pub const NONCE_BYTES: usize = 24;

/// The tag at the end of what is sealed.
pub const TAG_BYTES: usize = 16;

/// What was sealed did not open: another key, another place, or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("does not open: another key, another place, or changed bytes")]
pub struct NotOpened;

/// Seals `plain`: nonce ‖ ciphertext ‖ tag, 40 bytes longer. The nonce is random, so a key may seal without counting.
///
/// # Panics
/// If `plain` is longer than the cipher allows (256 GiB).
pub fn seal(key: &SecretBytes<32>, associated: &[u8], plain: &[u8]) -> Vec<u8> {
    let nonce = random_bytes::<NONCE_BYTES>();
    let mut sealed = Vec::with_capacity(NONCE_BYTES + plain.len() + TAG_BYTES);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(plain);
    let (_, body) = sealed.split_at_mut(NONCE_BYTES);
    let tag = cipher(key)
        .encrypt_inout_detached(&XNonce::from(nonce), associated, body.into())
        .expect("what is sealed fits the cipher");
    sealed.extend_from_slice(&tag);
    sealed
}

/// Opens what [`seal`] made with the same key and the same associated bytes.
pub fn open(
    key: &SecretBytes<32>,
    associated: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
    let (nonce, rest) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(NotOpened)?;
    let (body, tag) = rest.split_last_chunk::<TAG_BYTES>().ok_or(NotOpened)?;
    let mut plain = Zeroizing::new(body.to_vec());
    cipher(key)
        .decrypt_inout_detached(
            &XNonce::from(*nonce),
            associated,
            plain.as_mut_slice().into(),
            &Tag::from(*tag),
        )
        .or(Err(NotOpened))?;
    Ok(plain)
}

fn cipher(key: &SecretBytes<32>) -> XChaCha20Poly1305 {
    // EXPOSE: the cipher takes the key in; its copy is wiped when it is dropped.
    XChaCha20Poly1305::new(key.expose().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn another_key_or_place_opens_nothing() {
        let key = SecretBytes::generate();
        let sealed = seal(&key, b"here", b"words");
        assert_eq!(sealed.len(), NONCE_BYTES + 5 + TAG_BYTES);
        assert_eq!(**open(&key, b"here", &sealed).unwrap(), *b"words");
        assert_eq!(open(&key, b"there", &sealed), Err(NotOpened));
        assert_eq!(open(&SecretBytes::generate(), b"here", &sealed), Err(NotOpened));
        assert_eq!(open(&key, b"here", &sealed[..39]), Err(NotOpened));
    }

    proptest! {
        #[test]
        fn every_flipped_bit_is_noticed(plain in proptest::collection::vec(any::<u8>(), 0..200), at in any::<prop::sample::Index>()) {
            let key = SecretBytes::generate();
            let mut sealed = seal(&key, b"", &plain);
            prop_assert_eq!(&**open(&key, b"", &sealed).unwrap(), &plain);
            let bit = at.index(sealed.len() * 8);
            sealed[bit / 8] ^= 1 << (bit % 8);
            prop_assert_eq!(open(&key, b"", &sealed), Err(NotOpened));
        }
    }
}
