//! The way back to a session that locked itself: a numeric code, as long as the session would have lasted.
//!
//! Kept by the worker beside the session, never on disk. It is gone when the machine slept, with every lock but the
//! idle one, at the fifth wrong code and with the session's time; [`WayBack::is_over`] says so, the worker drops it.

use std::time::Duration;

use crate::base::clock::{Clock, WallTime};
use crate::crypto::secret::Password;
use crate::policy::{Act, Rule};
use crate::staff::code::CodeHold;
use crate::staff::stick::Stick;

use super::acts::Job;
use super::code;
use super::problem::Problem;
use super::session::Session;
use super::snapshot::CodeFace;

/// A person's way back.
pub(super) struct WayBack {
    pub(super) hold: CodeHold,
    /// When the session began that the code leads back to.
    pub(super) began: (WallTime, Duration),
    /// How long that session may last.
    longest: Duration,
    /// The stick that the session began with: without it the code leads nowhere.
    pub(super) stick: Option<Stick>,
    name: String,
    login: String,
    /// How long the machine had slept when the code was set.
    asleep: Duration,
}

impl Session {
    /// Sets a code for coming back to this session: the job is slow, like a log-in.
    pub(super) fn way_back(&self, code: Password) -> Result<Job<WayBack>, Problem> {
        let least = self.vault.house().rule(Rule::CodeDigits);
        code::require(&code, usize::try_from(least).unwrap_or(usize::MAX))?;
        let permit = self.permit(Act::CodeSet, None)?;
        self.witness.log(&self.witness.event(permit.act()))?;
        let sealing = self.vault.code_sealing(&permit)?;
        let (began, longest, stick) = (self.began(), self.longest(), self.stick.clone());
        let (person, asleep) = (self.vault.person(), self.witness.clock().asleep());
        let (name, login) = (person.name.clone(), person.login.clone());
        Ok(Job::deriving(move || {
            let hold = sealing.seal(&code)?;
            Ok(WayBack { hold, began, longest, stick, name, login, asleep })
        }))
    }
}

impl WayBack {
    /// Whether it must be gone: the session's time is over, the machine slept, or no try is left.
    pub(super) fn is_over(&self, clock: &dyn Clock) -> bool {
        let (_, began_since_boot) = self.began;
        clock.since_boot().saturating_sub(began_since_boot) >= self.longest
            || clock.asleep() > self.asleep
            || self.hold.tries_left() == 0
    }

    /// The login name of whose session it is.
    pub(super) fn login(&self) -> &str {
        &self.login
    }

    /// What the unlock screen shows.
    pub(super) fn face(&self) -> CodeFace {
        CodeFace {
            name: self.name.clone(),
            login: self.login.clone(),
            tries_left: self.hold.tries_left(),
            until: self.began.0.plus(self.longest),
        }
    }
}
