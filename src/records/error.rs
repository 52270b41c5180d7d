//! Why something about customers and records was not done, one small enum per operation.
//!
//! None of them names a customer or a title. `app` widens them into problems.

use std::path::PathBuf;

use crate::base::id::RecordId;
use crate::base::job::Cancelled;
use crate::store::StoreError;

/// Why a group was not opened, or something in it not found or changed.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    /// A database did not do what was asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such customer or record here.
    #[error("no such customer or record in this group")]
    NotFound,
    /// The group is open for reading only.
    #[error("the group is closed: it can only be read")]
    GroupClosed,
    /// The group's identities were not granted.
    #[error("the identities of this group are not granted")]
    NotGranted,
    /// Something typed does not fit.
    #[error("{field} does not fit: {why}")]
    BadInput {
        /// Which field: the name of a field of what was passed in.
        field: &'static str,
        /// The key of the reason: `empty`, `too-long` or `bad-character`.
        why: &'static str,
    },
    /// The code is in use, or was.
    #[error("the client code is in use, or was")]
    CodeTaken,
    /// The customer is on the way to another group; finish that first.
    #[error("the customer is being moved to another group")]
    BeingMoved,
    /// A record's content is not what was filed.
    #[error("the content of record {0} is damaged")]
    ContentDamaged(RecordId),
    /// A record is larger than what may be read into memory.
    #[error("the record is too large to be read into memory")]
    TooLarge,
    /// Other work goes on in the group: what takes all of it waits until that has ended.
    #[error("other work goes on in this group")]
    InUse,
    /// There is too little room for one more copy of a database.
    #[error("{free_bytes} bytes are free, {needed_bytes} are needed")]
    NoRoom {
        /// What is free.
        free_bytes: u64,
        /// What one copy needs.
        needed_bytes: u64,
    },
    /// Stopped on request.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// The event could not be written to the access log, so the act was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the event could not be logged: {0}")]
pub struct NotLogged(pub String);

/// Why a file was not put in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The group, the customer or a database.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The file could not be read.
    #[error("the file could not be read: {0}")]
    Read(#[source] std::io::Error),
    /// Neither a file nor a folder: a link, a device, a socket.
    #[error("neither a file nor a folder")]
    Special,
    /// Too little room would be left on the vault's disk.
    #[error("only {free_bytes} bytes are free, {needed_bytes} are needed")]
    NoSpace {
        /// What is free.
        free_bytes: u64,
        /// What the file and the floor need.
        needed_bytes: u64,
    },
    /// The file became shorter or longer than it said while it was read.
    #[error("the file changed while it was read")]
    Changed,
    /// Stopped on request, or because of what befell another file.
    #[error("stopped before this file was in")]
    Stopped,
}

/// Why a copy was not taken out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The group, the record or a database; damage to the content is here too.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The copy could not be written; nothing of it is left.
    #[error("{} could not be written: {error}", path.display())]
    Write {
        /// Where.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
}

/// Why a customer was not moved. If it happened after the other group's commit, moving again finishes it.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// This group, the customer or a database.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// Copying into the other group failed; everything is still here.
    #[error("copying into the other group failed: {0}")]
    Copy(#[source] ImportError),
    /// The other group has another customer under this code.
    #[error("the other group has this code already")]
    CodeTaken,
    /// The other group is this one.
    #[error("the customer is in this group already")]
    SameGroup,
    /// The move that was begun goes to another group.
    #[error("the customer is on the way to another group")]
    OtherTarget,
}

/// Why a table of customers was not read or imported.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The group or a database.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The file could not be read.
    #[error("the table could not be read: {0}")]
    Read(#[source] std::io::Error),
    /// No column is mapped to the name.
    #[error("no column is mapped to the name")]
    NoNameColumn,
    /// The event could not be logged.
    #[error(transparent)]
    NotLogged(#[from] NotLogged),
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> Self {
        Self::Records(error.into())
    }
}

impl From<StoreError> for ExportError {
    fn from(error: StoreError) -> Self {
        Self::Records(error.into())
    }
}

impl From<StoreError> for MoveError {
    fn from(error: StoreError) -> Self {
        Self::Records(error.into())
    }
}

impl From<StoreError> for TableError {
    fn from(error: StoreError) -> Self {
        Self::Records(error.into())
    }
}
