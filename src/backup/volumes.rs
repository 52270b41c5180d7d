//! The volumes of a generation as they are written: pieces of files, one volume after the other, each synced once.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::PathBuf;

use crate::parcel::{ParcelError, Recipient, VolumeWriter, entry_cost};

use super::error::BackupError;
use super::manifest::{Part, Piece};
use super::place::{piece_name, volume_name};
use super::sums::SEGMENT_BYTES;

/// A volume is at most 1 GiB, so that FAT takes it: as much of tar, and what age adds to it (16 bytes for each 64 KiB, and
/// its header).
pub const VOLUME_BYTES: u64 = (1 << 30) - (1 << 20);

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
    writer: VolumeWriter<File>,
    used: u64,
}

impl<'a> Volumes<'a> {
    pub(super) fn new(folder: PathBuf, to: &'a [Recipient], limit: u64) -> Self {
        Self { folder, to, limit: limit.max(4 * SEGMENT_BYTES), current: None, done: Vec::new() }
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
            let writer = VolumeWriter::begin(file, self.to).map_err(|error| medium(&name, error))?;
            self.current = Some(Current { name, writer, used: 0 });
        }
        Ok(self.current.as_mut().expect("a volume was begun"))
    }

    /// One sync: a second one would not say what the first did.
    fn close_volume(&mut self) -> Result<(), BackupError> {
        let Some(Current { name, writer, .. }) = self.current.take() else { return Ok(()) };
        let (file, written) = writer.finish().map_err(|error| medium(&name, error))?;
        file.sync_all().map_err(BackupError::medium(&name))?;
        self.done.push(Part { bytes: written.bytes, sha256: written.sha256, name });
        Ok(())
    }
}

fn medium(name: &str, error: ParcelError) -> BackupError {
    match error {
        ParcelError::Io(error) => BackupError::Medium { file: name.to_owned(), error },
        other => BackupError::Parcel(other),
    }
}
