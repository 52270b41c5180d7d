//! The house as the statements make it: who is who, who may do what, which keys are whose.
//!
//! Filled by `chain`, statement by statement; read by everyone who needs to know. Holds no secret.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId, VaultId};
use crate::crypto::hash::Digest;
use crate::keys::keyslot::AccountPublic;
use crate::keys::place::{Holder, KeyKind};
use crate::keys::statement::{Founding, Signer};
use crate::policy::Role;
use crate::vault::anchor::ChainHead;

/// Which key: its kind and, for group keys, the group.
pub type KeyName = (KeyKind, Option<GroupId>);

/// Everything the statements say.
#[derive(Clone)]
pub struct House {
    pub(super) founding: Founding,
    pub(super) people: BTreeMap<AccountId, Person>,
    pub(super) epochs: BTreeMap<KeyName, BTreeMap<u32, EpochFact>>,
    /// The hash of every statement, by number.
    pub(super) hashes: Vec<Digest>,
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
    /// The founder's exemption, not a screening by another.
    pub exemption: bool,
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

/// One epoch of one key.
#[derive(Clone)]
pub struct EpochFact {
    /// The key-check value.
    pub check: Digest,
    /// The public half, for log-reader (X-Wing) and restore (X25519) keys.
    pub public: Option<Vec<u8>>,
    /// The hash of every wrap made with it.
    pub wraps: BTreeMap<Holder, Digest>,
    /// Who made it.
    pub maker: Signer,
}

impl House {
    /// The vault's id.
    pub fn vault(&self) -> VaultId {
        self.founding.vault
    }

    /// What the founding statement says.
    pub fn founding(&self) -> &Founding {
        &self.founding
    }

    /// The account with this id.
    pub fn person(&self, account: AccountId) -> Option<&Person> {
        self.people.get(&account)
    }

    /// Every account, in the order of ids.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.values()
    }

    /// The last statement.
    ///
    /// # Panics
    /// Never: a house begins with its founding statement.
    pub fn head(&self) -> ChainHead {
        let hash = *self.hashes.last().expect("a house has a founding statement");
        ChainHead { number: self.hashes.len() as u64 - 1, hash }
    }

    /// Whether these two are the same chain up to `head`.
    pub fn contains(&self, head: ChainHead) -> bool {
        usize::try_from(head.number).ok().and_then(|number| self.hashes.get(number)) == Some(&head.hash)
    }

    /// Every epoch of a key, by number.
    pub fn epochs(&self, key: KeyName) -> impl Iterator<Item = (u32, &EpochFact)> {
        self.epochs.get(&key).into_iter().flatten().map(|(epoch, fact)| (*epoch, fact))
    }

    /// The epoch of a key that is in use.
    pub fn current_epoch(&self, key: KeyName) -> Option<(u32, &EpochFact)> {
        self.epochs.get(&key)?.last_key_value().map(|(epoch, fact)| (*epoch, fact))
    }

    /// Every group that has keys.
    pub fn groups(&self) -> BTreeSet<GroupId> {
        self.epochs.keys().filter_map(|(_, group)| *group).collect()
    }

    /// Whether no second supervisor has come yet: screened by another, and the agreement signed with their own key.
    pub fn founding_period(&self) -> bool {
        let supervisors = self.people.values().filter(|person| person.role == Role::Supervisor);
        supervisors.filter(|person| person.screening.is_some() && person.agreement.is_some()).count() < 2
    }
}

impl Person {
    /// Whether a key was granted, of whatever epoch.
    pub fn holds(&self, key: KeyName) -> bool {
        self.grants.contains_key(&key)
    }

    /// The hash of the wrap of a granted key of this epoch.
    pub fn granted_wrap(&self, key: KeyName, epoch: u32) -> Option<Digest> {
        self.grants.get(&key)?.get(&epoch).copied()
    }
}
