//! Waiting for a token to be touched, and sealing a person's slots anew, beside the worker's other work: a job asks the
//! token or derives, and the request goes on with what came of it. Stopped like every job; a lock stops it, too. What
//! else takes deriving is in [`super::deriving`].

use crossbeam_channel::{Receiver, Sender};

use crate::base::id::{AccountId, DraftId};
use crate::crypto::secret::Password;
use crate::keys::keyslot::{EnrolledFactor, SecondFactor};
use crate::staff::enrol::NewKeys;

use super::super::acts::{Job, Sealed};
use super::super::event::Answer;
use super::super::opening::Derived;
use super::super::problem::{Problem, ProblemKind};
use super::super::request::{Consent, GivenFactor, Request, RequestId, Second};
use super::super::session::Session;
use super::super::way_back::WayBack;
use super::{Worker, people};

/// What goes on when a token answered, for whoever was logged in then.
pub(super) struct Touched {
    owner: Option<AccountId>,
    turn: u64,
    what: What,
}

/// Someone whose keyslot was opened and who is to be let in.
pub(super) struct LogIn {
    pub(super) derived: Derived,
    /// How many tries failed before.
    pub(super) failed_before: u32,
    /// That a break of the log is accepted: why, and the second signature.
    pub(super) accepts: Option<(String, Consent)>,
}

/// What a token answered, or a job derived.
pub(super) enum What {
    /// This request, which now has the token's answer in it.
    GoOn(Request),
    /// A credential, made for the person whose password this is.
    Made(Password, EnrolledFactor),
    /// Slots of the person who is logged in, sealed anew.
    Sealed(Box<Sealed>),
    /// A keyslot at the entrance.
    LogIn(Box<LogIn>),
    /// A numeric code, which leads back to this session.
    Code(Box<WayBack>),
    /// The keys of a new account, made with its person's password.
    Enrol(DraftId, Box<NewKeys>, Consent),
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
                // Whoever accepts a break is not in yet when the second person's token is asked.
                let job = match other {
                    Request::AcceptBreak { .. } => self.token_at_entrance(&login, pin),
                    _ => self.logged_in().and_then(|session| session.token_of_second(&login, pin)),
                };
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

    pub(super) fn logged_in(&self) -> Result<&Session, Problem> {
        self.session.as_ref().ok_or_else(|| Problem::new(ProblemKind::Locked))
    }

    fn token_at_entrance(
        &mut self,
        login: &str,
        pin: Option<Password>,
    ) -> Result<Job<SecondFactor>, Problem> {
        self.at_entrance()?.token_of(login, pin)
    }

    pub(super) fn wait<T: 'static>(
        &mut self,
        id: RequestId,
        job: Result<Job<T>, Problem>,
        go_on: impl FnOnce(T) -> What + Send + 'static,
    ) {
        let back = self.touches.0.clone();
        let (owner, turn) = (self.session.as_ref().map(Session::account), self.turn);
        match job {
            Ok(job) => self.jobs.start_and(id, job, move |done, post| match done {
                // A worker that is gone goes on with nothing.
                Ok(answered) => drop(back.send((id, Touched { owner, turn, what: go_on(answered) }))),
                Err(problem) => post.done(id, Err(problem)),
            }),
            Err(problem) => self.post.done(id, Err(problem)),
        }
    }

    /// Goes on with a request whose token answered, unless somebody else is logged in by now.
    pub(super) fn go_on_touched(&mut self, id: RequestId, touched: Touched) {
        if touched.turn != self.turn || touched.owner != self.session.as_ref().map(Session::account) {
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
            What::LogIn(came) => {
                let answer = self.let_in(*came);
                self.post.done(id, answer);
            }
            What::Code(set) => {
                let answer = self.take_code(*set);
                self.post.done(id, Ok(answer));
                self.tell_session();
            }
            What::Enrol(draft, keys, consent) => {
                let enrolled =
                    self.session.as_mut().map(|session| session.enrol_made(draft, *keys, &consent));
                let enrolled = enrolled.unwrap_or_else(|| Err(Problem::new(ProblemKind::Locked)));
                self.post.done(id, enrolled.map(people::enrolled));
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
