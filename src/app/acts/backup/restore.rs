//! Restoring: by a supervisor who holds the restore key, into another folder; or by recovery sheets, with nobody logged in
//! and perhaps no vault left, into an empty folder or in the place of the vault.

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::audit::{Event, FoundingRoot, LogKeys, NoteKey, Outcome, machine_name};
use crate::backup::BackupError;
use crate::backup::chain::{Generation, Shelf, Signers};
use crate::backup::restore::{
    Restored, kept_name, make_way, put_in_place, remove_staging, restore, staged_name,
};
use crate::base::clock::SharedClock;
use crate::base::id::GenerationId;
use crate::base::job::Watch;
use crate::keys::recovery::RecoverySeed;
use crate::parcel::Identity;
use crate::policy::Act;
use crate::staff::recovering::prove_copy;
use crate::vault::seat::Seat;
use crate::vault::{Layout, Sealed, Vault};

use super::super::super::entrance::{Entrance, holds_vault, open_sealed};
use super::super::super::failure::internal;
use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::recovery::seed;
use super::super::super::session::Session;
use super::super::super::snapshot::RestoredFace;
use super::super::Job;
use super::in_place::comparison;
use super::look::Looked;
use super::verify::found;

impl Session {
    /// Looks at the medium at `mount`, and restores into `to`, a folder that is not there or is empty.
    pub fn restore_backup(
        &mut self,
        mount: &Path,
        generation: Option<GenerationId>,
        to: &Path,
    ) -> Result<Job<RestoredFace>, Problem> {
        let looked = self.look_and_wait(Act::Restore, mount, Some(to))?;
        self.restore_backup_on(looked, generation)
    }

    /// Restores a generation, or the newest, into the folder that was looked at: to compare, or to rehearse. Takes the
    /// restore key that it was sealed to.
    pub fn restore_backup_on(
        &mut self,
        looked: Looked,
        generation: Option<GenerationId>,
    ) -> Result<Job<RestoredFace>, Problem> {
        let permit = self.permit(Act::Restore, None)?;
        let (Looked { mark, shelf, .. }, to) = looked.onto(permit.act())?;
        let identity = self.restore_identity(permit.act(), &shelf, generation)?;
        let words = format!("{} to {}", mark.label, to.display());
        self.witness.log(&self.witness.event(permit.act()).with_words(&words))?;
        let (witness, vault) = (self.witness.clone(), self.vault.id());
        let held = self.held_groups_opened();
        Ok(Job::new(move |watch| {
            let done =
                unseal(&shelf, generation, &identity, &to, watch).and_then(|(one, restored, staging)| {
                    if open_sealed(&staging)?.id() != vault {
                        return Err(Problem::new(ProblemKind::BackupDamaged).with("what", one.name()));
                    }
                    let compared = comparison(&staging, &identity, &held, witness.clock(), watch)?;
                    Ok(RestoredFace { compared, ..finish(one, restored, &staging, &to, false)? })
                });
            witness.note_end(witness.event(Act::Restore).with_words(&words), done.as_ref().err());
            done
        }))
    }
}

impl Session {
    /// What opens a generation, or the newest, if this person holds the restore key that it was sealed to. A refusal is in
    /// the log before it is told.
    pub(super) fn restore_identity(
        &self,
        act: Act,
        shelf: &Shelf,
        generation: Option<GenerationId>,
    ) -> Result<Identity, Problem> {
        let epoch = found(shelf, generation)?.manifest.restore.0;
        let Some(key) = self.vault.restore_key_of(epoch) else {
            self.witness.log(&self.witness.event(act).outcome(Outcome::Refused))?;
            return Err(Problem::new(ProblemKind::Refused).with("why", "no-restore-key"));
        };
        Identity::from_secret(&key.identity()).map_err(internal)
    }
}

/// Restores a generation, or the newest, by recovery sheets into `to`. With `replace` a vault that is there is kept aside.
pub fn restore_by_sheets(
    mount: &Path,
    generation: Option<GenerationId>,
    to: &Path,
    sheets: &[Zeroizing<String>],
    replace: bool,
    (clock, system_root): (&SharedClock, &Path),
    watch: &mut Watch<'_>,
) -> Result<RestoredFace, Problem> {
    let seed = seed(sheets)?;
    let identity = Identity::from_secret(&seed.age_identity()).map_err(internal)?;
    let replaced = holds_vault(to);
    if replaced && !replace {
        return Err(Problem::new(ProblemKind::FolderNotEmpty).with("path", to.display()));
    }
    // Nobody works in the vault that is to be replaced.
    let _seat = if replaced { Some(Seat::take(&Layout::new(to))?) } else { None };
    let shelf = unproven(mount, &identity)?;
    let (one, restored, staging) = unseal(&shelf, generation, &identity, to, watch)?;
    let proved = prove(&staging, &seed, mount, one).and_then(|()| {
        // The restored log says so first, as the vault will be found with it.
        let entrance = Entrance::open(&staging, clock.clone(), system_root.to_owned())?;
        entrance.require_air_gap()?;
        let words = format!("by recovery sheets, generation {}", one.manifest.generation);
        let _receipt = entrance.access_log().append(&Event::new(Act::Restore).with_words(&words))?;
        Ok(())
    });
    if let Err(problem) = proved {
        drop(remove_staging(&staging));
        return Err(problem);
    }
    finish(one, restored, &staging, to, replaced)
}

/// The generations of the vault whose sheets these are; nothing of them is proved yet.
fn unproven(mount: &Path, identity: &Identity) -> Result<Shelf, Problem> {
    let shelves = Shelf::look_unproven(mount)?;
    let ours =
        |shelf: &Shelf| shelf.generations.iter().any(|one| one.manifest.recovery == identity.recipient());
    let some = !shelves.is_empty();
    let mut found = shelves.into_iter().find(ours);
    // A medium that was in use when the sheets were replaced holds generations for both sets.
    if let Some(shelf) = &mut found {
        shelf.generations.retain(|one| one.manifest.recovery == identity.recipient());
    }
    found.ok_or_else(|| {
        if some {
            Problem::new(ProblemKind::Sheets).with("why", "sheet-other-vault")
        } else {
            Problem::new(ProblemKind::MediumRefused).with("path", mount.display()).with("why", "medium-empty")
        }
    })
}

/// Unseals into a folder beside `to`.
pub(super) fn unseal<'s>(
    shelf: &'s Shelf,
    generation: Option<GenerationId>,
    identity: &Identity,
    to: &Path,
    watch: &mut Watch<'_>,
) -> Result<(&'s Generation, Restored, PathBuf), Problem> {
    let one = found(shelf, generation)?;
    let staging = to.with_file_name(staged_name(&name_of(to), &one.name()));
    make_way(&staging, &kept_beside(to, one))?;
    let chain = shelf.chain(one)?;
    match restore(&chain, identity, &staging, watch) {
        Ok(restored) => Ok((one, restored, staging)),
        Err(error) => {
            drop(remove_staging(&staging));
            Err(error.into())
        }
    }
}

/// The sheets are of the vault that was restored, and its machine and people signed what it was restored from.
fn prove(staging: &Path, seed: &RecoverySeed, mount: &Path, one: &Generation) -> Result<(), Problem> {
    let vault: Vault<Sealed> = open_sealed(staging)?;
    let founding = vault.header().founding();
    prove_copy(&vault, seed)?;
    let damaged = |what: String| Problem::new(ProblemKind::BackupDamaged).with("what", what);
    let root = FoundingRoot::from(founding);
    let keys = LogKeys::load(&vault.layout().audit(), &root).map_err(|error| damaged(error.to_string()))?;
    let machine = NoteKey::new(&machine_name(vault.id()), founding.machine).map_err(internal)?;
    let signers = Signers { vault: vault.id(), machine, key_of: &|account| keys.key_of(account).cloned() };
    let proven = Shelf::look(mount, &signers)?;
    let fits = proven.generations.iter().any(|other| other.sha256 == one.sha256);
    if fits && proven.chain(one).is_ok() { Ok(()) } else { Err(damaged(one.name())) }
}

pub(super) fn finish(
    one: &Generation,
    restored: Restored,
    staging: &Path,
    to: &Path,
    replaced: bool,
) -> Result<RestoredFace, Problem> {
    if !replaced && std::fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_some()) {
        drop(remove_staging(staging));
        return Err(BackupError::NotEmpty(to.display().to_string()).into());
    }
    let kept = put_in_place(staging, to, &kept_beside(to, one))?;
    Ok(RestoredFace {
        path: to.to_owned(),
        kept,
        generation: one.manifest.generation,
        made: one.manifest.made,
        files: restored.files,
        bytes: restored.bytes,
        frames: one.manifest.log.count,
        compared: Vec::new(),
    })
}

/// Under which name the vault of before is kept.
pub(super) fn kept_beside(vault: &Path, one: &Generation) -> PathBuf {
    vault.with_file_name(kept_name(&name_of(vault), &one.name()))
}

fn name_of(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
