//! Walking over the whole log without a key: every checksum, every link of the chain, what segments carry over.
//!
//! Changes nothing. Called by `check` and before the log is read.

use super::FailedLogIn;
use super::archive;
use super::body::{Body, Kind};
use super::segment::{self, Turn};
use super::tail::{Misfit, SegmentEnd, Tail};
use super::tree::{FrameNumber, Head};
use crate::base::id::VaultId;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// What a keyless walk over a sound log tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// Where the log ends.
    pub head: Head,
    /// Account files with failures since their last good log-in, the one that failed last at the end.
    pub failed_log_ins: Vec<FailedLogIn>,
    /// A torn last frame that the next opening for writing will set aside.
    pub torn: Option<TornTail>,
}

/// The beginning of a frame at the end of the last segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TornTail {
    /// The segment's file name.
    pub segment: String,
    /// How many bytes are torn.
    pub bytes: u64,
}

/// What is wrong with a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// A checksum does not fit.
    #[error("its checksum does not fit")]
    Unreadable,
    /// The checksum fits and the body is no frame's.
    #[error("it is no frame of a log")]
    NotAFrame,
    /// It has another number, or is not where its kind belongs.
    #[error("it is out of order")]
    OutOfOrder,
    /// It does not carry the hash of what came before.
    #[error("it does not follow the frame before")]
    BrokenChain,
    /// It belongs to another vault.
    #[error("it belongs to another vault")]
    OtherVault,
    /// It is cut off, and not the last.
    #[error("it is cut off")]
    CutOff,
    /// It was archived, and not by two supervisors.
    #[error("it is not signed by those who may archive it")]
    NotSigned,
    /// It is not the next of its session, or that session never began, or began before.
    #[error("it is not what its session wrote next")]
    OutOfSession,
}

/// Why a log is not sound.
#[derive(Debug, thiserror::Error)]
pub enum WalkError {
    /// A file could not be read.
    #[error("the access log cannot be read: {0}")]
    Io(#[from] io::Error),
    /// A whole segment is missing.
    #[error("the access log has no segment that begins with frame {number}")]
    MissingSegment {
        /// The frame that it would begin with.
        number: FrameNumber,
    },
    /// The first bad frame. What comes after it was not looked at.
    #[error("frame {number} of the access log, in {segment}: {flaw}")]
    BadFrame {
        /// The file it is in.
        segment: String,
        /// Its number.
        number: FrameNumber,
        /// What is wrong with it.
        flaw: Flaw,
    },
}

/// Walks over the whole log in `folder`.
pub fn walk(folder: &Path, vault: VaultId) -> Result<Walk, WalkError> {
    walk_each(folder, vault, &mut |_, _| ())
}

/// Whether the log, at the time of `anchor`, was what `anchor` says: false if frames were removed or others put in
/// their place since. Reads the one segment that the anchor's last frame is in, so call it on a log that was walked.
pub fn holds(folder: &Path, vault: VaultId, anchor: &Head) -> Result<bool, WalkError> {
    Ok(anchor.count == 0 || head_at(folder, vault, anchor.count)?.as_ref() == Some(anchor))
}

/// What the log was when it had `count` frames; none if it never had that many. Reads one segment, as [`holds`] does.
pub fn head_at(folder: &Path, vault: VaultId, count: u64) -> Result<Option<Head>, WalkError> {
    let Some(last) = count.checked_sub(1) else { return Ok(None) };
    let snapshot = Snapshot::take(folder)?;
    let Some(first) = snapshot.firsts.iter().copied().rfind(|first| *first <= last) else { return Ok(None) };
    if snapshot.archived.contains(&first) {
        let stub = archive::read(folder, vault, first)?;
        return Ok(stub.and_then(|stub| stub.says.heads.into_iter().find(|head| head.count == count)));
    }
    let bytes = snapshot.read(folder, first)?;
    let Some(mut tail) = Tail::before_segment(&bytes) else { return Ok(None) };
    let mut found = None;
    tail.walk(vault, &bytes, 0, &mut |tail, _| {
        found = found.or(Some(tail.head()).filter(|head| head.count == count));
    })
    .map_err(|misfit| misfit.in_segment(first))?;
    Ok(found)
}

/// Walks over the whole log and shows every frame that fits.
pub(super) fn walk_each(
    folder: &Path,
    vault: VaultId,
    visit: &mut dyn FnMut(&Tail, &Body<'_>),
) -> Result<Walk, WalkError> {
    walk_from(folder, vault, 0, visit)
}

/// Walks from the segment that frame `from` is in to the end of the log. What that segment says of those before it is
/// believed.
pub(super) fn walk_from(
    folder: &Path,
    vault: VaultId,
    from: FrameNumber,
    visit: &mut dyn FnMut(&Tail, &Body<'_>),
) -> Result<Walk, WalkError> {
    walk_while(folder, vault, from, &|| true, visit)
}

/// The same, as long as `go_on` says so at the beginning of a segment: what is told then is of the log so far.
pub(super) fn walk_while(
    folder: &Path,
    vault: VaultId,
    from: FrameNumber,
    go_on: &dyn Fn() -> bool,
    visit: &mut dyn FnMut(&Tail, &Body<'_>),
) -> Result<Walk, WalkError> {
    let snapshot = Snapshot::take(folder)?;
    let mut torn = None;
    let begin = snapshot.beginning(from);
    let mut tail = snapshot.tail_before(folder, begin)?;
    for first in snapshot.firsts.iter().copied().filter(|first| *first >= begin) {
        if !go_on() {
            break;
        }
        if first != tail.next_number() {
            return Err(WalkError::MissingSegment { number: tail.next_number() });
        }
        if snapshot.archived.contains(&first) {
            pass_archived(folder, vault, first, &mut tail, visit)?;
            continue;
        }
        let bytes = snapshot.read(folder, first)?;
        let segment = segment::name(first);
        match tail.walk(vault, &bytes, 0, visit).map_err(|misfit| misfit.in_segment(first))? {
            SegmentEnd::Whole => {}
            SegmentEnd::Torn(at) if snapshot.is_last(first) => {
                torn = Some(TornTail { segment, bytes: bytes.len().saturating_sub(at) as u64 });
            }
            SegmentEnd::Torn(_) => {
                return Err(WalkError::BadFrame { segment, number: tail.next_number(), flaw: Flaw::CutOff });
            }
        }
    }
    Ok(Walk { head: tail.head(), failed_log_ins: tail.failed_log_ins().to_vec(), torn })
}

/// Goes from the segment that frame `from` is in to the end of a log of which nothing was archived, by hashes alone. Where
/// the log ends.
pub(super) fn skim_from(
    folder: &Path,
    from: FrameNumber,
    visit: &mut dyn FnMut(&Tail),
) -> Result<Head, WalkError> {
    let snapshot = Snapshot::take(folder)?;
    let begin = snapshot.beginning(from);
    let mut tail = snapshot.tail_before(folder, begin)?;
    for first in snapshot.firsts.iter().copied().filter(|first| *first >= begin) {
        if first != tail.next_number() {
            return Err(WalkError::MissingSegment { number: tail.next_number() });
        }
        let bytes = snapshot.read(folder, first)?;
        let end = tail.skim(&bytes, visit).map_err(|misfit| misfit.in_segment(first))?;
        if matches!(end, SegmentEnd::Torn(_)) && !snapshot.is_last(first) {
            let (segment, number) = (segment::name(first), tail.next_number());
            return Err(WalkError::BadFrame { segment, number, flaw: Flaw::CutOff });
        }
    }
    Ok(tail.head())
}

/// Goes on past what stays of an archived segment.
fn pass_archived(
    folder: &Path,
    vault: VaultId,
    first: FrameNumber,
    tail: &mut Tail,
    visit: &mut dyn FnMut(&Tail, &Body<'_>),
) -> Result<(), WalkError> {
    let bad = |flaw| WalkError::BadFrame { segment: archive::name(first), number: first, flaw };
    let stub = archive::read(folder, vault, first)?.ok_or_else(|| bad(Flaw::Unreadable))?;
    let says = &stub.says;
    tail.pass_archived(says).map_err(bad)?;
    let number = says.end().saturating_sub(1);
    visit(tail, &Body { number, previous: says.before, kind: Kind::Archived(says), bytes: &[] });
    Ok(())
}

impl Misfit {
    /// The error that names it.
    pub(super) fn in_segment(self, first: FrameNumber) -> WalkError {
        WalkError::BadFrame { segment: segment::name(first), number: self.number, flaw: self.flaw }
    }
}

/// The log as it was at a moment when no one was writing. All but the last segment never change again, so only that
/// one is read at once, and the turn is not held while walking.
struct Snapshot {
    firsts: Vec<FrameNumber>,
    /// Those of them of which only what stays of an archived segment is here.
    archived: BTreeSet<FrameNumber>,
    last: Vec<u8>,
}

impl Snapshot {
    fn take(folder: &Path) -> io::Result<Self> {
        let _turn = Turn::to_read(folder)?;
        let mut firsts = segment::list(folder)?;
        let last = firsts.last().map(|first| segment::read(folder, *first)).transpose()?;
        let archived: BTreeSet<_> =
            archive::list(folder)?.into_iter().filter(|first| !firsts.contains(first)).collect();
        firsts.extend(&archived);
        firsts.sort_unstable();
        Ok(Self { firsts, archived, last: last.unwrap_or_default() })
    }

    /// The segment to begin with, to come to frame `from`: the one it is in, or the first of all where what stays of an
    /// archived one says nothing of those before it.
    fn beginning(&self, from: FrameNumber) -> FrameNumber {
        let within = self.firsts.iter().copied().rfind(|first| *first <= from);
        within.filter(|first| !self.archived.contains(first)).unwrap_or_default()
    }

    /// What a segment says of the log before it.
    fn tail_before(&self, folder: &Path, begin: FrameNumber) -> Result<Tail, WalkError> {
        if begin == 0 {
            return Ok(Tail::before_everything());
        }
        let bytes = self.read(folder, begin)?;
        Tail::before_segment(&bytes).filter(|tail| tail.next_number() == begin).ok_or_else(|| {
            let segment = segment::name(begin);
            WalkError::BadFrame { segment, number: begin, flaw: Flaw::OutOfOrder }
        })
    }

    fn is_last(&self, first: FrameNumber) -> bool {
        self.firsts.last() == Some(&first)
    }

    fn read(&self, folder: &Path, first: FrameNumber) -> io::Result<Cow<'_, [u8]>> {
        if self.is_last(first) {
            Ok(Cow::Borrowed(&self.last))
        } else {
            segment::read(folder, first).map(Cow::Owned)
        }
    }
}
