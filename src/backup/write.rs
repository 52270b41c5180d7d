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
use crate::base::fs::{create_private_folder, sync_folder, write_atomically};
use crate::base::id::{AccountId, GenerationId, MediumId, VaultId};
use crate::base::job::{Cancelled, Watch};
use crate::crypto::hash::{Digest, sha256};
use crate::crypto::sign::SigningKey;
use crate::parcel::Recipient;
use crate::vault::Layout;

use super::chain::Generation;
use super::copying::{Copied, copy_all, read_back};
use super::error::BackupError;
use super::manifest::{FileLine, Manifest, Parent, Part};
use super::meter::Meter;
use super::place::{MANIFEST, SUMS, folder_of, shelf_of};
use super::planning::plan;
use super::resume::{Aim, Begun, RESUME};
use super::room::{needed, require_room, sums_bytes};
use super::spool::Spool;
use super::survey::{Found, survey};
use super::uncached;

pub use super::volumes::VOLUME_BYTES;

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
    /// Every byte was read back past the system's memory; where a file system has no direct reads, nobody can be sure.
    pub uncached: bool,
}

/// Writes a generation. On an error nothing of it counts; what of it is good and can be gone on with stays, the rest is
/// removed.
pub fn write(order: &Order<'_>, watch: &mut Watch<'_>) -> Result<Done, BackupError> {
    let found = survey(order.layout)?;
    require_room(order, sums_bytes(&found))?;
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
    let mut uncached = read_back(&folder, begun.volumes.iter().take(taken), meter)?;
    let copied = copy_all(order, &mut begun, planned, &spool, meter)?;
    let Copied { volumes, files, uncached: directly } = copied;
    let sums = spool.finish(&folder).map_err(BackupError::medium(SUMS))?;
    let mut extras = vec![Part { bytes: sums.bytes, sha256: sums.sha256, name: SUMS.to_owned() }];
    for (name, content) in order.extras {
        extras.push(put_extra(&folder, name, content)?);
    }
    uncached &= read_back(&folder, &extras, meter)? && directly && sums.uncached;
    remove_note(&folder)?;
    sync_folder(&folder).map_err(BackupError::medium("the folder of the generation"))?;
    let manifest = manifest_of(order, begun.generation, volumes, extras, files);
    uncached &= commit(order, &folder, &manifest)?;
    Ok(Done { folder, manifest, uncached })
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

/// From here on the generation counts. Whether its manifest was read back past the system's memory.
fn commit(order: &Order<'_>, folder: &Path, manifest: &Manifest) -> Result<bool, BackupError> {
    let (account, key) = order.person;
    let note = sign_note(&manifest.text(), &machine_name(order.vault), order.machine)?;
    let bytes = note.cosigned(&account_name(account), key)?.encode().into_bytes();
    let path = folder.join(MANIFEST);
    write_atomically(&path, &bytes).map_err(BackupError::medium(MANIFEST))?;
    let back = uncached::sum(&path, |_| Ok::<(), Cancelled>(()));
    let back = back.ok().filter(|back| back.bytes == bytes.len() as u64 && back.sha256 == sha256(&bytes));
    let synced = |_: &_| File::open(folder).is_ok_and(|folder| rustix::fs::syncfs(folder).is_ok());
    if let Some(back) = back.filter(synced) {
        return Ok(back.uncached);
    }
    // Whoever looks at the medium must not take it for whole.
    drop(std::fs::remove_file(&path));
    Err(BackupError::NotReadBack(MANIFEST.to_owned()))
}
