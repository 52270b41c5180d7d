//! Errors of the access log: writing it, walking it, taking something out of it.

use std::path::Path;

use crate::audit;
use crate::audit::evidence::TakeError;
use crate::audit::index::IndexError;
use crate::records::NotLogged;

use super::super::problem::{Problem, ProblemKind as Kind};
use super::{cannot_write, damaged};

impl From<audit::AppendError> for Problem {
    fn from(error: audit::AppendError) -> Self {
        match error {
            audit::AppendError::DiskFull => Self::new(Kind::NoSpace).with("free", 0).with("needed", 0),
            audit::AppendError::NotSound(why) => why.into(),
            audit::AppendError::Shortened => damaged(error),
            _ => Self::new(Kind::NotLogged).with("why", error),
        }
    }
}

impl From<audit::WalkError> for Problem {
    fn from(error: audit::WalkError) -> Self {
        match error {
            audit::WalkError::Io(error) => Self::new(Kind::NotLogged).with("why", error),
            _ => damaged(error),
        }
    }
}

impl From<audit::CheckpointsError> for Problem {
    fn from(error: audit::CheckpointsError) -> Self {
        match error {
            audit::CheckpointsError::Io(error) => Self::new(Kind::NotLogged).with("why", error),
            audit::CheckpointsError::Damaged { .. } => damaged(error),
        }
    }
}

/// Why nothing was taken out of the log to `path`.
pub(in crate::app) fn not_taken(path: &Path, error: TakeError) -> Problem {
    match error {
        TakeError::Io(error) => cannot_write(path, &error),
        TakeError::NotSound(error) => error.into(),
        TakeError::Checkpoints(error) => error.into(),
        TakeError::Archived(before) => Problem::new(Kind::LogArchived).with("before", before),
        TakeError::Cancelled(cancelled) => cancelled.into(),
        TakeError::Checkpoint(_) | TakeError::NotCovered(_) => {
            Problem::new(Kind::NotLogged).with("why", error)
        }
    }
}

impl From<IndexError> for Problem {
    fn from(error: IndexError) -> Self {
        match error {
            IndexError::Log(error) => error.into(),
            IndexError::Store(error) => error.into(),
            IndexError::Cancelled(cancelled) => cancelled.into(),
        }
    }
}

impl From<NotLogged> for Problem {
    fn from(error: NotLogged) -> Self {
        Self::new(Kind::NotLogged).with("why", error.0)
    }
}
