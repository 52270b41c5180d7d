//! The folder on disk: layout, header, machine key, seat lock, account files, the registry database, and
//! `Vault<Sealed>` to `Vault<Opened>`.
//!
//! Knows whose keyslot opened, but believes no statement: only `staff`, having verified the chain, makes
//! `Vault<staff::Verified>`. `FORMAT.md` beside this file gives every byte.

pub mod account;
pub mod anchor;
pub(crate) mod cbor;
pub mod header;
pub mod import_root;
pub mod inspect;
pub mod kind;
pub mod layout;
pub mod machine;
pub mod owed_sheets;
pub mod registry;
pub mod retire;
pub mod sealed_keys;
pub mod seat;
mod state;
pub mod sweep;
pub mod tries;

pub use kind::{Cost, FoundingKind, Real, Sample, VaultKind};
pub use layout::Layout;
pub(crate) use state::WaysIn;
pub use state::{OpenError, Opened, OpenedSlot, Sealed, TokensAsked, UnlockError, Vault};
