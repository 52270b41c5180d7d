//! The sheet as others read it: text, picture and code.

use super::*;
use crate::paper::reading::{code_of, text_of, through};
use crate::texts::Language;

const QR_TEXT: &str = "STRONGROOM-SHEET:01A1B2C3D40203050011223344556677889900AABBCCDDEEFF00112233445566778899AABBCCDDEEFF0123456789";

/// As long as the longest words of the list are.
fn words() -> Vec<String> {
    (0..32).map(|n| format!("{}{}", ["abandon", "umbrella", "zoo", "practice"][n % 4], letters(n))).collect()
}

fn letters(n: usize) -> String {
    format!(
        "{}{}",
        char::from(b'a' + u8::try_from(n / 26).unwrap()),
        char::from(b'a' + u8::try_from(n % 26).unwrap())
    )
}

fn texts(language: Language) -> SheetTexts {
    SheetTexts::in_language(&Texts::new(language), [2, 5, 3])
}

fn page(language: Language, business: &str, sample: bool) -> Zeroizing<Vec<u8>> {
    let sheet = RecoverySheet {
        business,
        number: 2,
        total: 5,
        needed: 3,
        words: &words(),
        checksum_words: 2,
        qr_text: QR_TEXT,
        set: "4f1c2a9b7d3e48f0a1b2c3d4e5f60718",
        fingerprint: "harbor velvet anchor pigeon lunar orbit cactus meadow",
        date: "22.11.2026",
        sample,
    };
    recovery_sheet(&sheet, &texts(language)).unwrap()
}

#[test]
fn the_words_are_there_in_order_in_both_languages() {
    for (language, title, place) in [
        (Language::English, "Recovery sheet", "Sheet 2 of 5"),
        (
            Language::Romanian,
            texts(Language::Romanian).title.as_str(),
            texts(Language::Romanian).number.as_str(),
        ),
    ] {
        let text = text_of(&page(language, "Popescu & Fiii, cabinet de avocatură", false));
        let mut rest = text.as_str();
        for word in words() {
            let (_, after) = rest.split_once(&word).unwrap_or_else(|| panic!("{word} in order in {text}"));
            rest = after;
        }
        for (n, word) in (1..).zip(words()) {
            let numbered = text.split_whitespace().collect::<Vec<_>>();
            assert!(numbered.windows(2).any(|pair| pair == [n.to_string().as_str(), word.as_str()]), "{n}");
        }
        for expected in
            [title, place, "Popescu & Fiii, cabinet de avocatură", "4f1c2a9b7d3e48f0a1b2c3d4e5f60718"]
        {
            assert!(text.contains(expected), "{expected} in {text}");
        }
    }
}

#[test]
fn everything_fits_on_one_page() {
    let longest = "Cabinet Individual de Avocatură ".repeat(8);
    for language in [Language::English, Language::Romanian] {
        let pdf = page(language, &longest, true);
        let pages = String::from_utf8(through("pdfinfo", &["-"], &pdf)).unwrap();
        assert!(pages.lines().any(|line| line.split_whitespace().eq(["Pages:", "1"])), "{pages}");
        let boxes = String::from_utf8(through("pdftotext", &["-bbox", "-", "-"], &pdf)).unwrap();
        for word in boxes.lines().filter(|line| line.contains("<word")) {
            let edge = |name: &str| -> f32 {
                let after = word.split_once(&format!("{name}=\"")).unwrap().1;
                after.split_once('"').unwrap().0.parse().unwrap()
            };
            assert!(edge("xMin") >= MARGIN - 1.0 && edge("xMax") <= MARGIN + TEXT_WIDTH + 1.0, "{word}");
            assert!(edge("yMax") <= 830.0, "{word}");
        }
    }
}

#[test]
fn the_code_is_read_back_from_the_printed_page() {
    assert_eq!(code_of(&page(Language::English, "Aurora", false)).trim(), QR_TEXT);
}

#[test]
fn a_sample_says_so() {
    let mark = texts(Language::English).sample_mark;
    assert!(text_of(&page(Language::English, "Aurora", true)).contains(&mark));
    assert!(!text_of(&page(Language::English, "Aurora", false)).contains(&mark));
}

#[test]
fn a_name_in_another_script_does_not_keep_the_sheet_from_being_made() {
    assert!(text_of(&page(Language::English, "山田 Legal", false)).contains("?? Legal"));
}

/// For looking at: `cargo test --lib paper::sheet::tests::write -- --ignored` and the folder in `SHEETS_TO`.
#[test]
#[ignore = "writes pictures of the sheets for a person to look at"]
fn write() {
    let folder = std::path::PathBuf::from(std::env::var("SHEETS_TO").unwrap());
    for (name, language, sample) in [
        ("en", Language::English, false),
        ("ro", Language::Romanian, false),
        ("sample", Language::Romanian, true),
    ] {
        std::fs::write(
            folder.join(format!("{name}.pdf")),
            &*page(language, "Popescu & Fiii, cabinet de avocatură", sample),
        )
        .unwrap();
    }
}
