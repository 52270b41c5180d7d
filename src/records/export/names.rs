//! What a copy is called: a plain name, and a number where that one is taken. No file that is there is touched.

use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, FlockOperation, RenameFlags, flock, renameat_with};

use crate::base::id::RecordId;

/// Names that are tried before a copy is given up: `name (2).ext` and so on.
const NAMES: u32 = 10_000;

/// What a copy is called while it is written, before and after its record.
const UNFINISHED: &str = ".strongroom-";
const NEW: &str = ".new";

/// The longest name of a file, in bytes, with room for a number.
const NAME_BYTES: usize = 240;

/// The name that the copy of a record has while it is written; `index` is its place among those that were asked for.
pub(super) fn unfinished(id: RecordId, index: usize) -> String {
    format!("{UNFINISHED}{id}-{index}{NEW}")
}

/// Removes what copies that were cut off left in a folder. One that is being written is locked, and stays.
pub(super) fn clear_unfinished(folder: &Path) {
    let Ok(entries) = folder.read_dir() else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with(UNFINISHED) && name.ends_with(NEW));
        if ours
            && entry.file_type().is_ok_and(|kind| kind.is_file())
            && let Ok(file) = std::fs::File::open(entry.path())
            && flock(&file, FlockOperation::NonBlockingLockExclusive).is_ok()
        {
            // It is no copy; if it stays, only its room is lost.
            drop(std::fs::remove_file(entry.path()));
        }
    }
}

/// Renames to the first name that is free, never over a file that is there.
pub(super) fn give_name(temporary: &Path, folder: &Path, name: &str) -> io::Result<PathBuf> {
    for number in 1..NAMES {
        let path = folder.join(numbered(name, number));
        match rename_to_free(temporary, &path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn rename_to_free(from: &Path, to: &Path) -> io::Result<()> {
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        // Some file systems cannot promise it; there a look before must do.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::OPNOTSUPP) => {
            if to.symlink_metadata().is_ok() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            std::fs::rename(from, to)
        }
        Err(error) => Err(error.into()),
    }
}

/// `name.ext`, `name (2).ext`, …
fn numbered(name: &str, number: u32) -> String {
    if number == 1 {
        return name.to_owned();
    }
    match name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) {
        Some((stem, extension)) => format!("{stem} ({number}).{extension}"),
        None => format!("{name} ({number})"),
    }
}

/// A name that is a name and nothing else, on any file system a medium may have.
pub(super) fn plain_name(kept: &str) -> String {
    let strange =
        |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let name: String = kept.chars().map(|c| if strange(c) { '_' } else { c }).collect();
    let name = name.trim_end_matches([' ', '.']);
    let name = if name.trim_start_matches('.').is_empty() { "record" } else { name };
    if name.len() <= NAME_BYTES {
        return name.to_owned();
    }
    let (stem, extension) = name.rsplit_once('.').filter(|(_, end)| end.len() <= 16).unwrap_or((name, ""));
    let mut kept = NAME_BYTES - 17;
    while !stem.is_char_boundary(kept) {
        kept -= 1;
    }
    let stem = stem.get(..kept).unwrap_or_default();
    if extension.is_empty() { stem.to_owned() } else { format!("{stem}.{extension}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_names() {
        assert_eq!(plain_name("../a:b.txt"), ".._a_b.txt");
        assert_eq!(plain_name("…"), "…");
        assert_eq!(plain_name(".."), "record");
        assert!(plain_name(&format!("{}.pdf", "ț".repeat(300))).strip_suffix(".pdf").is_some());
        assert!(plain_name(&format!("{}.pdf", "ț".repeat(300))).len() <= NAME_BYTES);
    }

    #[test]
    fn numbers_go_before_the_extension() {
        assert_eq!(numbered("a.tar.gz", 2), "a.tar (2).gz");
        assert_eq!(numbered(".profile", 3), ".profile (3)");
    }
}
