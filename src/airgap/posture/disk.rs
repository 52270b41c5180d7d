//! What lies under a path: from the mount to the block device, and down to the disks, looking for encryption on the way.
//!
//! Reads `/proc/self/mountinfo` and `/sys`. A disk that encrypts itself (OPAL) is not told apart from one that does not.

use std::path::{Path, PathBuf};

use super::{Row, Seen};
use crate::airgap::tree::Tree;

/// A device stands on others, and a file on a device: more of that than this is a circle.
const MOST_LAYERS: u8 = 12;

/// Device-mapper targets that encrypt begin with this in their uuid.
const CRYPT: &str = "CRYPT-";

/// These begin the same and only check.
const CHECKS_ONLY: [&str; 2] = ["CRYPT-VERITY", "CRYPT-INTEGRITY"];

/// What lies under something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Under {
    /// Encryption, on every way down.
    Encrypted,
    /// A disk as it is.
    Plain,
    /// Memory alone.
    Memory,
    /// The system does not say; the kind of file system, or the device.
    Unknown(String),
}

/// The row of the vault's disk.
pub(super) fn under(tree: &Tree<'_>, vault: Option<&Path>) -> Row {
    let Some(vault) = vault else { return Row::of(Seen::DiskNoVault) };
    match under_path(tree, vault, MOST_LAYERS) {
        Under::Encrypted => Row::of(Seen::DiskEncrypted),
        Under::Plain => Row::of(Seen::DiskPlain),
        Under::Memory => Row::of(Seen::DiskUnknown).word("kind", "tmpfs"),
        Under::Unknown(kind) => Row::of(Seen::DiskUnknown).word("kind", kind),
    }
}

/// What lies under a file or a folder.
pub(super) fn under_path(tree: &Tree<'_>, path: &Path, layers: u8) -> Under {
    let Some(mount) = mount_of(tree, path) else { return Under::Unknown("?".to_owned()) };
    if ["tmpfs", "ramfs"].contains(&mount.kind.as_str()) {
        return Under::Memory;
    }
    match mount.device(tree) {
        Some(device) => under_device(tree, &device, layers),
        None => Under::Unknown(mount.kind),
    }
}

/// What lies under a block device, given its name: `sda2`, `dm-0`.
pub(super) fn under_named(tree: &Tree<'_>, name: &str) -> Under {
    match named(tree, name) {
        Some(device) => under_device(tree, &device, MOST_LAYERS),
        None => Under::Unknown(name.to_owned()),
    }
}

/// What lies under a block device, given its folder in `/sys`.
fn under_device(tree: &Tree<'_>, device: &Path, layers: u8) -> Under {
    let name = device.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let Some(layers) = layers.checked_sub(1) else { return Under::Unknown(name) };
    let uuid = tree.read(device.join("dm/uuid")).unwrap_or_default();
    if uuid.starts_with(CRYPT) && !CHECKS_ONLY.iter().any(|check| uuid.starts_with(check)) {
        return Under::Encrypted;
    }
    if let Some(file) = tree.read(device.join("loop/backing_file")) {
        return under_path(tree, Path::new(&file), layers);
    }
    // What a partition stands on is known of the whole.
    if tree.has(device.join("partition"))
        && let Some(whole) = device.parent()
    {
        return under_device(tree, whole, layers);
    }
    if name.starts_with("zram") || name.starts_with("ram") {
        return Under::Memory;
    }
    let below = tree.list(device.join("slaves")).unwrap_or_default();
    let mut worst = if below.is_empty() { Under::Plain } else { Under::Encrypted };
    for lower in below {
        let found = match tree.resolve(device.join("slaves").join(&lower)) {
            Some(lower) => under_device(tree, &lower, layers),
            None => Under::Unknown(lower),
        };
        match found {
            Under::Encrypted | Under::Memory => {}
            Under::Plain => return Under::Plain,
            unknown @ Under::Unknown(_) => worst = unknown,
        }
    }
    worst
}

/// The folder in `/sys` of a block device with this name, or with this name in the device mapper.
fn named(tree: &Tree<'_>, name: &str) -> Option<PathBuf> {
    tree.resolve(Path::new("/sys/class/block").join(name)).or_else(|| {
        let mapped = |other: &String| {
            tree.read(Path::new("/sys/class/block").join(other).join("dm/name")).as_deref() == Some(name)
        };
        let found = tree.list("/sys/class/block").ok()?.into_iter().find(mapped)?;
        tree.resolve(Path::new("/sys/class/block").join(found))
    })
}

/// A mount as `/proc/self/mountinfo` has it.
struct Mount {
    at: PathBuf,
    numbers: String,
    kind: String,
    source: String,
}

impl Mount {
    /// A line such as `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw` (proc(5)).
    fn parse(line: &str) -> Option<Self> {
        let (before, after) = line.split_once(" - ")?;
        let mut before = before.split(' ').skip(2);
        let numbers = before.next()?.to_owned();
        let at = PathBuf::from(unescaped(before.nth(1)?));
        let mut after = after.split(' ');
        let kind = after.next()?.to_owned();
        Some(Self { at, numbers, kind, source: unescaped(after.next()?) })
    }

    /// The folder in `/sys` of what is mounted. Numbers that begin with 0 are no device's: then its name is looked for.
    fn device(&self, tree: &Tree<'_>) -> Option<PathBuf> {
        if self.numbers.starts_with("0:") {
            return named(tree, self.source.strip_prefix("/dev/")?.trim_start_matches("mapper/"));
        }
        tree.resolve(Path::new("/sys/dev/block").join(&self.numbers))
    }
}

/// The mount that a path lies in: the deepest, and of those on one place the last.
fn mount_of(tree: &Tree<'_>, path: &Path) -> Option<Mount> {
    let table = tree.read("/proc/self/mountinfo")?;
    let mounts = table.lines().filter_map(Mount::parse).filter(|mount| path.starts_with(&mount.at));
    mounts.max_by_key(|mount| mount.at.components().count())
}

/// Blanks and backslashes stand as `\040` and the like.
pub(super) fn unescaped(text: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .into_iter()
        .fold(text.to_owned(), |text, (code, letter)| text.replace(code, letter))
}
