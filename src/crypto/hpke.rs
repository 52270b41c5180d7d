//! HPKE base mode (RFC 9180) with X-Wing, HKDF-SHA-256, ChaCha20-Poly1305. Small-order X25519 parts are refused.
use super::{aead::NotOpened, secret::SecretBytes};
use zeroize::Zeroizing;
/// X-Wing public key bytes.
pub const KEM_PUBLIC_BYTES: usize = 1216;
/// A public key that was checked.
#[derive(Clone, PartialEq, Eq)]
pub struct KemPublic(Box<[u8; KEM_PUBLIC_BYTES]>);
/// A public key that is malformed or of small order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an X-Wing public key, or one of small order")]
pub struct BadPublicKey;
impl KemPublic {
    /// checks
    pub fn from_bytes(_bytes: &[u8]) -> Result<Self, BadPublicKey> {
        todo!()
    }
    /// bytes
    pub fn as_bytes(&self) -> &[u8] {
        &self.0[..]
    }
}
/// The private half: the 32-byte X-Wing seed.
pub struct KemPrivate(SecretBytes<32>);
impl KemPrivate {
    /// new
    pub fn generate() -> Self {
        todo!()
    }
    /// from seed
    pub fn from_seed(seed: SecretBytes<32>) -> Self {
        Self(seed)
    }
    /// public half
    pub fn public(&self) -> KemPublic {
        todo!()
    }
    /// seed, to be put into a keyslot
    pub fn seed(&self) -> &SecretBytes<32> {
        &self.0
    }
}
/// encapsulated key ‖ ciphertext
pub fn seal_to(_to: &KemPublic, _info: &[u8], _associated: &[u8], _plain: &[u8]) -> Vec<u8> {
    todo!()
}
/// Opens what [`seal_to`] made.
pub fn open_with(
    _with: &KemPrivate,
    _info: &[u8],
    _associated: &[u8],
    _sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
    todo!()
}
