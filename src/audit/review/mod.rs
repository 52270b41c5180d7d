//! The review of the log: what counts as what, what is unusual in a day, and whose acts were reviewed by whom. Pure; knows
//! no file, no key but to verify signatures with, and no name.
//!
//! `index` fills it from what was read; `app` says who is who.

mod counts;
mod coverage;
mod judge;
mod mark;
mod rule;
mod settings;
#[cfg(test)]
mod tests;

pub use counts::{Counted, DayCounts};
pub use coverage::{Coverage, Lateness, Review};
pub use judge::{DayView, Finding, Flagged, Seen, judge};
pub use mark::{ReviewMark, day_number, day_of_number};
pub use rule::ReviewRule;
pub use settings::Settings;

/// A finding names at most this many of the frames behind it.
pub const FRAMES_OF_A_FINDING: usize = 200;
