//! Founding a vault: folder, recovery seed, the founder's keys, the first statements; the header last.
//!
//! Two steps, so that `app` can begin the access log between them: what is not committed is no vault.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use crate::base::clock::WallTime;
use crate::base::fs::sync_folder;
use crate::base::id::{AccountId, VaultId};
use crate::crypto::hash::Digest;
use crate::crypto::hpke::KemPublic;
use crate::crypto::kdf::{BadParams, check_params};
use crate::crypto::random::random_bytes;
use crate::crypto::secret::Password;
use crate::crypto::sign::SigningKey;
use crate::keys::hierarchy::{LogReaderKey, RegistryKey, RestoreKey};
use crate::keys::keyslot::{AccountKeys, Keyslot, KeyslotError, KeyslotHeader};
use crate::keys::place::{KeyKind, Place};
use crate::keys::recovery::RecoverySeed;
use crate::keys::statement::{Agreement, Body, Founding, Screening, Signer, Statement};
use crate::parcel::ParcelError;
use crate::policy::Role;
use crate::store::StoreError;
use crate::vault::account::{AccountHandle, RegistryWrap, store_registry_wraps};
use crate::vault::anchor::Anchor;
use crate::vault::header::{Header, HeaderError, NewHeader};
use crate::vault::machine::store_machine_key;
use crate::vault::registry::{Change, Registry};
use crate::vault::seat::{Seat, SeatError};
use crate::vault::{Cost, FoundingKind, Layout, VaultKind};

use super::account::{AccountFiles, NEVER, NO_DETAILS, VALID_FOR, Words, line};
use super::agreement::{self, AgreementLanguage};
use super::alarm::Alarm;
use super::chain::{self, Scribe};
use super::house::House;
use super::newkey::{NewKey, new_vault_key, sealed_to_restorers};
use super::site;

/// What a new vault is to be.
pub struct FoundingPlan<'a, K> {
    /// The folder: missing, empty, or with the remains of a founding that did not end.
    pub folder: PathBuf,
    /// The name of the business.
    pub business: String,
    /// The founder.
    pub founder: NewPerson<'a>,
    /// The Argon2id setting.
    pub cost: Cost<K>,
    /// Why the founder was not screened by another, in writing.
    pub exemption_reason: String,
    /// The wall clock.
    pub wall: WallTime,
}

/// A person who gets an account.
pub struct NewPerson<'a> {
    /// Full name; also the name typed under the agreement.
    pub name: String,
    /// Login name.
    pub login: String,
    /// Job title; may be empty.
    pub job_title: String,
    /// Password; its strength is judged before.
    pub password: &'a Password,
    /// The language the agreement is signed in.
    pub agreement: AgreementLanguage,
}

/// A vault that is whole but for its header.
pub struct Foundling {
    /// The recovery seed, to be split over sheets.
    pub seed: RecoverySeed,
    /// The fingerprint of the founding statement.
    pub fingerprint: Digest,
    /// Where its files lie.
    pub layout: Layout,
    /// The founder's account, for the log's first event.
    pub founder: AccountId,
    header: Header,
    machine: SigningKey,
    _seat: Seat,
}

/// Why no vault was founded.
#[derive(Debug, thiserror::Error)]
pub enum FoundingError {
    /// A vault is there already, or other files.
    #[error("the folder is not empty")]
    FolderNotEmpty,
    /// A name or login is empty or too long.
    #[error("{0} is empty or too long")]
    BadInput(&'static str),
    /// Another program works in the folder.
    #[error(transparent)]
    Seat(#[from] SeatError),
    /// The Argon2id setting is outside what this kind of vault allows.
    #[error(transparent)]
    Cost(#[from] BadParams),
    /// The keyslot could not be sealed.
    #[error(transparent)]
    Keyslot(#[from] KeyslotError),
    /// A file could not be written.
    #[error("the vault could not be written: {0}")]
    Io(#[from] io::Error),
    /// A key could not be sealed to those who restore.
    #[error("a key could not be sealed for backups: {0}")]
    Seal(#[from] ParcelError),
    /// The registry could not be made.
    #[error(transparent)]
    Registry(#[from] StoreError),
    /// The header could not be written.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// The statements would not be believed: a fault of the program.
    #[error(transparent)]
    Chain(#[from] Alarm),
}

/// Makes everything of a new vault but the header.
pub fn found<K: FoundingKind>(plan: FoundingPlan<'_, K>) -> Result<Foundling, FoundingError> {
    let words = Words::of(&plan.founder).map_err(FoundingError::BadInput)?;
    let business = line(&plan.business).ok_or(FoundingError::BadInput("business"))?;
    let reason = line(&plan.exemption_reason).ok_or(FoundingError::BadInput("exemption reason"))?;
    check_params(plan.cost.params(), K::KIND.profile())?;
    let layout = Layout::new(plan.folder);
    let seat = site::prepare(&layout)?;

    let draft = Draft::new(K::KIND, words, plan.wall);
    let founding = draft.founding_statement(business)?;
    let chain = draft.chain(&founding, &plan.founder, reason)?;
    // What the next unlock would refuse is not written in the first place.
    let house = chain::fold(&chain.statements, draft.vault, founding.digest(), None)?;
    let header = draft.header(plan.cost.params(), &founding)?;

    store_machine_key(&layout, &draft.machine)?;
    let mut registry = Registry::create(&layout.registry(1), &draft.registry.registry_database())?;
    registry.commit(&Change {
        statements: chain.statements,
        wraps: [chain.reader.wraps, chain.restore.wraps].concat(),
        texts: agreement::first_texts(),
        ..Change::default()
    })?;
    let commits = registry.database().commits()?;
    registry.close()?;
    let [own, recovery] = chain.registry.wraps.map(|row| RegistryWrap {
        epoch: row.epoch,
        check: chain.registry.epoch.check,
        wrap: row.wrap,
    });
    store_registry_wraps(&layout.recovery_registry(), &[recovery])?;
    for key in [sealed_to_restorers(&draft.registry, &house)?, sealed_to_restorers(&draft.reader, &house)?] {
        key.store(&layout)?;
    }
    draft.founder_files(&header, &layout, own, &house, commits, plan.founder.password)?.store(&layout)?;
    sync_folder(layout.folder())?;
    let Draft { seed, account: founder, machine, .. } = draft;
    Ok(Foundling { seed, fingerprint: founding.digest(), layout, founder, header, machine, _seat: seat })
}

/// Takes a vault away again that was founded a moment ago; refused where anything was done in it since.
pub fn take_away(layout: &Layout) -> Result<(), FoundingError> {
    site::clear(layout)
}

impl Foundling {
    /// The new vault's id.
    pub fn vault(&self) -> VaultId {
        self.header.vault()
    }

    /// What the access log's sessions are sealed to.
    pub fn reader(&self) -> (u32, &KemPublic) {
        self.header.reader()
    }

    /// The machine's key, for the log's first checkpoint.
    pub fn machine(&self) -> &SigningKey {
        &self.machine
    }

    /// Writes the header: from here on the folder is a vault. Returns the seed, to be split.
    pub fn commit(self) -> Result<RecoverySeed, FoundingError> {
        self.header.store(&self.layout, &self.machine)?;
        std::fs::remove_file(self.layout.founding_mark())?;
        sync_folder(self.layout.folder())?;
        Ok(self.seed)
    }
}

/// Everything that is drawn for a new vault.
struct Draft {
    kind: VaultKind,
    origin: [u8; 32],
    vault: VaultId,
    login_salt: [u8; 32],
    seed: RecoverySeed,
    account: AccountId,
    keys: AccountKeys,
    machine: SigningKey,
    registry: RegistryKey,
    reader: LogReaderKey,
    restore: RestoreKey,
    words: Words,
    wall: WallTime,
}

/// The first statements, and the keys they tell of.
struct FirstChain {
    statements: Vec<chain::Row>,
    registry: NewKey,
    reader: NewKey,
    restore: NewKey,
}

impl Draft {
    fn new(kind: VaultKind, words: Words, wall: WallTime) -> Self {
        let origin = random_bytes();
        let vault = kind.vault_id(&origin);
        let place = |key| Place::of_vault(vault, key, 1);
        Self {
            kind,
            origin,
            vault,
            login_salt: random_bytes(),
            seed: RecoverySeed::generate(),
            account: AccountId::generate(),
            keys: AccountKeys::generate(),
            machine: SigningKey::generate(),
            registry: RegistryKey::generate(place(KeyKind::Registry)),
            reader: LogReaderKey::generate(place(KeyKind::LogReader)),
            restore: RestoreKey::generate(place(KeyKind::Restore)),
            words,
            wall,
        }
    }

    /// Number 0, signed by the founder and by the recovery key.
    fn founding_statement(&self, business: String) -> Result<Statement, Alarm> {
        let recovery = self.seed.public();
        let founding = Founding {
            vault: self.vault,
            sample: self.kind == VaultKind::Sample,
            business,
            founder: self.account,
            founder_public: self.keys.public(),
            recovery_kem: recovery.kem,
            recovery_age: recovery.age,
            recovery_signing: recovery.signing,
            machine: self.machine.verifying(),
        };
        let signer = Signer::Account(self.account);
        let mut scribe = Scribe::founding(self.vault, self.wall);
        let mut statement = scribe.write(Body::Founding(founding), signer, &self.keys.signing)?;
        statement.countersign(self.vault, Signer::Recovery, &self.seed.signing());
        Ok(statement)
    }

    /// Founding, enrolment, screening, the agreement's text and the founder's signature under it, epochs, grants.
    fn chain(
        &self,
        founding: &Statement,
        founder: &NewPerson<'_>,
        reason: String,
    ) -> Result<FirstChain, Alarm> {
        let mut scribe = Scribe::with(founding, self.vault, self.wall);
        let signer = Signer::Account(self.account);
        for body in self.first_bodies(founder, reason) {
            scribe.write(body, signer, &self.keys.signing)?;
        }
        let mut statements = scribe.take_rows();
        // Nothing is wrapped before the house says that its founder may have it.
        let house = chain::fold(&statements, self.vault, founding.digest(), None)?;
        let maker = house.screened(self.account, self.wall).or(Err(Alarm::OtherFounding))?;
        let recovery = self.seed.public().kem;
        let registry = new_vault_key(&self.registry, None, maker, &recovery);
        let reader_public = self.reader.reader_public().as_bytes().to_vec();
        let reader = new_vault_key(&self.reader, Some(reader_public), maker, &recovery);
        let restore = new_vault_key(&self.restore, Some(self.restore.recipient().to_vec()), maker, &recovery);
        let keys = [&registry, &reader, &restore];
        let epochs = keys.iter().map(|key| Body::Epoch(key.epoch.clone()));
        for body in epochs.chain(keys.iter().map(|key| Body::Grant(key.grant.clone()))) {
            scribe.write(body, signer, &self.keys.signing)?;
        }
        statements.extend(scribe.take_rows());
        Ok(FirstChain { statements, registry, reader, restore })
    }

    fn first_bodies(&self, founder: &NewPerson<'_>, reason: String) -> [Body; 4] {
        let screening = Screening {
            account: self.account,
            passed: true,
            valid_until: self.wall.plus(VALID_FOR),
            details: NO_DETAILS,
            founding_exemption: Some(reason),
        };
        let text = agreement::first_statement();
        let signed = Agreement {
            account: self.account,
            version: text.version,
            text: founder.agreement.digest_in(&text),
            typed_name: self.words.name.clone(),
            valid_until: self.wall.plus(VALID_FOR),
        };
        [
            Body::Enrolment(self.words.enrolment(self.account, Role::Supervisor, &self.keys.public())),
            Body::Screening(screening),
            Body::AgreementText(text),
            Body::Agreement(signed),
        ]
    }

    fn header(
        &self,
        params: crate::crypto::kdf::Argon2Params,
        founding: &Statement,
    ) -> Result<Header, HeaderError> {
        let new = NewHeader {
            kind: self.kind,
            origin: self.origin,
            login_salt: self.login_salt,
            params,
            reader: self.reader.reader_public(),
        };
        Header::new(new, founding)
    }

    fn founder_files(
        &self,
        header: &Header,
        layout: &Layout,
        registry: RegistryWrap,
        house: &House,
        commits: u64,
        password: &Password,
    ) -> Result<AccountFiles<'_>, FoundingError> {
        let digest = header.founding_digest();
        let slot = KeyslotHeader::new(self.vault, self.account, header.params, self.keys.public(), digest);
        let slot = Keyslot::seal(slot, &self.keys, password, None, self.kind.profile())?;
        let registry_name = layout.relative(&layout.registry(1));
        let counters = BTreeMap::from([(registry_name, commits)]);
        let anchor = Anchor { at: NEVER, active_at: NEVER, log: None, chain: house.head(), counters };
        let handle = AccountHandle::of(&self.login_salt, &self.words.login);
        Ok(AccountFiles {
            vault: self.vault,
            account: self.account,
            handle,
            keys: &self.keys,
            slot,
            registry: Some(registry),
            anchor,
        })
    }
}
