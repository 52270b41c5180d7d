//! Verifying what lies on a medium, without a key; and what the register keeps of it.

use std::path::Path;

use crate::backup::chain::{Generation, Shelf};
use crate::backup::register::{self, GenerationRow, HELD, HeldRow, generation_name};
use crate::backup::verify::{Extent, verify};
use crate::base::clock::WallTime;
use crate::base::id::{GenerationId, MediumId};
use crate::base::wrong::Wrong;
use crate::policy::{Act, Permit};

use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::session::Session;
use super::super::super::snapshot::{GenerationFace, VerifiedFace};
use super::super::Job;
use super::look::Looked;
use super::media::generation_face;

/// Files that are not what they were: which, and what is wrong with each.
type Damage = Vec<(String, String)>;

impl Session {
    /// Looks at the medium at `mount`, and verifies what lies on it.
    pub fn verify_backup(
        &mut self,
        mount: &Path,
        generation: Option<GenerationId>,
        extent: Extent,
    ) -> Result<Job<VerifiedFace>, Problem> {
        let looked = self.look_and_wait(Act::BackupVerify, mount, None)?;
        self.verify_backup_on(looked, generation, extent)
    }

    /// Verifies a generation on a medium, or the newest, and all it needs. [`Self::keep_verified`] is to follow.
    pub fn verify_backup_on(
        &mut self,
        looked: Looked,
        generation: Option<GenerationId>,
        extent: Extent,
    ) -> Result<Job<VerifiedFace>, Problem> {
        let permit = self.permit(Act::BackupVerify, None)?;
        let Looked { mark, shelf, .. } = looked.of(permit.act())?;
        self.witness.log(&self.witness.event(permit.act()).with_words(&mark.label))?;
        let missing = if generation.is_none() { self.missing(mark.medium, &shelf)? } else { Damage::new() };
        let witness = self.witness.clone();
        Ok(Job::new(move |watch| {
            let one = match (found(&shelf, generation), missing.first()) {
                (Err(_), Some((folder, why))) => Err(damaged(folder, why)),
                (one, _) => one,
            };
            let done = one.and_then(|one| {
                let found = verify(&shelf, one, extent, watch)?;
                let mut damage = found.damage;
                // A manifest that is not believed may be that of a generation somebody counts on.
                damage.extend(shelf.refused.iter().cloned().chain(missing));
                let whole = extent == Extent::All;
                let verified = Some(witness.wall()).filter(|_| whole && damage.is_empty());
                let damaged = Some(witness.wall()).filter(|_| !damage.is_empty());
                let generation = GenerationFace { verified, damaged, ..face(one, &mark.label) };
                let (files, bytes, uncached) = (found.files, found.bytes, found.uncached);
                Ok(VerifiedFace { generation, files, bytes, whole, uncached, damage })
            });
            let count = done.as_ref().map_or(0, |face| face.damage.len() as u64);
            let event = witness.event(Act::BackupVerify).with_words(&mark.label).counting(count);
            witness.note_end(event, done.as_ref().err());
            done
        }))
    }

    /// The generations that the register knows on this medium and that are younger than all that lie there: nothing here
    /// ever removes those.
    fn missing(&self, medium: MediumId, shelf: &Shelf) -> Result<Damage, Problem> {
        let newest = shelf.find(None).map_or(i64::MIN, |one| one.manifest.made.unix_millis());
        let rows = register::generations(&self.vault.media_rows("generation/")?).into_iter();
        let younger = rows.filter(|(_, row)| row.medium == *medium.as_bytes() && row.made > newest);
        let seen = |folder: &str| shelf.refused.iter().any(|(file, _)| file.starts_with(folder));
        Ok(younger
            .filter(|(_, row)| !seen(&row.folder))
            .map(|(_, row)| (row.folder, Wrong::Missing.into()))
            .collect())
    }

    /// Keeps in the register what verifying found.
    pub fn keep_verified(&mut self, found: &VerifiedFace) -> Result<(), Problem> {
        let permit = self.permit(Act::BackupVerify, None)?;
        let face = &found.generation;
        let known = self.generation_row(face.generation)?;
        let row = GenerationRow {
            medium: *face.medium.0.as_bytes(),
            folder: face.folder.clone(),
            made: face.made.unix_millis(),
            full: face.full,
            bytes: face.bytes,
            verified: latest(face.verified, known.as_ref().map(|row| row.verified)),
            damaged: latest(face.damaged, known.as_ref().map(|row| row.damaged)),
        };
        let name = generation_name(face.generation);
        self.vault.keep_media_row(&permit, &name, &register::to_bytes(&row))?;
        if found.damage.is_empty() { Ok(()) } else { self.forget_held(&permit, face.medium.0) }
    }

    /// Something on this medium is damaged: nothing is removed on the word of a backup on it.
    fn forget_held(&mut self, permit: &Permit, medium: MediumId) -> Result<(), Problem> {
        let held = register::held(&self.vault.media_rows(HELD)?);
        let Some(held) = held.filter(|held| held.medium == *medium.as_bytes()) else { return Ok(()) };
        let nothing = HeldRow { files: Vec::new(), ..held };
        Ok(self.vault.keep_media_row(permit, HELD, &register::to_bytes(&nothing))?)
    }

    /// Looks at the medium at `mount`, and lists what lies on it.
    pub fn generations_on(&self, mount: &Path) -> Result<(Vec<GenerationFace>, Damage), Problem> {
        self.generations_seen(self.look_and_wait(Act::Media, mount, None)?)
    }

    /// The generations on a medium, the newest first, and folders whose manifest is not believed or that are missing.
    pub fn generations_seen(&self, looked: Looked) -> Result<(Vec<GenerationFace>, Damage), Problem> {
        let permit = self.permit(Act::Media, None)?;
        let Looked { mark, shelf, .. } = looked.of(permit.act())?;
        self.witness.log(&self.witness.event(permit.act()).with_words(&format!("look at {}", mark.label)))?;
        let media = register::media(&self.vault.media_rows("medium/")?);
        let mut faces = Vec::new();
        for one in shelf.generations.iter().rev() {
            let row = self.generation_row(one.manifest.generation)?;
            faces.push(row.map_or_else(
                || face(one, &mark.label),
                |row| generation_face(one.manifest.generation, &row, &media),
            ));
        }
        let missing = self.missing(mark.medium, &shelf)?;
        Ok((faces, shelf.refused.into_iter().chain(missing).collect()))
    }
}

/// The generation that is meant.
pub(super) fn found(shelf: &Shelf, generation: Option<GenerationId>) -> Result<&Generation, Problem> {
    let why = shelf.refused.first();
    shelf.find(generation).ok_or_else(|| match (generation, why) {
        (Some(generation), _) => Problem::new(ProblemKind::NotFound).with("what", generation),
        (None, Some((file, why))) => damaged(file, why),
        (None, None) => Problem::new(ProblemKind::MediumRefused).with("path", "").with("why", "medium-empty"),
    })
}

fn damaged(file: &str, why: &str) -> Problem {
    Problem::new(ProblemKind::BackupDamaged).with("what", format!("{file}: {why}"))
}

/// What is known of a generation by its manifest alone.
pub(super) fn face(one: &Generation, label: &str) -> GenerationFace {
    let manifest = &one.manifest;
    GenerationFace {
        generation: manifest.generation,
        medium: (manifest.medium, label.to_owned()),
        folder: one.name(),
        made: manifest.made,
        full: manifest.is_full(),
        bytes: manifest.volume_bytes(),
        verified: None,
        damaged: None,
    }
}

fn latest(now: Option<WallTime>, before: Option<i64>) -> i64 {
    now.map(WallTime::unix_millis).or(before).unwrap_or(0)
}
