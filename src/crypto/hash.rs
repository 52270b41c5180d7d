//! SHA-256, HMAC-SHA-256 and HKDF-SHA-256 (FIPS 180-4, RFC 2104, RFC 5869), BLAKE3 for content, and the one way in which
//! several byte strings are put together before they are hashed, derived from or authenticated.

use std::fmt;

use hkdf::{Hkdf, HkdfExtract};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq;

use super::secret::SecretBytes;

/// 32 bytes of a hash; public.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// No hash: what the first link of a chain has before it.
    pub const ZERO: Self = Self([0; 32]);

    /// The digest with these bytes; nothing if there are not exactly 32.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Lower-case hexadecimal, 64 digits.
    pub fn to_hex(self) -> String {
        self.to_string()
    }

    /// Compares in constant time, for digests that prove the knowledge of a secret.
    pub fn same_as(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

/// SHA-256 of bytes in memory.
pub fn sha256(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

/// SHA-256 of a stream.
#[derive(Clone, Default)]
pub struct Sha256Stream(Sha256);

impl Sha256Stream {
    /// Nothing hashed yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// More of the stream.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all that was given.
    pub fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

/// 32 bytes of BLAKE3; public. Of another type than SHA-256's, so that neither is ever taken for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blake3(pub [u8; 32]);

/// BLAKE3 of a stream, without a key (the BLAKE3 paper of 2020, the default hash mode).
#[derive(Clone, Default)]
pub struct Blake3Stream(blake3::Hasher);

impl Blake3Stream {
    /// Nothing hashed yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// More of the stream.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all that was given.
    pub fn finish(self) -> Blake3 {
        Blake3(self.0.finalize().into())
    }
}

/// HMAC-SHA-256.
///
/// # Panics
/// Never: HMAC takes keys of any length.
pub fn hmac_sha256(key: &[u8; 32], message: &[u8]) -> Digest {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(message);
    Digest(mac.finalize().into_bytes().into())
}

/// Each part after its length (4 bytes, big-endian): different lists of parts never give the same bytes.
///
/// # Panics
/// If a part is longer than 4 GiB.
pub fn length_prefixed(parts: &[&[u8]]) -> Vec<u8> {
    let mut joined = Vec::with_capacity(parts.iter().map(|part| part.len() + 4).sum());
    for part in parts {
        joined.extend_from_slice(&length_of(part));
        joined.extend_from_slice(part);
    }
    joined
}

/// HKDF-Expand of a key that is already uniform: 32 bytes. `info` is the label and the context, length-prefixed;
/// the label reads `strongroom/<what>/v1`.
///
/// # Panics
/// If a part is longer than 4 GiB.
pub fn derive_key(key: &SecretBytes<32>, label: &str, context: &[&[u8]]) -> SecretBytes<32> {
    // EXPOSE: HKDF reads the key that it derives from.
    let hkdf = Hkdf::<Sha256>::from_prk(key.expose()).expect("32 bytes are as long as the hash");
    expand(&hkdf, label, context)
}

/// HKDF (extract, then expand) of several secret parts, length-prefixed: 32 bytes. For factors, which need not be
/// uniform. `salt` is public; label and context as in [`derive_key`].
pub fn derive_from_factors(
    factors: &[&[u8]],
    salt: &[u8; 32],
    label: &str,
    context: &[&[u8]],
) -> SecretBytes<32> {
    let mut extract = HkdfExtract::<Sha256>::new(Some(salt));
    for factor in factors {
        extract.input_ikm(&length_of(factor));
        extract.input_ikm(factor);
    }
    let (_, hkdf) = extract.finalize();
    expand(&hkdf, label, context)
}

/// HKDF (RFC 5869) of a secret with a salt of 32 zeros and `info` as it is: 32 bytes, as FIDO2 prescribes it. What this
/// house derives itself is labelled and length-prefixed: [`derive_key`].
///
/// # Panics
/// Never: 32 bytes are as long as the hash.
pub fn expand_from(secret: &SecretBytes<32>, info: &[u8]) -> SecretBytes<32> {
    // EXPOSE: HKDF reads the secret that it derives from.
    let hkdf = Hkdf::<Sha256>::new(Some(&[0; 32]), secret.expose());
    SecretBytes::filled_by(|derived| hkdf.expand(info, derived).expect("HKDF gives 32 bytes"))
}

fn expand(hkdf: &Hkdf<Sha256>, label: &str, context: &[&[u8]]) -> SecretBytes<32> {
    let mut info = length_prefixed(&[label.as_bytes()]);
    info.extend_from_slice(&length_prefixed(context));
    SecretBytes::filled_by(|derived| hkdf.expand(&info, derived).expect("HKDF gives 32 bytes"))
}

fn length_of(part: &[u8]) -> [u8; 4] {
    u32::try_from(part.len()).expect("parts are shorter than 4 GiB").to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blake3_is_the_one_of_its_authors() {
        // The published vectors: input bytes 0, 1, … 250, 0, 1, …, of 0, 1 and 2049 bytes.
        for (length, begins) in [
            (0_usize, "af1349b9f5f9a1a6a0404dea36dcc949"),
            (1, "2d3adedff11b61f14c886e35afa03673"),
            (2049, "5f4d72f40d7a5f82b15ca2b2e44b1de3"),
        ] {
            let bytes: Vec<u8> = (0..=250_u8).cycle().take(length).collect();
            let mut stream = Blake3Stream::new();
            bytes.chunks(700).for_each(|part| stream.update(part));
            assert!(Digest(stream.finish().0).to_hex().starts_with(begins), "{length}");
        }
    }

    #[test]
    fn known_answers() {
        // FIPS 180-4, appendix B.1 of its first edition.
        assert_eq!(
            sha256(b"abc").to_hex(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        let mut stream = Sha256Stream::new();
        stream.update(b"a");
        stream.update(b"bc");
        assert_eq!(stream.finish(), sha256(b"abc"));
    }

    #[test]
    fn parts_cannot_run_into_each_other() {
        assert_ne!(length_prefixed(&[b"ab", b"c"]), length_prefixed(&[b"a", b"bc"]));
        assert_ne!(length_prefixed(&[b"a"]), length_prefixed(&[b"a", b""]));
        let key = SecretBytes::from_exposed(&mut [1; 32]);
        let one = derive_key(&key, "strongroom/test/v1", &[b"ab", b"c"]);
        assert!(!one.same_as(&derive_key(&key, "strongroom/test/v1", &[b"a", b"bc"])));
        assert!(one.same_as(&derive_key(&key, "strongroom/test/v1", &[b"ab", b"c"])));
    }

    #[test]
    fn expanding_is_hmac_of_info_and_a_counter() {
        // RFC 5869, section 2.3: for one block of output, T(1) = HMAC(PRK, info ‖ 0x01).
        let mut info = length_prefixed(&[b"strongroom/test/v1", b"context"]);
        info.push(1);
        let derived =
            derive_key(&SecretBytes::from_exposed(&mut [9; 32]), "strongroom/test/v1", &[b"context"]);
        assert_eq!(derived.expose(), &hmac_sha256(&[9; 32], &info).0);
    }
}
