//! Enrolling a supervisor by the recovery sheets, when no supervisor can log in: the sheets open the registry, and sign
//! one statement. The new supervisor is exempt from screening, holds the registry's key, and nothing more. What only the
//! lost ones held stays closed to them: the sheets open it where a backup is restored.

use std::collections::BTreeMap;
use std::io;

use crate::base::clock::WallTime;
use crate::keys::hierarchy::RegistryKey;
use crate::keys::keyslot::KeyslotError;
use crate::keys::place::{Holder, KeyKind, Place};
use crate::keys::recovery::{RecoveryPublic, RecoverySeed};
use crate::keys::statement::{Body, RecoveryEnrolment, Signer};
use crate::policy::Rule;
use crate::store::StoreError;
use crate::vault::account::{AccountFileError, RegistryWrap, load_registry_wraps};
use crate::vault::anchor::Anchor;
use crate::vault::registry::{Change, Registry};
use crate::vault::seat::{Seat, SeatError};
use crate::vault::{Sealed, Vault};

use super::account::{AccountFiles, NEVER, Words};
use super::alarm::Alarm;
use super::chain::{self, Scribe};
use super::enrol::{Enrolled, NewKeys, account_fingerprint};
use super::founding::NewPerson;
use super::house::House;
use super::newkey::wrapped_by_recovery;
use super::standing::months;

/// Why nobody was enrolled by the sheets; nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum RecoveryError {
    /// The sheets were this vault's, and others took their place.
    #[error("these sheets were replaced by others")]
    Replaced,
    /// The sheets are another vault's.
    #[error("these sheets are not of this vault")]
    OtherVault,
    /// Another program has the vault open.
    #[error(transparent)]
    Seat(#[from] SeatError),
    /// The registry's wrap to recovery is missing, damaged, or not of the epoch in use.
    #[error("recovery.registry is missing or damaged: {0}")]
    Wrap(String),
    /// A name or login is empty or too long.
    #[error("{0} is empty or too long")]
    BadInput(&'static str),
    /// An account has the login.
    #[error("another account has this login")]
    LoginTaken,
    /// The keyslot could not be sealed.
    #[error(transparent)]
    Keyslot(#[from] KeyslotError),
    /// A plain file could not be written.
    #[error("a file of the account could not be written: {0}")]
    Io(#[from] io::Error),
    /// The registry could not be read or written.
    #[error(transparent)]
    Registry(#[from] StoreError),
    /// The statements are not to be believed.
    #[error(transparent)]
    Chain(#[from] Alarm),
}

impl From<AccountFileError> for RecoveryError {
    fn from(error: AccountFileError) -> Self {
        Self::Wrap(error.to_string())
    }
}

/// Enrols a supervisor by the seed that enough sheets gave. As slow as a keyslot. They then log in, sign the agreement,
/// and close the accounts that are lost.
pub fn enrol_by_recovery(
    vault: &Vault<Sealed>,
    seed: &RecoverySeed,
    person: &NewPerson<'_>,
    wall: WallTime,
) -> Result<Enrolled, RecoveryError> {
    let new = vault.key_making().make(person.password)?;
    enrol_made_by_recovery(vault, seed, [&person.name, &person.login, &person.job_title], new, wall)
}

/// The same with keys that were made before; the name, the login and the job title.
pub fn enrol_made_by_recovery(
    vault: &Vault<Sealed>,
    seed: &RecoverySeed,
    [name, login, job_title]: [&str; 3],
    new: NewKeys,
    wall: WallTime,
) -> Result<Enrolled, RecoveryError> {
    let words = Words::from_texts(name, login, job_title).map_err(RecoveryError::BadInput)?;
    let _seat = Seat::take(vault.layout())?;
    let (key, mut registry) = open_registry(vault, seed)?;
    let digest = vault.header().founding_digest();
    let mut house = chain::fold(&registry.statements()?, vault.id(), digest, None)?;
    fits(vault, &house, &key)?;
    if !seed.fits(house.recovery()) {
        return Err(RecoveryError::OtherVault);
    }
    if house.person_called(&words.login).is_some() {
        return Err(RecoveryError::LoginTaken);
    }

    let NewKeys { account, keys, slot } = new;
    let public = keys.public();
    let row = wrapped_by_recovery(&key, seed, account, &public.kem);
    let now = house.corrected.map_or(wall, |(_, to)| wall.max(to));
    let enrolment = RecoveryEnrolment {
        account,
        name: words.name.clone(),
        login: words.login.clone(),
        job_title: words.job_title.clone(),
        public: public.clone(),
        valid_until: now.plus(months(house.rule(Rule::ScreeningMonths))),
        epoch: row.epoch,
        wrap: row.wrap.digest(),
    };
    let before = house.head();
    let mut scribe = Scribe::after(&house, now);
    let signer = (Signer::Recovery, &seed.signing());
    scribe.write_by_all(Body::RecoveryEnrolment(enrolment), None, &[signer]).map_err(Alarm::from)?;
    let statements = scribe.take_rows();
    chain::extend(&mut house, &statements)?;

    let name = vault.layout().relative(&vault.layout().registry(vault.header().registry_epoch));
    let counters = BTreeMap::from([(name, registry.database().commits()?)]);
    let files = AccountFiles {
        vault: vault.id(),
        account,
        handle: vault.account_handle(&words.login),
        keys: &keys,
        slot,
        registry: Some(RegistryWrap { epoch: row.epoch, check: key.check_value(), wrap: row.wrap }),
        anchor: Anchor { at: NEVER, active_at: NEVER, log: None, chain: before, counters },
    };
    files.store(vault.layout())?;
    registry.commit(&Change { statements, ..Change::default() })?;
    registry.close()?;
    Ok(Enrolled { account, fingerprint_words: account_fingerprint(&public) })
}

/// Whether the sheets are those in use: the registry's key is wrapped to them. Touches no database, so that it can be asked
/// while somebody works in the vault; who could write in its folder could lie.
pub fn belong_to(vault: &Vault<Sealed>, seed: &RecoverySeed) -> Result<(), RecoveryError> {
    registry_key(vault, seed).map(drop)
}

/// Proves that a copy of a vault, in which nobody works, is the one that these sheets are of: down to its founding statement.
pub fn prove_copy(vault: &Vault<Sealed>, seed: &RecoverySeed) -> Result<(), RecoveryError> {
    let (key, registry) = open_registry(vault, seed)?;
    let house = chain::fold(&registry.statements()?, vault.id(), vault.header().founding_digest(), None)?;
    fits(vault, &house, &key)?;
    registry.close()?;
    if seed.fits(house.recovery()) { Ok(()) } else { Err(RecoveryError::OtherVault) }
}

fn registry_key(vault: &Vault<Sealed>, seed: &RecoverySeed) -> Result<RegistryKey, RecoveryError> {
    let epoch = vault.header().registry_epoch;
    let wraps = load_registry_wraps(&vault.layout().recovery_registry())?;
    let found = wraps.into_iter().find(|wrap| wrap.epoch == epoch);
    let found = found.ok_or_else(|| RecoveryError::Wrap(format!("it has no wrap of epoch {epoch}")))?;
    let place = Place::of_vault(vault.id(), KeyKind::Registry, epoch);
    let key = found.wrap.open(place, Holder::Recovery, &seed.kem(), found.check);
    let founding = RecoveryPublic::from(vault.header().founding());
    key.map_err(
        |_not_for_them| {
            if seed.fits(&founding) { RecoveryError::Replaced } else { RecoveryError::OtherVault }
        },
    )
}

fn open_registry(
    vault: &Vault<Sealed>,
    seed: &RecoverySeed,
) -> Result<(RegistryKey, Registry), RecoveryError> {
    let epoch = vault.header().registry_epoch;
    let key = registry_key(vault, seed)?;
    let registry = Registry::open(&vault.layout().registry(epoch), &key.registry_database())?;
    Ok((key, registry))
}

/// The registry that the sheets opened is the one that the statements name.
fn fits(vault: &Vault<Sealed>, house: &House, key: &RegistryKey) -> Result<(), Alarm> {
    match house.current_epoch((KeyKind::Registry, None)) {
        Some((epoch, fact))
            if epoch == vault.header().registry_epoch && key.check_value().same_as(&fact.check) =>
        {
            Ok(())
        }
        _ => Err(Alarm::OtherRegistry),
    }
}
