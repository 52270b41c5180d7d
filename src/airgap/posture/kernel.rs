//! The rows of what the kernel is set to: core dumps, who may trace whom, lockdown.

use super::{Row, Seen};
use crate::airgap::tree::Tree;

/// Programs that take a core dump and throw it away.
const SINKS: [&str; 3] = ["false", "true", "null"];

/// The row of core dumps, after core(5).
pub(super) fn core_dumps(tree: &Tree<'_>) -> Row {
    let Some(pattern) = tree.read("/proc/sys/kernel/core_pattern") else {
        return Row::of(Seen::CoresUnknown);
    };
    if let Some(handler) = pattern.strip_prefix('|') {
        let program = handler.split_whitespace().next().unwrap_or_default();
        let name = program.rsplit('/').next().unwrap_or_default();
        let thrown = SINKS.contains(&name) || (name == "systemd-coredump" && keeps_nothing(tree));
        return if thrown {
            Row::of(Seen::CoresNone)
        } else {
            Row::of(Seen::CoresHandled).word("program", name)
        };
    }
    if pattern.is_empty() {
        return Row::of(Seen::CoresNone);
    }
    match core_limit(tree).as_deref() {
        Some("0") => Row::of(Seen::CoresNone),
        Some(_) => Row::of(Seen::CoresKept),
        None => Row::of(Seen::CoresUnknown),
    }
}

/// The soft limit of this process's own core file.
fn core_limit(tree: &Tree<'_>) -> Option<String> {
    let limits = tree.read("/proc/self/limits")?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max core file size"))?;
    line.split_whitespace().next().map(str::to_owned)
}

/// Whether coredump.conf(5) says `Storage=none`; of several files the last in the order of their names decides.
fn keeps_nothing(tree: &Tree<'_>) -> bool {
    let folder = "/etc/systemd/coredump.conf.d";
    let more = tree.list(folder).unwrap_or_default();
    let files = std::iter::once("/etc/systemd/coredump.conf".to_owned())
        .chain(more.into_iter().map(|name| format!("{folder}/{name}")));
    let said: Vec<String> = files
        .filter_map(|path| tree.read(path))
        .flat_map(|text| {
            let values = text.lines().filter_map(|line| line.trim().strip_prefix("Storage="));
            values.map(|value| value.trim().to_owned()).collect::<Vec<_>>()
        })
        .collect();
    said.last().is_some_and(|value| value == "none")
}

/// The row of who may look into a running program (the kernel's Yama).
pub(super) fn ptrace(tree: &Tree<'_>) -> Row {
    Row::of(match tree.number("/proc/sys/kernel/yama/ptrace_scope") {
        Some(0) => Seen::PtraceOpen,
        Some(1) => Seen::PtraceChildren,
        Some(_) => Seen::PtraceClosed,
        None => Seen::PtraceUnknown,
    })
}

/// The row of kernel lockdown: `none [integrity] confidentiality`, the one in force in brackets.
pub(super) fn lockdown(tree: &Tree<'_>) -> Row {
    let said = tree.read("/sys/kernel/security/lockdown").unwrap_or_default();
    let in_force = said.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(word, _)| word);
    Row::of(match in_force {
        Some("confidentiality") => Seen::LockdownFull,
        Some("integrity") => Seen::LockdownIntegrity,
        Some("none") => Seen::LockdownOff,
        _ => Seen::LockdownUnknown,
    })
}
