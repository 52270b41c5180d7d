//! Customers, their codes, and their records: adding, finding, editing, importing, exporting, moving, checking.
//!
//! Everything hangs on a [`GroupStore`]: one person's connections to one group's databases, opened with the keys they
//! were granted. It knows no accounts, no permissions and no log: `app` decides, logs, and then calls in here.
//! A group's own name, and whether it is closed, are the registry's.

mod check;
mod content;
mod counted;
mod customer;
mod customer_table;
mod deleting;
pub mod error;
mod export;
pub mod face;
mod filing;
mod find_customers;
mod find_records;
mod forgetting;
mod group;
mod import;
mod listed;
mod moving;
mod putting_back;
mod record;
mod rekey;
mod schema;
mod text;

#[cfg(test)]
mod tests;

pub use check::{GroupHealth, Swept};
pub use counted::RowCounts;
pub use customer_table::{TableOutcome, preview_table};
pub use deleting::{Deleted, Deletion, Doomed};
pub use error::{ExportError, ImportError, MoveError, NotLogged, RecordsError, TableError};
pub use export::ExportOutcome;
pub use group::{FreeFloor, GroupCounts, GroupKeys, GroupStore, Setting};
pub use import::{Acknowledged, ImportOutcome, ImportPlan, PlannedFile, Source};
pub use listed::Listed;
pub use moving::MoveStep;
pub use record::{RecordDetail, RecordEdit};
pub use rekey::OldFile;
