//! A vault in its states: [`Sealed`] (plain files only), [`Opened`] (a keyslot and the registry opened, nothing
//! believed yet) and, made by `staff` alone, verified.

use std::io;
use std::path::Path;
use std::sync::Arc;

use crate::base::id::{AccountId, VaultId};
use crate::crypto::secret::Password;
use crate::crypto::sign::SigningKey;
use crate::keys::hierarchy::RegistryKey;
use crate::keys::keyslot::{
    AccountKeys, Asked, Keyslot, KeyslotError, KeyslotHeader, SecondFactor, SlotContent,
};
use crate::keys::place::{Holder, KeyKind, Place};
use crate::store::StoreError;

use super::account::{AccountFileError, AccountHandle, RegistryWrap, load_keyslots, load_registry_wraps};
use super::header::{Header, HeaderError};
use super::kind::VaultKind;
use super::layout::Layout;
use super::machine::load_machine_key;
use super::registry::Registry;
use super::seat::{Seat, SeatError};
use super::sweep::sweep;

/// A vault in state `S`.
pub struct Vault<S> {
    plain: Arc<Plain>,
    pub(crate) state: S,
}

/// What is known without a key.
struct Plain {
    layout: Layout,
    header: Header,
    machine: SigningKey,
}

/// Plain files only.
pub struct Sealed {
    _private: (),
}

/// A keyslot and the registry opened. Nothing the registry says is believed yet.
pub struct Opened {
    pub(crate) handle: AccountHandle,
    pub(crate) slot: KeyslotHeader,
    pub(crate) keys: AccountKeys,
    pub(crate) ways_in: WaysIn,
    pub(crate) registry_key: RegistryKey,
    pub(crate) registry_wrap: RegistryWrap,
    pub(crate) registry: Registry,
    pub(crate) seat: Seat,
}

/// An account's keys, opened by its own login and password. Believed only by whoever compares them with the statements.
pub struct OpenedSlot {
    pub(crate) handle: AccountHandle,
    pub(crate) slot: KeyslotHeader,
    pub(crate) keys: AccountKeys,
    pub(crate) ways_in: WaysIn,
}

impl OpenedSlot {
    /// Whose files it was opened with.
    pub const fn handle(&self) -> AccountHandle {
        self.handle
    }

    /// The same again, for whoever only lends it.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        let given = self.ways_in.given.as_ref().map(SecondFactor::duplicate);
        let ways_in = WaysIn { factors: self.ways_in.factors.clone(), given };
        Self { handle: self.handle, slot: self.slot.clone(), keys: self.keys.duplicate(), ways_in }
    }
}

/// Whose tokens are asked, and by which credentials.
pub struct TokensAsked {
    /// The account.
    pub account: AccountId,
    /// What its tokens made.
    pub credentials: Vec<Vec<u8>>,
}

/// How an account can be opened: what its slots ask for, and the factor that was given this time.
#[derive(Default)]
pub(crate) struct WaysIn {
    /// The person's second factors and what they call them.
    pub(crate) factors: Vec<(Asked, String)>,
    /// What was given with the password; none after coming back by a code, which keeps no factor.
    pub(crate) given: Option<SecondFactor>,
}

impl WaysIn {
    /// Those of a slot that was opened with `given`.
    pub(crate) fn of(content: &SlotContent, given: Option<SecondFactor>) -> Self {
        let factors = content.factors.iter().map(|factor| (factor.asked.clone(), factor.label.clone()));
        Self { factors: factors.collect(), given }
    }

    /// The same without the factor that was given.
    pub(crate) fn without_factor(&self) -> Self {
        Self { factors: self.factors.clone(), given: None }
    }
}

/// Why a folder was not opened as a vault.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The header was refused.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// The machine key is missing, damaged or another's.
    #[error("the machine key is missing or damaged")]
    MachineKey,
}

/// Why a log-in did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    /// Unknown login or wrong password: the same for both.
    #[error("unknown login or wrong password")]
    WrongCredentials,
    /// The machine did not give the memory that deriving a key from the password needs.
    #[error("the machine did not give the memory that unlocking needs")]
    NoMemory,
    /// Another program has the vault open.
    #[error(transparent)]
    Seat(#[from] SeatError),
    /// The plain files are not what they were when the vault was chosen.
    #[error(transparent)]
    Changed(#[from] OpenError),
    /// The account has no key of the registry: the person was not admitted yet, or has left.
    #[error("this account is not admitted")]
    NotAdmitted,
    /// A file of the account is missing or damaged; named relative to the vault.
    #[error("{file} is missing or damaged: {what}")]
    Damaged {
        /// The file.
        file: String,
        /// What is wrong with it.
        what: String,
    },
    /// The registry did not open.
    #[error(transparent)]
    Registry(#[from] StoreError),
    /// What writes that did not end have left behind could not be swept.
    #[error("leftovers in the vault could not be removed: {0}")]
    Sweep(io::Error),
}

impl Vault<Sealed> {
    /// Reads the plain files of the vault in `folder`.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        Ok(Self { plain: Arc::new(Plain::load(Layout::new(folder))?), state: Sealed { _private: () } })
    }

    /// Opens the account's keyslot (about a second) and the registry. The seat is held from here on.
    ///
    /// An unknown login takes the same time and gives the same answer as a wrong password. The result is believed
    /// only after `staff::verify`.
    pub fn unlock(
        &self,
        login: &str,
        password: &Password,
        factor: Option<&SecondFactor>,
    ) -> Result<Vault<Opened>, UnlockError> {
        let seat = Seat::take(self.layout())?;
        // Another program may have renewed the plain files since this one read them.
        let plain = Arc::new(Plain::load(self.layout().clone())?);
        let handle = self.account_handle(login);
        let (slot, content) = plain.open_keyslot(handle, password, factor)?;
        let ways_in = WaysIn::of(&content, factor.map(SecondFactor::duplicate));
        Self::with_keys(plain, seat, handle, slot, content.keys, ways_in)
    }

    /// Opens the registry with keys that were opened beside. The seat is held from here on; believed only after
    /// `staff::verify`.
    pub fn unlock_opened(&self, opened: OpenedSlot) -> Result<Vault<Opened>, UnlockError> {
        let OpenedSlot { handle, slot, keys, ways_in } = opened;
        self.unlock_again(handle, &slot, keys, ways_in)
    }

    /// Whether another program sits in the vault, for whoever is about to take a second to open it.
    pub fn require_seat(&self) -> Result<(), UnlockError> {
        Ok(Seat::take(self.layout()).map(drop)?)
    }

    /// Opens the registry with keys that a keyslot gave before. The keyslot must still be there as it was then: a
    /// password that was changed meanwhile, or a factor, closes this way too. Believed only after `staff::verify`.
    pub(crate) fn unlock_again(
        &self,
        handle: AccountHandle,
        slot: &KeyslotHeader,
        keys: AccountKeys,
        ways_in: WaysIn,
    ) -> Result<Vault<Opened>, UnlockError> {
        let seat = Seat::take(self.layout())?;
        let plain = Arc::new(Plain::load(self.layout().clone())?);
        let path = plain.layout.keyslots(handle);
        let slots = load_keyslots(&path, plain.header.vault(), plain.header.kind.profile());
        match slots {
            Ok(slots) if slots.iter().any(|there| there.header == *slot) => {}
            Ok(_) | Err(AccountFileError::Missing) => return Err(UnlockError::WrongCredentials),
            Err(error) => return Err(plain.damaged_keyslots(handle, error)),
        }
        Self::with_keys(plain, seat, handle, slot.clone(), keys, ways_in)
    }

    fn with_keys(
        plain: Arc<Plain>,
        seat: Seat,
        handle: AccountHandle,
        slot: KeyslotHeader,
        keys: AccountKeys,
        ways_in: WaysIn,
    ) -> Result<Vault<Opened>, UnlockError> {
        sweep(&plain.layout).map_err(UnlockError::Sweep)?;
        let (registry_key, registry_wrap) = plain.open_registry_wrap(handle, slot.account, &keys)?;
        let path = plain.layout.registry(plain.header.registry_epoch);
        let registry = Registry::open(&path, &registry_key.registry_database())?;
        let state = Opened { handle, slot, keys, ways_in, registry_key, registry_wrap, registry, seat };
        Ok(Vault { plain, state })
    }
}

impl Plain {
    fn load(layout: Layout) -> Result<Self, OpenError> {
        let header = Header::load(&layout)?;
        let machine = load_machine_key(&layout).or(Err(OpenError::MachineKey))?;
        if machine.verifying() != header.founding().machine {
            return Err(OpenError::MachineKey);
        }
        Ok(Self { layout, header, machine })
    }

    /// Whatever is missing or does not fit, a derivation is paid for before the answer.
    fn open_keyslot(
        &self,
        handle: AccountHandle,
        password: &Password,
        factor: Option<&SecondFactor>,
    ) -> Result<(KeyslotHeader, SlotContent), UnlockError> {
        let profile = self.header.kind.profile();
        let bit = factor.map_or(0, SecondFactor::bit);
        let asks = |slot: &Keyslot| slot.header.asked.factors() == Asked::Nothing.factors() | bit;
        let loaded = load_keyslots(&self.layout.keyslots(handle), self.header.vault(), profile);
        let fitting = match loaded {
            Ok(slots) if slots.iter().any(asks) => Ok(slots),
            Ok(_) => Err(None),
            Err(AccountFileError::Missing) => Err(None),
            Err(error) => Err(Some(error)),
        };
        let outcome = match &fitting {
            Ok(slots) => Keyslot::open_any(slots, password, factor, profile),
            Err(_) => Err(Keyslot::open_nothing(password, self.header.params, profile)),
        };
        match (fitting, outcome) {
            (Ok(_), Ok(opened)) => Ok(opened),
            (_, Err(KeyslotError::NoMemory)) => Err(UnlockError::NoMemory),
            (Ok(_), Err(error @ KeyslotError::Malformed)) => Err(self.damaged_keyslots(handle, error)),
            (Err(Some(error)), _) => Err(self.damaged_keyslots(handle, error)),
            _ => Err(UnlockError::WrongCredentials),
        }
    }

    fn open_registry_wrap(
        &self,
        handle: AccountHandle,
        account: AccountId,
        keys: &AccountKeys,
    ) -> Result<(RegistryKey, RegistryWrap), UnlockError> {
        let path = self.layout.registry_wrap(handle);
        let damaged = |what: String| UnlockError::Damaged { file: self.layout.relative(&path), what };
        let epoch = self.header.registry_epoch;
        let wraps = match load_registry_wraps(&path) {
            Err(AccountFileError::Missing) => return Err(UnlockError::NotAdmitted),
            other => other.map_err(|error| damaged(error.to_string()))?,
        };
        let found = wraps.into_iter().find(|wrap| wrap.epoch == epoch).ok_or(UnlockError::NotAdmitted)?;
        let place = Place::of_vault(self.header.vault(), KeyKind::Registry, epoch);
        let key = found.wrap.open(place, Holder::Account(account), &keys.kem, found.check);
        let key = key.map_err(|error| damaged(error.to_string()))?;
        Ok((key, found))
    }

    fn damaged_keyslots(&self, handle: AccountHandle, what: impl std::fmt::Display) -> UnlockError {
        let file = self.layout.relative(&self.layout.keyslots(handle));
        UnlockError::Damaged { file, what: what.to_string() }
    }
}

impl<S> Vault<S> {
    /// Opens an account's keyslot, and nothing else: about a second, for an unknown login too, whose answer is that of a
    /// wrong password.
    pub fn open_slot(
        &self,
        login: &str,
        password: &Password,
        factor: Option<&SecondFactor>,
    ) -> Result<OpenedSlot, UnlockError> {
        let handle = self.account_handle(login);
        let (slot, content) = self.plain.open_keyslot(handle, password, factor)?;
        let ways_in = WaysIn::of(&content, factor.map(SecondFactor::duplicate));
        Ok(OpenedSlot { handle, slot, keys: content.keys, ways_in })
    }

    /// The same vault closed, for another thread.
    #[must_use]
    pub fn closed(&self) -> Vault<Sealed> {
        Vault { plain: Arc::clone(&self.plain), state: Sealed { _private: () } }
    }

    /// The vault's id.
    pub fn id(&self) -> VaultId {
        self.plain.header.vault()
    }

    /// Real or sample.
    pub fn kind(&self) -> VaultKind {
        self.plain.header.kind
    }

    /// The name of the business, as the founding statement has it.
    pub fn business(&self) -> &str {
        &self.plain.header.founding().business
    }

    /// Where its files lie.
    pub fn layout(&self) -> &Layout {
        &self.plain.layout
    }

    /// The header.
    pub fn header(&self) -> &Header {
        &self.plain.header
    }

    /// The machine's signing key.
    pub fn machine(&self) -> &SigningKey {
        &self.plain.machine
    }

    /// Which tokens the account with this login asks for, as its file says without proof. For an account that has none,
    /// or is none, a credential that no token made: so that whoever asks learns nothing of which accounts there are.
    pub fn tokens_of(&self, login: &str) -> TokensAsked {
        let handle = self.account_handle(login);
        let slots = load_keyslots(&self.layout().keyslots(handle), self.id(), self.kind().profile());
        let mut asked = TokensAsked { account: AccountId::from_bytes([0; 16]), credentials: Vec::new() };
        for slot in slots.unwrap_or_default() {
            if let Asked::Token(credential) = slot.header.asked {
                asked.account = slot.header.account;
                asked.credentials.push(credential);
            }
        }
        if asked.credentials.is_empty() {
            let salt = &self.plain.header.login_salt;
            asked.credentials.push(crate::crypto::hash::hmac_sha256(salt, &handle.0.0).0.repeat(2));
        }
        asked
    }

    /// What the files of the account with this login are called; also its name in failed log-ins.
    pub fn account_handle(&self, login: &str) -> AccountHandle {
        AccountHandle::of(&self.plain.header.login_salt, login)
    }

    /// The same vault under a header that was just written.
    pub(crate) fn take_over(&mut self, header: Header) {
        let machine = self.plain.machine.duplicate();
        self.plain = Arc::new(Plain { layout: self.plain.layout.clone(), header, machine });
    }

    /// The same vault in the next state. `staff` alone can make the state that counts as verified.
    pub(crate) fn advance<T, E>(
        self,
        next: impl FnOnce(&Layout, &Header, S) -> Result<T, E>,
    ) -> Result<Vault<T>, E> {
        let state = next(&self.plain.layout, &self.plain.header, self.state)?;
        Ok(Vault { plain: self.plain, state })
    }
}
