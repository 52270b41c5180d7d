//! The kinds of databases, and what differs between them: page size and journal. Used by [`super::pragmas`].

/// What a database is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Statements, wraps, groups, settings.
    Registry,
    /// A group's codes, records and full-text index, and where each record's chunks lie.
    Records,
    /// A group's names, addresses and contacts.
    Identities,
    /// Content, in chunks.
    Stack,
    /// What supervisors derive from the access log; can be deleted and made again.
    LogIndex,
}

impl Kind {
    /// The kind's short name, as the database itself has it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Registry => "registry",
            Self::Records => "records",
            Self::Identities => "identities",
            Self::Stack => "stack",
            Self::LogIndex => "log-index",
        }
    }

    /// Bytes of a page. Large pages make content fast; small ones keep edits and searches small.
    pub(super) const fn page_bytes(self) -> u32 {
        match self {
            Self::Stack => 64 * 1024,
            Self::Registry | Self::Records | Self::Identities | Self::LogIndex => 16 * 1024,
        }
    }

    /// The journal. Stacks would be written twice under WAL; TRUNCATE (not DELETE) because it makes the end of the
    /// journal durable with the commit.
    pub(super) const fn journal(self) -> &'static str {
        match self {
            Self::Stack => "TRUNCATE",
            Self::Registry | Self::Records | Self::Identities | Self::LogIndex => "WAL",
        }
    }

    /// The page cache of one connection, in KiB.
    pub(super) const fn cache_kib(self) -> u32 {
        match self {
            Self::Stack => 4 * 1024,
            Self::Registry | Self::LogIndex => 8 * 1024,
            Self::Records | Self::Identities => 48 * 1024,
        }
    }
}
