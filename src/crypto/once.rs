//! Sealing one short message under a key of its own: AES-256-GCM (NIST SP 800-38D), and the ratchet that such keys come
//! from: the one-step derivation of NIST SP 800-56C, revision 2, with SHA-256.
//!
//! For the access log, whose events are short and many: setting up ChaCha20-Poly1305 for a message costs the vector code
//! of Poly1305 more than the message itself, AES and GHASH have instructions of their own. Setting the cipher up is a move of
//! its own, since it needs nothing of what comes before an event. What else is sealed uses `aead`.

use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, KeyInit, Tag};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::aead::NotOpened;
use super::random::fill;
use super::secret::SecretBytes;

/// The nonce in front of what is sealed.
pub const NONCE_BYTES: usize = 12;

/// The tag at the end of what is sealed.
pub const TAG_BYTES: usize = 16;

/// What is sealed is so much longer than its plaintext.
pub const AROUND_BYTES: usize = NONCE_BYTES + TAG_BYTES;

/// What the ratchet's keys are for. With it, what is hashed for either key is a single block of SHA-256.
const RATCHET_INFO: &[u8] = b"strongroom/step/v1";

const KEY_BYTES: usize = 32;

/// A random number. A key seals one message; the nonce keeps it safe where a message was made and never kept, and
/// another took its place.
pub type Nonce = [u8; NONCE_BYTES];

/// Draws a nonce for each of so many messages, at once: asking the system for each costs more than sealing.
pub fn nonces(count: usize) -> Vec<Nonce> {
    let mut all = vec![[0; NONCE_BYTES]; count];
    fill(all.as_flattened_mut());
    all
}

/// Moves a chain one key on: `chain` becomes its next key, and `message` the key of one message, both out of the key that
/// `chain` was. None of them follows from another.
pub fn ratchet(chain: &mut SecretBytes<KEY_BYTES>, message: &mut SecretBytes<KEY_BYTES>) {
    const INFO_AT: usize = 4 + KEY_BYTES;
    let mut asked = Zeroizing::new([0; INFO_AT + RATCHET_INFO.len()]);
    // EXPOSE: both keys are hashes of it.
    asked[4..INFO_AT].copy_from_slice(chain.expose());
    asked[INFO_AT..].copy_from_slice(RATCHET_INFO);
    for (counter, key) in [(1, chain), (2, message)] {
        asked[3] = counter;
        key.refill(|key| *key = Sha256::digest(asked.as_slice()).into());
    }
}

/// A cipher that is set up for one message. Setting it up takes as long as a short message, and needs nothing of it.
pub struct Sealer {
    nonce: Nonce,
    cipher: Aes256Gcm,
}

impl Sealer {
    /// Under a key that no other message has.
    pub fn new(key: &SecretBytes<KEY_BYTES>, nonce: &Nonce) -> Self {
        // EXPOSE: the cipher takes the key in; its copy is wiped when it is dropped.
        Self { nonce: *nonce, cipher: Aes256Gcm::new(key.expose().into()) }
    }

    /// Seals `plain`, bound to `associated`, and puts it at the end of `bytes`: nonce ‖ ciphertext ‖ tag.
    ///
    /// # Panics
    /// If `plain` is longer than the cipher allows (64 GiB).
    pub fn seal_onto(&self, bytes: &mut Vec<u8>, associated: &[u8], plain: &[u8]) {
        // No growing leaves a copy of what is not encrypted yet.
        bytes.reserve(plain.len() + AROUND_BYTES);
        bytes.extend_from_slice(&self.nonce);
        let from = bytes.len();
        bytes.extend_from_slice(plain);
        let body = bytes.get_mut(from..).unwrap_or_default();
        let tag = self.cipher.encrypt_inout_detached((&self.nonce).into(), associated, body.into());
        bytes.extend_from_slice(&tag.expect("64 GiB are the cipher's limit"));
    }
}

/// Opens what was sealed with the same key and the same associated bytes.
pub fn open(
    key: &SecretBytes<KEY_BYTES>,
    associated: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
    let (nonce, rest) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(NotOpened)?;
    let (body, tag) = rest.split_last_chunk::<TAG_BYTES>().ok_or(NotOpened)?;
    let mut plain = Zeroizing::new(body.to_vec());
    // EXPOSE: the cipher takes the key in; its copy is wiped when it is dropped.
    Aes256Gcm::new(key.expose().into())
        .decrypt_inout_detached(nonce.into(), associated, plain.as_mut_slice().into(), <&Tag>::from(tag))
        .or(Err(NotOpened))?;
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hash::sha256;
    use crate::crypto::secret::secret_hex;

    fn key(byte: u8) -> SecretBytes<32> {
        SecretBytes::from_exposed(&mut [byte; 32])
    }

    fn seal(key: &SecretBytes<32>, nonce: &Nonce, associated: &[u8], plain: &[u8]) -> Vec<u8> {
        let mut sealed = Vec::new();
        Sealer::new(key, nonce).seal_onto(&mut sealed, associated, plain);
        sealed
    }

    fn unhex(digits: &str) -> Vec<u8> {
        let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
        digits.as_bytes().chunks_exact(2).map(pair).collect()
    }

    #[test]
    fn only_its_key_and_its_place_open_a_message_and_every_flipped_bit_is_noticed() {
        let sealed = seal(&key(1), &nonces(1)[0], b"place", b"the words of one event");
        assert_eq!(sealed.len(), 22 + AROUND_BYTES);
        let open = |by: u8, place: &[u8], sealed: &[u8]| open(&key(by), place, sealed);
        assert_eq!(**open(1, b"place", &sealed).unwrap(), *b"the words of one event");
        assert_eq!(open(2, b"place", &sealed), Err(NotOpened));
        assert_eq!(open(1, b"other", &sealed), Err(NotOpened));
        for bit in 0..sealed.len() * 8 {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(open(1, b"place", &flipped), Err(NotOpened), "bit {bit}");
        }
        (0..sealed.len()).for_each(|cut| assert_eq!(open(1, b"place", &sealed[..cut]), Err(NotOpened)));
    }

    #[test]
    fn it_is_the_gcm_of_its_authors() {
        // McGrew and Viega, The Galois/Counter Mode of Operation, appendix B, test case 16.
        let mut key_bytes: [u8; 32] =
            unhex(&"feffe9928665731c6d6a8f9467308308".repeat(2)).try_into().unwrap();
        let key = SecretBytes::from_exposed(&mut key_bytes);
        let nonce: Nonce = unhex("cafebabefacedbaddecaf888").try_into().unwrap();
        let plain = unhex(concat!(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72",
            "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
        ));
        let associated = unhex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        let sealed = seal(&key, &nonce, &associated, &plain);
        let expected = concat!(
            "cafebabefacedbaddecaf888",
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa",
            "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
            "76fc6ece0f4e1768cddf8853bb2d551b"
        );
        assert_eq!(secret_hex(&sealed).as_str(), expected);
        assert_eq!(**open(&key, &associated, &sealed).unwrap(), plain);
    }

    #[test]
    fn the_ratchet_is_the_one_step_derivation() {
        // SP 800-56C, section 4.1, option 1: K(i) = H(i ‖ Z ‖ FixedInfo), the number in four bytes.
        let (mut chain, mut message) = (key(9), key(0));
        ratchet(&mut chain, &mut message);
        let expected = |number: u8| sha256(&[&[0, 0, 0, number], &[9; 32][..], RATCHET_INFO].concat());
        assert_eq!(chain.expose(), &expected(1).0);
        assert_eq!(message.expose(), &expected(2).0);
    }

    #[test]
    fn nonces_are_drawn_for_each() {
        let drawn = nonces(100);
        let different: std::collections::BTreeSet<_> = drawn.iter().collect();
        assert_eq!(different.len(), 100);
    }
}
