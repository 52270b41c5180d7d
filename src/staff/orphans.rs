//! Group folders that no statement names: what making a group leaves behind when it is cut off before its commit.
//!
//! Found and swept by `check --repair` alone, with the seat held and the statements verified, so that an older
//! registry put back has been refused before.

use std::io;
use std::path::Path;

use crate::base::fs::sync_folder;
use crate::base::id::GroupId;
use crate::policy::{Act, Permit};
use crate::vault::Vault;

use super::verified::Verified;

/// A group that was never committed holds empty databases. A folder with more than this is not swept, but shown: its
/// keys may come back with a restored registry.
const MOST_BYTES: u64 = 8 << 20;

/// A folder that no statement names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrphanGroup {
    /// The id in its name.
    pub group: GroupId,
    /// How much it holds.
    pub bytes: u64,
    /// Whether [`Vault::sweep_orphan_groups`] takes it away.
    pub is_swept: bool,
}

impl Vault<Verified> {
    /// The group folders that no statement names.
    pub fn orphan_groups(&self) -> io::Result<Vec<OrphanGroup>> {
        let known = self.house().groups();
        let mut orphans = Vec::new();
        for entry in std::fs::read_dir(self.layout().groups())? {
            let entry = entry?;
            let Ok(group) = entry.file_name().to_string_lossy().parse::<GroupId>() else { continue };
            if entry.file_type()?.is_dir() && !known.contains(&group) {
                let bytes = bytes_in(&entry.path())?;
                orphans.push(OrphanGroup { group, bytes, is_swept: bytes <= MOST_BYTES });
            }
        }
        orphans.sort_by_key(|orphan| orphan.group);
        Ok(orphans)
    }

    /// Removes those that hold next to nothing; returns how many bytes that gave back.
    pub fn sweep_orphan_groups(&self, permit: &Permit) -> io::Result<u64> {
        if permit.act() != Act::VaultRepair {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the permission is for another act"));
        }
        let mut swept = 0;
        for orphan in self.orphan_groups()?.into_iter().filter(|orphan| orphan.is_swept) {
            std::fs::remove_dir_all(self.layout().group(orphan.group))?;
            swept += orphan.bytes;
        }
        sync_folder(&self.layout().groups())?;
        Ok(swept)
    }
}

/// The files of a group's folder, which has no folders in it.
fn bytes_in(folder: &Path) -> io::Result<u64> {
    let entries = std::fs::read_dir(folder)?;
    entries.map(|entry| Ok(entry?.metadata()?.len())).sum()
}
