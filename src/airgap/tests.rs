//! The table of the guard: machines made of files, the verdict of each, and what must be found in it, the worst first.

mod machine;

use super::{Finding, Verdict, Why, judge, look};
use machine::{Machine, PCI, USB};
use std::fmt::Write as _;
use std::path::Path;

/// What the machine is, how it is built on one that has a loopback alone, the verdict, and the findings as
/// `kind device state`.
type Case = (&'static str, fn(&Machine) -> &Machine, Verdict, &'static str);

const GREEN: Verdict = Verdict::Green;
const AMBER: Verdict = Verdict::Amber;
const RED: Verdict = Verdict::Red;

/// An interface made by software that is up, and nobody answers.
const IDLE: &[(&str, &str)] = &[("type", "1"), ("flags", "0x1003"), ("carrier", "0"), ("operstate", "down")];
/// One that carries.
const BUSY: &[(&str, &str)] = &[("type", "1"), ("flags", "0x1043"), ("carrier", "1"), ("operstate", "up")];
/// One that is down: the kernel tells no carrier.
const OFF: &[(&str, &str)] = &[("type", "1"), ("flags", "0x1002"), ("carrier", ""), ("operstate", "down")];

const CARDS: &[Case] = &[
    ("a loopback and nothing else", |m| m, GREEN, ""),
    ("a card that is down", |m| m.wired("0x1002", None, "down"), AMBER, "wired eth0 down"),
    ("up without a cable", |m| m.wired("0x1003", Some("0"), "down"), AMBER, "wired eth0 up"),
    ("up with a cable", |m| m.wired("0x1003", Some("1"), "up"), RED, "wired eth0 carrier"),
    (
        "a cable in a card that calls itself down",
        |m| m.wired("0x1002", Some("1"), "down"),
        RED,
        "wired eth0 carrier",
    ),
    ("up and of unknown state", |m| m.wired("0x1003", None, "unknown"), RED, "wired eth0 unknown"),
    ("up, and no carrier told", |m| m.wired("0x1003", None, "lowerlayerdown"), AMBER, "wired eth0 up"),
    (
        "an interface that says nothing of itself",
        |m| m.interface(&format!("{PCI}/0000:00:1f.6"), "eth0", &[]),
        RED,
        "wired eth0 unknown",
    ),
    (
        "a link to nowhere",
        |m| m.link("sys/class/net/eth7", "sys/devices/gone"),
        RED,
        "unreadable eth7 unknown",
    ),
    ("a driver's control file", |m| m.file("sys/class/net/bonding_masters", ""), GREEN, ""),
    (
        "one card down, one with a cable",
        |m| m.wireless("0x1002", "down").wired("0x1003", Some("1"), "up"),
        RED,
        "wired eth0 carrier, wireless wlan0 down",
    ),
];

const RADIOS: &[Case] = &[
    ("Wi-Fi, down", |m| m.wireless("0x1002", "down"), AMBER, "wireless wlan0 down"),
    (
        "Wi-Fi, looking for networks",
        |m| m.wireless("0x1003", "dormant").wireless_radio("0", "0"),
        RED,
        "wireless wlan0 radio-on",
    ),
    ("Wi-Fi, joined", |m| m.wireless("0x1003", "up").wireless_radio("0", "0"), RED, "wireless wlan0 carrier"),
    (
        "Wi-Fi, blocked by software",
        |m| m.wireless("0x1002", "down").wireless_radio("1", "0"),
        AMBER,
        "wireless wlan0 blocked",
    ),
    (
        "Wi-Fi, blocked by its switch",
        |m| m.wireless("0x1003", "down").wireless_radio("0", "1"),
        AMBER,
        "wireless wlan0 blocked",
    ),
    (
        "Wi-Fi whose interface another namespace holds",
        |m| {
            m.card("pci", &format!("{PCI}/0000:03:00.0"), &[("class", "0x028000")], Some("iwlwifi"));
            m.wireless_radio("0", "0")
        },
        AMBER,
        "wireless 0000:03:00.0 hidden, wireless rfkill1 hidden",
    ),
    (
        "Wi-Fi on a card bus, without an interface",
        |m| {
            m.card(
                "sdio",
                "sys/devices/platform/mmc1/mmc1:0001/mmc1:0001:1",
                &[("class", "0x07")],
                Some("brcmfmac"),
            )
        },
        AMBER,
        "wireless mmc1:0001:1 hidden",
    ),
    ("Bluetooth that may send", |m| m.bluetooth().bluetooth_radio("0"), RED, "bluetooth hci0 radio-on"),
    ("Bluetooth that rfkill does not know", |m| m.bluetooth(), RED, "bluetooth hci0 radio-on"),
    ("Bluetooth, blocked", |m| m.bluetooth().bluetooth_radio("1"), AMBER, "bluetooth hci0 blocked"),
    (
        "Bluetooth, blocked, and the machine's own switch open",
        |m| {
            m.bluetooth().bluetooth_radio("1");
            m.radio("sys/devices/platform/switch", "rfkill9", "bluetooth", "0", "0")
        },
        AMBER,
        "bluetooth hci0 blocked",
    ),
    (
        "Bluetooth, connected",
        |m| m.bluetooth().bluetooth_radio("1").folder("sys/class/bluetooth/hci0:11"),
        RED,
        "bluetooth hci0 carrier",
    ),
    (
        "Bluetooth without its driver",
        |m| m.usb(&format!("{USB}/1-4/1-4:1.0"), ["e0", "01", "01"], None),
        AMBER,
        "bluetooth 1-4:1.0 down",
    ),
    (
        "a network over Bluetooth",
        |m| m.software("bnep0", BUSY).file("sys/devices/virtual/net/bnep0/uevent", "DEVTYPE=bluetooth"),
        RED,
        "bluetooth bnep0 carrier",
    ),
    (
        "ultra-wideband",
        |m| m.radio("sys/devices/platform/uwb", "rfkill4", "ultrawideband", "0", "0"),
        RED,
        "radio rfkill4 radio-on",
    ),
    (
        "a radio of unknown sort, blocked",
        |m| m.radio("sys/devices/platform/new", "rfkill6", "", "1", "0"),
        AMBER,
        "radio rfkill6 blocked",
    ),
    (
        "a receiver of positions",
        |m| m.radio("sys/devices/platform/gps", "rfkill5", "gps", "0", "0"),
        GREEN,
        "",
    ),
];

const MODEMS_AND_USB: &[Case] = &[
    (
        "a modem without an interface",
        |m| m.radio(&format!("{USB}/1-6"), "rfkill3", "wwan", "0", "0"),
        RED,
        "cellular rfkill3 radio-on",
    ),
    (
        "a modem, blocked",
        |m| m.radio(&format!("{USB}/1-6"), "rfkill3", "wwan", "1", "0"),
        AMBER,
        "cellular rfkill3 blocked",
    ),
    (
        "a modem card",
        |m| m.card("pci", &format!("{PCI}/0000:05:00.0"), &[("class", "0x0d4000")], Some("mhi")),
        AMBER,
        "cellular 0000:05:00.0 hidden",
    ),
    (
        "a modem on USB, by its class",
        |m| m.usb(&format!("{USB}/1-6/1-6:1.0"), ["02", "0e", "00"], Some("cdc_mbim")),
        AMBER,
        "cellular 1-6:1.0 hidden",
    ),
    (
        "a modem on USB, by its driver",
        |m| m.usb(&format!("{USB}/1-6/1-6:1.4"), ["ff", "ff", "ff"], Some("qmi_wwan")),
        AMBER,
        "cellular 1-6:1.4 hidden",
    ),
    (
        "a modem that is dialled like a telephone",
        |m| m.usb(&format!("{USB}/1-6/1-6:1.2"), ["ff", "00", "00"], Some("option")),
        AMBER,
        "cellular 1-6:1.2 hidden",
    ),
    (
        "a modem with its interface, up",
        |m| {
            m.usb_network("cdc_mbim", "wwan0", "0x10c1", "0");
            m.file(format!("{USB}/1-2/1-2:1.0/net/wwan0/uevent"), "DEVTYPE=wwan")
        },
        RED,
        "cellular wwan0 radio-on",
    ),
    (
        "an Android telephone that shares its network",
        |m| m.usb_network("rndis_host", "usb0", "0x1003", "1"),
        RED,
        "usb usb0 carrier",
    ),
    ("an iPhone, its sharing off", |m| m.usb_network("ipheth", "eth1", "0x1003", "0"), AMBER, "usb eth1 up"),
    ("an adapter, down", |m| m.usb_network("r8152", "enx00e04c", "0x1002", ""), AMBER, "usb enx00e04c down"),
    (
        "a telephone whose interface is hidden",
        |m| m.usb(&format!("{USB}/1-2/1-2:1.0"), ["ef", "04", "01"], Some("rndis_host")),
        AMBER,
        "usb 1-2:1.0 hidden",
    ),
    (
        "a gadget that speaks NCM, without its driver",
        |m| m.usb(&format!("{USB}/1-5/1-5:1.0"), ["02", "0d", "00"], None),
        AMBER,
        "usb 1-5:1.0 down",
    ),
    (
        "an adapter known by its driver",
        |m| m.usb(&format!("{USB}/1-3/1-3:1.0"), ["ff", "ff", "00"], Some("r8152")),
        AMBER,
        "usb 1-3:1.0 hidden",
    ),
    (
        "a keyboard and a stick",
        |m| {
            m.usb(&format!("{USB}/1-7/1-7:1.0"), ["03", "01", "01"], Some("usbhid"));
            m.usb(&format!("{USB}/1-8/1-8:1.0"), ["08", "06", "50"], Some("usb-storage"))
        },
        GREEN,
        "",
    ),
];

const SOFTWARE: &[Case] = &[
    ("a bridge that is down", |m| m.software("br0", OFF), GREEN, ""),
    ("a bridge of containers, none running", |m| m.software("docker0", IDLE), AMBER, "virtual docker0 up"),
    (
        "a bridge of containers, one running",
        |m| m.software("docker0", BUSY).software("veth1a2b", BUSY),
        RED,
        "virtual docker0 carrier, virtual veth1a2b carrier",
    ),
    ("one half of a pair, its other half down", |m| m.software("veth0", IDLE), AMBER, "virtual veth0 up"),
    (
        "a tunnel device that no program holds",
        |m| m.software("tun0", IDLE).file("sys/devices/virtual/net/tun0/tun_flags", "0x1001"),
        AMBER,
        "tunnel tun0 up",
    ),
    (
        "a VPN through a tunnel device",
        |m| m.software("tun0", BUSY).file("sys/devices/virtual/net/tun0/tun_flags", "0x1001"),
        RED,
        "tunnel tun0 carrier",
    ),
    (
        "WireGuard",
        |m| {
            m.software("wg0", BUSY)
                .file("sys/devices/virtual/net/wg0/uevent", "DEVTYPE=wireguard\nINTERFACE=wg0")
        },
        RED,
        "tunnel wg0 carrier",
    ),
    (
        "a dialled line",
        |m| {
            m.software(
                "ppp0",
                &[("type", "512"), ("flags", "0x10d1"), ("carrier", "1"), ("operstate", "unknown")],
            )
        },
        RED,
        "tunnel ppp0 carrier",
    ),
    (
        "IPv6 through IPv4, waiting",
        |m| m.software("sit0", &[("type", "776"), ("flags", "0x80"), ("carrier", ""), ("operstate", "down")]),
        GREEN,
        "",
    ),
    ("two cards bound together", |m| m.software("bond0", BUSY), RED, "virtual bond0 carrier"),
    (
        "a software interface that says nothing",
        |m| m.software("odd0", &[("type", "1")]),
        RED,
        "virtual odd0 unknown",
    ),
];

const HIDDEN_AND_ROUTES: &[Case] = &[
    (
        "a card without its driver",
        |m| m.card("pci", &format!("{PCI}/0000:00:1f.6"), &[("class", "0x020000")], None),
        AMBER,
        "wired 0000:00:1f.6 down",
    ),
    (
        "a virtio card whose interface a namespace hides: one device, not two",
        |m| m.virtio_card().folder(format!("{PCI}/0000:00:03.0/virtio2/net")),
        AMBER,
        "wired 0000:00:03.0 hidden",
    ),
    (
        "a virtio card on no PCI bus",
        |m| {
            let path = "sys/devices/platform/a003e00.virtio_mmio/virtio0";
            m.card("virtio", path, &[("device", "0x0001")], Some("virtio_net"))
        },
        AMBER,
        "wired virtio0 hidden",
    ),
    (
        "a virtio card with its interface",
        |m| m.virtio_card().interface(&format!("{PCI}/0000:00:03.0/virtio2"), "eth0", OFF),
        AMBER,
        "wired eth0 down",
    ),
    (
        "a disk on virtio and a display on PCI",
        |m| {
            let disk = format!("{PCI}/0000:00:02.0/virtio1");
            m.card("virtio", &disk, &[("device", "0x0002")], Some("virtio_blk"));
            m.card("pci", &format!("{PCI}/0000:00:04.0"), &[("class", "0x030000")], None)
        },
        GREEN,
        "",
    ),
    (
        "a way through an interface with a cable",
        |m| m.wired("0x1003", Some("1"), "up").route("eth0"),
        RED,
        "wired eth0 carrier, route eth0 routed",
    ),
    (
        "a way left over when the cable was pulled",
        |m| m.wired("0x1003", Some("0"), "down").route("eth0"),
        AMBER,
        "wired eth0 up",
    ),
    ("a way through what is not in sight", |m| m.route("eth9"), RED, "route eth9 routed"),
    ("an IPv6 way", |m| m.route_v6("20010db8000000000000000000000000", "eth9"), RED, "route eth9 routed"),
    ("an IPv6 way to the link alone", |m| m.route_v6("fe800000000000000000000000000000", "eth9"), GREEN, ""),
    (
        "a list of ways that cannot be read",
        |m| m.unreadable("proc/net/route"),
        RED,
        "unreadable /proc/net/route unknown",
    ),
];

#[test]
fn every_machine_has_its_verdict() {
    let cases = [CARDS, RADIOS, MODEMS_AND_USB, SOFTWARE, HIDDEN_AND_ROUTES].concat();
    assert!(cases.len() >= 40, "{} machines", cases.len());
    let mut wrong = String::new();
    for (name, build, verdict, expected) in &cases {
        let machine = Machine::bare();
        build(&machine);
        let findings = look(machine.root());
        let (judged, found) = (judge(&findings), told(&findings));
        if (judged, found.as_str()) != (*verdict, *expected) {
            writeln!(wrong, "{name}: {judged:?} {found:?}, not {verdict:?} {expected:?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn told(findings: &[Finding]) -> String {
    let lines = findings.iter().map(|Finding { device, kind, why }| {
        let (kind, why) = (kind.key(), why.key());
        format!("{kind} {device} {why}")
    });
    lines.collect::<Vec<_>>().join(", ")
}

#[test]
fn every_state_is_met_by_some_machine() {
    let cases = [CARDS, RADIOS, MODEMS_AND_USB, SOFTWARE, HIDDEN_AND_ROUTES].concat();
    for why in Why::ALL {
        let met = cases.iter().any(|(.., expected)| {
            expected.split(", ").any(|told| told.ends_with(&format!(" {}", why.key())))
        });
        assert!(met, "{why:?}");
    }
}

#[test]
fn a_system_that_shows_no_interfaces_is_red() {
    let root = tempfile::tempdir().unwrap();
    assert_eq!(judge(&look(root.path())), Verdict::Red);
}

/// For looking at: what the guard sees of this machine.
#[test]
#[ignore = "tells what the guard sees of this machine"]
fn this_machine() {
    let findings = look(Path::new("/"));
    println!("{:?}: {findings:#?}", judge(&findings));
}
