//! The files that re-keying leaves behind: they go at the next opening after a backup was written and verified that holds
//! everything in their place, and not a moment earlier. Nothing else goes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use strongroom::app::entrance::Entrance;
use strongroom::app::request::LockReason;
use strongroom::app::session::Session;
use strongroom::app::snapshot::{CustomerQuery, IdentityDraft, MediumWish, WrittenFace};
use strongroom::backup::verify::Extent;
use strongroom::base::clock::HandClock;
use strongroom::base::id::GroupId;
use strongroom::base::job::Watch;
use strongroom::policy::Role;
use strongroom::staff::enrol::GroupGrant;

use crate::fixture::{Fixture, LOGIN, PASSWORD, later, password};

struct House {
    fixture: Fixture,
    group: GroupId,
    medium: tempfile::TempDir,
    apart: tempfile::TempDir,
    clock: Arc<HandClock>,
}

impl House {
    /// A group of which one member left, and which was written again to the end.
    fn rekeyed() -> Self {
        let fixture = Fixture::new();
        let (medium, apart) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let clock = Arc::new(HandClock::at(later()));
        fixture.with_person("op", Role::BackupOperator, &[]);
        let mut house = Self { fixture, group: GroupId::generate(), medium, apart, clock };
        house.group = house.as_ana(|ana| {
            let group = ana.make_group("Private clients").unwrap();
            let identity = IdentityDraft { name: "Ștefan Brânză".to_owned(), ..IdentityDraft::default() };
            let code = ana.add_customer(group, &identity).unwrap();
            let letter = house.apart.path().join("letter.txt");
            fs::write(&letter, "Dear Sir").unwrap();
            let job = ana.import_files(group, code, vec![letter]).unwrap();
            assert_eq!(job.run(&mut Watch::unwatched()).unwrap().imported.len(), 1);
            group
        });
        let grant = [GroupGrant { group: house.group, identities: true }];
        let dan = house.fixture.with_person("dan", Role::Staff, &grant);
        house.as_op(|op| {
            let wish = MediumWish { label: "Stick 1".to_owned(), ..MediumWish::default() };
            op.enrol_medium(house.medium.path(), &wish).unwrap();
        });
        house.as_ana(|ana| {
            ana.leave(dan, "Went to another firm").unwrap();
            let report = ana.rekey_group(house.group).unwrap().run(&mut Watch::unwatched()).unwrap();
            assert_eq!(report.old_files, 3);
            ana.settle_rekeys();
            assert!(ana.rekey_owed().is_empty());
        });
        house
    }

    fn session<T>(&self, (login, text): (&str, &str), act: impl FnOnce(&mut Session) -> T) -> T {
        self.clock.advance(Duration::from_mins(1));
        let folder = self.fixture.layout().folder().to_owned();
        let entrance = Entrance::open(&folder, self.clock.clone(), self.apart.path().to_owned()).unwrap();
        let mut session =
            entrance.unlock(login, &password(text)).map_err(|problem| format!("{problem:?}")).unwrap();
        let done = act(&mut session);
        session.lock(LockReason::Person).unwrap();
        done
    }

    fn as_ana<T>(&self, act: impl FnOnce(&mut Session) -> T) -> T {
        self.session((LOGIN, PASSWORD), act)
    }

    fn as_op<T>(&self, act: impl FnOnce(&mut Session) -> T) -> T {
        self.session(("op", "op"), act)
    }

    /// Writes a backup, and tells the register of it if it may.
    fn write(&self, kept: bool) -> WrittenFace {
        self.as_op(|op| {
            let job = op.write_backup(self.medium.path(), false).unwrap();
            let written = job.run(&mut Watch::unwatched()).unwrap();
            if kept {
                op.keep_written(&written).unwrap();
            }
            written
        })
    }

    fn names(&self) -> BTreeSet<String> {
        let names = fs::read_dir(self.fixture.layout().group(self.group)).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| Path::new(name).extension().is_some_and(|end| end == "db")).collect()
    }

    fn is_whole(&self) {
        self.as_ana(|ana| {
            let query = CustomerQuery { group: Some(self.group), text: "branza".to_owned() };
            assert_eq!(ana.find_customers(&query, 0, 10).unwrap().rows.len(), 1);
            let checked = ana.check(true).unwrap().run(&mut Watch::unwatched()).unwrap();
            assert!(checked.damage.is_empty(), "{:?}", checked.damage);
        });
    }
}

/// A folder and all below it, as names.
fn everything(folder: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        names.insert(entry.path().display().to_string());
        if entry.file_type().unwrap().is_dir() {
            names.extend(everything(&entry.path()));
        }
    }
    names
}

#[test]
fn old_files_go_at_the_next_opening_after_a_verified_backup_and_nothing_else_does() {
    let house = House::rekeyed();
    let both: BTreeSet<String> = ["records", "identities", "stack-1"]
        .iter()
        .flat_map(|stem| [1, 2].map(|epoch| format!("{stem}.{epoch}.db")))
        .collect();
    let new: BTreeSet<String> = both.iter().filter(|name| name.ends_with(".2.db")).cloned().collect();
    house.is_whole();
    assert_eq!(house.names(), both, "no backup");
    // Written, but nobody told the register: it does not count.
    house.write(false);
    house.is_whole();
    assert_eq!(house.names(), both, "no backup that is known to be verified");
    let written = house.write(true);
    assert!(both.iter().all(|name| written.held.iter().any(|held| held.ends_with(name))));
    assert_eq!(house.names(), both, "the operator opens no group");
    let before = everything(house.fixture.layout().folder());
    house.is_whole();
    assert_eq!(house.names(), new);
    let after = everything(house.fixture.layout().folder());
    let gone: Vec<_> = before.difference(&after).collect();
    assert!(gone.iter().all(|path| path.contains(&house.group.to_string())), "{gone:?}");
    house.is_whole();
}

#[test]
fn a_backup_that_lacks_a_file_or_was_found_damaged_lets_nothing_go() {
    let house = House::rekeyed();
    let both = house.names();
    let written = house.write(false);
    let keep = |written: &WrittenFace| house.as_op(|op| op.keep_written(written).unwrap());
    let mut lacking = written.clone();
    lacking.held.retain(|path| !path.ends_with("stack-1.2.db"));
    keep(&lacking);
    house.is_whole();
    assert_eq!(house.names(), both, "it does not hold the stack");
    let unverified = WrittenFace {
        generation: strongroom::app::snapshot::GenerationFace {
            verified: None,
            ..written.generation.clone()
        },
        ..written.clone()
    };
    keep(&unverified);
    house.is_whole();
    assert_eq!(house.names(), both, "it was not verified");
    keep(&written);
    let volume = everything(house.medium.path())
        .into_iter()
        .find(|path| Path::new(path).extension().is_some_and(|end| end == "age"))
        .unwrap();
    let mut bytes = fs::read(&volume).unwrap();
    bytes[1000] ^= 1;
    fs::write(&volume, bytes).unwrap();
    house.as_op(|op| {
        let job = op.verify_backup(house.medium.path(), None, Extent::All).unwrap();
        let found = job.run(&mut Watch::unwatched()).unwrap();
        assert_eq!(found.damage.len(), 1);
        op.keep_verified(&found).unwrap();
    });
    house.is_whole();
    assert_eq!(house.names(), both, "it is damaged");
}
