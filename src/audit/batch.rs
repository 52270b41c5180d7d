//! Frames that are made and not yet written: one event after the other sealed, bound to its place and hashed into the
//! chain. For the [`Writer`](super::writer) alone, which puts them on the disk.
//!
//! Of many events at once, a second thread makes the plaintexts, their keys and ciphertexts, which need nothing of the
//! frames before, while this one makes tags and hashes, which do.

use super::body::{self, Draft, EventFrame};
use super::frame;
use super::session::SessionKey;
use super::tail::{Effect, Tail};
use super::tree::FrameNumber;
use super::{AppendError, Event, FailedLogIn, event};
use crate::base::clock::WallTime;
use crate::crypto::once;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// At most about this many bytes are written between two syncs.
const BATCH_BYTES: usize = 1 << 20;

/// What an event's frame takes at least.
const FRAME_BYTES: usize = 256;

/// Fewer events are sealed faster than a thread begins.
const ENOUGH_FOR_TWO: usize = 256;

/// So many events pass from one thread to the other at a time, and so many times as many may wait.
const PASSED_ON: usize = 64;
const WAITING: usize = 8;

/// Frames that are made and not yet written, and what is true once they are.
pub(super) struct Batch {
    pub(super) bytes: Vec<u8>,
    pub(super) tail: Tail,
    /// The session's key behind them; none where they hold no event.
    pub(super) key: Option<SessionKey>,
    pub(super) wall: WallTime,
    pub(super) since_boot: Duration,
}

impl Batch {
    /// Puts a frame with this body behind the others.
    pub(super) fn push(&mut self, body: &[u8], effect: Effect<'_>) {
        frame::push(&mut self.bytes, body);
        self.tail.pass(body, effect);
    }

    /// Puts events behind the others, the first sealed with `key`. `clear` says what stays readable of an event, given the
    /// log before it.
    pub(super) fn push_events(
        &mut self,
        events: &[Event],
        key: SessionKey,
        clear: &dyn Fn(&Event, &Self) -> Option<FailedLogIn>,
    ) -> Result<(), AppendError> {
        let (session, first) = (key.session(), key.step());
        let mut step = first;
        let mut drafting =
            Drafting { key, number: self.tail.next_number(), wall: self.wall, since_boot: self.since_boot };
        self.bytes.reserve(events.iter().map(estimated_bytes).sum());
        drafting.each(events, &mut |event, draft| {
            let log_in = clear(event, self);
            self.push_event(&EventFrame { session, step, log_in }, &draft);
            step = step.saturating_add(1);
        })?;
        self.key = Some(drafting.key);
        Ok(())
    }

    fn push_event(&mut self, frame: &EventFrame, draft: &Draft) {
        let (number, previous) = (self.tail.next_number(), self.tail.last());
        let leaf = frame::push_with(&mut self.bytes, |bytes| {
            body::push_event(bytes, number, previous, frame, draft)
        });
        self.tail.pass_leaf(leaf, frame.log_in.map_or(Effect::Nothing, Effect::LogIn));
    }
}

/// The events in pieces that are each written and synced at once.
pub(super) fn pieces(mut events: &[Event]) -> impl Iterator<Item = &[Event]> {
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = events.iter().take_while(|event| {
            let before = bytes;
            bytes += estimated_bytes(event);
            before < BATCH_BYTES
        });
        let (piece, rest) = events.split_at_checked(fits.count())?;
        events = rest;
        Some(piece).filter(|piece| !piece.is_empty())
    })
}

fn estimated_bytes(event: &Event) -> usize {
    FRAME_BYTES + event.words.len() + event.clients.len() * 16
}

/// Makes events ready but for their tags.
struct Drafting {
    key: SessionKey,
    number: FrameNumber,
    wall: WallTime,
    since_boot: Duration,
}

impl Drafting {
    /// Makes them ready in their order, on a thread beside this one if there are many, and hands them to `put`.
    fn each(&mut self, events: &[Event], put: &mut dyn FnMut(&Event, Draft)) -> Result<(), AppendError> {
        if events.len() < ENOUGH_FOR_TWO {
            let drafts = self.drafts(events)?;
            events.iter().zip(drafts).for_each(|(event, draft)| put(event, draft));
            return Ok(());
        }
        thread::scope(|scope| {
            let (send, receive) = mpsc::sync_channel(WAITING);
            let drafting = thread::Builder::new().spawn_scoped(scope, move || {
                for some in events.chunks(PASSED_ON) {
                    let drafts = self.drafts(some);
                    if send.send(drafts).is_err() {
                        return;
                    }
                }
            })?;
            for some in events.chunks(PASSED_ON) {
                let drafts = receive.recv().or(Err(AppendError::Broken))??;
                some.iter().zip(drafts).for_each(|(event, draft)| put(event, draft));
            }
            drafting.join().or(Err(AppendError::Broken))
        })
    }

    fn drafts(&mut self, events: &[Event]) -> Result<Vec<Draft>, AppendError> {
        let nonces = once::nonces(events.len());
        events.iter().zip(nonces).map(|(event, nonce)| self.draft(event, nonce)).collect()
    }

    fn draft(&mut self, event: &Event, nonce: once::Nonce) -> Result<Draft, AppendError> {
        let plain = event::encode(event, self.number, self.wall, self.since_boot);
        let plain = plain.ok_or(AppendError::TooLong)?;
        let (key, next) = self.key.split();
        self.key = next;
        self.number = self.number.saturating_add(1);
        Ok(Draft { nonce, covered: once::Covered::new(&key, &nonce, &plain) })
    }
}
