//! The grammar of `group two-person` and what opens a group that takes two. Nothing is done here.

use clap::Subcommand;

use super::{Command, ConsentArguments, CustomerCommand, GrantCommand, GroupCommand, RekeyCommand};

#[derive(Debug, Subcommand)]
pub(crate) enum PairCommand {
    /// Rule that a customer group takes two people to open, or one again
    TwoPerson {
        /// The group, by name or id
        group: String,
        /// Only the identities take two; one opens the records
        #[arg(long, conflicts_with = "off")]
        identities_only: bool,
        /// One person opens all of it again
        #[arg(long)]
        off: bool,
        /// Only two people hold it, and that is meant
        #[arg(long)]
        few: bool,
        #[command(flatten)]
        consent: ConsentArguments,
    },
}

impl Command {
    /// The groups that a command works in, as they were written.
    pub(crate) fn groups(&self) -> Vec<&str> {
        match self {
            Self::Import { group, .. }
            | Self::List { group, .. }
            | Self::Delete { group, .. }
            | Self::Export { group, .. } => vec![group],
            Self::Search { group, .. } => group.iter().map(String::as_str).collect(),
            Self::Customer(command) => of_customer(command),
            Self::Grant(GrantCommand::Set { group, .. }) => vec![group],
            Self::Group(command) => match command {
                GroupCommand::Rename { group, .. } | GroupCommand::Close { group } => vec![group],
                GroupCommand::Again(RekeyCommand::Rekey { group, .. }) => vec![group],
                GroupCommand::Pair(PairCommand::TwoPerson { group, .. }) => vec![group],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }
}

fn of_customer(command: &CustomerCommand) -> Vec<&str> {
    match command {
        CustomerCommand::Add { group, .. }
        | CustomerCommand::Delete { group, .. }
        | CustomerCommand::Edit { group, .. }
        | CustomerCommand::Import { group, .. } => vec![group],
        CustomerCommand::Find { group, .. } => group.iter().map(String::as_str).collect(),
        CustomerCommand::Move { group, to, .. } => vec![group, to],
    }
}
