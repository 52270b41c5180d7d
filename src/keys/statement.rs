//! Statements: signed administrative facts in one numbered hash chain. The envelope, the bodies, the signatures;
//! who was entitled to make them is judged by `staff`.
use super::{
    keyslot::AccountPublic,
    place::{Holder, KeyKind},
};
use crate::base::{
    clock::WallTime,
    id::{AccountId, GroupId, VaultId},
};
use crate::crypto::{
    hash::Digest,
    hpke::KemPublic,
    sign::{Signature, SigningKey, VerifyingKey},
};
use crate::policy::Role;
/// Who signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Signer {
    /// a person
    Account(AccountId),
    /// the recovery key
    Recovery,
}
/// One statement: its place in the chain, what it says, who signed.
#[derive(Clone)]
pub struct Statement {
    /// from 0, the founding statement
    pub number: u64,
    /// hash of the statement before; zeros for the founding one
    pub previous: Digest,
    /// claimed; no authority follows from it
    pub made_at: WallTime,
    /// what it says
    pub body: Body,
    /// signatures over the encoded rest
    pub signatures: Vec<(Signer, Signature)>,
}
/// What a statement says.
#[derive(Clone)]
#[non_exhaustive]
pub enum Body {
    /// number 0
    Founding(Founding),
    /// an account exists
    Enrolment(Enrolment),
    /// a person was screened
    Screening(Screening),
    /// a person signed the agreement
    Agreement(Agreement),
    /// a key was wrapped to a holder
    Grant(Grant),
    /// new keys: check values and the hash of every wrap
    Epoch(Epoch),
}
/// The vault's beginning.
#[derive(Clone)]
pub struct Founding {
    /// vault
    pub vault: VaultId,
    /// sample kind
    pub sample: bool,
    /// business name
    pub business: String,
    /// founder
    pub founder: AccountId,
    /// founder's public keys
    pub founder_public: AccountPublic,
    /// recovery: X-Wing
    pub recovery_kem: KemPublic,
    /// recovery: X25519 (age)
    pub recovery_age: [u8; 32],
    /// recovery: Ed25519
    pub recovery_signing: VerifyingKey,
    /// machine key
    pub machine: VerifyingKey,
}
/// An account's name, login, role and public keys.
#[derive(Clone)]
pub struct Enrolment {
    /// who
    pub account: AccountId,
    /// full name
    pub name: String,
    /// login, NFC
    pub login: String,
    /// job title
    pub job_title: String,
    /// role
    pub role: Role,
    /// keys
    pub public: AccountPublic,
}
/// A screening's result.
#[derive(Clone)]
pub struct Screening {
    /// who
    pub account: AccountId,
    /// passed
    pub passed: bool,
    /// until
    pub valid_until: WallTime,
    /// salted commitment to the sealed details
    pub details: Digest,
    /// the founding exemption, with its written reason
    pub founding_exemption: Option<String>,
}
/// A signed agreement.
#[derive(Clone)]
pub struct Agreement {
    /// who (also the signer)
    pub account: AccountId,
    /// version of the text
    pub version: u32,
    /// hash of the text
    pub text: Digest,
    /// the name as typed
    pub typed_name: String,
    /// until
    pub valid_until: WallTime,
}
/// Access to one key.
#[derive(Clone)]
pub struct Grant {
    /// who
    pub account: AccountId,
    /// which kind
    pub kind: KeyKind,
    /// which group
    pub group: Option<GroupId>,
    /// epoch
    pub epoch: u32,
    /// hash of the wrap
    pub wrap: Digest,
    /// until
    pub valid_until: Option<WallTime>,
}
/// A new epoch of one key.
#[derive(Clone)]
pub struct Epoch {
    /// which kind
    pub kind: KeyKind,
    /// which group
    pub group: Option<GroupId>,
    /// from 1
    pub epoch: u32,
    /// key-check value
    pub check: Digest,
    /// public half, for log-reader (X-Wing) and restore (X25519) keys
    pub public: Option<Vec<u8>>,
    /// hash of every wrap made with it
    pub wraps: Vec<(Holder, Digest)>,
}
/// A statement that is no deterministic CBOR of the known shape, or badly signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// shape
    #[error("statement {0} is malformed")]
    Malformed(u64),
    /// signature
    #[error("statement {0} is not signed by whom it says")]
    BadSignature(u64),
}
impl Statement {
    /// Encodes and signs (one signer; add more with `countersign`).
    pub fn sign(
        _number: u64,
        _previous: Digest,
        _made_at: WallTime,
        _body: Body,
        _vault: VaultId,
        _signer: Signer,
        _key: &SigningKey,
    ) -> Self {
        todo!()
    }
    /// Adds a signature.
    pub fn countersign(&mut self, _vault: VaultId, _signer: Signer, _key: &SigningKey) {
        todo!()
    }
    /// Bytes as stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        todo!()
    }
    /// Parses; non-deterministic encodings are refused.
    pub fn from_bytes(_number: u64, _bytes: &[u8]) -> Result<Self, StatementError> {
        todo!()
    }
    /// The hash that the next statement carries.
    pub fn digest(&self) -> Digest {
        todo!()
    }
    /// Verifies one signature.
    pub fn verify(
        &self,
        _vault: VaultId,
        _signer: Signer,
        _key: &VerifyingKey,
    ) -> Result<(), StatementError> {
        todo!()
    }
}
