//! What the self-test looks at, and what came of it. The short names are keys of texts (`confined-<key>`).

/// Something a confined process must not be able to do, or must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// Sockets to other machines: IPv4, IPv6.
    Network,
    /// Sockets to the kernel's own tables of the network, and raw frames: netlink, packet.
    RawNetwork,
    /// Sockets to radios, to virtual machines, and every other kind.
    OtherSockets,
    /// System calls on a queue that the filter does not see (`io_uring`).
    IoUring,
    /// Looking into other processes: ptrace, reading and writing their memory.
    OtherProcesses,
    /// Mounting, and namespaces of its own.
    Mounting,
    /// Programs and modules loaded into the kernel.
    KernelCode,
    /// The kernel's key rings.
    KeyRings,
    /// Writing where the plan does not say.
    WritingOutside,
    /// Reading where the plan does not say.
    ReadingOutside,
    /// Running programs of others.
    RunningOthers,
    /// Shortening files where the plan does not say.
    Shortening,
    /// Core dumps, and being looked into.
    CoreDumps,
    /// Pages that the kernel itself cannot show.
    SecretPages,
}

impl What {
    /// Everything that is looked at, in the order it is told.
    pub const ALL: [Self; 14] = [
        Self::Network,
        Self::RawNetwork,
        Self::OtherSockets,
        Self::IoUring,
        Self::OtherProcesses,
        Self::Mounting,
        Self::KernelCode,
        Self::KeyRings,
        Self::WritingOutside,
        Self::ReadingOutside,
        Self::RunningOthers,
        Self::Shortening,
        Self::CoreDumps,
        Self::SecretPages,
    ];

    /// The short name, for keys of texts and for the log.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::RawNetwork => "raw-network",
            Self::OtherSockets => "other-sockets",
            Self::IoUring => "io-uring",
            Self::OtherProcesses => "other-processes",
            Self::Mounting => "mounting",
            Self::KernelCode => "kernel-code",
            Self::KeyRings => "key-rings",
            Self::WritingOutside => "writing-outside",
            Self::ReadingOutside => "reading-outside",
            Self::RunningOthers => "running-others",
            Self::Shortening => "shortening",
            Self::CoreDumps => "core-dumps",
            Self::SecretPages => "secret-pages",
        }
    }
}

/// Why something holds by the second best means only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weaker {
    /// The kernel's rules for files do not know of shortening; the filter of system calls holds it (before Linux 6.2).
    ShorteningByFilter,
    /// The kernel has no secret pages; locked ones take their place (before Linux 5.14, or switched off).
    LockedPages,
}

/// What came of one attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It failed, as it must.
    Held,
    /// It holds, by the second best means.
    Weaker(Weaker),
    /// It could be done.
    Broken,
}

/// One thing that was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Check {
    /// What.
    pub what: What,
    /// What came of it.
    pub outcome: Outcome,
}
