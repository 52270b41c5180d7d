//! Recovery sheets as screens and the command line show them. No word of a sheet, and no key.

use crate::base::clock::WallTime;

/// Which recovery sheets are in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetsFace {
    /// The set that is printed on them.
    pub set: String,
    /// Since when; none for those of the founding.
    pub since: Option<WallTime>,
    /// The sets of before, the first one first. They still open the backups of their time.
    pub replaced: Vec<ReplacedSheets>,
    /// How many groups only the set of before opens, until someone who holds them comes.
    pub behind: u64,
    /// The names of those of them that this person has open.
    pub behind_names: Vec<String>,
    /// Nobody said yet that they are kept.
    pub owed: bool,
    /// Whether this person can replace them: with the restore key.
    pub may: bool,
}

/// A set that another took the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplacedSheets {
    /// The set that is printed on them.
    pub set: String,
    /// When it was replaced.
    pub at: WallTime,
}

/// A set that was drawn and is not the vault's yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSheetsFace {
    /// The set that is printed on them.
    pub set: String,
    /// How many there are.
    pub sheets: u8,
    /// How many recover.
    pub needed: u8,
    /// The vault's fingerprint in words, as on every sheet.
    pub fingerprint_words: Vec<String>,
}

/// What one sheet is, without its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFace {
    /// Which of the set.
    pub number: u8,
    /// How many there are.
    pub total: u8,
    /// How many recover.
    pub needed: u8,
    /// The set that is printed on it.
    pub set: String,
    /// Whose it is.
    pub of: SheetOf,
}

/// Whose a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SheetOf {
    /// Of the set in use.
    InUse,
    /// Of a set that another took the place of.
    Replaced,
    /// Of the set with which the vault was founded, which may have been replaced since: nobody is logged in who knows.
    Founding,
    /// Of a set that this vault does not know.
    Unknown,
}

impl SheetOf {
    /// Its short name, for keys of texts and for JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::InUse => "in-use",
            Self::Replaced => "replaced",
            Self::Founding => "founding",
            Self::Unknown => "unknown",
        }
    }
}
