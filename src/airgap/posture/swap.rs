//! The rows of swap and hibernation: whether what is in memory comes to lie on a disk that can be read.

use std::path::Path;

use super::disk::{Under, under_named, under_path, unescaped};
use super::{Row, Seen};
use crate::airgap::tree::Tree;

/// What is swapped to, and what lies under it.
pub(super) struct Swaps {
    /// None if the system does not say what is swapped to.
    to: Option<Vec<(String, Under)>>,
}

/// Reads `/proc/swaps`.
pub(super) fn in_use(tree: &Tree<'_>) -> Swaps {
    let table = tree.read("/proc/swaps");
    let to = table.map(|table| table.lines().skip(1).filter_map(|line| swap_in(tree, line)).collect());
    Swaps { to }
}

/// A line such as `/dev/dm-1  partition  999420  0  -2`.
fn swap_in(tree: &Tree<'_>, line: &str) -> Option<(String, Under)> {
    let mut cells = line.split_whitespace();
    let (name, kind) = (unescaped(cells.next()?), cells.next()?);
    let under = match name.strip_prefix("/dev/") {
        Some(device) if kind == "partition" => under_swap(tree, device.trim_start_matches("mapper/")),
        _ => under_path(tree, Path::new(&name), 8),
    };
    Some((name, under))
}

/// Compressed memory may write to a disk what it has no room for.
fn under_swap(tree: &Tree<'_>, device: &str) -> Under {
    let under = under_named(tree, device);
    let backing = tree.read(Path::new("/sys/class/block").join(device).join("backing_dev"));
    match backing.as_deref() {
        Some(behind) if under == Under::Memory && !["", "none"].contains(&behind) => {
            under_named(tree, behind.trim_start_matches("/dev/"))
        }
        _ => under,
    }
}

impl Swaps {
    /// What is swapped to on a disk that can be read, if anything.
    fn plain(&self) -> Option<&str> {
        self.first(|under| *under == Under::Plain)
    }

    fn unknown(&self) -> Option<&str> {
        self.first(|under| matches!(under, Under::Unknown(_)))
    }

    fn first(&self, is: impl Fn(&Under) -> bool) -> Option<&str> {
        self.to.iter().flatten().find(|(_, under)| is(under)).map(|(name, _)| name.as_str())
    }

    fn any(&self, wanted: &Under) -> bool {
        self.to.iter().flatten().any(|(_, under)| under == wanted)
    }
}

/// The row of swap.
pub(super) fn swap(swaps: &Swaps) -> Row {
    if swaps.to.is_none() {
        return Row::of(Seen::SwapUnknown).word("device", "/proc/swaps");
    }
    match (swaps.plain(), swaps.unknown()) {
        (Some(device), _) => Row::of(Seen::SwapPlain).word("device", device),
        (None, Some(device)) => Row::of(Seen::SwapUnknown).word("device", device),
        _ if swaps.any(&Under::Encrypted) => Row::of(Seen::SwapEncrypted),
        _ if swaps.any(&Under::Memory) => Row::of(Seen::SwapMemory),
        _ => Row::of(Seen::SwapNone),
    }
}

/// The row of hibernation. The kernel says `disk` among its ways to sleep if it can; under lockdown it does not.
pub(super) fn hibernation(tree: &Tree<'_>, swaps: &Swaps) -> Row {
    let Some(ways) = tree.read("/sys/power/state") else { return Row::of(Seen::HibernationUnknown) };
    if !ways.split_whitespace().any(|way| way == "disk") {
        return Row::of(Seen::HibernationOff);
    }
    match (&swaps.to, swaps.plain(), swaps.unknown()) {
        (None, ..) | (_, None, Some(_)) => Row::of(Seen::HibernationUnknown),
        (_, Some(device), _) => Row::of(Seen::HibernationPlain).word("device", device),
        _ if swaps.any(&Under::Encrypted) => Row::of(Seen::HibernationEncrypted),
        _ => Row::of(Seen::HibernationNowhere),
    }
}
