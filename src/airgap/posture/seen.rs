//! Everything that a row of the posture can say: of what, under which key of the texts, and in which colour.
//!
//! The table is the whole of it; how each is found out stands beside this file.

use crate::airgap::finding::Verdict;

/// What a row is about. `posture-<key>` is its name, `posture-<key>-why` says what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Cables, tethers, tunnels and routes.
    Network,
    /// Wi-Fi, Bluetooth and mobile broadband.
    Radios,
    /// Whether the disk under the vault is encrypted.
    Disk,
    /// Where memory is written to when it is short.
    Swap,
    /// Whether memory is written to the disk when the machine sleeps.
    Hibernation,
    /// Whether a program that crashes leaves its memory behind.
    CoreDumps,
    /// Who may look into the memory of a running program.
    Ptrace,
    /// Whether even the administrator is kept from the kernel's memory.
    Lockdown,
    /// Which USB devices are let in.
    Usb,
    /// Whether the screen locks.
    ScreenLock,
    /// What shows the window, and who else could watch it.
    Session,
    /// Programs of other users.
    Others,
    /// Whether the clock can be believed.
    Clock,
    /// Free room for the vault.
    Space,
    /// Who can reach the vault's folder.
    Folder,
    /// Whether the program is confined.
    Confinement,
    /// How old the last backup is.
    Backup,
    /// How far the log is reviewed.
    Review,
    /// How long ago a restore was rehearsed.
    Drill,
    /// Whether everyone's screening counts.
    Screenings,
    /// Whether everyone's signature counts.
    Agreements,
    /// Whether the recovery sheets are kept, and open everything.
    Sheets,
}

impl Subject {
    /// Every subject, in the order of the rows.
    pub const ALL: [Self; 22] = [
        Self::Network,
        Self::Radios,
        Self::Disk,
        Self::Swap,
        Self::Hibernation,
        Self::CoreDumps,
        Self::Ptrace,
        Self::Lockdown,
        Self::Usb,
        Self::ScreenLock,
        Self::Session,
        Self::Others,
        Self::Clock,
        Self::Space,
        Self::Folder,
        Self::Confinement,
        Self::Backup,
        Self::Review,
        Self::Drill,
        Self::Screenings,
        Self::Agreements,
        Self::Sheets,
    ];

    /// The short name, for keys of texts and for the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Radios => "radios",
            Self::Disk => "disk",
            Self::Swap => "swap",
            Self::Hibernation => "hibernation",
            Self::CoreDumps => "core-dumps",
            Self::Ptrace => "ptrace",
            Self::Lockdown => "lockdown",
            Self::Usb => "usb",
            Self::ScreenLock => "screen-lock",
            Self::Session => "session",
            Self::Others => "others",
            Self::Clock => "clock",
            Self::Space => "space",
            Self::Folder => "folder",
            Self::Confinement => "confinement",
            Self::Backup => "backup",
            Self::Review => "review",
            Self::Drill => "drill",
            Self::Screenings => "screenings",
            Self::Agreements => "agreements",
            Self::Sheets => "sheets",
        }
    }

    /// Whether only someone who is logged in can be told of it.
    pub const fn takes_log_in(self) -> bool {
        matches!(
            self,
            Self::Backup | Self::Review | Self::Drill | Self::Screenings | Self::Agreements | Self::Sheets
        )
    }
}

macro_rules! seen {
    ($($(#[$doc:meta])* $name:ident = $subject:ident, $key:literal, $colour:ident;)*) => {
        /// What was seen. `posture-<key>` says it; `posture-<key>-do` says what to do, where it is not green.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Seen { $($(#[$doc])* $name,)* }

        impl Seen {
            /// Everything there is to see, subject by subject, the best first.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Of what.
            pub const fn subject(self) -> Subject {
                match self { $(Self::$name => Subject::$subject,)* }
            }

            /// The short name.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// What it makes of the row.
            pub const fn colour(self) -> Verdict {
                match self { $(Self::$name => Verdict::$colour,)* }
            }
        }
    };
}

seen! {
    /// No network hardware but radios.
    NetworkNone = Network, "network-none", Green;
    /// There is some, switched off.
    NetworkDown = Network, "network-down", Amber;
    /// It is live, or nothing can be said of it.
    NetworkLive = Network, "network-live", Red;
    /// No radio.
    RadiosNone = Radios, "radios-none", Green;
    /// There are some, blocked or hidden.
    RadiosOff = Radios, "radios-off", Amber;
    /// The system does not say.
    RadiosUnknown = Radios, "radios-unknown", Amber;
    /// One can send.
    RadiosOn = Radios, "radios-on", Red;
    /// Everything under the vault is encrypted.
    DiskEncrypted = Disk, "disk-encrypted", Green;
    /// No vault was named.
    DiskNoVault = Disk, "disk-no-vault", Amber;
    /// The system does not say.
    DiskUnknown = Disk, "disk-unknown", Amber;
    /// It lies on a disk as it is.
    DiskPlain = Disk, "disk-plain", Red;
    /// Nothing is swapped.
    SwapNone = Swap, "swap-none", Green;
    /// What is swapped stays in memory.
    SwapMemory = Swap, "swap-memory", Green;
    /// What is swapped is encrypted.
    SwapEncrypted = Swap, "swap-encrypted", Green;
    /// The system does not say.
    SwapUnknown = Swap, "swap-unknown", Amber;
    /// What is swapped can be read from the disk.
    SwapPlain = Swap, "swap-plain", Red;
    /// The kernel does not hibernate.
    HibernationOff = Hibernation, "hibernation-off", Green;
    /// It could, and there is nothing to write to.
    HibernationNowhere = Hibernation, "hibernation-nowhere", Green;
    /// It could, to something encrypted.
    HibernationEncrypted = Hibernation, "hibernation-encrypted", Amber;
    /// The system does not say.
    HibernationUnknown = Hibernation, "hibernation-unknown", Amber;
    /// It can, to a disk that can be read.
    HibernationPlain = Hibernation, "hibernation-plain", Red;
    /// Crashes leave nothing behind.
    CoresNone = CoreDumps, "core-dumps-none", Green;
    /// Crashes are handed to a program.
    CoresHandled = CoreDumps, "core-dumps-handled", Amber;
    /// The system does not say.
    CoresUnknown = CoreDumps, "core-dumps-unknown", Amber;
    /// Crashes are written to files.
    CoresKept = CoreDumps, "core-dumps-kept", Red;
    /// The administrator at most.
    PtraceClosed = Ptrace, "ptrace-closed", Green;
    /// A program looks into those that it started.
    PtraceChildren = Ptrace, "ptrace-children", Amber;
    /// The system does not say.
    PtraceUnknown = Ptrace, "ptrace-unknown", Amber;
    /// Every program looks into every other of its user.
    PtraceOpen = Ptrace, "ptrace-open", Red;
    /// Nobody reads or changes the kernel.
    LockdownFull = Lockdown, "lockdown-full", Green;
    /// Nobody changes it; the administrator can read.
    LockdownIntegrity = Lockdown, "lockdown-integrity", Amber;
    /// The system does not say.
    LockdownUnknown = Lockdown, "lockdown-unknown", Amber;
    /// Off.
    LockdownOff = Lockdown, "lockdown-off", Red;
    /// No USB at all.
    UsbNone = Usb, "usb-none", Green;
    /// `USBGuard` decides, and nothing is let in before it did.
    UsbGuarded = Usb, "usb-guarded", Green;
    /// `USBGuard` runs, and the kernel lets devices in before it looks.
    UsbLate = Usb, "usb-late", Amber;
    /// New devices are refused, and nobody is there to let the right ones in.
    UsbShut = Usb, "usb-shut", Amber;
    /// The system does not say.
    UsbUnknown = Usb, "usb-unknown", Amber;
    /// Every device is let in.
    UsbOpen = Usb, "usb-open", Red;
    /// The kiosk shows this program alone, which locks itself.
    LockKiosk = ScreenLock, "screen-lock-kiosk", Green;
    /// A program runs that locks the screen.
    LockRuns = ScreenLock, "screen-lock-runs", Green;
    /// The desktop can; whether it is set to cannot be seen.
    LockPerhaps = ScreenLock, "screen-lock-perhaps", Amber;
    /// No window session in sight.
    LockUnknown = ScreenLock, "screen-lock-unknown", Amber;
    /// Nothing runs that would.
    LockNone = ScreenLock, "screen-lock-none", Red;
    /// Windows cannot watch each other.
    SessionWayland = Session, "session-wayland", Green;
    /// A console without windows.
    SessionConsole = Session, "session-console", Green;
    /// Every program can watch screen and keys.
    SessionX11 = Session, "session-x11", Amber;
    /// The system does not say.
    SessionUnknown = Session, "session-unknown", Amber;
    /// Screen and keys are at another machine.
    SessionRemote = Session, "session-remote", Red;
    /// Nobody else's programs run.
    OthersNone = Others, "others-none", Green;
    /// Programs of others are hidden from this one.
    OthersHidden = Others, "others-hidden", Amber;
    /// Programs of other people run.
    OthersThere = Others, "others-there", Red;
    /// This program runs as the administrator.
    OthersAdministrator = Others, "others-administrator", Red;
    /// Both clocks say the same.
    ClockSteady = Clock, "clock-steady", Green;
    /// They differ a little.
    ClockDrifts = Clock, "clock-drifts", Amber;
    /// The machine's clock is kept in local time.
    ClockLocal = Clock, "clock-local", Amber;
    /// There is nothing to compare with, or it counts coarsely.
    ClockUnknown = Clock, "clock-unknown", Amber;
    /// They differ much.
    ClockWrong = Clock, "clock-wrong", Red;
    /// It is earlier than something that was logged.
    ClockBehind = Clock, "clock-behind", Red;
    /// There is room.
    SpaceEnough = Space, "space-enough", Green;
    /// There is little.
    SpaceLow = Space, "space-low", Amber;
    /// No vault was named, or the system does not say.
    SpaceUnknown = Space, "space-unknown", Amber;
    /// Imports stop.
    SpaceGone = Space, "space-gone", Red;
    /// Its owner alone reaches it.
    FolderClosed = Folder, "folder-closed", Green;
    /// The folder is closed, and something in it is not.
    FolderLoose = Folder, "folder-loose", Amber;
    /// No vault was named, or the system does not say.
    FolderUnknown = Folder, "folder-unknown", Amber;
    /// Others reach it.
    FolderOpen = Folder, "folder-open", Red;
    /// Every check held.
    ConfinementHeld = Confinement, "confinement-held", Green;
    /// An older kernel keeps less.
    ConfinementWeaker = Confinement, "confinement-weaker", Amber;
    /// Nothing was tried.
    ConfinementUnknown = Confinement, "confinement-unknown", Amber;
    /// A check failed.
    ConfinementBroken = Confinement, "confinement-broken", Red;
    /// Within the rule.
    BackupFresh = Backup, "backup-fresh", Green;
    /// Within the rule, and the next one will not carry what makes its databases plain.
    BackupBare = Backup, "backup-bare", Amber;
    /// None was made yet.
    BackupNone = Backup, "backup-none", Amber;
    /// It is due.
    BackupLate = Backup, "backup-late", Amber;
    /// It is long due.
    BackupOld = Backup, "backup-old", Red;
    /// Everything that is over was reviewed.
    ReviewDone = Review, "review-done", Green;
    /// Days wait.
    ReviewLate = Review, "review-late", Amber;
    /// This person does not read the log.
    ReviewUnknown = Review, "review-unknown", Amber;
    /// Days wait for long.
    ReviewVeryLate = Review, "review-very-late", Red;
    /// Within the rule.
    DrillFresh = Drill, "drill-fresh", Green;
    /// None was held yet.
    DrillNone = Drill, "drill-none", Amber;
    /// It is due.
    DrillLate = Drill, "drill-late", Amber;
    /// It is long due.
    DrillOld = Drill, "drill-old", Red;
    /// Everyone's counts.
    ScreeningsCount = Screenings, "screenings-count", Green;
    /// Some lapse soon.
    ScreeningsSoon = Screenings, "screenings-soon", Amber;
    /// Some lapsed or are missing.
    ScreeningsLapsed = Screenings, "screenings-lapsed", Red;
    /// Everyone's counts.
    AgreementsCount = Agreements, "agreements-count", Green;
    /// Some lapse soon.
    AgreementsSoon = Agreements, "agreements-soon", Amber;
    /// Some lapsed or are missing.
    AgreementsLapsed = Agreements, "agreements-lapsed", Red;
    /// They are, and open every group.
    SheetsKept = Sheets, "sheets-kept", Green;
    /// Some groups wait to be opened by those in use.
    SheetsBehind = Sheets, "sheets-behind", Amber;
    /// Nobody said that they are kept.
    SheetsOwed = Sheets, "sheets-owed", Red;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_subject_can_be_green_amber_and_red() {
        for subject in Subject::ALL {
            let colours: BTreeSet<Verdict> =
                Seen::ALL.iter().filter(|seen| seen.subject() == subject).map(|seen| seen.colour()).collect();
            assert_eq!(colours.len(), 3, "{subject:?}");
        }
    }

    #[test]
    fn every_key_is_one_of_its_own_and_begins_with_its_subject() {
        let keys: BTreeSet<&str> = Seen::ALL.iter().map(|seen| seen.key()).collect();
        assert_eq!(keys.len(), Seen::ALL.len());
        for seen in Seen::ALL {
            assert!(seen.key().starts_with(&format!("{}-", seen.subject().key())), "{seen:?}");
        }
    }
}
