//! Customers from a table (CSV).

use std::path::{Path, PathBuf};

use crate::base::code::ClientCode;
use crate::base::id::GroupId;
use crate::policy::Act;
use crate::records::face::{CsvMapping, CsvPreview};
use crate::records::{NotLogged, TableError, preview_table};

use super::super::failure::cannot_read;
use super::super::problem::{Problem, ProblemKind};
use super::super::session::Session;
use super::super::snapshot::CsvReport;
use super::super::witness::Witness;
use super::Job;

/// An event names at most this many codes.
const CODES_IN_EVENT: usize = 2_000;

impl Session {
    /// The head of a table that lies outside of the vault. Nothing of the vault is read, so nothing is logged.
    pub fn preview_customers(path: PathBuf, mapping: Option<CsvMapping>) -> Job<CsvPreview> {
        Job::new(move |_| preview_table(&path, mapping).map_err(|error| widened(error, &path)))
    }

    /// Adds a customer for each row; the codes are in the log before the rows are written.
    pub fn import_customers(
        &mut self,
        group: GroupId,
        path: &Path,
        mapping: CsvMapping,
    ) -> Result<Job<CsvReport>, Problem> {
        self.group(group)?;
        let permit = self.permit(Act::CustomerImport, Some(group))?;
        let mut store = self.store(group)?.another()?;
        let (witness, path) = (self.witness.clone(), path.to_owned());
        Ok(Job::new(move |watch| {
            let event = || witness.event_in(permit.act(), group);
            let log = |codes: &[ClientCode]| log_codes(&witness, permit.act(), group, codes);
            let done = store.import_customers(&path, mapping, watch, log);
            let report = done.map_err(|error| widened(error, &path)).map(|outcome| CsvReport {
                added: outcome.added,
                refused: outcome.refused,
                cancelled: outcome.cancelled,
            });
            let added = report.as_ref().map_or(0, |report| report.added);
            let stopped = report.as_ref().is_ok_and(|report| report.cancelled);
            let stopped = stopped.then(|| Problem::new(ProblemKind::Cancelled));
            witness.note_end(event().counting(added), report.as_ref().err().or(stopped.as_ref()));
            let closed = store.close();
            let report = report?;
            closed?;
            Ok(report)
        })
        .in_groups([group]))
    }
}

fn log_codes(witness: &Witness, act: Act, group: GroupId, codes: &[ClientCode]) -> Result<(), NotLogged> {
    let events: Vec<_> = codes
        .chunks(CODES_IN_EVENT)
        .map(|some| {
            let mut event = witness.event_in(act, group).counting(some.len() as u64);
            event.clients = some.to_vec();
            event
        })
        .collect();
    witness.log_all(&events).map_err(|problem| NotLogged(problem.kind.key().to_owned()))
}

fn widened(error: TableError, path: &Path) -> Problem {
    match error {
        TableError::Read(error) => cannot_read(path, &error),
        other => other.into(),
    }
}
