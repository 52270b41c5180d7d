//! Frames that are made and not yet written: one event after the other encoded, sealed in its place and hashed into the
//! chain. For the [`Writer`](super::writer) alone, which puts them on the disk.
//!
//! Of many events at once, a second thread encodes and sets the ciphers up, which needs nothing of the frames before, and
//! grows the tree by the leaves that come back, while this one seals each event in its place and hashes it.

use super::body::{Draft, EventBodies, EventFrame};
use super::frame;
use super::session::SessionKey;
use super::tail::{Effect, Tail};
use super::tree::{FrameNumber, Frontier};
use super::{AppendError, Event, FailedLogIn, event};
use crate::base::clock::WallTime;
use crate::base::id::VaultId;
use crate::crypto::hash::Digest;
use crate::crypto::once::{self, Sealer};
use crate::crypto::secret::SecretBytes;
use std::iter;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use zeroize::Zeroizing;

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
        let leaf = frame::push(&mut self.bytes, body);
        self.tail.pass_leaf(leaf, effect);
    }

    /// Puts events behind the others, the first sealed with `key`. `clear` says what stays readable of an event, given the
    /// log-ins before it.
    pub(super) fn push_events(
        &mut self,
        events: &[Event],
        vault: VaultId,
        key: SessionKey,
        clear: &dyn Fn(&Event, &Self) -> Option<FailedLogIn>,
    ) -> Result<(), AppendError> {
        let (session, mut step, mut number) = (key.session(), key.step(), self.tail.next_number());
        let mut bodies = EventBodies::new(vault);
        let tree = self.tail.frontier().clone();
        let mut drafting = Drafting { key, number, tree, wall: self.wall, since_boot: self.since_boot };
        self.bytes.reserve(events.iter().map(estimated_bytes).sum());
        drafting.each(events, &mut |event, draft| {
            let frame = EventFrame { session, step, log_in: clear(event, self) };
            let leaf = self.push_event(&mut bodies, number, &frame, draft);
            (step, number) = (step.saturating_add(1), number.saturating_add(1));
            leaf
        })?;
        self.tail.catch_up_tree(drafting.tree);
        self.key = Some(drafting.key);
        Ok(())
    }

    fn push_event(
        &mut self,
        bodies: &mut EventBodies,
        number: FrameNumber,
        frame: &EventFrame,
        draft: Draft<'_>,
    ) -> Digest {
        let previous = self.tail.last();
        let leaf = frame::push_with(&mut self.bytes, |bytes| {
            bodies.push(bytes, number, previous, frame, draft);
        });
        self.tail.pass_beside_tree(leaf, frame.log_in.map_or(Effect::Nothing, Effect::LogIn));
        leaf
    }
}

/// The events in pieces that are each written and synced at once.
pub(super) fn pieces(mut events: &[Event]) -> impl Iterator<Item = &[Event]> {
    iter::from_fn(move || {
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

/// Encodes events, sets up what seals them, and grows the tree by the leaves that they became.
struct Drafting {
    key: SessionKey,
    number: FrameNumber,
    tree: Frontier,
    wall: WallTime,
    since_boot: Duration,
}

/// Events that are to be sealed, in their order.
struct Drafts {
    sealers: Vec<Sealer>,
    /// Their bytes, one after the other, and how long each is.
    text: Zeroizing<Vec<u8>>,
    lengths: Vec<usize>,
}

impl Drafts {
    /// Hands each to `put`, with its event; the leaves that `put` made of them.
    fn each(&self, events: &[Event], put: &mut dyn FnMut(&Event, Draft<'_>) -> Digest) -> Vec<Digest> {
        let mut rest = self.text.as_slice();
        let each = events.iter().zip(&self.sealers).zip(&self.lengths);
        each.map(|((event, sealer), length)| {
            let (plain, after) = rest.split_at_checked(*length).unwrap_or_default();
            rest = after;
            put(event, Draft { sealer, plain })
        })
        .collect()
    }
}

impl Drafting {
    /// Drafts them in their order, on a thread beside this one if there are many, and hands them to `put`, which makes a
    /// leaf of each.
    fn each(
        &mut self,
        events: &[Event],
        put: &mut dyn FnMut(&Event, Draft<'_>) -> Digest,
    ) -> Result<(), AppendError> {
        if events.len() < ENOUGH_FOR_TWO {
            let leaves = self.drafts(events)?.each(events, put);
            self.grow(leaves);
            return Ok(());
        }
        thread::scope(|scope| {
            let (send, receive) = mpsc::sync_channel(WAITING);
            let (made, leaves) = mpsc::channel();
            let drafting = thread::Builder::new().spawn_scoped(scope, move || {
                for some in events.chunks(PASSED_ON) {
                    let drafts = self.drafts(some);
                    if send.send(drafts).is_err() {
                        return;
                    }
                    for leaves in leaves.try_iter() {
                        self.grow(leaves);
                    }
                }
                for leaves in leaves {
                    self.grow(leaves);
                }
            })?;
            for some in events.chunks(PASSED_ON) {
                let drafts = receive.recv().or(Err(AppendError::Broken))??;
                made.send(drafts.each(some, put)).or(Err(AppendError::Broken))?;
            }
            drop(made);
            drafting.join().or(Err(AppendError::Broken))
        })
    }

    fn grow(&mut self, leaves: Vec<Digest>) {
        for leaf in leaves {
            self.tree.push(leaf);
        }
    }

    fn drafts(&mut self, events: &[Event]) -> Result<Drafts, AppendError> {
        let mut text = Zeroizing::new(Vec::with_capacity(events.iter().map(event::most_bytes).sum()));
        let (mut sealers, mut lengths) = (Vec::with_capacity(events.len()), Vec::with_capacity(events.len()));
        let mut key = SecretBytes::filled_by(|_| ());
        for (event, nonce) in events.iter().zip(once::nonces(events.len())) {
            let from = text.len();
            event::encode_onto(&mut text, event, self.number, self.wall, self.since_boot)
                .or(Err(AppendError::TooLong))?;
            self.key.step_on(&mut key);
            self.number = self.number.saturating_add(1);
            lengths.push(text.len() - from);
            sealers.push(Sealer::new(&key, &nonce));
        }
        Ok(Drafts { sealers, text, lengths })
    }
}
