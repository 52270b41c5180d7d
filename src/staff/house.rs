//! The house as the statements make it: who is who, who may do what, which keys are whose.
//!
//! The statements are folded in order, each judged by what stands before it.

use std::collections::BTreeMap;

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId};
use crate::crypto::hash::Digest;
use crate::keys::keyslot::AccountPublic;
use crate::keys::place::KeyKind;
use crate::policy::Role;
use crate::vault::anchor::ChainHead;

/// Which key: its kind and, for group keys, the group.
pub type KeyName = (KeyKind, Option<GroupId>);

/// Everything the statements say.
pub struct House {
    pub(super) people: BTreeMap<AccountId, Person>,
    pub(super) head: ChainHead,
}

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
    /// The last screening, if one was passed.
    pub screening: Option<ScreeningFact>,
    /// The last agreement signed.
    pub agreement: Option<AgreementFact>,
    /// The keys granted: for each the epochs, with the hash of the wrap.
    pub grants: BTreeMap<KeyName, BTreeMap<u32, Digest>>,
}

/// A screening that was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScreeningFact {
    /// Until when it counts.
    pub valid_until: WallTime,
}

/// An agreement that was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgreementFact {
    /// The version of the text.
    pub version: u32,
    /// The hash of the text.
    pub text: Digest,
    /// Until when it counts.
    pub valid_until: WallTime,
}

impl House {
    /// The account with this id.
    pub fn person(&self, account: AccountId) -> Option<&Person> {
        self.people.get(&account)
    }

    /// Every account, in the order of ids.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.values()
    }

    /// The last statement.
    pub fn head(&self) -> ChainHead {
        self.head
    }

    /// Whether no second supervisor was enrolled and screened yet.
    pub fn founding_period(&self) -> bool {
        self.people.values().filter(|p| p.role == Role::Supervisor && p.screening.is_some()).count() < 2
    }
}
