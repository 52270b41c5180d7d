//! How much room a generation takes on the medium: before anything is begun, and once it is known what of each file is copied.

use crate::base::fs::room_at;
use crate::parcel::entry_cost;
use crate::vault::Layout;

use super::error::BackupError;
use super::planning::Planned;
use super::sums;
use super::survey::{Found, survey};
use super::write::Order;

/// What FAT rounds up for each file, and folders take.
const SPARE_BYTES: u64 = 4 << 20;

/// How much room a full generation of a vault takes at most, but for the few files that go with it.
pub fn full_bytes(layout: &Layout) -> Result<u64, BackupError> {
    let found = survey(layout)?;
    let tar: u64 = found.iter().map(|file| entry_cost(file.size) + entry_cost(0)).sum();
    let sums: u64 = found.iter().map(|file| sums::segments_of(file.size) as u64 * 32).sum();
    Ok(tar + tar / 2048 + sums + found.len() as u64 * 512 + SPARE_BYTES)
}

/// How much the sums of these files take, and what goes with them.
pub(super) fn sums_bytes(found: &[Found]) -> u64 {
    found.iter().map(|file| sums::segments_of(file.size) as u64 * sums::SUM_BYTES as u64).sum::<u64>()
        + SPARE_BYTES
}

/// Refuses what the medium has no room for.
pub(super) fn require_room(order: &Order<'_>, needed: u64) -> Result<(), BackupError> {
    let free = room_at(order.mount).map_err(BackupError::medium("the medium"))?.free_bytes;
    if free < needed { Err(BackupError::NoRoom { free, needed }) } else { Ok(()) }
}

/// How much room the rest of the generation takes at most; the sums have theirs.
pub(super) fn needed(order: &Order<'_>, planned: &[Planned]) -> u64 {
    let runs = planned.iter().flat_map(|file| &file.runs);
    let tar: u64 = runs.map(|(_, bytes)| entry_cost(*bytes) + entry_cost(0)).sum();
    let unknown = planned.iter().filter(|file| file.known.is_none());
    let sums: u64 = unknown.map(|file| sums::segments_of(file.found.size) as u64 * 32).sum();
    let lines = planned.len() as u64 * 512;
    let extras: u64 = order.extras.iter().map(|(_, content)| content.len() as u64).sum();
    tar + tar / 2048 + sums + lines + extras + SPARE_BYTES
}
