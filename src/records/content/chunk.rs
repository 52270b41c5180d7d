//! The buffer that a chunk of content is read into: wiped when dropped, and where the system can write it to a medium
//! without copying it first. Lent out, it comes back to whoever lent it.

use std::ops::Deref;

use crossbeam_channel::Sender;
use zeroize::Zeroizing;

use crate::base::limits::CHUNK_BYTES;

/// Addresses and lengths of direct writing are multiples of this on every file system known.
pub(in crate::records) const ALIGN: usize = 4096;

/// Room for one chunk.
pub(in crate::records) struct Chunk {
    /// Never grows, so that it stays where it is.
    room: Zeroizing<Vec<u8>>,
    start: usize,
    length: usize,
}

impl Chunk {
    /// An empty one.
    pub(in crate::records) fn new() -> Self {
        let room = Zeroizing::new(vec![0; CHUNK_BYTES + ALIGN]);
        let start = room.as_ptr().align_offset(ALIGN).min(ALIGN);
        Self { room, start, length: 0 }
    }

    /// Fills it: `fill` is given all the room and says how much of it is used.
    pub(in crate::records) fn fill<E>(
        &mut self,
        fill: impl FnOnce(&mut [u8]) -> Result<usize, E>,
    ) -> Result<(), E> {
        self.length = 0;
        let room = self.room.get_mut(self.start..self.start + CHUNK_BYTES).unwrap_or_default();
        self.length = fill(room)?.min(CHUNK_BYTES);
        Ok(())
    }

    /// Its bytes, and zeros after them up to a multiple of [`ALIGN`].
    pub(in crate::records) fn padded(&mut self) -> &[u8] {
        let padded = self.length.next_multiple_of(ALIGN);
        let room = self.room.get_mut(self.start..self.start + padded).unwrap_or_default();
        room.get_mut(self.length..).unwrap_or_default().fill(0);
        room
    }
}

impl Deref for Chunk {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.room.get(self.start..self.start + self.length).unwrap_or_default()
    }
}

/// A chunk that goes back to its lender when it is dropped, on whichever thread.
pub(in crate::records) struct Lent {
    /// There until it is dropped.
    chunk: Option<Chunk>,
    back: Sender<Chunk>,
}

impl Lent {
    pub(in crate::records) fn new(chunk: Chunk, back: Sender<Chunk>) -> Self {
        Self { chunk: Some(chunk), back }
    }

    /// See [`Chunk::padded`].
    pub(in crate::records) fn padded(&mut self) -> &[u8] {
        self.chunk.as_mut().map(Chunk::padded).unwrap_or_default()
    }
}

impl Deref for Lent {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.chunk.as_deref().unwrap_or_default()
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(chunk) = self.chunk.take() {
            // A lender that is gone does not want it back.
            drop(self.back.send(chunk));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(with: u8, length: usize) -> Chunk {
        let mut chunk = Chunk::new();
        chunk
            .fill(|room| {
                room[..length].fill(with);
                Ok::<_, ()>(length)
            })
            .unwrap();
        chunk
    }

    #[test]
    fn it_lies_where_direct_writing_takes_it() {
        let mut chunk = filled(7, 5000);
        assert!(chunk.padded().as_ptr().addr().is_multiple_of(ALIGN));
        assert_eq!(chunk.padded().len(), 8192);
        assert_eq!(filled(7, CHUNK_BYTES).padded().len(), CHUNK_BYTES);
        assert!(filled(7, 0).padded().is_empty());
    }

    #[test]
    fn nothing_of_an_earlier_chunk_is_in_the_padding() {
        let mut chunk = filled(9, CHUNK_BYTES);
        chunk.fill(|room| room.first_mut().map(|first| *first = 1).map(|()| 1).ok_or(())).unwrap();
        assert_eq!(&*chunk, [1]);
        assert!(chunk.padded()[1..].iter().all(|byte| *byte == 0));
    }

    #[test]
    fn what_could_not_be_filled_is_empty() {
        let mut chunk = filled(9, 10);
        assert!(chunk.fill(|_| Err(())).is_err());
        assert!(chunk.is_empty());
    }

    #[test]
    fn it_comes_back_when_it_is_dropped() {
        let (back, returned) = crossbeam_channel::unbounded();
        drop(Lent::new(filled(3, 4), back));
        assert_eq!(&*returned.try_recv().unwrap(), [3, 3, 3, 3]);
    }
}
