//! The air gap: what of a network this machine shows, and whether a vault may be open beside it.
//!
//! [`look`] reads an injected system root once and changes nothing; [`judge`] is pure. What follows from the verdict
//! (refuse, lock, log) is decided by `app`.

mod finding;

pub use finding::{DeviceKind, Finding, Verdict, Why, judge};

use std::path::Path;

/// Looks once at the machine whose root folder is `root`: `/` in the program, a made-up tree in tests.
pub fn look(_root: &Path) -> Vec<Finding> {
    todo!()
}
