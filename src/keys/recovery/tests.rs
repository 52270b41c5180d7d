//! Any three sheets of five recover, no two do, and a mistyped sheet is refused with the place of the mistake.

use proptest::prelude::*;

use super::*;

fn printed() -> (RecoverySeed, Vec<Sheet>) {
    let seed = RecoverySeed::generate();
    let sheets = seed.split(SHEETS_NEEDED, SHEETS_PRINTED).ok().unwrap();
    (seed, sheets)
}

/// The sheet again, as someone who types its words gets it.
fn typed(sheet: &Sheet) -> Sheet {
    let words = sheet.words();
    Sheet::from_words(&words.iter().map(String::as_str).collect::<Vec<_>>()).ok().unwrap()
}

fn combined(sheets: &[&Sheet]) -> Result<RecoverySeed, SheetError> {
    RecoverySeed::combine(&sheets.iter().map(|sheet| typed(sheet)).collect::<Vec<_>>())
}

#[test]
fn any_three_sheets_recover_and_no_two_do() {
    let (seed, sheets) = printed();
    let named = seed.public();
    let numbers: Vec<u8> = sheets.iter().map(|sheet| sheet.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    let mut threes = 0;
    for (first, one) in sheets.iter().enumerate() {
        for (second, two) in sheets.iter().enumerate().skip(first + 1) {
            let refused = combined(&[one, two]).err();
            assert_eq!(refused, Some(SheetError::TooFew { missing: 1 }));
            for three in sheets.iter().skip(second + 1) {
                assert!(combined(&[three, one, two]).ok().unwrap().fits(&named));
                threes += 1;
            }
        }
    }
    assert_eq!(threes, 10);
    let all: Vec<&Sheet> = sheets.iter().collect();
    assert!(combined(&all).ok().unwrap().fits(&named));
    assert_eq!(RecoverySeed::combine(&[]).err(), Some(SheetError::TooFew { missing: 3 }));
}

#[test]
fn two_sheets_that_claim_to_be_enough_give_other_keys() {
    let (seed, sheets) = printed();
    for (place, one) in sheets.iter().enumerate() {
        for two in sheets.iter().skip(place + 1) {
            let lie = |sheet: &Sheet| Sheet { needed: 2, ..typed(sheet) };
            let wrong = RecoverySeed::combine(&[lie(one), lie(two)]).ok().unwrap();
            assert!(!wrong.fits(&seed.public()));
        }
    }
}

#[test]
fn sheets_of_other_sets_and_repeated_sheets_are_refused() {
    let (seed, sheets) = printed();
    let (other, others) = printed();
    assert_ne!(seed.public().sheet_set(), other.public().sheet_set());
    assert!(sheets.iter().all(|sheet| sheet.set == seed.public().sheet_set()));
    let mixed = combined(&[&sheets[0], &sheets[1], &others[2]]);
    assert_eq!(mixed.err(), Some(SheetError::OtherSet));
    let repeated = combined(&[&sheets[0], &sheets[1], &sheets[0]]);
    assert_eq!(repeated.err(), Some(SheetError::Repeated));
}

#[test]
fn splits_that_make_no_sense_are_refused() {
    let seed = RecoverySeed::generate();
    for (needed, total) in [(0, 5), (1, 5), (5, 5), (6, 5), (2, 2), (0, 0)] {
        assert_eq!(seed.split(needed, total).err(), Some(SheetError::BadSplit));
    }
    for (needed, total) in [(2, 3), (3, 5), (254, 255)] {
        let sheets = seed.split(needed, total).ok().unwrap();
        assert_eq!(sheets.len(), usize::from(total));
        assert!(RecoverySeed::combine(&sheets).ok().unwrap().fits(&seed.public()));
    }
}

#[test]
fn one_wrong_word_is_found() {
    let (_, sheets) = printed();
    let words = sheets[0].words();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    assert_eq!(words.len(), SHEET_WORDS);
    for place in [0, 7, SHEET_WORDS - 1] {
        let mut wrong = words.clone();
        wrong[place] = "strongroom";
        assert_eq!(Sheet::from_words(&wrong).err(), Some(SheetError::Word(place + 1)));
        wrong[place] = if words[place] == "zoo" { "zone" } else { "zoo" };
        assert_eq!(Sheet::from_words(&wrong).err(), Some(SheetError::LikelyWord(place + 1)));
    }
    let place = (1..SHEET_WORDS).find(|place| words[place - 1] != words[*place]).unwrap();
    let mut swapped = words.clone();
    swapped.swap(place - 1, place);
    assert_eq!(Sheet::from_words(&swapped).err(), Some(SheetError::Swapped(place)));
    let mut two = words.clone();
    (two[3], two[20]) = (two[20], two[3]);
    (two[9], two[28]) = ("zoo", "zoo");
    assert_eq!(Sheet::from_words(&two).err(), Some(SheetError::Checksum));
    assert_eq!(Sheet::from_words(&words[1..]).err(), Some(SheetError::WordCount { found: 31 }));
}

#[test]
fn a_sheet_survives_its_qr_code() {
    let (seed, sheets) = printed();
    let read = |sheet: &Sheet| Sheet::from_qr_text(&sheet.qr_text()).ok().unwrap();
    let three: Vec<Sheet> = sheets.iter().skip(2).map(read).collect();
    assert!(RecoverySeed::combine(&three).ok().unwrap().fits(&seed.public()));
    let text = sheets[0].qr_text();
    // The alphanumeric mode of QR codes (ISO/IEC 18004, table 5).
    assert!(text.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || " $%*+-./:".contains(c)));
    assert_eq!(Sheet::from_qr_text("https://example.org").err(), Some(SheetError::NotASheet));
    let cut: String = text.chars().take(text.len() - 2).collect();
    assert_eq!(Sheet::from_qr_text(&cut).err(), Some(SheetError::Checksum));
    let changed = format!("{cut}XX");
    assert_eq!(Sheet::from_qr_text(&changed).err(), Some(SheetError::Checksum));
}

#[test]
fn the_three_keys_are_unrelated() {
    let seed = RecoverySeed::generate();
    assert!(!seed.kem().seed().same_as(seed.signing().seed()));
    assert!(!seed.kem().seed().same_as(&seed.age_identity()));
    assert!(!seed.signing().seed().same_as(&seed.age_identity()));
    assert!(!RecoverySeed::generate().fits(&seed.public()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_wrong_word_is_never_taken(place in 0..SHEET_WORDS, other in 0..2048_u16) {
        let (_, sheets) = printed();
        let words = sheets[0].words();
        let mut wrong: Vec<&str> = words.iter().map(String::as_str).collect();
        let other = crate::keys::words::word_of(other);
        prop_assume!(wrong[place] != other);
        wrong[place] = other;
        prop_assert!(Sheet::from_words(&wrong).is_err());
    }

    #[test]
    fn no_text_makes_reading_panic(text in "(STRONGROOM-SHEET:)?\\PC{0,100}") {
        prop_assert!(Sheet::from_qr_text(&text).is_err());
    }
}
