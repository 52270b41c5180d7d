//! Restoring by recovery sheets, with nobody logged in and perhaps no vault left: what lies on a medium is told and verified
//! as far as that takes no key; a backup is restored beside its place, proved and compared; and three sheets stand for the two
//! signatures when it is put there. A vault that is there is kept aside.
//!
//! Once it is staged no sheet is needed any more: whoever staged it proved that they are the vault's.

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::audit::{Event, FoundingRoot, LogKeys, NoteKey, machine_name};
use crate::backup::chain::{Generation, Shelf, Signers};
use crate::backup::verify::{Extent, verify};
use crate::base::clock::{SharedClock, WallTime};
use crate::base::id::GenerationId;
use crate::base::job::Watch;
use crate::keys::recovery::RecoverySeed;
use crate::parcel::Identity;
use crate::policy::Act;
use crate::staff::copied::OpenedCopy;
use crate::staff::recovering::prove_copy;
use crate::vault::seat::Seat;
use crate::vault::{Layout, Sealed, Vault};

use super::super::super::air_gap::not_air_gapped;
use super::super::super::entrance::{Entrance, holds_remains, look_at, open_sealed};
use super::super::super::failure::internal;
use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::recovery::seed;
use super::super::super::snapshot::{
    Against, Colour, ComparedGroup, GenerationFace, RestoredFace, ShelfFace, VerifiedFace,
};
use super::super::Job;
use super::compare::{Held, compare};
use super::drill::open_group;
use super::in_place::{Signed, Staged};
use super::verify::{face, found};

/// Which backup, and where the vault is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRestore {
    /// Where the medium is mounted.
    pub mount: PathBuf,
    /// Which backup; the newest that the sheets open if none is named.
    pub generation: Option<GenerationId>,
    /// The folder of the vault: not there, empty, or a vault's.
    pub to: PathBuf,
    /// A vault that is there, or what is left of one, may be replaced. It is kept aside.
    pub replace: bool,
}

/// The backups on a medium, the newest first, of whichever vault. Who signed them is not known before they are restored; one
/// that is found damaged has a file that is missing or of another size, or lacks one that it goes on.
pub fn look_unproven(mount: &Path, now: WallTime) -> Result<ShelfFace, Problem> {
    let shelf = all(mount)?;
    let damaged = |one: &Generation| {
        // So large a step that no volume is read.
        let presence = Extent::Sample { every: usize::MAX, from: usize::MAX - 1 };
        let found = verify(&shelf, one, presence, &mut Watch::unwatched());
        found.map_or(true, |found| !found.damage.is_empty()).then_some(now)
    };
    let generations = shelf
        .generations
        .iter()
        .rev()
        .map(|one| GenerationFace { damaged: damaged(one), ..face(one, "") })
        .collect();
    Ok(ShelfFace { generations, refused: shelf.refused })
}

/// Reads a backup, or the newest, and all it needs to the last byte, and compares it with its list. No key is needed, and
/// none is known that could have signed the list.
pub fn verify_unproven(
    mount: PathBuf,
    generation: Option<GenerationId>,
    clock: SharedClock,
) -> Job<VerifiedFace> {
    Job::new(move |watch| {
        let shelf = all(&mount)?;
        let one = found(&shelf, generation)?;
        let seen = verify(&shelf, one, Extent::All, watch)?;
        let now = Some(clock.wall());
        let (verified, damaged) = if seen.damage.is_empty() { (now, None) } else { (None, now) };
        let generation = GenerationFace { verified, damaged, ..face(one, "") };
        let (files, bytes, uncached, damage) = (seen.files, seen.bytes, seen.uncached, seen.damage);
        Ok(VerifiedFace { generation, files, bytes, whole: true, uncached, damage })
    })
}

/// Whether enough sheets are typed, they fit together, and they open this backup, or any. Nothing is unsealed.
pub fn sheets_open(
    mount: &Path,
    generation: Option<GenerationId>,
    sheets: &[Zeroizing<String>],
) -> Result<(), Problem> {
    let seed = seed(sheets)?;
    let shelf = unproven(mount, &identity_of(&seed)?, generation)?;
    found(&shelf, generation).map(drop)
}

/// Restores by recovery sheets beside the place where the vault is to be, proves that the sheets are its own and that its
/// machine and people signed the list, and compares it with the vault that is there.
pub fn stage_by_sheets(
    wish: &SheetRestore,
    sheets: &[Zeroizing<String>],
    (clock, system_root): (&SharedClock, &Path),
    watch: &mut Watch<'_>,
) -> Result<Staged, Problem> {
    let seed = seed(sheets)?;
    let identity = identity_of(&seed)?;
    let (mount, to) = (wish.mount.as_path(), wish.to.as_path());
    require_off_medium(mount, to)?;
    let replaces = holds_remains(to);
    if replaces && !wish.replace {
        return Err(Problem::new(ProblemKind::FolderNotEmpty).with("path", to.display()));
    }
    // Nobody works in the vault that is to be replaced, from here to the end.
    let seat = if replaces { Some(Seat::take(&Layout::new(to))?) } else { None };
    let shelf = unproven(mount, &identity, wish.generation)?;
    let mut staged = Staged::unsealed((shelf, wish.generation), &identity, to.to_owned(), watch)?;
    (staged.replaces, staged.seat) = (replaces, seat);
    prove(&staged.staging, &seed, mount, found(&staged.shelf, Some(staged.generation))?)?;
    require_apart(&staged.staging, system_root)?;
    if replaces {
        (staged.against, staged.compared) = compared(&staged.staging, to, &identity, clock, watch)?;
    }
    Ok(staged)
}

/// Writes into the restored log that it takes its place by the sheets that staged it, and, where there is one that can be
/// written, into that of the vault of before. [`Staged::place`] is to follow.
pub fn sign_by_sheets(staged: &Staged, clock: &SharedClock, system_root: &Path) -> Result<Signed, Problem> {
    let open = |folder: &Path| Entrance::open(folder, clock.clone(), system_root.to_owned());
    let words = format!("by recovery sheets, generation {}", staged.generation);
    let event = Event::new(Act::Restore).with_words(&words);
    let entrance = open(&staged.staging)?;
    entrance.require_air_gap()?;
    let _receipt = entrance.access_log().append(&event)?;
    if staged.against == Against::Vault {
        let before = open(&staged.vault).and_then(|entrance| Ok(entrance.access_log().append(&event)?));
        if before.is_err() {
            log::warn!("the log of the vault of before could not be written");
        }
    }
    Ok(Signed { generation: staged.generation })
}

/// All of it at once: restored by recovery sheets into `to`. With `replace` a vault that is there is kept aside.
pub fn restore_by_sheets(
    mount: &Path,
    generation: Option<GenerationId>,
    to: &Path,
    sheets: &[Zeroizing<String>],
    replace: bool,
    around: (&SharedClock, &Path),
    watch: &mut Watch<'_>,
) -> Result<RestoredFace, Problem> {
    let wish = SheetRestore { mount: mount.to_owned(), generation, to: to.to_owned(), replace };
    let staged = stage_by_sheets(&wish, sheets, around, watch)?;
    let signed = sign_by_sheets(&staged, around.0, around.1)?;
    staged.place(signed)
}

fn identity_of(seed: &RecoverySeed) -> Result<Identity, Problem> {
    Identity::from_secret(&seed.age_identity()).map_err(internal)
}

/// Every vault's generations of a medium, the oldest first; nothing of them is proved.
fn all(mount: &Path) -> Result<Shelf, Problem> {
    let mut all = Shelf::default();
    for shelf in Shelf::look_unproven(mount)? {
        all.generations.extend(shelf.generations);
        all.refused.extend(shelf.refused);
    }
    all.generations.sort_by_key(|one| (one.manifest.made, one.name()));
    Ok(all)
}

/// The generations that these sheets open; nothing of them is proved yet. A medium that was in use when the sheets were
/// replaced holds generations for both sets.
fn unproven(mount: &Path, identity: &Identity, wanted: Option<GenerationId>) -> Result<Shelf, Problem> {
    let mut shelf = all(mount)?;
    if shelf.generations.is_empty() && shelf.refused.is_empty() {
        let empty = Problem::new(ProblemKind::MediumRefused).with("path", mount.display());
        return Err(empty.with("why", "medium-empty"));
    }
    let known = wanted.is_some_and(|id| shelf.find(Some(id)).is_some());
    let some = !shelf.generations.is_empty();
    shelf.generations.retain(|one| one.manifest.recovery == identity.recipient());
    if shelf.generations.is_empty() && some {
        return Err(Problem::new(ProblemKind::Sheets).with("why", "sheet-other-vault"));
    }
    if known && shelf.find(wanted).is_none() {
        return Err(Problem::new(ProblemKind::Sheets).with("why", "sheet-other-backup"));
    }
    Ok(shelf)
}

/// A vault is not restored onto the medium that it comes from.
fn require_off_medium(mount: &Path, to: &Path) -> Result<(), Problem> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if real(to.parent().unwrap_or(to)).starts_with(real(mount)) {
        return Err(Problem::new(ProblemKind::Refused).with("why", "inside-medium"));
    }
    Ok(())
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

/// A real vault is restored off every network only; what it is, is known once it is unsealed. Nothing is written.
fn require_apart(staging: &Path, system_root: &Path) -> Result<(), Problem> {
    let face = look_at(staging, system_root)?;
    if !face.sample && face.air_gap.colour == Colour::Red {
        return Err(not_air_gapped(&face.air_gap));
    }
    Ok(())
}

/// What is different from the vault that is there, by numbers alone: nobody is logged in who may read codes and titles.
fn compared(
    staging: &Path,
    there: &Path,
    identity: &Identity,
    clock: &SharedClock,
    watch: &mut Watch<'_>,
) -> Result<(Against, Vec<ComparedGroup>), Problem> {
    let Ok(vault) = open_sealed(there) else { return Ok((Against::Unopened, Vec::new())) };
    let copy = open_sealed(staging)?;
    if vault.id() != copy.id() {
        return Ok((Against::Other, Vec::new()));
    }
    // That it does not open may be why a backup is restored.
    let Ok(here) = OpenedCopy::open(&vault, identity) else { return Ok((Against::Unopened, Vec::new())) };
    let held: Vec<Held> = here
        .groups()
        .into_iter()
        .filter_map(|group| Some((group, None, open_group(vault.layout(), &here, group, clock)?.ok()?)))
        .collect();
    let opened = OpenedCopy::open(&copy, identity)?;
    let mut groups = compare(copy.layout(), &opened, &held, clock, watch)?;
    opened.close()?;
    if here.close().is_err() {
        log::warn!("the vault of before was not closed in order");
    }
    for group in &mut groups {
        group.listed = Vec::new();
    }
    Ok((Against::Vault, groups))
}
