//! What one knows after walking over frames without a key: the tree, the last hash, the failed log-ins.
//!
//! [`Tail::walk`] checks every frame of a segment against what came before and stops at the first that does not fit.

use super::archive::Archived;
use super::body::{self, Body, CARRIED_LOG_INS, EventFrame, Kind, SegmentHead};
use super::frame::{self, Found};
use super::tree::{FrameNumber, Frontier, Head, NOTHING_BEFORE, leaf_hash};
use super::{FailedLogIn, Flaw};
use crate::base::id::VaultId;
use crate::crypto::hash::Digest;

/// The kind of a segment's first frame.
const SEGMENT_KIND: u8 = 0;

/// The end of the log, as far as it was walked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tail {
    frontier: Frontier,
    last: Digest,
    /// Account files with failures since their last success, the one that failed last at the end.
    log_ins: Vec<FailedLogIn>,
    /// Frames were archived just before: what the next segment carries over of log-ins is believed, which the chain behind
    /// it holds as all else.
    believes: bool,
}

/// What a frame's clear part changes, besides the tree.
#[derive(Debug, Clone, Copy)]
pub(super) enum Effect<'a> {
    /// Nothing.
    Nothing,
    /// A new segment: these failures count from here on.
    CarriesOver(&'a [FailedLogIn]),
    /// A log-in failed, or succeeded: no failures.
    LogIn(FailedLogIn),
}

impl Kind<'_> {
    fn effect(&self) -> Effect<'_> {
        match self {
            Kind::Segment(head) => Effect::CarriesOver(&head.log_ins),
            Kind::Event(EventFrame { log_in: Some(log_in), .. }, _) => Effect::LogIn(*log_in),
            Kind::Event(..) | Kind::Session(..) | Kind::Unknown | Kind::Archived(_) => Effect::Nothing,
        }
    }
}

/// How a segment ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SegmentEnd {
    /// With its last frame.
    Whole,
    /// With the beginning of a frame, at this place of the file.
    Torn(usize),
}

/// The first frame that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Misfit {
    pub(super) number: FrameNumber,
    pub(super) flaw: Flaw,
}

impl Tail {
    /// Before the first frame.
    pub(super) fn before_everything() -> Self {
        Self { frontier: Frontier::default(), last: NOTHING_BEFORE, log_ins: Vec::new(), believes: false }
    }

    /// Before the segment that `bytes` begin with, as its own first frame tells it. `None` if that is no such frame.
    pub(super) fn before_segment(bytes: &[u8]) -> Option<Self> {
        let Found::Whole(first) = frame::at(bytes, 0) else { return None };
        let Body { previous, kind: Kind::Segment(SegmentHead { frontier, log_ins, .. }), .. } =
            body::decode(first)?
        else {
            return None;
        };
        Some(Self { frontier, last: previous, log_ins, believes: false })
    }

    /// The number that the next frame has.
    pub(super) const fn next_number(&self) -> FrameNumber {
        self.frontier.count()
    }

    /// The hash that the next frame carries.
    pub(super) const fn last(&self) -> Digest {
        self.last
    }

    /// The head of the log here.
    pub(super) fn head(&self) -> Head {
        Head { count: self.frontier.count(), last: self.last, root: self.frontier.root() }
    }

    /// The tree's edge here.
    pub(super) const fn frontier(&self) -> &Frontier {
        &self.frontier
    }

    /// Account files with failures, the one that failed last at the end.
    pub(super) fn failed_log_ins(&self) -> &[FailedLogIn] {
        &self.log_ins
    }

    /// How often log-ins with this account file failed in a row.
    pub(super) fn failures(&self, account_file: Digest) -> u32 {
        let of_file = self.log_ins.iter().find(|log_in| log_in.account_file == account_file);
        of_file.map_or(0, |log_in| log_in.failures)
    }

    /// What the next segment carries over.
    pub(super) fn carried_log_ins(&self) -> &[FailedLogIn] {
        let first = self.log_ins.len().saturating_sub(CARRIED_LOG_INS);
        self.log_ins.get(first..).unwrap_or_default()
    }

    /// Goes on past a frame whose body is `bytes`, made here or checked.
    pub(super) fn pass(&mut self, bytes: &[u8], effect: Effect<'_>) {
        self.pass_leaf(leaf_hash(bytes), effect);
    }

    /// Goes on past a frame whose leaf hash is this.
    pub(super) fn pass_leaf(&mut self, leaf: Digest, effect: Effect<'_>) {
        self.frontier.push(leaf);
        self.pass_beside_tree(leaf, effect);
    }

    /// The same but for the tree, which grows elsewhere: until [`Tail::catch_up_tree`] nothing is right that counts frames.
    pub(super) fn pass_beside_tree(&mut self, leaf: Digest, effect: Effect<'_>) {
        self.last = leaf;
        self.believes = false;
        match effect {
            Effect::CarriesOver(log_ins) => self.log_ins = log_ins.to_vec(),
            Effect::LogIn(log_in) => self.note(log_in),
            Effect::Nothing => {}
        }
    }

    /// The tree's edge with the leaves of all frames that were passed beside it.
    pub(super) fn catch_up_tree(&mut self, frontier: Frontier) {
        self.frontier = frontier;
    }

    /// Goes on past the frames of a segment that was archived.
    pub(super) fn pass_archived(&mut self, says: &Archived) -> Result<(), Flaw> {
        if says.first != self.next_number() {
            return Err(Flaw::OutOfOrder);
        }
        if says.before != self.last {
            return Err(Flaw::BrokenChain);
        }
        self.frontier.grow(says.end(), &says.subtrees).ok_or(Flaw::NotAFrame)?;
        self.last = says.last;
        self.log_ins.clear();
        self.believes = true;
        Ok(())
    }

    fn note(&mut self, log_in: FailedLogIn) {
        self.log_ins.retain(|old| old.account_file != log_in.account_file);
        if log_in.failures > 0 {
            self.log_ins.push(log_in);
        }
    }

    /// Walks over the frames of a segment from a place in it. `visit` is given every frame that fits, after it was passed.
    pub(super) fn walk(
        &mut self,
        vault: VaultId,
        segment: &[u8],
        from: usize,
        visit: &mut dyn FnMut(&Self, &Body<'_>),
    ) -> Result<SegmentEnd, Misfit> {
        let mut place = from;
        loop {
            let number = self.next_number();
            let misfit = |flaw| Misfit { number, flaw };
            match frame::at(segment, place) {
                Found::End if place == 0 => return Ok(SegmentEnd::Torn(0)),
                Found::End => return Ok(SegmentEnd::Whole),
                Found::Torn => return Ok(SegmentEnd::Torn(place)),
                Found::Bad => return Err(misfit(Flaw::Unreadable)),
                Found::Whole(bytes) => {
                    let body = body::decode(bytes).ok_or_else(|| misfit(Flaw::NotAFrame))?;
                    self.check(vault, &body, place == 0).map_err(misfit)?;
                    self.pass(bytes, body.kind.effect());
                    visit(self, &body);
                    place += bytes.len() + frame::AROUND_BYTES;
                }
            }
        }
    }

    /// Goes over the frames of a segment by their checksums, numbers and hashes alone: several times as fast as a walk, and
    /// enough to hold what comes after against what was seen before. What segments carry over of log-ins is believed.
    pub(super) fn skim(
        &mut self,
        segment: &[u8],
        visit: &mut dyn FnMut(&Self),
    ) -> Result<SegmentEnd, Misfit> {
        let mut place = 0;
        loop {
            let number = self.next_number();
            let misfit = |flaw| Misfit { number, flaw };
            let bytes = match frame::at(segment, place) {
                Found::End if place == 0 => return Ok(SegmentEnd::Torn(0)),
                Found::End => return Ok(SegmentEnd::Whole),
                Found::Torn => return Ok(SegmentEnd::Torn(place)),
                Found::Bad => return Err(misfit(Flaw::Unreadable)),
                Found::Whole(bytes) => bytes,
            };
            let (kind, says, previous) = body::peek(bytes).ok_or_else(|| misfit(Flaw::NotAFrame))?;
            if says != number || (kind == SEGMENT_KIND) != (place == 0) {
                return Err(misfit(Flaw::OutOfOrder));
            }
            let carries_over = kind != SEGMENT_KIND
                || Self::before_segment(segment).is_some_and(|before| before.frontier == self.frontier);
            if previous != self.last || !carries_over {
                return Err(misfit(Flaw::BrokenChain));
            }
            self.pass_leaf(leaf_hash(bytes), Effect::Nothing);
            visit(self);
            place += bytes.len() + frame::AROUND_BYTES;
        }
    }

    fn check(&self, vault: VaultId, body: &Body<'_>, first: bool) -> Result<(), Flaw> {
        if body.number != self.next_number() {
            return Err(Flaw::OutOfOrder);
        }
        if body.previous != self.last {
            return Err(Flaw::BrokenChain);
        }
        match &body.kind {
            Kind::Segment(head) if head.vault != vault => Err(Flaw::OtherVault),
            Kind::Segment(head)
                if head.frontier != self.frontier
                    || !(self.believes || head.log_ins == self.carried_log_ins()) =>
            {
                Err(Flaw::BrokenChain)
            }
            Kind::Segment(_) if first => Ok(()),
            Kind::Segment(_) => Err(Flaw::OutOfOrder),
            _ if first => Err(Flaw::OutOfOrder),
            _ => Ok(()),
        }
    }
}
