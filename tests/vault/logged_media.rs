//! Media, backups, restores and rehearsals with the log taken away: nothing of them is done that the log does not take.

use std::fs;
use std::path::{Path, PathBuf};

use strongroom::app::acts::backup::{SheetRestore, sign_by_sheets, stage_by_sheets};
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::Consent;
use strongroom::app::session::Session;
use strongroom::app::snapshot::{MediumFace, MediumWish, Settled};
use strongroom::audit::{self, Entry, Outcome};
use strongroom::backup::verify::Extent;
use strongroom::base::clock::SharedClock;
use strongroom::base::job::Watch;
use strongroom::policy::Act;
use strongroom::staff;
use strongroom::vault::{Layout, Vault};

use crate::backup_house::{House, files};
use crate::fixture::{LOGIN, PASSWORD, later, password};

const OPERATOR: (&str, &str) = ("op", "op");
const ANA: (&str, &str) = (LOGIN, PASSWORD);

/// Who does it, the act that the log must have for it first, and how it is done.
type Doing<'a> = ((&'a str, &'a str), Act, Box<dyn Fn(&mut Session) -> Result<(), Problem> + 'a>);

/// Two sticks, a backup on the first, and a folder that restores go to.
struct Day {
    house: House,
    first: MediumFace,
    second: tempfile::TempDir,
    spare: tempfile::TempDir,
}

impl Day {
    fn new() -> Self {
        let house = House::new();
        house.write(false).unwrap();
        house.file_a_letter(1);
        let first = house.as_operator(|op| Ok(op.media()?.remove(0))).unwrap();
        Self { house, first, second: tempfile::tempdir().unwrap(), spare: tempfile::tempdir().unwrap() }
    }

    fn to(&self, name: &str) -> PathBuf {
        self.spare.path().join(name)
    }

    /// In an order in which one makes the next possible.
    fn doings(&self) -> Vec<Doing<'_>> {
        let mount = self.house.mount();
        let wish = || MediumWish { label: "Stick 2".to_owned(), ..MediumWish::default() };
        vec![
            (
                OPERATOR,
                Act::Media,
                Box::new(move |op| op.enrol_medium(self.second.path(), &wish()).map(drop)),
            ),
            (OPERATOR, Act::Media, Box::new(|op| op.media().map(drop))),
            (
                OPERATOR,
                Act::Media,
                Box::new(|op| {
                    let wish = MediumWish { holder: "Dan".to_owned(), ..self.first.wish.clone() };
                    op.edit_medium(self.first.medium, &wish)
                }),
            ),
            (
                OPERATOR,
                Act::BackupWrite,
                Box::new(move |op| {
                    let written = op.write_backup(mount, false)?.run(&mut Watch::unwatched())?;
                    op.keep_written(&written)
                }),
            ),
            (
                OPERATOR,
                Act::BackupVerify,
                Box::new(move |op| {
                    let found = op.verify_backup(mount, None, Extent::All)?.run(&mut Watch::unwatched())?;
                    op.keep_verified(&found)
                }),
            ),
            (
                ANA,
                Act::Drill,
                Box::new(move |ana| {
                    let face = ana.drill(mount, None, &self.to("drill"))?.run(&mut Watch::unwatched())?;
                    ana.keep_drill(&face)
                }),
            ),
            (
                ANA,
                Act::Restore,
                Box::new(move |ana| {
                    let job = ana.restore_backup(mount, None, &self.to("restored"))?;
                    job.run(&mut Watch::unwatched()).map(drop)
                }),
            ),
            (
                ANA,
                Act::Restore,
                Box::new(move |ana| ana.stage_restore(mount, None)?.run(&mut Watch::unwatched()).map(drop)),
            ),
        ]
    }

    /// What lies on the sticks and in the folder beside.
    fn outside(&self) -> [Vec<(String, Vec<u8>)>; 3] {
        [self.house.mount(), self.second.path(), self.spare.path()]
            .map(|folder| files(folder).into_iter().collect())
    }

    fn events(&self) -> Vec<(Act, Outcome)> {
        let vault = self.house.fixture.verify().unwrap();
        let reader = vault.log_reader().unwrap();
        let keys = |epoch| (epoch == 1).then(|| reader.reader_private());
        let mut events = Vec::new();
        audit::read(&self.house.fixture.layout().audit(), vault.id(), &keys, &mut |entry| {
            if let Entry::Event { event, .. } = entry {
                events.extend(event.event.map(|event| (event.act, event.outcome)));
            }
        })
        .unwrap();
        events
    }
}

#[test]
fn nothing_is_done_with_a_medium_that_the_log_does_not_take() {
    let day = Day::new();
    let (audit, away) = (day.house.fixture.layout().audit(), day.house.apart.path().join("log-away"));
    let before = day.outside();
    for (person, act, does) in day.doings() {
        let refused = day.house.session(person, |session| {
            fs::rename(&audit, &away).unwrap();
            let refused = does(session);
            fs::rename(&away, &audit).unwrap();
            Ok(refused.err())
        });
        let refused = refused.unwrap().unwrap_or_else(|| panic!("{act:?} was done without a word"));
        assert!(
            [ProblemKind::NotLogged, ProblemKind::Damaged, ProblemKind::CannotRead].contains(&refused.kind),
            "{act:?}: {refused:?}"
        );
        assert_eq!(day.outside(), before, "{act:?} left something");
    }
    let logged = day.events().len();
    for (person, act, does) in day.doings() {
        day.house.session(person, does).unwrap_or_else(|problem| panic!("{act:?}: {problem:?}"));
    }
    let events = day.events();
    let mut rest = &events[logged..];
    for (_, act, _) in day.doings() {
        let at = rest.iter().position(|event| *event == (act, Outcome::Permitted));
        rest = &rest[at.unwrap_or_else(|| panic!("{act:?} is not in the log, in its place")) + 1..];
    }
}

/// What a refusal says where the log does not take an event.
const NOT_LOGGED: [ProblemKind; 3] = [ProblemKind::NotLogged, ProblemKind::Damaged, ProblemKind::CannotRead];

/// Every file of a folder but what the log of the other vault says.
fn outside_of_log(folder: &Path) -> Vec<(String, Vec<u8>)> {
    files(folder).into_iter().filter(|(name, _)| !name.starts_with("audit/")).collect()
}

/// Does it with this folder out of the way, and puts the folder back.
fn without<T>(folder: &Path, does: impl FnOnce() -> T) -> T {
    let away = folder.with_extension("away");
    fs::rename(folder, &away).unwrap();
    let done = does();
    drop(fs::remove_dir_all(folder));
    fs::rename(&away, folder).unwrap();
    done
}

#[test]
fn a_restore_is_not_signed_that_either_log_does_not_take() {
    let day = Day::new();
    let audit = day.house.fixture.layout().audit();
    let alone = Consent::Alone("after a fire".to_owned());
    let logged = day.events().len();
    day.house
        .session(ANA, |ana| {
            let staged = ana.stage_restore(day.house.mount(), None)?.run(&mut Watch::unwatched())?;
            let restored = outside_of_log(staged.staging());
            for log in [&audit, &Layout::new(staged.staging()).audit()] {
                let refused = without(log, || ana.sign_restored(&staged, &alone)).err();
                let refused = refused.unwrap_or_else(|| panic!("{} was not there", log.display()));
                assert!(NOT_LOGGED.contains(&refused.kind), "{refused:?}");
                assert_eq!(outside_of_log(staged.staging()), restored, "nothing else was written");
            }
            assert!(matches!(ana.sign_restored(&staged, &alone)?, Settled::Done(_)));
            Ok(())
        })
        .unwrap();
    let signed = (Act::Restore, Outcome::Permitted);
    let since = day.events().split_off(logged);
    assert!(since.iter().filter(|event| **event == signed).count() >= 2, "{since:?}");
}

#[test]
fn a_restore_by_sheets_is_not_put_in_place_that_the_restored_log_does_not_take() {
    let day = Day::new();
    let (clock, root): (SharedClock, _) = (day.house.clock.clone(), day.house.apart.path());
    let place = day.to("place");
    fs::create_dir(&place).unwrap();
    let vault = place.join("vault");
    fs::rename(day.house.vault(), &vault).unwrap();
    let wish = SheetRestore {
        mount: day.house.mount().to_owned(),
        generation: None,
        to: vault.clone(),
        replace: true,
    };
    let sheets = day.house.sheets([0, 2, 3]);
    let staged = stage_by_sheets(&wish, &sheets, (&clock, root), &mut Watch::unwatched()).unwrap();
    let (before, staging) = (files(&vault), staged.staging().to_owned());
    let sign = || sign_by_sheets(&staged, &clock, root);
    let refused = without(&Layout::new(&staging).audit(), sign).err().expect("it is not logged");
    assert!(NOT_LOGGED.contains(&refused.kind), "{refused:?}");
    assert_eq!(files(&vault), before, "the vault that is there is as it was, its log too");
    // That the log of a vault that is broken is gone keeps nobody from restoring it.
    let signed = without(&Layout::new(&vault).audit(), sign).unwrap();
    let placed = staged.place(signed).unwrap();
    assert!(placed.kept.is_some());
    let opened = Vault::open(&vault).unwrap().unlock(LOGIN, &password(PASSWORD), None).unwrap();
    let opened = staff::verify(opened, later()).unwrap();
    let reader = opened.log_reader().unwrap();
    let mut events = Vec::new();
    let keys = |epoch| (epoch == 1).then(|| reader.reader_private());
    audit::read(&Layout::new(&vault).audit(), opened.id(), &keys, &mut |entry| {
        if let Entry::Event { event, .. } = entry {
            events.extend(event.event.map(|event| (event.act, event.words.to_string())));
        }
    })
    .unwrap();
    let told = |(act, words): &(Act, String)| *act == Act::Restore && words.contains("by recovery sheets");
    assert_eq!(events.iter().filter(|event| told(event)).count(), 1, "{events:?}");
}
