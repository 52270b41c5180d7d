//! Coming back by a numeric code: the keys of a person whose session locked itself, kept sealed in memory.
//!
//! The statements are verified again on the way in, as at every unlocking. Groups' keys are not kept: they are
//! unwrapped anew, and those that take two people take two people again.

use crate::crypto::kdf::{Argon2Params, KdfError, Profile};
use crate::crypto::secret::Password;
use crate::keys::code::{CODE_TRIES, CodeDeriving, CodeError, CodeKey, KeysUnderCode, Owner};
use crate::keys::keyslot::{AccountKeys, KeyslotHeader};
use crate::policy::{Act, Permit, Rule};
use crate::vault::account::AccountHandle;
use crate::vault::{Opened, Sealed, UnlockError, Vault, WaysIn};

use super::verified::Verified;

/// One person's way back. Dropping it ends it.
pub struct CodeHold {
    handle: AccountHandle,
    /// As it was when it opened; its bytes were authenticated then.
    slot: KeyslotHeader,
    ways_in: WaysIn,
    keys: KeysUnderCode,
}

/// What a code is to seal, for any thread.
pub struct CodeSealing {
    owner: Owner,
    handle: AccountHandle,
    slot: KeyslotHeader,
    ways_in: WaysIn,
    keys: AccountKeys,
    tries: u8,
    params: Argon2Params,
    profile: Profile,
}

impl CodeSealing {
    /// Seals the person's keys. Slow, like a log-in.
    pub fn seal(self, code: &Password) -> Result<CodeHold, SetCodeError> {
        let Self { owner, handle, slot, ways_in, keys, tries, params, profile } = self;
        let keys = KeysUnderCode::seal(owner, &keys, (code, tries), params, profile)?;
        Ok(CodeHold { handle, slot, ways_in, keys })
    }
}

/// Why no code was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SetCodeError {
    /// The permission is for another act.
    #[error("the permission is for another act")]
    OtherPermit,
    /// No key could be derived from the code.
    #[error(transparent)]
    Kdf(#[from] KdfError),
}

/// Why a code did not lead back.
#[derive(Debug, thiserror::Error)]
pub enum CodeUnlockError {
    /// The code, or there is none any more.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// The vault.
    #[error(transparent)]
    Unlock(#[from] UnlockError),
}

impl Vault<Verified> {
    /// What seals this person's keys under a code, on any thread. Whether the code will do is judged before.
    pub fn code_sealing(&self, permit: &Permit) -> Result<CodeSealing, SetCodeError> {
        if permit.act() != Act::CodeSet {
            return Err(SetCodeError::OtherPermit);
        }
        let opened = &self.state.opened;
        let owner = Owner { vault: self.id(), account: self.state.account() };
        let tries = u8::try_from(self.house().rule(Rule::CodeTries)).unwrap_or(CODE_TRIES);
        let (params, profile) = (self.header().params, self.kind().profile());
        Ok(CodeSealing {
            owner,
            handle: opened.handle,
            slot: opened.slot.clone(),
            ways_in: opened.ways_in.without_factor(),
            keys: opened.keys.duplicate(),
            tries,
            params,
            profile,
        })
    }
}

impl CodeHold {
    /// The account's files.
    pub const fn handle(&self) -> AccountHandle {
        self.handle
    }

    /// Whose it is.
    pub const fn owner(&self) -> Owner {
        self.keys.owner()
    }

    /// How many wrong codes it still takes to end it.
    pub const fn tries_left(&self) -> u8 {
        self.keys.tries_left()
    }

    /// Whether it still leads back to this session: a changed password or factor closes it.
    pub fn fits(&self, vault: &Vault<Verified>) -> bool {
        self.slot == vault.state.opened.slot
    }

    /// What is slow about opening, for any thread.
    pub const fn deriving(&self) -> CodeDeriving {
        self.keys.deriving()
    }

    /// Opens the vault with what a code derived to; a wrong one is counted. Believed only after
    /// [`verify`](super::verify).
    pub fn unlock(&mut self, vault: &Vault<Sealed>, key: &CodeKey) -> Result<Vault<Opened>, CodeUnlockError> {
        let keys = self.keys.open(key)?;
        Ok(vault.unlock_again(self.handle, &self.slot, keys, self.ways_in.without_factor())?)
    }
}
