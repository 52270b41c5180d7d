//! The access log: sealed, chained frames in append-only segments. Who may do what is no business of this room.
//!
//! `app` appends an [`Event`] before it acts and shows nothing that was not logged first. Writers seal to the reader's
//! public key and cannot read what they wrote; keys for reading are passed in. Nothing here knows `staff`.

mod body;
mod crc;
mod disk;
mod event;
mod frame;
mod log;
mod read;
pub mod review;
mod segment;
mod session;
mod tail;
mod tree;
mod walk;
mod writer;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod vectors;

pub use event::{EVENT_BYTES, Event, LoggedEvent, Outcome, PADDING_BYTES};
pub use log::{AppendError, BootId, FailedLogIn, Log, Opening, Receipt};
pub use read::{Entry, ReaderKeys, Unreadable, read};
pub use tree::{FrameNumber, Head};
pub use walk::{Flaw, TornTail, Walk, WalkError, head_at, holds, walk};
