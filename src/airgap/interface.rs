//! The interfaces under `/sys/class/net`: what each is, and whether it is live.
//!
//! A loopback is none of them. What an interface does not say is taken for the worst.

use super::radio::{Radio, radios_below};
use super::tree::Tree;
use super::{DeviceKind, Finding, Why};
use std::path::{Path, PathBuf};

pub(super) const NET: &str = "/sys/class/net";

/// `ARPHRD_LOOPBACK` of `if_arp.h`.
const LOOPBACK: u64 = 772;

/// `ARPHRD_PPP`, `ARPHRD_TUNNEL`, `ARPHRD_TUNNEL6`, `ARPHRD_SIT`, `ARPHRD_IPGRE`, `ARPHRD_IP6GRE` and `ARPHRD_NONE` of
/// `if_arp.h`.
const TUNNELS: &[u64] = &[512, 768, 769, 776, 778, 823, 65534];

/// `IFF_UP` of `if.h`.
const IS_UP: u64 = 1;

/// An interface in sight of this process.
pub(super) struct Interface {
    pub(super) name: String,
    /// Where the device is, below `/sys/devices`.
    pub(super) path: PathBuf,
    kind: DeviceKind,
    /// `None`: it says nothing that matters (a software interface that is down).
    why: Option<Why>,
}

impl Interface {
    pub(super) fn finding(&self) -> Option<Finding> {
        let why = self.why?;
        Some(Finding { device: self.name.clone(), kind: self.kind, why })
    }

    /// Whether nothing is at the other end for certain, so that a route through it leads nowhere.
    pub(super) fn is_unplugged(&self) -> bool {
        matches!(self.why, None | Some(Why::Down | Why::Blocked | Why::Up))
    }
}

/// Every interface but the loopback; `None` if the system does not show them.
pub(super) fn interfaces(tree: &Tree<'_>) -> Option<Vec<Interface>> {
    let names = tree.list(NET).ok()?;
    // A plain file beside the interfaces is a control of a driver (`bonding_masters`).
    let folders = names.into_iter().filter(|name| !tree.has(at(name)) || tree.is_folder(at(name)));
    Some(folders.filter_map(|name| interface(tree, name)).collect())
}

fn at(name: &str) -> PathBuf {
    PathBuf::from(NET).join(name)
}

fn interface(tree: &Tree<'_>, name: String) -> Option<Interface> {
    let entry = at(&name);
    let Some(path) = tree.resolve(&entry) else {
        let (kind, why) = (DeviceKind::Unreadable, Some(Why::Unknown));
        return Some(Interface { name, path: entry, kind, why });
    };
    if tree.number(path.join("type")) == Some(LOOPBACK) {
        return None;
    }
    let kind = kind(tree, &path);
    let why = why(tree, &path, kind);
    Some(Interface { name, path, kind, why })
}

fn kind(tree: &Tree<'_>, path: &Path) -> DeviceKind {
    let uevent = tree.read(path.join("uevent")).unwrap_or_default();
    let device_type = uevent.lines().find_map(|line| line.strip_prefix("DEVTYPE="));
    let is_below = |part: &str| path.components().any(|step| step.as_os_str().to_string_lossy() == part);
    if matches!(device_type, Some("wlan" | "wpan"))
        || tree.has(path.join("wireless"))
        || tree.has(path.join("phy80211"))
    {
        DeviceKind::Wireless
    } else if device_type == Some("wwan") || tree.has(path.join("device/wwan")) {
        DeviceKind::Cellular
    } else if device_type == Some("bluetooth") {
        DeviceKind::Bluetooth
    } else if is_below("virtual") && is_tunnel(tree, path, device_type) {
        DeviceKind::Tunnel
    } else if is_below("virtual") {
        DeviceKind::Virtual
    } else if is_on_usb(path) {
        DeviceKind::Usb
    } else {
        DeviceKind::Wired
    }
}

/// `WireGuard` says so, a tunnel device has its flags, and the others have a type of their own.
fn is_tunnel(tree: &Tree<'_>, path: &Path, device_type: Option<&str>) -> bool {
    let of_type = tree.number(path.join("type")).is_some_and(|number| TUNNELS.contains(&number));
    device_type == Some("wireguard") || tree.has(path.join("tun_flags")) || of_type
}

/// A root hub, `usb1`, is above everything on USB.
fn is_on_usb(path: &Path) -> bool {
    path.components().any(|step| {
        let step = step.as_os_str().to_string_lossy();
        step.strip_prefix("usb").is_some_and(|bus| bus.parse::<u16>().is_ok())
    })
}

fn why(tree: &Tree<'_>, path: &Path, kind: DeviceKind) -> Option<Why> {
    let Some(flags) = tree.number(path.join("flags")) else { return Some(Why::Unknown) };
    let state = tree.read(path.join("operstate")).unwrap_or_default();
    // The kernel refuses to tell the carrier of an interface that is down.
    let carrier = tree.number(path.join("carrier"));
    if carrier == Some(1) || state == "up" {
        return Some(Why::Carrier);
    }
    let is_up = flags & IS_UP != 0;
    let radios = radios_below(tree, path);
    match kind {
        DeviceKind::Virtual | DeviceKind::Tunnel => is_up.then_some(Why::Up),
        DeviceKind::Wireless | DeviceKind::Cellular | DeviceKind::Bluetooth => {
            let all_blocked = !radios.is_empty() && radios.iter().all(Radio::is_blocked);
            Some(if all_blocked {
                Why::Blocked
            } else if is_up {
                Why::RadioOn
            } else {
                Why::Down
            })
        }
        _ if is_up && state == "unknown" && carrier.is_none() => Some(Why::Unknown),
        _ if is_up => Some(Why::Up),
        _ => Some(Why::Down),
    }
}
