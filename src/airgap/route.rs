//! Routes to elsewhere: `/proc/net/route` and `/proc/net/ipv6_route`.
//!
//! A route through an interface that has nothing at its other end leads nowhere and is passed over.

use super::interface::Interface;
use super::tree::Tree;
use super::{DeviceKind, Finding, Why};

const IPV4: &str = "/proc/net/route";
const IPV6: &str = "/proc/net/ipv6_route";
const LOOPBACK: &str = "lo";

/// One finding for each interface that a route goes through, and for each list that cannot be read.
pub(super) fn routes(tree: &Tree<'_>, interfaces: &[Interface]) -> Vec<Finding> {
    let (ipv4, ipv6) = (tree.read(IPV4), tree.read(IPV6));
    let unread = [(IPV4, &ipv4), (IPV6, &ipv6)].map(|(list, read)| unreadable(tree, list, read.is_some()));
    let (ipv4, ipv6) = (ipv4.unwrap_or_default(), ipv6.unwrap_or_default());
    let ways = ipv4.lines().skip(1).filter_map(|line| line.split_whitespace().next());
    let mut through: Vec<&str> = ways.chain(ipv6.lines().filter_map(ipv6_way)).collect();
    through.sort_unstable();
    through.dedup();
    through
        .into_iter()
        .filter(|name| *name != LOOPBACK)
        .filter(|name| !interfaces.iter().any(|known| known.name == *name && known.is_unplugged()))
        .map(|name| Finding { device: name.to_owned(), kind: DeviceKind::Route, why: Why::Routed })
        .chain(unread.into_iter().flatten())
        .collect()
}

/// A list that is there and is kept from this process. One that is not there belongs to what the kernel does not speak.
fn unreadable(tree: &Tree<'_>, list: &str, is_read: bool) -> Option<Finding> {
    let kept = !is_read && tree.has(list);
    kept.then(|| Finding { device: list.to_owned(), kind: DeviceKind::Unreadable, why: Why::Unknown })
}

/// The interface of a line, unless it is a way to the link itself or to groups on it, which every interface has.
fn ipv6_way(line: &str) -> Option<&str> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let (destination, interface) = (fields.first()?, fields.last()?);
    let is_of_the_link = destination.starts_with("fe8") || destination.starts_with("ff");
    (!is_of_the_link).then_some(*interface)
}
