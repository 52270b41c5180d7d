//! Retention: whole segments that are older than they have to be kept are copied to a folder outside of the vault, read
//! back there, and replaced by what stays of them, under the signatures of two supervisors (or of one with a written
//! reason, while there is no other). The tree, the chain and every checkpoint still verify; nothing is deleted silently.
//!
//! A crash at any moment leaves the segment or what stays of it: the copy is whole first, then what stays is durable, and
//! only then the segment goes. Where both are there, the segment counts.

mod making;
mod stub;
#[cfg(test)]
pub(super) mod tests;

use super::evidence::{TakeError, Taking};
use super::tree::FrameNumber;
use super::{Checkpoint, checkpoints, segment};
use crate::base::clock::WallTime;
use crate::base::id::{AccountId, VaultId};
use crate::base::job::Watch;
use crate::crypto::sign::SigningKey;
use std::path::{Path, PathBuf};

#[cfg(any(fuzzing, test))]
pub(super) use stub::is_stub;
pub(super) use stub::{Archived, list, name, read};

/// What could be archived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveDue {
    /// Segments that are old enough, from the first on: first frame, how many frames, bytes.
    pub segments: Vec<(FrameNumber, u64, u64)>,
    /// No event in them is later.
    pub until: Option<WallTime>,
    /// Segments that were archived before.
    pub archived: u64,
}

/// What was archived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveMade {
    /// The folder that was made.
    pub path: PathBuf,
    /// How many segments.
    pub segments: u64,
    /// How many frames.
    pub frames: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// Who signs what stays: two, or one with a reason.
pub struct Archivists<'a> {
    /// Accounts and their keys.
    pub signers: Vec<(AccountId, &'a SigningKey)>,
    /// The written reason of one who is alone.
    pub alone: Option<&'a str>,
}

/// The segments of which every event is older than `before`: so says the first checkpoint behind each of them. The last
/// segment always stays.
pub fn due(folder: &Path, vault: VaultId, before: WallTime) -> Result<ArchiveDue, TakeError> {
    let points = checkpoints(folder, vault)?.all;
    let firsts = segment::list(folder)?;
    let mut segments = Vec::new();
    let mut until = None;
    for pair in firsts.windows(2) {
        let [first, end] = *pair else { break };
        let Some(wall) = latest_at(&points, end).filter(|wall| *wall < before) else { break };
        let bytes = std::fs::metadata(segment::path(folder, first))?.len();
        segments.push((first, end - first, bytes));
        until = Some(wall);
    }
    let archived = list(folder)?.into_iter().filter(|first| !firsts.contains(first)).count() as u64;
    Ok(ArchiveDue { segments, until, archived })
}

/// What the first checkpoint with so many frames says of the time.
fn latest_at(points: &[Checkpoint], end: FrameNumber) -> Option<WallTime> {
    let behind = points.iter().filter(|point| point.head.count >= end);
    behind.min_by_key(|point| point.head.count).map(|point| point.wall)
}

/// Copies what is due into the new folder `to`, reads it back, and replaces it by what stays. The caller has verified the
/// whole log.
pub fn archive(
    taking: &Taking<'_>,
    due: &ArchiveDue,
    archivists: &Archivists<'_>,
    to: &Path,
    watch: &mut Watch<'_>,
) -> Result<ArchiveMade, TakeError> {
    let stubs = making::stubs(taking, due, archivists, watch)?;
    making::copy(taking, &stubs, to, watch)?;
    for stub in &stubs {
        making::replace(taking.log, stub)?;
    }
    Ok(ArchiveMade {
        path: to.to_owned(),
        segments: stubs.len() as u64,
        frames: stubs.iter().map(|stub| stub.says.count).sum(),
        bytes: stubs.iter().map(|stub| stub.says.bytes).sum(),
    })
}
