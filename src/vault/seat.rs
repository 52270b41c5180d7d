//! The seat: one program at a time works in a vault.
//!
//! Held alone from unlock to lock; commands that need no key take it shared. The kernel lets go of it when the
//! process ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt;

use crate::base::fs::PRIVATE_FILE;

use super::layout::Layout;

/// The seat, taken. Let go of when dropped.
#[derive(Debug)]
pub struct Seat {
    lock: File,
}

/// Why the seat was not taken.
#[derive(Debug, thiserror::Error)]
pub enum SeatError {
    /// Another program has the vault open.
    #[error("the vault is open in another program")]
    Taken,
    /// The lock file could not be opened or locked.
    #[error("the vault's seat could not be taken: {0}")]
    Io(#[from] io::Error),
}

impl Seat {
    /// Takes the seat alone, to work with keys.
    pub fn take(layout: &Layout) -> Result<Self, SeatError> {
        let file = open(layout)?;
        settled(file.try_lock())?;
        Ok(Self { lock: file })
    }

    /// Takes the seat together with others who only read plain files.
    pub fn share(layout: &Layout) -> Result<Self, SeatError> {
        let file = open(layout)?;
        settled(file.try_lock_shared())?;
        Ok(Self { lock: file })
    }
}

impl Drop for Seat {
    /// A process that was just started may still hold a copy of the open file: what is unlocked is free all the same.
    fn drop(&mut self) {
        drop(self.lock.unlock());
    }
}

fn open(layout: &Layout) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(PRIVATE_FILE)
        .open(layout.seat())
}

fn settled(outcome: Result<(), TryLockError>) -> Result<(), SeatError> {
    match outcome {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(SeatError::Taken),
        Err(TryLockError::Error(error)) => Err(SeatError::Io(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seat_is_taken_once_and_shared_only_by_readers() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::new(folder.path());
        let seat = Seat::take(&layout).unwrap();
        assert!(matches!(Seat::take(&layout), Err(SeatError::Taken)));
        assert!(matches!(Seat::share(&layout), Err(SeatError::Taken)));
        drop(seat);
        let reader = Seat::share(&layout).unwrap();
        assert!(Seat::share(&layout).is_ok());
        assert!(matches!(Seat::take(&layout), Err(SeatError::Taken)));
        drop(reader);
        assert!(Seat::take(&layout).is_ok());
    }
}
