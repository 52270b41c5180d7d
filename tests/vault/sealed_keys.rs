//! Every key lies sealed to the recovery sheets and to the restore key, from the moment it is made: what a backup is opened
//! with. And nobody's registry key, the operator's for one, opens any of it.

use std::collections::BTreeMap;

use strongroom::base::id::VaultId;
use strongroom::crypto::hash::{Digest, derive_key};
use strongroom::crypto::secret::SecretBytes;
use strongroom::keys::place::{KeyKind, Place};
use strongroom::parcel::{Identity, open_small};
use strongroom::policy::{Act, Role, decide};
use strongroom::staff::{House, Verified};
use strongroom::vault::{Layout, Vault};

use crate::fixture::{Fixture, later, permit};

const LIMIT: usize = 1024;

/// The lines of a sealed key, opened.
fn opened(layout: &Layout, place: &Place, restore_epoch: u32, by: &Identity) -> BTreeMap<String, String> {
    let sealed = std::fs::read(layout.sealed_key(place, restore_epoch)).unwrap();
    let plain = open_small(by, &sealed, LIMIT).unwrap();
    let text = std::str::from_utf8(&plain).unwrap();
    assert!(text.starts_with(&format!("strongroom/key/v1/{}\n", place.vault)));
    text.lines()
        .skip(1)
        .map(|line| line.split_once(' ').unwrap())
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2).map(|n| u8::from_str_radix(&hex[2 * n..2 * n + 2], 16).unwrap()).collect()
}

/// Every epoch in use of every key, and its key-check value.
fn keys_of(house: &House, vault: VaultId) -> Vec<(Place, Digest)> {
    let mut names: Vec<_> = [KeyKind::Registry, KeyKind::LogReader].map(|kind| (kind, None)).to_vec();
    for group in house.groups() {
        names.extend([KeyKind::GroupRecords, KeyKind::GroupIdentities].map(|kind| (kind, Some(group))));
    }
    let places = names.into_iter().map(|(kind, group)| {
        let (epoch, fact) = house.current_epoch((kind, group)).unwrap();
        (Place { vault, kind, group, epoch }, fact.check)
    });
    places.collect()
}

fn all_open(fixture: &Fixture, vault: &Vault<Verified>) {
    let restore = vault.restore_key().unwrap();
    let (_, fact) = vault.house().current_epoch((KeyKind::Restore, None)).unwrap();
    assert_eq!(fact.public.as_deref(), Some(&restore.recipient()[..]));
    let identities = [
        Identity::from_secret(&fixture.seed.age_identity()).unwrap(),
        Identity::from_secret(&restore.identity()).unwrap(),
    ];
    let epoch = restore.place().epoch;
    for (place, check) in keys_of(vault.house(), vault.id()) {
        for identity in &identities {
            let lines = opened(&fixture.layout(), &place, epoch, identity);
            assert_eq!(bytes(&lines["place"]), place.to_bytes());
            assert_eq!(lines["kind"], place.kind.word());
            let key = SecretBytes::<32>::copied_from(&bytes(&lines["key"])).unwrap();
            let value = derive_key(&key, "strongroom/kcv/v1", &[&place.to_bytes()]);
            assert_eq!(Digest(*value.expose()), check, "{place:?}");
        }
    }
}

#[test]
fn every_key_is_sealed_when_it_is_made() {
    let fixture = Fixture::new();
    fixture.with_group("Dental");
    fixture.with_group("Legal");
    let vault = fixture.verify().unwrap();
    all_open(&fixture, &vault);
    assert_eq!(vault.seal_held_keys().unwrap(), 0, "nothing was lacking");
}

#[test]
fn a_seal_that_is_lacking_is_made_by_whoever_opens_the_key() {
    let fixture = Fixture::new();
    fixture.with_group("Dental");
    std::fs::remove_dir_all(fixture.layout().sealed_keys()).unwrap();
    let vault = fixture.verify().unwrap();
    assert_eq!(vault.seal_held_keys().unwrap(), 4);
    all_open(&fixture, &vault);
}

#[test]
fn new_keys_after_a_renewal_are_sealed_too() {
    let fixture = Fixture::new();
    let group = fixture.with_group("Dental");
    let mut vault = fixture.verify().unwrap();
    let rekey = decide(Act::RekeyDecide, &vault.facts(Some(group))).unwrap();
    let next = vault.prepare_rekey(&rekey, group).unwrap().unwrap();
    let consent = strongroom::staff::Consent::Alone("the keys are old");
    vault.commit_rekey(&rekey, &next, consent, later()).unwrap();
    assert_eq!(next.records.place().epoch, 2);
    all_open(&fixture, &vault);
}

#[test]
fn the_keys_that_a_leaving_renews_are_sealed_too() {
    let fixture = Fixture::new();
    fixture.with_group("Dental");
    let dan = fixture.with_person("dan", Role::Staff, &[]);
    let mut vault = fixture.verify().unwrap();
    vault.leave(&permit(&vault, Act::Revoke), dan, "moved on", later()).unwrap();
    assert_eq!(vault.header().registry_epoch, 2);
    all_open(&fixture, &vault);
    assert_eq!(vault.seal_held_keys().unwrap(), 0, "nothing was lacking");
}
