//! `grant list | set | revoke | review`.

use serde::Serialize;

use crate::app::session::Session;
use crate::app::snapshot::{CellWhy, GrantWidth, GrantsMatrix, MatrixCell};
use crate::texts::Texts;

use super::super::Outcome;
use super::super::args::{Common, GrantCommand};
use super::super::output::Output;
use super::consent::{consent, settled};
use super::day::last_moment_of;

/// What one person holds of one group.
#[derive(Debug, Serialize)]
struct CellObject {
    login: String,
    name: String,
    group: String,
    group_name: Option<String>,
    width: Option<&'static str>,
    until: Option<String>,
    why: &'static str,
    by: Option<String>,
    /// Whether it can be granted by whoever asks, or why not.
    records: &'static str,
    identities: &'static str,
}

pub(super) fn grant(
    session: &mut Session,
    common: &Common,
    command: GrantCommand,
    output: &Output,
) -> Outcome {
    match command {
        GrantCommand::List => {}
        GrantCommand::Set { login, group, width, until, consent: given } => {
            let account = session.person_named(&login)?;
            let group = session.group_named(&group)?;
            let until = until.map(|day| last_moment_of(&day, output.texts())).transpose()?;
            let given = consent(common, given, output)?;
            let granted = session.grant(account, group, width.into(), until, &given)?;
            settled(granted, output)?;
        }
        GrantCommand::Revoke { login, group, names_only, reason } => {
            let account = session.person_named(&login)?;
            let group = session.group_named(&group)?;
            let leave = names_only.then_some(GrantWidth::Records);
            session.revoke(account, group, leave, &reason)?;
        }
        GrantCommand::Review { login } => {
            let person = login.map(|login| session.person_named(&login)).transpose()?;
            session.review_grants(person)?;
        }
    }
    let matrix = session.grants()?;
    let cells = cells(&matrix);
    output.result(&cells, |texts| {
        let held = cells.iter().filter(|cell| cell.width.is_some() || cell.why != "never-granted");
        held.map(|cell| cell.line(texts)).collect()
    });
    Ok(())
}

fn cells(matrix: &GrantsMatrix) -> Vec<CellObject> {
    let object = |login: &str, name: &str, cell: &MatrixCell, place: usize| {
        let group = matrix.groups.get(place);
        CellObject {
            login: login.to_owned(),
            name: name.to_owned(),
            group: group.map(|group| group.group.to_string()).unwrap_or_default(),
            group_name: group.and_then(|group| group.name.clone()),
            width: cell.width.map(GrantWidth::key),
            until: cell.until.map(|until| until.to_string()),
            why: cell.why.key(),
            by: match &cell.why {
                CellWhy::Granted { by, .. } | CellWhy::Revoked { by, .. } | CellWhy::LeftOut { by, .. } => {
                    Some(by.clone())
                }
                CellWhy::NeverGranted | CellWhy::Made { .. } | CellWhy::Expired { .. } => None,
            },
            records: cell.records.key(),
            identities: cell.identities.key(),
        }
    };
    let rows = matrix.people.iter();
    rows.flat_map(|row| (0..).zip(&row.cells).map(|(place, cell)| object(&row.login, &row.name, cell, place)))
        .collect()
}

impl CellObject {
    fn line(&self, texts: &Texts) -> String {
        let group = self.group_name.as_deref().unwrap_or(&self.group);
        let width = self.width.map_or("-", |width| texts.text(&format!("width-{width}")));
        let why = texts.text(&format!("cell-{}", self.why));
        let until = self.until.as_deref().unwrap_or_default();
        format!("{}  {group}  {width}  {why}  {until}", self.login).trim_end().to_owned()
    }
}
