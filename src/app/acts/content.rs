//! Putting files in and taking copies out.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::audit::Event;
use crate::base::code::ClientCode;
use crate::base::id::{GroupId, RecordId};
use crate::base::job::{Cancelled, Watch};
use crate::policy::Act;
use crate::records::{GroupStore, ImportOutcome, ImportPlan, PlannedFile, Source};

use super::super::failure::cannot_write;
use super::super::problem::{Problem, ProblemKind};
use super::super::session::Session;
use super::super::snapshot::{ExportReport, ImportReport};
use super::super::witness::Witness;
use super::Job;

/// What an import or export is about.
struct Errand {
    act: Act,
    group: GroupId,
    witness: Witness,
    store: GroupStore,
}

impl Session {
    /// Puts files and whole folders in. Each future record is in the log before its content is written.
    pub fn import_files(
        &mut self,
        group: GroupId,
        code: ClientCode,
        paths: Vec<PathBuf>,
    ) -> Result<Job<ImportReport>, Problem> {
        let errand = self.errand(Act::RecordImport, group)?;
        Ok(Job::new(move |watch| match ImportPlan::of_paths(&paths, watch) {
            Ok(plan) => errand.import(code, plan, watch),
            Err(Cancelled) => Ok(ImportReport { cancelled: true, left: paths, ..ImportReport::default() }),
        })
        .in_groups([group]))
    }

    /// Takes copies out to a folder outside of the vault, for a reason that is logged with each of them.
    pub fn export_records(
        &mut self,
        group: GroupId,
        records: Vec<RecordId>,
        to: PathBuf,
        reason: &str,
    ) -> Result<Job<ExportReport>, Problem> {
        let errand = self.errand(Act::RecordExport, group)?;
        let reason = reason.trim().to_owned();
        if reason.is_empty() {
            return Err(Problem::bad_input("reason", "empty"));
        }
        self.require_outside(&to)?;
        Ok(Job::new(move |watch| errand.export(&records, to, &reason, watch)).in_groups([group]))
    }

    fn errand(&mut self, act: Act, group: GroupId) -> Result<Errand, Problem> {
        self.group(group)?;
        let permit = self.permit(act, Some(group))?;
        let store = self.store(group)?.another()?;
        Ok(Errand { act: permit.act(), group, witness: self.witness.clone(), store })
    }
}

impl Errand {
    fn import(
        mut self,
        code: ClientCode,
        plan: ImportPlan,
        watch: &mut Watch<'_>,
    ) -> Result<ImportReport, Problem> {
        let events: Vec<Event> = plan
            .files
            .iter()
            .map(|file| self.event().of_client(code).of_record(file.id).with_words(&file.file_name))
            .collect();
        self.witness.log_all(&events)?;
        let account = self.witness.account();
        let planned: Vec<_> = plan.files.iter().filter_map(planned_path).collect();
        let done = self.store.import(code, account, plan, watch, |_| ());
        let report = done
            .map_err(|error| Problem::from(error).naming(code))
            .map(|outcome| import_report(outcome, planned));
        let count = report.as_ref().map_or(0, |report| report.imported.len() as u64);
        let stopped = report.as_ref().is_ok_and(|report| report.cancelled);
        self.end(count, stopped, report)
    }

    fn export(
        self,
        records: &[RecordId],
        to: PathBuf,
        reason: &str,
        watch: &mut Watch<'_>,
    ) -> Result<ExportReport, Problem> {
        if !to.is_dir() {
            let error = std::io::Error::from(std::io::ErrorKind::NotADirectory);
            return Err(cannot_write(&to, &error));
        }
        let mut events = Vec::with_capacity(records.len());
        for record in records {
            let detail = self.store.record(*record).map_err(|error| Problem::from(error).naming(record))?;
            events.push(self.event().of_client(detail.row.code).of_record(*record).with_words(reason));
        }
        self.witness.log_all(&events)?;
        let report =
            self.store.export(records, &to, watch).map_err(Problem::from).map(|outcome| ExportReport {
                written: outcome
                    .written
                    .into_iter()
                    .map(|(_, path, sha256)| (path, sha256.to_hex()))
                    .collect(),
                failed: outcome.failed.into_iter().map(|(id, error)| (id, error.into())).collect(),
                cancelled: outcome.cancelled,
            });
        let count = report.as_ref().map_or(0, |report| report.written.len() as u64);
        let stopped = report.as_ref().is_ok_and(|report| report.cancelled);
        self.end(count, stopped, report)
    }

    fn event(&self) -> Event {
        self.witness.event_in(self.act, self.group)
    }

    /// Notes how it ended, and closes the connections.
    fn end<T>(self, count: u64, stopped: bool, done: Result<T, Problem>) -> Result<T, Problem> {
        let stopped = stopped.then(|| Problem::new(ProblemKind::Cancelled));
        self.witness.note_end(self.event().counting(count), done.as_ref().err().or(stopped.as_ref()));
        let closed = self.store.close();
        let done = done?;
        closed?;
        Ok(done)
    }
}

/// A file of the system that is to become a record.
fn planned_path(file: &PlannedFile) -> Option<(RecordId, PathBuf)> {
    match &file.source {
        Source::Path(path) => Some((file.id, path.clone())),
        Source::Reader(_) => None,
    }
}

fn import_report(outcome: ImportOutcome, planned: Vec<(RecordId, PathBuf)>) -> ImportReport {
    let mut report = ImportReport { cancelled: outcome.cancelled, ..ImportReport::default() };
    if outcome.cancelled {
        let imported: BTreeSet<RecordId> = outcome.imported.iter().map(|done| done.id).collect();
        let failed: BTreeSet<&str> = outcome.failed.iter().map(|(shown, _)| shown.as_str()).collect();
        let is_left = |(id, path): &(RecordId, PathBuf)| {
            !imported.contains(id) && !failed.contains(path.display().to_string().as_str())
        };
        report.left = planned.into_iter().filter(is_left).map(|(_, path)| path).collect();
    }
    for acknowledged in outcome.imported {
        report.imported.push(acknowledged.id);
        report.bytes += acknowledged.size_bytes;
        report.duplicates.extend(acknowledged.twin.map(|twin| (acknowledged.shown, twin)));
    }
    report.failed = outcome
        .failed
        .into_iter()
        .map(|(shown, error)| (shown.clone(), Problem::from(error).at(&shown)))
        .collect();
    report
}
