//! The access log: sealed, chained frames in append-only segments. Who may do what is no business of this room.
//!
//! `app` appends an [`Event`] before it acts and shows nothing that was not logged first. Writers seal to the reader's
//! public key and cannot read what they wrote; keys for reading are passed in. Nothing here knows `staff`.

mod event;
mod log;
mod tree;

pub use event::{EVENT_BYTES, Event, LoggedEvent, Outcome, PADDING_BYTES};
pub use log::{AppendError, BootId, FailedLogIn, Log, OpenError, Opening, Receipt};
pub use tree::{FrameNumber, Head};
