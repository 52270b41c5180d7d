//! What was taken out of the access log, and what could be archived of it.

use std::path::PathBuf;

use crate::base::clock::WallTime;

/// How a plain list of events is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListForm {
    /// JSON Lines: an object on each line.
    JsonLines,
    /// CSV, safe to open with a spreadsheet.
    Csv,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenFace {
    /// The folder that was made, or the file where it is one alone.
    pub path: PathBuf,
    /// The files in it, by name; empty where it is one file.
    pub files: Vec<String>,
    /// How many events it tells of.
    pub events: u64,
    /// How many frames could not be read with the keys that this person holds: they are in evidence, but sealed.
    pub withheld: u64,
    /// How many frames the log had.
    pub frames: u64,
    /// The head of the log then, in words.
    pub head_words: String,
}

/// What could be archived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveDueFace {
    /// How many years the log is kept in the vault: the rule.
    pub years: u64,
    /// Segments that are older.
    pub segments: u64,
    /// How many frames they hold.
    pub frames: u64,
    /// Their bytes.
    pub bytes: u64,
    /// The time of the last event in them.
    pub until: Option<WallTime>,
    /// Segments that were archived before.
    pub archived: u64,
}

/// What was archived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchivedFace {
    /// The folder that was made.
    pub path: PathBuf,
    /// How many segments are in it now, and in the vault no more.
    pub segments: u64,
    /// How many frames they hold.
    pub frames: u64,
    /// Their bytes.
    pub bytes: u64,
}
