//! Reading a file from the medium and not from what the system remembers of it: what was written is believed only then.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use rustix::fs::{Advice, fadvise};

use crate::base::job::Cancelled;
use crate::crypto::hash::Sha256Stream;
use crate::parcel::Written;

const ROOM_BYTES: usize = 1 << 20;

/// Why a file was not summed.
#[derive(Debug)]
pub(super) enum NotSummed {
    Io(io::Error),
    Cancelled(Cancelled),
}

impl From<Cancelled> for NotSummed {
    fn from(stopped: Cancelled) -> Self {
        Self::Cancelled(stopped)
    }
}

/// Opens a file after the system has forgotten it. Only clean pages are forgotten: it must have been synced.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    // Best effort: a file system that keeps no pages has none to forget.
    let _forgotten: Result<(), rustix::io::Errno> = fadvise(&file, 0, None, Advice::DontNeed);
    Ok(file)
}

/// Size and SHA-256 of a file as the medium gives it; `each` is told every mebibyte or less.
pub(super) fn sum(
    path: &Path,
    mut each: impl FnMut(u64) -> Result<(), Cancelled>,
) -> Result<Written, NotSummed> {
    let mut file = open(path).map_err(NotSummed::Io)?;
    let (mut sum, mut bytes) = (Sha256Stream::new(), 0);
    let mut room = vec![0; ROOM_BYTES];
    loop {
        let read = match file.read(&mut room) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(NotSummed::Io(error)),
        };
        sum.update(room.get(..read).unwrap_or_default());
        bytes += read as u64;
        each(read as u64)?;
    }
    Ok(Written { bytes, sha256: sum.finish() })
}
