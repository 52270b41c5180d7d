//! A group written again under new keys: all of it is there, old keys open no byte of the new files, and every place at
//! which it can be cut off is a place from which it goes on.

use std::path::Path;

use strongroom::base::id::{GroupId, RecordId};
use strongroom::base::job::{CancelFlag, Watch};
use strongroom::keys::hierarchy::DatabaseKey;
use strongroom::records::face::CustomerQuery;
use strongroom::records::{FreeFloor, GroupKeys, GroupStore, RecordsError};
use strongroom::store::stack::Stack;
use strongroom::store::{Access, Database, Kind, Schema};

use crate::group::{House, content, customer, import, import_one, noise};

const MIB: usize = 1 << 20;

/// A group with a customer and records in several stacks: as large as it takes for a second one.
fn filled(house: &mut House) -> (GroupId, Vec<(RecordId, Vec<u8>)>) {
    let mut group = house.group();
    let code = customer(&mut group, "Ștefan Brânză");
    let files: Vec<_> = (0..6).map(|seed| ("a.bin", noise(seed, 6 * MIB + 5))).collect();
    let outcome = import(&mut group, code, files);
    let mut records: Vec<_> = outcome.imported.iter().map(|record| record.id).collect();
    records.sort();
    let contents = records.into_iter().map(|id| (id, content(&group, id))).collect();
    let id = group.id();
    group.close().unwrap();
    (id, contents)
}

fn is_whole(group: &GroupStore, contents: &[(RecordId, Vec<u8>)]) {
    for (id, bytes) in contents {
        assert_eq!(content(group, *id), *bytes);
    }
    let query = CustomerQuery { group: None, text: "branza".to_owned() };
    assert_eq!(group.find_customers(&query, 0, 10).unwrap().rows.len(), 1);
    let health = group.check(&mut Watch::unwatched()).unwrap();
    assert_eq!((health.damage, health.orphan_bytes), (vec![], 0));
}

/// Whether this key, derived as for that file, opens it.
fn opens(path: &Path, keys: &GroupKeys) -> bool {
    let name = path.file_name().unwrap().to_str().unwrap();
    let stem = name.split('.').next().unwrap();
    let open = |kind, key: &DatabaseKey| {
        let steps: &[&str] = if kind == Kind::Records { &["", "", "", ""] } else { &[""] };
        let schema = Schema { kind, steps };
        Database::open(path, &schema, key, Access::ReadOnly).is_ok()
    };
    match stem {
        "records" => open(Kind::Records, &keys.records.records_database()),
        "identities" => open(Kind::Identities, &keys.identities.as_ref().unwrap().identities_database()),
        _ => {
            let n = stem.strip_prefix("stack-").unwrap().parse().unwrap();
            Stack::open(path, &keys.records.stack_database(n), Access::ReadOnly).is_ok()
        }
    }
}

#[test]
fn old_keys_open_no_byte_of_the_new_files() {
    let mut house = House::new();
    let (id, contents) = filled(&mut house);
    let old = house.keys_of(id);
    let mut group = house.open(id);
    let next = house.next_keys(id);
    let job = group.another().unwrap();
    assert!(matches!(group.begin_rekey(&next, &Watch::unwatched()), Err(RecordsError::InUse)));
    job.close().unwrap();
    group.begin_rekey(&next, &Watch::unwatched()).unwrap();
    group.close().unwrap();

    let mut group = house.open(id);
    let owed = group.stacks_owed().unwrap();
    assert!(owed >= 2, "{owed}");
    is_whole(&group, &contents);
    let mut told = Vec::new();
    let mut watch = Watch::new(CancelFlag::default(), |progress| told.push(progress.clone()));
    assert_eq!(group.rekey_stacks(&mut watch).unwrap(), owed);
    drop(watch);
    assert_eq!(told.last().unwrap().done, owed);
    assert_eq!(told.last().unwrap().done_bytes, told.last().unwrap().total_bytes.unwrap());
    is_whole(&group, &contents);
    assert_eq!(group.stacks_owed().unwrap(), 0);

    // The files of before wait for a backup; sweeping leaves them.
    let swept = group.sweep(true, &mut Watch::unwatched()).unwrap();
    assert_eq!((swept.files, swept.chunks), (0, 0));
    let waiting = group.old_files().unwrap();
    assert_eq!(waiting.len() as u64, 2 + owed);
    for file in &waiting {
        assert!(opens(&file.path, &old), "{}", file.path.display());
    }
    assert_eq!(group.remove_old_files().unwrap(), waiting.iter().map(|file| file.bytes).sum::<u64>());
    group.close().unwrap();
    let names = house.files(id);
    assert_eq!(names.len() as u64, 2 + owed, "{names:?}");
    let only_new = GroupKeys { older: Vec::new(), ..house.keys_of(id) };
    for name in names {
        let path = house.layout().group(id).join(name);
        assert!(!opens(&path, &old), "{}", path.display());
        assert!(opens(&path, &only_new), "{}", path.display());
    }
}

#[test]
fn whoever_reads_goes_on_reading_and_imports_go_on() {
    let mut house = House::new();
    let (id, contents) = filled(&mut house);
    let mut group = house.open(id);
    let next = house.next_keys(id);
    group.begin_rekey(&next, &Watch::unwatched()).unwrap();
    group.close().unwrap();
    let mut group = house.open(id);
    let reader = group.another().unwrap();
    assert_eq!(content(&reader, contents[0].0), contents[0].1);
    let code = customer(&mut group, "Ana Pop");
    let between = import_one(&mut group, code, "b.bin", noise(70, MIB));
    let mut job = group.another().unwrap();
    job.rekey_stacks(&mut Watch::unwatched()).unwrap();
    let after = import_one(&mut group, code, "c.bin", noise(71, MIB));
    for (id, seed) in [(between, 70), (after, 71)] {
        assert_eq!(content(&reader, id), noise(seed, MIB));
    }
    assert_eq!(content(&reader, contents[5].0), contents[5].1);
}

#[test]
fn what_was_cut_off_is_swept_or_gone_on_with() {
    let mut house = House::new();
    let (id, contents) = filled(&mut house);
    let mut group = house.open(id);
    let next = house.next_keys(id);
    // New files whose keys the registry never came to know.
    group.begin_rekey(&next, &Watch::unwatched()).unwrap();
    std::fs::write(house.layout().group(id).join("stack-1.2.db.new"), b"half").unwrap();
    let swept = group.sweep(false, &mut Watch::unwatched()).unwrap();
    assert_eq!(swept.files, 3);
    is_whole(&group, &contents);
    group.begin_rekey(&next, &Watch::unwatched()).unwrap();
    group.close().unwrap();

    let mut group = house.open(id);
    let owed = group.stacks_owed().unwrap();
    // Stopped after the first stack.
    let flag = CancelFlag::default();
    let mut watch = Watch::new(flag.clone(), |progress| {
        if progress.done == 1 {
            flag.cancel();
        }
    });
    let stopped = group.rekey_stacks(&mut watch);
    drop(watch);
    assert!(stopped.is_err(), "{stopped:?}");
    assert_eq!(group.stacks_owed().unwrap(), owed - 1);
    is_whole(&group, &contents);
    group.close().unwrap();
    let mut group = house.open_as(id, Access::ReadOnly, FreeFloor::Bytes(0), true);
    assert_eq!(group.rekey_stacks(&mut Watch::unwatched()).unwrap(), owed - 1);
    is_whole(&group, &contents);
}
