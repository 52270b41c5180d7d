//! The statement chain, folded into a [`House`]: numbers, hashes and signatures of every statement, and its
//! authority as judged by what stands before it.
//!
//! Signatures are gathered while folding and verified together, on as many threads as are of use; a house is given
//! out only when every one of them holds. Those that this account itself verified in an earlier session are known
//! to hold by the hash of the chain in its anchor, which it alone can sign and seal.

use std::thread;

use crate::base::clock::WallTime;
use crate::base::id::VaultId;
use crate::crypto::hash::{Digest, sha256};
use crate::crypto::sign::{SigningKey, VerifyingKey};
use crate::keys::statement::{Body, Signer, Statement, StatementError};

use crate::vault::anchor::ChainHead;

use super::alarm::Alarm;
use super::authority::{self, Made};
use super::house::House;

/// Fewer signatures than this are not worth another thread.
const SIGNATURES_PER_THREAD: usize = 64;

/// A statement as the registry keeps it: its number and its bytes.
pub(super) type Row = (u64, Vec<u8>);

/// A statement and its hash.
struct Read {
    statement: Statement,
    hash: Digest,
}

/// One signature that is still to be verified.
struct Claim<'s> {
    statement: &'s Statement,
    signer: Signer,
    key: VerifyingKey,
}

/// Folds a whole chain that begins with the founding statement of this fingerprint. `verified` is the head up to
/// which this account verified every signature before; a chain that does not contain it is verified in whole.
pub(super) fn fold(
    rows: &[Row],
    vault: VaultId,
    founding: Digest,
    verified: Option<ChainHead>,
) -> Result<House, Alarm> {
    let statements = parse(rows, 0)?;
    let (first, rest) = statements.split_first().ok_or(Alarm::OtherFounding)?;
    let Body::Founding(says) = &first.statement.body else { return Err(Alarm::OtherFounding) };
    if says.vault != vault || first.hash != founding || first.statement.previous != Digest::ZERO {
        return Err(Alarm::OtherFounding);
    }
    let mut house = House::new(says.clone(), first.statement.made_at, first.hash);
    let mut claims = claims_of(&house, &first.statement)?;
    claims.extend(add(&mut house, rest)?);
    if let Some(head) = verified.filter(|head| house.contains(*head)) {
        claims.retain(|claim| claim.statement.number > head.number);
    }
    verify(&claims, vault)?;
    Ok(house)
}

/// Adds new statements to a house, with the same checks as for a whole chain. If they are refused the house is of no
/// more use.
pub(super) fn extend(house: &mut House, rows: &[Row]) -> Result<(), Alarm> {
    let statements = parse(rows, house.head().number + 1)?;
    let claims = add(house, &statements)?;
    verify(&claims, house.vault())
}

fn parse(rows: &[Row], first: u64) -> Result<Vec<Read>, Alarm> {
    let numbered = rows.iter().zip(first..);
    numbered
        .map(|((number, bytes), expected)| {
            if *number != expected {
                return Err(Alarm::Number(expected));
            }
            let statement = Statement::from_bytes(expected, bytes)?;
            Ok(Read { statement, hash: sha256(bytes) })
        })
        .collect()
}

fn add<'s>(house: &mut House, statements: &'s [Read]) -> Result<Vec<Claim<'s>>, Alarm> {
    let mut claims = Vec::with_capacity(statements.len());
    for Read { statement, hash } in statements {
        if statement.previous != house.head().hash {
            return Err(Alarm::BrokenChain(statement.number));
        }
        // Before it is applied: nobody's authority or key comes from what they sign themselves …
        claims.extend(claims_of(house, statement)?);
        let made = Made::of(statement).ok_or(Alarm::Signature(statement.number))?;
        authority::apply(house, &made, &statement.body)
            .map_err(|why| Alarm::NoAuthority(statement.number, why))?;
        house.hashes.push(*hash);
    }
    Ok(claims)
}

/// Whose signatures a statement carries, with the keys they are to be verified with.
fn claims_of<'s>(house: &House, statement: &'s Statement) -> Result<Vec<Claim<'s>>, Alarm> {
    if statement.signatures.is_empty() {
        return Err(Alarm::Signature(statement.number));
    }
    let claims = statement.signatures.iter().map(|(signer, _)| {
        let key = key_of(house, *signer, &statement.body).ok_or(Alarm::Signature(statement.number))?;
        Ok(Claim { statement, signer: *signer, key })
    });
    claims.collect()
}

fn key_of(house: &House, signer: Signer, body: &Body) -> Option<VerifyingKey> {
    let founding = house.founding();
    match (signer, body) {
        // … but for a new recovery key, which only shows that it is there: two others give it its place …
        (Signer::Recovery, Body::RecoveryRotation(says)) => Some(says.recovery.signing),
        (Signer::Recovery, _) => Some(house.recovery().signing),
        // … and for the founder, whose key is in the founding statement.
        (Signer::Account(account), _) if account == founding.founder => Some(founding.founder_public.signing),
        (Signer::Account(account), _) => house.person(account).map(|person| person.public.signing),
    }
}

fn verify(claims: &[Claim<'_>], vault: VaultId) -> Result<(), Alarm> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(4);
    let share = claims.len().div_ceil(threads).max(SIGNATURES_PER_THREAD);
    if claims.len() <= share {
        return verify_all(claims, vault);
    }
    thread::scope(|scope| {
        let workers: Vec<_> =
            claims.chunks(share).map(|part| scope.spawn(move || verify_all(part, vault))).collect();
        let outcomes = workers.into_iter().map(|worker| worker.join().expect("verifying does not panic"));
        // All are waited for; the first alarm of the chain is told.
        outcomes.fold(Ok(()), Result::and)
    })
}

fn verify_all(claims: &[Claim<'_>], vault: VaultId) -> Result<(), Alarm> {
    claims.iter().try_for_each(|claim| {
        let verified = claim.statement.verify(vault, claim.signer, &claim.key);
        verified.or(Err(Alarm::Signature(claim.statement.number)))
    })
}

/// New statements, written one after the other onto the end of a chain.
pub(super) struct Scribe {
    vault: VaultId,
    wall: WallTime,
    next: u64,
    previous: Digest,
    rows: Vec<Row>,
}

impl Scribe {
    /// Begins a chain.
    pub(super) fn founding(vault: VaultId, wall: WallTime) -> Self {
        Self { vault, wall, next: 0, previous: Digest::ZERO, rows: Vec::new() }
    }

    /// Begins a chain whose first statement is signed already.
    pub(super) fn with(first: &Statement, vault: VaultId, wall: WallTime) -> Self {
        let rows = vec![(0, first.to_bytes())];
        Self { vault, wall, next: 1, previous: first.digest(), rows }
    }

    /// Goes on after a house's last statement.
    pub(super) fn after(house: &House, wall: WallTime) -> Self {
        let head = house.head();
        Self { vault: house.vault(), wall, next: head.number + 1, previous: head.hash, rows: Vec::new() }
    }

    /// Writes and signs one statement.
    pub(super) fn write(
        &mut self,
        body: Body,
        signer: Signer,
        key: &SigningKey,
    ) -> Result<Statement, StatementError> {
        self.write_by_all(body, None, &[(signer, key)])
    }

    /// Writes one statement signed by several, the maker first.
    pub(super) fn write_by_all(
        &mut self,
        body: Body,
        alone: Option<String>,
        signers: &[(Signer, &SigningKey)],
    ) -> Result<Statement, StatementError> {
        let place = (self.next, self.previous);
        let statement = Statement::sign_by_all(place, self.wall, alone, body, self.vault, signers)?;
        self.previous = statement.digest();
        self.rows.push((self.next, statement.to_bytes()));
        self.next += 1;
        Ok(statement)
    }

    /// What was written since the last call.
    pub(super) fn take_rows(&mut self) -> Vec<Row> {
        std::mem::take(&mut self.rows)
    }
}
