//! `customer add | find | edit | delete | move | import`.

use std::path::Path;

use serde::Serialize;

use crate::app::problem::{Problem, ProblemKind};
use crate::app::session::Session;
use crate::app::snapshot::{CsvMapping, CsvPreview, CustomerQuery, CustomerRow, IdentityDraft};
use crate::base::code::ClientCode;
use crate::base::id::GroupId;

use super::super::Outcome;
use super::super::args::{Common, CustomerCommand, IdentityArguments};
use super::super::output::Output;
use super::rows::CustomerObject;
use super::{code, deleting};

/// How many rows are asked for at once.
const PAGE: u32 = 500;

pub(super) fn customer(
    session: &mut Session,
    common: &Common,
    command: CustomerCommand,
    output: &Output,
) -> Outcome {
    match command {
        CustomerCommand::Add { group, identity } => {
            let group = session.group_named(&group)?;
            let mut draft = IdentityDraft::default();
            apply(&mut draft, identity);
            let added = session.add_customer(group, &draft)?;
            print_one(session, group, added, output)
        }
        CustomerCommand::Delete { code, group, reason, consent } => {
            deleting::customer(session, common, (&code, &group, &reason), consent, output)
        }
        CustomerCommand::Find { query, group } => {
            let group = group.map(|group| session.group_named(&group)).transpose()?;
            let rows = find_all(session, group, &query)?;
            let objects: Vec<_> = rows.iter().map(CustomerObject::of).collect();
            output.result(&objects, |_| objects.iter().map(CustomerObject::line).collect());
            Ok(())
        }
        CustomerCommand::Edit { code: typed, group, identity } => {
            let (code, group) = (code(&typed)?, session.group_named(&group)?);
            let sheet = session.customer(group, code)?;
            let mut draft = sheet
                .identity
                .ok_or_else(|| Problem::new(ProblemKind::Refused).with("why", "no-identities-grant"))?;
            apply(&mut draft, identity);
            session.edit_customer(group, code, &draft)?;
            print_one(session, group, code, output)
        }
        CustomerCommand::Move { code: typed, group, to } => {
            let (code, from) = (code(&typed)?, session.group_named(&group)?);
            let to = session.group_named(&to)?;
            output.run(session.move_customer(from, to, code)?)?;
            print_one(session, to, code, output)
        }
        CustomerCommand::Import { file, group, columns } => {
            let group = session.group_named(&group)?;
            import(session, group, &file, &columns, output)
        }
    }
}

fn apply(draft: &mut IdentityDraft, given: IdentityArguments) {
    let IdentityArguments { name, email, phone, address, notes } = given;
    let fields = [
        (&mut draft.name, name),
        (&mut draft.email, email),
        (&mut draft.phone, phone),
        (&mut draft.address, address),
        (&mut draft.notes, notes),
    ];
    for (field, value) in fields {
        if let Some(value) = value {
            *field = value;
        }
    }
}

fn print_one(session: &mut Session, group: GroupId, code: ClientCode, output: &Output) -> Outcome {
    let object = CustomerObject::of_sheet(&session.customer(group, code)?);
    output.result(&[&object], |_| vec![object.line()]);
    Ok(())
}

/// Every customer that fits, page by page.
pub(super) fn find_all(
    session: &mut Session,
    group: Option<GroupId>,
    text: &str,
) -> Result<Vec<CustomerRow>, Problem> {
    let query = CustomerQuery { group, text: text.to_owned() };
    let mut rows: Vec<CustomerRow> = Vec::new();
    loop {
        let page = session.find_customers(&query, rows.len() as u64, PAGE)?;
        let ended = page.rows.is_empty();
        rows.extend(page.rows);
        if ended || rows.len() as u64 >= page.total {
            session.end_search()?;
            return Ok(rows);
        }
    }
}

/// What came of an import of customers.
#[derive(Debug, Serialize)]
struct Imported {
    added: u64,
    refused: Vec<RefusedRow>,
}

#[derive(Debug, Serialize)]
struct RefusedRow {
    line: u64,
    why: &'static str,
}

fn import(
    session: &mut Session,
    group: GroupId,
    file: &Path,
    columns: &[String],
    output: &Output,
) -> Outcome {
    let preview = Session::preview_customers(file.to_owned(), None).run(&mut output.watch())?;
    let mapping = mapping(&preview, columns)?;
    let report = output.run(session.import_customers(group, file, mapping)?)?;
    let refused = report.refused.iter().map(|(line, why)| RefusedRow { line: *line, why }).collect();
    let imported = Imported { added: report.added, refused };
    for row in &imported.refused {
        let why = output.texts().text(&format!("csv-refused-{}", row.why)).to_owned();
        output.say("cli-row-refused", &[("line", row.line.into()), ("why", why.into())]);
    }
    output.result(&imported, |texts| {
        vec![texts.with("cli-customers-added", &[("count", imported.added.into())])]
    });
    match (imported.added, imported.refused.len()) {
        (_, 0) => Ok(()),
        (0, _) => Err(Problem::new(ProblemKind::BadInput).with("what", file.display())),
        (added, refused) => {
            Err(Problem::new(ProblemKind::Partly).with("done", added).with("failed", refused))
        }
    }
}

/// What was told from the columns' names, and then what the flags say (`field=column`).
fn mapping(preview: &CsvPreview, columns: &[String]) -> Result<CsvMapping, Problem> {
    let bad = |written: &str| Problem::new(ProblemKind::BadInput).with("what", written);
    let mut mapping = preview.guess;
    for written in columns {
        let (field, name) = written.split_once('=').ok_or_else(|| bad(written))?;
        let place = preview.columns.iter().position(|column| column == name).ok_or_else(|| bad(written))?;
        let slot = match field {
            "name" => &mut mapping.name,
            "email" => &mut mapping.email,
            "phone" => &mut mapping.phone,
            "address" => &mut mapping.address,
            "notes" => &mut mapping.notes,
            _ => return Err(bad(written)),
        };
        *slot = Some(place);
    }
    Ok(mapping)
}
