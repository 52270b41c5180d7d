//! Finding customers as someone types: by name and contact where the identities were granted, by code always.
//!
//! Reads only. A search is answered by page, and counts at most [`FOUND_AT_MOST`] hits: who finds more types on.

use std::collections::{HashMap, HashSet};

use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::store::{Database, Row, RowResult, params, signed, unsigned};

use super::customer::code_at;
use super::error::RecordsError;
use super::face::{CustomerQuery, CustomerRow, FOUND_AT_MOST, Listing};
use super::group::GroupStore;
use super::text;

/// Fewer hits than this are sorted by name; more come in the order in which they were added.
const SORTED_AT_MOST: usize = 200;

/// Codes that begin as typed; with three symbols there are few, however many customers there are.
const CODES_AT_MOST: u32 = 50;

impl GroupStore {
    /// The customers that fit `query` (whose group is not looked at), from `offset`, at most `limit`.
    ///
    /// Without a text: all, by name where the identities were granted, else the newest first.
    pub fn find_customers(
        &self,
        query: &CustomerQuery,
        offset: u64,
        limit: u32,
    ) -> Result<Listing<Vec<CustomerRow>>, RecordsError> {
        if query.text.trim().is_empty() {
            return match &self.identities {
                Some(identities) => self.all_by_name(identities, offset, limit),
                None => self.all_by_age(offset, limit),
            };
        }
        let codes = self.codes_that_begin(&query.text)?;
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let on_page = |total: usize| start.min(total)..start.saturating_add(limit as usize).min(total);
        let Some(identities) = &self.identities else {
            let page = codes.get(on_page(codes.len())).unwrap_or_default();
            let page = page.iter().map(|code| Shown { code: *code, name: None, contact: None }).collect();
            return Ok(Listing { total: codes.len() as u64, offset, rows: self.with_counts(page)? });
        };
        let found = identities_found(identities, &codes, &query.text)?;
        let page = found.get(on_page(found.len())).unwrap_or_default();
        let page = identities.all(
            "SELECT i.code, i.name, iif(i.email <> '', i.email, iif(i.phone <> '', i.phone, i.address))
             FROM json_each(?1) j CROSS JOIN identity i ON i.id = j.value ORDER BY j.key",
            params![list_of(page)],
            shown_at,
        )?;
        Ok(Listing { total: found.len() as u64, offset, rows: self.with_counts(page)? })
    }

    fn codes_that_begin(&self, typed: &str) -> Result<Vec<ClientCode>, RecordsError> {
        let Some(prefix) = text::code_prefix(typed) else {
            return Ok(Vec::new());
        };
        let after = format!("{prefix}~");
        Ok(self.records.all(
            "SELECT code FROM customer WHERE code >= ?1 AND code < ?2 AND state < 2 ORDER BY code LIMIT ?3",
            params![prefix, after, CODES_AT_MOST],
            |row| code_at(row, 0),
        )?)
    }

    fn all_by_name(
        &self,
        identities: &Database,
        offset: u64,
        limit: u32,
    ) -> Result<Listing<Vec<CustomerRow>>, RecordsError> {
        let total = identities.one("SELECT identities FROM tally", params![], |row| unsigned(row, 0))?;
        let page = identities.all(
            "SELECT code, name, iif(email <> '', email, iif(phone <> '', phone, address)) FROM identity
             ORDER BY name_key, id LIMIT ?2 OFFSET ?1",
            params![signed(offset), limit],
            shown_at,
        )?;
        Ok(Listing { total: total.unwrap_or(0), offset, rows: self.with_counts(page)? })
    }

    fn all_by_age(&self, offset: u64, limit: u32) -> Result<Listing<Vec<CustomerRow>>, RecordsError> {
        let rows = self.records.all(
            "SELECT code, added_at, records FROM customer WHERE state < 2
             ORDER BY id DESC LIMIT ?2 OFFSET ?1",
            params![signed(offset), limit],
            |row| {
                Ok(CustomerRow {
                    group: self.group.id,
                    code: code_at(row, 0)?,
                    name: None,
                    contact: None,
                    records: unsigned(row, 2)?,
                    added_at: WallTime::from_unix_millis(row.get(1)?),
                })
            },
        )?;
        Ok(Listing { total: self.counts()?.customers, offset, rows })
    }

    /// The rows of a page, with what the records database knows. Who went away meanwhile is left out.
    fn with_counts(&self, page: Vec<Shown>) -> Result<Vec<CustomerRow>, RecordsError> {
        let codes = page.iter().map(|shown| shown.code.compact()).collect::<serde_json::Value>().to_string();
        let known: HashMap<ClientCode, (WallTime, u64)> = self
            .records
            .all(
                "SELECT c.code, c.added_at, c.records FROM json_each(?1) j CROSS JOIN customer c ON c.code = j.value
                 WHERE c.state < 2",
                params![codes],
                |row| Ok((code_at(row, 0)?, (WallTime::from_unix_millis(row.get(1)?), unsigned(row, 2)?))),
            )?
            .into_iter()
            .collect();
        let rows = page.into_iter().filter_map(|Shown { code, name, contact }| {
            let (added_at, records) = *known.get(&code)?;
            Some(CustomerRow { group: self.group.id, code, name, contact, records, added_at })
        });
        Ok(rows.collect())
    }
}

/// What the identities database shows of a customer in a list.
struct Shown {
    code: ClientCode,
    name: Option<String>,
    contact: Option<String>,
}

fn shown_at(row: &Row<'_>) -> RowResult<Shown> {
    let contact: String = row.get(2)?;
    let first_line = contact.lines().next().filter(|line| !line.is_empty()).map(str::to_owned);
    Ok(Shown { code: code_at(row, 0)?, name: Some(row.get(1)?), contact: first_line })
}

fn list_of(ids: &[i64]) -> String {
    serde_json::Value::from(ids).to_string()
}

/// The identities that are found: those of `codes` first, then those with the words that were typed.
fn identities_found(
    identities: &Database,
    codes: &[ClientCode],
    typed: &str,
) -> Result<Vec<i64>, RecordsError> {
    let mut found: Vec<i64> = Vec::new();
    for code in codes {
        let sql = "SELECT id FROM identity WHERE code = ?1";
        found.extend(identities.one(sql, params![code.compact()], |row| row.get::<_, i64>(0))?);
    }
    let Some(expression) = text::match_expression(typed) else {
        return Ok(found);
    };
    let mut by_words: Vec<i64> = identities.all(
        "SELECT rowid FROM identity_text WHERE identity_text MATCH ?1 LIMIT ?2",
        params![expression, signed(FOUND_AT_MOST)],
        |row| row.get(0),
    )?;
    if by_words.len() <= SORTED_AT_MOST {
        by_words = identities.all(
            "SELECT i.id FROM json_each(?1) j CROSS JOIN identity i ON i.id = j.value ORDER BY i.name_key, i.id",
            params![list_of(&by_words)],
            |row| row.get(0),
        )?;
    }
    let first: HashSet<i64> = found.iter().copied().collect();
    found.extend(by_words.into_iter().filter(|id| !first.contains(id)));
    Ok(found)
}
