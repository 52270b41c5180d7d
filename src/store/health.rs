//! Reading every page of a database: are they as they were written, and do they make sense together.
//!
//! For `check`. Knows no table.

use super::error::StoreError;
use super::sql::{Database, params};

/// More findings than this of one database say nothing new.
const FINDINGS: usize = 20;

/// What is wrong, in SQLite's words. Errors other than damage are returned as such.
pub(super) fn find_damage(database: &Database) -> Result<Vec<String>, StoreError> {
    let mut findings = Vec::new();
    // The HMACs are read from the file itself. A page that a power cut tore while it was written back is whole in the
    // log, and is written again first.
    gather(&mut findings, database.write_log_back().map(|()| Vec::new()))?;
    // Every page's HMAC, then the trees, the indexes, the values' types and the full-text index, then the references.
    gather(&mut findings, database.all("PRAGMA cipher_integrity_check", params![], |row| row.get(0)))?;
    gather(&mut findings, database.all("PRAGMA integrity_check(20)", params![], |row| row.get(0)))?;
    let loose = database.all("PRAGMA foreign_key_check", params![], |row| row.get::<_, String>(0));
    gather(&mut findings, loose.map(|tables| tables.iter().map(|table| dangling(table)).collect()))?;
    findings.dedup();
    findings.truncate(FINDINGS);
    Ok(findings)
}

fn gather(findings: &mut Vec<String>, found: Result<Vec<String>, StoreError>) -> Result<(), StoreError> {
    match found {
        Ok(lines) => findings.extend(lines.into_iter().filter(|line| line != "ok")),
        Err(StoreError::Damaged { what, .. }) => findings.push(what),
        Err(other) => return Err(other),
    }
    Ok(())
}

fn dangling(table: &str) -> String {
    format!("a row of {table} names a row that is not there")
}
