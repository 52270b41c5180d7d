//! What is taken out of the access log for others to check: evidence of everything in a range of frames, and reports of
//! the accesses to one customer's file; and reports of the posture, which are signed the same way. Folders that are signed, and that prove themselves to whoever was given the
//! founding fingerprint: [`verify`] here, and `verify.py`, which comes in each folder and needs only Python.
//!
//! FORMAT.md, "Evidence", says every byte. Names of people and groups are the maker's word; [`Names`] brings them.

mod accesses;
mod check;
mod events;
#[cfg(test)]
mod flips;
mod folder;
mod frames;
mod line;
mod list;
mod posture;
#[cfg(any(fuzzing, test))]
pub(super) mod probe;
mod proofs;
mod shelved;
mod signed;
mod table;
#[cfg(test)]
pub(super) mod tests;
mod told;

use super::{CheckpointError, CheckpointsError, LogKeys, WalkError};
use crate::base::clock::WallTime;
use crate::base::id::{AccountId, VaultId};
use crate::base::job::Cancelled;
use crate::crypto::sign::SigningKey;
use std::io;
use std::path::{Path, PathBuf};

pub use accesses::{Access, take_accesses};
pub use check::{BadEvidence, Evidence, verify};
pub use events::{EventsWanted, take_events};
pub use line::{EventLine, Names};
pub use list::{ListFile, ListForm};
pub use posture::{PostureLine, take_posture};
pub(super) use shelved::put_archive;
pub use signed::TakenKind;

/// The verifier that comes with every folder.
pub const VERIFIER: &str = include_str!("../../../assets/evidence/verify.py");

const EVENTS_README: &str = include_str!("../../../assets/evidence/events.txt");
const ACCESSES_README: &str = include_str!("../../../assets/evidence/accesses.txt");
const POSTURE_README: &str = include_str!("../../../assets/evidence/posture.txt");
const ARCHIVE_README: &str = include_str!("../../../assets/evidence/archive.txt");

/// The names of the files.
mod file {
    pub(super) const SUMS: &str = "SHA256SUMS";
    pub(super) const SIGNATURE: &str = "signature.txt";
    pub(super) const FOUNDING: &str = "founding.cbor";
    pub(super) const KEYS: &str = "keys.txt";
    pub(super) const CHECKPOINTS: &str = "checkpoints.txt";
    pub(super) const PROOFS: &str = "proofs.json";
    pub(super) const FRAMES: &str = "frames.bin";
    pub(super) const EVENT_KEYS: &str = "event-keys.json";
    pub(super) const EVENTS: &str = "events.jsonl";
    pub(super) const TABLE: &str = "events.csv";
    pub(super) const REPORT: &str = "report.pdf";
    pub(super) const REPORT_TABLE: &str = "report.csv";
    pub(super) const VERIFIER: &str = "verify.py";
    pub(super) const README: &str = "README.txt";
}

/// What every folder is made with.
pub struct Taking<'a> {
    /// The log's folder.
    pub log: &'a Path,
    /// The vault it belongs to.
    pub vault: VaultId,
    /// The founding statement's bytes.
    pub founding: &'a [u8],
    /// The keys under the log's notes.
    pub keys: &'a LogKeys,
    /// Who takes it.
    pub by: AccountId,
    /// Their key.
    pub signing: &'a SigningKey,
    /// What the wall clock says.
    pub wall: WallTime,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The folder, or the file where it is one alone.
    pub path: PathBuf,
    /// The files in it, by name.
    pub files: Vec<String>,
    /// How many events it tells of.
    pub events: u64,
    /// How many more are in it, sealed to a key that was not held.
    pub withheld: u64,
}

/// Why nothing was written. What was begun is removed.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    /// The place it is to go to could not be written.
    #[error("cannot be written: {0}")]
    Io(#[from] io::Error),
    /// The log is not sound.
    #[error(transparent)]
    NotSound(#[from] WalkError),
    /// The checkpoints cannot be read.
    #[error(transparent)]
    Checkpoints(#[from] CheckpointsError),
    /// The log could not be signed.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// No checkpoint of the log covers what was asked for, or the key of who signs is not certified.
    #[error("no checkpoint that {0}")]
    NotCovered(&'static str),
    /// Part of it was archived: it is to be taken from there.
    #[error("frames before {0} were taken to an archive")]
    Archived(u64),
    /// It was stopped.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}
