//! The confidentiality agreement that comes with the program, in both languages.

use crate::base::clock::WallTime;
use crate::crypto::hash::{Digest, sha256};

use super::house::AgreementFact;

/// The version of the texts below; a new text is a new version, and everyone signs again.
pub const VERSION: u32 = 1;

/// A language the agreement can be signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgreementLanguage {
    /// English.
    English,
    /// Romanian.
    Romanian,
}

impl AgreementLanguage {
    /// Both.
    pub const ALL: [Self; 2] = [Self::English, Self::Romanian];

    /// The text, Markdown.
    pub const fn text(self) -> &'static str {
        match self {
            Self::English => include_str!("../../assets/agreements/en.md"),
            Self::Romanian => include_str!("../../assets/agreements/ro.md"),
        }
    }

    /// The hash that is signed.
    pub fn digest(self) -> Digest {
        sha256(self.text().as_bytes())
    }
}

/// Whether what was signed is the current text, and still counts.
pub fn counts(signed: &AgreementFact, now: WallTime) -> bool {
    signed.version == VERSION
        && signed.valid_until > now
        && AgreementLanguage::ALL.iter().any(|language| language.digest() == signed.text)
}
