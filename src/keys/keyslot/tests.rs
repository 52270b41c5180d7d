//! What a keyslot refuses: everything but the password, the factor and the bytes that it was sealed with.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::keys::mutated::{items, leaves, mutated};

const PROFILE: Profile = Profile::Sample;

fn password(text: &str) -> Password {
    Password::from_chars(&text.chars().collect::<Vec<_>>())
}

fn header_of(keys: &AccountKeys) -> KeyslotHeader {
    let (vault, account) = (VaultId::generate(), AccountId::generate());
    KeyslotHeader::new(vault, account, PROFILE.floor(), keys.public(), Digest([3; 32]))
}

fn sealed(factor: Option<&EnrolledFactor>) -> Keyslot {
    let keys = AccountKeys::generate();
    Keyslot::seal(header_of(&keys), &keys, &password("a long enough password"), factor, PROFILE).unwrap()
}

fn keyfile(byte: u8) -> SecondFactor {
    enrolled(byte).second()
}

fn enrolled(byte: u8) -> EnrolledFactor {
    let asked = Asked::Keyfile(FactorId([byte; 16]));
    EnrolledFactor {
        asked,
        label: format!("stick {byte}"),
        secret: SecretBytes::from_exposed(&mut [byte; 32]),
    }
}

fn token(byte: u8) -> EnrolledFactor {
    EnrolledFactor { asked: Asked::Token(vec![byte; 80]), ..enrolled(byte) }
}

fn refusal(slot: &Keyslot, text: &str, factor: Option<&SecondFactor>) -> Option<KeyslotError> {
    slot.open(&password(text), factor, PROFILE).err()
}

static SLOT: LazyLock<Keyslot> = LazyLock::new(|| sealed(None));

#[test]
fn the_right_password_opens_and_a_wrong_one_does_not() {
    let keys = SLOT.open(&password("a long enough password"), None, PROFILE).ok().unwrap();
    assert_eq!(keys.public(), SLOT.header.public);
    assert_eq!(refusal(&SLOT, "a long enough passwore", None), Some(KeyslotError::WrongCredentials));
    assert_eq!(refusal(&SLOT, "", None), Some(KeyslotError::WrongCredentials));
    let nothing = Keyslot::open_nothing(&password("any"), PROFILE.floor(), PROFILE);
    assert_eq!(nothing, KeyslotError::WrongCredentials);
}

#[test]
fn a_second_factor_is_needed_and_must_be_the_right_one() {
    let factor = keyfile(1);
    let slot = sealed(Some(&enrolled(1)));
    assert_eq!(slot.header.asked.factors(), FACTOR_PASSWORD | FACTOR_KEYFILE);
    assert_eq!(refusal(&slot, "a long enough password", Some(&factor)), None);
    let same_bytes = SecondFactor::Token(SecretBytes::from_exposed(&mut [1; 32]));
    for wrong in [None, Some(&keyfile(2)), Some(&same_bytes)] {
        let refused = refusal(&slot, "a long enough password", wrong);
        assert_eq!(refused, Some(KeyslotError::WrongCredentials));
    }
}

#[test]
fn a_slot_survives_its_bytes() {
    let read = Keyslot::from_bytes(&SLOT.to_bytes(), SLOT.header.vault, PROFILE).unwrap();
    assert_eq!(read, *SLOT);
    let elsewhere = Keyslot::from_bytes(&SLOT.to_bytes(), VaultId::generate(), PROFILE);
    assert_eq!(elsewhere, Err(KeyslotError::Malformed));
}

#[test]
fn every_changed_header_field_is_refused() {
    let header = &SLOT.header;
    let other = AccountKeys::generate().public();
    let changed = [
        KeyslotHeader { vault: VaultId::generate(), ..header.clone() },
        KeyslotHeader { account: AccountId::generate(), ..header.clone() },
        KeyslotHeader { asked: Asked::Token(vec![1]), ..header.clone() },
        KeyslotHeader { asked: Asked::Keyfile(FactorId([1; 16])), ..header.clone() },
        KeyslotHeader { params: Argon2Params { passes: 2, ..header.params }, ..header.clone() },
        KeyslotHeader { params: Argon2Params { memory_kib: 9 << 10, ..header.params }, ..header.clone() },
        KeyslotHeader { salt: [0; 32], ..header.clone() },
        KeyslotHeader { public: AccountPublic { kem: other.kem, ..header.public.clone() }, ..header.clone() },
        KeyslotHeader {
            public: AccountPublic { signing: other.signing, ..header.public.clone() },
            ..header.clone()
        },
        KeyslotHeader { founding: Digest::ZERO, ..header.clone() },
        KeyslotHeader { generation: 2, ..header.clone() },
    ];
    for header in changed {
        let slot = Keyslot { header, ..SLOT.clone() };
        // Read back, so that what is refused is a slot that a file could hold.
        let slot = Keyslot::from_bytes(&slot.to_bytes(), slot.header.vault, PROFILE).unwrap();
        let refused = refusal(&slot, "a long enough password", None);
        assert_eq!(refused, Some(KeyslotError::WrongCredentials), "{:?}", slot.header);
    }
}

/// What a slot gives; derives again only where another salt or another cost is claimed.
fn opened(slot: &Keyslot, of: &Keyslot, key: &SecretBytes<32>, factor: Option<&SecondFactor>) -> bool {
    if (slot.header.salt, slot.header.params) == (of.header.salt, of.header.params) {
        slot.open_with(key, factor).is_ok()
    } else {
        refusal(slot, "a long enough password", factor).is_none()
    }
}

#[test]
fn each_header_field_is_refused_in_forty_other_versions() {
    for stick in [None, Some(enrolled(1)), Some(token(1))] {
        let slot = sealed(stick.as_ref());
        let factor = stick.as_ref().map(EnrolledFactor::second);
        let (bytes, header) = (slot.to_bytes(), &slot.header);
        let key = password("a long enough password");
        let key = derive_password_key(&key, &header.salt, header.params, PROFILE).unwrap();
        assert!(opened(&slot, &slot, &key, factor.as_ref()));
        let front = items(&bytes, 0)[0].clone();
        let fields = items(&bytes, front.start);
        assert_eq!(fields.len(), 11 + usize::from(stick.is_some()));
        for (number, field) in fields.iter().enumerate() {
            let changed: Vec<_> =
                leaves(&bytes, field).iter().flat_map(|part| mutated(&bytes, part)).collect();
            assert!(changed.len() >= 40, "field {number}");
            for changed in changed {
                let read = Keyslot::from_bytes(&changed, header.vault, PROFILE);
                let opens = read.is_ok_and(|read| opened(&read, &slot, &key, factor.as_ref()));
                assert!(!opens, "field {number}");
            }
        }
    }
}

#[test]
fn parameters_out_of_bounds_are_refused_before_they_cost_anything() {
    assert_eq!(
        Keyslot::from_bytes(&SLOT.to_bytes(), SLOT.header.vault, Profile::Real),
        Err(KeyslotError::Malformed)
    );
    for params in [
        Argon2Params { memory_kib: (2 << 20) + 1, ..SLOT.header.params },
        Argon2Params { memory_kib: 1024, ..SLOT.header.params },
        Argon2Params { passes: 0, ..SLOT.header.params },
        Argon2Params { lanes: 4, ..SLOT.header.params },
    ] {
        let slot = Keyslot { header: KeyslotHeader { params, ..SLOT.header.clone() }, ..SLOT.clone() };
        let read = Keyslot::from_bytes(&slot.to_bytes(), SLOT.header.vault, PROFILE);
        assert_eq!(read, Err(KeyslotError::Malformed));
    }
    let keys = AccountKeys::generate();
    let cheap = Keyslot::seal(header_of(&keys), &keys, &password("a"), None, Profile::Real);
    assert_eq!(cheap, Err(KeyslotError::Malformed));
}

#[test]
fn keys_that_do_not_fit_the_header_are_not_sealed() {
    let header = header_of(&AccountKeys::generate());
    let refused = Keyslot::seal(header, &AccountKeys::generate(), &password("a"), None, PROFILE);
    assert_eq!(refused, Err(KeyslotError::Malformed));
}

#[test]
fn other_spellings_of_a_slot_are_refused() {
    let bytes = SLOT.to_bytes();
    let longer = [bytes.as_slice(), &[0]].concat();
    // The outer array of four, as an array of indefinite length.
    let indefinite = [&[0x9f], &bytes[1..], &[0xff]].concat();
    // The version as two bytes instead of one.
    let wide = [&bytes[..2], &[0x18], &bytes[2..]].concat();
    for other in [&longer, &indefinite, &wide, &bytes[..bytes.len() - 1].to_vec(), &Vec::new()] {
        let read = Keyslot::from_bytes(other, SLOT.header.vault, PROFILE);
        assert_eq!(read, Err(KeyslotError::Malformed));
    }
}

#[test]
fn the_last_four_passwords_are_remembered() {
    let mut slot = SLOT.clone();
    let mut present = "a long enough password".to_owned();
    for number in 1..=4 {
        let content = slot.open_whole(&password(&present), None, PROFILE).ok().unwrap();
        present = format!("password number {number}");
        let header = slot.header.next();
        let again =
            Keyslot::reseal(&header, &content, &password(&present), Resealing::NewPassword, PROFILE).unwrap();
        assert_eq!(again.len(), 1);
        slot = again.into_iter().next().unwrap();
    }
    let content = slot.open_whole(&password(&present), None, PROFILE).ok().unwrap();
    assert_eq!((content.passwords.len(), slot.header.generation), (PASSWORDS_REMEMBERED, 5));
    let used = |text: &str| content.passwords.iter().any(|past| past.is(&password(text), PROFILE).unwrap());
    assert!(!used("a long enough password"));
    assert!((1..=4).all(|number| used(&format!("password number {number}"))));
}

/// The slots of someone with two sticks and the token of one of them.
fn two_ways_in() -> Vec<Keyslot> {
    let first = sealed(Some(&enrolled(1)));
    let right = password("a long enough password");
    let mut content = first.open_whole(&right, Some(&keyfile(1)), PROFILE).ok().unwrap();
    content.factors.push(enrolled(2));
    Keyslot::reseal(&first.header.next(), &content, &right, Resealing::SamePassword, PROFILE).unwrap()
}

#[test]
fn one_log_in_can_rewrite_every_slot_of_a_person() {
    let slots = two_ways_in();
    let right = password("a long enough password");
    let open = |factor: Option<&SecondFactor>| Keyslot::open_any(&slots, &right, factor, PROFILE);
    for byte in [1, 2] {
        let (header, content) = open(Some(&keyfile(byte))).ok().unwrap();
        assert_eq!(header.asked, enrolled(byte).asked);
        assert_eq!((content.factors.len(), content.passwords.len()), (2, 1));
        for (kept, own) in content.factors.iter().zip([1, 2]) {
            assert_eq!((&kept.asked, kept.label.as_str()), (&enrolled(own).asked, &*format!("stick {own}")));
            assert!(kept.secret.same_as(&enrolled(own).secret));
        }
    }
    for wrong in [None, Some(&keyfile(3)), Some(&token(1).second())] {
        assert_eq!(open(wrong).err(), Some(KeyslotError::WrongCredentials));
    }
    let wrong = Keyslot::open_any(&slots, &password("another password"), Some(&keyfile(1)), PROFILE);
    assert_eq!(wrong.err(), Some(KeyslotError::WrongCredentials));
    assert_eq!(slots[0].header.salt, slots[1].header.salt, "one derivation serves both");
}

#[test]
fn a_slot_that_was_swapped_for_its_siblings_opens_nothing() {
    let slots = two_ways_in();
    let mut swapped = slots.clone();
    swapped[0].sealed = slots[1].sealed.clone();
    let named_as = |of: &Keyslot, like: &Keyslot| Keyslot { header: like.header.clone(), ..of.clone() };
    let right = password("a long enough password");
    for slot in [&swapped[0], &named_as(&slots[0], &slots[1]), &named_as(&slots[1], &slots[0])] {
        for byte in [1, 2] {
            let refused = slot.open(&right, Some(&keyfile(byte)), PROFILE).err();
            assert_eq!(refused, Some(KeyslotError::WrongCredentials));
        }
    }
}

#[test]
fn a_token_is_named_by_its_credential_within_bounds() {
    let slot = sealed(Some(&token(7)));
    let read = Keyslot::from_bytes(&slot.to_bytes(), slot.header.vault, PROFILE).unwrap();
    assert_eq!(read.header.asked, Asked::Token(vec![7; 80]));
    assert_eq!(refusal(&read, "a long enough password", Some(&token(7).second())), None);
    let keys = AccountKeys::generate();
    let too_long = Asked::Token(vec![0; MOST_CREDENTIAL_BYTES + 1]);
    for asked in [Asked::Nothing, Asked::Token(Vec::new()), too_long] {
        let odd = EnrolledFactor { asked, ..enrolled(1) };
        let refused = Keyslot::seal(header_of(&keys), &keys, &password("a"), Some(&odd), PROFILE);
        assert_eq!(refused, Err(KeyslotError::Malformed));
    }
    let label = "x".repeat(LABEL_CHARS + 1);
    let odd = EnrolledFactor { label, ..enrolled(1) };
    let refused = Keyslot::seal(header_of(&keys), &keys, &password("a"), Some(&odd), PROFILE);
    assert_eq!(refused, Err(KeyslotError::Malformed));
}

static WITH_STICK: LazyLock<Keyslot> = LazyLock::new(|| sealed(Some(&enrolled(1))));

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_flipped_bit_is_refused(at in any::<prop::sample::Index>()) {
        let mut bytes = SLOT.to_bytes();
        let bit = at.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        if let Ok(slot) = Keyslot::from_bytes(&bytes, SLOT.header.vault, PROFILE) {
            // Costly parameters are bounded, but need not be tried here: they are authenticated like the rest.
            prop_assume!(slot.header.params == SLOT.header.params);
            let refused = slot.open(&password("a long enough password"), None, PROFILE).err();
            prop_assert_eq!(refused, Some(KeyslotError::WrongCredentials));
        }
    }

    #[test]
    fn every_flipped_bit_of_a_slot_with_a_stick_is_refused(at in any::<prop::sample::Index>()) {
        let mut bytes = WITH_STICK.to_bytes();
        let bit = at.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        if let Ok(slot) = Keyslot::from_bytes(&bytes, WITH_STICK.header.vault, PROFILE) {
            prop_assume!(slot.header.params == WITH_STICK.header.params);
            let refused = slot.open(&password("a long enough password"), Some(&keyfile(1)), PROFILE).err();
            prop_assert_eq!(refused, Some(KeyslotError::WrongCredentials));
        }
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(Keyslot::from_bytes(&bytes, SLOT.header.vault, PROFILE).is_err());
    }
}
