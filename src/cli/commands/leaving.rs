//! `group rekey` and `group owed`: what a person who left leaves to be done.

use serde::Serialize;

use crate::app::acts::{Job, RekeyReport};
use crate::app::session::Session;
use crate::app::snapshot::TwoPerson;
use crate::base::id::GroupId;

use super::super::Outcome;
use super::super::args::{Common, RekeyCommand};
use super::super::output::Output;
use super::consent::{consent, settled};
use super::pairs;

/// A group that is to be written again.
#[derive(Debug, Serialize)]
struct OwedObject {
    id: String,
    name: Option<String>,
    begun: bool,
    /// Whether whoever asks can have it done.
    may: &'static str,
}

/// What came of writing a group again.
#[derive(Debug, Serialize)]
struct RekeyedObject {
    id: String,
    stacks: u64,
    lost: Vec<String>,
    old_files: u64,
    old_bytes: u64,
}

pub(super) fn rekey(
    session: &mut Session,
    common: &Common,
    command: RekeyCommand,
    output: &Output,
) -> Outcome {
    match command {
        RekeyCommand::Owed => {
            owed(session, output);
            Ok(())
        }
        RekeyCommand::Rekey { group, decide: false, .. } => write_again(session, common, &group, output),
        RekeyCommand::Rekey { group, decide: true, consent: given } => {
            let group = session.group_named(&group)?;
            let given = consent(common, given, output)?;
            let decided = session.renew_keys(group, &given)?;
            match settled(decided, output)? {
                Some(job) => write(session, group, job, output),
                None => Ok(()),
            }
        }
    }
}

fn owed(session: &Session, output: &Output) {
    let rows = session.rekey_owed();
    let objects: Vec<OwedObject> = rows
        .into_iter()
        .map(|row| OwedObject {
            id: row.group.to_string(),
            name: row.name,
            begun: row.begun,
            may: row.may.key(),
        })
        .collect();
    output.result(&objects, |texts| {
        let line = |object: &OwedObject| match &object.name {
            Some(name) => texts.with("cli-rekey-owed", &[("group", name.into())]),
            None => texts.with("cli-rekey-owed-unseen", &[("group", (&object.id).into())]),
        };
        objects.iter().map(line).collect()
    });
}

fn write_again(session: &mut Session, common: &Common, group: &str, output: &Output) -> Outcome {
    let group = session.group_named(group)?;
    let by_two = session.held_groups().iter().any(|held| held.group == group && held.takes != TwoPerson::No);
    let job = match pairs::second(common, output)? {
        Some(second) if by_two => {
            session.rekey_by_two(group, &second, common.second_reason.as_deref().unwrap_or_default())?
        }
        _ => session.rekey_group(group)?,
    };
    write(session, group, job, output)
}

/// Writes a group again, and says what came of it.
pub(super) fn write(
    session: &mut Session,
    group: GroupId,
    job: Job<RekeyReport>,
    output: &Output,
) -> Outcome {
    let done = output.run(job);
    session.settle_rekeys();
    let report = done?;
    for name in &report.lost {
        output.say("cli-rekey-lost", &[("name", name.into())]);
    }
    let object = RekeyedObject {
        id: group.to_string(),
        stacks: report.stacks,
        lost: report.lost,
        old_files: report.old_files,
        old_bytes: report.old_bytes,
    };
    output.result(&object, |texts| {
        let size = texts.size(object.old_bytes);
        let files = object.old_files.into();
        vec![
            texts.text("cli-rekeyed").to_owned(),
            texts.with("cli-rekey-old", &[("count", files), ("size", size.into())]),
        ]
    });
    Ok(())
}
