//! What may be asked of media and backups: the register, enrolling, writing, verifying.
//!
//! Writing and verifying run beside the worker, with progress, and can be cancelled. While a backup is written nothing
//! else is done in the vault: what else is asked for is refused.

use std::path::PathBuf;

use super::Consent;
use crate::app::snapshot::MediumWish;
use crate::backup::verify::Extent;
use crate::base::id::{GenerationId, GroupId, MediumId, RecordId};

/// One thing that is asked of media and backups.
pub enum BackupWish {
    /// What the register knows. Answered by
    /// [`Answer::MediaRegister`](crate::app::event::Answer::MediaRegister).
    Register,
    /// What lies on the medium that is mounted here. Answered by
    /// [`Answer::OnMedium`](crate::app::event::Answer::OnMedium).
    Shelf {
        /// Where it is mounted.
        mount: PathBuf,
    },
    /// Look again at what is plugged in. Answered by [`Answer::Looking`](crate::app::event::Answer::Looking), and told by
    /// [`Event::Plugged`](crate::app::event::Event::Plugged).
    LookAgain,
    /// What writing a backup to what is mounted here would do. Answered by
    /// [`Answer::BackupPlanned`](crate::app::event::Answer::BackupPlanned).
    Plan {
        /// Where the medium is mounted.
        mount: PathBuf,
    },
    /// Take a medium out of use, or back into it. Answered by `Done`.
    Retire {
        /// Which.
        medium: MediumId,
        /// Out of use.
        retired: bool,
    },
    /// Change what is said of a medium. Answered by `Done`.
    Edit {
        /// Which.
        medium: MediumId,
        /// What the person says of it.
        wish: MediumWish,
    },
    /// Make what is mounted here a medium of this vault. Answered by `Done`.
    Enrol {
        /// Where it is mounted.
        mount: PathBuf,
        /// What the person says of it.
        wish: MediumWish,
    },
    /// Write a backup. Answered by [`Answer::BackupWritten`](crate::app::event::Answer::BackupWritten).
    Write {
        /// Where the medium is mounted.
        mount: PathBuf,
        /// Everything, even where the rule would have only what changed.
        full: bool,
    },
    /// Rehearse a restore onto a spare folder. Answered by [`Answer::Drilled`](crate::app::event::Answer::Drilled).
    Drill {
        /// Where the medium is mounted.
        mount: PathBuf,
        /// Which; the newest if none is named.
        generation: Option<GenerationId>,
        /// The spare folder: not there, or empty.
        to: PathBuf,
    },
    /// Restore a backup into another folder, and compare it with this vault. Answered by
    /// [`Answer::Restored`](crate::app::event::Answer::Restored).
    Restore {
        /// Where the medium is mounted.
        mount: PathBuf,
        /// Which; the newest if none is named.
        generation: Option<GenerationId>,
        /// The folder: not there, or empty.
        to: PathBuf,
    },
    /// Restore a backup beside this vault and compare it, to be put in its place. In a process that reaches around the
    /// vault. Answered by [`Answer::Staged`](crate::app::event::Answer::Staged).
    Stage {
        /// Where the medium is mounted.
        mount: PathBuf,
        /// Which; the newest if none is named.
        generation: Option<GenerationId>,
    },
    /// Remove what was restored beside the vault. Answered by `Done`.
    Unstage,
    /// Sign what was restored beside the vault, lock, and put it in the vault's place. Answered by
    /// [`Answer::Placed`](crate::app::event::Answer::Placed), when nobody is logged in any more, or by `SecondNeeded`.
    Place {
        /// The second signature.
        consent: Consent,
    },
    /// Put a record of a restored vault back into its group here. Answered by
    /// [`Answer::PutBack`](crate::app::event::Answer::PutBack), or by `SecondNeeded`.
    PutBack {
        /// The folder of the restored vault.
        folder: PathBuf,
        /// The group.
        group: GroupId,
        /// The record, as it is called there.
        record: RecordId,
        /// The second signature.
        consent: Consent,
    },
    /// The rehearsals that the register keeps. Answered by [`Answer::Drills`](crate::app::event::Answer::Drills).
    Drills,
    /// Let go of a medium: written out, and unmounted where the system's disk service does that. Answered by
    /// [`Answer::LetGo`](crate::app::event::Answer::LetGo).
    LetGo {
        /// Where the medium is mounted.
        mount: PathBuf,
    },
    /// Verify a backup and all it needs. Answered by
    /// [`Answer::BackupVerified`](crate::app::event::Answer::BackupVerified).
    Verify {
        /// Where the medium is mounted.
        mount: PathBuf,
        /// Which; the newest if none is named.
        generation: Option<GenerationId>,
        /// How much of it is read.
        extent: Extent,
    },
}
