//! The recovery seed, the three keys derived from it, and its split over printed sheets.
use crate::base::id::SheetSetId;
use crate::crypto::{
    hpke::{KemPrivate, KemPublic},
    secret::SecretBytes,
    sign::{SigningKey, VerifyingKey},
};
/// 32 bytes from which everything can be recovered.
pub struct RecoverySeed(#[expect(dead_code)] SecretBytes<32>);
/// The public halves named by the founding statement.
pub struct RecoveryPublic {
    /// X-Wing
    pub kem: KemPublic,
    /// X25519 (age)
    pub age: [u8; 32],
    /// Ed25519
    pub signing: VerifyingKey,
}
/// One sheet's share.
pub struct Sheet {
    /// which set
    pub set: SheetSetId,
    /// 1 to n
    pub number: u8,
    /// how many recover
    pub needed: u8,
    /// how many there are
    pub total: u8,
    #[expect(dead_code)]
    share: SecretBytes<33>,
}
/// Why sheets were refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// a word that is not in the list
    #[error("word {0} is not in the list")]
    Word(usize),
    /// checksum
    #[error("the sheet is mistyped")]
    Checksum,
    /// other set
    #[error("the sheets are of different sets")]
    OtherSet,
    /// twice the same
    #[error("the same sheet twice")]
    Repeated,
    /// too few
    #[error("{missing} more sheets are needed")]
    TooFew {
        /// how many
        missing: u8,
    },
    /// m < 2 or m = n
    #[error("such a split is not allowed")]
    BadSplit,
}
impl RecoverySeed {
    /// new
    pub fn generate() -> Self {
        todo!()
    }
    /// public halves
    pub fn public(&self) -> RecoveryPublic {
        todo!()
    }
    /// unwraps
    pub fn kem(&self) -> KemPrivate {
        todo!()
    }
    /// signs recovery enrolment, rotation, restore
    pub fn signing(&self) -> SigningKey {
        todo!()
    }
    /// Splits; refuses m < 2 and m = n.
    pub fn split(&self, _needed: u8, _total: u8) -> Result<Vec<Sheet>, SheetError> {
        todo!()
    }
    /// Combines.
    pub fn combine(_sheets: &[Sheet]) -> Result<Self, SheetError> {
        todo!()
    }
}
impl Sheet {
    /// The words, with set id, number and checksum in them.
    pub fn words(&self) -> zeroize::Zeroizing<Vec<String>> {
        todo!()
    }
    /// Reads typed words.
    pub fn from_words(_words: &[&str]) -> Result<Self, SheetError> {
        todo!()
    }
    /// What the QR code holds.
    pub fn qr_text(&self) -> zeroize::Zeroizing<String> {
        todo!()
    }
    /// Reads a QR code's text.
    pub fn from_qr_text(_text: &str) -> Result<Self, SheetError> {
        todo!()
    }
}
