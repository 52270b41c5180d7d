//! The grammar of `group rekey` and `group owed`. Nothing is done here.

use clap::Subcommand;

use super::ConsentArguments;

#[derive(Debug, Subcommand)]
pub(crate) enum RekeyCommand {
    /// Write a customer group again under new keys, where that is owed; goes on where it was stopped
    Rekey {
        /// The group, by name or id
        group: String,
        /// Decide it, though nobody owes it: supervisors, two of them
        #[arg(long)]
        decide: bool,
        #[command(flatten)]
        consent: ConsentArguments,
    },
    /// List the customer groups that are to be written again
    Owed,
}
