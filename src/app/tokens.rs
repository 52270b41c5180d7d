//! The tokens that are plugged in, asked one after the other until the person's own answers.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::id::VaultId;
use crate::crypto::secret::{Password, SecretBytes};
use crate::keys::keyslot::{Asked, EnrolledFactor};
use crate::keys::token::{Token, TokenError, Transport, hidraw, salt_of};
use crate::vault::TokensAsked;

use super::problem::{Problem, ProblemKind};

/// A way to one token.
pub type TokenLink = Box<dyn Transport + Send>;

/// Finds the tokens that are plugged in now. Another one in tests, where none can be.
pub type FindTokens = Arc<dyn Fn() -> Vec<TokenLink> + Send + Sync>;

/// Those of this machine.
pub(super) fn of_this_machine(system_root: PathBuf) -> FindTokens {
    Arc::new(move || {
        let devices = hidraw::tokens(&system_root);
        let opened = devices.iter().filter_map(|device| hidraw::HidRaw::open(device).ok());
        opened.map(|device| Box::new(device) as TokenLink).collect()
    })
}

/// The secret of the person's token.
pub(super) fn secret(
    find: &FindTokens,
    vault: VaultId,
    asked: &TokensAsked,
    pin: Option<&Password>,
) -> Result<SecretBytes<32>, Problem> {
    let salt = salt_of(vault, asked.account);
    first_that_does(find, |token| token.secret(&salt, pin, &asked.credentials))
}

/// Makes a credential on the one token that is plugged in and is none of `known`.
pub(super) fn enrol(
    find: &FindTokens,
    vault: VaultId,
    asked: &TokensAsked,
    pin: Option<&Password>,
    label: &str,
) -> Result<EnrolledFactor, Problem> {
    let salt = salt_of(vault, asked.account);
    let (credential, secret) = first_that_does(find, |token| token.enrol(&salt, pin, &asked.credentials))?;
    Ok(EnrolledFactor { asked: Asked::Token(credential), label: label.to_owned(), secret })
}

/// What went wrong with a token that is somebody else's is told only if none did it.
fn first_that_does<T>(
    find: &FindTokens,
    mut act: impl FnMut(&mut Token<TokenLink>) -> Result<T, TokenError>,
) -> Result<T, Problem> {
    let mut worst = Problem::new(ProblemKind::NoToken);
    for link in find() {
        match Token::open(link).and_then(|mut token| act(&mut token)) {
            Ok(done) => return Ok(done),
            Err(TokenError::NotThisOne | TokenError::Io(_)) => {}
            Err(error) => worst = error.into(),
        }
    }
    Err(worst)
}
