//! One account as the statements tell of it. Filled by `authority`; holds no secret and judges nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId};
use crate::crypto::hash::Digest;
use crate::keys::keyslot::AccountPublic;
use crate::keys::statement::Signer;
use crate::policy::Role;

use super::house::KeyName;

/// One account.
#[derive(Clone)]
pub struct Person {
    /// Its id.
    pub account: AccountId,
    /// Full name.
    pub name: String,
    /// Login name, NFC.
    pub login: String,
    /// Job title.
    pub job_title: String,
    /// Role.
    pub role: Role,
    /// Public keys.
    pub public: AccountPublic,
    /// When the account was made, as claimed.
    pub enrolled_at: WallTime,
    /// The last screening, if one was passed.
    pub screening: Option<ScreeningFact>,
    /// The last agreement signed.
    pub agreement: Option<AgreementFact>,
    /// Whether access was widened since: the agreement is to be signed again.
    pub widened: bool,
    /// The keys granted.
    pub grants: BTreeMap<KeyName, Holding>,
    /// The keys that were held once and are not now.
    pub taken: BTreeMap<KeyName, TakenFact>,
    /// The statement that closed the account; none while it is open.
    pub left: Option<u64>,
    /// The groups' keys that the agreement was signed for.
    pub(super) covered: BTreeSet<KeyName>,
    /// The group whose access the agreement was signed to get, when it was signed before any.
    pub(super) first_group: Option<GroupId>,
}

/// A screening that was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScreeningFact {
    /// Until when it counts.
    pub valid_until: WallTime,
    /// An exemption (of the founder, or by recovery), not a screening by another.
    pub exemption: bool,
    /// The statement that says so.
    pub number: u64,
    /// Who made it.
    pub by: Signer,
    /// When, as claimed.
    pub at: WallTime,
    /// The salted commitment to the sealed details.
    pub details: Digest,
}

/// An agreement that was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementFact {
    /// The version of the text.
    pub version: u32,
    /// The hash of the text.
    pub text: Digest,
    /// Until when it counts.
    pub valid_until: WallTime,
    /// The statement that is the signature.
    pub number: u64,
    /// When, as claimed.
    pub at: WallTime,
    /// The name as typed.
    pub typed_name: String,
}

/// A key that was granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// For each epoch, the hash of the wrap.
    pub epochs: BTreeMap<u32, Digest>,
    /// Until when; none for as long as the account is open.
    pub until: Option<WallTime>,
    /// The statement of the last grant.
    pub number: u64,
    /// Who made that.
    pub by: Signer,
    /// When, as claimed.
    pub at: WallTime,
}

/// A key that somebody held no longer from then on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenFact {
    /// Who made the statement.
    pub by: Signer,
    /// When, as claimed.
    pub at: WallTime,
    /// Why it was taken back, in writing; none if they were left out when the key was renewed.
    pub reason: Option<String>,
}

impl Person {
    /// Whether a key was granted, of whatever epoch; an expired grant counts.
    pub fn holds(&self, key: KeyName) -> bool {
        self.grants.contains_key(&key)
    }

    /// Whether a key was granted and the grant has not expired.
    pub fn holds_at(&self, key: KeyName, now: WallTime) -> bool {
        self.grants.get(&key).is_some_and(|held| held.until.is_none_or(|until| until > now))
    }

    /// The hash of the wrap of a granted key of this epoch.
    pub fn granted_wrap(&self, key: KeyName, epoch: u32) -> Option<Digest> {
        self.grants.get(&key)?.epochs.get(&epoch).copied()
    }

    /// Whether the account is open.
    pub fn is_here(&self) -> bool {
        self.left.is_none()
    }
}
