//! A database as the rooms above see it: read with [`Database`], write only inside [`Database::write`].
//!
//! [`Row`], [`RowResult`] and [`params`] are the driver's, under the house's own roof. SQL is always constant text
//! with `?n` parameters; nothing that was typed is ever put into it.

use std::fs::OpenOptions;
use std::ops::{ControlFlow, Deref};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rusqlite::{Connection, InterruptHandle, MAIN_DB, OpenFlags};

use crate::base::fs::{PRIVATE_FILE, sync_folder};
use crate::base::job::CancelFlag;
use crate::keys::hierarchy::DatabaseKey;

use super::error::StoreError;
use super::kind::Kind;
use super::schema::{self, Schema};
use super::{health, pragmas};

pub use rusqlite::types::Value;
pub use rusqlite::{Row, ToSql, params};

/// How many steps of SQLite's machine lie between two looks at a cancel flag; a row of a stack takes about ten.
const LOOK_EVERY_STEPS: i32 = 100;

/// What a function that reads a [`Row`] returns; `?` works on every `row.get(n)`.
pub type RowResult<T> = rusqlite::Result<T>;

/// Parameters of a statement, as [`params`] makes them.
pub type Params<'p> = &'p [&'p dyn ToSql];

/// A value in a row that its column should never hold; for functions that read rows.
pub fn invalid_value(column: usize) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(
        column,
        rusqlite::types::Type::Null,
        "not a value of this column".into(),
    )
}

/// A column that holds a number that is never negative.
pub fn unsigned(row: &Row<'_>, column: usize) -> RowResult<u64> {
    u64::try_from(row.get::<_, i64>(column)?).ok().ok_or_else(|| invalid_value(column))
}

/// A number as SQLite keeps it: those above 2⁶³ - 1 become 2⁶³ - 1.
pub fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Whether a connection may write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Reads and writes.
    ReadWrite,
    /// Reads only. (An interrupted commit is still rolled back, and an old schema migrated, when it is opened.)
    ReadOnly,
}

/// One connection to one database. Belongs to one thread at a time; others open their own.
pub struct Database {
    connection: Connection,
    kind: Kind,
    name: String,
}

/// Stops what another thread's connection is doing.
pub struct Interrupt(InterruptHandle);

impl Interrupt {
    /// Makes the statement that is running now end with [`StoreError::Interrupted`].
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

impl Database {
    /// Makes a new database. The file must not be there.
    pub fn create(path: &Path, schema: &Schema, key: &DatabaseKey) -> Result<Self, StoreError> {
        let name = name_of(path);
        let io = |error: std::io::Error| StoreError::from_io(&name, &error);
        // SQLite would make it readable to others; what it makes beside it takes over these permissions.
        OpenOptions::new().write(true).create_new(true).mode(PRIVATE_FILE).open(path).map_err(io)?;
        let mut database = Self::connect(path, schema.kind, key)?;
        schema::found(&mut database, schema)?;
        sync_folder(path.parent().unwrap_or(Path::new("."))).map_err(io)?;
        Ok(database)
    }

    /// Opens a database and brings its tables up to date.
    pub fn open(path: &Path, schema: &Schema, key: &DatabaseKey, access: Access) -> Result<Self, StoreError> {
        let name = name_of(path);
        std::fs::metadata(path).map_err(|error| StoreError::from_io(&name, &error))?;
        let mut database = Self::connect(path, schema.kind, key)?;
        schema::migrate(&mut database, schema)?;
        if access == Access::ReadOnly {
            database.run("PRAGMA query_only = ON;")?;
        }
        Ok(database)
    }

    fn connect(path: &Path, kind: Kind, key: &DatabaseKey) -> Result<Self, StoreError> {
        let name = name_of(path);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(path, flags).and_then(|connection| {
            pragmas::set_key(&connection, key, kind)?;
            pragmas::set_manners(&connection, kind)?;
            pragmas::set_durability(&connection, kind)?;
            Ok(connection)
        });
        match opened {
            Ok(connection) => Ok(Self { connection, kind, name }),
            Err(error) => Err(StoreError::from_sqlite(&name, &error)),
        }
    }

    /// Writes the log back into the file and closes. Other connections may stay open; the last one finishes it.
    pub fn close(self) -> Result<(), StoreError> {
        self.write_log_back()?;
        let name = self.name;
        self.connection.close().map_err(|(_, error)| StoreError::from_sqlite(&name, &error))
    }

    /// Writes what is in the write-ahead log back into the file, as far as other connections allow.
    pub fn write_log_back(&self) -> Result<(), StoreError> {
        if self.kind.journal() == "WAL" {
            self.one("PRAGMA wal_checkpoint(TRUNCATE)", params![], |_| Ok(()))?;
        }
        Ok(())
    }

    /// One transaction: all of what `act` writes, or nothing. Counts the commit. Durable when this returns.
    pub fn write<T, E: From<StoreError>>(
        &mut self,
        act: impl FnOnce(&Writing<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.begin()?;
        let done = act(&Writing { database: self });
        match done {
            Ok(value) => self.commit().map(|()| value).map_err(E::from),
            Err(error) => {
                self.roll_back();
                Err(error)
            }
        }
    }

    /// Starts a transaction that lasts over several calls; for stacks.
    pub(super) fn begin(&mut self) -> Result<(), StoreError> {
        self.run("BEGIN IMMEDIATE;")
    }

    /// Ends the transaction; on an error nothing of it stays.
    pub(super) fn commit(&mut self) -> Result<(), StoreError> {
        let counted = Writing { database: self }
            .execute("UPDATE about SET commits = commits + 1 WHERE one = 1", params![]);
        let ended = counted.and_then(|_| self.sound()).and_then(|()| self.run("COMMIT;"));
        if ended.is_err() {
            self.roll_back();
        }
        ended
    }

    /// Attaches the empty file at `path` as `fresh`, with this database's settings and another key; for exports.
    pub(super) fn attach_new(&self, path: &Path, key: &DatabaseKey) -> Result<(), StoreError> {
        self.told(pragmas::attach_new(&self.connection, path, key, self.kind))
    }

    /// Lets go of what [`Database::attach_new`] attached.
    pub(super) fn detach_new(&self) -> Result<(), StoreError> {
        self.run("DETACH DATABASE fresh;")
    }

    /// Whatever runs on this connection ends with [`StoreError::Interrupted`] once `cancel` is set.
    pub(super) fn stop_on(&mut self, cancel: &CancelFlag) -> Result<(), StoreError> {
        let cancel = cancel.clone();
        let told = self.connection.progress_handler(LOOK_EVERY_STEPS, Some(move || cancel.is_cancelled()));
        self.told(told)
    }

    /// Forgets the transaction, if there is one. SQLite has often done so itself after an error.
    pub(super) fn roll_back(&mut self) {
        if !self.connection.is_autocommit() {
            // If this fails the journal is still there: the next connection to open the file rolls back.
            drop(self.run("ROLLBACK;"));
        }
    }

    pub(super) fn writing(&mut self) -> Writing<'_> {
        Writing { database: self }
    }

    /// The first row, if there is one.
    pub fn one<T>(
        &self,
        sql: &str,
        params: Params<'_>,
        read: impl FnOnce(&Row<'_>) -> RowResult<T>,
    ) -> Result<Option<T>, StoreError> {
        self.told(self.connection.prepare_cached(sql).and_then(|mut statement| {
            let mut rows = statement.query(params)?;
            rows.next()?.map(read).transpose()
        }))
        .and_then(|found| self.sound().map(|()| found))
    }

    /// Every row.
    pub fn all<T>(
        &self,
        sql: &str,
        params: Params<'_>,
        mut read: impl FnMut(&Row<'_>) -> RowResult<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        self.each(sql, params, |row| {
            found.push(read(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }

    /// Rows one after the other, until `read` says to stop.
    pub fn each(
        &self,
        sql: &str,
        params: Params<'_>,
        mut read: impl FnMut(&Row<'_>) -> RowResult<ControlFlow<()>>,
    ) -> Result<(), StoreError> {
        self.told(self.connection.prepare_cached(sql).and_then(|mut statement| {
            let mut rows = statement.query(params)?;
            while let Some(row) = rows.next()? {
                if read(row)?.is_break() {
                    break;
                }
            }
            Ok(())
        }))
        .and_then(|()| self.sound())
    }

    /// Reads what a row's column holds into the beginning of `into`, page by page: large values are copied once instead
    /// of twice. The row must be there; more than there is room for is damage.
    pub(super) fn read_blob(
        &self,
        table: &str,
        column: &str,
        row: i64,
        into: &mut [u8],
    ) -> Result<usize, StoreError> {
        let blob = self.told(self.connection.blob_open(MAIN_DB, table, column, row, true))?;
        let length = blob.len();
        let Some(room) = into.get_mut(..length) else {
            return Err(self.damaged(format!("row {row} of {table} is too long")));
        };
        self.told(blob.read_at_exact(room, 0))?;
        self.sound().map(|()| length)
    }

    /// How many commits this database has seen. An older copy that was put back has seen fewer.
    pub fn commits(&self) -> Result<u64, StoreError> {
        let commits =
            self.one("SELECT commits FROM about WHERE one = 1", params![], |row| unsigned(row, 0))?;
        commits.ok_or_else(|| self.damaged("its commit counter is gone"))
    }

    /// Stops this connection from another thread.
    pub fn interrupt_handle(&self) -> Interrupt {
        Interrupt(self.connection.get_interrupt_handle())
    }

    /// Reads every page: what is wrong with them, in SQLite's words; empty if all is well.
    pub fn find_damage(&self) -> Result<Vec<String>, StoreError> {
        health::find_damage(self)
    }

    /// The file's name, without its folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is for.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// This database holds something it never should; for the rooms that read it.
    pub fn damaged(&self, what: impl Into<String>) -> StoreError {
        StoreError::Damaged { file: self.name.clone(), what: what.into() }
    }

    /// An error if this connection has met a page whose authentication code does not fit. SQLCipher hands out such a
    /// page as zeros and says so only to those who ask, so everything that was read is believed only after this.
    /// The connection is of no more use then; a new one can still read the other pages.
    fn sound(&self) -> Result<(), StoreError> {
        let status: rusqlite::Result<String> =
            self.connection.query_row("PRAGMA cipher_status", [], |row| row.get(0));
        if self.told(status)? == "1" {
            return Ok(());
        }
        Err(self.damaged("a page does not fit its authentication code"))
    }

    /// Runs statements that return nothing.
    pub(super) fn run(&self, sql: &str) -> Result<(), StoreError> {
        self.told(self.connection.execute_batch(sql))
    }

    fn told<T>(&self, result: rusqlite::Result<T>) -> Result<T, StoreError> {
        result.map_err(|error| StoreError::from_sqlite(&self.name, &error))
    }
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A transaction. Reads see what it wrote so far.
pub struct Writing<'d> {
    database: &'d Database,
}

impl Writing<'_> {
    /// Changes rows; how many.
    pub fn execute(&self, sql: &str, params: Params<'_>) -> Result<usize, StoreError> {
        let database = self.database;
        database
            .told(database.connection.prepare_cached(sql).and_then(|mut statement| statement.execute(params)))
    }

    /// Inserts one row; its rowid.
    pub fn insert(&self, sql: &str, params: Params<'_>) -> Result<i64, StoreError> {
        self.execute(sql, params)?;
        Ok(self.database.connection.last_insert_rowid())
    }

    /// Runs constant statements that return nothing; for schemas.
    pub(super) fn run_script(&self, sql: &str) -> Result<(), StoreError> {
        self.database.run(sql)
    }
}

impl Deref for Writing<'_> {
    type Target = Database;

    fn deref(&self) -> &Database {
        self.database
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
