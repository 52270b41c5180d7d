//! Who a medium is: a small signed note on it (`STRONGROOM/medium.txt`), and what the system says of the device.
//!
//! The note says which medium this is and of which vault; its place and holder are in the registry alone. A device's
//! serial number is the system's word and proves nothing.

use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{StatVfsMountFlags, statfs, statvfs};

use crate::audit::{Note, NoteKey, account_name, account_of, sign_note};
use crate::base::clock::WallTime;
use crate::base::fs::{create_private_folder, read_limited, room_at, write_atomically};
use crate::base::id::{AccountId, MediumId, VaultId};
use crate::base::limits::{LINE_CHARS, PLAIN_FILE_BYTES};
use crate::crypto::sign::SigningKey;

use super::place::OWN;

const ORIGIN: &str = "strongroom/medium/v1/";
const NOTE: &str = "medium.txt";

/// What a medium says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The vault it is a medium of.
    pub vault: VaultId,
    /// Which medium.
    pub medium: MediumId,
    /// What people call it.
    pub label: String,
    /// When it was enrolled.
    pub enrolled: WallTime,
}

/// Why a medium is not used.
#[derive(Debug, thiserror::Error)]
pub enum NotUsable {
    /// Nothing is mounted there, or it cannot be read.
    #[error("it cannot be read: {0}")]
    Io(#[from] io::Error),
    /// It was never enrolled.
    #[error("it is not enrolled")]
    NotEnrolled,
    /// It is a medium of another vault.
    #[error("it belongs to another vault")]
    Foreign,
    /// It was enrolled before; a medium is enrolled once.
    #[error("it is enrolled already")]
    Enrolled,
    /// Its note does not verify, or is not one.
    #[error("its note is not believed: {0}")]
    Forged(String),
    /// It cannot be written.
    #[error("it is read-only")]
    ReadOnly,
    /// The label is empty or more than a line.
    #[error("a label is one line")]
    BadLabel,
}

impl Mark {
    fn text(&self) -> String {
        format!(
            "{ORIGIN}{}\nmedium {}\nenrolled {}\nlabel {}\n",
            self.vault,
            self.medium,
            self.enrolled.unix_millis(),
            self.label
        )
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let vault = lines.next()?.strip_prefix(ORIGIN)?.parse().ok()?;
        let medium = lines.next()?.strip_prefix("medium ")?.parse().ok()?;
        let enrolled = lines.next()?.strip_prefix("enrolled ")?.parse().ok()?;
        let label = lines.next()?.strip_prefix("label ")?.to_owned();
        let mark = Self { vault, medium, label, enrolled: WallTime::from_unix_millis(enrolled) };
        (mark.text() == text).then_some(mark)
    }
}

/// Makes a medium one of this vault. The caller has seen that the system can write it and that it is not one yet.
pub fn enrol(
    mount: &Path,
    vault: VaultId,
    label: &str,
    wall: WallTime,
    (account, key): (AccountId, &SigningKey),
) -> Result<Mark, NotUsable> {
    let label = label.trim();
    if label.is_empty() || label.chars().count() > LINE_CHARS || label.chars().any(char::is_control) {
        return Err(NotUsable::BadLabel);
    }
    if mount.join(OWN).join(NOTE).exists() {
        return Err(NotUsable::Enrolled);
    }
    let mark = Mark { vault, medium: MediumId::generate(), label: label.to_owned(), enrolled: wall };
    let note = sign_note(&mark.text(), &account_name(account), key);
    let note = note.map_err(|error| NotUsable::Forged(error.to_string()))?;
    create_private_folder(&mount.join(OWN))?;
    write_atomically(&mount.join(OWN).join(NOTE), note.encode().as_bytes())?;
    Ok(mark)
}

/// Reads whose medium this is, and verifies that somebody of this vault enrolled it.
pub fn identify(
    mount: &Path,
    vault: VaultId,
    key_of: impl Fn(AccountId) -> Option<NoteKey>,
) -> Result<Mark, NotUsable> {
    std::fs::read_dir(mount)?;
    let bytes = match read_limited(&mount.join(OWN).join(NOTE), PLAIN_FILE_BYTES) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(NotUsable::NotEnrolled),
        read => read?,
    };
    let forged = |what: &str| NotUsable::Forged(what.to_owned());
    let note = Note::parse(&bytes).map_err(|error| forged(&error.to_string()))?;
    let mark = Mark::parse(&note.text).ok_or_else(|| forged("it is not a note of this version"))?;
    if mark.vault != vault {
        return Err(NotUsable::Foreign);
    }
    let [by] = note.signatures.as_slice() else { return Err(forged("it is not signed by one person")) };
    let key =
        account_of(&by.name).and_then(key_of).ok_or_else(|| forged("it is signed by somebody unknown"))?;
    note.verify(&key).map_err(|error| forged(&error.to_string()))?;
    Ok(mark)
}

/// What the system says of a medium.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// What is free, in bytes.
    pub free_bytes: u64,
    /// How large the file system is.
    pub total_bytes: u64,
    /// The name of the file system, where it is known.
    pub file_system: &'static str,
    /// Whether it is mounted read-only.
    pub read_only: bool,
    /// The device's model, where the system knows it.
    pub model: String,
    /// The device's serial number, where the system knows it.
    pub serial: String,
}

/// Looks at what is mounted at `mount`. `system_root` is `/` but in tests.
pub fn facts(mount: &Path, system_root: &Path) -> io::Result<Facts> {
    let room = room_at(mount)?;
    let device = std::fs::metadata(mount)?.dev();
    let device = device_folder(system_root, rustix::fs::major(device), rustix::fs::minor(device));
    let attribute =
        |name| device.as_deref().map(|device| attribute(system_root, device, name)).unwrap_or_default();
    Ok(Facts {
        free_bytes: room.free_bytes,
        total_bytes: room.total_bytes,
        file_system: file_system_of(mount)?,
        read_only: statvfs(mount)?.f_flag.contains(StatVfsMountFlags::RDONLY),
        model: attribute("model"),
        serial: attribute("serial"),
    })
}

/// The folder of a block device in `/sys`, with its links followed.
fn device_folder(system_root: &Path, major: u32, minor: u32) -> Option<PathBuf> {
    let named = system_root.join("sys/dev/block").join(format!("{major}:{minor}"));
    named.canonicalize().ok()
}

/// The nearest attribute of this name: a partition's is its disk's, a disk's may be its USB device's.
fn attribute(system_root: &Path, device: &Path, name: &str) -> String {
    let root = system_root.canonicalize().unwrap_or_else(|_| system_root.to_owned());
    let own = device.ancestors().take_while(|folder| folder.starts_with(&root) && *folder != root);
    let found =
        own.flat_map(|folder| [folder.join(name), folder.join("device").join(name)]).find_map(|path| {
            let bytes = read_limited(&path, 4096).ok()?;
            let text: String = String::from_utf8_lossy(&bytes).chars().filter(|c| !c.is_control()).collect();
            Some(text.trim().to_owned()).filter(|text| !text.is_empty())
        });
    found.unwrap_or_default()
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
mod tests {
    use super::*;

    #[test]
    fn a_medium_is_known_again_and_no_other_is_taken_for_it() {
        let mount = tempfile::tempdir().unwrap();
        let (vault, account, key) = (VaultId::generate(), AccountId::generate(), SigningKey::generate());
        let known =
            |who| (who == account).then(|| NoteKey::new(&account_name(account), key.verifying()).unwrap());
        let wall = WallTime::from_unix_millis(5);
        assert!(matches!(identify(mount.path(), vault, known), Err(NotUsable::NotEnrolled)));
        assert!(matches!(enrol(mount.path(), vault, " \n", wall, (account, &key)), Err(NotUsable::BadLabel)));
        let mark = enrol(mount.path(), vault, " Seif A ", wall, (account, &key)).unwrap();
        assert_eq!(mark.label, "Seif A");
        assert_eq!(identify(mount.path(), vault, known).unwrap(), mark);
        assert!(matches!(enrol(mount.path(), vault, "B", wall, (account, &key)), Err(NotUsable::Enrolled)));
        assert!(matches!(identify(mount.path(), VaultId::generate(), known), Err(NotUsable::Foreign)));
        assert!(matches!(identify(mount.path(), vault, |_| None), Err(NotUsable::Forged(_))));
        let path = mount.path().join(OWN).join(NOTE);
        let whole = std::fs::read(&path).unwrap();
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            std::fs::write(&path, &flipped).unwrap();
            assert!(identify(mount.path(), vault, known).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn serial_and_model_are_those_of_the_disk_or_of_the_usb_device_above_it() {
        let root = tempfile::tempdir().unwrap();
        let usb = root.path().join("sys/devices/pci0/usb1/1-2");
        let disk = usb.join("1-2:1.0/host6/block/sdb");
        std::fs::create_dir_all(disk.join("sdb1")).unwrap();
        std::fs::create_dir_all(disk.join("device")).unwrap();
        std::fs::write(usb.join("serial"), "4C530001\n").unwrap();
        std::fs::write(disk.join("device/model"), "Ultra Fit  \n").unwrap();
        let names = root.path().join("sys/dev/block");
        std::fs::create_dir_all(&names).unwrap();
        let target = "../../devices/pci0/usb1/1-2/1-2:1.0/host6/block/sdb/sdb1";
        std::os::unix::fs::symlink(target, names.join("8:17")).unwrap();
        let device = device_folder(root.path(), 8, 17).unwrap();
        assert_eq!(attribute(root.path(), &device, "serial"), "4C530001");
        assert_eq!(attribute(root.path(), &device, "model"), "Ultra Fit");
        assert_eq!(attribute(root.path(), &device, "vendor"), "");
        assert_eq!(device_folder(root.path(), 8, 18), None);
        let here = facts(root.path(), root.path()).unwrap();
        assert!(here.total_bytes > 0 && !here.read_only);
    }
}
