//! A person's own ways in: changing the password, adding and removing second factors. Nobody does this for another.
//!
//! All slots of a person are sealed anew and stand in one file, which is replaced atomically: afterwards there are the
//! old slots or the new ones, whatever happens to the power. What was on paper or in memory of the old ones is the
//! person's: an old copy of the file opens with the old password, but its anchor and statements tell on it.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::id::VaultId;
use crate::base::job::CancelFlag;
use crate::crypto::kdf::{KdfError, Profile};
use crate::crypto::secret::Password;
use crate::keys::keyfile::Keyfile;
use crate::keys::keyslot::{
    Asked, EnrolledFactor, Keyslot, KeyslotError, KeyslotHeader, LABEL_CHARS, MOST_FACTORS, Resealing,
    SecondFactor, SlotContent,
};
use crate::policy::{Act, Permit};
use crate::vault::account::{AccountFileError, AccountHandle, load_keyslots, store_keyslots};
use crate::vault::{TokensAsked, Vault, WaysIn};

use super::stick::{self, StickError, Written};
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
    /// Someone asked it to stop.
    #[error("stopped on request")]
    Stopped,
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

    /// What it takes to seal this person's slots anew, on any thread.
    pub fn own_slots(&self) -> OwnSlots {
        let opened = &self.state.opened;
        OwnSlots {
            file: self.layout().keyslots(opened.handle),
            vault: self.id(),
            profile: self.kind().profile(),
            slot: opened.slot.clone(),
            given: opened.ways_in.given.as_ref().map(SecondFactor::duplicate),
        }
    }

    /// Puts slots that were sealed anew in the place of the old ones, and goes on with them. Not slow.
    /// Returns the path of the keyfile that was made for them, if one was.
    ///
    /// # Panics
    /// Never: whoever seals slots anew seals at least one.
    pub fn take_slots(&mut self, sealed: NewSlots) -> Result<Option<PathBuf>, FactorsError> {
        let NewSlots { of, content, slots, made } = sealed;
        if self.state.opened.slot != of {
            return Err(FactorsError::Changed);
        }
        store_keyslots(self.layout(), self.state.opened.handle, &slots).map_err(FactorsError::NotWritten)?;
        let opened = &mut self.state.opened;
        // The slot that this session's factor opens, or, if that was removed, the first one.
        let same = slots.iter().find(|slot| slot.header.asked == opened.slot.asked).or(slots.first());
        opened.slot = same.expect("an account has a slot").header.clone();
        let given = content.factors.iter().find(|factor| factor.asked == opened.slot.asked);
        opened.ways_in = WaysIn::of(&content, given.map(EnrolledFactor::second));
        Ok(made.map(Written::keep))
    }

    /// [`OwnSlots::with_password`], here and now.
    pub fn change_password(
        &mut self,
        permit: &Permit,
        old: &Password,
        new: &Password,
    ) -> Result<(), FactorsError> {
        let sealed = self.own_slots().with_password(permit, old, new, &CancelFlag::default())?;
        self.take_slots(sealed).map(drop)
    }

    /// [`OwnSlots::with_keyfile`], here and now.
    pub fn add_keyfile(
        &mut self,
        permit: &Permit,
        password: &Password,
        folder: &Path,
        label: &str,
    ) -> Result<PathBuf, FactorsError> {
        let sealed =
            self.own_slots().with_keyfile(permit, password, (folder, label), &CancelFlag::default())?;
        Ok(self.take_slots(sealed)?.unwrap_or_default())
    }

    /// [`OwnSlots::with_factor`], here and now.
    pub fn add_factor(
        &mut self,
        permit: &Permit,
        password: &Password,
        factor: EnrolledFactor,
    ) -> Result<(), FactorsError> {
        let sealed = self.own_slots().with_factor(permit, password, factor, &CancelFlag::default())?;
        self.take_slots(sealed).map(drop)
    }

    /// [`OwnSlots::without_factor`], here and now.
    pub fn remove_factor(
        &mut self,
        permit: &Permit,
        password: &Password,
        index: usize,
    ) -> Result<(), FactorsError> {
        let sealed = self.own_slots().without_factor(permit, password, index, &CancelFlag::default())?;
        self.take_slots(sealed).map(drop)
    }
}

/// What it takes to seal a person's slots anew: nothing that opens a slot without the password. Everything slow about
/// ways in is done here, on any thread, and can be stopped between two derivations; nothing is written but a keyfile.
pub struct OwnSlots {
    file: PathBuf,
    vault: VaultId,
    profile: Profile,
    /// The slot that this session was opened by.
    slot: KeyslotHeader,
    /// The factor that was given with it.
    given: Option<SecondFactor>,
}

/// Slots that were sealed anew, for [`Vault::take_slots`]. Dropped, everything is as before, and a keyfile that was made
/// for them is taken away.
pub struct NewSlots {
    /// The slot in whose place they come.
    of: KeyslotHeader,
    content: SlotContent,
    slots: Vec<Keyslot>,
    made: Option<Written>,
}

impl OwnSlots {
    /// With another password, which the old one proves. Slow: one derivation for the old password, one for each of the
    /// last four, one for the new one. Whether the new one will do otherwise is judged before.
    pub fn with_password(
        &self,
        permit: &Permit,
        old: &Password,
        new: &Password,
        stop: &CancelFlag,
    ) -> Result<NewSlots, FactorsError> {
        require(permit, Act::PasswordChange)?;
        let content = self.open(old)?;
        for past in &content.passwords {
            going_on(stop)?;
            if past.is(new, self.profile)? {
                return Err(FactorsError::UsedBefore);
            }
        }
        self.seal(content, new, Resealing::NewPassword, stop)
    }

    /// Makes a keyfile in a folder and adds it, under a label. From the first factor on, the password alone opens nothing
    /// any more.
    pub fn with_keyfile(
        &self,
        permit: &Permit,
        password: &Password,
        (folder, label): (&Path, &str),
        stop: &CancelFlag,
    ) -> Result<NewSlots, FactorsError> {
        let keyfile = Keyfile::generate();
        // The stick first: a slot for a keyfile that does not exist would lock its owner out.
        let made = Some(stick::write(folder, &keyfile)?);
        let sealed = self.with_factor(permit, password, keyfile.into_factor(label.to_owned()), stop)?;
        Ok(NewSlots { made, ..sealed })
    }

    /// With one factor more. Slow, like two log-ins.
    pub fn with_factor(
        &self,
        permit: &Permit,
        password: &Password,
        mut factor: EnrolledFactor,
        stop: &CancelFlag,
    ) -> Result<NewSlots, FactorsError> {
        require(permit, Act::FactorChange)?;
        let label = factor.label.trim().to_owned();
        factor.label = label;
        if factor.label.chars().count() > LABEL_CHARS || factor.label.chars().any(char::is_control) {
            return Err(FactorsError::Label);
        }
        let mut content = self.open(password)?;
        if content.factors.iter().any(|known| known.asked == factor.asked) {
            return Err(FactorsError::Twice);
        }
        if content.factors.len() >= MOST_FACTORS {
            return Err(FactorsError::TooMany);
        }
        content.factors.push(factor);
        self.seal(content, password, Resealing::SamePassword, stop)
    }

    /// Without the `index`-th of [`Vault::factors`], the lost one for example. Without the last one the password alone
    /// opens the account again. Slow, like two log-ins.
    pub fn without_factor(
        &self,
        permit: &Permit,
        password: &Password,
        index: usize,
        stop: &CancelFlag,
    ) -> Result<NewSlots, FactorsError> {
        require(permit, Act::FactorChange)?;
        let mut content = self.open(password)?;
        if index >= content.factors.len() {
            return Err(FactorsError::NoSuchFactor);
        }
        drop(content.factors.remove(index));
        self.seal(content, password, Resealing::SamePassword, stop)
    }

    /// Opens the slot of the session once more: proves the password.
    fn open(&self, password: &Password) -> Result<SlotContent, FactorsError> {
        if self.slot.asked != Asked::Nothing && self.given.is_none() {
            return Err(FactorsError::NeedsFullLogIn);
        }
        let slots = load_keyslots(&self.file, self.vault, self.profile)?;
        let own = slots.iter().find(|slot| slot.header == self.slot).ok_or(FactorsError::Changed)?;
        Ok(own.open_whole(password, self.given.as_ref(), self.profile)?)
    }

    fn seal(
        &self,
        content: SlotContent,
        password: &Password,
        resealing: Resealing,
        stop: &CancelFlag,
    ) -> Result<NewSlots, FactorsError> {
        going_on(stop)?;
        let slots = Keyslot::reseal(&self.slot.next(), &content, password, resealing, self.profile)?;
        going_on(stop)?;
        Ok(NewSlots { of: self.slot.clone(), content, slots, made: None })
    }
}

fn going_on(stop: &CancelFlag) -> Result<(), FactorsError> {
    if stop.is_cancelled() { Err(FactorsError::Stopped) } else { Ok(()) }
}

fn require(permit: &Permit, act: Act) -> Result<(), FactorsError> {
    if permit.act() == act { Ok(()) } else { Err(FactorsError::OtherPermit) }
}
