//! A backup in the place of the vault, in the worker: restored beside it and kept until it is signed; then the session ends,
//! and it is put in place. Locked before that, what was restored is removed.
//!
//! Asked for by the stage of the window that reaches around the vault; what it takes is decided in `acts`.

use std::sync::Arc;

use super::super::acts::backup::{Signed, Staged};
use super::super::event::Answer;
use super::super::problem::{Problem, ProblemKind};
use super::super::request::{Consent, LockReason, RequestId};
use super::super::snapshot::Settled;
use super::{JOBS_STOP_WITHIN, LOOK_AT_REVIEW, Worker};

impl Worker {
    /// What came of restoring beside the vault, while somebody is still logged in to sign it.
    pub(super) fn hear_staged(&mut self, id: RequestId, came: Result<Staged, Problem>) {
        let staged = came.and_then(|staged| {
            let face = staged.face()?;
            self.staged = self.session.is_some().then_some(staged);
            Ok(Answer::Staged(Arc::new(face)))
        });
        self.post.done(id, staged);
    }

    /// Signs what lies beside the vault, locks, and puts it in the vault's place.
    pub(super) fn place(&mut self, id: RequestId, consent: &Consent) {
        let answer = match self.sign(consent) {
            Ok(Settled::Done(signed)) => self.locked_and_placed(signed),
            Ok(Settled::SecondNeeded(needed)) => Ok(Answer::SecondNeeded(Arc::new(*needed))),
            Ok(Settled::Waiting(number)) => Ok(Answer::Waiting(number)),
            Err(problem) => Err(problem),
        };
        self.post.done(id, answer);
    }

    fn sign(&mut self, consent: &Consent) -> Result<Settled<Signed>, Problem> {
        // What the worker does by itself gives way: locking must not wait for it.
        self.jobs.cancel(LOOK_AT_REVIEW);
        if !self.jobs.wait(JOBS_STOP_WITHIN) {
            return Err(Problem::new(ProblemKind::WorkGoesOn));
        }
        let session = self.session.as_mut().ok_or_else(|| Problem::new(ProblemKind::Locked))?;
        let staged = self.staged.as_ref().ok_or_else(nothing_staged)?;
        session.sign_restored(staged, consent)
    }

    fn locked_and_placed(&mut self, signed: Signed) -> Result<Answer, Problem> {
        let staged = self.staged.take().ok_or_else(nothing_staged)?;
        self.lock(LockReason::Person);
        self.drop_code();
        // It has files of the vault open.
        self.entrance = None;
        let face = staged.place(signed)?;
        Ok(Answer::Placed(Arc::new(face)))
    }
}

fn nothing_staged() -> Problem {
    Problem::new(ProblemKind::NotFound).with("what", "a restored backup")
}
