//! Media as they are met: what is plugged in, and whether it may be written. The window repeats this look, so it is not
//! logged; that of an act ([`super::look`]) is, when it refuses.

use std::path::{Path, PathBuf};

use crate::backup::apart::is_apart;
use crate::backup::device::{self, Facts};
use crate::backup::full_bytes;
use crate::backup::medium::{self, Mark, NotUsable};
use crate::backup::mounts::{self, Mounted};
use crate::backup::register::{self, GenerationRow, MediumRow};
use crate::backup::rotation;
use crate::backup::seen::{Known, MediaRules, MediumSeen};
use crate::base::clock::WallTime;
use crate::base::id::{GenerationId, MediumId};
use crate::policy::{Act, Rule};

use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::session::Session;
use super::super::Job;
use super::NoteKeys;

/// When each set was last written, if ever.
type Turns = Vec<(String, Option<WallTime>)>;

impl Session {
    /// What is plugged in where media go, and whether each may be written. The job asks every medium, and a dead one can
    /// take long: it is run when [`mounts::plugged_in`] changed, not at each look.
    pub fn media_seen(&self) -> Result<Job<Vec<MediumSeen>>, Problem> {
        let _permit = self.permit(Act::Media, None)?;
        let looking = self.looking_at_media()?;
        // The vault's own file system, should it lie where media go, is none.
        let own = self.vault.layout().folder().to_owned();
        Ok(Job::new(move |_| {
            let plugged_in = mounts::plugged_in(&looking.root);
            let plugged_in =
                plugged_in.map_err(|error| Problem::new(ProblemKind::Internal).with("why", error))?;
            let media = plugged_in.iter().filter(|one| !own.starts_with(&one.at));
            Ok(media.map(|one| looking.seen(&one.at, Some(one))).collect())
        }))
    }

    /// When each set of media was last written, and which of them is due.
    pub fn rotation(&self) -> Result<(Turns, Option<String>), Problem> {
        let _permit = self.permit(Act::Media, None)?;
        let looking = self.looking_at_media()?;
        let known = looking.known();
        Ok((rotation::turns(&known), rotation::set_due(&known).map(str::to_owned)))
    }

    /// Whether what is at `mount` is taken for a medium only because the vault is for practice: it is on no device of its own.
    pub fn is_practice_medium(&self, mount: &Path) -> bool {
        self.is_sample() && !is_apart(mount, self.vault.layout().folder(), &self.system_root).unwrap_or(true)
    }

    /// Takes a medium out of use, or back into it: it was lost, broke or is full of what must be kept.
    pub fn retire_medium(&mut self, medium: MediumId, retired: bool) -> Result<(), Problem> {
        let permit = self.permit(Act::Media, None)?;
        let rows = register::media(&self.vault.media_rows("medium/")?);
        let row = rows.into_iter().find(|(id, _)| *id == medium).map(|(_, row)| row);
        let mut row = row.ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", medium))?;
        let words = format!("{} {}", if retired { "retire" } else { "reuse" }, row.label);
        let event = self.witness.event(permit.act()).with_words(&words);
        self.witness.log(&event)?;
        row.retired = if retired { self.witness.wall().unix_millis().max(1) } else { 0 };
        let name = register::medium_name(medium);
        let kept = self.vault.keep_media_row(&permit, &name, &register::to_bytes(&row));
        let kept = kept.map_err(Problem::from);
        self.witness.note_end(event, kept.as_ref().err());
        kept
    }

    /// Everything that looking at media takes.
    pub(super) fn looking_at_media(&self) -> Result<Looking, Problem> {
        let house = self.vault.house();
        let rule = |rule| house.rule(rule);
        Ok(Looking {
            root: self.system_root.clone(),
            vault: self.vault.layout().folder().to_owned(),
            sample: self.is_sample(),
            keys: self.note_keys()?,
            media: register::media(&self.vault.media_rows("medium/")?),
            generations: register::generations(&self.vault.media_rows("generation/")?),
            rules: MediaRules {
                sets: rule(Rule::MediaSets),
                years: rule(Rule::MediumYears),
                writes: rule(Rule::MediumWrites),
                failures: rule(Rule::MediumFailures),
            },
            needed: full_bytes(self.vault.layout())?,
            now: self.witness.wall(),
        })
    }
}

/// Everything that looking at media takes, on whichever thread it is done.
pub(super) struct Looking {
    root: PathBuf,
    pub(super) vault: PathBuf,
    sample: bool,
    pub(super) keys: NoteKeys,
    media: Vec<(MediumId, MediumRow)>,
    generations: Vec<(GenerationId, GenerationRow)>,
    rules: MediaRules,
    needed: u64,
    now: WallTime,
}

impl Looking {
    /// Refuses what is not on a device of its own; a practice vault takes it.
    pub(super) fn require_apart(&self, mount: &Path) -> Result<(), NotUsable> {
        if self.sample || is_apart(mount, &self.vault, &self.root)? {
            Ok(())
        } else {
            Err(NotUsable::NotApart)
        }
    }

    /// With the label that the register has.
    pub(super) fn as_called_now(&self, mark: Mark) -> Mark {
        let row = self.media.iter().find(|(id, _)| *id == mark.medium).map(|(_, row)| row);
        Mark { label: row.map_or(mark.label, |row| row.label.clone()), ..mark }
    }

    pub(super) fn seen(&self, mount: &Path, mounted: Option<&Mounted>) -> MediumSeen {
        let facts = match mounted {
            Some(mounted) => device::facts_of_mounted(mounted, &self.root),
            None => device::facts(mount, &self.root),
        };
        let apart = is_apart(mount, &self.vault, &self.root).unwrap_or(false);
        let mark = match &facts {
            Ok(_) if !(apart || self.sample) => Err(NotUsable::NotApart),
            Ok(_) => medium::identify(mount, self.keys.vault, |account| self.keys.of(account)),
            Err(error) => Err(std::io::Error::from(error.kind()).into()),
        };
        let facts = facts.unwrap_or_else(|_| self.unread(mounted));
        MediumSeen::judge((mount.to_owned(), apart), mark.as_ref(), facts, &self.known())
    }

    /// What is known of a medium that cannot be asked.
    fn unread(&self, mounted: Option<&Mounted>) -> Facts {
        let device = mounted.map(|one| device::device(&self.root, one.number, &one.source));
        Facts { device: device.unwrap_or_default(), ..Facts::default() }
    }

    /// What media are judged by.
    fn known(&self) -> Known<'_> {
        let Self { media, generations, rules, needed, now, .. } = self;
        Known { media, generations, rules: *rules, needed: *needed, now: *now }
    }
}
