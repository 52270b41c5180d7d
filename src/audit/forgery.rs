//! What somebody can try who has the program's memory or its files, and writes frames that fit the chain: an old event
//! sealed with a later key, a session played again, an event moved. Readers tell each apart; without a key, the order of
//! sessions tells most, and any checkpoint or anchor the rest.

use super::body::{self, Draft, EventBodies, EventFrame, Kind, SessionFrame};
use super::keys::{FoundingRoot, LogKeys};
use super::log::BootId;
use super::session::SessionKey;
use super::tail::Tail;
use super::{
    Entry, Event, Flaw, Parted, Seen, Unreadable, VerifyError, WalkError, event, frame, read, segment, verify,
};
use crate::base::clock::WallTime;
use crate::base::id::{AccountId, SessionId, VaultId};
use crate::base::job::Watch;
use crate::crypto::hash::{Digest, sha256};
use crate::crypto::hpke::KemPrivate;
use crate::crypto::once::{self, Sealer};
use crate::crypto::secret::SecretBytes;
use crate::crypto::sign::SigningKey;
use crate::policy::Act;
use std::time::Duration;

const VAULT: VaultId = VaultId::from_bytes([7; 16]);
const EVENTS: u64 = 8;
/// What is sealed of a short event.
const SEALED_BYTES: usize = once::AROUND_BYTES + 128;

fn reader() -> KemPrivate {
    KemPrivate::from_seed(SecretBytes::from_exposed(&mut [9; 32]))
}

fn root() -> FoundingRoot {
    let key = SigningKey::generate().verifying();
    FoundingRoot {
        vault: VAULT,
        founder: AccountId::generate(),
        founder_key: key,
        recovery: key,
        machine: key,
    }
}

/// A log that is written by hand: whoever does has every key that a running program has.
struct Hand {
    tail: Tail,
    bytes: Vec<u8>,
    session: SessionId,
}

impl Hand {
    fn new() -> (Self, SessionKey) {
        let session = SessionId::generate();
        let mut hand = Self { tail: Tail::before_everything(), bytes: Vec::new(), session };
        let first = body::segment(0, hand.tail.last(), VAULT, hand.tail.frontier(), &[]);
        hand.put(&first);
        let key = SessionKey::generate(VAULT, session);
        let frame = SessionFrame {
            session,
            reader_epoch: 1,
            fingerprint: sha256(reader().public().as_bytes()),
            boot: BootId([4; 16]),
            since_boot_ms: 1,
            wall: WallTime::from_unix_millis(5),
        };
        let begun = body::session(hand.number(), hand.tail.last(), &frame, |associated| {
            key.seal_to(&reader().public(), associated)
        });
        hand.put(&begun);
        (hand, key)
    }

    fn number(&self) -> u64 {
        self.tail.next_number()
    }

    fn put(&mut self, body: &[u8]) {
        frame::push(&mut self.bytes, body);
        self.tail.pass(body, super::tail::Effect::Nothing);
    }

    /// The event of `step`, sealed with `key`, which may be of another step.
    fn event(&mut self, step: u64, key: &SessionKey, words: &str) {
        let (wall, since) = (WallTime::from_unix_millis(5), Duration::from_millis(1));
        let event = Event::new(Act::RecordView).with_words(words);
        let mut plain = Vec::with_capacity(event::most_bytes(&event));
        event::encode_onto(&mut plain, &event, self.number(), wall, since).unwrap();
        let frame = EventFrame { session: self.session, step, log_in: None };
        let sealer = Sealer::new(&key.split().0, &once::nonces(1)[0]);
        let draft = Draft { sealer: &sealer, plain: &plain };
        let mut made = Vec::new();
        EventBodies::new(VAULT).push(&mut made, self.number(), self.tail.last(), &frame, draft);
        self.put(&made);
    }

    /// The folder it lies in, and where the log ends.
    fn laid_down(&self) -> (tempfile::TempDir, Seen) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(segment::path(folder.path(), 0), &self.bytes).unwrap();
        (folder, self.tail.head().into())
    }
}

/// The log as it was written, and the keys of its session, one for each step.
fn written() -> (Hand, Vec<SessionKey>) {
    let (mut hand, first) = Hand::new();
    let mut keys = vec![first];
    for step in 0..EVENTS {
        let key = keys.last().unwrap();
        let next = key.split().1;
        hand.event(step, key, &format!("event {step}"));
        keys.push(next);
    }
    (hand, keys)
}

fn unreadable(folder: &std::path::Path) -> Vec<(u64, Unreadable)> {
    let mut found = Vec::new();
    read(folder, VAULT, &|_| Some(reader()), &mut |entry| {
        if let Entry::Unreadable { number, why } = entry {
            found.push((number, why));
        }
    })
    .unwrap();
    found
}

fn verified(folder: &std::path::Path, seen: &[Seen]) -> Result<(), VerifyError> {
    let keys = LogKeys::from_text("", &root()).unwrap();
    verify(folder, VAULT, &keys, seen, &mut Watch::unwatched()).map(drop)
}

#[test]
fn an_old_event_sealed_with_a_later_key_is_told_apart() {
    let (honest, keys) = written();
    let (folder, seen) = honest.laid_down();
    assert!(unreadable(folder.path()).is_empty());
    verified(folder.path(), &[seen]).unwrap();
    for old in 0..EVENTS {
        // Whoever takes the memory has the last key alone, and every one that follows from it.
        let (mut forged, _own) = Hand::new();
        copy_session(&mut forged, &honest);
        for (step, key) in (0..EVENTS).zip(&keys) {
            let with = if step == old { keys.last().unwrap() } else { key };
            forged.event(step, with, &format!("event {step}"));
        }
        let (folder, _) = forged.laid_down();
        assert_eq!(unreadable(folder.path())[0], (old + 2, Unreadable::Forged));
        let Err(error) = verified(folder.path(), &[seen]) else { panic!("a forged log verified") };
        let VerifyError::Anchor { parted: Parted::Forked { agreed, then, .. }, .. } = error else {
            panic!("{error}")
        };
        assert!(agreed <= old + 2 && old + 2 < then);
    }
}

/// The same beginning: the frames of segment and session.
fn copy_session(forged: &mut Hand, honest: &Hand) {
    *forged = Hand { tail: Tail::before_everything(), bytes: Vec::new(), session: honest.session };
    let mut place = 0;
    for _ in 0..2 {
        let frame::Found::Whole(body) = frame::at(&honest.bytes, place) else { panic!("a whole frame") };
        place += body.len() + frame::AROUND_BYTES;
        forged.put(body);
    }
}

#[test]
fn a_session_played_again_is_told_apart_with_and_without_a_key() {
    let (mut hand, _keys) = written();
    let (first, end) = (1_usize, hand.number());
    let mut bodies = Vec::new();
    let mut place = 0;
    while let frame::Found::Whole(body) = frame::at(&hand.bytes, place) {
        place += body.len() + frame::AROUND_BYTES;
        bodies.push(body.to_vec());
    }
    for body in &bodies[first..] {
        let Some(body::Body { kind, .. }) = body::decode(body) else { panic!("a body") };
        let (number, previous) = (hand.number(), hand.tail.last());
        let again = match kind {
            Kind::Session(frame, sealed) => {
                body::session(number, previous, &frame, |_| sealed.sealed.to_vec())
            }
            // The head of the body is another; what is sealed is the same.
            Kind::Event(frame, _) => {
                let sealer = Sealer::new(&SecretBytes::generate(), &[0; once::NONCE_BYTES]);
                let draft = Draft { sealer: &sealer, plain: &[0; 128] };
                let mut again = Vec::new();
                EventBodies::new(VAULT).push(&mut again, number, previous, &frame, draft);
                let end = again.len() - SEALED_BYTES;
                again.splice(end.., body[body.len() - SEALED_BYTES..].iter().copied());
                again
            }
            _ => continue,
        };
        hand.put(&again);
    }
    let (folder, _) = hand.laid_down();
    let Err(VerifyError::Walk(WalkError::BadFrame { number, flaw, .. })) = verified(folder.path(), &[])
    else {
        panic!("a session that began twice verified")
    };
    assert_eq!((number, flaw), (end, Flaw::OutOfSession));
    let told = unreadable(folder.path());
    assert_eq!(told.len() as u64, EVENTS + 1);
    assert!(told.iter().all(|(number, why)| *number >= end && *why == Unreadable::Forged), "{told:?}");
}

#[test]
fn an_event_left_out_of_its_session_is_told_without_a_key() {
    let (mut hand, first) = Hand::new();
    hand.event(0, &first, "seen");
    let third = first.split().1.split().1;
    let number = hand.number();
    hand.event(2, &third, "and one between was left out");
    let (folder, seen) = hand.laid_down();
    let Err(error) = verified(folder.path(), &[seen]) else { panic!("a gap verified") };
    assert_eq!(error.first_bad_frame(), Some(number));
    assert_eq!(unreadable(folder.path()), [(number, Unreadable::Forged)]);
    assert!(seen.root != Digest::ZERO);
}
