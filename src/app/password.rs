//! Is a password good enough: at least 15 characters, not a known one, not the person's own names, not guessable.
//!
//! No composition rules (NIST SP 800-63B-4, 3.1.1.2). Judged when a password is chosen, never when it is used.

use unicode_normalization::UnicodeNormalization as _;

use crate::crypto::secret::Password;

use super::problem::{Problem, ProblemKind};

/// The fewest characters a password has.
pub const PASSWORD_CHARS: usize = 15;

/// The most characters that are judged and taken.
const PASSWORD_CHARS_MOST: usize = 256;

/// What everybody tries first: small letters and digits, one a line.
const KNOWN: &str = include_str!("../../assets/passwords/known.txt");

/// What is thought of a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordVerdict {
    /// How many characters it has.
    pub chars: usize,
    /// From 0, guessed at once, to 4, not guessed in a lifetime; for the meter.
    pub strength: u8,
    /// Why it is refused (the key of `why-<key>`); none if it is taken.
    pub refused: Option<&'static str>,
}

/// Judges a password of a person with these names (full name, login, business).
pub fn judge(password: &Password, names: &[&str]) -> PasswordVerdict {
    judge_at_least(password, names, PASSWORD_CHARS)
}

/// The same where the house asks for more characters.
pub fn judge_at_least(password: &Password, names: &[&str], least: usize) -> PasswordVerdict {
    // EXPOSE: strength can only be judged on the characters; only the verdict leaves.
    let text = password.expose_nfc();
    let chars = text.chars().count();
    // The estimator's time grows with the square of the length, so it sees the beginning only.
    let beginning: zeroize::Zeroizing<String> = zeroize::Zeroizing::new(text.chars().take(64).collect());
    let estimate = zxcvbn::zxcvbn(&beginning, names);
    let strength = u8::from(estimate.score());
    let refused = if chars < least.max(PASSWORD_CHARS) {
        Some("too-short")
    } else if chars > PASSWORD_CHARS_MOST {
        Some("too-long")
    } else if is_mostly_a_name(&text, names) {
        Some("names-the-person")
    } else if repeats_little(&text) || is_known(&text) {
        Some("too-common")
    } else if strength < 3 {
        Some("too-guessable")
    } else {
        None
    };
    PasswordVerdict { chars, strength, refused }
}

/// The same, as a problem.
pub fn require(password: &Password, names: &[&str]) -> Result<(), Problem> {
    require_at_least(password, names, PASSWORD_CHARS)
}

/// The same where the house asks for more characters.
pub(super) fn require_at_least(password: &Password, names: &[&str], least: usize) -> Result<(), Problem> {
    match judge_at_least(password, names, least).refused {
        None => Ok(()),
        Some(why) => Err(Problem::new(ProblemKind::WeakPassword).with("why", why)),
    }
}

/// A name with a few characters around it is no password, however long the name.
fn is_mostly_a_name(text: &str, names: &[&str]) -> bool {
    let lower = text.to_lowercase();
    names.iter().map(|name| name.to_lowercase()).any(|name| {
        let length = name.chars().count();
        length >= 4 && lower.contains(&name) && text.chars().count() < length + 8
    })
}

/// A password that everybody tries first, once or several times, with or without digits around it.
fn is_known(text: &str) -> bool {
    let plain: zeroize::Zeroizing<String> = zeroize::Zeroizing::new(
        text.nfd().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect(),
    );
    let inner = plain.trim_matches(|letter: char| letter.is_ascii_digit());
    KNOWN.lines().filter(|line| !line.starts_with('#')).any(|known| {
        [plain.as_str(), inner].iter().any(|typed| !typed.is_empty() && typed.split(known).all(str::is_empty))
    })
}

/// A few characters over and over.
fn repeats_little(text: &str) -> bool {
    let mut distinct: Vec<char> = text.to_lowercase().chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    distinct.len() < 5
}

#[cfg(test)]
mod tests {
    use super::*;
    use zeroize::Zeroizing;

    fn refused(text: &str) -> Option<&'static str> {
        let password = Password::from_text(Zeroizing::new(text.to_owned()));
        judge(&password, &["Elena Radu", "elena.radu", "Dumbrava Clinic"]).refused
    }

    #[test]
    fn length_names_and_guessable_ones_are_refused() {
        assert_eq!(refused("short"), Some("too-short"));
        assert_eq!(refused("passwordpassword"), Some("too-common"));
        assert_eq!(refused("ababababababababab"), Some("too-common"));
        assert_eq!(refused("Correct Horse Battery!"), Some("too-common"));
        assert_eq!(refused("Deșteaptă-te, române 1848"), Some("too-common"));
        assert_eq!(refused("parola parola parola"), Some("too-common"));
        assert_eq!(refused("Dumbrava Clinic 26"), Some("names-the-person"));
        assert_eq!(refused("păpădia doarme lângă gard"), None);
        assert_eq!(refused(&"kettle ".repeat(60)), Some("too-long"));
    }

    #[test]
    fn the_published_sample_passwords_would_pass() {
        for account in crate::app::sample::ACCOUNTS {
            assert_eq!(refused(account.password), None, "{}", account.login);
        }
    }
}
