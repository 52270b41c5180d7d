//! Writing a generation: survey, volumes, one sync each, every byte read back past the page cache, and the manifest last,
//! which is the commit point. A folder without it counts for nothing; earlier generations are not touched.
//!
//! Called by `app` with the seat held and every database closed. Reads the vault and changes nothing of it.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::audit::{Head, account_name, machine_name, sign_note};
use crate::base::clock::WallTime;
use crate::base::fs::{create_private_folder, room_at, sync_folder, write_atomically};
use crate::base::id::{AccountId, GenerationId, MediumId, VaultId};
use crate::base::job::{Cancelled, Progress, Watch};
use crate::crypto::hash::{Digest, sha256};
use crate::crypto::sign::SigningKey;
use crate::parcel::{Recipient, entry_cost};
use crate::vault::Layout;

use super::chain::Generation;
use super::error::BackupError;
use super::manifest::{FileLine, Manifest, Parent, Part, Piece};
use super::place::{MANIFEST, SUMS, folder_of, shelf_of};
use super::sums::{self, Segments, Summing};
use super::survey::{Found, stamp, survey};
use super::uncached::{self, NotSummed};
use super::volumes::Volumes;

pub use super::volumes::VOLUME_BYTES;

/// What FAT rounds up for each file, and folders take.
const SPARE_BYTES: u64 = 4 << 20;

/// What is to be written, by whom, and what it says of the vault.
pub struct Order<'a> {
    /// The vault.
    pub vault: VaultId,
    /// Its files.
    pub layout: &'a Layout,
    /// Where the medium is mounted.
    pub mount: &'a Path,
    /// The medium.
    pub medium: MediumId,
    /// The newest generation of the chain that it goes on; nothing for a full one.
    pub parent: Option<&'a Generation>,
    /// The recovery sheets' recipient.
    pub recovery: Recipient,
    /// The epoch of the restore key, and its recipient.
    pub restore: (u32, Recipient),
    /// The head of the log.
    pub log: Head,
    /// The last statement.
    pub statements: (u64, Digest),
    /// The wall clock.
    pub wall: WallTime,
    /// The machine.
    pub machine: &'a SigningKey,
    /// Who writes.
    pub person: (AccountId, &'a SigningKey),
    /// Files that go with it in the clear: name and content.
    pub extras: &'a [(&'a str, Vec<u8>)],
    /// How large a volume may become; [`VOLUME_BYTES`] but in tests.
    pub volume_bytes: u64,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The folder of the generation.
    pub folder: PathBuf,
    /// Its manifest.
    pub manifest: Manifest,
}

/// A file, and which runs of it are copied. Sums are known before for what is not read while it is copied.
struct Planned {
    found: Found,
    runs: Vec<(u64, u64)>,
    known: Option<(Digest, Segments)>,
}

/// Writes a generation. On an error nothing of it counts, and what can be removed of it is.
pub fn write(order: &Order<'_>, watch: &mut Watch<'_>) -> Result<Done, BackupError> {
    let mut meter = Meter { watch, told: Progress { stage: "backup-survey", ..Progress::default() } };
    let planned = plan(order, &mut meter)?;
    let needed = needed(order, &planned);
    let free = room_at(order.mount).map_err(BackupError::medium("the medium"))?.free_bytes;
    if free < needed {
        return Err(BackupError::NoRoom { free, needed });
    }
    let generation = GenerationId::generate();
    let folder = shelf_of(order.mount, order.vault).join(folder_of(order.wall, generation));
    let written = write_into(order, &folder, generation, planned, &mut meter);
    if written.is_err() {
        // Without a manifest it counts for nothing; what cannot be removed now goes with the next write.
        drop(std::fs::remove_dir_all(&folder));
    }
    written
}

fn write_into(
    order: &Order<'_>,
    folder: &Path,
    generation: GenerationId,
    planned: Vec<Planned>,
    meter: &mut Meter<'_, '_>,
) -> Result<Done, BackupError> {
    create_private_folder(folder).map_err(BackupError::medium("the folder of the generation"))?;
    let runs: u64 = planned.iter().flat_map(|file| &file.runs).map(|(_, bytes)| bytes).sum();
    meter.stage("backup-write", runs);
    let to = [order.recovery.clone(), order.restore.1.clone()];
    let mut volumes = Volumes::new(folder.to_owned(), &to, order.volume_bytes);
    let (mut files, mut all_sums) = (Vec::new(), Vec::new());
    for file in planned {
        let (line, sums) = copy(order.layout, file, &mut volumes, meter)?;
        files.push(line);
        all_sums.push(sums);
    }
    let volumes = volumes.finish()?;
    let mut extras = vec![put_extra(folder, SUMS, &sums::to_bytes(&all_sums))?];
    for (name, content) in order.extras {
        extras.push(put_extra(folder, name, content)?);
    }
    sync_folder(folder).map_err(BackupError::medium("the folder of the generation"))?;
    let manifest = manifest_of(order, generation, volumes, extras, files);
    read_back(folder, &manifest, meter)?;
    commit(order, folder, &manifest)?;
    Ok(Done { folder: folder.to_owned(), manifest })
}

/// Decides what of each file is copied. Files that may have changed are read; stacks that look untouched are not.
fn plan(order: &Order<'_>, meter: &mut Meter<'_, '_>) -> Result<Vec<Planned>, BackupError> {
    let found = survey(order.layout)?;
    let Some(parent) = order.parent else {
        let whole = |found: Found| Planned { runs: run(0, found.size), known: None, found };
        return Ok(found.into_iter().map(whole).collect());
    };
    meter.stage("backup-survey", found.iter().map(|file| file.size).sum());
    let before = parent.sums()?;
    let mut planned = Vec::with_capacity(found.len());
    for found in found {
        let was = before.get(&found.path);
        let untouched =
            was.filter(|(line, _)| found.is_stack() && line.stamp == found.stamp && line.bytes == found.size);
        if let Some((line, sums)) = untouched {
            meter.pass(found.size)?;
            planned.push(Planned { runs: Vec::new(), known: Some((line.sha256, sums.clone())), found });
            continue;
        }
        let (digest, sums) = sum_whole(order.layout, &found, meter)?;
        let runs = match was {
            Some((line, _)) if line.bytes == found.size && line.sha256 == digest => Vec::new(),
            Some((_, before)) => sums::changed(before, &sums, found.size),
            None => run(0, found.size),
        };
        planned.push(Planned { runs, known: Some((digest, sums)), found });
    }
    Ok(planned)
}

fn run(offset: u64, bytes: u64) -> Vec<(u64, u64)> {
    if bytes > 0 { vec![(offset, bytes)] } else { Vec::new() }
}

/// Copies the runs of a file. What was summed before must be what is copied, and the file must look as it did.
fn copy(
    layout: &Layout,
    planned: Planned,
    volumes: &mut Volumes<'_>,
    meter: &mut Meter<'_, '_>,
) -> Result<(FileLine, Segments), BackupError> {
    let Planned { found, runs, known } = planned;
    let mut pieces = Vec::new();
    let sums = if let Some(known) = known {
        for run in runs {
            let mut source = Source::open(layout, &found, run, meter)?;
            let added = volumes.append(&found.path, run, &mut source);
            let (_, copied) = source.finish(added, &mut pieces)?;
            let first = usize::try_from(run.0 / sums::SEGMENT_BYTES).unwrap_or(usize::MAX);
            if known.1.get(first..first + copied.len()) != Some(copied.as_slice()) {
                return Err(BackupError::Changed(found.path));
            }
        }
        known
    } else {
        let run = (0, found.size);
        let mut source = Source::open(layout, &found, run, meter)?;
        let added = volumes.append(&found.path, run, &mut source);
        source.finish(added, &mut pieces)?
    };
    require_unchanged(layout, &found)?;
    let (sha256, segments) = sums;
    let line = FileLine { bytes: found.size, sha256, stamp: found.stamp, path: found.path, pieces };
    Ok((line, segments))
}

fn sum_whole(
    layout: &Layout,
    found: &Found,
    meter: &mut Meter<'_, '_>,
) -> Result<(Digest, Segments), BackupError> {
    let mut source = Source::open(layout, found, (0, found.size), meter)?;
    let passed = io::copy(&mut source, &mut io::sink());
    let passed = passed.map(|_| Vec::new()).map_err(BackupError::vault(&found.path));
    source.finish(passed, &mut Vec::new())
}

/// The log grows, and only its beginning was copied.
fn require_unchanged(layout: &Layout, found: &Found) -> Result<(), BackupError> {
    let path = layout.folder().join(&found.path);
    let metadata = std::fs::symlink_metadata(path).map_err(BackupError::vault(&found.path))?;
    let same = stamp(&metadata) == found.stamp && metadata.len() == found.size;
    if same || found.grows() && metadata.len() >= found.size {
        Ok(())
    } else {
        Err(BackupError::Changed(found.path.clone()))
    }
}

/// A run of a file of the vault, summed as it is read. Remembers what went wrong with it, or that it was to stop: whoever
/// reads it would take that for a fault of the medium.
struct Source<'m, 'w, 'a> {
    file: io::Take<File>,
    path: String,
    summing: Summing,
    meter: &'m mut Meter<'w, 'a>,
    failed: Option<BackupError>,
}

impl<'m, 'w, 'a> Source<'m, 'w, 'a> {
    fn open(
        layout: &Layout,
        found: &Found,
        (offset, bytes): (u64, u64),
        meter: &'m mut Meter<'w, 'a>,
    ) -> Result<Self, BackupError> {
        let opened = File::open(layout.folder().join(&found.path)).and_then(|mut file| {
            file.seek(SeekFrom::Start(offset))?;
            Ok(file.take(bytes))
        });
        let file = opened.map_err(BackupError::vault(&found.path))?;
        Ok(Self { file, path: found.path.clone(), summing: Summing::begin(), meter, failed: None })
    }

    /// The sums of what was read, if reading and writing went well.
    fn finish(
        self,
        added: Result<Vec<Piece>, BackupError>,
        pieces: &mut Vec<Piece>,
    ) -> Result<(Digest, Segments), BackupError> {
        if let Some(failed) = self.failed {
            return Err(failed);
        }
        pieces.extend(added?);
        if self.file.limit() > 0 {
            return Err(BackupError::Changed(self.path));
        }
        Ok(self.summing.finish())
    }
}

impl Read for Source<'_, '_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = match self.file.read(into) {
            Err(error) if error.kind() != io::ErrorKind::Interrupted => {
                let told = io::Error::from(error.kind());
                self.failed = Some(BackupError::Vault { file: self.path.clone(), error });
                return Err(told);
            }
            read => read?,
        };
        if read == 0 && self.file.limit() > 0 && !into.is_empty() {
            self.failed = Some(BackupError::Changed(self.path.clone()));
        }
        self.summing.update(into.get(..read).unwrap_or_default());
        if let Err(stopped) = self.meter.pass(read as u64) {
            self.failed = Some(stopped.into());
            return Err(io::Error::other("stopped"));
        }
        Ok(read)
    }
}

/// How much room a full generation of a vault takes at most, but for the few files that go with it.
pub fn full_bytes(layout: &Layout) -> Result<u64, BackupError> {
    let found = survey(layout)?;
    let tar: u64 = found.iter().map(|file| entry_cost(file.size) + entry_cost(0)).sum();
    let sums: u64 = found.iter().map(|file| sums::segments_of(file.size) as u64 * 32).sum();
    Ok(tar + tar / 2048 + sums + found.len() as u64 * 512 + SPARE_BYTES)
}

/// How much room the generation takes at most.
fn needed(order: &Order<'_>, planned: &[Planned]) -> u64 {
    let runs = planned.iter().flat_map(|file| &file.runs);
    let tar: u64 = runs.map(|(_, bytes)| entry_cost(*bytes) + entry_cost(0)).sum();
    let sums: u64 = planned.iter().map(|file| sums::segments_of(file.found.size) as u64 * 32).sum();
    let lines = planned.len() as u64 * 512;
    let extras: u64 = order.extras.iter().map(|(_, content)| content.len() as u64).sum();
    tar + tar / 2048 + sums + lines + extras + SPARE_BYTES
}

fn put_extra(folder: &Path, name: &str, content: &[u8]) -> Result<Part, BackupError> {
    let put = || {
        let mut file = File::create_new(folder.join(name))?;
        io::Write::write_all(&mut file, content)?;
        file.sync_all()
    };
    put().map_err(BackupError::medium(name))?;
    Ok(Part { bytes: content.len() as u64, sha256: sha256(content), name: name.to_owned() })
}

fn manifest_of(
    order: &Order<'_>,
    generation: GenerationId,
    volumes: Vec<Part>,
    extras: Vec<Part>,
    files: Vec<FileLine>,
) -> Manifest {
    let parent = order.parent.map(|parent| Parent {
        generation: parent.manifest.generation,
        folder: parent.name(),
        sha256: parent.sha256,
    });
    Manifest {
        vault: order.vault,
        generation,
        medium: order.medium,
        made: order.wall,
        parent,
        recovery: order.recovery.to_string(),
        restore: (order.restore.0, order.restore.1.to_string()),
        log: order.log,
        statements: order.statements,
        volumes,
        extras,
        files,
    }
}

/// Every byte, as the medium gives it.
fn read_back(folder: &Path, manifest: &Manifest, meter: &mut Meter<'_, '_>) -> Result<(), BackupError> {
    let parts = || manifest.volumes.iter().chain(&manifest.extras);
    meter.stage("backup-read-back", parts().map(|part| part.bytes).sum());
    for part in parts() {
        let read = uncached::sum(&folder.join(&part.name), |bytes| meter.pass(bytes));
        let read = read.map_err(|error| match error {
            NotSummed::Io(error) => BackupError::Medium { file: part.name.clone(), error },
            NotSummed::Cancelled(stopped) => stopped.into(),
        })?;
        if (read.bytes, read.sha256) != (part.bytes, part.sha256) {
            return Err(BackupError::NotReadBack(part.name.clone()));
        }
    }
    Ok(())
}

/// From here on the generation counts.
fn commit(order: &Order<'_>, folder: &Path, manifest: &Manifest) -> Result<(), BackupError> {
    let (account, key) = order.person;
    let note = sign_note(&manifest.text(), &machine_name(order.vault), order.machine)?;
    let bytes = note.cosigned(&account_name(account), key)?.encode().into_bytes();
    let path = folder.join(MANIFEST);
    write_atomically(&path, &bytes).map_err(BackupError::medium(MANIFEST))?;
    let back = uncached::sum(&path, |_| Ok::<(), Cancelled>(()));
    let fits = back.is_ok_and(|back| back.bytes == bytes.len() as u64 && back.sha256 == sha256(&bytes));
    let synced = fits && File::open(folder).is_ok_and(|folder| rustix::fs::syncfs(folder).is_ok());
    if synced {
        return Ok(());
    }
    // Whoever looks at the medium must not take it for whole.
    drop(std::fs::remove_file(&path));
    Err(BackupError::NotReadBack(MANIFEST.to_owned()))
}

/// Tells how far the work is, and stops it.
struct Meter<'w, 'a> {
    watch: &'w mut Watch<'a>,
    told: Progress,
}

impl Meter<'_, '_> {
    fn stage(&mut self, stage: &'static str, total: u64) {
        self.told = Progress { stage, total_bytes: Some(total), ..Progress::default() };
        self.watch.tell(&self.told);
    }

    fn pass(&mut self, bytes: u64) -> Result<(), Cancelled> {
        self.watch.go_on()?;
        self.told.done_bytes += bytes;
        self.watch.tell(&self.told);
        Ok(())
    }
}
