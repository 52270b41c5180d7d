//! Verifying a generation without a key: every file of it is there, as it was written and signed, read past the page cache.
//!
//! What is in the volumes is not looked at: whoever holds the medium cannot.

use std::io;
use std::path::Path;

use crate::base::job::{Progress, Watch};
use crate::base::wrong::Wrong;

use super::chain::{Generation, Shelf};
use super::error::BackupError;
use super::manifest::Part;
use super::place::MANIFEST;
use super::uncached::{self, NotSummed};

/// How much is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Every byte.
    All,
    /// Every file's presence and size, and every n-th volume, from the one with this number (from 0) on.
    Sample {
        /// Every how many.
        every: usize,
        /// From which.
        from: usize,
    },
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How many files were read to their end.
    pub files: u64,
    /// How many bytes that was.
    pub bytes: u64,
    /// Whether every byte came past the system's memory; where a file system has no direct reads, nobody can be sure.
    pub uncached: bool,
    /// What is damaged, missing or not of the generation: the file with its folder, and what is wrong with it.
    pub damage: Vec<(String, String)>,
}

/// Verifies a generation and all it needs.
pub fn verify(
    shelf: &Shelf,
    generation: &Generation,
    extent: Extent,
    watch: &mut Watch<'_>,
) -> Result<Found, BackupError> {
    let chain = shelf.chain(generation)?;
    let total = chain.iter().flat_map(|one| parts(one)).map(|part| part.bytes).sum();
    let mut found = Found { files: 0, bytes: 0, uncached: true, damage: Vec::new() };
    let mut told = Progress { stage: "backup-verify", total_bytes: Some(total), ..Progress::default() };
    for one in chain {
        names(one, &mut found)?;
        for (number, part) in parts(one).enumerate() {
            let read = match extent {
                Extent::All => true,
                Extent::Sample { every, from } => number % every.max(1) == from % every.max(1),
            };
            verify_part(one, part, read, &mut found, &mut |bytes| {
                watch.go_on()?;
                told.done_bytes += bytes;
                watch.tell(&told);
                Ok(())
            })?;
        }
    }
    Ok(found)
}

fn parts(one: &Generation) -> impl Iterator<Item = &Part> {
    one.manifest.volumes.iter().chain(&one.manifest.extras)
}

fn verify_part(
    one: &Generation,
    part: &Part,
    read: bool,
    found: &mut Found,
    each: &mut dyn FnMut(u64) -> Result<(), crate::base::job::Cancelled>,
) -> Result<(), BackupError> {
    let path = one.folder.join(&part.name);
    let named = format!("{}/{}", one.name(), part.name);
    let mut damaged = |what: &str| found.damage.push((named.clone(), what.to_owned()));
    match size_of(&path) {
        Ok(size) if size != part.bytes => {
            damaged(Wrong::Size.phrase());
            return Ok(());
        }
        Ok(_) if !read => return Ok(()),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            damaged(Wrong::Missing.phrase());
            return Ok(());
        }
        Err(error) => {
            damaged(&error.to_string());
            return Ok(());
        }
    }
    match uncached::sum(&path, each) {
        Ok(sum) if (sum.bytes, sum.sha256) == (part.bytes, part.sha256) => {
            found.files += 1;
            found.bytes += sum.bytes;
            found.uncached &= sum.uncached;
        }
        Ok(_) => damaged(Wrong::Content.phrase()),
        Err(NotSummed::Io(error)) => damaged(&error.to_string()),
        Err(NotSummed::Cancelled(stopped)) => return Err(stopped.into()),
    }
    Ok(())
}

/// No file is there that the manifest does not name.
fn names(one: &Generation, found: &mut Found) -> Result<(), BackupError> {
    let entries = std::fs::read_dir(&one.folder).map_err(BackupError::medium(one.name()))?;
    for entry in entries {
        let name = entry.map_err(BackupError::medium(one.name()))?.file_name();
        let name = name.to_string_lossy();
        if name != MANIFEST && parts(one).all(|part| part.name != name) {
            found.damage.push((format!("{}/{name}", one.name()), Wrong::NotOfGeneration.into()));
        }
    }
    Ok(())
}

fn size_of(path: &Path) -> io::Result<u64> {
    let metadata = std::fs::symlink_metadata(path)?;
    if metadata.is_file() { Ok(metadata.len()) } else { Err(io::Error::other(Wrong::NotPlain.phrase())) }
}
