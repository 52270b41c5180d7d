//! `drill`: a restore, rehearsed.

use serde::Serialize;

use crate::app::problem::{Problem, ProblemKind};
use crate::app::session::Session;
use crate::app::snapshot::DrillFace;

use super::super::Outcome;
use super::super::args::DrillArguments;
use super::super::output::Output;
use super::backup::id;

#[derive(Debug, Serialize)]
struct DrillObject {
    generation: String,
    medium: String,
    label: String,
    made: String,
    passed: bool,
    files: u64,
    bytes: u64,
    log_frames: u64,
    log_root: String,
    statements: u64,
    groups: u64,
    groups_sealed_to_sheets: u64,
    customers: u64,
    records: u64,
    identities: u64,
    groups_counted: u64,
    groups_without_counts: u64,
    contents: u64,
    found: Vec<FoundObject>,
    note: String,
}

#[derive(Debug, Serialize)]
struct FoundObject {
    file: String,
    what: String,
}

pub(super) fn drill(session: &mut Session, arguments: DrillArguments, output: &Output) -> Outcome {
    let DrillArguments { from, to, generation } = arguments;
    let generation = generation.as_deref().map(id).transpose()?;
    let done = session.drill(&from, generation, &to)?.run(&mut output.watch());
    output.progress_over();
    let face = done?;
    let kept = session.keep_drill(&face);
    let object = object(face);
    output.result(&object, |texts| {
        let mut lines: Vec<String> =
            object.found.iter().map(|found| format!("{}: {}", found.file, found.what)).collect();
        let named = [
            ("files", object.files.into()),
            ("size", texts.size(object.bytes).into()),
            ("records", object.records.into()),
            ("customers", object.customers.into()),
            ("frames", object.log_frames.into()),
        ];
        lines.push(texts.with("cli-drilled", &named));
        if object.groups_sealed_to_sheets > 0 {
            lines.push(texts.with("drill-sealed", &[("count", object.groups_sealed_to_sheets.into())]));
        }
        lines
    });
    match object.found.first() {
        None => kept,
        Some(first) => {
            let what = format!("{}: {}", first.file, first.what);
            Err(Problem::new(ProblemKind::BackupDamaged).with("what", what))
        }
    }
}

fn object(face: DrillFace) -> DrillObject {
    let DrillFace { drill, medium, made, signed } = face;
    DrillObject {
        generation: drill.generation.to_string(),
        medium: drill.medium.to_string(),
        label: medium,
        made: made.to_string(),
        passed: drill.passed(),
        files: drill.files.0,
        bytes: drill.files.1,
        log_frames: drill.log.0,
        log_root: drill.log.1.to_hex(),
        statements: drill.statements.0,
        groups: drill.groups.0,
        groups_sealed_to_sheets: drill.groups.1,
        customers: drill.rows.customers,
        records: drill.rows.records,
        identities: drill.rows.identities,
        groups_counted: drill.counted.0,
        groups_without_counts: drill.counted.1,
        contents: drill.contents,
        found: drill.found.into_iter().map(|(file, what)| FoundObject { file, what }).collect(),
        note: String::from_utf8_lossy(&signed).into_owned(),
    }
}
