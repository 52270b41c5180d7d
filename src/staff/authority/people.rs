//! Statements about people: enrolment, screening, agreement, and the end of an access.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::clock::WallTime;
use crate::base::id::AccountId;
use crate::crypto::hash::Digest;
use crate::keys::keyslot::AccountPublic;
use crate::keys::place::KeyKind;
use crate::keys::statement::{Agreement, Enrolment, RecoveryEnrolment, Revocation, Screening, Signer, Taken};
use crate::policy::Role;

use super::super::house::{
    AgreementFact, Holding, House, KeyName, MadeAlone, Person, ScreeningFact, TakenFact,
};
use super::{Made, Refused, require_two, supervisor};

/// The registry's own key.
const REGISTRY: KeyName = (KeyKind::Registry, None);

/// Who someone is to be.
struct Newcomer<'s> {
    account: AccountId,
    name: &'s str,
    login: &'s str,
    job_title: &'s str,
    role: Role,
    public: &'s AccountPublic,
}

fn newcomer(house: &House, at: WallTime, new: &Newcomer<'_>) -> Result<Person, Refused> {
    if house.person(new.account).is_some() {
        return Err("the account is enrolled already");
    }
    if house.person_called(new.login).is_some() {
        return Err("the login is taken");
    }
    if house
        .people()
        .any(|known| known.public.signing == new.public.signing || known.public.kem == new.public.kem)
    {
        return Err("the keys are another account's");
    }
    Ok(Person {
        account: new.account,
        name: new.name.to_owned(),
        login: new.login.to_owned(),
        job_title: new.job_title.to_owned(),
        role: new.role,
        public: new.public.clone(),
        enrolled_at: at,
        screening: None,
        agreement: None,
        widened: false,
        grants: BTreeMap::new(),
        taken: BTreeMap::new(),
        left: None,
        covered: BTreeSet::new(),
        first_group: None,
    })
}

pub(super) fn apply_enrolment(house: &mut House, made: &Made<'_>, says: &Enrolment) -> Result<(), Refused> {
    let founding = house.founding();
    if says.account == founding.founder {
        if made.maker != Signer::Account(founding.founder) || says.role != Role::Supervisor {
            return Err("the founder enrols as a supervisor, by their own hand");
        }
        if says.public != founding.founder_public {
            return Err("the founder's keys are those of the founding statement");
        }
    } else if says.role == Role::Supervisor {
        // About them, who will be a supervisor: nobody ratifies their own enrolment.
        require_two(house, made, Some(says.account))?;
    } else {
        supervisor(house, made)?;
    }
    let Enrolment { account, name, login, job_title, role, public } = says;
    let new = Newcomer { account: *account, name, login, job_title, role: *role, public };
    let person = newcomer(house, made.at, &new)?;
    house.people.insert(says.account, person);
    Ok(())
}

/// By the recovery key alone: a supervisor who is exempt from screening and holds the registry's key, nothing more.
pub(super) fn apply_recovery_enrolment(
    house: &mut House,
    made: &Made<'_>,
    says: &RecoveryEnrolment,
) -> Result<(), Refused> {
    if made.maker != Signer::Recovery {
        return Err("only the recovery key enrols by recovery");
    }
    if house.current_epoch(REGISTRY).is_none_or(|(epoch, _)| epoch != says.epoch) {
        return Err("the registry's key is not of the epoch in use");
    }
    let RecoveryEnrolment { account, name, login, job_title, public, .. } = says;
    let new = Newcomer { account: *account, name, login, job_title, role: Role::Supervisor, public };
    let mut person = newcomer(house, made.at, &new)?;
    person.screening = Some(ScreeningFact {
        valid_until: says.valid_until,
        exemption: true,
        number: made.number,
        by: made.maker,
        at: made.at,
        details: Digest::ZERO,
    });
    let epochs = BTreeMap::from([(says.epoch, says.wrap)]);
    let held = Holding { epochs, until: None, number: made.number, by: made.maker, at: made.at };
    person.grants.insert(REGISTRY, held);
    house.people.insert(says.account, person);
    Ok(())
}

pub(super) fn apply_screening(house: &mut House, made: &Made<'_>, says: &Screening) -> Result<(), Refused> {
    let person = house.person(says.account).ok_or("the account is not enrolled")?;
    if !person.is_here() {
        return Err("the account is closed");
    }
    if let Some(reason) = &says.founding_exemption {
        may_exempt_themselves(house, made, person)?;
        if !says.passed || reason.trim().is_empty() {
            return Err("an exemption has a reason in writing");
        }
        if person.screening.is_some() {
            let alone = MadeAlone { by: says.account, about: Some(says.account), reason: reason.clone() };
            house.to_ratify.insert(made.number, alone);
        }
    } else if made.maker == Signer::Account(says.account) {
        return Err("nobody screens themselves");
    } else if says.passed && says.details == Digest::ZERO {
        return Err("a screening says what was checked");
    } else {
        require_two(house, made, Some(says.account))?;
    }
    let fact = ScreeningFact {
        valid_until: says.valid_until,
        exemption: says.founding_exemption.is_some(),
        number: made.number,
        by: made.maker,
        at: made.at,
        details: says.details,
    };
    if let Some(person) = house.people.get_mut(&says.account) {
        person.screening = says.passed.then_some(fact);
    }
    Ok(())
}

/// The founder, while nobody else is enrolled; later a supervisor who is the only one there is, whose screening or
/// exemption stood before: nobody could screen them.
fn may_exempt_themselves(house: &House, made: &Made<'_>, person: &Person) -> Result<(), Refused> {
    if made.maker != Signer::Account(person.account) {
        return Err("an exemption is claimed by the person themselves");
    }
    let founder = person.account == house.founding().founder;
    let first = founder && person.screening.is_none() && house.people().count() == 1;
    let only = person.role == Role::Supervisor
        && person.screening.is_some()
        && house.seconds(person.account, None).next().is_none();
    if first || only {
        Ok(())
    } else {
        Err("only the founder, alone and with a reason, is exempt from being screened")
    }
}

pub(super) fn apply_agreement(house: &mut House, made: &Made<'_>, says: &Agreement) -> Result<(), Refused> {
    if made.maker != Signer::Account(says.account) {
        return Err("everyone signs the agreement for themselves");
    }
    let current = house.current_text().ok_or("there is no agreement to sign")?;
    if says.version != current.version || ![current.english, current.romanian].contains(&says.text) {
        return Err("what was signed is not the current text");
    }
    let person = house.people.get_mut(&says.account).ok_or("the account is not enrolled")?;
    if !person.is_here() {
        return Err("the account is closed");
    }
    if person.screening.is_none() {
        return Err("screening comes before the agreement");
    }
    person.agreement = Some(AgreementFact {
        version: says.version,
        text: says.text,
        valid_until: says.valid_until,
        number: made.number,
        at: made.at,
        typed_name: says.typed_name.clone(),
    });
    person.widened = false;
    person.covered = person.grants.keys().copied().filter(|key| key.1.is_some()).collect();
    person.first_group = None;
    Ok(())
}

pub(super) fn apply_revocation(house: &mut House, made: &Made<'_>, says: &Revocation) -> Result<(), Refused> {
    supervisor(house, made)?;
    let person = house.person(says.account).ok_or("the account is not enrolled")?;
    if !person.is_here() {
        return Err("the account is closed already");
    }
    if says.reason.trim().is_empty() {
        return Err("taking away has a reason in writing");
    }
    let keys: Vec<KeyName> = match says.what {
        Taken::Account => {
            if house.supervisors().all(|other| other.account == says.account) {
                return Err("the last supervisor stays");
            }
            person.grants.keys().copied().collect()
        }
        Taken::Key(KeyKind::Registry, _) => return Err("the registry's key goes with the account"),
        Taken::Key(kind, group) => {
            let identities = (KeyKind::GroupIdentities, group);
            let with_it = (kind == KeyKind::GroupRecords).then_some(identities);
            let keys = std::iter::once((kind, group)).chain(with_it);
            keys.filter(|key| person.holds(*key)).collect()
        }
    };
    if keys.is_empty() && says.what != Taken::Account {
        return Err("nothing of it was granted");
    }
    take(house, made, says, &keys);
    Ok(())
}

/// Takes keys away and notes which must be made anew.
fn take(house: &mut House, made: &Made<'_>, says: &Revocation, keys: &[KeyName]) {
    let fact = TakenFact { by: made.maker, at: made.at, reason: Some(says.reason.clone()) };
    for key in keys {
        let current = house.current_epoch(*key).map(|(epoch, _)| epoch);
        let Some(person) = house.people.get_mut(&says.account) else { continue };
        let held = person.grants.remove(key);
        person.taken.insert(*key, fact.clone());
        if let Some(epoch) = current.filter(|epoch| held.is_some_and(|held| held.epochs.contains_key(epoch)))
        {
            house.owed.insert(*key, epoch);
        }
    }
    if says.what == Taken::Account {
        // Whatever someone held who leaves: the registry and the log are to be closed to them.
        for key in [REGISTRY, (KeyKind::LogReader, None)] {
            let current = house.current_epoch(key).map(|(epoch, _)| epoch);
            house.owed.extend(current.map(|epoch| (key, epoch)));
        }
    }
    if says.what == Taken::Account
        && let Some(person) = house.people.get_mut(&says.account)
    {
        person.left = Some(made.number);
    }
}
