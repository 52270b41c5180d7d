//! The bytes of statements. FORMAT.md says the same: `[core, signatures]`, where the core is what is signed.

use std::collections::BTreeSet;

use minicbor::decode::Error;
use minicbor::{Decoder, Encoder};

use super::rulings_encoding::{read_ruling, write_ruling, write_until};
use super::{
    Agreement, Body, Enrolment, Epoch, Founding, Grant, MOST_SIGNATURES, MOST_WRAPS, REASON_CHARS, Screening,
    Signer, Statement,
};
use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId, VaultId};
use crate::base::limits::LINE_CHARS;
use crate::crypto::hash::Digest;
use crate::crypto::hpke::KemPublic;
use crate::crypto::sign::{Signature, VerifyingKey};
use crate::crypto::x25519::has_small_order;
use crate::keys::cbor::{Written, array, array_up_to, bytes, encoded, optional, text};
use crate::keys::keyslot::AccountPublic;
use crate::keys::place::{FORMAT_VERSION, Holder, KeyKind};
use crate::policy::Role;

type To<'a> = Encoder<&'a mut Vec<u8>>;

/// What is signed: version, number, previous, time, reason for acting alone, kind, fields.
pub(super) fn core_bytes(statement: &Statement) -> Vec<u8> {
    encoded(|to| write_core(to, statement))
}

/// The whole statement.
pub(super) fn statement_bytes(statement: &Statement) -> Vec<u8> {
    encoded(|to| {
        to.array(2)?;
        write_core(to, statement)?;
        to.array(statement.signatures.len() as u64)?;
        for (signer, signature) in &statement.signatures {
            to.array(2)?;
            match signer {
                Signer::Account(account) => to.bytes(account.as_bytes())?,
                Signer::Recovery => to.null()?,
            };
            to.bytes(&signature.0)?;
        }
        to.ok()
    })
}

fn write_core(to: &mut To<'_>, statement: &Statement) -> Written {
    to.array(7)?.u8(FORMAT_VERSION)?.u64(statement.number)?.bytes(&statement.previous.0)?;
    to.i64(statement.made_at.unix_millis())?;
    match &statement.alone {
        Some(reason) => to.str(reason)?,
        None => to.null()?,
    };
    to.u8(statement.body.kind_number())?;
    write_body(to, &statement.body)
}

/// The fields of a body.
pub(super) fn write_body(to: &mut To<'_>, body: &Body) -> Written {
    match body {
        Body::Founding(says) => write_founding(to, says),
        Body::Enrolment(says) => write_enrolment(to, says),
        Body::Screening(says) => write_screening(to, says),
        Body::Agreement(says) => write_agreement(to, says),
        Body::Grant(says) => write_grant(to, says),
        Body::Epoch(says) => write_epoch(to, says),
        ruling => write_ruling(to, ruling),
    }
}

fn write_founding(to: &mut To<'_>, says: &Founding) -> Written {
    to.array(10)?.bytes(says.vault.as_bytes())?.bool(says.sample)?.str(&says.business)?;
    to.bytes(says.founder.as_bytes())?;
    write_public(to, &says.founder_public)?;
    to.bytes(says.recovery_kem.as_bytes())?.bytes(&says.recovery_age)?;
    to.bytes(&says.recovery_signing.0)?.bytes(&says.machine.0)?.ok()
}

fn write_enrolment(to: &mut To<'_>, says: &Enrolment) -> Written {
    to.array(7)?.bytes(says.account.as_bytes())?.str(&says.name)?.str(&says.login)?.str(&says.job_title)?;
    to.u8(says.role.number())?;
    write_public(to, &says.public)
}

/// Two elements of the array around them.
pub(super) fn write_public(to: &mut To<'_>, public: &AccountPublic) -> Written {
    to.bytes(public.kem.as_bytes())?.bytes(&public.signing.0)?.ok()
}

fn write_screening(to: &mut To<'_>, says: &Screening) -> Written {
    to.array(5)?.bytes(says.account.as_bytes())?.bool(says.passed)?;
    to.i64(says.valid_until.unix_millis())?.bytes(&says.details.0)?;
    match &says.founding_exemption {
        Some(reason) => to.str(reason)?.ok(),
        None => to.null()?.ok(),
    }
}

fn write_agreement(to: &mut To<'_>, says: &Agreement) -> Written {
    to.array(5)?.bytes(says.account.as_bytes())?.u32(says.version)?.bytes(&says.text.0)?;
    to.str(&says.typed_name)?.i64(says.valid_until.unix_millis())?.ok()
}

fn write_grant(to: &mut To<'_>, says: &Grant) -> Written {
    to.array(7)?.bytes(says.account.as_bytes())?;
    write_key(to, says.kind, says.group, says.epoch)?;
    to.bytes(&says.wrap.0)?;
    write_until(to, says.valid_until)?;
    write_number(to, says.request)
}

fn write_number(to: &mut To<'_>, number: Option<u64>) -> Written {
    match number {
        Some(number) => to.u64(number)?.ok(),
        None => to.null()?.ok(),
    }
}

fn write_epoch(to: &mut To<'_>, says: &Epoch) -> Written {
    to.array(7)?;
    write_key(to, says.kind, says.group, says.epoch)?;
    to.bytes(&says.check.0)?;
    match &says.public {
        Some(public) => to.bytes(public)?,
        None => to.null()?,
    };
    to.array(says.wraps.len() as u64)?;
    for (holder, wrap) in &says.wraps {
        to.array(2)?;
        match holder {
            Holder::Account(account) => to.bytes(account.as_bytes())?,
            Holder::Recovery => to.null()?,
        };
        to.bytes(&wrap.0)?;
    }
    write_number(to, says.request)
}

/// Three elements of the array around them.
pub(super) fn write_key(to: &mut To<'_>, kind: KeyKind, group: Option<GroupId>, epoch: u32) -> Written {
    write_key_name(to, kind, group)?;
    to.u32(epoch)?.ok()
}

/// Two elements of the array around them.
pub(super) fn write_key_name(to: &mut To<'_>, kind: KeyKind, group: Option<GroupId>) -> Written {
    to.u8(kind.number())?;
    match group {
        Some(group) => to.bytes(group.as_bytes())?.ok(),
        None => to.null()?.ok(),
    }
}

/// Reads a statement; whether it was spelled as it must be is for the caller to compare.
pub(super) fn statement_from(from: &[u8]) -> Result<Statement, Error> {
    let from = &mut Decoder::new(from);
    array(from, 2)?;
    array(from, 7)?;
    if from.u8()? != FORMAT_VERSION {
        return Err(Error::message("an unknown version"));
    }
    let (number, previous) = (from.u64()?, Digest(bytes(from)?));
    let made_at = time(from)?;
    let alone = optional(from, |from| text(from, REASON_CHARS))?;
    let kind = from.u8()?;
    let body = read_body(from, kind)?;
    let founds = matches!(body, Body::Founding(_));
    if founds != (number == 0) || (founds && previous != Digest::ZERO) {
        return Err(Error::message("a kind that cannot stand at this place"));
    }
    let signatures = read_signatures(from)?;
    Ok(Statement { number, previous, made_at, alone, body, signatures })
}

fn read_signatures(from: &mut Decoder<'_>) -> Result<Vec<(Signer, Signature)>, Error> {
    let mut signatures = Vec::new();
    let mut signers = BTreeSet::new();
    for _ in 0..array_up_to(from, MOST_SIGNATURES)? {
        array(from, 2)?;
        let signer = optional(from, account)?.map_or(Signer::Recovery, Signer::Account);
        if !signers.insert(signer) {
            return Err(Error::message("a signer twice"));
        }
        signatures.push((signer, Signature(bytes(from)?)));
    }
    if signatures.is_empty() { Err(Error::message("no signature")) } else { Ok(signatures) }
}

/// Reads the fields of a body of this kind.
pub(super) fn read_body(from: &mut Decoder<'_>, kind: u8) -> Result<Body, Error> {
    Ok(match kind {
        1 => Body::Founding(read_founding(from)?),
        2 => Body::Enrolment(read_enrolment(from)?),
        3 => Body::Screening(read_screening(from)?),
        4 => Body::Agreement(read_agreement(from)?),
        5 => Body::Grant(read_grant(from)?),
        6 => Body::Epoch(read_epoch(from)?),
        _ => read_ruling(from, kind)?,
    })
}

fn read_founding(from: &mut Decoder<'_>) -> Result<Founding, Error> {
    array(from, 10)?;
    Ok(Founding {
        vault: VaultId::from_bytes(bytes(from)?),
        sample: from.bool()?,
        business: text(from, LINE_CHARS)?,
        founder: account(from)?,
        founder_public: read_public(from)?,
        recovery_kem: kem(from.bytes()?)?,
        recovery_age: age(from)?,
        recovery_signing: VerifyingKey(bytes(from)?),
        machine: VerifyingKey(bytes(from)?),
    })
}

/// The X25519 key of an age recipient.
pub(super) fn age(from: &mut Decoder<'_>) -> Result<[u8; 32], Error> {
    let public = bytes(from)?;
    if has_small_order(&public) { Err(Error::message("an X25519 key of small order")) } else { Ok(public) }
}

fn read_enrolment(from: &mut Decoder<'_>) -> Result<Enrolment, Error> {
    array(from, 7)?;
    Ok(Enrolment {
        account: account(from)?,
        name: text(from, LINE_CHARS)?,
        login: text(from, LINE_CHARS)?,
        job_title: text(from, LINE_CHARS)?,
        role: Role::from_number(from.u8()?).ok_or_else(|| Error::message("an unknown role"))?,
        public: read_public(from)?,
    })
}

pub(super) fn read_public(from: &mut Decoder<'_>) -> Result<AccountPublic, Error> {
    Ok(AccountPublic { kem: kem(from.bytes()?)?, signing: VerifyingKey(bytes(from)?) })
}

fn read_screening(from: &mut Decoder<'_>) -> Result<Screening, Error> {
    array(from, 5)?;
    Ok(Screening {
        account: account(from)?,
        passed: from.bool()?,
        valid_until: time(from)?,
        details: Digest(bytes(from)?),
        founding_exemption: optional(from, |from| text(from, REASON_CHARS))?,
    })
}

fn read_agreement(from: &mut Decoder<'_>) -> Result<Agreement, Error> {
    array(from, 5)?;
    Ok(Agreement {
        account: account(from)?,
        version: from.u32()?,
        text: Digest(bytes(from)?),
        typed_name: text(from, LINE_CHARS)?,
        valid_until: time(from)?,
    })
}

fn read_grant(from: &mut Decoder<'_>) -> Result<Grant, Error> {
    array(from, 7)?;
    let account = account(from)?;
    let (kind, group, epoch) = read_key(from)?;
    let wrap = Digest(bytes(from)?);
    let valid_until = optional(from, time)?;
    Ok(Grant { account, kind, group, epoch, wrap, valid_until, request: optional(from, Decoder::u64)? })
}

fn read_epoch(from: &mut Decoder<'_>) -> Result<Epoch, Error> {
    array(from, 7)?;
    let (kind, group, epoch) = read_key(from)?;
    let check = Digest(bytes(from)?);
    let public = optional(from, |from| Ok(from.bytes()?.to_vec()))?;
    if !is_public_half(kind, public.as_deref()) {
        return Err(Error::message("a public half that does not fit the kind of key"));
    }
    let mut wraps = Vec::new();
    let mut holders = BTreeSet::new();
    for _ in 0..array_up_to(from, MOST_WRAPS)? {
        array(from, 2)?;
        let holder = optional(from, account)?.map_or(Holder::Recovery, Holder::Account);
        if !holders.insert(holder) {
            return Err(Error::message("a holder twice"));
        }
        wraps.push((holder, Digest(bytes(from)?)));
    }
    let request = optional(from, Decoder::u64)?;
    Ok(Epoch { kind, group, epoch, check, public, wraps, request })
}

fn is_public_half(kind: KeyKind, public: Option<&[u8]>) -> bool {
    match (kind, public) {
        (KeyKind::LogReader, Some(public)) => KemPublic::from_bytes(public).is_ok(),
        (KeyKind::Restore, Some(public)) => public.try_into().is_ok_and(|public| !has_small_order(public)),
        (KeyKind::LogReader | KeyKind::Restore, None) => false,
        (KeyKind::Registry | KeyKind::GroupRecords | KeyKind::GroupIdentities, public) => public.is_none(),
    }
}

pub(super) fn read_key(from: &mut Decoder<'_>) -> Result<(KeyKind, Option<GroupId>, u32), Error> {
    let (kind, group) = read_key_name(from)?;
    let epoch = from.u32()?;
    if epoch >= 1 { Ok((kind, group, epoch)) } else { Err(Error::message("a key that cannot be")) }
}

pub(super) fn read_key_name(from: &mut Decoder<'_>) -> Result<(KeyKind, Option<GroupId>), Error> {
    let kind = KeyKind::from_number(from.u8()?).ok_or_else(|| Error::message("an unknown kind of key"))?;
    let group = optional(from, group)?;
    if kind.is_of_group() == group.is_some() {
        Ok((kind, group))
    } else {
        Err(Error::message("a key that cannot be"))
    }
}

pub(super) fn group(from: &mut Decoder<'_>) -> Result<GroupId, Error> {
    bytes(from).map(GroupId::from_bytes)
}

pub(super) fn account(from: &mut Decoder<'_>) -> Result<AccountId, Error> {
    bytes(from).map(AccountId::from_bytes)
}

pub(super) fn time(from: &mut Decoder<'_>) -> Result<WallTime, Error> {
    from.i64().map(WallTime::from_unix_millis)
}

pub(super) fn kem(public: &[u8]) -> Result<KemPublic, Error> {
    KemPublic::from_bytes(public).map_err(Error::custom)
}
