//! The stages of the window, each in a process of its own, one after the other: the chooser without a vault, a new vault,
//! a vault, a restore in its place or by recovery sheets. What one had in its memory is never in the next one's.

use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread::{self, Scope};

use crate::base::id::GenerationId;
use crate::confine::{ADDED, is_kept};

use super::{serve, wire};
use wire::Wish;

/// What a process of the window shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Which vault, or where a new one is to be.
    Chooser,
    /// The vault in this folder.
    Vault(PathBuf),
    /// Restoring a backup in the place of the vault in this folder: it reaches around the vault.
    Restoring {
        /// The vault.
        folder: PathBuf,
        /// Where the medium is mounted.
        medium: PathBuf,
        /// Which backup; the newest if none is named.
        generation: Option<GenerationId>,
    },
    /// Restoring a backup by recovery sheets, with no vault: it reaches around the place where one is to be.
    BySheets {
        /// Where the vault is to be. A vault that is there is kept aside.
        folder: PathBuf,
        /// Where the medium is mounted.
        medium: PathBuf,
    },
    /// A new vault, in this folder.
    New {
        /// The folder, which is empty or not there.
        folder: PathBuf,
        /// A practice vault.
        practice: bool,
    },
}

impl Stage {
    /// The folder of a stage that has one.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Self::Chooser => None,
            Self::Vault(folder)
            | Self::Restoring { folder, .. }
            | Self::BySheets { folder, .. }
            | Self::New { folder, .. } => Some(folder),
        }
    }
}

/// Runs stage after stage, beginning with `first` (the chooser's or wizard's own beginning if there is none), until one
/// ends without a next; the exit code of the last. `allowed` are the folders that the command line names besides.
///
/// # Errors
/// Where the system starts no process.
pub fn attend(first: Option<Stage>, allowed: &[PathBuf]) -> io::Result<u8> {
    thread::scope(|scope| attend_in(scope, first, allowed))
}

fn attend_in<'s>(scope: &'s Scope<'s, '_>, first: Option<Stage>, allowed: &[PathBuf]) -> io::Result<u8> {
    let mut stage = first;
    loop {
        let new = stage.as_ref().filter(|stage| matches!(stage, Stage::New { .. }));
        let new = new.and_then(Stage::folder).filter(|folder| !folder.exists()).map(PathBuf::from);
        let (status, next) = run(scope, stage.as_ref(), allowed)?;
        if let Some(folder) = new {
            // Made for a vault that was not made: only an empty folder goes.
            drop(std::fs::remove_dir(folder));
        }
        match next {
            Some(next) => stage = Some(next),
            None => return Ok(code(status)),
        }
    }
}

/// Runs this program as a command with these arguments and the same terminal; its exit code.
///
/// # Errors
/// Where the system starts no process.
pub fn run_command(arguments: impl Iterator<Item = std::ffi::OsString>) -> io::Result<u8> {
    let mut command = program()?;
    command.args(arguments);
    command.status().map(code)
}

/// One stage, and what it wished to come next.
fn run<'s>(
    scope: &'s Scope<'s, '_>,
    stage: Option<&Stage>,
    allowed: &[PathBuf],
) -> io::Result<(ExitStatus, Option<Stage>)> {
    let (mut line, theirs) = UnixStream::pair()?;
    let mut command = program()?;
    command.arg("--attended").stdin(Stdio::from(OwnedFd::from(theirs)));
    for folder in allowed {
        command.arg("--allow").arg(folder);
    }
    match stage {
        None => &mut command,
        Some(Stage::Chooser) => command.arg("--choose"),
        Some(Stage::Vault(folder)) => command.arg("--vault").arg(folder),
        Some(Stage::Restoring { folder, medium, generation }) => {
            command.arg("--vault").arg(folder).arg("--restoring").arg(medium);
            command.args(generation.map(|generation| format!("--restoring-generation={generation}")))
        }
        Some(Stage::BySheets { folder, medium }) => {
            command.arg("--vault").arg(folder).arg("--restoring").arg(medium).arg("--restoring-by-sheets")
        }
        Some(Stage::New { folder, practice }) => {
            command.arg("--new").arg(folder).args(practice.then_some("--practice"))
        }
    };
    let mut running = command.spawn()?;
    // Our copy of the other end goes with the command: the line closes when the stage ends.
    drop(command);
    let mut next = None;
    while let Ok(Some(wish)) = wire::wish_from(&mut line) {
        if let Wish::Next(stage) = &wish {
            next = Some(stage.clone());
        }
        if serve(scope, &mut line, wish).is_err() {
            break;
        }
    }
    let status = running.wait()?;
    Ok((status, next.filter(|_| status.success())))
}

/// This program again, without what would make it load other code.
fn program() -> io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.env_clear().envs(std::env::vars_os().filter(|(name, _)| is_kept(name))).envs(ADDED);
    Ok(command)
}

/// As shells say it: 128 and the signal.
fn code(status: ExitStatus) -> u8 {
    let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal));
    code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1)
}
