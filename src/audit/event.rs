//! One event: what was done, by whom, to what, and how it ended; as it is asked for and as it is read back.
//!
//! Deterministic CBOR (RFC 8949 §4.2): a map with small whole numbers as keys, so that later versions can add some.
//! Padded to steps of 128 bytes before it is sealed, so that its length tells little. Knows no file and no key.

use super::FailedLogIn;
use super::review::ReviewMark;
use super::tree::FrameNumber;
use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::{AccountId, GroupId, RecordId};
use crate::crypto::hash::Digest;
use crate::crypto::sign::Signature;
use crate::policy::Act;
use minicbor::{Decoder, Encoder};
use std::fmt;
use std::time::Duration;
use zeroize::Zeroizing;

/// The plaintext of an event is padded to a multiple of this many bytes.
pub const PADDING_BYTES: usize = 128;

/// The longest plaintext of an event, padding included: about five thousand client codes.
pub const EVENT_BYTES: usize = 64 * 1024;

/// How an act stands when its event is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Decided and about to be done: the event that is on disk before the act.
    Permitted,
    /// Finished, after an event that said `Permitted`, or done by the program itself.
    Done,
    /// The rules refused it.
    Refused,
    /// It was permitted, and failed.
    Failed,
    /// The person stopped it.
    Cancelled,
}

impl Outcome {
    /// Every outcome, in the order of the numbers.
    pub const ALL: [Self; 5] = [Self::Permitted, Self::Done, Self::Refused, Self::Failed, Self::Cancelled];

    /// The number of the outcome in the log; never reused.
    pub const fn number(self) -> u8 {
        match self {
            Self::Permitted => 1,
            Self::Done => 2,
            Self::Refused => 3,
            Self::Failed => 4,
            Self::Cancelled => 5,
        }
    }

    /// Its short name, for keys of texts and for the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Permitted => "permitted",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The key of its text.
    pub fn text_key(self) -> String {
        format!("outcome-{}", self.key())
    }

    /// The outcome with this number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.number() == number)
    }
}

/// What is to be logged. The log adds the number and the times.
#[derive(Clone, PartialEq, Eq)]
pub struct Event {
    /// What is done.
    pub act: Act,
    /// How it stands.
    pub outcome: Outcome,
    /// Who does it; none before anyone is logged in.
    pub account: Option<AccountId>,
    /// The group it touches.
    pub group: Option<GroupId>,
    /// The customers it touches: one, or those whose names a list showed.
    pub clients: Vec<ClientCode>,
    /// The record it touches.
    pub record: Option<RecordId>,
    /// How many: results, files, bytes, as the act has it.
    pub count: Option<u64>,
    /// What was typed or given: search words, the reason of an export. Sealed like the rest.
    pub words: Zeroizing<String>,
    /// The account file of a log-in, kept in the clear for throttling: see [`Event::of_account_file`].
    pub account_file: Option<Digest>,
    /// What a review of a day covers and is signed with; `words` is its note.
    pub review: Option<Box<ReviewMark>>,
}

impl Event {
    /// An act that is permitted and about to be done.
    pub fn new(act: Act) -> Self {
        Self {
            act,
            outcome: Outcome::Permitted,
            account: None,
            group: None,
            clients: Vec::new(),
            record: None,
            count: None,
            words: Zeroizing::new(String::new()),
            account_file: None,
            review: None,
        }
    }

    /// How it stands, if not `Permitted`.
    #[must_use]
    pub fn outcome(mut self, outcome: Outcome) -> Self {
        self.outcome = outcome;
        self
    }

    /// Who does it.
    #[must_use]
    pub fn by(mut self, account: AccountId) -> Self {
        self.account = Some(account);
        self
    }

    /// The group it touches.
    #[must_use]
    pub fn in_group(mut self, group: GroupId) -> Self {
        self.group = Some(group);
        self
    }

    /// A customer it touches. May be said more than once.
    #[must_use]
    pub fn of_client(mut self, code: ClientCode) -> Self {
        self.clients.push(code);
        self
    }

    /// The record it touches.
    #[must_use]
    pub fn of_record(mut self, record: RecordId) -> Self {
        self.record = Some(record);
        self
    }

    /// How many.
    #[must_use]
    pub fn counting(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }

    /// What was typed or given.
    #[must_use]
    pub fn with_words(mut self, words: &str) -> Self {
        self.words = Zeroizing::new(words.to_owned());
        self
    }

    /// What a review of a day covers; with [`Act::LogReview`].
    #[must_use]
    pub fn reviewing(mut self, mark: ReviewMark) -> Self {
        self.review = Some(Box::new(mark));
        self
    }

    /// The account file (its HMAC name) that a log-in was tried with, kept in the clear for throttling: with
    /// [`Act::LogInFailed`] the log counts one failure more for it, with [`Act::LogIn`] or [`Act::LogInRelease`] (permitted
    /// or done) none any more.
    /// With other acts and outcomes nothing is kept.
    #[must_use]
    pub fn of_account_file(mut self, account_file: Digest) -> Self {
        self.account_file = Some(account_file);
        self
    }
}

impl fmt::Debug for Event {
    /// The act and the outcome alone: the rest is what the log is sealed for.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Event({}, {:?})", self.act.key(), self.outcome)
    }
}

/// An event as it is read back.
#[derive(Clone, PartialEq, Eq)]
pub struct LoggedEvent {
    /// The number of its frame.
    pub number: FrameNumber,
    /// What the wall clock said.
    pub wall: WallTime,
    /// Time since the machine was started.
    pub since_boot: Duration,
    /// The act's number: `event.act` is for acts this version knows.
    pub act_number: u16,
    /// What was logged, its clear part apart. `None` if a newer version wrote an act this one does not know.
    pub event: Option<Event>,
    /// The clear part, where a log-in was tried.
    pub log_in: Option<FailedLogIn>,
}

/// A plaintext that is no event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an event of the access log")]
pub(super) struct NotAnEvent;

mod key {
    //! The keys of the map. Never reused.
    pub(super) const NUMBER: u8 = 1;
    pub(super) const WALL_MS: u8 = 2;
    pub(super) const SINCE_BOOT_MS: u8 = 3;
    pub(super) const ACCOUNT: u8 = 4;
    pub(super) const ACT: u8 = 5;
    pub(super) const OUTCOME: u8 = 6;
    pub(super) const GROUP: u8 = 7;
    pub(super) const CLIENTS: u8 = 8;
    pub(super) const RECORD: u8 = 9;
    pub(super) const COUNT: u8 = 10;
    pub(super) const WORDS: u8 = 11;
    pub(super) const REVIEWED_DAY: u8 = 12;
    pub(super) const REVIEWED_HEAD: u8 = 13;
    pub(super) const REVIEWED_ALONE: u8 = 14;
    pub(super) const REVIEW_SIGNATURE: u8 = 15;
}

/// An event is longer than [`EVENT_BYTES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooLong;

/// How many bytes the padded plaintext of an event has at most.
pub(super) fn most_bytes(event: &Event) -> usize {
    // Numbers and heads of lengths are 9 bytes at most, ids 17; each with its key in front.
    let text = |length: usize| if length == 0 { 0 } else { 10 + length };
    let clients = if event.clients.is_empty() { 0 } else { 10 + event.clients.len() * CLIENT_BYTES };
    let review = event.review.as_ref().map_or(0, |review| 128 + text(review.alone.len()));
    (FIXED_BYTES + clients + text(event.words.len()) + review).next_multiple_of(PADDING_BYTES)
}

/// The map's head, three times, account, act, outcome, group, record, count.
const FIXED_BYTES: usize = 1 + 3 * 10 + 18 + 4 + 2 + 18 + 18 + 10;

/// A client's code and the head of its length.
const CLIENT_BYTES: usize = 16;

/// Puts the padded plaintext of an event at the end of `plain`, which has room for it: so that no reallocation leaves a
/// copy behind.
pub(super) fn encode_onto(
    plain: &mut Vec<u8>,
    event: &Event,
    number: FrameNumber,
    wall: WallTime,
    since_boot: Duration,
) -> Result<(), TooLong> {
    let (before, room) = (plain.len(), plain.capacity());
    encode_map(&mut Encoder::new(&mut *plain), event, number, wall, since_boot)
        .expect("writing to memory does not fail");
    let length = plain.len() - before;
    let padded = length.next_multiple_of(PADDING_BYTES);
    plain.extend_from_slice([0; PADDING_BYTES].get(..padded - length).unwrap_or_default());
    debug_assert_eq!(plain.capacity(), room, "there was room for the event");
    if padded <= EVENT_BYTES { Ok(()) } else { Err(TooLong) }
}

type Encoded = Result<(), minicbor::encode::Error<std::convert::Infallible>>;

fn encode_map(
    cbor: &mut Encoder<&mut Vec<u8>>,
    event: &Event,
    number: FrameNumber,
    wall: WallTime,
    since_boot: Duration,
) -> Encoded {
    let optional = [
        event.account.is_some(),
        event.group.is_some(),
        !event.clients.is_empty(),
        event.record.is_some(),
        event.count.is_some(),
        !event.words.is_empty(),
        event.review.is_some(),
        event.review.is_some(),
        event.review.as_ref().is_some_and(|review| !review.alone.is_empty()),
        event.review.is_some(),
    ];
    cbor.map(5 + optional.iter().filter(|there| **there).map(|_| 1).sum::<u64>())?;
    cbor.u8(key::NUMBER)?.u64(number)?;
    cbor.u8(key::WALL_MS)?.i64(wall.unix_millis())?;
    cbor.u8(key::SINCE_BOOT_MS)?.u64(millis(since_boot))?;
    if let Some(account) = event.account {
        cbor.u8(key::ACCOUNT)?.bytes(account.as_bytes())?;
    }
    cbor.u8(key::ACT)?.u16(event.act.number())?;
    cbor.u8(key::OUTCOME)?.u8(event.outcome.number())?;
    if let Some(group) = event.group {
        cbor.u8(key::GROUP)?.bytes(group.as_bytes())?;
    }
    if !event.clients.is_empty() {
        cbor.u8(key::CLIENTS)?.array(event.clients.len() as u64)?;
        for code in &event.clients {
            cbor.str(&code.compact())?;
        }
    }
    if let Some(record) = event.record {
        cbor.u8(key::RECORD)?.bytes(record.as_bytes())?;
    }
    if let Some(count) = event.count {
        cbor.u8(key::COUNT)?.u64(count)?;
    }
    if !event.words.is_empty() {
        cbor.u8(key::WORDS)?.str(&event.words)?;
    }
    if let Some(review) = &event.review {
        encode_review(cbor, review)?;
    }
    Ok(())
}

fn encode_review(cbor: &mut Encoder<&mut Vec<u8>>, review: &ReviewMark) -> Encoded {
    cbor.u8(key::REVIEWED_DAY)?.i32(review.day)?;
    cbor.u8(key::REVIEWED_HEAD)?.array(2)?.u64(review.seen)?.bytes(&review.root.0)?;
    if !review.alone.is_empty() {
        cbor.u8(key::REVIEWED_ALONE)?.str(&review.alone)?;
    }
    cbor.u8(key::REVIEW_SIGNATURE)?.bytes(&review.signature.0)?;
    Ok(())
}

/// Reads a padded plaintext. Keys that this version does not know are passed over.
pub(super) fn decode(plain: &[u8]) -> Result<LoggedEvent, NotAnEvent> {
    let mut cbor = Decoder::new(plain);
    let fields = decode_map(&mut cbor).ok().flatten().ok_or(NotAnEvent)?;
    let padding = plain.get(cbor.position()..).ok_or(NotAnEvent)?;
    if padding.iter().any(|byte| *byte != 0) || !plain.len().is_multiple_of(PADDING_BYTES) {
        return Err(NotAnEvent);
    }
    fields.into_logged()
}

#[derive(Default)]
struct Fields {
    number: Option<FrameNumber>,
    wall_ms: Option<i64>,
    since_boot_ms: Option<u64>,
    act: Option<u16>,
    outcome: Option<u8>,
    account: Option<AccountId>,
    group: Option<GroupId>,
    clients: Vec<ClientCode>,
    record: Option<RecordId>,
    count: Option<u64>,
    words: Zeroizing<String>,
    reviewed_day: Option<i32>,
    reviewed_head: Option<(u64, Digest)>,
    reviewed_alone: Zeroizing<String>,
    review_signature: Option<Signature>,
}

/// `None` where the CBOR is well-formed and a value is not what its key says.
fn decode_map(cbor: &mut Decoder<'_>) -> Result<Option<Fields>, minicbor::decode::Error> {
    let mut fields = Fields::default();
    let Some(pairs) = cbor.map()? else { return Ok(None) };
    for _ in 0..pairs {
        match cbor.u8()? {
            key::NUMBER => fields.number = Some(cbor.u64()?),
            key::WALL_MS => fields.wall_ms = Some(cbor.i64()?),
            key::SINCE_BOOT_MS => fields.since_boot_ms = Some(cbor.u64()?),
            key::ACCOUNT => fields.account = AccountId::try_from(cbor.bytes()?).ok(),
            key::ACT => fields.act = Some(cbor.u16()?),
            key::OUTCOME => fields.outcome = Some(cbor.u8()?),
            key::GROUP => fields.group = GroupId::try_from(cbor.bytes()?).ok(),
            key::CLIENTS => {
                let Some(codes) = decode_clients(cbor)? else { return Ok(None) };
                fields.clients = codes;
            }
            key::RECORD => fields.record = RecordId::try_from(cbor.bytes()?).ok(),
            key::COUNT => fields.count = Some(cbor.u64()?),
            key::WORDS => fields.words = Zeroizing::new(cbor.str()?.to_owned()),
            key::REVIEWED_DAY => fields.reviewed_day = Some(cbor.i32()?),
            key::REVIEWED_HEAD => fields.reviewed_head = decode_head(cbor)?,
            key::REVIEWED_ALONE => fields.reviewed_alone = Zeroizing::new(cbor.str()?.to_owned()),
            key::REVIEW_SIGNATURE => {
                fields.review_signature = cbor.bytes()?.try_into().ok().map(Signature);
            }
            _ => cbor.skip()?,
        }
    }
    Ok(Some(fields))
}

fn decode_head(cbor: &mut Decoder<'_>) -> Result<Option<(u64, Digest)>, minicbor::decode::Error> {
    if cbor.array()? != Some(2) {
        return Ok(None);
    }
    let count = cbor.u64()?;
    Ok(Digest::from_slice(cbor.bytes()?).map(|root| (count, root)))
}

fn decode_clients(cbor: &mut Decoder<'_>) -> Result<Option<Vec<ClientCode>>, minicbor::decode::Error> {
    let Some(count) = cbor.array()? else { return Ok(None) };
    let mut codes = Vec::new();
    for _ in 0..count {
        let Ok(code) = cbor.str()?.parse() else { return Ok(None) };
        codes.push(code);
    }
    Ok(Some(codes))
}

impl Fields {
    fn review(&self) -> Option<ReviewMark> {
        let (seen, root) = self.reviewed_head?;
        Some(ReviewMark {
            day: self.reviewed_day?,
            seen,
            root,
            alone: self.reviewed_alone.clone(),
            signature: self.review_signature?,
        })
    }

    fn into_logged(self) -> Result<LoggedEvent, NotAnEvent> {
        let act_number = self.act.ok_or(NotAnEvent)?;
        let outcome = self.outcome.and_then(Outcome::from_number);
        let review = self.review().map(Box::new);
        let event = Act::from_number(act_number).zip(outcome).map(|(act, outcome)| Event {
            act,
            outcome,
            account: self.account,
            group: self.group,
            clients: self.clients,
            record: self.record,
            count: self.count,
            words: self.words,
            account_file: None,
            review,
        });
        Ok(LoggedEvent {
            number: self.number.ok_or(NotAnEvent)?,
            wall: WallTime::from_unix_millis(self.wall_ms.ok_or(NotAnEvent)?),
            since_boot: Duration::from_millis(self.since_boot_ms.ok_or(NotAnEvent)?),
            act_number,
            event,
            log_in: None,
        })
    }
}

/// Whole milliseconds, as every time in the log is kept.
pub(super) fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(
        event: &Event,
        number: FrameNumber,
        wall: WallTime,
        since_boot: Duration,
    ) -> Result<Vec<u8>, TooLong> {
        let mut plain = Vec::with_capacity(most_bytes(event));
        encode_onto(&mut plain, event, number, wall, since_boot).map(|()| plain)
    }

    fn full() -> Event {
        Event::new(Act::RecordExport)
            .outcome(Outcome::Done)
            .by(AccountId::generate())
            .in_group(GroupId::generate())
            .of_client(ClientCode::generate())
            .of_client(ClientCode::generate())
            .of_record(RecordId::generate())
            .counting(3)
            .with_words("cererea instanței, dosar 14")
    }

    #[test]
    fn an_event_survives_its_bytes() {
        let mut mark = ReviewMark {
            day: -3,
            seen: 41,
            root: Digest([7; 32]),
            alone: Zeroizing::new(String::new()),
            signature: Signature([9; 64]),
        };
        let review = Event::new(Act::LogReview).with_words("nimic neobișnuit").reviewing(mark.clone());
        mark.alone = Zeroizing::new("nobody else is here".to_owned());
        let alone = Event::new(Act::LogReview).reviewing(mark);
        for event in [Event::new(Act::ProgramStart), full(), review, alone] {
            let wall = WallTime::from_unix_millis(1_700_000_000_123);
            let plain = encode(&event, 7, wall, Duration::from_millis(55)).unwrap();
            assert_eq!(plain.len() % PADDING_BYTES, 0);
            let read = decode(&plain).unwrap();
            assert!(read.event == Some(event));
            assert_eq!((read.number, read.wall, read.since_boot), (7, wall, Duration::from_millis(55)));
        }
    }

    #[test]
    fn short_events_are_all_of_one_length() {
        let wall = WallTime::from_unix_millis(1_700_000_000_123);
        let short = encode(&Event::new(Act::Lock), 7, wall, Duration::ZERO).unwrap();
        let with_words = Event::new(Act::CustomerSearch).by(AccountId::generate()).with_words("popescu ion");
        assert_eq!(encode(&with_words, 8, wall, Duration::from_hours(9)).unwrap().len(), short.len());
    }

    #[test]
    fn an_event_that_is_too_long_is_refused() {
        let event = Event::new(Act::CustomerSearch).with_words(&"x".repeat(EVENT_BYTES));
        assert!(encode(&event, 1, WallTime::from_unix_millis(0), Duration::ZERO).is_err());
    }

    #[test]
    fn the_largest_numbers_and_texts_have_room() {
        let mut event = full().counting(u64::MAX).with_words(&"ă".repeat(20_000));
        event.clients = vec![ClientCode::from_values([31; 10]); 400];
        let mark = ReviewMark {
            day: i32::MIN,
            seen: u64::MAX,
            root: Digest([7; 32]),
            alone: Zeroizing::new("x".repeat(300)),
            signature: Signature([9; 64]),
        };
        for event in [event.clone(), event.reviewing(mark)] {
            let mut plain = Vec::new();
            let (number, wall) = (u64::MAX, WallTime::from_unix_millis(i64::MIN));
            encode_map(&mut Encoder::new(&mut plain), &event, number, wall, Duration::MAX).unwrap();
            assert!(plain.len() <= most_bytes(&event), "{} bytes", plain.len());
        }
    }

    #[test]
    fn what_follows_the_event_is_zeros() {
        let mut plain =
            encode(&Event::new(Act::Lock), 7, WallTime::from_unix_millis(5), Duration::ZERO).unwrap();
        *plain.last_mut().unwrap() = 1;
        assert!(decode(&plain).is_err());
        assert!(decode(&[]).is_err());
    }

    #[test]
    fn the_words_are_not_in_the_debug_form() {
        assert_eq!(format!("{:?}", full()), "Event(record-export, Done)");
    }
}
