//! Statements that hand keys on: grants, and new epochs of keys.

use std::collections::BTreeMap;

use crate::base::clock::WallTime;
use crate::base::id::AccountId;
use crate::crypto::hash::Digest;
use crate::crypto::hpke::KemPublic;
use crate::keys::place::{Holder, KeyKind};
use crate::keys::share::{MOST_SHARES, SHARES_NEEDED};
use crate::keys::statement::{Epoch, Grant, Proposal, Signer};
use crate::policy::Role;

use super::super::house::{EpochFact, Holding, House, KeyName, RequestFact, TakenFact};
use super::{Made, Refused, holders_among, require_two, supervisor};

pub(super) fn apply_grant(house: &mut House, made: &Made<'_>, grant: &Grant) -> Result<(), Refused> {
    let key: KeyName = (grant.kind, grant.group);
    let granter = supervisor(house, made)?;
    let epoch = house.epochs.get(&key).and_then(|epochs| epochs.get(&grant.epoch));
    let epoch = epoch.ok_or("there is no such key")?;
    let named_at_making = epoch.wraps.get(&Holder::Account(grant.account)).copied();
    let own = grant.account == granter.account;
    if own {
        // Whoever made a key holds it already, so saying so gives them nothing.
        let made_it = epoch.maker == made.maker && named_at_making == Some(grant.wrap) && !granter.holds(key);
        if !made_it {
            return Err("nobody grants themselves a key");
        }
    } else if granter.granted_wrap(key, grant.epoch).is_none() {
        return Err("only what one holds can be granted");
    }
    may_hold(house, grant.account, key)?;
    let holds_it = house.person(grant.account).is_some_and(|p| p.granted_wrap(key, grant.epoch).is_some());
    if epoch.split && !holds_it {
        dealt_by_two(house, made, (key, grant.epoch), epoch)?;
    }
    let person = house.person(grant.account).ok_or("the account is not enrolled")?;
    let before = person.grants.get(&key);
    let widens = before.is_none_or(|held| {
        !held.epochs.contains_key(&grant.epoch) || later_end(held.until, grant.valid_until)
    });
    if grant.kind.is_of_group() && !own && widens {
        match grant.request {
            Some(number) => use_for_grant(house, made, number, grant)?,
            None => require_two(house, made, Some(grant.account))?,
        }
    }
    hand(house, made, grant, own);
    Ok(())
}

/// A share is handed on by two who hold one, when the key is split and not later: every change of those who hold one
/// is a new epoch.
fn dealt_by_two(
    house: &House,
    made: &Made<'_>,
    (key, number): (KeyName, u32),
    epoch: &EpochFact,
) -> Result<(), Refused> {
    if epoch.number < house.dealing_since {
        return Err("a share is handed on when its key is split, and not later");
    }
    if holders_among(house, made, key, number) < usize::from(SHARES_NEEDED) {
        return Err("two who hold a share have not signed");
    }
    Ok(())
}

fn later_end(before: Option<WallTime>, next: Option<WallTime>) -> bool {
    match (before, next) {
        (Some(before), Some(next)) => next > before,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

/// Notes what was granted, and whether it is more than the agreement was signed for.
fn hand(house: &mut House, made: &Made<'_>, grant: &Grant, own: bool) {
    let key: KeyName = (grant.kind, grant.group);
    let Some(person) = house.people.get_mut(&grant.account) else { return };
    let mut epochs = person.grants.remove(&key).map_or_else(BTreeMap::new, |held| held.epochs);
    epochs.insert(grant.epoch, grant.wrap);
    let held = Holding { epochs, until: grant.valid_until, number: made.number, by: made.maker, at: made.at };
    person.grants.insert(key, held);
    person.taken.remove(&key);
    if !grant.kind.is_of_group() || person.covered.contains(&key) {
        return;
    }
    if own {
        person.covered.insert(key);
    } else if person.covered.is_empty() && person.first_group.is_none_or(|first| Some(first) == grant.group) {
        person.first_group = grant.group;
    } else {
        person.widened = true;
    }
}

#[expect(clippy::match_same_arms, reason = "refusals are read from top to bottom, what is left is allowed")]
/// Screening comes before any wrap, the agreement before any group's, and each role has keys it never holds.
fn may_hold(house: &House, account: AccountId, key: KeyName) -> Result<(), Refused> {
    let person = house.person(account).ok_or("the account is not enrolled")?;
    if !person.is_here() {
        return Err("the account is closed");
    }
    if person.screening.is_none() {
        return Err("screening comes before any key");
    }
    match key.0 {
        KeyKind::Registry => Ok(()),
        KeyKind::LogReader | KeyKind::Restore if person.role == Role::Supervisor => Ok(()),
        KeyKind::LogReader | KeyKind::Restore => Err("only supervisors hold this key"),
        KeyKind::GroupRecords | KeyKind::GroupIdentities if !person.role.may_hold_group_keys() => {
            Err("this role never holds a group's key")
        }
        KeyKind::GroupRecords | KeyKind::GroupIdentities if person.agreement.is_none() => {
            Err("the agreement comes before any group's key")
        }
        KeyKind::GroupIdentities if !person.holds((KeyKind::GroupRecords, key.1)) => {
            Err("a group's records come before its identities")
        }
        KeyKind::GroupRecords | KeyKind::GroupIdentities => Ok(()),
    }
}

/// A request that was approved is used by one of the two who stand behind it, once for each key.
fn approved<'h>(
    house: &'h mut House,
    made: &Made<'_>,
    number: u64,
    kind: KeyKind,
) -> Result<&'h mut RequestFact, Refused> {
    let request = house.requests.get_mut(&number).ok_or("there is no such request")?;
    let Some((approver, true)) = request.answer else { return Err("the request was not approved") };
    if ![Signer::Account(request.by), Signer::Account(approver)].contains(&made.maker) {
        return Err("a request is used by one of the two who stand behind it");
    }
    if request.used.contains(&kind) { Err("the request was used already") } else { Ok(request) }
}

fn use_for_grant(house: &mut House, made: &Made<'_>, number: u64, grant: &Grant) -> Result<(), Refused> {
    let request = approved(house, made, number, grant.kind)?;
    let Proposal::Grant { account, group, identities, until } = &request.proposal else {
        return Err("the request is for something else");
    };
    let kind_fits = grant.kind == KeyKind::GroupRecords || *identities;
    if *account != grant.account || Some(*group) != grant.group || !kind_fits || *until != grant.valid_until {
        return Err("the request is for something else");
    }
    request.used.insert(grant.kind);
    Ok(())
}

pub(super) fn apply_epoch(house: &mut House, made: &Made<'_>, epoch: &Epoch) -> Result<(), Refused> {
    let key: KeyName = (epoch.kind, epoch.group);
    if epoch.kind.is_of_group() != epoch.group.is_some() {
        return Err("a group's key names a group, and no other does");
    }
    let last = house.current_epoch(key).map_or(0, |(last, _)| last);
    if last.checked_add(1) != Some(epoch.epoch) {
        return Err("the epochs of a key are counted without gaps");
    }
    let maker = may_make(house, made, key, last)?;
    if house.is_split(key) {
        if holders_among(house, made, key, last) < usize::from(SHARES_NEEDED) {
            return Err("two who hold a share have not signed");
        }
        if let Some(number) = epoch.request {
            use_for_epoch(house, made, number, epoch)?;
        }
    } else if last > 0 && !house.owed.contains_key(&key) {
        match epoch.request {
            Some(number) => use_for_epoch(house, made, number, epoch)?,
            None => require_two(house, made, None)?,
        }
    }
    if !public_fits(epoch) {
        return Err("the key's public half is missing or malformed");
    }
    let wraps: BTreeMap<Holder, _> = epoch.wraps.iter().copied().collect();
    if wraps.len() != epoch.wraps.len() || !wraps.contains_key(&Holder::Recovery) {
        return Err("every key is wrapped once to each holder, and to recovery");
    }
    for holder in wraps.keys() {
        let Holder::Account(account) = holder else { continue };
        let held_before = house.person(*account).is_some_and(|p| p.granted_wrap(key, last).is_some());
        let first = last == 0 || is_orphan(house, key);
        if !(held_before || first && *account == maker) {
            return Err("a new epoch gives no one a key they did not hold");
        }
    }
    let split = house.takes_two(key);
    if split && !(usize::from(SHARES_NEEDED)..=MOST_SHARES).contains(&(wraps.len() - 1)) {
        return Err("a key is split between two people at least");
    }
    let orphan = is_orphan(house, key);
    carry_over(house, made, key, (last, epoch.epoch), &wraps);
    if orphan
        && let (Some(wrap), Some(person)) = (wraps.get(&Holder::Account(maker)), house.people.get_mut(&maker))
    {
        let epochs = BTreeMap::from([(epoch.epoch, *wrap)]);
        let held = Holding { epochs, until: None, number: made.number, by: made.maker, at: made.at };
        person.grants.insert(key, held);
    }
    house.owed.remove(&key);
    let (check, public, number) = (epoch.check, epoch.public.clone(), made.number);
    let set = house.replaced.len();
    let fact = EpochFact { check, public, wraps, maker: made.maker, number, split, set };
    house.epochs.entry(key).or_default().insert(epoch.epoch, fact);
    Ok(())
}

/// A supervisor; for the next epoch one who holds the last, and where that is owed whoever holds it.
fn may_make(house: &House, made: &Made<'_>, key: KeyName, last: u32) -> Result<AccountId, Refused> {
    let Signer::Account(account) = made.maker else {
        return Err("the recovery key makes none of these statements");
    };
    let person = house.person(account).ok_or("its maker is not enrolled")?;
    if !(house.owed.contains_key(&key) && person.is_here() && person.screening.is_some()) {
        supervisor(house, made)?;
    }
    if last > 0 && person.granted_wrap(key, last).is_none() && !is_orphan(house, key) {
        return Err("only who holds a key makes its next epoch");
    }
    Ok(account)
}

/// A key of the vault's own is owed a new epoch and nobody who is here holds the last one, as after the only supervisor's
/// account was closed by one whom the recovery sheets enrolled. Without a way on, nobody would ever review the log again;
/// what was sealed to the last epoch stays closed. The key that opens backups is made so only together with other
/// recovery sheets, which two decided.
pub(in super::super) fn is_orphan(house: &House, key: KeyName) -> bool {
    let just_replaced = house.replaced.last().is_some_and(|set| house.dealing_since == set.number + 1);
    let may = match key {
        (KeyKind::LogReader, None) => true,
        (KeyKind::Restore, None) => just_replaced,
        _ => false,
    };
    may && house.owed.contains_key(&key) && house.holders(key).next().is_none()
}

fn use_for_epoch(house: &mut House, made: &Made<'_>, number: u64, epoch: &Epoch) -> Result<(), Refused> {
    let request = approved(house, made, number, epoch.kind)?;
    match &request.proposal {
        Proposal::Rekey { group } if Some(*group) == epoch.group => {
            request.used.insert(epoch.kind);
            Ok(())
        }
        _ => Err("the request is for something else"),
    }
}

/// Those who held the epoch before hold the new one, if it is wrapped to them, and else hold the key no more.
fn carry_over(
    house: &mut House,
    made: &Made<'_>,
    key: KeyName,
    (last, next): (u32, u32),
    wraps: &BTreeMap<Holder, Digest>,
) {
    for person in house.people.values_mut() {
        let held = person.grants.get_mut(&key).filter(|held| held.epochs.contains_key(&last));
        match (held, wraps.get(&Holder::Account(person.account))) {
            (Some(held), Some(wrap)) => drop(held.epochs.insert(next, *wrap)),
            (Some(_), None) => {
                drop(person.grants.remove(&key));
                let left_out = TakenFact { by: made.maker, at: made.at, reason: None };
                person.taken.insert(key, left_out);
            }
            (None, _) => {}
        }
    }
}

fn public_fits(epoch: &Epoch) -> bool {
    match (epoch.kind, epoch.public.as_deref()) {
        (KeyKind::LogReader, Some(public)) => KemPublic::from_bytes(public).is_ok(),
        (KeyKind::Restore, Some(public)) => public.len() == 32,
        (KeyKind::LogReader | KeyKind::Restore, None) => false,
        (_, public) => public.is_none(),
    }
}
