//! Plain files that are either the old one or the new one, never half of each.
//!
//! Temporary file, fsync, rename, fsync of the folder. Private to the user who runs the program.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// The permissions of every file made in a vault: the owner alone reads and writes.
pub const PRIVATE_FILE: u32 = 0o600;

/// The permissions of every folder made in a vault.
pub const PRIVATE_FOLDER: u32 = 0o700;

/// Puts `bytes` at `path`: afterwards, whatever happens to the power, the file is whole, old or new.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = temporary_beside(path);
    let written = (|| {
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(PRIVATE_FILE).open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&temporary, path)
    })();
    if let Err(error) = written {
        // What is left over is named `.new` and is swept at the next unlock; the first error is the one to tell.
        drop(std::fs::remove_file(&temporary));
        return Err(error);
    }
    sync_folder(parent_of(path))
}

/// Makes a folder's entries durable.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Makes a private folder, and its missing parents, durably. A folder that is there already is fine.
pub fn create_private_folder(folder: &Path) -> io::Result<()> {
    let was_there = folder.is_dir();
    DirBuilder::new().recursive(true).mode(PRIVATE_FOLDER).create(folder)?;
    sync_folder(folder)?;
    match sync_folder(parent_of(folder)) {
        // A confined process does not reach what lies around its vault. Whoever made the folder before that synced it.
        Err(error) if was_there && error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        synced => synced,
    }
}

/// Reads a plain file of at most `limit_bytes`; a larger one is `InvalidData`, so that no file can fill the memory.
pub fn read_limited(path: &Path, limit_bytes: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = File::open(path)?.take(limit_bytes + 1).read_to_end(&mut bytes)?;
    if u64::try_from(read).is_ok_and(|read| read <= limit_bytes) {
        Ok(bytes)
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidData, "the file is larger than any file of its kind"))
    }
}

/// The name that a file has while it is being written.
pub fn temporary_beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}

/// How much room a disk has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// What an ordinary user may still write.
    pub free_bytes: u64,
    /// The size of the file system.
    pub total_bytes: u64,
}

/// The room on the disk that holds `path`.
pub fn room_at(path: &Path) -> io::Result<Room> {
    let stat = rustix::fs::statvfs(path)?;
    Ok(Room {
        free_bytes: stat.f_bavail.saturating_mul(stat.f_frsize),
        total_bytes: stat.f_blocks.saturating_mul(stat.f_frsize),
    })
}

fn parent_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_file_is_replaced_whole_and_private() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("header.cbor");
        write_atomically(&path, b"old").unwrap();
        write_atomically(&path, b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, PRIVATE_FILE);
        assert!(!temporary_beside(&path).exists());
    }

    #[test]
    fn a_failed_write_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("header.cbor");
        write_atomically(&path, b"old").unwrap();
        std::fs::create_dir(temporary_beside(&path)).unwrap();
        assert!(write_atomically(&path, b"new").is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
    }

    #[test]
    fn a_file_over_the_limit_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("big");
        std::fs::write(&path, [0; 11]).unwrap();
        assert_eq!(read_limited(&path, 11).unwrap().len(), 11);
        assert_eq!(read_limited(&path, 10).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }
}
