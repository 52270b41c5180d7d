//! What can be checked of a vault's folder without a key: header, machine key, account files, and which files are
//! there. For `check`; changes nothing. The log's folder is `audit`'s to judge.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::id::GroupId;
use crate::base::wrong::Wrong;
use crate::keys::keyslot::Keyslot;

use super::account::{AccountFileError, AccountHandle, load_keyslots, load_registry_wraps, load_summed};
use super::anchor::Anchor;
use super::header::{Header, HeaderError};
use super::layout::Layout;
use super::machine::load_machine_key;
use super::sealed_keys::is_sealed_key;
use super::sweep::is_leftover;

/// What was found. Files are named relative to the vault.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// How many plain files were read and parsed.
    pub plain_files: u64,
    /// What is damaged: the file, and what is wrong with it.
    pub damage: Vec<(String, String)>,
    /// Files that no vault of this version has.
    pub unexpected: Vec<String>,
    /// Files of writes that did not end (`.new`).
    pub leftovers: Vec<String>,
    /// Journals and logs of databases: open now, or not closed in order.
    pub journals: Vec<String>,
    /// The groups that have a folder.
    pub group_folders: Vec<GroupId>,
    /// Every database file.
    pub databases: Vec<String>,
}

/// Looks at every file of the vault's folder. The seat should be held, shared or alone.
pub fn inspect(layout: &Layout) -> Inspection {
    let mut inspector = Inspector { layout, header: None, found: Inspection::default() };
    inspector.header();
    inspector.machine_key();
    inspector.recovery();
    inspector.top_folder();
    inspector.accounts();
    inspector.sealed_keys();
    inspector.groups();
    inspector.found
}

struct Inspector<'l> {
    layout: &'l Layout,
    header: Option<Header>,
    found: Inspection,
}

impl Inspector<'_> {
    fn header(&mut self) {
        match Header::load(self.layout) {
            Ok(header) => {
                self.found.plain_files += 1;
                self.header = Some(header);
            }
            Err(HeaderError::Missing) => self.damaged(&self.layout.header(), Wrong::Missing),
            Err(error) => self.damaged(&self.layout.header(), error),
        }
    }

    fn machine_key(&mut self) {
        let path = self.layout.machine_key();
        let named = self.header.as_ref().map(|header| header.founding().machine);
        match load_machine_key(self.layout) {
            Ok(key) if named.is_some_and(|named| named != key.verifying()) => {
                self.damaged(&path, Wrong::OtherMachineKey);
            }
            Ok(_) => self.found.plain_files += 1,
            Err(error) => self.damaged(&path, error),
        }
    }

    fn recovery(&mut self) {
        let path = self.layout.recovery_registry();
        let loaded = load_registry_wraps(&path).map(drop);
        self.note(&path, loaded);
    }

    fn top_folder(&mut self) {
        for path in self.entries(self.layout.folder()) {
            let name = name_of(&path);
            match name.as_str() {
                "header.cbor" | "machine.key" | "machine.tries" | "seat.lock" | "recovery.registry"
                | "import.root" | "sheets.owed" | "accounts" | "groups" | "audit" | "keys" => {}
                _ if is_leftover(&path) => self.found.leftovers.push(name),
                _ => self.database(&path, |stem| stem == "registry"),
            }
        }
    }

    /// Sorts a database or its journal by its name; `stem` says which names are known here.
    fn database(&mut self, path: &Path, stem: impl Fn(&str) -> bool) {
        let relative = self.layout.relative(path);
        let name = name_of(path);
        let (name, journal) = ["-wal", "-shm", "-journal"]
            .iter()
            .find_map(|suffix| name.strip_suffix(suffix))
            .map_or((name.as_str(), false), |name| (name, true));
        let mut parts = name.split('.');
        let known = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(first), Some(epoch), Some("db"), None) => stem(first) && is_number(epoch),
            _ => false,
        };
        match (known, journal) {
            (false, _) => self.found.unexpected.push(relative),
            (true, true) => self.found.journals.push(relative),
            (true, false) => self.found.databases.push(relative),
        }
    }

    fn accounts(&mut self) {
        let mut kinds: BTreeMap<AccountHandle, Vec<String>> = BTreeMap::new();
        for path in self.entries(&self.layout.accounts()) {
            let kind = path.extension().unwrap_or_default().to_string_lossy().into_owned();
            let handle = path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse().ok());
            match (handle, kind.as_str()) {
                (_, "new") => self.found.leftovers.push(self.layout.relative(&path)),
                (Some(handle), "keyslots" | "registry" | "anchor") => {
                    kinds.entry(handle).or_default().push(kind);
                }
                _ => self.found.unexpected.push(self.layout.relative(&path)),
            }
        }
        for handle in kinds.into_keys() {
            self.account(handle);
        }
    }

    fn account(&mut self, handle: AccountHandle) {
        let layout = self.layout;
        let path = layout.registry_wrap(handle);
        let loaded = load_registry_wraps(&path).map(drop);
        self.note(&path, loaded);
        let slots = self.keyslots(handle);
        let path = layout.anchor(handle);
        let checked = match slots.as_deref() {
            Some([slot, ..]) => {
                let place = (slot.header.vault, slot.header.account);
                Anchor::check(layout, handle, place, &slot.header.public)
            }
            // Without the account's public key, only the sum can be compared.
            _ => load_summed(&path).map(drop),
        };
        self.note(&path, checked);
    }

    fn keyslots(&mut self, handle: AccountHandle) -> Option<Vec<Keyslot>> {
        let path = self.layout.keyslots(handle);
        let Some(header) = &self.header else {
            let summed = load_summed(&path).map(drop);
            self.note(&path, summed);
            return None;
        };
        let founding = header.founding_digest();
        match load_keyslots(&path, header.vault(), header.kind.profile()) {
            Ok(slots) if slots.iter().any(|slot| slot.header.founding != founding) => {
                self.damaged(&path, Wrong::OtherFounding);
                None
            }
            Ok(slots) => {
                self.found.plain_files += 1;
                Some(slots)
            }
            Err(error) => {
                self.damaged(&path, error);
                None
            }
        }
    }

    /// A vault whose keys were not sealed yet has no such folder: the next log-in makes it.
    fn sealed_keys(&mut self) {
        let folder = self.layout.sealed_keys();
        if !folder.exists() {
            return;
        }
        for path in self.entries(&folder) {
            let name = name_of(&path);
            if is_leftover(&path) {
                self.found.leftovers.push(self.layout.relative(&path));
            } else if is_sealed_key(&name) {
                self.found.plain_files += 1;
            } else {
                self.found.unexpected.push(self.layout.relative(&path));
            }
        }
    }

    fn groups(&mut self) {
        for folder in self.entries(&self.layout.groups()) {
            let Ok(group) = name_of(&folder).parse::<GroupId>() else {
                self.found.unexpected.push(self.layout.relative(&folder));
                continue;
            };
            self.found.group_folders.push(group);
            for path in self.entries(&folder) {
                if is_leftover(&path) {
                    self.found.leftovers.push(self.layout.relative(&path));
                    continue;
                }
                self.database(&path, |stem| {
                    let stack = stem.strip_prefix("stack-").is_some_and(is_number);
                    stack || matches!(stem, "records" | "identities")
                });
            }
        }
    }

    fn entries(&mut self, folder: &Path) -> Vec<PathBuf> {
        match sorted_entries(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.damaged(folder, error);
                Vec::new()
            }
        }
    }

    fn note(&mut self, path: &Path, outcome: Result<(), AccountFileError>) {
        match outcome {
            Ok(()) => self.found.plain_files += 1,
            Err(error) => self.damaged(path, error),
        }
    }

    fn damaged(&mut self, path: &Path, what: impl Display) {
        self.found.damage.push((self.layout.relative(path), what.to_string()));
    }
}

fn sorted_entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder)?;
    let mut paths: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A number as file names have it: no sign, no leading zero.
fn is_number(text: &str) -> bool {
    text.parse::<u32>().is_ok_and(|number| number > 0 && number.to_string() == text)
}
