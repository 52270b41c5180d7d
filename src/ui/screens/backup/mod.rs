//! The screens of whoever writes backups: what is plugged in, writing, verifying, and the register of media.
//!
//! They hold no key that opens a backup, and show nothing of what is in one. Restoring and drills are other screens'.

mod home;
mod register;

pub(crate) use home::Backup;
pub(crate) use register::Media;
