//! Folders that are taken out of a real log, checked by both verifiers: whole, altered, cut, and grown. Byte by byte they are
//! altered in `flips`.

use super::{
    Access, BadEvidence, EventsWanted, Evidence, Names, Taken, TakenKind, Taking, VERIFIER, take_accesses,
    take_events, verify,
};
use crate::audit::archive;
use crate::audit::body::{self, Kind};
use crate::audit::disk::RealDisk;
use crate::audit::log::BootId;
use crate::audit::read::Sessions;
use crate::audit::walk::walk_each;
use crate::audit::{
    Certificate, Certifier, Cosigner, Event, FoundingRoot, Log, LogKeys, Opening, Outcome, certify,
};
use crate::base::clock::{HandClock, WallTime};
use crate::base::code::ClientCode;
use crate::base::id::{AccountId, GroupId, RecordId, VaultId};
use crate::base::job::{CancelFlag, Watch};
use crate::crypto::hash::{Digest, sha256};
use crate::crypto::hpke::KemPrivate;
use crate::crypto::once::ratchet;
use crate::crypto::secret::SecretBytes;
use crate::crypto::sign::SigningKey;
use crate::keys::keyslot::AccountKeys;
use crate::keys::recovery::RecoverySeed;
use crate::keys::statement::{Body, Founding, Signer, Statement};
use crate::keys::words;
use crate::policy::{Act, Role};
use jiff::tz::{Offset, TimeZone};
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

pub(in crate::audit) const VAULT: VaultId = VaultId::from_bytes([7; 16]);

/// A vault's log with a founder and a second supervisor, in segments of 6 KiB.
pub(in crate::audit) struct House {
    folder: tempfile::TempDir,
    founding: Vec<u8>,
    pub(in crate::audit) keys: LogKeys,
    pub(in crate::audit) reviewer: (AccountId, SigningKey),
    pub(in crate::audit) founder: (AccountId, SigningKey),
    machine: SigningKey,
}

pub(in crate::audit) fn reader() -> KemPrivate {
    KemPrivate::from_seed(SecretBytes::from_exposed(&mut [9; 32]))
}

fn founding(founder: AccountId, keys: &AccountKeys, machine: &SigningKey) -> Statement {
    let recovery = RecoverySeed::generate().public();
    let says = Founding {
        vault: VAULT,
        sample: true,
        business: "Cabinet Ștefănescu".to_owned(),
        founder,
        founder_public: keys.public(),
        recovery_kem: recovery.kem,
        recovery_age: recovery.age,
        recovery_signing: recovery.signing,
        machine: machine.verifying(),
    };
    let at = WallTime::from_unix_millis(1_795_341_600_000);
    let body = Body::Founding(says);
    Statement::sign(0, Digest::ZERO, at, body, VAULT, Signer::Account(founder), &keys.signing).unwrap()
}

impl House {
    /// Two sessions of events, with a checkpoint after every tenth, and one at the end that the reviewer signed.
    pub(in crate::audit) fn with_events(events: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (founder, founder_keys) = (AccountId::generate(), AccountKeys::generate());
        let machine = SigningKey::generate();
        let statement = founding(founder, &founder_keys, &machine);
        let Body::Founding(says) = &statement.body else { panic!("it is") };
        let root = FoundingRoot::from(says);
        let reviewer = (AccountId::generate(), SigningKey::generate());
        let certificate =
            Certificate { account: reviewer.0, role: Role::Supervisor, public: reviewer.1.verifying() };
        let log = folder.path().join("audit");
        fs::create_dir(&log).unwrap();
        certify(
            &log,
            &root,
            std::slice::from_ref(&certificate),
            Certifier::Account(founder, &founder_keys.signing),
        )
        .unwrap();
        let house = Self {
            keys: LogKeys::load(&log, &root).unwrap(),
            founding: statement.to_bytes(),
            folder,
            reviewer,
            founder: (founder, founder_keys.signing),
            machine,
        };
        house.write(events);
        house
    }

    pub(in crate::audit) fn open(&self, clock: Arc<HandClock>) -> Log {
        let opening = Opening {
            folder: self.log(),
            vault: VAULT,
            reader_epoch: 1,
            reader: reader().public(),
            boot: BootId([4; 16]),
            machine: Arc::new(self.machine.duplicate()),
        };
        Log::open_on(Box::new(RealDisk), 6 << 10, opening, clock).unwrap()
    }

    fn write(&self, events: u64) {
        let clock = Arc::new(HandClock::at(WallTime::from_unix_millis(1_795_348_800_000)));
        for session in 0..2 {
            let log = self.open(clock.clone());
            for number in session * events / 2..(session + 1) * events / 2 {
                clock.advance(Duration::from_millis(1_500));
                let _receipt = log.append(&event(number)).unwrap();
                if number % 10 == 9 {
                    log.checkpoint((number % 20 == 9).then(|| self.cosigner())).unwrap();
                }
            }
            log.checkpoint(Some(self.cosigner())).unwrap();
        }
    }

    fn cosigner(&self) -> Cosigner<'_> {
        Cosigner { account: self.reviewer.0, key: &self.reviewer.1, statements: (3, Digest([3; 32])) }
    }

    pub(in crate::audit) fn log(&self) -> PathBuf {
        self.folder.path().join("audit")
    }

    pub(in crate::audit) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(in crate::audit) fn taking<'a>(&'a self, log: &'a Path) -> Taking<'a> {
        Taking {
            log,
            vault: VAULT,
            founding: &self.founding,
            keys: &self.keys,
            by: self.reviewer.0,
            signing: &self.reviewer.1,
            wall: WallTime::from_unix_millis(1_795_350_000_000),
        }
    }

    pub(in crate::audit) fn take(&self, range: Range<u64>, name: &str) -> Taken {
        let log = self.log();
        let keys = |epoch| (epoch == 1).then(reader);
        let names = names();
        let wanted = EventsWanted { range, reader: &keys, names: &names };
        take_events(&self.taking(&log), &wanted, &self.path(name), &mut Watch::unwatched()).unwrap()
    }

    pub(super) fn report(&self, name: &str) -> Taken {
        let log = self.log();
        let checkpoint = crate::audit::last_checkpoint(&log, VAULT).unwrap().unwrap();
        let accesses: Vec<Access> = (0..4)
            .map(|number| Access {
                number,
                at: "2026-11-22T12:00:00.000+02:00".to_owned(),
                who: "Ana Pop (ana)".to_owned(),
                act: "record-view".to_owned(),
                outcome: "permitted".to_owned(),
                record: String::new(),
                words: "two\r\nlines, \"quoted\"".to_owned(),
            })
            .collect();
        let taking = self.taking(&log);
        take_accesses(&taking, &checkpoint, &accesses, b"%PDF-1.7 report", &self.path(name)).unwrap()
    }

    pub(in crate::audit) fn check(&self, folder: &Path) -> Result<Evidence, BadEvidence> {
        let trusted = sha256(&self.founding);
        verify(folder, &|digest| digest == trusted, &mut Watch::unwatched())
    }

    pub(super) fn words(&self) -> String {
        words::fingerprint(sha256(&self.founding)).join(" ")
    }

    /// What the verifier in Python says, as it would be run by anyone: its exit code and its words.
    fn python(&self, folder: &Path, fingerprint: &str) -> (i32, String) {
        let script = self.path("trusted-verify.py");
        fs::write(&script, VERIFIER).unwrap();
        let said = Command::new("python3")
            .args(["-I", "-B"])
            .arg(&script)
            .arg(folder)
            .args(["--founding", fingerprint])
            .output()
            .expect("python3 is needed for this test");
        let text = String::from_utf8(said.stdout).unwrap() + &String::from_utf8_lossy(&said.stderr);
        (said.status.code().unwrap(), text)
    }
}

pub(in crate::audit) fn names() -> Names {
    let zone = TimeZone::fixed(Offset::constant(2));
    Names {
        accounts: BTreeMap::from([(account(0), "=Ana Pop (ana)".to_owned())]),
        groups: BTreeMap::new(),
        zone,
    }
}

fn account(number: u64) -> AccountId {
    AccountId::from_bytes([u8::try_from(number % 3).unwrap() + 1; 16])
}

fn event(number: u64) -> Event {
    let event = Event::new(Act::RecordView).by(account(number)).in_group(GroupId::from_bytes([5; 16]));
    match number % 4 {
        0 => event
            .of_client(ClientCode::generate())
            .of_record(RecordId::generate())
            .with_words("=1+1, \"țară\"\n"),
        1 => event.of_client(ClientCode::generate()).of_client(ClientCode::generate()).counting(number),
        2 => Event::new(Act::LogInFailed).outcome(Outcome::Failed).of_account_file(Digest([6; 32])),
        _ => event.outcome(Outcome::Done).with_words(&"cuvinte ".repeat(20)),
    }
}

pub(in crate::audit) fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn both_verifiers_agree_that_evidence_of_any_range_is_good() {
    let house = House::with_events(60);
    let hex = sha256(&house.founding).to_hex();
    for (place, range) in [0..30, 7..8, 0..64, 20..41].into_iter().enumerate() {
        let taken = house.take(range.clone(), &format!("bundle-{place}"));
        let evidence = house.check(&taken.path).unwrap();
        assert_eq!((evidence.first, evidence.count), (range.start, range.end - range.start));
        assert_eq!((evidence.kind, evidence.by), (TakenKind::Events, house.reviewer.0));
        assert_eq!((evidence.events, evidence.withheld), (taken.events, 0));
        for fingerprint in [&house.words(), &hex] {
            let (code, said) = house.python(&taken.path, fingerprint);
            assert_eq!(code, 0, "{said}");
            assert!(said.contains("VERIFIED  Cabinet Ștefănescu"), "{said}");
        }
        assert!(!house.path(&format!("bundle-{place}.new")).exists());
    }
    let report = house.report("report");
    assert_eq!(house.check(&report.path).unwrap().kind, TakenKind::Accesses);
    assert_eq!(house.python(&report.path, &house.words()).0, 0);
}

#[test]
fn the_verifier_in_python_passes_the_published_vectors() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("verify.py");
    fs::write(&script, VERIFIER).unwrap();
    let said = Command::new("python3").args(["-I", "-B"]).arg(&script).arg("--self-test").output().unwrap();
    let text = String::from_utf8(said.stdout).unwrap();
    assert!(said.status.success() && !text.contains("FAILED"), "{text}");
    assert!(text.lines().count() >= 15);
}

#[test]
fn an_altered_frame_is_named_by_its_number() {
    let house = House::with_events(12);
    let taken = house.take(3..12, "bundle");
    let path = taken.path.join("frames.bin");
    let mut bytes = fs::read(&path).unwrap();
    let last = bytes.len() - 20;
    bytes[last] ^= 1;
    fs::write(&path, &bytes).unwrap();
    assert_eq!(house.check(&taken.path).unwrap_err().place, "frames.bin, frame 11");
    assert!(house.python(&taken.path, &house.words()).1.contains("frames.bin, frame 11"));
}

#[test]
fn another_fingerprint_a_missing_and_an_added_file_fail() {
    let house = House::with_events(8);
    let taken = house.take(0..8, "bundle");
    let other = verify(&taken.path, &|digest| digest == Digest([1; 32]), &mut Watch::unwatched());
    assert_eq!(other.unwrap_err().place, "founding.cbor");
    assert_eq!(house.python(&taken.path, &["zoo"; 6].join(" ")).0, 4);
    assert_eq!(house.python(&taken.path, "only five words are here").0, 2);
    fs::write(taken.path.join("more.txt"), b"more").unwrap();
    assert_eq!(house.check(&taken.path).unwrap_err().place, "more.txt");
    assert!(house.python(&taken.path, &house.words()).1.contains("FAILED  more.txt"));
    fs::remove_file(taken.path.join("more.txt")).unwrap();
    fs::remove_file(taken.path.join("events.csv")).unwrap();
    assert_eq!(house.check(&taken.path).unwrap_err().place, "events.csv");
    assert!(house.python(&taken.path, &house.words()).1.contains("FAILED  events.csv: is missing"));
}

/// Signs a folder again after its files were changed, as a reviewer who cheats could.
fn sign_again(house: &House, folder: &Path, change: impl FnOnce(&mut super::signed::Signed)) {
    let note = crate::audit::Note::parse(&fs::read(folder.join("signature.txt")).unwrap()).unwrap();
    let mut signed = super::signed::Signed::parse(VAULT, &note).unwrap();
    let sums: String = files(folder)
        .into_iter()
        .filter(|name| !["SHA256SUMS", "signature.txt"].contains(&name.as_str()))
        .map(|name| format!("{}  {name}\n", sha256(&fs::read(folder.join(&name)).unwrap())))
        .collect();
    fs::write(folder.join("SHA256SUMS"), &sums).unwrap();
    signed.sums = sha256(sums.as_bytes());
    change(&mut signed);
    let note = signed.sign(VAULT, house.reviewer.0, &house.reviewer.1).unwrap();
    fs::write(folder.join("signature.txt"), note.encode()).unwrap();
}

fn both_refuse(house: &House, folder: &Path, place: &str) {
    let bad = house.check(folder).unwrap_err();
    assert!(bad.place.starts_with(place), "{bad}");
    let (code, said) = house.python(folder, &house.words());
    assert!(code == 4 && said.contains(&format!("FAILED  {place}")), "{said}");
}

#[test]
fn what_the_reviewer_themselves_changed_and_signed_again_fails() {
    let house = House::with_events(24);
    let whole = house.take(4..20, "bundle").path;
    let drop_line = |text: String| text.lines().skip(1).map(|line| format!("{line}\n")).collect::<String>();
    let edit = |folder: &Path, name: &str, change: &dyn Fn(String) -> String| {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        let changed = change(text.clone());
        assert_ne!(text, changed, "{name}");
        fs::write(folder.join(name), changed).unwrap();
    };
    let copy = |name: &str| {
        let folder = house.path(name);
        fs::create_dir(&folder).unwrap();
        for file in files(&whole) {
            fs::copy(whole.join(&file), folder.join(&file)).unwrap();
        }
        folder
    };
    // An event less, said as it is: its frame is there and has a key.
    let cut = copy("cut");
    edit(&cut, "events.jsonl", &drop_line);
    sign_again(&house, &cut, |signed| signed.events -= 1);
    both_refuse(&house, &cut, "events.jsonl");
    // An event less and its key, too: one is withheld now, which both read off.
    let said = copy("said");
    edit(&said, "events.jsonl", &|text| text.replace("record-view", "record-vieW"));
    sign_again(&house, &said, |_| ());
    both_refuse(&house, &said, "events.csv");
    // Other words.
    let words = copy("words");
    edit(&words, "events.jsonl", &|text| text.replacen("cuvinte ", "minciuni ", 1));
    sign_again(&house, &words, |_| ());
    both_refuse(&house, &words, "events.jsonl");
    // Another time.
    let time = copy("time");
    edit(&time, "events.jsonl", &|text| text.replacen("T14:", "T15:", 1));
    sign_again(&house, &time, |_| ());
    both_refuse(&house, &time, "events.jsonl");
    // Another key.
    let key = copy("key");
    edit(&key, "event-keys.json", &|text| text.replacen(",\"", ",\"0", 1));
    sign_again(&house, &key, |_| ());
    both_refuse(&house, &key, "event-keys.json");
    // The frames of another log.
    let stranger = House::with_events(24);
    let other = stranger.take(4..20, "bundle").path;
    let frames = copy("frames");
    fs::copy(other.join("frames.bin"), frames.join("frames.bin")).unwrap();
    sign_again(&house, &frames, |_| ());
    both_refuse(&house, &frames, "frames.bin, frame 4");
    // A frame less at the end, said as it is.
    let short = copy("short");
    let shorter = house.take(4..19, "shorter").path;
    for name in ["frames.bin", "events.jsonl", "event-keys.json", "events.csv"] {
        fs::copy(shorter.join(name), short.join(name)).unwrap();
    }
    sign_again(&house, &short, |signed| (signed.count, signed.events) = (15, signed.events - 1));
    both_refuse(&house, &short, "proofs.json");
    sign_again(&house, &short, |signed| signed.count = 16);
    both_refuse(&house, &short, "frames.bin");
}

#[test]
fn the_key_of_an_event_opens_it_and_no_other() {
    let house = House::with_events(20);
    let keys = |epoch| (epoch == 1).then(reader);
    let mut sessions = Sessions::new(VAULT, &keys);
    let (mut disclosed, mut sealed) = (Vec::new(), Vec::new());
    walk_each(&house.log(), VAULT, &mut |_, body| match &body.kind {
        Kind::Session(frame, closed) => drop(sessions.begin(body.number, frame, *closed)),
        Kind::Event(frame, closed) => {
            disclosed.push(sessions.disclose(body.number, frame, *closed).ok().unwrap().key);
            sealed.push(body.bytes.to_vec());
        }
        _ => {}
    })
    .unwrap();
    let opens = |key: &SecretBytes<32>, bytes: &[u8]| match body::decode(bytes).unwrap().kind {
        Kind::Event(_, closed) => closed.open_event(VAULT, key).is_ok(),
        _ => false,
    };
    for (place, key) in disclosed.iter().enumerate() {
        for (other, bytes) in sealed.iter().enumerate() {
            assert_eq!(opens(key, bytes), place == other, "key {place}, event {other}");
        }
        // Nor does anything that the ratchet makes of it.
        let (mut next, mut event) = (key.duplicate(), key.duplicate());
        for _ in 0..2 {
            ratchet(&mut next, &mut event);
            assert!(sealed.iter().all(|bytes| !opens(&next, bytes) && !opens(&event, bytes)));
        }
    }
}

#[test]
fn events_of_a_reader_key_that_is_not_held_stay_sealed_and_are_counted() {
    let house = House::with_events(10);
    let (log, names) = (house.log(), names());
    let keys = |_| None;
    let wanted = EventsWanted { range: 2..9, reader: &keys, names: &names };
    let taken =
        take_events(&house.taking(&log), &wanted, &house.path("bundle"), &mut Watch::unwatched()).unwrap();
    assert_eq!(taken.events, 0);
    assert!(taken.withheld > 0);
    let evidence = house.check(&taken.path).unwrap();
    assert_eq!(evidence.withheld, taken.withheld);
    let (code, said) = house.python(&taken.path, &house.words());
    assert!(code == 0 && said.contains("more are sealed"), "{said}");
}

#[test]
fn a_stopped_or_refused_taking_leaves_nothing() {
    let house = House::with_events(10);
    let (log, names) = (house.log(), names());
    let keys = |epoch| (epoch == 1).then(reader);
    let cancel = CancelFlag::default();
    cancel.cancel();
    let wanted = EventsWanted { range: 0..9, reader: &keys, names: &names };
    let mut watch = Watch::new(cancel, |_| ());
    assert!(take_events(&house.taking(&log), &wanted, &house.path("bundle"), &mut watch).is_err());
    let beyond = EventsWanted { range: 0..900, reader: &keys, names: &names };
    assert!(
        take_events(&house.taking(&log), &beyond, &house.path("bundle"), &mut Watch::unwatched()).is_err()
    );
    assert_eq!(files(house.folder.path()), ["audit"]);
    // A folder that is there is left alone.
    fs::create_dir(house.path("bundle")).unwrap();
    assert!(
        take_events(&house.taking(&log), &wanted, &house.path("bundle"), &mut Watch::unwatched()).is_err()
    );
    assert_eq!(files(house.folder.path()), ["audit", "bundle"]);
}

#[test]
fn times_carry_their_offset_and_no_cell_is_a_formula() {
    let house = House::with_events(12);
    let taken = house.take(0..12, "bundle");
    let table = fs::read_to_string(taken.path.join("events.csv")).unwrap();
    assert!(table.contains("+02:00\"") && table.contains("\"'=Ana Pop (ana)\"") && table.contains("\"'=1+1"));
    let lines = fs::read_to_string(taken.path.join("events.jsonl")).unwrap();
    assert!(lines.contains("\"words\":\"=1+1, \\\"țară\\\"\\n\""));
}

/// Seeds for the fuzz targets, of a small house: a segment, its notes, and evidence.
#[test]
#[ignore = "writes the seeds anew: cargo test write_fuzz_seeds -- --ignored"]
fn write_fuzz_seeds() {
    let house = House::with_events(12);
    let to = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds");
    let put = |target: &str, name: &str, bytes: &[u8]| {
        fs::create_dir_all(to.join(target)).unwrap();
        fs::write(to.join(target).join(name), bytes).unwrap();
    };
    let mut segments: Vec<_> =
        fs::read_dir(house.log()).unwrap().map(|entry| entry.unwrap().path()).collect();
    segments.retain(|path| path.extension().is_some_and(|end| end == "log"));
    segments.sort();
    for (number, segment) in segments.iter().enumerate() {
        put("frame", &format!("segment-{number}"), &fs::read(segment).unwrap());
    }
    let checkpoints = fs::read(house.log().join("checkpoints")).unwrap();
    put("checkpoint", "checkpoints", &checkpoints);
    put("checkpoint", "keys", house.keys.text().as_bytes());
    let (notes, _) = crate::audit::checkpoints::blocks(&checkpoints);
    put("checkpoint", "note", notes[0]);
    put("checkpoint", "vkey", house.keys.machine().vkey().as_bytes());
    let long = House::with_events(60);
    let (log, before) = (long.log(), WallTime::from_unix_millis(i64::MAX));
    let found = archive::due(&log, VAULT, before).unwrap();
    let signers = vec![(long.reviewer.0, &long.reviewer.1), (long.founder.0, &long.founder.1)];
    let archivists = archive::Archivists { signers, alone: None };
    let to = long.path("archive");
    archive::archive(&long.taking(&log), &found, &archivists, &to, &mut Watch::unwatched()).unwrap();
    for (number, first) in archive::list(&log).unwrap().into_iter().take(2).enumerate() {
        put("archive", &format!("stub-{number}"), &fs::read(log.join(archive::name(first))).unwrap());
    }
    let taken = house.take(0..9, "seed").path;
    let files: Vec<Vec<u8>> =
        super::probe::FILES.iter().map(|name| fs::read(taken.join(name)).unwrap()).collect();
    put("evidence", "events", &files.join(super::probe::BETWEEN));
}
