//! A person's own ways in: changing the password, adding and removing second factors. Nobody does this for another.
//!
//! All slots of a person are sealed anew and stand in one file, which is replaced atomically: afterwards there are the
//! old slots or the new ones, whatever happens to the power. What was on paper or in memory of the old ones is the
//! person's: an old copy of the file opens with the old password, but its anchor and statements tell on it.

use std::io;
use std::path::{Path, PathBuf};

use crate::crypto::kdf::KdfError;
use crate::crypto::secret::Password;
use crate::keys::keyfile::Keyfile;
use crate::keys::keyslot::{
    Asked, EnrolledFactor, Keyslot, KeyslotError, LABEL_CHARS, MOST_FACTORS, Resealing, SlotContent,
};
use crate::policy::{Act, Permit};
use crate::vault::account::{AccountFileError, AccountHandle, load_keyslots, store_keyslots};
use crate::vault::{TokensAsked, Vault, WaysIn};

use super::stick::{self, StickError};
use super::verified::Verified;

/// Why a person's ways in stayed as they were.
#[derive(Debug, thiserror::Error)]
pub enum FactorsError {
    /// The permission is for another act.
    #[error("the permission is for another act")]
    OtherPermit,
    /// Not the password.
    #[error("wrong password")]
    WrongPassword,
    /// The new password is one of the last four.
    #[error("one of the last four passwords")]
    UsedBefore,
    /// The person came back by a code, which keeps no factor: the full log-in comes first.
    #[error("this needs the full log-in first")]
    NeedsFullLogIn,
    /// There are as many as there may be.
    #[error("there are two second factors already")]
    TooMany,
    /// It is one of them already.
    #[error("this is one of the second factors already")]
    Twice,
    /// There is no such factor.
    #[error("there is no such second factor")]
    NoSuchFactor,
    /// The label is too long.
    #[error("the label is too long")]
    Label,
    /// The slots are not those that were opened: someone else changed them meanwhile.
    #[error("the keyslots are not those that were opened")]
    Changed,
    /// The account's file.
    #[error("the keyslots could not be read: {0}")]
    File(#[from] AccountFileError),
    /// They could not be opened or sealed.
    #[error(transparent)]
    Keyslot(KeyslotError),
    /// The stick.
    #[error(transparent)]
    Stick(#[from] StickError),
    /// They could not be written.
    #[error("the keyslots could not be written: {0}")]
    NotWritten(io::Error),
}

impl From<KeyslotError> for FactorsError {
    fn from(error: KeyslotError) -> Self {
        match error {
            KeyslotError::WrongCredentials => Self::WrongPassword,
            other => Self::Keyslot(other),
        }
    }
}

impl From<KdfError> for FactorsError {
    fn from(error: KdfError) -> Self {
        Self::Keyslot(error.into())
    }
}

impl Vault<Verified> {
    /// The person's second factors, and what they call them.
    pub fn factors(&self) -> &[(Asked, String)] {
        &self.state.opened.ways_in.factors
    }

    /// The person's own tokens, so that another one is told from them.
    pub fn own_tokens(&self) -> TokensAsked {
        let credentials = self.factors().iter().filter_map(|(asked, _)| match asked {
            Asked::Token(credential) => Some(credential.clone()),
            _ => None,
        });
        TokensAsked { account: self.state.account(), credentials: credentials.collect() }
    }

    /// What the person's own files are called, as in failed log-ins.
    pub fn own_handle(&self) -> AccountHandle {
        self.state.opened.handle
    }

    /// Changes the password, which the old one proves. Slow: one derivation for the old password, one for each of the
    /// last four, one for the new one. Whether the new one will do otherwise is judged before.
    pub fn change_password(
        &mut self,
        permit: &Permit,
        old: &Password,
        new: &Password,
    ) -> Result<(), FactorsError> {
        require(permit, Act::PasswordChange)?;
        let content = self.open_own(old)?;
        let profile = self.kind().profile();
        for past in &content.passwords {
            if past.is(new, profile)? {
                return Err(FactorsError::UsedBefore);
            }
        }
        self.rewrite(&content, new, Resealing::NewPassword)
    }

    /// Makes a keyfile in `folder` and adds it. From the first factor on, the password alone opens nothing any more.
    /// Returns the file's path. If the slots cannot be written, the file is taken away again.
    pub fn add_keyfile(
        &mut self,
        permit: &Permit,
        password: &Password,
        folder: &Path,
        label: &str,
    ) -> Result<PathBuf, FactorsError> {
        let keyfile = Keyfile::generate();
        // The stick first: a slot for a keyfile that does not exist would lock its owner out.
        let path = stick::write(folder, &keyfile)?;
        let added = self.add_factor(permit, password, keyfile.into_factor(label.to_owned()));
        if added.is_err() {
            drop(std::fs::remove_file(&path));
        }
        added.map(|()| path)
    }

    /// Adds a factor. Slow, like two log-ins.
    pub fn add_factor(
        &mut self,
        permit: &Permit,
        password: &Password,
        mut factor: EnrolledFactor,
    ) -> Result<(), FactorsError> {
        require(permit, Act::FactorChange)?;
        let label = factor.label.trim().to_owned();
        factor.label = label;
        if factor.label.chars().count() > LABEL_CHARS || factor.label.chars().any(char::is_control) {
            return Err(FactorsError::Label);
        }
        let mut content = self.open_own(password)?;
        if content.factors.iter().any(|known| known.asked == factor.asked) {
            return Err(FactorsError::Twice);
        }
        if content.factors.len() >= MOST_FACTORS {
            return Err(FactorsError::TooMany);
        }
        content.factors.push(factor);
        self.rewrite(&content, password, Resealing::SamePassword)
    }

    /// Removes the `index`-th of [`Vault::factors`], the lost one for example. Without the last one the password alone
    /// opens the account again. Slow, like two log-ins.
    pub fn remove_factor(
        &mut self,
        permit: &Permit,
        password: &Password,
        index: usize,
    ) -> Result<(), FactorsError> {
        require(permit, Act::FactorChange)?;
        let mut content = self.open_own(password)?;
        if index >= content.factors.len() {
            return Err(FactorsError::NoSuchFactor);
        }
        drop(content.factors.remove(index));
        self.rewrite(&content, password, Resealing::SamePassword)
    }

    /// Opens the slot of this session once more: proves the password.
    fn open_own(&self, password: &Password) -> Result<SlotContent, FactorsError> {
        let opened = &self.state.opened;
        let factor = opened.ways_in.given.as_ref();
        if opened.slot.asked != Asked::Nothing && factor.is_none() {
            return Err(FactorsError::NeedsFullLogIn);
        }
        let profile = self.kind().profile();
        let slots = load_keyslots(&self.layout().keyslots(opened.handle), self.id(), profile)?;
        let own = slots.iter().find(|slot| slot.header == opened.slot).ok_or(FactorsError::Changed)?;
        Ok(own.open_whole(password, factor, profile)?)
    }

    /// Seals all slots anew, puts them in the place of the old ones, and goes on with the new ones.
    fn rewrite(
        &mut self,
        content: &SlotContent,
        password: &Password,
        resealing: Resealing,
    ) -> Result<(), FactorsError> {
        let header = self.state.opened.slot.next();
        let slots = Keyslot::reseal(&header, content, password, resealing, self.kind().profile())?;
        store_keyslots(self.layout(), self.state.opened.handle, &slots).map_err(FactorsError::NotWritten)?;
        let opened = &mut self.state.opened;
        // The slot that this session's factor opens, or, if that was removed, the first one.
        let same = slots.iter().find(|slot| slot.header.asked == opened.slot.asked).or(slots.first());
        opened.slot = same.expect("an account has a slot").header.clone();
        let given = content.factors.iter().find(|factor| factor.asked == opened.slot.asked);
        opened.ways_in = WaysIn::of(content, given.map(EnrolledFactor::second));
        Ok(())
    }
}

fn require(permit: &Permit, act: Act) -> Result<(), FactorsError> {
    if permit.act() == act { Ok(()) } else { Err(FactorsError::OtherPermit) }
}
