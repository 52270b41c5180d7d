//! A machine made of files on which every row is green, and what each change to it must show: one line for everything
//! that a row can say.

use super::{
    Fact, Guarded, Here, Lapses, Permissions, Row, Seen, SessionKind, Space, Subject, agreements, backup,
    confinement, drill, folder, look, review, screenings, sheets, space,
};
use crate::airgap::Verdict;
use crate::base::clock::WallTime;
use crate::texts::{Language, Texts};
use std::collections::BTreeSet;
use std::os::unix::fs::symlink;
use std::path::Path;

const NOW_SECS: i64 = 1_795_000_000;
const VAULT: &str = "/home/ana/vault";
const SDA: &str = "sys/devices/pci0000:00/ata1/sda";
const NET: &str = "sys/devices/pci0000:00/0000:00:1f.6/net/eth0";
const RFKILL: &str = "sys/devices/platform/acpi/rfkill0";
const MOUNTS: &str = "21 1 254:0 / / rw,relatime - ext4 /dev/mapper/root rw\n";

/// A machine, and what the process knows of itself.
struct Machine {
    root: tempfile::TempDir,
    here: Here,
    vault: Option<&'static Path>,
}

impl Machine {
    /// As it should be: nothing to reach it by, everything encrypted and shut, one person at a Wayland desktop.
    fn sound() -> Self {
        let here = Here {
            user: 1000,
            session: SessionKind::Wayland,
            wall: WallTime::from_unix_millis(NOW_SECS * 1000),
            passed: Some(WallTime::from_unix_millis((NOW_SECS - 60) * 1000)),
        };
        let mut machine = Self { root: tempfile::tempdir().unwrap(), here, vault: Some(Path::new(VAULT)) };
        let lo = "sys/devices/virtual/net/lo";
        machine
            .file(&format!("{lo}/type"), "772")
            .file(&format!("{lo}/flags"), "0x9")
            .link("sys/class/net/lo", lo)
            .file("proc/net/route", "Iface\tDestination\tGateway\tFlags\n")
            .file("proc/net/ipv6_route", "")
            .file("proc/self/mountinfo", MOUNTS)
            .disks()
            .file("proc/swaps", "Filename\tType\tSize\tUsed\tPriority\n")
            .file("sys/power/state", "freeze mem")
            .file("proc/sys/kernel/core_pattern", "core")
            .file(
                "proc/self/limits",
                "Limit  Soft Limit\nMax core file size        0                    0   bytes",
            )
            .file("proc/sys/kernel/yama/ptrace_scope", "2")
            .file("sys/kernel/security/lockdown", "none integrity [confidentiality]")
            .file("sys/bus/usb/devices/usb1/authorized_default", "0")
            .file("sys/bus/usb/devices/usb2/authorized_default", "2")
            .process(1, 0, "systemd")
            .process(400, 0, "usbguard-daemon")
            .process(700, 1000, "swayidle")
            .process(800, 1000, "strongroom")
            .process(810, 61_200, "a-service")
            .file("etc/passwd", "root:x:0:0::/root:/bin/sh\ndan:x:1001:1001::/home/dan:/bin/sh\n")
            .file("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc")
            .file("sys/class/rtc/rtc0/since_epoch", &(NOW_SECS - 2).to_string());
        machine
    }

    /// A disk with a partition, and the root on LUKS on it.
    fn disks(&mut self) -> &mut Self {
        self.file(&format!("{SDA}/size"), "1000")
            .file(&format!("{SDA}/sda2/partition"), "2")
            .link("sys/class/block/sda", SDA)
            .link("sys/class/block/sda2", &format!("{SDA}/sda2"))
            .link("sys/dev/block/8:2", &format!("{SDA}/sda2"))
            .mapped(0, "root", "CRYPT-LUKS2-0123-root", Some("../../../../pci0000:00/ata1/sda/sda2"))
    }

    /// A device of the device mapper, and what it stands on.
    fn mapped(&mut self, number: u8, name: &str, uuid: &str, on: Option<&str>) -> &mut Self {
        let folder = format!("sys/devices/virtual/block/dm-{number}");
        self.file(&format!("{folder}/dm/uuid"), uuid)
            .file(&format!("{folder}/dm/name"), name)
            .link(&format!("sys/class/block/dm-{number}"), &folder)
            .link(&format!("sys/dev/block/254:{number}"), &folder);
        if let Some(on) = on {
            let slaves = self.root.path().join(&folder).join("slaves");
            std::fs::create_dir_all(&slaves).unwrap();
            symlink(on, slaves.join("below")).unwrap();
        }
        self
    }

    fn file(&mut self, path: &str, text: &str) -> &mut Self {
        let path = self.root.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, format!("{text}\n")).unwrap();
        self
    }

    fn link(&mut self, from: &str, to: &str) -> &mut Self {
        let link = self.root.path().join(from);
        std::fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(format!("{}{to}", "../".repeat(from.split('/').count() - 1)), link).unwrap();
        self
    }

    fn without(&mut self, path: &str) -> &mut Self {
        let path = self.root.path().join(path);
        if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) }.unwrap();
        self
    }

    fn process(&mut self, number: u32, user: u32, name: &str) -> &mut Self {
        self.file(&format!("proc/{number}/comm"), name).file(
            &format!("proc/{number}/status"),
            &format!("Name:\t{name}\nUid:\t{user}\t{user}\t{user}\t{user}"),
        )
    }

    fn interface(&mut self, flags: &str, carrier: &str, state: &str) -> &mut Self {
        for (name, text) in [("type", "1"), ("flags", flags), ("carrier", carrier), ("operstate", state)] {
            self.file(&format!("{NET}/{name}"), text);
        }
        self.link("sys/class/net/eth0", NET)
    }

    fn radio(&mut self, soft: &str) -> &mut Self {
        for (name, text) in [("type", "wwan"), ("soft", soft), ("hard", "0")] {
            self.file(&format!("{RFKILL}/{name}"), text);
        }
        self.link("sys/class/rfkill/rfkill0", RFKILL)
    }

    fn swap(&mut self, line: &str) -> &mut Self {
        self.file("proc/swaps", &format!("Filename\tType\tSize\tUsed\tPriority\n{line} 1000 0 -2"))
    }

    fn zram(&mut self, behind: &str) -> &mut Self {
        self.file("sys/devices/virtual/block/zram0/backing_dev", behind)
            .link("sys/class/block/zram0", "sys/devices/virtual/block/zram0")
            .swap("/dev/zram0 partition")
    }

    fn mounted(&mut self, line: &str) -> &mut Self {
        self.file("proc/self/mountinfo", &format!("{MOUNTS}{line}"))
    }

    fn lvm(&mut self, uuid_below: &str) -> &mut Self {
        self.mapped(1, "crypt", uuid_below, Some("../../../../pci0000:00/ata1/sda/sda2"))
            .mapped(2, "vg-home", "LVM-abc", Some("../../dm-1"))
            .mounted("30 21 254:2 / /home rw - ext4 /dev/mapper/vg-home rw")
    }

    fn core_handler(&mut self, handler: &str) -> &mut Self {
        self.file("proc/sys/kernel/core_pattern", handler)
    }

    fn own_clock(&mut self, ahead: i64) -> &mut Self {
        self.file("sys/class/rtc/rtc0/since_epoch", &(NOW_SECS + ahead).to_string())
    }

    fn shown_by(&mut self, session: SessionKind) -> &mut Self {
        self.here.session = session;
        self
    }

    fn rows(&self) -> Vec<Row> {
        look(self.root.path(), &self.here, self.vault)
    }
}

type Case = (Seen, &'static str, fn(&mut Machine) -> &mut Machine);

/// What must be seen; what it is about; what is different from a sound machine.
const MACHINES: &[Case] = &[
    (Seen::NetworkNone, "a sound machine", |m| m),
    (Seen::NetworkDown, "a card that is down", |m| m.interface("0x1002", "0", "down")),
    (Seen::NetworkLive, "a cable that leads somewhere", |m| m.interface("0x1003", "1", "up")),
    (Seen::NetworkLive, "nothing says what interfaces there are", |m| m.without("sys/class/net")),
    (Seen::RadiosNone, "a sound machine", |m| m),
    (Seen::RadiosOff, "a blocked modem", |m| m.radio("1")),
    (Seen::RadiosUnknown, "nothing says what there is", |m| m.without("sys/class/net")),
    (Seen::RadiosOn, "a modem that can send", |m| m.radio("0")),
    (Seen::DiskEncrypted, "LUKS on a partition", |m| m),
    (Seen::DiskEncrypted, "LVM on LUKS", |m| m.lvm("CRYPT-LUKS1-9-crypt")),
    (Seen::DiskEncrypted, "btrfs, which has no device number of its own", |m| {
        m.mounted("30 21 0:31 /@home /home rw - btrfs /dev/mapper/root rw")
    }),
    (Seen::DiskNoVault, "no vault named", |m| {
        m.vault = None;
        m
    }),
    (Seen::DiskUnknown, "a file system that is on no disk", |m| {
        m.mounted("30 21 0:40 / /home rw - overlay overlay rw")
    }),
    (Seen::DiskUnknown, "memory", |m| m.mounted("30 21 0:41 / /home rw - tmpfs tmpfs rw")),
    (Seen::DiskUnknown, "no table of mounts", |m| m.without("proc/self/mountinfo")),
    (Seen::DiskUnknown, "devices that stand on each other", |m| {
        m.mapped(5, "a", "LVM-a", Some("../../dm-6"))
            .mapped(6, "b", "LVM-b", Some("../../dm-5"))
            .mounted("30 21 254:5 / /home rw - ext4 /dev/mapper/a rw")
    }),
    (Seen::DiskPlain, "a bare partition", |m| m.mounted("30 21 8:2 / /home rw - ext4 /dev/sda2 rw")),
    (Seen::DiskPlain, "a check of integrity alone", |m| m.lvm("CRYPT-VERITY-9-crypt")),
    (Seen::DiskPlain, "a name with a blank in it", |m| {
        m.mounted("30 21 8:2 / /home/ana\\040b rw - ext4 /dev/sda2 rw").vault =
            Some(Path::new("/home/ana b/vault"));
        m
    }),
    (Seen::SwapNone, "a sound machine", |m| m),
    (Seen::SwapMemory, "compressed memory", |m| m.zram("none")),
    (Seen::SwapEncrypted, "a file on the encrypted disk", |m| m.swap("/swapfile file")),
    (Seen::SwapEncrypted, "an encrypted volume", |m| m.swap("/dev/dm-0 partition")),
    (Seen::SwapUnknown, "no table", |m| m.without("proc/swaps")),
    (Seen::SwapUnknown, "a device that nobody knows", |m| m.swap("/dev/nbd0 partition")),
    (Seen::SwapPlain, "a partition", |m| m.swap("/dev/sda2 partition")),
    (Seen::SwapPlain, "compressed memory that writes to a partition", |m| m.zram("/dev/sda2")),
    (Seen::HibernationOff, "the kernel does not", |m| m),
    (Seen::HibernationNowhere, "it could, without swap", |m| m.file("sys/power/state", "freeze mem disk")),
    (Seen::HibernationEncrypted, "it could, to an encrypted volume", |m| {
        m.file("sys/power/state", "freeze mem disk").swap("/dev/dm-0 partition")
    }),
    (Seen::HibernationUnknown, "nothing says", |m| m.without("sys/power/state")),
    (Seen::HibernationPlain, "it can, to a partition", |m| {
        m.file("sys/power/state", "freeze mem disk").swap("/dev/sda2 partition")
    }),
    (Seen::CoresNone, "files, and no room for them", |m| m),
    (Seen::CoresNone, "thrown away", |m| m.core_handler("|/bin/false")),
    (Seen::CoresNone, "a handler that keeps nothing", |m| {
        m.core_handler("|/usr/lib/systemd/systemd-coredump %P")
            .file("etc/systemd/coredump.conf", "[Coredump]\n#Storage=external\n")
            .file("etc/systemd/coredump.conf.d/room.conf", "[Coredump]\nStorage=none\n")
    }),
    (Seen::CoresHandled, "a handler that keeps them", |m| {
        m.core_handler("|/usr/lib/systemd/systemd-coredump %P")
    }),
    (Seen::CoresUnknown, "nothing says", |m| m.without("proc/sys/kernel/core_pattern")),
    (Seen::CoresKept, "files as large as they come", |m| {
        m.file("proc/self/limits", "Max core file size        unlimited            unlimited  bytes")
    }),
    (Seen::PtraceClosed, "the administrator alone", |m| m),
    (Seen::PtraceChildren, "what one has started", |m| m.file("proc/sys/kernel/yama/ptrace_scope", "1")),
    (Seen::PtraceUnknown, "nothing says", |m| m.without("proc/sys/kernel/yama")),
    (Seen::PtraceOpen, "everything", |m| m.file("proc/sys/kernel/yama/ptrace_scope", "0")),
    (Seen::LockdownFull, "a sound machine", |m| m),
    (Seen::LockdownIntegrity, "reading is left", |m| {
        m.file("sys/kernel/security/lockdown", "none [integrity] confidentiality")
    }),
    (Seen::LockdownUnknown, "nothing says", |m| m.without("sys/kernel/security")),
    (Seen::LockdownOff, "off", |m| {
        m.file("sys/kernel/security/lockdown", "[none] integrity confidentiality")
    }),
    (Seen::UsbNone, "no bus", |m| m.without("sys/bus/usb")),
    (Seen::UsbGuarded, "USBGuard, and nothing before it", |m| m),
    (Seen::UsbLate, "USBGuard, behind an open kernel", |m| {
        m.file("sys/bus/usb/devices/usb1/authorized_default", "1")
    }),
    (Seen::UsbShut, "shut, without USBGuard", |m| m.without("proc/400")),
    (Seen::UsbUnknown, "no buses at all", |m| m.without("sys/bus")),
    (Seen::UsbOpen, "open", |m| {
        m.without("proc/400").file("sys/bus/usb/devices/usb1/authorized_default", "1")
    }),
    (Seen::LockKiosk, "the kiosk", |m| m.without("proc/700").shown_by(SessionKind::Kiosk)),
    (Seen::LockRuns, "a program that locks", |m| m),
    (Seen::LockPerhaps, "a desktop that can", |m| m.without("proc/700").process(600, 1000, "gnome-shell")),
    (Seen::LockUnknown, "a console", |m| m.shown_by(SessionKind::Console)),
    (Seen::LockNone, "nothing", |m| m.without("proc/700")),
    (Seen::SessionWayland, "Wayland", |m| m),
    (Seen::SessionConsole, "a console", |m| m.shown_by(SessionKind::Console)),
    (Seen::SessionX11, "X11", |m| m.shown_by(SessionKind::X11)),
    (Seen::SessionUnknown, "nothing says", |m| m.shown_by(SessionKind::Unknown)),
    (Seen::SessionRemote, "from elsewhere", |m| m.shown_by(SessionKind::Remote)),
    (Seen::OthersNone, "one person and services", |m| m),
    (Seen::OthersHidden, "processes of others are hidden", |m| m.without("proc/1")),
    (Seen::OthersThere, "a second person", |m| m.process(900, 1001, "bash")),
    (Seen::OthersAdministrator, "run by the administrator", |m| {
        m.here.user = 0;
        m
    }),
    (Seen::ClockSteady, "a sound machine", |m| m),
    (Seen::ClockDrifts, "two minutes apart", |m| m.own_clock(120)),
    (Seen::ClockLocal, "kept in local time", |m| m.file("etc/adjtime", "0.0 0 0.0\n0\nLOCAL")),
    (Seen::ClockUnknown, "no clock of its own", |m| m.without("sys/class/rtc")),
    (Seen::ClockUnknown, "counted by ticks", |m| {
        m.file("sys/devices/system/clocksource/clocksource0/current_clocksource", "jiffies")
    }),
    (Seen::ClockWrong, "an hour behind its own", |m| m.own_clock(3600)),
    (Seen::ClockBehind, "before the last event", |m| {
        m.here.passed = Some(WallTime::from_unix_millis((NOW_SECS + 600) * 1000));
        m
    }),
];

/// What must be seen of plain numbers.
fn numbers() -> Vec<(Seen, Row)> {
    let room = |free| space(Some(Space { free, floor: 10 }));
    let reached = |open, replaceable, loose| folder(Some(Permissions { open, replaceable, loose }));
    let people = |count, soon, lapsed| Lapses { count, soon, lapsed };
    vec![
        (Seen::SpaceEnough, room(31)),
        (Seen::SpaceLow, room(30)),
        (Seen::SpaceUnknown, space(None)),
        (Seen::SpaceGone, room(10)),
        (Seen::FolderClosed, reached(false, false, 0)),
        (Seen::FolderLoose, reached(false, false, 3)),
        (Seen::FolderUnknown, folder(None)),
        (Seen::FolderOpen, reached(true, false, 0)),
        (Seen::FolderOpen, reached(false, true, 0)),
        (Seen::ConfinementHeld, confinement(Some(Guarded::Held))),
        (Seen::ConfinementWeaker, confinement(Some(Guarded::Weaker(1)))),
        (Seen::ConfinementUnknown, confinement(None)),
        (Seen::ConfinementBroken, confinement(Some(Guarded::Broken(2)))),
        (Seen::BackupFresh, backup(Some(1), 1, true)),
        (Seen::BackupBare, backup(Some(1), 1, false)),
        (Seen::BackupNone, backup(None, 1, true)),
        (Seen::BackupLate, backup(Some(3), 1, false)),
        (Seen::BackupOld, backup(Some(4), 1, true)),
        (Seen::ReviewDone, review(Some((0, 0)))),
        (Seen::ReviewLate, review(Some((2, 2)))),
        (Seen::ReviewUnknown, review(None)),
        (Seen::ReviewVeryLate, review(Some((3, 3)))),
        (Seen::DrillFresh, drill(Some(93), 3)),
        (Seen::DrillNone, drill(None, 3)),
        (Seen::DrillLate, drill(Some(94), 3)),
        (Seen::DrillOld, drill(Some(187), 3)),
        (Seen::ScreeningsCount, screenings(people(7, 0, 0))),
        (Seen::ScreeningsSoon, screenings(people(6, 1, 0))),
        (Seen::ScreeningsLapsed, screenings(people(5, 1, 1))),
        (Seen::AgreementsCount, agreements(people(7, 0, 0))),
        (Seen::AgreementsSoon, agreements(people(6, 1, 0))),
        (Seen::AgreementsLapsed, agreements(people(5, 1, 1))),
        (Seen::SheetsKept, sheets(false, 0)),
        (Seen::SheetsBehind, sheets(false, 2)),
        (Seen::SheetsOwed, sheets(true, 2)),
    ]
}

fn row_of(machine: &Machine, subject: Subject) -> Row {
    machine.rows().into_iter().find(|row| row.subject() == subject).unwrap()
}

#[test]
fn each_machine_shows_what_the_table_says() {
    for (seen, about, change) in MACHINES {
        let mut machine = Machine::sound();
        change(&mut machine);
        assert_eq!(row_of(&machine, seen.subject()).seen, *seen, "{about}");
    }
}

#[test]
fn plain_numbers_show_what_the_table_says() {
    for (seen, row) in numbers() {
        assert_eq!(row.seen, seen, "{row:?}");
    }
}

#[test]
fn everything_that_can_be_seen_is_in_a_table() {
    let tried: BTreeSet<Seen> =
        MACHINES.iter().map(|(seen, ..)| *seen).chain(numbers().into_iter().map(|(seen, _)| seen)).collect();
    let untried: Vec<&Seen> = Seen::ALL.iter().filter(|seen| !tried.contains(seen)).collect();
    assert_eq!(untried, Vec::<&Seen>::new());
}

#[test]
fn a_sound_machine_is_green_throughout() {
    let worse: Vec<Row> =
        Machine::sound().rows().into_iter().filter(|row| row.colour() != Verdict::Green).collect();
    assert_eq!(worse, []);
}

/// Nothing to read: nothing is taken for good, and only the network is taken for the worst.
#[test]
fn what_cannot_be_known_is_never_green() {
    let root = tempfile::tempdir().unwrap();
    let here = Here { session: SessionKind::Unknown, passed: None, ..Machine::sound().here };
    let rows = look(root.path(), &here, Some(Path::new(VAULT)));
    let green: Vec<Subject> =
        rows.iter().filter(|row| row.colour() == Verdict::Green).map(Row::subject).collect();
    assert_eq!(green, []);
    let red: Vec<Subject> =
        rows.iter().filter(|row| row.colour() == Verdict::Red).map(Row::subject).collect();
    assert_eq!(red, [Subject::Network]);
}

#[test]
fn every_row_has_its_words_in_both_languages() {
    let machines = MACHINES.iter().map(|(seen, _, change)| {
        let mut machine = Machine::sound();
        change(&mut machine);
        row_of(&machine, seen.subject())
    });
    for row in machines.chain(numbers().into_iter().map(|(_, row)| row)) {
        for language in [Language::English, Language::Romanian] {
            let texts = Texts::new(language);
            let said =
                [Some(row.name(&texts)), Some(row.why(&texts)), Some(row.said(&texts)), row.next(&texts)];
            for text in said.into_iter().flatten() {
                assert!(!text.contains('{') && !text.starts_with('(') && !text.is_empty(), "{row:?}: {text}");
            }
        }
    }
}

#[test]
fn the_facts_name_the_worst() {
    let mut machine = Machine::sound();
    machine.interface("0x1003", "1", "up").process(900, 1001, "bash").process(901, 1002, "bash");
    let word = |subject| row_of(&machine, subject).facts;
    assert_eq!(word(Subject::Network), [("devices", Fact::Word("eth0".to_owned()))]);
    assert_eq!(word(Subject::Others), [("users", Fact::Word("dan, 1002".to_owned()))]);
}

#[test]
fn the_environment_says_what_shows_the_window() {
    let of = |set: &[(&str, &str)]| {
        SessionKind::of(&|name| {
            set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    };
    let wayland = ("WAYLAND_DISPLAY", "wayland-0");
    assert_eq!(of(&[wayland, ("DISPLAY", ":0")]), SessionKind::Wayland);
    assert_eq!(of(&[wayland, ("XDG_CURRENT_DESKTOP", "strongroom-kiosk")]), SessionKind::Kiosk);
    assert_eq!(of(&[("DISPLAY", ":0")]), SessionKind::X11);
    assert_eq!(of(&[("DISPLAY", "localhost:10.0")]), SessionKind::Remote);
    assert_eq!(of(&[("XDG_SESSION_TYPE", "tty")]), SessionKind::Console);
    assert_eq!(of(&[("XDG_SESSION_TYPE", "tty"), ("SSH_TTY", "/dev/pts/0")]), SessionKind::Remote);
    assert_eq!(of(&[]), SessionKind::Unknown);
}
