//! What a keyslot refuses: everything but the password, the factor and the bytes that it was sealed with.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

const PROFILE: Profile = Profile::Sample;

fn password(text: &str) -> Password {
    Password::from_chars(&text.chars().collect::<Vec<_>>())
}

fn header_of(keys: &AccountKeys) -> KeyslotHeader {
    let (vault, account) = (VaultId::generate(), AccountId::generate());
    KeyslotHeader::new(vault, account, PROFILE.floor(), keys.public(), Digest([3; 32]))
}

fn sealed(factor: Option<&SecondFactor>) -> Keyslot {
    let keys = AccountKeys::generate();
    Keyslot::seal(header_of(&keys), &keys, &password("a long enough password"), factor, PROFILE).unwrap()
}

fn keyfile(byte: u8) -> SecondFactor {
    SecondFactor::Keyfile(SecretBytes::from_exposed(&mut [byte; 32]))
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
    let slot = sealed(Some(&factor));
    assert_eq!(slot.header.factors, FACTOR_PASSWORD | FACTOR_KEYFILE);
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
        KeyslotHeader { factors: FACTOR_PASSWORD | FACTOR_TOKEN, ..header.clone() },
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
        slot = Keyslot::reseal(header, &content, &password(&present), None, Resealing::NewPassword, PROFILE)
            .unwrap();
    }
    let content = slot.open_whole(&password(&present), None, PROFILE).ok().unwrap();
    assert_eq!((content.passwords.len(), slot.header.generation), (PASSWORDS_REMEMBERED, 5));
    let used = |text: &str| content.passwords.iter().any(|past| past.is(&password(text), PROFILE).unwrap());
    assert!(!used("a long enough password"));
    assert!((1..=4).all(|number| used(&format!("password number {number}"))));
}

#[test]
fn one_log_in_can_rewrite_every_slot_of_a_person() {
    let first = sealed(Some(&keyfile(1)));
    let mut content =
        first.open_whole(&password("a long enough password"), Some(&keyfile(1)), PROFILE).ok().unwrap();
    content.siblings.push(keyfile(2));
    let header = first.header.next();
    let reseal = |factor: &SecondFactor| {
        let password = password("a long enough password");
        let same = Resealing::SamePassword;
        Keyslot::reseal(header.clone(), &content, &password, Some(factor), same, PROFILE).unwrap()
    };
    let second = reseal(&content.siblings[0]);
    let opened =
        second.open_whole(&password("a long enough password"), Some(&keyfile(2)), PROFILE).ok().unwrap();
    assert_eq!(opened.keys.public(), first.header.public);
    assert_eq!((opened.siblings.len(), opened.passwords.len()), (1, 1));
    assert!(opened.siblings[0].secret().same_as(keyfile(2).secret()));
}

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
    fn no_bytes_make_reading_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(Keyslot::from_bytes(&bytes, SLOT.header.vault, PROFILE).is_err());
    }
}
