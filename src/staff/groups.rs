//! Groups' keys and names: making, renaming and closing a customer group, as far as the registry goes.
//!
//! The databases of a group are `records`' business: `app` logs, has them made with the new keys, and then commits.

use std::sync::Arc;

use crate::base::clock::WallTime;
use crate::base::id::GroupId;
use crate::keys::hierarchy::{IdentitiesKey, RecordsKey};
use crate::policy::Permit;
use crate::vault::Vault;

use super::verified::Verified;

/// A group whose records key the person holds.
#[derive(Clone)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// Read-only for good.
    pub closed: bool,
    /// The epoch of its keys and files.
    pub epoch: u32,
    /// Opens records and stacks.
    pub records: Arc<RecordsKey>,
    /// Opens identities, if granted.
    pub identities: Option<Arc<IdentitiesKey>>,
}

/// A group that is being made: its databases are made with these keys before it is committed.
pub struct NewGroup {
    /// Its id.
    pub id: GroupId,
    /// Its name, trimmed, NFC.
    pub name: String,
    /// The epoch of its keys and files: 1.
    pub epoch: u32,
    /// Opens records and stacks.
    pub records: Arc<RecordsKey>,
    /// Opens identities.
    pub identities: Arc<IdentitiesKey>,
}

/// Why a group was not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum GroupError {
    /// A group this person sees has the name.
    #[error("another group has this name")]
    NameTaken,
    /// Empty, or longer than a line.
    #[error("a group's name has 1 to 300 characters")]
    BadName,
    /// This person does not hold the group's keys.
    #[error("no such group")]
    Unknown,
    /// The group is closed.
    #[error("the group is closed")]
    Closed,
    /// The permission is for another act.
    #[error("the permission is for another act")]
    OtherPermit,
    /// The registry could not be written; nothing changed.
    #[error("the registry could not be written: {0}")]
    Registry(String),
}

impl Vault<Verified> {
    /// Draws a new group's id and keys. Nothing is written yet.
    pub fn prepare_group(&self, _permit: &Permit, _name: &str) -> Result<NewGroup, GroupError> {
        todo!()
    }

    /// Commits a new group whose databases were made: wraps to this person and to recovery, the epoch and grant
    /// statements and the group's row, in one transaction.
    pub fn commit_group(&mut self, _new: NewGroup, _wall: WallTime) -> Result<GroupId, GroupError> {
        todo!()
    }

    /// Gives a group another name.
    pub fn rename_group(&mut self, _permit: &Permit, _group: GroupId, _name: &str) -> Result<(), GroupError> {
        todo!()
    }

    /// Makes a group read-only for good.
    pub fn close_group(&mut self, _permit: &Permit, _group: GroupId) -> Result<(), GroupError> {
        todo!()
    }
}
