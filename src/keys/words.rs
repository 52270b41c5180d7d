//! Bytes as words that can be printed, read aloud and typed: the English list of BIP-39, eleven bits a word.
//!
//! Knows nothing of what the bytes are; `recovery` writes sheets with it, and fingerprints are shown with it.

use std::sync::LazyLock;

use zeroize::Zeroizing;

use crate::crypto::hash::Digest;

/// How many bits a word stands for.
const WORD_BITS: usize = 11;

/// How many words the list has.
pub(super) const LIST_WORDS: u16 = 1 << WORD_BITS;

/// How many words a fingerprint is shown as: 66 bits of it.
pub const FINGERPRINT_WORDS: usize = 6;

/// The list, in alphabetical order.
static LIST: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("../../assets/words/english.txt").lines().collect());

/// A digest as six words, for people to compare: its first 66 bits. A public fact, so no checksum.
pub fn fingerprint(digest: Digest) -> [&'static str; FINGERPRINT_WORDS] {
    // Nine bytes hold the 66 bits; the last six bits of them are left out.
    let numbers = numbers_of(digest.0.get(..9).unwrap_or_default());
    let mut words = [""; FINGERPRINT_WORDS];
    for (word, number) in words.iter_mut().zip(numbers.iter()) {
        *word = word_of(*number);
    }
    words
}

/// The word with this number.
pub(super) fn word_of(number: u16) -> &'static str {
    LIST.get(usize::from(number))
        .copied()
        .expect("numbers of words have eleven bits, and the list 2048 words")
}

/// The number of a word as it is typed: any case, whole or its first four letters.
pub(super) fn number_of(typed: &str) -> Option<u16> {
    let typed = Zeroizing::new(typed.trim().to_lowercase());
    let place = LIST.binary_search(&typed.as_str()).ok().or_else(|| abbreviated(&typed))?;
    u16::try_from(place).ok()
}

/// Whether a word as it is typed is one of the list: any case, whole or its first four letters.
pub fn is_word(typed: &str) -> bool {
    number_of(typed).is_some()
}

/// The first four letters tell every word of the list from all others.
fn abbreviated(typed: &str) -> Option<usize> {
    if typed.len() != 4 {
        return None;
    }
    let place = LIST.partition_point(|word| *word < typed);
    LIST.get(place).is_some_and(|word| word.starts_with(typed)).then_some(place)
}

/// Bits, eleven at a time, the first bit of the first byte first; the last few are filled up with zeros.
pub(super) fn numbers_of(bytes: &[u8]) -> Zeroizing<Vec<u16>> {
    let mut numbers = Zeroizing::new(Vec::with_capacity((bytes.len() * 8).div_ceil(WORD_BITS)));
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        if bits >= WORD_BITS {
            bits -= WORD_BITS;
            numbers.push(low_word(held >> bits));
            held &= (1 << bits) - 1;
        }
    }
    if bits > 0 {
        numbers.push(low_word(held << (WORD_BITS - bits)));
    }
    numbers
}

/// The whole bytes that these numbers hold: the reverse of [`numbers_of`] where nothing was filled up.
pub(super) fn bytes_of(numbers: &[u16]) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(numbers.len() * WORD_BITS / 8));
    let (mut held, mut bits) = (0_u32, 0);
    for number in numbers {
        held = (held << WORD_BITS) | u32::from(*number % LIST_WORDS);
        bits += WORD_BITS;
        while bits >= 8 {
            bits -= 8;
            bytes.extend_from_slice(&low_byte(held >> bits));
            held &= (1 << bits) - 1;
        }
    }
    bytes
}

fn low_word(bits: u32) -> u16 {
    let [.., high, low] = bits.to_be_bytes();
    u16::from_be_bytes([high, low]) % LIST_WORDS
}

fn low_byte(bits: u32) -> [u8; 1] {
    let [.., low] = bits.to_be_bytes();
    [low]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hash::sha256;
    use proptest::prelude::*;

    #[test]
    fn the_list_is_the_published_one() {
        let list = include_bytes!("../../assets/words/english.txt");
        let published = "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda";
        assert_eq!(sha256(list).to_hex(), published);
        assert_eq!(LIST.len(), usize::from(LIST_WORDS));
        assert!(LIST.is_sorted());
    }

    #[test]
    fn words_are_known_however_they_are_typed() {
        for number in 0..LIST_WORDS {
            let word = word_of(number);
            assert_eq!(number_of(word), Some(number));
            assert_eq!(number_of(&format!(" {} ", word.to_uppercase())), Some(number));
            let letters: String = word.chars().take(4).collect();
            assert_eq!(number_of(&letters), Some(number), "{word}");
        }
        for wrong in ["", "aban don", "abandonn", "abc", "ștef", "zzzz"] {
            assert_eq!(number_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_fingerprint_is_the_first_66_bits() {
        let mut digest = [0; 32];
        assert_eq!(fingerprint(Digest(digest)), ["abandon"; 6]);
        digest[..8].fill(0xff);
        digest[8] = 0b1100_0000;
        assert_eq!(fingerprint(Digest(digest)), ["zoo"; 6]);
        digest[8] = 0b1000_0000;
        assert_eq!(fingerprint(Digest(digest))[5], "zone");
    }

    proptest! {
        #[test]
        fn bytes_survive_their_words(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
            let numbers = numbers_of(&bytes);
            prop_assert!(bytes_of(&numbers).starts_with(&bytes));
        }
    }
}
