//! The posture report for the consultant: a PDF and a table in a folder that is signed as evidence of the log is, by a
//! supervisor or an assessor. It holds numbers and the system's own names, and of people only who signed it.

use std::path::{Path, PathBuf};

use crate::airgap::Verdict;
use crate::audit::Checkpoint;
use crate::audit::evidence::{PostureLine, take_posture};
use crate::base::job::Watch;
use crate::paper::{self, Light, LogHead, PostureReport, PostureRow, PostureTexts};
use crate::policy::Act;
use crate::texts::{Language, Texts};

use super::super::super::problem::Problem;
use super::super::super::session::Session;
use super::super::super::snapshot::{Colour, PostureFace, TakenFace};
use super::super::Job;
use super::super::outgoing::{Outgoing, head_words, reason_of};
use super::Looking;

/// What a report is made with.
struct Reporting {
    out: Outgoing,
    looking: Looking,
    /// Goes into the log alone: what people type could name a customer.
    reason: String,
    language: Language,
    to: PathBuf,
}

impl Session {
    /// Writes a signed report of the posture into a new folder in `folder`, which lies outside of the vault.
    pub fn take_posture(
        &mut self,
        folder: &Path,
        reason: &str,
        language: Language,
    ) -> Result<Job<TakenFace>, Problem> {
        let out = self.outgoing(Act::PostureReport, Some(folder))?;
        let to = folder.join(out.name("posture"));
        let (looking, reason) = (self.looking()?, reason_of(reason)?);
        let mut reporting = Reporting { out, looking, reason, language, to };
        Ok(Job::new(move |watch| {
            let done = reporting.write(watch);
            reporting.out.end(&reporting.reason, None, done)
        }))
    }
}

impl Reporting {
    fn write(&mut self, watch: &mut Watch<'_>) -> Result<TakenFace, Problem> {
        let checkpoint = self.out.begin(&self.reason, None)?;
        let face = self.looking.look(watch)?;
        let texts = Texts::new(self.language);
        let lines = lines_of(&face, &texts);
        let pdf = self.pdf(&face, &checkpoint, &texts)?;
        self.out
            .take(&self.to, &checkpoint, |taking| take_posture(taking, &checkpoint, &lines, &pdf, &self.to))
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
        let made_at = texts.date_and_time(face.seen_at);
        let report = PostureReport {
            colophon: self.out.colophon(&made_at),
            rows: &rows,
            head: LogHead { frames: &texts.count(checkpoint.head.count), words: &head_words(checkpoint) },
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
