//! Ed25519 (RFC 8032), verified strictly. Every message starts with `strongroom/<kind>/v1\0` and the vault id.
use super::secret::SecretBytes;
use crate::base::id::VaultId;
/// What is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignedKind {
    /// statement
    Statement,
    /// checkpoint
    Checkpoint,
    /// machine state
    MachineState,
    /// anchor
    Anchor,
}
/// A public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct VerifyingKey(pub [u8; 32]);
/// A signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature(pub [u8; 64]);
/// A signature that does not verify.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not verify")]
pub struct BadSignature;
/// A private key.
pub struct SigningKey(SecretBytes<32>);
impl SigningKey {
    /// new
    pub fn generate() -> Self {
        todo!()
    }
    /// from seed
    pub fn from_seed(seed: SecretBytes<32>) -> Self {
        Self(seed)
    }
    /// seed
    pub fn seed(&self) -> &SecretBytes<32> {
        &self.0
    }
    /// public half
    pub fn verifying(&self) -> VerifyingKey {
        todo!()
    }
    /// sign
    pub fn sign(&self, _kind: SignedKind, _vault: VaultId, _message: &[u8]) -> Signature {
        todo!()
    }
}
impl VerifyingKey {
    /// verify
    pub fn verify(
        &self,
        _kind: SignedKind,
        _vault: VaultId,
        _message: &[u8],
        _signature: &Signature,
    ) -> Result<(), BadSignature> {
        todo!()
    }
}
