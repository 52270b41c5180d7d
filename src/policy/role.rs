//! The four kinds of people.

/// What a person is here to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Reads and writes the records of the groups they were granted.
    Staff,
    /// Screens, enrols, grants what they themselves hold, reviews the log.
    Supervisor,
    /// Writes and verifies media, and can read none of them.
    BackupOperator,
    /// Sees the posture and verifies the log, never a record.
    Assessor,
}

impl Role {
    /// Every role, in the order of the numbers.
    pub const ALL: [Self; 4] = [Self::Staff, Self::Supervisor, Self::BackupOperator, Self::Assessor];

    /// The number of the role in statements.
    pub const fn number(self) -> u8 {
        match self {
            Self::Staff => 1,
            Self::Supervisor => 2,
            Self::BackupOperator => 3,
            Self::Assessor => 4,
        }
    }

    /// The role with this number.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Staff),
            2 => Some(Self::Supervisor),
            3 => Some(Self::BackupOperator),
            4 => Some(Self::Assessor),
            _ => None,
        }
    }

    /// The role's short name, for keys of texts and for the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Supervisor => "supervisor",
            Self::BackupOperator => "backup-operator",
            Self::Assessor => "assessor",
        }
    }

    /// Whether people of this role may ever hold a group's key.
    pub const fn may_hold_group_keys(self) -> bool {
        matches!(self, Self::Staff | Self::Supervisor)
    }
}
