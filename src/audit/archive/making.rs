//! The steps of archiving: what stays is worked out from the log, the segments are copied and read back, then each is
//! replaced.

use super::stub::{Archived, Stub};
use super::{ArchiveDue, Archivists, stub};
use crate::audit::body::{Body, Kind};
use crate::audit::evidence::{TakeError, Taking, put_archive};
use crate::audit::segment::{self, Turn};
use crate::audit::tail::Tail;
use crate::audit::tree::{FrameNumber, Subtrees};
use crate::audit::walk::walk_each;
use crate::audit::{CheckpointError, account_name, checkpoints, sign_note};
use crate::base::fs::{sync_folder, write_atomically};
use crate::base::id::SessionId;
use crate::base::job::{Progress, Watch};
use crate::crypto::hash::{Digest, sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// What stays of each of the segments that are due, signed.
pub(super) fn stubs(
    taking: &Taking<'_>,
    due: &ArchiveDue,
    archivists: &Archivists<'_>,
    watch: &mut Watch<'_>,
) -> Result<Vec<Stub>, TakeError> {
    let ends = last_events(taking)?;
    let heads: BTreeSet<u64> =
        checkpoints(taking.log, taking.vault)?.all.iter().map(|point| point.head.count).collect();
    let mut making = Making { due, heads, ends, ..Making::default_for(due) };
    let mut stopped = Ok(());
    walk_each(taking.log, taking.vault, &mut |tail, body| {
        if stopped.is_ok() && body.number.is_multiple_of(1024) {
            let total = Some(due.segments.iter().map(|(_, count, _)| count).sum());
            watch.tell(&Progress { done: body.number, total, stage: "archiving", ..Progress::default() });
            stopped = watch.go_on();
        }
        if stopped.is_ok() {
            making.pass(tail, body);
        }
    })?;
    stopped?;
    let mut stubs = Vec::with_capacity(making.made.len());
    for mut says in making.made {
        let bytes = segment::read(taking.log, says.first)?;
        (says.bytes, says.sha256) = (bytes.len() as u64, sha256(&bytes));
        (says.wall, says.alone) = (taking.wall, archivists.alone.map(str::to_owned));
        stubs.push(signed(taking, says, archivists)?);
    }
    Ok(stubs)
}

fn signed(taking: &Taking<'_>, says: Archived, archivists: &Archivists<'_>) -> Result<Stub, TakeError> {
    let text = says.text(taking.vault);
    let mut signers = archivists.signers.iter();
    let (first, key) = signers.next().ok_or(TakeError::NotCovered("anybody signs"))?;
    let mut note = sign_note(&text, &account_name(*first), key).map_err(CheckpointError::from)?;
    for (account, key) in signers {
        note = note.cosigned(&account_name(*account), key).map_err(CheckpointError::from)?;
    }
    Ok(Stub { says, note })
}

/// The number of each session's last event.
fn last_events(taking: &Taking<'_>) -> Result<HashMap<SessionId, FrameNumber>, TakeError> {
    let mut ends = HashMap::new();
    walk_each(taking.log, taking.vault, &mut |_, body| {
        if let Kind::Event(event, _) = &body.kind {
            ends.insert(event.session, body.number);
        }
    })?;
    Ok(ends)
}

/// What stays, as far as the walk has come.
struct Making<'a> {
    due: &'a ArchiveDue,
    heads: BTreeSet<u64>,
    ends: HashMap<SessionId, FrameNumber>,
    /// Sessions that were met: the next step, and the body they began with.
    sessions: BTreeMap<SessionId, (u64, Vec<u8>)>,
    subtrees: Subtrees,
    within: Vec<crate::audit::Head>,
    before: Digest,
    made: Vec<Archived>,
}

impl<'a> Making<'a> {
    fn default_for(due: &'a ArchiveDue) -> Self {
        Self {
            due,
            heads: BTreeSet::new(),
            ends: HashMap::new(),
            sessions: BTreeMap::new(),
            subtrees: Subtrees::new(0),
            within: Vec::new(),
            before: Digest::ZERO,
            made: Vec::new(),
        }
    }

    fn pass(&mut self, tail: &Tail, body: &Body<'_>) {
        match &body.kind {
            Kind::Session(frame, _) => {
                self.sessions.insert(frame.session, (0, body.bytes.to_vec()));
            }
            Kind::Event(frame, _) => {
                if let Some((next, _)) = self.sessions.get_mut(&frame.session) {
                    *next = frame.step + 1;
                }
            }
            Kind::Archived(says) => self.sessions.extend(says.begun()),
            Kind::Segment(_) | Kind::Unknown => {}
        }
        let Some((first, count, _)) = self.due.segments.get(self.made.len()).copied() else { return };
        if body.number < first {
            return;
        }
        if body.number == first {
            (self.subtrees, self.before) = (Subtrees::new(first), body.previous);
            self.within.clear();
        }
        self.subtrees.push(tail.last());
        if self.heads.contains(&tail.next_number()) {
            self.within.push(tail.head());
        }
        if tail.next_number() == first + count {
            self.end(first, count, tail.last());
        }
    }

    fn end(&mut self, first: FrameNumber, count: u64, last: Digest) {
        let end = first + count;
        let goes_on = |session: &SessionId| self.ends.get(session).is_some_and(|event| *event >= end);
        let sessions = self.sessions.iter().filter(|(session, _)| goes_on(session));
        self.made.push(Archived {
            first,
            count,
            before: self.before,
            last,
            bytes: 0,
            sha256: Digest::ZERO,
            wall: crate::base::clock::WallTime::from_unix_millis(0),
            alone: None,
            subtrees: self.subtrees.roots(),
            heads: std::mem::take(&mut self.within),
            sessions: sessions.map(|(_, kept)| kept.clone()).collect(),
        });
    }
}

/// Copies the segments and what stays of them into a new folder, which has its name only when all was read back.
pub(super) fn copy(
    taking: &Taking<'_>,
    stubs: &[Stub],
    to: &Path,
    watch: &mut Watch<'_>,
) -> Result<(), TakeError> {
    let files = stubs.iter().map(|stub| {
        let says = &stub.says;
        (segment::name(says.first), says.sha256, stub::name(says.first), stub.note.encode())
    });
    let files: Vec<_> = files.collect();
    put_archive(taking, &files, to, watch)
}

/// What stays is durable, then the segment goes.
pub(super) fn replace(folder: &Path, stub: &Stub) -> Result<(), TakeError> {
    let _turn = Turn::to_write(folder)?;
    let first = stub.says.first;
    write_atomically(&stub::path(folder, first), stub.note.encode().as_bytes())?;
    std::fs::remove_file(segment::path(folder, first))?;
    Ok(sync_folder(folder)?)
}
