//! The posture report for the consultant: a PDF and a table in a folder that is signed as evidence of the log is, by a
//! supervisor or an assessor. It holds numbers and the system's own names, and of people only who signed it.

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use crate::airgap::Verdict;
use crate::audit::evidence::{PostureLine, Taking, take_posture};
use crate::audit::{Checkpoint, Event, FoundingRoot, LogKeys};
use crate::base::id::{AccountId, VaultId};
use crate::base::job::Watch;
use crate::crypto::sign::SigningKey;
use crate::keys::words;
use crate::paper::{self, Light, PostureReport, PostureRow, PostureTexts};
use crate::policy::{Act, Permit};
use crate::texts::{Language, Texts};

use super::super::super::failure::not_taken;
use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::session::Session;
use super::super::super::snapshot::{Colour, PostureFace, TakenFace};
use super::super::super::witness::Witness;
use super::super::Job;
use super::super::log::{head_words, moment, reason_of};
use super::Looking;

/// What a report is made with.
struct Reporting {
    permit: Permit,
    looking: Looking,
    witness: Witness,
    /// Goes into the log alone: what people type could name a customer.
    reason: String,
    language: Language,
    to: PathBuf,
    business: String,
    by: String,
    vault_words: String,
    log: PathBuf,
    vault: VaultId,
    root: FoundingRoot,
    founding: Vec<u8>,
    account: AccountId,
    key: SigningKey,
}

impl Session {
    /// Writes a signed report of the posture into a new folder in `folder`, which lies outside of the vault.
    pub fn take_posture(
        &mut self,
        folder: &Path,
        reason: &str,
        language: Language,
    ) -> Result<Job<TakenFace>, Problem> {
        let permit = self.permit(Act::PostureReport, None)?;
        self.require_outside(folder)?;
        let header = self.vault.header();
        let person = self.vault.person();
        let moment = moment(self.witness.wall(), &TimeZone::system());
        let reporting = Reporting {
            permit,
            looking: self.looking()?,
            witness: self.witness.clone(),
            reason: reason_of(reason)?,
            language,
            to: folder.join(format!("strongroom-posture-{moment}")),
            business: self.vault.business().to_owned(),
            by: format!("{} ({})", person.name, person.login),
            vault_words: words::fingerprint(header.founding_digest()).join(" "),
            log: self.vault.layout().audit(),
            vault: self.vault.id(),
            root: FoundingRoot::from(header.founding()),
            founding: self.vault.statement(0)?.to_bytes(),
            account: person.account,
            key: self.vault.signing().duplicate(),
        };
        Ok(Job::new(move |watch| reporting.run(watch)))
    }
}

impl Reporting {
    fn run(mut self, watch: &mut Watch<'_>) -> Result<TakenFace, Problem> {
        self.witness.log(&self.event())?;
        let done = self.write(watch);
        self.witness.note_end(self.event(), done.as_ref().err());
        done
    }

    fn event(&self) -> Event {
        self.witness.event(self.permit.act()).with_words(&self.reason)
    }

    fn write(&mut self, watch: &mut Watch<'_>) -> Result<TakenFace, Problem> {
        let unsigned = || Problem::new(ProblemKind::NotLogged).with("why", "no checkpoint could be signed");
        let checkpoint = self.witness.checkpoint().ok_or_else(unsigned)?;
        let face = self.looking.look(watch)?;
        let texts = Texts::new(self.language);
        let lines = lines_of(&face, &texts);
        let pdf = self.pdf(&face, &checkpoint, &texts)?;
        let keys = LogKeys::load(&self.log, &self.root)?;
        let taking = Taking {
            log: &self.log,
            vault: self.vault,
            founding: &self.founding,
            keys: &keys,
            by: self.account,
            signing: &self.key,
            wall: face.seen_at,
        };
        let taken = take_posture(&taking, &checkpoint, &lines, &pdf, &self.to)
            .map_err(|error| not_taken(&self.to, error))?;
        Ok(TakenFace {
            path: taken.path,
            files: taken.files,
            events: taken.events,
            withheld: taken.withheld,
            frames: checkpoint.head.count,
            head_words: head_words(&checkpoint),
        })
    }

    fn pdf(
        &self,
        face: &PostureFace,
        checkpoint: &Checkpoint,
        texts: &Texts,
    ) -> Result<zeroize::Zeroizing<Vec<u8>>, Problem> {
        let rows: Vec<PostureRow> = face
            .rows
            .iter()
            .map(|row| PostureRow {
                light: light_of(row.colour()),
                name: row.name(texts),
                seen: row.said(texts),
                why: row.why(texts),
                next: row.next(texts),
            })
            .collect();
        let report = PostureReport {
            business: &self.business,
            made_by: &self.by,
            made_at: &texts.date_and_time(face.seen_at),
            rows: &rows,
            frames: &texts.count(checkpoint.head.count),
            head_words: &head_words(checkpoint),
            vault_words: &self.vault_words,
        };
        Ok(paper::posture_report(&report, &PostureTexts::written(texts, &rows))?)
    }
}

const fn light_of(verdict: Verdict) -> Light {
    match verdict {
        Verdict::Green => Light::Green,
        Verdict::Amber => Light::Amber,
        Verdict::Red => Light::Red,
    }
}

fn lines_of(face: &PostureFace, texts: &Texts) -> Vec<PostureLine> {
    let line = |row: &crate::airgap::posture::Row| PostureLine {
        subject: row.subject().key().to_owned(),
        colour: Colour::from(row.colour()).key().to_owned(),
        seen: row.said(texts),
        next: row.next(texts).unwrap_or_default(),
    };
    face.rows.iter().map(line).collect()
}
