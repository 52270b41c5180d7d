//! Who may open what: the matrix of people and groups, its six-monthly review, and the keys that are to be renewed.

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId};
use crate::policy::Role;

use super::people::StandingFace;

/// How much of a group a person holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GrantWidth {
    /// Records under client codes.
    Records,
    /// Records, and the names and contacts behind the codes.
    Identities,
}

impl GrantWidth {
    /// Its short name, for the command line and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Identities => "identities",
        }
    }

    /// The key of its text.
    pub fn text_key(self) -> String {
        format!("width-{}", self.key())
    }
}

/// People by groups.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GrantsMatrix {
    /// The groups: the columns, by name; those without a name for this person last.
    pub groups: Vec<MatrixGroup>,
    /// Those who may hold groups' keys: the rows, by name.
    pub people: Vec<MatrixRow>,
    /// When the grants were last reviewed; none if never.
    pub reviewed_at: Option<WallTime>,
    /// When the next review is due.
    pub review_due_at: Option<WallTime>,
}

/// One group of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixGroup {
    /// The group.
    pub group: GroupId,
    /// Its name; none for a person who does not hold it.
    pub name: Option<String>,
    /// Two people open its records.
    pub two_person_records: bool,
    /// Two people open its identities.
    pub two_person_identities: bool,
    /// How many hold it.
    pub holders: u64,
}

/// One person of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    /// The account.
    pub account: AccountId,
    /// The full name.
    pub name: String,
    /// The login name.
    pub login: String,
    /// The role.
    pub role: Role,
    /// How they stand.
    pub standing: StandingFace,
    /// One cell for each group, in the order of the columns.
    pub cells: Vec<MatrixCell>,
}

/// What one person holds of one group, why, and what may be changed by the person who looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixCell {
    /// What they hold; none if nothing.
    pub width: Option<GrantWidth>,
    /// Until when; none for as long as the account stands.
    pub until: Option<WallTime>,
    /// Why it is as it is.
    pub why: CellWhy,
    /// Whether records can be granted, or why not. Widening needs a second person.
    pub records: MayGrant,
    /// Whether identities can be granted, or why not.
    pub identities: MayGrant,
    /// Whether it can be taken back. Needs nobody else.
    pub may_revoke: bool,
}

/// Why a cell is as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellWhy {
    /// It was never granted.
    NeverGranted,
    /// It was granted.
    Granted {
        /// The name of who granted it.
        by: String,
        /// The name of who agreed to it; none if one signature was enough then.
        with: Option<String>,
        /// When.
        at: WallTime,
    },
    /// They made the group.
    Made {
        /// When.
        at: WallTime,
    },
    /// It was taken back.
    Revoked {
        /// The name of who took it back.
        by: String,
        /// When.
        at: WallTime,
        /// Why.
        reason: String,
    },
    /// The group's keys were renewed while they were not screened or had not signed, and they got no new one.
    LeftOut {
        /// The name of who renewed the keys.
        by: String,
        /// When.
        at: WallTime,
    },
    /// It was granted for a time that is over.
    Expired {
        /// When it ended.
        at: WallTime,
    },
}

impl CellWhy {
    /// Its short name, for the command line and JSON.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NeverGranted => "never-granted",
            Self::Granted { .. } => "granted",
            Self::Made { .. } => "made",
            Self::Revoked { .. } => "revoked",
            Self::LeftOut { .. } => "left-out",
            Self::Expired { .. } => "expired",
        }
    }

    /// The key of its text.
    pub fn text_key(&self) -> String {
        format!("cell-{}", self.key())
    }
}

/// Whether something can be granted by the person who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MayGrant {
    /// Yes.
    Yes,
    /// They hold it already.
    Held,
    /// The one who looks does not hold it.
    NotHeldByMe,
    /// It is the one who looks: nobody grants themselves.
    Myself,
    /// Their role never holds it.
    Role,
    /// Screening comes before any key.
    NotScreened,
    /// The registry's key comes first.
    NotAdmitted,
    /// The signed agreement comes before any group's key.
    NotSigned,
    /// They left.
    Left,
}

impl MayGrant {
    /// Its short name, for the command line and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Held => "held",
            Self::NotHeldByMe => "not-held-by-me",
            Self::Myself => "myself",
            Self::Role => "role",
            Self::NotScreened => "not-screened",
            Self::NotAdmitted => "not-admitted",
            Self::NotSigned => "not-signed",
            Self::Left => "left",
        }
    }

    /// The key of its text.
    pub fn text_key(self) -> String {
        format!("may-grant-{}", self.key())
    }
}
