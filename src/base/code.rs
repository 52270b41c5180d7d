//! The client code: what stands for a customer everywhere but in the `identities` database.
//!
//! Ten random symbols of Crockford's base32 and a check symbol from the same 32, shown as `K7Q4-92MX-3PD`.
//! The check makes the weighted sum of all eleven symbols zero in GF(32), with eleven different weights that are
//! not zero: so every single wrong symbol and every swap of two different symbols, next to each other or not, is caught.

use std::fmt;
use std::str::FromStr;

/// Crockford's base32 symbols, in the order of their values (<https://www.crockford.com/base32.html>).
pub const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many symbols a code has, the check symbol included.
pub const CODE_SYMBOLS: usize = 11;

/// A code that stands for one customer. It says nothing of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClientCode([u8; CODE_SYMBOLS]);

/// Why a text is no client code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCode {
    /// Fewer symbols than a code has; fine while it is still being typed.
    #[error("too short: a client code has 11 symbols")]
    TooShort,
    /// More symbols than a code has.
    #[error("too long: a client code has 11 symbols")]
    TooLong,
    /// A character that is no symbol of a code.
    #[error("{0:?} does not occur in client codes")]
    Symbol(char),
    /// The check symbol does not fit: something is mistyped.
    #[error("mistyped: the check symbol does not fit")]
    Check,
}

impl ClientCode {
    /// Draws a new code. Whether it is free is for the caller to ask of the vault.
    ///
    /// # Panics
    /// If the operating system has no randomness to give.
    pub fn generate() -> Self {
        let mut values = [0; CODE_SYMBOLS - 1];
        getrandom::fill(&mut values).expect("the operating system gives randomness");
        Self::from_values(values.map(|value| value % 32))
    }

    /// The code whose first ten symbols have these values (each 0 to 31; higher bits are ignored).
    pub fn from_values(values: [u8; CODE_SYMBOLS - 1]) -> Self {
        let mut symbols = [0; CODE_SYMBOLS];
        for (symbol, value) in symbols.iter_mut().zip(values) {
            *symbol = value % 32;
        }
        // The last weight is 1, so the symbol that makes the sum zero is the sum of the others.
        symbols[CODE_SYMBOLS - 1] = weighted_sum(&symbols);
        Self(symbols)
    }

    /// The code as it is stored: eleven symbols without dashes.
    pub fn compact(&self) -> String {
        self.0.iter().map(|value| char::from(SYMBOLS[usize::from(*value)])).collect()
    }
}

impl fmt::Display for ClientCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, value) in self.0.iter().enumerate() {
            if place == 4 || place == 8 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(SYMBOLS[usize::from(*value)]))?;
        }
        Ok(())
    }
}

impl fmt::Debug for ClientCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClientCode({self})")
    }
}

impl FromStr for ClientCode {
    type Err = BadCode;

    /// Reads a code as people type it: any case, dashes and spaces anywhere, O for 0, I and L for 1.
    fn from_str(text: &str) -> Result<Self, BadCode> {
        let mut symbols = [0; CODE_SYMBOLS];
        let mut count = 0;
        for character in text.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{a0}')) {
            let value = symbol_value(character).ok_or(BadCode::Symbol(character))?;
            *symbols.get_mut(count).ok_or(BadCode::TooLong)? = value;
            count += 1;
        }
        if count < CODE_SYMBOLS {
            return Err(BadCode::TooShort);
        }
        if weighted_sum(&symbols) == 0 { Ok(Self(symbols)) } else { Err(BadCode::Check) }
    }
}

fn symbol_value(character: char) -> Option<u8> {
    let upper = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    SYMBOLS.iter().position(|symbol| char::from(*symbol) == upper).and_then(|value| u8::try_from(value).ok())
}

/// Σ αⁱ · symbolᵢ over GF(32), by Horner's rule; α generates the field, so αⁱ differs for every place.
fn weighted_sum(symbols: &[u8; CODE_SYMBOLS]) -> u8 {
    symbols.iter().fold(0, |sum, symbol| times_alpha(sum) ^ symbol)
}

/// Multiplies by α in GF(2⁵) with the primitive polynomial x⁵ + x² + 1.
const fn times_alpha(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 32 == 0 { doubled } else { doubled ^ 0b10_0101 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(values: &[u8]) -> String {
        values.iter().map(|value| char::from(SYMBOLS[usize::from(*value)])).collect()
    }

    #[test]
    fn a_code_survives_its_text_however_it_is_typed() {
        for _ in 0..200 {
            let code = ClientCode::generate();
            let shown = code.to_string();
            assert_eq!(shown.len(), 13);
            assert_eq!(shown.parse(), Ok(code));
            assert_eq!(shown.to_lowercase().replace('-', " ").parse(), Ok(code));
            assert_eq!(code.compact().replace('0', "o").replace('1', "l").parse(), Ok(code));
        }
    }

    #[test]
    fn every_single_error_and_every_swap_is_caught() {
        for _ in 0..20 {
            let code = ClientCode::generate().0;
            for place in 0..CODE_SYMBOLS {
                for wrong in (0..32).filter(|wrong| *wrong != code[place]) {
                    let mut mistyped = code;
                    mistyped[place] = wrong;
                    assert_eq!(typed(&mistyped).parse::<ClientCode>(), Err(BadCode::Check));
                }
                for other in (place + 1..CODE_SYMBOLS).filter(|other| code[*other] != code[place]) {
                    let mut swapped = code;
                    swapped.swap(place, other);
                    assert_eq!(typed(&swapped).parse::<ClientCode>(), Err(BadCode::Check));
                }
            }
        }
    }

    #[test]
    fn half_typed_and_strange_texts_say_what_is_wrong() {
        assert_eq!("K7Q4".parse::<ClientCode>(), Err(BadCode::TooShort));
        assert_eq!("K7Q4-92MX-3PDDD".parse::<ClientCode>(), Err(BadCode::TooLong));
        assert_eq!("K7Q4-92MX-3PU".parse::<ClientCode>(), Err(BadCode::Symbol('U')));
    }
}
