//! The recovery sheets brought a second time: a supervisor who is screened and bound gets the keys that the sheets open
//! and that they do not hold. Else what the lost supervisors alone held would stay closed for good.
//!
//! It gives the sheets no power they have not: they open every key anyway. Their signature under the grant says so.

use crate::base::clock::WallTime;
use crate::crypto::hpke::KemPrivate;
use crate::keys::hierarchy::{GroupIdentities, GroupRecords, Key, KindOfKey, LogReader, Restore};
use crate::keys::place::{Holder, KeyKind, Place};
use crate::keys::recovery::RecoverySeed;
use crate::keys::statement::Body;
use crate::policy::{Act, Permit};
use crate::vault::Vault;
use crate::vault::registry::WrapRow;

use super::alarm::Alarm;
use super::deed::{PeopleError, require};
use super::entitled::{Bound, Screened};
use super::house::House;
use super::newkey::{grant_of, wrapped_to_bound, wrapped_to_screened};
use super::verified::Verified;

impl Vault<Verified> {
    /// Gives the supervisor who is logged in every key that the sheets open and this person does not hold; returns how
    /// many keys that were.
    pub fn regain(
        &mut self,
        permit: &Permit,
        seed: &RecoverySeed,
        wall: WallTime,
    ) -> Result<usize, PeopleError> {
        require(permit, &[Act::RecoveryEnrol])?;
        if seed.public().signing != self.house().founding().recovery_signing {
            return Err(PeopleError::Unknown("recovery"));
        }
        let me = self.state.account();
        let mut deed = self.deed(wall);
        let wraps = self.state.opened.registry.wraps()?;
        let (kem, signing) = (seed.kem(), seed.signing());
        let mut regained = Vec::new();
        {
            let screened = self.house().screened(me, self.now(wall))?.supervisor()?;
            let bound = self.house().bound(me, self.now(wall))?;
            for row in wraps.iter().filter(|row| row.holder == Holder::Recovery) {
                regained.extend(handed_by_sheets(self.house(), row, &kem, (screened, bound))?);
            }
        }
        for row in &regained {
            deed.say_with_recovery(Body::Grant(grant_of(row, me, None)), &signing)?;
        }
        let many = regained.len();
        deed.change.wraps.extend(regained);
        let done = deed.done();
        self.commit(done)?;
        self.stand_again(wall)?;
        Ok(many)
    }
}

/// A key that the sheets open, wrapped to a person who does not hold it; none if it is not in use, or held.
fn handed_by_sheets(
    house: &House,
    row: &WrapRow,
    kem: &KemPrivate,
    (screened, bound): (Screened<'_>, Bound<'_>),
) -> Result<Option<WrapRow>, PeopleError> {
    let key = (row.kind, row.group);
    let used = house.current_epoch(key).is_some_and(|(epoch, _)| epoch == row.epoch);
    if !used || screened.person().holds(key) {
        return Ok(None);
    }
    Ok(match row.kind {
        // Held by everyone who is admitted; its wraps lie elsewhere.
        KeyKind::Registry => None,
        KeyKind::LogReader => Some(wrapped_to_screened(&opened::<LogReader>(house, row, kem)?, screened)),
        KeyKind::Restore => Some(wrapped_to_screened(&opened::<Restore>(house, row, kem)?, screened)),
        KeyKind::GroupRecords => Some(wrapped_to_bound(&opened::<GroupRecords>(house, row, kem)?, bound)),
        KeyKind::GroupIdentities => {
            Some(wrapped_to_bound(&opened::<GroupIdentities>(house, row, kem)?, bound))
        }
    })
}

fn opened<K: KindOfKey>(house: &House, row: &WrapRow, kem: &KemPrivate) -> Result<Key<K>, Alarm> {
    let swapped = Alarm::WrapSwapped { kind: row.kind, group: row.group };
    let fact = house.epochs((row.kind, row.group)).find(|(epoch, _)| *epoch == row.epoch);
    let (_, fact) = fact.ok_or_else(|| swapped.clone())?;
    let place = Place { vault: house.vault(), kind: row.kind, group: row.group, epoch: row.epoch };
    row.wrap.open(place, Holder::Recovery, kem, fact.check).or(Err(swapped))
}
