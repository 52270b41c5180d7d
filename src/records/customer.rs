//! One customer: adding, editing, looking at. The code's row comes first, the identity second, so a name never
//! stands without a code; a code without a name is an addition that did not end, and is swept.

use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::GroupId;
use crate::store::sql::invalid_value;
use crate::store::{Database, Row, RowResult, StoreError, Writing, params, unsigned};

use super::error::RecordsError;
use super::face::{CustomerSheet, IdentityDraft};
use super::group::GroupStore;
use super::schema::state;
use super::text;

/// An identity whose lines are as they are kept.
pub(super) struct Identity(pub(super) IdentityDraft);

impl Identity {
    /// Trims and judges what was typed.
    pub(super) fn judge(draft: &IdentityDraft) -> Result<Self, RecordsError> {
        Ok(Self(IdentityDraft {
            name: text::full_line("name", &draft.name)?,
            email: text::line("email", &draft.email)?,
            phone: text::line("phone", &draft.phone)?,
            address: text::short_lines("address", &draft.address)?,
            notes: text::lines("notes", &draft.notes)?,
        }))
    }

    /// What is found by contact: the lines, and a telephone number once more in one piece.
    fn contact(&self) -> String {
        let Self(kept) = self;
        let number = text::one_number(&kept.phone).unwrap_or_default();
        format!("{} {} {number} {}", kept.email, kept.phone, kept.address)
    }
}

/// A customer's row in `records`.
pub(super) struct CustomerEntry {
    pub(super) id: i64,
    pub(super) state: i64,
    pub(super) other_group: Option<GroupId>,
    pub(super) added_at: WallTime,
    pub(super) records: u64,
}

impl GroupStore {
    /// Draws a code that is free in this group, tombstones included. The caller asks the other groups.
    pub fn draw_code(&self) -> Result<ClientCode, RecordsError> {
        loop {
            let code = ClientCode::generate();
            if !self.knows_code(code)? {
                return Ok(code);
            }
        }
    }

    /// Whether the code is, or ever was, a customer's of this group.
    pub fn knows_code(&self, code: ClientCode) -> Result<bool, RecordsError> {
        Ok(entry(&self.records, code)?.is_some())
    }

    /// Adds a customer under a code that was drawn. Durable when this returns.
    pub fn add_customer(&mut self, code: ClientCode, draft: &IdentityDraft) -> Result<(), RecordsError> {
        self.writable()?;
        let identity = Identity::judge(draft)?;
        self.identities()?;
        if self.knows_code(code)? {
            return Err(RecordsError::CodeTaken);
        }
        let now = self.group.setting.clock.wall();
        self.records.write(|writing| insert_code(writing, code, now))?;
        self.identities_mut()?.write(|writing| insert_identity(writing, code, &identity))?;
        Ok(())
    }

    /// Changes a customer's identity, as a whole.
    pub fn edit_customer(&mut self, code: ClientCode, draft: &IdentityDraft) -> Result<(), RecordsError> {
        self.writable()?;
        let identity = Identity::judge(draft)?;
        self.staying(code)?;
        self.identities_mut()?.write(|writing| {
            let sql = "SELECT id FROM identity WHERE code = ?1";
            let id: Option<i64> = writing.one(sql, params![code.compact()], |row| row.get(0))?;
            let id = id.ok_or(RecordsError::NotFound)?;
            let IdentityDraft { name, email, phone, address, notes } = &identity.0;
            writing.execute(
                "UPDATE identity SET name = ?2, name_key = ?3, email = ?4, phone = ?5, address = ?6, notes = ?7
                 WHERE id = ?1",
                params![id, name, text::sorting_key(name), email, phone, address, notes],
            )?;
            index_identity(writing, id, &identity)?;
            Ok(())
        })
    }

    /// Everything of one customer, tombstones included.
    pub fn customer(&self, code: ClientCode) -> Result<CustomerSheet, RecordsError> {
        let entry = entry(&self.records, code)?.filter(|entry| entry.state != state::VOID);
        let entry = entry.ok_or(RecordsError::NotFound)?;
        let identity = match &self.identities {
            Some(identities) => identity_of(identities, code)?,
            None => None,
        };
        Ok(CustomerSheet {
            group: self.group.id,
            code,
            identity,
            added_at: entry.added_at,
            records: entry.records,
            moved_to: entry.other_group.filter(|_| entry.state == state::MOVED),
        })
    }

    /// The row of a customer who is here and not on the way to another group.
    pub(super) fn staying(&self, code: ClientCode) -> Result<CustomerEntry, RecordsError> {
        match entry(&self.records, code)? {
            Some(entry) if entry.state == state::HERE => Ok(entry),
            Some(entry) if entry.state == state::LEAVING => Err(RecordsError::BeingMoved),
            _ => Err(RecordsError::NotFound),
        }
    }
}

/// A customer's row, whatever its state.
pub(super) fn entry(records: &Database, code: ClientCode) -> Result<Option<CustomerEntry>, StoreError> {
    records.one(
        "SELECT id, state, other_group, added_at, records FROM customer WHERE code = ?1",
        params![code.compact()],
        |row| {
            Ok(CustomerEntry {
                id: row.get(0)?,
                state: row.get(1)?,
                other_group: row.get::<_, Option<[u8; 16]>>(2)?.map(GroupId::from_bytes),
                added_at: WallTime::from_unix_millis(row.get(3)?),
                records: unsigned(row, 4)?,
            })
        },
    )
}

/// A customer's identity, if it is written.
pub(super) fn identity_of(
    identities: &Database,
    code: ClientCode,
) -> Result<Option<IdentityDraft>, StoreError> {
    identities.one(
        "SELECT name, email, phone, address, notes FROM identity WHERE code = ?1",
        params![code.compact()],
        |row| {
            Ok(IdentityDraft {
                name: row.get(0)?,
                email: row.get(1)?,
                phone: row.get(2)?,
                address: row.get(3)?,
                notes: row.get(4)?,
            })
        },
    )
}

/// The code's row: from here on the code is in use for ever.
pub(super) fn insert_code(writing: &Writing<'_>, code: ClientCode, now: WallTime) -> Result<i64, StoreError> {
    writing.insert(
        "INSERT INTO customer (code, state, added_at) VALUES (?1, ?2, ?3)",
        params![code.compact(), state::HERE, now.unix_millis()],
    )
}

/// The identity's row and what it is found by.
pub(super) fn insert_identity(
    writing: &Writing<'_>,
    code: ClientCode,
    identity: &Identity,
) -> Result<(), StoreError> {
    let IdentityDraft { name, email, phone, address, notes } = &identity.0;
    let id = writing.insert(
        "INSERT INTO identity (code, name, name_key, email, phone, address, notes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![code.compact(), name, text::sorting_key(name), email, phone, address, notes],
    )?;
    index_identity(writing, id, identity)
}

/// Removes an identity; fine if there is none. Until the index is written anew, its words only count as removed.
pub(super) fn remove_identity(writing: &Writing<'_>, code: ClientCode) -> Result<(), StoreError> {
    let sql = "SELECT id FROM identity WHERE code = ?1";
    let id: Option<i64> = writing.one(sql, params![code.compact()], |row| row.get(0))?;
    if let Some(id) = id {
        writing.execute("DELETE FROM identity_text WHERE rowid = ?1", params![id])?;
        writing.execute("DELETE FROM identity WHERE id = ?1", params![id])?;
    }
    Ok(())
}

fn index_identity(writing: &Writing<'_>, id: i64, identity: &Identity) -> Result<(), StoreError> {
    writing.execute(
        "INSERT OR REPLACE INTO identity_text (rowid, name, contact) VALUES (?1, ?2, ?3)",
        params![id, identity.0.name, identity.contact()],
    )?;
    Ok(())
}

/// A client code in a row.
pub(super) fn code_at(row: &Row<'_>, column: usize) -> RowResult<ClientCode> {
    row.get_ref(column)?.as_str()?.parse().ok().ok_or_else(|| invalid_value(column))
}
