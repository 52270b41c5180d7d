//! Recovery sheets in memory, until they are on paper or on as many media: each is printed or saved, and logged before it
//! leaves. Used by `founding`, and by `acts::sheets` when a set is replaced. Dropping it forgets them.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use zeroize::Zeroizing;

use crate::audit::{Event, Outcome};
use crate::base::clock::SharedClock;
use crate::base::fs::write_atomically;
use crate::keys::recovery::{SHEETS_NEEDED, Sheet};
use crate::paper::{self, RecoverySheet, SheetTexts};
use crate::policy::Act;
use crate::texts::{Language, Texts};

use super::failure::cannot_write;
use super::printing;
use super::problem::{Problem, ProblemKind};

/// How many words at the end of a sheet are its checksum.
/// (4 bytes of 44, at eleven bits a word: the last two words and most of the one before.)
const CHECKSUM_WORDS: usize = 3;

/// A file that is written and removed again, to see whether a folder can be written.
const PROBE: &str = "strongroom-recovery-sheet.new";

/// What is on every sheet of a set beside its words.
pub(super) struct Heading {
    /// The business whose vault it is.
    pub(super) business: String,
    /// The vault's fingerprint, in words.
    pub(super) fingerprint_words: Vec<String>,
    /// Of a practice vault.
    pub(super) sample: bool,
    /// The vault's folder.
    pub(super) home: PathBuf,
}

/// A set of sheets that is being issued.
pub(super) struct SheetPress {
    sheets: Vec<Sheet>,
    heading: Heading,
    clock: SharedClock,
    /// Where each sheet was saved.
    saved: Mutex<BTreeMap<u8, Place>>,
}

/// Where a sheet lies.
struct Place {
    /// The number of the file system.
    device: u64,
    /// Without links.
    folder: PathBuf,
}

/// Makes an event durable; the sheet leaves only if it is.
type Logging<'a> = &'a dyn Fn(&Event) -> Result<(), Problem>;

impl SheetPress {
    pub(super) fn new(sheets: Vec<Sheet>, heading: Heading, clock: SharedClock) -> Self {
        Self { sheets, heading, clock, saved: Mutex::default() }
    }

    pub(super) const fn heading(&self) -> &Heading {
        &self.heading
    }

    /// Saves sheet `number` (from 1) as a PDF at `path`.
    pub(super) fn save(
        &self,
        number: u8,
        path: &Path,
        language: Language,
        log: Logging<'_>,
    ) -> Result<(), Problem> {
        let place = self.place_for(number, path)?;
        let pdf = self.issue(number, language, log)?;
        write_atomically(path, &pdf).map_err(|error| cannot_write(path, &error))?;
        self.saved.lock().unwrap_or_else(PoisonError::into_inner).insert(number, place);
        Ok(())
    }

    /// Sends sheet `number` (from 1) to the printer.
    pub(super) fn print(&self, number: u8, language: Language, log: Logging<'_>) -> Result<(), Problem> {
        let pdf = self.issue(number, language, log)?;
        let event = printing::event(&format!("recovery sheet {number}"));
        log(&event)?;
        let printed = printing::send(&pdf);
        let outcome = if printed.is_ok() { Outcome::Done } else { Outcome::Failed };
        // It is printed or not: what cannot be noted any more does not change that.
        drop(log(&event.outcome(outcome)));
        Ok(printed?)
    }

    /// Sets a sheet, after its issue was logged.
    fn issue(&self, number: u8, language: Language, log: Logging<'_>) -> Result<Zeroizing<Vec<u8>>, Problem> {
        let sheet = self.sheets.iter().find(|sheet| sheet.number == number);
        let sheet = sheet.ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", number))?;
        log(&Event::new(Act::SheetsIssue).counting(u64::from(number)))?;
        let texts = Texts::new(language);
        let words = sheet.words();
        let page = RecoverySheet {
            business: &self.heading.business,
            number,
            total: sheet.total,
            needed: sheet.needed,
            words: &words,
            checksum_words: CHECKSUM_WORDS,
            qr_text: &sheet.qr_text(),
            set: &sheet.set.to_string(),
            fingerprint: &self.heading.fingerprint_words.join(" "),
            date: &texts.date(self.clock.wall()),
            sample: self.heading.sample,
        };
        let texts = SheetTexts::in_language(&texts, [sheet.number, sheet.total, sheet.needed]);
        Ok(paper::recovery_sheet(&page, &texts)?)
    }

    /// Where a sheet is to be saved, if it may lie there beside the others.
    fn place_for(&self, number: u8, path: &Path) -> Result<Place, Problem> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let place = place_of(folder)?;
        let saved = self.saved.lock().unwrap_or_else(PoisonError::into_inner);
        let others: Vec<&Place> =
            saved.iter().filter(|(other, _)| **other != number).map(|(_, place)| place).collect();
        let needed = self.sheets.first().map_or(0, |sheet| usize::from(sheet.needed));
        may_lie(&place, &others, &self.heading.home, needed)?;
        Ok(place)
    }
}

/// Whether a set may be saved in these folders, one sheet in each, and whether they can be written: looked at before there
/// is a set, so that nothing is made whose sheets could not be kept. The vault at `home` need not be there.
pub(super) fn require_places(home: &Path, folders: &[PathBuf]) -> Result<(), Problem> {
    let mut places: Vec<Place> = Vec::with_capacity(folders.len());
    for folder in folders {
        let place = place_of(folder)?;
        may_lie(&place, &places.iter().collect::<Vec<_>>(), home, usize::from(SHEETS_NEEDED))?;
        let probe = place.folder.join(PROBE);
        let tried = write_atomically(&probe, b"").and_then(|()| std::fs::remove_file(&probe));
        tried.map_err(|error| cannot_write(folder, &error))?;
        places.push(place);
    }
    Ok(())
}

fn place_of(folder: &Path) -> Result<Place, Problem> {
    let looked = std::fs::canonicalize(folder)
        .and_then(|folder| Ok(Place { device: folder.metadata()?.dev(), folder }));
    looked.map_err(|error| cannot_write(folder, &error))
}

/// A sheet lies in a folder of its own outside of the vault, and on a medium that does not hold all but one of those that
/// recover. The workstation's own disk is left to people, who print from it.
fn may_lie(place: &Place, others: &[&Place], home: &Path, needed: usize) -> Result<(), Problem> {
    let refused = |why: &str| Err(Problem::new(ProblemKind::Refused).with("why", why));
    if home.canonicalize().is_ok_and(|home| place.folder.starts_with(home)) {
        return refused("inside-vault");
    }
    if others.iter().any(|other| other.folder == place.folder) {
        return refused("sheet-same-folder");
    }
    let stands_on = home.ancestors().find_map(|home| home.metadata().ok());
    let at_home = stands_on.is_some_and(|home| home.dev() == place.device);
    if !at_home && others.iter().filter(|other| other.device == place.device).count() + 1 >= needed {
        return refused("sheet-same-medium");
    }
    Ok(())
}
