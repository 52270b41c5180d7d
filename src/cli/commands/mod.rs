//! The commands, each a few lines around an act of `app`: read flags, act, print.

mod agreement;
mod approve;
pub(super) mod backup;
mod check;
mod consent;
mod customer;
mod day;
mod deleting;
pub(super) mod demo;
pub(super) mod doctor;
mod drill;
mod grant;
mod group;
pub(super) mod init;
mod leaving;
pub(super) mod log;
mod media;
mod moves;
mod own;
mod pairs;
mod people_rows;
mod records;
pub(super) mod recovery;
mod restore;
mod rows;
mod rules;
mod staff;

use crate::app::problem::{Problem, ProblemKind};
use crate::app::session::Session;
use crate::base::code::ClientCode;

use super::args::{Command, Common};
use super::output::Output;
use super::seat::with_session;
use super::{Outcome, Surroundings};

/// Does what needs someone logged in.
pub(super) fn run_in_vault(
    common: &Common,
    command: Command,
    surroundings: &Surroundings,
    output: &Output,
) -> Outcome {
    with_session(common, surroundings, output, |session| match command {
        Command::Media(command) => media::media(session, command, output),
        Command::Recovery(command) => recovery::replace(session, common, command, surroundings, output),
        other => act(session, common, other, output),
    })
}

fn act(session: &mut Session, common: &Common, command: Command, output: &Output) -> Outcome {
    pairs::open(session, common, &command, output)?;
    moves::finish(session, output);
    deleting::finish(session, output)?;
    match command {
        Command::Group(command) => group::group(session, common, command, output),
        Command::Customer(command) => customer::customer(session, common, command, output),
        Command::Import { paths, group, customer } => {
            records::import(session, paths, &group, &customer, output)
        }
        Command::List { group, customer } => records::list(session, &group, customer.as_deref(), output),
        Command::Search { query, group } => records::search(session, &query, group.as_deref(), output),
        Command::Export { records, group, to, reason } => {
            records::export(session, &records, &group, to, &reason, output)
        }
        Command::Delete { records, group, reason, consent } => {
            deleting::records(session, common, (&records, &group, &reason), consent, output)
        }
        Command::Staff(command) => staff::staff(session, common, command, output),
        Command::Grant(command) => grant::grant(session, common, command, output),
        Command::Agreement(command) => agreement::agreement(session, common, command, output),
        Command::Approve(command) => approve::approve(session, common, command, output),
        Command::Rule(command) => rules::rule(session, common, command, output),
        Command::Release { login } => session.release_log_in(&login),
        Command::Own(command) => own::own(session, common, command, output),
        Command::Doctor { pdf, reason, language } => doctor::doctor(session, pdf, reason, language, output),
        Command::Backup(command) => backup::backup(session, command, output),
        Command::Drill(arguments) => drill::drill(session, arguments, output),
        Command::Check { repair } => check::check(session, repair, output),
        Command::Demo { .. }
        | Command::Init(_)
        | Command::Recovery(_)
        | Command::Log(_)
        | Command::Media(_)
        | Command::Restore(_) => {
            Err(Problem::new(ProblemKind::Internal).with("why", "not a command within a vault"))
        }
    }
}

/// A client code as it was typed.
fn code(typed: &str) -> Result<ClientCode, Problem> {
    typed.parse().map_err(|error| Problem::new(ProblemKind::BadInput).with("what", typed).with("why", error))
}
