//! Plain files changed from outside, by someone who also has the machine's key: each change is refused by name.

use std::collections::BTreeMap;

use strongroom::crypto::hpke::KemPrivate;
use strongroom::keys::hierarchy::RegistryKey;
use strongroom::keys::place::{KeyKind, Place};
use strongroom::policy::Role;
use strongroom::staff::Alarm;
use strongroom::vault::account::{RegistryWrap, store_registry_wraps};
use strongroom::vault::header::{Header, HeaderError};
use strongroom::vault::inspect::inspect;
use strongroom::vault::machine::load_machine_key;
use strongroom::vault::registry::{Change, Registry};
use strongroom::vault::{OpenError, UnlockError, Vault, VaultKind};

use crate::fixture::{Fixture, LOGIN, PASSWORD, forged_wrap, later, password};

/// Changes the header and signs it again with the machine's key.
fn change_header(fixture: &Fixture, change: impl FnOnce(&mut Header)) {
    let layout = fixture.layout();
    let mut header = Header::load(&layout).unwrap();
    change(&mut header);
    header.store(&layout, &load_machine_key(&layout).unwrap()).unwrap();
}

#[test]
fn a_sample_is_not_made_real_by_its_header() {
    let fixture = Fixture::new();
    change_header(&fixture, |header| header.kind = VaultKind::Real);
    let opened = Vault::open(fixture.layout().folder());
    assert!(matches!(opened, Err(OpenError::Header(HeaderError::KindChanged))));
}

#[test]
fn a_swapped_reader_key_is_an_alarm() {
    let fixture = Fixture::new();
    change_header(&fixture, |header| header.readers[0].1 = KemPrivate::generate().public());
    assert_eq!(fixture.alarm(), Alarm::ReaderKey);
    let fixture = Fixture::new();
    change_header(&fixture, |header| header.readers.push((2, KemPrivate::generate().public())));
    assert_eq!(fixture.alarm(), Alarm::ReaderKey);
}

#[test]
fn another_machine_key_is_refused() {
    let fixture = Fixture::new();
    std::fs::write(fixture.layout().machine_key(), [7; 32]).unwrap();
    assert!(matches!(Vault::open(fixture.layout().folder()), Err(OpenError::MachineKey)));
    assert_eq!(inspect(&fixture.layout()).damage[0].0, "machine.key");
}

#[test]
fn every_changed_bit_of_the_header_is_seen_without_a_key() {
    let fixture = Fixture::new();
    let whole = std::fs::read(fixture.layout().header()).unwrap();
    for bit in (0..whole.len() * 8).step_by(37) {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(fixture.layout().header(), &flipped).unwrap();
        assert!(Vault::open(fixture.layout().folder()).is_err(), "bit {bit}");
    }
}

#[test]
fn every_changed_bit_of_an_account_file_is_seen_without_a_key() {
    let fixture = Fixture::new();
    let entries = std::fs::read_dir(fixture.layout().accounts()).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.push(fixture.layout().recovery_registry());
    assert_eq!(paths.len(), 4);
    for path in paths {
        let whole = std::fs::read(&path).unwrap();
        for bit in (0..whole.len() * 8).step_by(211) {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            std::fs::write(&path, &flipped).unwrap();
            let damage = inspect(&fixture.layout()).damage;
            assert!(damage.iter().any(|(file, _)| path.ends_with(file)), "{} bit {bit}", path.display());
        }
        std::fs::write(&path, &whole).unwrap();
    }
    assert_eq!(inspect(&fixture.layout()).damage, []);
}

#[test]
fn an_older_registry_put_back_is_seen() {
    let fixture = Fixture::new();
    let path = fixture.layout().registry(1);
    let older = std::fs::read(&path).unwrap();
    fixture.with_group("Clinic");
    std::fs::write(&path, &older).unwrap();
    assert_eq!(fixture.alarm(), Alarm::RolledBack);
}

#[test]
fn an_older_registry_with_the_same_statements_is_seen_by_its_counter() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    let path = fixture.layout().registry(1);
    let older = std::fs::read(&path).unwrap();
    let mut vault = fixture.verify().unwrap();
    let close =
        strongroom::policy::decide(strongroom::policy::Act::GroupClose, &vault.facts(Some(clinic))).unwrap();
    vault.close_group(&close, clinic).unwrap();
    vault.lock(later(), None, BTreeMap::new()).unwrap();
    std::fs::write(&path, &older).unwrap();
    assert_eq!(fixture.alarm(), Alarm::RolledBack);
}

#[test]
fn a_missing_or_foreign_anchor_is_an_alarm() {
    let fixture = Fixture::new();
    fixture.with_person("dan", Role::Staff, &[]);
    let vault = Vault::open(fixture.layout().folder()).unwrap();
    let anchor = |login| fixture.layout().anchor(vault.account_handle(login));
    std::fs::copy(anchor("dan"), anchor(LOGIN)).unwrap();
    assert_eq!(fixture.alarm(), Alarm::Anchor);
    std::fs::remove_file(anchor(LOGIN)).unwrap();
    assert_eq!(fixture.alarm(), Alarm::Anchor);
}

#[test]
fn one_account_is_not_another_under_its_name() {
    let fixture = Fixture::new();
    let dan = fixture.with_person("dan", Role::Staff, &[]);
    let layout = fixture.layout();
    let vault = Vault::open(layout.folder()).unwrap();
    let (from, to) = (vault.account_handle("dan"), vault.account_handle(LOGIN));
    std::fs::copy(layout.keyslots(from), layout.keyslots(to)).unwrap();
    std::fs::copy(layout.registry_wrap(from), layout.registry_wrap(to)).unwrap();
    std::fs::copy(layout.anchor(from), layout.anchor(to)).unwrap();
    let alarm = strongroom::staff::verify(fixture.open(LOGIN, "dan"), later()).err().unwrap();
    assert_eq!(alarm, Alarm::OtherAccount(dan));
}

#[test]
fn a_registry_of_the_insiders_own_is_refused() {
    let fixture = Fixture::new();
    let (founder, keys) = fixture.keys(LOGIN, PASSWORD);
    let insider = Registry::open(
        &fixture.layout().registry(1),
        &fixture.registry_key(&fixture.seed).registry_database(),
    )
    .unwrap();
    let change = Change {
        statements: insider.statements().unwrap(),
        wraps: insider.wraps().unwrap(),
        faces: insider.faces().unwrap(),
        ..Change::default()
    };
    insider.close().unwrap();
    let place = Place::of_vault(fixture.vault_id(), KeyKind::Registry, 1);
    let (own, wrap): (RegistryKey, _) = forged_wrap(place, founder, &keys);
    let path = fixture.layout().registry(1);
    std::fs::remove_file(&path).unwrap();
    let mut registry = Registry::create(&path, &own.registry_database()).unwrap();
    registry.commit(&change).unwrap();
    registry.close().unwrap();
    let handle = Vault::open(fixture.layout().folder()).unwrap().account_handle(LOGIN);
    let wrap = RegistryWrap { epoch: 1, check: own.check_value(), wrap };
    store_registry_wraps(&fixture.layout().registry_wrap(handle), &[wrap]).unwrap();
    assert_eq!(fixture.alarm(), Alarm::OtherRegistry);
}

#[test]
fn a_damaged_registry_wrap_or_registry_is_named() {
    let fixture = Fixture::new();
    let sealed = Vault::open(fixture.layout().folder()).unwrap();
    let wrap = fixture.layout().registry_wrap(sealed.account_handle(LOGIN));
    let whole = std::fs::read(&wrap).unwrap();
    std::fs::write(&wrap, b"nonsense").unwrap();
    let outcome = sealed.unlock(LOGIN, &password(PASSWORD), None);
    assert!(matches!(outcome, Err(UnlockError::Damaged { file, .. }) if file.ends_with(".registry")));
    std::fs::write(&wrap, whole).unwrap();
    std::fs::write(fixture.layout().registry(1), vec![0; 16 * 1024]).unwrap();
    assert!(matches!(sealed.unlock(LOGIN, &password(PASSWORD), None), Err(UnlockError::Registry(_))));
}

#[test]
fn checking_with_the_statements_finds_files_that_were_swapped_whole() {
    let fixture = Fixture::new();
    fixture.with_person("dan", Role::Staff, &[]);
    fixture.with_person("eva", Role::Staff, &[]);
    let layout = fixture.layout();
    let sealed = Vault::open(layout.folder()).unwrap();
    assert_eq!(fixture.verify().unwrap().check_plain_files(), []);
    let (dan, eva) = (sealed.account_handle("dan"), sealed.account_handle("eva"));
    std::fs::copy(layout.registry_wrap(dan), layout.registry_wrap(eva)).unwrap();
    std::fs::copy(layout.registry_wrap(dan), layout.recovery_registry()).unwrap();
    let damage = fixture.verify().unwrap().check_plain_files();
    let files: Vec<&str> = damage.iter().map(|(file, _)| file.as_str()).collect();
    assert_eq!(files, ["recovery.registry", &layout.relative(&layout.registry_wrap(eva))]);
}
