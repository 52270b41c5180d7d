//! A run of a file of the vault, read and summed by a thread of its own, some mebibytes ahead of whoever encrypts it.
//!
//! Short runs are read where they are asked for: a thread costs more than they do. Called by `source`.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, bounded};
use rustix::fs::{Advice, fadvise};

use super::sums::{Segments, Summing};
use crate::crypto::hash::Digest;

const BLOCK_BYTES: usize = 1 << 20;

/// How many blocks may wait to be taken.
const BLOCKS: usize = 8;

/// Runs up to this length are read without a thread.
const SHORT_BYTES: u64 = 4 << 20;

/// The reading end: gives the run's bytes; its sums once all were taken.
pub(super) struct Ahead {
    block: Vec<u8>,
    taken: usize,
    way: Way,
}

enum Way {
    Here { file: io::Take<File>, summing: Box<Summing> },
    Thread { blocks: Receiver<io::Result<Vec<u8>>>, thread: JoinHandle<Summing> },
    Nothing,
}

impl Ahead {
    /// Begins to read `bytes` of the file from `offset` on.
    pub(super) fn open(path: &Path, (offset, bytes): (u64, u64)) -> io::Result<Self> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(offset))?;
        // Best effort: it only makes the system read further ahead.
        let _told: Result<(), rustix::io::Errno> = fadvise(&file, 0, None, Advice::Sequential);
        let mut file = file.take(bytes);
        let mut summing = Summing::begin();
        let way = if bytes <= SHORT_BYTES {
            Way::Here { file, summing: Box::new(summing) }
        } else {
            let (ready, blocks) = bounded(BLOCKS);
            let thread = std::thread::Builder::new().name("read ahead".to_owned()).spawn(move || {
                loop {
                    let block = next_block(&mut file);
                    let is_last = block.as_ref().map_or(true, Vec::is_empty);
                    if let Ok(block) = &block {
                        summing.update(block);
                    }
                    // Nobody takes it any more: the run was given up.
                    if ready.send(block).is_err() || is_last {
                        return summing;
                    }
                }
            })?;
            Way::Thread { blocks, thread }
        };
        Ok(Self { block: Vec::new(), taken: 0, way })
    }

    /// The sums of the run, once it was read to its end.
    pub(super) fn finish(mut self) -> (Digest, Segments) {
        match std::mem::replace(&mut self.way, Way::Nothing) {
            Way::Here { summing, .. } => summing.finish(),
            Way::Thread { thread, blocks } => {
                drop(blocks);
                thread.join().expect("reading and summing does not panic").finish()
            }
            Way::Nothing => Summing::begin().finish(),
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.taken = 0;
        self.block = match &mut self.way {
            Way::Here { file, summing } => {
                let block = next_block(file)?;
                summing.update(&block);
                block
            }
            // A thread that ended has said so by an empty block.
            Way::Thread { blocks, .. } => blocks.recv().unwrap_or_else(|_| Ok(Vec::new()))?,
            Way::Nothing => Vec::new(),
        };
        Ok(())
    }
}

impl Read for Ahead {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.block.len() {
            self.refill()?;
        }
        let mut left = self.block.get(self.taken..).unwrap_or_default();
        let now = left.read(into)?;
        self.taken += now;
        Ok(now)
    }
}

/// The next mebibyte, or what is left; nothing at the end.
fn next_block(file: &mut io::Take<File>) -> io::Result<Vec<u8>> {
    let mut block = Vec::with_capacity(BLOCK_BYTES);
    file.by_ref().take(BLOCK_BYTES as u64).read_to_end(&mut block)?;
    Ok(block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hash::sha256;

    #[test]
    fn with_a_thread_and_without_one_the_same_is_read_and_summed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let all: Vec<u8> = (0_u32..3_000_000).flat_map(u32::to_le_bytes).collect();
        std::fs::write(&path, &all).unwrap();
        for (offset, bytes) in
            [(0, 12_000_000), (65_536, 9_000_000), (0, 100_000), (11_993_088, 6_912), (0, 0)]
        {
            let mut ahead = Ahead::open(&path, (offset, bytes)).unwrap();
            let mut read = Vec::new();
            ahead.read_to_end(&mut read).unwrap();
            let range = usize::try_from(offset).unwrap()..usize::try_from(offset + bytes).unwrap();
            assert!(read == all[range]);
            let (digest, segments) = ahead.finish();
            assert_eq!((digest, segments.len() as u64), (sha256(&read), bytes.div_ceil(65_536)));
        }
        // One that is given up leaves no thread that waits.
        let mut ahead = Ahead::open(&path, (0, 12_000_000)).unwrap();
        ahead.read_exact(&mut [0; 10]).unwrap();
        drop(ahead);
    }
}
