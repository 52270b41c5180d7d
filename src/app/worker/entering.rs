//! How somebody comes to sit in the vault: it is founded, or opened at the entrance, and whoever's keyslot was opened is let
//! in. What was derived for it comes from `deriving`, tokens' answers from `touch`.

use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::touch::LogIn;
use super::{LOOK_AT_REVIEW, Worker};
use crate::app::acts::BreakWish;
use crate::app::entrance::Entrance;
use crate::app::event::{Answer, Event};
use crate::app::founding::{self, Founded};
use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::FoundingWish;
use crate::app::session::Session;
use crate::app::snapshot::{DraftWish, Settled};
use crate::crypto::secret::Password;

impl Worker {
    pub(super) fn found(&mut self, wish: &FoundingWish) -> Result<Answer, Problem> {
        if self.session.is_some() || self.founded.is_some() {
            return Err(Problem::new(ProblemKind::Internal).with("why", "a vault is open"));
        }
        let founded = founding::found(wish, self.calibration, &self.clock, &self.system_root)?;
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

    /// Enrols a supervisor by the sheets, while nobody is logged in.
    pub(super) fn recover(
        &mut self,
        sheets: &[Zeroizing<String>],
        wish: &DraftWish,
        password: &Password,
    ) -> Result<Answer, Problem> {
        let entrance = self.at_entrance()?;
        Ok(Answer::Enrolled(Arc::new(entrance.recover(sheets, wish, password)?)))
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
    pub(super) fn let_in(&mut self, came: LogIn) -> Result<Answer, Problem> {
        let LogIn { derived, failed_before, accepts } = came;
        let entrance = self.at_entrance()?;
        let wish = accepts.as_ref().map(|(reason, consent)| BreakWish { reason, consent });
        let unlocked = entrance.let_in_derived(derived, failed_before, wish.as_ref());
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
        self.finish_deletions();
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
