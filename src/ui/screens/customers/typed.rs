//! What is typed about a customer, checked while it is typed: a client code, and the lines of an identity.
//!
//! Pure. A half-typed code is no mistake; words are not taken for codes.

use crate::app::snapshot::IdentityDraft;
use crate::base::code::{BadCode, CODE_SYMBOLS, ClientCode};
use crate::base::limits::{LINE_CHARS, NOTE_CHARS};

/// What a search box holds, as far as client codes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Typed {
    /// Words, or the beginning of a code.
    Words,
    /// A code that checks.
    Code(ClientCode),
    /// As long as a code and made of its symbols, but the check symbol does not fit.
    Mistyped,
}

/// Tells a code from words: only what has a code's length and a digit or a dash can be a mistyped code.
pub(crate) fn typed(text: &str) -> Typed {
    match text.parse::<ClientCode>() {
        Ok(code) => Typed::Code(code),
        Err(BadCode::Check) if looks_like_a_code(text) => Typed::Mistyped,
        Err(_) => Typed::Words,
    }
}

fn looks_like_a_code(text: &str) -> bool {
    let symbols = text.chars().filter(char::is_ascii_alphanumeric).count();
    symbols == CODE_SYMBOLS && text.chars().any(|c| c.is_ascii_digit())
}

/// What does not fit in an identity, by the line it is said under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct IdentityFaults {
    pub(crate) name_missing: bool,
    pub(crate) email_odd: bool,
    /// The first line that is too long, in the order they are shown.
    pub(crate) long: Option<IdentityLine>,
}

/// The lines of an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdentityLine {
    Name,
    Email,
    Phone,
    Address,
    Notes,
}

impl IdentityFaults {
    /// What does not fit in `draft`.
    pub(crate) fn of(draft: &IdentityDraft) -> Self {
        let long = [
            (IdentityLine::Name, &draft.name),
            (IdentityLine::Email, &draft.email),
            (IdentityLine::Phone, &draft.phone),
            (IdentityLine::Address, &draft.address),
            (IdentityLine::Notes, &draft.notes),
        ]
        .into_iter()
        .find(|(line, text)| text.chars().count() > line.longest())
        .map(|(line, _)| line);
        Self { name_missing: draft.name.trim().is_empty(), email_odd: email_odd(&draft.email), long }
    }

    /// Whether the identity can be saved.
    pub(crate) fn none(self) -> bool {
        self == Self::default()
    }
}

impl IdentityLine {
    /// The most characters the line may hold.
    pub(crate) const fn longest(self) -> usize {
        match self {
            Self::Notes => NOTE_CHARS,
            Self::Name | Self::Email | Self::Phone | Self::Address => LINE_CHARS,
        }
    }
}

fn email_odd(email: &str) -> bool {
    let email = email.trim();
    let whole = email.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty()
            && domain.contains('.')
            && !domain.contains('@')
            && !email.contains(char::is_whitespace)
    });
    !email.is_empty() && !whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_code_is_told_from_words() {
        let code = ClientCode::from_values([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        let shown = code.to_string();
        assert_eq!(typed(&shown), Typed::Code(code));
        assert_eq!(typed(&shown.to_lowercase()), Typed::Code(code));
        let mistyped = shown.replacen('1', "2", 1);
        assert_eq!(typed(&mistyped), Typed::Mistyped);
        assert_eq!(typed("K7Q4-92"), Typed::Words);
        assert_eq!(typed("Ana Maria Pop"), Typed::Words, "eleven letters are a name");
        assert_eq!(typed(""), Typed::Words);
    }

    #[test]
    fn only_a_name_must_be_there() {
        let mut draft = IdentityDraft::default();
        assert!(IdentityFaults::of(&draft).name_missing);
        draft.name = "Ioana Marin".to_owned();
        assert!(IdentityFaults::of(&draft).none());
        draft.email = "ioana".to_owned();
        assert!(IdentityFaults::of(&draft).email_odd);
        draft.email = "ioana@example.ro".to_owned();
        draft.phone = "0".repeat(LINE_CHARS + 1);
        assert_eq!(IdentityFaults::of(&draft).long, Some(IdentityLine::Phone));
    }
}
