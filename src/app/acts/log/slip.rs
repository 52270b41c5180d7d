//! The review slip: the head of the log as it is now, signed by the machine and the person, on paper.

use std::path::Path;

use zeroize::Zeroizing;

use crate::base::fs::write_atomically;
use crate::paper::{self, LogHead, ReviewSlip, SlipTexts};
use crate::policy::Act;
use crate::texts::{Language, Texts};

use super::super::super::failure::cannot_write;
use super::super::super::printing;
use super::super::super::problem::Problem;
use super::super::super::session::Session;
use super::super::super::snapshot::TakenFace;
use super::super::Job;
use super::super::outgoing::{Outgoing, head_words, of_checkpoint};

impl Session {
    /// Saves the slip of this moment as a PDF at `path`, outside of the vault.
    pub fn save_slip(&mut self, path: &Path, language: Language) -> Result<Job<TakenFace>, Problem> {
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let out = self.outgoing(Act::LogExport, Some(folder.unwrap_or(Path::new("."))))?;
        let path = path.to_owned();
        Ok(Job::new(move |_| {
            let done = out.slip("slip", language).and_then(|(pdf, face)| {
                write_atomically(&path, &pdf).map_err(|error| cannot_write(&path, &error))?;
                Ok(TakenFace { path: path.clone(), ..face })
            });
            out.end("slip", None, done)
        }))
    }

    /// Sends the slip of this moment to the printer.
    pub fn print_slip(&mut self, language: Language) -> Result<Job<()>, Problem> {
        let out = self.outgoing(Act::LogExport, None)?.on_paper();
        Ok(Job::new(move |_| {
            let slip = out.slip("review slip", language);
            let done = slip.and_then(|(pdf, _)| Ok(printing::send(&pdf)?));
            out.end("review slip", None, done)
        }))
    }
}

impl Outgoing {
    fn slip(&self, what: &str, language: Language) -> Result<(Zeroizing<Vec<u8>>, TakenFace), Problem> {
        let checkpoint = self.begin(what, None)?;
        let texts = Texts::new(language);
        let wall = self.witness.wall();
        let made_at = texts.date_and_time(wall);
        let slip = ReviewSlip {
            colophon: self.colophon(&made_at),
            day: &texts.date(wall),
            head: LogHead { frames: &texts.count(checkpoint.head.count), words: &head_words(&checkpoint) },
            root: &checkpoint.head.root.to_hex(),
            checkpoint: &checkpoint.note.encode(),
        };
        let pdf = paper::review_slip(&slip, &SlipTexts::written(&texts))?;
        Ok((pdf, of_checkpoint(std::path::PathBuf::new(), &checkpoint)))
    }
}
