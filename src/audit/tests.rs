//! The log as a whole, on a real folder: round trips, damage, full disks, two programs at once.

use super::disk::{Disk, RESERVE_BYTES, RealDisk};
use super::log::BootId;
use super::tail::Tail;
use super::{AppendError, Entry, Event, Log, Opening, Outcome, Unreadable, WalkError, holds, read, walk};
use crate::base::clock::{HandClock, WallTime};
use crate::base::id::{AccountId, VaultId};
use crate::crypto::hash::Digest;
use crate::crypto::hpke::KemPrivate;
use crate::crypto::secret::SecretBytes;
use crate::crypto::sign::SigningKey;
use crate::policy::Act;
use proptest::prelude::*;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

const VAULT: VaultId = VaultId::from_bytes([7; 16]);
const ANA: Digest = Digest([1; 32]);
const DAN: Digest = Digest([2; 32]);

struct House {
    folder: tempfile::TempDir,
    clock: Arc<HandClock>,
}

fn reader(seed: u8) -> KemPrivate {
    KemPrivate::from_seed(SecretBytes::from_exposed(&mut [seed; 32]))
}

fn machine() -> SigningKey {
    SigningKey::from_seed(SecretBytes::from_exposed(&mut [6; 32]))
}

impl House {
    fn new() -> Self {
        let clock = Arc::new(HandClock::at(WallTime::from_unix_millis(1_700_000_000_000)));
        Self { folder: tempfile::tempdir().unwrap(), clock }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn opening(&self) -> Opening {
        Opening {
            folder: self.path().to_owned(),
            vault: VAULT,
            reader_epoch: 1,
            reader: reader(9).public(),
            boot: BootId([4; 16]),
            machine: Arc::new(machine()),
        }
    }

    fn open(&self) -> Log {
        self.open_on(Box::new(RealDisk), u64::MAX).unwrap()
    }

    fn open_on(&self, disk: Box<dyn Disk>, segment_bytes: u64) -> Result<Log, AppendError> {
        Log::open_on(disk, segment_bytes, self.opening(), self.clock.clone())
    }

    /// Words of every event, and what could not be read.
    fn words(&self) -> (Vec<String>, Vec<Unreadable>) {
        let (mut words, mut unreadable) = (Vec::new(), Vec::new());
        let keys = |epoch| (epoch == 1).then(|| reader(9));
        read(self.path(), VAULT, &keys, &mut |entry| match entry {
            Entry::Event { event, .. } => words.push(event.event.unwrap().words.to_string()),
            Entry::Unreadable { why, .. } => unreadable.push(why),
            Entry::Session { .. } => {}
        })
        .unwrap();
        (words, unreadable)
    }

    /// The one segment of a small log.
    fn segment(&self) -> std::path::PathBuf {
        super::segment::path(self.path(), 0)
    }
}

fn event(words: &str) -> Event {
    Event::new(Act::CustomerSearch).by(AccountId::from_bytes([3; 16])).with_words(words)
}

fn tried(act: Act, file: Digest) -> Event {
    Event::new(act).outcome(Outcome::Done).of_account_file(file)
}

/// A disk with so much room, and one that stops syncing when told.
#[derive(Default)]
struct BadDisk {
    room: AtomicI64,
    does_not_sync: AtomicBool,
}

impl Disk for Arc<BadDisk> {
    fn append(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        let room = self.room.fetch_sub(i64::try_from(bytes.len()).unwrap(), Ordering::SeqCst);
        let fits = usize::try_from(room).unwrap_or(0).min(bytes.len());
        RealDisk.append(file, &bytes[..fits])?;
        if fits == bytes.len() { Ok(()) } else { Err(io::ErrorKind::StorageFull.into()) }
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        if self.does_not_sync.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        RealDisk.sync(file)
    }
}

/// A disk that is full until the reserve is gone.
struct UntilReleased(std::path::PathBuf);
impl Disk for UntilReleased {
    fn append(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        if self.0.exists() { Err(io::ErrorKind::StorageFull.into()) } else { RealDisk.append(file, bytes) }
    }
    fn sync(&self, file: &File) -> io::Result<()> {
        RealDisk.sync(file)
    }
}

fn disk_with_room(bytes: i64) -> Arc<BadDisk> {
    let disk = BadDisk::default();
    disk.room.store(bytes, Ordering::SeqCst);
    Arc::new(disk)
}

#[test]
fn what_is_logged_is_read_with_the_key_and_in_order() {
    let house = House::new();
    let log = house.open();
    assert_eq!(log.append(&event("one")).unwrap().number, 2);
    house.clock.advance(Duration::from_secs(3));
    let receipts = log.append_all(&[event("two"), event("three")]).unwrap();
    assert_eq!(receipts.last().map(|receipt| receipt.number), Some(4));
    assert_eq!(log.last_written_at(), WallTime::from_unix_millis(1_700_000_003_000));
    drop(log);
    let again = house.open();
    let receipt = again.append(&event("four")).unwrap();
    assert_eq!(receipt.number, 6);
    assert_eq!(house.words(), (["one", "two", "three", "four"].map(String::from).to_vec(), vec![]));
    assert_eq!(walk(house.path(), VAULT).unwrap().head, again.head());
}

#[test]
fn no_word_of_an_event_is_in_the_files() {
    let house = House::new();
    let log = house.open();
    let _receipt = log.append(&event("Constantinescu-canary")).unwrap();
    let bytes = std::fs::read(house.segment()).unwrap();
    assert!(!bytes.windows(6).any(|window| window == b"canary"));
}

#[test]
fn without_the_readers_key_nothing_is_read() {
    let house = House::new();
    let _receipt = house.open().append(&event("secret")).unwrap();
    for (keys, expected) in [(None, Unreadable::NoKey { epoch: 1 }), (Some(8), Unreadable::OtherReader)] {
        let mut seen = Vec::new();
        let keys = |_| keys.map(reader);
        let walked = read(house.path(), VAULT, &keys, &mut |entry| match entry {
            Entry::Unreadable { why, .. } => seen.push(why),
            _ => panic!("read without the key"),
        });
        assert_eq!(walked.unwrap().head.count, 3);
        assert_eq!(seen, [expected; 2]);
    }
}

#[test]
fn the_key_of_a_later_step_opens_no_earlier_event() {
    use super::session::SessionKey;
    use crate::crypto::once::{Sealer, nonces, open};
    let key = SessionKey::generate(VAULT, crate::base::id::SessionId::generate());
    let (event, mut later) = key.split();
    let mut sealed = Vec::new();
    Sealer::new(&event, &nonces(1)[0]).seal_onto(&mut sealed, b"place", b"words");
    let opens = |key: &SecretBytes<32>| open(key, b"place", &sealed).is_ok_and(|plain| **plain == *b"words");
    assert!(opens(&event));
    for _ in 0..50 {
        let (event, next) = later.split();
        assert!(!opens(&event));
        later = next;
    }
}

#[test]
fn failures_are_counted_in_the_clear_until_a_success() {
    let house = House::new();
    let log = house.open();
    for file in [ANA, ANA, DAN, ANA] {
        let _receipt = log.append(&tried(Act::LogInFailed, file)).unwrap();
    }
    let _receipt = log.append(&tried(Act::LogInThrottled, ANA)).unwrap();
    let counts = |log: &Log| -> Vec<(u8, u32)> {
        log.failed_log_ins().iter().map(|tried| (tried.account_file.0[0], tried.failures)).collect()
    };
    assert_eq!(counts(&log), [(2, 1), (1, 3)]);
    let _receipt = log.append(&tried(Act::LogIn, ANA).outcome(Outcome::Refused)).unwrap();
    assert_eq!(counts(&log).len(), 2);
    let _receipt = log.append(&tried(Act::LogIn, ANA)).unwrap();
    assert_eq!(counts(&log), [(2, 1)]);
    let _receipt = log.append(&tried(Act::LogInFailed, ANA)).unwrap();
    let again = house.open();
    assert_eq!(counts(&again), [(2, 1), (1, 1)]);
    assert_eq!(walk(house.path(), VAULT).unwrap().failed_log_ins, again.failed_log_ins());
}

#[test]
fn segments_roll_and_carry_over() {
    let house = House::new();
    let log = house.open_on(Box::new(RealDisk), 4096).unwrap();
    let _receipt = log.append(&tried(Act::LogInFailed, DAN)).unwrap();
    for n in 0..60 {
        let _receipt = log.append(&event(&n.to_string())).unwrap();
    }
    assert!(super::segment::list(house.path()).unwrap().len() > 3);
    let walked = walk(house.path(), VAULT).unwrap();
    assert_eq!(walked.head, log.head());
    assert_eq!(house.words().0.len(), 61);
    // A program that reads only the last segment knows the same.
    let again = house.open_on(Box::new(RealDisk), 4096).unwrap();
    assert_eq!(again.failed_log_ins(), walked.failed_log_ins);
    assert_eq!(again.failed_log_ins().len(), 1);
    assert_eq!(walk(house.path(), VAULT).unwrap().head, again.head());
}

#[test]
fn a_missing_segment_and_a_swapped_one_are_seen() {
    let house = House::new();
    let log = house.open_on(Box::new(RealDisk), 4096).unwrap();
    for n in 0..60 {
        let _receipt = log.append(&event(&n.to_string())).unwrap();
    }
    let firsts = super::segment::list(house.path()).unwrap();
    let second = super::segment::path(house.path(), firsts[1]);
    let bytes = std::fs::read(&second).unwrap();
    std::fs::remove_file(&second).unwrap();
    let missing = walk(house.path(), VAULT);
    assert!(matches!(missing, Err(WalkError::MissingSegment { number }) if number == firsts[1]));
    std::fs::write(super::segment::path(house.path(), firsts[1]), &bytes[..bytes.len() - 10]).unwrap();
    assert!(matches!(walk(house.path(), VAULT), Err(WalkError::BadFrame { .. })));
}

#[test]
fn every_truncation_is_torn_or_shows_against_an_anchor() {
    let house = House::new();
    let log = house.open();
    for n in 0..4 {
        let _receipt = log.append(&event(&n.to_string())).unwrap();
    }
    let anchor = log.head();
    drop(log);
    let whole = std::fs::read(house.segment()).unwrap();
    assert!(holds(house.path(), VAULT, &anchor).unwrap());
    for cut in 0..whole.len() {
        std::fs::write(house.segment(), &whole[..cut]).unwrap();
        let walked = walk(house.path(), VAULT).unwrap();
        assert!(walked.head.count < anchor.count);
        assert!(!holds(house.path(), VAULT, &anchor).unwrap(), "{cut}");
        // What is whole can still be read, and nothing else is.
        assert_eq!(house.words().1, vec![]);
    }
}

#[test]
fn every_flipped_bit_is_named() {
    let house = House::new();
    let log = house.open();
    let _receipts = log.append_all(&[event("a"), event("b")]).unwrap();
    drop(log);
    let whole = std::fs::read(house.segment()).unwrap();
    for bit in 0..whole.len() * 8 {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let walked = Tail::before_everything().walk(VAULT, &flipped, 0, &mut |_, _| ());
        assert!(walked.is_err(), "bit {bit}: {walked:?}");
    }
    let mut flipped = whole;
    flipped[20] ^= 1;
    std::fs::write(house.segment(), &flipped).unwrap();
    assert!(matches!(walk(house.path(), VAULT), Err(WalkError::BadFrame { number: 0, .. })));
    assert!(matches!(
        house.open_on(Box::new(RealDisk), u64::MAX),
        Err(AppendError::NotSound(WalkError::BadFrame { .. }))
    ));
}

#[test]
fn a_torn_end_is_set_aside_and_noted() {
    let house = House::new();
    let log = house.open();
    let _receipts = log.append_all(&[event("kept"), event("torn")]).unwrap();
    drop(log);
    let whole = std::fs::read(house.segment()).unwrap();
    std::fs::write(house.segment(), &whole[..whole.len() - 5]).unwrap();
    let log = house.open();
    let _receipt = log.append(&event("after")).unwrap();
    let (words, unreadable) = house.words();
    assert_eq!(words, ["kept", "segment-000000000000.torn-1", "after"]);
    assert_eq!(unreadable, []);
    let torn = std::fs::read(house.path().join("segment-000000000000.torn-1")).unwrap();
    assert!(whole.windows(torn.len()).any(|window| window == torn));
    assert_eq!(walk(house.path(), VAULT).unwrap().torn, None);
}

#[test]
fn a_segment_that_was_only_begun_is_set_aside_whole() {
    let house = House::new();
    let log = house.open_on(Box::new(RealDisk), 1).unwrap();
    let _receipt = log.append(&event("kept")).unwrap();
    let next = log.head().count;
    drop(log);
    for beginning in [&b""[..], b"abc"] {
        std::fs::write(super::segment::path(house.path(), next), beginning).unwrap();
        assert_eq!(walk(house.path(), VAULT).unwrap().head.count, next);
    }
    let log = house.open_on(Box::new(RealDisk), 1).unwrap();
    assert!(log.head().count > next);
    assert_eq!(house.words().0, ["kept".to_owned(), format!("segment-{next:012}.torn-1")]);
}

#[test]
fn two_programs_append_by_turns() {
    let house = House::new();
    let (one, other) = (house.open(), house.open());
    for n in 0..5 {
        let _receipt = one.append(&event(&format!("one {n}"))).unwrap();
        let _receipt = other.append(&event(&format!("other {n}"))).unwrap();
    }
    let (words, unreadable) = house.words();
    assert_eq!((words.len(), unreadable.len()), (10, 0));
    assert_eq!(walk(house.path(), VAULT).unwrap().head, other.head());
}

#[test]
fn threads_share_a_log() {
    let house = House::new();
    let log = house.open();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for n in 0..10 {
                    let _receipt = log.append(&event(&n.to_string())).unwrap();
                }
            });
        }
    });
    assert_eq!(house.words().0.len(), 40);
}

#[test]
fn what_cannot_be_synced_is_refused_from_then_on() {
    let house = House::new();
    let disk = disk_with_room(1 << 30);
    let log = house.open_on(Box::new(disk.clone()), u64::MAX).unwrap();
    disk.does_not_sync.store(true, Ordering::SeqCst);
    assert!(matches!(log.append(&event("x")), Err(AppendError::Io(_))));
    disk.does_not_sync.store(false, Ordering::SeqCst);
    assert!(matches!(log.append(&event("x")), Err(AppendError::Broken)));
    let _receipt = house.open().append(&event("next run")).unwrap();
}

#[test]
fn a_full_disk_refuses_and_says_so_from_the_reserve() {
    let house = House::new();
    let disk = disk_with_room(1 << 30);
    let log = house.open_on(Box::new(disk.clone()), u64::MAX).unwrap();
    assert_eq!(std::fs::metadata(house.path().join("reserve")).unwrap().len(), RESERVE_BYTES);
    let _receipt = log.append(&event("kept")).unwrap();
    let before = std::fs::read(house.segment()).unwrap();
    for room in [0, 1, 100, 200] {
        disk.room.store(room, Ordering::SeqCst);
        assert!(matches!(log.append(&event("refused")), Err(AppendError::DiskFull)), "{room}");
        assert_eq!(std::fs::read(house.segment()).unwrap(), before);
    }
    assert!(!house.path().join("reserve").exists());
    disk.room.store(1 << 20, Ordering::SeqCst);
    let _receipt = log.append(&event("room again")).unwrap();
    assert_eq!(house.words(), (vec!["kept".into(), "room again".into()], vec![]));
}

#[test]
fn a_full_disk_at_the_start_uses_the_reserve_too() {
    let house = House::new();
    drop(house.open());
    let log = house.open_on(Box::new(UntilReleased(house.path().join("reserve"))), u64::MAX).unwrap();
    let mut acts = Vec::new();
    read(house.path(), VAULT, &|_| Some(reader(9)), &mut |entry| {
        if let Entry::Event { event, .. } = entry {
            acts.push(event.event.unwrap().act);
        }
    })
    .unwrap();
    assert_eq!(acts, [Act::DiskFull]);
    assert_eq!(log.head().count, 4);
}

#[test]
fn a_log_that_was_cut_behind_the_programs_back_is_refused() {
    let house = House::new();
    let log = house.open();
    let _receipt = log.append(&event("one")).unwrap();
    let whole = std::fs::read(house.segment()).unwrap();
    std::fs::write(house.segment(), &whole[..whole.len() - 40]).unwrap();
    assert!(matches!(log.append(&event("two")), Err(AppendError::Shortened)));
    assert!(matches!(log.append(&event("three")), Err(AppendError::Broken)));
}

#[test]
fn a_log_that_was_removed_is_refused() {
    let house = House::new();
    let log = house.open();
    std::fs::remove_file(house.segment()).unwrap();
    assert!(log.append(&event("one")).is_err());
}

#[test]
fn a_frame_that_its_session_did_not_write_is_shown_as_forged() {
    let house = House::new();
    let log = house.open();
    let _receipt = log.append(&event("true")).unwrap();
    let head = log.head();
    let frame = super::body::EventFrame { session: log.session(), step: 1, log_in: None };
    let sealer = crate::crypto::once::Sealer::new(&SecretBytes::generate(), &[5; 12]);
    let draft = super::body::Draft { sealer: &sealer, plain: &[0; 128] };
    let mut bytes = std::fs::read(house.segment()).unwrap();
    super::frame::push_with(&mut bytes, |bytes| {
        super::body::EventBodies::new(VAULT).push(bytes, head.count, head.last, &frame, draft);
    });
    std::fs::write(house.segment(), bytes).unwrap();
    let _receipt = log.append(&event("also true")).unwrap();
    assert_eq!(house.words(), (vec!["true".into(), "also true".into()], vec![Unreadable::Forged]));
}

#[test]
fn an_event_too_long_is_refused_and_leaves_no_trace() {
    let house = House::new();
    let log = house.open();
    let head = log.head();
    let refused = log.append_all(&[event("short"), event(&"x".repeat(super::EVENT_BYTES))]);
    assert!(matches!(refused, Err(AppendError::TooLong)));
    assert_eq!(log.head(), head);
    let _receipt = log.append(&event("next")).unwrap();
    assert_eq!(house.words().0, ["next"]);
}

#[test]
fn many_events_at_once_are_read_as_they_were_written_and_are_the_frames_of_as_many_alone() {
    let house = House::new();
    let log = house.open();
    let words: Vec<String> = (0..2_500).map(|n| format!("event {n} {}", "x".repeat(n % 400))).collect();
    let events: Vec<Event> = words.iter().map(|words| event(words)).collect();
    let _receipt = log.append(&events[0]).unwrap();
    let receipts = log.append_all(&events[1..]).unwrap();
    let numbers: Vec<u64> = receipts.iter().map(|receipt| receipt.number).collect();
    assert_eq!(numbers, (3..2_502).collect::<Vec<_>>());
    assert_eq!(house.words(), (words, vec![]));
    assert_eq!(walk(house.path(), VAULT).unwrap().head, log.head());
    // Too long a one among many: nothing of them is there, and the log goes on.
    let head = log.head();
    let mut some = vec![event("short"); 300];
    some[280] = event(&"x".repeat(super::EVENT_BYTES));
    assert!(matches!(log.append_all(&some), Err(AppendError::TooLong)));
    assert_eq!(log.head(), head);
    let _receipt = log.append(&event("next")).unwrap();
    assert_eq!(house.words().0.len(), 2_501);
}

#[test]
fn a_clock_that_was_set_is_said_before_what_came_after() {
    let house = House::new();
    let clock = Arc::new(HandClock::at(WallTime::from_unix_millis(50_000_000)));
    let log = Log::open(house.opening(), clock.clone()).unwrap();
    let _receipt = log.append(&event("before")).unwrap();
    clock.advance(Duration::from_hours(5));
    let _receipt = log.append(&event("hours later")).unwrap();
    clock.set_wall(WallTime::from_unix_millis(40_000_000));
    let _receipt = log.append(&event("after")).unwrap();
    let mut acts = Vec::new();
    read(house.path(), VAULT, &|_| Some(reader(9)), &mut |entry| {
        if let Entry::Event { event, .. } = entry {
            let logged = event.event.unwrap();
            acts.push((logged.act, logged.words.to_string(), logged.count));
        }
    })
    .unwrap();
    assert_eq!(acts.len(), 4, "{acts:?}");
    assert_eq!(acts[2], (Act::ClockJump, "back".to_owned(), Some(28_000)));
}

#[test]
fn another_vaults_log_is_not_taken() {
    let house = House::new();
    drop(house.open());
    assert!(walk(house.path(), VaultId::from_bytes([8; 16])).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is killed at whatever byte: what was acknowledged is there, and the log goes on.
    #[test]
    fn a_kill_in_the_middle_of_an_append_loses_nothing_acknowledged(
        batches in proptest::collection::vec(1usize..4, 1..5),
        segment_bytes in prop_oneof![Just(1u64), Just(3000), Just(u64::MAX)],
        cut in 0.0f64..1.0,
    ) {
        let house = House::new();
        let log = house.open_on(Box::new(RealDisk), segment_bytes).unwrap();
        let mut acknowledged = Vec::new();
        for (n, size) in batches.iter().enumerate() {
            let words: Vec<String> = (0..*size).map(|k| format!("{n}.{k}")).collect();
            let events: Vec<Event> = words.iter().map(|words| event(words)).collect();
            prop_assert_eq!(log.append_all(&events).unwrap().len(), *size);
            acknowledged.extend(words);
        }
        let last = *super::segment::list(house.path()).unwrap().last().unwrap();
        let path = super::segment::path(house.path(), last);
        let before = std::fs::read(&path).unwrap();
        let _receipts = log.append_all(&[event("killed"), event("killed")]).unwrap();
        drop(log);
        let grown = *super::segment::list(house.path()).unwrap().last().unwrap();
        let grown_path = super::segment::path(house.path(), grown);
        let after = std::fs::read(&grown_path).unwrap();
        let kept = if grown == last { before.len() } else { 0 };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place within a small file")]
        let at = kept + ((after.len() - kept) as f64 * cut) as usize;
        std::fs::write(&grown_path, &after[..at]).unwrap();

        let again = house.open_on(Box::new(RealDisk), segment_bytes).unwrap();
        let _receipt = again.append(&event("next run")).unwrap();
        let (words, unreadable) = house.words();
        prop_assert!(words.starts_with(&acknowledged));
        prop_assert_eq!(words.last().map(String::as_str), Some("next run"));
        prop_assert!(unreadable.is_empty());
        prop_assert_eq!(walk(house.path(), VAULT).unwrap().head, again.head());
    }
}

#[test]
fn a_renewed_session_is_read_by_the_new_reader_alone() {
    let house = House::new();
    let log = house.open();
    let _receipt = log.append(&Event::new(Act::GroupMake).with_words("before")).unwrap();
    let session = log.session();
    log.renew(2, &reader(8).public()).unwrap();
    assert_ne!(log.session(), session);
    let _receipt = log.append(&Event::new(Act::GroupMake).with_words("after")).unwrap();
    let (words, unreadable) = house.words();
    // The session's own frame, and its event.
    assert_eq!((words.as_slice(), unreadable.len()), (["before".to_owned()].as_slice(), 2));
    let mut both = Vec::new();
    let keys = |epoch| Some(reader(if epoch == 1 { 9 } else { 8 }));
    read(house.path(), VAULT, &keys, &mut |entry| {
        if let Entry::Event { event, .. } = entry {
            both.push(event.event.unwrap().words.to_string());
        }
    })
    .unwrap();
    assert_eq!(both, ["before", "after"]);
    assert!(walk(house.path(), VAULT).is_ok());
}
