//! The recovery sheets: three of five open the registry and every key that was ever wrapped.

use strongroom::keys::hierarchy::{GroupIdentities, GroupRecords, KindOfKey, LogReader, Restore};
use strongroom::keys::place::{Holder, KeyKind, Place};
use strongroom::keys::recovery::{RecoverySeed, Sheet};
use strongroom::vault::registry::{Registry, WrapRow};

use crate::fixture::Fixture;

#[test]
fn three_sheets_open_the_registry_and_every_wrap() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    let sheets: Vec<Sheet> = fixture.seed.split(3, 5).unwrap();
    let chosen: Vec<Sheet> = [4, 0, 2]
        .into_iter()
        .map(|place: usize| {
            let words = sheets[place].words();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            Sheet::from_words(&words).unwrap()
        })
        .collect();
    let seed = RecoverySeed::combine(&chosen).unwrap();

    let key = fixture.registry_key(&seed);
    let house = fixture.verify().unwrap().house().clone();
    let registry = Registry::open(&fixture.layout().registry(1), &key.registry_database()).unwrap();
    let rows = registry.wraps().unwrap();
    let to_recovery: Vec<&WrapRow> = rows.iter().filter(|row| row.holder == Holder::Recovery).collect();
    let kinds: Vec<KeyKind> = to_recovery.iter().map(|row| row.kind).collect();
    let all = [KeyKind::LogReader, KeyKind::Restore, KeyKind::GroupRecords, KeyKind::GroupIdentities];
    assert_eq!(kinds, all, "every key is wrapped to recovery");
    for row in to_recovery {
        assert!(row.group.is_none() || row.group == Some(clinic));
        let (_, fact) = house.current_epoch((row.kind, row.group)).unwrap();
        let opens = match row.kind {
            KeyKind::LogReader => opens::<LogReader>(&fixture, row, &seed, fact.check),
            KeyKind::Restore => opens::<Restore>(&fixture, row, &seed, fact.check),
            KeyKind::GroupRecords => opens::<GroupRecords>(&fixture, row, &seed, fact.check),
            KeyKind::GroupIdentities => opens::<GroupIdentities>(&fixture, row, &seed, fact.check),
            KeyKind::Registry => false,
        };
        assert!(opens, "{:?}", row.kind);
    }
}

fn opens<K: KindOfKey>(
    fixture: &Fixture,
    row: &WrapRow,
    seed: &RecoverySeed,
    check: strongroom::crypto::hash::Digest,
) -> bool {
    let place = Place { vault: fixture.vault_id(), kind: row.kind, group: row.group, epoch: row.epoch };
    row.wrap.open::<K>(place, Holder::Recovery, &seed.kem(), check).is_ok()
}
