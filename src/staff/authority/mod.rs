//! Who is entitled to which statement, judged at its place in the chain and never by claimed time.
//!
//! Pure: takes the house as it stands before the statement, and who made it, whose signatures are verified elsewhere. A
//! refusal is a reason in plain words.

mod handing;
mod people;
mod recovery;
mod rulings;

use crate::base::clock::WallTime;
use crate::base::id::AccountId;
use crate::keys::statement::{Body, Signer, Statement};
use crate::policy::Role;

use super::house::{House, KeyName, MadeAlone, Person};

pub(super) use handing::is_orphan;

/// Why a statement counts for nothing.
type Refused = &'static str;

/// How a statement came to be.
pub(super) struct Made<'s> {
    number: u64,
    at: WallTime,
    maker: Signer,
    /// Who else signed.
    seconds: Vec<Signer>,
    alone: Option<&'s str>,
}

impl<'s> Made<'s> {
    /// As the statement says; nothing if nobody signed it.
    pub(super) fn of(statement: &'s Statement) -> Option<Self> {
        let mut signers = statement.signatures.iter().map(|(signer, _)| *signer);
        Some(Self {
            number: statement.number,
            at: statement.made_at,
            maker: signers.next()?,
            seconds: signers.collect(),
            alone: statement.alone.as_deref().filter(|reason| !reason.trim().is_empty()),
        })
    }
}

/// Applies a statement to the house, if those who made it were entitled to.
pub(super) fn apply(house: &mut House, made: &Made<'_>, body: &Body) -> Result<(), Refused> {
    judge(house, made, body)?;
    if !matches!(body, Body::Epoch(_) | Body::Grant(_)) {
        house.dealing_since = made.number + 1;
    }
    Ok(())
}

fn judge(house: &mut House, made: &Made<'_>, body: &Body) -> Result<(), Refused> {
    match body {
        Body::Founding(_) => Err("a vault is founded once"),
        Body::Enrolment(says) => people::apply_enrolment(house, made, says),
        Body::Screening(says) => people::apply_screening(house, made, says),
        Body::Agreement(says) => people::apply_agreement(house, made, says),
        Body::RecoveryEnrolment(says) => people::apply_recovery_enrolment(house, made, says),
        Body::RecoveryRotation(says) => recovery::apply_rotation(house, made, says),
        Body::RecoveryWrap(says) => recovery::apply_wrap(house, made, says),
        Body::Revocation(says) => people::apply_revocation(house, made, says),
        Body::Grant(says) => handing::apply_grant(house, made, says),
        Body::Epoch(says) => handing::apply_epoch(house, made, says),
        Body::Ratification(says) => rulings::apply_ratification(house, made, says),
        Body::Policy(says) => rulings::apply_policy(house, made, says),
        Body::GroupFacts(says) => rulings::apply_group_ruling(house, made, says),
        Body::ClockCorrection(says) => rulings::apply_clock(house, made, says),
        Body::AgreementText(says) => rulings::apply_text(house, made, says),
        Body::GrantReview(says) => rulings::apply_review(house, made, says),
        Body::Deletion(says) => rulings::apply_deletion(house, made, says),
        Body::Request(says) => rulings::apply_request(house, made, says),
        Body::Approval(says) => rulings::apply_approval(house, made, says),
    }
}

/// How many of those who signed hold this epoch of a key.
fn holders_among(house: &House, made: &Made<'_>, key: KeyName, epoch: u32) -> usize {
    let signers = std::iter::once(made.maker).chain(made.seconds.iter().copied());
    let holds = |signer: &Signer| {
        let Signer::Account(account) = signer else { return false };
        let person = house.person(*account).filter(|person| person.is_here() && person.screening.is_some());
        person.is_some_and(|person| person.granted_wrap(key, epoch).is_some())
    };
    signers.filter(holds).count()
}

/// The screened supervisor who made a statement.
fn supervisor<'h>(house: &'h House, made: &Made<'_>) -> Result<&'h Person, Refused> {
    let Signer::Account(account) = made.maker else {
        return Err("the recovery key makes none of these statements");
    };
    let person = house.person(account).ok_or("its maker is not enrolled")?;
    if !person.is_here() {
        return Err("its maker's account is closed");
    }
    if person.role != Role::Supervisor {
        return Err("its maker is no supervisor");
    }
    if person.screening.is_none() {
        return Err("its maker is not screened");
    }
    Ok(person)
}

/// What needs two: another supervisor, not the one it is about, signed too. Where there is no such supervisor, the maker
/// gives a reason in writing, and it is noted for the next one who comes.
fn require_two(house: &mut House, made: &Made<'_>, about: Option<AccountId>) -> Result<(), Refused> {
    let maker = supervisor(house, made)?.account;
    if about == Some(maker) {
        return Err("nobody decides about themselves");
    }
    if house.needs_second(maker, about) {
        let seconded =
            house.seconds(maker, about).any(|other| made.seconds.contains(&Signer::Account(other.account)));
        return if seconded { Ok(()) } else { Err("a second supervisor has not signed") };
    }
    let reason = made.alone.ok_or("one supervisor alone gives a reason in writing")?;
    let alone = MadeAlone { by: maker, about, reason: reason.to_owned() };
    house.to_ratify.insert(made.number, alone);
    Ok(())
}
