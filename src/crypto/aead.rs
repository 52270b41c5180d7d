//! XChaCha20-Poly1305 with a random 24-byte nonce in front (draft-irtf-cfrg-xchacha).
use super::secret::SecretBytes;
use zeroize::Zeroizing;
/// What was sealed did not open: another key, another place, or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("does not open: another key, another place, or changed bytes")]
pub struct NotOpened;
/// nonce ‖ ciphertext ‖ tag
pub fn seal(_key: &SecretBytes<32>, _associated: &[u8], _plain: &[u8]) -> Vec<u8> {
    todo!()
}
/// Opens what [`seal`] made.
pub fn open(
    _key: &SecretBytes<32>,
    _associated: &[u8],
    _sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
    todo!()
}
