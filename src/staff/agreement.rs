//! The text of the confidentiality agreement that comes with the program, in both languages; a new vault begins with
//! it. Later texts are documents of the vault: see `signing`.

use crate::crypto::hash::{Digest, sha256};
use crate::keys::statement::AgreementText;

/// The version of the texts below.
pub const FIRST_VERSION: u32 = 1;

/// The most bytes of a text.
pub const MOST_TEXT_BYTES: usize = 200_000;

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

    /// The text that comes with the program, Markdown.
    pub const fn first_text(self) -> &'static str {
        match self {
            Self::English => include_str!("../../assets/agreements/en.md"),
            Self::Romanian => include_str!("../../assets/agreements/ro.md"),
        }
    }

    /// The hash of the text in this language.
    pub const fn digest_in(self, text: &AgreementText) -> Digest {
        match self {
            Self::English => text.english,
            Self::Romanian => text.romanian,
        }
    }
}

/// The statement of the first text.
pub(super) fn first_statement() -> AgreementText {
    let hash = |language: AgreementLanguage| sha256(language.first_text().as_bytes());
    AgreementText {
        version: FIRST_VERSION,
        english: hash(AgreementLanguage::English),
        romanian: hash(AgreementLanguage::Romanian),
    }
}

/// What the registry keeps of it.
pub(super) fn first_texts() -> Vec<String> {
    AgreementLanguage::ALL.map(|language| language.first_text().to_owned()).to_vec()
}
