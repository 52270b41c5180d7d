//! `import`, `list`, `search` and `export`.

use std::path::PathBuf;

use crate::app::problem::{Problem, ProblemKind};
use crate::app::session::Session;
use crate::app::snapshot::RecordQuery;
use crate::base::id::RecordId;

use super::super::Outcome;
use super::super::output::Output;
use super::code;
use super::customer::find_all as find_customers;
use super::rows::{CustomerObject, RecordObject};

/// How many rows are asked for at once.
const PAGE: u32 = 500;

pub(super) fn import(
    session: &mut Session,
    paths: Vec<PathBuf>,
    group: &str,
    customer: &str,
    output: &Output,
) -> Outcome {
    let (group, code) = (session.group_named(group)?, code(customer)?);
    let report = output.run(session.import_files(group, code, paths)?)?;
    let mut objects = Vec::with_capacity(report.imported.len());
    for id in &report.imported {
        let (row, sha256_hex) = session.record_row(group, *id)?;
        objects.push(RecordObject::of(&row, sha256_hex));
    }
    for (shown, twin) in &report.duplicates {
        output.say("cli-duplicate", &[("file", shown.into()), ("record", twin.to_string().into())]);
    }
    print(&objects, output);
    ended(objects.len(), report.failed, output)
}

pub(super) fn list(session: &mut Session, group: &str, customer: Option<&str>, output: &Output) -> Outcome {
    let query = RecordQuery {
        group: Some(session.group_named(group)?),
        customer: customer.map(code).transpose()?,
        ..RecordQuery::default()
    };
    let objects = find_all(session, &query)?;
    print(&objects, output);
    Ok(())
}

pub(super) fn search(session: &mut Session, words: &str, group: Option<&str>, output: &Output) -> Outcome {
    let group = group.map(|group| session.group_named(group)).transpose()?;
    let query = RecordQuery { group, text: words.to_owned(), ..RecordQuery::default() };
    let records = find_all(session, &query)?;
    let customers = find_customers(session, group, words)?;
    let customers: Vec<_> = customers.iter().map(CustomerObject::of).collect();
    let document: Vec<serde_json::Value> = records
        .iter()
        .map(serde_json::to_value)
        .chain(customers.iter().map(serde_json::to_value))
        .filter_map(Result::ok)
        .collect();
    output.result(&document, |texts| {
        let records = records.iter().map(|object| object.line(texts));
        records.chain(customers.iter().map(CustomerObject::line)).collect()
    });
    Ok(())
}

pub(super) fn export(
    session: &mut Session,
    records: &[String],
    group: &str,
    to: PathBuf,
    reason: &str,
    output: &Output,
) -> Outcome {
    let group = session.group_named(group)?;
    let ids = records.iter().map(|written| record_id(written)).collect::<Result<Vec<_>, _>>()?;
    let report = output.run(session.export_records(group, ids.clone(), to, reason)?)?;
    let mut objects = Vec::with_capacity(report.written.len());
    // Copies come in the order of the records, those that failed left out.
    let copied = ids.iter().filter(|id| report.failed.iter().all(|(failed, _)| failed != *id));
    for (id, (path, sha256_hex)) in copied.zip(&report.written) {
        let (row, _filed) = session.record_row(group, *id)?;
        let mut object = RecordObject::of(&row, sha256_hex.clone());
        object.path = Some(path.display().to_string());
        objects.push(object);
    }
    print(&objects, output);
    let failed = report.failed.into_iter().map(|(id, problem)| (id.to_string(), problem)).collect();
    ended(objects.len(), failed, output)
}

pub(super) fn record_id(written: &str) -> Result<RecordId, Problem> {
    written.parse().map_err(|_not_an_id| Problem::new(ProblemKind::NotFound).with("what", written))
}

/// Every record that fits, page by page.
fn find_all(session: &mut Session, query: &RecordQuery) -> Result<Vec<RecordObject>, Problem> {
    let mut objects: Vec<RecordObject> = Vec::new();
    loop {
        let page = session.find_records(query, objects.len() as u64, PAGE)?;
        let ended = page.rows.is_empty();
        for row in &page.rows {
            let (row, sha256_hex) = session.record_row(row.group, row.id)?;
            objects.push(RecordObject::of(&row, sha256_hex));
        }
        if ended || objects.len() as u64 >= page.total {
            session.end_search()?;
            return Ok(objects);
        }
    }
}

fn print(objects: &[RecordObject], output: &Output) {
    output.result(&objects, |texts| objects.iter().map(|object| object.line(texts)).collect());
}

/// Names every failure once. Where nothing was done the first one is what the command ends with; else that some was.
fn ended(done: usize, failed: Vec<(String, Problem)>, output: &Output) -> Outcome {
    let count = failed.len();
    let mut failed = failed.into_iter();
    let alone = if done == 0 { failed.next() } else { None };
    for (what, problem) in failed {
        output.failed(&what, &problem);
    }
    match alone {
        Some((what, problem)) => Err(problem.at(what)),
        None if count == 0 => Ok(()),
        None => Err(Problem::new(ProblemKind::Partly).with("done", done).with("failed", count)),
    }
}
