//! `sums.bin`: the sums of the segments of every file, each file's at its place. Written and read file by file, so that no
//! more than one file's are in memory, however large the vault is.
//!
//! A sum that the medium spoils makes the next increment larger, never wrong: what does not match is copied.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::error::BackupError;
use super::manifest::{FileLine, Manifest};
use super::place::SUMS;
use super::sums::{SUM_BYTES, Segments, Sum, segments_of};
use super::uncached::{self, NotSummed, Summed};
use crate::base::job::Cancelled;

/// The sums of a generation that is being written.
pub(super) struct Spool {
    file: File,
    /// Where each file's sums begin, counted in sums.
    places: Vec<u64>,
}

impl Spool {
    /// For files of these sizes, in this order.
    pub(super) fn create(folder: &Path, sizes: impl Iterator<Item = u64>) -> io::Result<Self> {
        let options = OpenOptions::new().read(true).write(true).create(true).truncate(true).clone();
        let file = options.open(folder.join(SUMS))?;
        let mut next = 0;
        let places = sizes.map(|size| {
            let first: u64 = next;
            next += segments_of(size) as u64;
            first
        });
        Ok(Self { file, places: places.collect() })
    }

    /// Keeps the sums of a file, by its place in the order.
    pub(super) fn put(&self, file: usize, sums: &[Sum]) -> io::Result<()> {
        self.file.write_all_at(sums.as_flattened(), self.at(file, 0))
    }

    /// So many sums of a file, from the one with this number on.
    pub(super) fn take(&self, file: usize, first: u64, count: usize) -> io::Result<Segments> {
        read_at(&self.file, self.at(file, first), count)
    }

    /// Makes them durable; one sync, as for the volumes.
    pub(super) fn finish(self, folder: &Path) -> io::Result<Summed> {
        self.file.sync_all()?;
        drop(self.file);
        uncached::sum(&folder.join(SUMS), |_| Ok::<(), Cancelled>(())).map_err(|error| match error {
            NotSummed::Io(error) => error,
            NotSummed::Cancelled(_) => io::ErrorKind::Interrupted.into(),
        })
    }

    fn at(&self, file: usize, first: u64) -> u64 {
        (self.places.get(file).copied().unwrap_or_default() + first) * SUM_BYTES as u64
    }
}

/// The sums of a generation that was written, and what its manifest says of each file.
pub(super) struct Before<'a> {
    file: File,
    lines: BTreeMap<&'a str, (&'a FileLine, u64)>,
}

impl<'a> Before<'a> {
    /// Opens them, if they are what was written.
    pub(super) fn open(folder: &Path, manifest: &'a Manifest) -> Result<Self, BackupError> {
        let path = folder.join(SUMS);
        let sum = uncached::sum(&path, |_| Ok::<(), Cancelled>(())).map_err(|error| match error {
            NotSummed::Io(error) => BackupError::Medium { file: SUMS.to_owned(), error },
            NotSummed::Cancelled(stopped) => stopped.into(),
        })?;
        let named = manifest.extras.iter().find(|part| part.name == SUMS);
        if named.is_none_or(|part| part.sha256 != sum.sha256) {
            return Err(BackupError::damaged(SUMS, "it is not what was written"));
        }
        let (mut lines, mut next) = (BTreeMap::new(), 0);
        for line in &manifest.files {
            lines.insert(line.path.as_str(), (line, next));
            next += segments_of(line.bytes) as u64;
        }
        if next * SUM_BYTES as u64 != sum.bytes {
            return Err(BackupError::damaged(SUMS, "it is not as long as the files it is of"));
        }
        let file = File::open(path).map_err(BackupError::medium(SUMS))?;
        Ok(Self { file, lines })
    }

    /// What was said of a file.
    pub(super) fn line(&self, path: &str) -> Option<&'a FileLine> {
        self.lines.get(path).map(|(line, _)| *line)
    }

    /// The sums of a file; none of one that was not there.
    pub(super) fn sums(&self, path: &str) -> Result<Segments, BackupError> {
        let Some((line, first)) = self.lines.get(path) else { return Ok(Vec::new()) };
        let read = read_at(&self.file, first * SUM_BYTES as u64, segments_of(line.bytes));
        read.map_err(BackupError::medium(SUMS))
    }
}

fn read_at(file: &File, at: u64, count: usize) -> io::Result<Segments> {
    let mut sums = vec![[0; SUM_BYTES]; count];
    file.read_exact_at(sums.as_flattened_mut(), at)?;
    Ok(sums)
}
