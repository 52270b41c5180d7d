//! The log as its writers see it: open it, append to it. Reading what is sealed is elsewhere.

use super::disk::{Disk, RealDisk};
use super::segment::SEGMENT_BYTES;
use super::writer::Writer;
use super::{Checkpoint, CheckpointsError, Cosigner, Event, FrameNumber, Head, NoteError, WalkError};
use crate::base::clock::{SharedClock, WallTime};
use crate::base::id::{SessionId, VaultId};
use crate::crypto::hash::Digest;
use crate::crypto::hpke::KemPublic;
use crate::crypto::sign::SigningKey;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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
    /// What signs checkpoints before anyone is logged in, and after.
    pub machine: Arc<SigningKey>,
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

/// The failures of one account file since its last good log-in, as the log keeps them in the clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailedLogIn {
    /// The account file's HMAC name; of an account that may not exist.
    pub account_file: Digest,
    /// How many log-ins with it failed in a row, this one included.
    pub failures: u32,
    /// The start of the machine in which the last one was.
    pub boot: BootId,
    /// Time from that start to the last one.
    pub since_boot: Duration,
    /// What the wall clock said at the last one.
    pub wall: WallTime,
}

/// Why a log could not be opened, or why an event is not on the disk. The act it stands for must not be done.
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
    /// What is in the log is not sound, so nothing is added to it.
    #[error(transparent)]
    NotSound(#[from] WalkError),
    /// Frames that this program wrote or saw are no longer there.
    #[error("the access log has become shorter")]
    Shortened,
    /// An earlier write could not be made durable. Nothing is appended until the program is started again.
    #[error("an earlier write to the access log failed; start the program again")]
    Broken,
}

/// Why a checkpoint is not on the disk. What was logged stands without it.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// The log cannot be written.
    #[error(transparent)]
    Log(#[from] AppendError),
    /// The file of the checkpoints cannot be read or written.
    #[error(transparent)]
    File(#[from] CheckpointsError),
    /// It cannot be signed.
    #[error(transparent)]
    Note(#[from] NoteError),
}

/// A checkpoint is due after this many frames.
pub(super) const CHECKPOINT_FRAMES: u64 = 100;

/// A log that is being written by this run of the program. Shared by its threads.
pub struct Log {
    writer: Mutex<Writer>,
}

impl Log {
    /// Opens the log and starts a session: makes its key and writes its first frame. A torn last frame is set aside
    /// first, and noted. Only the last segment is read; [`walk`](super::walk()) reads them all.
    pub fn open(opening: Opening, clock: SharedClock) -> Result<Self, AppendError> {
        Self::open_on(Box::new(RealDisk), SEGMENT_BYTES, opening, clock)
    }

    pub(super) fn open_on(
        disk: Box<dyn Disk>,
        segment_bytes: u64,
        opening: Opening,
        clock: SharedClock,
    ) -> Result<Self, AppendError> {
        let mut writer = Writer::new(opening, clock, disk, segment_bytes);
        writer.begin()?;
        Ok(Self { writer: Mutex::new(writer) })
    }

    /// Appends one event. When this returns, it is on the disk.
    pub fn append(&self, event: &Event) -> Result<Receipt, AppendError> {
        let receipts = self.append_all(std::slice::from_ref(event))?;
        receipts.into_iter().next().ok_or(AppendError::Broken)
    }

    /// Appends events in their order, with one sync for all of them (or for each MiB of them). On an error
    /// the first of them may be on the disk, and none of the acts must be done.
    pub fn append_all(&self, events: &[Event]) -> Result<Vec<Receipt>, AppendError> {
        self.writer.lock().or(Err(AppendError::Broken))?.append(events)
    }

    /// Begins another session: what is appended from now on is read with another reader key. For when that key was made
    /// anew while the program runs. After an error the session before goes on.
    pub fn renew(&self, reader_epoch: u32, reader: &KemPublic) -> Result<(), AppendError> {
        self.writer.lock().or(Err(AppendError::Broken))?.renew(reader_epoch, reader.clone())
    }

    /// Signs what the log is now, by the machine and by whom is logged in, and appends it to the checkpoints.
    pub fn checkpoint(&self, cosigner: Option<Cosigner<'_>>) -> Result<Checkpoint, CheckpointError> {
        self.writer.lock().or(Err(AppendError::Broken))?.checkpoint(cosigner)
    }

    /// Whether so much was logged since the last checkpoint of this program that another is due.
    pub fn checkpoint_is_due(&self) -> bool {
        self.look().frames_since_checkpoint() >= CHECKPOINT_FRAMES
    }

    /// Account files with failures since their last good log-in, the one that failed last at the end.
    pub fn failed_log_ins(&self) -> Vec<FailedLogIn> {
        self.look().tail().failed_log_ins().to_vec()
    }

    /// What the log is now, as far as this program knows.
    pub fn head(&self) -> Head {
        self.look().tail().head()
    }

    /// When this session last wrote.
    pub fn last_written_at(&self) -> WallTime {
        self.look().last_written_at()
    }

    /// This run of the program.
    pub fn session(&self) -> SessionId {
        self.look().session()
    }

    /// A panic while appending leaves what was known before, which is still right to look at.
    fn look(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl BootId {
    /// What the kernel of this machine says; zeros if it says nothing.
    pub fn of_this_machine() -> Self {
        let text = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
        Self::parse(&text).unwrap_or(Self([0; 16]))
    }

    /// 32 hexadecimal digits, dashes anywhere.
    fn parse(text: &str) -> Option<Self> {
        let digits: Vec<u8> =
            text.trim().chars().filter(|c| *c != '-').map(|c| c.to_digit(16)).map_while(to_byte).collect();
        let pairs = digits.as_chunks::<2>().0;
        let bytes: Vec<u8> = pairs.iter().map(|[high, low]| high * 16 + low).collect();
        bytes.try_into().ok().filter(|_| digits.len() == 32).map(Self)
    }
}

fn to_byte(digit: Option<u32>) -> Option<u8> {
    digit.and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernels_boot_id_is_read() {
        let boot = BootId::parse("0102030a-0000-4000-8000-0000000000ff\n").unwrap();
        assert_eq!(boot.0[..4], [1, 2, 3, 10]);
        assert_eq!(boot.0[15], 255);
        assert_eq!(BootId::parse("nothing"), None);
        assert_ne!(BootId::of_this_machine(), BootId([0; 16]));
    }
}
