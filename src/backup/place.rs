//! Where things lie on a medium. Names that FAT keeps and every shell takes.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::base::clock::WallTime;
use crate::base::id::{GenerationId, VaultId};

/// The folder of this program on a medium.
pub(super) const OWN: &str = "STRONGROOM";

/// The manifest of a generation: a folder without it does not count.
pub const MANIFEST: &str = "manifest.txt";

/// The hashes of the segments of every file.
pub(super) const SUMS: &str = "sums.bin";

/// Where the generations of a vault lie on a medium.
pub fn shelf_of(mount: &Path, vault: VaultId) -> PathBuf {
    mount.join(OWN).join(vault.to_string())
}

/// The name of a generation's folder: when it was made (UTC), and the beginning of its id.
pub fn folder_of(made: WallTime, generation: GenerationId) -> String {
    let at = Timestamp::from_millisecond(made.unix_millis()).unwrap_or_default().to_zoned(TimeZone::UTC);
    let [a, b, c, d, ..] = *generation.as_bytes();
    format!("{}-{a:02x}{b:02x}{c:02x}{d:02x}", at.strftime("%Y%m%d-%H%M%S"))
}

/// The name of a volume, from 1.
pub(super) fn volume_name(number: u32) -> String {
    format!("volume-{number:04}.tar.age")
}

/// The name of a piece of a file within a volume.
pub(super) fn piece_name(path: &str, offset: u64) -> String {
    format!("{path}@{offset}")
}
