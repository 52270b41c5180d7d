//! Keyslots changed in the file, with the file's sum made right again: each change is refused, lowered costs before they
//! cost anything.

use strongroom::crypto::hash::sha256;
use strongroom::crypto::kdf::Profile;
use strongroom::keys::keyslot::Keyslot;
use strongroom::store::{Access, StoreError};
use strongroom::vault::account::load_keyslots;
use strongroom::vault::{UnlockError, Vault};

use crate::fixture::{Fixture, LOGIN, PASSWORD, password};
use crate::group::House;

/// The only slot of the founder, as bytes.
fn slot_of(fixture: &Fixture) -> Vec<u8> {
    let sealed = Vault::open(fixture.layout().folder()).unwrap();
    let path = fixture.layout().keyslots(sealed.account_handle(LOGIN));
    load_keyslots(&path, sealed.id(), Profile::Sample).unwrap()[0].to_bytes()
}

/// Writes a slot into the file, as an insider would who knows its format.
fn put(fixture: &Fixture, slot: &[u8]) {
    let sealed = Vault::open(fixture.layout().folder()).unwrap();
    let mut content = vec![0x81];
    content.extend(minicbor::to_vec(minicbor::bytes::ByteVec::from(slot.to_vec())).unwrap());
    let mut file = vec![0x82];
    file.extend(minicbor::to_vec(minicbor::bytes::ByteVec::from(content.clone())).unwrap());
    file.extend(minicbor::to_vec(minicbor::bytes::ByteArray::from(sha256(&content).0)).unwrap());
    std::fs::write(fixture.layout().keyslots(sealed.account_handle(LOGIN)), file).unwrap();
}

fn refused(fixture: &Fixture) -> bool {
    let sealed = Vault::open(fixture.layout().folder()).unwrap();
    let outcome = sealed.unlock(LOGIN, &password(PASSWORD), None);
    matches!(outcome, Err(UnlockError::WrongCredentials | UnlockError::Damaged { .. }))
}

#[test]
fn every_changed_byte_of_a_keyslots_header_is_refused_at_unlock() {
    let fixture = Fixture::new();
    let slot = slot_of(&fixture);
    // The X-Wing key is most of the header: each byte before it, some of it, and each after, into the commitment.
    let kem_ends = slot.len() - slot.len().min(560);
    let places: Vec<usize> =
        (0..110).chain((110..kem_ends).step_by(29)).chain((kem_ends..slot.len()).step_by(11)).collect();
    assert!(places.len() >= 150);
    for place in places {
        let mut changed = slot.clone();
        changed[place] ^= 1 << (place % 8);
        put(&fixture, &changed);
        assert!(refused(&fixture), "byte {place} of {} was changed unnoticed", slot.len());
    }
    put(&fixture, &slot);
    assert!(!refused(&fixture));
}

#[test]
fn lowered_costs_are_refused() {
    let fixture = Fixture::new();
    let slot = slot_of(&fixture);
    let floor = Profile::Sample.floor();
    let params = |memory: u32, passes: u32, lanes: u32| minicbor::to_vec((memory, passes, lanes)).unwrap();
    let known = params(floor.memory_kib, floor.passes, floor.lanes);
    let at = slot.windows(known.len()).position(|window| window == known).unwrap();
    let lowered = [
        (floor.memory_kib / 2, floor.passes, floor.lanes),
        (floor.memory_kib - 1, floor.passes, floor.lanes),
        (256, floor.passes, floor.lanes),
        (floor.memory_kib, 0, floor.lanes),
        (floor.memory_kib, floor.passes, 0),
    ];
    let vault = Vault::open(fixture.layout().folder()).unwrap().id();
    for (memory, passes, lanes) in lowered {
        let mut changed = slot.clone();
        // The header's length changes with a shorter number; where it does, the slot is refused for that.
        let cheap = params(memory, passes, lanes);
        changed.splice(at..at + known.len(), cheap);
        assert!(Keyslot::from_bytes(&changed, vault, Profile::Sample).is_err());
        put(&fixture, &changed);
        let sealed = Vault::open(fixture.layout().folder()).unwrap();
        let outcome = sealed.unlock(LOGIN, &password(PASSWORD), None);
        assert!(matches!(outcome, Err(UnlockError::Damaged { .. })), "{memory} {passes} {lanes}");
    }
    // What is enough for a sample is too little for a real vault.
    assert!(Keyslot::from_bytes(&slot, vault, Profile::Real).is_err());
}

#[test]
fn a_swapped_group_database_does_not_open() {
    let mut house = House::new();
    let (one, other) = (house.group(), house.group());
    let (one_id, other_id) = (one.id(), other.id());
    one.close().unwrap();
    other.close().unwrap();
    let layout = house.layout();
    for path in [strongroom::vault::Layout::records, strongroom::vault::Layout::identities] {
        let (mine, theirs) = (path(&layout, one_id, 1), path(&layout, other_id, 1));
        let kept = std::fs::read(&mine).unwrap();
        std::fs::copy(&theirs, &mine).unwrap();
        let outcome = house.try_open(one_id, Access::ReadWrite);
        assert!(
            matches!(
                outcome.err(),
                Some(strongroom::records::RecordsError::Store(StoreError::Damaged { .. }))
            ),
            "the files of one group are not those of another"
        );
        std::fs::write(&mine, kept).unwrap();
    }
    assert!(house.try_open(one_id, Access::ReadWrite).is_ok());
}
