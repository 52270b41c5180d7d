//! Sealing one short message under a key of its own: AES-256-GCM (NIST SP 800-38D), and the ratchet that such keys come
//! from: HKDF-Expand with SHA-256 (RFC 5869).
//!
//! For the access log, whose events are short and many: setting up ChaCha20-Poly1305 for a message costs the vector code
//! of Poly1305 more than the message itself, AES and GHASH have instructions of their own. What else is sealed uses `aead`.

use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, KeyInit, Tag};
use hkdf::Hkdf;
use sha2::Sha256;
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

/// What the ratchet's keys are expanded for: the label, length-prefixed as every label is. With it, either key takes a
/// single block of SHA-256 and not two.
const RATCHET_INFO: &[u8] = b"\0\0\0\x12strongroom/step/v1";

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

/// The next key of a chain, and the key of one message. Neither follows from the other.
///
/// # Panics
/// Never: two keys are less than HKDF gives at most.
pub fn ratchet(key: &SecretBytes<KEY_BYTES>) -> (SecretBytes<KEY_BYTES>, SecretBytes<KEY_BYTES>) {
    // EXPOSE: HKDF reads the key that it derives from.
    let hkdf = Hkdf::<Sha256>::from_prk(key.expose()).expect("32 bytes are as long as the hash");
    let mut both = Zeroizing::new([0; 2 * KEY_BYTES]);
    hkdf.expand(RATCHET_INFO, both.as_mut_slice()).expect("HKDF gives 64 bytes");
    let (next, message) = both.split_at(KEY_BYTES);
    let both = SecretBytes::copied_from(next).zip(SecretBytes::copied_from(message));
    both.expect("64 bytes are two keys")
}

/// The key of one message, set up. Wiped when it is dropped.
pub struct OnceKey(Aes256Gcm);

impl OnceKey {
    /// Sets a key up.
    pub fn new(key: &SecretBytes<KEY_BYTES>) -> Self {
        // EXPOSE: the cipher takes the key in; its copy is wiped when it is dropped.
        Self(Aes256Gcm::new(key.expose().into()))
    }

    /// Puts `plain`, sealed, at the end of `bytes`: nonce ‖ ciphertext ‖ tag.
    ///
    /// # Panics
    /// If `plain` is longer than the cipher allows (64 GiB).
    pub fn seal_onto(&self, bytes: &mut Vec<u8>, nonce: &Nonce, associated: &[u8], plain: &[u8]) {
        bytes.reserve(plain.len() + AROUND_BYTES);
        bytes.extend_from_slice(nonce);
        let begin = bytes.len();
        bytes.extend_from_slice(plain);
        let (_, message) = bytes.split_at_mut(begin);
        let sealed = self.0.encrypt_inout_detached(nonce.into(), associated, message.into());
        bytes.extend_from_slice(&sealed.expect("what is sealed fits the cipher"));
    }

    /// Opens what was sealed with the same key and the same associated bytes.
    pub fn open(&self, associated: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(NotOpened)?;
        let (body, tag) = rest.split_last_chunk::<TAG_BYTES>().ok_or(NotOpened)?;
        let mut plain = Zeroizing::new(body.to_vec());
        self.0
            .decrypt_inout_detached(nonce.into(), associated, plain.as_mut_slice().into(), <&Tag>::from(tag))
            .or(Err(NotOpened))?;
        Ok(plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hash::{hmac_sha256, length_prefixed};
    use crate::crypto::secret::secret_hex;

    fn key(byte: u8) -> SecretBytes<32> {
        SecretBytes::from_exposed(&mut [byte; 32])
    }

    fn unhex(digits: &str) -> Vec<u8> {
        let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
        digits.as_bytes().chunks_exact(2).map(pair).collect()
    }

    #[test]
    fn only_its_key_and_its_place_open_a_message_and_every_flipped_bit_is_noticed() {
        let mut sealed = Vec::new();
        OnceKey::new(&key(1)).seal_onto(&mut sealed, &nonces(1)[0], b"place", b"the words of one event");
        assert_eq!(sealed.len(), 22 + AROUND_BYTES);
        let open = |by: u8, place: &[u8], sealed: &[u8]| OnceKey::new(&key(by)).open(place, sealed);
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
        let key = OnceKey::new(&SecretBytes::from_exposed(&mut key_bytes));
        let nonce: Nonce = unhex("cafebabefacedbaddecaf888").try_into().unwrap();
        let plain = unhex(concat!(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72",
            "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
        ));
        let associated = unhex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        let mut sealed = Vec::new();
        key.seal_onto(&mut sealed, &nonce, &associated, &plain);
        let expected = concat!(
            "cafebabefacedbaddecaf888",
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa",
            "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
            "76fc6ece0f4e1768cddf8853bb2d551b"
        );
        assert_eq!(secret_hex(&sealed).as_str(), expected);
        assert_eq!(**key.open(&associated, &sealed).unwrap(), plain);
    }

    #[test]
    fn the_ratchet_is_hkdf_expand() {
        assert_eq!(RATCHET_INFO, length_prefixed(&[b"strongroom/step/v1"]));
        let (next, message) = ratchet(&key(9));
        // RFC 5869, section 2.3: T(1) = HMAC(PRK, info ‖ 1), T(2) = HMAC(PRK, T(1) ‖ info ‖ 2).
        let first = hmac_sha256(&[9; 32], &[RATCHET_INFO, &[1]].concat());
        assert_eq!(next.expose(), &first.0);
        assert_eq!(message.expose(), &hmac_sha256(&[9; 32], &[&first.0, RATCHET_INFO, &[2]].concat()).0);
    }

    #[test]
    fn nonces_are_drawn_for_each() {
        let drawn = nonces(100);
        let different: std::collections::BTreeSet<_> = drawn.iter().collect();
        assert_eq!(different.len(), 100);
    }
}
