//! SQLCipher databases: opening them with a raw key, the pragmas, migrations, commits, health, and stacks of content.
//!
//! The only room that names rusqlite. The rooms above write their SQL themselves, against [`sql::Database`] and
//! [`sql::Writing`], and read with [`sql::Row`] and [`sql::params`], which are the house's own names for what they
//! need of it: a change of the driver stays in here. What the tables mean is theirs; this room knows none of them
//! but its own `about` (kind and commit counter) and the chunks of a [`stack::Stack`].

pub mod error;
pub mod export;
mod health;
pub mod kind;
mod pragmas;
pub mod schema;
pub mod sql;
pub mod stack;

pub use error::StoreError;
pub use export::Export;
pub use kind::Kind;
pub use schema::Schema;
pub use sql::{Access, Database, Interrupt, Row, RowResult, ToSql, Value, Writing, params, signed, unsigned};
