//! Requests that wait for a token to be touched: at a log-in, for a second signature, or to make a credential.

use crate::crypto::secret::Password;
use crate::keys::keyslot::SecondFactor;

use super::super::acts::Job;
use super::super::problem::Problem;
use super::super::request::{GivenFactor, Request, RequestId, Second};
use super::Worker;

impl Worker {
    /// Starts the wait that a request needs; gives back a request that needs none.
    pub(super) fn wait_for_touch(&mut self, id: RequestId, wish: Request) -> Option<Request> {
        match wish {
            Request::UnlockWithFactor { login, password, factor: GivenFactor::Token { pin } } => {
                let job = self.token_at_entrance(&login, pin);
                self.wait(id, job, |worker, id, answered| {
                    let factor = GivenFactor::Answered(answered);
                    worker.handle(id, Request::UnlockWithFactor { login, password, factor });
                });
                None
            }
            Request::AcceptBreak { login, password, factor: GivenFactor::Token { pin }, reason, consent } => {
                let job = self.token_at_entrance(&login, pin);
                self.wait(id, job, |worker, id, answered| {
                    let factor = GivenFactor::Answered(answered);
                    worker.handle(id, Request::AcceptBreak { login, password, factor, reason, consent });
                });
                None
            }
            Request::AddToken { password, pin, label } => {
                let job = self.logged_in().and_then(|session| session.make_on_token(pin, &label));
                self.wait(id, job, move |worker, id, made| {
                    let job = worker.logged_in_mut().and_then(|session| session.add_made(password, made));
                    worker.wait(id, job, Self::take_ways_in);
                });
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
                self.wait(id, job, move |worker, id, answered| {
                    if let Some(second) = other.second_mut() {
                        second.factor = GivenFactor::Answered(answered);
                    }
                    worker.handle(id, other);
                });
                None
            }
        }
    }

    fn token_at_entrance(
        &mut self,
        login: &str,
        pin: Option<Password>,
    ) -> Result<Job<SecondFactor>, Problem> {
        self.at_entrance()?.token_of(login, pin)
    }
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
