//! A deed: statements that are made together, each judged at once as the next unlock would judge it, and committed with
//! their wraps and papers in one transaction. And those who make it: the person logged in, and a second beside them.

use crate::base::clock::WallTime;
use crate::base::id::AccountId;
use crate::crypto::secret::Password;
use crate::crypto::sign::SigningKey;
use crate::keys::hierarchy::{Key, KindOfKey};
use crate::keys::keyslot::{AccountKeys, KeyslotError, SecondFactor};
use crate::keys::share::SplitError;
use crate::keys::statement::{Body, Signer, StatementError};
use crate::parcel::ParcelError;
use crate::policy::{Act, Permit, Standing as Kind};
use crate::store::StoreError;
use crate::vault::anchor::Anchor;
use crate::vault::registry::Change;
use crate::vault::{OpenedSlot, UnlockError, Vault};

use super::alarm::Alarm;
use super::chain::{self, Scribe};
use super::entitled::NotEntitled;
use super::house::House;
use super::newkey::sealed_to_restorers;
use super::verified::Verified;

/// How a decision that may need two is made.
#[derive(Clone, Copy)]
pub enum Consent<'a> {
    /// By the person logged in; enough for what needs one.
    Own,
    /// By the person logged in, who is the only supervisor there is for it, with a reason in writing.
    Alone(&'a str),
    /// Together with a second supervisor, here and now.
    With(&'a CoSigner),
    /// By an approved request with this number.
    Approved(u64),
}

/// A second person's keys, opened beside the session for one act. Dropped, and so wiped, when the act is done.
pub struct CoSigner {
    account: AccountId,
    /// Whether they stand in full; else they second only what renews.
    full: bool,
    pub(super) keys: AccountKeys,
}

/// Why nobody can sign beside the session.
#[derive(Debug, thiserror::Error)]
pub enum CoSignError {
    /// Unknown login, wrong password or factor, or damage: as at a log-in.
    #[error(transparent)]
    Unlock(#[from] UnlockError),
    /// The person is the one who is logged in.
    #[error("the second person is the first")]
    SamePerson,
    /// The statements do not know the account like this.
    #[error("the account is not the one the statements know")]
    OtherAccount,
    /// The person does not stand as is needed to sign.
    #[error("this person cannot sign now")]
    NotStanding,
}

/// Why nothing was decided about people; nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The permission is for another act.
    #[error("the permission is for another act")]
    OtherPermit,
    /// A text is empty, too long or not as it must be.
    #[error("{0} is empty or too long")]
    BadInput(&'static str),
    /// An account has the login.
    #[error("another account has this login")]
    LoginTaken,
    /// There is no such account, draft, group or request.
    #[error("no such {0}")]
    Unknown(&'static str),
    /// The person may not be given this key.
    #[error(transparent)]
    NotEntitled(#[from] NotEntitled),
    /// Whoever decides does not hold what is to be granted.
    #[error("only what one holds can be granted")]
    NotHeld,
    /// Nobody decides about themselves.
    #[error("nobody decides about themselves")]
    OwnCase,
    /// A second supervisor has to sign.
    #[error("a second supervisor has to sign")]
    NeedsSecond,
    /// There is no second supervisor for this: a written reason is needed.
    #[error("acting alone needs a reason in writing")]
    NeedsReason,
    /// The request was not approved, is for something else, or was used.
    #[error("the request does not allow this")]
    Request,
    /// Another new text of the agreement waits to be agreed to.
    #[error("another text of the agreement waits")]
    TextWaits,
    /// The keyslot could not be sealed.
    #[error(transparent)]
    Keyslot(#[from] KeyslotError),
    /// A plain file could not be written.
    #[error("a file of the account could not be written: {0}")]
    Io(#[from] std::io::Error),
    /// A key could not be sealed to those who restore.
    #[error("a key could not be sealed for backups: {0}")]
    Seal(#[from] ParcelError),
    /// The registry could not be written.
    #[error(transparent)]
    Registry(#[from] StoreError),
    /// The group takes two people: another who holds it has to be there.
    #[error("the group takes two people, and another who holds it is not here")]
    TakesTwo,
    /// So few would hold the group that two could not open it, or not if one of them cannot come.
    #[error("{0} people would hold the group")]
    FewHolders(usize),
    /// Closing an account makes the next key of the log's reader, and those named here hold the last one.
    #[error("others hold the log's reader key, and whoever closes an account does not")]
    NotReader(Vec<String>),
    /// Replacing the recovery sheets makes the next key that opens backups, and those named here hold the last one.
    #[error("others hold the key that opens backups, and whoever replaces the sheets does not")]
    NotRestorer(Vec<String>),
    /// The statements would not be believed.
    #[error(transparent)]
    Chain(#[from] Alarm),
}

impl From<SplitError> for PeopleError {
    fn from(error: SplitError) -> Self {
        Self::FewHolders(error.0)
    }
}

impl From<StatementError> for PeopleError {
    fn from(error: StatementError) -> Self {
        Self::Chain(error.into())
    }
}

impl CoSigner {
    /// Who.
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// Signs for them.
    pub fn signing(&self) -> &SigningKey {
        &self.keys.signing
    }

    /// Whether they stand in full.
    pub fn is_full(&self) -> bool {
        self.full
    }
}

impl Vault<Verified> {
    /// Opens a second person's keys beside the session, by their own login and password: as slow as a log-in. Failures
    /// are to be logged and throttled like log-ins.
    pub fn co_signer(
        &self,
        login: &str,
        password: &Password,
        factor: Option<&SecondFactor>,
        wall: WallTime,
    ) -> Result<CoSigner, CoSignError> {
        self.co_signer_of(self.open_slot(login, password, factor)?, wall)
    }

    /// The same with keys that were opened on another thread.
    pub fn co_signer_of(&self, opened: OpenedSlot, wall: WallTime) -> Result<CoSigner, CoSignError> {
        let OpenedSlot { handle, slot, keys, .. } = opened;
        let account = slot.account;
        if account == self.state.account() {
            return Err(CoSignError::SamePerson);
        }
        let person = self.house().person(account).ok_or(CoSignError::OtherAccount)?;
        let known = self.account_handle(&person.login) == handle && person.public == slot.public;
        if !known || slot.founding != self.header().founding_digest() {
            return Err(CoSignError::OtherAccount);
        }
        let anchor = Anchor::load(self.layout(), handle, (self.id(), account), &keys);
        let anchor = anchor.or(Err(CoSignError::OtherAccount))?;
        if !self.house().contains(anchor.chain) {
            return Err(CoSignError::OtherAccount);
        }
        let now = self.house().now(wall, &anchor).max(self.now(wall));
        match self.house().standing(person, now, anchor.active_at).kind {
            Kind::Full => Ok(CoSigner { account, full: true, keys }),
            Kind::Renewal => Ok(CoSigner { account, full: false, keys }),
            Kind::MustSign | Kind::Lapsed | Kind::Left => Err(CoSignError::NotStanding),
        }
    }
}

/// What is decided in a renewal session: a screening, the time.
pub(super) const fn renews(body: &Body) -> bool {
    matches!(body, Body::Screening(_) | Body::ClockCorrection(_))
}

/// Refuses a permission for another act.
pub(super) fn require(permit: &Permit, acts: &[Act]) -> Result<(), PeopleError> {
    if acts.contains(&permit.act()) { Ok(()) } else { Err(PeopleError::OtherPermit) }
}

/// Statements being made.
pub(super) struct Deed<'k> {
    pub(super) house: House,
    pub(super) change: Change,
    scribe: Scribe,
    maker: (Signer, &'k SigningKey),
    /// A second person who holds what is made anew, and signs everything of this deed.
    beside: Option<(Signer, &'k SigningKey)>,
}

impl<'k> Deed<'k> {
    /// Whose deed it is.
    pub(super) const fn maker(&self) -> Signer {
        self.maker.0
    }

    /// Begins after the house's last statement.
    pub(super) fn begin(house: &House, wall: WallTime, maker: AccountId, key: &'k SigningKey) -> Self {
        let scribe = Scribe::after(house, wall);
        let maker = (Signer::Account(maker), key);
        Self { house: house.clone(), change: Change::default(), scribe, maker, beside: None }
    }

    /// From here on a second person signs too, who is there with the maker.
    pub(super) fn with_beside(&mut self, second: &'k CoSigner) {
        self.beside = Some((Signer::Account(second.account), &second.keys.signing));
    }

    /// From here on a recovery key signs too, which is about to be the house's.
    pub(super) fn with_recovery(&mut self, key: &'k SigningKey) {
        self.beside = Some((Signer::Recovery, key));
    }

    /// From here on the maker signs alone again.
    pub(super) const fn without_second(&mut self) {
        self.beside = None;
    }

    /// The second person who signs everything.
    pub(super) const fn beside(&self) -> Option<AccountId> {
        match self.beside {
            Some((Signer::Account(account), _)) => Some(account),
            _ => None,
        }
    }

    /// States what needs two who hold the key: the maker, and the one beside them.
    pub(super) fn say_by_both(&mut self, body: Body) -> Result<u64, PeopleError> {
        if self.beside.is_some() { self.write(body, None, &[self.maker]) } else { Err(PeopleError::TakesTwo) }
    }

    /// States something that needs no second.
    pub(super) fn say(&mut self, body: Body) -> Result<u64, PeopleError> {
        self.write(body, None, &[self.maker])
    }

    /// States something by someone else's hand, who is here.
    pub(super) fn say_as(
        &mut self,
        body: Body,
        signer: Signer,
        key: &SigningKey,
    ) -> Result<u64, PeopleError> {
        self.write(body, None, &[(signer, key)])
    }

    /// States something that needs two, about someone or nobody. An approved request is for the body to name.
    pub(super) fn say_with(
        &mut self,
        body: Body,
        consent: Consent<'_>,
        about: Option<AccountId>,
    ) -> Result<u64, PeopleError> {
        let Signer::Account(maker) = self.maker.0 else { return Err(PeopleError::NeedsSecond) };
        if about == Some(maker) {
            return Err(PeopleError::OwnCase);
        }
        let needed = self.house.needs_second(maker, about);
        match consent {
            Consent::With(second) if needed && !second.full && !renews(&body) => {
                Err(PeopleError::NeedsSecond)
            }
            Consent::With(second) if needed => {
                let second = (Signer::Account(second.account), &second.keys.signing);
                let able =
                    self.house.seconds(maker, about).any(|other| Signer::Account(other.account) == second.0);
                if able {
                    self.write(body, None, &[self.maker, second])
                } else {
                    Err(PeopleError::NeedsSecond)
                }
            }
            Consent::Approved(_) if needed => self.write(body, None, &[self.maker]),
            Consent::Own | Consent::Alone(_) if needed => Err(PeopleError::NeedsSecond),
            Consent::Alone(reason) if !reason.trim().is_empty() => {
                self.write(body, Some(reason.trim().to_owned()), &[self.maker])
            }
            _ => Err(PeopleError::NeedsReason),
        }
    }

    fn write(
        &mut self,
        body: Body,
        alone: Option<String>,
        signers: &[(Signer, &SigningKey)],
    ) -> Result<u64, PeopleError> {
        let mut signers = signers.to_vec();
        signers.extend(self.beside.filter(|second| signers.iter().all(|(signer, _)| *signer != second.0)));
        let number = self.scribe.write_by_all(body, alone, &signers)?.number;
        let rows = self.scribe.take_rows();
        chain::extend(&mut self.house, &rows)?;
        self.change.statements.extend(rows);
        Ok(number)
    }

    /// A new key travels with the backups to come.
    pub(super) fn seal_to_restorers<K: KindOfKey>(&mut self, key: &Key<K>) -> Result<(), PeopleError> {
        self.change.sealed_keys.push(sealed_to_restorers(key, &self.house)?);
        Ok(())
    }

    /// What is to be committed, and the house as it then is.
    pub(super) fn done(self) -> (House, Change) {
        (self.house, self.change)
    }
}

impl Vault<Verified> {
    /// A deed by the person logged in.
    pub(super) fn deed(&self, wall: WallTime) -> Deed<'_> {
        Deed::begin(self.house(), self.now(wall), self.state.account(), self.signing())
    }

    /// Writes a deed: all of it, or nothing but sealed files that nobody looks for.
    pub(super) fn commit(&mut self, (house, change): (House, Change)) -> Result<(), PeopleError> {
        for key in &change.sealed_keys {
            key.store(self.layout())?;
        }
        self.state.opened.registry.commit(&change)?;
        self.state.house = house;
        Ok(())
    }
}
