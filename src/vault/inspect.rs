//! What can be checked of a vault's folder without a key: header, machine key, keyslots, and which files are there.
//!
//! For `check`; changes nothing.

use crate::base::id::GroupId;

use super::layout::Layout;

/// What was found.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// How many plain files were read and parsed.
    pub plain_files: u64,
    /// What is damaged: the file, relative to the vault, and what is wrong with it.
    pub damage: Vec<(String, String)>,
    /// Files that no vault of this version has, relative to the vault.
    pub unexpected: Vec<String>,
    /// Files of writes that did not end (`.new`), relative to the vault.
    pub leftovers: Vec<String>,
    /// The groups that have a folder.
    pub group_folders: Vec<GroupId>,
    /// Every database file, relative to the vault.
    pub databases: Vec<String>,
}

/// Looks at every file of the vault's folder. The seat should be held, shared or alone.
pub fn inspect(_layout: &Layout) -> Inspection {
    todo!()
}
