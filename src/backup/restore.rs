//! Restoring: a generation and all it needs, unsealed into a staging folder; every file compared with what was signed; and
//! only then put in place, in one rename. What was there before is kept aside.
//!
//! Interrupted at any point, a staging folder with its mark is left, which counts for nothing: it is taken up where its mark says,
//! or made anew; or, after the one step that puts it in place, the vault of before under the staging folder's name, which the
//! next restore gives its own.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};

use crate::base::fs::{PRIVATE_FILE, create_private_folder, read_limited, sync_folder, write_atomically};
use crate::base::job::{Progress, Watch};
use crate::base::wrong::Wrong;
use crate::crypto::hash::Sha256Stream;
use crate::parcel::{Entry, Identity, ParcelError, VolumeReader};
use crate::vault::Layout;

use super::chain::Generation;
use super::error::BackupError;
use super::manifest::{Manifest, Part};
use super::place::piece_name;
use super::uncached::{self, NotSummed};

/// Stands in a folder that is being restored, until it is in place: half a vault is never taken for one. Like every write that
/// did not end it is swept by the first unlock. It says of what it is restored, and how many volumes of the chain are in it.
pub const MARK: &str = "restoring.new";

/// The first line of the mark.
const MARKED: &str = "strongroom/restoring/v1";

/// The most bytes a mark has.
const MARK_BYTES: u64 = 1024;

const ROOM_BYTES: usize = 1 << 20;

/// What was restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restored {
    /// How many files.
    pub files: u64,
    /// How many bytes they have.
    pub bytes: u64,
}

/// Unseals a chain, the full generation first, into `staging`, which must not be there, or be one that the same chain was being
/// unsealed into. Every file is then as the last generation says, and durable.
pub fn restore(
    chain: &[&Generation],
    identity: &Identity,
    staging: &Path,
    watch: &mut Watch<'_>,
) -> Result<Restored, BackupError> {
    let Some(target) = chain.last() else { return Err(BackupError::ChainBroken(String::new())) };
    let before = volumes_in(staging, target);
    if before.is_none() && staging.exists() {
        return Err(BackupError::NotEmpty(staging.display().to_string()));
    }
    let mut restoring = Restoring::of(chain, (staging, target, before.unwrap_or(0)), identity, watch);
    match restoring.run(chain) {
        // What was left of an earlier time is not what it was: all over again, and nothing of it is kept.
        Err(BackupError::Damaged { .. }) if before.is_some_and(|before| before > 0) && restoring.taken => {
            remove_staging(staging).map_err(BackupError::medium("the folder to restore into"))?;
            Restoring::of(chain, (staging, target, 0), identity, watch).run(chain)
        }
        done => done,
    }
}

/// How many volumes of this generation's chain are in a folder that it was being restored into; none where it is not one.
pub fn volumes_in(staging: &Path, target: &Generation) -> Option<u64> {
    let mark = read_limited(&staging.join(MARK), MARK_BYTES).ok()?;
    let mark = std::str::from_utf8(&mark).ok()?;
    let mut lines = mark.lines();
    let ours = lines.next() == Some(MARKED) && lines.next() == Some(&target.sha256.to_hex());
    let volumes = lines.next()?.parse().ok()?;
    ours.then_some(volumes)
}

struct Restoring<'r, 'a> {
    staging: &'r Path,
    target: &'r Generation,
    identity: &'r Identity,
    watch: &'r mut Watch<'a>,
    told: Progress,
    /// How many volumes were in the folder before.
    before: u64,
    /// How many are in it.
    volumes: u64,
    /// All are.
    taken: bool,
}

impl<'r, 'a> Restoring<'r, 'a> {
    fn of(
        chain: &[&Generation],
        (staging, target, before): (&'r Path, &'r Generation, u64),
        identity: &'r Identity,
        watch: &'r mut Watch<'a>,
    ) -> Self {
        let total = chain.iter().map(|one| one.manifest.volume_bytes()).sum();
        let told = Progress { stage: "backup-restore", total_bytes: Some(total), ..Progress::default() };
        Self { staging, target, identity, watch, told, before, volumes: 0, taken: false }
    }

    fn run(&mut self, chain: &[&Generation]) -> Result<Restored, BackupError> {
        create_private_folder(self.staging).map_err(BackupError::medium("the folder to restore into"))?;
        self.mark()?;
        for one in chain {
            self.take(one)?;
        }
        self.taken = true;
        self.settle(&self.target.manifest)
    }

    /// Says how far it is: at least as far as it was before.
    fn mark(&self) -> Result<(), BackupError> {
        let volumes = self.volumes.max(self.before);
        let mark = format!("{MARKED}\n{}\n{volumes}\n", self.target.sha256.to_hex());
        let written = write_atomically(&self.staging.join(MARK), mark.as_bytes());
        written.map_err(BackupError::medium("the folder to restore into"))
    }

    /// The pieces of one generation, over what earlier ones gave.
    fn take(&mut self, one: &Generation) -> Result<(), BackupError> {
        for (number, part) in (1_u32..).zip(&one.manifest.volumes) {
            self.volumes += 1;
            if self.volumes <= self.before {
                // It is in the folder; every file is compared at the end.
                self.told.done_bytes += part.bytes;
                continue;
            }
            self.require_as_written(one, part)?;
            let mut pieces: Vec<(String, &str, u64, u64)> = Vec::new();
            for file in &one.manifest.files {
                let own = file.pieces.iter().filter(|piece| piece.volume == number);
                pieces.extend(own.map(|piece| {
                    (piece_name(&file.path, piece.offset), file.path.as_str(), piece.offset, piece.bytes)
                }));
            }
            self.volume(one, part, &pieces)?;
            self.mark()?;
        }
        Ok(())
    }

    /// Before anything of it is unsealed.
    fn require_as_written(&mut self, one: &Generation, part: &Part) -> Result<(), BackupError> {
        let named = format!("{}/{}", one.name(), part.name);
        let watch = &*self.watch;
        match uncached::sum(&one.folder.join(&part.name), |_| watch.go_on()) {
            Ok(sum) if (sum.bytes, sum.sha256) == (part.bytes, part.sha256) => Ok(()),
            Ok(_) => Err(BackupError::damaged(named, Wrong::Content)),
            Err(NotSummed::Io(error)) => Err(BackupError::Medium { file: named, error }),
            Err(NotSummed::Cancelled(stopped)) => Err(stopped.into()),
        }
    }

    fn volume(
        &mut self,
        one: &Generation,
        part: &Part,
        pieces: &[(String, &str, u64, u64)],
    ) -> Result<(), BackupError> {
        let named = format!("{}/{}", one.name(), part.name);
        let file = File::open(one.folder.join(&part.name)).map_err(BackupError::medium(&named))?;
        let reader =
            VolumeReader::open(&named, file, self.identity).map_err(|error| unsealed(&named, error))?;
        let mut expected = pieces.iter();
        let taken = reader.each(|entry| {
            let Some((_, path, offset, _)) =
                expected.next().filter(|(name, _, _, bytes)| *name == entry.name && *bytes == entry.size)
            else {
                return Err(Taking::Backup(BackupError::damaged(
                    &named,
                    "it holds what its manifest does not say",
                )));
            };
            self.piece(path, *offset, entry).map_err(Taking::Backup)
        });
        match taken {
            Ok(()) if expected.next().is_none() => Ok(()),
            Ok(()) => Err(BackupError::damaged(named, "it does not hold all that its manifest says")),
            Err(Taking::Backup(error)) => Err(error),
            Err(Taking::Parcel(error)) => Err(unsealed(&named, error)),
        }
    }

    fn piece(&mut self, path: &str, offset: u64, entry: Entry<'_>) -> Result<(), BackupError> {
        let target = self.staging.join(path);
        let parent = target.parent().unwrap_or(self.staging);
        if !parent.is_dir() {
            create_private_folder(parent).map_err(BackupError::medium(path))?;
        }
        let opened =
            OpenOptions::new().write(true).create(true).truncate(false).mode(PRIVATE_FILE).open(&target);
        let mut file = opened.map_err(BackupError::medium(path))?;
        file.seek(SeekFrom::Start(offset)).map_err(BackupError::medium(path))?;
        let mut room = vec![0; ROOM_BYTES];
        loop {
            self.watch.go_on()?;
            // What cannot be read here is the volume's fault; it was compared with its sum a moment ago.
            let read = entry.content.read(&mut room).map_err(BackupError::medium(&entry.name))?;
            if read == 0 {
                return Ok(());
            }
            file.write_all(room.get(..read).unwrap_or_default()).map_err(BackupError::medium(path))?;
            self.told.done_bytes += read as u64;
            self.watch.tell(&self.told);
        }
    }

    /// Files that are no more go, those that became shorter are cut, and each is summed and synced.
    fn settle(&mut self, target: &Manifest) -> Result<Restored, BackupError> {
        let mut restored = Restored { files: 0, bytes: 0 };
        let wanted = |path: &str| target.files.iter().any(|file| file.path == path);
        for path in files_below(self.staging).map_err(BackupError::medium("the folder to restore into"))? {
            let relative = path.strip_prefix(self.staging).unwrap_or(&path).to_string_lossy().into_owned();
            if relative != MARK && !wanted(&relative) {
                std::fs::remove_file(&path).map_err(BackupError::medium(relative))?;
            }
        }
        for line in &target.files {
            self.watch.go_on()?;
            let sum = settle_file(&self.staging.join(&line.path), line.bytes);
            if sum.map_err(BackupError::medium(&line.path))? != line.sha256 {
                return Err(BackupError::damaged(&line.path, "what was restored is not what was copied"));
            }
            restored.files += 1;
            restored.bytes += line.bytes;
        }
        // Folders that every vault has, even where nothing was in them.
        for folder in ["accounts", "groups", "audit", "keys"] {
            create_private_folder(&self.staging.join(folder)).map_err(BackupError::medium(folder))?;
        }
        sync_folders(self.staging).map_err(BackupError::medium("the folder to restore into"))?;
        Ok(restored)
    }
}

/// Cuts or makes the file, sums it, syncs it.
fn settle_file(path: &Path, bytes: u64) -> io::Result<crate::crypto::hash::Digest> {
    if let Some(parent) = path.parent().filter(|parent| !parent.is_dir()) {
        create_private_folder(parent)?;
    }
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(PRIVATE_FILE)
        .open(path)?;
    file.set_len(bytes)?;
    let mut sum = Sha256Stream::new();
    let mut room = vec![0; ROOM_BYTES];
    loop {
        let read = file.read(&mut room)?;
        if read == 0 {
            break;
        }
        sum.update(room.get(..read).unwrap_or_default());
    }
    file.sync_all()?;
    Ok(sum.finish())
}

/// Makes way for a staging folder: a half-restored one goes, and a vault of before that an interrupted restore left under
/// this name gets the name under which it is kept, or the next free one.
pub fn make_way(staging: &Path, kept_as: &Path) -> Result<(), BackupError> {
    let failed = || BackupError::medium(staging.display().to_string());
    let empty = match std::fs::read_dir(staging) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(failed())?.next().is_none(),
    };
    if empty || staging.join(MARK).exists() {
        return remove_staging(staging).map_err(failed());
    }
    std::fs::rename(staging, free(kept_as)).and_then(|()| sync_folder(parent_of(staging))).map_err(failed())
}

/// Takes up what restores in the place of `vault` left that were interrupted, whichever backup they were of: half-restored
/// folders go but for `kept`, and a vault of before that has no name of its own yet gets it. Called by whoever has the vault's
/// seat.
pub fn tidy(vault: &Path, kept: Option<&Path>) -> Result<(), BackupError> {
    let own = vault.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let staged = staged_name(&own, "");
    let failed = || BackupError::medium(vault.display().to_string());
    for entry in std::fs::read_dir(parent_of(vault)).map_err(failed())? {
        let path = entry.map_err(failed())?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(generation) = name.strip_prefix(&staged) else { continue };
        if kept == Some(path.as_path()) {
            continue;
        }
        // Others may have named a folder so.
        if path.join(MARK).exists() || Layout::new(&path).header().is_file() {
            make_way(&path, &vault.with_file_name(kept_name(&own, generation)))?;
        }
    }
    Ok(())
}

/// The name of the folder beside a vault of this name that a generation is restored into.
pub fn staged_name(vault: &str, generation: &str) -> String {
    format!("{vault}.restore-{generation}")
}

/// The name under which the vault of before is kept.
pub fn kept_name(vault: &str, generation: &str) -> String {
    format!("{vault}.before-{generation}")
}

/// Removes a folder that is being restored, its mark last.
pub fn remove_staging(staging: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(staging)? {
        let path = entry?.path();
        if path.is_dir() {
            std::fs::remove_dir_all(&path)?;
        } else if path.file_name().is_none_or(|name| name != MARK) {
            std::fs::remove_file(&path)?;
        }
    }
    std::fs::remove_dir_all(staging)
}

/// Puts a staging folder in the place of a vault, in one step. What was there is kept beside it, under a name that is free;
/// its path is returned.
pub fn put_in_place(staging: &Path, vault: &Path, kept_as: &Path) -> Result<Option<PathBuf>, BackupError> {
    let failed = || BackupError::medium(vault.display().to_string());
    let empty = match std::fs::read_dir(vault) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(failed()(error)),
    };
    let kept = if empty {
        std::fs::rename(staging, vault).map_err(failed())?;
        None
    } else {
        let kept = free(kept_as);
        renameat_with(CWD, staging, CWD, vault, RenameFlags::EXCHANGE)
            .map_err(io::Error::from)
            .map_err(failed())?;
        // The vault is the restored one from here on; the one of before still has the name of the staging folder.
        std::fs::rename(staging, &kept).map_err(failed())?;
        Some(kept)
    };
    sync_folder(parent_of(vault)).map_err(failed())?;
    std::fs::remove_file(vault.join(MARK)).and_then(|()| sync_folder(vault)).map_err(failed())?;
    Ok(kept)
}

/// This name, or the first of `<name>.2`, `<name>.3` … that nothing has.
fn free(name: &Path) -> PathBuf {
    let numbered = |n: u32| {
        let mut numbered = name.as_os_str().to_owned();
        numbered.push(format!(".{n}"));
        PathBuf::from(numbered)
    };
    let names = std::iter::once(name.to_owned()).chain((2..).map(numbered));
    names.into_iter().find(|name| !name.exists()).unwrap_or_else(|| name.to_owned())
}

fn parent_of(folder: &Path) -> &Path {
    folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

enum Taking {
    Backup(BackupError),
    Parcel(ParcelError),
}

impl From<ParcelError> for Taking {
    fn from(error: ParcelError) -> Self {
        Self::Parcel(error)
    }
}

fn unsealed(named: &str, error: ParcelError) -> BackupError {
    match error {
        ParcelError::Io(error) => BackupError::Medium { file: named.to_owned(), error },
        other => BackupError::damaged(named, other.to_string()),
    }
}

fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { files.extend(files_below(&path)?) } else { files.push(path) }
    }
    Ok(files)
}

fn sync_folders(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sync_folders(&path)?;
        }
    }
    sync_folder(folder)
}
