//! The grammar of `staff`, `grant`, `agreement`, `approve`, `rule` and `recovery`. Nothing is done here.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::app::snapshot::GrantWidth;
use crate::policy::Role;
use crate::texts::Language;

/// How an act that needs two people gets its second signature, if --second does not name one.
#[derive(Debug, Args)]
pub(crate) struct ConsentArguments {
    /// While there is no second supervisor: why it is done alone
    #[arg(long, value_name = "REASON", conflicts_with = "later")]
    pub(crate) alone: Option<String>,
    /// Let it wait until a second person answers; why it is to be done
    #[arg(long, value_name = "REASON")]
    pub(crate) later: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum StaffCommand {
    /// List people and drafts, and how each stands
    List,
    /// Write down a new account; the person sets their own password later
    Draft(DraftArguments),
    /// Drop a draft
    Drop {
        /// The login name in the draft
        login: String,
    },
    /// Enrol the person of a draft, who sets their own password; prints the six words to compare
    Enrol {
        /// The login name in the draft
        login: String,
        /// A file whose first line is the new person's password; asked for if left out
        #[arg(long, value_name = "FILE")]
        new_password_file: Option<PathBuf>,
        #[command(flatten)]
        consent: ConsentArguments,
    },
    /// Record that a person was screened
    Screen {
        /// The login name of the person
        login: String,
        /// What was checked, and what came of it; WHAT is identity-document, references, background-check or other
        #[arg(long = "check", value_name = "WHAT=OUTCOME", required = true)]
        checks: Vec<String>,
        /// The person did not pass
        #[arg(long)]
        failed: bool,
        /// The last day it counts, such as 2027-05-31; as long as the rules allow if left out
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
        /// The day it was checked, such as 2026-11-20; the moment it is recorded if left out
        #[arg(long, value_name = "DAY")]
        checked_on: Option<String>,
        /// Anything else to be kept
        #[arg(long, value_name = "TEXT", default_value = "")]
        notes: String,
        #[command(flatten)]
        consent: ConsentArguments,
    },
    /// Show what was checked of a person
    Screening {
        /// The login name of the person
        login: String,
    },
    /// Give a screened person the registry's key, so that they can log in
    Admit {
        /// The login name of the person
        login: String,
    },
    /// Someone leaves: their access ends at once
    Leave {
        /// The login name of the person
        login: String,
        /// Why
        #[arg(long)]
        reason: String,
        /// Their password, stick or token may be in other hands: a slip says what is to be done
        #[arg(long)]
        suspected: bool,
        /// The file for the slip, as a PDF; printed if left out
        #[arg(long, value_name = "FILE", requires = "suspected")]
        slip: Option<PathBuf>,
    },
    /// The slip about an account that is closed, once more
    Slip {
        /// The login name of the person
        login: String,
        /// The file for the slip, as a PDF; printed if left out
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Renew your own exemption from screening, where nobody else could screen you
    Exempt {
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// Show your own page
    Own,
}

/// A new account.
#[derive(Debug, Args)]
pub(crate) struct DraftArguments {
    /// The full name
    #[arg(long)]
    pub(crate) name: String,
    /// The login name
    #[arg(long)]
    pub(crate) login: String,
    /// The job title
    #[arg(long, default_value = "")]
    pub(crate) title: String,
    /// The role
    #[arg(long, value_enum, default_value_t = RoleArgument::Staff)]
    pub(crate) role: RoleArgument,
}

/// A role, as it is written on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RoleArgument {
    /// Reads and writes records of granted groups
    Staff,
    /// Screens, enrols, grants, countersigns
    Supervisor,
    /// Writes and verifies backups
    BackupOperator,
    /// Sees the posture and verifies the log
    Assessor,
}

impl From<RoleArgument> for Role {
    fn from(argument: RoleArgument) -> Self {
        match argument {
            RoleArgument::Staff => Self::Staff,
            RoleArgument::Supervisor => Self::Supervisor,
            RoleArgument::BackupOperator => Self::BackupOperator,
            RoleArgument::Assessor => Self::Assessor,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum GrantCommand {
    /// List people by groups: what each holds, and why
    List,
    /// Grant a group's records, or its records and identities
    Set {
        /// The login name of the person
        login: String,
        /// The customer group, by name or id
        #[arg(long)]
        group: String,
        /// How much of it
        #[arg(long, value_enum, default_value_t = WidthArgument::Records)]
        width: WidthArgument,
        /// The last day it holds, such as 2027-05-31; for as long as the account stands if left out
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
        #[command(flatten)]
        consent: ConsentArguments,
    },
    /// Take a group back
    Revoke {
        /// The login name of the person
        login: String,
        /// The customer group, by name or id
        #[arg(long)]
        group: String,
        /// Take the names and contacts back, and leave the records
        #[arg(long)]
        names_only: bool,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// Sign that grants were looked at and are still needed
    Review {
        /// Only this person's, by login name; everyone's if left out
        login: Option<String>,
    },
}

/// How much of a group, as it is written on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum WidthArgument {
    /// Records under client codes
    Records,
    /// Records, and the names and contacts behind the codes
    Identities,
}

impl From<WidthArgument> for GrantWidth {
    fn from(argument: WidthArgument) -> Self {
        match argument {
            WidthArgument::Records => Self::Records,
            WidthArgument::Identities => Self::Identities,
        }
    }
}

/// A language of the agreement, as it is written on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LanguageArgument {
    /// English
    En,
    /// Romanian
    Ro,
}

impl From<LanguageArgument> for Language {
    fn from(argument: LanguageArgument) -> Self {
        match argument {
            LanguageArgument::En => Self::English,
            LanguageArgument::Ro => Self::Romanian,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum AgreementCommand {
    /// Show the text of the confidentiality agreement
    Show {
        /// A version; the current one if left out
        #[arg(long = "of", value_name = "VERSION")]
        version: Option<u32>,
        /// The language; yours if left out
        #[arg(long, value_enum)]
        language: Option<LanguageArgument>,
    },
    /// Sign the current text with your own key
    Sign {
        /// Your full name, typed as a signature
        #[arg(long)]
        name: String,
        /// The language of the text you read; yours if left out
        #[arg(long, value_enum)]
        language: Option<LanguageArgument>,
    },
    /// List who signed what, and when it lapses
    Register,
    /// Publish a new text in both languages; everyone signs again
    Publish {
        /// The English text, Markdown
        #[arg(long, value_name = "FILE")]
        english: PathBuf,
        /// The Romanian text, Markdown
        #[arg(long, value_name = "FILE")]
        romanian: PathBuf,
        #[command(flatten)]
        consent: ConsentArguments,
    },
    /// Show what is different between two versions
    Diff {
        /// The older version
        from: u32,
        /// The newer version
        to: u32,
        /// The language; yours if left out
        #[arg(long, value_enum)]
        language: Option<LanguageArgument>,
    },
    /// Save a signed copy as a PDF
    Print {
        /// Whose, by login name; your own if left out
        #[arg(long)]
        login: Option<String>,
        /// The file to write
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
        /// The language of the copy's own words; yours if left out
        #[arg(long, value_enum)]
        language: Option<LanguageArgument>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ApproveCommand {
    /// List what waits for a second person, and what a supervisor did alone
    List,
    /// Agree to a request
    Yes {
        /// The number of the request
        request: u64,
    },
    /// Refuse a request
    No {
        /// The number of the request
        request: u64,
    },
    /// Carry out your own request that was agreed to and hands on a key
    CarryOut {
        /// The number of the request
        request: u64,
    },
    /// Ratify everything a supervisor did alone
    Ratify,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RuleCommand {
    /// List the rules of the house, with their bounds
    List,
    /// Change a rule
    Set {
        /// The rule, such as idle-lock-minutes
        rule: String,
        /// The new value, in the rule's unit
        value: u64,
        #[command(flatten)]
        consent: ConsentArguments,
    },
    /// Set the time that counts to what the clock of this computer says
    Clock {
        /// Why
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        consent: ConsentArguments,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum RecoveryCommand {
    /// Check that sheets fit together and belong to this vault; nothing is changed
    Check {
        /// Only say of each sheet what it is, without showing it
        #[arg(long)]
        each: bool,
        #[command(flatten)]
        sheets: SheetArguments,
    },
    /// Put a new set of sheets in the place of the one in use; three of the new ones are typed in again
    Replace {
        /// The folder of one new sheet, as a PDF; five times, in the order of the sheets, on different media
        #[arg(long = "sheet-to", value_name = "DIR", required = true)]
        sheet_to: Vec<PathBuf>,
        /// Why they are replaced
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[command(flatten)]
        sheets: SheetArguments,
        #[command(flatten)]
        consent: ConsentArguments,
    },
    /// Enrol a supervisor with three of the five recovery sheets, and nothing more
    Combine {
        #[command(flatten)]
        sheets: SheetArguments,
        /// The full name of the new supervisor
        #[arg(long)]
        name: String,
        /// Their login name
        #[arg(long)]
        login: String,
        /// Their job title
        #[arg(long, default_value = "")]
        title: String,
        /// A file whose first line is their password; asked for if left out
        #[arg(long, value_name = "FILE")]
        new_password_file: Option<PathBuf>,
    },
}

/// Where the words of the sheets come from.
#[derive(Debug, Args)]
pub(crate) struct SheetArguments {
    /// A file with the words or the code of one sheet; three times; asked for where left out
    #[arg(long = "sheet-file", value_name = "FILE")]
    pub(crate) sheet_files: Vec<PathBuf>,
    /// A picture (PNG or JPEG) of the code of one sheet; as often as needed
    #[arg(long = "picture", value_name = "FILE")]
    pub(crate) pictures: Vec<PathBuf>,
}
