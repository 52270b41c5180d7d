//! Every pragma of the house, in one place: how a connection is keyed, what protects its pages, how it commits.
//!
//! Called once per connection by [`super::sql`], before anything is read.

use std::fmt::Write as _;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, Result};
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
    pragma.push_str("PRAGMA key = \"x'");
    // EXPOSE: SQLCipher takes raw keys as hexadecimal digits in this pragma.
    for byte in key.expose() {
        write!(pragma, "{byte:02x}").expect("writing to a string never fails");
    }
    pragma.push_str("'\";");
    connection.execute_batch(&pragma)?;
    connection.execute_batch(&format!(
        "PRAGMA cipher_page_size = {};
         PRAGMA cipher_use_hmac = ON;
         PRAGMA cipher_hmac_algorithm = HMAC_SHA256;
         PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA256;",
        kind.page_bytes()
    ))
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
