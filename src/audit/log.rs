//! The log as its writers see it: open it, append to it. Reading what is sealed is elsewhere.

use super::{Event, FrameNumber, Head};
use crate::base::clock::{SharedClock, WallTime};
use crate::base::id::{SessionId, VaultId};
use crate::crypto::hash::Digest;
use crate::crypto::hpke::KemPublic;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

/// One start of the machine, as the kernel names it: time since boot can be compared only within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BootId(pub [u8; 16]);

/// What is needed to write to a log.
#[derive(Clone)]
pub struct Opening {
    /// The log's folder in the vault. It must be there; an empty one becomes a new log.
    pub folder: PathBuf,
    /// The vault the log belongs to.
    pub vault: VaultId,
    /// The epoch of the reader key, from 1.
    pub reader_epoch: u32,
    /// What session keys are sealed to.
    pub reader: KemPublic,
    /// This start of the machine.
    pub boot: BootId,
}

/// Proof that an event is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "what is not logged must not be done"]
pub struct Receipt {
    /// The number of its frame.
    pub number: FrameNumber,
    /// The time it was given.
    pub wall: WallTime,
}

/// The failures of one account file since its last good log-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailedLogIn {
    /// The account file's HMAC name.
    pub account_file: Digest,
    /// How many in a row, this one included.
    pub failures: u32,
    /// The machine's start in which the last one was.
    pub boot: BootId,
    /// Time from that start to the last one.
    pub since_boot: Duration,
    /// What the wall clock said at the last one.
    pub wall: WallTime,
}

/// Why a log could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder or a file in it could not be read or written.
    #[error("the access log cannot be read or written: {0}")]
    Io(#[from] io::Error),
}

/// Why an event is not on the disk. The act it stands for must not be done.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// The disk is full. That it is was written to the log from the reserve, if there was one.
    #[error("the disk is full: the access log cannot grow")]
    DiskFull,
    /// The event has more words or client codes than an event may have.
    #[error("the event is too long for the access log")]
    TooLong,
    /// The file could not be written or synced.
    #[error("the access log cannot be written: {0}")]
    Io(#[from] io::Error),
    /// An earlier write could not be made durable. Nothing is appended until the program is started again.
    #[error("an earlier write to the access log failed; start the program again")]
    Broken,
}

/// A log that is being written by this run of the program. Shared by its threads.
pub struct Log {
    opening: Opening,
}

impl Log {
    /// Opens the log and starts a session. A torn last frame is set aside first, and noted.
    pub fn open(opening: Opening, clock: SharedClock) -> Result<Self, OpenError> {
        drop(clock);
        Ok(Self { opening })
    }

    /// Appends one event. When this returns, it is on the disk.
    pub fn append(&self, event: &Event) -> Result<Receipt, AppendError> {
        self.append_all(std::slice::from_ref(event))?.pop().ok_or(AppendError::TooLong)
    }

    /// Appends events in their order, with one sync for all of them (or for each MiB of them). On an error
    /// the first of them may be on the disk, and none of the acts must be done.
    pub fn append_all(&self, _events: &[Event]) -> Result<Vec<Receipt>, AppendError> {
        todo!()
    }

    /// Account files with failures since their last good log-in.
    pub fn failed_log_ins(&self) -> Vec<FailedLogIn> {
        todo!()
    }

    /// What the log is now, as far as this program knows.
    pub fn head(&self) -> Head {
        todo!()
    }

    /// When this session last wrote.
    pub fn last_written_at(&self) -> WallTime {
        todo!()
    }

    /// This run of the program.
    pub fn session(&self) -> SessionId {
        todo!()
    }

    /// The folder it is in.
    pub fn folder(&self) -> &std::path::Path {
        &self.opening.folder
    }
}

impl BootId {
    /// What the kernel of this machine says; zeros if it says nothing.
    pub fn of_this_machine() -> Self {
        todo!()
    }
}
