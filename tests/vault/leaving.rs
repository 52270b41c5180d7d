//! Leaving: from the moment it is done, whoever left opens nothing, and everyone else goes on; then the groups that were
//! held are written again, and the keys of before open no byte of the new files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use strongroom::app::entrance::Entrance;
use strongroom::app::event::{Answer, Event};
use strongroom::app::problem::ProblemKind;
use strongroom::app::request::{LockReason, PeopleWish, Request, SlipTo};
use strongroom::app::session::Session;
use strongroom::app::snapshot::{CustomerQuery, IdentityDraft};
use strongroom::app::worker::Worker;
use strongroom::base::clock::HandClock;
use strongroom::base::id::{AccountId, GroupId};
use strongroom::base::job::Watch;
use strongroom::keys::hierarchy::DatabaseKey;
use strongroom::keys::place::KeyKind;
use strongroom::policy::{Act, Role};
use strongroom::staff::PeopleError;
use strongroom::staff::enrol::GroupGrant;
use strongroom::store::{Access, Database, Kind, Schema};
use strongroom::texts::Language;
use strongroom::vault::account::load_registry_wraps;
use strongroom::vault::registry::Registry;
use strongroom::vault::{UnlockError, Vault};

use crate::fixture::{Fixture, LOGIN, PASSWORD, later, password, permit};
use crate::worker_line::Line;

const REASON: &str = "Went to another firm";

fn entrance(fixture: &Fixture) -> Entrance {
    let nowhere = fixture.layout().folder().join("accounts");
    Entrance::open(fixture.layout().folder(), Arc::new(HandClock::at(later())), nowhere).ok().unwrap()
}

fn session(fixture: &Fixture, login: &str, text: &str) -> Session {
    entrance(fixture).unlock(login, &password(text)).map_err(|problem| format!("{problem:?}")).unwrap()
}

/// A vault with a group in it, a customer, a record, and two people who hold the group beside the founder.
fn house() -> (Fixture, GroupId, AccountId) {
    let fixture = Fixture::new();
    let mut ana = session(&fixture, LOGIN, PASSWORD);
    let group = ana.make_group("Private clients").unwrap();
    let identity = IdentityDraft { name: "Ștefan Brânză".to_owned(), ..IdentityDraft::default() };
    let code = ana.add_customer(group, &identity).unwrap();
    let letter = tempfile::tempdir().unwrap();
    fs::write(letter.path().join("letter.txt"), "Dear Sir").unwrap();
    let job = ana.import_files(group, code, vec![letter.path().to_owned()]).ok().unwrap();
    assert_eq!(job.run(&mut Watch::unwatched()).unwrap().imported.len(), 1);
    ana.lock(LockReason::Person).unwrap();
    let grants = [GroupGrant { group, identities: true }];
    let dan = fixture.with_person("dan", Role::Staff, &grants);
    fixture.with_person("mia", Role::Supervisor, &grants);
    (fixture, group, dan)
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

fn refusal(fixture: &Fixture, login: &str) -> UnlockError {
    let vault = Vault::open(fixture.layout().folder()).unwrap();
    vault.unlock(login, &password(login), None).err().expect("this must not open")
}

#[test]
fn whoever_leaves_opens_nothing_from_then_on() {
    let (fixture, group, dan) = house();
    let layout = fixture.layout();
    let accounts = tempfile::tempdir().unwrap();
    copied(&layout.accounts(), accounts.path());
    let registry_key = fixture.registry_key(&fixture.seed);

    let mut vault = fixture.verify().unwrap();
    let allowed = permit(&vault, Act::Revoke);
    let own = vault.person().account;
    assert!(matches!(vault.leave(&allowed, own, REASON, later()), Err(PeopleError::OwnCase)));
    assert!(matches!(vault.leave(&allowed, dan, " ", later()), Err(PeopleError::NeedsReason)));
    assert_eq!(vault.header().registry_epoch, 1);
    vault.leave(&allowed, dan, REASON, later()).unwrap();
    assert!(vault.leave(&allowed, dan, REASON, later()).is_err());
    assert_eq!((vault.header().registry_epoch, vault.header().reader().0), (2, 2));
    assert_eq!(vault.log_reader().unwrap().place().epoch, 2);
    assert!(vault.log_reader_of(1).is_some());
    assert_eq!(
        vault.rekey_owed().iter().map(|owed| (owed.group, owed.keys_owed)).collect::<Vec<_>>(),
        [(group, true)]
    );
    assert!(vault.check_plain_files().is_empty(), "{:?}", vault.check_plain_files());
    vault.lock(later(), None, BTreeMap::new()).unwrap();

    assert!(matches!(refusal(&fixture, "dan"), UnlockError::WrongCredentials));
    // Both epochs stay until someone has unlocked.
    assert!(layout.registry(1).exists());
    let mia = fixture.verify_as("mia").unwrap();
    assert!(mia.group(group).is_some() && mia.log_reader().is_some());
    mia.lock(later(), None, BTreeMap::new()).unwrap();
    assert!(!layout.registry(1).exists());
    for path in fs::read_dir(layout.accounts()).unwrap().map(|entry| entry.unwrap().path()) {
        if path.extension().unwrap() == "registry" {
            assert_eq!(load_registry_wraps(&path).unwrap().len(), 1);
        }
    }
    let by_sheets = fixture.registry_key(&fixture.seed);
    assert_eq!(by_sheets.place().epoch, 2);
    assert!(Registry::open(&layout.registry(2), &by_sheets.registry_database()).is_ok());
    assert!(Registry::open(&layout.registry(2), &registry_key.registry_database()).is_err());

    // With their own files of before put back.
    let handle = Vault::open(layout.folder()).unwrap().account_handle("dan");
    for path in [layout.keyslots(handle), layout.registry_wrap(handle), layout.anchor(handle)] {
        fs::copy(accounts.path().join(path.file_name().unwrap()), &path).unwrap();
    }
    assert!(matches!(refusal(&fixture, "dan"), UnlockError::NotAdmitted));
    let ana = fixture.verify().unwrap();
    assert!(ana.check_statements().is_ok());
    ana.lock(later(), None, BTreeMap::new()).unwrap();
    assert!(!layout.keyslots(handle).exists());
}

#[test]
fn leaving_that_ends_before_the_header_has_not_happened() {
    let (fixture, _group, dan) = house();
    let layout = fixture.layout();
    let header = fs::read(layout.header()).unwrap();
    let accounts = tempfile::tempdir().unwrap();
    copied(&layout.accounts(), accounts.path());
    let mut vault = fixture.verify().unwrap();
    vault.leave(&permit(&vault, Act::Revoke), dan, REASON, later()).unwrap();
    drop(vault);
    // All but the last write: the header of before, and the files that go after it.
    fs::write(layout.header(), header).unwrap();
    let handle = Vault::open(layout.folder()).unwrap().account_handle("dan");
    for path in [layout.keyslots(handle), layout.registry_wrap(handle), layout.anchor(handle)] {
        fs::copy(accounts.path().join(path.file_name().unwrap()), &path).unwrap();
    }
    let vault = fixture.verify_as("dan").unwrap();
    assert!(!vault.groups().is_empty());
    vault.lock(later(), None, BTreeMap::new()).unwrap();
    assert!(!layout.registry(2).exists());
    let mut vault = fixture.verify().unwrap();
    assert!(vault.check_plain_files().is_empty(), "{:?}", vault.check_plain_files());
    vault.leave(&permit(&vault, Act::Revoke), dan, REASON, later()).unwrap();
    drop(vault);
    assert!(matches!(refusal(&fixture, "dan"), UnlockError::WrongCredentials));
    assert!(fixture.verify_as("mia").is_ok());
}

fn opens(path: &Path, kind: Kind, key: &DatabaseKey) -> bool {
    let steps: &[&str] = if kind == Kind::Records { &["", "", "", ""] } else { &[""] };
    Database::open(path, &Schema { kind, steps }, key, Access::ReadOnly).is_ok()
}

#[test]
fn what_is_owed_is_written_again_and_the_keys_of_before_open_nothing_of_it() {
    let (fixture, group, dan) = house();
    let layout = fixture.layout();
    let old = {
        let vault = fixture.verify_as("dan").unwrap();
        let held = vault.group(group).unwrap().clone();
        vault.lock(later(), None, BTreeMap::new()).unwrap();
        held
    };
    let mut ana = session(&fixture, LOGIN, PASSWORD);
    ana.leave(dan, REASON).unwrap();
    let owed = ana.rekey_owed();
    assert_eq!((owed.len(), owed[0].begun, owed[0].name.as_deref()), (1, false, Some("Private clients")));
    // Dropped before it runs: the new keys are there, the stacks are still owed.
    drop(ana.rekey_group(group).ok().unwrap());
    ana.settle_rekeys();
    assert!(ana.rekey_owed()[0].begun);
    ana.lock(LockReason::Person).unwrap();

    // Someone else goes on with it.
    let mut mia = session(&fixture, "mia", "mia");
    assert!(mia.rekey_owed()[0].begun);
    let query = CustomerQuery { group: Some(group), text: "branza".to_owned() };
    assert_eq!(mia.find_customers(&query, 0, 10).unwrap().rows.len(), 1);
    let job = mia.rekey_group(group).ok().unwrap();
    let report = job.run(&mut Watch::unwatched()).unwrap();
    assert_eq!((report.stacks, report.lost.len(), report.old_files), (1, 0, 3));
    assert!(!mia.rekey_owed().is_empty());
    mia.settle_rekeys();
    assert!(mia.rekey_owed().is_empty());
    let checked = mia.check(false).ok().unwrap().run(&mut Watch::unwatched()).unwrap();
    assert!(checked.damage.is_empty(), "{:?}", checked.damage);
    mia.lock(LockReason::Person).unwrap();

    for login in [LOGIN, "mia"] {
        let text = if login == LOGIN { PASSWORD } else { login };
        let mut session = session(&fixture, login, text);
        assert_eq!(session.group_named("Private clients").unwrap(), group);
        assert_eq!(session.find_customers(&query, 0, 10).unwrap().rows.len(), 1);
        session.lock(LockReason::Person).unwrap();
    }
    let vault = fixture.verify().unwrap();
    let new = vault.group(group).unwrap().clone();
    assert_eq!((new.epoch, new.older.len()), (2, 0));
    let identities = (old.identities.unwrap(), new.identities.unwrap());
    let files = [
        (
            layout.records(group, 2),
            Kind::Records,
            old.records.records_database(),
            new.records.records_database(),
        ),
        (
            layout.identities(group, 2),
            Kind::Identities,
            identities.0.identities_database(),
            identities.1.identities_database(),
        ),
        (
            layout.stack(group, 1, 2),
            Kind::Stack,
            old.records.stack_database(1),
            new.records.stack_database(1),
        ),
    ];
    for (path, kind, old, new) in files {
        assert!(!opens(&path, kind, &old), "{}", path.display());
        assert!(opens(&path, kind, &new), "{}", path.display());
    }
    assert!(
        vault.house().person(dan).unwrap().granted_wrap((KeyKind::GroupRecords, Some(group)), 1).is_none()
    );
}

#[test]
fn the_log_is_renewed_for_its_new_reader_and_the_last_supervisor_stays() {
    let (fixture, _group, dan) = house();
    let mut mia = session(&fixture, "mia", "mia");
    mia.leave(dan, REASON).unwrap();
    let founder = fixture.keys(LOGIN, PASSWORD).0;
    mia.leave(founder, REASON).unwrap();
    let me = fixture.keys("mia", "mia").0;
    assert_eq!(mia.leave(me, REASON).unwrap_err().kind, ProblemKind::Refused);
    mia.lock(LockReason::Person).unwrap();
    let vault = fixture.verify_as("mia").unwrap();
    assert_eq!(vault.header().readers.len(), 3);
    let mut acts = BTreeMap::new();
    strongroom::audit::read(
        &fixture.layout().audit(),
        vault.id(),
        &|epoch| vault.log_reader_of(epoch).map(strongroom::keys::hierarchy::LogReaderKey::reader_private),
        &mut |entry| match entry {
            strongroom::audit::Entry::Event { event, .. } => {
                *acts.entry(event.event.unwrap().act).or_insert(0) += 1;
            }
            strongroom::audit::Entry::Session { .. } => {}
            strongroom::audit::Entry::Unreadable { why, .. } => panic!("{why}"),
        },
    )
    .unwrap();
    assert!(acts[&Act::Revoke] >= 4, "{acts:?}");
    let of_before = |epoch| (epoch == 1).then(|| vault.log_reader_of(1).unwrap().reader_private());
    let mut unreadable = 0;
    strongroom::audit::read(&fixture.layout().audit(), vault.id(), &of_before, &mut |entry| {
        unreadable += u32::from(matches!(entry, strongroom::audit::Entry::Unreadable { .. }));
    })
    .unwrap();
    assert!(unreadable > 0, "what came after the leaving is not read with the key of before");
}

#[test]
fn the_window_closes_an_account_and_has_its_group_written_again() {
    let (fixture, group, dan) = house();
    let clock = Arc::new(HandClock::at(later()));
    let nowhere = fixture.layout().folder().join("accounts");
    let folder = fixture.layout().folder().to_owned();
    let worker = Worker::start(Some(folder), clock, nowhere, Arc::new(|| ()));
    let mut line = Line::to(worker);
    let owed = |event: &Event| match event {
        Event::Session(face) => Some(face.owed),
        _ => None,
    };
    let unlock = Request::Unlock { login: LOGIN.to_owned(), password: password(PASSWORD) };
    assert!(matches!(line.ask(unlock), Ok(Answer::Unlocked)));
    let leave = PeopleWish::Leave { account: dan, reason: REASON.to_owned() };
    assert!(matches!(line.ask(Request::People(leave)), Ok(Answer::Done)));
    let Ok(Answer::Owed(rows)) = line.ask(Request::People(PeopleWish::Owed)) else { panic!("no list") };
    assert_eq!((rows.len(), rows[0].group, rows[0].begun), (1, group, false));
    assert_eq!(line.take_kept().iter().rev().find_map(owed), Some(1));
    match line.ask(Request::People(PeopleWish::Rekey(group))) {
        Ok(Answer::Rekeyed(report)) => assert_eq!((report.stacks, report.old_files), (1, 3)),
        other => panic!("{:?}", other.err()),
    }
    // The end of the job is told to the worker by the job itself, and settled then.
    line.wait_for(|event| owed(event) == Some(0));
}

#[test]
fn a_suspicion_closes_the_account_makes_the_slip_and_locks() {
    let (fixture, _group, dan) = house();
    let mia = fixture.keys("mia", "mia").0;
    let nowhere = fixture.layout().folder().join("accounts");
    let folder = fixture.layout().folder().to_owned();
    let worker = Worker::start(Some(folder), Arc::new(HandClock::at(later())), nowhere, Arc::new(|| ()));
    let mut line = Line::to(worker);
    let papers = tempfile::tempdir().unwrap();
    let suspect = |account, to: std::path::PathBuf| {
        let (reason, to) = ("His stick was found in the car park".to_owned(), SlipTo::File(to));
        Request::People(PeopleWish::Suspect { account, reason, to, language: Language::English })
    };
    let unlock = || Request::Unlock { login: LOGIN.to_owned(), password: password(PASSWORD) };
    assert!(matches!(line.ask(unlock()), Ok(Answer::Unlocked)));
    // Without its slip the account is closed all the same, and the vault stays open to say so.
    let no_slip = line.ask(suspect(mia, papers.path().join("none/slip.pdf")));
    assert!(matches!(no_slip, Ok(Answer::NoSlip(_))), "{:?}", no_slip.err());
    let again = |account, to: std::path::PathBuf, lock| {
        let (to, language) = (SlipTo::File(to), Language::Romanian);
        Request::People(PeopleWish::Slip { account, to, language, lock })
    };
    let is_paper = |path: &Path| fs::read(path).unwrap().starts_with(b"%PDF");
    // It is made once more wherever it can be, and that locks where the closing could not. Whoever is here has none.
    let second = papers.path().join("second.pdf");
    assert!(line.ask(again(dan, second.clone(), true)).is_err() && !second.exists());
    assert!(matches!(line.ask(again(mia, second.clone(), false)), Ok(Answer::Done)));
    assert!(is_paper(&second) && line.ask(Request::People(PeopleWish::Owed)).is_ok());
    assert!(line.ask(again(mia, papers.path().join("none/slip.pdf"), true)).is_err());
    assert!(line.ask(Request::People(PeopleWish::Owed)).is_ok(), "without its slip it stays open");
    assert!(matches!(line.ask(again(mia, second, true)), Ok(Answer::Done)));
    assert_eq!(line.ask(Request::People(PeopleWish::Owed)).err().unwrap().kind, ProblemKind::Locked);
    assert!(matches!(line.ask(unlock()), Ok(Answer::Unlocked)));
    let slip = papers.path().join("slip.pdf");
    assert!(matches!(line.ask(suspect(dan, slip.clone())), Ok(Answer::Done)));
    assert!(is_paper(&slip));
    let locked = line.ask(Request::People(PeopleWish::Owed)).err().unwrap();
    assert_eq!(locked.kind, ProblemKind::Locked);
    assert!(matches!(line.ask(unlock()), Ok(Answer::Unlocked)));
    let Ok(Answer::Owed(rows)) = line.ask(Request::People(PeopleWish::Owed)) else { panic!("no list") };
    assert_eq!(rows.len(), 1);
    drop(line);
    for login in ["dan", "mia"] {
        assert!(matches!(refusal(&fixture, login), UnlockError::WrongCredentials));
    }
}
