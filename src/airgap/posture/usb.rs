//! The row of USB: whether a device that is plugged in is let in by itself.

use super::processes::Processes;
use super::{Row, Seen};
use crate::airgap::tree::Tree;

const DEVICES: &str = "/sys/bus/usb/devices";

/// What the kernel does with new devices (`authorized_default`) and whether `USBGuard` runs beside it.
pub(super) fn policy(tree: &Tree<'_>, running: &Processes) -> Row {
    if !tree.is_folder("/sys/bus") {
        return Row::of(Seen::UsbUnknown);
    }
    let devices = tree.list(DEVICES).unwrap_or_default();
    // The roots of the buses are named usb1, usb2, …
    let roots: Vec<String> = devices.into_iter().filter(|name| name.starts_with("usb")).collect();
    if roots.is_empty() {
        return Row::of(Seen::UsbNone);
    }
    let of = |root: &String| tree.read(format!("{DEVICES}/{root}/authorized_default"));
    let defaults: Option<Vec<String>> = roots.iter().map(of).collect();
    let Some(defaults) = defaults else { return Row::of(Seen::UsbUnknown) };
    // 0: none is let in; 2: only those that are built in.
    let shut = defaults.iter().all(|default| ["0", "2"].contains(&default.as_str()));
    Row::of(match (shut, running.run("usbguard-daemon")) {
        (true, true) => Seen::UsbGuarded,
        (false, true) => Seen::UsbLate,
        (true, false) => Seen::UsbShut,
        (false, false) => Seen::UsbOpen,
    })
}
