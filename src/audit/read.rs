//! Reading what is sealed, with the reader's key. Keys come by a look-up that the caller passes in.
//!
//! Walks over the whole log first frame to last, checking it on the way; each session's key is opened where the session
//! begins and ratcheted along with its events.

use super::archive::{self, Archived};
use super::body::{self, Body, EventFrame, Kind, Sealed, SessionFrame};
use super::session::SessionKey;
use super::tail::Tail;
use super::tree::FrameNumber;
use super::walk::{Walk, WalkError, walk_each, walk_while};
use super::{BootId, LoggedEvent, event, segment};
use crate::base::clock::WallTime;
use crate::base::id::{SessionId, VaultId};
use crate::crypto::hash::sha256;
use crate::crypto::hpke::KemPrivate;
use crate::crypto::secret::SecretBytes;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// The reader's private key of an epoch, if the caller holds it.
pub type ReaderKeys<'a> = dyn Fn(u32) -> Option<KemPrivate> + 'a;

/// A frame, as its reader sees it.
pub enum Entry {
    /// A run of the program began.
    Session {
        /// The number of its frame.
        number: FrameNumber,
        /// Which run.
        session: SessionId,
        /// The reader key it sealed to.
        reader_epoch: u32,
        /// When.
        wall: WallTime,
        /// In which start of the machine.
        boot: BootId,
    },
    /// An event.
    Event {
        /// The run of the program that logged it.
        session: SessionId,
        /// What was logged.
        event: Box<LoggedEvent>,
    },
    /// A frame that is sound and cannot be read.
    Unreadable {
        /// The number of its frame.
        number: FrameNumber,
        /// Why.
        why: Unreadable,
    },
}

/// Why a sound frame cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The session was sealed to a reader key that the caller does not hold.
    #[error("it is sealed to reader key {epoch}, which is not held")]
    NoKey {
        /// The reader key's epoch.
        epoch: u32,
    },
    /// The session was sealed to another key than the one of its epoch: an alarm.
    #[error("it is sealed to a key that is not the reader's")]
    OtherReader,
    /// The session's first frame is not in the log.
    #[error("its session did not begin in this log")]
    NoSession,
    /// It does not open with its session's key: it was put in by someone else, an alarm.
    #[error("it was not written by its session")]
    Forged,
    /// It is of a kind that a later version writes.
    #[error("it was written by a later version")]
    LaterVersion,
    /// It is the last of a segment that was archived.
    #[error("it was archived, with the whole segment that it ends")]
    Archived,
}

/// Reads every frame of the log in `folder`, in order. A flaw of the log itself ends it with the error that names the
/// first bad frame; what was shown before stands.
pub fn read(
    folder: &Path,
    vault: VaultId,
    keys: &ReaderKeys<'_>,
    show: &mut dyn FnMut(Entry),
) -> Result<Walk, WalkError> {
    let mut sessions = Sessions::new(vault, keys);
    walk_each(folder, vault, &mut |_, body| {
        let entry = match &body.kind {
            Kind::Segment(_) => return,
            Kind::Session(frame, sealed) => sessions.begin(body.number, frame, *sealed),
            Kind::Event(frame, sealed) => sessions.event(body.number, frame, *sealed),
            Kind::Unknown => Err(Unreadable::LaterVersion),
            Kind::Archived(says) => {
                sessions.carry(says);
                Err(Unreadable::Archived)
            }
        };
        show(entry.unwrap_or_else(|why| Entry::Unreadable { number: body.number, why }));
    })
}

/// Reads on from frame `from` to the end of the log. Only the segments from there on are walked over (and an earlier one,
/// where a session that goes on began), so the caller has to know that the log before is what it was: see
/// [`holds`](super::holds).
pub fn read_range(
    folder: &Path,
    vault: VaultId,
    keys: &ReaderKeys<'_>,
    from: FrameNumber,
    show: &mut dyn FnMut(Entry),
) -> Result<Walk, WalkError> {
    read_while(folder, vault, keys, from, &|| true, &mut |_, entry| entry.into_iter().for_each(&mut *show))
}

/// The same, as long as `go_on` says so. Shows what is known of the log after each frame, from the one before `from` on,
/// and what the frame holds, if it holds something.
pub(super) fn read_while(
    folder: &Path,
    vault: VaultId,
    keys: &ReaderKeys<'_>,
    from: FrameNumber,
    go_on: &dyn Fn() -> bool,
    show: &mut dyn FnMut(&Tail, Option<Entry>),
) -> Result<Walk, WalkError> {
    let mut sessions = Sessions::new(vault, keys);
    let mut earlier = Earlier { folder, from, asked: HashSet::new() };
    walk_while(folder, vault, from.saturating_sub(1), go_on, &mut |tail, body| {
        if body.number < from {
            if body.number + 1 == from {
                show(tail, None);
            }
            return;
        }
        if !go_on() {
            return;
        }
        let entry = match &body.kind {
            Kind::Segment(_) => return show(tail, None),
            Kind::Session(frame, sealed) => sessions.begin(body.number, frame, *sealed),
            Kind::Event(frame, sealed) => {
                let unknown = !sessions.open.contains_key(&frame.session);
                if unknown && frame.step < from && earlier.asked.insert(frame.session) {
                    sessions.find_before(&earlier, frame);
                }
                sessions.event(body.number, frame, *sealed)
            }
            Kind::Unknown => Err(Unreadable::LaterVersion),
            Kind::Archived(says) => {
                sessions.carry(says);
                Err(Unreadable::Archived)
            }
        };
        show(tail, Some(entry.unwrap_or_else(|why| Entry::Unreadable { number: body.number, why })));
    })
}

/// Where sessions that began before a range are looked for.
struct Earlier<'a> {
    folder: &'a Path,
    /// The first frame of the range.
    from: FrameNumber,
    /// Those that were looked for.
    asked: HashSet<SessionId>,
}

/// The sessions that were met, each with its key as it is now.
pub(super) struct Sessions<'a> {
    vault: VaultId,
    keys: &'a ReaderKeys<'a>,
    open: HashMap<SessionId, Result<SessionKey, Unreadable>>,
}

/// What opening an event shows: what was logged, and the key that opens this event and no other.
pub(super) struct Disclosed {
    pub(super) event: LoggedEvent,
    pub(super) key: SecretBytes<32>,
}

impl<'a> Sessions<'a> {
    pub(super) fn new(vault: VaultId, keys: &'a ReaderKeys<'a>) -> Self {
        Self { vault, keys, open: HashMap::new() }
    }

    /// Passes over the events of a session up to this one, which were not asked for.
    pub(super) fn pass_to(&mut self, event: &EventFrame) {
        if let Some(open) = self.open.remove(&event.session) {
            self.open.insert(event.session, open.map(|key| key.at_step(event.step)));
        }
    }

    /// Opens the keys of sessions that go on behind an archived segment.
    pub(super) fn carry(&mut self, says: &Archived) {
        for (next, bytes) in &says.sessions {
            let Some(Body { kind: Kind::Session(frame, sealed), .. }) = body::decode(bytes) else { continue };
            let opened = self.open_key(&frame, sealed).map(|key| key.at_step(*next));
            self.open.insert(frame.session, opened);
        }
    }

    /// Opens the key of a session that began in an earlier segment, as it was at this event.
    fn find_before(&mut self, earlier: &Earlier<'_>, event: &EventFrame) {
        let firsts = segment::list(earlier.folder).unwrap_or_default();
        for first in firsts.into_iter().rev().filter(|first| *first < earlier.from) {
            let Ok(bytes) = segment::read(earlier.folder, first) else { return };
            let Some(mut tail) = Tail::before_segment(&bytes) else { return };
            let walked = tail.walk(self.vault, &bytes, 0, &mut |_, body| {
                if let Kind::Session(frame, sealed) = &body.kind
                    && frame.session == event.session
                {
                    let opened = self.open_key(frame, *sealed).map(|key| key.at_step(event.step));
                    self.open.entry(frame.session).or_insert(opened);
                }
            });
            if walked.is_err() || self.open.contains_key(&event.session) {
                return;
            }
        }
        for first in archive::list(earlier.folder).unwrap_or_default().into_iter().rev() {
            if let Ok(Some(stub)) = archive::read(earlier.folder, self.vault, first)
                && stub.says.begun().any(|(session, _)| session == event.session)
            {
                self.carry(&stub.says);
                return self.pass_to(event);
            }
        }
    }

    pub(super) fn begin(
        &mut self,
        number: FrameNumber,
        frame: &SessionFrame,
        sealed: Sealed<'_>,
    ) -> Result<Entry, Unreadable> {
        let opened = self.open_key(frame, sealed);
        let failed = opened.as_ref().err().copied();
        // A second beginning of the same session would be a forgery: the first stands.
        self.open.entry(frame.session).or_insert(opened);
        failed.map_or(
            Ok(Entry::Session {
                number,
                session: frame.session,
                reader_epoch: frame.reader_epoch,
                wall: frame.wall,
                boot: frame.boot,
            }),
            Err,
        )
    }

    fn open_key(&self, frame: &SessionFrame, sealed: Sealed<'_>) -> Result<SessionKey, Unreadable> {
        let with = (self.keys)(frame.reader_epoch).ok_or(Unreadable::NoKey { epoch: frame.reader_epoch })?;
        if sha256(with.public().as_bytes()) != frame.fingerprint {
            return Err(Unreadable::OtherReader);
        }
        SessionKey::open(self.vault, frame.session, &with, sealed.associated, sealed.sealed)
            .or(Err(Unreadable::Forged))
    }

    fn event(
        &mut self,
        number: FrameNumber,
        frame: &EventFrame,
        sealed: Sealed<'_>,
    ) -> Result<Entry, Unreadable> {
        let event = self.disclose(number, frame, sealed)?.event;
        Ok(Entry::Event { session: frame.session, event: Box::new(event) })
    }

    pub(super) fn disclose(
        &mut self,
        number: FrameNumber,
        frame: &EventFrame,
        sealed: Sealed<'_>,
    ) -> Result<Disclosed, Unreadable> {
        let session = match self.open.get_mut(&frame.session) {
            None => return Err(Unreadable::NoSession),
            Some(Err(why)) => return Err(*why),
            Some(Ok(session)) => session,
        };
        // A session's steps follow each other without a gap, whatever others write between them.
        if frame.step != session.step() {
            return Err(Unreadable::Forged);
        }
        let (key, next) = session.split();
        let plain = sealed.open_event(self.vault, &key).or(Err(Unreadable::Forged))?;
        *session = next;
        let mut event = event::decode(&plain).or(Err(Unreadable::LaterVersion))?;
        if event.number != number {
            return Err(Unreadable::Forged);
        }
        event.log_in = frame.log_in;
        Ok(Disclosed { event, key })
    }
}
