//! What each act counts as when a day is summed up: one readable table. Pure.
//!
//! Every event is counted in `events`, and at most once more in what it is. An act that lasts writes two events: the one
//! that permits it is what counts, so that nothing is counted twice.

use crate::audit::Outcome;
use crate::policy::Act;

/// What was done, counted: of a day, or of one person on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayCounts {
    /// Every event, of whatever kind.
    pub events: u64,
    /// How many people did something.
    pub people: u64,
    /// Log-ins.
    pub log_ins: u64,
    /// Log-ins that failed or were not tried.
    pub failed_log_ins: u64,
    /// Searches.
    pub searches: u64,
    /// Customers and records that were opened.
    pub views: u64,
    /// Times that names were shown.
    pub names: u64,
    /// Customers and records that were added, changed, moved or deleted.
    pub changes: u64,
    /// Copies that left the vault. What is printed of the vault itself, such as a slip, is administration: it is no copy of
    /// what customers entrusted.
    pub exports: u64,
    /// What was done to people, keys, groups, rules, media and the log.
    pub administration: u64,
    /// Everything else that was refused or failed.
    pub refused: u64,
}

/// What an act is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counted {
    /// The program's own events.
    Program,
    /// A log-in.
    LogIn,
    /// A log-in that failed or was not tried.
    FailedLogIn,
    /// A search.
    Search,
    /// A customer or a record was opened.
    View,
    /// Names were shown.
    Names,
    /// A customer or a record was added, changed, moved or deleted.
    Change,
    /// A copy left the vault.
    Export,
    /// Something was done to people, keys, groups, rules, media or the log.
    Administration,
}

impl Counted {
    /// What an act is; acts of later versions count as administration.
    pub const fn of(act: Act) -> Self {
        match act {
            Act::ProgramStart
            | Act::ProgramEnd
            | Act::ClockJump
            | Act::DiskFull
            | Act::TornTail
            | Act::TriesReset
            | Act::Lock
            | Act::NetworkRefused
            | Act::AirGapChange => Self::Program,
            Act::LogIn => Self::LogIn,
            Act::LogInFailed | Act::LogInThrottled | Act::CodeFailed => Self::FailedLogIn,
            Act::CustomerSearch | Act::RecordSearch | Act::GroupList => Self::Search,
            Act::CustomerView | Act::RecordView => Self::View,
            Act::IdentityReveal => Self::Names,
            Act::CustomerAdd
            | Act::CustomerEdit
            | Act::CustomerMove
            | Act::CustomerImport
            | Act::CustomerDelete
            | Act::RecordImport
            | Act::RecordEdit
            | Act::RecordDelete
            | Act::Redact => Self::Change,
            Act::RecordExport => Self::Export,
            _ => Self::Administration,
        }
    }

    /// Whether it opens what customers entrusted: what "who opened my file" tells and the charts draw.
    pub const fn is_access(self) -> bool {
        matches!(self, Self::View | Self::Names | Self::Change | Self::Export)
    }
}

impl DayCounts {
    /// Counts one event.
    pub fn add(&mut self, act: Option<Act>, outcome: Option<Outcome>) {
        self.events += 1;
        let counted = act.map_or(Counted::Administration, Counted::of);
        let place = match (counted, outcome) {
            (Counted::FailedLogIn, _) | (Counted::LogIn, Some(Outcome::Failed | Outcome::Refused)) => {
                &mut self.failed_log_ins
            }
            (Counted::Program, _) => return,
            (_, Some(Outcome::Refused | Outcome::Failed)) => &mut self.refused,
            (_, Some(Outcome::Done | Outcome::Cancelled)) => return,
            (Counted::LogIn, _) => &mut self.log_ins,
            (Counted::Search, _) => &mut self.searches,
            (Counted::View, _) => &mut self.views,
            (Counted::Names, _) => &mut self.names,
            (Counted::Change, _) => &mut self.changes,
            (Counted::Export, _) => &mut self.exports,
            (Counted::Administration, _) => &mut self.administration,
        };
        *place += 1;
    }

    /// Accesses to what customers entrusted.
    pub const fn accesses(&self) -> u64 {
        self.views + self.names + self.changes + self.exports
    }

    /// What failed or was refused.
    pub const fn failures(&self) -> u64 {
        self.failed_log_ins + self.refused
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_that_lasts_is_counted_once_and_every_event_is_an_event() {
        let mut counts = DayCounts::default();
        counts.add(Some(Act::RecordExport), Some(Outcome::Permitted));
        counts.add(Some(Act::RecordExport), Some(Outcome::Done));
        counts.add(Some(Act::RecordView), Some(Outcome::Refused));
        counts.add(Some(Act::LogInFailed), Some(Outcome::Failed));
        counts.add(Some(Act::LogIn), Some(Outcome::Refused));
        counts.add(None, None);
        let expected = DayCounts {
            events: 6,
            exports: 1,
            refused: 1,
            failed_log_ins: 2,
            administration: 1,
            ..DayCounts::default()
        };
        assert_eq!(counts, expected);
        assert_eq!((counts.accesses(), counts.failures()), (1, 3));
    }
}
