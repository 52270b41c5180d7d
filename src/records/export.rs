//! Taking copies out: each is written under another name in the chosen folder, its hash is verified, it is made
//! durable, and only then gets its own name. No file that is there already is touched.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::num::NonZeroU64;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, Sender};
use rustix::fs::{Advice, CWD, RenameFlags, fadvise, renameat_with};

use crate::base::fs::{PRIVATE_FILE, sync_folder};
use crate::base::id::RecordId;
use crate::base::job::{Progress, Watch};
use crate::crypto::hash::Digest;
use crate::store::params;

use super::content::draw::{Visit, draw};
use super::content::place::Content;
use super::error::{ExportError, RecordsError};
use super::group::GroupStore;

/// Copies that are being made durable at the same time.
const FINISHERS: usize = 4;

/// After so many bytes the system is asked to begin writing them to the medium, so that little is left at the end.
const AHEAD_BYTES: u64 = 16 << 20;

/// Names that are tried before a copy is given up: `name (2).ext` and so on.
const NAMES: u32 = 10_000;

/// The longest name of a file, in bytes, with room for a number.
const NAME_BYTES: usize = 240;

/// What came of taking copies out.
#[derive(Debug, Default)]
pub struct ExportOutcome {
    /// The copies: of which record, where, and the SHA-256 that was verified.
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
        let (drawn, results) = crossbeam_channel::bounded(FINISHERS);
        let (finished, outcomes) = crossbeam_channel::unbounded();
        let ended = thread::scope(|scope| {
            for _ in 0..FINISHERS {
                let (results, finished): (Receiver<Copy>, Sender<Finished>) =
                    (results.clone(), finished.clone());
                scope.spawn(move || results.into_iter().try_for_each(|copy| finished.send(copy.finish())));
            }
            drop(results);
            let progress = Progress {
                total: Some(ids.len() as u64),
                total_bytes: Some(total_bytes),
                stage: "export",
                ..Progress::default()
            };
            let flag = watch.flag().clone();
            let unwatched = Watch::new(flag, |_| ());
            let mut exporter =
                Exporter { folder, ids, names: &names, drawn, finished, current: None, progress, watch };
            draw(&self.group, &self.records, ids, &unwatched, &mut exporter)
        });
        let mut outcome = ExportOutcome::default();
        match ended {
            Ok(()) => {}
            Err(RecordsError::Cancelled(_)) => outcome.cancelled = true,
            Err(error) => return Err(error),
        }
        let mut finished: Vec<Finished> = outcomes.try_iter().collect();
        finished.sort_unstable_by_key(|finished| finished.index);
        for Finished { id, result, .. } in finished {
            match result {
                Ok((path, sha256)) => outcome.written.push((id, path, sha256)),
                Err(error) => outcome.failed.push((id, error)),
            }
        }
        // The names are durable once the folder is; some media cannot sync folders, and their files are safe already.
        drop(sync_folder(folder));
        Ok(outcome)
    }
}

/// A copy that is written and whose hash fits, but which has not got its name.
struct Copy {
    index: usize,
    id: RecordId,
    file: File,
    /// Bytes that were given to the system, and those of them that it was asked to write.
    given_bytes: u64,
    begun_bytes: u64,
    temporary: PathBuf,
    folder: PathBuf,
    name: String,
    sha256: Digest,
}

/// What became of one record.
struct Finished {
    index: usize,
    id: RecordId,
    result: Result<(PathBuf, Digest), ExportError>,
}

impl Copy {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.given_bytes += bytes.len() as u64;
        let ready = self.given_bytes - self.begun_bytes;
        if ready >= AHEAD_BYTES {
            // What cannot be dropped yet is written, without waiting for it. Where it is refused the sync does all.
            fadvise(&self.file, self.begun_bytes, NonZeroU64::new(ready), Advice::DontNeed)
                .unwrap_or_default();
            self.begun_bytes = self.given_bytes;
        }
        Ok(())
    }

    /// Makes it durable and gives it its name.
    fn finish(self) -> Finished {
        let named = self.file.sync_all().and_then(|()| give_name(&self.temporary, &self.folder, &self.name));
        let result = named.map(|path| (path, self.sha256)).map_err(|error| {
            drop(std::fs::remove_file(&self.temporary));
            ExportError::Write { path: self.folder.join(&self.name), error }
        });
        Finished { index: self.index, id: self.id, result }
    }
}

struct Exporter<'e, 'w> {
    folder: &'e Path,
    ids: &'e [RecordId],
    names: &'e [String],
    drawn: Sender<Copy>,
    finished: Sender<Finished>,
    current: Option<Copy>,
    progress: Progress,
    watch: &'e mut Watch<'w>,
}

impl Exporter<'_, '_> {
    fn start(&self, index: usize, content: &Content) -> Result<Copy, ExportError> {
        let id = self.ids[index];
        let temporary = self.folder.join(format!(".strongroom-{id}-{index}.new"));
        let opened = OpenOptions::new().write(true).create_new(true).mode(PRIVATE_FILE).open(&temporary);
        let file = opened.map_err(|error| ExportError::Write { path: temporary.clone(), error })?;
        let name = self.names.get(index).map_or_else(|| id.to_string(), |name| plain_name(name));
        Ok(Copy {
            index,
            id,
            file,
            given_bytes: 0,
            begun_bytes: 0,
            temporary,
            folder: self.folder.to_owned(),
            name,
            sha256: content.sha256,
        })
    }

    fn fail(&mut self, index: usize, error: ExportError) {
        if let Some(copy) = self.current.take() {
            drop(std::fs::remove_file(&copy.temporary));
        }
        let failed = Finished { index, id: self.ids[index], result: Err(error) };
        // The other end is read after all of this.
        drop(self.finished.send(failed));
    }
}

impl Visit for Exporter<'_, '_> {
    fn begin(&mut self, index: usize, content: &Content) -> bool {
        self.progress.now = self.names.get(index).cloned().unwrap_or_default();
        match self.start(index, content) {
            Ok(copy) => {
                self.current = Some(copy);
                true
            }
            Err(error) => {
                self.fail(index, error);
                false
            }
        }
    }

    fn chunk(&mut self, index: usize, bytes: &[u8]) -> bool {
        let written = self.current.as_mut().map_or(Ok(()), |copy| copy.write(bytes));
        self.progress.done_bytes += bytes.len() as u64;
        self.watch.tell(&self.progress);
        if let Err(error) = written {
            let path = self.folder.join(&self.progress.now);
            self.fail(index, ExportError::Write { path, error });
            return false;
        }
        true
    }

    fn end(&mut self, index: usize, outcome: Result<(), RecordsError>) {
        self.progress.done += 1;
        self.watch.tell(&self.progress);
        match (outcome, self.current.take()) {
            // The finishers live as long as this does.
            (Ok(()), Some(copy)) => drop(self.drawn.send(copy)),
            (Ok(()), None) => {}
            (Err(error), copy) => {
                self.current = copy;
                self.fail(index, error.into());
            }
        }
    }
}

impl Drop for Exporter<'_, '_> {
    /// What was being written when the export was stopped is removed.
    fn drop(&mut self) {
        if let Some(copy) = self.current.take() {
            drop(std::fs::remove_file(&copy.temporary));
        }
    }
}

/// Renames to the first name that is free, never over a file that is there.
fn give_name(temporary: &Path, folder: &Path, name: &str) -> io::Result<PathBuf> {
    for number in 1..NAMES {
        let path = folder.join(numbered(name, number));
        match rename_to_free(temporary, &path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn rename_to_free(from: &Path, to: &Path) -> io::Result<()> {
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        // Some file systems cannot promise it; there a look before must do.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::OPNOTSUPP) => {
            if to.symlink_metadata().is_ok() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            std::fs::rename(from, to)
        }
        Err(error) => Err(error.into()),
    }
}

/// `name.ext`, `name (2).ext`, …
fn numbered(name: &str, number: u32) -> String {
    if number == 1 {
        return name.to_owned();
    }
    match name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) {
        Some((stem, extension)) => format!("{stem} ({number}).{extension}"),
        None => format!("{name} ({number})"),
    }
}

/// A name that is a name and nothing else, on any file system a medium may have.
fn plain_name(kept: &str) -> String {
    let strange =
        |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let name: String = kept.chars().map(|c| if strange(c) { '_' } else { c }).collect();
    let name = name.trim_end_matches([' ', '.']);
    let name = if name.trim_start_matches('.').is_empty() { "record" } else { name };
    if name.len() <= NAME_BYTES {
        return name.to_owned();
    }
    let (stem, extension) = name.rsplit_once('.').filter(|(_, end)| end.len() <= 16).unwrap_or((name, ""));
    let mut kept = NAME_BYTES - 17;
    while !stem.is_char_boundary(kept) {
        kept -= 1;
    }
    let stem = stem.get(..kept).unwrap_or_default();
    if extension.is_empty() { stem.to_owned() } else { format!("{stem}.{extension}") }
}

/// Reading one record into memory, for the viewer.
impl GroupStore {
    /// A record's content, its hash verified; refused if it is larger than `limit_bytes`. Wiped when dropped.
    pub fn read_content(
        &self,
        id: RecordId,
        limit_bytes: u64,
    ) -> Result<zeroize::Zeroizing<Vec<u8>>, RecordsError> {
        let content = super::content::place::content_of(&self.records, id)?.ok_or(RecordsError::NotFound)?;
        if content.size_bytes > limit_bytes {
            return Err(RecordsError::TooLarge);
        }
        let group = Arc::clone(&self.group);
        super::content::draw::Drawer::new(&group, &self.records)?.read_all(id, &content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_names() {
        assert_eq!(plain_name("../a:b.txt"), ".._a_b.txt");
        assert_eq!(plain_name("…"), "…");
        assert_eq!(plain_name(".."), "record");
        assert!(plain_name(&format!("{}.pdf", "ț".repeat(300))).strip_suffix(".pdf").is_some());
        assert!(plain_name(&format!("{}.pdf", "ț".repeat(300))).len() <= NAME_BYTES);
    }

    #[test]
    fn numbers_go_before_the_extension() {
        assert_eq!(numbered("a.tar.gz", 2), "a.tar (2).gz");
        assert_eq!(numbered(".profile", 3), ".profile (3)");
    }
}
