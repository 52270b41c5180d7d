//! What the system says of the device that a medium is on: `/sys` (injected), and how much room there is.
//!
//! A serial number is the system's word and proves nothing; what is not said is empty. Many sticks say nothing of their
//! health: then it is unsaid, not good.

use std::collections::BTreeSet;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{StatVfsMountFlags, statfs, statvfs};

use super::mounts::{Mounted, mount_of};
use crate::base::fs::{read_limited, room_at};

/// Attributes are one line.
const ATTRIBUTE_BYTES: u64 = 4096;

/// Failed requests that the kernel counts on a sound stick too: it asks for what few of them know.
const IDLE_ERRORS: u64 = 16;

/// A memory card's guess of its own wear, in tenths of its life; from here on it says that it is at its end (JESD84-B51,
/// `DEVICE_LIFE_TIME_EST_TYP`).
const LIFE_OVER: u64 = 0x0a;

/// More devices than lie on top of each other anywhere.
const DISKS: usize = 64;

/// "80 % of the reserved blocks are used" (JESD84-B51, `PRE_EOL_INFO`); 3 is "90 %".
const RESERVE_LOW: u64 = 2;

/// What the system says of a medium.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// What is free, in bytes.
    pub free_bytes: u64,
    /// How large the file system is.
    pub total_bytes: u64,
    /// The name of the file system, where it is known.
    pub file_system: &'static str,
    /// Whether it can only be read.
    pub read_only: bool,
    /// The device.
    pub device: Device,
}

/// What the system says of a block device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Device {
    /// The kernel's name, such as `sdb1`.
    pub name: String,
    /// The model.
    pub model: String,
    /// The serial number.
    pub serial: String,
    /// How fast the USB port and the device agreed to speak, in Mbit/s.
    pub speed_mbit: Option<u32>,
    /// How it does.
    pub health: Health,
    /// Whether it refuses to be written: a switch on it, or a device that gave up.
    pub read_only: bool,
}

/// How a device does, as far as the system knows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Health {
    /// It does not say.
    #[default]
    Unsaid,
    /// It says that nothing is wrong.
    Good,
    /// So many requests failed, or its file system has so many errors.
    Errors(u64),
    /// It says that it is at the end of its life.
    WornOut,
}

impl Health {
    /// Whether nothing more should be entrusted to it.
    pub const fn is_bad(self) -> bool {
        matches!(self, Self::Errors(_) | Self::WornOut)
    }
}

/// Looks at the medium that `path` lies on. `system_root` is `/` but in tests. This asks the medium: a dead one can take
/// long.
pub fn facts(path: &Path, system_root: &Path) -> io::Result<Facts> {
    let number = std::fs::metadata(path)?.dev();
    let number = (rustix::fs::major(number), rustix::fs::minor(number));
    // A table that cannot be read takes nothing away but the name of the source.
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mounted = mount_of(system_root, &whole).ok().flatten();
    let source = mounted.as_ref().map_or("", |mounted| mounted.source.as_str());
    facts_of(path, device(system_root, number, source))
}

/// The same for what is known to be mounted.
pub fn facts_of_mounted(mounted: &Mounted, system_root: &Path) -> io::Result<Facts> {
    let mut facts = facts_of(&mounted.at, device(system_root, mounted.number, &mounted.source))?;
    facts.read_only |= mounted.read_only;
    Ok(facts)
}

fn facts_of(path: &Path, device: Device) -> io::Result<Facts> {
    let room = room_at(path)?;
    Ok(Facts {
        free_bytes: room.free_bytes,
        total_bytes: room.total_bytes,
        file_system: file_system_of(path)?,
        read_only: device.read_only || statvfs(path)?.f_flag.contains(StatVfsMountFlags::RDONLY),
        device,
    })
}

/// What `/sys` says of a block device: by its number, or by the name it was mounted by where a file system has a made-up
/// number.
pub fn device(system_root: &Path, (major, minor): (u32, u32), source: &str) -> Device {
    let sys = system_root.join("sys");
    let Some(folder) = folder_of(&sys, (major, minor), source) else { return Device::default() };
    let found = Block { root: sys.canonicalize().unwrap_or(sys), folder };
    let name = found.folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Device {
        model: found.text("model").or_else(|| found.text("product")).unwrap_or_default(),
        serial: found.text("serial").unwrap_or_default(),
        speed_mbit: found.text("speed").and_then(|speed| speed.split('.').next()?.parse().ok()),
        health: found.health(&name),
        read_only: found.number("ro") == Some(1),
        name,
    }
}

/// A block device's folder in `/sys`.
fn folder_of(sys: &Path, (major, minor): (u32, u32), source: &str) -> Option<PathBuf> {
    let by_number = sys.join("dev/block").join(format!("{major}:{minor}")).canonicalize();
    let by_name = || {
        let name = source.strip_prefix("/dev/").filter(|name| !name.contains('/') && !name.is_empty())?;
        sys.join("class/block").join(name).canonicalize().ok()
    };
    by_number.ok().or_else(by_name)
}

/// The whole disks that a block device lies on, by the kernel's names: a partition's is one, an encrypted or joined device
/// has those below it. None where the system names no device.
pub(super) fn disks_of(system_root: &Path, number: (u32, u32), source: &str) -> BTreeSet<String> {
    let mut disks = BTreeSet::new();
    let mut ahead: Vec<PathBuf> = folder_of(&system_root.join("sys"), number, source).into_iter().collect();
    let mut most = DISKS;
    while let Some(folder) = ahead.pop().filter(|_| most > 0) {
        most -= 1;
        let whole = if folder.join("partition").exists() { folder.parent() } else { Some(&*folder) };
        let below: Vec<PathBuf> = std::fs::read_dir(folder.join("slaves"))
            .map(|found| found.flatten().filter_map(|one| one.path().canonicalize().ok()).collect())
            .unwrap_or_default();
        match whole.and_then(Path::file_name) {
            Some(name) if below.is_empty() => drop(disks.insert(name.to_string_lossy().into_owned())),
            _ => ahead.extend(below),
        }
    }
    disks
}

/// A block device's folder in `/sys`, with its links followed.
struct Block {
    root: PathBuf,
    folder: PathBuf,
}

impl Block {
    /// The nearest attribute of this name: a partition's is its disk's, a disk's may be its USB device's.
    fn text(&self, name: &str) -> Option<String> {
        let own = self
            .folder
            .ancestors()
            .take_while(|folder| folder.starts_with(&self.root) && *folder != self.root);
        own.flat_map(|folder| [folder.join(name), folder.join("device").join(name)])
            .find_map(|path| line(&path))
    }

    fn number(&self, name: &str) -> Option<u64> {
        number(&self.text(name)?)
    }

    /// The worst that any of them says; good if one of them says something.
    fn health(&self, name: &str) -> Health {
        let life = self.text("life_time").map(|life| life.split(' ').filter_map(number).max().unwrap_or(0));
        let reserve = self.number("pre_eol_info");
        let failed = self.number("ioerr_cnt").map(|count| if count > IDLE_ERRORS { count } else { 0 });
        let broken = line(&self.root.join("fs/ext4").join(name).join("errors_count"));
        // A file system without errors says nothing of the device.
        let broken = broken.and_then(|count| number(&count)).filter(|count| *count > 0);
        if life.is_some_and(|life| life >= LIFE_OVER) || reserve.is_some_and(|used| used >= RESERVE_LOW) {
            return Health::WornOut;
        }
        match failed.into_iter().chain(broken).max() {
            Some(errors) if errors > 0 => Health::Errors(errors),
            None if life.is_none() && reserve.is_none() => Health::Unsaid,
            _ => Health::Good,
        }
    }
}

fn line(path: &Path) -> Option<String> {
    let bytes = read_limited(path, ATTRIBUTE_BYTES).ok()?;
    let text: String = String::from_utf8_lossy(&bytes).chars().filter(|c| !c.is_control()).collect();
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A whole number, decimal or with `0x`.
fn number(text: &str) -> Option<u64> {
    match text.strip_prefix("0x") {
        Some(hexadecimal) => u64::from_str_radix(hexadecimal, 16).ok(),
        None => text.parse().ok(),
    }
}

/// The kernel's numbers of the file systems that media have (`linux/magic.h`).
fn file_system_of(mount: &Path) -> io::Result<&'static str> {
    Ok(match u64::try_from(statfs(mount)?.f_type).unwrap_or_default() {
        0x4d44 => "FAT",
        0x2011_bab0 => "exFAT",
        0xef53 => "ext4",
        0x5846_5342 => "XFS",
        0x9123_683e => "Btrfs",
        0x5346_544e | 0x7366_746e => "NTFS",
        0x0102_1994 => "tmpfs",
        0x6573_5546 => "FUSE",
        _ => "",
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Puts files below `/sys/devices` and a link to the block device `at`, as the kernel has them.
    pub(crate) fn sys(root: &Path, number: &str, at: &str, files: &[(&str, &str)]) {
        let devices = root.join("sys/devices");
        std::fs::create_dir_all(devices.join(at)).unwrap();
        for (name, content) in files {
            let path = devices.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, format!("{content}\n")).unwrap();
        }
        let name = Path::new(at).file_name().unwrap().to_str().unwrap();
        for (folder, link) in [("dev/block", number), ("class/block", name)] {
            let folder = root.join("sys").join(folder);
            std::fs::create_dir_all(&folder).unwrap();
            std::os::unix::fs::symlink(format!("../../devices/{at}"), folder.join(link)).unwrap();
        }
    }

    const STICK: &str = "usb1/1-2/1-2:1.0/host6/target6/6:0:0:0/block/sdb/sdb1";

    #[test]
    fn a_stick_is_told_by_its_disk_and_its_port() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| format!("usb1/1-2/{name}");
        let files = [
            (at("serial"), "4C530001"),
            (at("speed"), "480"),
            (at("1-2:1.0/host6/target6/6:0:0:0/block/sdb/ro"), "0"),
            (at("1-2:1.0/host6/target6/6:0:0:0/block/sdb/device/model"), "Ultra Fit  "),
            (at("1-2:1.0/host6/target6/6:0:0:0/block/sdb/device/ioerr_cnt"), "0x3"),
        ];
        let files: Vec<(&str, &str)> = files.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        sys(root.path(), "8:17", STICK, &files);
        let expected = Device {
            name: "sdb1".to_owned(),
            model: "Ultra Fit".to_owned(),
            serial: "4C530001".to_owned(),
            speed_mbit: Some(480),
            health: Health::Good,
            read_only: false,
        };
        assert_eq!(device(root.path(), (8, 17), "/dev/sdb1"), expected);
        assert_eq!(
            device(root.path(), (0, 44), "/dev/sdb1"),
            expected,
            "FUSE and Btrfs have numbers of their own"
        );
        assert_eq!(device(root.path(), (0, 44), "/dev/mapper/x"), Device::default());
        assert_eq!(device(root.path(), (8, 18), "tmpfs"), Device::default());
        assert!(!facts(root.path(), root.path()).unwrap().read_only);
    }

    #[test]
    fn each_sign_of_wear_is_seen_and_silence_is_not_health() {
        let disk = "pci0/block/sdc";
        for (name, value, expected) in [
            ("pci0/block/sdc/size", "1", Health::Unsaid),
            ("pci0/block/sdc/device/ioerr_cnt", "0x10", Health::Good),
            ("pci0/block/sdc/device/ioerr_cnt", "0x11", Health::Errors(17)),
            ("pci0/block/sdc/device/life_time", "0x01 0x03", Health::Good),
            ("pci0/block/sdc/device/life_time", "0x01 0x0a", Health::WornOut),
            ("pci0/block/sdc/device/pre_eol_info", "0x01", Health::Good),
            ("pci0/block/sdc/device/pre_eol_info", "0x02", Health::WornOut),
            ("../fs/ext4/sdc/errors_count", "0", Health::Unsaid),
            ("../fs/ext4/sdc/errors_count", "2", Health::Errors(2)),
            ("pci0/block/sdc/device/ioerr_cnt", "many", Health::Unsaid),
        ] {
            let root = tempfile::tempdir().unwrap();
            sys(root.path(), "8:32", disk, &[(name, value)]);
            let seen = device(root.path(), (8, 32), "").health;
            assert_eq!(seen, expected, "{name} {value}");
            assert_eq!(seen.is_bad(), matches!(expected, Health::Errors(_) | Health::WornOut));
        }
    }

    #[test]
    fn partitions_and_encrypted_devices_are_told_by_their_disks() {
        let root = tempfile::tempdir().unwrap();
        let partition = ("pci0/block/sda/sda3/partition", "3");
        sys(root.path(), "8:3", "pci0/block/sda/sda3", &[partition]);
        sys(root.path(), "253:0", "virtual/block/dm-0", &[("virtual/block/dm-0/size", "1")]);
        let slaves = root.path().join("sys/devices/virtual/block/dm-0/slaves");
        std::fs::create_dir(&slaves).unwrap();
        std::os::unix::fs::symlink("../../../../pci0/block/sda/sda3", slaves.join("sda3")).unwrap();
        let disks = |number, source| disks_of(root.path(), number, source).into_iter().collect::<Vec<_>>();
        assert_eq!(disks((8, 3), ""), ["sda"]);
        assert_eq!(disks((253, 0), ""), ["sda"]);
        assert_eq!(disks((0, 44), "/dev/sda3"), ["sda"], "Btrfs has a number of its own");
        assert!(disks((0, 44), "tmpfs").is_empty());
    }

    #[test]
    fn a_switch_on_the_device_and_a_slow_port_are_seen() {
        let root = tempfile::tempdir().unwrap();
        let files =
            [("usb1/1-1/block/sdd/ro", "1"), ("usb1/1-1/speed", "1.5"), ("usb1/1-1/product", "Reader")];
        sys(root.path(), "8:48", "usb1/1-1/block/sdd", &files);
        let seen = device(root.path(), (8, 48), "");
        assert!(seen.read_only);
        assert_eq!((seen.speed_mbit, seen.model.as_str()), (Some(1), "Reader"));
    }
}
