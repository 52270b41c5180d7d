//! Whether anyone can tell from the time of an answer that a login name exists: a wrong password and an unknown account,
//! in turns, on a vault of the real kind, through the entrance with its log; and what the right password costs more.
//!
//! Fails if the medians differ by more than 2 %, or the right one takes over 50 ms more; the same once the log's last segment
//! is nearly full. Says what the first log-in costs more after a long absence. `STRONGROOM_RUNS` sets the runs,
//! `STRONGROOM_EVENTS` the events of the absence.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement says its figures, and fails aloud"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use strongroom::app::entrance::Entrance;
use strongroom::app::problem::ProblemKind;
use strongroom::app::request::LockReason;
use strongroom::audit::{BootId, Event, Log, Opening};
use strongroom::base::clock::{HandClock, WallTime};
use strongroom::crypto::kdf::Profile;
use strongroom::crypto::secret::Password;
use strongroom::crypto::sign::SigningKey;
use strongroom::policy::Act;
use strongroom::staff::agreement::AgreementLanguage;
use strongroom::staff::founding::{FoundingPlan, NewPerson, found};
use strongroom::vault::{Cost, Real, Vault};

const LOGIN: &str = "ana";
const PASSWORD: &str = "lămâi verzi pe geam";
const NOW: WallTime = WallTime::from_unix_millis(1_795_341_600_000);

/// About as many frames as a segment takes.
const NEARLY_A_SEGMENT: u64 = 62_000;

/// The most that the medians of the two refusals may differ.
const MOST_APART: f64 = 0.02;
/// The most that the right password may cost more.
const MOST_MORE: Duration = Duration::from_millis(50);

fn password(text: &str) -> Password {
    Password::from_chars(&text.chars().collect::<Vec<_>>())
}

fn make_vault(folder: &Path) {
    let secret = password(PASSWORD);
    let founder = NewPerson {
        name: "Ana Pop".to_owned(),
        login: LOGIN.to_owned(),
        job_title: String::new(),
        password: &secret,
        agreement: AgreementLanguage::English,
    };
    let plan = FoundingPlan {
        folder: folder.to_owned(),
        business: "Pop and daughters".to_owned(),
        founder,
        cost: Cost::<Real>::from_params(Profile::Real.floor()),
        exemption_reason: "No one else is here yet".to_owned(),
        wall: NOW,
    };
    drop(found(plan).unwrap().commit().unwrap());
}

/// Other people's work, logged by another run of the program.
fn append(vault: &Path, events: u64) {
    let sealed = Vault::open(vault).unwrap();
    let (reader_epoch, reader) = sealed.header().reader();
    let opening = Opening {
        folder: sealed.layout().audit(),
        vault: sealed.id(),
        reader_epoch,
        reader: reader.clone(),
        boot: BootId([4; 16]),
        machine: Arc::new(SigningKey::generate()),
    };
    let log = Log::open(opening, Arc::new(HandClock::at(NOW))).unwrap();
    let event = Event::new(Act::RecordView).with_words("deed of sale");
    for some in 0..events.div_ceil(1_000) {
        let count = (events - some * 1_000).min(1_000);
        drop(log.append_all(&vec![event.clone(); usize::try_from(count).unwrap()]).unwrap());
    }
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn main() {
    let runs = std::env::var("STRONGROOM_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(30);
    let folder = tempfile::tempdir().unwrap();
    let (vault, root) = (folder.path().join("vault"), folder.path().join("root"));
    std::fs::create_dir_all(root.join("sys/class/net")).unwrap();
    make_vault(&vault);
    let clock = Arc::new(HandClock::at(NOW));
    let entrance = Entrance::open(&vault, clock.clone(), root).unwrap();
    let refused = |login: &str, text: &str| {
        // Whoever waited long enough is not throttled.
        clock.advance(Duration::from_hours(1));
        let start = Instant::now();
        let problem = entrance.unlock(login, &password(text)).err().unwrap();
        let took = start.elapsed();
        assert_eq!(problem.kind, ProblemKind::WrongCredentials);
        took
    };
    let right = || {
        clock.advance(Duration::from_hours(1));
        let start = Instant::now();
        let session = entrance.unlock(LOGIN, &password(PASSWORD)).unwrap();
        let took = start.elapsed();
        session.lock(LockReason::Person).unwrap();
        took
    };
    let (mut wrong, mut unknown, mut good) = (Vec::new(), Vec::new(), Vec::new());
    // In turns, and which of the two comes first changes, so that what else the machine does hits both.
    for run in 0..runs {
        if run % 2 == 0 {
            wrong.push(refused(LOGIN, "not the password at all"));
            unknown.push(refused("nobody", "not the password at all"));
        } else {
            unknown.push(refused("nobody", PASSWORD));
            wrong.push(refused(LOGIN, "not the password either"));
        }
        good.push(right());
    }
    let [wrong, unknown, good] = [&mut wrong, &mut unknown, &mut good].map(|times| median(times));
    append(&vault, NEARLY_A_SEGMENT);
    right();
    let mut full: Vec<Duration> = (0..runs.min(10)).map(|_| right()).collect();
    let full = median(&mut full).saturating_sub(wrong.max(unknown));
    println!(
        "right password, {NEARLY_A_SEGMENT} frames in the last segment: {full:.1?} more than a wrong one"
    );
    let away = std::env::var("STRONGROOM_EVENTS").ok().and_then(|events| events.parse().ok());
    let away = away.unwrap_or(1_000_000);
    append(&vault, away);
    let after = right().saturating_sub(wrong.max(unknown));
    println!("right password, away for {away} events: {after:.1?} more than a wrong one");
    assert!(full <= MOST_MORE, "the log-in takes too long over a full segment");
    let ratio = wrong.as_secs_f64() / unknown.as_secs_f64();
    println!(
        "medians of {runs}: wrong password {wrong:.1?}, unknown account {unknown:.1?}, right password {good:.1?}"
    );
    println!("wrong / unknown: {ratio:.4} (allowed 1 ± {MOST_APART})");
    assert!((ratio - 1.0).abs() <= MOST_APART, "the time of the answer tells whether the account exists");
    assert!(good.saturating_sub(wrong.max(unknown)) <= MOST_MORE, "the right password costs too much more");
}
