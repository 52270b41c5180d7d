//! Sweeping what writes that did not end have left behind: at unlock, before any writer starts, the seat held alone.
//!
//! Only half-written plain files (`.new`) are swept here; what lies in groups and in the log is swept by those who
//! know it.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::fs::sync_folder;

use super::layout::Layout;

/// Removes half-written plain files of the vault. Returns those it removed.
pub fn sweep(layout: &Layout) -> io::Result<Vec<PathBuf>> {
    let mut swept = Vec::new();
    for folder in [layout.folder().to_owned(), layout.accounts(), layout.sealed_keys()] {
        if !folder.exists() {
            continue;
        }
        let found = leftovers(&folder)?;
        for path in &found {
            std::fs::remove_file(path)?;
        }
        if !found.is_empty() {
            sync_folder(&folder)?;
        }
        swept.extend(found);
    }
    Ok(swept)
}

/// The half-written plain files of one folder, by name.
pub(super) fn leftovers(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if is_leftover(&entry.path()) && entry.file_type()?.is_file() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// `.new`, and what SQLite has beside a database that is being written under that name.
pub(super) fn is_leftover(path: &Path) -> bool {
    let leftovers = ["new", "new-wal", "new-shm", "new-journal"];
    path.extension().is_some_and(|extension| leftovers.iter().any(|leftover| extension == *leftover))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_half_written_files_are_swept() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::new(folder.path());
        std::fs::create_dir(layout.accounts()).unwrap();
        for name in ["header.cbor", "header.cbor.new", "accounts/ab.keyslots", "accounts/ab.keyslots.new"] {
            std::fs::write(folder.path().join(name), b"x").unwrap();
        }
        let swept = sweep(&layout).unwrap();
        let names: Vec<String> = swept.iter().map(|path| layout.relative(path)).collect();
        assert_eq!(names, ["header.cbor.new", "accounts/ab.keyslots.new"]);
        assert!(layout.header().exists());
        assert!(sweep(&layout).unwrap().is_empty());
    }
}
