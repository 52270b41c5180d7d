//! What may be asked of restoring by recovery sheets, while nobody is logged in and the worker has no vault.
//!
//! What is unsealed, verified or put in place runs beside the worker, with progress, and can be cancelled.

use std::path::PathBuf;

use zeroize::Zeroizing;

use crate::app::acts::backup::SheetRestore;
use crate::base::id::GenerationId;

/// One thing that is asked of it.
pub enum SheetRestoreWish {
    /// What lies on the medium that is mounted here. Answered by
    /// [`Answer::OnMedium`](crate::app::event::Answer::OnMedium).
    Look {
        /// Where it is mounted.
        mount: PathBuf,
    },
    /// Read a backup and all it needs to the last byte. Answered by
    /// [`Answer::BackupVerified`](crate::app::event::Answer::BackupVerified).
    Verify {
        /// Where the medium is mounted.
        mount: PathBuf,
        /// Which; the newest if none is named.
        generation: Option<GenerationId>,
    },
    /// Whether these sheets open this backup. Answered by `Done`.
    Open {
        /// Where the medium is mounted.
        mount: PathBuf,
        /// Which; the newest that they open if none is named.
        generation: Option<GenerationId>,
        /// Three sheets, as they were typed.
        sheets: Vec<Zeroizing<String>>,
    },
    /// Restore a backup beside the place where the vault is to be, prove it, and compare it with what is there. Answered by
    /// [`Answer::Staged`](crate::app::event::Answer::Staged).
    Stage {
        /// Which, and where.
        wish: SheetRestore,
        /// Three sheets, as they were typed.
        sheets: Vec<Zeroizing<String>>,
    },
    /// Remove what was restored. Answered by `Done`.
    Unstage,
    /// Put it in place. Answered by [`Answer::Placed`](crate::app::event::Answer::Placed).
    Place,
}
