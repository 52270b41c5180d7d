//! One recovery sheet: its bytes, its words, and its QR code's text. FORMAT.md says the same.
//!
//! Set, number and checksum are inside the words, so that a sheet is read back whole or not at all.

use zeroize::Zeroizing;

use super::is_split;
use crate::base::id::SheetSetId;
use crate::crypto::{
    hash::sha256,
    secret::{SecretBytes, secret_hex},
};
use crate::keys::words::{LIST_WORDS, bytes_of, number_of, numbers_of, word_of};

/// How many words a sheet has.
pub const SHEET_WORDS: usize = 32;

/// Version ‖ set ‖ number ‖ needed ‖ total ‖ share ‖ checksum: exactly 32 words of eleven bits.
const SHEET_BYTES: usize = 1 + 4 + 1 + 1 + 1 + 32 + CHECKSUM_BYTES;

const CHECKSUM_BYTES: usize = 4;

const SHEET_VERSION: u8 = 1;

/// What the checksum starts with.
const DOMAIN: &[u8] = b"strongroom/sheet/v1\0";

/// What the QR code's text starts with; with it and upper-case digits the code stays in its compact mode.
const QR_PREFIX: &str = "STRONGROOM-SHEET:";

/// One sheet's share.
pub struct Sheet {
    /// Which set it is of.
    pub set: SheetSetId,
    /// 1 to `total`.
    pub number: u8,
    /// How many recover.
    pub needed: u8,
    /// How many there are.
    pub total: u8,
    pub(super) share: SecretBytes<32>,
}

/// Why sheets were refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// A word that is not in the list; counted from 1.
    #[error("word {0} is not in the list")]
    Word(usize),
    /// More or fewer words than a sheet has.
    #[error("{found} words; a sheet has 32")]
    WordCount {
        /// How many there were.
        found: usize,
    },
    /// Every word is in the list, but this one (counted from 1) is not the one on the sheet.
    #[error("word {0} is not the one on the sheet")]
    LikelyWord(usize),
    /// This word and the next (counted from 1) changed places.
    #[error("word {0} and the next have changed places")]
    Swapped(usize),
    /// More than one word is wrong, or the QR code's text was changed.
    #[error("the sheet is mistyped")]
    Checksum,
    /// The QR code is of something else.
    #[error("this is not the code of a recovery sheet")]
    NotASheet,
    /// The sheet was printed by a newer version.
    #[error("the sheet was printed by a newer version")]
    Newer,
    /// Sheets of different sets.
    #[error("the sheets are of different sets")]
    OtherSet,
    /// The same sheet twice.
    #[error("the same sheet twice")]
    Repeated,
    /// Not enough sheets yet.
    #[error("{missing} more sheets are needed")]
    TooFew {
        /// How many are missing.
        missing: u8,
    },
    /// Fewer than 2 needed, or all of them.
    #[error("such a split is not allowed")]
    BadSplit,
}

impl Sheet {
    /// The 32 words, with set, number and checksum in them.
    pub fn words(&self) -> Zeroizing<Vec<String>> {
        let numbers = numbers_of(&self.to_bytes());
        Zeroizing::new(numbers.iter().map(|number| word_of(*number).to_owned()).collect())
    }

    /// Reads typed words: any case, whole or their first four letters. Says which one is wrong where that can be known.
    pub fn from_words(words: &[&str]) -> Result<Self, SheetError> {
        let mut numbers = Zeroizing::new(Vec::with_capacity(words.len()));
        for (place, word) in words.iter().enumerate() {
            numbers.push(number_of(word).ok_or(SheetError::Word(place + 1))?);
        }
        if numbers.len() != SHEET_WORDS {
            return Err(SheetError::WordCount { found: numbers.len() });
        }
        Self::from_bytes(&bytes_of(&numbers)).map_err(|error| match error {
            SheetError::Checksum => likely_mistake(&mut numbers),
            other => other,
        })
    }

    /// What the QR code holds.
    pub fn qr_text(&self) -> Zeroizing<String> {
        let digits = Zeroizing::new(secret_hex(&self.to_bytes()).to_uppercase());
        let mut text = Zeroizing::new(String::with_capacity(QR_PREFIX.len() + digits.len()));
        text.push_str(QR_PREFIX);
        text.push_str(&digits);
        text
    }

    /// Reads a QR code's text.
    pub fn from_qr_text(text: &str) -> Result<Self, SheetError> {
        let digits = text.trim().strip_prefix(QR_PREFIX).ok_or(SheetError::NotASheet)?;
        if digits.len() != 2 * SHEET_BYTES {
            return Err(SheetError::Checksum);
        }
        let mut bytes = Zeroizing::new(Vec::with_capacity(SHEET_BYTES));
        for pair in digits.as_bytes().chunks_exact(2) {
            let value = |digit: &u8| char::from(*digit).to_digit(16).ok_or(SheetError::Checksum);
            let byte = pair.iter().try_fold(0, |sum, digit| Ok(sum * 16 + value(digit)?))?;
            bytes.push(u8::try_from(byte).or(Err(SheetError::Checksum))?);
        }
        Self::from_bytes(&bytes)
    }

    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(SHEET_BYTES));
        bytes.push(SHEET_VERSION);
        bytes.extend_from_slice(self.set.as_bytes());
        bytes.extend_from_slice(&[self.number, self.needed, self.total]);
        // EXPOSE: the share is what is printed.
        bytes.extend_from_slice(self.share.expose());
        let checksum = checksum_of(&bytes);
        bytes.extend_from_slice(&checksum);
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, SheetError> {
        if !is_whole(bytes) {
            return Err(SheetError::Checksum);
        }
        // The checksum was right, so from here on nothing is mistyped.
        let (front, rest) = bytes.split_first_chunk::<8>().ok_or(SheetError::Checksum)?;
        let [version, set @ .., number, needed, total] = *front;
        if version != SHEET_VERSION {
            return Err(SheetError::Newer);
        }
        if !is_split(needed, total) || !(1..=total).contains(&number) {
            return Err(SheetError::BadSplit);
        }
        let share =
            rest.split_last_chunk::<CHECKSUM_BYTES>().and_then(|(share, _)| SecretBytes::copied_from(share));
        let share = share.ok_or(SheetError::Checksum)?;
        Ok(Self { set: SheetSetId::from_bytes(set), number, needed, total, share })
    }
}

fn is_whole(bytes: &[u8]) -> bool {
    bytes.len() == SHEET_BYTES
        && bytes.split_last_chunk().is_some_and(|(rest, checksum)| checksum_of(rest) == *checksum)
}

fn checksum_of(bytes: &[u8]) -> [u8; CHECKSUM_BYTES] {
    let mut message = Zeroizing::new(Vec::with_capacity(DOMAIN.len() + bytes.len()));
    message.extend_from_slice(DOMAIN);
    message.extend_from_slice(bytes);
    let mut checksum = [0; CHECKSUM_BYTES];
    for (byte, hashed) in checksum.iter_mut().zip(sha256(&message).0) {
        *byte = hashed;
    }
    checksum
}

/// What single mistake makes the checksum right again: two neighbours swapped, or one word. Of the 65,504 other sheets
/// that are one word away, one fits by chance in 65,000 cases, so what is found is almost surely the mistake.
fn likely_mistake(numbers: &mut [u16]) -> SheetError {
    for place in 1..numbers.len() {
        numbers.swap(place - 1, place);
        let fits = is_whole(&bytes_of(numbers));
        numbers.swap(place - 1, place);
        if fits {
            return SheetError::Swapped(place);
        }
    }
    for place in 0..numbers.len() {
        if one_other_word_fits(numbers, place) {
            return SheetError::LikelyWord(place + 1);
        }
    }
    SheetError::Checksum
}

fn one_other_word_fits(numbers: &mut [u16], place: usize) -> bool {
    let mut tried = Zeroizing::new(numbers.to_vec());
    (0..LIST_WORDS).any(|other| {
        if let Some(number) = tried.get_mut(place) {
            *number = other;
        }
        is_whole(&bytes_of(&tried))
    })
}
