//! What a new epoch of the registry leaves behind: the registry of before, its wraps beside the keyslots, and the files
//! of an account that was closed. Removed once someone has unlocked the vault under the epoch that the header names.
//!
//! For `staff`. What is removed here opens nothing that the header names; a removal that is cut off is gone on with at
//! the next unlock.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::fs::sync_folder;
use crate::store::export::remove_database;

use super::account::{AccountFileError, AccountHandle, load_registry_wraps, store_registry_wraps};
use super::layout::Layout;

/// Removes registries of other epochs than `epoch`, and every wrap of their keys: those of before, and those of a new
/// epoch that was begun and never named by the header.
pub fn retire_registries(layout: &Layout, epoch: u32) -> io::Result<()> {
    let others = other_registries(layout, epoch)?;
    if others.is_empty() {
        return Ok(());
    }
    // The databases go last: as long as one is there, this was not done to its end.
    for path in wrap_files(layout)? {
        keep_epoch(&path, epoch)?;
    }
    for path in others {
        remove_database(&path).map_err(io::Error::other)?;
    }
    Ok(())
}

/// Removes the files of an account that was closed; fine if they are gone.
pub fn remove_account(layout: &Layout, handle: AccountHandle) -> io::Result<()> {
    let mut removed = false;
    for path in [layout.registry_wrap(handle), layout.keyslots(handle), layout.anchor(handle)] {
        match std::fs::remove_file(path) {
            Ok(()) => removed = true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    if removed { sync_folder(&layout.accounts()) } else { Ok(()) }
}

fn other_registries(layout: &Layout, epoch: u32) -> io::Result<Vec<PathBuf>> {
    let used = layout.registry(epoch);
    let mut others = Vec::new();
    for entry in std::fs::read_dir(layout.folder())? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.extension().is_some_and(|kind| kind == "db") && name.starts_with("registry.") && path != used
        {
            others.push(path);
        }
    }
    Ok(others)
}

fn wrap_files(layout: &Layout) -> io::Result<Vec<PathBuf>> {
    let mut files = vec![layout.recovery_registry()];
    for entry in std::fs::read_dir(layout.accounts())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "registry") {
            files.push(path);
        }
    }
    Ok(files)
}

/// Leaves only the wrap of this epoch. A file without one belongs to someone who holds the key no longer.
fn keep_epoch(path: &Path, epoch: u32) -> io::Result<()> {
    let mut wraps = match load_registry_wraps(path) {
        Ok(wraps) => wraps,
        // A check says what is wrong with it; it holds no one up here.
        Err(AccountFileError::Missing | AccountFileError::Damaged) => return Ok(()),
        Err(AccountFileError::Io(error)) => return Err(error),
    };
    let before = wraps.len();
    wraps.retain(|wrap| wrap.epoch == epoch);
    match wraps.len() {
        0 => std::fs::remove_file(path),
        some if some == before => Ok(()),
        _ => store_registry_wraps(path, &wraps),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hash::Digest;
    use crate::keys::wrap::Wrap;
    use crate::vault::account::RegistryWrap;

    #[test]
    fn only_what_belongs_to_the_epoch_stays() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::new(folder.path());
        std::fs::create_dir(layout.accounts()).unwrap();
        let wrap = |epoch| RegistryWrap { epoch, check: Digest([1; 32]), wrap: Wrap(vec![5; 9]) };
        let (stays, leaves) = (AccountHandle(Digest([1; 32])), AccountHandle(Digest([2; 32])));
        for path in [layout.registry_wrap(stays), layout.recovery_registry()] {
            store_registry_wraps(&path, &[wrap(1), wrap(2), wrap(3)]).unwrap();
        }
        store_registry_wraps(&layout.registry_wrap(leaves), &[wrap(1)]).unwrap();
        for name in ["registry.1.db", "registry.1.db-wal", "registry.2.db", "registry.3.db"] {
            std::fs::write(folder.path().join(name), b"x").unwrap();
        }
        retire_registries(&layout, 2).unwrap();
        for path in [layout.registry_wrap(stays), layout.recovery_registry()] {
            assert!(load_registry_wraps(&path).unwrap() == [wrap(2)]);
        }
        assert!(!layout.registry_wrap(leaves).exists());
        assert!(layout.registry(2).exists());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
        remove_account(&layout, stays).unwrap();
        remove_account(&layout, stays).unwrap();
        assert_eq!(std::fs::read_dir(layout.accounts()).unwrap().count(), 0);
    }
}
