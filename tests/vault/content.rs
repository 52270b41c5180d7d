//! Files go in and come out the same; what fails is named; what is stopped leaves nothing behind.

use std::fs;
use std::io::{self, Read};

use strongroom::base::id::RecordId;
use strongroom::base::job::{CancelFlag, Watch};
use strongroom::crypto::hash::sha256;
use strongroom::document::FileKind;
use strongroom::records::{ExportError, FreeFloor, ImportError, ImportPlan, RecordsError};
use strongroom::store::Access;

use crate::group::{CLERK, House, content, customer, import, import_one, noise};

const MIB: usize = 1 << 20;

#[test]
fn every_size_comes_back_as_it_went_in() {
    let mut house = House::new();
    let mut group = house.group();
    let code = customer(&mut group, "Ana Pop");
    let sizes = [0, 1, 4095, MIB - 1, MIB, MIB + 1, 3 * MIB, 40 * MIB + 17];
    let files: Vec<_> = sizes.iter().map(|size| ("a.bin", noise(*size as u64, *size))).collect();
    let outcome = import(&mut group, code, files.clone());
    assert_eq!((outcome.imported.len(), outcome.failed.len()), (sizes.len(), 0));
    group.close().unwrap();

    let group = house.open(group_of(&house));
    let ids: Vec<RecordId> = outcome.imported.iter().map(|record| record.id).collect();
    let to = tempfile::tempdir().unwrap();
    let exported = group.export(&ids, to.path(), &mut Watch::unwatched()).unwrap();
    assert!(exported.failed.is_empty(), "{:?}", exported.failed);
    assert_eq!(exported.written.len(), sizes.len());
    for (id, path, sha256_verified) in &exported.written {
        let copy = fs::read(path).unwrap();
        assert_eq!(copy, noise(copy.len() as u64, copy.len()));
        assert_eq!(sha256(&copy), *sha256_verified);
        assert_eq!(content(&group, *id), copy);
    }
    let health = group.check(&mut Watch::unwatched()).unwrap();
    assert_eq!((health.damage, health.orphan_bytes), (vec![], 0));
    assert_eq!(group.counts().unwrap().records, sizes.len() as u64);
}

fn group_of(house: &House) -> strongroom::base::id::GroupId {
    let mut groups = fs::read_dir(house.layout().groups()).unwrap();
    groups.next().unwrap().unwrap().file_name().to_str().unwrap().parse().unwrap()
}

#[test]
fn folders_are_walked_and_what_cannot_be_read_is_named() {
    let mut house = House::new();
    let mut group = house.group();
    let code = customer(&mut group, "Ana");
    let from = tempfile::tempdir().unwrap();
    fs::create_dir_all(from.path().join("a/b")).unwrap();
    fs::write(from.path().join("a/one.txt"), "unu").unwrap();
    fs::write(from.path().join("a/b/two.csv"), "x;y\n1;2\n").unwrap();
    std::os::unix::fs::symlink("/etc/passwd", from.path().join("a/link")).unwrap();
    let paths = [from.path().join("a"), from.path().join("missing")];
    let plan = ImportPlan::of_paths(&paths, &Watch::unwatched()).unwrap();
    assert_eq!((plan.files.len(), plan.refused.len(), plan.total_bytes()), (2, 2, 11));
    let mut acknowledged = Vec::new();
    let outcome = group
        .import(code, CLERK, plan, &mut Watch::unwatched(), |record| acknowledged.push(record.id))
        .unwrap();
    assert_eq!(outcome.imported.len(), 2);
    assert_eq!(acknowledged, outcome.imported.iter().map(|record| record.id).collect::<Vec<_>>());
    assert!(
        outcome
            .failed
            .iter()
            .any(|(name, error)| name.ends_with("link") && matches!(error, ImportError::Special))
    );
    assert!(
        outcome
            .failed
            .iter()
            .any(|(name, error)| name.ends_with("missing") && matches!(error, ImportError::Read(_)))
    );
    let mut kinds: Vec<_> =
        outcome.imported.iter().map(|record| group.record(record.id).unwrap().row.kind).collect();
    kinds.sort();
    assert_eq!(kinds, [FileKind::Text, FileKind::Csv]);
}

#[test]
fn the_same_content_again_is_noticed_and_in() {
    let mut house = House::new();
    let mut group = house.group();
    let code = customer(&mut group, "Ana");
    let first = import_one(&mut group, code, "a.txt", b"the same".to_vec());
    let outcome =
        import(&mut group, code, vec![("b.txt", b"the same".to_vec()), ("c.txt", b"other".to_vec())]);
    let twins: Vec<_> = outcome.imported.iter().map(|record| (record.shown.as_str(), record.twin)).collect();
    assert!(twins.contains(&("b.txt", Some(first))) && twins.contains(&("c.txt", None)), "{twins:?}");
    assert_eq!(group.counts().unwrap().records, 3);
}

/// Gives bytes without end, and stops the work after some of them.
struct Endless(CancelFlag, usize);

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.1 += into.len();
        if self.1 > 90 * MIB {
            self.0.cancel();
        }
        into.fill(3);
        Ok(into.len())
    }
}

#[test]
fn stopping_inside_a_large_file_keeps_the_ones_before_and_nothing_of_it() {
    let mut house = House::new();
    let mut group = house.group();
    let code = customer(&mut group, "Ana");
    let flag = CancelFlag::default();
    let mut plan = ImportPlan::default();
    plan.add_reader("small.bin", Some(10), Box::new(io::Cursor::new(noise(1, 10))));
    plan.add_reader("endless.bin", None, Box::new(Endless(flag.clone(), 0)));
    plan.add_reader("never.bin", Some(10), Box::new(io::Cursor::new(noise(2, 10))));
    let outcome = group.import(code, CLERK, plan, &mut Watch::new(flag, |_| ()), |_| ()).unwrap();
    assert!(outcome.cancelled && outcome.failed.is_empty(), "{:?}", outcome.failed);
    assert_eq!(outcome.imported.len(), 1);
    let health = group.check(&mut Watch::unwatched()).unwrap();
    assert_eq!((health.damage, health.orphan_bytes, health.records), (vec![], 0, 1));
    assert_eq!(group.sweep(false, &mut Watch::unwatched()).unwrap().chunks, 0);
}

#[test]
fn files_that_change_or_break_while_they_are_read_are_refused() {
    let mut house = House::new();
    let mut group = house.group();
    let code = customer(&mut group, "Ana");
    let mut plan = ImportPlan::default();
    plan.add_reader("short.bin", Some(3 * MIB as u64), Box::new(io::Cursor::new(noise(1, 2 * MIB))));
    plan.add_reader("fine.bin", Some(5), Box::new(io::Cursor::new(noise(2, 5))));
    let outcome = group.import(code, CLERK, plan, &mut Watch::unwatched(), |_| ()).unwrap();
    assert_eq!(outcome.imported.len(), 1);
    assert!(matches!(outcome.failed[..], [(_, ImportError::Changed)]), "{:?}", outcome.failed);
    assert_eq!(group.check(&mut Watch::unwatched()).unwrap().orphan_bytes, 0);
}

#[test]
fn below_the_floor_nothing_is_put_in_and_everything_can_be_read() {
    let mut house = House::new();
    let mut group = house.group();
    let code = customer(&mut group, "Ana");
    let id = import_one(&mut group, code, "a.bin", noise(1, 100));
    let group_id = group.id();
    drop(group);
    let mut group = house.open_as(group_id, Access::ReadWrite, FreeFloor::Bytes(u64::MAX), true);
    let outcome = import(&mut group, code, vec![("b.bin", noise(2, 100))]);
    assert!(matches!(outcome.failed[..], [(_, ImportError::NoSpace { .. })]), "{:?}", outcome.failed);
    assert_eq!(content(&group, id), noise(1, 100));
}

#[test]
fn a_copy_never_takes_the_place_of_a_file() {
    let mut house = House::new();
    let mut group = house.group();
    let code = customer(&mut group, "Ana");
    let one = import_one(&mut group, code, "a.txt", b"one".to_vec());
    let two = import_one(&mut group, code, "a.txt", b"two".to_vec());
    let to = tempfile::tempdir().unwrap();
    fs::write(to.path().join("a.txt"), "mine").unwrap();
    let unknown = RecordId::generate();
    let outcome = group.export(&[one, unknown, two], to.path(), &mut Watch::unwatched()).unwrap();
    assert_eq!(outcome.written.len(), 2);
    assert!(
        matches!(outcome.failed[..], [(id, ExportError::Records(RecordsError::NotFound))] if id == unknown)
    );
    let mut names: Vec<_> = fs::read_dir(to.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["a (2).txt", "a (3).txt", "a.txt"]);
    assert_eq!(fs::read(to.path().join("a.txt")).unwrap(), b"mine");
}

#[test]
fn exporting_into_a_folder_that_is_not_there_fails_for_each() {
    let mut house = House::new();
    let mut group = house.group();
    let code = customer(&mut group, "Ana");
    let ids = [1, 2].map(|seed| import_one(&mut group, code, "a.bin", noise(seed, 3 * MIB)));
    let outcome = group.export(&ids, &house.folder.path().join("nowhere"), &mut Watch::unwatched()).unwrap();
    assert_eq!((outcome.written.len(), outcome.failed.len()), (0, 2));
}

#[test]
fn a_closed_group_can_be_read_but_not_changed() {
    let mut house = House::new();
    let mut group = house.group();
    let code = customer(&mut group, "Ana");
    let id = import_one(&mut group, code, "a.txt", b"one".to_vec());
    let group_id = group.id();
    drop(group);
    let mut group = house.open_as(group_id, Access::ReadOnly, FreeFloor::Bytes(0), true);
    assert_eq!(content(&group, id), b"one");
    let plan = ImportPlan::default();
    assert!(matches!(
        group.import(code, CLERK, plan, &mut Watch::unwatched(), |_| ()),
        Err(RecordsError::GroupClosed)
    ));
    assert!(matches!(group.edit_customer(code, &crate::group::named("B")), Err(RecordsError::GroupClosed)));
}

#[test]
fn a_record_is_read_and_found_while_an_import_goes_on() {
    let mut house = House::new();
    let mut group = house.group();
    let code = customer(&mut group, "Ana");
    let id = import_one(&mut group, code, "a.bin", noise(1, 2 * MIB));
    let reading = group.another().unwrap();
    let (begun, may_begin) = std::sync::mpsc::channel();
    let flag = CancelFlag::default();
    std::thread::scope(|scope| {
        let stop = flag.clone();
        let reader = scope.spawn(move || {
            may_begin.recv().unwrap();
            for _ in 0..5 {
                assert_eq!(content(&reading, id), noise(1, 2 * MIB));
                assert_eq!(reading.counts().unwrap().records, 1);
            }
            stop.cancel();
        });
        let mut plan = ImportPlan::default();
        plan.add_reader("endless.bin", None, Box::new(io::repeat(5)));
        let mut watch = Watch::new(flag, move |progress| {
            if progress.done_bytes > 80 << 20 {
                let _told_before = begun.send(());
            }
        });
        let outcome = group.import(code, CLERK, plan, &mut watch, |_| ()).unwrap();
        assert!(outcome.cancelled);
        reader.join().unwrap();
    });
}
