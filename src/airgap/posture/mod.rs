//! The posture of the workstation: one row for each thing that keeps a vault safe around the program, with a colour,
//! what was seen, and what to do about it.
//!
//! Each row is a pure function of an injected [`Tree`] or of plain numbers; nothing is changed here and nobody is told.
//! `app` brings what the vault knows and decides who sees it. What cannot be known is amber.

mod clock;
mod desk;
mod disk;
mod folder;
mod kernel;
mod links;
mod processes;
mod seen;
mod swap;
mod usb;
mod vault;
mod words;

#[cfg(test)]
mod tests;

pub use desk::SessionKind;
pub use folder::{Permissions, permissions_of};
pub use seen::{Seen, Subject};
pub use vault::{
    Guarded, Lapses, Space, agreements, backup, confinement, drill, folder, review, screenings, sheets, space,
};

use std::path::Path;

use super::finding::Verdict;
use super::tree::Tree;
use crate::base::clock::WallTime;
use processes::Processes;

/// Folders and files that the rows are read from, for whoever confines the process. Those that are missing are fine.
pub const READS: &[&str] = &["/proc", "/sys", "/etc/adjtime", "/etc/passwd", "/etc/systemd"];

/// One row of the posture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What was seen; says of what, and the colour.
    pub seen: Seen,
    /// What its text names.
    pub facts: Vec<(&'static str, Fact)>,
}

/// Something that the text of a row names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// A name as the system has it: of a device, a file system, a program.
    Word(String),
    /// How many.
    Count(u64),
    /// How large.
    Bytes(u64),
}

/// What the process knows of its surroundings and no file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Here {
    /// The user the program runs as.
    pub user: u32,
    /// What its window is shown by.
    pub session: SessionKind,
    /// What the wall clock says.
    pub wall: WallTime,
    /// The latest moment that is known to have passed, such as that of the log's last event.
    pub passed: Option<WallTime>,
}

impl Row {
    pub(super) fn of(seen: Seen) -> Self {
        Self { seen, facts: Vec::new() }
    }

    fn word(mut self, name: &'static str, word: impl Into<String>) -> Self {
        self.facts.push((name, Fact::Word(word.into())));
        self
    }

    fn count(mut self, name: &'static str, count: u64) -> Self {
        self.facts.push((name, Fact::Count(count)));
        self
    }

    fn bytes(mut self, name: &'static str, bytes: u64) -> Self {
        self.facts.push((name, Fact::Bytes(bytes)));
        self
    }

    /// What it is about.
    pub const fn subject(&self) -> Subject {
        self.seen.subject()
    }

    /// Green, amber or red.
    pub const fn colour(&self) -> Verdict {
        self.seen.colour()
    }
}

/// The rows that the machine at `root` shows by itself, in their order. `vault` is the folder of the vault as seen from
/// `root`, without links.
pub fn look(root: &Path, here: &Here, vault: Option<&Path>) -> Vec<Row> {
    let tree = Tree::at(root);
    let findings = super::look(root);
    let running = Processes::in_sight(&tree);
    let swaps = swap::in_use(&tree);
    vec![
        links::network(&findings),
        links::radios(&findings),
        disk::under(&tree, vault),
        swap::swap(&swaps),
        swap::hibernation(&tree, &swaps),
        kernel::core_dumps(&tree),
        kernel::ptrace(&tree),
        kernel::lockdown(&tree),
        usb::policy(&tree, &running),
        desk::screen_lock(here, &running),
        desk::session(here),
        processes::others(&tree, here, &running),
        clock::clock(&tree, here),
    ]
}
