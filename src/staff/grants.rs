//! Grants: giving people access to groups, taking it away, and reviewing what stands. Only what one holds can be given,
//! only to someone else, only to who is screened and bound by the agreement.

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId};
use crate::keys::place::{Holder, KeyKind};
use crate::keys::share::SHARES_NEEDED;
use crate::keys::statement::{Body, Grant, GrantReview, Revocation, Taken};
use crate::policy::{Act, Permit};
use crate::vault::Vault;
use crate::vault::registry::{DroppedWraps, WrapRow};

use super::deed::{Consent, Deed, PeopleError, require};
use super::entitled::Bound;
use super::house::KeyName;
use super::newkey::wrapped_to_bound;
use super::verified::Verified;

/// How much of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Width {
    /// Records, under client codes.
    Records,
    /// Records, and who the clients are.
    RecordsAndIdentities,
}

impl Width {
    /// The kinds of keys that it takes.
    pub(super) const fn kinds(self) -> &'static [KeyKind] {
        match self {
            Self::Records => &[KeyKind::GroupRecords],
            Self::RecordsAndIdentities => &[KeyKind::GroupRecords, KeyKind::GroupIdentities],
        }
    }
}

impl Vault<Verified> {
    /// Gives a person access to a group, until a time or for as long as the account is open. What they have already is
    /// kept; giving it until later is widening too.
    pub fn grant(
        &mut self,
        permit: &Permit,
        account: AccountId,
        (group, width): (GroupId, Width),
        until: Option<WallTime>,
        consent: Consent<'_>,
        wall: WallTime,
    ) -> Result<(), PeopleError> {
        require(permit, &[Act::Grant])?;
        let mut deed = self.deed(wall);
        self.granting(&mut deed, account, (group, width, until), consent, self.now(wall))?;
        let done = deed.done();
        self.commit(done)
    }

    /// States the grants of a group's keys.
    pub(super) fn granting(
        &self,
        deed: &mut Deed<'_>,
        account: AccountId,
        (group, width, until): (GroupId, Width, Option<WallTime>),
        consent: Consent<'_>,
        now: WallTime,
    ) -> Result<(), PeopleError> {
        if account == self.state.account() {
            return Err(PeopleError::OwnCase);
        }
        if until.is_some_and(|until| until <= now) {
            return Err(PeopleError::BadInput("end"));
        }
        if !self.kinds_to_share(account, group, width).is_empty() {
            return Err(PeopleError::TakesTwo);
        }
        self.granting_with(deed, account, (group, width, until), &[], (consent, now))
    }

    /// The same, with shares of those keys that are split and that the person does not hold yet.
    pub(super) fn granting_with(
        &self,
        deed: &mut Deed<'_>,
        account: AccountId,
        (group, width, until): (GroupId, Width, Option<WallTime>),
        shares: &[WrapRow],
        (consent, now): (Consent<'_>, WallTime),
    ) -> Result<(), PeopleError> {
        for kind in width.kinds() {
            let key = (*kind, Some(group));
            let row = match shares.iter().find(|row| row.kind == *kind) {
                Some(share) => Some(share.clone()),
                None if deed.house.is_split(key) => None,
                None => Some(self.whole_row(deed.house.bound(account, now)?, key)?),
            };
            grant_key(deed, key, row, (account, until), consent)?;
        }
        Ok(())
    }

    /// A key that is not split, wrapped to someone.
    fn whole_row(&self, to: Bound<'_>, (kind, group): KeyName) -> Result<WrapRow, PeopleError> {
        let held = group.and_then(|group| self.group(group)).ok_or(PeopleError::NotHeld)?;
        match kind {
            KeyKind::GroupIdentities => {
                let identities = held.identities.as_ref().ok_or(PeopleError::NotHeld)?;
                Ok(wrapped_to_bound(&**identities, to))
            }
            _ => Ok(wrapped_to_bound(&*held.records, to)),
        }
    }
}

/// States the grant of one key. What is wrapped already stays as it is; the statement only says until when.
fn grant_key(
    deed: &mut Deed<'_>,
    key: KeyName,
    row: Option<WrapRow>,
    (account, until): (AccountId, Option<WallTime>),
    consent: Consent<'_>,
) -> Result<(), PeopleError> {
    let epoch = match &row {
        Some(row) => row.epoch,
        None => deed.house.current_epoch(key).map_or(0, |(epoch, _)| epoch),
    };
    let before = deed.house.person(account).and_then(|person| person.grants.get(&key).cloned());
    let wrapped = before.as_ref().and_then(|held| held.epochs.get(&epoch).copied());
    let same = wrapped.is_some() && before.as_ref().is_some_and(|held| held.until == until);
    if same {
        return Ok(());
    }
    let fresh = row.as_ref().map(|row| row.wrap.digest());
    let wrap = wrapped.or(fresh).ok_or(PeopleError::TakesTwo)?;
    let request = match consent {
        Consent::Approved(number) => Some(number),
        _ => None,
    };
    let (kind, group) = key;
    let grant = Grant { account, kind, group, epoch, wrap, valid_until: until, request };
    let shorter = wrapped.is_some()
        && until.is_some_and(|until| before.is_some_and(|held| held.until.is_none_or(|was| until <= was)));
    if shorter {
        deed.say(Body::Grant(Grant { request: None, ..grant }))?;
    } else {
        deed.say_with(Body::Grant(grant), consent, Some(account))?;
    }
    if wrapped.is_none() {
        deed.change.wraps.extend(row);
    }
    Ok(())
}

impl Vault<Verified> {
    /// Takes a key away, of every epoch: the statement, and the wraps are dropped. What must be made anew after it is in
    /// [`super::House::rekey_owed`]. Closing the whole account is [`leave`](Self::leave).
    pub fn revoke(
        &mut self,
        permit: &Permit,
        account: AccountId,
        key: KeyName,
        reason: &str,
        wall: WallTime,
    ) -> Result<(), PeopleError> {
        require(permit, &[Act::Revoke])?;
        let mut deed = self.deed(wall);
        revocation(&mut deed, account, Taken::Key(key.0, key.1), reason)?;
        let done = deed.done();
        self.commit(done)
    }

    /// Signs that what stands granted, to one person or to everyone, is still needed.
    pub fn review_grants(
        &mut self,
        permit: &Permit,
        person: Option<AccountId>,
        wall: WallTime,
    ) -> Result<(), PeopleError> {
        require(permit, &[Act::GrantReview])?;
        let mut deed = self.deed(wall);
        let grants = self.house().grants_digest(person);
        deed.say(Body::GrantReview(GrantReview { grants, person }))?;
        let done = deed.done();
        self.commit(done)
    }
}

/// States that something is taken away, and drops the wraps.
pub(super) fn revocation(
    deed: &mut Deed<'_>,
    account: AccountId,
    what: Taken,
    reason: &str,
) -> Result<(), PeopleError> {
    if reason.trim().is_empty() {
        return Err(PeopleError::NeedsReason);
    }
    let before = deed.house.person(account).ok_or(PeopleError::Unknown("account"))?;
    let held: Vec<KeyName> = before.grants.keys().copied().collect();
    if let Taken::Key(kind, group) = what {
        let key = (kind, group);
        let others = deed.house.holders(key).filter(|person| person.account != account).count();
        if deed.house.is_split(key) && others < usize::from(SHARES_NEEDED) {
            return Err(PeopleError::FewHolders(others));
        }
    }
    deed.say(Body::Revocation(Revocation { account, what, reason: reason.trim().to_owned() }))?;
    let after = deed.house.person(account).ok_or(PeopleError::Unknown("account"))?;
    let gone = held.into_iter().filter(|key| !after.holds(*key) && key.0 != KeyKind::Registry);
    let holder = Holder::Account(account);
    let dropped = gone.map(|(kind, group)| DroppedWraps { kind, group, holder });
    deed.change.dropped_wraps.extend(dropped.collect::<Vec<_>>());
    Ok(())
}
