//! The access log as supervisors review it: days, what is unusual in them, events, accesses, charts; and what an assessor
//! may count.
//!
//! Plain and owned; filled by `acts::log`. Names of people and groups are resolved already; customers are told by their
//! codes alone.

use jiff::civil::Date;

use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::{AccountId, GroupId, RecordId, SessionId};
use crate::policy::Act;

use super::Colour;

pub use crate::audit::Outcome;
pub use crate::audit::index::LogFilter;
pub use crate::audit::review::{DayCounts, FRAMES_OF_A_FINDING, ReviewRule};

/// How far the review of the log is, for every screen of a supervisor. Days are counted once they are over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewDue {
    /// Amber once a day has waited for one day, red once it has waited for three.
    pub colour: Colour,
    /// How many days are not reviewed to the end.
    pub days: u64,
    /// The one that has waited longest.
    pub oldest: Option<Date>,
    /// How many of them this person can review.
    pub mine: u64,
    /// How many wait for another supervisor, because only this person's own acts are left in them.
    pub others: u64,
    /// How many were reviewed by somebody alone, for a written reason, and wait for this person to ratify them.
    pub to_ratify: u64,
}

/// The queue of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogQueue {
    /// The days that have events, the newest first; today is one of them.
    pub days: Vec<LogDayRow>,
    /// How far the review is.
    pub due: ReviewDue,
    /// Today, here.
    pub today: Date,
    /// How many frames of the log were read; what a review covers ends here.
    pub seen: u64,
    /// How many of them cannot be read with the keys that this person holds.
    pub unreadable: u64,
}

/// One day in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogDayRow {
    /// The day, as it was here.
    pub day: Date,
    /// What was done, counted.
    pub counts: DayCounts,
    /// What is unusual, the gravest first.
    pub findings: Vec<FindingRow>,
    /// Who reviewed it, the first one first.
    pub reviews: Vec<ReviewRow>,
    /// What it waits for, as far as the person who looks is concerned.
    pub state: DayState,
    /// How late it is; green when nothing is left to review, and today.
    pub colour: Colour,
}

/// What a day waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayState {
    /// It is not over; it can be reviewed up to now.
    Today,
    /// The person who looks can review it.
    Open,
    /// Only their own acts are left: another supervisor has to review it.
    WaitsForAnother,
    /// It was reviewed by the one person who was there, for a written reason; another supervisor is to ratify that.
    Alone,
    /// Everything in it was reviewed by somebody else than who did it.
    Reviewed,
}

impl DayState {
    /// Its short name, for the command line and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Open => "open",
            Self::WaitsForAnother => "waits-for-another",
            Self::Alone => "alone",
            Self::Reviewed => "reviewed",
        }
    }

    /// The key of its text.
    pub fn text_key(self) -> String {
        format!("log-day-{}", self.key())
    }
}

/// Something unusual in a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingRow {
    /// The rule; its text is `log-rule-<key>`.
    pub rule: ReviewRule,
    /// How grave it is; never green.
    pub colour: Colour,
    /// Who it is about.
    pub account: Option<AccountId>,
    /// Their name.
    pub who: Option<String>,
    /// The group it is about, and its name if this person knows it.
    pub group: Option<(GroupId, Option<String>)>,
    /// When it began.
    pub at: WallTime,
    /// How many events, records or names, as the rule has it.
    pub count: u64,
    /// The frames behind it, the first ones first; at most [`FRAMES_OF_A_FINDING`]. What [`LogFilter::only`] takes.
    pub frames: Vec<u64>,
}

/// A review that was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewRow {
    /// Who.
    pub account: AccountId,
    /// Their name.
    pub by: String,
    /// When.
    pub at: WallTime,
    /// The note.
    pub note: String,
    /// The written reason for reviewing one's own acts alone.
    pub alone: Option<String>,
    /// The number of its frame.
    pub number: u64,
    /// How many frames of the log it covers: events of the day from this one on came later.
    pub seen: u64,
    /// Its signature verifies. One that does not counts for nothing.
    pub valid: bool,
}

/// One day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogDay {
    /// What the queue shows of it.
    pub row: LogDayRow,
    /// What each person did, those with most events first; the program's own events and those of nobody last.
    pub people: Vec<PersonDay>,
    /// The counts by hours, from 0 to 23.
    pub hours: [u64; 24],
    /// The frames of the day: the first and the last.
    pub frames: Option<(u64, u64)>,
    /// How many frames of the log were read; what a review covers ends here.
    pub seen: u64,
}

/// What one person did on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonDay {
    /// The account; none for the program's own events and those of before a log-in.
    pub account: Option<AccountId>,
    /// It is the person who looks.
    pub mine: bool,
    /// The name.
    pub who: String,
    /// What they did, counted.
    pub counts: DayCounts,
    /// The first event.
    pub first: WallTime,
    /// The last one.
    pub last: WallTime,
    /// Their acts were reviewed by somebody else.
    pub reviewed: bool,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// The number of its frame.
    pub number: u64,
    /// When.
    pub at: WallTime,
    /// The account; none for the program's own events and those of before a log-in.
    pub account: Option<AccountId>,
    /// The name; empty where there is no account.
    pub who: String,
    /// What was done; none if a later version wrote it.
    pub act: Option<Act>,
    /// The number of the act.
    pub act_number: u16,
    /// How it ended; none if a later version wrote it.
    pub outcome: Option<Outcome>,
    /// The group, and its name if this person knows it.
    pub group: Option<(GroupId, Option<String>)>,
    /// The customers it was about.
    pub customers: Vec<ClientCode>,
    /// The record it was about.
    pub record: Option<RecordId>,
    /// How many.
    pub count: Option<u64>,
    /// What was typed or given.
    pub words: String,
    /// The run of the program.
    pub session: SessionId,
}

/// Everything that was done with one customer's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerAccesses {
    /// The customer.
    pub code: ClientCode,
    /// The accesses, the newest first.
    pub rows: Vec<EventRow>,
    /// How many accesses each person had, the most first.
    pub people: Vec<(Option<AccountId>, String, u64)>,
    /// How many frames of the log were read.
    pub seen: u64,
    /// How many of them cannot be read with the keys that this person holds: accesses may be among them.
    pub unreadable: u64,
}

/// What the charts draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogCharts {
    /// Every day of the range, also those without events.
    pub days: Vec<Date>,
    /// For each person with accesses: the account, the name, and the accesses of each day.
    pub people: Vec<(AccountId, String, Vec<u64>)>,
    /// Accesses by day of the week (Monday first) and hour.
    pub week: [[u64; 24]; 7],
    /// What failed or was refused, each day.
    pub failures: Vec<u64>,
}

/// What can be counted without a key: for assessors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogCounts {
    /// Frames of the log; all of them fit.
    pub frames: u64,
    /// Runs of the program.
    pub sessions: u64,
    /// Events.
    pub events: u64,
    /// Log-ins that failed, by days.
    pub failed_log_ins: Vec<(Date, u64)>,
    /// Runs of the program, by days.
    pub sessions_by_day: Vec<(Date, u64)>,
    /// Bytes of a frame that was cut off while it was written.
    pub torn_bytes: u64,
}
