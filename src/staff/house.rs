//! The house as the statements make it: who is who, who may do what, which keys are whose, what waits for whom.
//!
//! Filled by `chain`, statement by statement; read by everyone who needs to know. Holds no secret.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId, VaultId};
use crate::crypto::hash::{Digest, length_prefixed, sha256};
use crate::keys::place::{Holder, KeyKind};
use crate::keys::recovery::RecoveryPublic;
use crate::keys::statement::{AgreementText, Body, Deletion, Founding, GroupRuling, Proposal, Signer};
use crate::policy::{Role, Rule};
use crate::vault::anchor::ChainHead;

pub use super::person::{AgreementFact, Holding, Person, ScreeningFact, TakenFact};

/// Which key: its kind and, for group keys, the group.
pub type KeyName = (KeyKind, Option<GroupId>);

/// Everything the statements say.
#[derive(Clone)]
pub struct House {
    pub(super) founding: Founding,
    pub(super) founded_at: WallTime,
    /// The recovery keys in use, and every set that was in use before them.
    pub(super) recovery: RecoveryPublic,
    pub(super) replaced: Vec<ReplacedSet>,
    pub(super) people: BTreeMap<AccountId, Person>,
    pub(super) epochs: BTreeMap<KeyName, BTreeMap<u32, EpochFact>>,
    pub(super) texts: BTreeMap<u32, AgreementText>,
    pub(super) settings: BTreeMap<Rule, u64>,
    pub(super) group_rulings: BTreeMap<GroupId, GroupRuling>,
    pub(super) requests: BTreeMap<u64, RequestFact>,
    pub(super) to_ratify: BTreeMap<u64, MadeAlone>,
    pub(super) owed: BTreeMap<KeyName, u32>,
    pub(super) corrected: Option<(u64, WallTime)>,
    pub(super) reviewed: BTreeMap<Option<AccountId>, ReviewFact>,
    pub(super) deletions: BTreeMap<u64, Deletion>,
    /// The first of the statements, up to the last one, that are nothing but epochs and grants.
    pub(super) dealing_since: u64,
    /// The hash of every statement, by number.
    pub(super) hashes: Vec<Digest>,
}

/// A set of recovery sheets that another took the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplacedSet {
    /// Its public halves.
    pub recovery: RecoveryPublic,
    /// The statement that replaced it.
    pub number: u64,
    /// When, as claimed.
    pub at: WallTime,
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
    /// The statement that says so.
    pub number: u64,
    /// People hold shares of it, of which two give the key; recovery holds it whole.
    pub split: bool,
    /// How many sets of recovery sheets there had been before the one it is wrapped to.
    pub set: usize,
}

/// A request for a second signature.
#[derive(Clone)]
pub struct RequestFact {
    /// What is asked for.
    pub proposal: Proposal,
    /// Why.
    pub reason: String,
    /// Who asks.
    pub by: AccountId,
    /// When, as claimed.
    pub at: WallTime,
    /// Who answered, and what.
    pub answer: Option<(AccountId, bool)>,
    /// The kinds of keys it was used for.
    pub used: BTreeSet<KeyKind>,
}

/// Something that needs two, decided by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeAlone {
    /// Who decided.
    pub by: AccountId,
    /// Whom it is about.
    pub about: Option<AccountId>,
    /// Why alone, in writing.
    pub reason: String,
}

/// A signed review of what people were granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewFact {
    /// Who reviewed.
    pub by: AccountId,
    /// When, as claimed.
    pub at: WallTime,
    /// The hash of what was granted then.
    pub grants: Digest,
}

impl House {
    /// A house of nothing but its founding statement.
    pub(super) fn new(founding: Founding, at: WallTime, hash: Digest) -> Self {
        Self {
            recovery: RecoveryPublic::from(&founding),
            replaced: Vec::new(),
            founding,
            founded_at: at,
            people: BTreeMap::new(),
            epochs: BTreeMap::new(),
            texts: BTreeMap::new(),
            settings: BTreeMap::new(),
            group_rulings: BTreeMap::new(),
            requests: BTreeMap::new(),
            to_ratify: BTreeMap::new(),
            owed: BTreeMap::new(),
            corrected: None,
            reviewed: BTreeMap::new(),
            deletions: BTreeMap::new(),
            dealing_since: 0,
            hashes: vec![hash],
        }
    }

    /// The vault's id.
    pub fn vault(&self) -> VaultId {
        self.founding.vault
    }

    /// What the founding statement says.
    pub fn founding(&self) -> &Founding {
        &self.founding
    }

    /// The recovery keys in use.
    pub fn recovery(&self) -> &RecoveryPublic {
        &self.recovery
    }

    /// The sets of recovery sheets that were in use before, the first one first.
    pub fn replaced_sets(&self) -> &[ReplacedSet] {
        &self.replaced
    }

    /// The keys in use that are wrapped to a set of recovery sheets from before.
    pub fn unwrapped_to_recovery(&self) -> impl Iterator<Item = KeyName> {
        let behind = |epochs: &BTreeMap<u32, EpochFact>| {
            epochs.last_key_value().is_some_and(|(_, fact)| fact.set < self.replaced.len())
        };
        self.epochs.iter().filter(move |(_, epochs)| behind(epochs)).map(|(key, _)| *key)
    }

    /// The account with this id.
    pub fn person(&self, account: AccountId) -> Option<&Person> {
        self.people.get(&account)
    }

    /// Every account, closed ones too, in the order of ids.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.values()
    }

    /// The open account with this login.
    pub fn person_called(&self, login: &str) -> Option<&Person> {
        self.people().find(|person| person.is_here() && person.login == login)
    }

    /// Whether an enrolment with this login waits for a second signature.
    pub fn waits_for(&self, login: &str) -> bool {
        self.requests.values().any(|request| match &request.proposal {
            Proposal::Fact(body) if request.answer.is_none() => {
                matches!(&**body, Body::Enrolment(says) if says.login == login)
            }
            _ => false,
        })
    }

    /// The last statement.
    ///
    /// # Panics
    /// Never: a house begins with its founding statement.
    pub fn head(&self) -> ChainHead {
        let hash = *self.hashes.last().expect("a house has a founding statement");
        ChainHead { number: self.hashes.len() as u64 - 1, hash }
    }

    /// The hash of the statement with this number.
    pub fn hash_of(&self, number: u64) -> Option<Digest> {
        usize::try_from(number).ok().and_then(|number| self.hashes.get(number)).copied()
    }

    /// Whether these two are the same chain up to `head`.
    pub fn contains(&self, head: ChainHead) -> bool {
        self.hash_of(head.number) == Some(head.hash)
    }

    /// Every epoch of a key, by number.
    pub fn epochs(&self, key: KeyName) -> impl Iterator<Item = (u32, &EpochFact)> {
        self.epochs.get(&key).into_iter().flatten().map(|(epoch, fact)| (*epoch, fact))
    }

    /// The epoch of a key that is in use.
    pub fn current_epoch(&self, key: KeyName) -> Option<(u32, &EpochFact)> {
        self.epochs.get(&key)?.last_key_value().map(|(epoch, fact)| (*epoch, fact))
    }

    /// Whether the epoch in use of a key is split between people: two of them open it.
    pub fn is_split(&self, key: KeyName) -> bool {
        self.current_epoch(key).is_some_and(|(_, fact)| fact.split)
    }

    /// Whether the next epoch of a key is to be split, by what was ruled for its group.
    pub fn takes_two(&self, (kind, group): KeyName) -> bool {
        let ruling = group.map(|group| self.group_ruling(group));
        ruling.is_some_and(|ruling| match kind {
            KeyKind::GroupRecords => ruling.two_person_records,
            KeyKind::GroupIdentities => ruling.two_person_identities,
            KeyKind::Registry | KeyKind::LogReader | KeyKind::Restore => false,
        })
    }

    /// The open accounts that hold the epoch in use of a key.
    pub fn holders(&self, key: KeyName) -> impl Iterator<Item = &Person> {
        let epoch = self.current_epoch(key).map_or(0, |(epoch, _)| epoch);
        self.people().filter(move |person| person.is_here() && person.granted_wrap(key, epoch).is_some())
    }

    /// Every group that has keys.
    pub fn groups(&self) -> BTreeSet<GroupId> {
        self.epochs.keys().filter_map(|(_, group)| *group).collect()
    }

    /// The keys that someone held who was not to hold them any longer, and that were not made anew since.
    pub fn rekey_owed(&self) -> impl Iterator<Item = KeyName> {
        self.owed.keys().copied()
    }

    /// The value of a rule.
    pub fn rule(&self, rule: Rule) -> u64 {
        self.settings.get(&rule).copied().unwrap_or_else(|| rule.default_value())
    }

    /// What is special about a group.
    pub fn group_ruling(&self, group: GroupId) -> GroupRuling {
        let plain = GroupRuling { group, two_person_records: false, two_person_identities: false };
        self.group_rulings.get(&group).copied().unwrap_or(plain)
    }

    /// The agreement's text that is to be signed.
    pub fn current_text(&self) -> Option<&AgreementText> {
        self.texts.last_key_value().map(|(_, text)| text)
    }

    /// The next text of the agreement, if one waits for a second signature. One of a version that is there by now waits for
    /// nothing but to be taken back.
    pub fn waiting_text(&self) -> Option<&AgreementText> {
        let next = self.current_text().map_or(0, |text| text.version).checked_add(1)?;
        self.requests.values().find_map(|request| match (&request.answer, &request.proposal) {
            (None, Proposal::Fact(body)) => match &**body {
                Body::AgreementText(text) if text.version == next => Some(text),
                _ => None,
            },
            _ => None,
        })
    }

    /// Every version of the agreement's text.
    pub fn texts(&self) -> impl Iterator<Item = &AgreementText> {
        self.texts.values()
    }

    /// Every request, by number.
    pub fn requests(&self) -> impl Iterator<Item = (u64, &RequestFact)> {
        self.requests.iter().map(|(number, request)| (*number, request))
    }

    /// What two decided to delete for good, by the number of the statement that made it so.
    pub fn deletions(&self) -> impl Iterator<Item = (u64, &Deletion)> {
        self.deletions.iter().map(|(number, says)| (*number, says))
    }

    /// What one supervisor decided alone and nobody ratified yet, by number.
    pub fn to_ratify(&self) -> impl Iterator<Item = (u64, &MadeAlone)> {
        self.to_ratify.iter().map(|(number, alone)| (*number, alone))
    }

    /// Those of them that this supervisor may ratify: made by someone else, and about someone else.
    pub fn to_ratify_by(&self, account: AccountId) -> Vec<u64> {
        let others =
            self.to_ratify().filter(|(_, alone)| alone.by != account && alone.about != Some(account));
        others.map(|(number, _)| number).collect()
    }

    /// The last review of everyone's grants, or of one person's.
    pub fn reviewed(&self, person: Option<AccountId>) -> Option<ReviewFact> {
        self.reviewed.get(&person).copied()
    }

    /// What stands granted now, as a hash: of one person, or of everyone here. What a review signs.
    pub fn grants_digest(&self, person: Option<AccountId>) -> Digest {
        let mut lines = vec![b"strongroom/grants/v1".to_vec()];
        let here = self.people().filter(|known| known.is_here());
        for known in here.filter(|known| person.is_none_or(|only| only == known.account)) {
            for ((kind, group), held) in &known.grants {
                let group = group.map_or(Vec::new(), |group| group.as_bytes().to_vec());
                let until = held.until.map_or(Vec::new(), |until| until.unix_millis().to_be_bytes().to_vec());
                lines.push(length_prefixed(&[known.account.as_bytes(), &[kind.number()], &group, &until]));
            }
        }
        let parts: Vec<&[u8]> = lines.iter().map(Vec::as_slice).collect();
        sha256(&length_prefixed(&parts))
    }

    /// The supervisors who are here, screened, and have signed the agreement; whatever the time is.
    pub fn supervisors(&self) -> impl Iterator<Item = &Person> {
        self.people().filter(|person| {
            let complete = person.screening.is_some() && person.agreement.is_some();
            person.role == Role::Supervisor && person.is_here() && complete
        })
    }

    /// Whether no second supervisor has come yet: screened by another, and the agreement signed with their own key.
    pub fn founding_period(&self) -> bool {
        self.supervisors().count() < 2
    }

    /// The supervisors who can second what `maker` decides about `about`: none of the two themselves.
    pub fn seconds(&self, maker: AccountId, about: Option<AccountId>) -> impl Iterator<Item = &Person> {
        self.supervisors().filter(move |person| person.account != maker && Some(person.account) != about)
    }

    /// Whether `maker` needs another's signature to decide about `about`; else a written reason is needed.
    pub fn needs_second(&self, maker: AccountId, about: Option<AccountId>) -> bool {
        self.seconds(maker, about).next().is_some()
    }
}
