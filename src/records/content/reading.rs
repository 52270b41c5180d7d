//! The reading side of pouring: opens the inputs one after the other, cuts them into chunks and hashes them.
//!
//! Looks at the cancel flag and at the free room as it goes. Used by [`super::pour`] alone.

use std::io::{self, Read};
use std::sync::atomic::Ordering;

use crossbeam_channel::{Receiver, Sender};
use zeroize::Zeroizing;

use crate::base::job::CancelFlag;
use crate::base::limits::CHUNK_BYTES;
use crate::crypto::hash::{Blake3, Blake3Stream, Digest, Sha256Stream};
use crate::viewing::HEAD_BYTES;

use super::super::error::ImportError;
use super::super::group::Group;
use super::lane::Work;
use super::pour::{Event, Shared};
use super::proof::bound;

/// The free room is looked at again after this many chunks.
const LOOK_AT_ROOM_EVERY_CHUNKS: u64 = 32;

/// Opens an input when its turn has come.
pub(in crate::records) type Opening = Box<dyn FnOnce() -> Result<Box<dyn Read + Send>, ImportError> + Send>;

/// Something to pour.
pub(in crate::records) struct Input {
    /// What progress calls it.
    pub(in crate::records) name: String,
    /// How long it should be, if that is known.
    pub(in crate::records) size_bytes: Option<u64>,
    /// Opens it.
    pub(in crate::records) open: Opening,
}

/// What is known of an input that was read.
pub(super) struct ReadContent {
    pub(super) size_bytes: u64,
    pub(super) sha256: Digest,
    pub(super) blake3: Blake3,
    pub(super) chunks: u64,
    pub(super) head: Vec<u8>,
}

/// Content on its way. Wiped when dropped; used again and again until then.
pub(super) struct Buffer {
    bytes: Zeroizing<Vec<u8>>,
    length: usize,
}

impl Buffer {
    fn new() -> Self {
        Self { bytes: Zeroizing::new(vec![0; CHUNK_BYTES]), length: 0 }
    }

    pub(super) fn content(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// Fills it as far as the input goes.
    fn fill(&mut self, input: &mut dyn Read) -> io::Result<()> {
        self.length = 0;
        while self.length < CHUNK_BYTES {
            match input.read(&mut self.bytes[self.length..]) {
                Ok(0) => break,
                Ok(read) => self.length += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

pub(super) struct Reading<'p> {
    pub(super) group: &'p Group,
    pub(super) shared: &'p Shared,
    pub(super) cancel: CancelFlag,
    pub(super) events: Sender<Event>,
    pub(super) spare: Receiver<Buffer>,
}

impl Reading<'_> {
    pub(super) fn run(self, inputs: Vec<Input>, work: &Sender<Work>) {
        for (index, input) in inputs.into_iter().enumerate() {
            let event = match self.read(index, input, work) {
                Ok(read) => Event::Read { index, read },
                // Not this input's fault: what becomes of it is said at the end.
                Err(ImportError::Stopped) => return,
                Err(error) => Event::Failed { index, error },
            };
            if self.events.send(event).is_err() {
                return;
            }
        }
    }

    fn read(&self, index: usize, input: Input, work: &Sender<Work>) -> Result<ReadContent, ImportError> {
        self.go_on()?;
        self.look_at_room(input.size_bytes.unwrap_or(0))?;
        let mut opened = (input.open)()?;
        let (mut size_bytes, mut chunks, mut head) = (0, 0, Vec::new());
        // One pass, the same bytes for both.
        let (mut sha256, mut blake3) = (Sha256Stream::new(), Blake3Stream::new());
        loop {
            self.go_on()?;
            if chunks % LOOK_AT_ROOM_EVERY_CHUNKS == LOOK_AT_ROOM_EVERY_CHUNKS - 1 {
                self.look_at_room(0)?;
            }
            let mut buffer = self.spare.try_recv().unwrap_or_else(|_| Buffer::new());
            buffer.fill(opened.as_mut()).map_err(ImportError::Read)?;
            if buffer.length == 0 {
                break;
            }
            sha256.update(buffer.content());
            blake3.update(buffer.content());
            if chunks == 0 {
                head.extend(buffer.content().iter().take(HEAD_BYTES));
            }
            size_bytes += buffer.length as u64;
            self.shared.read_bytes.fetch_add(buffer.length as u64, Ordering::Relaxed);
            let last = buffer.length < CHUNK_BYTES;
            let sent = work.send(Work { index, seq: chunks, buffer });
            sent.or(Err(ImportError::Stopped))?;
            chunks += 1;
            if last {
                break;
            }
        }
        if input.size_bytes.is_some_and(|expected| expected != size_bytes) {
            return Err(ImportError::Changed);
        }
        let sha256 = sha256.finish();
        Ok(ReadContent { size_bytes, sha256, blake3: bound(blake3, sha256), chunks, head })
    }

    fn go_on(&self) -> Result<(), ImportError> {
        if self.cancel.is_cancelled() || self.shared.broken.load(Ordering::SeqCst) {
            return Err(ImportError::Stopped);
        }
        Ok(())
    }

    /// Refuses what would leave less than the floor.
    fn look_at_room(&self, coming_bytes: u64) -> Result<(), ImportError> {
        let (free_bytes, floor_bytes) = self.group.room().map_err(ImportError::Read)?;
        let needed_bytes = floor_bytes.saturating_add(coming_bytes);
        if free_bytes < needed_bytes {
            Err(ImportError::NoSpace { free_bytes, needed_bytes })
        } else {
            Ok(())
        }
    }
}
