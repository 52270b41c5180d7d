//! How many rows a group's databases have: as the databases themselves keep count, which is quick, and row by row.
//!
//! `app` keeps the first when a group is closed, and a drill compares them with the second in a restored copy.

use crate::store::{Database, StoreError, params, unsigned};

use super::error::RecordsError;
use super::group::GroupStore;

/// The rows of a group's databases, and after which commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowCounts {
    /// How many commits the database of records had.
    pub records_commits: u64,
    /// Customers, tombstones apart.
    pub customers: u64,
    /// Records.
    pub records: u64,
    /// Commits and rows of the database of identities, where it is open.
    pub identities: Option<(u64, u64)>,
}

impl GroupStore {
    /// What the databases keep count of.
    pub fn kept_counts(&self) -> Result<RowCounts, RecordsError> {
        let counts = self.counts()?;
        let of_identities = |identities: &Database| -> Result<_, StoreError> {
            Ok((identities.commits()?, number(identities, "SELECT identities FROM tally")?))
        };
        Ok(RowCounts {
            records_commits: self.records.commits()?,
            customers: counts.customers,
            records: counts.records,
            identities: self.identities.as_ref().map(of_identities).transpose()?,
        })
    }

    /// The same, counted row by row.
    pub fn count_rows(&self) -> Result<RowCounts, RecordsError> {
        let of_identities = |identities: &Database| -> Result<_, StoreError> {
            Ok((identities.commits()?, number(identities, "SELECT count(*) FROM identity")?))
        };
        Ok(RowCounts {
            records_commits: self.records.commits()?,
            customers: number(&self.records, "SELECT count(*) FROM customer WHERE state < 2")?,
            records: number(&self.records, "SELECT count(*) FROM record")?,
            identities: self.identities.as_ref().map(of_identities).transpose()?,
        })
    }
}

fn number(database: &Database, sql: &'static str) -> Result<u64, StoreError> {
    Ok(database.one(sql, params![], |row| unsigned(row, 0))?.unwrap_or(0))
}
