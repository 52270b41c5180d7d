//! `log accept-break`: logging in as a supervisor who accepts that the log is not what was seen of it. Two sign, or one with
//! a written reason.

use serde::Serialize;

use crate::app::acts::BreakWish;
use crate::app::problem::{Problem, ProblemKind};

use super::super::super::args::{Common, ConsentArguments};
use super::super::super::output::Output;
use super::super::super::seat::with_session_by;
use super::super::super::{Outcome, Surroundings};
use super::super::consent::{consent, settled};

#[derive(Debug, Serialize)]
struct AcceptedObject {
    accepted: bool,
}

pub(super) fn accept(
    common: &Common,
    reason: &str,
    arguments: ConsentArguments,
    surroundings: &Surroundings,
    output: &Output,
) -> Outcome {
    let given = consent(common, arguments, output)?;
    let wish = BreakWish { reason, consent: &given };
    with_session_by(
        common,
        surroundings,
        output,
        |entrance, login, password, factor| {
            let let_in = entrance.unlock_accepting(login, password, factor, &wish)?;
            settled(let_in, output)?.ok_or_else(|| Problem::new(ProblemKind::SecondNeeded))
        },
        |_session| {
            output.result(&AcceptedObject { accepted: true }, |texts| {
                vec![texts.text("cli-log-break-accepted").to_owned()]
            });
            Ok(())
        },
    )
}
