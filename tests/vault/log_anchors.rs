//! The anchors of the access log: an older log that is put back is an alarm for whoever saw more of it, for groups, on
//! paper and on media; and who signs what.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use strongroom::app::acts::{BreakWish, SamplePerson};
use strongroom::app::entrance::Entrance;
use strongroom::app::event::Answer;
use strongroom::app::log_verify::{Kept, LogVerified, verify_log};
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, GivenFactor, LockReason, Request, Second};
use strongroom::app::session::Session;
use strongroom::app::snapshot::Settled;
use strongroom::audit::{self, Entry, account_name, last_checkpoint, machine_name};
use strongroom::base::clock::HandClock;
use strongroom::base::id::GroupId;
use strongroom::base::job::Watch;
use strongroom::policy::Role;
use strongroom::records::face::IdentityDraft;

use crate::fixture::{Fixture, LOGIN, PASSWORD, later, password};
use crate::soft_token::Plug;
use crate::worker::{Desk, unlock};

const DAN: &str = "dan";
const DANS: &str = "scaunul verde de sub nuc";

struct House {
    fixture: Fixture,
    clock: Arc<HandClock>,
    group: GroupId,
}

impl House {
    /// Ana, who founded it, and Dan, who holds the one group.
    fn new() -> Self {
        let (fixture, clock) = (Fixture::new(), Arc::new(HandClock::at(later())));
        let mut house = Self { fixture, clock, group: GroupId::generate() };
        let entrance = house.start();
        let mut session = entrance.unlock(LOGIN, &password(PASSWORD)).unwrap();
        house.group = session.make_group("Private clients").unwrap();
        let person = SamplePerson {
            name: "Dan Rusu",
            login: DAN,
            job_title: "",
            password: &password(DANS),
            role: Role::Staff,
            groups: &[(house.group, true)],
        };
        session.enrol_sample_person(&person).unwrap();
        session.lock(LockReason::Person).unwrap();
        house
    }

    fn start(&self) -> Entrance {
        Entrance::open(self.fixture.layout().folder(), self.clock.clone(), PathBuf::from("/")).unwrap()
    }

    fn comes_and_goes(&self, login: &str, text: &str) -> Result<(), Problem> {
        self.start().unlock(login, &password(text))?.lock(LockReason::Person)
    }

    /// Ana adds some customers, which are so many events.
    fn ana_works(&self) {
        let entrance = self.start();
        let mut session = entrance.unlock(LOGIN, &password(PASSWORD)).unwrap();
        for number in 0..8 {
            let draft = IdentityDraft { name: format!("Customer {number}"), ..IdentityDraft::default() };
            session.add_customer(self.group, &draft).unwrap();
        }
        session.lock(LockReason::Person).unwrap();
    }

    fn log(&self) -> PathBuf {
        self.fixture.layout().audit()
    }

    fn verify(&self, kept: &[Kept]) -> Result<LogVerified, Problem> {
        verify_log(self.fixture.layout().folder(), kept, &mut Watch::unwatched())
    }

    fn put_log_back(&self, from: &Path) {
        std::fs::remove_dir_all(self.log()).unwrap();
        copy(from, &self.log());
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

fn detail<'p>(problem: &'p Problem, name: &str) -> &'p str {
    problem.details.iter().find(|(named, _)| *named == name).map_or("", |(_, value)| value)
}

#[test]
fn everyone_signs_and_anyone_can_check_whose_signature_it_is() {
    let house = House::new();
    house.ana_works();
    house.comes_and_goes(DAN, DANS).unwrap();
    let verified = house.verify(&[]).unwrap();
    let vault = house.fixture.verify().unwrap();
    let dan = vault.house().person_called(DAN).unwrap().account;
    let names: Vec<&String> = verified.log.signatures.keys().collect();
    for name in [machine_name(vault.id()), account_name(vault.person().account), account_name(dan)] {
        assert!(names.contains(&&name), "{name} is not among {names:?}");
    }
    assert!(verified.log.unknown.is_empty());
    assert_eq!(verified.founding, vault.header().founding_digest());
    let last = verified.log.last_checkpoint.unwrap();
    assert_eq!(last.head, verified.log.head, "the program's end is signed");
}

#[test]
fn without_the_certificates_signatures_are_nobodys_until_a_supervisor_comes() {
    let house = House::new();
    house.comes_and_goes(DAN, DANS).unwrap();
    std::fs::remove_file(house.log().join("keys")).unwrap();
    assert_eq!(house.verify(&[]).unwrap().log.unknown.len(), 1);
    house.comes_and_goes(DAN, DANS).unwrap();
    assert_eq!(house.verify(&[]).unwrap().log.unknown.len(), 1, "staff certify nobody");
    house.comes_and_goes(LOGIN, PASSWORD).unwrap();
    assert!(house.verify(&[]).unwrap().log.unknown.is_empty());
}

#[test]
fn an_older_log_is_an_alarm_for_whoever_saw_more() {
    let house = House::new();
    let before = tempfile::tempdir().unwrap();
    copy(&house.log(), &before.path().join("log"));
    let then = house.verify(&[]).unwrap().log.head.count;
    house.ana_works();
    let now = house.verify(&[]).unwrap().log.head.count;
    house.put_log_back(&before.path().join("log"));
    let alarm = house.comes_and_goes(LOGIN, PASSWORD).unwrap_err();
    assert_eq!((alarm.kind, alarm.kind.exit_code()), (ProblemKind::LogRolledBack, 4));
    assert_eq!(
        (detail(&alarm, "whose"), detail(&alarm, "then").parse::<u64>().unwrap() <= now),
        ("own", true)
    );
    assert!(detail(&alarm, "now").parse::<u64>().unwrap() >= then);
    assert!(!detail(&alarm, "seen").is_empty());
    // Whoever comes when the log has grown past that again hears that it is another.
    for _ in 0..12 {
        drop(house.start());
    }
    let alarm = house.comes_and_goes(LOGIN, PASSWORD).unwrap_err();
    assert_eq!(alarm.kind, ProblemKind::LogForked);
}

/// Dan never saw what Ana did, so his own anchor is content; the group is not.
#[test]
fn a_group_keeps_what_the_log_was_for_those_who_saw_less() {
    let house = House::new();
    house.comes_and_goes(DAN, DANS).unwrap();
    let before = tempfile::tempdir().unwrap();
    copy(&house.log(), &before.path().join("log"));
    house.ana_works();
    house.put_log_back(&before.path().join("log"));
    let entrance = house.start();
    let mut session = entrance.unlock(DAN, &password(DANS)).unwrap();
    let alarm = session.add_customer(house.group, &IdentityDraft::default()).unwrap_err();
    assert_eq!((alarm.kind, detail(&alarm, "whose")), (ProblemKind::LogRolledBack, "group"));
    assert_eq!(detail(&alarm, "name"), "Private clients");
    session.lock(LockReason::Person).unwrap();
}

/// Accepts as Ana.
fn accepts(house: &House, consent: &Consent) -> Result<Settled<Session>, Problem> {
    let wish = BreakWish { reason: "the disk died; Friday's copy was put back", consent };
    house.start().unlock_accepting(LOGIN, &password(PASSWORD), &GivenFactor::Nothing, &wish)
}

fn second(login: &str, text: &str) -> Consent {
    let (login, password) = (login.to_owned(), password(text));
    Consent::Second(Second { login, password, factor: GivenFactor::Nothing })
}

#[test]
fn a_supervisor_accepts_a_break_and_everyone_goes_on_and_it_is_told_for_ever() {
    let house = House::new();
    let before = tempfile::tempdir().unwrap();
    copy(&house.log(), &before.path().join("log"));
    house.ana_works();
    house.comes_and_goes(DAN, DANS).unwrap();
    house.put_log_back(&before.path().join("log"));
    let alarm = house.comes_and_goes(LOGIN, PASSWORD).unwrap_err();
    assert_eq!((alarm.kind, detail(&alarm, "may")), (ProblemKind::LogRolledBack, "accept"));
    let alarm = house.comes_and_goes(DAN, DANS).unwrap_err();
    assert_eq!((alarm.kind, detail(&alarm, "may")), (ProblemKind::LogRolledBack, ""));
    // Not without a reason, and not by staff.
    let Ok(Settled::SecondNeeded(needed)) = accepts(&house, &Consent::Unsaid) else { panic!("unsaid") };
    assert!(needed.reason_is_enough);
    let wish = BreakWish { reason: "why not", consent: &Consent::Alone("alone".to_owned()) };
    let refused =
        house.start().unlock_accepting(DAN, &password(DANS), &GivenFactor::Nothing, &wish).err().unwrap();
    assert_eq!(refused.kind, ProblemKind::Refused);
    assert!(house.comes_and_goes(LOGIN, PASSWORD).is_err(), "nothing was accepted yet");
    house.clock.advance(Duration::from_mins(5));
    let Ok(Settled::Done(mut session)) = accepts(&house, &Consent::Alone("no other supervisor".to_owned()))
    else {
        panic!("it was accepted")
    };
    session
        .add_customer(house.group, &IdentityDraft { name: "After".to_owned(), ..IdentityDraft::default() })
        .unwrap();
    session.lock(LockReason::Person).unwrap();
    // Dan saw more, and the group too: both are content, and the log verifies and tells.
    let entrance = house.start();
    let mut session = entrance.unlock(DAN, &password(DANS)).unwrap();
    session
        .add_customer(house.group, &IdentityDraft { name: "Again".to_owned(), ..IdentityDraft::default() })
        .unwrap();
    session.lock(LockReason::Person).unwrap();
    drop(entrance);
    let verified = house.verify(&[]).unwrap().log;
    let [accepted] = &verified.breaks[..] else { panic!("one break: {:?}", verified.breaks) };
    assert!(accepted.alone && accepted.lost.is_some() && accepted.reason.contains("Friday"));
    // Where there is no break there is nothing to accept.
    let nothing = accepts(&house, &Consent::Alone("once more".to_owned())).err().unwrap();
    assert_eq!((nothing.kind, detail(&nothing, "why")), (ProblemKind::Refused, "no-break"));
}

#[test]
fn what_comes_after_an_accepted_break_is_as_well_kept_as_before() {
    let house = House::new();
    let before = tempfile::tempdir().unwrap();
    copy(&house.log(), &before.path().join("log"));
    house.ana_works();
    house.put_log_back(&before.path().join("log"));
    house.clock.advance(Duration::from_mins(5));
    let Ok(Settled::Done(session)) = accepts(&house, &Consent::Alone("no other supervisor".to_owned()))
    else {
        panic!("it was accepted")
    };
    session.lock(LockReason::Person).unwrap();
    copy(&house.log(), &before.path().join("accepted"));
    house.clock.advance(Duration::from_mins(5));
    house.ana_works();
    house.put_log_back(&before.path().join("accepted"));
    let alarm = house.comes_and_goes(LOGIN, PASSWORD).unwrap_err();
    assert_eq!(alarm.kind, ProblemKind::LogRolledBack, "the acceptance is older than what was seen");
    // Nor does one cover another log than the one that was gone on with.
    std::fs::copy(house.log().join("breaks"), before.path().join("breaks")).unwrap();
    house.put_log_back(&before.path().join("log"));
    std::fs::copy(before.path().join("breaks"), house.log().join("breaks")).unwrap();
    assert_eq!(house.verify(&[]).unwrap_err().kind, ProblemKind::LogRolledBack);
    assert!(house.comes_and_goes(LOGIN, PASSWORD).is_err());
}

#[test]
fn where_there_are_two_supervisors_two_accept_also_what_a_group_saw() {
    let house = House::new();
    let entrance = house.start();
    let mut session = entrance.unlock(LOGIN, &password(PASSWORD)).unwrap();
    let person = SamplePerson {
        name: "Eva Toma",
        login: "eva",
        job_title: "",
        password: &password("umbra mare pe zid"),
        role: Role::Supervisor,
        groups: &[(house.group, true)],
    };
    session.enrol_sample_person(&person).unwrap();
    session.lock(LockReason::Person).unwrap();
    drop(entrance);
    house.comes_and_goes("eva", "umbra mare pe zid").unwrap();
    let before = tempfile::tempdir().unwrap();
    copy(&house.log(), &before.path().join("log"));
    // Dan works, so that Ana's own anchor is content with the older log, and the group is not.
    let entrance = house.start();
    let mut session = entrance.unlock(DAN, &password(DANS)).unwrap();
    session
        .add_customer(house.group, &IdentityDraft { name: "Lost".to_owned(), ..IdentityDraft::default() })
        .unwrap();
    session.lock(LockReason::Person).unwrap();
    drop(entrance);
    house.put_log_back(&before.path().join("log"));
    house.clock.advance(Duration::from_mins(5));
    let Ok(Settled::SecondNeeded(needed)) = accepts(&house, &Consent::Alone("me alone".to_owned())) else {
        panic!("a second is needed")
    };
    assert!(!needed.reason_is_enough);
    assert!(accepts(&house, &second(DAN, DANS)).is_err(), "staff sign no such thing");
    let Ok(Settled::Done(mut session)) = accepts(&house, &second("eva", "umbra mare pe zid")) else {
        panic!("two accepted it")
    };
    session
        .add_customer(house.group, &IdentityDraft { name: "After".to_owned(), ..IdentityDraft::default() })
        .unwrap();
    session.lock(LockReason::Person).unwrap();
    house.comes_and_goes(DAN, DANS).unwrap();
    let verified = house.verify(&[]).unwrap().log;
    assert_eq!(verified.breaks.len(), 1);
    assert!(!verified.breaks[0].alone && verified.breaks[0].signers().count() == 2);
}

/// Ana's own anchor is content with the older log, so she is in; the group that Dan worked in is not.
#[test]
fn who_is_in_accepts_in_the_window_what_a_group_saw() {
    let house = House::new();
    let before = tempfile::tempdir().unwrap();
    copy(&house.log(), &before.path().join("log"));
    let entrance = house.start();
    let mut session = entrance.unlock(DAN, &password(DANS)).unwrap();
    let named = |name: &str| IdentityDraft { name: name.to_owned(), ..IdentityDraft::default() };
    session.add_customer(house.group, &named("Lost")).unwrap();
    session.lock(LockReason::Person).unwrap();
    drop(entrance);
    house.put_log_back(&before.path().join("log"));
    house.clock.advance(Duration::from_mins(5));
    let folder = house.fixture.layout().folder().to_owned();
    let mut desk = Desk::over(folder, house.clock.clone(), PathBuf::from("/"), Plug::found(&[]));
    assert!(matches!(desk.ask(unlock(PASSWORD)), Ok(Answer::Unlocked)));
    let add = || Request::AddCustomer { group: house.group, identity: named("After") };
    let shut = desk.ask(add()).err().unwrap();
    // Whether the log has grown past what the group saw by now or not.
    assert!([ProblemKind::LogRolledBack, ProblemKind::LogForked].contains(&shut.kind), "{shut:?}");
    assert_eq!(detail(&shut, "whose"), "group");
    let accept = |consent| Request::AcceptGroupBreak { reason: "the disk died".to_owned(), consent };
    assert!(matches!(desk.ask(accept(Consent::Unsaid)), Ok(Answer::SecondNeeded(_))));
    assert!(desk.ask(add()).is_err(), "nothing was accepted yet");
    assert!(matches!(desk.ask(accept(Consent::Alone("no other supervisor".to_owned()))), Ok(Answer::Done)));
    assert!(matches!(desk.ask(add()), Ok(Answer::CustomerAdded(_))));
    let nothing = desk.ask(accept(Consent::Alone("once more".to_owned()))).err().unwrap();
    assert_eq!((nothing.kind, detail(&nothing, "why")), (ProblemKind::Refused, "no-break"));
    desk.end();
    assert_eq!(house.verify(&[]).unwrap().log.breaks.len(), 1);
}

#[test]
fn heads_slips_and_checkpoints_kept_elsewhere_tell_a_whole_folder_put_back() {
    let house = House::new();
    let before = tempfile::tempdir().unwrap();
    copy(&house.log(), &before.path().join("log"));
    house.ana_works();
    let seen = house.verify(&[]).unwrap();
    let vault = house.fixture.verify().unwrap().id();
    let medium = before.path().join("medium.txt");
    let kept = last_checkpoint(&house.log(), vault).unwrap().unwrap();
    std::fs::write(&medium, kept.note.encode()).unwrap();
    let head = seen.log.head;
    let all = [
        Kept::Head(head.count, head.root),
        Kept::Slip(head.count, seen.head_words.clone()),
        Kept::File(medium.clone()),
    ];
    assert_eq!(house.verify(&all).unwrap().held_against, 3);
    house.ana_works();
    assert_eq!(house.verify(&all).unwrap().held_against, 3, "they hold later too");
    house.put_log_back(&before.path().join("log"));
    house.verify(&[]).unwrap();
    for (kept, whose) in all.iter().zip(["head", "slip", "file"]) {
        let alarm = house.verify(std::slice::from_ref(kept)).unwrap_err();
        assert_eq!((alarm.kind, detail(&alarm, "whose")), (ProblemKind::LogRolledBack, whose));
        assert_eq!(detail(&alarm, "then"), head.count.to_string());
    }
    // Grown past it again, it is another log.
    while house.verify(&[]).unwrap().log.head.count <= head.count {
        drop(house.start());
    }
    for kept in &all {
        assert_eq!(house.verify(std::slice::from_ref(kept)).unwrap_err().kind, ProblemKind::LogForked);
    }
    std::fs::write(&medium, "not a checkpoint\n").unwrap();
    assert_eq!(house.verify(&all[2..]).unwrap_err().kind, ProblemKind::CannotRead);
}

/// What a staff member holds reads no event, and the files of the log hold no name, code or title.
#[test]
fn staff_read_no_event_and_the_files_name_nobody() {
    let house = House::new();
    house.ana_works();
    let entrance = house.start();
    let mut session = entrance.unlock(DAN, &password(DANS)).unwrap();
    let draft = IdentityDraft { name: "Zamfira Quillington".to_owned(), ..IdentityDraft::default() };
    let code = session.add_customer(house.group, &draft).unwrap();
    session.lock(LockReason::Person).unwrap();
    drop(entrance);
    let vault = strongroom::staff::verify(house.fixture.open(DAN, DANS), later()).unwrap();
    assert!(vault.log_reader().is_none());
    let (mut events, mut sealed) = (0, 0);
    let keys =
        |epoch| vault.log_reader_of(epoch).map(strongroom::keys::hierarchy::LogReaderKey::reader_private);
    audit::read(&house.log(), vault.id(), &keys, &mut |entry| match entry {
        Entry::Event { .. } => events += 1,
        Entry::Unreadable { .. } => sealed += 1,
        Entry::Session { .. } => {}
    })
    .unwrap();
    assert_eq!(events, 0);
    assert!(sealed > 20);
    let told =
        [code.to_string(), code.compact(), "Quillington".to_owned(), "Dan Rusu".to_owned(), DAN.to_owned()];
    for file in std::fs::read_dir(house.log()).unwrap().flatten() {
        let bytes = std::fs::read(file.path()).unwrap();
        for word in told.iter().filter(|word| word.len() > 3) {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "{word} lies in {}", file.path().display());
        }
    }
}

#[test]
fn the_command_line_verifies_without_a_password() {
    let house = House::new();
    let run = |more: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_strongroom"))
            .arg("--vault")
            .arg(house.fixture.layout().folder())
            .args(["--json", "log", "verify"])
            .args(more)
            .env("LC_ALL", "C")
            .stdin(std::process::Stdio::null())
            .output()
            .unwrap()
    };
    let output = run(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let (frames, root, words) =
        (&told["frames"], told["root"].as_str().unwrap(), told["words"].as_str().unwrap());
    assert_eq!(told["founding_words"].as_str().unwrap().split(' ').count(), 6);
    assert!(told["signers"].as_array().unwrap().len() >= 2);
    let (head, slip) = (format!("{frames}:{root}"), format!("{frames} {words}"));
    assert_eq!(run(&["--head", &head, "--slip", &slip]).status.code(), Some(0));
    let other = format!("{frames}:{}", "00".repeat(32));
    let output = run(&["--head", &other]);
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&output.stderr).contains("access log was changed"));
    assert_eq!(run(&["--head", "many"]).status.code(), Some(2));
}
