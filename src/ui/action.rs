//! What a screen may wish for. A screen returns at most one wish a frame; [`super::apply`] is the one place that
//! grants it.

use std::path::PathBuf;

use crate::app::request::{LockReason, Request, RequestId};
use crate::base::id::GenerationId;
use crate::texts::Language;

use super::picker::{PickId, PickWish};
use super::preferences::Look;
use super::route::Route;

/// One wish.
pub(crate) enum Action {
    /// Show this instead of everything that is open.
    Go(Route),
    /// Show this on top, so that [`Action::Back`] leads here again.
    Open(Route),
    /// Close the topmost screen.
    Back,
    /// Ask the worker. Made by [`super::cx::Cx::ask`].
    Ask(RequestId, Request),
    /// Choose files or a folder. Made by [`super::cx::Cx::pick`].
    Pick(PickId, PickWish),
    /// Speak this language.
    Speak(Language),
    /// Light, dark or as the desktop.
    Look(Look),
    /// Open the manual at this page; at the screen's own if none is named.
    Manual(Option<&'static str>),
    /// Close the manual.
    CloseManual,
    /// Drop keys and screens.
    Lock(LockReason),
    /// Take a notice away.
    Dismiss(u64),
    /// Show the screen that follows this long work.
    SeeJob(RequestId),
    /// Leave the chooser and open the vault in this folder.
    OpenVault(PathBuf),
    /// Leave the vault, to restore a backup in its place.
    RestoreInPlace {
        /// Where the medium is mounted.
        medium: PathBuf,
        /// Which backup; the newest if none is named.
        generation: Option<GenerationId>,
    },
    /// Leave the chooser, to restore a backup by recovery sheets.
    RestoreBySheets {
        /// Where the vault is to be. A vault that is there is kept aside.
        folder: PathBuf,
        /// Where the medium is mounted.
        medium: PathBuf,
    },
    /// Make a new vault in this folder.
    NewVault {
        /// The folder.
        folder: PathBuf,
        /// A practice vault.
        practice: bool,
    },
    /// Leave the vault and go to the chooser.
    OtherVault,
}
