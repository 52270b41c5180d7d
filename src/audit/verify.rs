//! Verifying a whole log without a key: every frame, every session's order, every checkpoint and its signatures, and what
//! was seen of the log elsewhere (anchors). The first bad frame, or the bounds in which it lies, is named.
//!
//! [`check_since`] does as much for one anchor at a log-in, from its segment on. Called by `app` and the command line.

use super::archive;
use super::body::{Body, Kind};
use super::breaks::{AcceptedBreak, BreaksError, accepted_breaks};
use super::checkpoint::{Checkpoint, account_of};
use super::checkpoints::{CheckpointsError, checkpoints};
use super::keys::LogKeys;
use super::note::NoteError;
use super::tail::Tail;
use super::tree::{FrameNumber, Head};
use super::walk::{Flaw, TornTail, Walk, WalkError, skim_from, walk_each, walk_from};
use super::{NoteKey, segment};
use crate::base::clock::WallTime;
use crate::base::id::{SessionId, VaultId};
use crate::base::job::{Cancelled, Progress, Watch};
use crate::crypto::hash::{Digest, sha256};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// What was seen of a log: so many frames, and the root of their tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// How many frames there were.
    pub count: u64,
    /// The root over them.
    pub root: Digest,
}

/// What verifying a log told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Where the log ends.
    pub head: Head,
    /// How many sessions and events it has.
    pub sessions: u64,
    /// How many events it has.
    pub events: u64,
    /// How many checkpoints fit it.
    pub checkpoints: u64,
    /// How many more are of a log that supervisors accepted as lost.
    pub lost_checkpoints: u64,
    /// The breaks that supervisors accepted.
    pub breaks: Vec<AcceptedBreak>,
    /// The last of them all.
    pub last_checkpoint: Option<Checkpoint>,
    /// Whose signatures verified under how many of them, by the keys' names.
    pub signatures: BTreeMap<String, u64>,
    /// Signatures by keys that nothing is known of: of accounts that were not certified yet.
    pub unknown: BTreeMap<String, u64>,
    /// A torn last frame that the next opening for writing will set aside.
    pub torn: Option<TornTail>,
    /// Bytes of a last checkpoint whose writing was cut off.
    pub torn_checkpoint_bytes: u64,
}

/// What a log no longer agrees with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parted {
    /// It is shorter than it was: the first frame that is missing is number `now`.
    RolledBack {
        /// How many frames there were.
        then: u64,
        /// How many there are.
        now: u64,
    },
    /// It has as many frames, and they are others: from one of the frames `agreed..then` on.
    Forked {
        /// How many frames there were.
        then: u64,
        /// How many there are.
        now: u64,
        /// Up to here it is known to be the same.
        agreed: u64,
    },
}

/// Why a log does not verify.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// A frame is bad.
    #[error(transparent)]
    Walk(#[from] WalkError),
    /// The checkpoints cannot be read.
    #[error(transparent)]
    Checkpoints(#[from] CheckpointsError),
    /// The breaks that were accepted cannot be believed.
    #[error(transparent)]
    Breaks(#[from] BreaksError),
    /// The log is not the one that was gone on with after a break.
    #[error("accepted break {number} of the access log: {}", told(parted))]
    Break {
        /// Which one, from 1.
        number: u64,
        /// How they differ.
        parted: Parted,
    },
    /// A checkpoint is not signed by the machine, or a signature under it does not verify.
    #[error("checkpoint {number} of the access log, over {frames} frames: the signature of {name} {flaw}")]
    Signature {
        /// Which one, from 1.
        number: u64,
        /// How many frames it is of.
        frames: u64,
        /// The name of the key.
        name: String,
        /// What is wrong with it.
        flaw: &'static str,
    },
    /// The log is not what a checkpoint says.
    #[error("checkpoint {number} of the access log: {}", told(parted))]
    Checkpoint {
        /// Which one, from 1.
        number: u64,
        /// How they differ.
        parted: Parted,
    },
    /// The log is not what was seen of it.
    #[error("{}", told(parted))]
    Anchor {
        /// Which of the anchors, from 0.
        place: usize,
        /// How they differ.
        parted: Parted,
    },
    /// It was stopped.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// What differs, in words for the technician.
fn told(parted: &Parted) -> String {
    match parted {
        Parted::RolledBack { then, now } => {
            format!("the access log had {then} frames and has {now}: frame {now} is missing")
        }
        Parted::Forked { then, now, agreed } => format!(
            "the access log of {now} frames is not the one that had {then}: one of the frames {agreed} to {} was changed",
            then.saturating_sub(1)
        ),
    }
}

impl std::fmt::Display for Parted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&told(self))
    }
}

impl From<Head> for Seen {
    fn from(head: Head) -> Self {
        Self { count: head.count, root: head.root }
    }
}

impl VerifyError {
    /// The first bad frame, or the first of those among which it is; none where it is not a frame that is bad.
    pub const fn first_bad_frame(&self) -> Option<FrameNumber> {
        match self {
            Self::Walk(WalkError::BadFrame { number, .. } | WalkError::MissingSegment { number }) => {
                Some(*number)
            }
            Self::Checkpoint { parted, .. } | Self::Anchor { parted, .. } | Self::Break { parted, .. } => {
                Some(match parted {
                    Parted::RolledBack { now, .. } => *now,
                    Parted::Forked { agreed, .. } => *agreed,
                })
            }
            _ => None,
        }
    }
}

/// Verifies the log in `folder`: needs no secret. Every one of `anchors` must be what the log was when it was so long.
pub fn verify(
    folder: &Path,
    vault: VaultId,
    keys: &LogKeys,
    anchors: &[Seen],
    watch: &mut Watch<'_>,
) -> Result<Verified, VerifyError> {
    let read = checkpoints(folder, vault)?;
    let (signatures, unknown) = check_signatures(&read.all, keys, watch)?;
    let breaks = accepted_breaks(folder, keys)?;
    let mut expected = Expected::of(&read.all, anchors, &breaks);
    check_archived(folder, vault, keys)?;
    let mut order = Order::default();
    let mut stopped = Ok(());
    let walked = walk_each(folder, vault, &mut |tail, body| {
        if stopped.is_ok() {
            order.pass(body);
            expected.pass_all(tail, body);
            stopped = tell(watch, "verifying-log", tail.next_number());
        }
    });
    stopped?;
    let walk = order.judge(folder, walked)?;
    let lost_checkpoints = expected.judge(walk.head.count)?;
    Ok(Verified {
        head: walk.head,
        sessions: order.sessions.len() as u64,
        events: order.events,
        checkpoints: read.all.len() as u64 - lost_checkpoints,
        lost_checkpoints,
        breaks,
        last_checkpoint: read.all.into_iter().last(),
        signatures,
        unknown,
        torn: walk.torn,
        torn_checkpoint_bytes: read.torn_bytes,
    })
}

/// Checks that the log is still the one that was seen, from the segment in which what was seen ends to the log's end.
/// What that segment carries over from those before is proved by the root. `Err(Ok(…))` says how they parted.
pub fn check_since(folder: &Path, vault: VaultId, seen: Seen) -> Result<Result<Head, Parted>, WalkError> {
    let mut expected = Expected {
        points: vec![Point { seen, last: None, at: None, whose: Whose::Anchor(0) }],
        ..Expected::default()
    };
    let from = seen.count.saturating_sub(1);
    let head = if archive::list(folder)?.is_empty() {
        skim_from(folder, from, &mut |tail| expected.pass(tail))?
    } else {
        walk_from(folder, vault, from, &mut |tail, body| expected.pass_all(tail, body))?.head
    };
    Ok(match expected.judge(head.count) {
        Err(VerifyError::Anchor { parted, .. }) => Err(parted),
        _ => Ok(head),
    })
}

type Counts = BTreeMap<String, u64>;

fn check_signatures(
    checkpoints: &[Checkpoint],
    keys: &LogKeys,
    watch: &mut Watch<'_>,
) -> Result<(Counts, Counts), VerifyError> {
    let (mut verified, mut unknown) = (Counts::new(), Counts::new());
    for (number, checkpoint) in (1..).zip(checkpoints) {
        let frames = checkpoint.head.count;
        let bad = |name: &str, flaw| VerifyError::Signature { number, frames, name: name.to_owned(), flaw };
        let machine = keys.machine();
        if checkpoint.note.verify(machine) == Err(NoteError::NotSigned) {
            return Err(bad(&machine.name, "is missing"));
        }
        for by in &checkpoint.note.signatures {
            let named = account_of(&by.name).and_then(|account| keys.key_of(account));
            let Some(key) = Some(machine).filter(|key| key.name == by.name).or(named) else {
                account_of(&by.name).ok_or_else(|| bad(&by.name, "is by nobody of this vault"))?;
                *unknown.entry(by.name.clone()).or_default() += 1;
                continue;
            };
            check_signature(checkpoint, key).map_err(|flaw| bad(&by.name, flaw))?;
            *verified.entry(by.name.clone()).or_default() += 1;
        }
        tell(watch, "verifying-checkpoints", number)?;
    }
    Ok((verified, unknown))
}

/// What stays of archived segments is signed by two supervisors, or by one with a written reason.
fn check_archived(folder: &Path, vault: VaultId, keys: &LogKeys) -> Result<(), VerifyError> {
    for first in archive::list(folder).map_err(WalkError::from)? {
        let bad = |flaw| WalkError::BadFrame { segment: archive::name(first), number: first, flaw };
        let stub = archive::read(folder, vault, first).map_err(WalkError::from)?;
        let stub = stub.ok_or_else(|| bad(Flaw::Unreadable))?;
        let needed = if stub.says.alone.is_some() { 1 } else { 2 };
        if !keys.signed_by_supervisors(&stub.note, needed) {
            return Err(bad(Flaw::NotSigned).into());
        }
    }
    Ok(())
}

/// A signature that names a key that is known, and has another key hash, is no unknown one.
fn check_signature(checkpoint: &Checkpoint, key: &NoteKey) -> Result<(), &'static str> {
    checkpoint.note.verify(key).map_err(|error| match error {
        NoteError::NotSigned => "is by another key of that name",
        _ => "does not verify",
    })
}

/// What the log must have been, by the number of frames.
#[derive(Default)]
struct Expected {
    points: Vec<Point>,
    /// The next that the walk comes to.
    next: usize,
    /// Up to here the log is what anything said of it: its own checkpoints, which lie with it, or an anchor.
    agreed: u64,
    /// Up to here it is what an anchor said.
    anchored: u64,
    parted: Option<(Whose, u64, u64)>,
    /// What was seen up to this time may be of a log that was accepted as lost: so many were.
    lost_until: Option<WallTime>,
    lost: u64,
}

struct Point {
    seen: Seen,
    last: Option<Digest>,
    /// When it was seen, where its signer says so.
    at: Option<WallTime>,
    whose: Whose,
}

#[derive(Clone, Copy)]
enum Whose {
    Checkpoint(u64),
    Anchor(usize),
    Break(u64),
}

impl Expected {
    fn of(checkpoints: &[Checkpoint], anchors: &[Seen], breaks: &[AcceptedBreak]) -> Self {
        let of_checkpoints = (1..).zip(checkpoints).map(|(number, checkpoint)| Point {
            seen: checkpoint.head.into(),
            last: Some(checkpoint.head.last),
            at: Some(checkpoint.wall),
            whose: Whose::Checkpoint(number),
        });
        let of_breaks = (1..).zip(breaks).map(|(number, accepted)| Point {
            seen: accepted.head.into(),
            last: Some(accepted.head.last),
            at: None,
            whose: Whose::Break(number),
        });
        let of_anchors = anchors.iter().enumerate();
        let of_anchors = of_anchors.map(|(place, seen)| Point {
            seen: *seen,
            last: None,
            at: None,
            whose: Whose::Anchor(place),
        });
        let mut points: Vec<Point> = of_checkpoints.chain(of_breaks).chain(of_anchors).collect();
        points.sort_by_key(|point| point.seen.count);
        let lost_until = breaks.iter().map(|accepted| accepted.wall).max();
        let mut expected = Self { points, lost_until, ..Self::default() };
        expected.compare(0, Digest::ZERO, || sha256(&[]));
        expected
    }

    /// Compares what was seen of the log up to here. Of archived frames it is known what they were at their checkpoints; what
    /// was seen of them at other moments is passed over.
    fn pass_all(&mut self, tail: &Tail, body: &Body<'_>) {
        if let Kind::Archived(says) = &body.kind {
            for head in &says.heads {
                self.pass_over(head.count);
                self.compare(head.count, head.last, || head.root);
            }
            self.pass_over(says.end());
        }
        self.pass(tail);
    }

    fn pass_over(&mut self, count: u64) {
        while self.points.get(self.next).is_some_and(|point| point.seen.count < count) {
            self.next += 1;
        }
    }

    fn pass(&mut self, tail: &Tail) {
        self.compare(tail.next_number(), tail.last(), || tail.head().root);
    }

    /// Compares what was seen at this length, if anything was.
    fn compare(&mut self, count: u64, last: Digest, root: impl Fn() -> Digest) {
        while let Some(point) = self.points.get(self.next).filter(|point| point.seen.count <= count) {
            let same = point.seen.count == count
                && point.seen.root == root()
                && point.last.is_none_or(|seen| seen == last);
            let (whose, then) = (point.whose, point.seen.count);
            let is_anchor = matches!(whose, Whose::Anchor(_) | Whose::Break(_));
            let may_be_lost = self.may_be_lost(point);
            self.next += 1;
            if !same && may_be_lost {
                self.lost += 1;
                continue;
            }
            if self.parted.is_some() {
                continue;
            }
            if same {
                self.agreed = count;
                self.anchored = if is_anchor { count } else { self.anchored };
            } else {
                // Whoever made another log made checkpoints for it: only anchors tell where an anchor's log parted.
                let agreed = if is_anchor { self.anchored } else { self.agreed };
                self.parted = Some((whose, then, agreed.min(then.saturating_sub(1))));
            }
        }
    }

    /// Whether it was seen before a break that was accepted. What such a break went on with is held by the break itself.
    fn may_be_lost(&self, point: &Point) -> bool {
        point.at.zip(self.lost_until).is_some_and(|(at, until)| at <= until)
    }

    /// How many checkpoints are of a log that was accepted as lost; or what parted.
    fn judge(&self, now: u64) -> Result<u64, VerifyError> {
        let missing = self.points.get(self.next..).unwrap_or_default();
        let first = missing.iter().find(|point| !self.may_be_lost(point));
        let (whose, parted) = match (self.parted, first) {
            (Some((whose, then, agreed)), _) => (whose, Parted::Forked { then, now, agreed }),
            (None, Some(point)) => (point.whose, Parted::RolledBack { then: point.seen.count, now }),
            (None, None) => return Ok(self.lost + missing.len() as u64),
        };
        Err(match whose {
            Whose::Checkpoint(number) => VerifyError::Checkpoint { number, parted },
            Whose::Break(number) => VerifyError::Break { number, parted },
            Whose::Anchor(place) => VerifyError::Anchor { place, parted },
        })
    }
}

/// Which step each session is at. What is sealed cannot be looked at, but its order is in the clear.
#[derive(Default)]
struct Order {
    sessions: HashMap<SessionId, u64>,
    events: u64,
    bad: Option<FrameNumber>,
}

impl Order {
    fn pass(&mut self, body: &Body<'_>) {
        let fits = match &body.kind {
            Kind::Session(frame, _) => self.sessions.insert(frame.session, 0).is_none(),
            Kind::Event(frame, _) => {
                self.events += 1;
                self.sessions.get_mut(&frame.session).is_some_and(|next| {
                    *next += 1;
                    *next == frame.step + 1
                })
            }
            Kind::Archived(says) => {
                self.sessions.extend(says.begun().map(|(session, (next, _))| (session, next)));
                true
            }
            Kind::Segment(_) | Kind::Unknown => true,
        };
        if !fits {
            self.bad = self.bad.or(Some(body.number));
        }
    }

    /// What comes first in the log: a frame out of its session, or what ended the walk.
    fn judge(&self, folder: &Path, walked: Result<Walk, WalkError>) -> Result<Walk, WalkError> {
        let Some(number) = self.bad else { return walked };
        let first = segment::list(folder)?.into_iter().rfind(|first| *first <= number).unwrap_or_default();
        Err(WalkError::BadFrame { segment: segment::name(first), number, flaw: Flaw::OutOfSession })
    }
}

/// Tells now and then how far it is, and stops where it was asked to.
fn tell(watch: &mut Watch<'_>, stage: &'static str, done: u64) -> Result<(), Cancelled> {
    if done.is_multiple_of(1024) {
        watch.go_on()?;
        watch.tell(&Progress { done, stage, ..Progress::default() });
    }
    Ok(())
}
