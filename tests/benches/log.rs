//! What the access log costs: appending one event and a batch of 2,000, against a bare append of 256 bytes with fdatasync
//! on the same disk, in turns; and verifying a million events with 10,000 checkpoints without a key.
//!
//! Fails if the verification takes more than 4 s of one core. The goals of appending (one event 1.5 bare appends, a
//! checkpoint every hundred frames included; a batch 20) are printed beside the ratios: sealing and hashing cost a few
//! microseconds an event, whatever the disk, so a disk that answers fdatasync at once makes the ratio large. `STRONGROOM_RUNS`
//! sets the turns, `STRONGROOM_EVENTS` the events.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement says its figures, and fails aloud"
)]

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use strongroom::audit::{BootId, Cosigner, Event, FoundingRoot, Log, LogKeys, Opening, verify};
use strongroom::base::clock::SystemClock;
use strongroom::base::id::{AccountId, VaultId};
use strongroom::base::job::Watch;
use strongroom::crypto::hash::Digest;
use strongroom::crypto::hpke::KemPrivate;
use strongroom::crypto::secret::SecretBytes;
use strongroom::crypto::sign::SigningKey;
use strongroom::policy::Act;

const VAULT: VaultId = VaultId::from_bytes([7; 16]);
const ANA: AccountId = AccountId::from_bytes([3; 16]);

const GOAL_FOR_ONE: f64 = 1.5;
const GOAL_FOR_A_BATCH: f64 = 20.0;
const BATCH: usize = 2_000;
const MOST_TO_VERIFY: Duration = Duration::from_secs(4);
const EVENTS_A_CHECKPOINT: u32 = 100;

fn main() {
    let runs = number("STRONGROOM_RUNS", 1_000);
    appending(usize::try_from(runs).unwrap());
    let verified = verifying(number("STRONGROOM_EVENTS", 1_000_000));
    assert!(verified <= MOST_TO_VERIFY, "verifying took {verified:?} of one core");
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(SecretBytes::from_exposed(&mut [seed; 32]))
}

fn open(folder: &Path) -> Log {
    let reader = KemPrivate::from_seed(SecretBytes::from_exposed(&mut [9; 32]));
    let opening = Opening {
        folder: folder.to_owned(),
        vault: VAULT,
        reader_epoch: 1,
        reader: reader.public(),
        boot: BootId([4; 16]),
        machine: Arc::new(key(6)),
    };
    Log::open(opening, Arc::new(SystemClock)).unwrap()
}

fn event(number: u64) -> Event {
    Event::new(Act::RecordView).by(ANA).counting(number).with_words("deed of sale")
}

fn checkpoint(log: &Log, ana: &SigningKey) {
    let cosigner = Cosigner { account: ANA, key: ana, statements: (4, Digest([5; 32])) };
    drop(log.checkpoint(Some(cosigner)).unwrap());
}

fn timed(act: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    act();
    begun.elapsed()
}

fn median(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64()
}

/// Prints how many bare appends one event costs, and a batch.
fn appending(runs: usize) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let (log, ana) = (open(folder.path()), key(3));
    let mut bare: File =
        OpenOptions::new().append(true).create(true).open(folder.path().join("bare")).unwrap();
    let mut times = [const { Vec::<Duration>::new() }; 4];
    for run in 0..runs {
        times[0].push(timed(|| {
            bare.write_all(&[7; 256]).unwrap();
            bare.sync_data().unwrap();
        }));
        times[1].push(timed(|| {
            let _receipt = log.append(&event(run as u64)).unwrap();
        }));
        if run % 10 == 0 {
            times[2].push(timed(|| checkpoint(&log, &ana)));
        }
        if run % 20 == 0 {
            let batch: Vec<Event> = (0..BATCH as u64).map(event).collect();
            times[3].push(timed(|| {
                drop(log.append_all(&batch).unwrap());
                checkpoint(&log, &ana);
            }));
        }
    }
    let [bare, one, checkpoint, batch] = times.each_mut().map(|times| median(times));
    let with_checkpoint = one + checkpoint / f64::from(EVENTS_A_CHECKPOINT);
    row("a bare append", bare, bare, 1.0);
    row("one event", with_checkpoint, bare, GOAL_FOR_ONE);
    println!("{:<28}{:8.3} ms", "a checkpoint", checkpoint * 1e3);
    row("a batch of 2,000", batch, bare, GOAL_FOR_A_BATCH);
}

fn row(what: &str, takes: f64, bare: f64, goal: f64) {
    let ratio = takes / bare;
    let verdict = if ratio <= goal { "" } else { "over " };
    println!("{what:<28}{:8.3} ms   {ratio:6.2} times   {verdict}goal {goal}", takes * 1e3);
}

/// The processor time that verifying so many events takes.
fn verifying(events: u64) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let (log, ana) = (open(folder.path()), key(3));
    let batch: Vec<Event> = (0..u64::from(EVENTS_A_CHECKPOINT)).map(event).collect();
    let checkpoints = events / u64::from(EVENTS_A_CHECKPOINT);
    for _ in 0..checkpoints {
        drop(log.append_all(&batch).unwrap());
        checkpoint(&log, &ana);
    }
    drop(log);
    let recovery = key(4).verifying();
    let root = FoundingRoot {
        vault: VAULT,
        founder: ANA,
        founder_key: ana.verifying(),
        recovery,
        machine: key(6).verifying(),
    };
    let keys = LogKeys::load(folder.path(), &root).unwrap();
    let (before, begun) = (processor_time(), Instant::now());
    let verified = verify(folder.path(), VAULT, &keys, &[], &mut Watch::unwatched()).unwrap();
    let (took, wall) = (processor_time().saturating_sub(before), begun.elapsed());
    assert_eq!((verified.events, verified.checkpoints), (events, checkpoints));
    println!(
        "verifying {events} events, {} checkpoints   {:.2} s of one core, {:.2} s by the clock",
        verified.checkpoints,
        took.as_secs_f64(),
        wall.as_secs_f64()
    );
    took
}

/// User and system time of this process; the kernel counts hundredths of a second.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let after_name = stat.rsplit_once(')').unwrap().1;
    let ticks: u64 =
        after_name.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum();
    Duration::from_millis(ticks * 10)
}
