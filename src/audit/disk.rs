//! What an append asks of the disk, and the reserve that keeps room to log that the disk is full.
//!
//! Behind a trait, so that tests can append to disks that fill up, tear and refuse to sync.

use crate::base::fs::{PRIVATE_FILE, room_at, sync_folder};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// How much the reserve keeps: room for some hundred events.
pub(super) const RESERVE_BYTES: u64 = 256 * 1024;

/// The reserve is made again only when this many times its size is free.
const ROOM_AGAIN: u64 = 16;

const RESERVE: &str = "reserve";

/// The disk under the log.
pub(super) trait Disk: Send + Sync {
    /// Writes at the end of a file opened for appending.
    fn append(&self, file: &mut File, bytes: &[u8]) -> io::Result<()>;

    /// Makes what was written durable, the file's length included.
    fn sync(&self, file: &File) -> io::Result<()>;
}

/// The disk itself.
pub(super) struct RealDisk;

impl Disk for RealDisk {
    fn append(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_data()
    }
}

/// Whether an error says that there is no more room.
pub(super) fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

/// Makes the reserve if it is not there and the disk has room. Not having one is no reason to refuse an event.
pub(super) fn keep_reserve(folder: &Path) {
    let path = folder.join(RESERVE);
    if std::fs::metadata(&path).is_ok_and(|reserve| reserve.len() >= RESERVE_BYTES) {
        return;
    }
    if room_at(folder).is_ok_and(|room| room.free_bytes >= ROOM_AGAIN * RESERVE_BYTES)
        && make_reserve(folder, &path).is_err()
    {
        // A piece of a reserve helps no one and takes room.
        drop(std::fs::remove_file(&path));
    }
}

fn make_reserve(folder: &Path, path: &Path) -> io::Result<()> {
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(PRIVATE_FILE).open(path)?;
    // Written, not only allocated: every file system then has the blocks.
    for _ in 0..RESERVE_BYTES / 4096 {
        file.write_all(&[0; 4096])?;
    }
    file.sync_all()?;
    sync_folder(folder)
}

/// Gives the reserve's room back to the disk. False if there was none.
pub(super) fn release_reserve(folder: &Path) -> bool {
    let path = folder.join(RESERVE);
    let had_room = std::fs::metadata(&path).is_ok_and(|reserve| reserve.len() > 0);
    had_room && std::fs::remove_file(&path).and_then(|()| sync_folder(folder)).is_ok()
}
