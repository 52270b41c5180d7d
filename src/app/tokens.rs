//! What a person gives besides their password: the keyfile on their stick, or the tokens that are plugged in, asked one
//! after the other until the person's own answers. Waiting for a touch is a job, so that it can be stopped.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::id::VaultId;
use crate::base::job::CancelFlag;
use crate::crypto::secret::Password;
use crate::keys::keyslot::{Asked, EnrolledFactor, SecondFactor};
use crate::keys::token::{Stoppable, Token, TokenError, Transport, hidraw, salt_of};
use crate::staff::stick::{self, Stick};
use crate::vault::{TokensAsked, Vault};

use super::acts::Job;
use super::attendant;
use super::problem::{Problem, ProblemKind};
use super::request::GivenFactor;

/// A way to one token.
pub type TokenLink = Box<dyn Transport + Send>;

/// Finds the tokens that are plugged in now. Another one in tests, where none can be.
pub type FindTokens = Arc<dyn Fn() -> Vec<TokenLink> + Send + Sync>;

/// Those of this machine.
pub(super) fn of_this_machine(system_root: PathBuf) -> FindTokens {
    Arc::new(move || {
        let devices = hidraw::tokens(&system_root);
        let opened = devices.iter().filter_map(|device| attendant::open_token(device).ok());
        opened.map(|device| Box::new(device) as TokenLink).collect()
    })
}

/// What is given besides the password, as it opens a slot, and the stick to watch. Waits for a token to be touched.
pub(super) fn given<S>(
    vault: &Vault<S>,
    find: &FindTokens,
    login: &str,
    given: &GivenFactor,
) -> Result<(Option<SecondFactor>, Option<Stick>), Problem> {
    match given {
        GivenFactor::Nothing => Ok((None, None)),
        GivenFactor::Keyfile(path) => {
            let keyfile = stick::read(path).map_err(|error| Problem::from(error).at(path.display()))?;
            Ok((Some(keyfile.second()), Some(Stick::new(path, keyfile.id))))
        }
        GivenFactor::Token { pin } => {
            let (vault_id, asked) = (vault.id(), vault.tokens_of(login));
            let answered = secret(find, vault_id, &asked, pin.as_ref(), &CancelFlag::default())?;
            Ok((Some(answered), None))
        }
        GivenFactor::Answered(factor) => Ok((Some(factor.duplicate()), None)),
        // What it was opened with is not known any more, and not needed.
        GivenFactor::Derived(derived) => Ok((None, derived.stick.clone())),
    }
}

/// The waiting for the token of whoever has this login, to be done on any thread; it can be stopped.
pub(super) fn answer<S>(
    vault: &Vault<S>,
    find: &FindTokens,
    login: &str,
    pin: Option<Password>,
) -> Job<SecondFactor> {
    let (find, id, asked) = (Arc::clone(find), vault.id(), vault.tokens_of(login));
    Job::new(move |watch| secret(&find, id, &asked, pin.as_ref(), watch.flag()))
}

/// The secret of the person's token.
fn secret(
    find: &FindTokens,
    vault: VaultId,
    asked: &TokensAsked,
    pin: Option<&Password>,
    stop: &CancelFlag,
) -> Result<SecondFactor, Problem> {
    let salt = salt_of(vault, asked.account);
    first_that_does(find, stop, |token| token.secret(&salt, pin, &asked.credentials)).map(SecondFactor::Token)
}

/// The making of a credential on the one token that is plugged in and is none of `known`, to be done on any thread; it
/// can be stopped. The token is touched twice.
pub(super) fn enrol(
    find: &FindTokens,
    vault: VaultId,
    known: TokensAsked,
    pin: Option<Password>,
    label: String,
) -> Job<EnrolledFactor> {
    let find = Arc::clone(find);
    Job::new(move |watch| {
        let salt = salt_of(vault, known.account);
        let (credential, secret) = first_that_does(&find, watch.flag(), |token| {
            token.enrol(&salt, pin.as_ref(), &known.credentials)
        })?;
        Ok(EnrolledFactor { asked: Asked::Token(credential), label, secret })
    })
}

/// What went wrong with a token that is somebody else's is told only if none did it.
fn first_that_does<T>(
    find: &FindTokens,
    stop: &CancelFlag,
    mut act: impl FnMut(&mut Token<Stoppable<TokenLink>>) -> Result<T, TokenError>,
) -> Result<T, Problem> {
    let mut worst = Problem::new(ProblemKind::NoToken);
    for link in find() {
        let link = Stoppable::new(link, stop.clone());
        match Token::open(link).and_then(|mut token| act(&mut token)) {
            Ok(done) => return Ok(done),
            Err(_) if stop.is_cancelled() => return Err(Problem::new(ProblemKind::Cancelled)),
            Err(TokenError::NotThisOne | TokenError::Io(_)) => {}
            Err(error) => worst = error.into(),
        }
    }
    Err(worst)
}
