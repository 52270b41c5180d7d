//! The screens of whoever writes backups: what is plugged in, writing, verifying, and the register of media.
//!
//! They hold no key that opens a backup, and show nothing of what is in one. Restoring and drills are other screens'.

mod aside;
mod edit;
mod enrol;
mod home;
mod medium;
mod plan;
mod refused;
mod register;
mod verify;
mod words;
mod writing;
mod written;

pub(crate) use aside::owed_ui;
pub(crate) use home::Backup;
pub(crate) use register::Media;
pub(crate) use verify::Verify;
pub(crate) use words::{ago, days_since, owed_words};
