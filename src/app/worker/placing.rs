//! Restoring, in the worker. A backup that is to be in the place of the vault is restored beside it and kept until it is
//! signed; then the session ends, and it is put in place. Locked before that, what was restored is removed.
//!
//! What is put in place is asked for by the stage of the window that reaches around the vault; what anything takes is
//! decided in `acts`.

use std::sync::Arc;

use super::super::acts::backup::{Signed, Staged};
use super::super::event::Answer;
use super::super::problem::{Problem, ProblemKind};
use super::super::request::{BackupWish, Consent, LockReason, RequestId};
use super::super::snapshot::Settled;
use super::backup::Came;
use super::{JOBS_STOP_WITHIN, LOOK_AT_REVIEW, Worker};
use crate::policy::Act;

impl Worker {
    /// Does what is asked of restoring; nothing of what is asked of other things.
    pub(super) fn restore(&mut self, id: RequestId, wish: BackupWish) {
        let Some(session) = &mut self.session else { return };
        let begun = match wish {
            BackupWish::Restore { mount, generation, to } => {
                let place = (Act::Restore, mount.as_path(), Some(to.as_path()));
                return self.look_first(id, place, move |worker, id, looked| {
                    let job = worker.logged_in_mut()?.restore_backup_on(looked, generation)?;
                    worker.jobs.start(id, job, |face| Answer::Restored(Arc::new(face)));
                    Ok(())
                });
            }
            BackupWish::Stage { mount, generation } => {
                self.staged = None;
                return self.look_first(id, (Act::Restore, &mount, None), move |worker, id, looked| {
                    let job = worker.logged_in_mut()?.stage_restore_on(looked, generation)?;
                    // Dropped by a worker that is gone, it is removed.
                    worker.keep_end(id, job, Came::Staged);
                    Ok(())
                });
            }
            BackupWish::Unstage => {
                self.staged = None;
                return self.post.done(id, Ok(Answer::Done));
            }
            BackupWish::PutBack { folder, group, record, consent } => {
                session.put_back(&folder, group, record, &consent).map(|job| {
                    self.jobs.start(id, job, |settled| match settled {
                        Settled::Done(record) => Answer::PutBack(record),
                        Settled::Waiting(number) => Answer::Waiting(number),
                        Settled::SecondNeeded(needed) => Answer::SecondNeeded(Arc::new(*needed)),
                    });
                })
            }
            BackupWish::Place { consent } => return self.place(id, &consent),
            _ => return,
        };
        if let Err(problem) = begun {
            self.post.done(id, Err(problem));
        }
    }

    /// What came of restoring beside the vault, while somebody is still logged in to sign it, or by recovery sheets, where
    /// nobody is.
    pub(super) fn hear_staged(&mut self, id: RequestId, came: Result<Staged, Problem>) {
        let staged = came.and_then(|staged| {
            let face = staged.face()?;
            let kept = self.session.is_some() || self.folder.is_none();
            self.staged = kept.then_some(staged);
            Ok(Answer::Staged(Arc::new(face)))
        });
        self.post.done(id, staged);
    }

    /// Signs what lies beside the vault, locks, and puts it in the vault's place.
    fn place(&mut self, id: RequestId, consent: &Consent) {
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

pub(super) fn nothing_staged() -> Problem {
    Problem::new(ProblemKind::NotFound).with("what", "a restored backup")
}
