//! `keys/`: each key of the vault in a small age file, sealed to the recovery sheets and to the restore key, so that a
//! backup can be opened with what is in it. Written by `staff` when a key is made, and again when the restore key changes.
//!
//! Here are only names and bytes; what is sealed, and to whom, is `staff`'s.

use std::io;

use crate::base::fs::{create_private_folder, sync_folder, write_atomically};
use crate::keys::place::Place;

use super::layout::Layout;

/// A key, sealed.
#[derive(Debug, Clone)]
pub struct SealedKey {
    /// Which key.
    pub place: Place,
    /// The epoch of the restore key that it is sealed to.
    pub restore_epoch: u32,
    /// The age file.
    pub sealed: Vec<u8>,
}

impl SealedKey {
    /// Puts it into its file. One that is there under this name was of a key that was never committed, and goes.
    pub fn store(&self, layout: &Layout) -> io::Result<()> {
        if !layout.sealed_keys().is_dir() {
            create_private_folder(&layout.sealed_keys())?;
        }
        write_atomically(&layout.sealed_key(&self.place, self.restore_epoch), &self.sealed)
    }
}

/// Whether a key lies sealed to the restore key of this epoch.
pub fn has_sealed_key(layout: &Layout, place: &Place, restore_epoch: u32) -> bool {
    layout.sealed_key(place, restore_epoch).is_file()
}

/// Removes what is sealed to restore keys before `restore_epoch`: who held those may not any more.
pub fn remove_older_seals(layout: &Layout, place: &Place, restore_epoch: u32) -> io::Result<()> {
    let mut removed = false;
    for older in 1..restore_epoch {
        match std::fs::remove_file(layout.sealed_key(place, older)) {
            Ok(()) => removed = true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    if removed { sync_folder(&layout.sealed_keys()) } else { Ok(()) }
}

/// Removes what is sealed to a restore key that was never committed.
pub fn remove_seals_for(layout: &Layout, restore_epoch: u32) -> io::Result<()> {
    let ending = format!(".{restore_epoch}.age");
    let mut removed = false;
    for entry in std::fs::read_dir(layout.sealed_keys())? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().ends_with(&ending) {
            std::fs::remove_file(entry.path())?;
            removed = true;
        }
    }
    if removed { sync_folder(&layout.sealed_keys()) } else { Ok(()) }
}

/// Whether a name in `keys/` is one that this version writes.
pub(super) fn is_sealed_key(name: &str) -> bool {
    let mut parts = name.split('.');
    let (kind, rest) = (parts.next().unwrap_or_default(), parts.by_ref().collect::<Vec<_>>());
    let number = |text: &str| text.parse::<u32>().is_ok_and(|n| n > 0 && n.to_string() == text);
    let group =
        |kind: &str| kind.strip_prefix("records-").or(kind.strip_prefix("identities-")).map(str::to_owned);
    let known = matches!(kind, "registry" | "log-reader")
        || group(kind).is_some_and(|id| id.parse::<crate::base::id::GroupId>().is_ok());
    known && matches!(rest.as_slice(), [epoch, restore, "age"] if number(epoch) && number(restore))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{GroupId, VaultId};
    use crate::keys::place::KeyKind;

    #[test]
    fn a_seal_for_a_new_restore_key_takes_the_place_of_those_before() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::new(folder.path());
        let (vault, group) = (VaultId::generate(), GroupId::generate());
        for place in [
            Place::of_vault(vault, KeyKind::Registry, 3),
            Place::of_group(vault, KeyKind::GroupRecords, group, 1),
            Place::of_group(vault, KeyKind::GroupIdentities, group, 12),
        ] {
            for restore_epoch in 1..=3 {
                SealedKey { place, restore_epoch, sealed: vec![1] }.store(&layout).unwrap();
            }
            remove_older_seals(&layout, &place, 3).unwrap();
            let there = [1, 2, 3].map(|epoch| has_sealed_key(&layout, &place, epoch));
            assert_eq!(there, [false, false, true]);
        }
        for entry in std::fs::read_dir(layout.sealed_keys()).unwrap() {
            assert!(is_sealed_key(entry.unwrap().file_name().to_str().unwrap()));
        }
        for name in ["registry.0.1.age", "records.1.1.age", "registry.1.1", "records-ab.1.1.age", "a.1.1.age"]
        {
            assert!(!is_sealed_key(name), "{name}");
        }
    }
}
