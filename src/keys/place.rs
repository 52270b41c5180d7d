//! Where a key belongs: bound into everything that is sealed or derived with it.
use crate::base::id::{AccountId, GroupId, VaultId};
/// Which key, of which vault, group and epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// vault
    pub vault: VaultId,
    /// kind
    pub kind: KeyKind,
    /// the group, for group keys
    pub group: Option<GroupId>,
    /// counts from 1
    pub epoch: u32,
}
/// The kinds of keys that are wrapped to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyKind {
    /// opens the registry
    Registry,
    /// reads the access log
    LogReader,
    /// opens backups in drills
    Restore,
    /// a group's records and stacks
    GroupRecords,
    /// a group's identities
    GroupIdentities,
}
/// Whom a key is wrapped to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Holder {
    /// a person
    Account(AccountId),
    /// the recovery sheets
    Recovery,
}
