//! The rows of networks and radios: what the guard found, in two parts.

use super::{Row, Seen};
use crate::airgap::finding::{DeviceKind, Finding, Verdict};
use crate::airgap::interface::NET;

/// What a cable, a tether, a tunnel or a route shows.
pub(super) fn network(findings: &[Finding]) -> Row {
    let part: Vec<&Finding> = findings.iter().filter(|finding| !is_radio(finding.kind)).collect();
    row(&part, [Seen::NetworkNone, Seen::NetworkDown, Seen::NetworkLive])
}

/// What radios show. Where there is no list of interfaces, nothing is known of them either.
pub(super) fn radios(findings: &[Finding]) -> Row {
    let unread = |finding: &Finding| finding.kind == DeviceKind::Unreadable && finding.device == NET;
    if findings.iter().any(unread) {
        return Row::of(Seen::RadiosUnknown);
    }
    let part: Vec<&Finding> = findings.iter().filter(|finding| is_radio(finding.kind)).collect();
    row(&part, [Seen::RadiosNone, Seen::RadiosOff, Seen::RadiosOn])
}

const fn is_radio(kind: DeviceKind) -> bool {
    matches!(kind, DeviceKind::Wireless | DeviceKind::Bluetooth | DeviceKind::Cellular | DeviceKind::Radio)
}

/// The worst of the findings, and the devices that are as bad.
fn row(findings: &[&Finding], [none, off, live]: [Seen; 3]) -> Row {
    let worst = findings.iter().map(|finding| finding.why.verdict()).max().unwrap_or(Verdict::Green);
    let mut devices: Vec<&str> = findings
        .iter()
        .filter(|finding| finding.why.verdict() == worst)
        .map(|finding| finding.device.as_str())
        .collect();
    devices.sort_unstable();
    devices.dedup();
    let seen = match worst {
        Verdict::Green => return Row::of(none),
        Verdict::Amber => off,
        Verdict::Red => live,
    };
    Row::of(seen).word("devices", devices.join(", "))
}
