//! The rows of the registry that tell of media and generations: kept for `backup`, which knows what is in them.
//!
//! No statement says them: they give nobody any power, and what counts of a generation is on the medium, signed.

use crate::policy::{Act, Permit};
use crate::store::StoreError;
use crate::vault::Vault;

use super::deed::{PeopleError, require};
use super::verified::Verified;

/// What the names of these rows begin with.
const OF_MEDIA: [&str; 4] = ["medium/", "generation/", "backup/", "drill/"];

/// What the names of the rows begin with that tell how many rows a group's databases have.
const OF_ROWS: &str = "rows/";

impl Vault<Verified> {
    /// The rows whose names begin like this, by name.
    pub fn media_rows(&self, begins: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        self.state.opened.registry.settings_like(begins)
    }

    /// Writes a row, new or again.
    pub fn keep_media_row(&mut self, permit: &Permit, name: &str, value: &[u8]) -> Result<(), PeopleError> {
        require(permit, &[Act::Media, Act::BackupWrite, Act::BackupVerify, Act::Drill])?;
        if !OF_MEDIA.iter().any(|begins| name.starts_with(begins)) {
            return Err(PeopleError::Unknown("row"));
        }
        Ok(self.state.opened.registry.store_setting(name, value)?)
    }

    /// Writes how many rows the databases of groups have, for drills to compare with; what is there already is not written
    /// again. Whoever closes a group does so, in no act of their own: it gives nobody any power.
    pub fn keep_row_counts(&mut self, counts: &[(String, Vec<u8>)]) -> Result<(), StoreError> {
        let kept = self.state.opened.registry.settings_like(OF_ROWS)?;
        let fresh: Vec<(String, Vec<u8>)> =
            counts.iter().filter(|row| row.0.starts_with(OF_ROWS) && !kept.contains(row)).cloned().collect();
        if fresh.is_empty() { Ok(()) } else { self.state.opened.registry.store_settings(&fresh) }
    }

    /// Writes everything of the registry back into its file, so that the file alone is whole: before it is copied.
    pub fn settle_registry(&self) -> Result<(), StoreError> {
        self.state.opened.registry.database().write_log_back()
    }
}
