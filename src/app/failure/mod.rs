//! Every error of the lower floors, widened into a [`Problem`] once, here and in the files beside: what is about the vault
//! itself and the house here, the rest by what it is about.
//!
//! A `what` or `why` that no text stands for is in the words of the room it comes from: for the technician.

mod backups;
mod content;
mod log;
mod people;

use std::io;
use std::path::Path;

use crate::base::job::Cancelled;
use crate::paper;
use crate::policy::Refusal;
use crate::store::StoreError;
use crate::vault;
use crate::vault::header::HeaderError;
use crate::vault::seat::SeatError;

use super::problem::{Problem, ProblemKind as Kind};

pub(super) use self::log::not_taken;

/// A fault of the program or the system.
pub(super) fn internal(why: impl std::fmt::Display) -> Problem {
    Problem::new(Kind::Internal).with("why", why)
}

/// What the system said of reading a path outside of the vault.
pub(super) fn cannot_read(path: &Path, error: &io::Error) -> Problem {
    Problem::new(Kind::CannotRead).with("path", path.display()).with("why", error)
}

/// What the system said of writing a path outside of the vault.
pub(super) fn cannot_write(path: &Path, error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => no_space(path),
        _ => Problem::new(Kind::CannotWrite).with("path", path.display()).with("why", error),
    }
}

/// The disk that holds `path` is full.
pub(super) fn no_space(path: &Path) -> Problem {
    let free = crate::base::fs::room_at(path).map_or(0, |room| room.free_bytes);
    Problem::new(Kind::NoSpace).with("free", free).with("needed", 0)
}

/// What the system said of writing a plain file of the vault.
fn not_written(error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Problem::new(Kind::NoSpace).with("free", 0).with("needed", 0)
        }
        _ => internal(error),
    }
}

fn damaged(what: impl std::fmt::Display) -> Problem {
    Problem::new(Kind::Damaged).with("what", what)
}

impl From<Cancelled> for Problem {
    fn from(_: Cancelled) -> Self {
        Self::new(Kind::Cancelled)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Left => Self::new(Kind::Lapsed).with("why", "left"),
            Refusal::RenewalOnly => Self::new(Kind::Refused).with("why", "renewal-only"),
            Refusal::NotScreened => Self::new(Kind::Lapsed).with("why", "not-screened"),
            Refusal::NotAgreed => Self::new(Kind::MustSign),
            Refusal::Role => Self::new(Kind::Refused).with("why", "role"),
            Refusal::NoRecordsGrant => Self::new(Kind::Refused).with("why", "no-records-grant"),
            Refusal::NoIdentitiesGrant => Self::new(Kind::Refused).with("why", "no-identities-grant"),
            Refusal::GroupClosed => Self::new(Kind::GroupClosed),
        }
    }
}

impl From<vault::OpenError> for Problem {
    fn from(error: vault::OpenError) -> Self {
        match error {
            vault::OpenError::Header(HeaderError::Missing) => Self::new(Kind::NoVault),
            vault::OpenError::Header(HeaderError::Newer(_)) => Self::new(Kind::NewerFormat),
            vault::OpenError::Header(HeaderError::Io(error)) => internal(error),
            vault::OpenError::Header(other) => damaged(other),
            vault::OpenError::MachineKey => damaged(error),
        }
    }
}

impl From<vault::UnlockError> for Problem {
    fn from(error: vault::UnlockError) -> Self {
        match error {
            vault::UnlockError::WrongCredentials => Self::new(Kind::WrongCredentials),
            vault::UnlockError::NotAdmitted => Self::new(Kind::Lapsed).with("why", "not-admitted"),
            vault::UnlockError::Seat(error) => error.into(),
            vault::UnlockError::Damaged { .. } => damaged(error),
            vault::UnlockError::Changed(error) => error.into(),
            vault::UnlockError::Registry(error) => error.into(),
            vault::UnlockError::NoMemory | vault::UnlockError::Sweep(_) => internal(error),
        }
    }
}

impl From<SeatError> for Problem {
    fn from(error: SeatError) -> Self {
        match error {
            SeatError::Taken => Self::new(Kind::SeatTaken),
            SeatError::Io(error) => internal(error),
        }
    }
}

impl From<paper::NotSet> for Problem {
    fn from(error: paper::NotSet) -> Self {
        internal(error)
    }
}

impl From<paper::PrintError> for Problem {
    fn from(error: paper::PrintError) -> Self {
        let problem = Self::new(Kind::NotPrinted);
        match error {
            paper::PrintError::NoSpooler => problem.with("why", "no-spooler"),
            other => problem.with("why", other),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NoSpace { .. } => Self::new(Kind::NoSpace).with("free", 0).with("needed", 0),
            StoreError::Missing { .. } | StoreError::Damaged { .. } => damaged(error),
            StoreError::Newer { .. } => Self::new(Kind::NewerFormat),
            StoreError::Interrupted => Self::new(Kind::Cancelled),
            _ => internal(error),
        }
    }
}
