//! Words that are typed and words that are kept: what is compared, what is sorted by, what is looked for.
//!
//! Pure. The full-text index folds case and diacritics itself; sorting keys are folded here the same way.

use unicode_normalization::UnicodeNormalization;

use crate::base::code::{CODE_SYMBOLS, ClientCode, SYMBOLS};
use crate::base::fold::folded;
use crate::base::limits::{LINE_CHARS, NOTE_CHARS};

use super::error::RecordsError;

/// More words than this in one search are not looked at.
const WORDS: usize = 12;

/// A line as it is kept: trimmed, NFC, without control characters, not too long.
pub(super) fn line(field: &'static str, typed: &str) -> Result<String, RecordsError> {
    let kept: String = typed.trim().nfc().collect();
    if kept.chars().any(char::is_control) {
        return Err(RecordsError::BadInput { field, why: "bad-character" });
    }
    limited(field, kept, LINE_CHARS)
}

/// A line that must not be empty.
pub(super) fn full_line(field: &'static str, typed: &str) -> Result<String, RecordsError> {
    let kept = line(field, typed)?;
    if kept.is_empty() { Err(RecordsError::BadInput { field, why: "empty" }) } else { Ok(kept) }
}

/// Several lines as they are kept.
pub(super) fn lines(field: &'static str, typed: &str) -> Result<String, RecordsError> {
    let kept: String =
        typed.trim_end().nfc().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    limited(field, kept, NOTE_CHARS)
}

/// An address: several lines, as long as a line.
pub(super) fn short_lines(field: &'static str, typed: &str) -> Result<String, RecordsError> {
    limited(field, lines(field, typed)?, LINE_CHARS)
}

fn limited(field: &'static str, kept: String, chars: usize) -> Result<String, RecordsError> {
    if kept.chars().count() > chars {
        return Err(RecordsError::BadInput { field, why: "too-long" });
    }
    Ok(kept)
}

/// What a line is sorted by: lower case, without diacritics.
pub(super) fn sorting_key(text: &str) -> String {
    folded(text)
}

/// The full-text expression that finds every word of `typed` as the beginning of a word; none if there is no word.
///
/// A word that could be (part of) a client code is also looked for as one, and a text of digits as one number.
pub(super) fn match_expression(typed: &str) -> Option<String> {
    let typed: String = typed.nfc().collect();
    let mut parts = Vec::new();
    for word in typed.split_whitespace().take(WORDS) {
        let pieces = pieces_of(word);
        if pieces.is_empty() {
            continue;
        }
        let all_pieces = pieces.join(" AND ");
        parts.push(match code_prefix(word) {
            Some(prefix) => format!("(({all_pieces}) OR \"{prefix}\"*)"),
            None => format!("({all_pieces})"),
        });
    }
    if parts.is_empty() {
        return None;
    }
    let expression = parts.join(" AND ");
    match one_number(&typed) {
        Some(number) => Some(format!("({expression}) OR \"{number}\"*")),
        None => Some(expression),
    }
}

fn pieces_of(word: &str) -> Vec<String> {
    word.split(|c: char| !c.is_alphanumeric())
        .filter(|piece| !piece.is_empty())
        .take(WORDS)
        .map(|piece| format!("\"{piece}\"*"))
        .collect()
}

/// The beginning of a stored code that `typed` may be: three or more symbols with a digit or a dash among them, so
/// that names, most of which are spelt with the same letters, are not taken for codes.
pub(super) fn code_prefix(typed: &str) -> Option<String> {
    let mut prefix = String::new();
    let mut telling = false;
    for character in typed.trim().chars() {
        match character.to_ascii_uppercase() {
            '-' | ' ' => telling = true,
            'O' => prefix.push('0'),
            'I' | 'L' => prefix.push('1'),
            symbol if symbol.is_ascii() && SYMBOLS.contains(&u8::try_from(symbol).ok()?) => {
                telling |= symbol.is_ascii_digit();
                prefix.push(symbol);
            }
            _ => return None,
        }
    }
    let whole = prefix.len() == CODE_SYMBOLS && prefix.parse::<ClientCode>().is_ok();
    (whole || (telling && (3..=CODE_SYMBOLS).contains(&prefix.len()))).then_some(prefix)
}

/// The digits of a text that is one number written in groups, such as a telephone number.
pub(super) fn one_number(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let other = |c: char| !c.is_ascii_digit() && !matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '+');
    (digits.len() >= 4 && digits.len() <= 20 && !typed.contains(other)).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorting_ignores_case_and_diacritics() {
        assert_eq!(sorting_key("Ștefan Țîrău"), "stefan tirau");
        assert_eq!(sorting_key("Şerban"), "serban");
    }

    #[test]
    fn expressions_quote_every_piece() {
        assert_eq!(match_expression("  "), None);
        assert_eq!(match_expression("\" OR * NEAR("), Some("(\"OR\"*) AND (\"NEAR\"*)".to_owned()));
        assert_eq!(match_expression("ion@ex.ro").as_deref(), Some("(\"ion\"* AND \"ex\"* AND \"ro\"*)"));
        assert_eq!(
            match_expression("0722 123").as_deref(),
            Some("(((\"0722\"*) OR \"0722\"*) AND ((\"123\"*) OR \"123\"*)) OR \"0722123\"*")
        );
    }

    #[test]
    fn names_are_not_taken_for_codes() {
        assert_eq!(code_prefix("Maria"), None);
        assert_eq!(code_prefix("K7Q4-9").as_deref(), Some("K7Q49"));
        assert_eq!(code_prefix("k7ol").as_deref(), Some("K701"));
        assert_eq!(code_prefix("ab-"), None);
    }

    #[test]
    fn lines_are_trimmed_and_limited() {
        assert_eq!(full_line("name", "  Ana  ").unwrap(), "Ana");
        assert!(matches!(full_line("name", " "), Err(RecordsError::BadInput { why: "empty", .. })));
        assert!(matches!(line("name", "a\u{7}b"), Err(RecordsError::BadInput { why: "bad-character", .. })));
        assert!(matches!(
            line("name", &"a".repeat(301)),
            Err(RecordsError::BadInput { why: "too-long", .. })
        ));
    }
}
