//! Taking a plain list of events, without proofs: for scripts and spreadsheets.

use std::path::Path;

use crate::audit::evidence::{self, EventLine, ListFile};
use crate::audit::index::IndexedEvent;
use crate::base::job::{Progress, Watch};

use super::super::super::failure::cannot_write;
use super::super::super::problem::Problem;
use super::super::super::session::Session;
use super::super::super::snapshot::{ListForm, LogFilter, TakenFace};
use super::super::Job;
use super::super::outgoing::{of_checkpoint, reason_of};
use super::taking::OutOfLog;

/// How many events are taken from the index at once.
const PAGE: u32 = 5_000;

impl Session {
    /// Writes the events that fit into a new file in `folder`.
    pub fn take_list(
        &mut self,
        filter: LogFilter,
        form: ListForm,
        folder: &Path,
        reason: &str,
    ) -> Result<Job<TakenFace>, Problem> {
        let taking = self.out_of_log(folder)?;
        let (form, ending) = match form {
            ListForm::JsonLines => (evidence::ListForm::JsonLines, "jsonl"),
            ListForm::Csv => (evidence::ListForm::Csv, "csv"),
        };
        let what = format!("list {ending}: {}", reason_of(reason)?);
        let path = folder.join(format!("{}.{ending}", taking.out.name("log")));
        Ok(Job::new(move |watch| {
            let done = taking.list(&what, &filter, (form, &path), watch);
            taking.out.end(&what, filter.customer, done)
        }))
    }
}

impl OutOfLog {
    fn list(
        &self,
        what: &str,
        filter: &LogFilter,
        (form, path): (evidence::ListForm, &Path),
        watch: &mut Watch<'_>,
    ) -> Result<TakenFace, Problem> {
        let checkpoint = self.out.begin(what, filter.customer)?;
        let cannot = |error: std::io::Error| cannot_write(path, &error);
        let mut file = ListFile::begin(path, form).map_err(cannot)?;
        // The oldest first, so that what is logged meanwhile comes behind what was begun with.
        let filter = LogFilter { oldest_first: true, ..filter.clone() };
        let mut done = 0;
        loop {
            let page = self.reading.run(watch, |log| Ok(log.index.find(&filter, done, PAGE)?))?;
            let told: Vec<IndexedEvent> =
                page.events.into_iter().filter(|event| event.number < checkpoint.head.count).collect();
            for event in &told {
                file.put(&self.line(event)).map_err(cannot)?;
            }
            done += told.len() as u64;
            watch.go_on()?;
            watch.tell(&Progress {
                done,
                total: Some(page.total),
                stage: "taking-log",
                ..Progress::default()
            });
            if told.len() < PAGE as usize {
                break;
            }
        }
        let events = file.finish().map_err(cannot)?;
        Ok(TakenFace { events, ..of_checkpoint(path.to_owned(), &checkpoint) })
    }

    fn line(&self, event: &IndexedEvent) -> EventLine {
        EventLine {
            number: event.number,
            at: self.names.time(event.wall),
            wall_ms: event.wall.unix_millis(),
            since_boot_ms: None,
            session: event.session.to_string(),
            step: None,
            account: event.account.map(|account| account.to_string()),
            account_name: event.account.and_then(|account| self.names.accounts.get(&account).cloned()),
            act: event.act_number,
            act_name: event.act.map(|act| act.key().to_owned()),
            outcome: event.outcome.map(|outcome| outcome.key().to_owned()).unwrap_or_default(),
            group: event.group.map(|group| group.to_string()),
            group_name: event.group.and_then(|group| self.names.groups.get(&group).cloned()),
            clients: event.clients.iter().map(ToString::to_string).collect(),
            record: event.record.map(|record| record.to_string()),
            count: event.count,
            words: event.words.clone(),
            failures: None,
        }
    }
}
