//! What is damaged is found and refused; what interrupted work left behind is swept; copies of old files are seen.

use std::fs;

use strongroom::base::job::Watch;
use strongroom::records::{ExportError, RecordsError};
use strongroom::store::StoreError;

use crate::group::{House, content, customer, flip, import_one, noise};

#[test]
fn a_flipped_bit_in_a_stack_is_found_and_refused() {
    let mut house = House::new();
    let mut group = house.group();
    let code = customer(&mut group, "Ana");
    let whole = import_one(&mut group, code, "whole.bin", noise(1, 1000));
    let hit = import_one(&mut group, code, "hit.bin", noise(2, 900_000));
    let id = group.id();
    group.close().unwrap();
    let stack = house.layout().stack(id, 1, 1);
    let length = fs::metadata(&stack).unwrap().len();
    // In the last page, which holds the end of the larger file.
    flip(&stack, usize::try_from(length).unwrap() - 30_000);

    let group = house.open(id);
    let health = group.check(&mut Watch::unwatched()).unwrap();
    assert!(
        health.damage.iter().any(|(file, record, _)| file.ends_with("stack-1.1.db") && record.is_none()),
        "{health:?}"
    );
    assert!(health.damage.iter().any(|(_, record, _)| *record == Some(hit)), "{health:?}");
    assert!(!health.damage.iter().any(|(_, record, _)| *record == Some(whole)), "{health:?}");
    let to = tempfile::tempdir().unwrap();
    let outcome = group.export(&[hit, whole], to.path(), &mut Watch::unwatched()).unwrap();
    assert!(
        matches!(outcome.failed[..], [(id, ExportError::Records(RecordsError::Store(StoreError::Damaged { .. })))] if id == hit),
        "{:?}",
        outcome.failed
    );
    assert_eq!(outcome.written.len(), 1);
    assert_eq!(fs::read_dir(to.path()).unwrap().count(), 1);
    assert!(matches!(
        group.read_content(hit, u64::MAX),
        Err(RecordsError::Store(StoreError::Damaged { .. }))
    ));
    assert_eq!(content(&group, whole), noise(1, 1000));
}

#[test]
fn a_flipped_bit_anywhere_is_told_as_damage_or_changes_nothing() {
    let mut house = House::new();
    let mut group = house.group();
    let code = customer(&mut group, "Ana");
    let record = import_one(&mut group, code, "a.bin", noise(2, 200_000));
    let id = group.id();
    group.close().unwrap();
    let files =
        [house.layout().records(id, 1), house.layout().identities(id, 1), house.layout().stack(id, 1, 1)];
    for path in files {
        let before = fs::read(&path).unwrap();
        for place in (0..12).map(|n| (n * 7919 + 5) * 31 % before.len()) {
            flip(&path, place);
            let opened = std::panic::catch_unwind(|| house.open(id));
            if let Ok(group) = opened {
                match group.check(&mut Watch::unwatched()) {
                    Ok(health) if health.damage.is_empty() => {
                        assert_eq!(content(&group, record), noise(2, 200_000));
                    }
                    Ok(_) | Err(RecordsError::Store(StoreError::Damaged { .. })) => {}
                    Err(other) => panic!("{other:?} at {place} of {}", path.display()),
                }
            }
            fs::write(&path, &before).unwrap();
        }
    }
}

#[test]
fn content_that_no_row_names_is_seen_and_swept() {
    let mut house = House::new();
    let mut group = house.group();
    let code = customer(&mut group, "Ana");
    let kept = import_one(&mut group, code, "a.bin", noise(1, 100_000));
    let id = group.id();
    group.close().unwrap();
    // The rows of a while ago, the stacks of now: as if the power had gone before the record's row was written.
    let rows = fs::read(house.layout().records(id, 1)).unwrap();
    let mut group = house.open(id);
    import_one(&mut group, code, "b.bin", noise(2, 3_000_000));
    group.close().unwrap();
    fs::write(house.layout().records(id, 1), rows).unwrap();
    fs::write(house.layout().stack(id, 9, 1), b"").unwrap();

    let mut group = house.open(id);
    assert_eq!(group.check(&mut Watch::unwatched()).unwrap().orphan_bytes, 3_000_000);
    assert_eq!(group.sweep(false, &mut Watch::unwatched()).unwrap().files, 1);
    let swept = group.sweep(true, &mut Watch::unwatched()).unwrap();
    assert_eq!((swept.bytes, swept.chunks), (3_000_000, 3));
    let health = group.check(&mut Watch::unwatched()).unwrap();
    assert_eq!((health.damage, health.orphan_bytes), (vec![], 0));
    assert_eq!(content(&group, kept), noise(1, 100_000));
}

#[test]
fn an_old_copy_has_a_smaller_counter() {
    let mut house = House::new();
    let mut group = house.group();
    let before = group.commit_counters().unwrap();
    let code = customer(&mut group, "Ana");
    import_one(&mut group, code, "a.bin", noise(1, 10));
    let after = group.commit_counters().unwrap();
    assert!(
        before.iter().zip(&after).all(|(old, new)| old.0 == new.0 && old.1 < new.1),
        "{before:?} {after:?}"
    );
    assert!(after.iter().any(|(file, commits)| file.ends_with("stack-1.1.db") && *commits > 0));
}

#[test]
fn the_wrong_key_is_told_as_damage_and_a_missing_file_as_missing() {
    let mut house = House::new();
    let (one, two) = (house.group().id(), house.group().id());
    let layout = house.layout();
    fs::copy(layout.records(one, 1), layout.records(two, 1)).unwrap();
    assert!(std::panic::catch_unwind(|| house.open(two)).is_err());
    fs::remove_file(layout.records(two, 1)).unwrap();
    assert!(std::panic::catch_unwind(|| house.open(two)).is_err());
    assert_eq!(house.files(one).len(), 2);
}
