//! Statements: signed administrative facts in one numbered hash chain. The envelope and its signatures; what the
//! bodies say is in `body`. Who was entitled to make them is judged by `staff`, at their place in the chain.

mod body;
mod encoding;
mod rulings;
mod rulings_encoding;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::base::{
    clock::WallTime,
    id::{AccountId, VaultId},
};
use crate::crypto::{
    hash::{Digest, sha256},
    sign::{Signature, SignedKind, SigningKey, VerifyingKey},
};

pub use body::{Agreement, Body, Enrolment, Epoch, Founding, Grant, Screening};
pub use rulings::{
    AgreementText, Approval, ClockCorrection, Deletion, GrantReview, GroupRuling, MOST_DELETED, PolicyChange,
    Proposal, Ratification, RecoveryEnrolment, RecoveryRotation, RecoveryWrap, Request, Revocation, Taken,
};

/// The longest written reason in a statement, in Unicode scalar values.
pub const REASON_CHARS: usize = 2_000;

/// The most holders that one epoch statement names.
pub const MOST_WRAPS: usize = 10_000;

/// The most people who sign one statement.
pub const MOST_SIGNATURES: usize = 8;

/// Who signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Signer {
    /// A person.
    Account(AccountId),
    /// The recovery key.
    Recovery,
}

/// One statement: its place in the chain, what it says, who signed.
#[derive(Clone, PartialEq, Eq)]
pub struct Statement {
    /// From 0, the founding statement.
    pub number: u64,
    /// The hash of the statement before; zeros for the founding one.
    pub previous: Digest,
    /// Claimed; no authority follows from it.
    pub made_at: WallTime,
    /// Why one person alone made what needs two, in writing; none where two made it, or one is enough.
    pub alone: Option<String>,
    /// What it says.
    pub body: Body,
    /// Signatures over the encoded rest, each signer once; the first is the maker's.
    pub signatures: Vec<(Signer, Signature)>,
}

/// A statement that is no deterministic CBOR of the known shape, or badly signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// Another shape, a text that is too long, a place in the chain that cannot be, or a kind of a later version.
    #[error("statement {0} is malformed")]
    Malformed(u64),
    /// A signature is missing or does not verify.
    #[error("statement {0} is not signed by whom it says")]
    BadSignature(u64),
}

impl Statement {
    /// Encodes and signs (one signer; add more with [`Self::countersign`]). Refuses what could not be read back: a
    /// text that is too long, a group where there can be none.
    pub fn sign(
        number: u64,
        previous: Digest,
        made_at: WallTime,
        body: Body,
        vault: VaultId,
        signer: Signer,
        key: &SigningKey,
    ) -> Result<Self, StatementError> {
        let mut statement = Self { number, previous, made_at, alone: None, body, signatures: Vec::new() };
        statement.countersign(vault, signer, key);
        Self::from_bytes(number, &statement.to_bytes())
    }

    /// Signs by several at once, the maker first; `alone` is the maker's reason for acting alone. As [`Self::sign`].
    pub fn sign_by_all(
        (number, previous): (u64, Digest),
        made_at: WallTime,
        alone: Option<String>,
        body: Body,
        vault: VaultId,
        signers: &[(Signer, &SigningKey)],
    ) -> Result<Self, StatementError> {
        let mut statement = Self { number, previous, made_at, alone, body, signatures: Vec::new() };
        for (signer, key) in signers {
            statement.countersign(vault, *signer, key);
        }
        Self::from_bytes(number, &statement.to_bytes())
    }

    /// Adds a signature, before the statement gets its place in the chain: its hash covers the signatures too.
    pub fn countersign(&mut self, vault: VaultId, signer: Signer, key: &SigningKey) {
        let signature = key.sign(SignedKind::Statement, vault, &encoding::core_bytes(self));
        self.signatures.push((signer, signature));
    }

    /// Bytes as stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        encoding::statement_bytes(self)
    }

    /// Reads the statement that stands at `number`; every other spelling of it is refused. Verifies no signature.
    pub fn from_bytes(number: u64, bytes: &[u8]) -> Result<Self, StatementError> {
        let statement = encoding::statement_from(bytes).or(Err(StatementError::Malformed(number)))?;
        if statement.number == number && statement.to_bytes() == bytes {
            Ok(statement)
        } else {
            Err(StatementError::Malformed(number))
        }
    }

    /// The hash that the next statement carries: of the bytes as stored, signatures included, so that no signature can
    /// be taken away later. That of the founding statement is the vault's fingerprint.
    pub fn digest(&self) -> Digest {
        sha256(&self.to_bytes())
    }

    /// Verifies the signature of `signer`, whose key the caller knows from the chain.
    pub fn verify(&self, vault: VaultId, signer: Signer, key: &VerifyingKey) -> Result<(), StatementError> {
        let bad = StatementError::BadSignature(self.number);
        let Some((_, signature)) = self.signatures.iter().find(|(by, _)| *by == signer) else {
            return Err(bad);
        };
        key.verify(SignedKind::Statement, vault, &encoding::core_bytes(self), signature).or(Err(bad))
    }
}

impl fmt::Debug for Statement {
    /// Its place and kind; what it says names people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Statement({}, kind {})", self.number, self.body.kind_number())
    }
}
