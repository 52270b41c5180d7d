//! The program: the command line decides what is run, and each stage of the window runs in a process of its own.
//!
//! The order at the start: harden; read the command line; then a command or a stage confines itself before it touches a
//! vault and before it has any other thread. The process that the window was started by is none of the stages: it stays
//! beside them as their attendant, with no key and no window, and starts the next when one has ended.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use strongroom::app::acts::backup::sweep_restores;
use strongroom::app::attendant::{self, Stage};
use strongroom::app::confinement::{self, Reach, make_own_folders, plan_of_restoring, plan_of_window};
use strongroom::app::entrance::{air_gap, holds_vault};
use strongroom::app::worker::{Beside, Worker};
use strongroom::base::fs::create_private_folder;
use strongroom::cli::{self, Next, Surroundings};
use strongroom::confine;
use strongroom::ui::{self, Ended, Link, Preferences, Stage as Begin, Start};

fn main() -> ExitCode {
    confine::harden();
    cli::log_warnings();
    let surroundings = Surroundings::of_machine();
    match cli::run(std::env::args_os(), &surroundings) {
        Next::Done(code) => ExitCode::from(code),
        Next::DemoAndWindow(folder, allowed) => demo_and_window(folder, &allowed),
        Next::Window(stage, allowed) => window(stage, &allowed),
        Next::Attended(stage, allowed) => be_stage(stage, &allowed, surroundings),
        Next::Spooler => {
            leave_networks();
            attendant::spool().map_or_else(|error| complain(&error), |()| ExitCode::SUCCESS)
        }
    }
}

/// Makes the sample vault in a process of its own, and shows it.
fn demo_and_window(folder: PathBuf, allowed: &[PathBuf]) -> ExitCode {
    let made = attendant::run_command(std::env::args_os().skip(1).chain(["--no-window".into()]));
    match made {
        Ok(0) => window(Some(Stage::Vault(folder)), allowed),
        Ok(code) => ExitCode::from(code),
        Err(error) => complain(&error),
    }
}

/// Stands beside the window's stages until the last has ended.
fn window(stage: Option<Stage>, allowed: &[PathBuf]) -> ExitCode {
    let stage = stage.or_else(|| {
        let preferences = Preferences::of_person();
        preferences.last_vault().map(|folder| Stage::Vault(folder.to_owned()))
    });
    // It starts the stages, which open the guard's watch before they give up more than this; and what prints.
    if let Err(error) = confine::forbid_calls_but_news() {
        log::warn!("{error}");
    }
    attendant::attend(stage, allowed).map_or_else(|error| complain(&error), ExitCode::from)
}

/// Shows one stage of the window in this process.
fn be_stage(stage: Option<Stage>, allowed: &[PathBuf], surroundings: Surroundings) -> ExitCode {
    if let Err(error) = attendant::be_attended() {
        return complain(&error);
    }
    make_own_folders();
    let (begin, vault, reach) = match stage {
        Some(Stage::Vault(folder)) if holds_vault(&folder) => {
            let reach = confine_to(&folder, false, allowed);
            (Begin::Vault, Some(folder), Some(reach))
        }
        Some(Stage::Restoring { folder, medium, generation }) if holds_vault(&folder) => {
            // What changes names is the vault itself, not a link to it.
            let folder = folder.canonicalize().unwrap_or(folder);
            let (plan, reach) = plan_of_restoring(&folder, &medium, allowed);
            confinement::begin(&plan);
            (Begin::Restoring { medium, generation }, Some(folder), Some(reach))
        }
        Some(Stage::BySheets { folder, medium }) => {
            let folder = really_at(&folder);
            let (plan, reach) = plan_of_restoring(&folder, &medium, allowed);
            confinement::begin(&plan);
            (Begin::BySheets { folder, medium }, None, Some(reach))
        }
        Some(Stage::New { folder, practice }) => {
            if let Err(error) = create_private_folder(&folder) {
                return complain(&error);
            }
            let reach = confine_to(&folder, practice, allowed);
            (Begin::New { folder, practice }, None, Some(reach))
        }
        Some(Stage::Vault(folder) | Stage::Restoring { folder, .. }) => (Begin::NoVault(folder), None, None),
        Some(Stage::Chooser) => (Begin::Chooser, None, None),
        None => (Begin::Wizard, None, None),
    };
    if reach.is_none() {
        leave_networks();
    }
    show(begin, vault, reach, surroundings)
}

/// Where a folder that may not be there yet really is: what changes names is the vault itself, not a link to it.
fn really_at(folder: &Path) -> PathBuf {
    let beneath = |parent: &Path| Some(parent.canonicalize().ok()?.join(folder.file_name()?));
    let real = folder.canonicalize().ok();
    real.or_else(|| beneath(folder.parent()?)).unwrap_or_else(|| folder.to_owned())
}

/// Confines this process to the vault in `folder`, or to where a new one is to be.
fn confine_to(folder: &Path, practice: bool, allowed: &[PathBuf]) -> Reach {
    let (plan, reach) = plan_of_window(folder, practice, allowed);
    confinement::begin(&plan);
    reach
}

/// The chooser has no key and looks for vaults everywhere, and what only prints starts the system's spooler; of networks
/// they have no more use than any other process.
fn leave_networks() {
    if let Err(error) = confine::forbid_calls() {
        log::warn!("{error}");
    }
}

/// Shows the window, and tells the attendant what is to come next.
fn show(begin: Begin, vault: Option<PathBuf>, reach: Option<Reach>, surroundings: Surroundings) -> ExitCode {
    let Surroundings { clock, system_root, watch, .. } = surroundings;
    let beside = Beside { watch, ..Beside::default() };
    let restored_to = match &begin {
        Begin::Restoring { .. } => vault.clone(),
        Begin::BySheets { folder, .. } => Some(folder.clone()),
        _ => None,
    };
    let seen = vault.is_none().then(|| air_gap(&system_root));
    let start = Start {
        stage: begin,
        clock: clock.clone(),
        air_gap: seen,
        connect: Box::new(move |wake| {
            Link::from(Worker::start_with(vault, clock, system_root, wake, beside))
        }),
        preferences: Preferences::of_person(),
        desktop: true,
        reach,
    };
    let ended = ui::run_window(start);
    // Whoever closes the window may go on later; who leaves it for another does not.
    if let Some(folder) = restored_to.filter(|_| !matches!(ended, Ok(Ended::Closed) | Err(_))) {
        sweep_restores(&folder);
    }
    match ended {
        Ok(Ended::Closed) => {}
        Ok(Ended::OpenVault(folder)) => attendant::go_on_with(&Stage::Vault(folder)),
        Ok(Ended::Restoring { folder, medium, generation }) => {
            attendant::go_on_with(&Stage::Restoring { folder, medium, generation });
        }
        Ok(Ended::BySheets { folder, medium }) => {
            attendant::go_on_with(&Stage::BySheets { folder, medium });
        }
        Ok(Ended::NewVault { folder, practice }) => {
            attendant::go_on_with(&Stage::New { folder, practice });
        }
        Ok(Ended::Chooser) => attendant::go_on_with(&Stage::Chooser),
        Err(error) => return complain(&error),
    }
    ExitCode::SUCCESS
}

fn complain(error: &dyn std::error::Error) -> ExitCode {
    ExitCode::from(cli::complain(error))
}
