//! HPKE base mode (RFC 9180) with X-Wing (draft-connolly-cfrg-xwing-kem), HKDF-SHA-256 and ChaCha20-Poly1305.
//!
//! Adds to the crate what it leaves out: X25519 parts of small order are refused, in public keys and in encapsulated
//! keys. What `info` and `associated` say is the caller's affair (`keys`: purpose and place).

use std::fmt;

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::XWing;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable, single_shot_open, single_shot_seal};
use zeroize::Zeroizing;

use super::hash::sha256;
use super::x25519::has_small_order;
use super::{aead::NotOpened, secret::SecretBytes};

/// An X-Wing public key: 1184 bytes of ML-KEM-768, then 32 of X25519.
pub const KEM_PUBLIC_BYTES: usize = 1216;

/// An X-Wing encapsulated key: 1088 bytes of ML-KEM-768, then 32 of X25519.
pub const ENCAPSULATED_BYTES: usize = 1120;

/// How much longer than the plaintext a sealed message is.
pub const OVERHEAD_BYTES: usize = ENCAPSULATED_BYTES + 16;

/// A public key that was checked.
#[derive(Clone, PartialEq, Eq)]
pub struct KemPublic(Box<[u8; KEM_PUBLIC_BYTES]>);

/// A public key that is malformed or of small order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an X-Wing public key, or one of small order")]
pub struct BadPublicKey;

impl KemPublic {
    /// Takes a key over after checking its length, its ML-KEM part (FIPS 203, section 7.2) and its X25519 part.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadPublicKey> {
        let key = <XWing as Kem>::PublicKey::from_bytes(bytes).or(Err(BadPublicKey))?;
        let bytes: Box<[u8; KEM_PUBLIC_BYTES]> =
            key.to_bytes().as_slice().to_vec().try_into().or(Err(BadPublicKey))?;
        if has_small_order(x25519_part(bytes.as_slice())) { Err(BadPublicKey) } else { Ok(Self(bytes)) }
    }

    /// The 1216 bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }
}

impl fmt::Debug for KemPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KemPublic(sha256 {})", sha256(self.as_bytes()))
    }
}

/// The private half: the 32-byte X-Wing seed.
pub struct KemPrivate(SecretBytes<32>);

impl KemPrivate {
    /// Draws a new key.
    pub fn generate() -> Self {
        Self(SecretBytes::generate())
    }

    /// The key of this seed.
    pub fn from_seed(seed: SecretBytes<32>) -> Self {
        Self(seed)
    }

    /// The public half; computed, so keep it where it is needed often.
    ///
    /// # Panics
    /// Never: X-Wing public keys have one length.
    pub fn public(&self) -> KemPublic {
        let public = XWing::sk_to_pk(&self.expanded()).to_bytes();
        KemPublic(public.as_slice().to_vec().try_into().expect("X-Wing public keys have 1216 bytes"))
    }

    /// The seed, to be put into a keyslot.
    pub fn seed(&self) -> &SecretBytes<32> {
        &self.0
    }

    fn expanded(&self) -> <XWing as Kem>::PrivateKey {
        // EXPOSE: the KEM takes the seed in; its copy is wiped when it is dropped.
        <XWing as Kem>::PrivateKey::from_bytes(self.0.expose()).expect("every 32 bytes are an X-Wing seed")
    }
}

/// Seals `plain` to a public key: encapsulated key ‖ ciphertext ‖ tag, [`OVERHEAD_BYTES`] longer.
///
/// # Panics
/// If the operating system has no randomness to give.
pub fn seal_to(to: &KemPublic, info: &[u8], associated: &[u8], plain: &[u8]) -> Vec<u8> {
    let to =
        <XWing as Kem>::PublicKey::from_bytes(to.as_bytes()).expect("the key was checked when it was taken");
    let (encapsulated, ciphertext) =
        single_shot_seal::<ChaCha20Poly1305, HkdfSha256, XWing>(&OpModeS::Base, &to, info, plain, associated)
            .expect("X-Wing encapsulates to every checked key");
    let mut sealed = encapsulated.to_bytes().as_slice().to_vec();
    sealed.extend_from_slice(&ciphertext);
    sealed
}

/// Opens what [`seal_to`] made with the same `info` and associated bytes.
pub fn open_with(
    with: &KemPrivate,
    info: &[u8],
    associated: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
    let (encapsulated, ciphertext) = sealed.split_at_checked(ENCAPSULATED_BYTES).ok_or(NotOpened)?;
    if has_small_order(x25519_part(encapsulated)) {
        return Err(NotOpened);
    }
    let encapsulated = <XWing as Kem>::EncappedKey::from_bytes(encapsulated).or(Err(NotOpened))?;
    single_shot_open::<ChaCha20Poly1305, HkdfSha256, XWing>(
        &OpModeR::Base,
        &with.expanded(),
        &encapsulated,
        info,
        ciphertext,
        associated,
    )
    .map(Zeroizing::new)
    .or(Err(NotOpened))
}

/// The last 32 bytes of an X-Wing key: in public and encapsulated keys alike the X25519 part.
fn x25519_part(key: &[u8]) -> &[u8; 32] {
    key.last_chunk().expect("X-Wing keys are longer than 32 bytes")
}

#[cfg(test)]
mod tests {
    use super::super::secret::secret_hex;
    use super::super::x25519::tests::small_order_points;
    use super::*;

    #[test]
    fn the_public_key_is_the_one_of_the_draft() {
        // The first vector of draft-connolly-cfrg-xwing-kem-06, by its ends.
        let seed = b"\x7f\x9c\x2b\xa4\xe8\x8f\x82\x7d\x61\x60\x45\x50\x76\x05\x85\x3e\
                     \xd7\x3b\x80\x93\xf6\xef\xbc\x88\xeb\x1a\x6e\xac\xfa\x66\xef\x26";
        let public = KemPrivate::from_seed(SecretBytes::from_exposed(&mut seed.to_owned())).public();
        let shown = secret_hex(public.as_bytes());
        assert!(shown.starts_with("e2236b35a8c24b39b10aa1323a96a919a2ced88400633a7b07131713fc14b2b5"));
        assert!(shown.ends_with("389b27dce59844570216223593d4ba32d9abac8cd049040ef6534"));
    }

    #[test]
    fn only_the_right_key_purpose_and_place_open() {
        let private = KemPrivate::generate();
        let sealed = seal_to(&private.public(), b"purpose", b"place", b"a key");
        assert_eq!(sealed.len(), OVERHEAD_BYTES + 5);
        assert_eq!(**open_with(&private, b"purpose", b"place", &sealed).unwrap(), *b"a key");
        assert_eq!(open_with(&private, b"other", b"place", &sealed), Err(NotOpened));
        assert_eq!(open_with(&private, b"purpose", b"other", &sealed), Err(NotOpened));
        assert_eq!(open_with(&KemPrivate::generate(), b"purpose", b"place", &sealed), Err(NotOpened));
        for length in [0, 31, ENCAPSULATED_BYTES, sealed.len() - 1] {
            assert_eq!(open_with(&private, b"purpose", b"place", &sealed[..length]), Err(NotOpened));
        }
    }

    #[test]
    fn small_order_parts_are_refused() {
        let private = KemPrivate::generate();
        let public = private.public();
        let sealed = seal_to(&public, b"", b"", b"");
        for point in small_order_points() {
            let mut weak = public.as_bytes().to_vec();
            weak[KEM_PUBLIC_BYTES - 32..].copy_from_slice(&point);
            assert_eq!(KemPublic::from_bytes(&weak), Err(BadPublicKey));
            let mut weak = sealed.clone();
            weak[ENCAPSULATED_BYTES - 32..ENCAPSULATED_BYTES].copy_from_slice(&point);
            assert_eq!(open_with(&private, b"", b"", &weak), Err(NotOpened));
        }
    }

    #[test]
    fn public_keys_of_another_shape_are_refused() {
        let public = KemPrivate::generate().public();
        assert_eq!(KemPublic::from_bytes(public.as_bytes()), Ok(public.clone()));
        assert_eq!(KemPublic::from_bytes(&public.as_bytes()[1..]), Err(BadPublicKey));
        let mut out_of_range = public.as_bytes().to_vec();
        out_of_range[..3].fill(0xff);
        assert_eq!(KemPublic::from_bytes(&out_of_range), Err(BadPublicKey));
    }
}
