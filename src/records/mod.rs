//! Customers, their codes, and their records: adding, finding, editing, moving, exporting.
pub mod face;
