//! The files of the log: their names, the turn to write, and setting aside what is torn.
//!
//! A segment is `segment-<number of its first frame, 12 digits>.log`. What was torn off it is kept beside it as
//! `segment-<first>.torn-<k>`, and as `…torn-<k>.new` until the log itself says so.

use super::tree::FrameNumber;
use crate::base::fs::{PRIVATE_FILE, sync_folder};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// A segment is rolled when it reaches this many bytes.
pub(super) const SEGMENT_BYTES: u64 = 16 << 20;

/// No segment is read that is larger than this: none is ever written that comes near it.
const READ_BYTES: u64 = 64 << 20;

const UNNOTED: &str = ".new";

/// The name of the segment that begins with this frame.
pub(super) fn name(first: FrameNumber) -> String {
    format!("segment-{first:012}.log")
}

/// The path of the segment that begins with this frame.
pub(super) fn path(folder: &Path, first: FrameNumber) -> PathBuf {
    folder.join(name(first))
}

/// The first frames of all segments in the folder, in order.
pub(super) fn list(folder: &Path) -> io::Result<Vec<FrameNumber>> {
    let mut firsts = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        firsts.extend(entry?.file_name().to_str().and_then(first_of));
    }
    firsts.sort_unstable();
    Ok(firsts)
}

fn first_of(name: &str) -> Option<FrameNumber> {
    let digits = name.strip_prefix("segment-")?.strip_suffix(".log")?;
    (digits.len() >= 12 && digits.bytes().all(|digit| digit.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

/// The turn to write, or to read what no one is writing: a lock on the folder itself, given back when dropped.
#[must_use = "the turn is over when this is dropped"]
pub(super) struct Turn(#[expect(dead_code, reason = "held for its lock")] File);

impl Turn {
    /// Waits until no other program writes.
    pub(super) fn to_write(folder: &Path) -> io::Result<Self> {
        let handle = File::open(folder)?;
        handle.lock()?;
        Ok(Self(handle))
    }

    /// Waits until no program writes; others may read too.
    pub(super) fn to_read(folder: &Path) -> io::Result<Self> {
        let handle = File::open(folder)?;
        handle.lock_shared()?;
        Ok(Self(handle))
    }
}

/// The bytes of a segment.
pub(super) fn read(folder: &Path, first: FrameNumber) -> io::Result<Vec<u8>> {
    read_named(folder, &name(first))
}

/// The same, by its name.
pub(super) fn read_named(folder: &Path, name: &str) -> io::Result<Vec<u8>> {
    let mut file = open(OpenOptions::new().read(true), &folder.join(name))?;
    if file.metadata()?.len() > READ_BYTES {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the segment is larger than any segment is"));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens a segment to append to it.
pub(super) fn open_to_append(folder: &Path, first: FrameNumber) -> io::Result<File> {
    open(OpenOptions::new().append(true), &path(folder, first))
}

/// Makes a new, empty segment.
pub(super) fn create(folder: &Path, first: FrameNumber) -> io::Result<File> {
    open(OpenOptions::new().append(true).create_new(true), &path(folder, first))
}

fn open(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    let no_follow = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
    options.mode(PRIVATE_FILE).custom_flags(no_follow).open(path)
}

/// Takes the torn end off a segment, and keeps it beside. A segment of which nothing is left is removed.
///
/// Crash-safe: the copy is durable before the end is cut off, and keeps its `.new` until [`noted`].
pub(super) fn set_aside(folder: &Path, first: FrameNumber, from: u64) -> io::Result<()> {
    let segment = read(folder, first)?;
    let torn = usize::try_from(from).ok().and_then(|from| segment.get(from..)).unwrap_or_default();
    if !torn.is_empty() {
        let mut copy = open(
            OpenOptions::new().write(true).create(true).truncate(true),
            &folder.join(free_name(folder, first)? + UNNOTED),
        )?;
        copy.write_all(torn)?;
        copy.sync_all()?;
        sync_folder(folder)?;
    }
    if from == 0 {
        std::fs::remove_file(path(folder, first))?;
        return sync_folder(folder);
    }
    let segment = open(OpenOptions::new().write(true), &path(folder, first))?;
    segment.set_len(from)?;
    segment.sync_all()
}

fn free_name(folder: &Path, first: FrameNumber) -> io::Result<String> {
    for k in 1..u32::MAX {
        let name = format!("segment-{first:012}.torn-{k}");
        if !folder.join(&name).try_exists()? {
            return Ok(name);
        }
    }
    Err(io::Error::other("no name is left for what was torn"))
}

/// A torn end that was set aside, of which the log does not say so yet.
pub(super) struct Unnoted {
    /// Its name, once noted.
    pub(super) name: String,
    /// How long it is.
    pub(super) bytes: u64,
}

/// What was set aside and not noted yet.
pub(super) fn unnoted(folder: &Path) -> io::Result<Vec<Unnoted>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_str().and_then(|name| name.strip_suffix(UNNOTED));
        if let Some(name) = name.filter(|name| name.starts_with("segment-") && name.contains(".torn-")) {
            found.push(Unnoted { name: name.to_owned(), bytes: entry.metadata()?.len() });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// The log says so now: the file gets its lasting name.
pub(super) fn noted(folder: &Path, torn: &[Unnoted]) -> io::Result<()> {
    for unnoted in torn {
        std::fs::rename(folder.join(format!("{}{UNNOTED}", unnoted.name)), folder.join(&unnoted.name))?;
    }
    if torn.is_empty() { Ok(()) } else { sync_folder(folder) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_found_in_order_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        for file in [
            "segment-000000000120.log",
            "segment-000000000000.log",
            "segment-7.log",
            "segment-000000000000.torn-1",
            "reserve",
            "segment-1000000000000.log",
        ] {
            std::fs::write(folder.path().join(file), b"x").unwrap();
        }
        assert_eq!(list(folder.path()).unwrap(), [0, 120, 1_000_000_000_000]);
    }

    #[test]
    fn what_is_torn_is_kept_under_a_name_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        for _ in 0..2 {
            std::fs::write(path(folder.path(), 5), b"wholetorn").unwrap();
            set_aside(folder.path(), 5, 5).unwrap();
            assert_eq!(std::fs::read(path(folder.path(), 5)).unwrap(), b"whole");
            let torn = unnoted(folder.path()).unwrap();
            assert_eq!(torn.len(), 1);
            assert_eq!(torn[0].bytes, 4);
            noted(folder.path(), &torn).unwrap();
        }
        assert_eq!(std::fs::read(folder.path().join("segment-000000000005.torn-2")).unwrap(), b"torn");
    }

    #[test]
    fn a_link_in_the_place_of_a_segment_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/dev/null", path(folder.path(), 0)).unwrap();
        assert!(open_to_append(folder.path(), 0).is_err());
        assert!(read(folder.path(), 0).is_err());
    }
}
