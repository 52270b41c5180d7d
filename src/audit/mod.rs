//! The access log: sealed, chained frames in append-only segments. Who may do what is no business of this room.
//!
//! `app` appends an [`Event`] before it acts and shows nothing that was not logged first. Writers seal to the reader's
//! public key and cannot read what they wrote; keys for reading are passed in. Nothing here knows `staff`.

pub mod archive;
mod batch;
mod body;
mod breaks;
mod checkpoint;
mod checkpoints;
mod count;
mod crc;
mod disk;
mod event;
pub mod evidence;
mod frame;
#[cfg(any(fuzzing, test))]
pub mod fuzzing;
pub mod index;
mod keys;
mod log;
mod note;
mod proof;
mod read;
pub mod review;
mod segment;
mod session;
mod tail;
mod tree;
mod verify;
mod walk;
mod writer;

#[cfg(test)]
mod foreign;
#[cfg(test)]
mod forgery;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod vectors;

pub use breaks::{AcceptedBreak, BreakFound, BreaksError, accept_break, accepted_breaks, is_known_lost};
pub use checkpoint::{Checkpoint, Cosigner, account_name, account_of, machine_name};
pub use checkpoints::{Checkpoints, CheckpointsError, checkpoints, last_checkpoint};
pub use count::{FrameCounts, count_frames};
pub use event::{EVENT_BYTES, Event, LoggedEvent, Outcome, PADDING_BYTES};
pub use keys::{Certificate, Certifier, FoundingRoot, KeysError, LogKeys, certify};
pub use log::{AppendError, BootId, CheckpointError, FailedLogIn, Log, Opening, Receipt};
pub use note::{Note, NoteError, NoteKey, NoteSignature, sign_note};
pub use proof::{BadProof, Leaves, ProofError, consistency, inclusion, verify_consistency, verify_inclusion};
pub use read::{Entry, ReaderKeys, Unreadable, read, read_range};
pub use tree::{FrameNumber, Head};
pub use verify::{Parted, Seen, Verified, VerifyError, check_since, verify};
pub use walk::{Flaw, TornTail, Walk, WalkError, head_at, holds, walk};
