//! Restoring in the place of the vault that is open: staged beside it, verified, compared; signed by two supervisors, or by one
//! with a written reason while there is no other; and, once the session is locked, put in place in one step. The vault of
//! before is kept aside.
//!
//! The signatures stay in the restored log as a break that was accepted: from its newest entry to the backup's, what was
//! seen of the log is known to be lost, and every verification says so.

use std::path::{Path, PathBuf};

use crate::audit::{self, BreakFound, Event, FoundingRoot, LogKeys, Seen};
use crate::backup::chain::Shelf;
use crate::backup::restore::{MARK, Restored, remove_staging, tidy};
use crate::base::id::GenerationId;
use crate::base::job::Watch;
use crate::parcel::Identity;
use crate::policy::Act;
use crate::staff::copied::OpenedCopy;
use crate::vault::Layout;
use crate::vault::seat::Seat;

use super::super::super::entrance::{Entrance, open_sealed};
use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::request::Consent;
use super::super::super::session::Session;
use super::super::super::snapshot::{Against, ComparedGroup, Named, RestoredFace, Settled, StagedFace, Will};
use super::super::Job;
use super::super::log::archive::Beside;
use super::compare::{Held, compare};
use super::look::Looked;
use super::restore::{Interrupted, finish, staged_beside, unseal};
use super::verify::found;

/// A backup that was restored beside a vault, verified and compared. Dropped, what was staged is removed; [`Self::leave`] leaves it.
pub struct Staged {
    pub(super) shelf: Shelf,
    pub(super) generation: GenerationId,
    pub(super) restored: Restored,
    pub(super) staging: PathBuf,
    pub(super) vault: PathBuf,
    pub(super) compared: Vec<ComparedGroup>,
    pub(super) against: Against,
    /// There is a vault in its place, or what is left of one.
    pub(super) replaces: bool,
    /// The seat of that vault, where nobody's session has it.
    pub(super) seat: Option<Seat>,
    pub(super) keep: bool,
}

/// The signatures under one, which are in both logs, or what stands for them. With them it is put in place, once nobody has the
/// vault open.
#[must_use]
pub struct Signed {
    pub(super) generation: GenerationId,
}

impl Staged {
    /// Unseals a generation of a shelf, or the newest, beside `vault`, and goes on with what was interrupted; what other
    /// restores left there is removed. Whoever calls holds the seat of a vault that is there. It is compared with nothing yet.
    pub(super) fn unsealed(
        (shelf, generation): (Shelf, Option<GenerationId>),
        identity: &Identity,
        vault: PathBuf,
        watch: &mut Watch<'_>,
    ) -> Result<Self, Problem> {
        let one = found(&shelf, generation)?;
        if vault.parent().is_some_and(Path::is_dir) {
            tidy(&vault, Some(&staged_beside(&vault, one)))?;
        }
        let place = (vault.as_path(), Interrupted::TakenUp);
        let (one, restored, staging) = unseal(&shelf, generation, identity, place, watch)?;
        let generation = one.manifest.generation;
        Ok(Self {
            shelf,
            generation,
            restored,
            staging,
            vault,
            compared: Vec::new(),
            against: Against::Nothing,
            replaces: false,
            seat: None,
            keep: false,
        })
    }

    /// What is only in it, only in the vault that is there, or different.
    pub fn compared(&self) -> &[ComparedGroup] {
        &self.compared
    }

    /// What people are shown of it before they sign.
    pub fn face(&self) -> Result<StagedFace, Problem> {
        Ok(StagedFace {
            generation: self.generation,
            made: found(&self.shelf, Some(self.generation))?.manifest.made,
            files: self.restored.files,
            bytes: self.restored.bytes,
            compared: self.compared.clone(),
            against: self.against,
        })
    }

    /// Where it lies until then.
    pub fn staging(&self) -> &Path {
        &self.staging
    }

    /// Leaves it where it lies, for whoever restores the same backup next: their restore takes it up, and compares every file
    /// again. It holds nothing that is not as encrypted as the vault.
    pub fn leave(mut self) {
        self.keep = true;
    }

    /// Puts it in place. Nobody has the vault open. Interrupted, either vault is whole and in place.
    pub fn place(mut self, signed: Signed) -> Result<RestoredFace, Problem> {
        if signed.generation != self.generation {
            return Err(Problem::new(ProblemKind::Internal).with("why", "another backup was signed"));
        }
        let _seat = match self.seat.take() {
            None if self.replaces => Some(Seat::take(&Layout::new(&self.vault))?),
            taken => taken,
        };
        self.keep = true;
        let one = found(&self.shelf, Some(self.generation))?;
        finish(one, self.restored, &self.staging, &self.vault, self.replaces)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if !self.keep && self.staging.join(MARK).exists() {
            drop(remove_staging(&self.staging));
        }
    }
}

impl Session {
    /// Looks at the medium at `mount`, and restores beside this vault.
    pub fn stage_restore(
        &mut self,
        mount: &Path,
        generation: Option<GenerationId>,
    ) -> Result<Job<Staged>, Problem> {
        let looked = self.look_and_wait(Act::Restore, mount, None)?;
        self.stage_restore_on(looked, generation)
    }

    /// Restores a generation, or the newest, beside this vault, and compares it with what is here.
    pub fn stage_restore_on(
        &mut self,
        looked: Looked,
        generation: Option<GenerationId>,
    ) -> Result<Job<Staged>, Problem> {
        let permit = self.permit(Act::Restore, None)?;
        let Looked { mark, shelf, .. } = looked.of(permit.act())?;
        let identity = self.restore_identity(permit.act(), &shelf, generation)?;
        let words = format!("{} beside the vault", mark.label);
        self.witness.log(&self.witness.event(permit.act()).with_words(&words))?;
        let (held, vault) = (self.held_groups_opened(), self.vault.layout().folder().to_owned());
        let (witness, id) = (self.witness.clone(), self.vault.id());
        Ok(Job::new(move |watch| {
            // Whoever restores has the seat: nobody else restores here.
            let mut staged = Staged::unsealed((shelf, generation), &identity, vault, watch)?;
            (staged.against, staged.replaces) = (Against::Vault, true);
            let done = open_sealed(&staged.staging).and_then(|copy| {
                if copy.id() != id {
                    return Err(Problem::new(ProblemKind::BackupDamaged).with("what", staged.generation));
                }
                comparison(&staged.staging, &identity, &held, witness.clock(), watch)
            });
            witness.note_end(witness.event(Act::Restore).with_words(&words), done.as_ref().err());
            staged.compared = done?;
            Ok(staged)
        }))
    }

    /// The groups of this person, each over connections of its own. One that cannot be opened is not compared: that it is
    /// damaged may be why a backup is restored.
    pub(super) fn held_groups_opened(&mut self) -> Vec<Held> {
        let known: Vec<_> = self.vault.groups().iter().map(|group| (group.id, group.name.clone())).collect();
        let open = |(id, name)| {
            let store = self.store(id).ok()?.another().ok()?;
            Some((id, Some(name), store))
        };
        known.into_iter().filter_map(open).collect()
    }

    /// Signs that a staged backup takes the place of this vault. The session is to be locked then, and [`Staged::place`]
    /// to follow.
    pub fn sign_restored(&mut self, staged: &Staged, consent: &Consent) -> Result<Settled<Signed>, Problem> {
        let permit = self.permit(Act::Restore, None)?;
        let made = found(&staged.shelf, Some(staged.generation))?.manifest.made;
        let Some(beside) = self.beside(consent)? else {
            let named = vec![("when", Named::Until(Some(made)))];
            return Ok(Settled::SecondNeeded(Box::new(self.needed_beside(Will { key: "restore", named }))));
        };
        let words = format!("generation {} in the place of the vault", staged.generation);
        let mut events = vec![self.witness.event(permit.act()).with_words(&words)];
        if let Beside::Second(account, _) = &beside {
            events.push(Event::new(Act::Countersign).by(*account).with_words(&words));
        }
        self.witness.log_all(&events)?;
        self.sign_in_copy(staged, &beside, &events)?;
        Ok(Settled::Done(Signed { generation: staged.generation }))
    }

    /// The restored log says so first, as the vault will be found with it.
    fn sign_in_copy(&self, staged: &Staged, beside: &Beside, events: &[Event]) -> Result<(), Problem> {
        let clock = self.witness.clock().clone();
        let entrance = Entrance::open(&staged.staging, clock, self.system_root.clone())?;
        let _receipts = entrance.access_log().append_all(events)?;
        let seen = self.witness.access_log().head();
        let mut signers = vec![(self.witness.account(), self.vault.signing())];
        let mut reason = format!("generation {} was restored", staged.generation);
        match beside {
            Beside::Second(account, key) => signers.push((*account, key)),
            Beside::Nobody(why) => reason = format!("{reason}: {why}"),
        }
        let accepted = BreakFound {
            head: entrance.access_log().head(),
            lost: Some(Seen { count: seen.count, root: seen.root }),
            wall: self.vault.now(self.witness.wall()),
            reason: &reason,
            signers: &signers,
        };
        let log = Layout::new(&staged.staging).audit();
        let keys = LogKeys::load(&log, &FoundingRoot::from(self.vault.header().founding()))?;
        Ok(audit::accept_break(&log, &keys, &accepted)?)
    }
}

/// What is different between a copy and the groups that are held.
pub(super) fn comparison(
    folder: &Path,
    identity: &Identity,
    held: &[Held],
    clock: &crate::base::clock::SharedClock,
    watch: &mut Watch<'_>,
) -> Result<Vec<ComparedGroup>, Problem> {
    let copy = open_sealed(folder)?;
    let opened = OpenedCopy::open(&copy, identity)?;
    let compared = compare(copy.layout(), &opened, held, clock, watch);
    opened.close()?;
    compared
}
