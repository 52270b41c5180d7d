//! Writing a generation: decided, logged, and then done by a job that needs no key of the vault; and what the register
//! keeps of it afterwards.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::audit::Head;
use crate::backup::chain::{Generation, Shelf, parent_by_rule};
use crate::backup::register::{self, GenerationRow, HELD, HeldRow, generation_name};
use crate::backup::resume::Begun;
use crate::backup::retention::expired;
use crate::backup::write::{Order, VOLUME_BYTES, write};
use crate::backup::{BackupError, Manifest};
use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GenerationId, VaultId};
use crate::base::job::Watch;
use crate::crypto::hash::Digest;
use crate::crypto::sign::SigningKey;
use crate::keys::place::KeyKind;
use crate::parcel::Recipient;
use crate::policy::{Act, Permit, Rule};
use crate::vault::Layout;

use super::super::super::failure::internal;
use super::super::super::problem::Problem;
use super::super::super::rawkey;
use super::super::super::session::Session;
use super::super::super::snapshot::{GenerationFace, WrittenFace};
use super::super::super::witness::Witness;
use super::super::Job;
use super::look::Looked;

/// What every generation carries in the clear, so that it is restored without this program.
const ASSETS: [(&str, &str); 4] = [
    ("RESTORE.txt", include_str!("../../../../assets/restore/RESTORE.txt")),
    ("restore.sh", include_str!("../../../../assets/restore/restore.sh")),
    ("combiner.py", include_str!("../../../../assets/restore/combiner.py")),
    ("words.txt", include_str!("../../../../assets/words/english.txt")),
];

/// Everything that writing takes, on whichever thread it is done.
struct Writing {
    witness: Witness,
    root: PathBuf,
    layout: Layout,
    vault: VaultId,
    mount: PathBuf,
    medium: crate::backup::medium::Mark,
    parent: Option<Generation>,
    unfinished: Vec<PathBuf>,
    begun: Option<Begun>,
    expired: Vec<Generation>,
    recovery: Recipient,
    restore: (u32, Recipient),
    head: Head,
    statements: (u64, Digest),
    wall: WallTime,
    machine: SigningKey,
    person: (AccountId, SigningKey),
    words: String,
}

impl Session {
    /// Looks at the medium at `mount`, and writes to it.
    pub fn write_backup(&mut self, mount: &Path, full: bool) -> Result<Job<WrittenFace>, Problem> {
        let looked = self.look_and_wait(Act::BackupWrite, mount, None)?;
        self.write_backup_on(looked, full)
    }

    /// Writes a generation to a medium: in full, or what changed, as the rule says. Nothing of the vault may be written
    /// meanwhile: this closes what this session has open. [`Self::keep_written`] is to follow.
    pub fn write_backup_on(&mut self, looked: Looked, full: bool) -> Result<Job<WrittenFace>, Problem> {
        let permit = self.permit(Act::BackupWrite, None)?;
        let Looked { mount, mark, shelf, begun, .. } = looked.of(permit.act())?;
        let (restore_epoch, restore) = self.restore_recipient()?;
        let wall = self.witness.wall();
        // What was begun in full is gone on with in full.
        let full = full || begun.as_ref().is_some_and(Begun::is_full);
        let parent = parent_by_rule(&shelf, restore_epoch, wall).filter(|_| !full).cloned();
        let kind = if parent.is_some() { "increment" } else { "full" };
        let again = if begun.is_some() { ", goes on" } else { "" };
        let words = format!("{}: {kind}{again}", mark.label);
        self.witness.log(&self.witness.event(permit.act()).with_words(&words))?;
        for group in self.stores.keys().copied().collect::<Vec<_>>() {
            self.close_store(group)?;
        }
        self.vault.settle_registry()?;
        let checkpoint =
            self.witness.checkpoint().ok_or_else(|| internal("no checkpoint could be signed"))?;
        let statements = self.vault.house().head();
        let writing = Writing {
            witness: self.witness.clone(),
            root: self.system_root.clone(),
            layout: self.vault.layout().clone(),
            vault: self.vault.id(),
            mount,
            medium: mark,
            expired: self.expired(&shelf, wall)?,
            unfinished: self.never_whole(shelf.unfinished, begun.as_ref())?,
            begun,
            parent,
            recovery: Recipient::from_public(&self.vault.house().recovery().age).map_err(internal)?,
            restore: (restore_epoch, restore),
            head: checkpoint.head,
            statements: (statements.number, statements.hash),
            wall,
            machine: self.vault.machine().duplicate(),
            person: (self.witness.account(), self.vault.signing().duplicate()),
            words,
        };
        Ok(Job::new(move |watch| writing.run(watch)))
    }

    /// Keeps what was written in the register.
    pub fn keep_written(&mut self, written: &WrittenFace) -> Result<(), Problem> {
        let permit = self.permit(Act::BackupWrite, None)?;
        let face = &written.generation;
        let row = GenerationRow {
            medium: *face.medium.0.as_bytes(),
            folder: face.folder.clone(),
            made: face.made.unix_millis(),
            full: face.full,
            bytes: face.bytes,
            verified: face.verified.map_or(0, WallTime::unix_millis),
            damaged: 0,
        };
        let name = generation_name(face.generation);
        self.vault.keep_media_row(&permit, &name, &register::to_bytes(&row))?;
        self.keep_held(&permit, written)
    }

    /// From now on what re-keying left behind of these files may go.
    fn keep_held(&mut self, permit: &Permit, written: &WrittenFace) -> Result<(), Problem> {
        let face = &written.generation;
        let row = HeldRow {
            generation: *face.generation.as_bytes(),
            medium: *face.medium.0.as_bytes(),
            files: if face.verified.is_some() { written.held.clone() } else { Vec::new() },
        };
        Ok(self.vault.keep_media_row(permit, HELD, &register::to_bytes(&row))?)
    }

    pub(super) fn restore_recipient(&self) -> Result<(u32, Recipient), Problem> {
        let (epoch, fact) = self
            .vault
            .house()
            .current_epoch((KeyKind::Restore, None))
            .ok_or_else(|| internal("there is no restore key"))?;
        let public: [u8; 32] = fact
            .public
            .as_deref()
            .and_then(|public| public.try_into().ok())
            .ok_or_else(|| internal("restore"))?;
        Ok((epoch, Recipient::from_public(&public).map_err(internal)?))
    }

    /// Folders whose writing did not end, but for the one that is gone on with. One that the register knows was whole once, and lost its manifest: what is left of
    /// it is not ours to take away.
    fn never_whole(&self, unfinished: Vec<PathBuf>, begun: Option<&Begun>) -> Result<Vec<PathBuf>, Problem> {
        let rows = register::generations(&self.vault.media_rows("generation/")?);
        let known = |folder: &PathBuf| rows.iter().any(|(_, row)| folder.ends_with(&row.folder));
        let begun = begun.map(|begun| &begun.folder);
        Ok(unfinished.into_iter().filter(|folder| !known(folder) && Some(folder) != begun).collect())
    }

    /// What may go once this generation is whole.
    fn expired(&self, shelf: &Shelf, wall: WallTime) -> Result<Vec<Generation>, Problem> {
        let rows = register::generations(&self.vault.media_rows("generation/")?);
        let verified: BTreeSet<GenerationId> = rows
            .iter()
            .filter(|(_, row)| row.verified > row.damaged)
            .map(|(generation, _)| *generation)
            .collect();
        let days = self.vault.house().rule(Rule::BackupKeptDays);
        Ok(expired(shelf, &verified, wall, days).into_iter().cloned().collect())
    }
}

impl Writing {
    fn run(self, watch: &mut Watch<'_>) -> Result<WrittenFace, Problem> {
        // They hold nothing that counts, and take room.
        for folder in &self.unfinished {
            drop(std::fs::remove_dir_all(folder));
        }
        let written = self.write(watch).map_err(Problem::from);
        let event = self.witness.event(Act::BackupWrite).with_words(&self.words);
        self.witness.note_end(event, written.as_ref().err());
        written
    }

    fn write(&self, watch: &mut Watch<'_>) -> Result<WrittenFace, BackupError> {
        let mut extras: Vec<(&str, Vec<u8>)> =
            ASSETS.iter().map(|(name, text)| (*name, text.as_bytes().to_vec())).collect();
        let program = rawkey::program(&self.root);
        let carries = program.is_some();
        extras.extend(program.map(|program| (rawkey::NAME, program)));
        let order = Order {
            vault: self.vault,
            layout: &self.layout,
            mount: &self.mount,
            medium: self.medium.medium,
            parent: self.parent.as_ref(),
            recovery: self.recovery.clone(),
            restore: self.restore.clone(),
            log: self.head,
            statements: self.statements,
            wall: self.wall,
            machine: &self.machine,
            person: (self.person.0, &self.person.1),
            extras: &extras,
            begun: self.begun.clone(),
            volume_bytes: VOLUME_BYTES,
        };
        let done = write(&order, watch)?;
        let removed = self.expired.iter().filter(|old| std::fs::remove_dir_all(&old.folder).is_ok());
        Ok(WrittenFace {
            removed: removed.map(Generation::name).collect(),
            files: done.manifest.files.len() as u64,
            held: databases_of_groups(&done.manifest),
            uncached: done.uncached,
            rawkey: carries,
            generation: face(&done.manifest, &done.folder, &self.medium.label, self.witness.wall()),
        })
    }
}

/// Journals apart, and all that is of no group.
fn databases_of_groups(manifest: &Manifest) -> Vec<String> {
    let files = manifest.files.iter().map(|file| &file.path);
    files
        .filter(|path| {
            path.starts_with("groups/") && Path::new(path).extension().is_some_and(|kind| kind == "db")
        })
        .cloned()
        .collect()
}

/// A generation that was just read back.
fn face(manifest: &Manifest, folder: &Path, label: &str, verified: WallTime) -> GenerationFace {
    GenerationFace {
        generation: manifest.generation,
        medium: (manifest.medium, label.to_owned()),
        folder: folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        made: manifest.made,
        full: manifest.is_full(),
        bytes: manifest.volume_bytes(),
        verified: Some(verified),
        damaged: None,
    }
}
