//! What may be asked of the access log: its days, events and charts, and marking days reviewed.
//!
//! All of it runs beside the worker, for the log may have to be read first: progress is told, and it can be cancelled.

use jiff::civil::Date;

use crate::app::snapshot::LogFilter;
use crate::base::code::ClientCode;

use super::people::Consent;
use super::taking::TakeWish;

/// One thing that is asked of the access log.
pub enum LogWish {
    /// The queue of days.
    Queue,
    /// One day.
    Day(Date),
    /// Events that fit, from `offset`, at most `limit`. Each filter that differs from the one before is in the log: ask
    /// when a word is typed to the end, not at every letter.
    Events {
        /// What is looked for.
        filter: LogFilter,
        /// The first row wanted.
        offset: u64,
        /// How many rows.
        limit: u32,
    },
    /// Who opened a customer's file, when and why.
    Accesses(ClientCode),
    /// What the charts draw of these days, both included.
    Charts {
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
    },
    /// Sign that days were reviewed, up to the frames that were seen.
    Review {
        /// Which days.
        days: Vec<Date>,
        /// How many frames had been read when the days were looked at: `seen` of the queue or of the day.
        seen: u64,
        /// What was found and done about it; may be empty.
        note: String,
        /// Only where one's own acts are to be covered as well: a second supervisor who is there, or, while there is none,
        /// a written reason. [`Consent::Unsaid`] leaves them to another supervisor.
        consent: Consent,
    },
    /// What can be counted without a key.
    Counts,
    /// Take something out of it.
    Take(TakeWish),
}
