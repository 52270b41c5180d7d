//! What is printed of customers, records and groups: JSON objects with the fields that scripts rely on, and lines.

use serde::Serialize;

use crate::app::snapshot::{CustomerRow, CustomerSheet, GroupRow, HeldGroup, RecordRow, TwoPerson};
use crate::texts::Texts;

/// A group.
#[derive(Debug, Serialize)]
pub(super) struct GroupObject {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) closed: bool,
    pub(super) identities: bool,
    pub(super) customers: u64,
    pub(super) records: u64,
    /// What of it takes two people: `no`, `identities` or `whole`.
    pub(super) two_person: &'static str,
    /// What takes two is not open.
    pub(super) shut: bool,
}

impl GroupObject {
    /// A group that is open, at least its records.
    pub(super) fn of(row: &GroupRow, held: &[HeldGroup]) -> Self {
        let held = held.iter().find(|held| held.group == row.id);
        Self {
            id: row.id.to_string(),
            name: row.name.clone(),
            closed: row.closed,
            identities: row.identities,
            customers: row.customers,
            records: row.records,
            two_person: held.map_or(TwoPerson::No, |held| held.takes).key(),
            shut: held.is_some_and(|held| held.shut),
        }
    }

    /// A group that is shut: nothing is known of it but its name.
    pub(super) fn of_shut(held: &HeldGroup) -> Self {
        Self {
            id: held.group.to_string(),
            name: held.name.clone(),
            closed: held.closed,
            identities: false,
            customers: 0,
            records: 0,
            two_person: held.takes.key(),
            shut: true,
        }
    }

    pub(super) fn line(&self, texts: &Texts) -> String {
        let closed = if self.closed { format!("  ({})", texts.text("cli-closed")) } else { String::new() };
        if self.shut && self.two_person == TwoPerson::Whole.key() {
            return format!("{}  {}  {}{closed}", self.id, self.name, texts.text("cli-shut"));
        }
        let customers = texts.with("count-customers", &[("count", self.customers.into())]);
        let records = texts.with("count-records", &[("count", self.records.into())]);
        format!("{}  {}  {customers}, {records}{closed}", self.id, self.name)
    }
}

/// A customer. Always carries the code.
#[derive(Debug, Serialize)]
pub(super) struct CustomerObject {
    pub(super) object: &'static str,
    pub(super) code: String,
    pub(super) group: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) contact: Option<String>,
    pub(super) records: u64,
    pub(super) added_at: String,
}

impl CustomerObject {
    pub(super) fn of(row: &CustomerRow) -> Self {
        Self {
            object: "customer",
            code: row.code.to_string(),
            group: row.group.to_string(),
            name: row.name.clone(),
            contact: row.contact.clone(),
            records: row.records,
            added_at: row.added_at.to_string(),
        }
    }

    pub(super) fn of_sheet(sheet: &CustomerSheet) -> Self {
        Self {
            object: "customer",
            code: sheet.code.to_string(),
            group: sheet.group.to_string(),
            name: sheet.identity.as_ref().map(|identity| identity.name.clone()),
            contact: sheet.identity.as_ref().map(|identity| identity.email.clone()),
            records: sheet.records,
            added_at: sheet.added_at.to_string(),
        }
    }

    pub(super) fn line(&self) -> String {
        let name = self.name.as_deref().unwrap_or_default();
        format!("{}  {name}  {}", self.code, self.contact.as_deref().unwrap_or_default())
            .trim_end()
            .to_owned()
    }
}

/// A record. Always carries the code, the id, the title, the size and the SHA-256.
#[derive(Debug, Serialize)]
pub(super) struct RecordObject {
    pub(super) object: &'static str,
    pub(super) id: String,
    pub(super) code: String,
    pub(super) group: String,
    pub(super) title: String,
    pub(super) kind: &'static str,
    pub(super) tags: Vec<String>,
    pub(super) filed_at: String,
    pub(super) size: u64,
    pub(super) sha256: String,
    /// Where a copy was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) path: Option<String>,
}

impl RecordObject {
    pub(super) fn of(row: &RecordRow, sha256_hex: String) -> Self {
        Self {
            object: "record",
            id: row.id.to_string(),
            code: row.code.to_string(),
            group: row.group.to_string(),
            title: row.title.clone(),
            kind: row.kind.key(),
            tags: row.tags.clone(),
            filed_at: row.filed_at.to_string(),
            size: row.size_bytes,
            sha256: sha256_hex,
            path: None,
        }
    }

    pub(super) fn line(&self, texts: &Texts) -> String {
        let path = self.path.as_ref().map(|path| format!("  {path}")).unwrap_or_default();
        format!("{}  {}  {:>9}  {}{path}", self.id, self.code, texts.size(self.size), self.title)
    }
}
