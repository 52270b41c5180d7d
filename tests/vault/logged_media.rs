//! Media, backups, restores and rehearsals with the log taken away: nothing of them is done that the log does not take.

use std::fs;
use std::path::PathBuf;

use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::session::Session;
use strongroom::app::snapshot::MediumWish;
use strongroom::audit::{self, Entry, Outcome};
use strongroom::backup::verify::Extent;
use strongroom::base::job::Watch;
use strongroom::policy::Act;

use crate::backup_house::{House, files};
use crate::fixture::{LOGIN, PASSWORD};

const OPERATOR: (&str, &str) = ("op", "op");
const ANA: (&str, &str) = (LOGIN, PASSWORD);

/// Who does it, the act that the log must have for it first, and how it is done.
type Doing<'a> = ((&'a str, &'a str), Act, Box<dyn Fn(&mut Session) -> Result<(), Problem> + 'a>);

/// Two sticks, a backup on the first, and a folder that restores go to.
struct Day {
    house: House,
    second: tempfile::TempDir,
    spare: tempfile::TempDir,
}

impl Day {
    fn new() -> Self {
        let house = House::new();
        house.write(false).unwrap();
        house.file_a_letter(1);
        Self { house, second: tempfile::tempdir().unwrap(), spare: tempfile::tempdir().unwrap() }
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
