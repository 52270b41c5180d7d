//! Statements about the recovery sheets: another set takes the place of the one before, and keys of before are wrapped to it.

use crate::keys::place::{Holder, KeyKind};
use crate::keys::share::SHARES_NEEDED;
use crate::keys::statement::{RecoveryRotation, RecoveryWrap, Signer};

use super::super::house::{House, KeyName, ReplacedSet};
use super::{Made, Refused, holders_among, require_two};

/// The keys that the sheets of before opened for the whole vault: a thief of old sheets and an old medium has them.
const VAULT_KEYS: [KeyKind; 3] = [KeyKind::Registry, KeyKind::LogReader, KeyKind::Restore];

/// By two, and by the new recovery key: whoever signs with it had enough of the new sheets together.
pub(super) fn apply_rotation(
    house: &mut House,
    made: &Made<'_>,
    says: &RecoveryRotation,
) -> Result<(), Refused> {
    if !made.seconds.contains(&Signer::Recovery) {
        return Err("the new recovery key has not signed");
    }
    if says.reason.trim().is_empty() {
        return Err("replacing the sheets has a reason in writing");
    }
    let new = &says.recovery;
    let before = house.replaced.iter().map(|set| &set.recovery).chain([&house.recovery]);
    for known in before {
        if known.kem == new.kem || known.age == new.age || known.signing == new.signing {
            return Err("these recovery keys were in use before");
        }
    }
    require_two(house, made, None)?;
    let recovery = std::mem::replace(&mut house.recovery, new.clone());
    house.replaced.push(ReplacedSet { recovery, number: made.number, at: made.at });
    for kind in VAULT_KEYS {
        let current = house.current_epoch((kind, None)).map(|(epoch, _)| epoch);
        house.owed.extend(current.map(|epoch| ((kind, None), epoch)));
    }
    Ok(())
}

/// By whoever holds the key; of a split key by two who hold a share.
pub(super) fn apply_wrap(house: &mut House, made: &Made<'_>, says: &RecoveryWrap) -> Result<(), Refused> {
    let key: KeyName = (says.kind, says.group);
    let fact = house.epochs.get(&key).and_then(|epochs| epochs.get(&says.epoch));
    let split = fact.ok_or("there is no such key")?.split;
    let needed = if split { usize::from(SHARES_NEEDED) } else { 1 };
    if holders_among(house, made, key, says.epoch) < needed {
        return Err("only who holds a key wraps it to recovery");
    }
    let set = house.replaced.len();
    let fact = house.epochs.get_mut(&key).and_then(|epochs| epochs.get_mut(&says.epoch));
    let fact = fact.filter(|fact| fact.set < set).ok_or("it is wrapped to the sheets in use")?;
    fact.wraps.insert(Holder::Recovery, says.wrap);
    fact.set = set;
    Ok(())
}
