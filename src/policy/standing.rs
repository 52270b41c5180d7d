//! How a person stands when they log in: what the state of their screening, agreement and account lets them do at all.
//!
//! The judging is `staff`'s, which knows statements and times; this is the verdict that decisions are made with.

/// How a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Screened, under the current agreement, active.
    Full,
    /// The agreement is to be signed first: nothing else opens.
    MustSign,
    /// A supervisor whose screening lapsed, or who was long away: the registry only, to sign, to screen others, and to
    /// correct the clock.
    Renewal,
    /// Not screened, or the screening lapsed, or long away.
    Lapsed,
    /// The account was closed.
    Left,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 5] = [Self::Full, Self::MustSign, Self::Renewal, Self::Lapsed, Self::Left];

    /// Short name, for keys of texts and for the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::MustSign => "must-sign",
            Self::Renewal => "renewal",
            Self::Lapsed => "lapsed",
            Self::Left => "left",
        }
    }
}
