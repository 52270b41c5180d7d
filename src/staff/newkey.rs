//! Wrapping: a key to a person of whom the house has said that they may have it, and to recovery; and what a new key
//! brings with it: its epoch statement, its maker's grant, its wraps, and the small file in which it travels with backups.
//!
//! The only place where keys are wrapped. Every key is wrapped to its maker and to recovery, in the same transaction.

use crate::base::clock::WallTime;
use crate::base::id::AccountId;
use crate::crypto::hpke::KemPublic;
use crate::keys::hierarchy::{Key, KindOfKey, OfGroup, OfVault, RegistryKey};
use crate::keys::place::{Holder, KeyKind};
use crate::keys::recovery::RecoverySeed;
use crate::keys::share::{SplitError, split};
use crate::keys::statement::{Epoch, Grant};
use crate::keys::wrap::Wrap;
use crate::parcel::{ParcelError, Recipient, seal_small};
use crate::vault::registry::WrapRow;
use crate::vault::sealed_keys::SealedKey;

use super::entitled::{Bound, Screened};
use super::house::House;

/// What a new key brings with it.
pub(super) struct NewKey {
    pub(super) epoch: Epoch,
    pub(super) grant: Grant,
    /// The maker's wrap first, then recovery's.
    pub(super) wraps: [WrapRow; 2],
}

/// Wraps a new key of the vault to its maker and to recovery. `public` is its public half, for kinds that have one.
pub(super) fn new_vault_key<K: OfVault>(
    key: &Key<K>,
    public: Option<Vec<u8>>,
    maker: Screened<'_>,
    recovery: &KemPublic,
) -> NewKey {
    let wraps = [wrapped_to_screened(key, maker), wrapped_to_recovery(key, recovery)];
    told_of(key, public, maker.person().account, wraps)
}

/// Wraps a new key of a group to its maker and to recovery.
pub(super) fn new_group_key<K: OfGroup>(key: &Key<K>, maker: Bound<'_>, recovery: &KemPublic) -> NewKey {
    let wraps = [wrapped_to_bound(key, maker), wrapped_to_recovery(key, recovery)];
    told_of(key, None, maker.person().account, wraps)
}

fn told_of<K: KindOfKey>(
    key: &Key<K>,
    public: Option<Vec<u8>>,
    maker: AccountId,
    wraps: [WrapRow; 2],
) -> NewKey {
    let place = key.place();
    let epoch = Epoch {
        kind: place.kind,
        group: place.group,
        epoch: place.epoch,
        check: key.check_value(),
        public,
        wraps: wraps.iter().map(|row| (row.holder, row.wrap.digest())).collect(),
        request: None,
    };
    let [own, _] = &wraps;
    let grant = grant_of(own, maker, None);
    NewKey { epoch, grant, wraps }
}

/// One of the vault's own keys, wrapped to a screened person.
pub(super) fn wrapped_to_screened<K: OfVault>(key: &Key<K>, to: Screened<'_>) -> WrapRow {
    wrapped(key, Holder::Account(to.person().account), &to.person().public.kem)
}

/// A group's key, wrapped to a screened person who signed the agreement.
pub(super) fn wrapped_to_bound<K: OfGroup>(key: &Key<K>, to: Bound<'_>) -> WrapRow {
    wrapped(key, Holder::Account(to.person().account), &to.person().public.kem)
}

/// A group's key split between people who are screened and signed the agreement, a share wrapped to each, in their order.
pub(super) fn shared_between<K: OfGroup>(
    key: &Key<K>,
    people: &[Bound<'_>],
) -> Result<Vec<WrapRow>, SplitError> {
    let place = key.place();
    let shares = split(key, people.len())?;
    let rows = people.iter().zip(&shares).map(|(to, share)| {
        let holder = Holder::Account(to.person().account);
        let wrap = share.wrap(holder, &to.person().public.kem);
        WrapRow { kind: place.kind, group: place.group, epoch: place.epoch, holder, wrap }
    });
    Ok(rows.collect())
}

/// Any key, wrapped to the recovery sheets.
pub(super) fn wrapped_to_recovery<K: KindOfKey>(key: &Key<K>, recovery: &KemPublic) -> WrapRow {
    wrapped(key, Holder::Recovery, recovery)
}

/// Any key but the restore key itself, sealed to the recovery sheets and to the restore key in use, to travel with the
/// backups. What takes two people is sealed to the sheets alone: else whoever holds the restore key opened it alone.
pub(super) fn sealed_to_restorers<K: KindOfKey>(
    key: &Key<K>,
    house: &House,
) -> Result<SealedKey, ParcelError> {
    let restore = house.current_epoch((KeyKind::Restore, None));
    let named = restore.and_then(|(epoch, fact)| Some((epoch, fact.public.as_deref()?.try_into().ok()?)));
    let (restore_epoch, restore): (u32, [u8; 32]) = named.ok_or(ParcelError::BadKey)?;
    let place = key.place();
    let name = (place.kind, place.group);
    let mut recipients = vec![Recipient::from_public(&house.recovery().age)?];
    if !house.takes_two(name) && !house.is_split(name) {
        recipients.push(Recipient::from_public(&restore)?);
    }
    let sealed = seal_small(&recipients, &key.travelling_text())?;
    Ok(SealedKey { place, restore_epoch, sealed })
}

/// The registry's key, wrapped to whom the recovery sheets enrol: the seed in hand is what entitles.
pub(super) fn wrapped_by_recovery(
    key: &RegistryKey,
    _entitles: &RecoverySeed,
    account: AccountId,
    to: &KemPublic,
) -> WrapRow {
    wrapped(key, Holder::Account(account), to)
}

fn wrapped<K: KindOfKey>(key: &Key<K>, holder: Holder, to: &KemPublic) -> WrapRow {
    let place = key.place();
    let wrap = Wrap::seal(key, holder, to);
    WrapRow { kind: place.kind, group: place.group, epoch: place.epoch, holder, wrap }
}

/// The grant that goes with a wrap.
pub(super) fn grant_of(row: &WrapRow, account: AccountId, valid_until: Option<WallTime>) -> Grant {
    Grant {
        account,
        kind: row.kind,
        group: row.group,
        epoch: row.epoch,
        wrap: row.wrap.digest(),
        valid_until,
        request: None,
    }
}
