//! Why a database did not do what was asked: damaged, full disk, busy, stopped and the rest, told apart.
//!
//! Carries file names and SQLite's own words, never a key, a parameter or a text that was looked for.

use rusqlite::ErrorCode;

/// Why a database did not do what was asked. `file` is the file's name without its folder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The file is not there.
    #[error("{file} is missing")]
    Missing {
        /// The file.
        file: String,
    },
    /// A new database was to be made where a file is already.
    #[error("{file} is there already")]
    Exists {
        /// The file.
        file: String,
    },
    /// The file is damaged or was changed from outside, or is not of this key.
    #[error("{file} is damaged or does not belong to this key: {what}")]
    Damaged {
        /// The file.
        file: String,
        /// What was noticed.
        what: String,
    },
    /// The file was made by a newer version of the program.
    #[error("{file} was made by a newer version (schema {version})")]
    Newer {
        /// The file.
        file: String,
        /// Its schema.
        version: i64,
    },
    /// The disk is full. Nothing of the commit was written.
    #[error("the disk is full while writing {file}")]
    NoSpace {
        /// The file.
        file: String,
    },
    /// Another connection holds the file for too long.
    #[error("{file} is busy")]
    Busy {
        /// The file.
        file: String,
    },
    /// The statement was interrupted on purpose.
    #[error("interrupted")]
    Interrupted,
    /// The database is open for reading only.
    #[error("{file} is open for reading only")]
    ReadOnly {
        /// The file.
        file: String,
    },
    /// A rule of the schema was broken, such as a value that must be unique.
    #[error("{file} refuses: {what}")]
    Constraint {
        /// The file.
        file: String,
        /// The rule.
        what: String,
    },
    /// Reading or writing the file failed.
    #[error("{file} could not be read or written: {what}")]
    Io {
        /// The file.
        file: String,
        /// What the system said.
        what: String,
    },
    /// A fault of the program.
    #[error("{file}: {what}")]
    Other {
        /// The file.
        file: String,
        /// What SQLite said.
        what: String,
    },
}

impl StoreError {
    /// What SQLite said of the database `file`.
    pub(super) fn from_sqlite(file: &str, error: &rusqlite::Error) -> Self {
        let file = file.to_owned();
        let rusqlite::Error::SqliteFailure(failure, message) = error else {
            return Self::from_reading(file, error);
        };
        let what = message.clone().unwrap_or_else(|| failure.to_string());
        match failure.code {
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged { file, what },
            ErrorCode::DiskFull => Self::NoSpace { file },
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed => {
                Self::Busy { file }
            }
            ErrorCode::OperationInterrupted => Self::Interrupted,
            ErrorCode::ReadOnly => Self::ReadOnly { file },
            ErrorCode::ConstraintViolation => Self::Constraint { file, what },
            ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::SystemIoFailure => {
                Self::Io { file, what: format!("{what} ({})", failure.extended_code) }
            }
            _ => Self::Other { file, what },
        }
    }

    /// A row that does not hold what its table promises is damage; all else is a fault of the program.
    fn from_reading(file: String, error: &rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::FromSqlConversionFailure(column, kind, _) => {
                Self::Damaged { file, what: format!("column {column} holds no valid value ({kind})") }
            }
            rusqlite::Error::IntegralValueOutOfRange(column, _) => {
                Self::Damaged { file, what: format!("column {column} is out of range") }
            }
            rusqlite::Error::InvalidColumnType(column, name, kind) => {
                Self::Damaged { file, what: format!("column {column} ({name}) is {kind}") }
            }
            rusqlite::Error::SqlInputError { error, msg, .. } => {
                Self::Other { file, what: format!("{msg} ({error})") }
            }
            other => Self::Other { file, what: other.to_string() },
        }
    }

    /// What the system said of the file.
    pub(super) fn from_io(file: &str, error: &std::io::Error) -> Self {
        let file = file.to_owned();
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing { file },
            std::io::ErrorKind::AlreadyExists => Self::Exists { file },
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::NoSpace { file },
            _ => Self::Io { file, what: error.to_string() },
        }
    }
}
