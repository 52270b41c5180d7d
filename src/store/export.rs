//! Writing a database again under another key: `sqlcipher_export` into a new file, read back before it gets its name.
//!
//! `PRAGMA rekey` is never used: on a full disk it destroys what it was to protect. Here the database that is
//! exported is only read, and the new file has its name once every page, row count and byte of it is on the disk.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::base::fs::{PRIVATE_FILE, sync_folder, temporary_beside};
use crate::base::job::CancelFlag;
use crate::keys::hierarchy::DatabaseKey;

use super::error::StoreError;
use super::schema::Schema;
use super::sql::{Access, Database, params, unsigned};

/// What SQLite and SQLCipher may leave beside a database.
const BESIDE: [&str; 3] = ["-journal", "-wal", "-shm"];

/// One database that is to be written again.
pub struct Export<'a> {
    /// Its tables.
    pub schema: &'a Schema,
    /// Where it lies, and its key.
    pub from: (&'a Path, &'a DatabaseKey),
    /// Where the new file is to lie, and its key. A file that is there already is replaced.
    pub to: (&'a Path, &'a DatabaseKey),
}

impl Export<'_> {
    /// Writes the new file. Nobody else writes to the old one meanwhile. When this returns, the new file is whole,
    /// durable and opens with its key alone; after an error nothing is at its place that was not there before.
    pub fn run(&self, cancel: &CancelFlag) -> Result<(), StoreError> {
        let temporary = temporary_beside(self.to.0);
        let written = self.write(&temporary, cancel).and_then(|()| self.put_in_place(&temporary));
        if written.is_err() {
            // What cannot be removed is named `.new` and is swept at the next unlock.
            drop(remove_database(&temporary));
        }
        written
    }

    fn write(&self, temporary: &Path, cancel: &CancelFlag) -> Result<(), StoreError> {
        remove_database(temporary)?;
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(PRIVATE_FILE)
            .open(temporary)
            .map_err(|error| io(temporary, &error))?;
        let mut source = Database::open(self.from.0, self.schema, self.from.1, Access::ReadWrite)?;
        source.stop_on(cancel)?;
        source.attach_new(temporary, self.to.1)?;
        let counts = source.copy_into_attached()?;
        source.detach_new()?;
        source.close()?;
        self.read_back(temporary, &counts)
    }

    /// Opens the new file as everyone will, reads every page of it and counts its rows.
    fn read_back(&self, temporary: &Path, counts: &[(String, u64)]) -> Result<(), StoreError> {
        let copy = Database::open(temporary, self.schema, self.to.1, Access::ReadWrite)?;
        if let Some(what) = copy.find_damage()?.into_iter().next() {
            return Err(copy.damaged(what));
        }
        if copy.row_counts("main")? != counts {
            return Err(copy.damaged("the copy has other rows than its original"));
        }
        copy.close()
    }

    fn put_in_place(&self, temporary: &Path) -> Result<(), StoreError> {
        let path = self.to.0;
        let synced = File::open(temporary).and_then(|file| file.sync_all());
        synced.map_err(|error| io(path, &error))?;
        remove_database(path)?;
        std::fs::rename(temporary, path).map_err(|error| io(path, &error))?;
        sync_folder(folder_of(path)).map_err(|error| io(path, &error))
    }
}

/// Removes a database and what lies beside it, durably; fine if it is not there. How many bytes that gave back.
pub fn remove_database(path: &Path) -> Result<u64, StoreError> {
    let mut removed = None;
    for file in BESIDE.iter().map(|suffix| with_suffix(path, suffix)).chain([path.to_owned()]) {
        let bytes = std::fs::metadata(&file).map_or(0, |about| about.len());
        match std::fs::remove_file(&file) {
            Ok(()) => removed = Some(removed.unwrap_or(0) + bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(io(path, &error)),
        }
    }
    if removed.is_some() {
        sync_folder(folder_of(path)).map_err(|error| io(path, &error))?;
    }
    Ok(removed.unwrap_or(0))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("."))
}

fn io(path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::from_io(&path.file_name().unwrap_or_default().to_string_lossy(), error)
}

impl Database {
    /// Copies every table into the database that [`Database::attach_new`] attached; how many rows each has.
    fn copy_into_attached(&mut self) -> Result<Vec<(String, u64)>, StoreError> {
        let version = self.one("PRAGMA main.user_version", params![], |row| row.get::<_, i64>(0))?;
        self.begin()?;
        let copied = self
            .one("SELECT sqlcipher_export('fresh')", params![], |_| Ok(()))
            .map_err(told_by_export)
            .and_then(|_| self.run(&format!("PRAGMA fresh.user_version = {};", version.unwrap_or(0))))
            .and_then(|()| self.row_counts("main"));
        match copied {
            // Not `commit`: the original has seen no commit of its own.
            Ok(counts) => self.run("COMMIT;").map(|()| counts),
            Err(error) => {
                self.roll_back();
                Err(error)
            }
        }
    }

    /// The tables of one schema that have rows of their own, by name, and how many each has.
    fn row_counts(&self, schema: &str) -> Result<Vec<(String, u64)>, StoreError> {
        let sql = format!(
            "SELECT name FROM {schema}.sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name"
        );
        let names: Vec<String> = self.all(&sql, params![], |row| row.get(0))?;
        let counted = names.into_iter().map(|name| {
            let quoted = name.replace('"', "\"\"");
            let sql = format!("SELECT count(*) FROM {schema}.\"{quoted}\"");
            let count = self.one(&sql, params![], |row| unsigned(row, 0))?;
            Ok((name, count.unwrap_or(0)))
        });
        counted.collect()
    }
}

/// A function of SQL tells its errors by their words alone: those of `sqlite3_errstr`.
fn told_by_export(error: StoreError) -> StoreError {
    let StoreError::Other { file, what } = error else { return error };
    if what.starts_with("database or disk is full") {
        StoreError::NoSpace { file }
    } else if what.starts_with("interrupted") {
        StoreError::Interrupted
    } else if what.starts_with("database disk image is malformed") || what.starts_with("file is not a") {
        StoreError::Damaged { file, what }
    } else if what.starts_with("disk I/O error") {
        StoreError::Io { file, what }
    } else {
        StoreError::Other { file, what }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::secret::SecretBytes;
    use crate::store::{Kind, StoreError};

    const RECORDS: Schema = Schema {
        kind: Kind::Records,
        steps: &["CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
             CREATE TABLE pair (a TEXT, b TEXT, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
             CREATE TRIGGER paired AFTER INSERT ON word BEGIN
                 INSERT INTO pair (a, b) VALUES (new.id, new.text);
             END;
             CREATE VIRTUAL TABLE found USING fts5 (text, content = '', contentless_delete = 1);"],
    };

    fn key(byte: u8) -> DatabaseKey {
        DatabaseKey::from_secret(SecretBytes::from_exposed(&mut [byte; 32]))
    }

    fn database(path: &Path) {
        let mut database = Database::create(path, &RECORDS, &key(1)).unwrap();
        for number in 0..300 {
            let text = format!("word {number}");
            let written: Result<usize, StoreError> = database.write(|writing| {
                writing.execute("INSERT INTO word (id, text) VALUES (?1, ?2)", params![number * 7, text])?;
                writing.execute("INSERT INTO found (rowid, text) VALUES (?1, ?2)", params![number * 7, text])
            });
            written.unwrap();
        }
        database.close().unwrap();
    }

    fn exported(from: &Path, to: &Path, cancel: &CancelFlag) -> Result<(), StoreError> {
        Export { schema: &RECORDS, from: (from, &key(1)), to: (to, &key(2)) }.run(cancel)
    }

    #[test]
    fn a_copy_is_whole_and_opens_with_its_own_key_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("records.1.db"), folder.path().join("records.2.db"));
        database(&from);
        let before = std::fs::read(&from).unwrap();
        exported(&from, &to, &CancelFlag::default()).unwrap();
        assert_eq!(std::fs::read(&from).unwrap(), before, "the original is only read");
        assert!(Database::open(&to, &RECORDS, &key(1), Access::ReadOnly).is_err());
        let mut copy = Database::open(&to, &RECORDS, &key(2), Access::ReadWrite).unwrap();
        assert_eq!(copy.commits().unwrap(), 301);
        let read = |sql: &str| copy.one(sql, params![], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(read("SELECT rowid FROM found WHERE found MATCH '299'"), Some(299 * 7));
        assert_eq!(read("SELECT count(*) FROM pair"), Some(300));
        assert_eq!(read("PRAGMA user_version"), Some(1));
        let mode = copy.one("PRAGMA journal_mode", params![], |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(mode.as_deref(), Some("wal"));
        let written: Result<usize, StoreError> = copy
            .write(|writing| writing.execute("INSERT INTO word (id, text) VALUES (1, 'more')", params![]));
        written.unwrap();
        copy.close().unwrap();
        let names: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(names.len(), 2, "{names:?}");
    }

    #[test]
    fn what_does_not_end_leaves_nothing_at_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("records.1.db"), folder.path().join("records.2.db"));
        database(&from);
        let stopped = CancelFlag::default();
        stopped.cancel();
        assert_eq!(exported(&from, &to, &stopped), Err(StoreError::Interrupted));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        // A damaged page of the original is not taken for zeros.
        let mut bytes = std::fs::read(&from).unwrap();
        let place = bytes.len() - 20_000;
        bytes[place] ^= 1;
        std::fs::write(&from, bytes).unwrap();
        let damaged = exported(&from, &to, &CancelFlag::default());
        assert!(matches!(damaged, Err(StoreError::Damaged { .. })), "{damaged:?}");
        assert!(!to.exists());
    }
}
