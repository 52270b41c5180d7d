//! Retention: taking what is older than the rule says to an archive, under two signatures, or one with a written reason
//! while there is no other supervisor.

use std::path::{Path, PathBuf};

use crate::audit::archive::{self, ArchiveDue, Archivists};
use crate::audit::{self, Event};
use crate::base::clock::WallTime;
use crate::base::id::AccountId;
use crate::base::job::Watch;
use crate::crypto::sign::SigningKey;
use crate::policy::{Act, Role, Rule};

use super::super::super::failure::not_taken;
use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::request::{Consent, Second};
use super::super::super::session::Session;
use super::super::super::snapshot::{ArchiveDueFace, ArchivedFace, Named, SecondNeeded, Settled, Will};
use super::super::Job;
use super::super::outgoing::{Outgoing, reason_of};

/// A year of the calendar, on the average.
const YEAR_MILLIS: i64 = 31_556_952_000;

/// Who signs besides the person who is logged in.
pub(in crate::app::acts) enum Beside {
    /// A second supervisor.
    Second(AccountId, SigningKey),
    /// Nobody else is there, for this reason.
    Nobody(String),
}

impl Session {
    /// What could be archived now.
    pub fn archive_due(&mut self) -> Result<Job<ArchiveDueFace>, Problem> {
        let _permit = self.permit(Act::LogArchive, None)?;
        let (folder, vault, years) = (self.vault.layout().audit(), self.vault.id(), self.log_years());
        let before = self.archived_before();
        Ok(Job::new(move |_| {
            let due = archive::due(&folder, vault, before).map_err(|error| not_taken(&folder, error))?;
            Ok(face(&due, years))
        }))
    }

    /// Takes what is due to a new folder in `folder`, outside of the vault. It cannot wait in the queue.
    pub fn archive_log(
        &mut self,
        folder: &Path,
        consent: &Consent,
    ) -> Result<Job<Settled<ArchivedFace>>, Problem> {
        let permit = self.permit(Act::LogArchive, None)?;
        let out = self.outgoing(Act::LogExport, Some(folder))?;
        let path = folder.join(out.name("log-archive"));
        let (before, beside) = (self.archived_before(), self.beside(consent)?);
        let will =
            Will { key: "log-archive", named: vec![("folder", Named::Words(path.display().to_string()))] };
        let needed = self.needed_beside(will);
        let act = permit.act();
        Ok(Job::new(move |watch| match beside {
            None => Ok(Settled::SecondNeeded(Box::new(needed))),
            Some(beside) => out.archive(act, before, &beside, &path, watch).map(Settled::Done),
        }))
    }

    fn log_years(&self) -> u64 {
        self.vault.house().rule(Rule::LogYears)
    }

    /// What is older than this is old enough.
    fn archived_before(&self) -> WallTime {
        let years = i64::try_from(self.log_years()).unwrap_or(i64::MAX);
        let now = self.vault.now(self.witness.wall()).unix_millis();
        WallTime::from_unix_millis(now.saturating_sub(years.saturating_mul(YEAR_MILLIS)))
    }

    /// Who signs with this person, as the consent has it; nobody if it says nothing that is enough.
    pub(in crate::app::acts) fn beside(&self, consent: &Consent) -> Result<Option<Beside>, Problem> {
        let by_two = self.vault.house().needs_second(self.witness.account(), None);
        Ok(match consent {
            Consent::Second(second) if by_two => Some(self.second_archivist(second)?),
            Consent::Alone(reason) if !by_two => Some(Beside::Nobody(reason_of(reason)?)),
            _ => None,
        })
    }

    fn second_archivist(&self, second: &Second) -> Result<Beside, Problem> {
        let signer = self.second(second)?;
        let role = self.vault.house().person(signer.account()).map(|person| person.role);
        if role != Some(Role::Supervisor) || !signer.is_full() {
            return Err(Problem::new(ProblemKind::Refused).with("why", "second-not-standing"));
        }
        Ok(Beside::Second(signer.account(), signer.signing().duplicate()))
    }

    /// What such an act needs besides this person.
    pub(in crate::app::acts) fn needed_beside(&self, will: Will) -> SecondNeeded {
        let (house, me) = (self.vault.house(), self.witness.account());
        let mut who: Vec<_> =
            house.seconds(me, None).map(|person| (person.name.clone(), person.login.clone())).collect();
        who.sort();
        SecondNeeded { will, who, reason_is_enough: !house.needs_second(me, None), may_wait: false }
    }
}

impl Outgoing {
    fn archive(
        &self,
        act: Act,
        before: WallTime,
        beside: &Beside,
        path: &Path,
        watch: &mut Watch<'_>,
    ) -> Result<ArchivedFace, Problem> {
        let due = self.due(before, path)?;
        let frames: u64 = due.segments.iter().map(|(_, count, _)| count).sum();
        let first = due.segments.first().map_or(0, |(first, ..)| *first);
        let mut words = format!("frames {first} to {}", (first + frames).saturating_sub(1));
        if let Beside::Nobody(reason) = beside {
            words = format!("{words}: {reason}");
        }
        let event = self.witness.event(act).counting(frames).with_words(&words);
        let mut events = vec![event.clone()];
        if let Beside::Second(account, _) = beside {
            events.push(Event::new(Act::Countersign).by(*account).with_words(&words));
        }
        self.witness.log_all(&events)?;
        let done = self.archive_now(&due, beside, path, watch);
        self.witness.note_end(event, done.as_ref().err());
        done
    }

    fn due(&self, before: WallTime, path: &Path) -> Result<ArchiveDue, Problem> {
        let due = archive::due(self.log(), self.vault(), before).map_err(|error| not_taken(path, error))?;
        if due.segments.is_empty() {
            return Err(Problem::new(ProblemKind::Refused).with("why", "nothing-old"));
        }
        Ok(due)
    }

    fn archive_now(
        &self,
        due: &ArchiveDue,
        beside: &Beside,
        path: &Path,
        watch: &mut Watch<'_>,
    ) -> Result<ArchivedFace, Problem> {
        let keys = self.keys()?;
        // Nothing is taken from a log that does not verify to its end.
        audit::verify(self.log(), self.vault(), &keys, &[], watch)?;
        let taking = self.taking(&keys);
        let mut archivists = Archivists { signers: vec![(taking.by, taking.signing)], alone: None };
        match beside {
            Beside::Second(account, key) => archivists.signers.push((*account, key)),
            Beside::Nobody(reason) => archivists.alone = Some(reason),
        }
        let made = archive::archive(&taking, due, &archivists, path, watch);
        let made = made.map_err(|error| not_taken(path, error))?;
        Ok(ArchivedFace {
            path: PathBuf::from(path),
            segments: made.segments,
            frames: made.frames,
            bytes: made.bytes,
        })
    }
}

fn face(due: &ArchiveDue, years: u64) -> ArchiveDueFace {
    ArchiveDueFace {
        years,
        segments: due.segments.len() as u64,
        frames: due.segments.iter().map(|(_, count, _)| count).sum(),
        bytes: due.segments.iter().map(|(.., bytes)| bytes).sum(),
        until: due.until,
        archived: due.archived,
    }
}
