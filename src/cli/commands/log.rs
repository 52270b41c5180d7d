//! `log …`: the access log from the command line.

mod verify;

use super::super::args::{Common, LogCommand};
use super::super::output::Output;
use super::super::{Outcome, Surroundings};

/// Does what is asked of the log. What needs nobody logged in is done here.
pub(crate) fn log(
    common: &Common,
    command: LogCommand,
    _surroundings: &Surroundings,
    output: &Output,
) -> Outcome {
    match command {
        LogCommand::Verify(arguments) => verify::verify(common, arguments, output),
    }
}
