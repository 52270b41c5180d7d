//! Backups that whoever writes them cannot read: media, generations, verifying, restoring.
//!
//! A **generation** is a folder on a medium: age volumes, and a signed manifest that is written last and makes it count.
//! Nothing here needs a key of the vault but restoring; who may do what, and the log of it, are `app`'s.

mod ahead;
pub mod apart;
pub mod chain;
mod copying;
pub mod device;
pub mod drill;
pub mod due;
pub mod eject;
mod error;
pub mod manifest;
pub mod medium;
mod meter;
pub mod mounts;
mod place;
mod planning;
pub mod register;
pub mod restore;
pub mod resume;
pub mod retention;
mod room;
pub mod rotation;
pub mod seen;
mod source;
mod spool;
mod sums;
mod survey;
#[cfg(test)]
mod tests;
mod uncached;
pub mod verify;
mod volumes;
pub mod write;

pub use chain::{Generation, Shelf};
pub use error::BackupError;
pub use manifest::Manifest;
pub use place::{MANIFEST, folder_of, shelf_of};
pub use room::full_bytes;
