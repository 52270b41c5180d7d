//! The posture through the doors of the program: who may look, what is in the log of it, what the vault knows, and the
//! signed report, checked by both verifiers and searched for customers.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use strongroom::airgap::posture::{Fact, Seen, Subject};
use strongroom::app::posture::look_around;
use strongroom::app::problem::ProblemKind;
use strongroom::app::request::LockReason;
use strongroom::app::session::Session;
use strongroom::app::snapshot::{IdentityDraft, LogFilter, MediumWish, Outcome, PostureFace, TakenFace};
use strongroom::base::job::Watch;
use strongroom::keys::words;
use strongroom::policy::Act;
use strongroom::texts::Language;
use strongroom::vault::Vault;

use crate::fixture::{LOGIN, NOW};
use crate::hands::days;
use crate::newcomer::Office;
use crate::proofs::proves;

/// What must be found nowhere in a report: names, contacts, groups, titles, contents, and what was typed.
const CANARIES: [&str; 7] = [
    "Canarescu",
    "canar@example.org",
    "0740 000 777",
    "Canary group",
    "canary-letter",
    "canary-content",
    "canary-reason",
];

fn look(session: &mut Session) -> PostureFace {
    session.posture().unwrap().run(&mut Watch::unwatched()).unwrap()
}

fn seen(face: &PostureFace, subject: Subject) -> Seen {
    face.rows.iter().find(|row| row.subject() == subject).unwrap().seen
}

fn report(session: &mut Session, to: &Path, language: Language) -> TakenFace {
    let job = session.take_posture(to, "asked for, canary-reason", language).unwrap();
    job.run(&mut Watch::unwatched()).unwrap()
}

/// A customer and a record whose every word is a canary; the customer's code.
fn with_canaries(office: &Office, session: &mut Session) -> String {
    let group = session.make_group("Canary group").unwrap();
    let identity = IdentityDraft {
        name: "Ion Canarescu".to_owned(),
        email: "canar@example.org".to_owned(),
        phone: "0740 000 777".to_owned(),
        ..IdentityDraft::default()
    };
    let code = session.add_customer(group, &identity).unwrap();
    let file = office.file("x").with_file_name("canary-letter.txt");
    std::fs::write(&file, "canary-content").unwrap();
    session.import_files(group, code, vec![file]).unwrap().run(&mut Watch::unwatched()).unwrap();
    code.to_string()
}

fn fingerprint(office: &Office) -> String {
    let vault = Vault::open(&office.vault()).ok().unwrap();
    words::fingerprint(vault.header().founding_digest()).join(" ")
}

fn text_of(pdf: &Path) -> String {
    let said = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output();
    String::from_utf8(said.expect("pdftotext is needed for this test").stdout).unwrap()
}

#[test]
fn supervisors_and_assessors_look_and_others_are_refused() {
    let office = Office::with_staff();
    for login in [LOGIN, "vlad"] {
        let mut session = office.enter(login).unwrap();
        let face = look(&mut session);
        let subjects: Vec<Subject> =
            face.rows.iter().map(strongroom::airgap::posture::Row::subject).collect();
        assert_eq!(subjects, Subject::ALL, "{login}");
        assert_eq!(seen(&face, Subject::Network), Seen::NetworkNone);
        assert_eq!(seen(&face, Subject::Folder), Seen::FolderClosed);
        assert_eq!(seen(&face, Subject::Backup), Seen::BackupNone);
        assert_eq!(seen(&face, Subject::Drill), Seen::DrillNone);
        assert_eq!(seen(&face, Subject::Screenings), Seen::ScreeningsCount);
        assert_eq!(seen(&face, Subject::Agreements), Seen::AgreementsCount);
        let people = face.rows.iter().find(|row| row.subject() == Subject::Screenings).unwrap();
        assert_eq!(people.facts, [("count", Fact::Count(4))]);
        let review = if login == LOGIN { Seen::ReviewDone } else { Seen::ReviewUnknown };
        assert_eq!(seen(&face, Subject::Review), review, "{login}");
        session.lock(LockReason::Person).unwrap();
    }
    let mut mara = office.enter("mara").unwrap();
    assert_eq!(mara.posture().err().unwrap().kind, ProblemKind::Refused);
    let to = tempfile::tempdir().unwrap();
    let refused = mara.take_posture(to.path(), "curious", Language::English).err().unwrap();
    assert_eq!(refused.kind, ProblemKind::Refused);
    mara.lock(LockReason::Person).unwrap();
    // Each look is in the log, and each refusal.
    let mut ana = office.enter(LOGIN).unwrap();
    let filter = LogFilter { act: Some(Act::PostureView), ..LogFilter::default() };
    let events = ana.log_events(filter, 0, 10).unwrap().run(&mut Watch::unwatched()).unwrap();
    let outcomes: Vec<_> = events.rows.iter().map(|row| row.outcome).collect();
    let permitted = Some(Outcome::Permitted);
    assert_eq!(outcomes, [Some(Outcome::Refused), permitted, permitted]);
    ana.lock(LockReason::Person).unwrap();
}

#[test]
fn what_waits_and_what_lapses_soon_changes_the_rows() {
    let office = Office::with_staff();
    for (gone, review, screenings) in [
        (2, Seen::ReviewLate, Seen::ScreeningsCount),
        (60, Seen::ReviewVeryLate, Seen::ScreeningsCount),
        (120, Seen::ReviewVeryLate, Seen::ScreeningsCount),
        (200, Seen::ReviewVeryLate, Seen::ScreeningsCount),
        (280, Seen::ReviewVeryLate, Seen::ScreeningsCount),
        (340, Seen::ReviewVeryLate, Seen::ScreeningsSoon),
    ] {
        // Seen often enough not to count as away.
        office.clock().set_wall(NOW.plus(days(gone)));
        let mut ana = office.enter(LOGIN).unwrap();
        let face = look(&mut ana);
        assert_eq!(seen(&face, Subject::Review), review, "{gone} days later");
        assert_eq!(seen(&face, Subject::Screenings), screenings, "{gone} days later");
        ana.lock(LockReason::Person).unwrap();
    }
}

#[test]
fn the_age_of_the_newest_backup_is_told() {
    let office = Office::with_two();
    let medium = tempfile::tempdir().unwrap();
    let mut ana = office.enter(LOGIN).unwrap();
    let wish = MediumWish { label: "Stick 1".to_owned(), ..MediumWish::default() };
    ana.enrol_medium(medium.path(), &wish).unwrap();
    let written = ana.write_backup(medium.path(), true).unwrap().run(&mut Watch::unwatched()).unwrap();
    ana.keep_written(&written).unwrap();
    ana.lock(LockReason::Person).unwrap();
    assert!(!written.rawkey);
    for (gone, backup) in [(0, Seen::BackupBare), (3, Seen::BackupLate), (30, Seen::BackupOld)] {
        office.clock().set_wall(NOW.plus(days(gone)));
        let mut ana = office.enter(LOGIN).unwrap();
        assert_eq!(seen(&look(&mut ana), Subject::Backup), backup, "{gone} days later");
        ana.lock(LockReason::Person).unwrap();
    }
}

#[test]
fn a_report_proves_itself_to_anyone_and_one_altered_byte_fails() {
    let office = Office::with_staff();
    let (to, words) = (tempfile::tempdir().unwrap(), fingerprint(&office));
    let mut ana = office.enter(LOGIN).unwrap();
    let code = with_canaries(&office, &mut ana);
    let refused = ana.take_posture(&office.vault(), "reason", Language::English).err().unwrap();
    assert_eq!(refused.kind, ProblemKind::Refused);
    assert!(ana.take_posture(to.path(), "  ", Language::English).is_err());
    let by_ana = report(&mut ana, to.path(), Language::English);
    ana.lock(LockReason::Person).unwrap();
    office.clock().advance(days(1));
    let mut vlad = office.enter("vlad").unwrap();
    let by_vlad = report(&mut vlad, to.path(), Language::Romanian);
    vlad.lock(LockReason::Person).unwrap();
    for (taken, title, who) in
        [(&by_ana, "Posture of the workstation", "Ana Pop"), (&by_vlad, "Starea de protecție", "Vlad Enache")]
    {
        assert_eq!(taken.events, Subject::ALL.len() as u64);
        assert!(proves(&taken.path, &words), "{who}");
        let said = text_of(&taken.path.join("report.pdf"));
        assert!(said.contains(title) && said.contains(who), "{said}");
        no_customer(taken, &said, &code);
    }
    for name in by_ana.files.iter().filter(|name| *name != "README.txt") {
        let path = by_ana.path.join(name);
        let whole = std::fs::read(&path).unwrap();
        for place in [0, whole.len() / 2, whole.len() - 1] {
            let mut altered = whole.clone();
            altered[place] ^= 1;
            std::fs::write(&path, &altered).unwrap();
            assert!(!proves(&by_ana.path, &words), "{name}, byte {place}");
        }
        std::fs::write(&path, &whole).unwrap();
    }
    assert!(proves(&by_ana.path, &words));
}

/// Neither a canary nor the customer's code is in any file, nor in what the PDF says.
fn no_customer(taken: &TakenFace, said: &str, code: &str) {
    let plain = code.replace('-', "");
    for name in &taken.files {
        let bytes = std::fs::read(taken.path.join(name)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for canary in CANARIES.iter().copied().chain([code, plain.as_str()]) {
            assert!(!text.contains(canary) && !said.contains(canary), "{canary} in {name}");
        }
    }
}

#[test]
fn whoever_is_not_logged_in_is_told_what_the_machine_shows() {
    let office = Office::new();
    let root = office.vault().with_file_name("no-network");
    let clock = office.clock();
    for vault in [None, Some(office.vault())] {
        let face = look_around(&root, clock, vault.as_deref()).unwrap();
        assert!(face.rows.iter().all(|row| !row.subject().takes_log_in()));
        assert_eq!(face.rows.len(), Subject::ALL.iter().filter(|subject| !subject.takes_log_in()).count());
        let folder = if vault.is_some() { Seen::FolderClosed } else { Seen::FolderUnknown };
        assert_eq!(seen(&face, Subject::Folder), folder);
    }
    assert!(look_around(&root, clock, Some(&root)).is_err(), "a folder that holds no vault");
}

#[test]
fn doctor_prints_one_document() {
    let said = Command::new(env!("CARGO_BIN_EXE_strongroom"))
        .args(["doctor", "--json"])
        .env("LC_ALL", "C")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert!(said.status.success());
    let document: Value = serde_json::from_slice(&said.stdout).unwrap();
    let rows = document["rows"].as_array().unwrap();
    let subjects: Vec<&str> = rows.iter().map(|row| row["subject"].as_str().unwrap()).collect();
    let known: Vec<&str> =
        Subject::ALL.iter().filter(|subject| !subject.takes_log_in()).map(|subject| subject.key()).collect();
    assert_eq!(subjects, known);
    for row in rows {
        let colour = row["colour"].as_str().unwrap();
        assert!(["green", "amber", "red"].contains(&colour));
        assert_eq!(row["next"].is_null(), colour == "green", "{row}");
        assert!(!row["text"].as_str().unwrap().is_empty());
    }
    let office = Office::with_two();
    assert_eq!(office.run(LOGIN, &["doctor"]), 0);
    let to = tempfile::tempdir().unwrap();
    let folder = to.path().display().to_string();
    assert_eq!(office.run(LOGIN, &["doctor", "--pdf", &folder, "--reason", "for the consultant"]), 0);
    assert_eq!(std::fs::read_dir(to.path()).unwrap().count(), 1);
    // A report takes a reason.
    assert_eq!(office.run(LOGIN, &["doctor", "--pdf", &folder]), 2);
}
