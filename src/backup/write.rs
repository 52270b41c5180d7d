//! Writing a generation: volume by volume, one sync each, every byte read back past the page cache, and the manifest last,
//! which is the commit point. A folder without it counts for nothing; earlier generations are not touched.
//!
//! Called by `app` with the seat held and every database closed. Reads the vault and changes nothing of it. A write that was
//! interrupted is gone on with: see `resume`.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::audit::{Head, account_name, machine_name, sign_note};
use crate::base::clock::WallTime;
use crate::base::fs::{create_private_folder, room_at, sync_folder, write_atomically};
use crate::base::id::{AccountId, GenerationId, MediumId, VaultId};
use crate::base::job::{Cancelled, Watch};
use crate::crypto::hash::{Digest, sha256};
use crate::crypto::sign::SigningKey;
use crate::parcel::{Recipient, entry_cost};
use crate::vault::Layout;

use super::chain::Generation;
use super::error::BackupError;
use super::manifest::{FileLine, Manifest, Parent, Part};
use super::meter::Meter;
use super::place::{MANIFEST, SUMS, folder_of, shelf_of};
use super::planning::{Planned, plan};
use super::resume::{Aim, Begun, Held, RESUME};
use super::source::Source;
use super::spool::Spool;
use super::sums::{self, Summing};
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
    /// A write that was interrupted and may be gone on with.
    pub begun: Option<Begun>,
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

/// Writes a generation. On an error nothing of it counts; what of it is good and can be gone on with stays, the rest is
/// removed.
pub fn write(order: &Order<'_>, watch: &mut Watch<'_>) -> Result<Done, BackupError> {
    let found = survey(order.layout)?;
    require_room(order, sums_bytes(&found) + SPARE_BYTES)?;
    let begun = begin(order);
    let folder = begun.folder.clone();
    let written = write_into(order, begun, found, &mut Meter::new(watch));
    let stays = matches!(
        &written,
        Err(BackupError::Cancelled(_) | BackupError::Changed(_) | BackupError::Vault { .. })
    );
    if written.is_err() && !(stays && folder.join(RESUME).exists()) {
        // Without a manifest it counts for nothing; what cannot be removed now goes with the next write.
        drop(std::fs::remove_dir_all(&folder));
    }
    written
}

/// What was begun before, if it aims at the same; else nothing yet, in a folder of its own.
fn begin(order: &Order<'_>) -> Begun {
    let aim = Aim {
        vault: order.vault,
        medium: order.medium,
        parent: order.parent.map_or(Digest::ZERO, |parent| parent.sha256),
        recovery: order.recovery.to_string(),
        restore: (order.restore.0, order.restore.1.to_string()),
    };
    match &order.begun {
        Some(begun) if begun.aim == aim => return begun.clone(),
        // It counts for nothing, and takes room.
        Some(other) => drop(std::fs::remove_dir_all(&other.folder)),
        None => {}
    }
    let generation = GenerationId::generate();
    let folder = shelf_of(order.mount, order.vault).join(folder_of(order.wall, generation));
    Begun { folder, generation, aim, volumes: Vec::new(), held: Vec::new() }
}

fn write_into(
    order: &Order<'_>,
    mut begun: Begun,
    found: Vec<Found>,
    meter: &mut Meter<'_, '_>,
) -> Result<Done, BackupError> {
    let folder = begun.folder.clone();
    create_private_folder(&folder).map_err(BackupError::medium("the folder of the generation"))?;
    let spool = Spool::create(&folder, found.iter().map(|file| file.size));
    let spool = spool.map_err(BackupError::medium(SUMS))?;
    let mut planned = plan(order.layout, found, order.parent, Some(&begun), &spool, meter)?;
    let taken = begun.take_into(&mut planned, &spool)?;
    clear(&folder, &begun)?;
    require_room(order, needed(order, &planned))?;
    let bytes: u64 = planned.iter().flat_map(|file| &file.runs).map(|(_, bytes)| bytes).sum();
    let again: u64 = begun.volumes.iter().map(|part| part.bytes).sum();
    // Each byte is written and read back.
    meter.begin("backup-write", 2 * bytes + again);
    read_back(&folder, begun.volumes.iter().take(taken), meter)?;
    let (volumes, files) = copy_all(order, &mut begun, planned, &spool, meter)?;
    let sums = spool.finish(&folder).map_err(BackupError::medium(SUMS))?;
    let mut extras = vec![Part { bytes: sums.bytes, sha256: sums.sha256, name: SUMS.to_owned() }];
    for (name, content) in order.extras {
        extras.push(put_extra(&folder, name, content)?);
    }
    read_back(&folder, &extras, meter)?;
    remove_note(&folder)?;
    sync_folder(&folder).map_err(BackupError::medium("the folder of the generation"))?;
    let manifest = manifest_of(order, begun.generation, volumes, extras, files);
    commit(order, &folder, &manifest)?;
    Ok(Done { folder, manifest })
}

/// Copies every file, reading back each volume once it is full and noting that it is good.
fn copy_all(
    order: &Order<'_>,
    begun: &mut Begun,
    planned: Vec<Planned>,
    spool: &Spool,
    meter: &mut Meter<'_, '_>,
) -> Result<(Vec<Part>, Vec<FileLine>), BackupError> {
    let to = [order.recovery.clone(), order.restore.1.clone()];
    let folder = begun.folder.clone();
    let mut volumes = Volumes::after(begun.volumes.clone(), folder.clone(), &to, order.volume_bytes);
    let (mut files, mut pending) = (Vec::with_capacity(planned.len()), Vec::new());
    for (number, file) in planned.into_iter().enumerate() {
        meter.turn_to("backup-write", &file.found.path);
        let taken = file.taken.len();
        let line = copy(order.layout, (number, file), &mut volumes, spool, meter)?;
        for piece in line.pieces.get(taken..).unwrap_or_default() {
            let sums = spool.take(number, piece.offset / sums::SEGMENT_BYTES, sums::segments_of(piece.bytes));
            pending.push(Held::of(&line.path, *piece, &sums.map_err(BackupError::medium(SUMS))?));
        }
        files.push(line);
        if volumes.done().len() > begun.volumes.len() {
            read_back(&folder, volumes.done().iter().skip(begun.volumes.len()), meter)?;
            begun.volumes = volumes.done().to_vec();
            let done = u32::try_from(begun.volumes.len()).unwrap_or(u32::MAX);
            let (good, rest) = pending.into_iter().partition(|held| held.piece.volume <= done);
            pending = rest;
            begun.held.extend::<Vec<Held>>(good);
            begun.keep(order.person)?;
        }
    }
    for line in &mut files {
        line.pieces.sort_by_key(|piece| piece.offset);
    }
    let volumes = volumes.finish()?;
    read_back(&folder, volumes.iter().skip(begun.volumes.len()), meter)?;
    Ok((volumes, files))
}

/// Copies the runs of a file. What was summed before must be what is copied, and the file must look as it did.
fn copy(
    layout: &Layout,
    (number, planned): (usize, Planned),
    volumes: &mut Volumes<'_>,
    spool: &Spool,
    meter: &mut Meter<'_, '_>,
) -> Result<FileLine, BackupError> {
    let Planned { found, runs, known, taken: mut pieces } = planned;
    let mut whole = known;
    for run in runs {
        let mut source = Source::open(layout, &found, run, meter)?;
        let added = volumes.append(&found.path, run, &mut source);
        let (digest, copied) = source.finish(added, &mut pieces)?;
        if known.is_none() {
            spool.put(number, &copied).map_err(BackupError::medium(SUMS))?;
            whole = Some(digest);
            continue;
        }
        let expected = spool.take(number, run.0 / sums::SEGMENT_BYTES, copied.len());
        if expected.map_err(BackupError::medium(SUMS))? != copied {
            return Err(BackupError::Changed(found.path));
        }
    }
    require_unchanged(layout, &found)?;
    let sha256 = whole.unwrap_or_else(|| Summing::begin().finish().0);
    Ok(FileLine { bytes: found.size, sha256, stamp: found.stamp, path: found.path, pieces })
}

/// Removes what is no part of what is gone on with: a volume that was not ended, or is not good any more.
fn clear(folder: &Path, begun: &Begun) -> Result<(), BackupError> {
    let entries = std::fs::read_dir(folder).map_err(BackupError::medium("the folder of the generation"))?;
    for entry in entries {
        let entry = entry.map_err(BackupError::medium("the folder of the generation"))?;
        let name = entry.file_name();
        let stays = name == SUMS || name == RESUME || begun.volumes.iter().any(|part| name == *part.name);
        if !stays {
            let named = name.to_string_lossy().into_owned();
            std::fs::remove_file(entry.path()).map_err(BackupError::medium(named))?;
        }
    }
    Ok(())
}

fn remove_note(folder: &Path) -> Result<(), BackupError> {
    match std::fs::remove_file(folder.join(RESUME)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(BackupError::medium(RESUME)(error)),
        _gone => Ok(()),
    }
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

/// How much room a full generation of a vault takes at most, but for the few files that go with it.
pub fn full_bytes(layout: &Layout) -> Result<u64, BackupError> {
    let found = survey(layout)?;
    let tar: u64 = found.iter().map(|file| entry_cost(file.size) + entry_cost(0)).sum();
    let sums: u64 = found.iter().map(|file| sums::segments_of(file.size) as u64 * 32).sum();
    Ok(tar + tar / 2048 + sums + found.len() as u64 * 512 + SPARE_BYTES)
}

fn sums_bytes(found: &[Found]) -> u64 {
    found.iter().map(|file| sums::segments_of(file.size) as u64 * sums::SUM_BYTES as u64).sum()
}

fn require_room(order: &Order<'_>, needed: u64) -> Result<(), BackupError> {
    let free = room_at(order.mount).map_err(BackupError::medium("the medium"))?.free_bytes;
    if free < needed { Err(BackupError::NoRoom { free, needed }) } else { Ok(()) }
}

/// How much room the rest of the generation takes at most; the sums have theirs.
fn needed(order: &Order<'_>, planned: &[Planned]) -> u64 {
    let runs = planned.iter().flat_map(|file| &file.runs);
    let tar: u64 = runs.map(|(_, bytes)| entry_cost(*bytes) + entry_cost(0)).sum();
    let unknown = planned.iter().filter(|file| file.known.is_none());
    let sums: u64 = unknown.map(|file| sums::segments_of(file.found.size) as u64 * 32).sum();
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
fn read_back<'p>(
    folder: &Path,
    parts: impl IntoIterator<Item = &'p Part>,
    meter: &mut Meter<'_, '_>,
) -> Result<(), BackupError> {
    for part in parts {
        meter.turn_to("backup-read-back", &part.name);
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
