//! `approve list | yes | no | carry-out | ratify`.

use serde::Serialize;

use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::app::snapshot::{AloneRow, WaitingNumber, WaitingRow};
use crate::texts::Texts;

use super::super::Outcome;
use super::super::args::{ApproveCommand, Common};
use super::super::output::Output;
use super::consent::will;
use super::{deleting, pairs};

/// A request that waits, or an act of a supervisor alone.
#[derive(Debug, Serialize)]
struct QueueObject {
    object: &'static str,
    number: u64,
    what: &'static str,
    will: String,
    by: String,
    at: String,
    reason: String,
    state: Option<&'static str>,
    /// Whether whoever asks may answer, or why not.
    mine: Option<&'static str>,
}

impl QueueObject {
    fn waiting(row: &WaitingRow, texts: &Texts) -> Self {
        Self {
            object: "request",
            number: row.number.0,
            what: row.will.key,
            will: will(&row.will, texts),
            by: row.by.clone(),
            at: row.at.to_string(),
            reason: row.reason.clone(),
            state: Some(row.state.key()),
            mine: Some(row.mine.key()),
        }
    }

    fn alone(row: &AloneRow, texts: &Texts) -> Self {
        Self {
            object: "alone",
            number: row.number,
            what: row.will.key,
            will: will(&row.will, texts),
            by: row.by.clone(),
            at: row.at.to_string(),
            reason: row.reason.clone(),
            state: None,
            mine: None,
        }
    }

    fn line(&self, texts: &Texts) -> String {
        let state = self.state.map(|state| texts.text(&format!("waiting-{state}"))).unwrap_or_default();
        format!("{}  {}  {}  {}  {state}", self.number, self.by, self.will, self.reason).trim_end().to_owned()
    }
}

pub(super) fn approve(
    session: &mut Session,
    common: &Common,
    command: ApproveCommand,
    output: &Output,
) -> Outcome {
    match command {
        ApproveCommand::List => list(session, output),
        ApproveCommand::Yes { request } => {
            answered(session.answer(WaitingNumber(request), true), output)?;
            deleting::finish(session, output)
        }
        ApproveCommand::No { request } => answered(session.answer(WaitingNumber(request), false), output),
        ApproveCommand::CarryOut { request } => carry_out(session, common, WaitingNumber(request), output),
        ApproveCommand::Ratify => {
            let count = session.ratify()?;
            output.say("cli-ratified", &[("count", count.into())]);
            Ok(())
        }
    }
}

/// With `--second` and `--second-reason`, a grant of a group that takes two people.
fn carry_out(session: &mut Session, common: &Common, number: WaitingNumber, output: &Output) -> Outcome {
    if let Some(reason) = &common.second_reason
        && let Some(second) = pairs::second(common, output)?
    {
        return answered(session.carry_out_by_two(number, &second, reason), output);
    }
    if let Some(job) = session.carry_out(number)? {
        let done = output.run(job);
        session.settle_rekeys();
        done?;
    }
    answered(Ok(()), output)
}

fn answered(outcome: Result<(), Problem>, output: &Output) -> Outcome {
    outcome?;
    output.say("cli-answered", &[]);
    Ok(())
}

fn list(session: &mut Session, output: &Output) -> Outcome {
    let (waiting, alone) = (session.waiting()?, session.alone()?);
    let texts = output.texts();
    let waiting = waiting.iter().map(|row| QueueObject::waiting(row, texts));
    let objects: Vec<_> = waiting.chain(alone.iter().map(|row| QueueObject::alone(row, texts))).collect();
    output.result(&objects, |texts| objects.iter().map(|object| object.line(texts)).collect());
    Ok(())
}
