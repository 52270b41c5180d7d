//! Routes to elsewhere: `/proc/net/route` and `/proc/net/ipv6_route`.
//!
//! A route through an interface that has nothing at its other end leads nowhere and is passed over.

use super::interface::Interface;
use super::tree::Tree;
use super::{DeviceKind, Finding, Why};

const IPV4: &str = "/proc/net/route";
const IPV6: &str = "/proc/net/ipv6_route";
const LOOPBACK: &str = "lo";

/// One finding for each interface that a route goes through.
pub(super) fn routes(tree: &Tree<'_>, interfaces: &[Interface]) -> Vec<Finding> {
    let ipv4 = tree.read(IPV4).unwrap_or_default();
    let ipv6 = tree.read(IPV6).unwrap_or_default();
    let ways = ipv4.lines().skip(1).filter_map(|line| line.split_whitespace().next());
    let mut through: Vec<&str> = ways.chain(ipv6.lines().filter_map(ipv6_way)).collect();
    through.sort_unstable();
    through.dedup();
    through
        .into_iter()
        .filter(|name| *name != LOOPBACK)
        .filter(|name| !interfaces.iter().any(|known| known.name == *name && known.is_unplugged()))
        .map(|name| Finding { device: name.to_owned(), kind: DeviceKind::Route, why: Why::Routed })
        .collect()
}

/// The interface of a line, unless it is a way to the link itself or to groups on it, which every interface has.
fn ipv6_way(line: &str) -> Option<&str> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let (destination, interface) = (fields.first()?, fields.last()?);
    let is_of_the_link = destination.starts_with("fe8") || destination.starts_with("ff");
    (!is_of_the_link).then_some(*interface)
}
