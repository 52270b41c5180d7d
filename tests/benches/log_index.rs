//! What the review of a long log costs: a million events are written, indexed from nothing with progress, opened again,
//! read on, and looked through with every filter alone and in pairs.
//!
//! Fails if the index takes a minute of processor time, more than 300 MB, or a filter more than 50 ms (95th percentile).
//! Each is measured in processor time, for the machine may have other work. With `STRONGROOM_LOG_EVENTS` another length,
//! and with `STRONGROOM_LOG_FOLDER` a folder that keeps the log for the next time.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that meets the unexpected has failed"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use strongroom::audit::index::{IndexPlace, LogFilter, LogIndex};
use strongroom::audit::review::Settings;
use strongroom::audit::{BootId, Event, Log, Opening, Outcome};
use strongroom::base::clock::{HandClock, WallTime};
use strongroom::base::code::ClientCode;
use strongroom::base::id::{AccountId, GroupId, RecordId, VaultId};
use strongroom::base::job::{Progress, Watch};
use strongroom::crypto::hpke::KemPrivate;
use strongroom::crypto::secret::SecretBytes;
use strongroom::crypto::sign::SigningKey;
use strongroom::keys::hierarchy::DatabaseKey;
use strongroom::policy::Act;

const VAULT: VaultId = VaultId::from_bytes([7; 16]);
const BEGAN: WallTime = WallTime::from_unix_millis(1_600_000_000_000);
/// Six years of working days, about.
const EVENTS_A_DAY: u64 = 600;
const BATCH: u64 = 200;
const CUSTOMERS: u64 = 20_000;
const RECORDS: u64 = 200_000;

const INDEX_CPU: Duration = Duration::from_mins(1);
const MEMORY_KIB: u64 = 300 * 1000 * 1000 / 1024;
const FILTER_CPU: Duration = Duration::from_millis(50);

fn main() {
    let events = std::env::var("STRONGROOM_LOG_EVENTS").map_or(1_000_000, |text| text.parse().unwrap());
    let fresh = tempfile::tempdir().unwrap();
    let kept = std::env::var_os("STRONGROOM_LOG_FOLDER").map(PathBuf::from);
    let folder = kept.as_deref().unwrap_or(fresh.path());
    std::fs::create_dir_all(folder).unwrap();
    if std::fs::read_dir(folder).unwrap().count() == 0 {
        write(folder, events);
    }
    remove_index(folder);
    let before = peak_kib();
    let mut index = index_it(folder, events);
    filters(&mut index);
    read_on(folder, &mut index);
    index.close().unwrap();
    let index = open_again(folder);
    index.close().unwrap();
    println!("memory: {} MB at most, {} MB before", peak_kib() / 1000, before / 1000);
    assert!(peak_kib() < MEMORY_KIB, "too much memory");
}

fn index_it(folder: &Path, events: u64) -> LogIndex {
    let mut told = 0_u64;
    let mut index = None;
    let cpu = measured("decrypt and index", || {
        let mut watch = Watch::new(strongroom::base::job::CancelFlag::default(), |_: &Progress| told += 1);
        let mut made = LogIndex::open(place(folder), &keys, &mut watch).unwrap();
        made.refresh(&keys, &|_| None, &mut watch).unwrap();
        drop(watch);
        index = Some(made);
    });
    let mut index = index.unwrap();
    println!("{} events, told {told} times, {} days", index.len(), index.days().count());
    assert!(index.len() >= events && index.unreadable() == 0 && told > events / 2000);
    assert!(cpu < INDEX_CPU, "too slow");
    let mut found = 0;
    measured("rules over every day", || found = index.findings(&Settings::default()).len());
    measured("again, nothing new", || assert_eq!(index.findings(&Settings::default()).len(), found));
    index
}

fn open_again(folder: &Path) -> LogIndex {
    let mut index = None;
    measured("open", || {
        let watch = &mut Watch::unwatched();
        index = Some(LogIndex::open(place(folder), &keys, watch).unwrap());
    });
    let mut index = index.unwrap();
    measured("nothing new", || index.refresh(&keys, &|_| None, &mut Watch::unwatched()).unwrap());
    index
}

fn read_on(folder: &Path, index: &mut LogIndex) {
    let before = index.len();
    let log = log(folder, &Arc::new(HandClock::at(BEGAN)));
    let events: Vec<Event> = (0..1000).map(|n| event(n, &mut Dice(n + 1))).collect();
    drop(log.append_all(&events).unwrap());
    measured("1,000 new events", || index.refresh(&keys, &|_| None, &mut Watch::unwatched()).unwrap());
    assert_eq!(index.len(), before + 1000);
}

/// Every filter alone, and every two of them, with values that are common, rare and unknown.
fn filters(index: &mut LogIndex) {
    let mut all: Vec<(&str, Vec<LogFilter>)> = Vec::new();
    for (place, name) in NAMES.iter().enumerate() {
        all.push((name, (0..12).map(|n| with(LogFilter::default(), place, n)).collect()));
    }
    for (first, name) in NAMES.iter().enumerate() {
        for second in first + 1..NAMES.len() {
            let both = |n| with(with(LogFilter::default(), first, n), second, n / 2);
            all.push((name, (0..12).map(both).collect()));
        }
    }
    let (mut slowest, mut times) = ((Duration::ZERO, "", 0), Vec::new());
    for (name, filters) in &all {
        for filter in filters {
            for offset in [0, 5_000] {
                // Another filter in between, so that nothing is remembered.
                index.find(&LogFilter { only: vec![0], ..LogFilter::default() }, 0, 1).unwrap();
                let before = cpu();
                let found = index.find(filter, offset, 50).unwrap();
                let took = cpu().saturating_sub(before);
                times.push(took);
                if took > slowest.0 {
                    slowest = (took, name, found.total);
                }
            }
        }
    }
    times.sort_unstable();
    let at = |percent: usize| times[times.len() * percent / 100];
    println!(
        "{} filters: half of them in {:.1?}, p95 {:.1?}, slowest {:.1?} ({}, {} found)",
        times.len(),
        at(50),
        at(95),
        slowest.0,
        slowest.1,
        slowest.2
    );
    assert!(at(95) < FILTER_CPU, "a filter is too slow");
}

const NAMES: [&str; 8] = ["person", "customer", "record", "act", "outcome", "group", "time", "words"];

fn with(filter: LogFilter, which: usize, n: u64) -> LogFilter {
    let at = |day: u64| BEGAN.plus(Duration::from_hours(24 * day));
    match which {
        0 => LogFilter { person: Some(person(n)), ..filter },
        1 => LogFilter { customer: Some(customer(n * 7)), ..filter },
        2 => LogFilter { record: Some(record(n * 7)), ..filter },
        3 => LogFilter { act: Some(ACTS[usize::try_from(n).unwrap() % ACTS.len()]), ..filter },
        4 => LogFilter { outcome: Some(Outcome::ALL[usize::try_from(n).unwrap() % 5]), ..filter },
        5 => LogFilter { group: Some(group(n)), ..filter },
        6 => LogFilter { from: Some(at(n * 90)), to: Some(at(n * 90 + 30 * n)), ..filter },
        _ => LogFilter {
            words: ["a", "popescu", "ana maria", "zzz", "contract 20"][usize::try_from(n).unwrap() % 5]
                .to_owned(),
            ..filter
        },
    }
}

/// What is written.
fn write(folder: &Path, events: u64) {
    let clock = Arc::new(HandClock::at(BEGAN));
    let log = log(folder, &clock);
    let mut dice = Dice(1);
    measured("write", || {
        let mut written = 0;
        while written < events {
            if written % EVENTS_A_DAY == 0 {
                log.renew(1, &reader().public()).unwrap();
            }
            clock.advance(Duration::from_mins(24 * 60 * BATCH / EVENTS_A_DAY));
            let batch: Vec<Event> = (written..written + BATCH).map(|n| event(n, &mut dice)).collect();
            drop(log.append_all(&batch).unwrap());
            written += BATCH;
        }
    });
}

const ACTS: [Act; 8] = [
    Act::RecordView,
    Act::RecordView,
    Act::CustomerView,
    Act::CustomerSearch,
    Act::RecordSearch,
    Act::IdentityReveal,
    Act::RecordImport,
    Act::RecordExport,
];
const WORDS: [&str; 6] = [
    "Popescu Ana-Maria",
    "contract 2026",
    "Ștefan Bărbulescu",
    "asked for by the court",
    "ana",
    "dosar 14/2019",
];

fn event(n: u64, dice: &mut Dice) -> Event {
    let act = ACTS[usize::try_from(dice.below(8)).unwrap()];
    let outcome = if dice.below(20) == 0 { Outcome::Refused } else { Outcome::Permitted };
    let mut event =
        Event::new(act).outcome(outcome).by(person(dice.below(10))).in_group(group(dice.below(5)));
    match act {
        Act::IdentityReveal => {
            (0..dice.below(20)).for_each(|_| event.clients.push(customer(dice.below(CUSTOMERS))));
        }
        Act::CustomerSearch | Act::RecordSearch => {}
        _ => event = event.of_client(customer(dice.below(CUSTOMERS))).of_record(record(dice.below(RECORDS))),
    }
    if dice.below(2) == 0 {
        let words = WORDS[usize::try_from(dice.below(6)).unwrap()];
        event = event.with_words(&format!("{words} {n}"));
    }
    event
}

fn person(n: u64) -> AccountId {
    AccountId::from_bytes([u8::try_from(n % 200).unwrap() + 1; 16])
}

fn group(n: u64) -> GroupId {
    GroupId::from_bytes([u8::try_from(n % 200).unwrap() + 1; 16])
}

fn record(n: u64) -> RecordId {
    let mut bytes = [9; 16];
    bytes[..8].copy_from_slice(&n.to_be_bytes());
    RecordId::from_bytes(bytes)
}

fn customer(n: u64) -> ClientCode {
    let mut values = [0; 10];
    for (place, value) in values.iter_mut().enumerate() {
        *value = u8::try_from((n >> (5 * place)) % 32).unwrap();
    }
    ClientCode::from_values(values)
}

/// Chance that is the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

fn reader() -> KemPrivate {
    KemPrivate::from_seed(SecretBytes::from_exposed(&mut [9; 32]))
}

fn keys(epoch: u32) -> Option<KemPrivate> {
    (epoch == 1).then(reader)
}

fn log(folder: &Path, clock: &Arc<HandClock>) -> Log {
    let opening = Opening {
        folder: folder.to_owned(),
        vault: VAULT,
        reader_epoch: 1,
        reader: reader().public(),
        boot: BootId([4; 16]),
        machine: Arc::new(SigningKey::from_seed(SecretBytes::from_exposed(&mut [8; 32]))),
    };
    Log::open(opening, Arc::clone(clock) as _).unwrap()
}

fn place(folder: &Path) -> IndexPlace {
    IndexPlace {
        folder: folder.to_owned(),
        vault: VAULT,
        epoch: 1,
        key: DatabaseKey::from_secret(SecretBytes::from_exposed(&mut [40; 32])),
        zone: TimeZone::posix("EET-2EEST,M3.5.0/3,M10.5.0/4").unwrap(),
    }
}

fn remove_index(folder: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        drop(std::fs::remove_file(folder.join(format!("index.1.db{suffix}"))));
    }
}

/// Runs it, says what it took, and returns the processor time.
fn measured(name: &str, act: impl FnOnce()) -> Duration {
    let (start, before) = (Instant::now(), cpu());
    act();
    let cpu = cpu().saturating_sub(before);
    println!("{name}: {:.2?} of processor time, {:.2?} in all", cpu, start.elapsed());
    cpu
}

/// Processor time of this process so far.
fn cpu() -> Duration {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(spent.tv_sec.try_into().unwrap(), spent.tv_nsec.try_into().unwrap())
}

/// The most memory that was in use.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
