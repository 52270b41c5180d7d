//! A text as it is compared when case and diacritics do not matter. Pure.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in lower case, without diacritics: `Ștefan` and `stefan` are the same.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_diacritics_are_folded() {
        assert_eq!(folded("Ștefan ȚÎRĂU"), "stefan tirau");
        assert_eq!(folded("Şerban"), "serban");
        assert_eq!(folded("Plain 12"), "plain 12");
    }
}
