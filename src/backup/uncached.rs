//! Reading a file from the medium and not from what the system remembers of it: what was written is believed only then.
//!
//! Direct reads (open(2), `O_DIRECT`) go past the system's memory, whatever keeps a file in it. Where a file system has none,
//! what is remembered is written out and given up, which the system need not do: that is told, and the result says so.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crossbeam_channel::{Receiver, Sender, bounded};
use rustix::fs::{Advice, Mode, OFlags, fadvise, fstatfs, open};

use crate::base::job::Cancelled;
use crate::crypto::hash::{Digest, Sha256Stream};

const ROOM_BYTES: usize = 1 << 20;

/// One is read into while others are summed.
const ROOMS: usize = 3;

/// Memory, place and length of a direct read are multiples of the device's block; no device has larger ones.
const ALIGNED_BYTES: usize = 4096;

/// FUSE (`linux/magic.h`): the process behind it reads the device through the system's memory, however it is asked.
const FUSE: u64 = 0x6573_5546;

/// A file as the medium gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Summed {
    pub(super) bytes: u64,
    pub(super) sha256: Digest,
    /// Every byte came past the system's memory.
    pub(super) uncached: bool,
}

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

/// Size and SHA-256 of a file as the medium gives it; `each` is told every mebibyte or less.
pub(super) fn sum(
    path: &Path,
    mut each: impl FnMut(u64) -> Result<(), Cancelled>,
) -> Result<Summed, NotSummed> {
    let mut file = Uncached::open(path).map_err(NotSummed::Io)?;
    let mut room = Room::new();
    let mut sum = Sha256Stream::new();
    let first = file.fill(&mut room).map_err(NotSummed::Io)?;
    each(first)?;
    if first < ROOM_BYTES as u64 {
        sum.update(room.content());
        return Ok(Summed { bytes: first, sha256: sum.finish(), uncached: file.direct });
    }
    let (full, to_sum) = bounded(ROOMS);
    let (empty, to_fill) = bounded(ROOMS);
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("sum".to_owned());
        let summing = thread.spawn_scoped(scope, move || sum_all(sum, &to_sum, &empty));
        let summing = summing.map_err(NotSummed::Io)?;
        let bytes = fill_all(&mut file, (first, room), (full, &to_fill), &mut each)?;
        let sha256 = summing.join().expect("summing does not panic");
        Ok(Summed { bytes, sha256, uncached: file.direct })
    })
}

/// Reads to the end, and hands over room after room.
fn fill_all(
    file: &mut Uncached<'_>,
    (mut read, mut room): (u64, Room),
    (full, empty): (Sender<Room>, &Receiver<Room>),
    each: &mut dyn FnMut(u64) -> Result<(), Cancelled>,
) -> Result<u64, NotSummed> {
    let (mut bytes, mut made) = (0, 1);
    while read > 0 {
        bytes += read;
        full.send(room).expect("it is taken until nothing comes any more");
        room = if made < ROOMS { Room::new() } else { empty.recv().expect("each one comes back") };
        made += 1;
        read = file.fill(&mut room).map_err(NotSummed::Io)?;
        each(read)?;
    }
    Ok(bytes)
}

fn sum_all(mut sum: Sha256Stream, full: &Receiver<Room>, empty: &Sender<Room>) -> Digest {
    for room in full {
        sum.update(room.content());
        // At the end nobody takes it back.
        drop(empty.send(room));
    }
    sum.finish()
}

/// A file that is read from its beginning to its end.
struct Uncached<'p> {
    path: &'p Path,
    file: File,
    direct: bool,
    at: u64,
}

impl<'p> Uncached<'p> {
    fn open(path: &'p Path) -> io::Result<Self> {
        let direct = open(path, OFlags::RDONLY | OFlags::CLOEXEC | OFlags::DIRECT, Mode::empty());
        match direct.map(File::from) {
            Ok(file) if !is_fuse(&file) => Ok(Self { path, file, direct: true, at: 0 }),
            // A file system without direct reads; what else is wrong is told by opening it as any other.
            _ => Self::by_advice(path),
        }
    }

    /// Only clean pages are given up, so it is written out before; and some may stay.
    fn by_advice(path: &'p Path) -> io::Result<Self> {
        let file = File::open(path)?;
        file.sync_all()?;
        // Best effort, and not counted on: the result says that it was not read directly.
        let _advised: Result<(), rustix::io::Errno> = fadvise(&file, 0, None, Advice::DontNeed);
        Ok(Self { path, file, direct: false, at: 0 })
    }

    /// The next mebibyte, or what is left; nothing at the end.
    fn fill(&mut self, room: &mut Room) -> io::Result<u64> {
        room.len = 0;
        // The last part is no whole block, and nothing comes after it.
        if self.direct && !self.at.is_multiple_of(ALIGNED_BYTES as u64) {
            return Ok(0);
        }
        let read = loop {
            match self.file.read(room.space()) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // It can be opened for direct reads, and does not know them.
                Err(error) if self.direct && self.at == 0 && error.kind() == io::ErrorKind::InvalidInput => {
                    *self = Self::by_advice(self.path)?;
                }
                read => break read?,
            }
        };
        room.len = read;
        self.at += read as u64;
        Ok(read as u64)
    }
}

fn is_fuse(file: &File) -> bool {
    fstatfs(file).is_ok_and(|kind| u64::try_from(kind.f_type).is_ok_and(|kind| kind == FUSE))
}

/// A mebibyte that begins where a direct read may put it.
struct Room {
    bytes: Vec<u8>,
    begin: usize,
    len: usize,
}

impl Room {
    fn new() -> Self {
        let bytes = vec![0; ROOM_BYTES + ALIGNED_BYTES];
        let begin = bytes.as_ptr().align_offset(ALIGNED_BYTES);
        Self { bytes, begin, len: 0 }
    }

    fn space(&mut self) -> &mut [u8] {
        self.bytes.get_mut(self.begin..self.begin + ROOM_BYTES).expect("there is room for a block more")
    }

    fn content(&self) -> &[u8] {
        self.bytes.get(self.begin..self.begin + self.len).expect("no more is read than there is room for")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hash::sha256;

    #[test]
    fn every_length_is_read_to_its_end_and_summed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let all: Vec<u8> = (0_u32..1_400_000).flat_map(u32::to_le_bytes).collect();
        let mebibyte = 1 << 20;
        for len in [0, 1, 511, 4096, 70_000, mebibyte - 1, mebibyte, mebibyte + 1, 4 * mebibyte, all.len()] {
            std::fs::write(&path, &all[..len]).unwrap();
            let mut told = 0;
            let summed = sum(&path, |bytes| {
                told += bytes;
                Ok(())
            })
            .unwrap();
            assert_eq!((summed.bytes, told), (len as u64, len as u64));
            assert!(summed.sha256 == sha256(&all[..len]), "{len} bytes");
            let mut advised = Uncached::by_advice(&path).unwrap();
            assert_eq!(
                (advised.fill(&mut Room::new()).unwrap(), advised.direct),
                (len.min(mebibyte) as u64, false)
            );
        }
        let stopped = sum(&path, |_| Err(Cancelled));
        assert!(matches!(stopped, Err(NotSummed::Cancelled(_))));
        assert!(matches!(sum(&folder.path().join("none"), |_| Ok(())), Err(NotSummed::Io(_))));
    }
}
