//! The numeric code's life in the worker: set, typed, and gone when it must be; and the stick that must stay.

use std::sync::Arc;

use super::super::acts::Job;
use super::super::entrance::Entrance;
use super::super::event::{Answer, Event};
use super::super::problem::{Problem, ProblemKind};
use super::super::request::LockReason;
use super::super::session::Session;
use super::super::way_back::WayBack;
use super::Worker;
use crate::crypto::secret::Password;
use crate::keys::code::CodeKey;
use crate::staff::code::SetCodeError;

impl Worker {
    /// The session that is open has a code from here on.
    pub(super) fn take_code(&mut self, set: WayBack) -> Answer {
        self.way_back = Some(set);
        self.tell_code();
        self.end_code();
        Answer::Done
    }

    /// Forgets the code, if there is one, and says so.
    pub(super) fn drop_code(&mut self) {
        if self.way_back.take().is_some() {
            self.tell_code();
        }
    }

    /// What is slow about coming back with a code; nothing is counted yet.
    pub(super) fn coming_back(&self, code: Password) -> Result<Job<CodeKey>, Problem> {
        let (entrance, way_back) = self.may_come_back()?;
        let deriving = entrance.coming_back(way_back)?;
        Ok(Job::deriving(move || Ok(deriving.derive(&code).map_err(SetCodeError::from)?)))
    }

    fn may_come_back(&self) -> Result<(&Entrance, &WayBack), Problem> {
        let gone = || Problem::new(ProblemKind::CodeGone);
        if self.session.is_some() {
            return Err(Problem::new(ProblemKind::SeatTaken));
        }
        Ok((self.entrance.as_ref().ok_or_else(gone)?, self.way_back.as_ref().ok_or_else(gone)?))
    }

    /// Comes back with what the code derived to.
    pub(super) fn unlock_with_code(&mut self, key: &CodeKey) -> Result<Answer, Problem> {
        self.end_code();
        if self.session.is_some() {
            return Err(Problem::new(ProblemKind::SeatTaken));
        }
        let session = self.come_back(key);
        self.end_code();
        self.tell_code();
        let mut session = session?;
        session.code_set = self.way_back.is_some();
        self.enter(session)?;
        Ok(Answer::Unlocked)
    }

    fn come_back(&mut self, key: &CodeKey) -> Result<Session, Problem> {
        let gone = || Problem::new(ProblemKind::CodeGone);
        let entrance = self.entrance.as_ref().ok_or_else(gone)?;
        let way_back = self.way_back.as_mut().ok_or_else(gone)?;
        let session = entrance.come_back(way_back, key);
        if session.as_ref().is_err_and(|problem| {
            // On a network, or of a vault that is not what it was: only the full log-in may go on.
            !matches!(problem.kind, ProblemKind::WrongCode | ProblemKind::Throttled | ProblemKind::SeatTaken)
        }) {
            self.way_back = None;
        }
        session
    }

    /// The vault was locked, or would have been: only an idle lock leaves the code.
    pub(super) fn code_outlives(&mut self, reason: LockReason) {
        if reason != LockReason::Idle {
            self.drop_code();
        }
    }

    /// Locks when the stick is gone that the person came in with.
    pub(super) fn look_for_stick(&mut self) {
        let stick = self.session.as_ref().and_then(|session| session.stick.as_ref());
        if stick.is_some_and(|stick| !stick.is_there(&self.system_root)) {
            self.lock(LockReason::KeyfileRemoved);
        }
    }

    /// Drops a code whose time is over.
    pub(super) fn end_code(&mut self) {
        let Some(way_back) = &self.way_back else { return };
        let other_ways_in = self.session.as_ref().is_some_and(|session| !way_back.hold.fits(&session.vault));
        let pulled = way_back.stick.as_ref().is_some_and(|stick| !stick.is_there(&self.system_root));
        if other_ways_in || pulled || way_back.is_over(&*self.clock) {
            self.drop_code();
        }
    }

    fn tell_code(&mut self) {
        if let Some(session) = &mut self.session {
            session.code_set = self.way_back.is_some();
        }
        let face = self.way_back.as_ref().map(|way_back| Arc::new(way_back.face()));
        self.post.send(Event::Code(face));
    }
}
