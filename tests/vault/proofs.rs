//! Taking evidence, reports, lists and slips out of the access log through the doors that the window uses, and checking
//! them with the verifier in Python, as whoever receives them would.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use jiff::civil::date;
use strongroom::app::entrance::Entrance;
use strongroom::app::evidence_check::check_evidence;
use strongroom::app::log_verify::verify_log;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, LockReason};
use strongroom::app::session::Session;
use strongroom::app::snapshot::{IdentityDraft, ListForm, LogFilter, Settled, TakenFace};
use strongroom::audit::{BootId, Event, Log, Opening};
use strongroom::base::clock::{HandClock, WallTime};
use strongroom::base::code::ClientCode;
use strongroom::base::job::Watch;
use strongroom::crypto::secret::SecretBytes;
use strongroom::crypto::sign::SigningKey;
use strongroom::keys::words;
use strongroom::policy::{Act, Role};
use strongroom::texts::Language;

use crate::fixture::{Fixture, LOGIN, PASSWORD, later, password};

/// A vault in which somebody works, and a folder outside of it.
struct Desk {
    fixture: Fixture,
    outside: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { fixture: Fixture::new(), outside: tempfile::tempdir().unwrap() }
    }

    fn entrance(&self) -> Entrance {
        let nowhere = self.outside.path().join("nowhere");
        let clock = Arc::new(HandClock::at(later()));
        Entrance::open(self.fixture.layout().folder(), clock, nowhere).ok().unwrap()
    }

    fn work<T>(&self, login: &str, text: &str, work: impl FnOnce(&mut Session) -> T) -> T {
        let entrance = self.entrance();
        let mut session = entrance.unlock(login, &password(text)).ok().unwrap();
        let done = work(&mut session);
        session.lock(LockReason::Person).unwrap();
        done
    }

    fn words(&self) -> String {
        let vault = self.fixture.verify().unwrap();
        words::fingerprint(vault.header().founding_digest()).join(" ")
    }

    fn proves(&self, folder: &Path) -> bool {
        proves(folder, &self.words())
    }
}

/// Whether a folder proves itself to who knows the founding's words, by both verifiers, which must agree. The one in Python
/// is the program's own: the folder's could be altered, too.
pub(crate) fn proves(folder: &Path, words: &str) -> bool {
    let program = check_evidence(folder, words, &mut Watch::unwatched()).is_ok();
    let said = Command::new("python3")
        .args(["-I", "-B"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/evidence/verify.py"))
        .arg(folder)
        .args(["--founding", words])
        .output()
        .expect("python3 is needed for this test");
    assert_eq!(program, said.status.success(), "{}", String::from_utf8_lossy(&said.stdout));
    program
}

/// Makes a group and two customers, and opens one of them.
fn work(session: &mut Session) -> (ClientCode, ClientCode) {
    let group = session.make_group("Private").unwrap();
    let mut add = |name: &str| {
        let identity = IdentityDraft { name: name.to_owned(), ..IdentityDraft::default() };
        session.add_customer(group, &identity).unwrap()
    };
    let (ours, other) = (add("Ștefania Bălăceanu"), add("John Elsewhere"));
    session.customer(group, ours).unwrap();
    session.customer(group, other).unwrap();
    (ours, other)
}

fn run<T>(job: strongroom::app::acts::Job<T>) -> T {
    job.run(&mut Watch::unwatched()).unwrap()
}

fn why(problem: &Problem) -> &str {
    problem.details.iter().find(|(name, _)| *name == "why").map_or("", |(_, value)| value)
}

#[test]
fn what_a_supervisor_takes_out_proves_itself_to_anyone() {
    let desk = Desk::new();
    let (evidence, report, lists, slip) = desk.work(LOGIN, PASSWORD, |session| {
        let (ours, other) = work(session);
        let to = desk.outside.path();
        let day = date(2026, 11, 22);
        let evidence = run(session.take_evidence((day, day), to, "assessment").unwrap());
        let report = run(session.take_report(ours, to, "asked for", Language::Romanian).unwrap());
        let table = std::fs::read_to_string(report.path.join("report.csv")).unwrap();
        assert!(table.contains("customer-view") && !table.contains(&other.to_string()), "{table}");
        let lists = [ListForm::JsonLines, ListForm::Csv]
            .map(|form| run(session.take_list(LogFilter::default(), form, to, "for the office").unwrap()));
        let path = to.join("slip.pdf");
        let slip = run(session.save_slip(&path, Language::English).unwrap());
        let acts =
            session.log_events(LogFilter { act: Some(Act::LogExport), ..LogFilter::default() }, 0, 100);
        // Each was in the log before it was done, and its end after it.
        assert_eq!(run(acts.unwrap()).total, 2 * 5);
        (evidence, report, lists, slip)
    });
    assert!(evidence.events > 8 && evidence.withheld == 0, "{evidence:?}");
    assert!(desk.proves(&evidence.path) && desk.proves(&report.path));
    alter(&evidence, "events.csv");
    alter(&report, "report.pdf");
    assert!(!desk.proves(&evidence.path) && !desk.proves(&report.path));
    let lines = std::fs::read_to_string(&lists[0].path).unwrap();
    assert_eq!(lines.lines().count() as u64, lists[0].events);
    assert!(lines.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
    assert!(std::fs::read_to_string(&lists[1].path).unwrap().starts_with("\u{feff}\"number\",\"at\""));
    let words = Command::new("pdftotext").arg(&slip.path).arg("-").output().unwrap().stdout;
    let words = String::from_utf8(words).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(&slip.head_words), "{words}");
}

fn alter(taken: &TakenFace, name: &str) {
    let path = taken.path.join(name);
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
}

#[test]
fn nobody_else_takes_anything_out_and_nothing_goes_into_the_vault() {
    let desk = Desk::new();
    desk.fixture.with_person("dan", Role::Staff, &[]);
    let to = desk.outside.path();
    let day = date(2026, 11, 22);
    desk.work("dan", "dan", |session| {
        assert!(session.take_evidence((day, day), to, "curious").is_err());
        assert!(session.save_slip(&to.join("slip.pdf"), Language::English).is_err());
    });
    desk.work(LOGIN, PASSWORD, |session| {
        let inside = desk.fixture.layout().audit();
        let refused = session.take_evidence((day, day), &inside, "reason").err().unwrap();
        assert_eq!((refused.kind, why(&refused)), (ProblemKind::Refused, "inside-vault"));
        let refused = session.take_evidence((day, day), to, "  ").err().unwrap();
        assert_eq!(refused.kind, ProblemKind::BadInput);
        let missing = session.take_evidence((day, day), &to.join("missing"), "reason").err().unwrap();
        assert_eq!(missing.kind, ProblemKind::CannotWrite);
        let nothing = session.take_evidence((date(1999, 1, 1), date(1999, 1, 2)), to, "reason").unwrap();
        let nothing = nothing.run(&mut Watch::unwatched()).err().unwrap();
        assert_eq!(nothing.kind, ProblemKind::NotFound);
    });
    assert_eq!(std::fs::read_dir(to).unwrap().count(), 0);
}

#[test]
fn no_copy_nor_paper_nor_keyfile_goes_into_the_vault() {
    let desk = Desk::new();
    let letter = desk.outside.path().join("letter.txt");
    std::fs::write(&letter, "in confidence").unwrap();
    desk.work(LOGIN, PASSWORD, |session| {
        let group = session.make_group("Private").unwrap();
        let identity = IdentityDraft { name: "Ana Pop".to_owned(), ..IdentityDraft::default() };
        let code = session.add_customer(group, &identity).unwrap();
        let record = run(session.import_files(group, code, vec![letter.clone()]).unwrap()).imported[0];
        let vault = desk.fixture.layout().folder().to_owned();
        let link = desk.outside.path().join("link");
        std::os::unix::fs::symlink(&vault, &link).unwrap();
        for inside in [vault.clone(), vault.join("groups"), link] {
            let told = [
                session.export_records(group, vec![record], inside.clone(), "reason").err(),
                session.save_signed_copy(None, &inside.join("signed.pdf"), Language::English).err(),
                session.add_keyfile(password(PASSWORD), inside.clone(), "stick".to_owned()).err(),
            ];
            for refused in told {
                let refused = refused.unwrap();
                assert_eq!((refused.kind, why(&refused)), (ProblemKind::Refused, "inside-vault"));
            }
        }
        let report = run(session.check(false).unwrap());
        assert!(report.damage.is_empty(), "{:?}", report.damage);
    });
}

#[test]
fn a_young_log_is_not_archived_and_archiving_needs_a_reason_or_two() {
    let desk = Desk::new();
    desk.work(LOGIN, PASSWORD, |session| {
        work(session);
        let due = run(session.archive_due().unwrap());
        assert_eq!((due.years, due.segments, due.archived), (6, 0, 0));
        let to = desk.outside.path();
        let unsaid = run(session.archive_log(to, &Consent::Unsaid).unwrap());
        let Settled::SecondNeeded(needed) = unsaid else { panic!("nobody agreed to it") };
        assert!(needed.reason_is_enough && !needed.may_wait);
        let alone = Consent::Alone("nobody else is here".to_owned());
        let refused = session.archive_log(to, &alone).unwrap().run(&mut Watch::unwatched()).err().unwrap();
        assert_eq!((refused.kind, why(&refused)), (ProblemKind::Refused, "nothing-old"));
        assert_eq!(std::fs::read_dir(to).unwrap().count(), 0);
    });
}

/// Seven years ago somebody filled a segment and began another: the first is taken out, by two hands or a reason, and the
/// review, the queue and the verification go on over what stays.
#[test]
fn a_real_old_segment_is_archived_and_the_log_goes_on_over_it() {
    let desk = Desk::new();
    let layout = desk.fixture.layout();
    fill_a_segment(&desk);
    let to = desk.outside.path();
    desk.work(LOGIN, PASSWORD, |session| {
        let due = run(session.archive_due().unwrap());
        assert_eq!((due.segments, due.archived), (1, 0));
        let alone = Consent::Alone("nobody else is here".to_owned());
        let Settled::Done(made) = run(session.archive_log(to, &alone).unwrap()) else { panic!("it is done") };
        assert!(made.bytes >= 16 << 20 && made.segments == 1, "{made:?}");
        let queue = run(session.log_queue().unwrap());
        assert!(queue.seen > made.frames);
        let events = run(session.log_events(LogFilter::default(), 0, 50).unwrap());
        assert!(events.rows.len() > 3, "what came after is read");
        let due = run(session.archive_due().unwrap());
        assert_eq!((due.segments, due.archived), (0, 1));
    });
    // Those who were here before come back, and anyone verifies.
    desk.work(LOGIN, PASSWORD, |session| drop(session.list_groups().unwrap()));
    let verified = verify_log(layout.folder(), &[], &mut Watch::unwatched()).unwrap();
    assert!(verified.log.head.count > 60_000);
}

/// Old events until a segment is full, signed for by the machine, and some in the next.
fn fill_a_segment(desk: &Desk) {
    let vault = desk.fixture.verify().unwrap();
    let (reader_epoch, reader) = vault.header().reader();
    let mut seed: [u8; 32] = std::fs::read(desk.fixture.layout().machine_key()).unwrap().try_into().unwrap();
    let opening = Opening {
        folder: vault.layout().audit(),
        vault: vault.id(),
        reader_epoch,
        reader: reader.clone(),
        boot: BootId([4; 16]),
        machine: Arc::new(SigningKey::from_seed(SecretBytes::from_exposed(&mut seed))),
    };
    drop(vault);
    let old = WallTime::from_unix_millis(later().unix_millis() - 7 * 31_556_952_000);
    let log = Log::open(opening, Arc::new(HandClock::at(old))).unwrap();
    let event = Event::new(Act::RecordView).with_words("deed of sale");
    for _ in 0..50 {
        drop(log.append_all(&vec![event.clone(); 1_800]).unwrap());
        drop(log.checkpoint(None).unwrap());
    }
}
