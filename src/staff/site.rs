//! The folder a vault is founded in: missing, empty, or with the remains of a founding that did not end.
//!
//! A mark stands in it from the first file to the header. Remains are recognised by the mark and by holding nothing
//! that a founding does not write; only then are they removed.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use crate::base::fs::{create_private_folder, sync_folder, write_atomically};
use crate::vault::Layout;
use crate::vault::seat::Seat;

use super::founding::FoundingError;

/// Folders of a new vault.
const FOLDERS: [&str; 4] = ["accounts", "groups", "audit", "keys"];

/// Files that a founding writes before the header, in the vault's folder itself.
const FILES: [&str; 11] = [
    "founding.new",
    "header.cbor.new",
    "machine.key",
    "machine.key.new",
    "recovery.registry",
    "recovery.registry.new",
    "registry.1.db",
    "registry.1.db-shm",
    "registry.1.db-wal",
    "sheets.owed",
    "sheets.owed.new",
];

/// What may be there before the mark is whole.
const BEFORE_THE_MARK: [&str; 2] = ["founding.new.new", "seat.lock"];

/// What is in a vault besides, before anyone logged in.
const OF_A_NEW_VAULT: [&str; 3] = ["header.cbor", "founding.new", "seat.lock"];

/// Makes the folder ready, with the seat taken and the mark standing.
pub(super) fn prepare(layout: &Layout) -> Result<Seat, FoundingError> {
    create_private_folder(layout.folder())?;
    require_vacant(layout.folder())?;
    let seat = Seat::take(layout)?;
    // Again, now that no other founding can be at work here.
    require_vacant(layout.folder())?;
    remove_remains(layout.folder())?;
    write_atomically(&layout.founding_mark(), b"")?;
    for folder in [layout.accounts(), layout.groups(), layout.audit(), layout.sealed_keys()] {
        create_private_folder(&folder)?;
    }
    Ok(seat)
}

/// Removes a vault in which nothing was done since its founding, and leaves the folder empty. It is no vault from the
/// header on; what a cut leaves after that are the remains of a founding.
pub(super) fn clear(layout: &Layout) -> Result<(), FoundingError> {
    let seat = Seat::take(layout)?;
    let folder = layout.folder();
    let is_own = |name: &String| {
        let name = name.as_str();
        FILES.contains(&name) || FOLDERS.contains(&name) || OF_A_NEW_VAULT.contains(&name)
    };
    let keyslots = names_in(&layout.accounts())?.iter().filter(|name| name.ends_with(".keyslots")).count();
    if !names_in(folder)?.iter().all(is_own) || !names_in(&layout.groups())?.is_empty() || keyslots != 1 {
        return Err(FoundingError::FolderNotEmpty);
    }
    write_atomically(&layout.founding_mark(), b"")?;
    std::fs::remove_file(layout.header())?;
    sync_folder(folder)?;
    remove_remains(folder)?;
    std::fs::remove_file(layout.founding_mark())?;
    drop(seat);
    std::fs::remove_file(layout.seat())?;
    Ok(sync_folder(folder)?)
}

fn require_vacant(folder: &Path) -> Result<(), FoundingError> {
    let names = names_in(folder)?;
    let begun = names.iter().all(|name| BEFORE_THE_MARK.contains(&name.as_str()));
    let marked = names.contains("founding.new");
    let own = names.iter().all(|name| {
        let name = name.as_str();
        FILES.contains(&name) || FOLDERS.contains(&name) || BEFORE_THE_MARK.contains(&name)
    });
    if begun || (marked && own) { Ok(()) } else { Err(FoundingError::FolderNotEmpty) }
}

/// Everything but the seat, which is held, and the mark, which goes on standing until the rest is gone.
fn remove_remains(folder: &Path) -> io::Result<()> {
    let names = names_in(folder)?;
    for name in FOLDERS.iter().filter(|name| names.contains(**name)) {
        std::fs::remove_dir_all(folder.join(name))?;
    }
    let kept = ["founding.new", "seat.lock"];
    for name in names.iter().filter(|name| !FOLDERS.contains(&name.as_str())) {
        if !kept.contains(&name.as_str()) {
            std::fs::remove_file(folder.join(name))?;
        }
    }
    sync_folder(folder)
}

fn names_in(folder: &Path) -> io::Result<BTreeSet<String>> {
    let entries = std::fs::read_dir(folder)?;
    entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            std::fs::write(folder.path().join(name), b"x").unwrap();
        }
        folder
    }

    #[test]
    fn missing_empty_and_unfinished_folders_are_vacant() {
        let parent = tempfile::tempdir().unwrap();
        assert!(prepare(&Layout::new(parent.path().join("new/vault"))).is_ok());
        for names in [&[][..], &["founding.new.new"], &["founding.new", "machine.key", "registry.1.db"]] {
            let folder = folder_with(names);
            let seat = prepare(&Layout::new(folder.path()));
            assert!(seat.is_ok(), "{names:?}");
            assert!(!folder.path().join("machine.key").exists());
        }
    }

    #[test]
    fn other_folders_are_not_touched() {
        for names in [
            &["letter.txt"][..],
            &["founding.new", "letter.txt"],
            &["header.cbor", "founding.new"],
            // A vault that lost its header has no mark.
            &["machine.key", "registry.1.db", "seat.lock"],
        ] {
            let folder = folder_with(names);
            let outcome = prepare(&Layout::new(folder.path()));
            assert!(matches!(outcome, Err(FoundingError::FolderNotEmpty)), "{names:?}");
            assert_eq!(names_in(folder.path()).unwrap().len(), names.len());
        }
    }

    #[test]
    fn two_foundings_do_not_meet() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::new(folder.path());
        let _first = prepare(&layout).unwrap();
        assert!(matches!(prepare(&layout), Err(FoundingError::Seat(_))));
    }
}
