//! What the access log holds after a day at the workstation, read with the reader's key.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use strongroom::app::acts::Job;
use strongroom::app::entrance::Entrance;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, LockReason};
use strongroom::app::session::Session;
use strongroom::app::snapshot::{
    CustomerQuery, DraftWish, GrantWidth, IdentityDraft, RecordQuery, Settled, WaitingNumber,
};
use strongroom::audit::{self, Entry, Outcome};
use strongroom::base::clock::HandClock;
use strongroom::base::code::ClientCode;
use strongroom::base::id::{AccountId, GroupId, RecordId};
use strongroom::base::job::Watch;
use strongroom::keys::hierarchy::LogReaderKey;
use strongroom::policy::{Act, Role};
use strongroom::staff;
use strongroom::texts::Language;
use strongroom::vault::{Layout, Vault};

use crate::fixture::{Fixture, LOGIN, PASSWORD, later, password};
use crate::newcomer::{Office, THEIRS, done, form, newcomer, second};

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

/// A thing to do, the act that the log must have for it first, and how it is done.
type Doing<'a> = (Act, Box<dyn Fn(&mut Session) -> Result<(), Problem> + 'a>);

fn run<T>(job: Result<Job<T>, Problem>) -> Result<(), Problem> {
    job?.run(&mut Watch::unwatched()).map(drop)
}

/// An office on an ordinary day: two supervisors, Mara who is new, a group with a customer and a record.
struct Day {
    office: Office,
    group: GroupId,
    code: ClientCode,
    record: RecordId,
    mara: AccountId,
    waiting: WaitingNumber,
    folder: tempfile::TempDir,
}

impl Day {
    fn new() -> (Self, Session) {
        let (office, folder) = (Office::with_two(), tempfile::tempdir().unwrap());
        let mut ion = office.enter("ion").unwrap();
        let wish = DraftWish {
            name: "Vlad Stan".to_owned(),
            login: "vlad".to_owned(),
            job_title: String::new(),
            role: Role::Staff,
        };
        let draft = ion.draft_account(&wish).unwrap();
        let vlad = done(ion.enrol(draft, &password(THEIRS), &Consent::Unsaid)).account;
        let asked = ion.screen(&form(vlad), &Consent::Later("she is away".to_owned())).unwrap();
        assert!(matches!(asked, Settled::Waiting(_)));
        ion.lock(LockReason::Person).unwrap();
        let mut ana = office.enter(LOGIN).unwrap();
        let waiting = ana.waiting().unwrap()[0].number;
        let mara = newcomer(&office, &mut ana, "Mara Dinu", "mara", Role::Staff, || second("ion"));
        ana.admit_person(mara).unwrap();
        let group = ana.make_group("Clients").unwrap();
        let identity = IdentityDraft { name: "Zamfirescu".to_owned(), ..IdentityDraft::default() };
        let code = ana.add_customer(group, &identity).unwrap();
        std::fs::write(folder.path().join("letter.txt"), "Dear sir").unwrap();
        std::fs::create_dir(folder.path().join("out")).unwrap();
        let letter = vec![folder.path().join("letter.txt")];
        run(ana.import_files(group, code, letter)).unwrap();
        ana.lock(LockReason::Person).unwrap();
        office.signs("mara", "Mara Dinu");
        let mut ana = office.enter(LOGIN).unwrap();
        let record = ana.find_records(&RecordQuery::default(), 0, 1).unwrap().rows[0].id;
        ana.end_search().unwrap();
        done(ana.grant(mara, group, GrantWidth::Records, None, &second("ion")));
        (Self { office, group, code, record, mara, waiting, folder }, ana)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// With customers and records.
    fn content(&self) -> Vec<Doing<'_>> {
        let (group, code, record) = (self.group, self.code, self.record);
        let named = |name: &str| IdentityDraft { name: name.to_owned(), ..IdentityDraft::default() };
        vec![
            (Act::GroupList, Box::new(|ana| ana.list_groups().map(drop))),
            (Act::GroupMake, Box::new(|ana| ana.make_group("Others").map(drop))),
            (Act::GroupRename, Box::new(move |ana| ana.rename_group(group, "Private clients"))),
            (
                Act::CustomerSearch,
                Box::new(|ana| {
                    let query = CustomerQuery { group: None, text: "zamf".to_owned() };
                    ana.find_customers(&query, 0, 10).map(drop)
                }),
            ),
            (Act::RecordSearch, Box::new(|ana| ana.find_records(&RecordQuery::default(), 0, 10).map(drop))),
            (Act::CustomerView, Box::new(move |ana| ana.customer(group, code).map(drop))),
            (Act::CustomerAdd, Box::new(move |ana| ana.add_customer(group, &named("Quillington")).map(drop))),
            (Act::CustomerEdit, Box::new(move |ana| ana.edit_customer(group, code, &named("Zamfir")))),
            (Act::RecordView, Box::new(move |ana| run(ana.open_record(group, record)))),
            (
                Act::RecordEdit,
                Box::new(move |ana| ana.edit_record(group, record, "Deed".to_owned(), vec![], String::new())),
            ),
            (
                Act::RecordImport,
                Box::new(move |ana| run(ana.import_files(group, code, vec![self.path("letter.txt")]))),
            ),
            (
                Act::RecordExport,
                Box::new(move |ana| {
                    run(ana.export_records(group, vec![record], self.path("out"), "asked for it"))
                }),
            ),
            (Act::VaultCheck, Box::new(|ana| run(ana.check(false)))),
        ]
    }

    /// With people and rules, in an order in which one makes the next possible.
    fn people(&self) -> Vec<Doing<'_>> {
        let (group, mara) = (self.group, self.mara);
        vec![
            (Act::StaffList, Box::new(|ana| ana.people().map(drop))),
            (Act::Countersign, Box::new(|ana| ana.answer(self.waiting, true))),
            (Act::Screen, Box::new(move |ana| ana.screen(&form(mara), &second("ion")).map(drop))),
            (
                Act::RequestMake,
                Box::new(move |ana| {
                    ana.screen(&form(mara), &Consent::Later("he is away".to_owned())).map(drop)
                }),
            ),
            (
                Act::Grant,
                Box::new(move |ana| {
                    ana.grant(mara, group, GrantWidth::Identities, None, &second("ion")).map(drop)
                }),
            ),
            (Act::Revoke, Box::new(move |ana| ana.revoke(mara, group, None, "moved on"))),
            (Act::GrantReview, Box::new(|ana| ana.review_grants(None))),
            (
                Act::PolicyChange,
                Box::new(|ana| ana.change_setting("idle-lock-minutes", 2, &second("ion")).map(drop)),
            ),
            (
                Act::AgreementPublish,
                Box::new(|ana| ana.publish_agreement("New", "Nou", &second("ion")).map(drop)),
            ),
            (Act::AgreementSign, Box::new(|ana| ana.sign_agreement("Ana Pop", Language::Romanian))),
            (Act::Revoke, Box::new(move |ana| ana.leave(mara, "left"))),
        ]
    }

    /// With the log, on paper and to take away. Nothing prints here, which is told after it was logged.
    fn papers(&self) -> Vec<Doing<'_>> {
        let english = Language::English;
        let no_printer = |printed: Result<(), Problem>| match printed {
            Err(problem) if problem.kind == ProblemKind::NotPrinted => Ok(()),
            other => other,
        };
        vec![
            (Act::LogRead, Box::new(|ana| run(ana.log_queue()))),
            (Act::LogExport, Box::new(move |ana| run(ana.save_slip(&self.path("slip.pdf"), english)))),
            (Act::Print, Box::new(move |ana| no_printer(run(ana.print_slip(english))))),
            (Act::Print, Box::new(move |ana| no_printer(ana.print_signed_copy(None, english)))),
            (
                Act::LogExport,
                Box::new(move |ana| run(ana.take_report(self.code, self.folder.path(), "he asked", english))),
            ),
            (Act::PostureView, Box::new(|ana| run(ana.posture()))),
            (
                Act::PostureReport,
                Box::new(move |ana| run(ana.take_posture(self.folder.path(), "yearly", english))),
            ),
        ]
    }

    /// Every event, in order.
    fn events(&self) -> Vec<(Act, Outcome)> {
        let vault = self.verified();
        let reader = |epoch| vault.log_reader_of(epoch).map(LogReaderKey::reader_private);
        let mut events = Vec::new();
        audit::read(&self.audit(), vault.id(), &reader, &mut |entry| {
            if let Entry::Event { event, .. } = entry {
                events.extend(event.event.map(|event| (event.act, event.outcome)));
            }
        })
        .unwrap();
        events
    }

    fn audit(&self) -> PathBuf {
        Layout::new(self.office.vault()).audit()
    }

    fn verified(&self) -> Vault<staff::Verified> {
        let opened = Vault::open(&self.office.vault()).unwrap().unlock(LOGIN, &password(PASSWORD), None);
        staff::verify(opened.unwrap(), later()).unwrap()
    }
}

/// The log lies where the program does not find it; nothing is done, whatever is asked for. Put back, each is done, and its
/// event says first that it is about to be.
#[test]
fn no_act_is_done_that_the_log_does_not_take_and_every_act_is_in_it_first() {
    let (day, mut ana) = Day::new();
    let acts: Vec<Doing<'_>> = day.papers().into_iter().chain(day.content()).chain(day.people()).collect();
    let away = day.path("log-away");
    let statements = |ana: &mut Session| ana.agreement_register().unwrap().versions.len();
    let (before, files) = (statements(&mut ana), names_in(day.folder.path()));
    std::fs::rename(day.audit(), &away).unwrap();
    for (act, does) in &acts {
        let refused = does(&mut ana).err().unwrap_or_else(|| panic!("{act:?} was done without a word"));
        let why = [ProblemKind::NotLogged, ProblemKind::Damaged, ProblemKind::CannotRead];
        assert!(why.contains(&refused.kind), "{act:?}: {refused:?}");
    }
    let mut as_before = [&files[..], &["log-away".to_owned()]].concat();
    as_before.sort();
    assert_eq!(names_in(day.folder.path()), as_before, "nothing left");
    std::fs::rename(&away, day.audit()).unwrap();
    assert_eq!(statements(&mut ana), before);
    for (act, does) in &acts {
        does(&mut ana).unwrap_or_else(|problem| panic!("{act:?}: {problem:?}"));
    }
    ana.lock(LockReason::Person).unwrap();
    let events = day.events();
    let mut rest = &events[..];
    for (act, _) in &acts {
        let at = rest.iter().position(|event| *event == (*act, Outcome::Permitted));
        let at = at.unwrap_or_else(|| panic!("{act:?} is not in the log, in its place"));
        rest = &rest[at + 1..];
    }
    // What is printed is printed, and is not said twice.
    let taken = events.iter().filter(|event| **event == (Act::LogExport, Outcome::Permitted));
    assert_eq!(taken.count(), 2);
    let printed = events.iter().filter(|(act, _)| *act == Act::Print);
    assert_eq!(
        printed.map(|(_, outcome)| *outcome).collect::<Vec<_>>(),
        [Outcome::Permitted, Outcome::Failed, Outcome::Permitted, Outcome::Failed]
    );
}

fn names_in(folder: &Path) -> Vec<String> {
    let listed = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        listed.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_clock_that_is_set_and_why_the_vault_was_locked_are_in_the_log() {
    let (day, mut ana) = Day::new();
    day.office.clock().set_wall(later().plus(std::time::Duration::from_hours(30)));
    ana.list_groups().unwrap();
    ana.lock(LockReason::Idle).unwrap();
    let events = day.events();
    assert!(events.contains(&(Act::ClockJump, Outcome::Done)));
    assert_eq!(words_logged(&day.office.vault(), Act::Lock).last().map(String::as_str), Some("idle"));
}
