//! Tokens that are plugged in: Linux `/dev/hidraw*`, read and written as plain files (hidraw documentation of the
//! kernel). Never tried on hardware.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;

use super::{PACKET_BYTES, Transport};

/// The first item of a report descriptor of a token: usage page 0xF1D0 (CTAP 2.1, 11.2.8.2), little-endian.
const USAGE_PAGE: [u8; 3] = [0x06, 0xd0, 0xf1];

/// A token's device file.
pub struct HidRaw(File);

/// The tokens that are plugged in, by what their devices say of themselves. `system_root` is `/` but in tests.
pub fn tokens(system_root: &Path) -> Vec<PathBuf> {
    let Ok(devices) = std::fs::read_dir(system_root.join("sys/class/hidraw")) else { return Vec::new() };
    let mut found: Vec<PathBuf> = devices
        .filter_map(Result::ok)
        .filter(|device| {
            let descriptor = std::fs::read(device.path().join("device/report_descriptor"));
            descriptor.is_ok_and(|bytes| bytes.starts_with(&USAGE_PAGE))
        })
        .map(|device| system_root.join("dev").join(device.file_name()))
        .collect();
    found.sort();
    found
}

impl From<File> for HidRaw {
    /// A device file that someone else opened for reading and writing.
    fn from(file: File) -> Self {
        Self(file)
    }
}

impl HidRaw {
    /// Opens a device file.
    pub fn open(path: &Path) -> io::Result<Self> {
        let flags = i32::try_from((OFlags::CLOEXEC | OFlags::NOCTTY).bits()).unwrap_or(0);
        OpenOptions::new().read(true).write(true).custom_flags(flags).open(path).map(Self)
    }
}

impl Transport for HidRaw {
    fn send(&mut self, packet: &[u8; PACKET_BYTES]) -> io::Result<()> {
        // The kernel wants the number of the report in front: tokens number none.
        let mut report = [0; PACKET_BYTES + 1];
        report.iter_mut().skip(1).zip(packet).for_each(|(to, from)| *to = *from);
        self.0.write_all(&report)
    }

    fn receive(&mut self, within: Duration) -> io::Result<[u8; PACKET_BYTES]> {
        let patience = Timespec::try_from(within).map_err(io::Error::other)?;
        let mut waited_for = [PollFd::new(&self.0, PollFlags::IN)];
        if poll(&mut waited_for, Some(&patience))? == 0 {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let mut packet = [0; PACKET_BYTES];
        self.0.read_exact(&mut packet)?;
        Ok(packet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_told_from_mice() {
        let root = tempfile::tempdir().unwrap();
        assert!(tokens(root.path()).is_empty());
        for (name, descriptor) in [("hidraw0", [0x05, 0x01, 0x09]), ("hidraw3", [0x06, 0xd0, 0xf1])] {
            let device = root.path().join("sys/class/hidraw").join(name).join("device");
            std::fs::create_dir_all(&device).unwrap();
            std::fs::write(device.join("report_descriptor"), descriptor).unwrap();
        }
        assert_eq!(tokens(root.path()), [root.path().join("dev/hidraw3")]);
    }
}
