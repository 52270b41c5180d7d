//! Makes copies durable and gives them their names, in this order: many small ones by one sync of their file system, large
//! ones each by its own.
//!
//! Whoever wrote a copy hands it over; the writers go on while others wait for the medium. Syncing one by one costs a
//! journal's commit for each file, which is most of the time of small ones.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crossbeam_channel::{Receiver, Sender};
use rustix::fs::{fstatfs, syncfs};

use crate::base::id::RecordId;
use crate::crypto::hash::Digest;

use super::super::error::ExportError;
use super::copy::Copy;

/// Copies are made durable together until they are so many, or so large: more make one wait longer without being faster.
const BATCH_COPIES: usize = 128;
const BATCH_BYTES: u64 = 64 << 20;

/// File systems of this machine's disks whose sync reports what could not be written, and reaches the medium itself: ext2
/// to ext4, XFS, btrfs. Others, those of sticks among them, leave the device's own cache alone; there each copy is synced.
const SYNC_AS_A_WHOLE: [u64; 3] = [0xEF53, 0x5846_5342, 0x9123_683E];

/// A record that was written under another name, or why it was not.
pub(super) struct Complete {
    /// Its place among those that were asked for.
    pub(super) index: usize,
    pub(super) id: RecordId,
    /// What the copy is called, if that is free.
    pub(super) name: String,
    pub(super) sha256: Digest,
    /// The copy and its size in bytes.
    pub(super) copy: Result<(Copy, u64), ExportError>,
}

/// What became of one record.
pub(super) struct Finished {
    pub(super) index: usize,
    pub(super) id: RecordId,
    pub(super) result: Result<(PathBuf, Digest), ExportError>,
}

/// Where one writer hands over what it wrote.
#[derive(Clone)]
pub(super) struct Settler {
    folder: PathBuf,
    together: Option<Sender<Complete>>,
    finished: Sender<Finished>,
}

impl Settler {
    /// For copies in `folder`. Where syncing as a whole is of use, the second half is what [`settle_all`] needs.
    pub(super) fn new(folder: &Path, finished: Sender<Finished>) -> (Self, Option<Batches>) {
        let folder = folder.to_owned();
        let Some(whole) = whole_of(&folder) else {
            return (Self { folder, together: None, finished }, None);
        };
        let (together, complete) = crossbeam_channel::bounded(BATCH_COPIES);
        let batches =
            Batches { folder: folder.clone(), whole: Some(whole), complete, finished: finished.clone() };
        (Self { folder, together: Some(together), finished }, Some(batches))
    }

    /// Takes what was written. What failed, and what is large, is finished at once.
    pub(super) fn take(&self, complete: Complete) {
        let small = complete.copy.as_ref().is_ok_and(|(copy, _)| copy.is_small());
        match &self.together {
            // It is there until all writers have gone.
            Some(together) if small => drop(together.send(complete)),
            _ => {
                let synced = complete.copy.as_ref().map_or(Ok(()), |(copy, _)| copy.sync());
                tell(&self.finished, finish(complete, &self.folder, synced));
            }
        }
    }
}

/// The file system of a folder, opened before anything is written to it: what its sync tells counts from here on.
fn whole_of(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    let kind = fstatfs(&folder).ok()?.f_type;
    SYNC_AS_A_WHOLE.iter().any(|known| u64::try_from(kind) == Ok(*known)).then_some(folder)
}

/// Copies that wait to be made durable together.
pub(super) struct Batches {
    folder: PathBuf,
    /// None once a sync failed: what failed was told then, and is not told again by the next one.
    whole: Option<File>,
    complete: Receiver<Complete>,
    finished: Sender<Finished>,
}

/// Settles what comes, batch by batch, until nothing more does.
pub(super) fn settle_all(mut batches: Batches) {
    loop {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < BATCH_COPIES && bytes < BATCH_BYTES {
            let Ok(complete) = batches.complete.recv() else { break };
            bytes += complete.copy.as_ref().map_or(0, |(_, size_bytes)| *size_bytes);
            batch.push(complete);
        }
        if batch.is_empty() {
            return;
        }
        batches.settle(batch, |whole| Ok(syncfs(whole)?));
    }
}

impl Batches {
    /// Syncs once, then gives the names. If the sync fails, none of these copies is said to be there.
    fn settle(&mut self, batch: Vec<Complete>, sync: impl FnOnce(&File) -> io::Result<()>) {
        let whole = self.whole.take();
        let told = whole.as_ref().map(sync);
        if let Some(Ok(())) = &told {
            self.whole = whole;
        }
        for complete in batch {
            let synced = match (&told, &complete.copy) {
                (Some(Ok(())), _) | (_, Err(_)) => Ok(()),
                (Some(Err(error)), _) => Err(same(error)),
                (None, Ok((copy, _))) => copy.sync(),
            };
            tell(&self.finished, finish(complete, &self.folder, synced));
        }
    }
}

/// Gives a copy its name if it is durable; else nothing of it stays.
fn finish(complete: Complete, folder: &Path, synced: io::Result<()>) -> Finished {
    let Complete { index, id, name, sha256, copy } = complete;
    let result = copy.and_then(|(copy, _)| {
        let named = synced.and_then(|()| copy.give_name(folder, &name));
        named
            .map(|path| (path, sha256))
            .map_err(|error| ExportError::Write { path: folder.join(&name), error })
    });
    Finished { index, id, result }
}

/// One error for each of several copies.
pub(super) fn same(error: &io::Error) -> io::Error {
    error.raw_os_error().map_or_else(|| error.kind().into(), io::Error::from_raw_os_error)
}

fn tell(finished: &Sender<Finished>, outcome: Finished) {
    // The other end is read after all of this.
    drop(finished.send(outcome));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::content::chunk::{Chunk, Lent};

    fn written(folder: &Path, index: usize) -> Complete {
        let id = RecordId::generate();
        let mut copy = Copy::create(folder.join(super::super::names::unfinished(id, index)), 3).unwrap();
        let mut chunk = Chunk::new();
        chunk
            .fill(|room| {
                room[..3].copy_from_slice(b"abc");
                Ok::<_, io::Error>(3)
            })
            .unwrap();
        copy.write(&mut Lent::new(chunk, crossbeam_channel::unbounded().0)).unwrap();
        let size_bytes = copy.complete().unwrap();
        let (name, sha256) = (format!("{index}.txt"), Digest([0; 32]));
        Complete { index, id, name, sha256, copy: Ok((copy, size_bytes)) }
    }

    fn batches(folder: &Path) -> (Batches, Receiver<Finished>) {
        let (finished, outcomes) = crossbeam_channel::unbounded();
        let (_nobody, complete) = crossbeam_channel::bounded(1);
        let whole = Some(File::open(folder).unwrap());
        (Batches { folder: folder.to_owned(), whole, complete, finished }, outcomes)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = folder.read_dir().unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn nothing_has_its_name_before_the_sync() {
        let folder = tempfile::tempdir().unwrap();
        let (mut batches, outcomes) = batches(folder.path());
        let batch = (0..3).map(|index| written(folder.path(), index)).collect();
        batches.settle(batch, |_| {
            assert!(names(folder.path()).iter().all(|name| name.starts_with(".strongroom-")));
            Ok(())
        });
        assert_eq!(names(folder.path()), ["0.txt", "1.txt", "2.txt"]);
        assert!(outcomes.try_iter().all(|finished| finished.result.is_ok()) && batches.whole.is_some());
    }

    #[test]
    fn a_sync_that_fails_fails_every_copy_of_its_batch_and_the_next_are_synced_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (mut batches, outcomes) = batches(folder.path());
        let batch = (0..3).map(|index| written(folder.path(), index)).collect();
        batches.settle(batch, |_| Err(io::Error::from_raw_os_error(5)));
        let failed: Vec<_> = outcomes.try_iter().map(|finished| (finished.index, finished.result)).collect();
        assert_eq!(failed.len(), 3);
        for (index, result) in failed {
            let Err(ExportError::Write { path, error }) = result else { panic!("{result:?}") };
            assert_eq!(path, folder.path().join(format!("{index}.txt")));
            assert_eq!(error.raw_os_error(), Some(5));
        }
        assert_eq!(names(folder.path()), Vec::<String>::new());
        batches.settle(vec![written(folder.path(), 7)], |_| panic!("what failed would not be told again"));
        assert!(outcomes.try_iter().all(|finished| finished.result.is_ok()));
        assert_eq!(names(folder.path()), ["7.txt"]);
    }

    #[test]
    fn what_was_cut_off_is_cleared_and_what_is_being_written_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let going_on = written(folder.path(), 1);
        std::fs::write(folder.path().join(super::super::names::unfinished(going_on.id, 2)), "half").unwrap();
        std::fs::write(folder.path().join("kept.new"), "another's").unwrap();
        super::super::names::clear_unfinished(folder.path());
        let left = names(folder.path());
        assert_eq!(left, [super::super::names::unfinished(going_on.id, 1), "kept.new".to_owned()]);
    }
}
