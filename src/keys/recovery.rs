//! The recovery seed, the three keys derived from it, and its split over printed sheets (Shamir, 3 of 5).
//!
//! What a sheet looks like as words and as a QR code is in `sheet`; who may be enrolled with it is judged by `staff`.

mod sheet;
#[cfg(test)]
mod tests;

use blahaj::{Share, Sharks};
use zeroize::Zeroizing;

use crate::base::id::{AccountId, SheetSetId};
use crate::crypto::{
    hash::{derive_key, length_prefixed, sha256},
    hpke::{KemPrivate, KemPublic},
    secret::SecretBytes,
    sign::{SigningKey, VerifyingKey},
    x25519,
};

use super::statement::Founding;

pub use sheet::{SHEET_WORDS, Sheet, SheetError};

/// How many sheets recover.
pub const SHEETS_NEEDED: u8 = 3;

/// How many sheets are printed.
pub const SHEETS_PRINTED: u8 = 5;

/// 32 bytes from which everything can be recovered.
pub struct RecoverySeed(SecretBytes<32>);

/// The public halves named by the founding statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryPublic {
    /// X-Wing: every wrapped key is wrapped to it too.
    pub kem: KemPublic,
    /// X25519 (age): backups are sealed to it.
    pub age: [u8; 32],
    /// Ed25519: may sign recovery enrolment, recovery rotation and a restore, nothing else.
    pub signing: VerifyingKey,
}

impl From<&Founding> for RecoveryPublic {
    fn from(founding: &Founding) -> Self {
        Self {
            kem: founding.recovery_kem.clone(),
            age: founding.recovery_age,
            signing: founding.recovery_signing,
        }
    }
}

impl RecoveryPublic {
    /// The set of the sheets over which the seed of these keys is split: so that a single sheet says whose it is.
    pub fn sheet_set(&self) -> SheetSetId {
        let hash = sha256(&length_prefixed(&[b"strongroom/sheet-set/v1", &self.signing.0])).0;
        let [a, b, c, d, ..] = hash;
        SheetSetId::from_bytes([a, b, c, d])
    }
}

impl RecoveryPublic {
    /// The account under which the certificates of the access log know the key that signs, once it took the place of the
    /// founding statement's. Nobody has it.
    ///
    /// # Panics
    /// Never: a hash is longer than an id.
    ///
    /// # Panics
    /// Never: a hash is longer than an id.
    pub fn log_account(&self) -> AccountId {
        let hash = sha256(&length_prefixed(&[b"strongroom/recovery-account/v1", &self.signing.0])).0;
        let (account, _) = hash.split_first_chunk().expect("a hash is longer than an id");
        AccountId::from_bytes(*account)
    }
}

impl RecoverySeed {
    /// Draws a new seed.
    pub fn generate() -> Self {
        Self(SecretBytes::generate())
    }

    /// The seed with these bytes, for vectors.
    #[cfg(test)]
    pub(super) fn from_secret(secret: SecretBytes<32>) -> Self {
        Self(secret)
    }

    /// The public halves.
    pub fn public(&self) -> RecoveryPublic {
        RecoveryPublic {
            kem: self.kem().public(),
            age: x25519::public_of(&self.age_identity()),
            signing: self.signing().verifying(),
        }
    }

    /// Unwraps.
    pub fn kem(&self) -> KemPrivate {
        KemPrivate::from_seed(derive_key(&self.0, "strongroom/recovery-kem/v1", &[]))
    }

    /// Opens backups: the X25519 secret of an age identity.
    pub fn age_identity(&self) -> SecretBytes<32> {
        derive_key(&self.0, "strongroom/recovery-x25519/v1", &[])
    }

    /// Signs recovery enrolment, rotation and a restore.
    pub fn signing(&self) -> SigningKey {
        SigningKey::from_seed(derive_key(&self.0, "strongroom/recovery-ed25519/v1", &[]))
    }

    /// Splits into `total` sheets, any `needed` of which recover. Once only: sheets of two splits bear the same set and do
    /// not fit together. Refuses `needed` under 2 (a sheet would be
    /// the seed) and `needed` = `total` (a lost sheet would be the end).
    ///
    /// # Panics
    /// Never: a share has one shape.
    pub fn split(&self, needed: u8, total: u8) -> Result<Vec<Sheet>, SheetError> {
        if !is_split(needed, total) {
            return Err(SheetError::BadSplit);
        }
        let set = self.public().sheet_set();
        // EXPOSE: the seed is what is split.
        let shares = Sharks(needed).dealer(self.0.expose()).take(usize::from(total));
        let sheets = shares.map(|share| {
            // A share's bytes are its number, then 32 bytes of the polynomials' values there.
            let bytes = Zeroizing::new(Vec::from(&share));
            let (number, share) = bytes.split_first().expect("a share starts with its number");
            let share = SecretBytes::copied_from(share).expect("a share is as long as the seed");
            Sheet { set, number: *number, needed, total, share }
        });
        Ok(sheets.collect())
    }

    /// Combines sheets of one set; more than are needed do no harm. The set says nothing of the vault: compare
    /// [`Self::public`] with the founding statement.
    pub fn combine(sheets: &[Sheet]) -> Result<Self, SheetError> {
        let first = sheets.first().ok_or(SheetError::TooFew { missing: SHEETS_NEEDED })?;
        for (place, sheet) in sheets.iter().enumerate() {
            if (sheet.set, sheet.needed, sheet.total) != (first.set, first.needed, first.total) {
                return Err(SheetError::OtherSet);
            }
            if sheets.iter().skip(place + 1).any(|other| other.number == sheet.number) {
                return Err(SheetError::Repeated);
            }
        }
        let needed = usize::from(first.needed);
        let Some(used) = sheets.get(..needed) else {
            let missing = u8::try_from(needed - sheets.len()).unwrap_or(first.needed);
            return Err(SheetError::TooFew { missing });
        };
        let shares = used.iter().map(share_of).collect::<Result<Vec<_>, _>>()?;
        let seed = Sharks(first.needed).recover(&shares).map(Zeroizing::new).or(Err(SheetError::BadSplit))?;
        SecretBytes::copied_from(&seed).map(Self).ok_or(SheetError::BadSplit)
    }

    /// Whether these are the keys that the founding statement names.
    pub fn fits(&self, named: &RecoveryPublic) -> bool {
        self.public() == *named
    }
}

/// Splits that are allowed.
const fn is_split(needed: u8, total: u8) -> bool {
    needed >= 2 && needed < total
}

fn share_of(sheet: &Sheet) -> Result<Share, SheetError> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(33));
    bytes.push(sheet.number);
    // EXPOSE: the share is what is combined.
    bytes.extend_from_slice(sheet.share.expose());
    Share::try_from(bytes.as_slice()).or(Err(SheetError::BadSplit))
}
