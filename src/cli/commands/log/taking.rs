//! `log show | export | slip | report | evidence | archive`: for supervisors who hold the reader key.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use crate::app::problem::{Problem, ProblemKind};
use crate::app::session::Session;
use crate::app::snapshot::{EventRow, ListForm, LogFilter, Outcome as Ended, TakenFace};
use crate::base::clock::WallTime;
use crate::policy::Act;
use crate::texts::Texts;

use super::super::super::Outcome;
use super::super::super::args::{Common, FormArgument, TakingCommand, WhichEvents};
use super::super::super::output::Output;
use super::super::code;
use super::archive;

/// What was written.
#[derive(Debug, Serialize)]
struct TakenObject {
    path: String,
    files: Vec<String>,
    events: u64,
    withheld: u64,
    frames: u64,
    words: String,
}

/// Does what is asked of the log by someone who is logged in.
pub(super) fn take(
    session: &mut Session,
    common: &Common,
    command: TakingCommand,
    output: &Output,
) -> Outcome {
    let language = output.texts().language();
    let mut watch = output.watch();
    let job = match command {
        TakingCommand::Show { which, limit } => return show(session, which, limit, output),
        TakingCommand::Export { which, format, to, reason } => {
            let filter = filter(session, which, output.texts())?;
            let form = match format {
                FormArgument::Jsonl => ListForm::JsonLines,
                FormArgument::Csv => ListForm::Csv,
            };
            session.take_list(filter, form, &to, &reason)?
        }
        TakingCommand::Slip { to: Some(path), language: read_in } => {
            session.save_slip(&path, read_in.map_or(language, Into::into))?
        }
        TakingCommand::Slip { to: None, language: read_in } => {
            return session.print_slip(read_in.map_or(language, Into::into))?.run(&mut watch);
        }
        TakingCommand::Report { customer, to, reason, language: read_in } => {
            session.take_report(code(&customer)?, &to, &reason, read_in.map_or(language, Into::into))?
        }
        TakingCommand::Evidence { from, to, to_dir, reason } => {
            session.take_evidence((day(&from)?, day(&to)?), &to_dir, &reason)?
        }
        TakingCommand::Archive { to, consent } => {
            return archive::archive(session, common, to, consent, output);
        }
        TakingCommand::VerifyEvidence { .. } => {
            return Err(Problem::new(ProblemKind::Internal).with("why", "not a command within a vault"));
        }
    };
    let done = job.run(&mut watch);
    output.progress_over();
    taken(&done?, output);
    Ok(())
}

fn taken(face: &TakenFace, output: &Output) {
    let object = TakenObject {
        path: face.path.display().to_string(),
        files: face.files.clone(),
        events: face.events,
        withheld: face.withheld,
        frames: face.frames,
        words: face.head_words.clone(),
    };
    output.result(&object, |texts| {
        let head = [("frames", object.frames.into()), ("words", object.words.as_str().into())];
        let mut lines = vec![object.path.clone(), texts.with("cli-log-head", &head)];
        if object.events > 0 {
            lines.push(texts.with("cli-log-events", &[("count", object.events.into())]));
        }
        if object.withheld > 0 {
            lines.push(texts.with("cli-log-withheld", &[("count", object.withheld.into())]));
        }
        lines
    });
}

/// An event.
#[derive(Debug, Serialize)]
struct EventObject {
    number: u64,
    at: String,
    account: Option<String>,
    who: String,
    act: Option<&'static str>,
    act_number: u16,
    outcome: Option<&'static str>,
    group: Option<String>,
    group_name: Option<String>,
    clients: Vec<String>,
    record: Option<String>,
    count: Option<u64>,
    words: String,
}

impl EventObject {
    fn of(row: EventRow) -> Self {
        Self {
            number: row.number,
            at: row.at.to_string(),
            account: row.account.map(|account| account.to_string()),
            who: row.who,
            act: row.act.map(Act::key),
            act_number: row.act_number,
            outcome: row.outcome.map(Ended::key),
            group: row.group.as_ref().map(|(group, _)| group.to_string()),
            group_name: row.group.and_then(|(_, name)| name),
            clients: row.customers.iter().map(ToString::to_string).collect(),
            record: row.record.map(|record| record.to_string()),
            count: row.count,
            words: row.words,
        }
    }

    fn line(&self, texts: &Texts) -> String {
        let act = self
            .act
            .map_or_else(|| self.act_number.to_string(), |act| texts.text(&format!("act-{act}")).to_owned());
        let outcome =
            self.outcome.map(|outcome| texts.text(&format!("outcome-{outcome}"))).unwrap_or_default();
        let parts = [
            self.number.to_string(),
            self.at.clone(),
            self.who.clone(),
            act,
            outcome.to_owned(),
            self.clients.join(" "),
            self.record.clone().unwrap_or_default(),
            one_line(&self.words),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("  ")
    }
}

/// What was typed cannot move the reader's cursor, nor make lines of its own.
fn one_line(words: &str) -> String {
    words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

fn show(session: &mut Session, which: WhichEvents, limit: u32, output: &Output) -> Outcome {
    let filter = filter(session, which, output.texts())?;
    let events = output.run(session.log_events(filter, 0, limit)?)?;
    let objects: Vec<EventObject> = events.rows.into_iter().map(EventObject::of).collect();
    output.result(&objects, |texts| objects.iter().map(|object| object.line(texts)).collect());
    Ok(())
}

fn filter(session: &Session, which: WhichEvents, texts: &Texts) -> Result<LogFilter, Problem> {
    let unknown = |what: &str| Problem::new(ProblemKind::NotFound).with("what", what);
    let act = |written: &str| Act::ALL.iter().copied().find(|act| act.key() == written);
    let outcome = |written: &str| Ended::ALL.into_iter().find(|outcome| outcome.key() == written);
    let after = |day: Date| day.saturating_add(1.day());
    Ok(LogFilter {
        person: which.person.map(|login| session.person_named(&login)).transpose()?,
        customer: which.customer.map(|written| code(&written)).transpose()?,
        record: which
            .record
            .map(|written| written.parse().map_err(|_not_an_id| unknown(&written)))
            .transpose()?,
        act: which.act.map(|written| act(&written).ok_or_else(|| unknown(&written))).transpose()?,
        outcome: which
            .outcome
            .map(|written| outcome(&written).ok_or_else(|| unknown(&written)))
            .transpose()?,
        from: which.from.map(|written| begins(day(&written)?, texts)).transpose()?,
        to: which.until.map(|written| begins(after(day(&written)?), texts)).transpose()?,
        words: which.words,
        ..LogFilter::default()
    })
}

fn day(written: &str) -> Result<Date, Problem> {
    written
        .trim()
        .parse()
        .map_err(|error| Problem::new(ProblemKind::BadInput).with("what", written).with("why", error))
}

fn begins(day: Date, texts: &Texts) -> Result<WallTime, Problem> {
    let moment = day.to_zoned(texts.zone().clone());
    let moment =
        moment.map_err(|error| Problem::new(ProblemKind::BadInput).with("what", day).with("why", error))?;
    Ok(WallTime::from_unix_millis(moment.timestamp().as_millisecond()))
}
