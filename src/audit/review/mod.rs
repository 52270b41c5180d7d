//! The review of the log: what counts as what, and what is unusual in a day. Pure; knows no file, no key and no name.

mod counts;
mod rule;

pub use counts::{Counted, DayCounts};
pub use rule::ReviewRule;

/// A finding names at most this many of the frames behind it.
pub const FRAMES_OF_A_FINDING: usize = 200;
