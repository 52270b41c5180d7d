//! `recovery check | combine | replace`: what the recovery sheets do while nobody is logged in, and a new set of them.

use serde::Serialize;
use zeroize::Zeroizing;

use crate::app::entrance::Entrance;
use crate::app::problem::{Problem, ProblemKind};
use crate::app::session::Session;
use crate::app::snapshot::{DraftWish, SheetFace};
use crate::keys::recovery::{SHEETS_NEEDED, SHEETS_PRINTED};
use crate::policy::Role;

use super::super::args::{Common, RecoveryCommand, SheetArguments};
use super::super::output::Output;
use super::super::seat::{missing, vault_folder};
use super::super::{Outcome, Surroundings, ask};
use super::consent::{consent, settled};
use super::people_rows::EnrolledObject;
use super::staff::their_password;

#[derive(Debug, Serialize)]
struct SheetObject {
    number: u8,
    total: u8,
    needed: u8,
    set: String,
    of: &'static str,
}

#[derive(Debug, Serialize)]
struct ReplacedObject {
    set: String,
    sheets: Vec<String>,
    behind: u64,
}

pub(crate) fn recovery(
    common: &Common,
    command: RecoveryCommand,
    surroundings: &Surroundings,
    output: &Output,
) -> Outcome {
    if matches!(command, RecoveryCommand::Replace { .. }) {
        return super::run_in_vault(common, super::Command::Recovery(command), surroundings, output);
    }
    let folder = vault_folder(common, output)?;
    let entrance = Entrance::open(&folder, surroundings.clock.clone(), surroundings.system_root.clone())?;
    match command {
        RecoveryCommand::Check { each: true, sheets } => {
            let sheets = typed(&sheets, 1, output)?;
            let told =
                sheets.iter().map(|sheet| entrance.check_sheet(sheet)).collect::<Result<Vec<_>, _>>()?;
            tell_sheets(told, output);
            Ok(())
        }
        RecoveryCommand::Check { each: false, sheets } => {
            entrance.check_sheets(&typed(&sheets, SHEETS_NEEDED, output)?)?;
            output.say("cli-sheets-fit", &[]);
            Ok(())
        }
        RecoveryCommand::Combine { sheets, name, login, title, new_password_file } => {
            let sheets = typed(&sheets, SHEETS_NEEDED, output)?;
            entrance.check_sheets(&sheets)?;
            let password = their_password(new_password_file.as_deref(), output)?;
            let wish = DraftWish { name, login, job_title: title, role: Role::Supervisor };
            let object = EnrolledObject::of(&entrance.recover(&sheets, &wish, &password)?);
            output.result(&object, |texts| {
                vec![texts.with("cli-fingerprint", &[("words", object.fingerprint.join(" ").into())])]
            });
            Ok(())
        }
        RecoveryCommand::Replace { .. } => {
            Err(Problem::new(ProblemKind::Internal).with("why", "a command within a vault"))
        }
    }
}

fn tell_sheets(told: Vec<SheetFace>, output: &Output) {
    let object = |face: SheetFace| SheetObject {
        number: face.number,
        total: face.total,
        needed: face.needed,
        set: face.set,
        of: face.of.key(),
    };
    let objects: Vec<SheetObject> = told.into_iter().map(object).collect();
    output.result(&objects, |texts| {
        let line = |one: &SheetObject| {
            let named = [
                ("number", u32::from(one.number).into()),
                ("total", u32::from(one.total).into()),
                ("set", (&one.set).into()),
            ];
            format!(
                "{} {}",
                texts.with("sheets-check-whole", &named),
                texts.text(&format!("sheet-of-{}", one.of))
            )
        };
        objects.iter().map(line).collect()
    });
}

/// Draws a new set, saves its sheets, has enough of them typed in again, and puts it in the place of the one in use.
pub(super) fn replace(
    session: &mut Session,
    common: &Common,
    command: RecoveryCommand,
    surroundings: &Surroundings,
    output: &Output,
) -> Outcome {
    let RecoveryCommand::Replace { sheet_to, reason, sheets, consent: given } = command else {
        return Err(Problem::new(ProblemKind::Internal).with("why", "not a command within a vault"));
    };
    if sheet_to.len() != usize::from(SHEETS_PRINTED) {
        return Err(Problem::new(ProblemKind::Refused).with("why", "other-folders"));
    }
    let given = consent(common, given, output)?;
    let drawn = session.draw_sheets()?;
    let mut written = Vec::with_capacity(sheet_to.len());
    for (number, folder) in (1_u8..).zip(&sheet_to) {
        let path = folder.join(format!("strongroom-recovery-sheet-{}-{number}.pdf", drawn.set));
        session.save_new_sheet(number, &path, surroundings.language)?;
        output.say("cli-sheet-written", &[("path", path.display().to_string().into())]);
        written.push(path.display().to_string());
    }
    output.say("cli-sheets-type", &[]);
    let sheets = typed(&sheets, drawn.needed, output)?;
    let done = session.replace_sheets(&sheets, &reason, &given)?;
    let done = settled(done, output)?;
    if done.is_some() {
        let face = session.sheets()?;
        let object = ReplacedObject { set: face.set, sheets: written, behind: face.behind };
        output.result(&object, |texts| {
            let mut lines =
                vec![texts.text("sheets-replaced").to_owned(), texts.text("sheets-old-open").to_owned()];
            if object.behind > 0 {
                lines.push(texts.with("sheets-behind", &[("count", object.behind.into())]));
            }
            lines
        });
    }
    Ok(())
}

/// From files and pictures, or as many as are still missing from the terminal.
pub(super) fn typed(
    given: &SheetArguments,
    needed: u8,
    output: &Output,
) -> Result<Vec<Zeroizing<String>>, Problem> {
    let mut sheets = Vec::with_capacity(usize::from(needed));
    for path in &given.sheet_files {
        sheets.push(ask::sheet_from(path)?);
    }
    for path in &given.pictures {
        sheets.push(ask::sheet_from_picture(path)?);
    }
    while sheets.len() < usize::from(needed) && ask::someone_is_there() {
        let number = sheets.len() + 1;
        sheets.push(ask::ask_sheet(&output.texts().with("cli-ask-sheet", &[("number", number.into())]))?);
    }
    if sheets.is_empty() { Err(missing("--sheet-file", output)) } else { Ok(sheets) }
}
