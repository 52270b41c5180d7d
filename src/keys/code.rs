//! The account's keys under a numeric code: for coming back to a session that locked itself, never for beginning one.
//!
//! Lives in memory alone. The code is short, so what it seals needs a pepper too, which lies in a secret page of its
//! own and is gone with the fifth wrong try. When it must be gone otherwise is for `app` to say.

use zeroize::Zeroizing;

use crate::base::id::{AccountId, VaultId};
use crate::crypto::{
    aead,
    hash::{derive_from_factors, length_prefixed},
    hpke::KemPrivate,
    kdf::{Argon2Params, KdfError, Profile, derive_password_key},
    random::random_bytes,
    secret::{Password, Pepper, SecretBytes},
    sign::SigningKey,
};

use super::keyslot::AccountKeys;

/// The most wrong codes in a row that may be allowed before it ends.
pub const CODE_TRIES: u8 = 5;

/// Bound into what is sealed.
const PURPOSE: &[u8] = b"strongroom/code/v1";

/// The keys of one account, sealed under a code and a pepper.
pub struct KeysUnderCode {
    owner: Owner,
    deriving: CodeDeriving,
    sealed: Vec<u8>,
    tries: u8,
    tries_left: u8,
    /// None after the last try: nothing can open what is sealed then.
    pepper: Option<Pepper>,
}

/// What is slow about opening, for any thread: it knows neither the pepper nor what is sealed.
#[derive(Debug, Clone, Copy)]
pub struct CodeDeriving {
    salt: [u8; 32],
    params: Argon2Params,
    profile: Profile,
}

/// What a code derived to. Opens nothing without the pepper.
pub struct CodeKey(SecretBytes<32>);

/// Whose keys they are, and of which vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    /// The vault.
    pub vault: VaultId,
    /// The account.
    pub account: AccountId,
}

/// Why a code opened nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Not the code; so many tries are left.
    #[error("wrong code; tries left: {0}")]
    Wrong(u8),
    /// Too many wrong codes: only the full log-in is left.
    #[error("too many wrong codes")]
    Gone,
}

impl KeysUnderCode {
    /// Seals the keys; `tries` wrong codes in a row (at most [`CODE_TRIES`]) end it. Slow: derives from the code.
    pub fn seal(
        owner: Owner,
        keys: &AccountKeys,
        (code, tries): (&Password, u8),
        params: Argon2Params,
        profile: Profile,
    ) -> Result<Self, KdfError> {
        let pepper = Pepper::generate();
        let deriving = CodeDeriving { salt: random_bytes(), params, profile };
        let key = with_pepper(&deriving.derive(code)?, &pepper, &deriving.salt);
        let mut plain = Zeroizing::new(Vec::with_capacity(64));
        // EXPOSE: the keys are what is sealed.
        plain.extend_from_slice(keys.kem.seed().expose());
        // EXPOSE: the same.
        plain.extend_from_slice(keys.signing.seed().expose());
        let sealed = aead::seal(&key, &owner.associated(), &plain);
        let tries = tries.clamp(1, CODE_TRIES);
        Ok(Self { owner, deriving, sealed, tries, tries_left: tries, pepper: Some(pepper) })
    }

    /// How many wrong codes it still takes to end it.
    pub const fn tries_left(&self) -> u8 {
        self.tries_left
    }

    /// Whose keys they are.
    pub const fn owner(&self) -> Owner {
        self.owner
    }

    /// What is slow about opening them.
    pub const fn deriving(&self) -> CodeDeriving {
        self.deriving
    }

    /// Opens them with what a code derived to. A wrong one is counted, and the last one takes the pepper along.
    pub fn open(&mut self, key: &CodeKey) -> Result<AccountKeys, CodeError> {
        let pepper = self.pepper.as_ref().ok_or(CodeError::Gone)?;
        let key = with_pepper(key, pepper, &self.deriving.salt);
        if let Ok(plain) = aead::open(&key, &self.owner.associated(), &self.sealed) {
            self.tries_left = self.tries;
            return Ok(keys_from(&plain));
        }
        self.tries_left = self.tries_left.saturating_sub(1);
        if self.tries_left == 0 {
            self.pepper = None;
            return Err(CodeError::Gone);
        }
        Err(CodeError::Wrong(self.tries_left))
    }
}

impl Owner {
    fn associated(self) -> Vec<u8> {
        length_prefixed(&[PURPOSE, self.vault.as_bytes(), self.account.as_bytes()])
    }
}

impl CodeDeriving {
    /// Derives from a code. Slow, like a log-in.
    pub fn derive(&self, code: &Password) -> Result<CodeKey, KdfError> {
        Ok(CodeKey(derive_password_key(code, &self.salt, self.params, self.profile)?))
    }
}

fn with_pepper(key: &CodeKey, pepper: &Pepper, salt: &[u8; 32]) -> SecretBytes<32> {
    // EXPOSE: the sealing key is derived from both.
    let factors: [&[u8]; 2] = [key.0.expose(), pepper.expose()];
    derive_from_factors(&factors, salt, "strongroom/code-key/v1", &[])
}

fn keys_from(plain: &[u8]) -> AccountKeys {
    let (kem, signing) = plain.split_at(plain.len() / 2);
    let seed =
        |bytes| SecretBytes::copied_from(bytes).expect("what was sealed here are two keys of 32 bytes");
    AccountKeys { kem: KemPrivate::from_seed(seed(kem)), signing: SigningKey::from_seed(seed(signing)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PROFILE: Profile = Profile::Sample;

    fn code(text: &str) -> Password {
        Password::from_chars(&text.chars().collect::<Vec<_>>())
    }

    fn sealed() -> (AccountKeys, KeysUnderCode) {
        let keys = AccountKeys::generate();
        let owner = Owner { vault: VaultId::generate(), account: AccountId::generate() };
        let held = KeysUnderCode::seal(owner, &keys, (&code("704193"), 5), PROFILE.floor(), PROFILE).unwrap();
        (keys, held)
    }

    fn opened(held: &mut KeysUnderCode, text: &str) -> Result<AccountKeys, CodeError> {
        let key = held.deriving().derive(&code(text)).unwrap();
        held.open(&key)
    }

    #[test]
    fn the_code_opens_and_gives_the_tries_back() {
        let (keys, mut held) = sealed();
        assert_eq!(opened(&mut held, "704194").err(), Some(CodeError::Wrong(4)));
        assert_eq!(opened(&mut held, "704193").ok().unwrap().public(), keys.public());
        assert_eq!(held.tries_left(), CODE_TRIES);
    }

    #[test]
    fn the_fifth_wrong_code_ends_it_also_for_the_right_one() {
        let (_, mut held) = sealed();
        for left in (1..CODE_TRIES).rev() {
            assert_eq!(opened(&mut held, "000000").err(), Some(CodeError::Wrong(left)));
        }
        assert_eq!(opened(&mut held, "000000").err(), Some(CodeError::Gone));
        assert_eq!(opened(&mut held, "704193").err(), Some(CodeError::Gone));
        assert!(held.pepper.is_none(), "nothing is left to derive the key from");
    }

    #[test]
    fn another_pepper_owner_or_salt_opens_nothing() {
        let (_, mut held) = sealed();
        let own = held.pepper.replace(Pepper::generate());
        assert_eq!(opened(&mut held, "704193").err(), Some(CodeError::Wrong(4)));
        held.pepper = own;
        held.owner.account = AccountId::generate();
        assert_eq!(opened(&mut held, "704193").err(), Some(CodeError::Wrong(3)));
        let (_, mut held) = sealed();
        held.owner.vault = VaultId::generate();
        assert_eq!(opened(&mut held, "704193").err(), Some(CodeError::Wrong(4)));
        let (_, mut held) = sealed();
        held.deriving.salt[0] ^= 1;
        assert_eq!(opened(&mut held, "704193").err(), Some(CodeError::Wrong(4)));
    }

    #[test]
    fn it_is_as_costly_as_a_log_in() {
        let keys = AccountKeys::generate();
        let owner = Owner { vault: VaultId::generate(), account: AccountId::generate() };
        let cheap = KeysUnderCode::seal(owner, &keys, (&code("704193"), 5), PROFILE.floor(), Profile::Real);
        assert!(matches!(cheap, Err(KdfError::Params(_))));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn every_flipped_bit_is_refused(at in any::<prop::sample::Index>()) {
            let (_, mut held) = sealed();
            let bit = at.index(held.sealed.len() * 8);
            held.sealed[bit / 8] ^= 1 << (bit % 8);
            prop_assert_eq!(opened(&mut held, "704193").err(), Some(CodeError::Wrong(4)));
        }
    }
}
