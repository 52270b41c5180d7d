//! `delete` and `customer delete`: for good, by two; and what was decided before and is still to be carried out.

use crate::app::acts::Job;
use crate::app::problem::Problem;
use crate::app::request::Consent;
use crate::app::session::Session;
use crate::app::snapshot::Settled;
use crate::records::Deleted;

use super::super::Outcome;
use super::super::args::{Common, ConsentArguments};
use super::super::output::Output;
use super::consent::{consent, settled};
use super::records::record_id;

/// Deletes records of a group.
pub(super) fn records(
    session: &mut Session,
    common: &Common,
    (records, group, reason): (&[String], &str, &str),
    arguments: ConsentArguments,
    output: &Output,
) -> Outcome {
    let group = session.group_named(group)?;
    let ids = records.iter().map(|written| record_id(written)).collect::<Result<Vec<_>, _>>()?;
    let consent: Consent = consent(common, arguments, output)?;
    carry_out(session.delete_records(group, &ids, reason, &consent)?, output)
}

/// Deletes a customer with all records.
pub(super) fn customer(
    session: &mut Session,
    common: &Common,
    (code, group, reason): (&str, &str, &str),
    arguments: ConsentArguments,
    output: &Output,
) -> Outcome {
    let (group, code) = (session.group_named(group)?, super::code(code)?);
    let consent: Consent = consent(common, arguments, output)?;
    carry_out(session.delete_customer(group, code, reason, &consent)?, output)
}

/// Carries out what was agreed to elsewhere, or was cut off.
pub(super) fn finish(session: &mut Session, output: &Output) -> Outcome {
    match session.deletions_owed()? {
        Some(job) => run(job, output),
        None => Ok(()),
    }
}

fn carry_out(outcome: Settled<Job<Deleted>>, output: &Output) -> Outcome {
    match settled(outcome, output)? {
        Some(job) => run(job, output),
        None => Ok(()),
    }
}

fn run(job: Job<Deleted>, output: &Output) -> Outcome {
    let done: Result<Deleted, Problem> = job.run(&mut output.watch());
    output.progress_over();
    let key = if done.as_ref().is_ok_and(|deleted| deleted.customer) {
        "delete-customer-done"
    } else {
        "delete-done"
    };
    let deleted = done?;
    output.say(key, &[("count", deleted.records.into())]);
    Ok(())
}
