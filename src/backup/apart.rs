//! Whether a medium lies on a device of its own: not on the vault's disk, nor on that of temporary files, nor in memory.
//!
//! A mount that failed leaves the plain folder of the mount point behind. What is copied there would be lost with the disk it
//! was to outlive. Asked when a medium is met, enrolled, written and verified; whether it counts is `app`'s.

use std::collections::BTreeSet;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::fs::{major, minor, statfs};

use super::device::disks_of;
use super::mounts::mount_of;

/// Where the system keeps temporary files, whatever the environment says.
const TEMPORARY: [&str; 2] = ["/tmp", "/var/tmp"];

/// File systems that live in memory (`linux/magic.h`): tmpfs and ramfs.
const IN_MEMORY: [u64; 2] = [0x0102_1994, 0x8584_58f6];

/// What a folder lies on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Ground {
    /// The number of its file system's device.
    number: u64,
    /// The whole disks below it, as far as the system names them.
    disks: BTreeSet<String>,
    in_memory: bool,
}

/// Whether what is at `mount` is on another device than the vault and than temporary files. This asks the medium.
pub fn is_apart(mount: &Path, vault: &Path, system_root: &Path) -> io::Result<bool> {
    let own = [Path::new(TEMPORARY[0]), Path::new(TEMPORARY[1])];
    // A machine without one of those folders has nothing there.
    let own = own.into_iter().filter_map(|folder| Ground::of(folder, system_root).ok());
    let own: Vec<Ground> = own.chain([Ground::of(vault, system_root)?]).collect();
    Ok(Ground::of(mount, system_root)?.is_apart_from(&own))
}

impl Ground {
    fn of(folder: &Path, system_root: &Path) -> io::Result<Self> {
        let number = std::fs::metadata(folder)?.dev();
        let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let mounted = mount_of(system_root, &whole).ok().flatten();
        let source = mounted.as_ref().map_or("", |mounted| mounted.source.as_str());
        let kind = u64::try_from(statfs(folder)?.f_type).unwrap_or_default();
        Ok(Self {
            number,
            disks: disks_of(system_root, (major(number), minor(number)), source),
            in_memory: IN_MEMORY.contains(&kind),
        })
    }

    fn is_apart_from(&self, own: &[Self]) -> bool {
        !self.in_memory
            && own.iter().all(|own| own.number != self.number && own.disks.is_disjoint(&self.disks))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ground(number: u64, disks: &[&str]) -> Ground {
        Ground { number, disks: disks.iter().map(|&disk| disk.to_owned()).collect(), in_memory: false }
    }

    #[test]
    fn only_another_device_is_apart() {
        let own = [ground(1, &["nvme0n1"]), ground(2, &["sda", "sdb"])];
        for (medium, apart) in [
            (ground(3, &["sdc"]), true),
            (ground(3, &[]), true),
            (ground(1, &[]), false),
            (ground(2, &["sdc"]), false),
            (ground(3, &["sdb"]), false),
            (Ground { in_memory: true, ..ground(3, &[]) }, false),
        ] {
            assert_eq!(medium.is_apart_from(&own), apart, "{medium:?}");
        }
    }

    #[test]
    fn a_folder_beside_the_vault_is_not() {
        let place = tempfile::tempdir().unwrap();
        let (vault, medium) = (place.path().join("vault"), place.path().join("medium"));
        std::fs::create_dir(&vault).unwrap();
        assert!(is_apart(&medium, &vault, Path::new("/")).is_err(), "nothing is there");
        std::fs::create_dir(&medium).unwrap();
        assert!(!is_apart(&medium, &vault, Path::new("/")).unwrap());
        if Path::new("/dev/shm").is_dir() {
            assert!(!is_apart(Path::new("/dev/shm"), &vault, Path::new("/")).unwrap(), "it is in memory");
        }
    }
}
