//! The recovery sheet: one A4 page with one share of the recovery seed, as words and as a QR code.

use super::NotSet;
use zeroize::Zeroizing;

/// What is on one sheet. Secret: `words` and `qr_text`.
pub struct RecoverySheet<'a> {
    /// The business whose vault it is.
    pub business: &'a str,
    /// Which sheet, from 1.
    pub number: u8,
    /// How many sheets there are.
    pub total: u8,
    /// How many of them recover.
    pub needed: u8,
    /// The words, in order, checksum words included.
    pub words: &'a [String],
    /// How many words at the end are the checksum.
    pub checksum_words: usize,
    /// What the QR code holds.
    pub qr_text: &'a str,
    /// The id of the set.
    pub set: &'a str,
    /// The vault's fingerprint, in words.
    pub fingerprint: &'a str,
    /// The day it was made, in the reader's language.
    pub date: &'a str,
    /// The sheet of a sample vault: says so, large.
    pub sample: bool,
}

/// The texts of a sheet in one language, complete (numbers and names are in them already).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetTexts {
    /// "Recovery sheet"
    pub title: String,
    /// "Sheet 2 of 5"
    pub number: String,
    /// What it is for: a paragraph.
    pub purpose: String,
    /// "How to keep it"
    pub keeping_title: String,
    /// How to keep it: one line each.
    pub keeping: Vec<String>,
    /// "The words of this sheet"
    pub words_title: String,
    /// What the words are and how they are typed.
    pub words_note: String,
    /// "The last two words are a checksum."
    pub checksum_note: String,
    /// "The same words as a code for a camera."
    pub qr_note: String,
    /// "Vault fingerprint"
    pub fingerprint_label: String,
    /// "Set"
    pub set_label: String,
    /// "Made on"
    pub date_label: String,
    /// "Kept by (name, place, date)"
    pub keeper_label: String,
    /// "Sample: protects nothing"
    pub sample_mark: String,
    /// The line at the foot of the page.
    pub foot: String,
}

/// Sets one sheet as a PDF of one page.
pub fn recovery_sheet(_sheet: &RecoverySheet<'_>, _texts: &SheetTexts) -> Result<Zeroizing<Vec<u8>>, NotSet> {
    todo!()
}
