//! Accounts and their authority: the statement chain folded into a [`House`], founding, enrolment, groups' keys,
//! and throttling of log-ins. Alone makes `Vault<Verified>`.
//!
//! Never imports `audit` or `records`: what it needs of them is passed in.

pub mod agreement;
pub mod alarm;
pub mod enrol;
pub mod founding;
pub mod groups;
pub mod house;
pub mod throttle;
mod verified;

pub use alarm::Alarm;
pub use house::{House, Person};
pub use verified::{LockError, Verified, verify};
