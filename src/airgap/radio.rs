//! Radios: what rfkill knows, and Bluetooth adapters.
//!
//! Whether an adapter that is not blocked is sending cannot be read from files, so that it may is enough.

use super::tree::Tree;
use super::{DeviceKind, Finding, Why};
use std::path::{Path, PathBuf};

const RFKILL: &str = "/sys/class/rfkill";
const BLUETOOTH: &str = "/sys/class/bluetooth";

/// A switch of rfkill.
pub(super) struct Radio {
    name: String,
    path: PathBuf,
    sort: String,
    blocked: bool,
}

impl Radio {
    pub(super) const fn is_blocked(&self) -> bool {
        self.blocked
    }
}

/// Every switch of a radio that can carry data to another machine.
fn radios(tree: &Tree<'_>) -> Vec<Radio> {
    let names = tree.list(RFKILL).unwrap_or_default();
    names.into_iter().filter_map(|name| radio(tree, name)).collect()
}

fn radio(tree: &Tree<'_>, name: String) -> Option<Radio> {
    let entry = Path::new(RFKILL).join(&name);
    let path = tree.resolve(&entry).unwrap_or(entry);
    let sort = tree.read(path.join("type")).unwrap_or_default();
    // These only receive, or reach as far as a card that is held to them.
    if matches!(sort.as_str(), "gps" | "fm" | "nfc") {
        return None;
    }
    let is_set = |switch| tree.number(path.join(switch)) == Some(1);
    let blocked = is_set("soft") || is_set("hard");
    Some(Radio { name, path, sort, blocked })
}

/// The switches of the device that an interface or adapter at `path` belongs to: below itself, or below its physical
/// radio (`phy80211`).
pub(super) fn radios_below(tree: &Tree<'_>, path: &Path) -> Vec<Radio> {
    let owners =
        [Some(path.to_owned()), tree.resolve(path.join("phy80211")), tree.resolve(path.join("device"))];
    radios(tree)
        .into_iter()
        .filter(|radio| owners.iter().flatten().any(|owner| radio.path.starts_with(owner)))
        .collect()
}

/// Bluetooth adapters, and radios that belong to nothing in sight.
pub(super) fn radio_findings(tree: &Tree<'_>, interfaces: &[super::interface::Interface]) -> Vec<Finding> {
    let adapters = adapters(tree);
    let mut found: Vec<Finding> = adapters.iter().map(|adapter| adapter_finding(tree, adapter)).collect();
    let known: Vec<String> = interfaces
        .iter()
        .map(|interface| &interface.path)
        .chain(adapters.iter().map(|adapter| &adapter.path))
        .flat_map(|path| radios_below(tree, path))
        .map(|radio| radio.name)
        .collect();
    for radio in radios(tree).into_iter().filter(|radio| !known.contains(&radio.name)) {
        // A switch of the machine's own for adapters that are in sight says nothing that they don't.
        if radio.sort == "bluetooth" && !adapters.is_empty() {
            continue;
        }
        found.push(lone_radio(radio));
    }
    found
}

fn lone_radio(radio: Radio) -> Finding {
    let (kind, unblocked) = match radio.sort.as_str() {
        // Its interface is in another namespace, or its driver is gone.
        "wlan" => (DeviceKind::Wireless, Why::Hidden),
        "bluetooth" => (DeviceKind::Bluetooth, Why::Hidden),
        // A modem joins its network without an interface.
        "wwan" => (DeviceKind::Cellular, Why::RadioOn),
        _ => (DeviceKind::Radio, Why::RadioOn),
    };
    let why = if radio.blocked { Why::Blocked } else { unblocked };
    Finding { device: radio.name, kind, why }
}

/// A Bluetooth adapter.
pub(super) struct Adapter {
    name: String,
    pub(super) path: PathBuf,
    connected: bool,
}

/// Every Bluetooth adapter. Its connections lie beside it as `hci0:11`.
pub(super) fn adapters(tree: &Tree<'_>) -> Vec<Adapter> {
    let names = tree.list(BLUETOOTH).unwrap_or_default();
    let connections: Vec<&str> = names.iter().filter_map(|name| Some(name.split_once(':')?.0)).collect();
    names
        .iter()
        .filter(|name| !name.contains(':'))
        .map(|name| {
            let entry = Path::new(BLUETOOTH).join(name);
            let path = tree.resolve(&entry).unwrap_or(entry);
            Adapter { name: name.clone(), path, connected: connections.contains(&name.as_str()) }
        })
        .collect()
}

fn adapter_finding(tree: &Tree<'_>, adapter: &Adapter) -> Finding {
    let radios = radios_below(tree, &adapter.path);
    let why = if adapter.connected {
        Why::Carrier
    } else if !radios.is_empty() && radios.iter().all(Radio::is_blocked) {
        Why::Blocked
    } else {
        Why::RadioOn
    };
    Finding { device: adapter.name.clone(), kind: DeviceKind::Bluetooth, why }
}
