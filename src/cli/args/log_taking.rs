//! The grammar of what `log` shows and takes out. Nothing is done here.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{ConsentArguments, LanguageArgument};

/// What supervisors see of the log, and take out of it.
#[derive(Debug, Subcommand)]
pub(crate) enum TakingCommand {
    /// Show events, the newest first
    Show {
        #[command(flatten)]
        which: WhichEvents,
        /// How many at most
        #[arg(long, default_value_t = 100)]
        limit: u32,
    },
    /// Write events as a plain list, without proofs
    Export {
        #[command(flatten)]
        which: WhichEvents,
        /// How the list is written
        #[arg(long, value_enum, default_value_t = FormArgument::Jsonl)]
        format: FormArgument,
        /// The folder the list is written to
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        /// Why it is taken
        #[arg(long)]
        reason: String,
    },
    /// Write the review slip of this moment, to be signed and kept away from the machine
    Slip {
        /// The PDF to write; to the printer if it is left out
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
        /// The language it is printed in
        #[arg(long, value_enum)]
        language: Option<LanguageArgument>,
    },
    /// Write who opened a customer's file, signed
    Report {
        /// The customer's code
        #[arg(long, value_name = "CODE")]
        customer: String,
        /// The folder in which a new one is made
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        /// Why it is made, such as the customer's request
        #[arg(long)]
        reason: String,
        /// The language of the PDF
        #[arg(long, value_enum)]
        language: Option<LanguageArgument>,
    },
    /// Write evidence of everything that was logged on some days, with proofs
    Evidence {
        /// The first day, such as 2026-11-01
        #[arg(long, value_name = "DAY")]
        from: String,
        /// The last day
        #[arg(long, value_name = "DAY")]
        to: String,
        /// The folder in which a new one is made
        #[arg(long, value_name = "DIR")]
        to_dir: PathBuf,
        /// Why it is taken
        #[arg(long)]
        reason: String,
    },
    /// Verify a folder that was taken out of a log; needs no vault and no password
    VerifyEvidence {
        /// The folder
        folder: PathBuf,
        /// The vault's fingerprint: six words or 64 hexadecimal digits, from elsewhere than the folder
        #[arg(long, value_name = "FINGERPRINT")]
        founding: String,
    },
    /// Take what is older than the rule says to an archive; without --to, say what that would be
    Archive {
        /// The folder in which a new one is made
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
        #[command(flatten)]
        consent: ConsentArguments,
    },
}

/// Which events. Everything that is said must fit.
#[derive(Debug, Args)]
pub(crate) struct WhichEvents {
    /// From this day on, such as 2026-11-01
    #[arg(long, value_name = "DAY")]
    pub(crate) from: Option<String>,
    /// Until the end of this day
    #[arg(long, value_name = "DAY")]
    pub(crate) until: Option<String>,
    /// Done by the person with this login name
    #[arg(long, value_name = "LOGIN")]
    pub(crate) person: Option<String>,
    /// About the customer with this code
    #[arg(long, value_name = "CODE")]
    pub(crate) customer: Option<String>,
    /// About the record with this id
    #[arg(long, value_name = "ID")]
    pub(crate) record: Option<String>,
    /// Of this act, such as record-view
    #[arg(long)]
    pub(crate) act: Option<String>,
    /// With this outcome: permitted, done, refused, failed or cancelled
    #[arg(long)]
    pub(crate) outcome: Option<String>,
    /// With these words
    #[arg(long, default_value = "")]
    pub(crate) words: String,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormArgument {
    /// JSON Lines: an object on each line
    Jsonl,
    /// A table that a spreadsheet can open safely
    Csv,
}
