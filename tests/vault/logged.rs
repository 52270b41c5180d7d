//! What the access log holds after a day at the workstation, read with the reader's key.

use std::path::Path;
use std::sync::Arc;

use strongroom::app::entrance::Entrance;
use strongroom::app::problem::ProblemKind;
use strongroom::app::request::LockReason;
use strongroom::app::snapshot::{CustomerQuery, IdentityDraft};
use strongroom::audit::{self, Entry};
use strongroom::base::clock::HandClock;
use strongroom::policy::Act;
use strongroom::staff;
use strongroom::vault::{Layout, Vault};

use crate::fixture::{Fixture, LOGIN, PASSWORD, later, password};

impl Fixture {
    /// Every act in the log, in order.
    fn logged(&self) -> Vec<Act> {
        let vault = self.verify().unwrap();
        let reader = vault.log_reader().unwrap();
        let keys = |epoch| (epoch == 1).then(|| reader.reader_private());
        let mut acts = Vec::new();
        let mut show = |entry| match entry {
            Entry::Event { event, .. } => acts.push(event.event.unwrap().act),
            Entry::Session { .. } => {}
            Entry::Unreadable { why, .. } => panic!("{why}"),
        };
        audit::read(&self.layout().audit(), vault.id(), &keys, &mut show).unwrap();
        acts
    }
}

/// The words of every event of an act, in order, in the vault of this folder.
pub(crate) fn words_logged(folder: &Path, act: Act) -> Vec<String> {
    let opened = Vault::open(folder).unwrap().unlock(LOGIN, &password(PASSWORD), None).unwrap();
    let vault = staff::verify(opened, later()).unwrap();
    let reader = vault.log_reader().unwrap();
    let keys = |epoch| (epoch == 1).then(|| reader.reader_private());
    let mut words = Vec::new();
    let mut show = |entry| {
        if let Entry::Event { event, .. } = entry
            && let Some(event) = event.event.filter(|event| event.act == act)
        {
            words.push(event.words.to_string());
        }
    };
    audit::read(&Layout::new(folder).audit(), vault.id(), &keys, &mut show).unwrap();
    words
}

#[test]
fn the_program_says_when_it_comes_and_when_it_goes() {
    let fixture = Fixture::new();
    let nowhere = tempfile::tempdir().unwrap();
    let clock = Arc::new(HandClock::at(later()));
    let entrance = Entrance::open(fixture.layout().folder(), clock, nowhere.path().to_owned()).ok().unwrap();
    assert!(entrance.unlock(LOGIN, &password("not the password")).is_err());
    let session = entrance.unlock(LOGIN, &password(PASSWORD)).ok().unwrap();
    session.lock(LockReason::Person).unwrap();
    drop(entrance);
    let expected = [Act::ProgramStart, Act::LogInFailed, Act::LogIn, Act::Lock, Act::ProgramEnd];
    assert_eq!(fixture.logged(), expected);
}

#[test]
fn a_group_database_swapped_for_another_is_refused_at_log_in_and_in_the_log() {
    let fixture = Fixture::new();
    let nowhere = tempfile::tempdir().unwrap();
    let enter = || {
        let clock = Arc::new(HandClock::at(later()));
        let entrance = Entrance::open(fixture.layout().folder(), clock, nowhere.path().to_owned());
        entrance.ok().unwrap().unlock(LOGIN, &password(PASSWORD)).ok().unwrap()
    };
    let mut session = enter();
    let groups = ["Clinic", "Claims"].map(|name| session.make_group(name).unwrap());
    for group in groups {
        let identity = IdentityDraft { name: "Ștefan Brânză".to_owned(), ..IdentityDraft::default() };
        session.add_customer(group, &identity).unwrap();
    }
    session.lock(LockReason::Person).unwrap();
    for path in [Layout::records, Layout::identities] {
        let [mine, theirs] = groups.map(|group| path(&fixture.layout(), group, 1));
        let kept = std::fs::read(&mine).unwrap();
        std::fs::copy(&theirs, &mine).unwrap();
        let mut session = enter();
        let mut found = |group| {
            let query = CustomerQuery { group: Some(group), text: "branza".to_owned() };
            session.find_customers(&query, 0, 10).map(|found| found.rows.len())
        };
        assert_eq!(found(groups[0]).map_err(|problem| problem.kind), Err(ProblemKind::Damaged));
        assert_eq!(found(groups[1]).ok(), Some(1), "the others are open");
        session.lock(LockReason::Person).unwrap();
        std::fs::write(&mine, kept).unwrap();
    }
    enter().lock(LockReason::Person).unwrap();
    let refused = fixture.logged().into_iter().filter(|act| *act == Act::VaultCheck).count();
    assert_eq!(refused, 2, "each is in the log from the log-in on");
}
