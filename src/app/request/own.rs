//! What a person may ask about their own ways in.

use std::path::PathBuf;

use crate::app::opening::Derived;
use crate::crypto::secret::Password;
use crate::keys::keyslot::SecondFactor;

/// What is given besides the password.
#[derive(Default)]
pub enum GivenFactor {
    /// Nothing.
    #[default]
    Nothing,
    /// The keyfile at this path.
    Keyfile(PathBuf),
    /// The token that is plugged in, with its PIN; none if it knows its holder by the finger.
    Token {
        /// The PIN as typed.
        pin: Option<Password>,
    },
    /// What a token answered already. Made by the worker, which waits for tokens beside its other work.
    Answered(SecondFactor),
    /// The keyslot itself, opened with the password already. Made by the worker, which derives beside its other work.
    Derived(Box<Derived>),
}
