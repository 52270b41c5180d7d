//! Every pragma of the house, in one place: how a connection is keyed, what protects its pages, how it commits.
//!
//! Called once per connection by [`super::sql`], before anything is read.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, Error, Result};
use zeroize::Zeroizing;

use crate::keys::hierarchy::DatabaseKey;

use super::kind::Kind;

/// How long a connection waits for another one's lock before it is an error.
const BUSY_TIMEOUT: Duration = Duration::from_mins(1);

/// Keys the connection. Wrong keys show at the first read, not here.
pub(super) fn set_key(connection: &Connection, key: &DatabaseKey, kind: Kind) -> Result<()> {
    // SQLCipher's log would go to stderr and name files; what matters comes back as errors.
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    let mut pragma = Zeroizing::new(String::with_capacity(96));
    pragma.push_str("PRAGMA key = \"");
    write_raw_key(&mut pragma, key);
    pragma.push_str("\";");
    connection.execute_batch(&pragma)?;
    connection.execute_batch(&cipher_settings("main", kind))
}

/// Attaches the empty file at `path` as `fresh`, keyed and set like a database of this kind. It has no journal on the
/// disk: what is not whole in the end is removed.
pub(super) fn attach_new(connection: &Connection, path: &Path, key: &DatabaseKey, kind: Kind) -> Result<()> {
    let mut raw = Zeroizing::new(String::with_capacity(80));
    write_raw_key(&mut raw, key);
    let name = path.to_str().ok_or_else(|| Error::InvalidPath(path.to_owned()))?;
    connection.execute("ATTACH DATABASE ?1 AS fresh KEY ?2", (name, raw.as_str()))?;
    connection.execute_batch(&cipher_settings("fresh", kind))?;
    connection.query_row("PRAGMA fresh.journal_mode = MEMORY", [], |_| Ok(()))?;
    connection.execute_batch(&format!(
        "PRAGMA fresh.synchronous = OFF;
         PRAGMA fresh.secure_delete = ON;
         PRAGMA fresh.cache_size = -{};",
        kind.cache_kib()
    ))
}

/// `x'…'`: 64 hexadecimal digits.
fn write_raw_key(into: &mut String, key: &DatabaseKey) {
    into.push_str("x'");
    // EXPOSE: SQLCipher takes raw keys as hexadecimal digits.
    for byte in key.expose() {
        write!(into, "{byte:02x}").expect("writing to a string never fails");
    }
    into.push('\'');
}

fn cipher_settings(schema: &str, kind: Kind) -> String {
    format!(
        "PRAGMA {schema}.cipher_page_size = {};
         PRAGMA {schema}.cipher_use_hmac = ON;
         PRAGMA {schema}.cipher_hmac_algorithm = HMAC_SHA256;
         PRAGMA {schema}.cipher_kdf_algorithm = PBKDF2_HMAC_SHA256;",
        kind.page_bytes()
    )
}

/// Sets what does not need a key that fits.
pub(super) fn set_manners(connection: &Connection, kind: Kind) -> Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(64);
    // The schema is ours, yet the file may have been swapped: nothing in it may reach beyond plain SQL.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.execute_batch(&format!(
        "PRAGMA trusted_schema = OFF;
         PRAGMA temp_store = MEMORY;
         PRAGMA foreign_keys = ON;
         PRAGMA recursive_triggers = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA secure_delete = ON;
         PRAGMA cache_size = -{};",
        kind.cache_kib()
    ))
}

/// Sets how the connection commits. Reads the file's head, so a wrong key or a damaged head shows here.
pub(super) fn set_durability(connection: &Connection, kind: Kind) -> Result<()> {
    let journal: String =
        connection.query_row(&format!("PRAGMA journal_mode = {}", kind.journal()), [], |row| row.get(0))?;
    debug_assert!(journal.eq_ignore_ascii_case(kind.journal()), "the journal mode was not taken");
    connection.execute_batch("PRAGMA synchronous = FULL;")
}
