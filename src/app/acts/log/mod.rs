//! Reviewing the access log: its days, its events, who opened a customer's file, charts, and signing that days were
//! reviewed. Each is a job, for the log may have to be read first; reading it is in the log before anything is shown.

pub(in crate::app::acts) mod archive;
pub(in crate::app) mod breaks;
mod counts;
mod days;
mod events;
mod evidence;
mod list;
mod report;
mod review;
mod slip;
mod taking;

use crate::audit::Event;
use crate::policy::{Act, decide};

use super::super::log_desk::LogReading;
use super::super::problem::Problem;
use super::super::session::Session;
use super::Job;

impl Session {
    /// What a job needs to read the log, once it is in the log that it will be. `event` is given the event to complete.
    fn log_reading(&self, complete: impl FnOnce(Event) -> Event) -> Result<LogReading, Problem> {
        let permit = self.permit(Act::LogRead, None)?;
        let reading = LogReading::prepare(&self.vault, &self.log_desk, self.witness.clock())?;
        self.witness.log(&complete(self.witness.event(permit.act())))?;
        Ok(reading)
    }

    /// The same for another page of what is in the log already.
    fn log_reading_again(&self) -> Result<LogReading, Problem> {
        let _permit = self.permit(Act::LogRead, None)?;
        LogReading::prepare(&self.vault, &self.log_desk, self.witness.clock())
    }

    /// Reads on what is new in the log, for the status bar: nobody is shown anything of it. None for those who do not
    /// review the log.
    pub fn look_at_review(&self) -> Option<Job<()>> {
        let _permit = decide(Act::LogReview, &self.vault.facts(None)).ok()?;
        let reading = LogReading::prepare(&self.vault, &self.log_desk, self.witness.clock()).ok()?;
        Some(Job::new(move |watch| reading.run(watch, |_| Ok(()))))
    }
}
