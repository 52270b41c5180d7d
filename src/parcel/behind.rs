//! What is written to a volume, summed and written by a thread of its own, so that encrypting waits for neither.
//!
//! A failure is told at the next write, and at the end at the latest. Called by `volume` alone.

use std::io::{self, Write};
use std::thread::JoinHandle;

use crossbeam_channel::{Sender, bounded};

use super::volume::Written;
use crate::crypto::hash::Sha256Stream;

/// How much is handed over at once.
const BLOCK_BYTES: usize = 1 << 20;

/// How many blocks may wait.
const BLOCKS: usize = 8;

/// The writing end.
pub(super) struct Behind<W> {
    block: Vec<u8>,
    blocks: Option<Sender<Vec<u8>>>,
    thread: Option<JoinHandle<io::Result<(W, Written)>>>,
}

impl<W: Write + Send + 'static> Behind<W> {
    pub(super) fn begin(mut out: W) -> io::Result<Self> {
        let (blocks, to_write) = bounded::<Vec<u8>>(BLOCKS);
        let thread = std::thread::Builder::new().name("volume".to_owned()).spawn(move || {
            let (mut sum, mut bytes) = (Sha256Stream::new(), 0);
            for block in to_write {
                sum.update(&block);
                out.write_all(&block)?;
                bytes += block.len() as u64;
            }
            out.flush()?;
            Ok((out, Written { bytes, sha256: sum.finish() }))
        })?;
        Ok(Self { block: Vec::with_capacity(BLOCK_BYTES), blocks: Some(blocks), thread: Some(thread) })
    }

    /// Waits until everything is written; nothing is synced.
    pub(super) fn finish(mut self) -> io::Result<(W, Written)> {
        self.hand_over()?;
        self.end()
    }

    fn hand_over(&mut self) -> io::Result<()> {
        let block = std::mem::replace(&mut self.block, Vec::with_capacity(BLOCK_BYTES));
        let taken = self.blocks.as_ref().is_some_and(|blocks| blocks.send(block).is_ok());
        if taken { Ok(()) } else { Err(self.end().err().unwrap_or_else(|| io::ErrorKind::BrokenPipe.into())) }
    }

    /// What came of the thread; asked once.
    fn end(&mut self) -> io::Result<(W, Written)> {
        drop(self.blocks.take());
        let ended = self.thread.take().map(JoinHandle::join);
        ended.and_then(Result::ok).unwrap_or_else(|| Err(io::ErrorKind::BrokenPipe.into()))
    }
}

impl<W: Write + Send + 'static> Write for Behind<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = BLOCK_BYTES - self.block.len();
        let now = bytes.get(..room.min(bytes.len())).unwrap_or(bytes);
        self.block.extend_from_slice(now);
        if self.block.len() == BLOCK_BYTES {
            self.hand_over()?;
        }
        Ok(now.len())
    }

    /// What was handed over is on its way; waiting for it would be what this is not for.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<W> Drop for Behind<W> {
    /// A volume that is given up leaves no thread behind.
    fn drop(&mut self) {
        drop(self.blocks.take());
        if let Some(thread) = self.thread.take() {
            // What it failed with matters to nobody any more.
            drop(thread.join());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hash::sha256;

    /// Takes so many bytes, and then is full.
    struct Small(usize);

    impl Write for Small {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn everything_arrives_in_order_and_is_summed() {
        let all: Vec<u8> = (0_u32..1_000_000).flat_map(u32::to_le_bytes).collect();
        let mut behind = Behind::begin(Vec::new()).unwrap();
        for part in all.chunks(70_001) {
            behind.write_all(part).unwrap();
        }
        let (out, written) = behind.finish().unwrap();
        assert_eq!((written.bytes, written.sha256), (all.len() as u64, sha256(&all)));
        assert!(out == all);
    }

    #[test]
    fn a_medium_that_is_full_is_told_whether_much_follows_or_nothing() {
        let mut behind = Behind::begin(Small(10)).unwrap();
        behind.write_all(&[1; 11]).unwrap();
        assert_eq!(behind.finish().err().unwrap().kind(), io::ErrorKind::StorageFull);
        let mut behind = Behind::begin(Small(10)).unwrap();
        let failed = (0..100).find_map(|_| behind.write_all(&vec![1; BLOCK_BYTES]).err());
        assert_eq!(failed.unwrap().kind(), io::ErrorKind::StorageFull);
        drop(behind);
    }
}
