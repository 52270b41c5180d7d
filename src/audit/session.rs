//! The key of one run of the program: sealed to the reader, then ratcheted forward with every event.
//!
//! The key of an event and the key after it both come from the key before, which is then wiped: whoever takes the
//! program's memory reads nothing of what it logged before. Knows no file.

use crate::base::id::{SessionId, VaultId};
use crate::crypto::aead::NotOpened;
use crate::crypto::hpke::{KemPrivate, KemPublic, open_with, seal_to};
use crate::crypto::once::ratchet;
use crate::crypto::secret::SecretBytes;
use zeroize::Zeroizing;

const SESSION_INFO: &[u8] = b"strongroom/audit-session/v1\0";

/// A session's key at one step.
pub(super) struct SessionKey {
    vault: VaultId,
    session: SessionId,
    chain: SecretBytes<32>,
    step: u64,
}

impl SessionKey {
    /// A new session's key.
    pub(super) fn generate(vault: VaultId, session: SessionId) -> Self {
        Self { vault, session, chain: SecretBytes::generate(), step: 0 }
    }

    /// Opens the key that a session began with.
    pub(super) fn open(
        vault: VaultId,
        session: SessionId,
        with: &KemPrivate,
        associated: &[u8],
        sealed: &[u8],
    ) -> Result<Self, NotOpened> {
        let opened = open_with(with, &purpose(vault), associated, sealed)?;
        let mut bytes = Zeroizing::new(<[u8; 32]>::try_from(opened.as_slice()).or(Err(NotOpened))?);
        Ok(Self { vault, session, chain: SecretBytes::from_exposed(&mut bytes), step: 0 })
    }

    /// The key sealed to the reader, bound to what comes before it in its frame.
    pub(super) fn seal_to(&self, reader: &KemPublic, associated: &[u8]) -> Vec<u8> {
        // EXPOSE: this is the one place where a session's key leaves memory, sealed.
        seal_to(reader, &purpose(self.vault), associated, self.chain.expose())
    }

    /// How often it was ratcheted.
    pub(super) const fn step(&self) -> u64 {
        self.step
    }

    /// Whose key it is.
    pub(super) const fn session(&self) -> SessionId {
        self.session
    }

    /// Goes on to the next step, and makes `event` the key that the event of this one is sealed with: it opens that event,
    /// and neither another's nor the session's follows from it. The key before is to be dropped once its event is on the disk.
    pub(super) fn step_on(&mut self, event: &mut SecretBytes<32>) {
        ratchet(&mut self.chain, event);
        self.step = self.step.saturating_add(1);
    }

    /// The key that this step's event is sealed with, and the key of the next step.
    pub(super) fn split(&self) -> (SecretBytes<32>, Self) {
        let (mut next, mut event) = (self.duplicate(), SecretBytes::filled_by(|_| ()));
        next.step_on(&mut event);
        (event, next)
    }

    /// A second holder of the key, to go on from while this one stays.
    pub(super) fn duplicate(&self) -> Self {
        Self { chain: self.chain.duplicate(), ..*self }
    }

    /// The key as it is at this step, if it is not past it.
    pub(super) fn at_step(self, step: u64) -> Self {
        let (mut key, mut event) = (self, SecretBytes::filled_by(|_| ()));
        while key.step < step {
            key.step_on(&mut event);
        }
        key
    }
}

fn purpose(vault: VaultId) -> Vec<u8> {
    [SESSION_INFO, vault.as_bytes()].concat()
}
