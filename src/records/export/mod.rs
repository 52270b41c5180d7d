//! Taking copies out: each is written under another name in the chosen folder, compared with what was filed, made
//! durable, and only then gets its own name. No file that is there already is touched.

mod copy;
mod names;
mod settle;
mod writer;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam_channel::Sender;

use crate::base::fs::sync_folder;
use crate::base::id::RecordId;
use crate::base::job::{Progress, Watch};
use crate::base::limits::CHUNK_BYTES;
use crate::crypto::hash::Digest;
use crate::store::params;

use super::content::chunk::Lent;
use super::content::draw::{Visit, draw};
use super::content::place::Content;
use super::content::proof::By;
use super::error::{ExportError, RecordsError};
use super::group::GroupStore;
use settle::{Finished, Settler, settle_all};
use writer::{Commission, Order, write_all};

/// Records that are being written and made durable at the same time.
const WRITERS: usize = 8;

/// Orders that wait for one writer; their chunks are limited by whoever lends them.
const WAITING: usize = 16;

/// What came of taking copies out.
#[derive(Debug, Default)]
pub struct ExportOutcome {
    /// The copies: of which record, where, and its SHA-256. What was compared is the BLAKE3 that was taken of the same
    /// bytes together with it, see `vault/FORMAT.md`.
    pub written: Vec<(RecordId, PathBuf, Digest)>,
    /// What was not copied, each with the reason.
    pub failed: Vec<(RecordId, ExportError)>,
    /// Stopped on request; the copies that are written stay.
    pub cancelled: bool,
}

impl GroupStore {
    /// Writes copies of `ids` into `folder`, which must be there.
    pub fn export(
        &self,
        ids: &[RecordId],
        folder: &Path,
        watch: &mut Watch<'_>,
    ) -> Result<ExportOutcome, RecordsError> {
        let mut names = Vec::new();
        let mut total_bytes = 0;
        for id in ids {
            let sql = "SELECT file_name, size FROM record WHERE uid = ?1";
            let found = self.records.one(sql, params![id.as_bytes()], |row| {
                Ok((row.get::<_, String>(0)?, crate::store::unsigned(row, 1)?))
            })?;
            let (name, size_bytes) = found.unwrap_or_default();
            total_bytes += size_bytes;
            names.push(name);
        }
        names::clear_unfinished(folder);
        let (finished, outcomes) = crossbeam_channel::unbounded();
        let ended = thread::scope(|scope| {
            let (settler, batches) = Settler::new(folder, finished.clone());
            if let Some(batches) = batches {
                scope.spawn(move || settle_all(batches));
            }
            let writers = std::array::from_fn(|_| {
                let (orders, ordered) = crossbeam_channel::bounded(WAITING);
                let settler = settler.clone();
                scope.spawn(move || write_all(folder, ordered, &settler));
                orders
            });
            drop(settler);
            let progress = Progress {
                total: Some(ids.len() as u64),
                total_bytes: Some(total_bytes),
                stage: "export",
                ..Progress::default()
            };
            let unwatched = Watch::new(watch.flag().clone(), |_| ());
            let mut exporter =
                Exporter { ids, names: &names, writers, finished, current: None, progress, watch };
            draw(&self.group, &self.records, ids, By::Blake3, &unwatched, &mut exporter)
        });
        let mut outcome = ExportOutcome::default();
        let lasting = names_last(folder);
        match ended {
            Ok(()) => {}
            Err(RecordsError::Cancelled(_)) => outcome.cancelled = true,
            Err(error) => return Err(error),
        }
        let mut finished: Vec<Finished> = outcomes.try_iter().collect();
        finished.sort_unstable_by_key(|finished| finished.index);
        for Finished { id, result, .. } in finished {
            match result.and_then(|(path, sha256)| match &lasting {
                Ok(()) => Ok((path, sha256)),
                Err(error) => Err(ExportError::Write { path, error: settle::same(error) }),
            }) {
                Ok((path, sha256)) => outcome.written.push((id, path, sha256)),
                Err(error) => outcome.failed.push((id, error)),
            }
        }
        Ok(outcome)
    }
}

/// Makes the names in a folder durable. Some media cannot sync folders; what is in their files is safe already.
fn names_last(folder: &Path) -> io::Result<()> {
    match sync_folder(folder) {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        synced => synced,
    }
}

/// Gives each record to one of the writers as it is drawn.
struct Exporter<'e, 'w> {
    ids: &'e [RecordId],
    names: &'e [String],
    writers: [Sender<Order>; WRITERS],
    finished: Sender<Finished>,
    current: Option<Current>,
    progress: Progress,
    watch: &'e mut Watch<'w>,
}

/// The record that is being drawn: who writes it, and whether that went wrong.
struct Current {
    writer: Sender<Order>,
    failed: Arc<AtomicBool>,
}

impl Exporter<'_, '_> {
    fn name(&self, index: usize) -> String {
        self.names.get(index).map_or_else(|| self.ids[index].to_string(), |name| names::plain_name(name))
    }

    /// Whoever has least to do.
    fn idlest(&self) -> Sender<Order> {
        let idlest = self.writers.iter().min_by_key(|writer| writer.len());
        idlest.expect("there are some").clone()
    }

    fn end_current(&mut self, outcome: Result<(), ExportError>) {
        self.progress.done += 1;
        self.watch.tell(&self.progress);
        if let Some(current) = self.current.take() {
            give(&current.writer, Order::End(outcome));
        }
    }
}

/// Writers live as long as anyone may give them orders.
fn give(writer: &Sender<Order>, order: Order) {
    drop(writer.send(order));
}

impl Visit for Exporter<'_, '_> {
    fn begin(&mut self, index: usize, content: &Content) -> bool {
        self.progress.now = self.names.get(index).cloned().unwrap_or_default();
        let current = Current { writer: self.idlest(), failed: Arc::default() };
        let commission = Commission {
            index,
            id: self.ids[index],
            name: self.name(index),
            size_bytes: content.size_bytes.min(content.places.len() as u64 * CHUNK_BYTES as u64),
            sha256: content.sha256,
            failed: Arc::clone(&current.failed),
        };
        give(&current.writer, Order::Begin(commission));
        self.current = Some(current);
        true
    }

    fn chunk(&mut self, _index: usize, chunk: Lent) -> bool {
        self.progress.done_bytes += chunk.len() as u64;
        self.watch.tell(&self.progress);
        let Some(current) = &self.current else { return false };
        if current.failed.load(Ordering::Relaxed) {
            self.end_current(Ok(()));
            return false;
        }
        give(&current.writer, Order::Chunk(chunk));
        true
    }

    fn end(&mut self, index: usize, outcome: Result<(), RecordsError>) {
        match outcome {
            // It was not there at all, so nobody writes it.
            Err(error @ RecordsError::NotFound) if self.current.is_none() => {
                let failed = Finished { index, id: self.ids[index], result: Err(error.into()) };
                // The other end is read after all of this.
                drop(self.finished.send(failed));
            }
            outcome => self.end_current(outcome.map_err(ExportError::from)),
        }
    }
}
