//! Where everything in a vault's folder lies. Nothing else in the house joins paths inside a vault.
//!
//! Pure: makes names, touches no file.

use std::path::{Path, PathBuf};

use crate::base::id::GroupId;
use crate::keys::place::Place;

use super::account::AccountHandle;

/// The names and places of a vault's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    folder: PathBuf,
}

impl Layout {
    /// The layout of the vault in `folder`.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The vault's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// `header.cbor`: a folder without it is no vault.
    pub fn header(&self) -> PathBuf {
        self.folder.join("header.cbor")
    }

    /// `founding.new`: stands while a vault is being founded, and is swept with its remains.
    pub fn founding_mark(&self) -> PathBuf {
        self.folder.join("founding.new")
    }

    /// `machine.key`: the seed of the machine's signing key.
    pub fn machine_key(&self) -> PathBuf {
        self.folder.join("machine.key")
    }

    /// `machine.tries`: the failed log-ins once more, beside the log.
    pub fn tries(&self) -> PathBuf {
        self.folder.join("machine.tries")
    }

    /// `import.root`: names a folder outside from which files may be taken in.
    pub fn import_root(&self) -> PathBuf {
        self.folder.join("import.root")
    }

    /// `sheets.owed`: names the set of recovery sheets that is not known to be kept.
    pub fn owed_sheets(&self) -> PathBuf {
        self.folder.join("sheets.owed")
    }

    /// `seat.lock`: held from unlock to lock.
    pub fn seat(&self) -> PathBuf {
        self.folder.join("seat.lock")
    }

    /// `recovery.registry`: the registry's wrap to the recovery key.
    pub fn recovery_registry(&self) -> PathBuf {
        self.folder.join("recovery.registry")
    }

    /// `registry.<epoch>.db`.
    pub fn registry(&self, epoch: u32) -> PathBuf {
        self.folder.join(format!("registry.{epoch}.db"))
    }

    /// `accounts/`.
    pub fn accounts(&self) -> PathBuf {
        self.folder.join("accounts")
    }

    /// `accounts/<hmac>.keyslots`.
    pub fn keyslots(&self, account: AccountHandle) -> PathBuf {
        self.accounts().join(format!("{account}.keyslots"))
    }

    /// `accounts/<hmac>.registry`: the registry's wrap to this account.
    pub fn registry_wrap(&self, account: AccountHandle) -> PathBuf {
        self.accounts().join(format!("{account}.registry"))
    }

    /// `accounts/<hmac>.anchor`: the last heads this account saw.
    pub fn anchor(&self, account: AccountHandle) -> PathBuf {
        self.accounts().join(format!("{account}.anchor"))
    }

    /// `keys/`: every key sealed to those who restore, so that it travels with the backups.
    pub fn sealed_keys(&self) -> PathBuf {
        self.folder.join("keys")
    }

    /// `keys/<kind>[-<group>].<epoch>.<epoch of the restore key>.age`.
    pub fn sealed_key(&self, place: &Place, restore_epoch: u32) -> PathBuf {
        let group = place.group.map_or_else(String::new, |group| format!("-{group}"));
        self.sealed_keys().join(format!("{}{group}.{}.{restore_epoch}.age", place.kind.word(), place.epoch))
    }

    /// `groups/`.
    pub fn groups(&self) -> PathBuf {
        self.folder.join("groups")
    }

    /// `groups/<group>/`.
    pub fn group(&self, group: GroupId) -> PathBuf {
        self.groups().join(group.to_string())
    }

    /// `groups/<group>/records.<epoch>.db`.
    pub fn records(&self, group: GroupId, epoch: u32) -> PathBuf {
        self.group(group).join(format!("records.{epoch}.db"))
    }

    /// `groups/<group>/identities.<epoch>.db`.
    pub fn identities(&self, group: GroupId, epoch: u32) -> PathBuf {
        self.group(group).join(format!("identities.{epoch}.db"))
    }

    /// `groups/<group>/stack-<n>.<epoch>.db`, `n` from 1.
    pub fn stack(&self, group: GroupId, n: u32, epoch: u32) -> PathBuf {
        self.group(group).join(format!("stack-{n}.{epoch}.db"))
    }

    /// `audit/`: the access log's folder, laid out by `audit`.
    pub fn audit(&self) -> PathBuf {
        self.folder.join("audit")
    }

    /// The path of a file of this vault relative to its folder, as reports and anchors name it.
    pub fn relative(&self, path: &Path) -> String {
        path.strip_prefix(&self.folder).unwrap_or(path).to_string_lossy().into_owned()
    }
}
