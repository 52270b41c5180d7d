//! A key that was just made, ready to be written: its epoch statement, its maker's grant, and its wraps.
//!
//! Every key is wrapped to its maker and to recovery, in the same transaction.

use crate::base::id::AccountId;
use crate::crypto::hpke::KemPublic;
use crate::keys::hierarchy::{Key, KindOfKey};
use crate::keys::place::Holder;
use crate::keys::statement::{Epoch, Grant};
use crate::keys::wrap::Wrap;
use crate::vault::registry::WrapRow;

/// What a new key brings with it.
pub(super) struct NewKey {
    pub(super) epoch: Epoch,
    pub(super) grant: Grant,
    /// The maker's wrap first, then recovery's.
    pub(super) wraps: [WrapRow; 2],
}

/// Wraps a new key to its maker and to recovery. `public` is its public half, for kinds that have one.
pub(super) fn new_key<K: KindOfKey>(
    key: &Key<K>,
    public: Option<Vec<u8>>,
    (maker, maker_kem): (AccountId, &KemPublic),
    recovery: &KemPublic,
) -> NewKey {
    let wraps = [wrapped(key, Holder::Account(maker), maker_kem), wrapped(key, Holder::Recovery, recovery)];
    let place = key.place();
    let epoch = Epoch {
        kind: place.kind,
        group: place.group,
        epoch: place.epoch,
        check: key.check_value(),
        public,
        wraps: wraps.iter().map(|row| (row.holder, row.wrap.digest())).collect(),
    };
    let [own, _] = &wraps;
    let grant = grant_of(own, maker);
    NewKey { epoch, grant, wraps }
}

/// The row of one wrap.
pub(super) fn wrapped<K: KindOfKey>(key: &Key<K>, holder: Holder, to: &KemPublic) -> WrapRow {
    let place = key.place();
    let wrap = Wrap::seal(key, holder, to);
    WrapRow { kind: place.kind, group: place.group, epoch: place.epoch, holder, wrap }
}

/// The grant that goes with a wrap.
pub(super) fn grant_of(row: &WrapRow, account: AccountId) -> Grant {
    Grant {
        account,
        kind: row.kind,
        group: row.group,
        epoch: row.epoch,
        wrap: row.wrap.digest(),
        valid_until: None,
    }
}
