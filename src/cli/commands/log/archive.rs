//! `log archive`: what is older than the rule says, taken out under two signatures.

use std::path::PathBuf;

use serde::Serialize;

use crate::app::session::Session;

use super::super::super::Outcome;
use super::super::super::args::{Common, ConsentArguments};
use super::super::super::output::Output;
use super::super::consent::{consent, settled};

/// What could be archived.
#[derive(Debug, Serialize)]
struct DueObject {
    years: u64,
    segments: u64,
    frames: u64,
    bytes: u64,
    until: Option<String>,
    archived: u64,
}

/// What was archived.
#[derive(Debug, Serialize)]
struct ArchivedObject {
    path: String,
    segments: u64,
    frames: u64,
    bytes: u64,
}

pub(super) fn archive(
    session: &mut Session,
    common: &Common,
    to: Option<PathBuf>,
    given: ConsentArguments,
    output: &Output,
) -> Outcome {
    let Some(to) = to else { return due(session, output) };
    let given = consent(common, given, output)?;
    let done = output.run(session.archive_log(&to, &given)?)?;
    let Some(face) = settled(done, output)? else { return Ok(()) };
    let object = ArchivedObject {
        path: face.path.display().to_string(),
        segments: face.segments,
        frames: face.frames,
        bytes: face.bytes,
    };
    output.result(&object, |texts| {
        let size = texts.size(object.bytes);
        let named = [("frames", object.frames.into()), ("size", size.into())];
        vec![object.path.clone(), texts.with("cli-log-archived", &named)]
    });
    Ok(())
}

fn due(session: &mut Session, output: &Output) -> Outcome {
    let face = session.archive_due()?.run(&mut output.watch())?;
    let object = DueObject {
        years: face.years,
        segments: face.segments,
        frames: face.frames,
        bytes: face.bytes,
        until: face.until.map(|until| until.to_string()),
        archived: face.archived,
    };
    output.result(&object, |texts| {
        let size = texts.size(object.bytes);
        let named = [("years", object.years.into()), ("frames", object.frames.into()), ("size", size.into())];
        vec![texts.with("cli-log-due", &named)]
    });
    Ok(())
}
