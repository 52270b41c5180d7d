//! Finding customers as someone types: by name and contact where the identities were granted, by code always.
//!
//! Reads only. A search is answered by page, and counts at most [`FOUND_AT_MOST`] hits: who finds more types on.

use std::collections::HashSet;

use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::store::{Database, params, signed, unsigned};

use super::customer::{code_at, entry};
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
            let rows = page.iter().filter_map(|code| self.row_of(*code).transpose());
            return Ok(Listing { total: codes.len() as u64, offset, rows: rows.collect::<Result<_, _>>()? });
        };
        let found = identities_found(identities, &codes, &query.text)?;
        let mut rows = Vec::new();
        for id in found.get(on_page(found.len())).unwrap_or_default() {
            let code = identities
                .one("SELECT code FROM identity WHERE id = ?1", params![id], |row| code_at(row, 0))?;
            rows.extend(code.map(|code| self.row_of(code)).transpose()?.flatten());
        }
        Ok(Listing { total: found.len() as u64, offset, rows })
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
        let codes = identities.all(
            "SELECT code FROM identity ORDER BY name_key, id LIMIT ?2 OFFSET ?1",
            params![signed(offset), limit],
            |row| code_at(row, 0),
        )?;
        let rows = codes.into_iter().filter_map(|code| self.row_of(code).transpose());
        Ok(Listing { total: total.unwrap_or(0), offset, rows: rows.collect::<Result<_, _>>()? })
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

    /// One row of a list; none if the customer went away meanwhile.
    fn row_of(&self, code: ClientCode) -> Result<Option<CustomerRow>, RecordsError> {
        let Some(entry) = entry(&self.records, code)? else {
            return Ok(None);
        };
        let shown = match &self.identities {
            Some(identities) => identities.one(
                "SELECT name, iif(email <> '', email, iif(phone <> '', phone, address))
                 FROM identity WHERE code = ?1",
                params![code.compact()],
                |row| Ok((row.get(0)?, row.get::<_, String>(1)?)),
            )?,
            None => None,
        };
        let (name, contact) = shown.unzip();
        Ok(Some(CustomerRow {
            group: self.group.id,
            code,
            name,
            contact: contact.filter(|line| !line.is_empty()),
            records: entry.records,
            added_at: entry.added_at,
        }))
    }
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
        let mut named = Vec::new();
        for id in by_words {
            let sql = "SELECT name_key FROM identity WHERE id = ?1";
            let name = identities.one(sql, params![id], |row| row.get::<_, String>(0))?;
            named.push((name.unwrap_or_default(), id));
        }
        named.sort_unstable();
        by_words = named.into_iter().map(|(_, id)| id).collect();
    }
    let first: HashSet<i64> = found.iter().copied().collect();
    found.extend(by_words.into_iter().filter(|id| !first.contains(id)));
    Ok(found)
}
