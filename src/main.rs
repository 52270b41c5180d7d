//! The program: the command line decides what is run, and the window runs in one process per vault.
//!
//! The chooser holds no key. Opening a vault from it replaces the process by one that is started with the vault's
//! path, so that nothing is ever in the memory of the one that was in the other's.

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use strongroom::app::entrance::{air_gap, holds_vault};
use strongroom::app::worker::{Beside, Worker};
use strongroom::cli::{self, Next, Surroundings};
use strongroom::ui::{self, Ended, Link, Preferences, Stage, Start};

fn main() -> ExitCode {
    cli::log_warnings();
    let surroundings = Surroundings::of_machine();
    match cli::run(std::env::args_os(), &surroundings) {
        Next::Done(code) => ExitCode::from(code),
        Next::LastVault => {
            let preferences = Preferences::of_person();
            match preferences.last_vault() {
                Some(folder) => start_again(&["--vault".into(), folder.as_os_str().to_owned()]),
                None => show(Stage::Wizard, None, surroundings),
            }
        }
        Next::Chooser => show(Stage::Chooser, None, surroundings),
        Next::Window(folder) if holds_vault(&folder) => show(Stage::Vault, Some(folder), surroundings),
        Next::Window(folder) => show(Stage::NoVault(folder), None, surroundings),
    }
}

/// Shows the window, and does what it ended with.
fn show(stage: Stage, vault: Option<PathBuf>, surroundings: Surroundings) -> ExitCode {
    let Surroundings { clock, system_root, watch, .. } = surroundings;
    let beside = Beside { watch, ..Beside::default() };
    let seen = vault.is_none().then(|| air_gap(&system_root));
    let start = Start {
        stage,
        clock: clock.clone(),
        air_gap: seen,
        connect: Box::new(move |wake| {
            Link::from(Worker::start_with(vault, clock, system_root, wake, beside))
        }),
        preferences: Preferences::of_person(),
        desktop: true,
    };
    match ui::run_window(start) {
        Ok(Ended::Closed) => ExitCode::SUCCESS,
        Ok(Ended::OpenVault(folder)) => start_again(&["--vault".into(), folder.into_os_string()]),
        Ok(Ended::Chooser) => start_again(&["--choose".into()]),
        Err(error) => ExitCode::from(cli::complain(&error)),
    }
}

/// Replaces this process by a new run of the program. Returns only if the system refuses.
fn start_again(arguments: &[std::ffi::OsString]) -> ExitCode {
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("strongroom"));
    let error = Command::new(program).args(arguments).exec();
    ExitCode::from(cli::complain(&error))
}
