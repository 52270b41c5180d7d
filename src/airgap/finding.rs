//! What the guard found, and the verdict on it: pure, no file is read here.

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeviceKind {
    /// Ethernet and whatever looks like it.
    Wired,
    /// Wi-Fi.
    Wireless,
    /// Mobile broadband.
    Cellular,
    /// Bluetooth.
    Bluetooth,
    /// A network over USB: a tethered telephone, an adapter.
    Usb,
    /// A tunnel: a VPN, a dialled line.
    Tunnel,
    /// A bridge, a pair or another interface made by software.
    Virtual,
    /// A radio that rfkill knows and no interface shows.
    Radio,
    /// A route to elsewhere.
    Route,
    /// What could not be read, so that nothing can be said of it.
    Unreadable,
}

impl DeviceKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Wired,
        Self::Wireless,
        Self::Cellular,
        Self::Bluetooth,
        Self::Usb,
        Self::Tunnel,
        Self::Virtual,
        Self::Radio,
        Self::Route,
        Self::Unreadable,
    ];

    /// The short name, for keys of texts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Wired => "wired",
            Self::Wireless => "wireless",
            Self::Cellular => "cellular",
            Self::Bluetooth => "bluetooth",
            Self::Usb => "usb",
            Self::Tunnel => "tunnel",
            Self::Virtual => "virtual",
            Self::Radio => "radio",
            Self::Route => "route",
            Self::Unreadable => "unreadable",
        }
    }
}

/// What was seen of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It is there, and down.
    Down,
    /// It is there, and its radio is blocked.
    Blocked,
    /// Its driver is loaded, and its interface is hidden from this process.
    Hidden,
    /// It is switched on, with nothing at the other end.
    Up,
    /// Its radio can send.
    RadioOn,
    /// Something is at the other end.
    Carrier,
    /// There is a way from it to other machines.
    Routed,
    /// The system does not say; taken for the worst.
    Unknown,
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 8] = [
        Self::Down,
        Self::Blocked,
        Self::Hidden,
        Self::Up,
        Self::RadioOn,
        Self::Carrier,
        Self::Routed,
        Self::Unknown,
    ];

    /// The short name, for keys of texts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Blocked => "blocked",
            Self::Hidden => "hidden",
            Self::Up => "up",
            Self::RadioOn => "radio-on",
            Self::Carrier => "carrier",
            Self::Routed => "routed",
            Self::Unknown => "unknown",
        }
    }

    /// What this reason alone makes of the air gap.
    pub const fn verdict(self) -> Verdict {
        match self {
            Self::Down | Self::Blocked | Self::Hidden | Self::Up => Verdict::Amber,
            Self::RadioOn | Self::Carrier | Self::Routed | Self::Unknown => Verdict::Red,
        }
    }
}

/// One thing that the guard found. Nothing found is the best that can be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The system's name for it: `eth0`, `hci0`, `0000:00:1f.6`.
    pub device: String,
    /// What it is.
    pub kind: DeviceKind,
    /// What was seen of it.
    pub why: Why,
}

/// What the findings come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// No network hardware in sight.
    Green,
    /// Hardware is there, but down, blocked, or hidden.
    Amber,
    /// Something is live: a real vault is not opened.
    Red,
}

impl Verdict {
    /// The short name, for the log.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
        }
    }
}

/// The worst of what was found.
pub fn judge(findings: &[Finding]) -> Verdict {
    findings.iter().map(|finding| finding.why.verdict()).max().unwrap_or(Verdict::Green)
}
