//! Waiting for a token to be touched, and sealing a person's slots anew, beside the worker's other work: a job asks the
//! token or derives, and the request goes on with what came of it. Stopped like every job; a lock stops it, too.

use crossbeam_channel::{Receiver, Sender};

use crate::base::id::AccountId;
use crate::crypto::secret::Password;
use crate::keys::keyslot::{EnrolledFactor, SecondFactor};

use super::super::acts::{Job, Sealed};
use super::super::event::Answer;
use super::super::problem::{Problem, ProblemKind};
use super::super::request::{GivenFactor, Request, RequestId, Second};
use super::super::session::Session;
use super::Worker;

/// What goes on when a token answered, for whoever was logged in then.
pub(super) struct Touched {
    owner: Option<AccountId>,
    what: What,
}

/// What a token answered.
enum What {
    /// This request, which now has the token's answer in it.
    GoOn(Request),
    /// A credential, made for the person whose password this is.
    Made(Password, EnrolledFactor),
    /// Slots of the person who is logged in, sealed anew.
    Sealed(Box<Sealed>),
}

/// The way back from the jobs.
pub(super) type Touches = (Sender<(RequestId, Touched)>, Receiver<(RequestId, Touched)>);

impl Worker {
    /// Starts the wait that a request needs; gives back a request that needs none.
    pub(super) fn wait_for_touch(&mut self, id: RequestId, wish: Request) -> Option<Request> {
        match wish {
            Request::UnlockWithFactor { login, password, factor: GivenFactor::Token { pin } } => {
                let job = self.token_at_entrance(&login, pin);
                self.wait(id, job, |answered| {
                    let factor = GivenFactor::Answered(answered);
                    What::GoOn(Request::UnlockWithFactor { login, password, factor })
                });
                None
            }
            Request::AcceptBreak { login, password, factor: GivenFactor::Token { pin }, reason, consent } => {
                let job = self.token_at_entrance(&login, pin);
                self.wait(id, job, |answered| {
                    let factor = GivenFactor::Answered(answered);
                    What::GoOn(Request::AcceptBreak { login, password, factor, reason, consent })
                });
                None
            }
            Request::AddToken { password, pin, label } => {
                let job = self.logged_in().and_then(|session| session.make_on_token(pin, &label));
                self.wait(id, job, move |made| What::Made(password, made));
                None
            }
            mut other => {
                let Some((login, pin)) = other.second_mut().and_then(token_of_second) else {
                    return Some(other);
                };
                let job = self.logged_in().and_then(|session| session.token_of_second(&login, pin));
                self.wait(id, job, move |answered| {
                    if let Some(second) = other.second_mut() {
                        second.factor = GivenFactor::Answered(answered);
                    }
                    What::GoOn(other)
                });
                None
            }
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
        self.wait(id, job, sealed);
        None
    }

    fn logged_in(&self) -> Result<&Session, Problem> {
        self.session.as_ref().ok_or_else(|| Problem::new(ProblemKind::Locked))
    }

    fn token_at_entrance(
        &mut self,
        login: &str,
        pin: Option<Password>,
    ) -> Result<Job<SecondFactor>, Problem> {
        if self.session.is_some() {
            return Err(Problem::new(ProblemKind::SeatTaken));
        }
        if self.entrance.is_none() {
            self.open_entrance()?;
        }
        let entrance = self.entrance.as_ref().ok_or_else(|| Problem::new(ProblemKind::Locked))?;
        entrance.token_of(login, pin)
    }

    fn wait<T: 'static>(
        &mut self,
        id: RequestId,
        job: Result<Job<T>, Problem>,
        go_on: impl FnOnce(T) -> What + Send + 'static,
    ) {
        let back = self.touches.0.clone();
        let owner = self.session.as_ref().map(Session::account);
        match job {
            Ok(job) => self.jobs.start_and(id, job, move |done, post| match done {
                // A worker that is gone goes on with nothing.
                Ok(answered) => drop(back.send((id, Touched { owner, what: go_on(answered) }))),
                Err(problem) => post.done(id, Err(problem)),
            }),
            Err(problem) => self.post.done(id, Err(problem)),
        }
    }

    /// Goes on with a request whose token answered, unless somebody else is logged in by now.
    pub(super) fn go_on_touched(&mut self, id: RequestId, touched: Touched) {
        if touched.owner != self.session.as_ref().map(Session::account) {
            return self.post.done(id, Err(Problem::new(ProblemKind::Locked)));
        }
        match touched.what {
            What::GoOn(wish) => self.handle(id, wish),
            What::Made(password, made) => {
                let job = self.session.as_mut().map(|session| session.add_made(password, made));
                let job = job.unwrap_or_else(|| Err(Problem::new(ProblemKind::Locked)));
                self.wait(id, job, sealed);
            }
            What::Sealed(sealed) => {
                let taken = self.session.as_mut().map(|session| session.take_ways_in(*sealed));
                let taken = taken.unwrap_or_else(|| Err(Problem::new(ProblemKind::Locked)));
                self.post.done(id, taken.map(|made| made.map_or(Answer::Done, Answer::KeyfileMade)));
                self.end_code();
                self.tell_session();
            }
        }
    }
}

fn sealed(sealed: Sealed) -> What {
    What::Sealed(Box::new(sealed))
}

/// The login and the PIN of a second person who uses a token that was not asked yet.
fn token_of_second(second: &mut Second) -> Option<(String, Option<Password>)> {
    let Second { login, factor, .. } = second;
    match std::mem::take(factor) {
        GivenFactor::Token { pin } => Some((login.clone(), pin)),
        other => {
            *factor = other;
            None
        }
    }
}
