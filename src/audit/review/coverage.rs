//! Whose acts of a day were reviewed by somebody else, and whose still wait. Pure.
//!
//! A review covers what had been read when it was signed, and of that everything but the reviewer's own acts. These a
//! reviewer covers alone only for a written reason, which waits for another supervisor to ratify it.

use jiff::civil::Date;

use crate::audit::FrameNumber;
use crate::base::clock::WallTime;
use crate::base::id::AccountId;

/// A review of a day, as the log has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The number of its frame.
    pub number: FrameNumber,
    /// The day.
    pub day: Date,
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: WallTime,
    /// The note.
    pub note: String,
    /// The reason for covering one's own acts alone; empty if they are not covered.
    pub alone: String,
    /// How many frames it covers.
    pub seen: u64,
    /// The signature is that of a supervisor. One that is not counts for nothing.
    pub valid: bool,
}

/// What is left to review in a day. None among people stands for the program and for whoever is not logged in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Whose acts nobody reviewed yet who could.
    pub open: Vec<Option<AccountId>>,
    /// Who covered their own acts for a written reason, and nobody else reviewed them since.
    pub alone: Vec<AccountId>,
}

/// How late the review of a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lateness {
    /// The day is not over.
    InTime,
    /// It has waited for a day.
    Late,
    /// It has waited for three.
    VeryLate,
}

impl Lateness {
    /// How late it is on `today` that `day` was not reviewed.
    pub fn of(day: Date, today: Date) -> Self {
        match super::mark::day_number(today) - super::mark::day_number(day) {
            ..=0 => Self::InTime,
            1..=2 => Self::Late,
            3.. => Self::VeryLate,
        }
    }
}

impl Coverage {
    /// What these reviews of a day leave, given the last frame of each person in it.
    pub fn of<'r>(
        people: impl IntoIterator<Item = (Option<AccountId>, FrameNumber)>,
        reviews: impl Iterator<Item = &'r Review> + Clone,
    ) -> Self {
        let mut coverage = Self::default();
        for (person, last) in people {
            let mut those = reviews.clone().filter(|review| review.valid && review.seen > last);
            if those.clone().any(|review| Some(review.by) != person) {
                continue;
            }
            match person.filter(|_| those.any(|review| !review.alone.is_empty())) {
                Some(alone) => coverage.alone.push(alone),
                None => coverage.open.push(person),
            }
        }
        coverage
    }

    /// Whether a supervisor can review something of it.
    pub fn is_open_to(&self, supervisor: AccountId) -> bool {
        self.open.iter().any(|person| *person != Some(supervisor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANA: AccountId = AccountId::from_bytes([1; 16]);
    const DAN: AccountId = AccountId::from_bytes([2; 16]);
    const IOANA: AccountId = AccountId::from_bytes([3; 16]);

    fn review(by: AccountId, seen: u64, alone: &str) -> Review {
        Review {
            number: 100,
            day: jiff::civil::date(2026, 11, 20),
            by,
            at: WallTime::from_unix_millis(0),
            note: String::new(),
            alone: alone.to_owned(),
            seen,
            valid: true,
        }
    }

    fn left(reviews: &[Review]) -> Coverage {
        Coverage::of([(None, 3), (Some(ANA), 10), (Some(IOANA), 20)], reviews.iter())
    }

    #[test]
    fn nobody_reviews_their_own_acts() {
        assert_eq!(left(&[]).open, [None, Some(ANA), Some(IOANA)]);
        let by_ana = left(&[review(ANA, 21, "")]);
        assert_eq!(by_ana.open, [Some(ANA)]);
        assert!(!by_ana.is_open_to(ANA) && by_ana.is_open_to(DAN));
        assert_eq!(left(&[review(ANA, 21, ""), review(ANA, 30, "")]).open, [Some(ANA)]);
        assert_eq!(left(&[review(ANA, 21, ""), review(DAN, 21, "")]), Coverage::default());
        assert_eq!(left(&[review(DAN, 21, "")]), Coverage::default());
    }

    #[test]
    fn what_came_after_a_review_is_not_covered() {
        assert_eq!(left(&[review(DAN, 20, "")]).open, [Some(IOANA)]);
        assert_eq!(left(&[review(DAN, 3, "")]).open, [None, Some(ANA), Some(IOANA)]);
    }

    #[test]
    fn a_written_reason_stands_until_somebody_else_looks() {
        let alone = left(&[review(ANA, 21, "nobody else is here yet")]);
        assert_eq!((alone.open.len(), alone.alone.as_slice()), (0, [ANA].as_slice()));
        assert_eq!(left(&[review(ANA, 21, "why"), review(DAN, 21, "")]), Coverage::default());
        assert_eq!(left(&[review(ANA, 10, "why")]).open, [Some(ANA), Some(IOANA)]);
    }

    #[test]
    fn a_review_that_does_not_verify_counts_for_nothing() {
        let forged = Review { valid: false, ..review(DAN, 21, "") };
        assert_eq!(left(&[forged]).open.len(), 3);
    }

    #[test]
    fn a_day_is_late_after_one_day_and_very_late_after_three() {
        let day = jiff::civil::date(2026, 10, 31);
        let on = |later| Lateness::of(day, jiff::civil::date(2026, 11, later));
        assert_eq!(Lateness::of(day, day), Lateness::InTime);
        assert_eq!(
            [on(1), on(2), on(3), on(9)],
            [Lateness::Late, Lateness::Late, Lateness::VeryLate, Lateness::VeryLate]
        );
    }
}
