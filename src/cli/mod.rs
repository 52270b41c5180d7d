//! The command line: the same acts, rules and log as the window, for operators, scripts and tests.
//!
//! Standard output carries results alone (with `--json`, one document); messages and progress go to standard error.
//! Exit codes are those of [`ProblemKind::exit_code`](crate::app::problem::ProblemKind::exit_code); 2 is wrong usage.

mod args;
mod ask;
mod commands;
mod output;
mod places;
mod seat;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Parser;

use crate::airgap::watch::Watch;
use crate::app::attendant::{self, Stage};
use crate::app::problem::Problem;
use crate::base::clock::{SharedClock, SystemClock};
use crate::confine::Plan;
use crate::texts::{Language, Texts};

use args::{Arguments, Command};
use output::Output;

/// What is left to do after the command line was read.
pub enum Next {
    /// The command is done; this is the exit code.
    Done(u8),
    /// Make the sample vault by a command of its own, then show its window.
    DemoAndWindow(PathBuf, Vec<PathBuf>),
    /// Show the window: start its stages, beginning with this one (the vault that was open last if there is none).
    /// The folders are those that it may reach besides.
    Window(Option<Stage>, Vec<PathBuf>),
    /// Be a stage of the window (the wizard if none is named).
    Attended(Option<Stage>, Vec<PathBuf>),
    /// Print what comes by standard input.
    Spooler,
}

/// What the command line runs in; tests put another in its place.
pub struct Surroundings {
    /// The clock.
    pub clock: SharedClock,
    /// The root of the system that the air-gap guard looks at.
    pub system_root: PathBuf,
    /// The language of messages.
    pub language: Language,
    /// The kernel's news of the network, for the guard; without it the guard only looks once a second.
    pub watch: Option<Watch>,
    /// Confines the process before a vault is touched; with a process beside it that prints, where the command does. Does
    /// nothing in tests, which share theirs.
    pub confine: fn(&Plan, prints: bool),
}

impl Surroundings {
    /// The machine itself. To be called before the process confines itself: no socket of this kind is opened after.
    pub fn of_machine() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            system_root: PathBuf::from("/"),
            language: Language::of_machine(),
            watch: Watch::open().ok(),
            confine: |plan, prints| {
                if prints && let Err(error) = attendant::begin_spooling() {
                    log::warn!("nothing can be printed: {error}");
                }
                crate::app::confinement::begin(plan);
            },
        }
    }
}

/// Reads the arguments (the program's name first) and does what they say.
pub fn run(arguments: impl IntoIterator<Item = OsString>, surroundings: &Surroundings) -> Next {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version go to standard output and are no failure.
            let code = if error.use_stderr() { 2 } else { 0 };
            drop(error.print());
            return Next::Done(code);
        }
    };
    if arguments.spooler {
        return Next::Spooler;
    }
    let stage = stage(&arguments);
    let Arguments { common, attended, allow, command, .. } = arguments;
    let Some(command) = command else {
        return if attended { Next::Attended(stage, allow) } else { Next::Window(stage, allow) };
    };
    let output = Output::new(Texts::new(surroundings.language), common.json, common.verbose);
    if let Command::Demo { folder, no_window: false } = &command {
        return Next::DemoAndWindow(folder.clone(), allow);
    }
    if !matches!(command, Command::Init(_)) {
        (surroundings.confine)(&places::plan(&common, &command), places::prints(&command));
    }
    let done = match command {
        Command::Demo { folder, .. } => commands::demo::demo(&folder, surroundings, &output),
        Command::Init(init) => commands::init::init(&common, init, surroundings, &output),
        Command::Recovery(command) => commands::recovery::recovery(&common, command, surroundings, &output),
        Command::Doctor { pdf: None, .. } if common.account.is_none() => {
            commands::doctor::look_around(&common, surroundings, &output)
        }
        Command::Restore(arguments) => commands::backup::restore(&common, arguments, surroundings, &output),
        Command::Log(command) => commands::log::log(&common, command, surroundings, &output),
        other => commands::run_in_vault(&common, other, surroundings, &output),
    };
    Next::Done(done.map_or_else(|problem| output.problem(&problem), |()| 0))
}

/// The stage of the window that is named, if one is.
fn stage(arguments: &Arguments) -> Option<Stage> {
    let Arguments { common, choose, new, practice, restoring, restoring_generation, .. } = arguments;
    let by_sheets = arguments.restoring_by_sheets;
    let generation = restoring_generation.as_deref().and_then(|id| id.parse().ok());
    match (new, &common.vault, restoring) {
        (Some(folder), ..) => Some(Stage::New { folder: folder.clone(), practice: *practice }),
        (None, Some(folder), Some(medium)) if by_sheets => {
            Some(Stage::BySheets { folder: folder.clone(), medium: medium.clone() })
        }
        (None, Some(folder), Some(medium)) => {
            Some(Stage::Restoring { folder: folder.clone(), medium: medium.clone(), generation })
        }
        (None, Some(folder), None) => Some(Stage::Vault(folder.clone())),
        (None, None, _) => choose.then_some(Stage::Chooser),
    }
}

/// Says on standard error why the program cannot go on; the exit code.
pub fn complain(error: &dyn std::error::Error) -> u8 {
    output::complain(error);
    1
}

/// From now on warnings and faults go to standard error and to the technicians' log. Nothing that is logged names a
/// customer, a title or a secret.
pub fn log_warnings() {
    output::log_warnings();
}

/// What a command comes to.
type Outcome = Result<(), Problem>;
