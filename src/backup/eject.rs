//! Letting a medium go: everything is written out, it is unmounted where the system's disk service (udisks2) does that, and
//! the table of mounts has the last word. This process mounts and unmounts nothing itself: it may not.
//!
//! <https://storaged.org/doc/udisks2-api/latest/>, over the system's bus. Called by `app` after a write.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::Path;
use std::time::Duration;

use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

use super::mounts::{Mounted, is_unmounted, mount_of};

const SERVICE: &str = "org.freedesktop.UDisks2";
const ROOT: &str = "/org/freedesktop/UDisks2/Manager";
const ROOT_FACE: &str = "org.freedesktop.UDisks2.Manager";
const FILESYSTEM_FACE: &str = "org.freedesktop.UDisks2.Filesystem";
const BLOCK_FACE: &str = "org.freedesktop.UDisks2.Block";
const DRIVE_FACE: &str = "org.freedesktop.UDisks2.Drive";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";

/// A slow stick takes long to write out what the system still holds.
const ANSWERS_WITHIN: Duration = Duration::from_mins(10);

/// How a medium was let go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetGo {
    /// It is unmounted, and its drive is switched off where it can be: it may be removed.
    Unmounted,
    /// Everything is on it, but it is still mounted: whoever is there unmounts it, and confirms.
    ByHand,
    /// It is still in use by another program.
    Busy,
}

/// Lets the medium at `mount` go. `system_root` is `/` but in tests; `bus` is another bus than the system's there.
///
/// # Errors
/// What the system still held could not be written: the medium failed.
pub fn let_go(mount: &Path, system_root: &Path, bus: Option<&str>) -> io::Result<LetGo> {
    rustix::fs::syncfs(File::open(mount)?)?;
    let whole = mount.canonicalize()?;
    // A folder on a larger disk is no medium that could be unmounted.
    let Some(mounted) = mount_of(system_root, &whole)?.filter(|mounted| mounted.at == whole) else {
        return Ok(LetGo::ByHand);
    };
    let asked = ask(&mounted, bus);
    let gone = is_unmounted(system_root, &whole)?;
    Ok(match asked {
        _ if gone => LetGo::Unmounted,
        Err(error) if is_busy(&error) => LetGo::Busy,
        Ok(()) | Err(_) => LetGo::ByHand,
    })
}

/// Whether a medium that was to be unmounted by hand is: the table of mounts says so.
pub fn is_gone(mount: &Path, system_root: &Path) -> io::Result<bool> {
    is_unmounted(system_root, mount)
}

/// Asks the disk service to unmount it, and to switch its drive off. Whether that was done is not believed from here.
fn ask(mounted: &Mounted, bus: Option<&str>) -> zbus::Result<()> {
    let bus = match bus {
        Some(address) => Builder::address(address)?,
        None => Builder::system()?,
    };
    let disks = Disks { bus: bus.method_timeout(ANSWERS_WITHIN).build()? };
    let block = disks.block(&mounted.source)?;
    // Asked before it is gone.
    let drive = disks.drive(&block);
    disks.tell(&block, FILESYSTEM_FACE, "Unmount")?;
    match drive {
        // Many readers of cards cannot be switched off, and need not be.
        Ok(drive) if drive.as_str() != "/" => disks.tell(&drive, DRIVE_FACE, "PowerOff").or(Ok(())),
        _ => Ok(()),
    }
}

/// The disk service on a bus.
struct Disks {
    bus: Connection,
}

impl Disks {
    /// What it calls the device that was mounted.
    fn block(&self, source: &str) -> zbus::Result<OwnedObjectPath> {
        let device = HashMap::from([("path", Value::from(source))]);
        let body = (device, quietly());
        let reply = self.bus.call_method(Some(SERVICE), ROOT, Some(ROOT_FACE), "ResolveDevice", &body)?;
        let found: Vec<OwnedObjectPath> = reply.body().deserialize()?;
        found.into_iter().next().ok_or(zbus::Error::InvalidReply)
    }

    fn drive(&self, block: &OwnedObjectPath) -> zbus::Result<OwnedObjectPath> {
        let body = (BLOCK_FACE, "Drive");
        let reply = self.bus.call_method(Some(SERVICE), block, Some(PROPERTIES), "Get", &body)?;
        let value: OwnedValue = reply.body().deserialize()?;
        Ok(OwnedObjectPath::try_from(value)?)
    }

    fn tell(&self, object: &OwnedObjectPath, face: &str, member: &str) -> zbus::Result<()> {
        self.bus.call_method(Some(SERVICE), object, Some(face), member, &(quietly(),)).map(drop)
    }
}

/// Without asking anybody for a password: nobody could answer.
fn quietly() -> HashMap<&'static str, Value<'static>> {
    HashMap::from([("auth.no_user_interaction", Value::from(true))])
}

fn is_busy(error: &zbus::Error) -> bool {
    matches!(error, zbus::Error::MethodError(name, _, _) if name.as_str() == "org.freedesktop.UDisks2.Error.DeviceBusy")
}
