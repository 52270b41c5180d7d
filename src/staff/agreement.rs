//! The confidentiality agreement that comes with the program, in both languages.

use crate::crypto::hash::{Digest, sha256};

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
