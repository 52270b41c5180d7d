//! `group two-person`, and opening the groups of a command that take two people, with the second one's password.

use crate::app::problem::Problem;
use crate::app::request::Second;
use crate::app::session::Session;
use crate::app::snapshot::TwoPerson;

use super::super::Outcome;
use super::super::args::{Command, Common, PairCommand};
use super::super::ask;
use super::super::output::Output;
use super::super::seat::{given, missing, pin};
use super::consent::{consent, settled};
use super::leaving;

/// Opens what takes two of the groups that a command works in, if a second person and a reason are given.
pub(super) fn open(session: &mut Session, common: &Common, command: &Command, output: &Output) -> Outcome {
    let Some(reason) = &common.second_reason else { return Ok(()) };
    for written in command.groups() {
        let Ok(group) = session.group_named(written) else { continue };
        if session.held_groups().iter().any(|held| held.group == group && held.shut) {
            let second = second(common, output)?.ok_or_else(|| missing("--second", output))?;
            session.open_by_two(group, &second, reason)?;
        }
    }
    Ok(())
}

/// The second person of `--second`; their password comes from a file or from the terminal.
pub(super) fn second(common: &Common, output: &Output) -> Result<Option<Second>, Problem> {
    let Some(login) = &common.second else { return Ok(None) };
    let password = match &common.second_password_file {
        Some(path) => ask::password_from(path)?,
        None if ask::someone_is_there() => ask::ask_password(output.texts().text("cli-ask-second-password"))?,
        None => return Err(missing("--second-password-file", output)),
    };
    let factor = given(common.second_keyfile.as_deref(), common.second_token, || {
        pin(common.second_pin_file.as_deref(), output)
    })?;
    if common.second_token {
        output.say("cli-touch-token", &[]);
    }
    Ok(Some(Second { login: login.clone(), password, factor }))
}

pub(super) fn pair(session: &mut Session, common: &Common, command: PairCommand, output: &Output) -> Outcome {
    let PairCommand::TwoPerson { group, identities_only, off, few, consent: given } = command;
    let group = session.group_named(&group)?;
    let rule = match (off, identities_only) {
        (true, _) => TwoPerson::No,
        (false, true) => TwoPerson::Identities,
        (false, false) => TwoPerson::Whole,
    };
    let given = consent(common, given, output)?;
    let ruled = session.rule_two_person(group, rule, few, &given)?;
    match settled(ruled, output)? {
        Some(job) => leaving::write(session, group, job, output),
        None => Ok(()),
    }
}
