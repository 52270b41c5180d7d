//! PIN/UV protocol two (CTAP 2.1, 6.5.7): the secret shared with a token for one exchange, and what is done with it.

use zeroize::Zeroizing;

use crate::crypto::cbc::{self, BLOCK_BYTES};
use crate::crypto::hash::{expand_from, hmac_sha256, sha256};
use crate::crypto::p256::{ExchangeKey, Point};
use crate::crypto::random::random_bytes;
use crate::crypto::secret::{Password, SecretBytes};

use super::TokenError;

/// What a token shares with us for one exchange.
pub(super) struct Shared {
    /// Our public half, which the token needs to come to the same.
    pub(super) ours: Point,
    authenticates: SecretBytes<32>,
    encrypts: SecretBytes<32>,
}

/// A salt on its way to the token.
pub(super) struct SealedSalt {
    pub(super) encrypted: Vec<u8>,
    pub(super) proof: [u8; 32],
}

/// What a token gives to whoever proved themselves, for one command.
pub(super) struct PinToken(SecretBytes<32>);

impl Shared {
    /// Agrees with the token on a secret: two keys from one shared point.
    pub(super) fn with(theirs: &Point) -> Result<Self, TokenError> {
        let key = ExchangeKey::generate();
        let shared = key.agree(theirs).or(Err(TokenError::Protocol("a key that is not on the curve")))?;
        Ok(Self {
            ours: key.public(),
            authenticates: expand_from(&shared, b"CTAP2 HMAC key"),
            encrypts: expand_from(&shared, b"CTAP2 AES key"),
        })
    }

    /// The PIN's hash, encrypted: 6.5.5.7.
    pub(super) fn pin_hash(&self, pin: &Password) -> Result<Vec<u8>, TokenError> {
        // EXPOSE: the token wants the beginning of the PIN's hash; it is encrypted to it.
        let hash = Zeroizing::new(sha256(pin.expose_nfc().as_bytes()).0);
        self.encrypt(hash.get(..BLOCK_BYTES).unwrap_or_default())
    }

    /// The salt of `hmac-secret`, encrypted and authenticated: 12.5.
    pub(super) fn salt(&self, salt: &[u8; 32]) -> Result<SealedSalt, TokenError> {
        let encrypted = self.encrypt(salt)?;
        // EXPOSE: the key authenticates what was encrypted.
        let proof = hmac_sha256(self.authenticates.expose(), &encrypted).0;
        Ok(SealedSalt { encrypted, proof })
    }

    /// The token for one command, decrypted: 32 bytes.
    pub(super) fn token(&self, sealed: &[u8]) -> Result<PinToken, TokenError> {
        let plain = self.decrypt(sealed)?;
        let token = SecretBytes::copied_from(&plain);
        token.map(PinToken).ok_or(TokenError::Protocol("a PIN token of another length"))
    }

    /// A random vector in front, then the blocks.
    fn encrypt(&self, plain: &[u8]) -> Result<Vec<u8>, TokenError> {
        let vector: [u8; BLOCK_BYTES] = random_bytes();
        let blocks =
            cbc::encrypt(&self.encrypts, vector, plain).or(Err(TokenError::Protocol("not whole blocks")))?;
        Ok([vector.as_slice(), &blocks].concat())
    }

    /// The other way.
    pub(super) fn decrypt(&self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, TokenError> {
        let (vector, blocks) =
            sealed.split_first_chunk().ok_or(TokenError::Protocol("a short ciphertext"))?;
        cbc::decrypt(&self.encrypts, *vector, blocks).or(Err(TokenError::Protocol("not whole blocks")))
    }
}

impl PinToken {
    /// Shows the token that a command comes from whoever proved themselves.
    pub(super) fn authenticate(&self, message: &[u8]) -> [u8; 32] {
        // EXPOSE: the token for one command authenticates it.
        hmac_sha256(self.0.expose(), message).0
    }
}
