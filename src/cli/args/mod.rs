//! The command line's grammar. Nothing is done here.
//!
//! Passwords have no flag: they come from a file, from standard input or from the terminal.

mod backup;
mod leaving;
mod log;
mod log_taking;
mod pairs;
mod people;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub(crate) use backup::{BackupCommand, DrillArguments, MediaCommand, RestoreArguments};
pub(crate) use leaving::RekeyCommand;
pub(crate) use log::{LogCommand, VerifyArguments};
pub(crate) use log_taking::{FormArgument, TakingCommand, WhichEvents};
pub(crate) use pairs::PairCommand;
pub(crate) use people::{
    AgreementCommand, ApproveCommand, ConsentArguments, GrantCommand, LanguageArgument, RecoveryCommand,
    RuleCommand, SheetArguments, StaffCommand,
};

/// Keeps customer files in an encrypted vault on a workstation that is never on a network.
#[derive(Debug, Parser)]
#[command(name = "strongroom", version, about, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    /// Show the chooser, whichever vault was open last
    #[arg(long, hide = true, conflicts_with = "vault")]
    pub(crate) choose: bool,
    /// Make a new vault in this folder, in the window
    #[arg(long, hide = true, value_name = "DIR", conflicts_with_all = ["vault", "choose"])]
    pub(crate) new: Option<PathBuf>,
    /// Restore a backup of the medium that is mounted here in the place of the vault, in the window
    #[arg(long, hide = true, value_name = "MOUNT", requires = "vault")]
    pub(crate) restoring: Option<PathBuf>,
    /// Which backup, by its id; the newest if left out
    #[arg(long, hide = true, value_name = "ID", requires = "restoring")]
    pub(crate) restoring_generation: Option<String>,
    /// By recovery sheets, whether there is a vault or not
    #[arg(long, hide = true, requires = "restoring", conflicts_with = "restoring_generation")]
    pub(crate) restoring_by_sheets: bool,
    /// The new vault is a practice vault
    #[arg(long, hide = true, requires = "new")]
    pub(crate) practice: bool,
    /// This process is one stage of the window; standard input leads to the one that started it
    #[arg(long, hide = true)]
    pub(crate) attended: bool,
    /// This process only prints what comes by standard input
    #[arg(long, hide = true, exclusive = true)]
    pub(crate) spooler: bool,
    /// A folder that the window may also read and write, besides the vault and the folders of media; repeatable
    #[arg(long, value_name = "DIR")]
    pub(crate) allow: Vec<PathBuf>,
    /// What to do; the window if nothing is named.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// The folder of the vault
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) vault: Option<PathBuf>,
    /// The login name
    #[arg(long, global = true, value_name = "LOGIN")]
    pub(crate) account: Option<String>,
    /// A file whose first line is the password; - is standard input
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
    /// The login name of a second person, for what needs two
    #[arg(long, global = true, value_name = "LOGIN")]
    pub(crate) second: Option<String>,
    /// A file whose first line is the second person's password; asked for if left out
    #[arg(long, global = true, value_name = "FILE", requires = "second")]
    pub(crate) second_password_file: Option<PathBuf>,
    /// The second person's keyfile on its stick
    #[arg(long, global = true, value_name = "FILE", requires = "second", conflicts_with = "second_token")]
    pub(crate) second_keyfile: Option<PathBuf>,
    /// The second person uses a FIDO2 token
    #[arg(long, global = true, requires = "second")]
    pub(crate) second_token: bool,
    /// A file whose first line is the PIN of the second person's token
    #[arg(long, global = true, value_name = "FILE", requires = "second_token")]
    pub(crate) second_pin_file: Option<PathBuf>,
    /// Why a group that takes two people is opened with the second one
    #[arg(long, global = true, value_name = "REASON", requires = "second")]
    pub(crate) second_reason: Option<String>,
    /// Your keyfile on its stick
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "token")]
    pub(crate) keyfile: Option<PathBuf>,
    /// Log in with the FIDO2 token that is plugged in
    #[arg(long, global = true)]
    pub(crate) token: bool,
    /// A file whose first line is the token's PIN; without it the token looks at the finger, or the PIN is asked for
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) pin_file: Option<PathBuf>,
    /// Print one JSON document on standard output
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Say more on standard error
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make the sample vault, or reuse it; print its accounts; open the window
    Demo {
        /// Where the sample vault is, or will be
        folder: PathBuf,
        /// Only make the vault
        #[arg(long)]
        no_window: bool,
    },
    /// Make a new vault in the folder that --vault names
    Init(InitArguments),
    /// Customer groups
    #[command(subcommand)]
    Group(GroupCommand),
    /// Customers
    #[command(subcommand)]
    Customer(CustomerCommand),
    /// Put files and folders in
    Import {
        /// Files and folders
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// The customer group, by name or id
        #[arg(long)]
        group: String,
        /// The customer's code
        #[arg(long, value_name = "CODE")]
        customer: String,
    },
    /// List the records of a group
    List {
        /// The customer group, by name or id
        #[arg(long)]
        group: String,
        /// Only this customer's
        #[arg(long, value_name = "CODE")]
        customer: Option<String>,
    },
    /// Find records and customers by words, tags or codes
    Search {
        /// Words to look for
        query: String,
        /// Only in this customer group
        #[arg(long)]
        group: Option<String>,
    },
    /// Take copies of records out; each copy is verified
    Export {
        /// The records' ids
        #[arg(required = true)]
        records: Vec<String>,
        /// The customer group, by name or id
        #[arg(long)]
        group: String,
        /// The folder the copies are written to
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        /// Why the copies are taken
        #[arg(long)]
        reason: String,
    },
    /// Delete records for good; takes two supervisors
    Delete {
        /// The records' ids
        #[arg(required = true)]
        records: Vec<String>,
        /// The customer group, by name or id
        #[arg(long)]
        group: String,
        /// Why they are deleted
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        consent: ConsentArguments,
    },
    /// People: drafts, enrolment, screening, leaving
    #[command(subcommand)]
    Staff(StaffCommand),
    /// Who may open which group
    #[command(subcommand)]
    Grant(GrantCommand),
    /// The confidentiality agreement
    #[command(subcommand)]
    Agreement(AgreementCommand),
    /// What waits for a second person
    #[command(subcommand)]
    Approve(ApproveCommand),
    /// The rules of the house
    #[command(subcommand)]
    Rule(RuleCommand),
    /// The recovery sheets
    #[command(subcommand)]
    Recovery(RecoveryCommand),
    /// Your own password, keyfiles and tokens
    #[command(subcommand)]
    Own(OwnCommand),
    /// Let someone try again who failed to log in too often (supervisors)
    Release {
        /// Their login name
        login: String,
    },
    /// The access log
    #[command(subcommand)]
    Log(LogCommand),
    /// Tell what protects this workstation around the program; without a log-in what the machine shows
    Doctor {
        /// Also write a signed report as a PDF into a new folder here (takes a log-in)
        #[arg(long, value_name = "DIR", requires = "reason")]
        pdf: Option<PathBuf>,
        /// Why the report is made
        #[arg(long)]
        reason: Option<String>,
        /// The language of the report
        #[arg(long, value_enum)]
        language: Option<LanguageArgument>,
    },
    /// The media that backups are written to
    #[command(subcommand)]
    Media(MediaCommand),
    /// Backups: whoever writes them cannot read them
    #[command(subcommand)]
    Backup(BackupCommand),
    /// Restore a backup into a folder
    Restore(RestoreArguments),
    /// Rehearse a restore onto a spare folder, compare, and keep the signed result
    Drill(DrillArguments),
    /// Check the whole vault and name what is damaged
    Check {
        /// Also sweep what interrupted writes left behind
        #[arg(long)]
        repair: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum OwnCommand {
    /// Change your password; the present one comes from --password-file or is asked for
    Password {
        /// A file whose first line is the new password
        #[arg(long, value_name = "FILE")]
        new_password_file: Option<PathBuf>,
    },
    /// List your keyfiles and tokens
    Factors,
    /// Make a keyfile on a stick; from then on the password alone opens nothing
    AddKeyfile {
        /// The folder it is written to
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        /// What you call it
        #[arg(long, default_value = "")]
        label: String,
    },
    /// Add the FIDO2 token that is plugged in
    AddToken {
        /// What you call it
        #[arg(long, default_value = "")]
        label: String,
    },
    /// Remove a keyfile or token, a lost one for example
    RemoveFactor {
        /// Its number in the list
        number: u32,
    },
}

/// What a new vault is to be. What is missing is asked for on a terminal.
#[derive(Debug, Args)]
pub(crate) struct InitArguments {
    /// The name of the business
    #[arg(long)]
    pub(crate) business: Option<String>,
    /// The founding supervisor's full name
    #[arg(long, value_name = "NAME")]
    pub(crate) founder: Option<String>,
    /// The founding supervisor's login name (or --account)
    #[arg(long)]
    pub(crate) login: Option<String>,
    /// A practice vault: the only kind that is made or opened on a networked machine
    #[arg(long)]
    pub(crate) practice: bool,
    /// A folder for the next recovery sheet; five times, five different folders
    #[arg(long = "sheet-to", value_name = "DIR")]
    pub(crate) sheets_to: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum GroupCommand {
    /// Make a customer group
    Add {
        /// Its name
        name: String,
    },
    /// List the customer groups
    List,
    /// Give a customer group another name
    Rename {
        /// The group, by name or id
        group: String,
        /// The new name
        name: String,
    },
    /// Make a customer group read-only for good
    Close {
        /// The group, by name or id
        group: String,
    },
    #[command(flatten)]
    Again(RekeyCommand),
    #[command(flatten)]
    Pair(PairCommand),
}

#[derive(Debug, Subcommand)]
pub(crate) enum CustomerCommand {
    /// Add a customer; prints the new code
    Add {
        /// The customer group, by name or id
        #[arg(long)]
        group: String,
        #[command(flatten)]
        identity: IdentityArguments,
    },
    /// Delete a customer with all records for good; takes two supervisors
    Delete {
        /// The client code
        code: String,
        /// The customer group, by name or id
        #[arg(long)]
        group: String,
        /// Why they are deleted
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        consent: ConsentArguments,
    },
    /// Find customers by name, contact or code
    Find {
        /// Words to look for; all customers if it is empty
        #[arg(default_value = "")]
        query: String,
        /// Only in this customer group
        #[arg(long)]
        group: Option<String>,
    },
    /// Change parts of a customer's identity
    Edit {
        /// The customer's code
        code: String,
        /// The customer group, by name or id
        #[arg(long)]
        group: String,
        #[command(flatten)]
        identity: IdentityArguments,
    },
    /// Move a customer with all records to another group
    Move {
        /// The customer's code
        code: String,
        /// Where the customer is, by name or id
        #[arg(long)]
        group: String,
        /// Where the customer goes, by name or id
        #[arg(long)]
        to: String,
    },
    /// Import customers from a CSV file
    Import {
        /// The file
        file: PathBuf,
        /// The customer group, by name or id
        #[arg(long)]
        group: String,
        /// Which column is what, such as name=Client; told from the columns' names where it is left out
        #[arg(long = "column", value_name = "FIELD=COLUMN")]
        columns: Vec<String>,
    },
}

/// A customer's identity. What is left out stays as it is, or empty.
#[derive(Debug, Args)]
pub(crate) struct IdentityArguments {
    /// The full name
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// The e-mail address
    #[arg(long)]
    pub(crate) email: Option<String>,
    /// The telephone number
    #[arg(long)]
    pub(crate) phone: Option<String>,
    /// The postal address
    #[arg(long)]
    pub(crate) address: Option<String>,
    /// Notes
    #[arg(long)]
    pub(crate) notes: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_grammar_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn common_flags_stand_before_or_behind_the_command() {
        for line in ["strongroom --vault /v --json group list", "strongroom group list --vault /v --json"] {
            let arguments = Arguments::try_parse_from(line.split(' ')).unwrap();
            assert!(arguments.common.json && arguments.common.vault.is_some());
        }
    }
}
