//! The grammar of media, backups and restoring. Nothing is done here.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{ConsentArguments, SheetArguments};

#[derive(Debug, Subcommand)]
pub(crate) enum MediaCommand {
    /// List the media of the register
    List,
    /// Make what is mounted in a folder a medium of this vault
    Enrol {
        /// Where it is mounted
        mount: PathBuf,
        /// What it is called; this stands in the clear on the medium
        #[arg(long)]
        label: String,
        /// Where it is kept, such as "safe A"
        #[arg(long, default_value = "")]
        place: String,
        /// The set that it rotates in
        #[arg(long, default_value = "")]
        set: String,
        /// Who holds it
        #[arg(long, default_value = "")]
        holder: String,
    },
    /// Change what is said of a medium; what is not named stays
    Edit {
        /// Its id or its label
        medium: String,
        /// What it is called from now on
        #[arg(long)]
        label: Option<String>,
        /// Where it is kept
        #[arg(long)]
        place: Option<String>,
        /// The set that it rotates in; "" for none
        #[arg(long)]
        set: Option<String>,
        /// Who holds it
        #[arg(long)]
        holder: Option<String>,
    },
    /// What is plugged in, and whether each medium may be written now
    Look,
    /// Write out what the system still holds, and have a medium unmounted
    Unmount {
        /// Where it is mounted
        mount: PathBuf,
    },
    /// Take a medium out of use: it was lost, or broke
    Retire {
        /// Its id or its label
        medium: String,
        /// Take it back into use
        #[arg(long)]
        undo: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum BackupCommand {
    /// Write a backup: in full, or what changed since the last one on the same medium
    Write {
        /// Where the medium is mounted
        #[arg(long, value_name = "MOUNT")]
        to: PathBuf,
        /// In full, whatever the rule says
        #[arg(long)]
        full: bool,
    },
    /// Verify a backup and all it needs; no key is needed for it
    Verify {
        /// Where the medium is mounted
        mount: PathBuf,
        /// Which backup, by its id; the newest if left out
        #[arg(long, value_name = "ID")]
        generation: Option<String>,
        /// Read only one volume of so many
        #[arg(long, value_name = "N")]
        sample: Option<usize>,
    },
    /// List the backups of the register, or those that lie on a medium
    List {
        /// Where the medium is mounted
        mount: Option<PathBuf>,
    },
}

/// Restores a backup into a folder.
#[derive(Debug, Args)]
pub(crate) struct RestoreArguments {
    /// Where the medium is mounted
    #[arg(long, value_name = "MOUNT")]
    pub(crate) from: PathBuf,
    /// The folder that the vault is restored into: not there, or empty
    #[arg(long, value_name = "DIR", required_unless_present = "replace")]
    pub(crate) to: Option<PathBuf>,
    /// Which backup, by its id; the newest if left out
    #[arg(long, value_name = "ID")]
    pub(crate) generation: Option<String>,
    /// By three recovery sheets, with nobody logged in
    #[arg(long)]
    pub(crate) by_sheets: bool,
    #[command(flatten)]
    pub(crate) sheets: SheetArguments,
    /// Put it in the place of the vault, which is kept aside: with the sheets of the one in --to, else of the one of --vault,
    /// signed by two
    #[arg(long)]
    pub(crate) replace: bool,
    /// Then put this record of the restored vault back into the vault of --vault, signed by two; repeatable. A folder that holds
    /// the restored vault already is used as it is
    #[arg(long, value_name = "RECORD", requires_all = ["group", "to"], conflicts_with_all = ["by_sheets", "replace"])]
    pub(crate) put_back: Vec<String>,
    /// The group of the records that are put back
    #[arg(long, value_name = "GROUP", requires = "put_back")]
    pub(crate) group: Option<String>,
    #[command(flatten)]
    pub(crate) consent: ConsentArguments,
}

/// Rehearses a restore.
#[derive(Debug, Args)]
pub(crate) struct DrillArguments {
    /// Where the medium is mounted
    #[arg(long, value_name = "MOUNT")]
    pub(crate) from: PathBuf,
    /// A spare folder, on another disk if there is one: not there, or empty. It is empty again afterwards
    #[arg(long, value_name = "DIR")]
    pub(crate) to: PathBuf,
    /// Which backup, by its id; the newest if left out
    #[arg(long, value_name = "ID")]
    pub(crate) generation: Option<String>,
}
