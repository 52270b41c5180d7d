//! The register of media: enrolling one, and listing them with what lies on them.

use std::path::{Path, PathBuf};

use crate::backup::apart::is_apart;
use crate::backup::device;
use crate::backup::medium::{self, NotUsable};
use crate::backup::register::{self, GenerationRow, MediumRow, medium_name};
use crate::base::clock::WallTime;
use crate::base::id::{GenerationId, MediumId, VaultId};
use crate::base::job::Watch;
use crate::crypto::sign::SigningKey;
use crate::policy::{self, Act};

use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::session::Session;
use super::super::super::snapshot::{GenerationFace, MediaFace, MediumFace, MediumWish};
use super::super::super::witness::Witness;
use super::super::Job;
use super::super::outgoing::outside_of;
use super::look::medium_refused;
use super::refused;

/// A medium that has its note, and is to be in the register.
#[derive(Clone)]
pub struct Enrolled {
    medium: MediumId,
    row: MediumRow,
}

/// Everything that enrolling takes, on whichever thread it is done.
struct Enrolling {
    witness: Witness,
    vault: (VaultId, PathBuf),
    key: SigningKey,
    mount: PathBuf,
    wish: MediumWish,
    root: PathBuf,
    sample: bool,
}

impl Session {
    /// Makes what is mounted at `mount` a medium of this vault: its note, and its row.
    pub fn enrol_medium(&mut self, mount: &Path, wish: &MediumWish) -> Result<MediumFace, Problem> {
        let enrolled = self.write_note(mount, wish)?.run(&mut Watch::unwatched())?;
        self.keep_enrolled(&enrolled)
    }

    /// Writes a note to what is mounted at `mount` that makes it a medium of this vault. [`Self::keep_enrolled`] is to
    /// follow.
    pub fn write_note(&self, mount: &Path, wish: &MediumWish) -> Result<Job<Enrolled>, Problem> {
        let _permit = self.permit(Act::Media, None)?;
        self.require_label_of(&wish.label, None)?;
        let enrolling = Enrolling {
            witness: self.witness.clone(),
            vault: (self.vault.id(), self.vault.layout().folder().to_owned()),
            key: self.vault.signing().duplicate(),
            mount: mount.to_owned(),
            wish: wish.clone(),
            root: self.system_root.clone(),
            sample: self.is_sample(),
        };
        Ok(Job::new(move |_| enrolling.run()))
    }

    /// Keeps a medium in the register.
    pub fn keep_enrolled(&mut self, enrolled: &Enrolled) -> Result<MediumFace, Problem> {
        let permit = self.permit(Act::Media, None)?;
        let Enrolled { medium, row } = enrolled;
        self.vault.keep_media_row(&permit, &medium_name(*medium), &register::to_bytes(row))?;
        Ok(face(*medium, row.clone(), &[], None))
    }

    /// The media of the register, by their labels.
    pub fn media(&self) -> Result<Vec<MediumFace>, Problem> {
        let permit = self.permit(Act::Media, None)?;
        self.witness.log(&self.witness.event(permit.act()).with_words("list"))?;
        let generations = register::generations(&self.vault.media_rows("generation/")?);
        let media = register::media(&self.vault.media_rows("medium/")?).into_iter();
        let drills = self.known_drills()?;
        let drilled = |medium: MediumId| {
            let passed = drills.iter().map(|row| &row.drill).filter(|drill| drill.passed());
            passed.filter(|drill| drill.medium == medium).map(|drill| drill.wall).max()
        };
        let faces = media.map(|(id, row)| face(id, row, &generations, drilled(id)));
        let mut media: Vec<MediumFace> = faces.collect();
        media.sort_by_cached_key(|medium| (medium.wish.label.to_lowercase(), medium.medium));
        Ok(media)
    }

    /// Media, generations and whose turn it is: the whole register.
    pub fn media_register(&self) -> Result<MediaFace, Problem> {
        let (_, set_due) = self.rotation()?;
        Ok(MediaFace { media: self.media()?, generations: self.generations()?, set_due })
    }

    /// The generations of the register, the newest first.
    pub fn generations(&self) -> Result<Vec<GenerationFace>, Problem> {
        let permit = self.permit(Act::Media, None)?;
        self.witness.log(&self.witness.event(permit.act()).with_words("list of backups"))?;
        let media = register::media(&self.vault.media_rows("medium/")?);
        let rows = register::generations(&self.vault.media_rows("generation/")?).into_iter();
        let mut faces: Vec<GenerationFace> =
            rows.map(|(id, row)| generation_face(id, &row, &media)).collect();
        faces.sort_by_key(|face| std::cmp::Reverse((face.made, face.generation)));
        Ok(faces)
    }

    /// A medium that is in use is known by its label alone.
    pub(super) fn require_label_of(&self, label: &str, own: Option<MediumId>) -> Result<(), Problem> {
        let media = register::media(&self.vault.media_rows("medium/")?);
        let same =
            |row: &MediumRow| row.retired == 0 && row.label.to_lowercase() == label.trim().to_lowercase();
        match media.iter().find(|(id, row)| Some(*id) != own && same(row)) {
            Some((_, row)) => Err(Problem::new(ProblemKind::NameTaken).with("what", &row.label)),
            None => Ok(()),
        }
    }

    /// Whether the person keeps the register; for what nobody asked for.
    pub(in crate::app) fn may_keep_media(&self) -> bool {
        policy::decide(Act::Media, &self.vault.facts(None)).is_ok()
    }

    /// The row of a generation, if the register has one.
    pub(super) fn generation_row(&self, generation: GenerationId) -> Result<Option<GenerationRow>, Problem> {
        let rows = register::generations(&self.vault.media_rows("generation/")?);
        Ok(rows.into_iter().find(|(id, _)| *id == generation).map(|(_, row)| row))
    }
}

/// What the register says of a generation.
pub(super) fn generation_face(
    generation: GenerationId,
    row: &GenerationRow,
    media: &[(MediumId, MediumRow)],
) -> GenerationFace {
    let medium = MediumId::from_bytes(row.medium);
    let label = media.iter().find(|(id, _)| *id == medium).map(|(_, row)| row.label.clone());
    GenerationFace {
        generation,
        medium: (medium, label.unwrap_or_default()),
        folder: row.folder.clone(),
        made: WallTime::from_unix_millis(row.made),
        full: row.full,
        bytes: row.bytes,
        verified: moment(row.verified),
        damaged: moment(row.damaged),
    }
}

impl Enrolling {
    fn run(self) -> Result<Enrolled, Problem> {
        let Self { witness, vault, mount, wish, .. } = &self;
        let facts = device::facts(mount, &self.root).map_err(|error| refused(mount, error.into()))?;
        if facts.read_only {
            return Err(medium_refused(witness, Act::Media, mount, NotUsable::ReadOnly));
        }
        outside_of(&vault.1, mount)?;
        let apart =
            self.sample || is_apart(mount, &vault.1, &self.root).map_err(|e| refused(mount, e.into()))?;
        if !apart {
            return Err(medium_refused(witness, Act::Media, mount, NotUsable::NotApart));
        }
        let event = witness.event(Act::Media).with_words(&format!("enrol {}", wish.label.trim()));
        witness.log(&event)?;
        let by = (witness.account(), &self.key);
        let enrolled = medium::enrol(mount, vault.0, &wish.label, witness.wall(), by);
        let enrolled = enrolled.map_err(|error| refused(mount, error));
        witness.note_end(event, enrolled.as_ref().err());
        let mark = enrolled?;
        let row = MediumRow {
            label: mark.label,
            place: wish.place.trim().to_owned(),
            set: wish.set.trim().to_owned(),
            holder: wish.holder.trim().to_owned(),
            model: facts.device.model,
            serial: facts.device.serial,
            enrolled: mark.enrolled.unix_millis(),
            retired: 0,
        };
        Ok(Enrolled { medium: mark.medium, row })
    }
}

fn face(
    medium: MediumId,
    row: MediumRow,
    generations: &[(GenerationId, GenerationRow)],
    last_drilled: Option<WallTime>,
) -> MediumFace {
    let own = || generations.iter().map(|(_, row)| row).filter(|row| row.medium == *medium.as_bytes());
    MediumFace {
        medium,
        wish: MediumWish { label: row.label, place: row.place, set: row.set, holder: row.holder },
        model: row.model,
        serial: row.serial,
        enrolled: WallTime::from_unix_millis(row.enrolled),
        retired: moment(row.retired),
        writes: own().count() as u64,
        failures: own().filter(|row| row.damaged != 0).count() as u64,
        last_written: own().map(|row| row.made).max().and_then(moment),
        is_damaged: own().any(|row| row.damaged > row.verified),
        last_verified: own().map(|row| row.verified).max().and_then(moment),
        last_drilled,
    }
}

fn moment(millis: i64) -> Option<WallTime> {
    (millis != 0).then(|| WallTime::from_unix_millis(millis))
}
