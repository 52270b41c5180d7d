//! Making a new vault, and its recovery sheets while the seed is still at hand.
//!
//! The only act that nobody logged in does: there is no account yet. Used by the wizard's worker, `init` and `demo`.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::audit::{BootId, Event, Log, Opening, Outcome};
use crate::base::clock::SharedClock;
use crate::base::fs::{create_private_folder, write_atomically};
use crate::crypto::kdf::Argon2Params;
use crate::keys::recovery::{SHEETS_NEEDED, SHEETS_PRINTED, Sheet};
use crate::keys::words;
use crate::paper::{self, RecoverySheet, SheetTexts};
use crate::policy::Act;
use crate::staff::agreement::AgreementLanguage;
use crate::staff::founding::{FoundingPlan, Foundling, NewPerson, found as found_vault};
use crate::texts::{Language, Texts};
use crate::vault::{Cost, FoundingKind, Real, Sample};

use super::air_gap::{air_gap, not_air_gapped};
use super::confinement;
use super::failure::cannot_write;
use super::password;
use super::printing;
use super::problem::{Problem, ProblemKind};
use super::request::FoundingWish;
use super::snapshot::{Colour, FoundingFace, KdfFace};

/// How many words at the end of a sheet are its checksum.
/// (4 bytes of 44, at eleven bits a word: the last two words and most of the one before.)
const CHECKSUM_WORDS: usize = 3;

/// The Argon2id setting that was measured for a new vault. Measuring takes seconds, so it is kept.
#[derive(Debug, Clone, Copy)]
pub struct Calibration {
    params: Argon2Params,
    takes: Duration,
}

/// A vault that was just made, with its recovery sheets in memory. Dropping it forgets them.
pub struct Founded {
    log: Log,
    sheets: Vec<Sheet>,
    folder: PathBuf,
    business: String,
    sample: bool,
    fingerprint_words: Vec<String>,
    clock: SharedClock,
}

/// Measures this machine for a real vault.
pub fn calibrate() -> Calibration {
    let (cost, takes) = Cost::<Real>::calibrate();
    Calibration { params: cost.params(), takes }
}

impl Calibration {
    /// What is told of it.
    pub fn face(&self) -> KdfFace {
        KdfFace {
            memory_mib: self.params.memory_kib / 1024,
            passes: self.params.passes,
            takes_millis: u32::try_from(self.takes.as_millis()).unwrap_or(u32::MAX),
        }
    }
}

/// Makes a vault. A real one is refused on a networked machine, before anything is written.
pub fn found(
    wish: &FoundingWish,
    calibration: Option<Calibration>,
    clock: &SharedClock,
    system_root: &Path,
) -> Result<Founded, Problem> {
    require_lines(wish)?;
    password::require(&wish.password, &[&wish.founder, &wish.login, &wish.business])?;
    if wish.practice {
        return found_as(wish, Cost::<Sample>::calibrate().0, clock);
    }
    confinement::require()?;
    let seen = air_gap(system_root);
    if seen.colour == Colour::Red {
        return Err(not_air_gapped(&seen));
    }
    let calibration = calibration.unwrap_or_else(calibrate);
    found_as(wish, Cost::<Real>::from_params(calibration.params), clock)
}

fn require_lines(wish: &FoundingWish) -> Result<(), Problem> {
    let lines = [("business", &wish.business), ("founder", &wish.founder), ("login", &wish.login)];
    match lines.iter().find(|(_, line)| line.trim().is_empty()) {
        Some((field, _)) => Err(Problem::bad_input(field, "empty")),
        None => Ok(()),
    }
}

fn found_as<K: FoundingKind>(
    wish: &FoundingWish,
    cost: Cost<K>,
    clock: &SharedClock,
) -> Result<Founded, Problem> {
    let plan = FoundingPlan {
        folder: wish.folder.clone(),
        business: wish.business.trim().to_owned(),
        founder: NewPerson {
            name: wish.founder.trim().to_owned(),
            login: wish.login.trim().to_owned(),
            job_title: String::new(),
            password: &wish.password,
            agreement: agreement_language(wish.language),
        },
        cost,
        exemption_reason: Texts::new(wish.language).text("founding-exemption-reason").to_owned(),
        wall: clock.wall(),
    };
    let foundling =
        found_vault(plan).map_err(|error| Problem::from(error).with("path", wish.folder.display()))?;
    let log = begin_log(&foundling, clock)?;
    let _receipt = log.append(&Event::new(Act::VaultFound).outcome(Outcome::Permitted))?;
    let fingerprint_words = words::fingerprint(foundling.fingerprint).map(str::to_owned).to_vec();
    let seed = foundling.commit()?;
    Ok(Founded {
        log,
        sheets: seed.split(SHEETS_NEEDED, SHEETS_PRINTED)?,
        folder: wish.folder.clone(),
        business: wish.business.trim().to_owned(),
        sample: wish.practice,
        fingerprint_words,
        clock: Arc::clone(clock),
    })
}

/// The language an agreement is signed in by someone who reads this one.
pub(super) const fn agreement_language(language: Language) -> AgreementLanguage {
    match language {
        Language::English => AgreementLanguage::English,
        Language::Romanian => AgreementLanguage::Romanian,
    }
}

fn begin_log(foundling: &Foundling, clock: &SharedClock) -> Result<Log, Problem> {
    let folder = foundling.layout.audit();
    create_private_folder(&folder).map_err(|error| cannot_write(&folder, &error))?;
    let (reader_epoch, reader) = foundling.reader();
    let opening = Opening {
        folder,
        vault: foundling.vault(),
        reader_epoch,
        reader: reader.clone(),
        boot: BootId::of_this_machine(),
        machine: Arc::new(foundling.machine().duplicate()),
    };
    Ok(Log::open(opening, Arc::clone(clock))?)
}

impl Founded {
    /// What is told of the new vault.
    pub fn face(&self) -> FoundingFace {
        FoundingFace {
            fingerprint_words: self.fingerprint_words.clone(),
            sheets: SHEETS_PRINTED,
            needed: SHEETS_NEEDED,
        }
    }

    /// Whether it is a practice vault.
    pub(super) const fn is_practice(&self) -> bool {
        self.sample
    }

    /// The folder of the new vault.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Saves sheet `number` (from 1) as a PDF at `path`.
    pub fn save_sheet(&self, number: u8, path: &Path, language: Language) -> Result<(), Problem> {
        let pdf = self.issue_sheet(number, language)?;
        write_atomically(path, &pdf).map_err(|error| cannot_write(path, &error))
    }

    /// Sends sheet `number` (from 1) to the printer.
    pub fn print_sheet(&self, number: u8, language: Language) -> Result<(), Problem> {
        let pdf = self.issue_sheet(number, language)?;
        let event = printing::event(&format!("recovery sheet {number}"));
        let _receipt = self.log.append(&event)?;
        let printed = printing::send(&pdf);
        let outcome = if printed.is_ok() { Outcome::Done } else { Outcome::Failed };
        // It is printed or not: what cannot be noted any more does not change that.
        drop(self.log.append(&event.outcome(outcome)));
        Ok(printed?)
    }

    /// Sets a sheet, after its issue was logged.
    fn issue_sheet(&self, number: u8, language: Language) -> Result<Zeroizing<Vec<u8>>, Problem> {
        let sheet = self
            .sheets
            .iter()
            .find(|sheet| sheet.number == number)
            .ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", number))?;
        let _receipt = self.log.append(&Event::new(Act::SheetsIssue).counting(u64::from(number)))?;
        let texts = Texts::new(language);
        let words = sheet.words();
        let page = RecoverySheet {
            business: &self.business,
            number,
            total: sheet.total,
            needed: sheet.needed,
            words: &words,
            checksum_words: CHECKSUM_WORDS,
            qr_text: &sheet.qr_text(),
            set: &sheet.set.to_string(),
            fingerprint: &self.fingerprint_words.join(" "),
            date: &texts.date(self.clock.wall()),
            sample: self.sample,
        };
        Ok(paper::recovery_sheet(
            &page,
            &SheetTexts::in_language(&texts, [sheet.number, sheet.total, sheet.needed]),
        )?)
    }
}
