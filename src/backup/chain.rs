//! The generations of a vault on a medium, and which needs which.
//!
//! Only what has a manifest that verifies is a generation; the rest is told by name.

use std::io;
use std::path::{Path, PathBuf};

use crate::audit::{Note, NoteKey, account_of};
use crate::base::fs::read_limited;
use crate::base::id::{AccountId, GenerationId, VaultId};
use crate::base::wrong::Wrong;
use crate::crypto::hash::{Digest, sha256};

use super::error::BackupError;
use super::manifest::{MANIFEST_BYTES, Manifest, verify_note};
use super::place::{MANIFEST, OWN, shelf_of};

/// The longest chain that an increment goes on: a full one and so many.
pub const INCREMENTS: usize = 6;

/// A full one older than this is followed by another, in days.
pub const FULL_DAYS: u64 = 30;

/// A generation on a medium.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generation {
    /// Where it lies.
    pub folder: PathBuf,
    /// What its manifest says.
    pub manifest: Manifest,
    /// SHA-256 of the manifest's file.
    pub sha256: Digest,
    /// Who wrote it.
    pub by: AccountId,
}

/// What lies on a medium.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The generations, the oldest first.
    pub generations: Vec<Generation>,
    /// Folders whose writing did not end.
    pub unfinished: Vec<PathBuf>,
    /// Folders whose manifest is not believed: its path relative to the shelf, and why.
    pub refused: Vec<(String, String)>,
}

/// Whose signatures count.
pub struct Signers<'a> {
    /// The vault.
    pub vault: VaultId,
    /// Its machine.
    pub machine: NoteKey,
    /// The people, by account.
    pub key_of: &'a dyn Fn(AccountId) -> Option<NoteKey>,
}

impl Shelf {
    /// Looks at a medium; one that has nothing of this vault is an empty shelf.
    pub fn look(mount: &Path, signers: &Signers<'_>) -> Result<Self, BackupError> {
        let shelf = shelf_of(mount, signers.vault);
        let mut found = Self::default();
        let entries = match std::fs::read_dir(&shelf) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
            entries => entries.map_err(BackupError::medium("the medium"))?,
        };
        for entry in entries {
            let folder = entry.map_err(BackupError::medium("the medium"))?.path();
            if folder.is_dir() {
                found.take(folder, signers);
            }
        }
        found.generations.sort_by_key(|one| (one.manifest.made, one.name()));
        Ok(found)
    }

    /// Looks at every vault's shelf of a medium without believing a signature: for those who have nothing but the medium and
    /// the recovery sheets, and prove it once the vault is unsealed.
    pub fn look_unproven(mount: &Path) -> Result<Vec<Self>, BackupError> {
        let mut shelves = Vec::new();
        let entries = match std::fs::read_dir(mount.join(OWN)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(shelves),
            entries => entries.map_err(BackupError::medium("the medium"))?,
        };
        for entry in entries {
            let vault = entry.map_err(BackupError::medium("the medium"))?.path();
            if !vault.is_dir() {
                continue;
            }
            let mut shelf = Self::default();
            for entry in std::fs::read_dir(&vault).map_err(BackupError::medium("the medium"))? {
                shelf.take_unproven(entry.map_err(BackupError::medium("the medium"))?.path());
            }
            shelf.generations.sort_by_key(|one| (one.manifest.made, one.name()));
            shelves.push(shelf);
        }
        Ok(shelves)
    }

    fn take_unproven(&mut self, folder: PathBuf) {
        let Ok(bytes) = read_limited(&folder.join(MANIFEST), MANIFEST_BYTES) else { return };
        let note = Note::parse(&bytes).ok();
        let by = note.as_ref().and_then(|note| account_of(&note.signatures.last()?.name));
        if let (Some(manifest), Some(by)) = (note.and_then(|note| Manifest::parse(&note.text)), by) {
            self.generations.push(Generation { folder, manifest, sha256: sha256(&bytes), by });
        } else {
            let name = format!("{}/{MANIFEST}", name_of(&folder));
            self.refused.push((name, Wrong::NoManifest.into()));
        }
    }

    fn take(&mut self, folder: PathBuf, signers: &Signers<'_>) {
        let name = name_of(&folder);
        let bytes = match read_limited(&folder.join(MANIFEST), MANIFEST_BYTES) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.unfinished.push(folder);
                return;
            }
            // One that cannot be read holds nobody up from the others.
            Err(error) => {
                self.refused.push((format!("{name}/{MANIFEST}"), error.to_string()));
                return;
            }
            Ok(bytes) => bytes,
        };
        match verify_note(&bytes, signers.vault, &signers.machine, signers.key_of) {
            Ok(signed) => {
                let (manifest, by) = (signed.manifest, signed.by);
                self.generations.push(Generation { folder, manifest, sha256: sha256(&bytes), by });
            }
            Err(why) => self.refused.push((format!("{name}/{MANIFEST}"), why)),
        }
    }

    /// The generation with this id, or the newest one.
    pub fn find(&self, id: Option<GenerationId>) -> Option<&Generation> {
        match id {
            Some(id) => self.generations.iter().find(|one| one.manifest.generation == id),
            None => self.generations.last(),
        }
    }

    /// A generation and all it needs, the full one first.
    pub fn chain<'s>(&'s self, of: &'s Generation) -> Result<Vec<&'s Generation>, BackupError> {
        let mut chain = vec![of];
        let mut last = of;
        while let Some(parent) = &last.manifest.parent {
            let found = self
                .generations
                .iter()
                .find(|one| one.sha256 == parent.sha256 && one.manifest.generation == parent.generation);
            let found = found.filter(|_| chain.len() <= self.generations.len());
            last = found.ok_or_else(|| BackupError::ChainBroken(parent.folder.clone()))?;
            chain.push(last);
        }
        chain.reverse();
        Ok(chain)
    }
}

/// The rule: an increment goes on the newest generation, if its chain is whole, not too long, not too old, and sealed to
/// the restore key in use.
pub fn parent_by_rule(
    shelf: &Shelf,
    restore_epoch: u32,
    now: crate::base::clock::WallTime,
) -> Option<&Generation> {
    shelf.find(None).filter(|_| why_full(shelf, restore_epoch, now).is_none())
}

/// Why the next generation is to be a full one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyFull {
    /// None lies on the medium yet.
    First,
    /// Something that the newest needs is not there.
    Broken,
    /// So many increments went on the last full one.
    Long,
    /// The last full one is too old.
    Old,
    /// The restore key is another.
    OtherKey,
}

/// What the rule says against an increment, if anything.
pub fn why_full(shelf: &Shelf, restore_epoch: u32, now: crate::base::clock::WallTime) -> Option<WhyFull> {
    let Some(newest) = shelf.find(None) else { return Some(WhyFull::First) };
    let Ok(chain) = shelf.chain(newest) else { return Some(WhyFull::Broken) };
    let begun = chain.first().map_or(now, |full| full.manifest.made);
    let age_millis = now.unix_millis().saturating_sub(begun.unix_millis());
    if chain.len() > INCREMENTS {
        Some(WhyFull::Long)
    } else if age_millis > i64::try_from(FULL_DAYS * 86_400_000).unwrap_or(i64::MAX) {
        Some(WhyFull::Old)
    } else if chain.iter().any(|one| one.manifest.restore.0 != restore_epoch) {
        Some(WhyFull::OtherKey)
    } else {
        None
    }
}

impl Generation {
    /// The name of its folder.
    pub fn name(&self) -> String {
        name_of(&self.folder)
    }
}

fn name_of(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
