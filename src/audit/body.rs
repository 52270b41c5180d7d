//! The bodies of frames, by kind: deterministic CBOR arrays `[kind, number, previous, …]`.
//!
//! ```text
//! 0 segment   [0, number, previous, format, vault, [subtree root …], [log-in …]]       first of each segment
//! 1 session   [1, number, previous, session, epoch, fingerprint, boot, ms, wall ms, sealed]
//! 2 event     [2, number, previous, session, step, log-in | null, sealed]
//!   log-in    [account file, failures (0: it succeeded), boot, ms since boot, wall ms]  in the clear
//! ```
//! What comes before `sealed` is what it is bound to, an event's behind the purpose and the vault. A segment's first frame
//! carries what a reader would otherwise need the earlier segments for: the edge of the Merkle tree and the failed log-ins
//! so far.

use super::archive::Archived;
use super::tree::{FrameNumber, Frontier};
use super::{BootId, FailedLogIn};
use crate::base::clock::WallTime;
use crate::base::id::{SessionId, VaultId};
use crate::crypto::aead::NotOpened;
use crate::crypto::hash::Digest;
use crate::crypto::once::{self, Sealer};
use crate::crypto::secret::SecretBytes;
use minicbor::{Decoder, Encoder};
use std::convert::Infallible;
use std::time::Duration;
use zeroize::Zeroizing;

/// The version of the log's format.
const FORMAT: u8 = 1;

/// What an event's associated data begin with: the vault follows, then the body up to what is sealed.
const EVENT_PURPOSE: &[u8] = b"strongroom/audit-event/v1\0";

/// How many account files' failures a segment carries over: the newest.
pub(super) const CARRIED_LOG_INS: usize = 1000;

/// A frame's body, taken apart. What is sealed is still sealed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Body<'a> {
    pub(super) number: FrameNumber,
    pub(super) previous: Digest,
    pub(super) kind: Kind<'a>,
    /// All of it, as it lies in its frame.
    pub(super) bytes: &'a [u8],
}

/// What kinds of frames there are.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// The first frame of a segment.
    Segment(SegmentHead),
    /// A run of the program begins.
    Session(SessionFrame, Sealed<'a>),
    /// An event.
    Event(EventFrame, Sealed<'a>),
    /// A kind of a later version.
    Unknown,
    /// No frame: all those of a segment that was archived, of which this stays. Met by walks, never read or written.
    Archived(&'a Archived),
}

/// A session's sealed key or a sealed event, and the bytes before it, which it is bound to.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub(super) struct Sealed<'a> {
    pub(super) associated: &'a [u8],
    pub(super) sealed: &'a [u8],
}

impl Sealed<'_> {
    /// The plaintext of an event of this vault, if this is its key.
    pub(super) fn open_event(
        &self,
        vault: VaultId,
        key: &SecretBytes<32>,
    ) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
        let associated = [EVENT_PURPOSE, vault.as_bytes(), self.associated].concat();
        once::open(key, &associated, self.sealed)
    }
}

/// An event that is to be sealed in its place.
pub(super) struct Draft<'a> {
    pub(super) sealer: &'a Sealer,
    pub(super) plain: &'a [u8],
}

/// What a segment carries over from those before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SegmentHead {
    pub(super) vault: VaultId,
    pub(super) frontier: Frontier,
    pub(super) log_ins: Vec<FailedLogIn>,
}

/// The clear part of a session's first frame.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub(super) struct SessionFrame {
    pub(super) session: SessionId,
    pub(super) reader_epoch: u32,
    /// SHA-256 of the reader's public key.
    pub(super) fingerprint: Digest,
    pub(super) boot: BootId,
    pub(super) since_boot_ms: u64,
    pub(super) wall: WallTime,
}

/// The clear part of an event.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub(super) struct EventFrame {
    pub(super) session: SessionId,
    /// How often the session's key was ratcheted before this event.
    pub(super) step: u64,
    pub(super) log_in: Option<FailedLogIn>,
}

type Encoded = Result<(), minicbor::encode::Error<Infallible>>;

/// A body of any kind, its last element still to come.
fn begin(
    elements: u64,
    kind: u8,
    number: FrameNumber,
    previous: Digest,
    rest: impl FnOnce(&mut Encoder<&mut Vec<u8>>) -> Encoded,
) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(512);
    begin_in(&mut bytes, elements, kind, (number, previous), rest);
    bytes
}

/// The same, at the end of `bytes`.
fn begin_in(
    bytes: &mut Vec<u8>,
    elements: u64,
    kind: u8,
    (number, previous): (FrameNumber, Digest),
    rest: impl FnOnce(&mut Encoder<&mut Vec<u8>>) -> Encoded,
) {
    let mut cbor = Encoder::new(bytes);
    cbor.array(elements)
        .and_then(|cbor| cbor.u8(kind)?.u64(number)?.bytes(&previous.0))
        .map(|_| ())
        .and_then(|()| rest(&mut cbor))
        .expect("writing to memory does not fail");
}

/// The body of a segment's first frame.
pub(super) fn segment(
    number: FrameNumber,
    previous: Digest,
    vault: VaultId,
    frontier: &Frontier,
    log_ins: &[FailedLogIn],
) -> Vec<u8> {
    begin(7, 0, number, previous, |cbor| {
        cbor.u8(FORMAT)?.bytes(vault.as_bytes())?;
        cbor.array(frontier.roots().len() as u64)?;
        for root in frontier.roots() {
            cbor.bytes(&root.0)?;
        }
        cbor.array(log_ins.len() as u64)?;
        log_ins.iter().try_for_each(|log_in| encode_log_in(cbor, log_in))
    })
}

/// The body of a session's first frame. `seal` is given what it is to be bound to.
pub(super) fn session(
    number: FrameNumber,
    previous: Digest,
    frame: &SessionFrame,
    seal: impl FnOnce(&[u8]) -> Vec<u8>,
) -> Vec<u8> {
    let associated = begin(10, 1, number, previous, |cbor| {
        cbor.bytes(frame.session.as_bytes())?.u32(frame.reader_epoch)?.bytes(&frame.fingerprint.0)?;
        cbor.bytes(&frame.boot.0)?.u64(frame.since_boot_ms)?.i64(frame.wall.unix_millis())?;
        Ok(())
    });
    finish(associated, seal)
}

fn finish(associated: Vec<u8>, seal: impl FnOnce(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let sealed = seal(&associated);
    let mut cbor = Encoder::new(associated);
    cbor.bytes(&sealed).expect("writing to memory does not fail");
    cbor.into_writer()
}

/// Makes the bodies of a vault's events, one after the other.
pub(super) struct EventBodies {
    /// What an event is bound to: purpose, vault, and its body up to what is sealed. Kept, so that it is not asked for anew.
    associated: Vec<u8>,
}

impl EventBodies {
    pub(super) fn new(vault: VaultId) -> Self {
        Self { associated: [EVENT_PURPOSE, vault.as_bytes()].concat() }
    }

    /// Puts an event's body at the end of `bytes`.
    pub(super) fn push(
        &mut self,
        bytes: &mut Vec<u8>,
        number: FrameNumber,
        previous: Digest,
        frame: &EventFrame,
        draft: Draft<'_>,
    ) {
        const PLACE_BYTES: usize = EVENT_PURPOSE.len() + 16;
        self.associated.truncate(PLACE_BYTES);
        event_head(&mut self.associated, number, previous, frame);
        bytes.extend_from_slice(self.associated.get(PLACE_BYTES..).unwrap_or_default());
        let sealed = draft.plain.len() + once::AROUND_BYTES;
        Encoder::new(&mut *bytes).bytes_len(sealed as u64).expect("writing to memory does not fail");
        draft.sealer.seal_onto(bytes, &self.associated, draft.plain);
    }
}

/// An event's body up to what is sealed.
fn event_head(bytes: &mut Vec<u8>, number: FrameNumber, previous: Digest, frame: &EventFrame) {
    begin_in(bytes, 7, 2, (number, previous), |cbor| {
        cbor.bytes(frame.session.as_bytes())?.u64(frame.step)?;
        match &frame.log_in {
            Some(log_in) => encode_log_in(cbor, log_in),
            None => cbor.null().map(|_| ()),
        }
    });
}

fn encode_log_in(cbor: &mut Encoder<&mut Vec<u8>>, log_in: &FailedLogIn) -> Encoded {
    cbor.array(5)?.bytes(&log_in.account_file.0)?.u32(log_in.failures)?.bytes(&log_in.boot.0)?;
    cbor.u64(super::event::millis(log_in.since_boot))?.i64(log_in.wall.unix_millis())?;
    Ok(())
}

type Decoded<T> = Result<T, minicbor::decode::Error>;

/// Takes a body apart; `None` if it is none.
pub(super) fn decode(bytes: &[u8]) -> Option<Body<'_>> {
    let mut cbor = Decoder::new(bytes);
    let body = decode_body(&mut cbor, bytes).ok()?;
    (cbor.position() == bytes.len() && is_deterministic(&body, bytes)).then_some(body)
}

/// What every body begins with: its kind, its number and the hash of the frame before; the rest is not looked at.
pub(super) fn peek(bytes: &[u8]) -> Option<(u8, FrameNumber, Digest)> {
    let mut cbor = Decoder::new(bytes);
    cbor.array().ok()?;
    Some((cbor.u8().ok()?, cbor.u64().ok()?, Digest(fixed(&mut cbor).ok()?)))
}

/// Whether these are the one encoding of the body; of kinds of a later version nothing can be said.
fn is_deterministic(body: &Body<'_>, bytes: &[u8]) -> bool {
    let (number, previous) = (body.number, body.previous);
    let again = match &body.kind {
        Kind::Segment(head) => segment(number, previous, head.vault, &head.frontier, &head.log_ins),
        Kind::Session(frame, sealed) => session(number, previous, frame, |_| sealed.sealed.to_vec()),
        Kind::Event(frame, sealed) => return is_event(number, previous, frame, *sealed, bytes),
        Kind::Unknown | Kind::Archived(_) => return true,
    };
    again == bytes
}

fn is_event(
    number: FrameNumber,
    previous: Digest,
    frame: &EventFrame,
    sealed: Sealed<'_>,
    bytes: &[u8],
) -> bool {
    let mut head = Vec::with_capacity(256);
    event_head(&mut head, number, previous, frame);
    Encoder::new(&mut head).bytes_len(sealed.sealed.len() as u64).expect("writing to memory does not fail");
    head.len() + sealed.sealed.len() == bytes.len() && bytes.starts_with(&head)
}

fn decode_body<'a>(cbor: &mut Decoder<'a>, bytes: &'a [u8]) -> Decoded<Body<'a>> {
    let elements = cbor.array()?;
    let (kind, number, previous) = (cbor.u8()?, cbor.u64()?, Digest(fixed(cbor)?));
    let kind = match (kind, elements) {
        (0, Some(7)) => Kind::Segment(decode_segment(cbor, number)?),
        (1, Some(10)) => {
            let frame = decode_session(cbor)?;
            Kind::Session(frame, decode_sealed(cbor, bytes)?)
        }
        (2, Some(7)) => {
            let frame = decode_event(cbor)?;
            Kind::Event(frame, decode_sealed(cbor, bytes)?)
        }
        (3.., Some(elements)) => {
            (3..elements).try_for_each(|_| cbor.skip())?;
            Kind::Unknown
        }
        _ => return Err(bad("an array of another length")),
    };
    Ok(Body { number, previous, kind, bytes })
}

fn decode_segment(cbor: &mut Decoder<'_>, number: FrameNumber) -> Decoded<SegmentHead> {
    if cbor.u8()? != FORMAT {
        return Err(bad("another format"));
    }
    let vault = VaultId::from_bytes(fixed(cbor)?);
    let roots = decode_list(cbor, |cbor| fixed(cbor).map(Digest))?;
    let frontier = Frontier::from_parts(number, roots).ok_or_else(|| bad("another number of subtrees"))?;
    Ok(SegmentHead { vault, frontier, log_ins: decode_list(cbor, decode_log_in)? })
}

fn decode_session(cbor: &mut Decoder<'_>) -> Decoded<SessionFrame> {
    Ok(SessionFrame {
        session: SessionId::from_bytes(fixed(cbor)?),
        reader_epoch: cbor.u32()?,
        fingerprint: Digest(fixed(cbor)?),
        boot: BootId(fixed(cbor)?),
        since_boot_ms: cbor.u64()?,
        wall: WallTime::from_unix_millis(cbor.i64()?),
    })
}

fn decode_event(cbor: &mut Decoder<'_>) -> Decoded<EventFrame> {
    let (session, step) = (SessionId::from_bytes(fixed(cbor)?), cbor.u64()?);
    let log_in = if cbor.datatype()? == minicbor::data::Type::Null {
        cbor.null()?;
        None
    } else {
        Some(decode_log_in(cbor)?)
    };
    Ok(EventFrame { session, step, log_in })
}

fn decode_sealed<'a>(cbor: &mut Decoder<'a>, bytes: &'a [u8]) -> Decoded<Sealed<'a>> {
    let associated = bytes.get(..cbor.position()).ok_or_else(|| bad("past the end"))?;
    Ok(Sealed { associated, sealed: cbor.bytes()? })
}

fn decode_log_in(cbor: &mut Decoder<'_>) -> Decoded<FailedLogIn> {
    if cbor.array()? != Some(5) {
        return Err(bad("not a log-in"));
    }
    Ok(FailedLogIn {
        account_file: Digest(fixed(cbor)?),
        failures: cbor.u32()?,
        boot: BootId(fixed(cbor)?),
        since_boot: Duration::from_millis(cbor.u64()?),
        wall: WallTime::from_unix_millis(cbor.i64()?),
    })
}

fn decode_list<'a, T>(
    cbor: &mut Decoder<'a>,
    mut element: impl FnMut(&mut Decoder<'a>) -> Decoded<T>,
) -> Decoded<Vec<T>> {
    let count = cbor.array()?.ok_or_else(|| bad("a list without its length"))?;
    (0..count).map(|_| element(cbor)).collect()
}

fn fixed<const N: usize>(cbor: &mut Decoder<'_>) -> Decoded<[u8; N]> {
    cbor.bytes()?.try_into().map_err(|_wrong_length| bad("bytes of another length"))
}

fn bad(why: &'static str) -> minicbor::decode::Error {
    minicbor::decode::Error::message(why)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VAULT: VaultId = VaultId::from_bytes([7; 16]);

    fn log_in() -> FailedLogIn {
        FailedLogIn {
            account_file: Digest([3; 32]),
            failures: 4,
            boot: BootId([5; 16]),
            since_boot: Duration::from_millis(77),
            wall: WallTime::from_unix_millis(-5),
        }
    }

    fn event(number: FrameNumber, frame: &EventFrame) -> Vec<u8> {
        let key = SecretBytes::from_exposed(&mut [1; 32]);
        let sealer = Sealer::new(&key, &[6; once::NONCE_BYTES]);
        let draft = Draft { sealer: &sealer, plain: b"words" };
        let mut bytes = Vec::new();
        EventBodies::new(VAULT).push(&mut bytes, number, Digest([8; 32]), frame, draft);
        bytes
    }

    #[test]
    fn bodies_survive_their_bytes() {
        let mut frontier = Frontier::default();
        frontier.push(Digest([1; 32]));
        frontier.push(Digest([2; 32]));
        frontier.push(Digest([3; 32]));
        let vault = VaultId::generate();
        let bytes = segment(3, Digest([9; 32]), vault, &frontier, &[log_in()]);
        let head = SegmentHead { vault, frontier, log_ins: vec![log_in()] };
        assert_eq!(
            decode(&bytes),
            Some(Body { number: 3, previous: Digest([9; 32]), kind: Kind::Segment(head), bytes: &bytes })
        );

        for log_in in [None, Some(log_in())] {
            let frame = EventFrame { session: SessionId::generate(), step: 300, log_in };
            let bytes = event(4, &frame);
            let body = decode(&bytes).unwrap();
            let Kind::Event(read, sealed) = body.kind else { panic!("{body:?}") };
            assert_eq!(read, frame);
            let open = |vault, key: u8| sealed.open_event(vault, &SecretBytes::from_exposed(&mut [key; 32]));
            assert_eq!(open(VAULT, 1).unwrap().as_slice(), b"words");
            assert_eq!(open(VAULT, 2), Err(NotOpened));
            assert_eq!(open(VaultId::from_bytes([6; 16]), 1), Err(NotOpened));
        }
    }

    #[test]
    fn bodies_of_later_kinds_are_walked_over() {
        let bytes = begin(4, 9, 12, Digest([1; 32]), |cbor| cbor.str("later").map(|_| ()));
        let body = decode(&bytes).unwrap();
        assert_eq!((body.number, body.kind), (12, Kind::Unknown));
    }

    #[test]
    fn another_encoding_of_the_same_body_is_refused() {
        let frame = EventFrame { session: SessionId::generate(), step: 0, log_in: None };
        let bytes = event(4, &frame);
        let mut longer = bytes.clone();
        // The number 4, in two bytes instead of one.
        longer.splice(2..3, [0x18, 4]);
        assert!(decode(&bytes).is_some());
        assert_eq!(decode(&longer), None);
    }

    #[test]
    fn an_event_opens_only_behind_the_head_it_was_sealed_behind() {
        let frame = EventFrame { session: SessionId::from_bytes([2; 16]), step: 3, log_in: Some(log_in()) };
        let bytes = event(4, &frame);
        let key = SecretBytes::from_exposed(&mut [1; 32]);
        let Some(Body { kind: Kind::Event(_, sealed), .. }) = decode(&bytes) else { panic!("an event") };
        for place in 0..sealed.associated.len() {
            let mut changed = sealed.associated.to_vec();
            changed[place] ^= 1;
            let moved = Sealed { associated: &changed, ..sealed };
            assert_eq!(moved.open_event(VAULT, &key), Err(NotOpened), "byte {place}");
        }
        assert!(sealed.open_event(VAULT, &key).is_ok());
    }

    #[test]
    fn every_cut_and_every_appendix_is_refused() {
        let frame = EventFrame { session: SessionId::generate(), step: 0, log_in: Some(log_in()) };
        let mut bytes = event(4, &frame);
        for cut in 0..bytes.len() {
            assert_eq!(decode(&bytes[..cut]), None);
        }
        bytes.push(0);
        assert_eq!(decode(&bytes), None);
    }
}
