//! A practice vault in a temporary folder, and hands to work in it with.

use std::collections::BTreeMap;
use std::time::Duration;

use strongroom::base::clock::WallTime;
use strongroom::base::id::{AccountId, GroupId, VaultId};
use strongroom::crypto::hash::{Digest, derive_key, length_prefixed};
use strongroom::crypto::hpke::seal_to;
use strongroom::crypto::kdf::Profile;
use strongroom::crypto::secret::{Password, SecretBytes};
use strongroom::crypto::sign::SigningKey;
use strongroom::keys::hierarchy::{Key, KindOfKey, RegistryKey};
use strongroom::keys::keyslot::AccountKeys;
use strongroom::keys::place::{Holder, KeyKind, Place};
use strongroom::keys::recovery::RecoverySeed;
use strongroom::keys::statement::{Body, Signer, Statement};
use strongroom::keys::wrap::Wrap;
use strongroom::policy::{Act, Permit, Role, decide};
use strongroom::staff::agreement::AgreementLanguage;
use strongroom::staff::enrol::GroupGrant;
use strongroom::staff::founding::{FoundingPlan, Foundling, NewPerson, found};
use strongroom::staff::{self, Alarm, Consent, Verified};
use strongroom::store::sql::Params;
use strongroom::store::{Access, Database, Kind, Schema, StoreError, params, signed, unsigned};
use strongroom::vault::account::{load_keyslots, load_registry_wraps};
use strongroom::vault::{Cost, Layout, Opened, Sample, Vault};
use zeroize::Zeroizing;

pub(crate) const LOGIN: &str = "ana";
pub(crate) const PASSWORD: &str = "lămâi verzi pe geam";

/// 2026-11-22T10:00:00Z.
pub(crate) const NOW: WallTime = WallTime::from_unix_millis(1_795_341_600_000);

pub(crate) struct Fixture {
    folder: tempfile::TempDir,
    pub(crate) seed: RecoverySeed,
}

pub(crate) fn password(text: &str) -> Password {
    Password::from_text(Zeroizing::new(text.to_owned()))
}

/// Everything of a practice vault but its header.
pub(crate) fn foundling(folder: &std::path::Path) -> Foundling {
    let password = password(PASSWORD);
    let founder = NewPerson {
        name: "Ana Pop".to_owned(),
        login: LOGIN.to_owned(),
        job_title: "Owner".to_owned(),
        password: &password,
        agreement: AgreementLanguage::Romanian,
    };
    let plan = FoundingPlan {
        folder: folder.to_owned(),
        business: "Pop and daughters".to_owned(),
        founder,
        cost: Cost::<Sample>::from_params(Profile::Sample.floor()),
        exemption_reason: "No one else is here yet".to_owned(),
        wall: NOW,
    };
    found(plan).unwrap()
}

impl Fixture {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let seed = foundling(folder.path()).commit().unwrap();
        Self { folder, seed }
    }

    pub(crate) fn layout(&self) -> Layout {
        Layout::new(self.folder.path())
    }

    pub(crate) fn open(&self, login: &str, text: &str) -> Vault<Opened> {
        Vault::open(self.folder.path()).unwrap().unlock(login, &password(text), None).unwrap()
    }

    pub(crate) fn verify(&self) -> Result<Vault<Verified>, Alarm> {
        staff::verify(self.open(LOGIN, PASSWORD), later())
    }

    /// What the founder's next log-in says.
    pub(crate) fn alarm(&self) -> Alarm {
        self.verify().err().expect("this must be refused")
    }
}

pub(crate) fn later() -> WallTime {
    NOW.plus(Duration::from_hours(1))
}

pub(crate) fn permit(vault: &Vault<Verified>, act: Act) -> Permit {
    decide(act, &vault.facts(None)).unwrap()
}

/// What an insider has who knows the registry's key: its database, and everything plain.
pub(crate) struct Insider {
    database: Database,
}

impl Fixture {
    /// An account's private keys.
    pub(crate) fn keys(&self, login: &str, text: &str) -> (AccountId, AccountKeys) {
        let vault = Vault::open(self.folder.path()).unwrap();
        let path = self.layout().keyslots(vault.account_handle(login));
        let slots = load_keyslots(&path, vault.id(), Profile::Sample).unwrap();
        (slots[0].header.account, slots[0].open(&password(text), None, Profile::Sample).unwrap())
    }

    pub(crate) fn vault_id(&self) -> VaultId {
        Vault::open(self.folder.path()).unwrap().id()
    }

    /// The registry's key, by way of the recovery seed.
    pub(crate) fn registry_key(&self, seed: &RecoverySeed) -> RegistryKey {
        let wraps = load_registry_wraps(&self.layout().recovery_registry()).unwrap();
        let epoch = self.registry_epoch();
        let row = wraps.iter().find(|row| row.epoch == epoch).unwrap();
        let place = Place::of_vault(self.vault_id(), KeyKind::Registry, epoch);
        row.wrap.open(place, Holder::Recovery, &seed.kem(), row.check).unwrap()
    }

    /// The epoch that the header says.
    fn registry_epoch(&self) -> u32 {
        Vault::open(self.folder.path()).unwrap().header().registry_epoch
    }

    pub(crate) fn insider(&self) -> Insider {
        let registry = self.registry_key(&self.seed);
        let schema = Schema { kind: Kind::Registry, steps: &[""] };
        let path = self.layout().registry(self.registry_epoch());
        let key = registry.registry_database();
        let database = Database::open(&path, &schema, &key, Access::ReadWrite).unwrap();
        Insider { database }
    }
}

/// A key of the insider's own choice and a wrap of it, made by hand as FORMAT.md says: no public function wraps.
pub(crate) fn forged_wrap<K: KindOfKey>(
    place: Place,
    account: AccountId,
    keys: &AccountKeys,
) -> (Key<K>, Wrap) {
    let chosen = SecretBytes::<32>::generate();
    let check = Digest(*derive_key(&chosen, "strongroom/kcv/v1", &[&place.to_bytes()]).expose());
    let holder = Holder::Account(account);
    let associated = length_prefixed(&[&[1, 1], &place.to_bytes(), &holder.to_bytes()]);
    let sealed = seal_to(&keys.kem.public(), b"strongroom/wrap/v1", &associated, chosen.expose());
    let wrap = Wrap([&[1, 1], &sealed[..]].concat());
    let key = wrap.open(place, holder, &keys.kem, check).ok().unwrap();
    (key, wrap)
}

impl Insider {
    pub(crate) fn execute(&mut self, sql: &str, params: Params<'_>) {
        let done: Result<usize, StoreError> = self.database.write(|writing| writing.execute(sql, params));
        assert!(done.unwrap() > 0, "the tampering must hit something");
    }

    pub(crate) fn statement(&self, number: u64) -> Statement {
        let sql = "SELECT bytes FROM statement WHERE number = ?1";
        let number_param = signed(number);
        let bytes: Option<Vec<u8>> = self.database.one(sql, params![number_param], |row| row.get(0)).unwrap();
        Statement::from_bytes(number, &bytes.unwrap()).unwrap()
    }

    pub(crate) fn statements(&self) -> u64 {
        self.database
            .one("SELECT count(*) FROM statement", params![], |row| unsigned(row, 0))
            .unwrap()
            .unwrap()
    }

    pub(crate) fn put(&mut self, statement: &Statement) {
        let sql = "INSERT INTO statement (number, bytes) VALUES (?1, ?2)
                   ON CONFLICT (number) DO UPDATE SET bytes = excluded.bytes";
        let number = signed(statement.number);
        let bytes = statement.to_bytes();
        self.execute(sql, params![number, bytes]);
    }

    /// A statement at the end of the chain, linked to it as it should be.
    pub(crate) fn append(&mut self, vault: VaultId, body: Body, signer: Signer, key: &SigningKey) {
        let number = self.statements();
        let previous = self.statement(number - 1).digest();
        let statement = Statement::sign(number, previous, later(), body, vault, signer, key).unwrap();
        self.put(&statement);
    }
}

impl Fixture {
    /// Makes a group as the founder; its name and id.
    pub(crate) fn with_group(&self, name: &str) -> GroupId {
        let mut vault = self.verify().unwrap();
        let new = vault.prepare_group(&permit(&vault, Act::GroupMake), name).unwrap();
        let id = vault.commit_group(new, later()).unwrap();
        vault.lock(later(), None, BTreeMap::new()).unwrap();
        id
    }

    /// Enrols someone as the founder.
    pub(crate) fn with_person(&self, login: &str, role: Role, grants: &[GroupGrant]) -> AccountId {
        let mut vault = self.verify().unwrap();
        let permit = permit(&vault, Act::Enrol);
        let password = password(login);
        let person = NewPerson {
            name: format!("Someone called {login}"),
            login: login.to_owned(),
            job_title: String::new(),
            password: &password,
            agreement: AgreementLanguage::English,
        };
        let account = vault
            .enrol(&permit, &person, role, grants, Consent::Alone("No one else is here yet"), later())
            .unwrap();
        vault.lock(later(), None, BTreeMap::new()).unwrap();
        account
    }

    pub(crate) fn verify_as(&self, login: &str) -> Result<Vault<Verified>, Alarm> {
        staff::verify(self.open(login, login), later())
    }
}
