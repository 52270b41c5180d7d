//! Errors about records and customers: what comes in, what goes out, what is moved.

use crate::records::{ExportError, ImportError, MoveError, RecordsError, TableError};

use super::super::problem::{Problem, ProblemKind as Kind};
use super::{cannot_write, damaged, internal};

impl From<RecordsError> for Problem {
    fn from(error: RecordsError) -> Self {
        match error {
            RecordsError::Store(error) => error.into(),
            RecordsError::NotFound => Self::new(Kind::NotFound).with("what", ""),
            RecordsError::GroupClosed => Self::new(Kind::GroupClosed),
            RecordsError::NotGranted => Self::new(Kind::Refused).with("why", "no-identities-grant"),
            RecordsError::BadInput { field, why } => Self::bad_input(field, why),
            RecordsError::BeingMoved => Self::new(Kind::Refused).with("why", "being-moved"),
            RecordsError::ContentDamaged(_) => damaged(error),
            RecordsError::InUse => Self::new(Kind::Refused).with("why", "group-in-use"),
            RecordsError::NoRoom { free_bytes, needed_bytes } => {
                Self::new(Kind::NoSpace).with("free", free_bytes).with("needed", needed_bytes)
            }
            RecordsError::Cancelled(stopped) => stopped.into(),
            RecordsError::TooLarge => Self::new(Kind::NotShown).with("why", "large"),
            RecordsError::CodeTaken => internal(error),
        }
    }
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Records(error) => error.into(),
            ImportError::Read(error) => Self::new(Kind::CannotRead).with("why", error),
            ImportError::Special => Self::new(Kind::CannotRead).with("why", "special-file"),
            ImportError::NoSpace { free_bytes, needed_bytes } => {
                Self::new(Kind::NoSpace).with("free", free_bytes).with("needed", needed_bytes)
            }
            ImportError::Changed => Self::new(Kind::CannotRead).with("why", "changed-while-read"),
            ImportError::Stopped => Self::new(Kind::Cancelled),
        }
    }
}

impl From<ExportError> for Problem {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Records(error) => error.into(),
            ExportError::Write { path, error } => cannot_write(&path, &error),
        }
    }
}

impl From<MoveError> for Problem {
    fn from(error: MoveError) -> Self {
        match error {
            MoveError::Records(error) => error.into(),
            MoveError::Copy(error) => error.into(),
            MoveError::SameGroup => Self::new(Kind::Refused).with("why", "same-group"),
            MoveError::OtherTarget => Self::new(Kind::Refused).with("why", "being-moved"),
            MoveError::CodeTaken => internal(error),
        }
    }
}

impl From<TableError> for Problem {
    fn from(error: TableError) -> Self {
        match error {
            TableError::Records(error) => error.into(),
            TableError::Read(error) => Self::new(Kind::CannotRead).with("why", error),
            TableError::NoNameColumn => Self::bad_input("name", "missing"),
            TableError::NotLogged(error) => error.into(),
        }
    }
}
