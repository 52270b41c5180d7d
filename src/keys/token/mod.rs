//! A FIDO2 token as a second factor: a credential is made on it once, and from then on it computes a secret that only
//! it can compute (CTAP 2.1, `hmac-secret`), after its holder proved themselves to it by PIN or finger.
//!
//! Speaks only what that needs: getInfo, clientPIN with PIN/UV protocol two, makeCredential, getAssertion. Which slot
//! the secret opens is `keyslot`'s; where a token is plugged in is `hidraw`'s. **Never tried on hardware**: the tests
//! have a software token that speaks the same bytes.

mod command;
mod hid;
pub mod hidraw;
mod pin;
mod stop;

use std::io;
use std::time::Duration;

use crate::base::id::{AccountId, VaultId};
use crate::crypto::hash::{Digest, length_prefixed, sha256};
use crate::crypto::random::random_bytes;
use crate::crypto::secret::{Password, SecretBytes};

use command::{AuthenticatorData, Described, Permission, Report, Verification};
use hid::Channel;
use pin::{PinToken, Shared};

pub use stop::Stoppable;

/// One packet of CTAPHID, in either direction (CTAP 2.1, 11.2.4), without a report number.
pub const PACKET_BYTES: usize = 64;

/// Where the credentials belong. Not a name of the Internet; a token shows it to no one.
const RELYING_PARTY: &str = "strongroom.invalid";

/// Carries packets to a token and back.
pub trait Transport {
    /// Sends one packet.
    fn send(&mut self, packet: &[u8; PACKET_BYTES]) -> io::Result<()>;

    /// Waits for one packet; `TimedOut` if none came within that time.
    fn receive(&mut self, within: Duration) -> io::Result<[u8; PACKET_BYTES]>;
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send(&mut self, packet: &[u8; PACKET_BYTES]) -> io::Result<()> {
        (**self).send(packet)
    }

    fn receive(&mut self, within: Duration) -> io::Result<[u8; PACKET_BYTES]> {
        (**self).receive(within)
    }
}

/// Why a token did not do it.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// It was not reached, or went away.
    #[error("the token does not answer: {0}")]
    Io(#[from] io::Error),
    /// It said something that CTAP 2.1 does not allow here.
    #[error("the token does not speak as CTAP 2.1 says: {0}")]
    Protocol(&'static str),
    /// It cannot do what is needed.
    #[error("the token cannot do it: {0}")]
    Unsupported(&'static str),
    /// It has none of the credentials.
    #[error("another token")]
    NotThisOne,
    /// It made one of the person's credentials before.
    #[error("this token is one of the second factors already")]
    Twice,
    /// It asks for its PIN, and none was given.
    #[error("the token asks for its PIN")]
    PinNeeded,
    /// Neither PIN nor finger were set on it.
    #[error("the token has no PIN yet")]
    PinNotSet,
    /// Not the PIN, or not the finger.
    #[error("the token did not recognise its holder")]
    WrongHolder,
    /// Too many wrong PINs: it must be plugged in again, or is blocked for good.
    #[error("the token blocked itself after too many wrong tries")]
    Blocked,
    /// Nobody touched it.
    #[error("the token was not touched")]
    NotTouched,
    /// Another status of CTAP 2.1, section 8.2.
    #[error("the token refused, status {0:#04x}")]
    Status(u8),
}

/// What all of a person's tokens compute their secret from: public, and theirs in this vault alone.
pub fn salt_of(vault: VaultId, account: AccountId) -> [u8; 32] {
    sha256(&length_prefixed(&[b"strongroom/token-salt/v1", vault.as_bytes(), account.as_bytes()])).0
}

/// A token that answered.
pub struct Token<T> {
    channel: Channel<T>,
    report: Report,
}

impl<T: Transport> Token<T> {
    /// Opens a channel to the token and asks what it can do.
    pub fn open(transport: T) -> Result<Self, TokenError> {
        let mut channel = Channel::open(transport)?;
        let report = Report::from_answer(&channel.call(&command::report())?)?;
        if !report.hmac_secret {
            return Err(TokenError::Unsupported("hmac-secret"));
        }
        if !report.pin_protocol_two {
            return Err(TokenError::Unsupported("PIN/UV protocol two"));
        }
        Ok(Self { channel, report })
    }

    /// Whether it asks for its PIN rather than for a finger.
    pub const fn asks_pin(&self) -> bool {
        self.report.pin_set && !self.report.built_in
    }

    /// Makes a credential and computes its secret. `others` are credentials of the same person: a token that made one
    /// of them makes no second. The token is touched twice.
    pub fn enrol(
        &mut self,
        salt: &[u8; 32],
        pin: Option<&Password>,
        others: &[Vec<u8>],
    ) -> Result<(Vec<u8>, SecretBytes<32>), TokenError> {
        let about = Digest(random_bytes());
        let verification = self.verify(pin, Permission::Make, &about)?;
        let user: [u8; 16] = random_bytes();
        let made = self.channel.call(&command::make(RELYING_PARTY, &about, &user, others, &verification))?;
        let made = AuthenticatorData::of_made(&made)?;
        self.believe(&made)?;
        if !made.made_with_hmac_secret {
            return Err(TokenError::Unsupported("hmac-secret"));
        }
        let credential = made.credential.ok_or(TokenError::Protocol("no credential"))?;
        let secret = self.secret(salt, pin, std::slice::from_ref(&credential))?;
        Ok((credential, secret))
    }

    /// Computes the secret of whichever of `credentials` is the token's. The token is touched once.
    pub fn secret(
        &mut self,
        salt: &[u8; 32],
        pin: Option<&Password>,
        credentials: &[Vec<u8>],
    ) -> Result<SecretBytes<32>, TokenError> {
        let about = Digest(random_bytes());
        let verification = self.verify(pin, Permission::Assert, &about)?;
        let shared = self.agree()?;
        let described =
            Described { relying_party: RELYING_PARTY, about: &about, verification: &verification };
        let salted = shared.salt(salt)?;
        let answer = self.channel.call(&command::assert(&described, credentials, &shared, &salted))?;
        let data = AuthenticatorData::of_assertion(&answer)?;
        self.believe(&data)?;
        let output = data.hmac_secret.ok_or(TokenError::Protocol("no output of hmac-secret"))?;
        let plain = shared.decrypt(&output)?;
        SecretBytes::copied_from(&plain).ok_or(TokenError::Protocol("an output of another length"))
    }

    /// The token answered about this vault's credentials, was touched, and knows its holder. Without that last one it
    /// would compute another secret (CTAP 2.1, 12.5: one for each).
    fn believe(&self, data: &AuthenticatorData) -> Result<(), TokenError> {
        if data.relying_party != sha256(RELYING_PARTY.as_bytes()) {
            return Err(TokenError::Protocol("an answer about another relying party"));
        }
        if !data.touched {
            return Err(TokenError::NotTouched);
        }
        if data.verified { Ok(()) } else { Err(TokenError::WrongHolder) }
    }

    /// Has the token recognise its holder for one command about `about`.
    fn verify(
        &mut self,
        pin: Option<&Password>,
        permission: Permission,
        about: &Digest,
    ) -> Result<Verification, TokenError> {
        let token = match pin {
            Some(pin) if self.report.pin_set => self.token_by_pin(pin, permission)?,
            Some(_) => return Err(TokenError::PinNotSet),
            None if self.report.built_in && self.report.tokens => self.token_by_finger(permission)?,
            None if self.report.built_in => return Ok(Verification::BuiltIn),
            None if self.report.pin_set => return Err(TokenError::PinNeeded),
            None => return Err(TokenError::PinNotSet),
        };
        Ok(Verification::Proof(token.authenticate(&about.0)))
    }

    fn token_by_pin(&mut self, pin: &Password, permission: Permission) -> Result<PinToken, TokenError> {
        let shared = self.agree()?;
        let hash = shared.pin_hash(pin)?;
        let with = self.report.tokens.then_some((permission, RELYING_PARTY));
        let answer = self.channel.call(&command::token_by_pin(&shared, &hash, with))?;
        shared.token(&command::sealed_token(&answer)?)
    }

    fn token_by_finger(&mut self, permission: Permission) -> Result<PinToken, TokenError> {
        let shared = self.agree()?;
        let answer = self.channel.call(&command::token_by_finger(&shared, permission, RELYING_PARTY))?;
        shared.token(&command::sealed_token(&answer)?)
    }

    fn agree(&mut self) -> Result<Shared, TokenError> {
        let answer = self.channel.call(&command::key_agreement())?;
        Shared::with(&command::agreement_key(&answer)?)
    }
}
