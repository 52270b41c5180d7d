//! Who is entitled to which statement, judged at its place in the chain and never by claimed time.
//!
//! Pure: takes the house as it stands before the statement, and the statement's maker, whose signature is verified
//! elsewhere. A refusal is a reason in plain words.

use std::collections::BTreeMap;

use crate::base::id::AccountId;
use crate::crypto::hpke::KemPublic;
use crate::keys::place::{Holder, KeyKind};
use crate::keys::statement::{Agreement, Body, Enrolment, Epoch, Grant, Screening, Signer};
use crate::policy::Role;

use super::house::{AgreementFact, EpochFact, House, KeyName, Person, ScreeningFact};

type Refused = &'static str;

/// Applies a statement to the house, if its maker was entitled to make it.
pub(super) fn apply(house: &mut House, maker: Signer, body: &Body) -> Result<(), Refused> {
    match body {
        Body::Enrolment(enrolment) => apply_enrolment(house, maker, enrolment),
        Body::Screening(screening) => apply_screening(house, maker, screening),
        Body::Agreement(agreement) => apply_agreement(house, maker, agreement),
        Body::Grant(grant) => apply_grant(house, maker, grant),
        Body::Epoch(epoch) => apply_epoch(house, maker, epoch),
        Body::Founding(_) => Err("a vault is founded once"),
    }
}

/// The screened supervisor who made a statement.
fn supervisor(house: &House, maker: Signer) -> Result<&Person, Refused> {
    let Signer::Account(account) = maker else {
        return Err("the recovery key makes none of these statements");
    };
    let person = house.person(account).ok_or("its maker is not enrolled")?;
    if person.role != Role::Supervisor {
        return Err("its maker is no supervisor");
    }
    if person.screening.is_none() {
        return Err("its maker is not screened");
    }
    Ok(person)
}

fn apply_enrolment(house: &mut House, maker: Signer, enrolment: &Enrolment) -> Result<(), Refused> {
    let founding = house.founding();
    if house.person(enrolment.account).is_some() {
        return Err("the account is enrolled already");
    }
    if house.people().any(|person| person.login == enrolment.login) {
        return Err("the login is taken");
    }
    if enrolment.account == founding.founder {
        if maker != Signer::Account(founding.founder) || enrolment.role != Role::Supervisor {
            return Err("the founder enrols as a supervisor, by their own hand");
        }
        if enrolment.public != founding.founder_public {
            return Err("the founder's keys are those of the founding statement");
        }
    } else {
        supervisor(house, maker)?;
    }
    let person = Person {
        account: enrolment.account,
        name: enrolment.name.clone(),
        login: enrolment.login.clone(),
        job_title: enrolment.job_title.clone(),
        role: enrolment.role,
        public: enrolment.public.clone(),
        screening: None,
        agreement: None,
        grants: BTreeMap::new(),
    };
    house.people.insert(enrolment.account, person);
    Ok(())
}

fn apply_screening(house: &mut House, maker: Signer, screening: &Screening) -> Result<(), Refused> {
    let screened = house.person(screening.account).ok_or("the account is not enrolled")?;
    let own = maker == Signer::Account(screening.account);
    match &screening.founding_exemption {
        Some(reason) => {
            let founder = own && screening.account == house.founding().founder;
            let first = screened.screening.is_none() && house.people().count() == 1;
            if !founder || !first || !screening.passed || reason.trim().is_empty() {
                return Err("only the founder, alone and with a reason, is exempt from being screened");
            }
        }
        None if own => return Err("nobody screens themselves"),
        None => drop(supervisor(house, maker)?),
    }
    let exemption = screening.founding_exemption.is_some();
    let fact = ScreeningFact { valid_until: screening.valid_until, exemption };
    if let Some(person) = house.people.get_mut(&screening.account) {
        person.screening = screening.passed.then_some(fact);
    }
    Ok(())
}

fn apply_agreement(house: &mut House, maker: Signer, agreement: &Agreement) -> Result<(), Refused> {
    if maker != Signer::Account(agreement.account) {
        return Err("everyone signs the agreement for themselves");
    }
    let person = house.people.get_mut(&agreement.account).ok_or("the account is not enrolled")?;
    if person.screening.is_none() {
        return Err("screening comes before the agreement");
    }
    let Agreement { version, text, valid_until, .. } = *agreement;
    person.agreement = Some(AgreementFact { version, text, valid_until });
    Ok(())
}

fn apply_grant(house: &mut House, maker: Signer, grant: &Grant) -> Result<(), Refused> {
    let key: KeyName = (grant.kind, grant.group);
    let granter = supervisor(house, maker)?;
    let epoch = house.epochs.get(&key).and_then(|epochs| epochs.get(&grant.epoch));
    let epoch = epoch.ok_or("there is no such key")?;
    let named_at_making = epoch.wraps.get(&Holder::Account(grant.account)).copied();
    if named_at_making.is_some_and(|wrap| wrap != grant.wrap) {
        return Err("its wrap is not the one the epoch names");
    }
    if grant.account == granter.account {
        // Whoever made a key holds it already, so saying so gives them nothing.
        if epoch.maker != maker || named_at_making.is_none() {
            return Err("nobody grants themselves a key");
        }
    } else if granter.granted_wrap(key, grant.epoch).is_none() {
        return Err("only what one holds can be granted");
    }
    may_hold(house, grant.account, key)?;
    if let Some(person) = house.people.get_mut(&grant.account) {
        person.grants.entry(key).or_default().insert(grant.epoch, grant.wrap);
    }
    Ok(())
}

#[expect(clippy::match_same_arms, reason = "refusals are read from top to bottom, what is left is allowed")]
/// Screening comes before any wrap, the agreement before any group's, and each role has keys it never holds.
fn may_hold(house: &House, account: AccountId, key: KeyName) -> Result<(), Refused> {
    let person = house.person(account).ok_or("the account is not enrolled")?;
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

fn apply_epoch(house: &mut House, maker: Signer, epoch: &Epoch) -> Result<(), Refused> {
    let key: KeyName = (epoch.kind, epoch.group);
    let maker_account = supervisor(house, maker)?.account;
    if epoch.kind.is_of_group() != epoch.group.is_some() {
        return Err("a group's key names a group, and no other does");
    }
    let last = house.current_epoch(key).map_or(0, |(last, _)| last);
    if last.checked_add(1) != Some(epoch.epoch) {
        return Err("the epochs of a key are counted without gaps");
    }
    if last > 0 && house.person(maker_account).is_none_or(|person| person.granted_wrap(key, last).is_none()) {
        return Err("only who holds a key makes its next epoch");
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
        if *account != maker_account && !held_before {
            return Err("a new epoch gives no one a key they did not hold");
        }
    }
    carry_over(house, key, last, epoch.epoch, &wraps);
    let fact = EpochFact { check: epoch.check, public: epoch.public.clone(), wraps, maker };
    house.epochs.entry(key).or_default().insert(epoch.epoch, fact);
    Ok(())
}

/// Those who held the epoch before hold the new one, as far as it is wrapped to them.
fn carry_over(
    house: &mut House,
    key: KeyName,
    last: u32,
    next: u32,
    wraps: &BTreeMap<Holder, crate::crypto::hash::Digest>,
) {
    for person in house.people.values_mut() {
        let Some(wrap) = wraps.get(&Holder::Account(person.account)) else { continue };
        if let Some(epochs) = person.grants.get_mut(&key).filter(|epochs| epochs.contains_key(&last)) {
            epochs.insert(next, *wrap);
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
