//! The mark that a day was reviewed: which day, how much of the log had been read, and the reviewer's signature.
//!
//! It is an event of its own ([`Act::LogReview`](crate::policy::Act::LogReview)), so nobody can take it out again; the
//! signature keeps others from writing it in the reviewer's name. Pure: knows no log.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use zeroize::Zeroizing;

use crate::audit::Head;
use crate::base::id::{AccountId, VaultId};
use crate::crypto::hash::{Digest, sha256};
use crate::crypto::sign::{BadSignature, Signature, SignedKind, SigningKey, VerifyingKey};

/// What a review covers and is signed with. The note is the event's words.
#[derive(Clone, PartialEq, Eq)]
pub struct ReviewMark {
    /// The day: days since 1970-01-01, as days were where the machine stands.
    pub day: i32,
    /// How many frames of the log had been read: what came later is not covered.
    pub seen: u64,
    /// The root of the Merkle tree over them.
    pub root: Digest,
    /// The written reason for reviewing one's own acts alone; empty if they are not covered.
    pub alone: Zeroizing<String>,
    /// The reviewer's signature.
    pub signature: Signature,
}

impl ReviewMark {
    /// Signs that `day` was reviewed by `reviewer` as far as `head`.
    pub fn sign(
        key: &SigningKey,
        (vault, reviewer): (VaultId, AccountId),
        day: Date,
        head: &Head,
        (note, alone): (&str, &str),
    ) -> Self {
        let day = day_number(day);
        let message = message(reviewer, day, (head.count, head.root), note, alone);
        Self {
            day,
            seen: head.count,
            root: head.root,
            alone: Zeroizing::new(alone.to_owned()),
            signature: key.sign(SignedKind::LogReview, vault, &message),
        }
    }

    /// Whether it is the reviewer's own signature, over this note.
    pub fn verify(
        &self,
        key: &VerifyingKey,
        (vault, reviewer): (VaultId, AccountId),
        note: &str,
    ) -> Result<(), BadSignature> {
        let message = message(reviewer, self.day, (self.seen, self.root), note, &self.alone);
        key.verify(SignedKind::LogReview, vault, &message, &self.signature)
    }
}

/// account (16) ‖ day (4, signed) ‖ frames (8) ‖ root (32) ‖ SHA-256 of the note ‖ SHA-256 of the reason.
fn message(reviewer: AccountId, day: i32, (seen, root): (u64, Digest), note: &str, alone: &str) -> Vec<u8> {
    let (note, alone) = (sha256(note.as_bytes()), sha256(alone.as_bytes()));
    let parts: [&[u8]; 6] =
        [reviewer.as_bytes(), &day.to_be_bytes(), &seen.to_be_bytes(), &root.0, &note.0, &alone.0];
    parts.concat()
}

const FIRST: Date = jiff::civil::date(1970, 1, 1);

/// Days from 1970-01-01 to `day`.
pub fn day_number(day: Date) -> i32 {
    FIRST.until(day).map_or(0, |span: Span| span.get_days())
}

/// The day so many days after 1970-01-01, within the years that calendars here know.
pub fn day_of_number(number: i32) -> Option<Date> {
    // `ToSpan` panics outside of its limits, which lie beyond those of `Date`.
    (-5_000_000..=5_000_000).contains(&number).then(|| FIRST.checked_add(number.days()).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_there_and_back() {
        for day in [FIRST, jiff::civil::date(2026, 11, 22), jiff::civil::date(1969, 12, 31), Date::MAX] {
            assert_eq!(day_of_number(day_number(day)), Some(day));
        }
        assert_eq!(day_number(jiff::civil::date(2026, 11, 22)), 20_779);
        assert_eq!(day_of_number(i32::MAX), None);
    }

    #[test]
    fn a_signature_covers_reviewer_day_head_note_and_reason() {
        let key = SigningKey::generate();
        let place = (VaultId::generate(), AccountId::generate());
        let head = Head { count: 7, last: Digest::ZERO, root: Digest([1; 32]) };
        let day = jiff::civil::date(2026, 11, 21);
        let mark = ReviewMark::sign(&key, place, day, &head, ("nothing", "nobody else"));
        let public = key.verifying();
        assert!(mark.verify(&public, place, "nothing").is_ok());
        assert!(mark.verify(&public, place, "nothing at all").is_err());
        assert!(mark.verify(&public, (place.0, AccountId::generate()), "nothing").is_err());
        assert!(mark.verify(&SigningKey::generate().verifying(), place, "nothing").is_err());
        let changes: [fn(&mut ReviewMark); 4] = [
            |mark| mark.day += 1,
            |mark| mark.seen += 1,
            |mark| mark.root.0[0] ^= 1,
            |mark| mark.alone = Zeroizing::new(String::new()),
        ];
        for change in changes {
            let mut other = mark.clone();
            change(&mut other);
            assert!(other.verify(&public, place, "nothing").is_err());
        }
    }
}
