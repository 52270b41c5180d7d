//! The queue of days, one day, and what the charts draw.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::audit::index::{DaySummary, PersonOnDay};
use crate::audit::review::{Coverage, Finding, Review};
use crate::base::id::AccountId;

use super::super::super::log_desk::{Names, ReadLog, colour_of};
use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::session::Session;
use super::super::super::snapshot::{
    Colour, DayState, FindingRow, LogCharts, LogDay, LogDayRow, LogQueue, PersonDay, ReviewRow,
};
use super::super::Job;

/// The most days that charts draw.
const CHARTED_DAYS: usize = 3_700;

impl Session {
    /// The queue of days; logged.
    pub fn log_queue(&mut self) -> Result<Job<LogQueue>, Problem> {
        let reading = self.log_reading(|event| event.with_words("days"))?;
        Ok(Job::new(move |watch| reading.run(watch, |log| Ok(queue(log)))))
    }

    /// One day; logged.
    pub fn log_day(&mut self, day: Date) -> Result<Job<LogDay>, Problem> {
        let reading = self.log_reading(|event| event.with_words(&format!("day {day}")))?;
        Ok(Job::new(move |watch| reading.run(watch, |log| one_day(log, day))))
    }

    /// What the charts draw of these days; logged.
    pub fn log_charts(&mut self, from: Date, to: Date) -> Result<Job<LogCharts>, Problem> {
        let reading = self.log_reading(|event| event.with_words(&format!("charts {from} {to}")))?;
        Ok(Job::new(move |watch| reading.run(watch, |log| Ok(charts(log, from, to)))))
    }
}

fn queue(log: &mut ReadLog<'_>) -> LogQueue {
    let mut findings = log.index.findings(log.settings);
    let coverage = log.index.coverage();
    let mut reviews: BTreeMap<Date, Vec<ReviewRow>> = BTreeMap::new();
    for review in log.index.reviews() {
        reviews.entry(review.day).or_default().push(review_row(review, log.names));
    }
    let row = |summary: DaySummary| {
        let day = summary.day;
        let found = findings.remove(&day).unwrap_or_default();
        let reviews = reviews.remove(&day).unwrap_or_default();
        let left = coverage.get(&day).cloned().unwrap_or_default();
        day_row(log, &summary, &found, reviews, &left)
    };
    let mut days: Vec<LogDayRow> = log.index.days().map(row).collect();
    days.reverse();
    LogQueue {
        days,
        due: log.due(),
        today: log.today,
        seen: log.index.head().count,
        unreadable: log.index.unreadable(),
    }
}

fn one_day(log: &mut ReadLog<'_>, day: Date) -> Result<LogDay, Problem> {
    let mut findings = log.index.findings(log.settings);
    let missing = || Problem::new(ProblemKind::NotFound).with("what", day);
    let summary = log.index.day(day).ok_or_else(missing)?;
    let left = log.index.coverage().remove(&day).unwrap_or_default();
    let reviews = log.index.reviews_of(day).map(|review| review_row(review, log.names)).collect();
    let found = findings.remove(&day).unwrap_or_default();
    let mut people: Vec<PersonDay> =
        summary.people.iter().map(|person| person_day(person, &left, log)).collect();
    people.sort_by_key(|person| (person.account.is_none(), std::cmp::Reverse(person.counts.events)));
    Ok(LogDay {
        row: day_row(log, &summary, &found, reviews, &left),
        people,
        hours: summary.hours,
        frames: summary.frames,
        seen: log.index.head().count,
    })
}

fn day_row(
    log: &ReadLog<'_>,
    summary: &DaySummary,
    found: &[Finding],
    reviews: Vec<ReviewRow>,
    left: &Coverage,
) -> LogDayRow {
    let state = state_of(summary.day, log, left);
    let late = !left.open.is_empty() && summary.day < log.today;
    LogDayRow {
        day: summary.day,
        counts: summary.counts,
        findings: found.iter().map(|finding| finding_row(finding, log.names)).collect(),
        reviews,
        state,
        colour: if late { colour_of(summary.day, log.today) } else { Colour::Green },
    }
}

fn state_of(day: Date, log: &ReadLog<'_>, left: &Coverage) -> DayState {
    if day == log.today {
        DayState::Today
    } else if left.is_open_to(log.me) {
        DayState::Open
    } else if !left.open.is_empty() {
        DayState::WaitsForAnother
    } else if !left.alone.is_empty() {
        DayState::Alone
    } else {
        DayState::Reviewed
    }
}

fn finding_row(finding: &Finding, names: &Names) -> FindingRow {
    let claimed = Some(finding.claimed.clone()).filter(|claimed| !claimed.is_empty());
    FindingRow {
        rule: finding.rule,
        colour: if finding.rule.is_grave() { Colour::Red } else { Colour::Amber },
        account: finding.account,
        who: finding.account.map(|account| names.person(Some(account))).or(claimed),
        group: finding.group.map(|group| names.group(group)),
        at: finding.at,
        count: finding.count,
        frames: finding.frames.clone(),
    }
}

fn review_row(review: &Review, names: &Names) -> ReviewRow {
    ReviewRow {
        account: review.by,
        by: names.person(Some(review.by)),
        at: review.at,
        note: review.note.clone(),
        alone: Some(review.alone.clone()).filter(|reason| !reason.is_empty()),
        number: review.number,
        seen: review.seen,
        valid: review.valid,
    }
}

fn person_day(person: &PersonOnDay, left: &Coverage, log: &ReadLog<'_>) -> PersonDay {
    let alone = person.account.is_some_and(|account| left.alone.contains(&account));
    PersonDay {
        account: person.account,
        mine: person.account == Some(log.me),
        who: log.names.person(person.account),
        counts: person.counts,
        first: person.first,
        last: person.last,
        reviewed: !alone && !left.open.contains(&person.account),
    }
}

fn charts(log: &ReadLog<'_>, from: Date, to: Date) -> LogCharts {
    let days: Vec<Date> =
        std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(|day| *day <= to).collect();
    let days: Vec<Date> = days.into_iter().take(CHARTED_DAYS).collect();
    let mut week = [[0; 24]; 7];
    let mut failures = vec![0; days.len()];
    let mut people: BTreeMap<AccountId, Vec<u64>> = BTreeMap::new();
    for summary in log.index.days() {
        let Ok(place) = days.binary_search(&summary.day) else { continue };
        for (hour, accesses) in summary.access_hours.into_iter().enumerate() {
            week[usize::from(summary.weekday) % 7][hour] += accesses;
        }
        failures[place] = summary.counts.failures();
        for person in summary.people.iter().filter(|person| person.counts.accesses() > 0) {
            let Some(account) = person.account else { continue };
            let row = people.entry(account).or_insert_with(|| vec![0; days.len()]);
            row[place] = person.counts.accesses();
        }
    }
    let mut people: Vec<_> = people
        .into_iter()
        .map(|(account, accesses)| (account, log.names.person(Some(account)), accesses))
        .collect();
    people.sort_by_cached_key(|(_, name, accesses)| {
        (std::cmp::Reverse(accesses.iter().sum::<u64>()), name.to_lowercase())
    });
    LogCharts { days, people, week, failures }
}
