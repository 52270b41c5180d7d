//! "Who opened my file?": every access to a customer's file as a PDF and a table, signed, for the customer's request.

use std::path::Path;

use crate::audit::Outcome;
use crate::audit::evidence::{Access, take_accesses};
use crate::audit::index::IndexedEvent;
use crate::base::code::ClientCode;
use crate::base::job::Watch;
use crate::paper::{self, AccessReport, AccessRow, LogHead, ReportTexts};
use crate::texts::{Language, Texts};

use super::super::super::problem::Problem;
use super::super::super::session::Session;
use super::super::super::snapshot::TakenFace;
use super::super::Job;
use super::super::outgoing::{head_words, reason_of};
use super::taking::OutOfLog;

/// What is asked for.
struct Wanted {
    code: ClientCode,
    reason: String,
    /// What the log keeps of it.
    what: String,
    language: Language,
}

impl Session {
    /// Writes the report of a customer's accesses into a new folder in `folder`.
    pub fn take_report(
        &mut self,
        code: ClientCode,
        folder: &Path,
        reason: &str,
        language: Language,
    ) -> Result<Job<TakenFace>, Problem> {
        let taking = self.out_of_log(folder)?;
        let reason = reason_of(reason)?;
        let wanted = Wanted { code, what: format!("report: {reason}"), reason, language };
        let path = folder.join(taking.out.name(&format!("accesses-{code}")));
        Ok(Job::new(move |watch| {
            let done = taking.report(&wanted, &path, watch);
            taking.out.end(&wanted.what, Some(code), done)
        }))
    }
}

impl OutOfLog {
    fn report(&self, wanted: &Wanted, path: &Path, watch: &mut Watch<'_>) -> Result<TakenFace, Problem> {
        let checkpoint = self.out.begin(&wanted.what, Some(wanted.code))?;
        // What was logged for the report itself is in it as well; the checkpoint covers it.
        let mut found = self.reading.run(watch, |log| Ok(log.index.accesses(wanted.code)?))?;
        found.retain(|event| event.number < checkpoint.head.count);
        found.sort_by_key(|event| event.number);
        let texts = Texts::new(wanted.language);
        let rows: Vec<AccessRow> = found.iter().map(|event| self.row(event, &texts)).collect();
        let (first, last) = (found.first(), found.last());
        let day = |event: Option<&IndexedEvent>| event.map_or("-".to_owned(), |event| texts.date(event.wall));
        let made_at = texts.date_and_time(self.out.witness.wall());
        let page = AccessReport {
            colophon: self.out.colophon(&made_at),
            code: &wanted.code.to_string(),
            period: &format!("{} – {}", day(first), day(last)),
            zone: &self.zone(),
            reason: &wanted.reason,
            rows: &rows,
            head: LogHead { frames: &texts.count(checkpoint.head.count), words: &head_words(&checkpoint) },
        };
        let pdf = paper::access_report(&page, &ReportTexts::written(&texts, rows.len()))?;
        let accesses: Vec<Access> = found.iter().map(|event| self.access(event)).collect();
        self.out.take(path, &checkpoint, |taking| take_accesses(taking, &checkpoint, &accesses, &pdf, path))
    }

    /// An access for people.
    fn row(&self, event: &IndexedEvent, texts: &Texts) -> AccessRow {
        let act = event
            .act
            .map_or_else(|| event.act_number.to_string(), |act| texts.text(&act.text_key()).to_owned());
        let what = match event.outcome {
            // It was permitted and is about to be done: the event that stands before the act.
            Some(Outcome::Permitted) | None => act,
            Some(outcome) => format!("{act}: {}", texts.text(&outcome.text_key())),
        };
        let record = event.record.map(|record| format!(" · {record}")).unwrap_or_default();
        // As people write it; the table beside has it to the millisecond.
        let (day, time) = (texts.date(event.wall), texts.time_with_seconds(event.wall));
        let at = format!("{day}, {time} {}", self.names.offset(event.wall));
        AccessRow { at, who: self.who(event), what: what + &record, why: event.words.clone() }
    }

    fn access(&self, event: &IndexedEvent) -> Access {
        Access {
            number: event.number,
            at: self.names.time(event.wall),
            who: self.who(event),
            act: event.act.map_or_else(|| event.act_number.to_string(), |act| act.key().to_owned()),
            outcome: event.outcome.map(|outcome| outcome.key().to_owned()).unwrap_or_default(),
            record: event.record.map(|record| record.to_string()).unwrap_or_default(),
            words: event.words.clone(),
        }
    }

    fn who(&self, event: &IndexedEvent) -> String {
        let known =
            |account| self.names.accounts.get(&account).cloned().unwrap_or_else(|| account.to_string());
        event.account.map(known).unwrap_or_default()
    }

    /// The zone of the times, such as `Europe/Bucharest`; the offset stands with each of them.
    fn zone(&self) -> String {
        self.names.zone.iana_name().unwrap_or("UTC").to_owned()
    }
}
