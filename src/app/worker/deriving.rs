//! What takes a key derived from a password, about a second each, beside the worker's other work: logging in, a second
//! person's signature, the keys of a new account, a numeric code. A search waits for none of them.

use super::super::request::{Consent, GivenFactor, PeopleWish, Request, RequestId};
use super::Worker;
use super::touch::{LogIn, What};
use crate::crypto::secret::Password;

impl Worker {
    /// Starts the deriving that a request needs; gives back a request that needs none, or none any more.
    pub(super) fn derive(&mut self, id: RequestId, wish: Request) -> Option<Request> {
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
            Request::SetCode { code } => {
                let job = self.logged_in().and_then(|session| session.way_back(code));
                self.wait(id, job, |set| What::Code(Box::new(set)));
            }
            other => return self.derive_second(id, other),
        }
        None
    }

    fn begin_log_in(
        &mut self,
        id: RequestId,
        login: &str,
        password: Password,
        given: GivenFactor,
        accepts: Option<(String, Consent)>,
    ) {
        let opening = self.at_entrance().and_then(|entrance| entrance.opening_of(login));
        let failed_before = opening.as_ref().map_or(0, |opening| opening.failed_before);
        let job = opening.map(|opening| opening.job(password, given));
        self.wait(id, job, move |derived| What::LogIn(Box::new(LogIn { derived, failed_before, accepts })));
    }

    /// The second person's keys first, then those of a new account.
    fn derive_second(&mut self, id: RequestId, mut wish: Request) -> Option<Request> {
        let Some(second) = wish.second_mut() else { return self.derive_new(id, wish) };
        if matches!(second.factor, GivenFactor::Derived(_)) {
            return self.derive_new(id, wish);
        }
        let password = std::mem::replace(&mut second.password, Password::from_chars(&[]));
        let (login, given) = (second.login.clone(), std::mem::take(&mut second.factor));
        let opening = self.logged_in().and_then(|session| session.opening_of(&login));
        let job = opening.map(|opening| opening.job(password, given));
        self.wait(id, job, move |derived| {
            if let Some(second) = wish.second_mut() {
                second.factor = GivenFactor::Derived(Box::new(derived));
            }
            What::GoOn(wish)
        });
        None
    }

    fn derive_new(&mut self, id: RequestId, wish: Request) -> Option<Request> {
        match wish {
            Request::People(PeopleWish::Enrol { draft, password, consent })
                if self.logged_in().is_ok_and(|session| !session.asks_before_enrolling(draft, &consent)) =>
            {
                let job = self.logged_in().and_then(|session| session.new_keys(draft, password));
                self.wait(id, job, move |keys| What::Enrol(draft, Box::new(keys), consent));
                None
            }
            other => Some(other),
        }
    }
}
