//! `recovery check | combine`: what the recovery sheets do, while nobody is logged in.

use zeroize::Zeroizing;

use crate::app::entrance::Entrance;
use crate::app::problem::Problem;
use crate::app::snapshot::DraftWish;
use crate::keys::recovery::SHEETS_NEEDED;
use crate::policy::Role;

use super::super::args::{Common, RecoveryCommand, SheetArguments};
use super::super::output::Output;
use super::super::seat::{missing, vault_folder};
use super::super::{Outcome, Surroundings, ask};
use super::people_rows::EnrolledObject;
use super::staff::their_password;

pub(crate) fn recovery(
    common: &Common,
    command: RecoveryCommand,
    surroundings: &Surroundings,
    output: &Output,
) -> Outcome {
    let folder = vault_folder(common, output)?;
    let entrance = Entrance::open(&folder, surroundings.clock.clone(), surroundings.system_root.clone())?;
    match command {
        RecoveryCommand::Check { sheets } => {
            entrance.check_sheets(&typed(&sheets, output)?)?;
            output.say("cli-sheets-fit", &[]);
            Ok(())
        }
        RecoveryCommand::Combine { sheets, name, login, title, new_password_file } => {
            let sheets = typed(&sheets, output)?;
            entrance.check_sheets(&sheets)?;
            let password = their_password(new_password_file.as_deref(), output)?;
            let wish = DraftWish { name, login, job_title: title, role: Role::Supervisor };
            let object = EnrolledObject::of(&entrance.recover(&sheets, &wish, &password)?);
            output.result(&object, |texts| {
                vec![texts.with("cli-fingerprint", &[("words", object.fingerprint.join(" ").into())])]
            });
            Ok(())
        }
    }
}

/// From files, or as many as are still missing from the terminal.
pub(super) fn typed(given: &SheetArguments, output: &Output) -> Result<Vec<Zeroizing<String>>, Problem> {
    let mut sheets = Vec::with_capacity(usize::from(SHEETS_NEEDED));
    for path in &given.sheet_files {
        sheets.push(ask::sheet_from(path)?);
    }
    while sheets.len() < usize::from(SHEETS_NEEDED) && ask::someone_is_there() {
        let number = sheets.len() + 1;
        sheets.push(ask::ask_sheet(&output.texts().with("cli-ask-sheet", &[("number", number.into())]))?);
    }
    if sheets.is_empty() { Err(missing("--sheet-file", output)) } else { Ok(sheets) }
}
