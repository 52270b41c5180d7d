//! Ed25519 (RFC 8032), verified strictly: small-order keys and non-canonical signatures are refused.
//!
//! Every message starts with `strongroom/<kind>/v1\0` and the vault id, so that nothing verifies as something else or
//! in another vault.

use std::fmt;

use ed25519_dalek::Signer as _;

use super::secret::SecretBytes;
use crate::base::id::VaultId;

/// What is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignedKind {
    /// A statement of the chain.
    Statement,
    /// A checkpoint of the access log.
    Checkpoint,
    /// What the machine knows before anyone has logged in.
    MachineState,
    /// The heads that an account last saw.
    Anchor,
    /// The failed log-ins, beside the log.
    FailedLogIns,
    /// A day of the access log was reviewed.
    LogReview,
}

impl SignedKind {
    /// What every signed message of this kind starts with.
    pub const fn domain(self) -> &'static [u8] {
        match self {
            Self::Statement => b"strongroom/statement/v1\0",
            Self::Checkpoint => b"strongroom/checkpoint/v1\0",
            Self::MachineState => b"strongroom/machine-state/v1\0",
            Self::Anchor => b"strongroom/anchor/v1\0",
            Self::FailedLogIns => b"strongroom/failed-log-ins/v1\0",
            Self::LogReview => b"strongroom/log-review/v1\0",
        }
    }
}

/// A public key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct VerifyingKey(pub [u8; 32]);

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VerifyingKey(")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        f.write_str(")")
    }
}

/// A signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature(pub [u8; 64]);

/// A signature that does not verify.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not verify")]
pub struct BadSignature;

/// A text that no note may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a signed text has no control characters, and begins with what it is")]
pub struct NotAText;

/// A private key: the 32-byte seed of RFC 8032.
pub struct SigningKey(SecretBytes<32>);

impl SigningKey {
    /// Draws a new key.
    pub fn generate() -> Self {
        Self(SecretBytes::generate())
    }

    /// The key of this seed.
    pub fn from_seed(seed: SecretBytes<32>) -> Self {
        Self(seed)
    }

    /// The same key once more, for another thread.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self(self.0.duplicate())
    }

    /// The seed, to be put into a keyslot.
    pub fn seed(&self) -> &SecretBytes<32> {
        &self.0
    }

    /// The public half.
    pub fn verifying(&self) -> VerifyingKey {
        VerifyingKey(self.expanded().verifying_key().to_bytes())
    }

    /// Signs the text of a signed note as it is. No text with a control character but newlines is signed: what
    /// [`Self::sign`] signs has a zero behind its kind, so that neither ever verifies as the other.
    pub fn sign_text(&self, text: &str) -> Result<Signature, NotAText> {
        check_text(text)?;
        Ok(Signature(self.expanded().sign(text.as_bytes()).to_bytes()))
    }

    /// Signs domain ‖ vault id ‖ message.
    pub fn sign(&self, kind: SignedKind, vault: VaultId, message: &[u8]) -> Signature {
        Signature(self.expanded().sign(&signed_bytes(kind, vault, message)).to_bytes())
    }

    fn expanded(&self) -> ed25519_dalek::SigningKey {
        // EXPOSE: the signer takes the seed in; its copy is wiped when it is dropped.
        ed25519_dalek::SigningKey::from_bytes(self.0.expose())
    }
}

impl VerifyingKey {
    /// Verifies the signature under the text of a signed note: strictly, as every other.
    pub fn verify_text(&self, text: &str, signature: &Signature) -> Result<(), BadSignature> {
        let key = ed25519_dalek::VerifyingKey::from_bytes(&self.0).or(Err(BadSignature))?;
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        key.verify_strict(text.as_bytes(), &signature).or(Err(BadSignature))
    }

    /// Verifies what [`SigningKey::sign`] made.
    pub fn verify(
        &self,
        kind: SignedKind,
        vault: VaultId,
        message: &[u8],
        signature: &Signature,
    ) -> Result<(), BadSignature> {
        let key = ed25519_dalek::VerifyingKey::from_bytes(&self.0).or(Err(BadSignature))?;
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        key.verify_strict(&signed_bytes(kind, vault, message), &signature).or(Err(BadSignature))
    }
}

fn check_text(text: &str) -> Result<(), NotAText> {
    let plain = text.starts_with("strongroom/") && !text.chars().any(|c| c.is_ascii_control() && c != '\n');
    if plain { Ok(()) } else { Err(NotAText) }
}

fn signed_bytes(kind: SignedKind, vault: VaultId, message: &[u8]) -> Vec<u8> {
    [kind.domain(), vault.as_bytes(), message].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_one_kind_one_vault_and_one_message() {
        let key = SigningKey::generate();
        let vault = VaultId::generate();
        let signature = key.sign(SignedKind::Statement, vault, b"fact");
        let public = key.verifying();
        assert_eq!(public.verify(SignedKind::Statement, vault, b"fact", &signature), Ok(()));
        assert!(public.verify(SignedKind::Checkpoint, vault, b"fact", &signature).is_err());
        assert!(public.verify(SignedKind::Statement, VaultId::generate(), b"fact", &signature).is_err());
        assert!(public.verify(SignedKind::Statement, vault, b"face", &signature).is_err());
        let other = SigningKey::generate().verifying();
        assert!(other.verify(SignedKind::Statement, vault, b"fact", &signature).is_err());
        for bit in 0..512 {
            let mut changed = signature;
            changed.0[bit / 8] ^= 1 << (bit % 8);
            assert!(public.verify(SignedKind::Statement, vault, b"fact", &changed).is_err());
        }
    }

    #[test]
    fn a_signed_text_is_no_other_signed_message() {
        let key = SigningKey::generate();
        let text = "strongroom/test/v1/00\nfact\n";
        let signature = key.sign_text(text).unwrap();
        assert_eq!(key.verifying().verify_text(text, &signature), Ok(()));
        assert!(key.verifying().verify_text("strongroom/test/v1/01\nfact\n", &signature).is_err());
        for text in ["strongroom/anchor/v1\0sixteen bytes...", "hello\n", "strongroom/\r\n", ""] {
            assert_eq!(key.sign_text(text), Err(NotAText));
        }
    }

    #[test]
    fn small_order_keys_verify_nothing() {
        // The neutral element: with R = identity and s = 0 it would verify every message without strictness.
        let mut identity = [0; 32];
        identity[0] = 1;
        let mut signature = Signature([0; 64]);
        signature.0[..32].copy_from_slice(&identity);
        let vault = VaultId::generate();
        assert!(VerifyingKey(identity).verify(SignedKind::Anchor, vault, b"any", &signature).is_err());
    }
}
