//! `log …`: the access log from the command line.

mod archive;
mod breaks;
mod evidence;
mod taking;
mod verify;

use super::super::args::{Common, LogCommand, TakingCommand};
use super::super::output::Output;
use super::super::seat::with_session;
use super::super::{Outcome, Surroundings};

/// Does what is asked of the log. What needs nobody logged in is done here.
pub(crate) fn log(
    common: &Common,
    command: LogCommand,
    surroundings: &Surroundings,
    output: &Output,
) -> Outcome {
    match command {
        LogCommand::Verify(arguments) => verify::verify(common, arguments, output),
        LogCommand::AcceptBreak { reason, consent } => {
            breaks::accept(common, &reason, consent, surroundings, output)
        }
        LogCommand::Take(TakingCommand::VerifyEvidence { folder, founding }) => {
            evidence::verify_evidence(&folder, &founding, output)
        }
        LogCommand::Take(command) => with_session(common, surroundings, output, |session| {
            taking::take(session, common, command, output)
        }),
    }
}
