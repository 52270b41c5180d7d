//! The threads that write copies: each is given whole records, one after the other, so that while one waits for the
//! medium the others go on. Small copies are handed on whole, to be made durable together.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::Receiver;

use crate::base::id::RecordId;
use crate::crypto::hash::Digest;

use super::super::content::chunk::Lent;
use super::super::error::ExportError;
use super::copy::Copy;
use super::names::unfinished;
use super::settle::{Complete, Settler};

/// What a writer is told.
pub(super) enum Order {
    /// A record comes.
    Begin(Commission),
    /// Its next bytes.
    Chunk(Lent),
    /// All of it was drawn and is what was filed, or why not.
    End(Result<(), ExportError>),
}

/// A record that is to be copied.
pub(super) struct Commission {
    /// Its place among those that were asked for.
    pub(super) index: usize,
    pub(super) id: RecordId,
    /// What the copy is called, if that is free.
    pub(super) name: String,
    pub(super) size_bytes: u64,
    pub(super) sha256: Digest,
    /// Set when it cannot be written, so that no more of it is drawn.
    pub(super) failed: Arc<AtomicBool>,
}

/// Writes what comes until nothing more does. A record without an end leaves nothing behind.
pub(super) fn write_all(folder: &Path, orders: Receiver<Order>, settler: &Settler) {
    let mut work = None;
    for order in orders {
        match (order, &mut work) {
            (Order::Begin(commission), _) => work = Some(Work::begin(folder, commission)),
            (Order::Chunk(mut chunk), Some(work)) => work.write(&mut chunk),
            (Order::End(outcome), slot) => {
                if let Some(work) = slot.take() {
                    settler.take(work.end(outcome));
                }
            }
            (Order::Chunk(_), None) => {}
        }
    }
}

/// The record that is being written.
struct Work<'f> {
    folder: &'f Path,
    commission: Commission,
    copy: io::Result<Copy>,
}

impl<'f> Work<'f> {
    fn begin(folder: &'f Path, commission: Commission) -> Self {
        let Commission { index, id, size_bytes, .. } = commission;
        let copy = Copy::create(folder.join(unfinished(id, index)), size_bytes);
        let work = Self { folder, commission, copy };
        work.tell();
        work
    }

    fn write(&mut self, chunk: &mut Lent) {
        if let Ok(copy) = &mut self.copy
            && let Err(error) = copy.write(chunk)
        {
            self.copy = Err(error);
            self.tell();
        }
    }

    fn tell(&self) {
        if self.copy.is_err() {
            self.commission.failed.store(true, Ordering::Relaxed);
        }
    }

    fn end(self, outcome: Result<(), ExportError>) -> Complete {
        let Commission { index, id, name, sha256, .. } = self.commission;
        let path = self.folder.join(&name);
        let copy = outcome.and_then(|()| {
            let complete =
                self.copy.and_then(|mut copy| copy.complete().map(|size_bytes| (copy, size_bytes)));
            complete.map_err(|error| ExportError::Write { path, error })
        });
        Complete { index, id, name, sha256, copy }
    }
}
