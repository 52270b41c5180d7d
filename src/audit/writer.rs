//! The writing end of the log: catches up with what other programs wrote, makes frames, puts them on the disk.
//!
//! One at a time, under [`Log`](super::Log)'s lock and with the folder's turn. Keeps no file open between appends, so
//! that it never writes to a file that is no longer the log's.

use super::batch::{Batch, pieces};
use super::body::{self, SessionFrame};
use super::disk::{Disk, is_full, keep_reserve, release_reserve};
use super::frame;
use super::segment::{self, Turn};
use super::session::SessionKey;
use super::tail::{Effect, SegmentEnd, Tail};
use super::tree::FrameNumber;
use super::walk::WalkError;
use super::{
    AppendError, Checkpoint, CheckpointError, Cosigner, Event, FailedLogIn, Flaw, Opening, Outcome, Receipt,
    checkpoints, event,
};
use crate::base::clock::{SharedClock, WallTime};
use crate::base::fs::sync_folder;
use crate::base::id::SessionId;
use crate::crypto::hash::sha256;
use crate::crypto::hpke::KemPublic;
use crate::policy::Act;
use std::io;
use std::time::Duration;

/// The wall clock is slewed and read a little apart from the time since boot: it was set when it is off by more than this.
const CLOCK_SLACK_MS: u64 = 30_000;

/// Everything an append needs to know.
pub(super) struct Writer {
    opening: Opening,
    clock: SharedClock,
    disk: Box<dyn Disk>,
    segment_bytes: u64,
    tail: Tail,
    /// The segment that is written to; none before there is any.
    segment: Option<Place>,
    key: SessionKey,
    last_written_at: WallTime,
    /// When the machine was started by the wall clock: it stays the same unless somebody sets that.
    started_at_ms: i64,
    /// A write could neither be finished nor taken back.
    broken: bool,
    /// The reserve was used and is to be made again when there is room.
    reserve_is_spent: bool,
    /// How long the log was at this program's last checkpoint.
    checkpointed: u64,
    /// Something was set aside that the log may not say yet: since this start, or by a program that died before.
    may_be_torn: bool,
}

/// Where the log ends on the disk.
#[derive(Clone, Copy)]
struct Place {
    first: FrameNumber,
    bytes: u64,
}

impl Writer {
    /// A writer with a new session, whose first frame is still to be written by [`Writer::begin`].
    pub(super) fn new(opening: Opening, clock: SharedClock, disk: Box<dyn Disk>, segment_bytes: u64) -> Self {
        let key = SessionKey::generate(opening.vault, SessionId::generate());
        let last_written_at = clock.wall();
        let started_at_ms = started_at_ms(last_written_at, clock.since_boot());
        Self {
            opening,
            clock,
            disk,
            segment_bytes,
            tail: Tail::before_everything(),
            segment: None,
            key,
            last_written_at,
            started_at_ms,
            broken: false,
            reserve_is_spent: false,
            checkpointed: 0,
            may_be_torn: true,
        }
    }

    pub(super) const fn tail(&self) -> &Tail {
        &self.tail
    }

    pub(super) const fn last_written_at(&self) -> WallTime {
        self.last_written_at
    }

    pub(super) const fn session(&self) -> SessionId {
        self.key.session()
    }

    pub(super) const fn frames_since_checkpoint(&self) -> u64 {
        self.tail.next_number().saturating_sub(self.checkpointed)
    }

    /// Signs where the log ends, whoever wrote last.
    pub(super) fn checkpoint(
        &mut self,
        cosigner: Option<Cosigner<'_>>,
    ) -> Result<Checkpoint, CheckpointError> {
        if self.broken {
            return Err(AppendError::Broken.into());
        }
        let _turn = Turn::to_write(&self.opening.folder).map_err(AppendError::from)?;
        self.catch_up()?;
        let opening = &self.opening;
        let (head, wall) = (self.tail.head(), self.clock.wall());
        let made = Checkpoint::sign(opening.vault, head, wall, &opening.machine, cosigner)?;
        checkpoints::append(&opening.folder, opening.vault, &made)?;
        self.checkpointed = head.count;
        Ok(made)
    }

    /// Finds the end of the log and writes the session's first frame, from the reserve if the disk is full.
    pub(super) fn begin(&mut self) -> Result<(), AppendError> {
        match self.begin_session() {
            Err(AppendError::DiskFull) if release_reserve(&self.opening.folder) => {
                self.begin_session()?;
                self.note_full();
            }
            begun => {
                begun?;
                keep_reserve(&self.opening.folder);
            }
        }
        self.checkpointed = self.tail.next_number();
        Ok(())
    }

    fn begin_session(&mut self) -> Result<(), AppendError> {
        let _turn = Turn::to_write(&self.opening.folder)?;
        self.load()?;
        let mut batch = self.batch();
        self.add_session(&mut batch);
        self.commit(batch)?;
        self.note_torn()
    }

    /// Begins another session of the same run, sealed to another reader. After an error the one before goes on.
    pub(super) fn renew(&mut self, reader_epoch: u32, reader: KemPublic) -> Result<(), AppendError> {
        if self.broken {
            return Err(AppendError::Broken);
        }
        let key = SessionKey::generate(self.opening.vault, SessionId::generate());
        let next = Opening { reader_epoch, reader, ..self.opening.clone() };
        let (opening, key) =
            (std::mem::replace(&mut self.opening, next), std::mem::replace(&mut self.key, key));
        let begun = self.begin_renewed();
        if begun.is_err() {
            (self.opening, self.key) = (opening, key);
        }
        begun
    }

    fn begin_renewed(&mut self) -> Result<(), AppendError> {
        let _turn = Turn::to_write(&self.opening.folder)?;
        self.catch_up()?;
        let mut batch = self.batch();
        self.add_session(&mut batch);
        self.commit(batch)
    }

    /// Appends events and syncs them. A disk that is full is noted from the reserve.
    pub(super) fn append(&mut self, events: &[Event]) -> Result<Vec<Receipt>, AppendError> {
        let appended = self.append_at_end(events);
        match appended {
            Err(AppendError::DiskFull) if release_reserve(&self.opening.folder) => self.note_full(),
            Ok(_) if self.reserve_is_spent => {
                keep_reserve(&self.opening.folder);
                self.reserve_is_spent = false;
            }
            _ => {}
        }
        appended
    }

    /// Uses the room that the reserve gave back. If even that fails, the caller's error says enough.
    fn note_full(&mut self) {
        drop(self.append_at_end(&[Event::new(Act::DiskFull).outcome(Outcome::Done)]));
        self.reserve_is_spent = true;
    }

    fn append_at_end(&mut self, events: &[Event]) -> Result<Vec<Receipt>, AppendError> {
        if self.broken {
            return Err(AppendError::Broken);
        }
        let _turn = Turn::to_write(&self.opening.folder)?;
        self.catch_up()?;
        self.note_torn()?;
        self.note_clock()?;
        self.append_in_turn(events)
    }

    /// Says in the log that the wall clock was set since this program last wrote, and by how many seconds.
    fn note_clock(&mut self) -> Result<(), AppendError> {
        let started_at_ms = started_at_ms(self.clock.wall(), self.clock.since_boot());
        let by = started_at_ms.saturating_sub(self.started_at_ms);
        if by.unsigned_abs() <= CLOCK_SLACK_MS {
            return Ok(());
        }
        let jump = Event::new(Act::ClockJump).outcome(Outcome::Done).counting(by.unsigned_abs() / 1000);
        self.append_in_turn(&[jump.with_words(if by > 0 { "forward" } else { "back" })])?;
        self.started_at_ms = started_at_ms;
        Ok(())
    }

    fn append_in_turn(&mut self, events: &[Event]) -> Result<Vec<Receipt>, AppendError> {
        let mut receipts = Vec::with_capacity(events.len());
        for piece in pieces(events) {
            let mut batch = self.batch();
            self.add_segment_if_due(&mut batch);
            let (first, wall) = (batch.tail.next_number(), batch.wall);
            let clear = |event: &Event, batch: &Batch| self.log_in_of(event, batch);
            batch.push_events(piece, self.opening.vault, self.key.duplicate(), &clear)?;
            self.commit(batch)?;
            receipts.extend((first..).zip(piece).map(|(number, _)| Receipt { number, wall }));
        }
        Ok(receipts)
    }

    /// Reads the end of the log from its last segment alone: a segment carries over what came before it.
    fn load(&mut self) -> Result<(), WalkError> {
        loop {
            let Some(first) = segment::list(&self.opening.folder)?.pop() else {
                self.tail = Tail::before_everything();
                self.segment = None;
                return Ok(());
            };
            let bytes = segment::read(&self.opening.folder, first)?;
            self.tail = match frame::at(&bytes, 0) {
                frame::Found::Whole(_) => Tail::before_segment(&bytes)
                    .filter(|tail| tail.next_number() == first)
                    .ok_or_else(|| bad_first_frame(first, Flaw::OutOfOrder))?,
                frame::Found::Bad => return Err(bad_first_frame(first, Flaw::Unreadable)),
                // A segment of which not even the first frame is whole: the log ends with the one before.
                frame::Found::End | frame::Found::Torn => {
                    self.may_be_torn = true;
                    segment::set_aside(&self.opening.folder, first, 0)?;
                    continue;
                }
            };
            return self.walk_on(&bytes, Place { first, bytes: 0 });
        }
    }

    /// Takes in what other programs wrote since.
    fn catch_up(&mut self) -> Result<(), AppendError> {
        let Some(place) = self.segment else { return Ok(self.load()?) };
        let folder = &self.opening.folder;
        let length = match std::fs::metadata(segment::path(folder, place.first)) {
            // Gone, or put away: whether the log is shorter for it, the reload tells.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return self.reload(),
            found => found?.len(),
        };
        if length < place.bytes {
            self.broken = true;
            return Err(AppendError::Shortened);
        }
        if length == place.bytes {
            // Who rolls the segment names the next one by the frame that comes next: no need to list the folder.
            return if segment::path(folder, self.tail.next_number()).try_exists()? {
                self.reload()
            } else {
                Ok(())
            };
        }
        if segment::list(folder)?.last() != Some(&place.first) {
            return self.reload();
        }
        let bytes = segment::read(folder, place.first)?;
        Ok(self.walk_on(&bytes, place)?)
    }

    /// Another program rolled the segment: finds the new end, which must be further on.
    fn reload(&mut self) -> Result<(), AppendError> {
        let before = self.tail.head();
        self.load()?;
        if self.tail.next_number() < before.count {
            self.broken = true;
            return Err(AppendError::Shortened);
        }
        Ok(())
    }

    /// Walks over a segment from a place in it to its end, and sets aside what is torn there.
    fn walk_on(&mut self, segment: &[u8], from: Place) -> Result<(), WalkError> {
        let first = from.first;
        let start = usize::try_from(from.bytes).unwrap_or(usize::MAX);
        let end = self
            .tail
            .walk(self.opening.vault, segment, start, &mut |_, _| ())
            .map_err(|misfit| misfit.in_segment(first))?;
        let bytes = match end {
            SegmentEnd::Whole => segment.len() as u64,
            SegmentEnd::Torn(at) => {
                self.may_be_torn = true;
                segment::set_aside(&self.opening.folder, first, at as u64)?;
                at as u64
            }
        };
        self.segment = Some(Place { first, bytes });
        Ok(())
    }

    /// Says in the log what was set aside, and gives it its lasting name.
    fn note_torn(&mut self) -> Result<(), AppendError> {
        if !std::mem::take(&mut self.may_be_torn) {
            return Ok(());
        }
        let noted = self.note_what_is_torn();
        self.may_be_torn = noted.is_err();
        noted
    }

    fn note_what_is_torn(&mut self) -> Result<(), AppendError> {
        let torn = segment::unnoted(&self.opening.folder)?;
        let events: Vec<Event> = torn
            .iter()
            .map(|torn| {
                Event::new(Act::TornTail).outcome(Outcome::Done).counting(torn.bytes).with_words(&torn.name)
            })
            .collect();
        if !events.is_empty() {
            self.append_in_turn(&events)?;
        }
        Ok(segment::noted(&self.opening.folder, &torn)?)
    }

    fn batch(&self) -> Batch {
        Batch {
            bytes: Vec::new(),
            tail: self.tail.clone(),
            key: None,
            wall: self.clock.wall(),
            since_boot: self.clock.since_boot(),
        }
    }

    fn add_session(&self, batch: &mut Batch) {
        self.add_segment_if_due(batch);
        let frame = SessionFrame {
            session: self.key.session(),
            reader_epoch: self.opening.reader_epoch,
            fingerprint: sha256(self.opening.reader.as_bytes()),
            boot: self.opening.boot,
            since_boot_ms: event::millis(batch.since_boot),
            wall: batch.wall,
        };
        let body = body::session(batch.tail.next_number(), batch.tail.last(), &frame, |associated| {
            self.key.seal_to(&self.opening.reader, associated)
        });
        batch.push(&body, Effect::Nothing);
    }

    /// The clear part of an event: what the throttle counts.
    fn log_in_of(&self, event: &Event, batch: &Batch) -> Option<FailedLogIn> {
        let account_file = event.account_file?;
        let failures = match (event.act, event.outcome) {
            (Act::LogInFailed, _) => batch.tail.failures(account_file).saturating_add(1),
            (Act::LogIn | Act::LogInRelease, Outcome::Permitted | Outcome::Done) => 0,
            _ => return None,
        };
        let (boot, since_boot) = (self.opening.boot, Duration::from_millis(event::millis(batch.since_boot)));
        Some(FailedLogIn { account_file, failures, boot, since_boot, wall: batch.wall })
    }

    /// Begins a segment in front of the next frame, if there is none or the last one is full.
    fn add_segment_if_due(&self, batch: &mut Batch) {
        if !batch.bytes.is_empty() || !self.rolls() {
            return;
        }
        let tail = &batch.tail;
        let carried = tail.carried_log_ins().to_vec();
        let body =
            body::segment(tail.next_number(), tail.last(), self.opening.vault, tail.frontier(), &carried);
        batch.push(&body, Effect::CarriesOver(&carried));
    }

    /// Whether the next batch begins a segment.
    fn rolls(&self) -> bool {
        self.segment.is_none_or(|place| place.bytes >= self.segment_bytes)
    }

    /// Puts a batch on the disk. Afterwards it is there and known, or neither (or the writer is broken).
    fn commit(&mut self, batch: Batch) -> Result<(), AppendError> {
        if batch.bytes.is_empty() {
            return Ok(());
        }
        let place = match self.segment {
            Some(place) if !self.rolls() => place,
            _ => Place { first: self.tail.next_number(), bytes: 0 },
        };
        self.write(place, &batch.bytes)?;
        self.segment = Some(Place { bytes: place.bytes + batch.bytes.len() as u64, ..place });
        self.tail = batch.tail;
        if let Some(key) = batch.key {
            self.key = key;
        }
        self.last_written_at = batch.wall;
        Ok(())
    }

    fn write(&mut self, place: Place, bytes: &[u8]) -> Result<(), AppendError> {
        let folder = &self.opening.folder;
        let is_new = place.bytes == 0;
        let opened = if is_new {
            segment::create(folder, place.first)
        } else {
            segment::open_to_append(folder, place.first)
        };
        let mut file = opened.map_err(append_error)?;
        if let Err(error) = self.disk.append(&mut file, bytes) {
            // A piece of the batch may hold whole frames, so it must go before anything else is appended.
            let taken_back = if is_new {
                std::fs::remove_file(segment::path(folder, place.first))
            } else {
                file.set_len(place.bytes)
            };
            self.broken = taken_back.is_err();
            return Err(append_error(error));
        }
        let synced = self.disk.sync(&file).and_then(|()| if is_new { sync_folder(folder) } else { Ok(()) });
        if let Err(error) = synced {
            // A failed sync says nothing of what is on the disk, and a second one would not say more.
            self.broken = true;
            return Err(append_error(error));
        }
        Ok(())
    }
}

fn started_at_ms(wall: WallTime, since_boot: Duration) -> i64 {
    wall.unix_millis().saturating_sub(i64::try_from(since_boot.as_millis()).unwrap_or(i64::MAX))
}

fn append_error(error: io::Error) -> AppendError {
    if is_full(&error) { AppendError::DiskFull } else { AppendError::Io(error) }
}

fn bad_first_frame(first: FrameNumber, flaw: Flaw) -> WalkError {
    WalkError::BadFrame { segment: segment::name(first), number: first, flaw }
}
