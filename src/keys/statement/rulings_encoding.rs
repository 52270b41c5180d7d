//! The bytes of the statements in `rulings`; FORMAT.md says the same.

use minicbor::decode::Error;
use minicbor::{Decoder, Encoder};

use super::encoding::{
    account, age, group, kem, read_body, read_key, read_key_name, read_public, time, write_body, write_key,
    write_key_name, write_public,
};
use super::rulings::{
    AgreementText, Approval, ClockCorrection, Deletion, GrantReview, GroupRuling, MOST_DELETED,
    MOST_RATIFIED, PolicyChange, Proposal, Ratification, RecoveryEnrolment, RecoveryRotation, RecoveryWrap,
    Request, Revocation, Taken,
};
use super::{Body, REASON_CHARS};
use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::RecordId;
use crate::base::limits::LINE_CHARS;
use crate::crypto::hash::Digest;
use crate::crypto::sign::VerifyingKey;
use crate::keys::cbor::{Written, array, array_up_to, bytes, optional, text};
use crate::keys::recovery::RecoveryPublic;
use crate::policy::Rule;

type To<'a> = Encoder<&'a mut Vec<u8>>;

/// Kinds whose proposals take effect when they are approved: enrolment, screening, policy, group facts, clock
/// correction, text of the agreement, deletion.
const PROPOSED: [u8; 7] = [2, 3, 9, 10, 11, 17, 19];

fn write_revocation(to: &mut To<'_>, says: &Revocation) -> Written {
    to.array(3)?.bytes(says.account.as_bytes())?;
    match says.what {
        Taken::Account => to.null()?.ok()?,
        Taken::Key(kind, group) => {
            to.array(2)?;
            write_key_name(to, kind, group)?;
        }
    }
    to.str(&says.reason)?.ok()
}

fn read_revocation(from: &mut Decoder<'_>) -> Result<Revocation, Error> {
    array(from, 3)?;
    let account = account(from)?;
    let what = optional(from, |from| {
        array(from, 2)?;
        let (kind, group) = read_key_name(from)?;
        Ok(Taken::Key(kind, group))
    })?;
    Ok(Revocation { account, what: what.unwrap_or(Taken::Account), reason: text(from, REASON_CHARS)? })
}

fn write_ratification(to: &mut To<'_>, says: &Ratification) -> Written {
    to.array(1)?.array(says.numbers.len() as u64)?;
    for number in &says.numbers {
        to.u64(*number)?;
    }
    to.ok()
}

fn read_ratification(from: &mut Decoder<'_>) -> Result<Ratification, Error> {
    array(from, 1)?;
    let numbers = (0..array_up_to(from, MOST_RATIFIED)?).map(|_| from.u64());
    let numbers = numbers.collect::<Result<Vec<_>, _>>()?;
    if numbers.is_empty() || !numbers.is_sorted_by(|a, b| a < b) {
        return Err(Error::message("numbers that do not ascend"));
    }
    Ok(Ratification { numbers })
}

fn write_policy(to: &mut To<'_>, says: &PolicyChange) -> Written {
    to.array(1)?.array(says.settings.len() as u64)?;
    for (rule, value) in &says.settings {
        to.array(2)?.u16(rule.number())?.u64(*value)?;
    }
    to.ok()
}

fn read_policy(from: &mut Decoder<'_>) -> Result<PolicyChange, Error> {
    array(from, 1)?;
    let mut settings = Vec::new();
    for _ in 0..array_up_to(from, Rule::ALL.len())? {
        array(from, 2)?;
        let rule = Rule::from_number(from.u16()?).ok_or_else(|| Error::message("an unknown rule"))?;
        let value = from.u64()?;
        if !rule.bounds().contains(&value) {
            return Err(Error::message("a rule out of its bounds"));
        }
        settings.push((rule, value));
    }
    if settings.is_empty() || !settings.is_sorted_by(|a, b| a.0 < b.0) {
        return Err(Error::message("rules that do not ascend"));
    }
    Ok(PolicyChange { settings })
}

fn write_group_ruling(to: &mut To<'_>, says: &GroupRuling) -> Written {
    to.array(3)?.bytes(says.group.as_bytes())?;
    to.bool(says.two_person_records)?.bool(says.two_person_identities)?.ok()
}

fn read_group_ruling(from: &mut Decoder<'_>) -> Result<GroupRuling, Error> {
    array(from, 3)?;
    let group = group(from)?;
    Ok(GroupRuling { group, two_person_records: from.bool()?, two_person_identities: from.bool()? })
}

fn write_clock(to: &mut To<'_>, says: &ClockCorrection) -> Written {
    to.array(2)?.i64(says.to.unix_millis())?.str(&says.reason)?.ok()
}

fn read_clock(from: &mut Decoder<'_>) -> Result<ClockCorrection, Error> {
    array(from, 2)?;
    Ok(ClockCorrection { to: time(from)?, reason: text(from, REASON_CHARS)? })
}

fn write_recovery_enrolment(to: &mut To<'_>, says: &RecoveryEnrolment) -> Written {
    to.array(9)?.bytes(says.account.as_bytes())?.str(&says.name)?.str(&says.login)?.str(&says.job_title)?;
    write_public(to, &says.public)?;
    to.i64(says.valid_until.unix_millis())?.u32(says.epoch)?.bytes(&says.wrap.0)?.ok()
}

fn read_recovery_enrolment(from: &mut Decoder<'_>) -> Result<RecoveryEnrolment, Error> {
    array(from, 9)?;
    Ok(RecoveryEnrolment {
        account: account(from)?,
        name: text(from, LINE_CHARS)?,
        login: text(from, LINE_CHARS)?,
        job_title: text(from, LINE_CHARS)?,
        public: read_public(from)?,
        valid_until: time(from)?,
        epoch: from.u32()?,
        wrap: Digest(bytes(from)?),
    })
}

fn write_rotation(to: &mut To<'_>, says: &RecoveryRotation) -> Written {
    let RecoveryPublic { kem, age, signing } = &says.recovery;
    to.array(4)?.bytes(kem.as_bytes())?.bytes(age)?.bytes(&signing.0)?.str(&says.reason)?.ok()
}

fn read_rotation(from: &mut Decoder<'_>) -> Result<RecoveryRotation, Error> {
    array(from, 4)?;
    let recovery =
        RecoveryPublic { kem: kem(from.bytes()?)?, age: age(from)?, signing: VerifyingKey(bytes(from)?) };
    Ok(RecoveryRotation { recovery, reason: text(from, REASON_CHARS)? })
}

fn write_recovery_wrap(to: &mut To<'_>, says: &RecoveryWrap) -> Written {
    to.array(4)?;
    write_key(to, says.kind, says.group, says.epoch)?;
    to.bytes(&says.wrap.0)?.ok()
}

fn read_recovery_wrap(from: &mut Decoder<'_>) -> Result<RecoveryWrap, Error> {
    array(from, 4)?;
    let (kind, group, epoch) = read_key(from)?;
    Ok(RecoveryWrap { kind, group, epoch, wrap: Digest(bytes(from)?) })
}

fn write_request(to: &mut To<'_>, says: &Request) -> Written {
    to.array(2)?;
    match &says.proposal {
        Proposal::Fact(body) => {
            to.array(3)?.u8(1)?.u8(body.kind_number())?;
            write_body(to, body)?;
        }
        Proposal::Grant { account, group, identities, until } => {
            to.array(5)?.u8(2)?.bytes(account.as_bytes())?.bytes(group.as_bytes())?.bool(*identities)?;
            write_until(to, *until)?;
        }
        Proposal::Rekey { group } => to.array(2)?.u8(3)?.bytes(group.as_bytes())?.ok()?,
    }
    to.str(&says.reason)?.ok()
}

fn read_request(from: &mut Decoder<'_>) -> Result<Request, Error> {
    array(from, 2)?;
    let length = from.array()?;
    let proposal = match (from.u8()?, length) {
        (1, Some(3)) => {
            let kind = from.u8()?;
            if !PROPOSED.contains(&kind) {
                return Err(Error::message("a kind that is not proposed"));
            }
            Proposal::Fact(Box::new(read_body(from, kind)?))
        }
        (2, Some(5)) => Proposal::Grant {
            account: account(from)?,
            group: group(from)?,
            identities: from.bool()?,
            until: optional(from, time)?,
        },
        (3, Some(2)) => Proposal::Rekey { group: group(from)? },
        _ => return Err(Error::message("an unknown proposal")),
    };
    Ok(Request { proposal, reason: text(from, REASON_CHARS)? })
}

fn write_approval(to: &mut To<'_>, says: &Approval) -> Written {
    to.array(3)?.u64(says.request)?.bytes(&says.hash.0)?.bool(says.approved)?.ok()
}

fn read_approval(from: &mut Decoder<'_>) -> Result<Approval, Error> {
    array(from, 3)?;
    Ok(Approval { request: from.u64()?, hash: Digest(bytes(from)?), approved: from.bool()? })
}

fn write_agreement_text(to: &mut To<'_>, says: &AgreementText) -> Written {
    to.array(3)?.u32(says.version)?.bytes(&says.english.0)?.bytes(&says.romanian.0)?.ok()
}

fn read_agreement_text(from: &mut Decoder<'_>) -> Result<AgreementText, Error> {
    array(from, 3)?;
    Ok(AgreementText { version: from.u32()?, english: Digest(bytes(from)?), romanian: Digest(bytes(from)?) })
}

fn write_review(to: &mut To<'_>, says: &GrantReview) -> Written {
    to.array(2)?.bytes(&says.grants.0)?;
    match says.person {
        Some(person) => to.bytes(person.as_bytes())?.ok(),
        None => to.null()?.ok(),
    }
}

fn read_review(from: &mut Decoder<'_>) -> Result<GrantReview, Error> {
    array(from, 2)?;
    Ok(GrantReview { grants: Digest(bytes(from)?), person: optional(from, account)? })
}

fn write_deletion(to: &mut To<'_>, says: &Deletion) -> Written {
    to.array(5)?.bytes(says.group.as_bytes())?;
    match says.customer {
        Some(code) => to.str(&code.compact())?,
        None => to.null()?,
    };
    to.array(says.records.len() as u64)?;
    for record in &says.records {
        to.bytes(record.as_bytes())?;
    }
    to.u64(says.size_bytes)?.str(&says.reason)?.ok()
}

fn read_deletion(from: &mut Decoder<'_>) -> Result<Deletion, Error> {
    array(from, 5)?;
    let group = group(from)?;
    let customer = optional(from, |from| {
        let code = text(from, LINE_CHARS)?;
        let read: ClientCode = code.parse().or(Err(Error::message("no client code")))?;
        if read.compact() == code { Ok(read) } else { Err(Error::message("a client code in another form")) }
    })?;
    let records = (0..array_up_to(from, MOST_DELETED)?).map(|_| bytes(from).map(RecordId::from_bytes));
    let records = records.collect::<Result<Vec<_>, _>>()?;
    if !records.is_sorted_by(|a, b| a < b) || (records.is_empty() && customer.is_none()) {
        return Err(Error::message("records that do not ascend, or none"));
    }
    Ok(Deletion { group, customer, records, size_bytes: from.u64()?, reason: text(from, REASON_CHARS)? })
}

pub(super) fn write_until(to: &mut To<'_>, until: Option<WallTime>) -> Written {
    match until {
        Some(until) => to.i64(until.unix_millis())?.ok(),
        None => to.null()?.ok(),
    }
}

/// The bodies of this file, by the number of their kind.
pub(super) fn write_ruling(to: &mut To<'_>, body: &Body) -> Written {
    match body {
        Body::Revocation(says) => write_revocation(to, says),
        Body::Ratification(says) => write_ratification(to, says),
        Body::Policy(says) => write_policy(to, says),
        Body::GroupFacts(says) => write_group_ruling(to, says),
        Body::ClockCorrection(says) => write_clock(to, says),
        Body::RecoveryEnrolment(says) => write_recovery_enrolment(to, says),
        Body::RecoveryRotation(says) => write_rotation(to, says),
        Body::RecoveryWrap(says) => write_recovery_wrap(to, says),
        Body::Request(says) => write_request(to, says),
        Body::Approval(says) => write_approval(to, says),
        Body::AgreementText(says) => write_agreement_text(to, says),
        Body::GrantReview(says) => write_review(to, says),
        Body::Deletion(says) => write_deletion(to, says),
        Body::Founding(_)
        | Body::Enrolment(_)
        | Body::Screening(_)
        | Body::Agreement(_)
        | Body::Grant(_)
        | Body::Epoch(_) => to.ok(),
    }
}

/// Reads a body of this file.
pub(super) fn read_ruling(from: &mut Decoder<'_>, kind: u8) -> Result<Body, Error> {
    Ok(match kind {
        7 => Body::Revocation(read_revocation(from)?),
        8 => Body::Ratification(read_ratification(from)?),
        9 => Body::Policy(read_policy(from)?),
        10 => Body::GroupFacts(read_group_ruling(from)?),
        11 => Body::ClockCorrection(read_clock(from)?),
        12 => Body::RecoveryEnrolment(read_recovery_enrolment(from)?),
        13 => Body::RecoveryRotation(read_rotation(from)?),
        15 => Body::Request(read_request(from)?),
        16 => Body::Approval(read_approval(from)?),
        17 => Body::AgreementText(read_agreement_text(from)?),
        18 => Body::GrantReview(read_review(from)?),
        19 => Body::Deletion(read_deletion(from)?),
        20 => Body::RecoveryWrap(read_recovery_wrap(from)?),
        _ => return Err(Error::message("an unknown kind")),
    })
}
