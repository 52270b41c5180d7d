//! Second factors: what a slot asks for in the clear, what is given to open it, and what is kept of it inside.

use crate::crypto::{random::random_bytes, secret::SecretBytes};

/// Bits of [`Asked::factors`]: a password is always asked for.
pub const FACTOR_PASSWORD: u8 = 1;
/// 32 bytes on a stick.
pub const FACTOR_KEYFILE: u8 = 2;
/// The secret that a token computes.
pub const FACTOR_TOKEN: u8 = 4;

/// The most second factors that one person has: the one in use, and one for the day when that is lost.
pub const MOST_FACTORS: usize = 2;

/// The longest name of a credential: what one message to a token can carry of it (CTAP 2.1, `maxCredentialIdLength`).
pub const MOST_CREDENTIAL_BYTES: usize = 1023;

/// The longest label, in Unicode scalar values.
pub const LABEL_CHARS: usize = 40;

/// The public name of a keyfile: tells one from another, and is no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FactorId(pub [u8; 16]);

impl FactorId {
    /// A new one.
    pub fn generate() -> Self {
        Self(random_bytes())
    }
}

/// What a slot asks for besides the password, as its header tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// The password alone opens it.
    Nothing,
    /// The keyfile with this name.
    Keyfile(FactorId),
    /// The token that made this credential: 1 to [`MOST_CREDENTIAL_BYTES`] bytes.
    Token(Vec<u8>),
}

impl Asked {
    /// The factors that open the slot, as bits.
    pub const fn factors(&self) -> u8 {
        match self {
            Self::Nothing => FACTOR_PASSWORD,
            Self::Keyfile(_) => FACTOR_PASSWORD | FACTOR_KEYFILE,
            Self::Token(_) => FACTOR_PASSWORD | FACTOR_TOKEN,
        }
    }

    /// What the header names it by; nothing for the password alone.
    pub(super) fn name(&self) -> &[u8] {
        match self {
            Self::Nothing => &[],
            Self::Keyfile(id) => &id.0,
            Self::Token(credential) => credential,
        }
    }

    /// Back from the bits and the name.
    pub(super) fn from_parts(factors: u8, name: &[u8]) -> Option<Self> {
        const KEYFILE: u8 = FACTOR_PASSWORD | FACTOR_KEYFILE;
        const TOKEN: u8 = FACTOR_PASSWORD | FACTOR_TOKEN;
        match factors {
            FACTOR_PASSWORD => name.is_empty().then_some(Self::Nothing),
            KEYFILE => name.try_into().ok().map(|id| Self::Keyfile(FactorId(id))),
            TOKEN if (1..=MOST_CREDENTIAL_BYTES).contains(&name.len()) => Some(Self::Token(name.to_vec())),
            _ => None,
        }
    }
}

/// What is given to open a slot, besides the password.
pub enum SecondFactor {
    /// 32 bytes on a stick.
    Keyfile(SecretBytes<32>),
    /// The output of a token's `hmac-secret`.
    Token(SecretBytes<32>),
}

impl SecondFactor {
    /// Its bit in [`Asked::factors`].
    pub const fn bit(&self) -> u8 {
        match self {
            Self::Keyfile(_) => FACTOR_KEYFILE,
            Self::Token(_) => FACTOR_TOKEN,
        }
    }

    /// A second holder of the same secret.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        match self {
            Self::Keyfile(secret) => Self::Keyfile(secret.duplicate()),
            Self::Token(secret) => Self::Token(secret.duplicate()),
        }
    }

    pub(super) const fn secret(&self) -> &SecretBytes<32> {
        match self {
            Self::Keyfile(secret) | Self::Token(secret) => secret,
        }
    }
}

/// A second factor of a person, as their slots keep it.
pub struct EnrolledFactor {
    /// What its slot asks for; not [`Asked::Nothing`].
    pub asked: Asked,
    /// What the person calls it: up to [`LABEL_CHARS`] characters.
    pub label: String,
    /// What it gives.
    pub secret: SecretBytes<32>,
}

impl EnrolledFactor {
    /// What is given with it.
    pub fn second(&self) -> SecondFactor {
        let secret = self.secret.duplicate();
        if matches!(self.asked, Asked::Token(_)) {
            SecondFactor::Token(secret)
        } else {
            SecondFactor::Keyfile(secret)
        }
    }

    /// Whether it is a factor, named and labelled within bounds.
    pub(super) fn is_sound(&self) -> bool {
        self.asked != Asked::Nothing
            && Asked::from_parts(self.asked.factors(), self.asked.name()).is_some()
            && self.label.chars().count() <= LABEL_CHARS
    }
}
