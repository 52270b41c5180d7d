//! The volumes of a generation as they are written: pieces of files, one volume after the other, each synced once.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::num::NonZeroU64;
use std::path::PathBuf;

use rustix::fs::{Advice, fadvise};

use crate::parcel::{ParcelError, Recipient, VolumeWriter, entry_cost};

use super::error::BackupError;
use super::manifest::{Part, Piece};
use super::place::{piece_name, volume_name};
use super::sums::SEGMENT_BYTES;

/// A volume is at most 1 GiB, so that FAT takes it: as much of tar, and what age adds to it (16 bytes for each 64 KiB, and
/// its header).
pub const VOLUME_BYTES: u64 = (1 << 30) - (1 << 20);

/// After so many bytes they are sent on their way.
const STEP_BYTES: u64 = 8 << 20;

/// The end of a tar stream.
const TAR_END_BYTES: u64 = 1024;

/// Volumes being written into a folder.
pub(super) struct Volumes<'a> {
    folder: PathBuf,
    to: &'a [Recipient],
    limit: u64,
    current: Option<Current>,
    done: Vec<Part>,
}

struct Current {
    name: String,
    writer: VolumeWriter<Steady>,
    used: u64,
}

impl<'a> Volumes<'a> {
    /// Goes on after the volumes that are done.
    pub(super) fn after(done: Vec<Part>, folder: PathBuf, to: &'a [Recipient], limit: u64) -> Self {
        Self { folder, to, limit: limit.max(4 * SEGMENT_BYTES), current: None, done }
    }

    /// The volumes that are ended and synced.
    pub(super) fn done(&self) -> &[Part] {
        &self.done
    }

    /// Adds so many bytes of a file, split where a volume is full. What `content` fails with is for its owner to say.
    pub(super) fn append(
        &mut self,
        path: &str,
        (mut offset, mut left): (u64, u64),
        content: &mut impl Read,
    ) -> Result<Vec<Piece>, BackupError> {
        let mut pieces = Vec::new();
        while left > 0 {
            let limit = self.limit;
            let current = self.current()?;
            let room = limit.saturating_sub(current.used + TAR_END_BYTES + entry_cost(0));
            let room = room / SEGMENT_BYTES * SEGMENT_BYTES;
            if room == 0 {
                self.close_volume()?;
                continue;
            }
            let bytes = left.min(room);
            let added = current.writer.append(&piece_name(path, offset), bytes, &mut *content);
            let name = current.name.clone();
            added.map_err(|error| medium(&name, error))?;
            current.used += entry_cost(bytes);
            pieces.push(Piece { volume: self.number(), offset, bytes });
            offset += bytes;
            left -= bytes;
        }
        Ok(pieces)
    }

    /// Ends the last volume; there is always one.
    pub(super) fn finish(mut self) -> Result<Vec<Part>, BackupError> {
        if self.done.is_empty() {
            self.current()?;
        }
        self.close_volume()?;
        Ok(self.done)
    }

    fn number(&self) -> u32 {
        u32::try_from(self.done.len()).unwrap_or(u32::MAX).saturating_add(1)
    }

    fn current(&mut self) -> Result<&mut Current, BackupError> {
        if self.current.is_none() {
            let name = volume_name(self.number());
            let made = OpenOptions::new().write(true).create_new(true).open(self.folder.join(&name));
            let file = made.map_err(BackupError::medium(&name))?;
            let writer =
                VolumeWriter::begin(Steady::new(file), self.to).map_err(|error| medium(&name, error))?;
            self.current = Some(Current { name, writer, used: 0 });
        }
        Ok(self.current.as_mut().expect("a volume was begun"))
    }

    /// One sync: a second one would not say what the first did.
    fn close_volume(&mut self) -> Result<(), BackupError> {
        let Some(Current { name, writer, .. }) = self.current.take() else { return Ok(()) };
        let (file, written) = writer.finish().map_err(|error| medium(&name, error))?;
        file.0.sync_all().map_err(BackupError::medium(&name))?;
        self.done.push(Part { bytes: written.bytes, sha256: written.sha256, name });
        Ok(())
    }
}

/// A file whose pages are on their way to the medium soon after they were written: the sync at the end is short, the
/// progress true, and the memory of the machine is not filled with what nobody reads again.
struct Steady(File, u64);

impl Steady {
    const fn new(file: File) -> Self {
        Self(file, 0)
    }
}

impl Write for Steady {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.0.write(bytes)?;
        let before = self.1;
        self.1 += written as u64;
        if self.1 / STEP_BYTES > before / STEP_BYTES {
            // Begins to write what is new and forgets what is written; errors are told by the sync alone. Best effort.
            let from = before.saturating_sub(2 * STEP_BYTES);
            let _begun: Result<(), rustix::io::Errno> =
                fadvise(&self.0, from, NonZeroU64::new(self.1 - from), Advice::DontNeed);
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn medium(name: &str, error: ParcelError) -> BackupError {
    match error {
        ParcelError::Io(error) => BackupError::Medium { file: name.to_owned(), error },
        other => BackupError::Parcel(other),
    }
}
