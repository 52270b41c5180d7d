//! Who may do what: pure functions from an act and the facts to a permission or a refusal.
//!
//! Reads no clock, no file and no database. `app` gathers the facts, asks here, logs and only then acts.

mod act;
mod decision;
mod numbered;
mod role;
mod rules;
mod standing;

pub use act::Act;
pub use decision::{Facts, GroupFacts, Permit, Refusal, decide};
pub use role::Role;
pub use rules::Rule;
pub use standing::Standing;
