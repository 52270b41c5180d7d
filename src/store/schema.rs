//! Schemas and migrations: a database's `user_version` says how many steps it has taken.
//!
//! The steps belong to the room whose tables they are; this file only takes them, each database in one transaction.

use super::error::StoreError;
use super::kind::Kind;
use super::sql::{Database, params};

/// The tables of one kind of database, as steps that were added over time. A released step is never changed.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// The kind of database.
    pub kind: Kind,
    /// SQL that makes `STRICT` tables; the step at place `n` (from 0) leads to `user_version` `n + 1`.
    pub steps: &'static [&'static str],
}

/// The house's own table, in every database.
const ABOUT: &str = "CREATE TABLE about (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    kind TEXT NOT NULL,
    commits INTEGER NOT NULL
) STRICT;";

/// Makes the tables of a database that is empty.
pub(super) fn found(database: &mut Database, schema: &Schema) -> Result<(), StoreError> {
    database.write(|writing| {
        writing.run_script(ABOUT)?;
        writing.execute(
            "INSERT INTO about (one, kind, commits) VALUES (1, ?1, 0)",
            params![schema.kind.key()],
        )?;
        take_steps(writing, schema, 0)
    })
}

/// Takes the steps that an existing database lacks.
pub(super) fn migrate(database: &mut Database, schema: &Schema) -> Result<(), StoreError> {
    let version = user_version(database)?;
    if version == 0 {
        return Err(database.damaged("it was never finished"));
    }
    let latest = i64::try_from(schema.steps.len()).expect("there are few steps");
    if version > latest {
        return Err(StoreError::Newer { file: database.name().to_owned(), version });
    }
    let kind: Option<String> =
        database.one("SELECT kind FROM about WHERE one = 1", params![], |row| row.get(0))?;
    if kind.as_deref() != Some(schema.kind.key()) {
        return Err(database.damaged("it is a database of another kind"));
    }
    if version < latest {
        database.write(|writing| take_steps(writing, schema, version))?;
    }
    Ok(())
}

fn user_version(database: &Database) -> Result<i64, StoreError> {
    Ok(database.one("PRAGMA user_version", params![], |row| row.get(0))?.unwrap_or(0))
}

fn take_steps(writing: &super::sql::Writing<'_>, schema: &Schema, from: i64) -> Result<(), StoreError> {
    let from = usize::try_from(from).unwrap_or(0);
    for step in schema.steps.iter().skip(from) {
        writing.run_script(step)?;
    }
    writing.run_script(&format!("PRAGMA user_version = {};", schema.steps.len()))
}
