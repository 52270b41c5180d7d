//! Putting files in: a plan that names every file and its future record, then the import that follows it.
//!
//! The plan comes first so that `app` can log each record's event before its content is written. Files that fail
//! are listed with the reason; the rest is in.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::{AccountId, RecordId};
use crate::base::job::{Cancelled, Watch};
use crate::base::limits::LINE_CHARS;
use crate::crypto::hash::Digest;
use crate::viewing;

use super::content::pour::{Poured, pour};
use super::content::reading::{Input, Opening};
use super::error::{ImportError, RecordsError};
use super::filing::{self, Filing};
use super::group::GroupStore;
use super::record::{JudgedEdit, RecordEdit};

/// Where a file's content comes from.
pub enum Source {
    /// A file of the system.
    Path(PathBuf),
    /// Bytes from elsewhere.
    Reader(Box<dyn Read + Send>),
}

/// A file that is to become a record. Everything but the source may be changed before the import.
pub struct PlannedFile {
    /// The id its record will have.
    pub id: RecordId,
    /// What lists of failures call it: the path as it was given, or the name.
    pub shown: String,
    /// The name of the file.
    pub file_name: String,
    /// Title, tags and notes.
    pub edit: RecordEdit,
    /// When it was filed; none for now.
    pub filed_at: Option<WallTime>,
    /// Its size, where known.
    pub size_bytes: Option<u64>,
    /// Its content.
    pub source: Source,
}

/// What is to be imported.
#[derive(Default)]
pub struct ImportPlan {
    /// The files.
    pub files: Vec<PlannedFile>,
    /// What was asked for and cannot be imported, each with the reason.
    pub refused: Vec<(String, ImportError)>,
}

/// A record whose row is durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledged {
    /// The record.
    pub id: RecordId,
    /// What the plan called it.
    pub shown: String,
    /// Its size.
    pub size_bytes: u64,
    /// Its SHA-256.
    pub sha256: Digest,
    /// Another record of the group with the same content.
    pub twin: Option<RecordId>,
}

/// What came of an import.
#[derive(Debug, Default)]
pub struct ImportOutcome {
    /// The records that were made, in the order in which they became durable.
    pub imported: Vec<Acknowledged>,
    /// What was not imported, each with the reason.
    pub failed: Vec<(String, ImportError)>,
    /// Stopped on request; what was imported before stays.
    pub cancelled: bool,
}

impl ImportPlan {
    /// Plans files, and all files in folders, however deep. Links inside folders are not followed.
    pub fn of_paths(paths: &[PathBuf], watch: &Watch<'_>) -> Result<Self, Cancelled> {
        let mut plan = Self::default();
        for path in paths {
            match std::fs::metadata(path) {
                Ok(about) if about.is_dir() => plan.walk(path, watch)?,
                Ok(about) if about.is_file() => plan.add_path(path, about.len()),
                Ok(_) => plan.refuse(path, ImportError::Special),
                Err(error) => plan.refuse(path, ImportError::Read(error)),
            }
        }
        Ok(plan)
    }

    /// Adds content that is no file of the system; the id its record will have.
    pub fn add_reader(
        &mut self,
        file_name: &str,
        size_bytes: Option<u64>,
        reader: Box<dyn Read + Send>,
    ) -> RecordId {
        let shown = file_name.to_owned();
        let file = planned(shown, file_name, size_bytes, Source::Reader(reader));
        let id = file.id;
        self.files.push(file);
        id
    }

    /// The size of all files, where it is known.
    pub fn total_bytes(&self) -> u64 {
        self.files.iter().filter_map(|file| file.size_bytes).sum()
    }

    fn walk(&mut self, folder: &Path, watch: &Watch<'_>) -> Result<(), Cancelled> {
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            watch.go_on()?;
            let listed = std::fs::read_dir(&folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
            let mut entries = match listed {
                Ok(entries) => entries,
                Err(error) => {
                    self.refuse(&folder, ImportError::Read(error));
                    continue;
                }
            };
            entries.sort_unstable_by_key(std::fs::DirEntry::file_name);
            for entry in entries {
                let path = entry.path();
                match entry.metadata() {
                    Ok(about) if about.is_dir() => folders.push(path),
                    Ok(about) if about.is_file() => self.add_path(&path, about.len()),
                    Ok(_) => self.refuse(&path, ImportError::Special),
                    Err(error) => self.refuse(&path, ImportError::Read(error)),
                }
            }
        }
        Ok(())
    }

    fn add_path(&mut self, path: &Path, size_bytes: u64) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let shown = path.display().to_string();
        self.files.push(planned(shown, &name, Some(size_bytes), Source::Path(path.to_owned())));
    }

    fn refuse(&mut self, path: &Path, error: ImportError) {
        self.refused.push((path.display().to_string(), error));
    }
}

impl GroupStore {
    /// Imports what was planned, for one customer. `acknowledge` is called with each record once it is durable.
    ///
    /// An error is returned where nothing could be begun, or where the records database failed; records that were
    /// acknowledged before stay.
    pub fn import(
        &mut self,
        code: ClientCode,
        filed_by: AccountId,
        plan: ImportPlan,
        watch: &mut Watch<'_>,
        mut acknowledge: impl FnMut(&Acknowledged),
    ) -> Result<ImportOutcome, RecordsError> {
        self.writable()?;
        self.staying(code)?;
        let group = std::sync::Arc::clone(&self.group);
        let _permit = group.permits.writing(watch.flag())?;
        // The customer may have gone while this waited.
        let customer = self.staying(code)?.id;
        let mut outcome = ImportOutcome { failed: plan.refused, ..ImportOutcome::default() };
        let mut filings = HashMap::new();
        let mut inputs = Vec::new();
        for file in plan.files {
            match prepare(file) {
                Ok((filing, input)) => {
                    filings.insert(inputs.len(), filing);
                    inputs.push(input);
                }
                Err((shown, error)) => outcome.failed.push((shown, error)),
            }
        }
        let names: Vec<String> = inputs.iter().map(|input| input.name.clone()).collect();
        let now = group.setting.clock.wall();
        let mut end = pour(&group, inputs, watch, |poured| {
            let ready =
                poured.into_iter().filter_map(|poured| Some((filings.remove(&poured.index)?, poured)));
            let ready: Vec<_> =
                ready.map(|(filing, poured)| (filing.ready(&poured, now, filed_by), poured)).collect();
            let twins = self.records.write(|writing| {
                ready
                    .iter()
                    .map(|(filing, poured)| {
                        let twin = filing::twin(writing, &poured.content)?;
                        filing::file(writing, customer, &code.compact(), filing, &poured.content)?;
                        Ok(twin)
                    })
                    .collect::<Result<Vec<_>, RecordsError>>()
            })?;
            for ((filing, poured), twin) in ready.into_iter().zip(twins) {
                let acknowledged = Acknowledged {
                    id: filing.id,
                    shown: names.get(poured.index).cloned().unwrap_or_default(),
                    size_bytes: poured.content.size_bytes,
                    sha256: poured.content.sha256,
                    twin,
                };
                acknowledge(&acknowledged);
                outcome.imported.push(acknowledged);
            }
            Ok(())
        })?;
        end.settle()?;
        let failed = end.failed.into_iter();
        outcome
            .failed
            .extend(failed.map(|(index, error)| (names.get(index).cloned().unwrap_or_default(), error)));
        outcome.cancelled = end.cancelled;
        Ok(outcome)
    }
}

/// What becomes a [`Filing`] once the content is there.
struct Planned {
    id: RecordId,
    edit: JudgedEdit,
    file_name: String,
    filed_at: Option<WallTime>,
}

impl Planned {
    fn ready(self, poured: &Poured, now: WallTime, filed_by: AccountId) -> Filing {
        let kind = viewing::kind_of(&self.file_name, &poured.head);
        let filed_at = self.filed_at.unwrap_or(now);
        Filing { id: self.id, edit: self.edit, file_name: self.file_name, kind, filed_at, filed_by }
    }
}

fn prepare(file: PlannedFile) -> Result<(Planned, Input), (String, ImportError)> {
    let edit = match JudgedEdit::judge(&file.edit) {
        Ok(edit) => edit,
        Err(error) => return Err((file.shown, error.into())),
    };
    let open: Opening = match file.source {
        Source::Path(path) => Box::new(move || open_file(&path)),
        Source::Reader(reader) => Box::new(move || Ok(reader)),
    };
    let planned = Planned { id: file.id, edit, file_name: file.file_name, filed_at: file.filed_at };
    Ok((planned, Input { name: file.shown, size_bytes: file.size_bytes, open }))
}

/// Opens a file for reading, without waiting at a pipe that took its place meanwhile.
fn open_file(path: &Path) -> Result<Box<dyn Read + Send>, ImportError> {
    let flags = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
    let file: File =
        OpenOptions::new().read(true).custom_flags(flags).open(path).map_err(ImportError::Read)?;
    if !file.metadata().map_err(ImportError::Read)?.is_file() {
        return Err(ImportError::Special);
    }
    Ok(Box::new(file))
}

fn planned(shown: String, file_name: &str, size_bytes: Option<u64>, source: Source) -> PlannedFile {
    let file_name = clean_name(file_name);
    let stem = Path::new(&file_name).file_stem().unwrap_or_default().to_string_lossy().trim().to_owned();
    let title = if stem.is_empty() { file_name.clone() } else { stem };
    let edit = RecordEdit { title, ..RecordEdit::default() };
    PlannedFile { id: RecordId::generate(), shown, file_name, edit, filed_at: None, size_bytes, source }
}

/// A file's name as it is kept: one line, no folders, never empty.
fn clean_name(name: &str) -> String {
    let kept = name.chars().map(|c| if c.is_control() || c == '/' { '_' } else { c });
    let kept: String = kept.take(LINE_CHARS).collect();
    if kept.trim().is_empty() { "_".to_owned() } else { kept.trim().to_owned() }
}
