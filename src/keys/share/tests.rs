//! Any two shares give the key back, one gives nothing, and a share counts only where it belongs; an independent
//! combiner, written in another language from the formula alone, agrees.

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::*;
use crate::base::id::{AccountId, GroupId, VaultId};
use crate::crypto::secret::secret_hex;
use crate::keys::hierarchy::{GroupIdentities, GroupRecords, IdentitiesKey, RecordsKey};
use proptest::prelude::*;

fn records_key(epoch: u32) -> RecordsKey {
    let group = GroupId::from_bytes([7; 16]);
    RecordsKey::generate(Place::of_group(VaultId::from_bytes([8; 16]), KeyKind::GroupRecords, group, epoch))
}

/// The key at 0 of the line through two points, byte by byte over GF(2⁸) with x⁸ + x⁴ + x³ + x² + 1.
const COMBINER: &str = "
import sys
def times(a, b):
    product = 0
    while b:
        if b & 1: product ^= a
        a, b = a << 1, b >> 1
        if a & 256: a ^= 0x11d
    return product
def inverse(a): return next(b for b in range(1, 256) if times(a, b) == 1)
(x, one), (y, two) = [(s[0], s[1:]) for s in map(bytes.fromhex, sys.stdin.read().split())]
over = inverse(x ^ y)
print(bytes(times(times(p, y) ^ times(q, x), over) for p, q in zip(one, two)).hex())
";

fn combined_by_python(one: &Share<GroupRecords>, two: &Share<GroupRecords>) -> String {
    let mut python = Command::new("python3");
    python.args(["-c", COMBINER]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut python = python.spawn().expect("python3 is needed to check the split");
    let mut line = String::new();
    for share in [one, two] {
        line.push_str(&secret_hex(&[share.number]));
        line.push_str(&secret_hex(share.value.expose()));
        line.push('\n');
    }
    python.stdin.take().unwrap().write_all(line.as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn any_two_of_five_give_the_key_back_as_an_independent_combiner_does() {
    let key = records_key(1);
    let shares = split(&key, 5).unwrap();
    assert_eq!(shares.iter().map(|share| share.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    let expected = secret_hex(key.bytes().expose());
    for (place, one) in shares.iter().enumerate() {
        assert_eq!(one.combine(one).err(), Some(CombineError::SameShare));
        for two in shares.iter().skip(place + 1) {
            assert!(two.combine(one).ok().unwrap().bytes().same_as(key.bytes()));
            assert_eq!(combined_by_python(one, two), *expected);
        }
    }
    for few in [0, 1, 256] {
        assert_eq!(split(&key, few).err(), Some(SplitError(few)));
    }
    let most = split(&key, MOST_SHARES).unwrap();
    assert!(most[254].combine(&most[0]).ok().unwrap().bytes().same_as(key.bytes()));
}

#[test]
fn one_share_says_nothing_of_the_key() {
    // Whatever one share is, every byte of the key can still be every byte: a partner exists for each.
    let key = records_key(1);
    let shares = split(&key, 2).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for guess in 0..=255_u8 {
        let value = SecretBytes::filled_by(|bytes| bytes.fill(guess));
        let partner = Share { value, name: None, number: 2, ..split(&key, 2).unwrap().remove(0) };
        let hex = first_byte_of(&shares[0], &partner);
        seen.insert(hex);
    }
    assert_eq!(seen.len(), 256);
    assert!(!shares[0].value.same_as(key.bytes()));
}

/// The first byte of what two shares give, whatever the key-check value says of it.
fn first_byte_of(one: &Share<GroupRecords>, two: &Share<GroupRecords>) -> u8 {
    let shares = [one.numbered().unwrap(), two.numbered().unwrap()];
    Sharks(SHARES_NEEDED).recover(&shares).unwrap()[0]
}

#[test]
fn shares_of_other_keys_epochs_and_groups_do_not_combine() {
    let key = records_key(1);
    let shares = split(&key, 2).unwrap();
    let again = split(&key, 2).unwrap();
    // Of the same key, but of another polynomial: the key-check value shows that it is not the key.
    assert_eq!(shares[0].combine(&again[1]).err(), Some(CombineError::WrongKey));
    let next = split(&records_key(2), 2).unwrap();
    assert_eq!(shares[0].combine(&next[1]).err(), Some(CombineError::OtherKey));
    let other = split(&records_key(1), 2).unwrap();
    assert_eq!(shares[0].combine(&other[1]).err(), Some(CombineError::OtherKey));
}

#[test]
fn a_share_opens_where_it_belongs_and_nowhere_else() {
    let key = records_key(3);
    let (place, check) = (key.place(), key.check_value());
    let shares = split(&key, 3).unwrap();
    let people: Vec<_> = (0..3).map(|_| (KemPrivate::generate(), AccountId::generate())).collect();
    let holder = |of: usize| Holder::Account(people[of].1);
    let wraps: Vec<Wrap> = (0..3).map(|of| shares[of].wrap(holder(of), &people[of].0.public())).collect();
    let open = |wrap: &Wrap, place, holder, with, check| {
        Share::<GroupRecords>::unwrap(wrap, place, holder, with, check).ok()
    };
    for (number, wrap) in wraps.iter().enumerate() {
        for (other, (with, _)) in people.iter().enumerate() {
            for as_whom in [holder(0), holder(1), holder(2), Holder::Recovery] {
                let opened = open(wrap, place, as_whom, with, check).is_some();
                assert_eq!(opened, number == other && as_whom == holder(number));
            }
        }
    }
    let (wrap, with) = (&wraps[0], &people[0].0);
    for elsewhere in [
        Place { vault: VaultId::generate(), ..place },
        Place { group: Some(GroupId::generate()), ..place },
        Place { epoch: 2, ..place },
        Place { kind: KeyKind::GroupIdentities, ..place },
    ] {
        assert!(open(wrap, elsewhere, holder(0), with, check).is_none());
    }
    assert!(open(wrap, place, holder(0), with, Digest::ZERO).is_none());
    // A share is no key, and a key is no share.
    assert!(wrap.open::<GroupRecords>(place, holder(0), with, check).is_err());
    let whole = Wrap::seal(&key, holder(0), &with.public());
    assert!(open(&whole, place, holder(0), with, check).is_none());
    let opened: Vec<_> =
        (0..2).map(|of| open(&wraps[of], place, holder(of), &people[of].0, check).unwrap()).collect();
    assert!(opened[0].combine(&opened[1]).ok().unwrap().bytes().same_as(key.bytes()));
    // The name can be read by each alone, and the records by none.
    let sealed = key.name_key().seal(b"face", b"Clinica Ana");
    assert_eq!(**opened[0].name_key().unwrap().open(b"face", &sealed).unwrap(), *b"Clinica Ana");
}

#[test]
fn a_share_of_identities_tells_no_name() {
    let place = Place { kind: KeyKind::GroupIdentities, ..records_key(1).place() };
    let key = IdentitiesKey::generate(place);
    let person = KemPrivate::generate();
    let wrap = split(&key, 2).unwrap()[1].wrap(Holder::Recovery, &person.public());
    let share = Share::<GroupIdentities>::unwrap(&wrap, place, Holder::Recovery, &person, key.check_value());
    assert!(share.ok().unwrap().name_key().is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn every_flipped_bit_is_noticed(bit in any::<proptest::sample::Index>()) {
        let key = records_key(1);
        let person = KemPrivate::generate();
        let mut wrap = split(&key, 2).unwrap()[0].wrap(Holder::Recovery, &person.public());
        let bit = bit.index(wrap.0.len() * 8);
        wrap.0[bit / 8] ^= 1 << (bit % 8);
        let opened = Share::<GroupRecords>::unwrap(&wrap, key.place(), Holder::Recovery, &person, key.check_value());
        prop_assert!(opened.is_err());
    }
}
