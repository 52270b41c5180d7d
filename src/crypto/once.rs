//! Sealing one short message under a key of its own, quickly: ChaCha20 (RFC 8439) and then HMAC-SHA-256 (RFC 2104) over
//! what the caller has hashed, and the ratchet that such keys come from.
//!
//! For the access log, which hashes every frame anyway: the tag is over that hash, so nothing is read twice, and it binds
//! the key, too (no second key opens the same bytes). What else is sealed uses `aead`.
//!
//! ```text
//! K(n+1) ‖ E(n) = the first 64 bytes of ChaCha20 with key K(n) and a nonce of zeros      the ratchet; K(n) is wiped
//! M ‖ unused    = the first 64 bytes of ChaCha20 with key E(n) and the message's nonce
//! ciphertext    = plaintext ⊕ the bytes after those
//! tag           = HMAC-SHA-256(M, hash of everything that is bound, the nonce and the ciphertext in it)
//! ```

use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::aead::NotOpened;
use super::hash::{Digest, hmac_sha256};
use super::random::fill;
use super::secret::SecretBytes;

/// The nonce of a message.
pub const NONCE_BYTES: usize = 12;

/// The tag of a message.
pub const TAG_BYTES: usize = 32;

/// A block of ChaCha20.
const BLOCK_BYTES: usize = 64;

/// The random number that goes in front of a ciphertext. A key seals one message; a second nonce keeps it safe where a
/// message was never kept and another took its place.
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
/// Never: a block is two keys long.
pub fn ratchet(key: &SecretBytes<32>) -> (SecretBytes<32>, SecretBytes<32>) {
    let mut block = Zeroizing::new([0; BLOCK_BYTES]);
    stream(key, &[0; NONCE_BYTES]).apply_keystream(block.as_mut_slice());
    let (next, message) = block.split_at(BLOCK_BYTES / 2);
    let both = SecretBytes::copied_from(next).zip(SecretBytes::copied_from(message));
    both.expect("a block is two keys long")
}

/// A plaintext that is covered, and the key of its tag: the caller hashes the ciphertext with all it is bound to.
pub struct Covered {
    /// The block that the tag's key is from, and the ciphertext.
    bytes: Zeroizing<Vec<u8>>,
}

impl Covered {
    /// Covers a plaintext.
    pub fn new(key: &SecretBytes<32>, nonce: &Nonce, plain: &[u8]) -> Self {
        let mut bytes = Zeroizing::new(Vec::with_capacity(BLOCK_BYTES + plain.len()));
        bytes.resize(BLOCK_BYTES, 0);
        bytes.extend_from_slice(plain);
        // In one go: the cipher makes four blocks as fast as one.
        stream(key, nonce).apply_keystream(&mut bytes);
        Self { bytes }
    }

    /// What is covered; of a ciphertext, its plaintext.
    pub fn text(&self) -> &[u8] {
        self.bytes.get(BLOCK_BYTES..).unwrap_or_default()
    }

    /// The tag over the hash of all that is bound together.
    ///
    /// # Panics
    /// Never: a block is longer than a key.
    pub fn tag(&self, bound: Digest) -> [u8; TAG_BYTES] {
        let key = self.bytes.first_chunk().expect("a block is longer than a key");
        hmac_sha256(key, &bound.0).0
    }
}

/// Opens what was [`Covered`], if the tag is that of `bound` under this key.
pub fn open(
    key: &SecretBytes<32>,
    nonce: &Nonce,
    bound: Digest,
    ciphertext: &[u8],
    tag: &[u8; TAG_BYTES],
) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
    let covered = Covered::new(key, nonce, ciphertext);
    let opens = bool::from(covered.tag(bound).ct_eq(tag));
    if opens { Ok(Zeroizing::new(covered.text().to_vec())) } else { Err(NotOpened) }
}

fn stream(key: &SecretBytes<32>, nonce: &Nonce) -> ChaCha20 {
    // EXPOSE: the cipher takes the key in; its copy is wiped when it is dropped.
    ChaCha20::new(key.expose().into(), nonce.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hash::sha256;

    fn key(byte: u8) -> SecretBytes<32> {
        SecretBytes::from_exposed(&mut [byte; 32])
    }

    #[test]
    fn only_its_key_its_nonce_and_its_place_open_a_message() {
        let (nonce, bound) = (nonces(1)[0], sha256(b"place"));
        let covered = Covered::new(&key(1), &nonce, b"the words of one event");
        let (text, tag) = (covered.text(), covered.tag(bound));
        assert_eq!(open(&key(1), &nonce, bound, text, &tag).unwrap().as_slice(), b"the words of one event");
        assert_eq!(open(&key(2), &nonce, bound, text, &tag), Err(NotOpened));
        assert_eq!(open(&key(1), &[0; NONCE_BYTES], bound, text, &tag), Err(NotOpened));
        assert_eq!(open(&key(1), &nonce, sha256(b"other"), text, &tag), Err(NotOpened));
        assert_eq!(open(&key(1), &nonce, bound, text, &[0; TAG_BYTES]), Err(NotOpened));
    }

    #[test]
    fn the_ratchet_is_the_first_block_of_chacha20() {
        // RFC 8439, appendix A.1, test vector 1: the key of zeros.
        let (next, message) = ratchet(&key(0));
        let hex = |bytes: &[u8; 32]| Digest(*bytes).to_hex();
        assert_eq!(hex(next.expose()), "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7");
        assert_eq!(hex(message.expose()), "da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586");
    }

    #[test]
    fn a_message_is_covered_from_the_second_block_on() {
        // RFC 8439, section 2.4.2: the first bytes of its ciphertext, which begins with block 1.
        let mut key_bytes: [u8; 32] = std::array::from_fn(|at| u8::try_from(at).unwrap());
        let key = SecretBytes::from_exposed(&mut key_bytes);
        let covered = Covered::new(&key, &[0, 0, 0, 0, 0, 0, 0, 0x4a, 0, 0, 0, 0], b"Ladies and Gentl");
        assert_eq!(
            covered.text(),
            [0x6e, 0x2e, 0x35, 0x9a, 0x25, 0x68, 0xf9, 0x80, 0x41, 0xba, 0x07, 0x28, 0xdd, 0x0d, 0x69, 0x81]
        );
    }

    #[test]
    fn nonces_are_drawn_for_each() {
        let drawn = nonces(100);
        let different: std::collections::BTreeSet<_> = drawn.iter().collect();
        assert_eq!(different.len(), 100);
    }
}
