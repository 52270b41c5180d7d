//! Runs of the program as the log tells of them, and which of them did not end in order.
//!
//! A run that is going on has no end either. It is held for one that was killed when a later run was in another start of
//! the machine, or when it was unlocked and somebody else has logged in since: only one run is unlocked at a time.

use crate::audit::review::Flagged;
use crate::audit::{BootId, FrameNumber, Outcome};
use crate::base::clock::WallTime;
use crate::base::id::{AccountId, SessionId};
use crate::policy::Act;

use super::row::IndexRow;

/// One run of the program, or what follows in it under another reader key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) session: SessionId,
    pub(super) boot: BootId,
    /// Its first frame, then the last one that it wrote.
    pub(super) last: Flagged,
    /// It began with the start of the program; else it goes on with the run before.
    started: bool,
    ended: bool,
    unlocked: bool,
    /// Somebody logged in.
    entered: bool,
}

impl Run {
    /// A run that has logged nothing yet.
    pub(super) fn begun(session: SessionId, boot: BootId, number: FrameNumber, wall: WallTime) -> Self {
        Self {
            session,
            boot,
            last: Flagged { number, wall, account: None },
            started: false,
            ended: false,
            unlocked: false,
            entered: false,
        }
    }

    /// It logged an event.
    pub(super) fn add(&mut self, row: &IndexRow, account: Option<AccountId>) {
        let account = account.or(self.last.account);
        self.last = Flagged { number: row.number, wall: row.wall(), account };
        match (row.act(), row.outcome()) {
            (Some(Act::ProgramStart), _) => self.started = true,
            (Some(Act::ProgramEnd), _) => self.ended = true,
            (Some(Act::LogIn), Some(Outcome::Permitted)) => (self.unlocked, self.entered) = (true, true),
            (Some(Act::Lock), _) => self.unlocked = false,
            _ => {}
        }
    }
}

/// The last frames of the runs that were killed.
pub(super) fn unended(runs: &[Run]) -> impl Iterator<Item = Flagged> {
    runs.iter().enumerate().filter_map(|(place, run)| {
        let later = runs.get(place + 1..).unwrap_or_default();
        // What follows in the same run under another key took over from it.
        let goes_on = later.first().is_some_and(|next| !next.started && next.boot == run.boot);
        let killed = later.iter().any(|other| other.boot != run.boot || (run.unlocked && other.entered));
        (!run.ended && !goes_on && killed).then_some(run.last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(boot: u8, number: u64) -> Run {
        let begun =
            Run::begun(SessionId::generate(), BootId([boot; 16]), number, WallTime::from_unix_millis(0));
        Run { started: true, ..begun }
    }

    fn killed(runs: &[Run]) -> Vec<u64> {
        unended(runs).map(|flagged| flagged.number).collect()
    }

    #[test]
    fn a_run_that_goes_on_is_not_held_for_killed() {
        let locked = run(1, 1);
        assert_eq!(killed(std::slice::from_ref(&locked)), [0; 0]);
        // Beside a locked window somebody uses the command line, unlocked and ended.
        let beside = Run { entered: true, ended: true, ..run(1, 5) };
        assert_eq!(killed(&[locked.clone(), beside.clone()]), [0; 0]);
        let unlocked = Run { unlocked: true, entered: true, ..locked };
        assert_eq!(killed(std::slice::from_ref(&unlocked)), [0; 0]);
        assert_eq!(killed(&[unlocked, beside]), [1]);
    }

    #[test]
    fn another_start_of_the_machine_ends_what_did_not_end() {
        let ended = Run { ended: true, ..run(1, 1) };
        assert_eq!(killed(&[ended, run(1, 2), run(2, 3), run(2, 4)]), [2]);
    }

    #[test]
    fn another_reader_key_is_no_end() {
        let before = Run { unlocked: true, entered: true, ..run(1, 1) };
        let after = Run { started: false, ended: true, ..run(1, 2) };
        let later = Run { entered: true, ended: true, ..run(1, 3) };
        assert_eq!(killed(&[before, after, later]), [0; 0]);
    }
}
