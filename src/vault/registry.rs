//! The registry database: statements, wraps, groups' sealed faces, settings. Stores and returns; judges nothing.
//!
//! Everything that belongs together is committed together, as one [`Change`].

use std::path::Path;

use crate::base::id::GroupId;
use crate::base::job::CancelFlag;
use crate::crypto::hash::{Digest, sha256};
use crate::keys::hierarchy::DatabaseKey;
use crate::keys::place::{Holder, KeyKind};
use crate::keys::wrap::Wrap;
use crate::store::export::Export;
use crate::store::sql::invalid_value;
use crate::store::{
    Access, Database, Kind, Row, RowResult, Schema, StoreError, Writing, params, signed, unsigned,
};

use super::sealed_keys::SealedKey;

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
        -- The agreement in each of its languages and versions, those that were only asked for included: by the hash that
        -- its statement carries.
        CREATE TABLE agreement_text (
            hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
            text TEXT NOT NULL
        ) STRICT;
        -- What was checked in a screening, sealed to the log reader of an epoch; commitment: what its statement carries.
        CREATE TABLE screening (
            commitment BLOB PRIMARY KEY,
            epoch INTEGER NOT NULL,
            sealed BLOB NOT NULL
        ) STRICT;
        -- Accounts that are being prepared: nothing of them counts for anything.
        CREATE TABLE draft (
            id BLOB PRIMARY KEY,
            content BLOB NOT NULL
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

/// A draft of an account: its id, and what it says.
pub type DraftRow = ([u8; 16], Vec<u8>);

/// What is written in one transaction.
#[derive(Debug, Default, Clone)]
pub struct Change {
    /// New statements, by number.
    pub statements: Vec<(u64, Vec<u8>)>,
    /// New wraps.
    pub wraps: Vec<WrapRow>,
    /// Wraps that take the place of those their holders had of the same epoch.
    pub rewraps: Vec<WrapRow>,
    /// Groups' new sealed faces.
    pub faces: Vec<(GroupId, Vec<u8>)>,
    /// Keys whose wraps to a holder go, of every epoch.
    pub dropped_wraps: Vec<DroppedWraps>,
    /// Texts of the agreement.
    pub texts: Vec<String>,
    /// Sealed details of screenings.
    pub screenings: Vec<SealedScreening>,
    /// Drafts of accounts, new or changed.
    pub drafts: Vec<DraftRow>,
    /// Drafts that go.
    pub dropped_drafts: Vec<[u8; 16]>,
    /// New keys, sealed to those who restore. Not of the registry: whoever commits writes these files first.
    pub sealed_keys: Vec<SealedKey>,
}

/// The wraps of one key to one holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DroppedWraps {
    /// The kind of key.
    pub kind: KeyKind,
    /// Its group.
    pub group: Option<GroupId>,
    /// Whose.
    pub holder: Holder,
}

/// What was checked in a screening, sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedScreening {
    /// The commitment that the statement carries.
    pub commitment: Digest,
    /// The epoch of the log reader it is sealed to.
    pub epoch: u32,
    /// The sealed bytes.
    pub sealed: Vec<u8>,
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

    /// Writes a registry again under another key, into a new file. Nobody writes to it meanwhile.
    pub fn export(from: (&Path, &DatabaseKey), to: (&Path, &DatabaseKey)) -> Result<(), StoreError> {
        Export { schema: &SCHEMA, from, to }.run(&CancelFlag::default())
    }

    /// Forgets people's wraps of a group's key of epochs before `epoch`. Recovery's stay: they open old backups.
    pub fn drop_wraps_before(&mut self, kind: KeyKind, group: GroupId, epoch: u32) -> Result<(), StoreError> {
        let sql = "DELETE FROM wrap WHERE kind = ?1 AND group_id = ?2 AND epoch < ?3 AND holder <> ?4";
        let (group, recovery) = (group_blob(Some(group)), Holder::Recovery.to_bytes());
        self.database.write(|writing| {
            writing.execute(sql, params![kind.number(), group, epoch, recovery.as_slice()]).map(drop)
        })
    }

    /// Writes a change: all of it, or nothing. Durable when this returns.
    pub fn commit(&mut self, change: &Change) -> Result<(), StoreError> {
        self.database.write(|writing| {
            // Away first: a key may be granted anew in the same change.
            drop_wraps(writing, &change.dropped_wraps)?;
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
            rewrap(writing, &change.rewraps)?;
            for (group, face) in &change.faces {
                let sql = "INSERT INTO customer_group (id, face) VALUES (?1, ?2)
                           ON CONFLICT (id) DO UPDATE SET face = excluded.face";
                writing.execute(sql, params![group.as_bytes().as_slice(), face])?;
            }
            write_papers(writing, change)
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

    /// The agreement's text that was kept under this hash; whoever reads it holds it against that.
    pub fn agreement_text(&self, hash: Digest) -> Result<Option<String>, StoreError> {
        let sql = "SELECT text FROM agreement_text WHERE hash = ?1";
        self.database.one(sql, params![hash.0.as_slice()], |row| row.get(0))
    }

    /// The sealed details behind a screening's commitment: the epoch of the log reader, and the bytes.
    pub fn screening(&self, commitment: Digest) -> Result<Option<SealedScreening>, StoreError> {
        let sql = "SELECT epoch, sealed FROM screening WHERE commitment = ?1";
        self.database.one(sql, params![commitment.0.as_slice()], |row| {
            Ok(SealedScreening { commitment, epoch: row.get(0)?, sealed: row.get(1)? })
        })
    }

    /// Every draft of an account.
    pub fn drafts(&self) -> Result<Vec<DraftRow>, StoreError> {
        self.database.all("SELECT id, content FROM draft ORDER BY id", params![], |row| {
            let id: Vec<u8> = row.get(0)?;
            let id = id.try_into().map_err(|_not_an_id| invalid_value(0))?;
            Ok((id, row.get(1)?))
        })
    }

    /// A setting's value.
    pub fn setting(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.database.one("SELECT value FROM setting WHERE name = ?1", params![name], |row| row.get(0))
    }

    /// The settings whose names begin like this, by name.
    pub fn settings_like(&self, begins: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let sql = "SELECT name, value FROM setting WHERE substr(name, 1, ?2) = ?1 ORDER BY name";
        let length = signed(begins.chars().count() as u64);
        self.database.all(sql, params![begins, length], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Writes a setting.
    pub fn store_setting(&mut self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        self.store_settings(&[(name.to_owned(), value.to_owned())])
    }

    /// Writes settings, all of them or none.
    pub fn store_settings(&mut self, settings: &[(String, Vec<u8>)]) -> Result<(), StoreError> {
        let sql = "INSERT INTO setting (name, value) VALUES (?1, ?2)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.database.write(|writing| {
            for (name, value) in settings {
                writing.execute(sql, params![name, value])?;
            }
            Ok::<_, StoreError>(())
        })
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

fn drop_wraps(writing: &Writing<'_>, dropped: &[DroppedWraps]) -> Result<(), StoreError> {
    for gone in dropped {
        let sql = "DELETE FROM wrap WHERE kind = ?1 AND group_id = ?2 AND holder = ?3";
        let (group, holder) = (group_blob(gone.group), gone.holder.to_bytes());
        writing.execute(sql, params![gone.kind.number(), group, holder.as_slice()])?;
    }
    Ok(())
}

fn rewrap(writing: &Writing<'_>, rows: &[WrapRow]) -> Result<(), StoreError> {
    for row in rows {
        let sql = "UPDATE wrap SET bytes = ?5
                   WHERE kind = ?1 AND group_id = ?2 AND epoch = ?3 AND holder = ?4";
        let (group, holder) = (group_blob(row.group), row.holder.to_bytes());
        writing.execute(sql, params![row.kind.number(), group, row.epoch, holder.as_slice(), row.wrap.0])?;
    }
    Ok(())
}

/// Texts, details and drafts.
fn write_papers(writing: &Writing<'_>, change: &Change) -> Result<(), StoreError> {
    for text in &change.texts {
        // One that was refused may be asked for again.
        let sql = "INSERT OR REPLACE INTO agreement_text (hash, text) VALUES (?1, ?2)";
        writing.execute(sql, params![sha256(text.as_bytes()).0.as_slice(), text])?;
    }
    for screening in &change.screenings {
        let sql = "INSERT INTO screening (commitment, epoch, sealed) VALUES (?1, ?2, ?3)";
        writing
            .execute(sql, params![screening.commitment.0.as_slice(), screening.epoch, screening.sealed])?;
    }
    for (id, content) in &change.drafts {
        let sql = "INSERT INTO draft (id, content) VALUES (?1, ?2)
                   ON CONFLICT (id) DO UPDATE SET content = excluded.content";
        writing.execute(sql, params![id.as_slice(), content])?;
    }
    for id in &change.dropped_drafts {
        writing.execute("DELETE FROM draft WHERE id = ?1", params![id.as_slice()])?;
    }
    Ok(())
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
