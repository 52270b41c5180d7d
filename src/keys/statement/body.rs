//! What statements say: each kind of fact, numbered for good, and those kinds that founding needs; the others are in
//! `rulings`. Kept for later: 14 restore.

use crate::base::{
    clock::WallTime,
    id::{AccountId, GroupId, VaultId},
};
use crate::crypto::{hash::Digest, hpke::KemPublic, sign::VerifyingKey};
use crate::keys::{
    keyslot::AccountPublic,
    place::{Holder, KeyKind},
};
use crate::policy::Role;

use super::rulings::{
    AgreementText, Approval, ClockCorrection, Deletion, GrantReview, GroupRuling, PolicyChange, Ratification,
    RecoveryEnrolment, RecoveryRotation, RecoveryWrap, Request, Revocation,
};

/// What a statement says.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Body {
    /// Number 0 of every chain, and no other.
    Founding(Founding),
    /// An account exists.
    Enrolment(Enrolment),
    /// A person was screened.
    Screening(Screening),
    /// A person signed the agreement.
    Agreement(Agreement),
    /// A key was wrapped to a person.
    Grant(Grant),
    /// New keys: check values and the hash of every wrap.
    Epoch(Epoch),
    /// Something was taken away.
    Revocation(Revocation),
    /// A second supervisor agrees to what one alone decided.
    Ratification(Ratification),
    /// Rules were changed.
    Policy(PolicyChange),
    /// A group needs two people, or does not.
    GroupFacts(GroupRuling),
    /// The time that counts was set right.
    ClockCorrection(ClockCorrection),
    /// A supervisor was enrolled by the recovery sheets.
    RecoveryEnrolment(RecoveryEnrolment),
    /// Other recovery sheets took the place of those before.
    RecoveryRotation(RecoveryRotation),
    /// A key was wrapped to the recovery sheets in use.
    RecoveryWrap(RecoveryWrap),
    /// A second signature is asked for.
    Request(Request),
    /// A request was answered.
    Approval(Approval),
    /// A new text of the agreement.
    AgreementText(AgreementText),
    /// What people were granted was reviewed.
    GrantReview(GrantReview),
    /// Records, or a customer, are to be gone for good.
    Deletion(Deletion),
}

impl Body {
    /// The number of the kind.
    pub const fn kind_number(&self) -> u8 {
        match self {
            Self::Founding(_) => 1,
            Self::Enrolment(_) => 2,
            Self::Screening(_) => 3,
            Self::Agreement(_) => 4,
            Self::Grant(_) => 5,
            Self::Epoch(_) => 6,
            Self::Revocation(_) => 7,
            Self::Ratification(_) => 8,
            Self::Policy(_) => 9,
            Self::GroupFacts(_) => 10,
            Self::ClockCorrection(_) => 11,
            Self::RecoveryEnrolment(_) => 12,
            Self::RecoveryRotation(_) => 13,
            Self::Request(_) => 15,
            Self::Approval(_) => 16,
            Self::AgreementText(_) => 17,
            Self::GrantReview(_) => 18,
            Self::Deletion(_) => 19,
            Self::RecoveryWrap(_) => 20,
        }
    }
}

/// The vault's beginning.
#[derive(Clone, PartialEq, Eq)]
pub struct Founding {
    /// The vault.
    pub vault: VaultId,
    /// Whether it is of the sample kind.
    pub sample: bool,
    /// The name of the business.
    pub business: String,
    /// The founder.
    pub founder: AccountId,
    /// The founder's public keys.
    pub founder_public: AccountPublic,
    /// Recovery: X-Wing.
    pub recovery_kem: KemPublic,
    /// Recovery: X25519 (age).
    pub recovery_age: [u8; 32],
    /// Recovery: Ed25519.
    pub recovery_signing: VerifyingKey,
    /// The machine's key.
    pub machine: VerifyingKey,
}

/// An account's name, login, role and public keys.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// Who.
    pub account: AccountId,
    /// The full name.
    pub name: String,
    /// The login name, NFC.
    pub login: String,
    /// The job title.
    pub job_title: String,
    /// The role.
    pub role: Role,
    /// The account's public keys.
    pub public: AccountPublic,
}

/// A screening's result.
#[derive(Clone, PartialEq, Eq)]
pub struct Screening {
    /// Who.
    pub account: AccountId,
    /// Whether the person passed.
    pub passed: bool,
    /// Until when it holds.
    pub valid_until: WallTime,
    /// A salted commitment to the sealed details.
    pub details: Digest,
    /// The founding exemption, with its written reason.
    pub founding_exemption: Option<String>,
}

/// A signed agreement.
#[derive(Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Who (also the signer).
    pub account: AccountId,
    /// The version of the text.
    pub version: u32,
    /// The hash of the text.
    pub text: Digest,
    /// The name as typed.
    pub typed_name: String,
    /// Until when it holds.
    pub valid_until: WallTime,
}

/// Access to one key.
#[derive(Clone, PartialEq, Eq)]
pub struct Grant {
    /// Who.
    pub account: AccountId,
    /// Which kind of key.
    pub kind: KeyKind,
    /// Which group's.
    pub group: Option<GroupId>,
    /// Which epoch's.
    pub epoch: u32,
    /// The hash of the wrap.
    pub wrap: Digest,
    /// Until when it holds; none for as long as the account does.
    pub valid_until: Option<WallTime>,
    /// The number of the approved request that it was made by; none if it needed none, or both signed here.
    pub request: Option<u64>,
}

/// A new epoch of one key.
#[derive(Clone, PartialEq, Eq)]
pub struct Epoch {
    /// Which kind of key.
    pub kind: KeyKind,
    /// Which group's.
    pub group: Option<GroupId>,
    /// From 1.
    pub epoch: u32,
    /// The key-check value.
    pub check: Digest,
    /// The public half, for log-reader (X-Wing, 1216 bytes) and restore (X25519, 32 bytes) keys; none for others.
    pub public: Option<Vec<u8>>,
    /// The hash of every wrap made with it, each holder once.
    pub wraps: Vec<(Holder, Digest)>,
    /// The number of the approved request that it was made by; none if it needed none, or both signed here.
    pub request: Option<u64>,
}
