//! Writing evidence: every frame of a range as it lies in the log, the key of each of its events, what the events say, and
//! what leads from the frames up to the signed checkpoints. One walk over the log, without holding the range in memory.

use super::folder::{Staging, Summed};
use super::line::{EventLine, Names, Step};
use super::proofs::{Growth, Proofs};
use super::signed::{Signed, TakenKind};
use super::{EVENTS_README, TakeError, Taken, Taking, file};
use crate::audit::body::{Body, Kind};
use crate::audit::read::Sessions;
use crate::audit::tail::Tail;
use crate::audit::tree::Subtrees;
use crate::audit::walk::walk_each;
use crate::audit::{Checkpoint, FrameNumber, ReaderKeys, checkpoints, frame};
use crate::base::job::{Progress, Watch};
use crate::crypto::hash::Digest;
use crate::crypto::secret::secret_hex;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

/// Which events, and how they are read.
pub struct EventsWanted<'a> {
    /// The frames, the last one not included.
    pub range: Range<FrameNumber>,
    /// The reader's keys. Events sealed to others stay sealed, and are counted.
    pub reader: &'a ReaderKeys<'a>,
    /// The names that are known.
    pub names: &'a Names,
}

/// Writes evidence of a range of frames into the new folder `to`. The log must have a checkpoint at or after the range's
/// end that `taking.by` signed.
pub fn take_events(
    taking: &Taking<'_>,
    wanted: &EventsWanted<'_>,
    to: &Path,
    watch: &mut Watch<'_>,
) -> Result<Taken, TakeError> {
    let range = wanted.range.clone();
    let points = chosen(taking, &range)?;
    let mut staging = Staging::begin(to)?;
    staging.put_common(taking, EVENTS_README)?;
    let notes: String = points.iter().map(|point| point.note.encode() + "\n").collect();
    staging.put(file::CHECKPOINTS, notes.as_bytes())?;
    let mut writing = Writing::begin(&staging, taking, wanted, &points)?;
    let mut failed = Ok(());
    let walked = walk_each(taking.log, taking.vault, &mut |tail, body| {
        if failed.is_ok() {
            failed = writing.pass(tail, body, watch);
        }
    });
    failed?;
    walked?;
    let told = writing.end(&mut staging)?;
    staging.finish(taking, |sums| Signed {
        kind: TakenKind::Events,
        first: range.start,
        count: range.end - range.start,
        events: told.events,
        withheld: told.withheld,
        wall: taking.wall,
        sums,
    })
}

/// The checkpoints within the range, the first that covers all of it, and the newest.
fn chosen(taking: &Taking<'_>, range: &Range<FrameNumber>) -> Result<Vec<Checkpoint>, TakeError> {
    let mut all = checkpoints(taking.log, taking.vault)?.all;
    all.retain(|point| point.head.count >= range.start);
    all.sort_by_key(|point| point.head.count);
    let newest = all.last().cloned().ok_or(TakeError::NotCovered("covers the last frame"))?;
    let covering = all.iter().position(|point| point.head.count >= range.end);
    let covering = covering.ok_or(TakeError::NotCovered("covers the last frame"))?;
    all.truncate(covering + 1);
    if all.last() != Some(&newest) {
        all.push(newest);
    }
    let me = taking.keys.key_of(taking.by).ok_or(TakeError::NotCovered("the key of who signs verifies"))?;
    let signed = |point: &Checkpoint| point.head.count >= range.end && point.note.verify(me).is_ok();
    if range.is_empty() || !all.iter().any(signed) {
        return Err(TakeError::NotCovered("who signs has signed"));
    }
    Ok(all)
}

/// How many events were written, and how many stay sealed.
struct Told {
    events: u64,
    withheld: u64,
}

/// The files that grow with the range, and what is known on the way.
struct Writing<'a> {
    wanted: &'a EventsWanted<'a>,
    sessions: Sessions<'a>,
    frames: Summed,
    keys: Summed,
    events: Summed,
    table: Summed,
    told: Told,
    /// The edge of the tree and the last leaf before the range.
    before: (Vec<Digest>, Digest),
    /// What leads on from the range's end to each later checkpoint.
    growth: Vec<(u64, Vec<Digest>)>,
    growing: Subtrees,
    /// The later checkpoints that are not reached yet, the next one last.
    ahead: Vec<u64>,
}

impl<'a> Writing<'a> {
    fn begin(
        staging: &Staging,
        taking: &Taking<'a>,
        wanted: &'a EventsWanted<'a>,
        points: &[Checkpoint],
    ) -> io::Result<Self> {
        let later = points.iter().map(|point| point.head.count).filter(|count| *count > wanted.range.end);
        let mut ahead: Vec<u64> = later.collect();
        ahead.dedup();
        ahead.reverse();
        let mut table = staging.file(file::TABLE)?;
        table.write_all(EventLine::head().as_bytes())?;
        let mut keys = staging.file(file::EVENT_KEYS)?;
        keys.write_all(b"[")?;
        Ok(Self {
            wanted,
            sessions: Sessions::new(taking.vault, wanted.reader),
            frames: staging.file(file::FRAMES)?,
            keys,
            events: staging.file(file::EVENTS)?,
            table,
            told: Told { events: 0, withheld: 0 },
            before: (Vec::new(), Digest::ZERO),
            growth: Vec::new(),
            growing: Subtrees::new(wanted.range.end),
            ahead,
        })
    }

    /// Takes in the next frame of the log; `tail` is behind it.
    fn pass(&mut self, tail: &Tail, body: &Body<'_>, watch: &mut Watch<'_>) -> Result<(), TakeError> {
        let range = &self.wanted.range;
        if body.number.is_multiple_of(256) {
            watch.go_on()?;
            let total = Some(range.end);
            watch.tell(&Progress { done: body.number, total, stage: "taking-log", ..Progress::default() });
        }
        if let Kind::Session(frame, sealed) = &body.kind {
            // What cannot be opened is met again at the session's events.
            drop(self.sessions.begin(body.number, frame, *sealed));
        }
        if let Kind::Archived(says) = &body.kind {
            self.sessions.carry(says);
            if says.end() > range.start {
                return Err(TakeError::Archived(says.end()));
            }
        }
        if tail.next_number() == range.start {
            self.before = (tail.frontier().roots().to_vec(), tail.last());
        }
        if range.contains(&body.number) {
            self.put(body)?;
        } else if body.number >= range.end {
            self.grow(tail);
        }
        Ok(())
    }

    fn put(&mut self, body: &Body<'_>) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(body.bytes.len() + frame::AROUND_BYTES);
        frame::push(&mut bytes, body.bytes);
        self.frames.write_all(&bytes)?;
        let Kind::Event(event, sealed) = &body.kind else { return Ok(()) };
        self.sessions.pass_to(event);
        let disclosed = self.sessions.disclose(body.number, event, *sealed).ok();
        let step = Step { session: event.session, step: event.step };
        let line = disclosed
            .and_then(|known| Some((EventLine::of(&known.event, step, self.wanted.names)?, known.key)));
        let Some((line, key)) = line else {
            self.told.withheld += 1;
            return Ok(());
        };
        self.events.write_all(line.json().as_bytes())?;
        self.table.write_all(line.row().as_bytes())?;
        let comma = if self.told.events == 0 { "" } else { "," };
        // EXPOSE: the key of this one event is what evidence discloses; no other event's key follows from it.
        let hex = secret_hex(key.expose());
        writeln!(self.keys, "{comma}\n[{},\"{}\"]", body.number, hex.as_str())?;
        self.told.events += 1;
        Ok(())
    }

    /// A frame behind the range: only what leads to the next checkpoints is kept of it.
    fn grow(&mut self, tail: &Tail) {
        let Some(next) = self.ahead.last().copied() else { return };
        self.growing.push(tail.last());
        if tail.next_number() == next {
            let done = std::mem::replace(&mut self.growing, Subtrees::new(next));
            self.growth.push((next, done.roots()));
            self.ahead.pop();
        }
    }

    fn end(mut self, staging: &mut Staging) -> Result<Told, TakeError> {
        if !self.ahead.is_empty() {
            return Err(TakeError::NotCovered("the log still has"));
        }
        self.keys.write_all(b"\n]\n")?;
        for file in [self.frames, self.keys, self.events, self.table] {
            staging.close(file)?;
        }
        let (left, last) = self.before;
        let growth = self.growth.iter().map(|(count, roots)| Growth::to(*count, roots)).collect();
        let proofs = Proofs::new(self.wanted.range.start, last, &left, growth);
        let text = serde_json::to_string_pretty(&proofs).expect("texts and numbers are written as JSON");
        staging.put(file::PROOFS, (text + "\n").as_bytes())?;
        Ok(self.told)
    }
}
