//! Accounts and their authority: the statement chain folded into a [`House`], founding, enrolment, groups' keys,
//! and throttling of log-ins. Alone makes `Vault<Verified>`.
//!
//! Never imports `audit` or `records`: what it needs of them is passed in.

pub mod account;
pub mod agreement;
pub mod alarm;
mod authority;
mod chain;
mod check;
pub mod code;
pub mod copied;
pub mod deed;
pub mod drafts;
pub mod enrol;
pub mod entitled;
pub mod factors;
pub mod founding;
pub mod grants;
pub mod groups;
pub mod house;
mod leaving;
pub mod media;
mod newkey;
pub mod orphans;
pub mod pairs;
mod person;
pub mod recovering;
pub mod rekey;
pub mod requests;
pub mod rotation;
mod said;
pub mod screening;
mod sealing;
mod signing;
mod site;
pub mod standing;
pub mod stick;
pub mod throttle;
pub mod two_person;
mod verified;
mod wraps;

pub use alarm::Alarm;
pub use deed::{CoSignError, CoSigner, Consent, PeopleError};
pub use house::{House, Person};
pub use standing::{Standing, Why};
pub use verified::{LockError, Verified, verify};
