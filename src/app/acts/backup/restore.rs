//! Restoring by a supervisor who holds the restore key, into another folder; and what every restore shares: unsealing beside
//! its place, and being put there. In the place of the vault it is `in_place`'s, by recovery sheets `by_sheets`'s.

use std::path::{Path, PathBuf};

use crate::audit::Outcome;
use crate::backup::BackupError;
use crate::backup::chain::{Generation, Shelf};
use crate::backup::restore::{
    Restored, kept_name, make_way, put_in_place, remove_staging, restore, staged_name, tidy, volumes_in,
};
use crate::base::id::GenerationId;
use crate::base::job::Watch;
use crate::parcel::Identity;
use crate::policy::Act;
use crate::vault::Layout;
use crate::vault::seat::Seat;

use super::super::super::entrance::{holds_remains, open_sealed};
use super::super::super::failure::internal;
use super::super::super::problem::{Problem, ProblemKind};
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
            let done = unseal(&shelf, generation, &identity, (&to, Interrupted::BegunAnew), watch).and_then(
                |(one, restored, staging)| {
                    if open_sealed(&staging)?.id() != vault {
                        return Err(Problem::new(ProblemKind::BackupDamaged).with("what", one.name()));
                    }
                    let compared = comparison(&staging, &identity, &held, witness.clock(), watch)?;
                    Ok(RestoredFace { compared, ..finish(one, restored, &staging, &to, false)? })
                },
            );
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

/// What becomes of a restore that was interrupted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Interrupted {
    /// Nothing of it is kept, and nothing of one before is used.
    BegunAnew,
    /// One of before is taken up; and what a lock stops is left to be.
    TakenUp,
}

/// Unseals into a folder beside `to`.
pub(super) fn unseal<'s>(
    shelf: &'s Shelf,
    generation: Option<GenerationId>,
    identity: &Identity,
    (to, interrupted): (&Path, Interrupted),
    watch: &mut Watch<'_>,
) -> Result<(&'s Generation, Restored, PathBuf), Problem> {
    let one = found(shelf, generation)?;
    let staging = staged_beside(to, one);
    let takes_up = interrupted == Interrupted::TakenUp;
    if !(takes_up && volumes_in(&staging, one).is_some()) {
        make_way(&staging, &kept_beside(to, one))?;
    }
    let chain = shelf.chain(one)?;
    match restore(&chain, identity, &staging, watch) {
        Ok(restored) => Ok((one, restored, staging)),
        Err(BackupError::Cancelled(stopped)) if takes_up && watch.flag().is_paused() => {
            Err(BackupError::Cancelled(stopped).into())
        }
        Err(error) => {
            drop(remove_staging(&staging));
            Err(error.into())
        }
    }
}

/// Removes what restores left beside `to` that nobody goes on with, where nobody works in a vault that is there.
pub fn sweep_restores(to: &Path) {
    let seat = holds_remains(to).then(|| Seat::take(&Layout::new(to))).transpose();
    let swept = seat.map_err(Problem::from).and_then(|_seat| Ok(tidy(to, None)?));
    if let Err(problem) = swept {
        log::warn!("what was restored is not removed: {}", problem.kind.key());
    }
}

/// Where a generation is restored that is to be put at `to`.
pub(super) fn staged_beside(to: &Path, one: &Generation) -> PathBuf {
    to.with_file_name(staged_name(&name_of(to), &one.name()))
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
