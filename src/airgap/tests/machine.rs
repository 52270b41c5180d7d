//! A machine made of files: `/sys` and `/proc` as the kernel makes them, put together part by part by the tests of what
//! the guard sees.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// A machine's `/sys` and `/proc`, with links as the kernel makes them.
pub(super) struct Machine(tempfile::TempDir);

pub(super) const PCI: &str = "sys/devices/pci0000:00";
pub(super) const USB: &str = "sys/devices/pci0000:00/0000:00:14.0/usb1";
const IPV4_HEAD: &str =
    "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";

impl Machine {
    /// A machine with a loopback and nothing else.
    pub(super) fn bare() -> Self {
        let machine = Self(tempfile::tempdir().unwrap());
        machine.interface(
            "sys/devices/virtual",
            "lo",
            &[("type", "772"), ("flags", "0x9"), ("carrier", "1")],
        );
        machine.file("proc/net/route", IPV4_HEAD);
        machine.file(
            "proc/net/ipv6_route",
            "00000000000000000000000000000001 80 00000000000000000000000000000000 00 00000000000000000000000000000000 00000000 00000002 00000000 80200001       lo\n",
        );
        machine
    }

    pub(super) fn at(&self, path: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(path)
    }

    pub(super) fn file(&self, path: impl AsRef<Path>, text: &str) -> &Self {
        let path = self.at(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    pub(super) fn folder(&self, path: impl AsRef<Path>) -> &Self {
        std::fs::create_dir_all(self.at(path)).unwrap();
        self
    }

    /// A link in a class or bus folder, relative, as in `/sys`.
    pub(super) fn link(&self, from: &str, to: &str) -> &Self {
        let link = self.at(from);
        std::fs::create_dir_all(link.parent().unwrap()).unwrap();
        let up = "../".repeat(from.split('/').count() - 1);
        symlink(format!("{up}{to}"), link).unwrap();
        self
    }

    pub(super) fn interface(&self, device: &str, name: &str, attributes: &[(&str, &str)]) -> &Self {
        let path = format!("{device}/net/{name}");
        self.folder(&path).link(&format!("sys/class/net/{name}"), &path);
        if !device.contains("/virtual") {
            self.link(&format!("{path}/device"), device);
        }
        for (attribute, value) in attributes {
            self.file(format!("{path}/{attribute}"), &format!("{value}\n"));
        }
        self
    }

    pub(super) fn card(
        &self,
        bus: &str,
        path: &str,
        attributes: &[(&str, &str)],
        driver: Option<&str>,
    ) -> &Self {
        let name = path.rsplit('/').next().unwrap();
        self.folder(path).link(&format!("sys/bus/{bus}/devices/{name}"), path);
        for (attribute, value) in attributes {
            self.file(format!("{path}/{attribute}"), &format!("{value}\n"));
        }
        if let Some(driver) = driver {
            let driver_path = format!("sys/bus/{bus}/drivers/{driver}");
            self.folder(&driver_path).link(&format!("{path}/driver"), &driver_path);
        }
        self
    }

    pub(super) fn wired(&self, flags: &str, carrier: Option<&str>, state: &str) -> &Self {
        let device = format!("{PCI}/0000:00:1f.6");
        self.card("pci", &device, &[("class", "0x020000")], Some("e1000e"));
        let mut attributes = vec![("type", "1"), ("flags", flags), ("operstate", state)];
        attributes.extend(carrier.map(|carrier| ("carrier", carrier)));
        self.interface(&device, "eth0", &attributes)
    }

    pub(super) fn wireless(&self, flags: &str, state: &str) -> &Self {
        let device = format!("{PCI}/0000:03:00.0");
        self.card("pci", &device, &[("class", "0x028000")], Some("iwlwifi"));
        let attributes = [
            ("type", "1"),
            ("flags", flags),
            ("operstate", state),
            ("uevent", "DEVTYPE=wlan\nINTERFACE=wlan0"),
        ];
        self.interface(&device, "wlan0", &attributes)
    }

    pub(super) fn radio(&self, device: &str, name: &str, sort: &str, software: &str, switch: &str) -> &Self {
        let path = format!("{device}/{name}");
        self.link(&format!("sys/class/rfkill/{name}"), &path)
            .file(format!("{path}/type"), sort)
            .file(format!("{path}/soft"), software)
            .file(format!("{path}/hard"), switch)
    }

    pub(super) fn wireless_radio(&self, software: &str, switch: &str) -> &Self {
        self.radio(&format!("{PCI}/0000:03:00.0/ieee80211/phy0"), "rfkill1", "wlan", software, switch)
    }

    pub(super) fn bluetooth(&self) -> &Self {
        let device = format!("{USB}/1-4/1-4:1.0");
        self.usb(&device, ["e0", "01", "01"], Some("btusb"))
            .usb(&format!("{USB}/1-4/1-4:1.1"), ["e0", "01", "01"], Some("btusb"))
            .folder(format!("{device}/bluetooth/hci0"))
            .link("sys/class/bluetooth/hci0", &format!("{device}/bluetooth/hci0"))
    }

    pub(super) fn bluetooth_radio(&self, software: &str) -> &Self {
        self.radio(&format!("{USB}/1-4/1-4:1.0/bluetooth/hci0"), "rfkill0", "bluetooth", software, "0")
    }

    pub(super) fn usb(
        &self,
        path: &str,
        [class, subclass, protocol]: [&str; 3],
        driver: Option<&str>,
    ) -> &Self {
        let attributes =
            [("bInterfaceClass", class), ("bInterfaceSubClass", subclass), ("bInterfaceProtocol", protocol)];
        self.card("usb", path, &attributes, driver)
    }

    pub(super) fn virtio_card(&self) -> &Self {
        let pci = format!("{PCI}/0000:00:03.0");
        self.card("pci", &pci, &[("class", "0x020000")], Some("virtio-pci")).card(
            "virtio",
            &format!("{pci}/virtio2"),
            &[("device", "0x0001")],
            Some("virtio_net"),
        )
    }

    pub(super) fn route(&self, interface: &str) -> &Self {
        let line = format!("{interface}\t00000000\t0102A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n");
        self.file("proc/net/route", &format!("{IPV4_HEAD}{line}"))
    }

    pub(super) fn route_v6(&self, destination: &str, interface: &str) -> &Self {
        let zeros = "0".repeat(32);
        let line =
            format!("{destination} 40 {zeros} 00 {zeros} 00000100 00000001 00000000 00000001 {interface}\n");
        self.file("proc/net/ipv6_route", &line)
    }

    /// An interface made by software, with a carrier or with none told.
    pub(super) fn software(&self, name: &str, attributes: &[(&str, &str)]) -> &Self {
        self.interface("sys/devices/virtual", name, attributes)
    }

    /// A USB function with its driver and, at once, its interface.
    pub(super) fn usb_network(&self, driver: &str, name: &str, flags: &str, carrier: &str) -> &Self {
        let device = format!("{USB}/1-2/1-2:1.0");
        let attributes = [("type", "1"), ("flags", flags), ("carrier", carrier), ("operstate", "unknown")];
        self.usb(&device, ["ff", "ff", "00"], Some(driver)).interface(&device, name, &attributes)
    }

    /// Something that is there and cannot be read: root may read every file, but nobody reads a folder as one.
    pub(super) fn unreadable(&self, path: &str) -> &Self {
        std::fs::remove_file(self.at(path)).unwrap();
        self.folder(path)
    }

    /// The root folder.
    pub(super) fn root(&self) -> &Path {
        self.0.path()
    }
}
