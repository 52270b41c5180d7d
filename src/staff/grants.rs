//! Grants: giving people access to groups, taking it away, and reviewing what stands. Only what one holds can be given,
//! only to someone else, only to who is screened and bound by the agreement.

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId};
use crate::keys::place::{Holder, KeyKind};
use crate::keys::statement::{Body, Grant, GrantReview, Revocation, Taken};
use crate::policy::{Act, Permit};
use crate::vault::Vault;
use crate::vault::registry::{DroppedWraps, WrapRow};

use super::deed::{Consent, Deed, PeopleError, require};
use super::house::KeyName;
use super::newkey::{grant_of, wrapped_to_bound};
use super::verified::Verified;

/// How much of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Width {
    /// Records, under client codes.
    Records,
    /// Records, and who the clients are.
    RecordsAndIdentities,
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
        let held = self.group(group).ok_or(PeopleError::NotHeld)?;
        let to = deed.house.bound(account, now)?;
        let mut rows = vec![wrapped_to_bound(&*held.records, to)];
        if width == Width::RecordsAndIdentities {
            let identities = held.identities.as_ref().ok_or(PeopleError::NotHeld)?;
            rows.push(wrapped_to_bound(&**identities, to));
        }
        for row in rows {
            self.grant_row(deed, row, account, until, consent)?;
        }
        Ok(())
    }

    fn grant_row(
        &self,
        deed: &mut Deed<'_>,
        row: WrapRow,
        account: AccountId,
        until: Option<WallTime>,
        consent: Consent<'_>,
    ) -> Result<(), PeopleError> {
        let key: KeyName = (row.kind, row.group);
        let before = deed.house.person(account).and_then(|person| person.grants.get(&key).cloned());
        let wrapped = before.as_ref().and_then(|held| held.epochs.get(&row.epoch).copied());
        let same = wrapped.is_some() && before.as_ref().is_some_and(|held| held.until == until);
        if same {
            return Ok(());
        }
        // What is wrapped already stays as it is; the statement only says until when.
        let mut grant = grant_of(&row, account, until);
        grant.wrap = wrapped.unwrap_or(grant.wrap);
        if let Consent::Approved(number) = consent {
            grant.request = Some(number);
        }
        let shorter = wrapped.is_some()
            && until
                .is_some_and(|until| before.is_some_and(|held| held.until.is_none_or(|was| until <= was)));
        if shorter {
            deed.say(Body::Grant(Grant { request: None, ..grant }))?;
        } else {
            deed.say_with(Body::Grant(grant), consent, Some(account))?;
        }
        if wrapped.is_none() {
            deed.change.wraps.push(row);
        }
        Ok(())
    }

    /// Takes a key or the whole account away: the statement, and the wraps are dropped. What must be made anew after it
    /// is in [`super::House::rekey_owed`]. Files of the account are for leaving to deal with.
    pub fn revoke(
        &mut self,
        permit: &Permit,
        account: AccountId,
        what: Taken,
        reason: &str,
        wall: WallTime,
    ) -> Result<(), PeopleError> {
        require(permit, &[Act::Revoke])?;
        let mut deed = self.deed(wall);
        revocation(&mut deed, account, what, reason)?;
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
    deed.say(Body::Revocation(Revocation { account, what, reason: reason.trim().to_owned() }))?;
    let after = deed.house.person(account).ok_or(PeopleError::Unknown("account"))?;
    let gone = held.into_iter().filter(|key| !after.holds(*key) && key.0 != KeyKind::Registry);
    let holder = Holder::Account(account);
    let dropped = gone.map(|(kind, group)| DroppedWraps { kind, group, holder });
    deed.change.dropped_wraps.extend(dropped.collect::<Vec<_>>());
    Ok(())
}
