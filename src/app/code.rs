//! Is a numeric code good enough: at least six digits, no date, no run, no repetition. Judged when it is chosen.
//!
//! A code is weak whatever its digits; what makes it do are the five tries and the pepper (`keys::code`).

use jiff::civil::Date;

use crate::crypto::secret::Password;

use super::problem::{Problem, ProblemKind};

/// The fewest digits a code has.
pub const CODE_DIGITS: usize = 6;

/// The most digits a code has.
const CODE_DIGITS_MOST: usize = 32;

/// Why a code is refused (the key of `why-<key>`); none if it is taken.
///
/// `least` is how many digits the house asks for, never fewer than [`CODE_DIGITS`].
pub fn judge(code: &Password, least: usize) -> Option<&'static str> {
    // EXPOSE: the digits are what is judged; only the verdict leaves.
    let text = code.expose_nfc();
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some("code-not-digits");
    }
    let digits = zeroize::Zeroizing::new(text.bytes().map(|byte| byte - b'0').collect::<Vec<u8>>());
    match digits.len() {
        short if short < least.max(CODE_DIGITS) => Some("code-too-short"),
        CODE_DIGITS_MOST.. => Some("code-too-long"),
        _ if is_date(&digits) => Some("code-date"),
        _ if is_run(&digits) || repeats(&digits) => Some("code-pattern"),
        _ => None,
    }
}

/// The same, as a problem.
pub(super) fn require(code: &Password, least: usize) -> Result<(), Problem> {
    match judge(code, least) {
        None => Ok(()),
        Some(why) => Err(Problem::new(ProblemKind::WeakCode).with("why", why)),
    }
}

/// A day as people write it, in any order of its parts, with two or four digits for the year; a month and a year.
fn is_date(digits: &[u8]) -> bool {
    let number = |from: usize, count: usize| {
        let part = digits.get(from..from + count).unwrap_or_default();
        part.iter().fold(0_i16, |number, digit| number * 10 + i16::from(*digit))
    };
    match digits.len() {
        6 => {
            let [a, b, c] = [number(0, 2), number(2, 2), number(4, 2)];
            let short = [(a, b, c), (c, b, a), (c, a, b), (a, c, b)];
            short.iter().any(|(year, month, day)| is_day(2000 + year, *month, *day))
                || is_month(number(0, 4), c)
                || is_month(number(2, 4), a)
        }
        // A day or a month of one digit.
        7 => {
            let last = number(3, 4);
            is_day(last, number(1, 2), number(0, 1))
                || is_day(last, number(0, 1), number(1, 2))
                || is_day(last, number(2, 1), number(0, 2))
                || is_day(last, number(0, 2), number(2, 1))
        }
        8 => {
            let (first, last) = (number(0, 4), number(4, 4));
            is_day(last, number(2, 2), number(0, 2))
                || is_day(last, number(0, 2), number(2, 2))
                || is_day(first, number(4, 2), number(6, 2))
                || is_day(first, number(6, 2), number(4, 2))
        }
        _ => false,
    }
}

fn is_day(year: i16, month: i16, day: i16) -> bool {
    let part = |part: i16| i8::try_from(part).unwrap_or(0);
    (1900..2100).contains(&year) && Date::new(year, part(month), part(day)).is_ok()
}

fn is_month(year: i16, month: i16) -> bool {
    (1900..2100).contains(&year) && (1..=12).contains(&month)
}

/// Counting up or down in equal steps, also past nine; or a stretch of neighbours or equals longer than half of it.
fn is_run(digits: &[u8]) -> bool {
    let steps: Vec<u8> = digits.iter().zip(digits.iter().skip(1)).map(|(a, b)| (b + 10 - a) % 10).collect();
    if steps.iter().all(|step| Some(step) == steps.first()) {
        return true;
    }
    let stretches = steps.chunk_by(|a, b| a == b);
    stretches
        .filter(|stretch| matches!(stretch.first(), Some(0 | 1 | 9)))
        .any(|stretch| (stretch.len() + 1) * 2 > digits.len())
}

/// The same few digits over and over (121212, 123123), or no more than two different ones.
fn repeats(digits: &[u8]) -> bool {
    let mut different = digits.to_vec();
    different.sort_unstable();
    different.dedup();
    let again = |period: usize| digits.iter().zip(digits.iter().skip(period)).all(|(a, b)| a == b);
    different.len() < 3 || (1..=digits.len() / 2).any(again)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn refused(text: &str) -> Option<&'static str> {
        judge(&Password::from_chars(&text.chars().collect::<Vec<_>>()), CODE_DIGITS)
    }

    #[test]
    fn short_codes_letters_dates_runs_and_repetitions_are_refused() {
        for (code, why) in [
            ("", "code-not-digits"),
            ("70419a", "code-not-digits"),
            ("70 4193", "code-not-digits"),
            ("٧٠٤١٩٣", "code-not-digits"),
            ("70419", "code-too-short"),
            ("311299", "code-date"),
            ("991231", "code-date"),
            ("123199", "code-date"),
            ("290200", "code-date"),
            ("197805", "code-date"),
            ("051978", "code-date"),
            ("1051978", "code-date"),
            ("24121989", "code-date"),
            ("19891224", "code-date"),
            ("12241989", "code-date"),
            ("456789", "code-pattern"),
            ("987654", "code-pattern"),
            ("789012", "code-pattern"),
            ("864208", "code-pattern"),
            ("777777", "code-pattern"),
            ("345697", "code-pattern"),
            ("777731", "code-pattern"),
            ("474747", "code-pattern"),
            ("583583", "code-pattern"),
            ("5835835", "code-pattern"),
            ("474774", "code-pattern"),
        ] {
            assert_eq!(refused(code), Some(why), "{code}");
        }
        assert_eq!(refused(&"703914".repeat(6)), Some("code-too-long"));
        let code = Password::from_chars(&['7', '0', '4', '1', '9', '3']);
        assert_eq!((judge(&code, 8), judge(&code, 0)), (Some("code-too-short"), None));
        for code in ["704193", "590491", "8391740", "70419358"] {
            assert_eq!(refused(code), None, "{code}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        #[test]
        fn no_date_is_taken(year in 1900_i16..2100, month in 1_i8..=12, day in 1_i8..=31) {
            prop_assume!(Date::new(year, month, day).is_ok());
            let short = year % 100;
            for code in [
                format!("{day:02}{month:02}{short:02}"), format!("{short:02}{month:02}{day:02}"),
                format!("{month:02}{day:02}{year}"), format!("{year}{month:02}{day:02}"),
            ] {
                // Of 29 February 1900 and its like, only the century is unknown.
                prop_assert!(refused(&code).is_some(), "{}", code);
            }
        }

        #[test]
        fn any_text_is_judged(text in "\\PC{0,40}") {
            let digits = text.chars().all(|letter| letter.is_ascii_digit());
            prop_assert!(digits || refused(&text) == Some("code-not-digits"));
        }
    }
}
