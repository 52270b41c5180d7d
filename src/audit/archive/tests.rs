//! Archiving: the log goes on over what was archived, wherever it was cut off by a crash, and nothing in what stays can be
//! changed.

use super::{ArchiveDue, Archivists, archive, due, list, making, name};
use crate::audit::evidence::tests::{House, VAULT, files, names, reader};
use crate::audit::evidence::{EventsWanted, TakeError, TakenKind, take_events};
use crate::audit::proof::Leaves;
use crate::audit::{
    Entry, Event, Outcome, Seen, Unreadable, VerifyError, WalkError, check_since, checkpoints, head_at, read,
    read_range, segment, verify, verify_consistency, verify_inclusion, walk,
};
use crate::base::clock::{HandClock, WallTime};
use crate::base::job::Watch;
use crate::crypto::hash::Digest;
use crate::policy::Act;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// About the middle of the events of a house with sixty of them.
const MIDDLE: WallTime = WallTime::from_unix_millis(1_795_348_800_000 + 75_000);

pub(in crate::audit) fn archive_now(house: &House, found: &ArchiveDue, to: &str) {
    let log = house.log();
    let archivists = Archivists {
        signers: vec![(house.reviewer.0, &house.reviewer.1), (house.founder.0, &house.founder.1)],
        alone: None,
    };
    let made =
        archive(&house.taking(&log), found, &archivists, &house.path(to), &mut Watch::unwatched()).unwrap();
    assert_eq!(made.segments, found.segments.len() as u64);
}

pub(in crate::audit) fn found(house: &House) -> ArchiveDue {
    due(&house.log(), VAULT, MIDDLE).unwrap()
}

/// The first frame that is still here.
fn end_of(found: &ArchiveDue) -> u64 {
    found.segments.last().map(|(first, count, _)| first + count).unwrap()
}

/// Numbers of the events that are read, and of what cannot be.
fn told(house: &House) -> (Vec<u64>, Vec<Unreadable>) {
    let (mut events, mut unreadable) = (Vec::new(), Vec::new());
    let keys = |epoch| (epoch == 1).then(reader);
    read(&house.log(), VAULT, &keys, &mut |entry| match entry {
        Entry::Event { event, .. } => events.push(event.number),
        Entry::Unreadable { why, .. } => unreadable.push(why),
        Entry::Session { .. } => {}
    })
    .unwrap();
    (events, unreadable)
}

fn seen(house: &House) -> Vec<Seen> {
    checkpoints(&house.log(), VAULT).unwrap().all.into_iter().map(|point| point.head.into()).collect()
}

fn verified(house: &House) -> Result<u64, VerifyError> {
    let anchors = seen(house);
    let watch = &mut Watch::unwatched();
    verify(&house.log(), VAULT, &house.keys, &anchors, watch).map(|verified| verified.head.count)
}

#[test]
fn only_whole_old_segments_are_due_and_the_last_stays() {
    let house = House::with_events(60);
    let all = segment::list(&house.log()).unwrap();
    let some = found(&house);
    assert!(some.segments.len() >= 2 && some.segments.len() + 1 < all.len(), "{some:?} of {all:?}");
    assert!(some.until.unwrap() < MIDDLE);
    let far = due(&house.log(), VAULT, WallTime::from_unix_millis(i64::MAX)).unwrap();
    assert_eq!(far.segments.len(), all.len() - 1);
    let none = due(&house.log(), VAULT, WallTime::from_unix_millis(0)).unwrap();
    assert_eq!((none.segments.len(), none.until, none.archived), (0, None, 0));
}

#[test]
fn the_log_goes_on_over_what_was_archived() {
    let house = House::with_events(60);
    let (log, before) = (house.log(), walk(&house.log(), VAULT).unwrap());
    let leaves = Leaves::of_log(&log, VAULT).unwrap();
    let (all, _) = told(&house);
    let found = found(&house);
    let end = end_of(&found);
    archive_now(&house, &found, "shelf");
    assert_eq!(walk(&log, VAULT).unwrap(), before);
    assert_eq!(verified(&house).unwrap(), before.head.count);
    // Every event that was not archived is read, also of the session that began before.
    let (events, unreadable) = told(&house);
    assert_eq!(events, all.iter().copied().filter(|number| *number >= end).collect::<Vec<_>>());
    assert_eq!(unreadable, vec![Unreadable::Archived; found.segments.len()]);
    let mut again = Vec::new();
    let keys = |epoch| (epoch == 1).then(reader);
    read_range(&log, VAULT, &keys, end, &mut |entry| {
        if let Entry::Event { event, .. } = entry {
            again.push(event.number);
        }
    })
    .unwrap();
    assert_eq!(again, events);
    proofs_hold(&log, &leaves, end);
    // More is written, and more is archived.
    let clock = Arc::new(HandClock::at(WallTime::from_unix_millis(1_795_349_800_000)));
    let writing = house.open(clock);
    let _receipt = writing.append(&Event::new(Act::Lock).outcome(Outcome::Done)).unwrap();
    writing.checkpoint(None).unwrap();
    drop(writing);
    let rest = due(&log, VAULT, WallTime::from_unix_millis(i64::MAX)).unwrap();
    assert_eq!(rest.archived, found.segments.len() as u64);
    archive_now(&house, &rest, "second shelf");
    verified(&house).unwrap();
    assert_eq!(told(&house).0.last(), Some(&(before.head.count + 1)));
}

/// Of frames behind what was archived all proofs are made, as before.
fn proofs_hold(log: &Path, leaves: &Leaves, end: u64) {
    let now = Leaves::of_log(log, VAULT).unwrap();
    let count = now.count();
    assert_eq!(count, leaves.count());
    let root = now.root(count).unwrap();
    for number in end..count {
        let path = now.inclusion(number, count).unwrap();
        assert_eq!(Some(&path), leaves.inclusion(number, count).as_ref());
        let leaf = leaves.inclusion(number, number + 1).map(|_| leaf_of(log, number)).unwrap();
        verify_inclusion(leaf, number, count, root, &path).unwrap();
        let consistency = now.consistency(number, count).unwrap();
        verify_consistency(number, count, now.root(number).unwrap(), root, &consistency).unwrap();
    }
    assert_eq!(now.inclusion(0, count), None);
}

fn leaf_of(log: &Path, number: u64) -> Digest {
    head_at(log, VAULT, number + 1).unwrap().unwrap().last
}

#[test]
fn what_was_seen_of_archived_frames_is_still_held_against_the_log() {
    let house = House::with_events(60);
    let anchors = seen(&house);
    archive_now(&house, &found(&house), "shelf");
    for anchor in anchors {
        assert!(check_since(&house.log(), VAULT, anchor).unwrap().is_ok());
        let forged = Seen { root: Digest([1; 32]), ..anchor };
        assert!(check_since(&house.log(), VAULT, forged).unwrap().is_err(), "{}", anchor.count);
    }
}

#[test]
fn evidence_is_taken_behind_the_archive_and_refused_of_it() {
    let house = House::with_events(60);
    let found = found(&house);
    let end = end_of(&found);
    archive_now(&house, &found, "shelf");
    let taken = house.take(end..end + 9, "bundle");
    assert_eq!(house.check(&taken.path).unwrap().first, end);
    let (log, names) = (house.log(), names());
    let keys = |epoch| (epoch == 1).then(reader);
    let wanted = EventsWanted { range: end - 1..end + 9, reader: &keys, names: &names };
    let refused =
        take_events(&house.taking(&log), &wanted, &house.path("none"), &mut Watch::unwatched()).unwrap_err();
    assert!(matches!(refused, TakeError::Archived(first) if first == end), "{refused}");
}

#[test]
fn the_archive_proves_itself_and_can_be_put_back() {
    let house = House::with_events(60);
    let (all, _) = told(&house);
    let found = found(&house);
    archive_now(&house, &found, "shelf");
    let shelf = house.path("shelf");
    assert_eq!(house.check(&shelf).unwrap().kind, TakenKind::Archive);
    for (first, ..) in &found.segments {
        let name = segment::name(*first);
        fs::copy(shelf.join(&name), house.log().join(&name)).unwrap();
    }
    assert_eq!(told(&house), (all, Vec::new()));
    verified(&house).unwrap();
    let path = shelf.join(segment::name(0));
    let mut bytes = fs::read(&path).unwrap();
    bytes[100] ^= 1;
    fs::write(&path, bytes).unwrap();
    assert_eq!(house.check(&shelf).unwrap_err().place, segment::name(0));
}

#[test]
fn a_changed_stub_is_an_alarm_that_names_it() {
    let house = House::with_events(60);
    archive_now(&house, &found(&house), "shelf");
    for first in list(&house.log()).unwrap() {
        let path = house.log().join(name(first));
        let whole = fs::read(&path).unwrap();
        let step = if std::env::var_os("STRONGROOM_LONG").is_some() { 1 } else { whole.len() / 60 };
        for at in (0..whole.len()).step_by(step.max(1)) {
            let mut changed = whole.clone();
            changed[at] ^= 1 << (at % 8);
            fs::write(&path, &changed).unwrap();
            match verified(&house) {
                Err(VerifyError::Walk(WalkError::BadFrame { segment, number, .. })) => {
                    assert_eq!((segment, number), (name(first), first), "byte {at}");
                }
                other => panic!("byte {at} of {}: {other:?}", name(first)),
            }
        }
        fs::write(&path, &whole).unwrap();
        fs::remove_file(&path).unwrap();
        assert!(verified(&house).is_err());
        fs::write(&path, &whole).unwrap();
    }
    verified(&house).unwrap();
}

#[test]
fn what_stays_needs_two_signatures_or_one_with_a_reason() {
    for (both, alone, holds) in [(true, None, true), (false, None, false), (false, Some("nobody else"), true)]
    {
        let house = House::with_events(60);
        let log = house.log();
        let mut signers = vec![(house.reviewer.0, &house.reviewer.1)];
        signers.extend(both.then_some((house.founder.0, &house.founder.1)));
        let archivists = Archivists { signers, alone };
        let found = found(&house);
        archive(&house.taking(&log), &found, &archivists, &house.path("shelf"), &mut Watch::unwatched())
            .unwrap();
        assert_eq!(verified(&house).is_ok(), holds, "{both} {alone:?}");
    }
}

#[test]
fn a_crash_leaves_the_segment_or_what_stays_of_it() {
    let house = House::with_events(60);
    let (log, before) = (house.log(), walk(&house.log(), VAULT).unwrap());
    let found = found(&house);
    let archivists = Archivists {
        signers: vec![(house.reviewer.0, &house.reviewer.1), (house.founder.0, &house.founder.1)],
        alone: None,
    };
    let taking = house.taking(&log);
    let stubs = making::stubs(&taking, &found, &archivists, &mut Watch::unwatched()).unwrap();
    // Cut off while the copy is written: nothing has changed, and no half copy has the name of a whole one.
    fs::create_dir(house.path("shelf.new")).unwrap();
    fs::write(house.path("shelf.new").join("segment-000000000000.log"), b"half").unwrap();
    assert_eq!(walk(&log, VAULT).unwrap(), before);
    fs::remove_dir_all(house.path("shelf.new")).unwrap();
    making::copy(&taking, &stubs, &house.path("shelf"), &mut Watch::unwatched()).unwrap();
    for stub in &stubs {
        let first = stub.says.first;
        let (stays, segment) = (log.join(name(first)), log.join(segment::name(first)));
        // While what stays is written, under another name; when it is there and the segment, too; when that is gone.
        fs::write(log.join(format!("{}.new", name(first))), "strongroom/log-arch").unwrap();
        assert_eq!(walk(&log, VAULT).unwrap(), before);
        fs::write(&stays, stub.note.encode()).unwrap();
        assert_eq!(walk(&log, VAULT).unwrap(), before);
        verified(&house).unwrap();
        assert!(segment.exists());
        making::replace(&log, stub).unwrap();
        assert!(stays.exists() && !segment.exists());
        assert_eq!(walk(&log, VAULT).unwrap(), before);
        verified(&house).unwrap();
    }
    assert!(!files(&log).iter().any(|file| file.contains(".new")));
    // Begun again after a crash, what was replaced already is not due any more.
    assert_eq!(due(&log, VAULT, MIDDLE).unwrap().segments.len(), 0);
}
