//! The air gap: what of a network this machine shows, and whether a vault may be open beside it.
//!
//! [`look`] reads an injected system root once and changes nothing; [`judge`] is pure; a [`guard`] looks again and again
//! and on the kernel's news ([`watch`]). What follows from the verdict (refuse, lock, log) is decided by `app`. A namespace can hide interfaces from this process, and what a card does on
//! its own no file tells: the guard sees what the system shows, no more.

mod finding;
pub mod guard;
mod hidden;
mod interface;
pub mod posture;
mod radio;
mod route;
mod tree;
pub mod watch;

#[cfg(test)]
mod tests;

pub use finding::{DeviceKind, Finding, Verdict, Why, judge};

use std::path::Path;
use tree::Tree;

/// Looks once at the machine whose root folder is `root`: `/` in the program, a made-up tree in tests. The worst
/// comes first. A root that does not show its interfaces (no `sys/class/net`) is itself a finding, and a red one.
pub fn look(root: &Path) -> Vec<Finding> {
    let tree = Tree::at(root);
    let Some(interfaces) = interface::interfaces(&tree) else {
        let device = interface::NET.to_owned();
        return vec![Finding { device, kind: DeviceKind::Unreadable, why: Why::Unknown }];
    };
    let in_sight: Vec<_> = interfaces
        .iter()
        .map(|interface| interface.path.clone())
        .chain(radio::adapters(&tree).into_iter().map(|adapter| adapter.path))
        .collect();
    let mut findings: Vec<Finding> = interfaces.iter().filter_map(interface::Interface::finding).collect();
    findings.extend(radio::radio_findings(&tree, &interfaces));
    findings.extend(hidden::hidden(&tree, &in_sight));
    findings.extend(route::routes(&tree, &interfaces));
    findings.sort_by(|a, b| b.why.verdict().cmp(&a.why.verdict()).then_with(|| a.cmp(b)));
    findings
}
