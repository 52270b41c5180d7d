//! Network hardware on PCI, virtio, USB and SDIO that shows no interface here: its driver is missing, or a namespace hides it.
//!
//! A fresh `/sys` in a network namespace lists the card and not its interface; that is what is caught here.

use super::tree::Tree;
use super::{DeviceKind, Finding, Why};
use std::path::{Path, PathBuf};

/// The device number of a virtio network card (virtio 1.2, section 5).
const VIRTIO_NETWORK: u64 = 1;

/// Drivers of USB network adapters that declare no class of their own.
const USB_NETWORK_DRIVERS: &[&str] = &[
    "aqc111",
    "asix",
    "ax88179_178a",
    "brcmfmac",
    "carl9170",
    "cdc_eem",
    "cdc_ether",
    "cdc_ncm",
    "dm9601",
    "ipheth",
    "kalmia",
    "lan78xx",
    "mt7601u",
    "mt76x0u",
    "mt76x2u",
    "mt7921u",
    "mt7925u",
    "p54usb",
    "pegasus",
    "r8152",
    "rndis_host",
    "rt2500usb",
    "rt2800usb",
    "rtl8150",
    "rtl8187",
    "rtl8192cu",
    "rtl8xxxu",
    "rtw_8723du",
    "rtw_8821cu",
    "rtw_8822bu",
    "rtw_8822cu",
    "smsc75xx",
    "smsc95xx",
    "sr9700",
    "sr9800",
    "zd1211rw",
    "ath9k_htc",
];

/// Drivers of USB modems, those included that are dialled like a telephone.
const USB_MODEM_DRIVERS: &[&str] =
    &["cdc_mbim", "hso", "huawei_cdc_ncm", "option", "qcserial", "qmi_wwan", "sierra", "sierra_net"];

/// What has no interface or adapter in `in_sight` (paths below `/sys/devices`).
pub(super) fn hidden(tree: &Tree<'_>, in_sight: &[PathBuf]) -> Vec<Finding> {
    let mut found: Vec<(PathBuf, Finding)> = Vec::new();
    for (bus, kind_on) in [
        ("pci", pci_kind as fn(&Tree<'_>, &Path) -> Option<DeviceKind>),
        ("virtio", virtio_kind),
        ("usb", usb_kind),
        ("sdio", sdio_kind),
    ] {
        let devices = Path::new("/sys/bus").join(bus).join("devices");
        for name in tree.list(&devices).unwrap_or_default() {
            let Some(path) = tree.resolve(devices.join(&name)) else { continue };
            let Some(kind) = kind_on(tree, &path) else { continue };
            // What lies on one USB device belongs together: an adapter may have several interfaces there.
            let whole = if bus == "usb" { path.parent().unwrap_or(&path).to_owned() } else { path.clone() };
            let is_seen = in_sight.iter().any(|device| device.starts_with(&whole));
            // A virtio card on PCI is one device, not two.
            let is_told = found.iter().any(|(told, _)| whole.starts_with(told));
            if !is_seen && !is_told {
                let why = if tree.has(path.join("driver")) { Why::Hidden } else { Why::Down };
                found.push((whole, Finding { device: name, kind, why }));
            }
        }
    }
    found.into_iter().map(|(_, finding)| finding).collect()
}

/// PCI Code and ID Assignment, base classes 02 (network) and 0D (wireless).
fn pci_kind(tree: &Tree<'_>, path: &Path) -> Option<DeviceKind> {
    match tree.number(path.join("class"))? >> 8 {
        0x0280 | 0x0D20 | 0x0D21 => Some(DeviceKind::Wireless),
        0x0200..=0x02FF => Some(DeviceKind::Wired),
        0x0D11 => Some(DeviceKind::Bluetooth),
        0x0D40 | 0x0D41 => Some(DeviceKind::Cellular),
        _ => None,
    }
}

fn virtio_kind(tree: &Tree<'_>, path: &Path) -> Option<DeviceKind> {
    (tree.number(path.join("device")) == Some(VIRTIO_NETWORK)).then_some(DeviceKind::Wired)
}

/// SDIO Standard Function Interface Codes: 2, 3 and 9 are Bluetooth, 7 is WLAN.
fn sdio_kind(tree: &Tree<'_>, path: &Path) -> Option<DeviceKind> {
    match tree.number(path.join("class"))? {
        0x02 | 0x03 | 0x09 => Some(DeviceKind::Bluetooth),
        0x07 => Some(DeviceKind::Wireless),
        _ => None,
    }
}

/// USB Defined Class Codes: 02 communications, E0 wireless, EF miscellaneous; and adapters known by their driver.
fn usb_kind(tree: &Tree<'_>, path: &Path) -> Option<DeviceKind> {
    let code = |attribute| u8::from_str_radix(&tree.read(path.join(attribute))?, 16).ok();
    let class = code("bInterfaceClass")?;
    match (class, code("bInterfaceSubClass")?, code("bInterfaceProtocol")?) {
        // Ethernet, EEM and NCM; RNDIS, as telephones share their network.
        (0x02, 0x06 | 0x0C | 0x0D, _) | (0xE0, 0x01, 0x03) | (0xEF, 0x04, 0x01) => Some(DeviceKind::Usb),
        // MBIM is a modem.
        (0x02, 0x0E, _) => Some(DeviceKind::Cellular),
        (0xE0, 0x01, 0x01) => Some(DeviceKind::Bluetooth),
        _ => {
            let driver = tree.resolve(path.join("driver"))?;
            let name = driver.file_name()?.to_str()?;
            if USB_MODEM_DRIVERS.contains(&name) {
                return Some(DeviceKind::Cellular);
            }
            USB_NETWORK_DRIVERS.contains(&name).then_some(DeviceKind::Usb)
        }
    }
}
