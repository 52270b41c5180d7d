//! Statements about how the house is run: rules, groups, the clock, texts, reviews, ratification, requests and answers.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::base::id::AccountId;
use crate::keys::place::KeyKind;
use crate::keys::statement::{
    AgreementText, Approval, Body, ClockCorrection, Deletion, GrantReview, GroupRuling, PolicyChange,
    Proposal, Ratification, Request, Signer,
};

use super::super::house::{House, RequestFact, ReviewFact};
use super::{Made, Refused, apply, require_two, supervisor};

/// A year, which a screening or a signature made under a wrong clock counts at most when the clock is set right.
const YEAR: Duration = Duration::from_hours(365 * 24);

pub(super) fn apply_ratification(
    house: &mut House,
    made: &Made<'_>,
    says: &Ratification,
) -> Result<(), Refused> {
    let maker = supervisor(house, made)?.account;
    let allowed = house.to_ratify_by(maker);
    if !says.numbers.iter().all(|number| allowed.contains(number)) {
        return Err("only what another decided alone, about someone else, is ratified");
    }
    house.to_ratify.retain(|number, _| !says.numbers.contains(number));
    Ok(())
}

pub(super) fn apply_policy(house: &mut House, made: &Made<'_>, says: &PolicyChange) -> Result<(), Refused> {
    require_two(house, made, None)?;
    if says.settings.iter().any(|(rule, value)| !rule.bounds().contains(value)) {
        return Err("a rule out of its bounds");
    }
    house.settings.extend(says.settings.iter().copied());
    Ok(())
}

pub(super) fn apply_group_ruling(
    house: &mut House,
    made: &Made<'_>,
    says: &GroupRuling,
) -> Result<(), Refused> {
    if !house.groups().contains(&says.group) {
        return Err("there is no such group");
    }
    if says.two_person_records && !says.two_person_identities {
        return Err("identities need two where the records do");
    }
    require_two(house, made, None)?;
    house.group_rulings.insert(says.group, *says);
    // What is not yet as it is ruled now is made anew.
    for kind in [KeyKind::GroupRecords, KeyKind::GroupIdentities] {
        let key = (kind, Some(says.group));
        if let Some((epoch, fact)) = house.current_epoch(key)
            && fact.split != house.takes_two(key)
        {
            house.owed.insert(key, epoch);
        }
    }
    Ok(())
}

/// The time never goes back behind the founding or an earlier correction. What was screened or signed under the wrong
/// clock counts no longer than it would have.
pub(super) fn apply_clock(house: &mut House, made: &Made<'_>, says: &ClockCorrection) -> Result<(), Refused> {
    if says.reason.trim().is_empty() {
        return Err("a correction has a reason in writing");
    }
    let earliest = house.corrected.map_or(house.founded_at, |(_, to)| to);
    if says.to < earliest {
        return Err("the time never goes back behind an earlier correction");
    }
    require_two(house, made, None)?;
    let latest = says.to.plus(YEAR);
    for person in house.people.values_mut() {
        if let Some(screening) = &mut person.screening {
            screening.valid_until = screening.valid_until.min(latest);
            screening.at = screening.at.min(says.to);
        }
        if let Some(signed) = &mut person.agreement {
            signed.valid_until = signed.valid_until.min(latest);
            signed.at = signed.at.min(says.to);
        }
        person.enrolled_at = person.enrolled_at.min(says.to);
    }
    house.corrected = Some((made.number, says.to));
    Ok(())
}

/// The first text is the founder's; every later one needs two.
pub(super) fn apply_text(house: &mut House, made: &Made<'_>, says: &AgreementText) -> Result<(), Refused> {
    let last = house.current_text().map_or(0, |text| text.version);
    if last.checked_add(1) != Some(says.version) {
        return Err("the versions of the agreement are counted without gaps");
    }
    if last == 0 {
        supervisor(house, made)?;
    } else {
        require_two(house, made, None)?;
    }
    house.texts.insert(says.version, *says);
    Ok(())
}

pub(super) fn apply_review(house: &mut House, made: &Made<'_>, says: &GrantReview) -> Result<(), Refused> {
    let by = supervisor(house, made)?.account;
    if says.person == Some(by) && house.needs_second(by, None) {
        return Err("nobody reviews their own grants");
    }
    if says.person.is_some_and(|person| house.person(person).is_none()) {
        return Err("there is no such account");
    }
    if says.grants != house.grants_digest(says.person) {
        return Err("what was reviewed is not what stands granted");
    }
    house.reviewed.insert(says.person, ReviewFact { by, at: made.at, grants: says.grants });
    Ok(())
}

/// Never by one alone: in the founding period it waits.
pub(super) fn apply_deletion(house: &mut House, made: &Made<'_>, says: &Deletion) -> Result<(), Refused> {
    let maker = supervisor(house, made)?.account;
    if !house.groups().contains(&says.group) {
        return Err("there is no such group");
    }
    if says.reason.trim().is_empty() {
        return Err("a deletion has a reason in writing");
    }
    if !house.needs_second(maker, None) {
        return Err("a deletion takes two, and there is no second supervisor");
    }
    require_two(house, made, None)?;
    house.deletions.insert(made.number, says.clone());
    Ok(())
}

pub(super) fn apply_request(house: &mut House, made: &Made<'_>, says: &Request) -> Result<(), Refused> {
    let by = supervisor(house, made)?.account;
    if says.reason.trim().is_empty() {
        return Err("a request has a reason in writing");
    }
    if subject(&says.proposal) == Some(by) {
        return Err("nobody asks for themselves");
    }
    let fact = RequestFact {
        proposal: says.proposal.clone(),
        reason: says.reason.clone(),
        by,
        at: made.at,
        answer: None,
        used: BTreeSet::new(),
    };
    house.requests.insert(made.number, fact);
    Ok(())
}

/// Whom a proposal is about.
fn subject(proposal: &Proposal) -> Option<AccountId> {
    match proposal {
        Proposal::Grant { account, .. } => Some(*account),
        Proposal::Fact(body) => match &**body {
            Body::Screening(says) => Some(says.account),
            _ => None,
        },
        Proposal::Rekey { .. } => None,
    }
}

/// Another supervisor says yes or no; whoever asked may only withdraw. A fact takes effect here.
pub(super) fn apply_approval(house: &mut House, made: &Made<'_>, says: &Approval) -> Result<(), Refused> {
    let maker = supervisor(house, made)?.account;
    let hash = house.hash_of(says.request);
    let request = house.requests.get_mut(&says.request).ok_or("there is no such request")?;
    if request.answer.is_some() {
        return Err("the request was answered already");
    }
    if hash != Some(says.hash) {
        return Err("what was approved is not what was asked for");
    }
    if says.approved && request.by == maker {
        return Err("nobody approves their own request");
    }
    if says.approved && subject(&request.proposal) == Some(maker) {
        return Err("nobody decides about themselves");
    }
    request.answer = Some((maker, says.approved));
    let asker = request.by;
    let proposal = request.proposal.clone();
    if !says.approved {
        return Ok(());
    }
    if !house.supervisors().any(|other| other.account == maker) {
        return Err("its maker has not signed the agreement");
    }
    if let Proposal::Fact(body) = proposal {
        let seconded = Made {
            number: made.number,
            at: made.at,
            maker: Signer::Account(asker),
            seconds: vec![Signer::Account(maker)],
            alone: None,
        };
        apply(house, &seconded, &body)?;
    }
    Ok(())
}
