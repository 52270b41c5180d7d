//! Which files of a vault a backup copies, and how each looks from outside. Reads no content, needs no key.
//!
//! Left out is what is made again by itself (the index of the log, its reserve), what other programs of this moment hold
//! (`-shm`, the seat), and writes that did not end. Of the log, which grows, as much as there is now.

use std::fs::Metadata;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::vault::Layout;

use super::error::BackupError;

/// A file of the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Relative to the vault.
    pub(super) path: String,
    /// How much of it is copied.
    pub(super) size: u64,
    /// Changes whenever the file is written, as the file system sees it: when, when known, and which.
    pub(super) stamp: String,
}

impl Found {
    /// Whether the file grows while the program runs, so that only the beginning that was found is copied.
    pub(super) fn grows(&self) -> bool {
        self.path.starts_with("audit/")
    }

    /// Whether it holds content that is hardly ever written again.
    pub(super) fn is_stack(&self) -> bool {
        self.path.contains("/stack-") && Path::new(&self.path).extension().is_some_and(|kind| kind == "db")
    }
}

/// How a file looks from outside.
pub(super) fn stamp(metadata: &Metadata) -> String {
    format!(
        "{}.{:09}/{}.{:09}/{}",
        metadata.mtime(),
        metadata.mtime_nsec(),
        metadata.ctime(),
        metadata.ctime_nsec(),
        metadata.ino()
    )
}

/// The files to copy: the stacks first, which hardly change, so that a write that was interrupted finds its volumes still
/// good; then the others. Each by their paths.
pub(super) fn survey(layout: &Layout) -> Result<Vec<Found>, BackupError> {
    let mut found = Vec::new();
    folder(layout, layout.folder(), is_of_vault, &mut found)?;
    folder(layout, &layout.accounts(), is_whole, &mut found)?;
    if layout.sealed_keys().is_dir() {
        folder(layout, &layout.sealed_keys(), is_whole, &mut found)?;
    }
    folder(layout, &layout.audit(), is_of_log, &mut found)?;
    for entry in entries(layout, &layout.groups())? {
        if entry.is_dir() {
            folder(layout, &entry, is_database, &mut found)?;
        }
    }
    found.sort_by_cached_key(|file| (!file.is_stack(), file.path.clone()));
    Ok(found)
}

fn folder(
    layout: &Layout,
    folder: &Path,
    wanted: fn(&str) -> bool,
    found: &mut Vec<Found>,
) -> Result<(), BackupError> {
    for path in entries(layout, folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !wanted(&name) {
            continue;
        }
        let relative = layout.relative(&path);
        let metadata = std::fs::symlink_metadata(&path).map_err(BackupError::vault(&relative))?;
        if !metadata.is_file() {
            let error = io::Error::new(io::ErrorKind::InvalidInput, "it is not a plain file");
            return Err(BackupError::Vault { file: relative, error });
        }
        // What was written back leaves an empty file behind.
        if metadata.len() > 0 || !is_journal(&name) {
            found.push(Found { path: relative, size: metadata.len(), stamp: stamp(&metadata) });
        }
    }
    Ok(())
}

fn entries(layout: &Layout, folder: &Path) -> Result<Vec<std::path::PathBuf>, BackupError> {
    let read =
        || -> io::Result<Vec<_>> { std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect() };
    let mut paths = read().map_err(BackupError::vault(layout.relative(folder)))?;
    paths.sort();
    Ok(paths)
}

fn is_of_vault(name: &str) -> bool {
    let plain = matches!(name, "header.cbor" | "machine.key" | "machine.tries" | "recovery.registry");
    plain || (name.starts_with("registry.") && is_database(name))
}

fn is_whole(name: &str) -> bool {
    Path::new(name).extension().is_none_or(|extension| extension != "new")
}

fn is_of_log(name: &str) -> bool {
    matches!(name, "checkpoints" | "keys" | "breaks") || (name.starts_with("segment-") && is_whole(name))
}

fn is_database(name: &str) -> bool {
    let base = name.strip_suffix("-wal").or(name.strip_suffix("-journal")).unwrap_or(name);
    base.split('.').next_back() == Some("db")
}

fn is_journal(name: &str) -> bool {
    name.ends_with("-wal") || name.ends_with("-journal")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_vault_keeps_is_found_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::new(folder.path());
        for sub in ["accounts", "groups/ab", "audit", "keys"] {
            std::fs::create_dir_all(folder.path().join(sub)).unwrap();
        }
        for (name, content) in [
            ("header.cbor", "x"),
            ("machine.key", "x"),
            ("seat.lock", ""),
            ("registry.2.db", "x"),
            ("registry.2.db-wal", ""),
            ("registry.2.db-shm", "x"),
            ("header.cbor.new", "x"),
            ("letter.txt", "x"),
            ("accounts/a.keyslots", "x"),
            ("accounts/a.anchor.new", "x"),
            ("keys/registry.2.1.age", "x"),
            ("groups/ab/records.1.db", "x"),
            ("groups/ab/records.1.db-wal", "x"),
            ("groups/ab/stack-1.1.db", "x"),
            ("groups/ab/stack-2.1.db.new", "x"),
            ("audit/segment-000000000000.log", "x"),
            ("audit/reserve", "x"),
            ("audit/index.1.db", "x"),
            ("audit/checkpoints", "x"),
            ("audit/keys", "x"),
        ] {
            std::fs::write(folder.path().join(name), content).unwrap();
        }
        let found = survey(&layout).unwrap();
        let names: Vec<&str> = found.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(
            names,
            [
                "groups/ab/stack-1.1.db",
                "accounts/a.keyslots",
                "audit/checkpoints",
                "audit/keys",
                "audit/segment-000000000000.log",
                "groups/ab/records.1.db",
                "groups/ab/records.1.db-wal",
                "header.cbor",
                "keys/registry.2.1.age",
                "machine.key",
                "registry.2.db",
            ]
        );
        assert!(found.iter().filter(|file| file.is_stack()).count() == 1);
        std::os::unix::fs::symlink("/etc/passwd", folder.path().join("accounts/b.keyslots")).unwrap();
        assert!(matches!(survey(&layout), Err(BackupError::Vault { .. })));
    }
}
