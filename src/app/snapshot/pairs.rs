//! Groups that take two people, as someone who holds them sees them: shut or open, until when, and with whom.

use crate::app::problem::Problem;
use crate::base::clock::WallTime;
use crate::base::id::GroupId;

/// How many people it takes to open a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TwoPerson {
    /// One.
    No,
    /// One for its records, two for its identities.
    Identities,
    /// Two.
    Whole,
}

impl TwoPerson {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::No, Self::Identities, Self::Whole];

    /// Its short name, for the log, the command line and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Identities => "identities",
            Self::Whole => "whole",
        }
    }

    /// The key of its text.
    pub fn text_key(self) -> String {
        format!("two-person-{}", self.key())
    }
}

/// A group that someone holds, open or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldGroup {
    /// Which.
    pub group: GroupId,
    /// Its name.
    pub name: String,
    /// Read-only for good.
    pub closed: bool,
    /// How many people are to open it.
    pub rule: TwoPerson,
    /// What cannot be opened alone now; its keys may still be as they were before it was ruled.
    pub takes: TwoPerson,
    /// What takes two is not open.
    pub shut: bool,
    /// Until when two people opened it.
    pub open_until: Option<WallTime>,
    /// Who else can open it with this person: name and login.
    pub with: Vec<(String, String)>,
    /// How many hold what takes two, or would: its records.
    pub holders: u64,
    /// How many hold its identities.
    pub identity_holders: u64,
    /// New keys are owed, or databases are still to be written again.
    pub owed: bool,
    /// Why it does not open, though this person has its keys.
    pub problem: Option<Problem>,
}

impl HeldGroup {
    /// Whether it does not open because an older copy was put back: the group saw more than there is now.
    pub fn found_break(&self) -> bool {
        self.problem.as_ref().is_some_and(Problem::is_break)
    }

    /// How many would hold what two people are to open.
    pub const fn holders_of(&self, rule: TwoPerson) -> u64 {
        match rule {
            TwoPerson::No => u64::MAX,
            TwoPerson::Identities => self.identity_holders,
            TwoPerson::Whole if self.identity_holders < self.holders => self.identity_holders,
            TwoPerson::Whole => self.holders,
        }
    }
}
