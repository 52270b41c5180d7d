//! One stack: a database of content in chunks, numbered by itself. Knows not whose chunks they are.
//!
//! Written by one thread, in transactions of many chunks that last over several calls; read by any number of
//! connections between its commits. `records` decides what goes where and remembers it.

use std::path::Path;

use crate::base::job::CancelFlag;
use crate::keys::hierarchy::DatabaseKey;

use super::error::StoreError;
use super::export::Export;
use super::kind::Kind;
use super::schema::Schema;
use super::sql::{Access, Database, params, unsigned};

const SCHEMA: Schema = Schema {
    kind: Kind::Stack,
    steps: &["CREATE TABLE chunk (id INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;"],
};

/// The number of a chunk within its stack.
pub type ChunkId = i64;

/// One connection to one stack.
#[derive(Debug)]
pub struct Stack {
    database: Database,
    in_transaction: bool,
}

impl Stack {
    /// Makes a new, empty stack. The file must not be there.
    pub fn create(path: &Path, key: &DatabaseKey) -> Result<Self, StoreError> {
        Ok(Self { database: Database::create(path, &SCHEMA, key)?, in_transaction: false })
    }

    /// Opens a stack.
    pub fn open(path: &Path, key: &DatabaseKey, access: Access) -> Result<Self, StoreError> {
        Ok(Self { database: Database::open(path, &SCHEMA, key, access)?, in_transaction: false })
    }

    /// Writes a stack again under another key, into a new file. Nobody writes to it meanwhile.
    pub fn export(
        from: (&Path, &DatabaseKey),
        to: (&Path, &DatabaseKey),
        cancel: &CancelFlag,
    ) -> Result<(), StoreError> {
        Export { schema: &SCHEMA, from, to }.run(cancel)
    }

    /// Adds a chunk; durable after the next [`commit`](Self::commit).
    pub fn append(&mut self, content: &[u8]) -> Result<ChunkId, StoreError> {
        self.begin()?;
        let added =
            self.database.writing().insert("INSERT INTO chunk (content) VALUES (?1)", params![content]);
        self.still_in_transaction(added)
    }

    /// Removes chunks, overwriting them; durable after the next [`commit`](Self::commit). Those that are not there
    /// are passed over.
    pub fn remove(&mut self, chunks: &[ChunkId]) -> Result<(), StoreError> {
        self.begin()?;
        for chunk in chunks {
            let removed = self.database.writing().execute("DELETE FROM chunk WHERE id = ?1", params![chunk]);
            self.still_in_transaction(removed)?;
        }
        Ok(())
    }

    /// Makes what was added and removed durable. After an error nothing of it is there.
    pub fn commit(&mut self) -> Result<(), StoreError> {
        if !self.in_transaction {
            return Ok(());
        }
        self.in_transaction = false;
        self.database.commit()
    }

    /// Forgets what was added and removed since the last commit.
    pub fn roll_back(&mut self) {
        self.in_transaction = false;
        self.database.roll_back();
    }

    /// Reads the chunk's content into the beginning of `into` and gives its length; none if there is no such chunk.
    /// One that is longer than `into` is damage.
    pub fn read(&self, chunk: ChunkId, into: &mut [u8]) -> Result<Option<usize>, StoreError> {
        let sql = "SELECT 1 FROM chunk WHERE id = ?1";
        if self.database.one(sql, params![chunk], |_| Ok(()))?.is_none() {
            return Ok(None);
        }
        self.database.read_blob("chunk", "content", chunk, into).map(Some)
    }

    /// Every chunk and its length in bytes, in the order of their numbers.
    pub fn chunks(&self) -> Result<Vec<(ChunkId, u64)>, StoreError> {
        self.database.all("SELECT id, length(content) FROM chunk ORDER BY id", params![], |row| {
            Ok((row.get(0)?, unsigned(row, 1)?))
        })
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(self.database.one("SELECT 1 FROM chunk LIMIT 1", params![], |_| Ok(()))?.is_none())
    }

    /// How large the file is, free pages included, in bytes.
    pub fn file_bytes(&self) -> Result<u64, StoreError> {
        let sql = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
        Ok(self.database.one(sql, params![], |row| unsigned(row, 0))?.unwrap_or(0))
    }

    /// The database itself, for its commit counter, its health and its interrupt handle.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// The database alone, for whoever reads all of its pages.
    pub fn into_database(mut self) -> Database {
        self.roll_back();
        self.database
    }

    /// Closes it; what was not committed is forgotten.
    pub fn close(mut self) -> Result<(), StoreError> {
        self.roll_back();
        self.database.close()
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        if !self.in_transaction {
            self.database.begin()?;
            self.in_transaction = true;
        }
        Ok(())
    }

    /// After an error the transaction is given up: SQLite may have done so itself, and half of one is no use.
    fn still_in_transaction<T>(&mut self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        if result.is_err() {
            self.roll_back();
        }
        result
    }
}
