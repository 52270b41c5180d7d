//! `init`: founds a vault and writes its five recovery sheets, each to a folder of its own.
//!
//! Everything that can go wrong with flags and folders is looked at before the vault is made: a vault without its
//! sheets could never be recovered.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::app::entrance::air_gap;
use crate::app::founding::{Founded, found, require_sheet_places};
use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::FoundingWish;
use crate::app::snapshot::Colour;
use crate::base::fs::{create_private_folder, room_at};

use super::super::args::{Common, InitArguments};
use super::super::output::Output;
use super::super::seat::{missing, new_password, vault_folder};
use super::super::{Outcome, Surroundings, ask, places};
use crate::crypto::secret::Password;

/// How many sheets are written.
const SHEETS: usize = crate::keys::recovery::SHEETS_PRINTED as usize;

/// A sheet is far smaller; a folder with less room than this is full.
const SHEET_ROOM_BYTES: u64 = 1 << 20;

#[derive(Debug, Serialize)]
struct InitObject {
    vault: String,
    practice: bool,
    fingerprint: Vec<String>,
    sheets: Vec<String>,
}

pub(crate) fn init(
    common: &Common,
    given: InitArguments,
    surroundings: &Surroundings,
    output: &Output,
) -> Outcome {
    say_if_networked(&given, surroundings, output)?;
    let folder = vault_folder(common, output)?;
    let sheets_to = sheet_folders(given.sheets_to, output)?;
    require_sheet_places(&folder, &sheets_to)?;
    confine(common, &folder, &sheets_to, surroundings)?;
    let login = given.login.or_else(|| common.account.clone());
    let wish = FoundingWish {
        business: asked(given.business, "--business", "cli-ask-business", output)?,
        founder: asked(given.founder, "--founder", "cli-ask-founder", output)?,
        login: asked(login, "--login", "cli-ask-login", output)?,
        password: founders_password(common, output)?,
        practice: given.practice,
        language: surroundings.language,
        folder,
    };
    output.say("cli-founding", &[]);
    let founded = found(&wish, None, &surroundings.clock, &surroundings.system_root)?;
    let mut sheets = Vec::with_capacity(SHEETS);
    if let Err(problem) = write_sheets(&founded, &sheets_to, &wish, &mut sheets) {
        return Err(taken_back(founded, &sheets, problem, output));
    }
    founded.sheets_are_kept();
    let object = InitObject {
        vault: founded.folder().display().to_string(),
        practice: wish.practice,
        fingerprint: founded.face().fingerprint_words,
        sheets: sheets.iter().map(|path| path.display().to_string()).collect(),
    };
    output.result(&object, |texts| {
        let mut lines = vec![texts.with("cli-founded", &[("path", (&object.vault).into())])];
        lines.push(texts.with("cli-fingerprint", &[("words", object.fingerprint.join(" ").into())]));
        lines.extend(
            object.sheets.iter().map(|path| texts.with("cli-sheet-written", &[("path", path.into())])),
        );
        lines.push(texts.text("cli-sheets-advice").to_owned());
        lines
    });
    Ok(())
}

/// The vault's folder has to be there to be reached: it is made, empty, and stays so if no vault comes into it.
fn confine(common: &Common, folder: &Path, sheets_to: &[PathBuf], surroundings: &Surroundings) -> Outcome {
    create_private_folder(folder).map_err(|error| cannot_write(folder, &error))?;
    let mut plan = places::of_common(common);
    plan.read_write.extend(sheets_to.iter().cloned());
    (surroundings.confine)(&plan, false);
    Ok(())
}

/// Before anything is asked: a networked machine holds no real vault.
fn say_if_networked(given: &InitArguments, surroundings: &Surroundings, output: &Output) -> Outcome {
    let seen = air_gap(&surroundings.system_root);
    if seen.colour != Colour::Red {
        return Ok(());
    }
    output.say("cli-networked", &[("devices", seen.devices().join(", ").into())]);
    if given.practice {
        return Ok(());
    }
    output.say("cli-practice-offer", &[]);
    let device = seen.devices().first().copied().unwrap_or_default().to_owned();
    Err(Problem::new(ProblemKind::NotAirGapped).with("device", device))
}

/// Five folders that are there, differ, have room and no such sheet yet; asked for where there is someone to ask.
fn sheet_folders(mut given: Vec<PathBuf>, output: &Output) -> Result<Vec<PathBuf>, Problem> {
    if given.len() < SHEETS && !ask::someone_is_there() {
        return Err(missing("--sheet-to", output));
    }
    while given.len() < SHEETS {
        let number = given.len() + 1;
        let question = output.texts().with("cli-ask-sheet-folder", &[("number", number.into())]);
        given.push(PathBuf::from(ask::ask_line(&question)?));
    }
    let mut places = BTreeSet::new();
    for (number, folder) in (1_u8..).zip(&given) {
        let place = std::fs::canonicalize(folder).map_err(|error| cannot_write(folder, &error))?;
        let room = room_at(&place).map_err(|error| cannot_write(folder, &error))?;
        if !place.is_dir() || room.free_bytes < SHEET_ROOM_BYTES {
            return Err(Problem::new(ProblemKind::NoSpace)
                .with("free", room.free_bytes)
                .with("needed", SHEET_ROOM_BYTES));
        }
        // Another vault's, perhaps: one that is written over is lost for good.
        let sheet = sheet_at(&place, number);
        if sheet.symlink_metadata().is_ok_and(|there| !there.is_dir()) {
            return Err(Problem::new(ProblemKind::CannotWrite)
                .with("path", sheet.display())
                .with("why", "sheet-there"));
        }
        places.insert(place);
    }
    if given.len() > SHEETS || places.len() < SHEETS {
        return Err(Problem::new(ProblemKind::Refused).with("why", "other-folders"));
    }
    Ok(given)
}

/// The file that sheet `number` (from 1) is written to.
fn sheet_at(folder: &Path, number: u8) -> PathBuf {
    folder.join(format!("strongroom-recovery-sheet-{number}.pdf"))
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Problem {
    Problem::new(ProblemKind::CannotWrite).with("path", path.display()).with("why", error)
}

fn asked(given: Option<String>, flag: &str, question: &str, output: &Output) -> Result<String, Problem> {
    match given {
        Some(given) => Ok(given),
        None if ask::someone_is_there() => ask::ask_line(output.texts().text(question)),
        None => Err(missing(flag, output)),
    }
}

/// The founder's password; typed twice on a terminal.
fn founders_password(common: &Common, output: &Output) -> Result<Password, Problem> {
    match &common.password_file {
        Some(path) => ask::password_from(path),
        None if ask::someone_is_there() => new_password(output),
        None => Err(missing("--password-file", output)),
    }
}

fn write_sheets(
    founded: &Founded,
    folders: &[PathBuf],
    wish: &FoundingWish,
    written: &mut Vec<PathBuf>,
) -> Outcome {
    for (number, folder) in (1_u8..).zip(folders) {
        let path = sheet_at(folder, number);
        founded.save_sheet(number, &path, wish.language)?;
        written.push(path);
    }
    Ok(())
}

/// Takes the vault away again whose sheets could not all be written, with those that were, and says so. What is wrong in the end.
fn taken_back(founded: Founded, written: &[PathBuf], problem: Problem, output: &Output) -> Problem {
    let path = founded.folder().display().to_string();
    let removed = founded.take_away();
    let key = if removed.is_ok() { "cli-taken-back" } else { "cli-not-taken-back" };
    // None of these was there before; one that cannot be removed is named.
    for sheet in written.iter().filter(|sheet| std::fs::remove_file(sheet).is_err()) {
        output.say("cli-sheet-void", &[("path", sheet.display().to_string().into())]);
    }
    output.say(key, &[("path", path.into())]);
    match removed {
        Ok(()) => problem,
        Err(other) => {
            output.failed("init", &problem);
            other
        }
    }
}
