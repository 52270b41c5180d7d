//! A run of a file of the vault on its way into a volume: read ahead and summed, with the progress told as it is taken.
//!
//! Remembers what went wrong with it, or that it was to stop: whoever reads it would take that for a fault of the medium.

use std::io::{self, Read};

use super::ahead::Ahead;
use super::error::BackupError;
use super::manifest::Piece;
use super::meter::Meter;
use super::sums::Segments;
use super::survey::Found;
use crate::crypto::hash::Digest;
use crate::vault::Layout;

pub(super) struct Source<'m, 'w, 'a> {
    ahead: Ahead,
    left: u64,
    path: String,
    meter: &'m mut Meter<'w, 'a>,
    failed: Option<BackupError>,
}

impl<'m, 'w, 'a> Source<'m, 'w, 'a> {
    pub(super) fn open(
        layout: &Layout,
        found: &Found,
        run: (u64, u64),
        meter: &'m mut Meter<'w, 'a>,
    ) -> Result<Self, BackupError> {
        let ahead = Ahead::open(&layout.folder().join(&found.path), run);
        let ahead = ahead.map_err(BackupError::vault(&found.path))?;
        Ok(Self { ahead, left: run.1, path: found.path.clone(), meter, failed: None })
    }

    /// The sums of what was read, if reading and writing went well.
    pub(super) fn finish(
        self,
        added: Result<Vec<Piece>, BackupError>,
        pieces: &mut Vec<Piece>,
    ) -> Result<(Digest, Segments), BackupError> {
        if let Some(failed) = self.failed {
            return Err(failed);
        }
        pieces.extend(added?);
        if self.left > 0 {
            return Err(BackupError::Changed(self.path));
        }
        Ok(self.ahead.finish())
    }
}

/// The sums of a whole file, which goes nowhere.
pub(super) fn sum_whole(
    layout: &Layout,
    found: &Found,
    meter: &mut Meter<'_, '_>,
) -> Result<(Digest, Segments), BackupError> {
    let mut source = Source::open(layout, found, (0, found.size), meter)?;
    let passed = io::copy(&mut source, &mut io::sink());
    let passed = passed.map(|_| Vec::new()).map_err(BackupError::vault(&found.path));
    source.finish(passed, &mut Vec::new())
}

impl Read for Source<'_, '_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = match self.ahead.read(into) {
            Err(error) if error.kind() != io::ErrorKind::Interrupted => {
                let told = io::Error::from(error.kind());
                self.failed = Some(BackupError::Vault { file: self.path.clone(), error });
                return Err(told);
            }
            read => read?,
        };
        if read == 0 && self.left > 0 && !into.is_empty() {
            self.failed = Some(BackupError::Changed(self.path.clone()));
        }
        self.left = self.left.saturating_sub(read as u64);
        if let Err(stopped) = self.meter.pass(read as u64) {
            self.failed = Some(stopped.into());
            return Err(io::Error::other("stopped"));
        }
        Ok(read)
    }
}
