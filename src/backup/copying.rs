//! Copying the files of a plan into volumes, and reading back what was written: each volume once it is full.
//!
//! `write` decides what is copied and what happens when it fails; here, every byte passes once.

use std::path::Path;

use crate::vault::Layout;

use super::error::BackupError;
use super::manifest::{FileLine, Part};
use super::meter::Meter;
use super::place::SUMS;
use super::planning::Planned;
use super::resume::{Begun, Held};
use super::source::Source;
use super::spool::Spool;
use super::sums::{self, Summing};
use super::survey::{Found, stamp};
use super::uncached::{self, NotSummed};
use super::volumes::Volumes;
use super::write::Order;

/// What was copied and read back.
pub(super) struct Copied {
    pub(super) volumes: Vec<Part>,
    pub(super) files: Vec<FileLine>,
    /// Every byte was read back past the system's memory.
    pub(super) uncached: bool,
}

/// A volume holds about this part of what is copied: what an interruption loses.
const PARTS: u64 = 8;

/// Smaller volumes would be synced and read back more often than they are worth.
const SMALL_BYTES: u64 = 16 << 20;

/// How large the volumes become where so much is copied.
fn volume_bytes(order: &Order<'_>, planned: &[Planned]) -> u64 {
    let runs = planned.iter().flat_map(|file| &file.runs);
    let bytes: u64 = runs.map(|(_, bytes)| bytes).sum();
    (bytes / PARTS).max(SMALL_BYTES).min(order.volume_bytes)
}

/// Copies every file, reading back each volume once it is full and noting that it is good.
pub(super) fn copy_all(
    order: &Order<'_>,
    begun: &mut Begun,
    planned: Vec<Planned>,
    spool: &Spool,
    meter: &mut Meter<'_, '_>,
) -> Result<Copied, BackupError> {
    let to = [order.recovery.clone(), order.restore.1.clone()];
    let folder = begun.folder.clone();
    let mut volumes =
        Volumes::after(begun.volumes.clone(), folder.clone(), &to, volume_bytes(order, &planned));
    let mut uncached = true;
    let (mut files, mut pending) = (Vec::with_capacity(planned.len()), Vec::new());
    for (number, file) in planned.into_iter().enumerate() {
        meter.turn_to("backup-write", &file.found.path);
        let taken = file.taken.len();
        let line = copy(order.layout, (number, file), &mut volumes, spool, meter)?;
        for piece in line.pieces.get(taken..).unwrap_or_default() {
            let sums = spool.take(number, piece.offset / sums::SEGMENT_BYTES, sums::segments_of(piece.bytes));
            pending.push(Held::of(&line.path, *piece, &sums.map_err(BackupError::medium(SUMS))?));
        }
        files.push(line);
        if volumes.done().len() > begun.volumes.len() {
            uncached &= read_back(&folder, volumes.done().iter().skip(begun.volumes.len()), meter)?;
            begun.volumes = volumes.done().to_vec();
            let done = u32::try_from(begun.volumes.len()).unwrap_or(u32::MAX);
            let (good, rest) = pending.into_iter().partition(|held| held.piece.volume <= done);
            pending = rest;
            begun.held.extend::<Vec<Held>>(good);
            begun.keep(order.person)?;
        }
    }
    for line in &mut files {
        line.pieces.sort_by_key(|piece| piece.offset);
    }
    let volumes = volumes.finish()?;
    uncached &= read_back(&folder, volumes.iter().skip(begun.volumes.len()), meter)?;
    Ok(Copied { volumes, files, uncached })
}

/// Copies the runs of a file. What was summed before must be what is copied, and the file must look as it did.
fn copy(
    layout: &Layout,
    (number, planned): (usize, Planned),
    volumes: &mut Volumes<'_>,
    spool: &Spool,
    meter: &mut Meter<'_, '_>,
) -> Result<FileLine, BackupError> {
    let Planned { found, runs, known, taken: mut pieces } = planned;
    let mut whole = known;
    for run in runs {
        let mut source = Source::open(layout, &found, run, meter)?;
        let added = volumes.append(&found.path, run, &mut source);
        let (digest, copied) = source.finish(added, &mut pieces)?;
        if known.is_none() {
            spool.put(number, &copied).map_err(BackupError::medium(SUMS))?;
            whole = Some(digest);
            continue;
        }
        let expected = spool.take(number, run.0 / sums::SEGMENT_BYTES, copied.len());
        if expected.map_err(BackupError::medium(SUMS))? != copied {
            return Err(BackupError::Changed(found.path));
        }
    }
    require_unchanged(layout, &found)?;
    let sha256 = whole.unwrap_or_else(|| Summing::begin().finish().0);
    Ok(FileLine { bytes: found.size, sha256, stamp: found.stamp, path: found.path, pieces })
}

/// The log grows, and only its beginning was copied.
fn require_unchanged(layout: &Layout, found: &Found) -> Result<(), BackupError> {
    let path = layout.folder().join(&found.path);
    let metadata = std::fs::symlink_metadata(path).map_err(BackupError::vault(&found.path))?;
    let same = stamp(&metadata) == found.stamp && metadata.len() == found.size;
    if same || found.grows() && metadata.len() >= found.size {
        Ok(())
    } else {
        Err(BackupError::Changed(found.path.clone()))
    }
}

/// Every byte, as the medium gives it; whether all of them came past the system's memory.
pub(super) fn read_back<'p>(
    folder: &Path,
    parts: impl IntoIterator<Item = &'p Part>,
    meter: &mut Meter<'_, '_>,
) -> Result<bool, BackupError> {
    let mut uncached = true;
    for part in parts {
        meter.turn_to("backup-read-back", &part.name);
        let read = uncached::sum(&folder.join(&part.name), |bytes| meter.pass(bytes));
        let read = read.map_err(|error| match error {
            NotSummed::Io(error) => BackupError::Medium { file: part.name.clone(), error },
            NotSummed::Cancelled(stopped) => stopped.into(),
        })?;
        if (read.bytes, read.sha256) != (part.bytes, part.sha256) {
            return Err(BackupError::NotReadBack(part.name.clone()));
        }
        uncached &= read.uncached;
    }
    Ok(uncached)
}
