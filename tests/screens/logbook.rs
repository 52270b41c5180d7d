//! The access log of the house made of rows: six days, four people, what is unusual, and answers from memory.

use std::sync::Arc;

use jiff::civil::{Date, date};
use strongroom::app::event::Answer;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, LogWish, TakeWish};
use strongroom::app::snapshot::{
    ArchiveDueFace, ArchivedFace, Colour, CustomerAccesses, DayCounts, DayState, EventRow, FindingRow,
    Listing, LogCharts, LogCounts, LogDay, LogDayRow, LogFilter, LogQueue, Outcome, PersonDay, ReviewDue,
    ReviewRow, ReviewRule, SecondNeeded, TakenFace,
};
use strongroom::base::clock::WallTime;
use strongroom::base::id::{AccountId, GroupId, SessionId};
use strongroom::policy::Act;

use crate::crew::{WORDS, account};
use crate::house::{code, record};

/// Today, in the house.
pub(crate) const TODAY: Date = date(2026, 11, 22);

/// How many frames the log has.
pub(crate) const SEEN: u64 = 48_211;

/// Everyone who did something, the one at the desk first.
const PEOPLE: [(u8, &str); 4] =
    [(1, "Ioana Marin"), (2, "Radu Pop"), (3, "Elena Ștefănescu"), (4, "Matei Dumitrescu")];

/// The log and how it behaves.
pub(crate) struct Logbook {
    pub days: Vec<LogDayRow>,
    pub events: Vec<EventRow>,
    pub due: ReviewDue,
    pub unreadable: u64,
    /// Segments that are old enough for the archive.
    pub old_segments: u64,
    /// The archive asks for this until a consent comes along.
    pub needed: Option<SecondNeeded>,
}

/// A moment of a day: hours, minutes and seconds of UTC.
pub(crate) fn at(day: Date, hour: i8, minute: i8, second: i8) -> WallTime {
    let zoned = day.at(hour, minute, second, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
    WallTime::from_unix_millis(zoned.timestamp().as_millisecond())
}

impl Logbook {
    /// Nothing was ever done.
    pub(crate) fn empty() -> Self {
        Self {
            days: Vec::new(),
            events: Vec::new(),
            due: ReviewDue { colour: Colour::Green, days: 0, oldest: None, mine: 0, others: 0, to_ratify: 0 },
            unreadable: 0,
            old_segments: 0,
            needed: None,
        }
    }

    /// Six days: today, one with much that is unusual, one that is late, one with own acts left, two that are reviewed.
    pub(crate) fn sample() -> Self {
        let events = events();
        let day = |back: i64, state, colour, findings| {
            let day = TODAY.checked_sub(jiff::Span::new().days(back)).unwrap();
            day_row(&events, day, state, colour, findings)
        };
        let unusual = vec![
            finding(ReviewRule::Throttled, Colour::Red, 4, 1, 23, vec![3]),
            finding(ReviewRule::OutOfHours, Colour::Amber, 2, 7, 23, vec![5, 6, 7, 8]),
            finding(ReviewRule::ManyRecords, Colour::Amber, 3, 141, 11, (20..60).collect()),
            finding(ReviewRule::FirstGroup, Colour::Amber, 2, 1, 14, vec![9]),
            finding(ReviewRule::Exports, Colour::Amber, 2, 2, 15, vec![10, 11]),
        ];
        let late = vec![finding(ReviewRule::FailedLogIns, Colour::Amber, 4, 3, 9, vec![1, 2, 3])];
        let mut days = vec![
            day(0, DayState::Today, Colour::Green, Vec::new()),
            day(1, DayState::Open, Colour::Amber, unusual),
            day(3, DayState::Open, Colour::Red, late),
            day(4, DayState::WaitsForAnother, Colour::Amber, Vec::new()),
            day(5, DayState::Reviewed, Colour::Green, Vec::new()),
            day(6, DayState::Reviewed, Colour::Green, Vec::new()),
        ];
        for row in &mut days[4..] {
            row.reviews.push(review(row.day));
        }
        let due = ReviewDue {
            colour: Colour::Red,
            days: 3,
            oldest: Some(days[3].day),
            mine: 2,
            others: 1,
            to_ratify: 0,
        };
        Self { days, events, due, ..Self::empty() }
    }

    pub(crate) fn answer(&mut self, wish: &LogWish) -> Result<Answer, Problem> {
        Ok(match wish {
            LogWish::Queue => Answer::LogQueue(Arc::new(LogQueue {
                days: self.days.clone(),
                due: self.due.clone(),
                today: TODAY,
                seen: SEEN,
                unreadable: self.unreadable,
            })),
            LogWish::Day(day) => Answer::LogDay(Arc::new(self.day(*day)?)),
            LogWish::Events { filter, offset, limit } => {
                let mut fit: Vec<EventRow> =
                    self.events.iter().filter(|event| fits(event, filter)).cloned().collect();
                if filter.oldest_first {
                    fit.reverse();
                }
                let total = fit.len() as u64;
                let first = usize::try_from(*offset).unwrap();
                let rows = fit.into_iter().skip(first).take(*limit as usize).collect();
                Answer::LogEvents(Arc::new(Listing { total, offset: *offset, rows }))
            }
            LogWish::Accesses(code) => Answer::Accesses(Arc::new(self.accesses(*code))),
            LogWish::Charts { from, to } => Answer::LogCharts(Arc::new(charts(*from, *to))),
            LogWish::Review { days, note, .. } => {
                for row in self.days.iter_mut().filter(|row| days.contains(&row.day)) {
                    row.state = DayState::Reviewed;
                    row.colour = Colour::Green;
                    row.reviews.push(ReviewRow { note: note.clone(), ..review(row.day) });
                }
                Answer::Reviewed(days.len() as u64)
            }
            LogWish::Counts => Answer::LogCounts(Arc::new(LogCounts {
                frames: SEEN,
                sessions: 312,
                events: SEEN - 624,
                failed_log_ins: vec![(TODAY, 2)],
                sessions_by_day: vec![(TODAY, 4)],
                torn_bytes: 0,
            })),
            LogWish::Take(wish) => return self.take(wish),
        })
    }

    fn take(&self, wish: &TakeWish) -> Result<Answer, Problem> {
        let taken = |path: &std::path::Path, events| {
            Answer::Taken(Arc::new(TakenFace {
                path: path.to_owned(),
                files: vec!["report.pdf".to_owned()],
                events,
                withheld: 0,
                frames: SEEN,
                head_words: WORDS.join(" "),
            }))
        };
        Ok(match wish {
            TakeWish::Evidence { folder, .. } => taken(&folder.join("evidence-2026-11-21"), 214),
            TakeWish::Report { folder, .. } => taken(&folder.join("who-opened-2026-11-22"), 7),
            TakeWish::List { folder, .. } => taken(&folder.join("events.csv"), 214),
            TakeWish::SaveSlip { path, .. } => taken(path, 0),
            TakeWish::PrintSlip { .. } => Answer::Done,
            TakeWish::ArchiveDue => Answer::ArchiveDue(Arc::new(ArchiveDueFace {
                years: 6,
                segments: self.old_segments,
                frames: 90_000 * self.old_segments,
                bytes: 31_000_000 * self.old_segments,
                until: (self.old_segments > 0).then(|| at(date(2020, 11, 1), 8, 0, 0)),
                archived: 0,
            })),
            TakeWish::Archive { consent: Consent::Unsaid, .. } => match &self.needed {
                Some(needed) => Answer::SecondNeeded(Arc::new(needed.clone())),
                None => return Err(Problem::new(ProblemKind::ReasonNeeded)),
            },
            TakeWish::Archive { folder, .. } => Answer::Archived(Arc::new(ArchivedFace {
                path: folder.join("log-archive-2026-11-22"),
                segments: self.old_segments,
                frames: 90_000,
                bytes: 31_000_000,
            })),
        })
    }

    fn day(&self, day: Date) -> Result<LogDay, Problem> {
        let row = self.days.iter().find(|row| row.day == day).ok_or(Problem::new(ProblemKind::NotFound))?;
        let reviewed = row.state == DayState::Reviewed;
        let people = PEOPLE.iter().enumerate().map(|(place, (number, name))| PersonDay {
            account: Some(account(*number)),
            mine: *name == "Ioana Marin",
            who: (*name).to_owned(),
            counts: DayCounts {
                events: 96 - 20 * place as u64,
                people: 1,
                log_ins: 1,
                failed_log_ins: if place == 3 { 3 } else { 0 },
                searches: 12,
                views: 30,
                names: 4,
                exports: u64::from(place == 1),
                ..DayCounts::default()
            },
            first: at(day, 7, 58, 10),
            last: at(day, if place == 1 { 23 } else { 17 }, 12, 40),
            reviewed: reviewed || (row.state == DayState::WaitsForAnother && place > 0),
        });
        let mut hours = [0; 24];
        for (hour, count) in
            [(7, 4), (8, 31), (9, 46), (10, 40), (11, 52), (13, 22), (14, 38), (16, 17), (23, 7)]
        {
            hours[hour] = count;
        }
        Ok(LogDay {
            row: row.clone(),
            people: people.collect(),
            hours,
            frames: Some((47_998, SEEN - 1)),
            seen: SEEN,
        })
    }

    fn accesses(&self, code: strongroom::base::code::ClientCode) -> CustomerAccesses {
        let about = |event: &&EventRow| event.customers.contains(&code);
        let rows: Vec<EventRow> = self.events.iter().filter(about).cloned().collect();
        let mut people: Vec<(Option<AccountId>, String, u64)> = Vec::new();
        for row in &rows {
            match people.iter_mut().find(|(account, ..)| *account == row.account) {
                Some((.., count)) => *count += 1,
                None => people.push((row.account, row.who.clone(), 1)),
            }
        }
        people.sort_by_key(|(.., count)| std::cmp::Reverse(*count));
        CustomerAccesses { code, rows, people, seen: SEEN, unreadable: self.unreadable }
    }
}

fn fits(event: &EventRow, filter: &LogFilter) -> bool {
    filter.person.is_none_or(|person| event.account == Some(person))
        && filter.act.is_none_or(|act| event.act == Some(act))
        && filter.outcome.is_none_or(|outcome| event.outcome == Some(outcome))
        && filter.customer.is_none_or(|code| event.customers.contains(&code))
        && filter.record.is_none_or(|record| event.record == Some(record))
        && filter.from.is_none_or(|from| event.at >= from)
        && filter.to.is_none_or(|to| event.at < to)
        && (filter.only.is_empty() || filter.only.contains(&event.number))
        && event.words.to_lowercase().contains(&filter.words.to_lowercase())
}

/// The newest first, over seven days; the numbers go down to 1.
fn events() -> Vec<EventRow> {
    let acts = [
        (Act::LogIn, Outcome::Permitted, ""),
        (Act::CustomerSearch, Outcome::Permitted, "winter"),
        (Act::CustomerView, Outcome::Permitted, ""),
        (Act::RecordView, Outcome::Permitted, ""),
        (Act::IdentityReveal, Outcome::Permitted, ""),
        (Act::RecordExport, Outcome::Permitted, "asked for by the court, case 114/26"),
        (Act::RecordExport, Outcome::Done, ""),
        (Act::GroupMake, Outcome::Refused, ""),
        (Act::LogInFailed, Outcome::Failed, "matei.dumitrescu"),
        (Act::RecordSearch, Outcome::Permitted, "consimțământ"),
        (Act::RecordImport, Outcome::Cancelled, ""),
        (Act::Lock, Outcome::Done, "idle"),
    ];
    let count = 600_u64;
    (0..count)
        .map(|place| {
            let number = count - place;
            let (act, outcome, words) = acts[usize::try_from(number).unwrap() % acts.len()];
            let nobody = act == Act::LogInFailed;
            let (who, name) = PEOPLE[usize::try_from(number / 12).unwrap() % PEOPLE.len()];
            let about = u8::try_from(number % 7).unwrap();
            let of_record = matches!(act, Act::RecordView | Act::RecordExport);
            let of_customer = of_record || matches!(act, Act::CustomerView | Act::IdentityReveal);
            let back = i64::try_from(place).unwrap() * 1_000_000;
            EventRow {
                number,
                at: WallTime::from_unix_millis(crate::house::NOW.unix_millis() - back),
                account: (!nobody).then(|| account(who)),
                who: if nobody { String::new() } else { name.to_owned() },
                act: Some(act),
                act_number: act.number(),
                outcome: Some(outcome),
                group: of_customer
                    .then(|| (GroupId::from_bytes([1; 16]), Some("Private clients".to_owned()))),
                customers: if of_customer { vec![code(about)] } else { Vec::new() },
                record: of_record.then(|| record(usize::from(about)).row.id),
                count: (act == Act::RecordSearch).then_some(14),
                words: words.to_owned(),
                session: SessionId::from_bytes([7; 16]),
            }
        })
        .collect()
}

fn day_row(
    events: &[EventRow],
    day: Date,
    state: DayState,
    colour: Colour,
    findings: Vec<FindingRow>,
) -> LogDayRow {
    let (from, to) = (at(day, 0, 0, 0), at(day.tomorrow().unwrap(), 0, 0, 0));
    let mut counts = DayCounts { people: 4, ..DayCounts::default() };
    for event in events.iter().filter(|event| event.at >= from && event.at < to) {
        counts.add(event.act, event.outcome);
    }
    LogDayRow { day, counts, findings, reviews: Vec::new(), state, colour }
}

fn finding(rule: ReviewRule, colour: Colour, who: u8, count: u64, hour: i8, frames: Vec<u64>) -> FindingRow {
    let name = PEOPLE.iter().find(|(number, _)| *number == who).map(|(_, name)| (*name).to_owned());
    FindingRow {
        rule,
        colour,
        account: Some(account(who)),
        who: name,
        group: (rule == ReviewRule::FirstGroup)
            .then(|| (GroupId::from_bytes([2; 16]), Some("Clinică pediatrie".to_owned()))),
        at: at(TODAY.yesterday().unwrap(), hour, 12, 40),
        count,
        frames,
    }
}

fn review(day: Date) -> ReviewRow {
    ReviewRow {
        account: account(3),
        by: "Elena Ștefănescu".to_owned(),
        at: at(day.tomorrow().unwrap(), 8, 20, 0),
        note: "Asked R. Pop about the late hour: the court wanted the copy the same day.".to_owned(),
        alone: None,
        number: 47_000,
        seen: 46_990,
        valid: true,
    }
}

fn charts(from: Date, to: Date) -> LogCharts {
    let days: Vec<Date> = from.series(jiff::Span::new().days(1)).take_while(|day| *day <= to).collect();
    let works = |day: &Date| day.weekday().to_monday_zero_offset() < 5;
    let people = PEOPLE.iter().enumerate().map(|(place, (number, name))| {
        let counts = days
            .iter()
            .enumerate()
            .map(|(n, day)| if works(day) { (17 * (n as u64 + 3) * (place as u64 + 2)) % 43 + 9 } else { 0 });
        (account(*number), (*name).to_owned(), counts.collect())
    });
    let mut week = [[0; 24]; 7];
    for (row, hours) in week.iter_mut().enumerate().take(5) {
        for (hour, count) in hours.iter_mut().enumerate().take(18).skip(7) {
            *count = ((row as u64 + 3) * (hour as u64 + 5) * 7) % 37 + 2;
        }
    }
    week[5][22] = 7;
    let failures = days.iter().enumerate().map(|(n, day)| if works(day) { n as u64 % 4 } else { 0 });
    LogCharts { people: people.collect(), week, failures: failures.collect(), days }
}
