//! Requests that take a key derived from a password or a code, about a second each: logging in, coming back by a code, a
//! second person's signature, the keys of a new account, of a new vault's founder and of who is enrolled by the sheets.
//! A search waits for none of them, and the guard is heard meanwhile.

use std::sync::Arc;

use crate::crypto::secret::Password;

use super::super::acts::{BreakWish, Job};
use super::super::event::Answer;
use super::super::founding;
use super::super::opening::{Derived, SlotOpening};
use super::super::problem::Problem;
use super::super::request::{Consent, GivenFactor, PeopleWish, Request, RequestId};
use super::{Worker, people};

/// That a break of the log is accepted: why, and the second signature.
type Accepts = Option<(String, Consent)>;

impl Worker {
    /// Starts the deriving that a request needs; gives back a request that needs none, or none any more.
    pub(super) fn derive(&mut self, id: RequestId, wish: Request) -> Option<Request> {
        let wish = self.derive_second(id, wish)?;
        match wish {
            Request::Unlock { login, password } => {
                self.begin_log_in(id, &login, password, GivenFactor::Nothing, None);
            }
            Request::UnlockWithFactor { login, password, factor } => {
                self.begin_log_in(id, &login, password, factor, None);
            }
            Request::AcceptBreak { login, password, factor, reason, consent } => {
                self.begin_log_in(id, &login, password, factor, Some((reason, consent)));
            }
            Request::UnlockWithCode { code } => {
                let job = self.coming_back(code);
                self.wait(id, job, |worker, id, key| {
                    let answer = worker.unlock_with_code(&key);
                    worker.post.done(id, answer);
                });
            }
            Request::SetCode { code } => {
                let job = self.logged_in().and_then(|session| session.way_back(code));
                self.wait(id, job, |worker, id, set| {
                    let answer = worker.take_code(set);
                    worker.post.done(id, Ok(answer));
                    worker.tell_session();
                });
            }
            other => return self.derive_new(id, other),
        }
        None
    }

    fn begin_log_in(
        &mut self,
        id: RequestId,
        login: &str,
        password: Password,
        given: GivenFactor,
        accepts: Accepts,
    ) {
        let opening = self.at_entrance().and_then(|entrance| entrance.opening_of(login));
        let failed_before = opening.as_ref().map_or(0, |opening| opening.failed_before);
        let job = opening.map(|opening| opening.job(password, given));
        self.wait(id, job, move |worker, id, derived: Derived| {
            let wish = accepts.as_ref().map(|(reason, consent)| BreakWish { reason, consent });
            let answer = worker.let_in(derived, failed_before, wish.as_ref());
            worker.post.done(id, answer);
        });
    }

    /// The second person's keys.
    fn derive_second(&mut self, id: RequestId, mut wish: Request) -> Option<Request> {
        // Whoever accepts a break is not in yet when the second person signs.
        let at_entrance = matches!(wish, Request::AcceptBreak { .. });
        let Some(second) = wish.second_mut() else { return Some(wish) };
        if matches!(second.factor, GivenFactor::Derived(_)) {
            return Some(wish);
        }
        let password = std::mem::replace(&mut second.password, Password::from_chars(&[]));
        let (login, given) = (second.login.clone(), std::mem::take(&mut second.factor));
        let opening: Result<SlotOpening, Problem> = if at_entrance {
            self.at_entrance().and_then(|entrance| entrance.opening_of(&login))
        } else {
            self.logged_in().and_then(|session| session.opening_of(&login))
        };
        let job = opening.map(|opening| opening.job(password, given));
        self.wait(id, job, move |worker, id, derived| {
            if let Some(second) = wish.second_mut() {
                second.factor = GivenFactor::Derived(Box::new(derived));
            }
            worker.handle(id, wish);
        });
        None
    }

    /// The keys of somebody new.
    fn derive_new(&mut self, id: RequestId, wish: Request) -> Option<Request> {
        match wish {
            Request::People(PeopleWish::Enrol { draft, password, consent })
                if self.logged_in().is_ok_and(|session| !session.asks_before_enrolling(draft, &consent)) =>
            {
                let job = self.logged_in().and_then(|session| session.new_keys(draft, password));
                self.wait(id, job, move |worker, id, keys| {
                    let enrolled =
                        worker.logged_in_mut().and_then(|session| session.enrol_made(draft, keys, &consent));
                    worker.post.done(id, enrolled.map(people::enrolled));
                    worker.tell_session();
                });
            }
            Request::Recover { sheets, wish, password } => {
                let job =
                    self.at_entrance().and_then(|entrance| entrance.recovering(&sheets, &wish, password));
                self.wait(id, job, move |worker, id, keys| {
                    let enrolled =
                        worker.at_entrance().and_then(|entrance| entrance.recover_made(&sheets, &wish, keys));
                    worker.post.done(id, enrolled.map(|face| Answer::Enrolled(Arc::new(face))));
                });
            }
            Request::Calibrate => {
                let measured = Arc::clone(&self.calibration);
                let job = Job::deriving(move || Ok(*measured.get_or_init(founding::calibrate)));
                self.wait(id, Ok(job), |worker, id, calibration| {
                    worker.post.done(id, Ok(Answer::Calibrated(calibration.face())));
                });
            }
            Request::Found(wish) => {
                let job = self.founding(wish);
                self.wait(id, job, |worker, id, founded| {
                    let answer = worker.founded_now(founded);
                    worker.post.done(id, answer);
                });
            }
            other => return Some(other),
        }
        None
    }
}
