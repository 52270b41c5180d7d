//! The registry database: statements, wraps, groups' sealed faces, settings. Stores and returns; judges nothing.
//!
//! Everything that belongs together is committed together, as one [`Change`].

use std::path::Path;

use crate::base::id::GroupId;
use crate::keys::hierarchy::DatabaseKey;
use crate::keys::place::{Holder, KeyKind};
use crate::keys::wrap::Wrap;
use crate::store::sql::invalid_value;
use crate::store::{Access, Database, Kind, Row, RowResult, Schema, StoreError, params, signed, unsigned};

const SCHEMA: Schema = Schema {
    kind: Kind::Registry,
    steps: &["
        CREATE TABLE statement (
            number INTEGER PRIMARY KEY,
            bytes BLOB NOT NULL
        ) STRICT;
        -- group_id is empty for the vault's own keys; holder is 1 and an account's id, or 2 and zeros for recovery.
        CREATE TABLE wrap (
            kind INTEGER NOT NULL,
            group_id BLOB NOT NULL,
            epoch INTEGER NOT NULL,
            holder BLOB NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (kind, group_id, epoch, holder)
        ) STRICT;
        -- face: name and whether it is closed, sealed under a key that the group's records key derives.
        CREATE TABLE customer_group (
            id BLOB PRIMARY KEY,
            face BLOB NOT NULL
        ) STRICT;
        CREATE TABLE setting (
            name TEXT PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT;
    "],
};

/// The registry, open.
#[derive(Debug)]
pub struct Registry {
    database: Database,
}

/// One wrapped key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrapRow {
    /// The kind of key.
    pub kind: KeyKind,
    /// Its group.
    pub group: Option<GroupId>,
    /// Its epoch.
    pub epoch: u32,
    /// Whom it is wrapped to.
    pub holder: Holder,
    /// The wrap.
    pub wrap: Wrap,
}

/// What is written in one transaction.
#[derive(Debug, Default, Clone)]
pub struct Change {
    /// New statements, by number.
    pub statements: Vec<(u64, Vec<u8>)>,
    /// New wraps.
    pub wraps: Vec<WrapRow>,
    /// Groups' new sealed faces.
    pub faces: Vec<(GroupId, Vec<u8>)>,
}

impl Registry {
    /// Makes a new registry. The file must not be there.
    pub fn create(path: &Path, key: &DatabaseKey) -> Result<Self, StoreError> {
        Ok(Self { database: Database::create(path, &SCHEMA, key)? })
    }

    /// Opens the registry.
    pub fn open(path: &Path, key: &DatabaseKey) -> Result<Self, StoreError> {
        Ok(Self { database: Database::open(path, &SCHEMA, key, Access::ReadWrite)? })
    }

    /// Writes a change: all of it, or nothing. Durable when this returns.
    pub fn commit(&mut self, change: &Change) -> Result<(), StoreError> {
        self.database.write(|writing| {
            for (number, bytes) in &change.statements {
                let sql = "INSERT INTO statement (number, bytes) VALUES (?1, ?2)";
                writing.execute(sql, params![signed(*number), bytes])?;
            }
            for row in &change.wraps {
                let sql =
                    "INSERT INTO wrap (kind, group_id, epoch, holder, bytes) VALUES (?1, ?2, ?3, ?4, ?5)";
                let (group, holder) = (group_blob(row.group), row.holder.to_bytes());
                writing.execute(
                    sql,
                    params![row.kind.number(), group, row.epoch, holder.as_slice(), row.wrap.0],
                )?;
            }
            for (group, face) in &change.faces {
                let sql = "INSERT INTO customer_group (id, face) VALUES (?1, ?2)
                           ON CONFLICT (id) DO UPDATE SET face = excluded.face";
                writing.execute(sql, params![group.as_bytes().as_slice(), face])?;
            }
            Ok(())
        })
    }

    /// Every statement's number and bytes, in order.
    pub fn statements(&self) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        let sql = "SELECT number, bytes FROM statement ORDER BY number";
        self.database.all(sql, params![], |row| Ok((unsigned(row, 0)?, row.get(1)?)))
    }

    /// Every wrap.
    pub fn wraps(&self) -> Result<Vec<WrapRow>, StoreError> {
        let sql =
            "SELECT kind, group_id, epoch, holder, bytes FROM wrap ORDER BY kind, group_id, epoch, holder";
        self.database.all(sql, params![], read_wrap)
    }

    /// Every group's sealed face.
    pub fn faces(&self) -> Result<Vec<(GroupId, Vec<u8>)>, StoreError> {
        self.database.all("SELECT id, face FROM customer_group ORDER BY id", params![], |row| {
            let id: Vec<u8> = row.get(0)?;
            let id = GroupId::try_from(id.as_slice()).map_err(|_not_an_id| invalid_value(0))?;
            Ok((id, row.get(1)?))
        })
    }

    /// A setting's value.
    pub fn setting(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.database.one("SELECT value FROM setting WHERE name = ?1", params![name], |row| row.get(0))
    }

    /// Writes a setting.
    pub fn store_setting(&mut self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        let sql = "INSERT INTO setting (name, value) VALUES (?1, ?2)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.database.write(|writing| writing.execute(sql, params![name, value]).map(drop))
    }

    /// The database, for its commit counter and its health.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Writes the log back into the file and closes.
    pub fn close(self) -> Result<(), StoreError> {
        self.database.close()
    }
}

fn group_blob(group: Option<GroupId>) -> Vec<u8> {
    group.map_or_else(Vec::new, |group| group.as_bytes().to_vec())
}

fn read_wrap(row: &Row<'_>) -> RowResult<WrapRow> {
    let kind = row.get::<_, u8>(0)?;
    let group: Vec<u8> = row.get(1)?;
    let holder: Vec<u8> = row.get(3)?;
    let group = match group.as_slice() {
        [] => None,
        bytes => Some(GroupId::try_from(bytes).map_err(|_not_an_id| invalid_value(1))?),
    };
    Ok(WrapRow {
        kind: KeyKind::from_number(kind).ok_or_else(|| invalid_value(0))?,
        group,
        epoch: row.get(2)?,
        holder: Holder::from_bytes(&holder).ok_or_else(|| invalid_value(3))?,
        wrap: Wrap(row.get(4)?),
    })
}
