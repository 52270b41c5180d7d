//! A keyslot: one way in to an account's private keys. Deterministic CBOR `[header, commitment, nonce, ciphertext]`.
//!
//! Password and second factor give the KEK; the header is the associated data; the commitment is compared before
//! anything is opened. Which file a slot lies in, and how often one may try, is the affair of `vault` and `staff`.

mod encoding;
mod factor;
mod past;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::OnceLock;

use crate::base::id::{AccountId, VaultId};
use crate::crypto::{
    aead,
    hash::{Digest, derive_from_factors, derive_key, length_prefixed, sha256},
    hpke::{KemPrivate, KemPublic},
    kdf::{self, Argon2Params, KdfError, Profile, derive_password_key},
    random::random_bytes,
    secret::{Password, SecretBytes},
    sign::{SigningKey, VerifyingKey},
};
use crate::keys::hierarchy::ContentKey;

pub use factor::{
    Asked, EnrolledFactor, FACTOR_KEYFILE, FACTOR_PASSWORD, FACTOR_TOKEN, FactorId, LABEL_CHARS,
    MOST_CREDENTIAL_BYTES, MOST_FACTORS, SecondFactor,
};
pub use past::PastPassword;

/// The most slots that one account's file may have.
pub const MOST_SLOTS: usize = 8;

/// How many past passwords, the present one included, a slot remembers.
pub const PASSWORDS_REMEMBERED: usize = 4;

/// Says in every slot that it is one.
const PURPOSE: &[u8] = b"strongroom/keyslot/v1";

/// The two private keys of an account.
pub struct AccountKeys {
    /// Unwraps.
    pub kem: KemPrivate,
    /// Signs.
    pub signing: SigningKey,
}

impl AccountKeys {
    /// Draws both keys of a new account.
    pub fn generate() -> Self {
        Self { kem: KemPrivate::generate(), signing: SigningKey::generate() }
    }

    /// Their public halves.
    pub fn public(&self) -> AccountPublic {
        AccountPublic { kem: self.kem.public(), signing: self.signing.verifying() }
    }

    /// What the account seals its own anchor with (the heads that it last saw).
    pub fn anchor_key(&self, vault: VaultId, account: AccountId) -> ContentKey {
        let context: [&[u8]; 2] = [vault.as_bytes(), account.as_bytes()];
        ContentKey::from_secret(derive_key(self.kem.seed(), "strongroom/anchor-key/v1", &context))
    }

    /// A second holder of the same keys, for another thread.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self {
            kem: KemPrivate::from_seed(self.kem.seed().duplicate()),
            signing: SigningKey::from_seed(self.signing.seed().duplicate()),
        }
    }
}

/// The public halves of an account's keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountPublic {
    /// Wraps go to it.
    pub kem: KemPublic,
    /// Verifies.
    pub signing: VerifyingKey,
}

/// The clear part of a slot: the associated data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyslotHeader {
    /// The vault.
    pub vault: VaultId,
    /// Whose slot it is.
    pub account: AccountId,
    /// What opens it, besides the password.
    pub asked: Asked,
    /// The cost of deriving from the password.
    pub params: Argon2Params,
    /// New for every sealing.
    pub salt: [u8; 32],
    /// The account's public keys.
    pub public: AccountPublic,
    /// The fingerprint of the founding statement.
    pub founding: Digest,
    /// Counts rewrites, from 1.
    pub generation: u32,
}

impl KeyslotHeader {
    /// The header of an account's first slot, with a salt of its own.
    pub fn new(
        vault: VaultId,
        account: AccountId,
        params: Argon2Params,
        public: AccountPublic,
        founding: Digest,
    ) -> Self {
        let salt = random_bytes();
        Self { vault, account, asked: Asked::Nothing, params, salt, public, founding, generation: 1 }
    }

    /// The header of the slot that replaces this one: a new salt, the next generation.
    #[must_use]
    pub fn next(&self) -> Self {
        Self { salt: random_bytes(), generation: self.generation.saturating_add(1), ..self.clone() }
    }
}

/// A sealed slot.
#[derive(Clone, PartialEq, Eq)]
pub struct Keyslot {
    /// The clear part. Not to be believed before the slot was opened: only that shows that it was not changed.
    pub header: KeyslotHeader,
    commitment: Digest,
    /// nonce ‖ ciphertext ‖ tag
    sealed: Vec<u8>,
}

/// All that a slot seals.
pub struct SlotContent {
    /// The account's private keys.
    pub keys: AccountKeys,
    /// The second factors of all of the account's slots, so that one log-in can rewrite them all. One slot each; if
    /// there is none, one slot that the password alone opens.
    pub factors: Vec<EnrolledFactor>,
    /// The last passwords, the present one last.
    pub passwords: Vec<PastPassword>,
}

/// Whether a slot is sealed again under the password that it had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resealing {
    /// The person chose a new password.
    NewPassword,
    /// The password stays; something else changed.
    SamePassword,
}

/// Why a slot did not open, or was not sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyslotError {
    /// Not CBOR of this shape, out of bounds, lowered parameters, of another vault, or keys that do not fit.
    #[error("the keyslot is damaged")]
    Malformed,
    /// Wrong password or factor, or a changed slot: the three cannot be told apart.
    #[error("wrong password or factor")]
    WrongCredentials,
    /// The machine did not give the memory that deriving a key from a password needs.
    #[error("the machine did not give the memory that deriving a key from a password needs")]
    NoMemory,
}

impl From<KdfError> for KeyslotError {
    fn from(error: KdfError) -> Self {
        match error {
            KdfError::Params(_) => Self::Malformed,
            KdfError::NoMemory => Self::NoMemory,
        }
    }
}

impl Keyslot {
    /// Seals the keys of an account that has no other slot. Slow: derives from the password.
    ///
    /// # Panics
    /// Never: there is a slot for the factor, or one for none.
    pub fn seal(
        header: KeyslotHeader,
        keys: &AccountKeys,
        password: &Password,
        factor: Option<&EnrolledFactor>,
        profile: Profile,
    ) -> Result<Self, KeyslotError> {
        let factors = factor.map(std::slice::from_ref).unwrap_or_default();
        let slots = seal_each(&header, keys, factors, &[], password, profile)?;
        Ok(slots.into_iter().next().expect("there is a slot for each factor, or one for none"))
    }

    /// Seals all slots of an account again, one for each factor of `content`, or one that the password alone opens:
    /// for a new password, or because a factor came or went. `header` is the [`KeyslotHeader::next`] of the slot that
    /// was opened; all get its salt, so that one derivation serves them all. Slow.
    pub fn reseal(
        header: &KeyslotHeader,
        content: &SlotContent,
        password: &Password,
        resealing: Resealing,
        profile: Profile,
    ) -> Result<Vec<Self>, KeyslotError> {
        let dropped = match resealing {
            Resealing::NewPassword => (content.passwords.len() + 1).saturating_sub(PASSWORDS_REMEMBERED),
            Resealing::SamePassword => 0,
        };
        let kept = match resealing {
            Resealing::NewPassword => content.passwords.len(),
            Resealing::SamePassword => content.passwords.len().saturating_sub(1),
        };
        let past = content.passwords.get(dropped..kept).unwrap_or(&[]);
        seal_each(header, &content.keys, &content.factors, past, password, profile)
    }

    /// Opens the one of an account's slots that password and factor open. Slow, and as slow whichever it is and
    /// whether any is: the slots of one account share their salt, so the password is derived from once.
    pub fn open_any(
        slots: &[Self],
        password: &Password,
        factor: Option<&SecondFactor>,
        profile: Profile,
    ) -> Result<(KeyslotHeader, SlotContent), KeyslotError> {
        let wanted = FACTOR_PASSWORD | factor.map_or(0, SecondFactor::bit);
        let mut fitting = slots.iter().filter(|slot| slot.header.asked.factors() == wanted).peekable();
        let first = fitting.peek().ok_or(KeyslotError::WrongCredentials)?;
        let (salt, params) = (first.header.salt, first.header.params);
        let password_key = derive_password_key(password, &salt, params, profile)?;
        let mut outcome = Err(KeyslotError::WrongCredentials);
        for slot in fitting.filter(|slot| (slot.header.salt, slot.header.params) == (salt, params)) {
            let opened = slot.open_with(&password_key, factor);
            if opened.is_ok() || matches!(outcome, Err(KeyslotError::WrongCredentials)) {
                outcome = opened.map(|content| (slot.header.clone(), content));
            }
            if outcome.is_ok() {
                break;
            }
        }
        outcome
    }

    /// Derives the KEK (slow), compares the commitment first, opens, checks that the private keys fit the public ones.
    pub fn open(
        &self,
        password: &Password,
        factor: Option<&SecondFactor>,
        profile: Profile,
    ) -> Result<AccountKeys, KeyslotError> {
        self.open_whole(password, factor, profile).map(|content| content.keys)
    }

    /// As [`Self::open`], with what is needed to seal the account's slots again.
    pub fn open_whole(
        &self,
        password: &Password,
        factor: Option<&SecondFactor>,
        profile: Profile,
    ) -> Result<SlotContent, KeyslotError> {
        let password_key = derive_password_key(password, &self.header.salt, self.header.params, profile)?;
        self.open_with(&password_key, factor)
    }

    fn open_with(
        &self,
        password_key: &SecretBytes<32>,
        factor: Option<&SecondFactor>,
    ) -> Result<SlotContent, KeyslotError> {
        let header = encoding::header_bytes(&self.header);
        let derived = Derived::new(&self.header, &header, password_key, factor);
        if !derived.commitment.same_as(&self.commitment) {
            return Err(KeyslotError::WrongCredentials);
        }
        let plain = aead::open(&derived.kek, &associated(&header), &self.sealed)
            .or(Err(KeyslotError::WrongCredentials))?;
        let content = encoding::content_from(&plain).or(Err(KeyslotError::Malformed))?;
        if content.keys.public() == self.header.public { Ok(content) } else { Err(KeyslotError::Malformed) }
    }

    /// Spends the same time as a failing [`Self::open`] on an account that does not exist, reading included, and fails.
    pub fn open_nothing(password: &Password, params: Argon2Params, profile: Profile) -> KeyslotError {
        let params = if kdf::check_params(params, profile).is_ok() { params } else { profile.floor() };
        let decoy = decoy(params);
        Self::from_bytes(&decoy.to_bytes(), decoy.header.vault, profile)
            .and_then(|slot| slot.open(password, None, profile))
            .err()
            .unwrap_or(KeyslotError::WrongCredentials)
    }

    /// Bytes on disk.
    pub fn to_bytes(&self) -> Vec<u8> {
        encoding::slot_bytes(self)
    }

    /// Reads a slot of `vault`; refuses every other spelling of it, and parameters out of `profile`'s bounds.
    pub fn from_bytes(bytes: &[u8], vault: VaultId, profile: Profile) -> Result<Self, KeyslotError> {
        let slot = encoding::slot_from(bytes).or(Err(KeyslotError::Malformed))?;
        kdf::check_params(slot.header.params, profile).or(Err(KeyslotError::Malformed))?;
        if slot.header.vault == vault && slot.to_bytes() == bytes {
            Ok(slot)
        } else {
            Err(KeyslotError::Malformed)
        }
    }
}

/// One slot for each factor, or one for none, under one salt.
fn seal_each(
    header: &KeyslotHeader,
    keys: &AccountKeys,
    factors: &[EnrolledFactor],
    past: &[PastPassword],
    password: &Password,
    profile: Profile,
) -> Result<Vec<Keyslot>, KeyslotError> {
    let sound = factors.iter().all(EnrolledFactor::is_sound);
    if keys.public() != header.public
        || factors.len() > MOST_FACTORS
        || !sound
        || past.len() >= PASSWORDS_REMEMBERED
    {
        return Err(KeyslotError::Malformed);
    }
    let password_key = derive_password_key(password, &header.salt, header.params, profile)?;
    let seal = |factor: Option<&EnrolledFactor>| {
        let asked = factor.map_or(Asked::Nothing, |factor| factor.asked.clone());
        let header = KeyslotHeader { asked, ..header.clone() };
        let clear = encoding::header_bytes(&header);
        let second = factor.map(EnrolledFactor::second);
        let derived = Derived::new(&header, &clear, &password_key, second.as_ref());
        let plain = encoding::content_bytes(keys, factors, past, &derived.remembered);
        let sealed = aead::seal(&derived.kek, &associated(&clear), &plain);
        Keyslot { header, commitment: derived.commitment, sealed }
    };
    if factors.is_empty() {
        return Ok(vec![seal(None)]);
    }
    Ok(factors.iter().map(|factor| seal(Some(factor))).collect())
}

impl fmt::Debug for Keyslot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keyslot").field("header", &self.header).finish_non_exhaustive()
    }
}

/// What comes out of the factors and the header.
struct Derived {
    kek: SecretBytes<32>,
    /// Fits one KEK and one header only: a ciphertext made to open under two passwords is refused.
    commitment: Digest,
    remembered: PastPassword,
}

impl Derived {
    fn new(
        header: &KeyslotHeader,
        header_bytes: &[u8],
        password_key: &SecretBytes<32>,
        factor: Option<&SecondFactor>,
    ) -> Self {
        let asked = header.asked.factors();
        let secret_of = |bit: u8| -> &[u8] {
            match factor {
                // EXPOSE: the second factor is derived from.
                Some(factor) if factor.bit() == bit && asked & bit != 0 => factor.secret().expose(),
                _ => &[],
            }
        };
        // EXPOSE: the password's key is derived from.
        let factors: [&[u8]; 3] = [password_key.expose(), secret_of(FACTOR_KEYFILE), secret_of(FACTOR_TOKEN)];
        let fingerprint = sha256(header_bytes);
        let derive = |label| derive_from_factors(&factors, &header.salt, label, &[fingerprint.0.as_slice()]);
        let kek = derive("strongroom/keyslot-kek/v1");
        // EXPOSE: a commitment is public; nothing else is derived with this label.
        let commitment = Digest(*derive("strongroom/keyslot-commitment/v1").expose());
        Self { kek, commitment, remembered: PastPassword::of(header, password_key) }
    }
}

fn associated(header: &[u8]) -> Vec<u8> {
    length_prefixed(&[PURPOSE, header])
}

/// A slot of nobody that no password opens; its keys are made once, so that it costs no more than reading a file.
fn decoy(params: Argon2Params) -> Keyslot {
    static PUBLIC: OnceLock<AccountPublic> = OnceLock::new();
    let public = PUBLIC.get_or_init(|| AccountKeys::generate().public()).clone();
    let (vault, account) = (VaultId::from_bytes([0; 16]), AccountId::from_bytes([0; 16]));
    Keyslot {
        header: KeyslotHeader::new(vault, account, params, public, Digest::ZERO),
        commitment: Digest(random_bytes()),
        sealed: vec![0; encoding::LEAST_SEALED_BYTES],
    }
}
