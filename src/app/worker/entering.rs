//! How somebody comes to sit in the vault: it is founded, or opened at the entrance, and whoever's keyslot was opened is let
//! in. What was derived for it comes from `deriving`, tokens' answers from `touch`.

use std::path::Path;
use std::sync::Arc;

use super::{LOOK_AT_REVIEW, Worker};
use crate::app::acts::{BreakWish, Job};
use crate::app::entrance::Entrance;
use crate::app::event::{Answer, Event};
use crate::app::founding::{self, Founded};
use crate::app::opening::Derived;
use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::FoundingWish;
use crate::app::session::Session;
use crate::app::snapshot::Settled;

impl Worker {
    /// Makes a vault, where none is open. The machine is measured once, by whoever comes first.
    pub(super) fn founding(&self, wish: Box<FoundingWish>) -> Result<Job<Founded>, Problem> {
        self.require_no_vault()?;
        let (measured, clock) = (Arc::clone(&self.calibration), Arc::clone(&self.clock));
        let root = self.system_root.clone();
        Ok(Job::new(move |_| {
            founding::found_with(&wish, || *measured.get_or_init(founding::calibrate), &clock, &root)
        }))
    }

    fn require_no_vault(&self) -> Result<(), Problem> {
        if self.session.is_some() || self.founded.is_some() {
            return Err(Problem::new(ProblemKind::Internal).with("why", "a vault is open"));
        }
        Ok(())
    }

    /// The vault was made.
    pub(super) fn founded_now(&mut self, founded: Founded) -> Result<Answer, Problem> {
        self.require_no_vault()?;
        self.folder = Some(founded.folder().to_owned());
        let face = founded.face();
        self.founded = Some(founded);
        Ok(Answer::Founded(Arc::new(face)))
    }

    pub(super) fn founded(&self) -> Result<&Founded, Problem> {
        let founded = self.founded.as_ref().ok_or_else(|| Problem::new(ProblemKind::Locked))?;
        self.require_apart(founded.is_practice())?;
        Ok(founded)
    }

    pub(super) fn open_entrance(&mut self) -> Result<(), Problem> {
        let folder = self.folder.as_deref().unwrap_or(Path::new("."));
        let entrance = Entrance::open(folder, Arc::clone(&self.clock), self.system_root.clone())?;
        self.post.send(Event::Face(Arc::new(entrance.face())));
        self.entrance = Some(match &self.tokens {
            Some(tokens) => entrance.with_tokens(Arc::clone(tokens)),
            None => entrance,
        });
        Ok(())
    }

    /// The entrance, while nobody is logged in.
    pub(super) fn at_entrance(&mut self) -> Result<&Entrance, Problem> {
        if self.session.is_some() {
            return Err(Problem::new(ProblemKind::SeatTaken));
        }
        if self.entrance.is_none() {
            self.open_entrance()?;
        }
        self.entrance.as_ref().ok_or_else(|| Problem::new(ProblemKind::Locked))
    }

    /// Lets someone in whose keyslot was opened.
    pub(super) fn let_in(
        &mut self,
        derived: Derived,
        failed_before: u32,
        accepts: Option<&BreakWish<'_>>,
    ) -> Result<Answer, Problem> {
        let entrance = self.at_entrance()?;
        let unlocked = entrance.let_in_derived(derived, failed_before, accepts);
        let Some(entrance) = &self.entrance else { return Err(Problem::new(ProblemKind::Locked)) };
        self.post.send(Event::Face(Arc::new(entrance.face())));
        let session = match unlocked? {
            Settled::Done(session) => session,
            Settled::SecondNeeded(needed) => return Ok(Answer::SecondNeeded(Arc::new(*needed))),
            Settled::Waiting(number) => return Ok(Answer::Waiting(number)),
        };
        // Whoever it is, the full log-in ends what a code led back to.
        self.drop_code();
        self.enter(session)?;
        Ok(Answer::Unlocked)
    }

    /// Someone is logged in.
    pub(super) fn enter(&mut self, session: Session) -> Result<(), Problem> {
        let account = session.account();
        self.session = Some(session);
        self.hold_open(true);
        self.newest.go_on();
        self.hear_waiting_news();
        if self.session.is_none() {
            // A network came up in the last moment.
            return self.require_apart(false);
        }
        self.begin_backups();
        self.tell_session();
        self.tell_groups();
        self.look_at_review();
        self.finish_owed();
        let interrupted = self.interrupted.take(account);
        if !interrupted.is_empty() {
            self.post.send(Event::Interrupted(interrupted));
        }
        Ok(())
    }

    /// For a supervisor: reads the log on, to know how far the review is.
    fn look_at_review(&mut self) {
        let Some(job) = self.session.as_ref().and_then(Session::look_at_review) else { return };
        self.jobs.start(LOOK_AT_REVIEW, job, |()| Answer::Reviewed(0));
    }
}
