//! Machines made of files: each builds a root, and says what the guard must see in it.

use super::{DeviceKind as Kind, Finding, Verdict, Why, judge, look};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// A machine's `/sys` and `/proc`, with links as the kernel makes them.
struct Machine(tempfile::TempDir);

const PCI: &str = "sys/devices/pci0000:00";
const USB: &str = "sys/devices/pci0000:00/0000:00:14.0/usb1";
const IPV4_HEAD: &str =
    "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";

impl Machine {
    /// A machine with a loopback and nothing else.
    fn bare() -> Self {
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

    fn at(&self, path: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(path)
    }

    fn file(&self, path: impl AsRef<Path>, text: &str) -> &Self {
        let path = self.at(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    fn folder(&self, path: impl AsRef<Path>) -> &Self {
        std::fs::create_dir_all(self.at(path)).unwrap();
        self
    }

    /// A link in a class or bus folder, relative, as in `/sys`.
    fn link(&self, from: &str, to: &str) -> &Self {
        let link = self.at(from);
        std::fs::create_dir_all(link.parent().unwrap()).unwrap();
        let up = "../".repeat(from.split('/').count() - 1);
        symlink(format!("{up}{to}"), link).unwrap();
        self
    }

    fn interface(&self, device: &str, name: &str, attributes: &[(&str, &str)]) -> &Self {
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

    fn card(&self, bus: &str, path: &str, attributes: &[(&str, &str)], driver: Option<&str>) -> &Self {
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

    fn wired(&self, flags: &str, carrier: Option<&str>, state: &str) -> &Self {
        let device = format!("{PCI}/0000:00:1f.6");
        self.card("pci", &device, &[("class", "0x020000")], Some("e1000e"));
        let mut attributes = vec![("type", "1"), ("flags", flags), ("operstate", state)];
        attributes.extend(carrier.map(|carrier| ("carrier", carrier)));
        self.interface(&device, "eth0", &attributes)
    }

    fn wireless(&self, flags: &str, state: &str) -> &Self {
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

    fn radio(&self, device: &str, name: &str, sort: &str, software: &str, switch: &str) -> &Self {
        let path = format!("{device}/{name}");
        self.link(&format!("sys/class/rfkill/{name}"), &path)
            .file(format!("{path}/type"), sort)
            .file(format!("{path}/soft"), software)
            .file(format!("{path}/hard"), switch)
    }

    fn wireless_radio(&self, software: &str, switch: &str) -> &Self {
        self.radio(&format!("{PCI}/0000:03:00.0/ieee80211/phy0"), "rfkill1", "wlan", software, switch)
    }

    fn bluetooth(&self) -> &Self {
        let device = format!("{USB}/1-4/1-4:1.0");
        self.usb(&device, ["e0", "01", "01"], Some("btusb"))
            .usb(&format!("{USB}/1-4/1-4:1.1"), ["e0", "01", "01"], Some("btusb"))
            .folder(format!("{device}/bluetooth/hci0"))
            .link("sys/class/bluetooth/hci0", &format!("{device}/bluetooth/hci0"))
    }

    fn bluetooth_radio(&self, software: &str) -> &Self {
        self.radio(&format!("{USB}/1-4/1-4:1.0/bluetooth/hci0"), "rfkill0", "bluetooth", software, "0")
    }

    fn usb(&self, path: &str, [class, subclass, protocol]: [&str; 3], driver: Option<&str>) -> &Self {
        let attributes =
            [("bInterfaceClass", class), ("bInterfaceSubClass", subclass), ("bInterfaceProtocol", protocol)];
        self.card("usb", path, &attributes, driver)
    }

    fn virtio_card(&self) -> &Self {
        let pci = format!("{PCI}/0000:00:03.0");
        self.card("pci", &pci, &[("class", "0x020000")], Some("virtio-pci")).card(
            "virtio",
            &format!("{pci}/virtio2"),
            &[("device", "0x0001")],
            Some("virtio_net"),
        )
    }

    fn route(&self, interface: &str) -> &Self {
        let line = format!("{interface}\t00000000\t0102A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n");
        self.file("proc/net/route", &format!("{IPV4_HEAD}{line}"))
    }

    fn route_v6(&self, destination: &str, interface: &str) -> &Self {
        let zeros = "0".repeat(32);
        let line =
            format!("{destination} 40 {zeros} 00 {zeros} 00000100 00000001 00000000 00000001 {interface}\n");
        self.file("proc/net/ipv6_route", &line)
    }
}

/// What a machine is, how it is built, and what the guard must find: the worst first.
type Case = (&'static str, fn(&Machine) -> &Machine, Verdict, &'static [(&'static str, Kind, Why)]);

const GREEN: Verdict = Verdict::Green;
const AMBER: Verdict = Verdict::Amber;
const RED: Verdict = Verdict::Red;

fn hold(cases: &[Case]) {
    for (name, build, verdict, expected) in cases {
        let machine = Machine::bare();
        build(&machine);
        let findings = look(machine.0.path());
        let expected: Vec<Finding> = expected
            .iter()
            .map(|(device, kind, why)| Finding { device: (*device).to_owned(), kind: *kind, why: *why })
            .collect();
        assert_eq!(findings, expected, "{name}");
        assert_eq!(judge(&findings), *verdict, "{name}");
    }
}

#[test]
fn wired_interfaces() {
    hold(&[
        ("loopback only", |m| m, GREEN, &[]),
        ("down", |m| m.wired("0x1002", None, "down"), AMBER, &[("eth0", Kind::Wired, Why::Down)]),
        (
            "up without a cable",
            |m| m.wired("0x1003", Some("0"), "down"),
            AMBER,
            &[("eth0", Kind::Wired, Why::Up)],
        ),
        ("a cable", |m| m.wired("0x1003", Some("1"), "up"), RED, &[("eth0", Kind::Wired, Why::Carrier)]),
        (
            "a carrier while the state still says down",
            |m| m.wired("0x1003", Some("1"), "down"),
            RED,
            &[("eth0", Kind::Wired, Why::Carrier)],
        ),
        (
            "a state that is up while the carrier says nothing",
            |m| m.wired("0x1003", None, "up"),
            RED,
            &[("eth0", Kind::Wired, Why::Carrier)],
        ),
        (
            "up and of unknown state",
            |m| m.wired("0x1003", None, "unknown"),
            RED,
            &[("eth0", Kind::Wired, Why::Unknown)],
        ),
        (
            "an interface that says nothing of itself",
            |m| m.interface(&format!("{PCI}/0000:00:1f.6"), "eth0", &[]),
            RED,
            &[("eth0", Kind::Wired, Why::Unknown)],
        ),
        (
            "a link to nowhere",
            |m| m.link("sys/class/net/eth7", "sys/devices/gone"),
            RED,
            &[("eth7", Kind::Unreadable, Why::Unknown)],
        ),
        ("a driver's control file", |m| m.file("sys/class/net/bonding_masters", ""), GREEN, &[]),
    ]);
}

#[test]
fn software_interfaces() {
    let case = |flags: &'static str, carrier: &'static str, state: &'static str| {
        let machine = Machine::bare();
        let attributes = [("type", "1"), ("flags", flags), ("carrier", carrier), ("operstate", state)];
        machine.interface("sys/devices/virtual", "tun0", &attributes);
        look(machine.0.path()).into_iter().map(|finding| (finding.kind, finding.why)).collect::<Vec<_>>()
    };
    assert_eq!(case("0x82", "", "down"), []);
    assert_eq!(case("0x1003", "0", "down"), [(Kind::Virtual, Why::Up)]);
    assert_eq!(case("0x1043", "1", "unknown"), [(Kind::Virtual, Why::Carrier)]);
}

#[test]
fn wireless_interfaces() {
    hold(&[
        ("down", |m| m.wireless("0x1002", "down"), AMBER, &[("wlan0", Kind::Wireless, Why::Down)]),
        (
            "up and looking for networks",
            |m| m.wireless("0x1003", "dormant").wireless_radio("0", "0"),
            RED,
            &[("wlan0", Kind::Wireless, Why::RadioOn)],
        ),
        (
            "joined",
            |m| m.wireless("0x1003", "up").wireless_radio("0", "0"),
            RED,
            &[("wlan0", Kind::Wireless, Why::Carrier)],
        ),
        (
            "blocked by software",
            |m| m.wireless("0x1002", "down").wireless_radio("1", "0"),
            AMBER,
            &[("wlan0", Kind::Wireless, Why::Blocked)],
        ),
        (
            "blocked by its switch",
            |m| m.wireless("0x1003", "down").wireless_radio("0", "1"),
            AMBER,
            &[("wlan0", Kind::Wireless, Why::Blocked)],
        ),
        (
            "its interface in another namespace",
            |m| {
                m.card("pci", &format!("{PCI}/0000:03:00.0"), &[("class", "0x028000")], Some("iwlwifi"));
                m.wireless_radio("0", "0")
            },
            AMBER,
            &[("0000:03:00.0", Kind::Wireless, Why::Hidden), ("rfkill1", Kind::Wireless, Why::Hidden)],
        ),
    ]);
}

#[test]
fn bluetooth_and_other_radios() {
    hold(&[
        (
            "an adapter that may send",
            |m| m.bluetooth().bluetooth_radio("0"),
            RED,
            &[("hci0", Kind::Bluetooth, Why::RadioOn)],
        ),
        (
            "an adapter that rfkill does not know",
            |m| m.bluetooth(),
            RED,
            &[("hci0", Kind::Bluetooth, Why::RadioOn)],
        ),
        (
            "blocked",
            |m| m.bluetooth().bluetooth_radio("1"),
            AMBER,
            &[("hci0", Kind::Bluetooth, Why::Blocked)],
        ),
        (
            "blocked, and the machine's own switch open",
            |m| {
                m.bluetooth().bluetooth_radio("1");
                m.radio("sys/devices/platform/switch", "rfkill9", "bluetooth", "0", "0")
            },
            AMBER,
            &[("hci0", Kind::Bluetooth, Why::Blocked)],
        ),
        (
            "connected",
            |m| {
                m.bluetooth().bluetooth_radio("1");
                m.folder("sys/class/bluetooth/hci0:11")
            },
            RED,
            &[("hci0", Kind::Bluetooth, Why::Carrier)],
        ),
        (
            "an adapter without its driver",
            |m| m.usb(&format!("{USB}/1-4/1-4:1.0"), ["e0", "01", "01"], None),
            AMBER,
            &[("1-4:1.0", Kind::Bluetooth, Why::Down)],
        ),
        (
            "a modem without an interface",
            |m| m.radio(&format!("{USB}/1-6"), "rfkill3", "wwan", "0", "0"),
            RED,
            &[("rfkill3", Kind::Cellular, Why::RadioOn)],
        ),
        (
            "a blocked modem",
            |m| m.radio(&format!("{USB}/1-6"), "rfkill3", "wwan", "1", "0"),
            AMBER,
            &[("rfkill3", Kind::Cellular, Why::Blocked)],
        ),
        (
            "ultra-wideband",
            |m| m.radio("sys/devices/platform/uwb", "rfkill4", "ultrawideband", "0", "0"),
            RED,
            &[("rfkill4", Kind::Radio, Why::RadioOn)],
        ),
        (
            "a receiver of positions",
            |m| m.radio("sys/devices/platform/gps", "rfkill5", "gps", "0", "0"),
            GREEN,
            &[],
        ),
    ]);
}

#[test]
fn hardware_without_an_interface() {
    hold(&[
        (
            "a card without its driver",
            |m| m.card("pci", &format!("{PCI}/0000:00:1f.6"), &[("class", "0x020000")], None),
            AMBER,
            &[("0000:00:1f.6", Kind::Wired, Why::Down)],
        ),
        (
            "a virtio card whose interface a namespace hides: one device, not two",
            |m| m.virtio_card().folder(format!("{PCI}/0000:00:03.0/virtio2/net")),
            AMBER,
            &[("0000:00:03.0", Kind::Wired, Why::Hidden)],
        ),
        (
            "a virtio card on no PCI bus",
            |m| {
                let path = "sys/devices/platform/a003e00.virtio_mmio/virtio0";
                m.card("virtio", path, &[("device", "0x0001")], Some("virtio_net"))
            },
            AMBER,
            &[("virtio0", Kind::Wired, Why::Hidden)],
        ),
        (
            "a virtio card with its interface",
            |m| {
                let attributes = [("type", "1"), ("flags", "0x1002"), ("operstate", "down")];
                m.virtio_card();
                m.interface(&format!("{PCI}/0000:00:03.0/virtio2"), "eth0", &attributes)
            },
            AMBER,
            &[("eth0", Kind::Wired, Why::Down)],
        ),
        (
            "a disk on virtio and a display on PCI",
            |m| {
                m.card(
                    "virtio",
                    &format!("{PCI}/0000:00:02.0/virtio1"),
                    &[("device", "0x0002")],
                    Some("virtio_blk"),
                );
                m.card("pci", &format!("{PCI}/0000:00:04.0"), &[("class", "0x030000")], None)
            },
            GREEN,
            &[],
        ),
        (
            "a modem card",
            |m| m.card("pci", &format!("{PCI}/0000:05:00.0"), &[("class", "0x0d4000")], Some("mhi")),
            AMBER,
            &[("0000:05:00.0", Kind::Cellular, Why::Hidden)],
        ),
    ]);
}

#[test]
fn telephones_and_adapters_on_usb() {
    hold(&[
        (
            "a telephone that shares its network",
            |m| {
                let device = format!("{USB}/1-2/1-2:1.0");
                let attributes =
                    [("type", "1"), ("flags", "0x1003"), ("carrier", "1"), ("operstate", "unknown")];
                m.usb(&device, ["e0", "01", "03"], Some("rndis_host"));
                m.interface(&device, "usb0", &attributes)
            },
            RED,
            &[("usb0", Kind::Usb, Why::Carrier)],
        ),
        (
            "a telephone whose interface is hidden",
            |m| m.usb(&format!("{USB}/1-2/1-2:1.0"), ["ef", "04", "01"], Some("rndis_host")),
            AMBER,
            &[("1-2:1.0", Kind::Usb, Why::Hidden)],
        ),
        (
            "an adapter known by its driver",
            |m| m.usb(&format!("{USB}/1-3/1-3:1.0"), ["ff", "ff", "00"], Some("r8152")),
            AMBER,
            &[("1-3:1.0", Kind::Usb, Why::Hidden)],
        ),
        (
            "a modem on USB",
            |m| m.usb(&format!("{USB}/1-6/1-6:1.0"), ["02", "0e", "00"], Some("cdc_mbim")),
            AMBER,
            &[("1-6:1.0", Kind::Cellular, Why::Hidden)],
        ),
        (
            "a keyboard and a stick",
            |m| {
                m.usb(&format!("{USB}/1-7/1-7:1.0"), ["03", "01", "01"], Some("usbhid"));
                m.usb(&format!("{USB}/1-8/1-8:1.0"), ["08", "06", "50"], Some("usb-storage"))
            },
            GREEN,
            &[],
        ),
    ]);
}

#[test]
fn routes_to_elsewhere() {
    hold(&[
        (
            "through an interface with a cable",
            |m| m.wired("0x1003", Some("1"), "up").route("eth0"),
            RED,
            &[("eth0", Kind::Wired, Why::Carrier), ("eth0", Kind::Route, Why::Routed)],
        ),
        (
            "left over when the cable was pulled",
            |m| m.wired("0x1003", Some("0"), "down").route("eth0"),
            AMBER,
            &[("eth0", Kind::Wired, Why::Up)],
        ),
        ("through what is not in sight", |m| m.route("eth9"), RED, &[("eth9", Kind::Route, Why::Routed)]),
        (
            "IPv6",
            |m| m.route_v6("20010db8000000000000000000000000", "eth9"),
            RED,
            &[("eth9", Kind::Route, Why::Routed)],
        ),
        ("IPv6 to the link alone", |m| m.route_v6("fe800000000000000000000000000000", "eth9"), GREEN, &[]),
    ]);
}

#[test]
fn a_system_that_shows_no_interfaces_is_red() {
    let root = tempfile::tempdir().unwrap();
    assert_eq!(judge(&look(root.path())), Verdict::Red);
}

#[test]
fn the_worst_comes_first() {
    let machine = Machine::bare();
    machine.wireless("0x1002", "down").wired("0x1003", Some("1"), "up");
    let devices: Vec<String> = look(machine.0.path()).into_iter().map(|finding| finding.device).collect();
    assert_eq!(devices, ["eth0", "wlan0"]);
}

/// For looking at: what the guard sees of this machine.
#[test]
#[ignore = "tells what the guard sees of this machine"]
fn this_machine() {
    let findings = look(Path::new("/"));
    println!("{:?}: {findings:#?}", judge(&findings));
}
