//! What comes before a request is acted on, beside the worker's other work: a token's answer, or what is derived from a
//! password. A job does it; the worker goes on with what came of it.
//!
//! Which requests need a token is in [`super::touch`], which need deriving in [`super::deriving`]. The jobs are stopped
//! like every other; what comes back after a lock, or for somebody who is not logged in any more, is dropped.

use crossbeam_channel::{Receiver, Sender};

use crate::base::id::AccountId;

use super::super::acts::{Job, Sealed};
use super::super::event::Answer;
use super::super::problem::{Problem, ProblemKind};
use super::super::request::{Request, RequestId};
use super::super::session::Session;
use super::Worker;

/// What the worker does with what came of a job.
type GoOn = Box<dyn FnOnce(&mut Worker, RequestId) + Send>;

/// What came of a job, for whoever was logged in when it was started.
pub(super) struct Prepared {
    owner: Option<AccountId>,
    turn: u64,
    go_on: GoOn,
}

/// The way back from the jobs.
pub(super) type Preparations = (Sender<(RequestId, Prepared)>, Receiver<(RequestId, Prepared)>);

impl Worker {
    /// Starts what a request needs first; gives back a request that needs nothing, or nothing any more.
    pub(super) fn prepare(&mut self, id: RequestId, wish: Request) -> Option<Request> {
        let wish = self.wait_for_touch(id, wish)?;
        self.derive(id, wish)
    }

    /// Starts a job; the worker goes on with what comes of it.
    pub(super) fn wait<T: Send + 'static>(
        &mut self,
        id: RequestId,
        job: Result<Job<T>, Problem>,
        go_on: impl FnOnce(&mut Self, RequestId, T) + Send + 'static,
    ) {
        let back = self.preparations.0.clone();
        let (owner, turn) = (self.owner(), self.turn);
        match job {
            Ok(job) => self.jobs.start_and(id, job, move |done, post| match done {
                Ok(came) => {
                    let go_on: GoOn = Box::new(move |worker, id| go_on(worker, id, came));
                    // A worker that is gone goes on with nothing.
                    drop(back.send((id, Prepared { owner, turn, go_on })));
                }
                Err(problem) => post.done(id, Err(problem)),
            }),
            Err(problem) => self.post.done(id, Err(problem)),
        }
    }

    /// Goes on with a request whose job is done, unless the vault was locked, or somebody else is logged in by now.
    pub(super) fn go_on_prepared(&mut self, id: RequestId, prepared: Prepared) {
        if prepared.turn == self.turn && prepared.owner == self.owner() {
            (prepared.go_on)(self, id);
        } else {
            self.post.done(id, Err(Problem::new(ProblemKind::Locked)));
        }
    }

    /// Starts what is slow about a change of one's own ways in; gives back a request that is none.
    pub(super) fn change_ways_in(&mut self, id: RequestId, wish: Request) -> Option<Request> {
        let session = self.session.as_mut()?;
        let job = match wish {
            Request::ChangePassword { old, new } => session.new_password(old, new),
            Request::AddKeyfile { password, folder, label } => session.new_keyfile(password, folder, label),
            Request::RemoveFactor { password, slot } => session.no_factor(password, slot),
            other => return Some(other),
        };
        self.wait(id, job, Self::take_ways_in);
        None
    }

    /// Slots of the person who is logged in were sealed anew.
    pub(super) fn take_ways_in(&mut self, id: RequestId, sealed: Sealed) {
        let taken = self.logged_in_mut().and_then(|session| session.take_ways_in(sealed));
        self.post.done(id, taken.map(|made| made.map_or(Answer::Done, Answer::KeyfileMade)));
        self.end_code();
        self.tell_session();
    }

    pub(super) fn logged_in(&self) -> Result<&Session, Problem> {
        self.session.as_ref().ok_or_else(|| Problem::new(ProblemKind::Locked))
    }

    pub(super) fn logged_in_mut(&mut self) -> Result<&mut Session, Problem> {
        self.session.as_mut().ok_or_else(|| Problem::new(ProblemKind::Locked))
    }

    fn owner(&self) -> Option<AccountId> {
        self.session.as_ref().map(Session::account)
    }
}
