//! The index against a plain reading of the same log: equal, whatever stopped it, whatever became of its file.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::audit::disk::RealDisk;
use crate::audit::review::{DayCounts, ReviewMark, ReviewRule, Settings};
use crate::audit::{BootId, Entry, Event, Log, Opening, read};
use crate::base::clock::HandClock;
use crate::base::job::CancelFlag;
use crate::crypto::hpke::KemPrivate;
use crate::crypto::secret::SecretBytes;
use crate::crypto::sign::SigningKey;

const VAULT: VaultId = VaultId::from_bytes([7; 16]);
const ANA: AccountId = AccountId::from_bytes([1; 16]);
const DAN: AccountId = AccountId::from_bytes([2; 16]);
const GROUP: GroupId = GroupId::from_bytes([5; 16]);
/// 2026-11-22, 09:40 UTC, a Sunday.
const NOW: WallTime = WallTime::from_unix_millis(1_795_340_400_000);

struct House {
    folder: tempfile::TempDir,
    clock: Arc<HandClock>,
}

fn reader(epoch: u32) -> KemPrivate {
    let byte = u8::try_from(epoch).unwrap();
    KemPrivate::from_seed(SecretBytes::from_exposed(&mut [byte; 32]))
}

fn both(epoch: u32) -> Option<KemPrivate> {
    (epoch < 3).then(|| reader(epoch))
}

fn nobody(_: AccountId) -> Option<VerifyingKey> {
    None
}

fn code(n: u8) -> ClientCode {
    ClientCode::from_values([n, 1, 2, 3, 4, 5, 6, 7, 8, 9])
}

impl House {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), clock: Arc::new(HandClock::at(NOW)) }
    }

    fn opening(&self, epoch: u32, boot: u8) -> Opening {
        Opening {
            folder: self.folder.path().to_owned(),
            vault: VAULT,
            reader_epoch: epoch,
            reader: reader(epoch).public(),
            boot: BootId([boot; 16]),
            machine: Arc::new(SigningKey::from_seed(SecretBytes::from_exposed(&mut [8; 32]))),
        }
    }

    fn log(&self, epoch: u32, boot: u8) -> Log {
        Log::open_on(Box::new(RealDisk), 4096, self.opening(epoch, boot), self.clock.clone()).unwrap()
    }

    fn place(&self, epoch: u32) -> IndexPlace {
        IndexPlace {
            folder: self.folder.path().to_owned(),
            vault: VAULT,
            epoch,
            key: DatabaseKey::from_secret(SecretBytes::from_exposed(&mut [40; 32])),
            zone: TimeZone::UTC,
        }
    }

    fn file(&self, epoch: u32) -> PathBuf {
        self.place(epoch).path()
    }

    fn open(&self) -> LogIndex {
        LogIndex::open(self.place(1), &both, &mut Watch::unwatched()).unwrap()
    }

    fn index(&self) -> LogIndex {
        let mut index = self.open();
        refresh(&mut index);
        index
    }

    /// What a plain reading of the whole log tells.
    fn by_reading(&self) -> Vec<IndexedEvent> {
        let mut events = Vec::new();
        let mut show = |entry| {
            if let Entry::Event { session, event } = entry {
                events.push(shown(session, &event));
            }
        };
        read(self.folder.path(), VAULT, &both, &mut show).unwrap();
        events.reverse();
        events
    }
}

fn refresh(index: &mut LogIndex) {
    index.refresh(&both, &nobody, &mut Watch::unwatched()).unwrap();
}

fn shown(session: SessionId, logged: &crate::audit::LoggedEvent) -> IndexedEvent {
    let event = logged.event.as_ref().unwrap();
    IndexedEvent {
        number: logged.number,
        wall: logged.wall,
        account: event.account,
        act: Some(event.act),
        act_number: logged.act_number,
        outcome: Some(event.outcome),
        group: event.group,
        clients: event.clients.clone(),
        record: event.record,
        count: event.count,
        words: event.words.to_string(),
        session,
    }
}

fn all(index: &mut LogIndex, filter: &LogFilter) -> Vec<IndexedEvent> {
    let found = index.find(filter, 0, u32::MAX).unwrap();
    assert_eq!(found.total, found.events.len() as u64);
    found.events
}

/// What the filter means, said once more.
fn fits(filter: &LogFilter, event: &IndexedEvent) -> bool {
    filter.person.is_none_or(|person| event.account == Some(person))
        && filter.customer.is_none_or(|code| event.clients.contains(&code))
        && filter.record.is_none_or(|record| event.record == Some(record))
        && filter.act.is_none_or(|act| event.act == Some(act))
        && filter.outcome.is_none_or(|outcome| event.outcome == Some(outcome))
        && filter.group.is_none_or(|group| event.group == Some(group))
        && filter.from.is_none_or(|from| event.wall >= from)
        && filter.to.is_none_or(|to| event.wall < to)
        && (filter.only.is_empty() || filter.only.contains(&event.number))
        && folded(&filter.words).split_whitespace().all(|word| folded(&event.words).contains(word))
}

fn any_event() -> impl Strategy<Value = Event> {
    let acts = [Act::RecordView, Act::CustomerSearch, Act::IdentityReveal, Act::LogInFailed, Act::Lock];
    let words = ["", "Țîrlea ana", "popescu", "ana", "dosar 14/2026", "a\nb"];
    (
        (proptest::sample::select(acts.to_vec()), 0..5_usize),
        proptest::option::of(1..4_u8),
        proptest::option::of(1..3_u8),
        proptest::collection::vec(0..4_u8, 0..3),
        proptest::option::of(0..3_u8),
        (proptest::option::of(0..100_u64), proptest::sample::select(words.to_vec())),
    )
        .prop_map(|((act, outcome), account, group, clients, record, (count, words))| {
            let mut event = Event::new(act).outcome(Outcome::ALL[outcome]).with_words(words);
            event.account = account.map(|n| AccountId::from_bytes([n; 16]));
            event.group = group.map(|n| GroupId::from_bytes([n; 16]));
            event.clients = clients.into_iter().map(code).collect();
            event.record = record.map(|n| RecordId::from_bytes([n; 16]));
            event.count = count;
            event
        })
}

fn any_filter() -> impl Strategy<Value = LogFilter> {
    let words = ["", "ana", "TIRLEA", "14 dosar", "pop", "lea a", "nothing", "ab"];
    let acts = [Act::RecordView, Act::CustomerSearch, Act::ProgramStart];
    (
        proptest::option::weighted(0.3, 1..5_u8),
        proptest::option::weighted(0.3, 0..5_u8),
        proptest::option::weighted(0.3, 0..4_u8),
        proptest::option::weighted(0.3, proptest::sample::select(acts.to_vec())),
        (proptest::option::weighted(0.3, 0..5_usize), proptest::option::weighted(0.3, 0..40_u64)),
        (proptest::sample::select(words.to_vec()), any::<bool>()),
        proptest::option::weighted(0.2, proptest::collection::btree_set(0..60_u64, 1..8)),
    )
        .prop_map(|(person, customer, record, act, (outcome, from), (words, oldest_first), only)| {
            let hour = |n| NOW.plus(Duration::from_hours(n));
            LogFilter {
                person: person.map(|n| AccountId::from_bytes([n; 16])),
                customer: customer.map(code),
                record: record.map(|n| RecordId::from_bytes([n; 16])),
                act,
                outcome: outcome.map(|n| Outcome::ALL[n]),
                group: record.map(|n| GroupId::from_bytes([n; 16])).filter(|_| oldest_first),
                from: from.map(hour),
                to: from.map(|n| hour(n + 9)),
                words: words.to_owned(),
                only: only.into_iter().flatten().collect(),
                oldest_first,
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Grown in steps, closed in between, over several segments and runs of the program, the index answers every filter
    /// as a plain reading does.
    #[test]
    fn the_index_equals_a_full_reading(
        runs in proptest::collection::vec(proptest::collection::vec(any_event(), 0..14), 1..5),
        filters in proptest::collection::vec(any_filter(), 12),
    ) {
        let house = House::new();
        let mut index = house.index();
        for (place, events) in runs.iter().enumerate() {
            let log = house.log(1, 1);
            for event in events {
                house.clock.advance(Duration::from_mins(50));
                let _receipt = log.append(event).unwrap();
            }
            if place % 2 == 0 {
                refresh(&mut index);
            } else {
                index.close().unwrap();
                index = house.index();
            }
        }
        refresh(&mut index);
        let read = house.by_reading();
        prop_assert_eq!(index.len(), read.len() as u64);
        for filter in filters {
            let mut expected: Vec<_> = read.iter().filter(|event| fits(&filter, event)).cloned().collect();
            if filter.oldest_first {
                expected.reverse();
            }
            prop_assert_eq!(all(&mut index, &filter), expected, "{:?}", filter);
        }
        let mut counts = DayCounts::default();
        for event in &read {
            counts.add(event.act, event.outcome);
        }
        prop_assert_eq!(index.days().map(|day| day.counts.events).sum::<u64>(), counts.events);
        prop_assert_eq!(index.days().map(|day| day.counts.views).sum::<u64>(), counts.views);
        prop_assert_eq!(index.days().map(|day| day.counts.refused).sum::<u64>(), counts.refused);
    }
}

fn views(log: &Log, count: u64) {
    let events: Vec<Event> = (0..count)
        .map(|n| Event::new(Act::RecordView).by(ANA).in_group(GROUP).with_words(&format!("view {n}")))
        .collect();
    drop(log.append_all(&events).unwrap());
}

#[test]
fn an_index_that_was_deleted_or_damaged_is_made_anew() {
    let house = House::new();
    views(&house.log(1, 1), 60);
    let before = all(&mut house.index(), &LogFilter::default());
    assert_eq!(before, house.by_reading());
    remove_database(&house.file(1)).unwrap();
    assert_eq!(all(&mut house.index(), &LogFilter::default()), before);
    for place in [20, 20_000, 60_000] {
        let mut bytes = std::fs::read(house.file(1)).unwrap();
        bytes[place] ^= 1;
        std::fs::write(house.file(1), bytes).unwrap();
        assert_eq!(all(&mut house.index(), &LogFilter::default()), before, "{place}");
    }
    std::fs::write(house.file(1), b"something else").unwrap();
    assert_eq!(all(&mut house.index(), &LogFilter::default()), before);
}

#[test]
fn an_index_of_a_log_that_was_put_back_is_made_anew() {
    let house = House::new();
    views(&house.log(1, 1), 20);
    let copy = tempfile::tempdir().unwrap();
    let files = || std::fs::read_dir(house.folder.path()).unwrap().map(|entry| entry.unwrap().path());
    let segments = || files().filter(|path| path.to_string_lossy().contains("segment-"));
    for path in segments() {
        std::fs::copy(&path, copy.path().join(path.file_name().unwrap())).unwrap();
    }
    views(&house.log(1, 1), 30);
    let index = house.index();
    let longer = index.head().count;
    index.close().unwrap();
    segments().for_each(|path| std::fs::remove_file(path).unwrap());
    for entry in std::fs::read_dir(copy.path()).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, house.folder.path().join(path.file_name().unwrap())).unwrap();
    }
    // Shorter than what was indexed, then longer again with other events.
    let mut index = house.index();
    assert!(index.head().count < longer);
    assert_eq!(all(&mut index, &LogFilter::default()), house.by_reading());
    index.close().unwrap();
    views(&house.log(1, 2), 90);
    assert_eq!(all(&mut house.index(), &LogFilter::default()), house.by_reading());
}

#[test]
fn only_what_is_new_is_read() {
    let house = House::new();
    let log = house.log(1, 1);
    (0..20).for_each(|_| views(&log, 10));
    house.index().close().unwrap();
    let log = house.log(1, 1);
    views(&log, 3);
    // The first segment is gone: whoever read from the beginning would notice.
    std::fs::remove_file(house.folder.path().join("segment-000000000000.log")).unwrap();
    let mut index = house.index();
    assert_eq!(index.len(), 203);
    remove_database(&house.file(1)).unwrap();
    let mut anew = house.open();
    assert!(matches!(
        anew.refresh(&both, &nobody, &mut Watch::unwatched()),
        Err(IndexError::Log(WalkError::MissingSegment { number: 0 }))
    ));
    // A session that began long before goes on being read.
    views(&log, 2);
    refresh(&mut index);
    assert_eq!((index.len(), index.unreadable()), (205, 0));
}

#[test]
fn a_new_epoch_has_an_index_of_its_own_and_a_key_that_was_lacking_opens_more() {
    let house = House::new();
    views(&house.log(1, 1), 10);
    house.index().close().unwrap();
    let log = house.log(1, 1);
    views(&log, 5);
    log.renew(2, &reader(2).public()).unwrap();
    views(&log, 7);
    let only_new = |epoch| (epoch == 2).then(|| reader(2));
    let mut index = LogIndex::open(house.place(2), &only_new, &mut Watch::unwatched()).unwrap();
    assert!(!house.file(1).exists());
    index.refresh(&only_new, &nobody, &mut Watch::unwatched()).unwrap();
    // Two sessions' first frames and fifteen events were sealed to the other key.
    assert_eq!((index.len(), index.unreadable()), (7, 17));
    assert!(index.findings(&Settings::default()).values().flatten().all(|f| f.rule != ReviewRule::Forged));
    index.close().unwrap();
    let mut index = LogIndex::open(house.place(2), &both, &mut Watch::unwatched()).unwrap();
    refresh(&mut index);
    assert_eq!((index.len(), index.unreadable()), (22, 0));
    assert_eq!(all(&mut index, &LogFilter::default()), house.by_reading());
}

#[test]
fn cancelling_stops_and_what_was_committed_stays() {
    let house = House::new();
    let log = Log::open(house.opening(1, 1), house.clock.clone()).unwrap();
    let frames = 2 * u64::try_from(reading::BATCH_FRAMES).unwrap() + 3000;
    views(&log, frames);
    let mut index = house.open();
    let flag = CancelFlag::default();
    let mut told = 0;
    let stopped = {
        let cancel = flag.clone();
        let mut watch = Watch::new(flag, |progress: &Progress| {
            told = progress.done;
            if progress.done > frames / 2 {
                cancel.cancel();
            }
        });
        index.refresh(&both, &nobody, &mut watch)
    };
    assert!(matches!(stopped, Err(IndexError::Cancelled(_))));
    assert!(told < frames / 2 + 2 * reading::TELL_EVERY_FRAMES, "{told}");
    let kept = index.len();
    assert!(kept > 0 && kept < frames, "{kept}");
    index.close().unwrap();
    let mut index = house.open();
    assert_eq!(index.len(), kept);
    refresh(&mut index);
    assert_eq!(all(&mut index, &LogFilter::default()), house.by_reading());
    // Opening can be stopped as well.
    index.close().unwrap();
    let flag = CancelFlag::default();
    flag.cancel();
    let opened = LogIndex::open(house.place(1), &both, &mut Watch::new(flag, |_| ()));
    assert!(matches!(opened, Err(IndexError::Cancelled(_))));
}

#[test]
fn a_review_counts_if_its_signature_is_the_supervisors() {
    let house = House::new();
    let log = house.log(1, 1);
    views(&log, 3);
    let (key, other) = (SigningKey::generate(), SigningKey::generate());
    let day = date(2026, 11, 22);
    let sign = |key: &SigningKey, by| {
        let mark = ReviewMark::sign(key, (VAULT, by), day, &log.head(), ("nothing unusual", ""));
        Event::new(Act::LogReview).by(by).with_words("nothing unusual").reviewing(mark)
    };
    for event in [sign(&other, DAN), sign(&key, ANA), sign(&key, DAN)] {
        let _receipt = log.append(&event).unwrap();
    }
    let reviewers = |account| (account == DAN).then(|| key.verifying());
    let mut index = house.open();
    index.refresh(&both, &reviewers, &mut Watch::unwatched()).unwrap();
    let valid = |index: &LogIndex| index.reviews_of(day).map(|r| (r.by, r.valid)).collect::<Vec<_>>();
    assert_eq!(valid(&index), [(DAN, false), (ANA, false), (DAN, true)]);
    let open = index.coverage().remove(&day).unwrap().open;
    // Only their own mark, and what came after it, is left.
    assert_eq!(open, [Some(ANA), Some(DAN)]);
    index.close().unwrap();
    let index = house.open();
    assert_eq!(valid(&index), [(DAN, false), (ANA, false), (DAN, true)]);
    assert_eq!(index.reviews()[2].note, "nothing unusual");
}

#[test]
fn what_opened_a_customers_file_is_found_by_code_and_by_record() {
    let house = House::new();
    let log = house.log(1, 1);
    let record = RecordId::from_bytes([3; 16]);
    let event = |act| Event::new(act).by(ANA).in_group(GROUP);
    let events = [
        event(Act::RecordImport).of_client(code(1)).of_record(record),
        event(Act::RecordEdit).of_record(record),
        event(Act::RecordView).of_client(code(2)).of_record(RecordId::from_bytes([4; 16])),
        event(Act::IdentityReveal).of_client(code(2)).of_client(code(1)).of_client(code(3)),
        event(Act::CustomerSearch).with_words("someone"),
        event(Act::RecordEdit).of_record(RecordId::from_bytes([4; 16])),
        event(Act::LogRead).of_client(code(1)),
    ];
    drop(log.append_all(&events).unwrap());
    let acts = house.index().accesses(code(1)).unwrap();
    let acts: Vec<_> = acts.into_iter().map(|event| event.act.unwrap()).collect();
    assert_eq!(acts, [Act::IdentityReveal, Act::RecordEdit, Act::RecordImport]);
    assert_eq!(house.index().accesses(code(9)).unwrap(), []);
}

#[test]
fn days_have_their_counts_people_hours_and_findings() {
    let house = House::new();
    let log = house.log(1, 1);
    let append = |event| append_on(&log, event);
    append(Event::new(Act::ProgramStart));
    append(Event::new(Act::LogIn).by(ANA));
    append(Event::new(Act::RecordView).by(ANA).in_group(GROUP));
    house.clock.advance(Duration::from_hours(24));
    append(Event::new(Act::RecordView).by(ANA).in_group(GROUP));
    append(Event::new(Act::RecordExport).by(ANA).in_group(GROUP));
    // Another start of the machine: the run before it was killed.
    append_on(&house.log(1, 2), Event::new(Act::ProgramStart));
    let mut index = house.index();
    let sunday = index.day(date(2026, 11, 22)).unwrap();
    assert_eq!((sunday.counts.events, sunday.counts.people, sunday.counts.views), (3, 1, 1));
    assert_eq!((sunday.weekday, sunday.hours[9], sunday.access_hours[9]), (6, 3, 1));
    assert_eq!(sunday.people.len(), 2);
    let rules = |index: &mut LogIndex, day: Date| {
        let found = index.findings(&Settings::default()).remove(&day).unwrap_or_default();
        found.iter().map(|finding| (finding.rule, finding.account)).collect::<Vec<_>>()
    };
    assert_eq!(
        rules(&mut index, date(2026, 11, 22)),
        [(ReviewRule::OutOfHours, Some(ANA)), (ReviewRule::FirstGroup, Some(ANA))]
    );
    assert_eq!(
        rules(&mut index, date(2026, 11, 23)),
        [(ReviewRule::NoEnd, Some(ANA)), (ReviewRule::Exports, Some(ANA))]
    );
    let lenient = Settings { work_days: 7, exports: 9, ..Settings::default() };
    assert_eq!(index.findings(&lenient).values().flatten().count(), 2);
    append_on(&log, Event::new(Act::RecordExport).by(ANA));
    refresh(&mut index);
    assert_eq!(index.findings(&Settings::default())[&date(2026, 11, 23)][1].count, 2);
}

fn append_on(log: &Log, event: Event) {
    let _receipt = log.append(&event).unwrap();
}

#[test]
fn frames_that_somebody_put_in_are_a_finding() {
    let house = House::new();
    views(&house.log(1, 1), 2);
    // Whoever has the vault's files but not the reader's key can only seal to a key of their own.
    let mut forged = house.opening(1, 1);
    forged.reader = KemPrivate::generate().public();
    views(&Log::open(forged, house.clock.clone()).unwrap(), 2);
    let found = house.index().findings(&Settings::default()).remove(&date(2026, 11, 22)).unwrap();
    assert_eq!((found[0].rule, found[0].count), (ReviewRule::Forged, 3));
    assert!(found[0].rule.is_grave());
}
