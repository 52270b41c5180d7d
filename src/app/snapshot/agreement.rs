//! The confidentiality agreement as screens and the command line show it: its texts, who signed, what changed.

use crate::base::clock::WallTime;
use crate::base::id::AccountId;
use crate::texts::Language;

use super::people::{StandingFace, StandingWhy};

/// A text of the agreement, to be read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementFace {
    /// The version, from 1.
    pub version: u32,
    /// The language of this text.
    pub language: Language,
    /// The text, Markdown.
    pub text: String,
    /// Whether it is the text that is signed now.
    pub is_current: bool,
    /// Why this person is to sign it now; none if they need not.
    pub to_sign: Option<StandingWhy>,
    /// The name to be typed, as enrolled.
    pub name: String,
    /// Until when a signature of today counts.
    pub would_count_until: WallTime,
}

/// A version of the agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementVersion {
    /// The version, from 1.
    pub version: u32,
    /// When it was published; none for the text that came with the program.
    pub published_at: Option<WallTime>,
    /// The name of who published it.
    pub by: Option<String>,
}

/// Who signed what, and when it lapses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AgreementRegister {
    /// Every version, the newest first.
    pub versions: Vec<AgreementVersion>,
    /// Every account that did not leave, those who must act first.
    pub rows: Vec<RegisterRow>,
}

/// One person in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterRow {
    /// The account.
    pub account: AccountId,
    /// The full name.
    pub name: String,
    /// How they stand.
    pub standing: StandingFace,
    /// The last signature; none if they never signed.
    pub signed: Option<SignedFace>,
    /// How soon it lapses.
    pub due: Due,
}

/// A signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedFace {
    /// The version that was signed.
    pub version: u32,
    /// The name as typed.
    pub typed_name: String,
    /// The language of the text; none if it is not one of the vault's texts.
    pub language: Option<Language>,
    /// When.
    pub signed_at: WallTime,
    /// When it lapses.
    pub lapses_at: WallTime,
    /// The six words of the signer's public keys.
    pub fingerprint_words: Vec<String>,
}

/// How soon something lapses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// It does not count: never done, over, or of an older text.
    Missing,
    /// Within 7 days.
    Week,
    /// Within 30 days.
    Month,
    /// Later.
    Later,
}

impl Due {
    /// Its short name, for the command line and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Week => "week",
            Self::Month => "month",
            Self::Later => "later",
        }
    }

    /// The key of its text.
    pub fn text_key(self) -> String {
        format!("due-{}", self.key())
    }
}

/// What is different between two versions, or between a version and what is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementDiff {
    /// The older version.
    pub from: u32,
    /// The newer version; none for a text that is not published yet.
    pub to: Option<u32>,
    /// Paragraphs in order; one that was changed is told word by word.
    pub paragraphs: Vec<DiffParagraph>,
}

/// One paragraph of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiffParagraph {
    /// In both, word by word.
    Same(String),
    /// Only in the newer.
    Added(String),
    /// Only in the older.
    Removed(String),
    /// In both, with other words: runs of words in reading order.
    Changed(Vec<DiffRun>),
}

/// Words of a changed paragraph that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffRun {
    /// In which of the two.
    pub side: DiffSide,
    /// The words, with the spaces between them.
    pub words: String,
}

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DiffSide {
    /// In both.
    Same,
    /// Only in the newer.
    Added,
    /// Only in the older.
    Removed,
}
