//! What may be asked about groups that take two people.

use crate::app::snapshot::{TwoPerson, WaitingNumber};
use crate::base::id::GroupId;

use super::{Consent, Second};

/// One thing that is asked for about a group that takes two people, or is to.
pub enum PairWish {
    /// Open it with a second person who holds it, for at most an hour.
    Open {
        /// Which.
        group: GroupId,
        /// Who is there too.
        second: Second,
        /// Why, in writing.
        reason: String,
    },
    /// Shut it again.
    Shut(GroupId),
    /// Rule how many people it takes; its keys are made anew.
    Rule {
        /// Which.
        group: GroupId,
        /// How many.
        rule: TwoPerson,
        /// That so few hold it that one who cannot come shuts it to the others was said, and is meant.
        few_confirmed: bool,
        /// It needs two.
        consent: Consent,
    },
    /// Make the new keys that are owed, with a second person who holds it, and write it again.
    Rekey {
        /// Which.
        group: GroupId,
        /// Who is there too.
        second: Second,
        /// Why it is opened, in writing.
        reason: String,
    },
    /// Hand on a grant that was agreed to, with a second person who holds the group.
    HandOn {
        /// The request.
        number: WaitingNumber,
        /// Who is there too.
        second: Second,
        /// Why the group is opened, in writing.
        reason: String,
    },
    /// Decide that a group gets new keys, which nobody owes, and write it again.
    Renew {
        /// Which.
        group: GroupId,
        /// It needs two.
        consent: Consent,
    },
}
