//! Which files a confined process may reach. Everything that is not named here is out of reach, whatever the
//! permissions of the file system say.

use std::path::{Path, PathBuf};

/// The system's own files that programs need: libraries, what describes the screen and the time, what the kernel tells of
/// itself (the guard and the posture report look there). Nothing of a person lies in them.
const SYSTEM: [&str; 26] = [
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/libexec",
    "/lib",
    "/lib64",
    "/usr/share/X11",
    "/usr/share/drirc.d",
    "/usr/share/fontconfig",
    "/usr/share/glvnd",
    "/usr/share/icons",
    "/usr/share/libdrm",
    "/usr/share/locale",
    "/usr/share/zoneinfo",
    "/etc/drirc",
    "/etc/glvnd",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/machine-id",
    "/etc/os-release",
    "/etc/timezone",
    "/proc",
    "/sys",
    "/run/udev",
    "/dev/random",
    "/dev/urandom",
];

/// Devices without memory, and what draws.
const DEVICES: [&str; 9] = [
    "/dev/null",
    "/dev/zero",
    "/dev/tty",
    "/dev/dri",
    "/dev/kfd",
    "/dev/nvidia0",
    "/dev/nvidiactl",
    "/dev/nvidia-modeset",
    "/dev/nvidia-uvm",
];

/// What runs a program: its own loader.
const LOADERS: [&str; 4] = [
    "/lib64/ld-linux-x86-64.so.2",
    "/lib/ld-linux-aarch64.so.1",
    "/usr/lib64/ld-linux-x86-64.so.2",
    "/usr/lib/ld-linux-aarch64.so.1",
];

/// Where media are mounted.
pub const MEDIA: [&str; 3] = ["/media", "/run/media", "/mnt"];

/// Files and folders (with everything below them) that stay within reach. What is not there is passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Read, written, made, removed.
    pub read_write: Vec<PathBuf>,
    /// Only read.
    pub read_only: Vec<PathBuf>,
    /// Device files: read, written, and told what to do.
    pub devices: Vec<PathBuf>,
    /// Run, and read for it.
    pub run: Vec<PathBuf>,
}

impl Plan {
    /// What every process of the program needs, and nothing of a person's.
    pub fn of_system() -> Self {
        let own = std::env::current_exe().ok();
        let beside = own.as_ref().map(|own| own.with_file_name("rawkey"));
        Self {
            // What every backup carries, where it was built beside the program and not installed.
            read_only: SYSTEM.iter().map(PathBuf::from).chain(beside).collect(),
            devices: DEVICES.iter().map(PathBuf::from).collect(),
            run: LOADERS.iter().map(PathBuf::from).chain(own).collect(),
            ..Self::default()
        }
    }

    /// The same with the folders below which media are mounted.
    #[must_use]
    pub fn with_media(mut self) -> Self {
        self.read_write.extend(MEDIA.iter().map(PathBuf::from));
        self
    }

    /// Whether a file here could be made and written under this plan.
    pub fn may_write(&self, path: &Path) -> bool {
        let devices = self.devices.iter();
        self.read_write.iter().chain(devices).any(|root| path.starts_with(root))
    }

    /// Whether a file here could be read under this plan.
    pub fn may_read(&self, path: &Path) -> bool {
        self.may_write(path) || self.read_only.iter().chain(&self.run).any(|root| path.starts_with(root))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_says_what_lies_within() {
        let mut plan = Plan::of_system().with_media();
        plan.read_only.push("/srv/incoming".into());
        assert!(plan.may_write(Path::new("/media/stick/a")) && plan.may_read(Path::new("/media/stick/a")));
        assert!(plan.may_read(Path::new("/srv/incoming/a")) && !plan.may_write(Path::new("/srv/incoming/a")));
        assert!(!plan.may_read(Path::new("/srv/incoming2")) && !plan.may_read(Path::new("/home/ana")));
    }

    #[test]
    fn no_plan_holds_a_persons_folders_by_itself() {
        let plan = Plan::of_system().with_media();
        for path in ["/", "/home", "/root", "/tmp", "/var", "/etc/shadow", "/dev/sda", "/run/user/1000"] {
            assert!(!plan.may_read(Path::new(path)), "{path}");
        }
    }
}
