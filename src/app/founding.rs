//! Making a new vault, and its recovery sheets while the seed is still at hand.
//!
//! The only act that nobody logged in does: there is no account yet. Used by the wizard's worker, `init` and `demo`.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::audit::{BootId, Event, Log, Opening, Outcome};
use crate::base::clock::SharedClock;
use crate::base::fs::create_private_folder;
use crate::crypto::kdf::Argon2Params;
use crate::keys::recovery::{SHEETS_NEEDED, SHEETS_PRINTED};
use crate::keys::words;
use crate::policy::Act;
use crate::staff::agreement::AgreementLanguage;
use crate::staff::founding::{FoundingPlan, Foundling, NewPerson, found as found_vault, take_away};
use crate::texts::{Language, Texts};
use crate::vault::{Cost, FoundingKind, Layout, Real, Sample, owed_sheets};

use super::air_gap::{air_gap, not_air_gapped};
use super::confinement;
use super::failure::cannot_write;
use super::password;
use super::problem::Problem;
use super::request::FoundingWish;
use super::sheet_press::{Heading, SheetPress, require_places};
use super::snapshot::{Colour, FoundingFace, KdfFace};

/// The Argon2id setting that was measured for a new vault. Measuring takes seconds, so it is kept.
#[derive(Debug, Clone, Copy)]
pub struct Calibration {
    params: Argon2Params,
    takes: Duration,
}

/// A vault that was just made, with its recovery sheets in memory. Dropping it forgets them.
pub struct Founded {
    log: Log,
    press: SheetPress,
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
    found_with(wish, || calibration.unwrap_or_else(calibrate), clock, system_root)
}

/// The same; the machine is measured where it takes that, after everything else was looked at.
pub(super) fn found_with(
    wish: &FoundingWish,
    measure: impl FnOnce() -> Calibration,
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
    found_as(wish, Cost::<Real>::from_params(measure().params), clock)
}

/// Whether the sheets of a vault that is to be at `home` may go to these folders, and can be written there.
pub fn require_sheet_places(home: &Path, folders: &[PathBuf]) -> Result<(), Problem> {
    require_places(home, folders)
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
    owed_sheets::owe(&foundling.layout, foundling.seed.public().sheet_set())
        .map_err(|error| cannot_write(&foundling.layout.owed_sheets(), &error))?;
    let seed = foundling.commit()?;
    let heading = Heading {
        business: wish.business.trim().to_owned(),
        fingerprint_words,
        sample: wish.practice,
        home: wish.folder.clone(),
    };
    let sheets = seed.split(SHEETS_NEEDED, SHEETS_PRINTED)?;
    Ok(Founded { log, press: SheetPress::new(sheets, heading, Arc::clone(clock)) })
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
            fingerprint_words: self.press.heading().fingerprint_words.clone(),
            sheets: SHEETS_PRINTED,
            needed: SHEETS_NEEDED,
        }
    }

    /// Whether it is a practice vault.
    pub(super) const fn is_practice(&self) -> bool {
        self.press.heading().sample
    }

    /// The folder of the new vault.
    pub fn folder(&self) -> &Path {
        &self.press.heading().home
    }

    /// Saves sheet `number` (from 1) as a PDF at `path`.
    pub fn save_sheet(&self, number: u8, path: &Path, language: Language) -> Result<(), Problem> {
        self.press.save(number, path, language, &|event| self.note(event))
    }

    /// Sends sheet `number` (from 1) to the printer.
    pub fn print_sheet(&self, number: u8, language: Language) -> Result<(), Problem> {
        self.press.print(number, language, &|event| self.note(event))
    }

    /// Every sheet is kept: the vault says no more that they are owed.
    pub fn sheets_are_kept(&self) {
        if owed_sheets::settle(&Layout::new(self.folder())).is_err() {
            // It goes on saying so, until somebody confirms them from within.
            log::warn!("the reminder of the recovery sheets could not be removed");
        }
    }

    /// Takes the new vault away again, its sheets could not be kept: refused where anything was done in it. What was saved
    /// of the sheets opens nothing then.
    pub fn take_away(self) -> Result<(), Problem> {
        let Self { log, press } = self;
        drop(log);
        let home = press.heading().home.clone();
        take_away(&Layout::new(&home)).map_err(|error| Problem::from(error).with("path", home.display()))
    }

    fn note(&self, event: &Event) -> Result<(), Problem> {
        let _receipt = self.log.append(event)?;
        Ok(())
    }
}
