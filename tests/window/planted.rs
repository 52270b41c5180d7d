//! A practice vault that holds what is looked for in memory afterwards, and every form that it could lie there in.

use std::path::Path;
use std::sync::Arc;

use strongroom::app::entrance::Entrance;
use strongroom::app::request::LockReason;
use strongroom::base::clock::{Clock as _, SystemClock};
use strongroom::base::job::{CancelFlag, Watch};
use strongroom::crypto::hash::length_prefixed;
use strongroom::crypto::hpke::{KemPrivate, open_with};
use strongroom::crypto::kdf::Profile;
use strongroom::crypto::secret::{Password, secret_hex};
use strongroom::keys::place::{Holder, KeyKind, Place};
use strongroom::records::face::IdentityDraft;
use strongroom::staff;
use strongroom::staff::agreement::AgreementLanguage;
use strongroom::staff::founding::{FoundingPlan, NewPerson, found};
use strongroom::vault::account::load_keyslots;
use strongroom::vault::account::load_registry_wraps;
use strongroom::vault::registry::Registry;
use strongroom::vault::{Cost, Layout, Sample, Vault};
use zeroize::Zeroizing;

pub(crate) const LOGIN: &str = "vera";
pub(crate) const PASSWORD: &str = "gherghef over nine amber windmills";
pub(crate) const CODE: &str = "5829041736";
pub(crate) const CUSTOMER: &str = "Zamfira Quillworthy";
pub(crate) const PHONE: &str = "+40 721 958 206";
pub(crate) const TITLE: &str = "harpsilette-affidavit";
pub(crate) const LETTER: &str = "The heir of Quenderby House is the gardener's daughter.";
pub(crate) const SEARCHED: &str = "harpsilette-aff";

/// One secret, and the bytes that it could lie in memory as.
pub(crate) struct Secret {
    pub(crate) name: &'static str,
    pub(crate) forms: Vec<Vec<u8>>,
}

impl Secret {
    pub(crate) fn text(name: &'static str, text: &str) -> Self {
        let wide = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let wider = text.chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect();
        Self { name, forms: vec![text.as_bytes().to_vec(), wide, wider] }
    }

    fn key(name: &'static str, bytes: &[u8]) -> Self {
        let hex = secret_hex(bytes);
        Self { name, forms: vec![bytes.to_vec(), hex.as_bytes().to_vec(), hex.to_uppercase().into_bytes()] }
    }
}

/// Makes the vault, with one group, one customer and one letter in it; everything that is secret in it.
pub(crate) fn plant(folder: &Path, letter: &Path) -> Vec<Secret> {
    make(folder);
    let clock = Arc::new(SystemClock);
    let entrance = Entrance::open(folder, clock, "/".into()).unwrap();
    let mut session = entrance.unlock(LOGIN, &password()).unwrap();
    let group = session.make_group("Estates").unwrap();
    let draft =
        IdentityDraft { name: CUSTOMER.to_owned(), phone: PHONE.to_owned(), ..IdentityDraft::default() };
    let code = session.add_customer(group, &draft).unwrap();
    std::fs::write(letter, LETTER).unwrap();
    let import = session.import_files(group, code, vec![letter.to_owned()]).unwrap();
    let report = import.run(&mut Watch::new(CancelFlag::default(), |_| ())).unwrap();
    assert_eq!(report.imported.len(), 1);
    session.lock(LockReason::Person).unwrap();
    secrets(folder)
}

fn password() -> Password {
    Password::from_text(Zeroizing::new(PASSWORD.to_owned()))
}

/// Makes the vault, with nothing in it.
pub(crate) fn make(folder: &Path) {
    let password = password();
    let founder = NewPerson {
        name: "Vera Anghel".to_owned(),
        login: LOGIN.to_owned(),
        job_title: String::new(),
        password: &password,
        agreement: AgreementLanguage::English,
    };
    let plan = FoundingPlan {
        folder: folder.to_owned(),
        business: "Anghel and sons".to_owned(),
        founder,
        cost: Cost::<Sample>::from_params(Profile::Sample.floor()),
        exemption_reason: "No one else is here yet".to_owned(),
        wall: SystemClock.wall(),
    };
    drop(found(plan).unwrap().commit().unwrap());
}

fn secrets(folder: &Path) -> Vec<Secret> {
    let vault = Vault::open(folder).unwrap();
    let layout = Layout::new(folder);
    let handle = vault.account_handle(LOGIN);
    let slots = load_keyslots(&layout.keyslots(handle), vault.id(), Profile::Sample).unwrap();
    let (account, keys) =
        (slots[0].header.account, slots[0].open(&password(), None, Profile::Sample).unwrap());
    let wraps = load_registry_wraps(&layout.registry_wrap(handle)).unwrap();
    let place = Place::of_vault(vault.id(), KeyKind::Registry, vault.header().registry_epoch);
    let newest = wraps.last().unwrap();
    let registry = newest.wrap.open(place, Holder::Account(account), &keys.kem, newest.check).unwrap();
    let rows = Registry::open(&layout.registry(place.epoch), &registry.registry_database())
        .unwrap()
        .wraps()
        .unwrap();
    let row =
        rows.iter().find(|row| row.kind == KeyKind::GroupRecords && row.holder == Holder::Account(account));
    let row = row.unwrap();
    let group_place = Place::of_group(vault.id(), row.kind, row.group.unwrap(), row.epoch);
    let group_key = unwrapped(&row.wrap.0, group_place, Holder::Account(account), &keys.kem);
    let vault = staff::verify(vault.unlock(LOGIN, &password(), None).unwrap(), SystemClock.wall()).unwrap();
    let database = vault.groups()[0].records.records_database();
    vec![
        Secret::text("the password", PASSWORD),
        Secret::text("the numeric code", CODE),
        Secret::key("the private key that signs", keys.signing.seed().expose()),
        Secret::key("the private key that unwraps", keys.kem.seed().expose()),
        Secret::key("the group's key", &group_key),
        Secret::key("the key of the group's database", database.expose()),
        Secret::text("the customer's name", CUSTOMER),
        Secret::text("the customer's telephone number", PHONE),
        Secret::text("the letter's title", TITLE),
        Secret::text("the letter's text", LETTER),
        Secret::text("the words searched for", SEARCHED),
    ]
}

/// A key as its wrap holds it, opened by hand as FORMAT.md says: no public function gives a group's key away.
fn unwrapped(wrap: &[u8], place: Place, holder: Holder, with: &KemPrivate) -> Zeroizing<Vec<u8>> {
    let (front, sealed) = wrap.split_at(2);
    let associated = length_prefixed(&[front, &place.to_bytes(), &holder.to_bytes()]);
    open_with(with, b"strongroom/wrap/v1", &associated, sealed).unwrap()
}
