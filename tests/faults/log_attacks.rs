//! What can be done to the files of a log of 10,000 events, and that each of it is detected, given any later anchor, with
//! the first bad frame named; and that honest histories never raise an alarm. An attacker may remove the checkpoints.

use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use strongroom::audit::{Parted, Seen, VerifyError};

use crate::dice::{Dice, either};
use crate::log_house::{LogHouse, bounds, certify, checkpoint, event};
use crate::stage::{copy, folder};

const EVENTS: usize = 10_000;

/// The log of the campaigns: one segment, its bytes, and its head after each frame.
struct Whole {
    house: LogHouse,
    bytes: Vec<u8>,
    /// Where frame `n` begins, at place `n`; the end of the last at last.
    bounds: Vec<usize>,
    /// The heads at checkpoints: what may have been kept elsewhere.
    seen: Vec<Seen>,
}

impl Whole {
    fn written(name: &str, seed: u64, events: usize) -> Self {
        let house = LogHouse::at(&folder(name));
        let mut dice = Dice::seeded(seed);
        let (mut seen, mut done) = (Vec::new(), 0);
        while done < events {
            let log = house.open();
            for _ in 0..4 {
                let batch: Vec<_> = (0..(events - done).min(125)).map(|_| event(&mut dice)).collect();
                drop(log.append_all(&batch).unwrap());
                done += batch.len();
                seen.push(checkpoint(&log).into());
            }
        }
        let bytes = fs::read(house.segment(0)).unwrap();
        Self { bounds: bounds(&bytes), house, bytes, seen }
    }

    fn frames(&self) -> u64 {
        self.bounds.len() as u64 - 1
    }

    fn frame(&self, number: u64) -> &[u8] {
        let number = usize::try_from(number).unwrap();
        &self.bytes[self.bounds[number]..self.bounds[number + 1]]
    }

    fn start(&self, number: u64) -> usize {
        self.bounds[usize::try_from(number).unwrap()]
    }

    /// An anchor later than a frame, any of them.
    fn later(&self, frame: u64, dice: &mut Dice) -> Option<Seen> {
        let later: Vec<Seen> = self.seen.iter().copied().filter(|seen| seen.count > frame).collect();
        let place = usize::try_from(dice.below(later.len() as u64)).unwrap();
        later.get(place).copied()
    }

    /// A log with these bytes, held against one anchor later than the first bad frame; says what went undetected.
    fn attacked(
        &self,
        what: &str,
        bytes: &[u8],
        first_bad: RangeInclusive<u64>,
        dice: &mut Dice,
    ) -> Option<String> {
        fs::write(self.house.segment(0), bytes).unwrap();
        let anchor = self.later(*first_bad.start(), dice)?;
        let Err(error) = self.house.verify(&[anchor]) else { return Some(format!("{what}: not detected")) };
        let named = match &error {
            VerifyError::Anchor { parted: Parted::Forked { agreed, then, .. }, .. }
            | VerifyError::Checkpoint { parted: Parted::Forked { agreed, then, .. }, .. } => {
                first_bad.start() >= agreed && first_bad.start() < then
            }
            error => error.first_bad_frame().is_some_and(|frame| first_bad.contains(&frame)),
        };
        (!named).then(|| format!("{what}: {first_bad:?} is bad, and told was: {error}"))
    }

    /// The checkpoints out of the way, as an attacker would have them.
    fn without_checkpoints(&self, out: bool) {
        let (there, aside) = (self.house.folder.join("checkpoints"), self.house.folder.join("aside"));
        let (from, to) = if out { (there, aside) } else { (aside, there) };
        if from.exists() {
            fs::rename(from, to).unwrap();
        }
    }
}

#[test]
fn every_cut_is_detected() {
    let whole = Whole::written("log-cuts", 600, EVENTS);
    let mut dice = Dice::seeded(601);
    let frames = whole.frames();
    whole.house.verify(&whole.seen).unwrap();
    whole.without_checkpoints(true);
    let at_frames = dice.points(either(60, usize::MAX), frames - 1);
    let bytes = (0..either(60, 2000)).map(|_| usize::try_from(dice.below(whole.bytes.len() as u64)).unwrap());
    let cuts: Vec<usize> = at_frames.into_iter().map(|frame| whole.start(frame)).chain(bytes).collect();
    let mut bad = Vec::new();
    for cut in &cuts {
        let last = whole.bounds.partition_point(|begin| begin <= cut) as u64 - 1;
        bad.extend(whole.attacked(
            &format!("cut at byte {cut}"),
            &whole.bytes[..*cut],
            last..=last,
            &mut dice,
        ));
    }
    println!("log: {} cuts of a log of {frames} frames", cuts.len());
    assert!(bad.is_empty(), "{}:\n{}", bad.len(), bad.join("\n"));
}

#[test]
fn every_flipped_bit_is_detected() {
    let whole = Whole::written("log-flips", 610, EVENTS);
    let mut dice = Dice::seeded(611);
    whole.without_checkpoints(true);
    let (mut bytes, mut bad) = (whole.bytes.clone(), Vec::new());
    let flips = either(150, 20_000);
    for _ in 0..flips {
        // A flip behind the last anchor is nothing that a later anchor could tell; the last frame is one.
        let (place, bit) = (usize::try_from(dice.below(bytes.len() as u64)).unwrap(), dice.below(8));
        let frame = whole.bounds.partition_point(|begin| *begin <= place) as u64 - 1;
        bytes[place] ^= 1 << bit;
        bad.extend(whole.attacked(&format!("bit {bit} of byte {place}"), &bytes, frame..=frame, &mut dice));
        bytes[place] ^= 1 << bit;
    }
    println!("log: {flips} flipped bits of {} bytes", bytes.len());
    assert!(bad.is_empty(), "{}:\n{}", bad.len(), bad.join("\n"));
}

#[test]
fn frames_deleted_swapped_doubled_and_put_in_are_detected() {
    let whole = Whole::written("log-frames", 620, EVENTS);
    let other = Whole::written("log-frames-other", 621, EVENTS);
    let mut dice = Dice::seeded(622);
    whole.without_checkpoints(true);
    let mut bad = Vec::new();
    let frames = dice.points(either(12, 500), whole.frames() - 2);
    for number in &frames {
        let number = *number;
        let (before, after) = (&whole.bytes[..whole.start(number)], &whole.bytes[whole.start(number + 1)..]);
        let this = whole.frame(number);
        let further = number + 1 + dice.below(whole.frames() - number - 1);
        let mut swapped = [before, whole.frame(further)].concat();
        swapped.extend_from_slice(&whole.bytes[whole.start(number + 1)..whole.start(further)]);
        swapped.extend_from_slice(this);
        swapped.extend_from_slice(&whole.bytes[whole.start(further + 1)..]);
        let stranger = other.frame(number.min(other.frames() - 1));
        for (what, bytes, first_bad) in [
            ("deleted", [before, after].concat(), number),
            ("swapped", swapped, number),
            ("doubled", [before, this, this, after].concat(), number + 1),
            ("put in", [before, stranger, this, after].concat(), number),
            ("replaced", [before, stranger, after].concat(), number),
        ] {
            let what = format!("frame {number} {what}");
            bad.extend(whole.attacked(&what, &bytes, first_bad..=first_bad, &mut dice));
        }
    }
    println!("log: {} frames deleted, swapped, doubled, put in and replaced", frames.len());
    assert!(bad.is_empty(), "{}:\n{}", bad.len(), bad.join("\n"));
}

/// Two histories of one log that part at some frame, each sound in itself: the one is put in the place of the other,
/// whole, or spliced to it. Also the whole folder as it was before, and a session played again.
#[test]
fn histories_put_in_each_others_place_are_detected() {
    let mut bad = Vec::new();
    for round in 0..either(3, 40) {
        let mut dice = Dice::seeded(630 + round);
        let whole = Whole::written("log-history", 640 + round, 600);
        let parted = whole.frames();
        let (early, late) = (folder("log-early"), folder("log-late"));
        copy(&whole.house.folder, &early);
        copy(&whole.house.folder, &late);
        let (early, late) = (LogHouse::at(&early), LogHouse::at(&late));
        let heads: Vec<Seen> = [&early, &late]
            .map(|house| {
                let log = house.open();
                let batch: Vec<_> = (0..200).map(|_| event(&mut dice)).collect();
                drop(log.append_all(&batch).unwrap());
                checkpoint(&log).into()
            })
            .to_vec();
        early.verify(&heads[..1]).unwrap();
        late.verify(&heads[1..]).unwrap();
        let forked = early.verify(&heads[1..]);
        let Err(VerifyError::Anchor { parted: Parted::Forked { agreed, then, .. }, .. }) = forked else {
            bad.push(format!("round {round}: another history: {forked:?}"));
            continue;
        };
        if agreed > parted || then <= parted {
            bad.push(format!("round {round}: parted at {parted}, told {agreed}..{then}"));
        }
        let back = whole.house.verify(&heads[..1]);
        if back.err().and_then(|error| error.first_bad_frame()) != Some(parted) {
            bad.push(format!("round {round}: the folder put back was not told as missing frame {parted}"));
        }
        spliced(&early, &late, heads[0], parted, &mut dice, &mut bad);
    }
    assert!(bad.is_empty(), "{}:\n{}", bad.len(), bad.join("\n"));
}

/// The frames of one history up to a place, and those of the other from there on.
fn spliced(
    early: &LogHouse,
    late: &LogHouse,
    head: Seen,
    parted: u64,
    dice: &mut Dice,
    bad: &mut Vec<String>,
) {
    let (one, two) = (fs::read(early.segment(0)).unwrap(), fs::read(late.segment(0)).unwrap());
    let (in_one, in_two) = (bounds(&one), bounds(&two));
    let number = parted + 1 + dice.below(in_one.len().min(in_two.len()) as u64 - parted - 2);
    let place = usize::try_from(number).unwrap();
    fs::write(early.segment(0), [&one[..in_one[place]], &two[in_two[place]..]].concat()).unwrap();
    let told = early.verify(&[head]).err().and_then(|error| error.first_bad_frame());
    if told != Some(number) {
        bad.push(format!("spliced at frame {number}: told {told:?}"));
    }
    // The end of the same log played once more.
    let again = &one[in_one[usize::try_from(parted).unwrap()]..];
    fs::write(early.segment(0), [&one[..], again].concat()).unwrap();
    let told = early.verify(&[head]).err().and_then(|error| error.first_bad_frame());
    if told != Some(in_one.len() as u64 - 1) {
        bad.push(format!("a session played again: told {told:?}"));
    }
}

#[test]
fn checkpoints_and_keys_that_are_changed_are_detected() {
    let whole = Whole::written("log-notes", 650, 500);
    certify(&whole.house);
    let mut dice = Dice::seeded(651);
    let mut bad = Vec::new();
    for name in ["checkpoints", "keys"] {
        let path = whole.house.folder.join(name);
        let bytes = fs::read(&path).unwrap();
        for _ in 0..either(100, 4000) {
            let (place, bit) = (usize::try_from(dice.below(bytes.len() as u64)).unwrap(), dice.below(8));
            let mut flipped = bytes.clone();
            flipped[place] ^= 1 << bit;
            fs::write(&path, &flipped).unwrap();
            // A changed account under a signature makes it one by nobody who was certified, which is said.
            let fine = whole.house.keys().is_ok()
                && whole.house.verify(&[]).is_ok_and(|verified| verified.unknown.is_empty());
            if fine {
                bad.push(format!("bit {bit} of byte {place} of {name}"));
            }
        }
        fs::write(&path, &bytes).unwrap();
    }
    // A checkpoint of the future: the log is shorter than it.
    let cut = whole.start(whole.frames() - 1);
    fs::write(whole.house.segment(0), &whole.bytes[..cut]).unwrap();
    let told = whole.house.verify(&[]).err().and_then(|error| error.first_bad_frame());
    assert_eq!(told, Some(whole.frames() - 1));
    assert!(bad.is_empty(), "{}:\n{}", bad.len(), bad.join("\n"));
}

#[test]
fn honest_histories_raise_no_alarm() {
    let (mut torn, mut torn_checkpoints, mut sessions) = (0, 0, 0);
    let histories = either(40, 1000);
    for history in 0..histories {
        let mut dice = Dice::seeded(10_000 + history);
        let house = LogHouse::at(&folder("log-honest"));
        let mut seen: Vec<Seen> = Vec::new();
        for _ in 0..2 + dice.below(4) {
            let log = house.open();
            sessions += 1;
            for _ in 0..dice.below(6) {
                let batch: Vec<_> = (0..=dice.below(8)).map(|_| event(&mut dice)).collect();
                drop(log.append_all(&batch).unwrap());
                if dice.below(2) == 0 {
                    seen.push(checkpoint(&log).into());
                }
            }
            seen.push(log.head().into());
            match dice.below(4) {
                0 => torn += crash(&house, log, &mut dice),
                1 => torn_checkpoints += crash_in_checkpoint(&house, &log, &mut dice),
                _ => {}
            }
            let verified = house.verify(&seen);
            assert!(verified.is_ok(), "history {history}: {verified:?}");
        }
        drop(house.open());
        let verified = house.verify(&seen).unwrap();
        assert_eq!(verified.torn, None);
    }
    println!(
        "log: {histories} honest histories, {sessions} sessions, {torn} torn ends, {torn_checkpoints} torn checkpoints"
    );
}

/// The program dies while it writes events that nobody was told of.
fn crash(house: &LogHouse, log: strongroom::audit::Log, dice: &mut Dice) -> u64 {
    let acknowledged = fs::metadata(house.segment(0)).unwrap().len();
    let batch: Vec<_> = (0..=dice.below(5)).map(|_| event(dice)).collect();
    drop(log.append_all(&batch).unwrap());
    drop(log);
    cut(&house.segment(0), acknowledged, dice)
}

/// It dies while it writes a checkpoint.
fn crash_in_checkpoint(house: &LogHouse, log: &strongroom::audit::Log, dice: &mut Dice) -> u64 {
    let path = house.folder.join("checkpoints");
    let before = fs::metadata(&path).map_or(0, |file| file.len());
    checkpoint(log);
    cut(&path, before, dice)
}

/// Cuts the end of a file off, somewhere behind `from`; some of what is left may never have been written.
fn cut(path: &Path, from: u64, dice: &mut Dice) -> u64 {
    let length = fs::metadata(path).unwrap().len();
    let file = fs::OpenOptions::new().write(true).open(path).unwrap();
    let cut = from + dice.below(length - from);
    let sector = cut.next_multiple_of(512);
    if dice.below(3) == 0 && sector < length {
        // The length was durable before the bytes were: whole sectors of zeros.
        file.set_len(sector).unwrap();
        file.set_len(length).unwrap();
    } else {
        file.set_len(cut).unwrap();
    }
    1
}
