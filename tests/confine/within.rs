//! The tries of a process before and after it is confined, of its threads and of its children.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use strongroom::app::confinement::{plan_of_restoring, plan_of_window};
use strongroom::confine::What;

use crate::probe::Folders;

/// What was tried, by whom, and the answer.
struct Tried(BTreeMap<(String, String), String>);

impl Tried {
    fn answer(&self, who: &str, what: &str) -> &str {
        let key = (who.to_owned(), what.to_owned());
        self.0.get(&key).unwrap_or_else(|| panic!("{who} did not try {what}"))
    }

    #[track_caller]
    fn expect(&self, who: &str, what: &str, answer: &str) {
        assert_eq!(self.answer(who, what), answer, "{who}: {what}");
    }
}

/// A house with the three folders, a file in each, and the probe's tries in it.
fn tried(how: &str) -> (tempfile::TempDir, Tried) {
    let house = tempfile::tempdir().unwrap();
    let folders = Folders::below(house.path());
    for folder in [&folders.inside, &folders.read, &folders.outside] {
        fs::create_dir(folder).unwrap();
        fs::write(folder.join("kept"), "kept").unwrap();
    }
    for who in ["free", "main", "thread", "child"] {
        fs::write(folders.outside.join(format!("goes-{who}")), "x").unwrap();
    }
    let own = std::env::current_exe().unwrap();
    let output = Command::new(own).args(["probe", how]).arg(house.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let lines = said.lines().filter_map(|line| {
        let mut parts = line.splitn(3, ' ').map(str::to_owned);
        Some(((parts.next()?, parts.next()?), parts.next()?))
    });
    (house, Tried(lines.collect()))
}

/// Else the others would prove nothing.
pub(crate) fn an_unconfined_process_can_do_it_all() {
    let (_house, tried) = tried("free");
    for what in [
        "unix",
        "inet",
        "inet-datagram",
        "inet6",
        "netlink",
        "pair",
        "write-inside",
        "write-read-only",
        "write-outside",
        "read-outside",
        "list-outside",
        "empty-read-only",
        "rename-out",
        "symlink",
        "write-by-symlink",
        "permissions",
        "remove-outside",
        "run-shell",
        "passwd",
        "tmp",
    ] {
        tried.expect("free", what, "done");
    }
}

fn holds(tried: &Tried, who: &str) {
    for family in
        ["inet", "inet-datagram", "inet-raw", "inet6", "netlink", "packet", "vsock", "bluetooth", "inet-pair"]
    {
        tried.expect(who, family, "EAFNOSUPPORT");
    }
    for what in ["unix", "pair"] {
        tried.expect(who, what, "done");
    }
    tried.expect(who, "mount", "EPERM");
}

fn holds_files(tried: &Tried, who: &str) {
    for what in ["write-inside", "read-read-only", "symlink"] {
        tried.expect(who, what, "done");
    }
    for what in [
        "write-read-only",
        "write-outside",
        "read-outside",
        "list-outside",
        "write-by-symlink",
        "remove-outside",
        "run-shell",
        "passwd",
        "tmp",
    ] {
        tried.expect(who, what, "EACCES");
    }
    tried.expect(who, "empty-read-only", "EPERM");
    tried.expect(who, "permissions", "EPERM");
    for what in ["rename-out", "link-out"] {
        assert!(["EACCES", "EXDEV"].contains(&tried.answer(who, what)), "{who}: {what}");
    }
    assert_ne!(tried.answer(who, "other-memory"), "done", "{who}");
}

/// The self-test's rows: all held but what this kernel does not have.
fn holds_checks(tried: &Tried, who: &str) {
    for what in What::ALL {
        let answer = tried.answer(who, &format!("check-{}", what.key()));
        let may_be_weaker = matches!(what, What::Shortening | What::SecretPages);
        assert!(answer == "held" || may_be_weaker && answer == "weaker", "{who}: {} {answer}", what.key());
    }
}

pub(crate) fn a_confined_process_can_do_none_of_it() {
    let (house, tried) = tried("confined");
    holds(&tried, "main");
    holds_files(&tried, "main");
    holds_checks(&tried, "main");
    let folders = Folders::below(house.path());
    assert_eq!(fs::read(folders.read.join("kept")).unwrap(), b"kept", "what may only be read is whole");
    let left: Vec<_> =
        fs::read_dir(&folders.outside).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 5, "nothing came, nothing went: {left:?}");
}

pub(crate) fn threads_and_children_are_confined_too() {
    let (_house, tried) = tried("confined");
    for who in ["thread", "child"] {
        holds(&tried, who);
        holds_files(&tried, who);
        holds_checks(&tried, who);
    }
}

pub(crate) fn threads_from_before_get_the_filter() {
    let (_house, tried) = tried("threads");
    tried.expect("main", "confine", "the process has threads already");
    holds(&tried, "before");
    for what in [What::IoUring, What::OtherProcesses, What::Mounting, What::KernelCode, What::KeyRings] {
        tried.expect("before", &format!("check-{}", what.key()), "held");
    }
}

/// The process beside the window: its files are not confined, for it starts programs; its calls are, but for the kernel's
/// news of the network, which the next stage is to hear.
pub(crate) fn the_attendant_reaches_no_network() {
    let (_house, tried) = tried("attendant");
    for family in ["inet", "inet-datagram", "inet-raw", "inet6", "packet", "vsock", "bluetooth", "inet-pair"]
    {
        tried.expect("attendant", family, "EAFNOSUPPORT");
    }
    for what in ["unix", "pair", "netlink"] {
        tried.expect("attendant", what, "done");
    }
    tried.expect("attendant", "mount", "EPERM");
}

/// A practice vault reaches the person's own folder; a real one, or one that is not there, does not. The import root is
/// read, not written.
pub(crate) fn files_are_reached_where_the_plan_says() {
    let house = tempfile::tempdir().unwrap();
    let (vault, incoming, given) =
        (house.path().join("vault"), house.path().join("incoming"), house.path().join("given"));
    for folder in [&vault, &incoming, &given] {
        fs::create_dir(folder).unwrap();
    }
    fs::write(vault.join("import.root"), format!("{}\n", incoming.display())).unwrap();
    let (plan, reach) = plan_of_window(&vault, false, std::slice::from_ref(&given));
    let file = |folder: &Path| folder.join("file");
    assert!(plan.may_write(&file(&vault)) && plan.may_write(&file(&given)));
    assert!(plan.may_read(&file(&incoming)) && !plan.may_write(&file(&incoming)));
    assert!(!plan.may_read(&file(house.path())));
    assert!(reach.holds(&file(&incoming)) && reach.holds(&file(&given)) && !reach.holds(&file(&vault)));
    let home = std::env::home_dir().unwrap();
    assert!(!plan.may_read(&file(&home)) && !reach.holds(&file(&home)));
    let (practice, _) = plan_of_window(&vault, true, &[]);
    assert!(practice.may_write(&file(&home)));
    // Whoever restores reaches around the place of the vault, whether one is there or not, and only reads the medium.
    let place = house.path().join("place");
    fs::create_dir(&place).unwrap();
    for to in [place.join("vault"), place.join("none-yet")] {
        let (plan, reach) = plan_of_restoring(&to, &given, &[]);
        assert!(plan.may_write(&file(&place)) && plan.may_write(&file(&to)));
        assert!(plan.may_read(&file(&given)) && !plan.may_write(&file(&given)));
        assert!(!plan.may_read(&file(house.path())) && !plan.may_read(&file(&vault)));
        assert!(reach.holds(&file(&given)) && !reach.holds(&file(&place)));
    }
}
