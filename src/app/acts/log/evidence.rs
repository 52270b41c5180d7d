//! Taking evidence: everything that was logged on some days, with proofs, for an assessor or a court.

use std::ops::Range;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::audit::FrameNumber;
use crate::audit::evidence::{EventsWanted, take_events};
use crate::base::clock::WallTime;
use crate::base::job::Watch;

use super::super::super::log_desk::ReadLog;
use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::session::Session;
use super::super::super::snapshot::{LogFilter, TakenFace};
use super::super::Job;
use super::super::outgoing::reason_of;
use super::taking::OutOfLog;

impl Session {
    /// Writes evidence of these days, both included, into a new folder in `folder`.
    pub fn take_evidence(
        &mut self,
        (from, to): (Date, Date),
        folder: &Path,
        reason: &str,
    ) -> Result<Job<TakenFace>, Problem> {
        let taking = self.out_of_log(folder)?;
        let what = format!("evidence {from} {to}: {}", reason_of(reason)?);
        let path = folder.join(taking.out.name(&format!("evidence-{from}-{to}")));
        Ok(Job::new(move |watch| {
            let done = taking.evidence(&what, (from, to), &path, watch);
            taking.out.end(&what, None, done)
        }))
    }
}

impl OutOfLog {
    fn evidence(
        &self,
        what: &str,
        days: (Date, Date),
        path: &Path,
        watch: &mut Watch<'_>,
    ) -> Result<TakenFace, Problem> {
        let checkpoint = self.out.begin(what, None)?;
        let range = self.reading.run(watch, |log| frames_of(log, days, &self.names.zone))?;
        let reader = |epoch| self.reader(epoch);
        let wanted = EventsWanted { range, reader: &reader, names: &self.names };
        self.out.take(path, &checkpoint, |taking| take_events(taking, &wanted, path, watch))
    }
}

/// The frames from the first event of these days to the last.
fn frames_of(
    log: &mut ReadLog<'_>,
    (from, to): (Date, Date),
    zone: &TimeZone,
) -> Result<Range<FrameNumber>, Problem> {
    let filter = LogFilter {
        from: Some(beginning_of(from, zone)?),
        to: Some(beginning_of(to.saturating_add(1.day()), zone)?),
        ..LogFilter::default()
    };
    let last = log.index.find(&filter, 0, 1)?;
    let first = log.index.find(&LogFilter { oldest_first: true, ..filter }, 0, 1)?;
    let (first, last) = (first.events.first(), last.events.first());
    let range = first.zip(last).map(|(first, last)| (first.number, last.number));
    // By the clock the first may come later than the last, where it was set back.
    let (one, other) = range.ok_or_else(|| nothing(from, to))?;
    Ok(one.min(other)..one.max(other) + 1)
}

fn nothing(from: Date, to: Date) -> Problem {
    Problem::new(ProblemKind::NotFound).with("what", format!("{from} – {to}"))
}

/// The first moment of a day, where the machine is.
pub(super) fn beginning_of(day: Date, zone: &TimeZone) -> Result<WallTime, Problem> {
    let moment = day.to_zoned(zone.clone());
    let moment =
        moment.map_err(|error| Problem::new(ProblemKind::BadInput).with("what", day).with("why", error))?;
    Ok(WallTime::from_unix_millis(moment.timestamp().as_millisecond()))
}
