//! Drills: a generation rehearsed onto a spare folder, what passes and what fails, and what the register and the posture
//! make of it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use strongroom::airgap::posture::{Seen, Subject};
use strongroom::app::problem::ProblemKind;
use strongroom::app::snapshot::DrillFace;
use strongroom::backup::drill::{CountsRow, rows_name};
use strongroom::backup::register;
use strongroom::base::clock::Clock;
use strongroom::base::job::Watch;

use crate::backup_house::House;
use crate::fixture::{LOGIN, PASSWORD};

const ANA: (&str, &str) = (LOGIN, PASSWORD);
const DAY: Duration = Duration::from_hours(24);

fn drill(house: &House) -> DrillFace {
    let spare = house.apart.path().join("spare");
    let face = house.session(ANA, |ana| {
        let face = ana.drill(house.mount(), None, &spare)?.run(&mut Watch::unwatched())?;
        ana.keep_drill(&face)?;
        Ok(face)
    });
    let left: Vec<_> = fs::read_dir(house.apart.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("spare"))
        .collect();
    assert!(left.is_empty(), "a rehearsal leaves nothing behind: {left:?}");
    face.unwrap()
}

fn posture(house: &House) -> Seen {
    house
        .session(ANA, |ana| {
            let face = ana.posture()?.run(&mut Watch::unwatched())?;
            Ok(face.rows.iter().find(|row| row.subject() == Subject::Drill).unwrap().seen)
        })
        .unwrap()
}

#[test]
fn what_was_written_is_restored_counted_and_compared() {
    let house = House::new();
    let written = house.write(false).unwrap();
    house.file_a_letter(1);
    let second = house.write(false).unwrap();
    assert_eq!(posture(&house), Seen::DrillNone);
    let face = drill(&house);
    let done = &face.drill;
    assert!(done.passed(), "{:?}", done.found);
    assert_eq!(done.generation, second.generation.generation);
    assert_ne!(done.generation, written.generation.generation);
    assert_eq!((done.rows.customers, done.rows.records, done.rows.identities), (1, 2, 1));
    assert_eq!((done.groups, done.counted, done.contents), ((1, 0), (1, 0), 2));
    let manifest = house.manifest(&second);
    assert_eq!((done.log, done.statements), ((manifest.log.count, manifest.log.root), manifest.statements));
    assert_eq!(done.files.0, manifest.files.len() as u64);
    let known = house.session(ANA, |ana| ana.drills()).unwrap();
    let [row] = known.as_slice() else { panic!("one drill is kept") };
    assert_eq!((&row.drill, row.medium.as_str()), (done, "Stick 1"));
    assert_eq!(posture(&house), Seen::DrillFresh);
    // Whoever was away for long may do no more than renew: somebody looks in between.
    for (days, seen) in
        [(80, Seen::DrillFresh), (20, Seen::DrillLate), (80, Seen::DrillLate), (20, Seen::DrillOld)]
    {
        house.clock.advance(DAY * days);
        assert_eq!(posture(&house), seen);
    }
}

#[test]
fn only_who_holds_the_restore_key_rehearses_and_only_onto_a_spare_folder() {
    let house = House::new();
    house.write(false).unwrap();
    let spare = house.apart.path().join("spare");
    let refused = house.as_operator(|op| op.drill(house.mount(), None, &spare).map(drop)).unwrap_err();
    assert_eq!(refused.kind, ProblemKind::Refused);
    for (to, kind) in [
        (house.mount().to_owned(), ProblemKind::FolderNotEmpty),
        (house.vault().join("spare"), ProblemKind::Refused),
    ] {
        let refused = house.session(ANA, |ana| ana.drill(house.mount(), None, &to).map(drop)).unwrap_err();
        assert_eq!(refused.kind, kind, "{}", to.display());
    }
}

#[test]
fn a_backup_of_a_damaged_database_verifies_and_fails_the_drill() {
    let house = House::new();
    let groups = house.vault().join("groups");
    let stack = find(&groups, "stack-");
    let mut bytes = fs::read(&stack).unwrap();
    let middle = bytes.len() - 5000;
    bytes[middle] ^= 1;
    fs::write(&stack, bytes).unwrap();
    house.write(true).unwrap();
    assert!(house.verify().unwrap().damage.is_empty(), "what was copied is what is on the medium");
    let face = drill(&house);
    assert!(face.drill.found.iter().any(|(file, _)| file.contains("stack-")), "{:?}", face.drill.found);
    assert_eq!(posture(&house), Seen::DrillNone, "one that failed is none");
}

#[test]
fn rows_are_compared_with_those_of_when_the_vault_was_closed() {
    let house = House::new();
    let face = {
        house.write(false).unwrap();
        drill(&house)
    };
    assert!(face.drill.passed());
    let mut vault = house.fixture.verify().unwrap();
    let name = rows_name(house.group);
    let (_, value) = vault.media_rows(&name).unwrap().remove(0);
    let row: CountsRow = minicbor::decode(&value).unwrap();
    assert_eq!((row.customers, row.records, row.identities), (1, 1, 1));
    let more = CountsRow { records: 2, ..row };
    vault.keep_row_counts(&[(name.clone(), register::to_bytes(&more))]).unwrap();
    let wall = house.clock.wall();
    vault.lock(wall, None, std::collections::BTreeMap::new()).unwrap();
    house.write(true).unwrap();
    let failed = drill(&house);
    let [(file, _)] = failed.drill.found.as_slice() else { panic!("{:?}", failed.drill.found) };
    assert!(file.starts_with("groups/"), "{file}");
    // Counts of another commit say nothing of this one.
    let mut vault = house.fixture.verify().unwrap();
    let other = CountsRow { records_commits: 1, ..more };
    vault.keep_row_counts(&[(name, register::to_bytes(&other))]).unwrap();
    vault.lock(wall, None, std::collections::BTreeMap::new()).unwrap();
    house.write(true).unwrap();
    let uncounted = drill(&house);
    assert!(uncounted.drill.passed());
    assert_eq!(uncounted.drill.counted, (0, 1));
}

fn find(folder: &Path, begins: &str) -> std::path::PathBuf {
    let group = fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let mut found: Vec<_> = fs::read_dir(group)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(begins))
        .filter(|path| fs::metadata(path).unwrap().len() > 200_000)
        .collect();
    found.sort();
    found.pop().expect("a stack has content")
}
