//! Where the window begins, what it is given to begin with, and how it ends. Told by `main`, one process for each stage.

use std::path::PathBuf;

use crate::app::confinement::Reach;
use crate::app::snapshot::AirGapFace;
use crate::app::worker::Wake;
use crate::base::clock::SharedClock;
use crate::base::id::GenerationId;

use super::link::Link;
use super::preferences::Preferences;

/// Where the window begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// No vault: choose one, or make one.
    Chooser,
    /// The same, because this folder holds none.
    NoVault(PathBuf),
    /// No vault, and nothing to choose from: make one.
    Wizard,
    /// The worker was given a vault: unlock it.
    Vault,
    /// The worker was given a vault: a backup is to be restored in its place.
    Restoring {
        /// Where the medium is mounted.
        medium: PathBuf,
        /// Which backup; the newest if none is named.
        generation: Option<GenerationId>,
    },
    /// No vault: a backup is to be restored by recovery sheets.
    BySheets {
        /// Where the vault is to be. A vault that is there is kept aside.
        folder: PathBuf,
        /// Where the medium is mounted.
        medium: PathBuf,
    },
    /// A new vault is to be made in this folder.
    New {
        /// The folder.
        folder: PathBuf,
        /// A practice vault.
        practice: bool,
    },
}

/// How the window ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// The person closed it.
    Closed,
    /// The vault in this folder is to be opened, in a process of its own.
    OpenVault(PathBuf),
    /// A backup is to be restored in the place of the vault in this folder, in a process that reaches around it.
    Restoring {
        /// The vault.
        folder: PathBuf,
        /// Where the medium is mounted.
        medium: PathBuf,
        /// Which backup; the newest if none is named.
        generation: Option<GenerationId>,
    },
    /// A backup is to be restored by recovery sheets, in a process that reaches around the place where the vault is to be.
    BySheets {
        /// Where. A vault that is there is kept aside.
        folder: PathBuf,
        /// Where the medium is mounted.
        medium: PathBuf,
    },
    /// A new vault is to be made in this folder, in a process of its own.
    NewVault {
        /// The folder.
        folder: PathBuf,
        /// A practice vault.
        practice: bool,
    },
    /// Another vault is to be chosen.
    Chooser,
}

/// What a window needs to begin.
pub struct Start {
    /// Where it begins.
    pub stage: Stage,
    /// The time.
    pub clock: SharedClock,
    /// What the air-gap guard saw, for the stages without a vault.
    pub air_gap: Option<AirGapFace>,
    /// Starts the worker; it calls what it is given after each event.
    pub connect: Box<dyn FnOnce(Wake) -> Link>,
    /// What is remembered of earlier runs.
    pub preferences: Preferences,
    /// Whether to listen to the desktop's signals, to use its file dialogs, and to leave the next stage to a process of
    /// its own. Not in tests.
    pub desktop: bool,
    /// Where a confined process reaches; none where it reaches everywhere.
    pub reach: Option<Reach>,
}
