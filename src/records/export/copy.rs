//! One copy on its way to a folder: written under another name, made durable (alone, or by [`super::settle`] with
//! others), and only then given its own.
//!
//! Large copies are written past the page cache where the file system allows it: nothing is copied twice, and little is
//! left to do when they are made durable.

use std::fs::{File, OpenOptions};
use std::io;
use std::num::NonZeroU64;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{
    Advice, FallocateFlags, FlockOperation, OFlags, fadvise, fallocate, fcntl_getfl, fcntl_setfl, flock,
};
use rustix::io::Errno;

use crate::base::fs::PRIVATE_FILE;

use super::super::content::chunk::{ALIGN, Lent};
use super::names::give_name;

/// Copies from this size on are written past the page cache.
const LARGE_BYTES: u64 = 4 << 20;

/// After so many bytes in the page cache the system is asked to begin writing them to the medium.
const AHEAD_BYTES: u64 = 16 << 20;

/// A copy that has not got its name. Dropped without it, nothing of it stays.
pub(super) struct Copy {
    file: File,
    temporary: PathBuf,
    direct: bool,
    /// Bytes that were written, and those of them that the system was asked to begin with.
    written_bytes: u64,
    begun_bytes: u64,
    named: bool,
}

impl Copy {
    /// Makes an empty file at `temporary`, which must not be there, and room for all of a large copy.
    pub(super) fn create(temporary: PathBuf, size_bytes: u64) -> io::Result<Self> {
        let file = OpenOptions::new().write(true).create_new(true).mode(PRIVATE_FILE).open(&temporary)?;
        // Held while it is written, so that nobody takes it for a leftover. Where there are no locks nobody clears, either.
        flock(&file, FlockOperation::NonBlockingLockExclusive).unwrap_or_default();
        let mut copy =
            Self { file, temporary, direct: false, written_bytes: 0, begun_bytes: 0, named: false };
        if size_bytes >= LARGE_BYTES && copy.set_direct(true).is_ok() {
            copy.direct = true;
            // Other file systems make room as they are written to.
            let room = fallocate(&copy.file, FallocateFlags::empty(), 0, size_bytes);
            if let Err(error @ (Errno::NOSPC | Errno::DQUOT | Errno::FBIG)) = room {
                return Err(error.into());
            }
        }
        Ok(copy)
    }

    /// Writes what comes next.
    pub(super) fn write(&mut self, chunk: &mut Lent) -> io::Result<()> {
        self.direct &= self.written_bytes.is_multiple_of(ALIGN as u64);
        if self.direct {
            match self.file.write_all_at(chunk.padded(), self.written_bytes) {
                // It wants other places than these, or has little room left: the page cache tells which.
                Err(error) if error.raw_os_error() == Some(Errno::INVAL.raw_os_error()) => {
                    self.direct = false;
                }
                written => {
                    written?;
                    self.written_bytes += chunk.len() as u64;
                    return Ok(());
                }
            }
        }
        self.write_cached(chunk)
    }

    fn write_cached(&mut self, chunk: &[u8]) -> io::Result<()> {
        self.set_direct(false)?;
        self.file.write_all_at(chunk, self.written_bytes)?;
        self.written_bytes += chunk.len() as u64;
        if self.written_bytes - self.begun_bytes >= AHEAD_BYTES {
            self.begin_with_medium();
        }
        Ok(())
    }

    /// Asks the system to begin writing what came: what cannot be dropped yet is written, without waiting for it. Where it
    /// is refused the sync does all.
    fn begin_with_medium(&mut self) {
        let ready = NonZeroU64::new(self.written_bytes - self.begun_bytes);
        if ready.is_some() {
            fadvise(&self.file, self.begun_bytes, ready, Advice::DontNeed).unwrap_or_default();
            self.begun_bytes = self.written_bytes;
        }
    }

    /// All of it came: whoever makes it durable has little left to wait for. Its size in bytes.
    pub(super) fn complete(&mut self) -> io::Result<u64> {
        if self.file.metadata()?.len() != self.written_bytes {
            // The last direct write had zeros at its end.
            self.file.set_len(self.written_bytes)?;
        }
        if !self.direct {
            self.begin_with_medium();
        }
        Ok(self.written_bytes)
    }

    /// Whether it is so small that waiting for the medium would take longer than writing it.
    pub(super) const fn is_small(&self) -> bool {
        self.written_bytes < LARGE_BYTES
    }

    /// Makes it durable, and nothing else.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_all()
    }

    /// Gives what is durable `name` in `folder`, or the next that is free.
    pub(super) fn give_name(mut self, folder: &Path, name: &str) -> io::Result<PathBuf> {
        let path = give_name(&self.temporary, folder, name)?;
        self.named = true;
        Ok(path)
    }

    fn set_direct(&self, direct: bool) -> io::Result<()> {
        let now = fcntl_getfl(&self.file)?;
        if now.contains(OFlags::DIRECT) != direct {
            fcntl_setfl(&self.file, now ^ OFlags::DIRECT)?;
        }
        Ok(())
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        if !self.named {
            drop(std::fs::remove_file(&self.temporary));
        }
    }
}
