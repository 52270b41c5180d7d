//! `own password | factors | add-keyfile | add-token | remove-factor`: a person's own ways in.

use serde::Serialize;

use crate::app::session::Session;

use super::super::Outcome;
use super::super::args::{Common, OwnCommand};
use super::super::ask;
use super::super::output::Output;
use super::super::seat;

/// A second factor, as JSON tells it.
#[derive(Serialize)]
struct FactorObject {
    number: u32,
    kind: &'static str,
    label: String,
}

pub(super) fn own(session: &mut Session, common: &Common, command: OwnCommand, output: &Output) -> Outcome {
    match command {
        OwnCommand::Password { new_password_file } => {
            let old = seat::password(common, output, "cli-ask-password")?;
            let new = match new_password_file {
                Some(path) => ask::password_from(&path)?,
                None if ask::someone_is_there() => seat::new_password(output)?,
                None => return Err(seat::missing("--new-password-file", output)),
            };
            session.change_password(old, new)?;
            output.say("cli-password-changed", &[]);
        }
        OwnCommand::Factors => list(session, output),
        OwnCommand::AddKeyfile { to, label } => {
            let password = seat::password(common, output, "cli-ask-password")?;
            let path = session.add_keyfile(password, to, label)?;
            output.say("cli-keyfile-made", &[("path", path.display().to_string().as_str().into())]);
            list(session, output);
        }
        OwnCommand::AddToken { label } => {
            let password = seat::password(common, output, "cli-ask-password")?;
            let pin = seat::pin(common.pin_file.as_deref(), output)?;
            output.say("cli-touch-token", &[]);
            session.add_token(password, pin, &label)?;
            list(session, output);
        }
        OwnCommand::RemoveFactor { number } => {
            let password = seat::password(common, output, "cli-ask-password")?;
            session.remove_factor(password, number)?;
            list(session, output);
        }
    }
    Ok(())
}

fn list(session: &Session, output: &Output) {
    let objects: Vec<FactorObject> = session
        .factors()
        .into_iter()
        .map(|row| FactorObject { number: row.slot, kind: row.kind.key(), label: row.label })
        .collect();
    output.result(&objects, |_| {
        objects.iter().map(|row| format!("{}  {}  {}", row.number, row.kind, row.label)).collect()
    });
}
