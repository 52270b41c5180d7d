//! A fingerprint as a person types it from paper: six words of the list, or all 64 hexadecimal digits.

use super::words::{FINGERPRINT_WORDS, fingerprint, number_of, word_of};
use crate::crypto::hash::Digest;

/// What was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fingerprint {
    /// Six words: 66 bits of the digest.
    Words([&'static str; FINGERPRINT_WORDS]),
    /// All of it.
    Whole(Digest),
}

impl Fingerprint {
    /// Reads it; `None` if it is none. Case does not matter, nor what stands between the words or digits.
    pub fn parse(typed: &str) -> Option<Self> {
        let plain = typed.trim().to_lowercase();
        let digits: String =
            plain.chars().filter(|letter| !letter.is_whitespace() && *letter != ':').collect();
        if digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            let value = |digit: u8| if digit < b'a' { digit - b'0' } else { digit - b'a' + 10 };
            let pairs = digits.as_bytes().as_chunks::<2>().0;
            let bytes: Vec<u8> = pairs.iter().map(|[high, low]| value(*high) << 4 | value(*low)).collect();
            return Digest::from_slice(&bytes).map(Self::Whole);
        }
        let words = plain.split(|letter: char| letter.is_whitespace() || letter == '-' || letter == ':');
        let words: Option<Vec<&'static str>> =
            words.filter(|word| !word.is_empty()).map(|word| number_of(word).map(word_of)).collect();
        words?.try_into().ok().map(Self::Words)
    }

    /// Whether a digest has this fingerprint.
    pub fn fits(&self, digest: Digest) -> bool {
        match self {
            Self::Words(words) => fingerprint(digest) == *words,
            Self::Whole(whole) => *whole == digest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hash::sha256;

    #[test]
    fn words_and_digits_are_read_however_they_are_typed() {
        let digest = sha256(b"founding");
        let words = fingerprint(digest).join(" ");
        for typed in [words.clone(), words.to_uppercase(), words.replace(' ', "-"), digest.to_hex()] {
            let read = Fingerprint::parse(&typed).unwrap();
            assert!(read.fits(digest) && !read.fits(sha256(b"other")), "{typed}");
        }
        for wrong in ["", "zoo zoo zoo", "zoo zoo zoo zoo zoo zooo", "0a", &"g".repeat(64)] {
            assert_eq!(Fingerprint::parse(wrong), None, "{wrong}");
        }
    }
}
