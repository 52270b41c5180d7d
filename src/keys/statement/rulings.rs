//! What the statements of running a house say: taking away, ratifying, rules, the clock, recovery, requests and their
//! answers, texts of the agreement, reviews. The facts that founding already needs are in `body`.

use crate::base::{
    clock::WallTime,
    code::ClientCode,
    id::{AccountId, GroupId, RecordId},
};
use crate::crypto::hash::Digest;
use crate::keys::{keyslot::AccountPublic, place::KeyKind, recovery::RecoveryPublic};
use crate::policy::Rule;

use super::Body;

/// The most statements that one ratification names.
pub(super) const MOST_RATIFIED: usize = 10_000;

/// The most records that one deletion names.
pub const MOST_DELETED: usize = 1_000;

/// What is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// The account, for good.
    Account,
    /// One key, of every epoch.
    Key(KeyKind, Option<GroupId>),
}

/// Something was taken away from a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revocation {
    /// From whom.
    pub account: AccountId,
    /// What.
    pub what: Taken,
    /// Why, in writing.
    pub reason: String,
}

/// A second supervisor agrees to what one alone had decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratification {
    /// The statements, ascending.
    pub numbers: Vec<u64>,
}

/// Rules are changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyChange {
    /// The rules and their new values, by ascending rules.
    pub settings: Vec<(Rule, u64)>,
}

/// What is special about a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupRuling {
    /// The group.
    pub group: GroupId,
    /// Opening its records needs two people.
    pub two_person_records: bool,
    /// Opening its identities needs two people.
    pub two_person_identities: bool,
}

/// The time that counts is set right: anchors from before this statement say nothing of the time any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockCorrection {
    /// What time it is.
    pub to: WallTime,
    /// Why, in writing.
    pub reason: String,
}

/// A supervisor enrolled by the recovery sheets: exempt from screening, given the registry's key and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryEnrolment {
    /// Who.
    pub account: AccountId,
    /// The full name.
    pub name: String,
    /// The login name, NFC.
    pub login: String,
    /// The job title.
    pub job_title: String,
    /// The account's public keys.
    pub public: AccountPublic,
    /// Until when the exemption counts.
    pub valid_until: WallTime,
    /// The epoch of the registry's key.
    pub epoch: u32,
    /// The hash of its wrap.
    pub wrap: Digest,
}

/// Another set of recovery sheets takes the place of the one before, from here on. The new recovery key signs it too: so
/// whoever made it had enough of the new sheets together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryRotation {
    /// The public halves of the new set.
    pub recovery: RecoveryPublic,
    /// Why, in writing.
    pub reason: String,
}

/// A key that was there before the sheets were replaced, wrapped to those in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecoveryWrap {
    /// Which kind of key.
    pub kind: KeyKind,
    /// Which group's.
    pub group: Option<GroupId>,
    /// Which epoch's.
    pub epoch: u32,
    /// The hash of the wrap.
    pub wrap: Digest,
}

/// What is asked for.
#[derive(Clone, PartialEq, Eq)]
pub enum Proposal {
    /// A fact that carries no key: it takes effect when it is approved.
    Fact(Box<Body>),
    /// Access of a person to a group, to be given by whoever of the two holds it.
    Grant {
        /// To whom.
        account: AccountId,
        /// To which group.
        group: GroupId,
        /// Its identities too.
        identities: bool,
        /// Until when.
        until: Option<WallTime>,
    },
    /// New keys for a group, by hand.
    Rekey {
        /// Which group.
        group: GroupId,
    },
}

/// Records, or a customer with all of them, are to be gone for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    /// Of which group.
    pub group: GroupId,
    /// The customer, if they go too.
    pub customer: Option<ClientCode>,
    /// The records, ascending; all of the customer's, if one is named.
    pub records: Vec<RecordId>,
    /// How large they are together.
    pub size_bytes: u64,
    /// Why, in writing.
    pub reason: String,
}

/// One supervisor asks for another's signature.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// Exactly what is to happen.
    pub proposal: Proposal,
    /// Why, in writing.
    pub reason: String,
}

/// The answer to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Approval {
    /// The request's number.
    pub request: u64,
    /// The request's hash.
    pub hash: Digest,
    /// Yes or no.
    pub approved: bool,
}

/// A new text of the agreement; everyone signs again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgreementText {
    /// From 1, without gaps.
    pub version: u32,
    /// SHA-256 of the English text.
    pub english: Digest,
    /// SHA-256 of the Romanian text.
    pub romanian: Digest,
}

/// What people were granted was looked at: still needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GrantReview {
    /// The hash of all that was granted when it was looked at.
    pub grants: Digest,
    /// Whose grants were reviewed; none for everyone's.
    pub person: Option<AccountId>,
}
