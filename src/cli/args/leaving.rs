//! The grammar of `group rekey` and `group owed`. Nothing is done here.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum RekeyCommand {
    /// Write a customer group again under new keys, where that is owed; goes on where it was stopped
    Rekey {
        /// The group, by name or id
        group: String,
    },
    /// List the customer groups that are to be written again
    Owed,
}
