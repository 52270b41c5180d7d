//! A network comes up while a real vault is open in the real window, on a machine of its own: interfaces made by software
//! in the kernel's own network namespace. Two seconds later the vault must be locked.

use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use strongroom::texts::{Language, Texts};

use crate::desktop::{Desktop, Kind, give};
use crate::story::{install, quiet};

pub(crate) const LOGIN: &str = "ioana.marin";
pub(crate) const PASSWORD: &str = "harbour lantern over nine quiet mills";

/// From the carrier to the seat being free again.
const LOCKS_WITHIN: Duration = Duration::from_secs(2);

#[test]
fn an_interface_that_comes_up_locks_a_real_vault_in_the_window() {
    if !rustix::process::geteuid().is_root() {
        println!("a network in the window: left out, a machine without a network takes root (unshare)");
        return;
    }
    let texts = Texts::new(Language::English);
    let mut desktop = Desktop::start("veth", 85, Kind::ordinary(Language::English));
    let program = install(&desktop);
    let vault = found(&desktop, &program);
    let mut window = desktop.isolated(&program);
    window.arg("--vault").arg(&vault);
    let machine = desktop.adopt(quiet(window));

    desktop.log_in(&texts, LOGIN, PASSWORD);
    desktop.see_any(&[texts.text("status-air-gap-green"), texts.text("status-air-gap-amber")]);
    ip(machine, "link add gap0 type veth peer name gap1");
    ip(machine, "link set gap0 up");
    // Up, with nothing at its other end: amber, and open.
    desktop.see_part("gap0");
    assert!(desktop.shows(texts.text("rail-lock")) && !is_free(&vault));
    desktop.picture("veth-1-amber");

    let up = Instant::now();
    ip(machine, "link set gap1 up");
    while !is_free(&vault) {
        assert!(up.elapsed() < LOCKS_WITHIN, "not locked after {:?}", up.elapsed());
        std::thread::sleep(Duration::from_millis(5));
    }
    println!("locked {:?} after the interface came up", up.elapsed());
    desktop.see(texts.text("gap-page-title"));
    desktop.see(texts.text("status-air-gap-red"));
    desktop.see("gap0");
    assert!(!desktop.shows(texts.text("rail-lock")) && !desktop.shows(texts.text("unlock-button")));
    desktop.picture("veth-2-red");
    desktop.click_to_see(texts.text("gap-page-all"), texts.text("gap-looked"));
    desktop.picture("veth-3-details");
    desktop.press("Escape");

    ip(machine, "link del gap0");
    desktop.see(texts.text("locked-network"));
    desktop.picture("veth-4-over");
    desktop.log_in(&texts, LOGIN, PASSWORD);
}

/// A real vault, made by the command line on a machine without a network.
pub(crate) fn found(desktop: &Desktop, program: &str) -> std::path::PathBuf {
    let (vault, password) = (desktop.folder().join("vault"), desktop.folder().join("password"));
    std::fs::write(&password, PASSWORD).unwrap();
    give(&password);
    let mut init = desktop.isolated(program);
    init.arg("--vault").arg(&vault).arg("--password-file").arg(&password);
    init.args(["init", "--business", "Dumbrava Clinic", "--founder", "Ioana Marin", "--login", LOGIN]);
    for number in 1..=5 {
        let place = desktop.folder().join(format!("sheet-{number}"));
        std::fs::create_dir(&place).unwrap();
        give(&place);
        init.arg("--sheet-to").arg(place);
    }
    let made = init.output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    vault
}

/// Changes the network of the machine that the window runs on.
pub(crate) fn ip(machine: u32, arguments: &str) {
    let mut command = Command::new("nsenter");
    command.args(["-t", &machine.to_string(), "-n", "ip"]).args(arguments.split(' '));
    let done = command.status().expect("iproute2 and util-linux are needed: apt-get install iproute2");
    assert!(done.success(), "ip {arguments}");
}

/// Nobody sits in the vault: the seat is held from unlocking until it is locked.
fn is_free(vault: &Path) -> bool {
    File::open(vault.join("seat.lock")).is_ok_and(|seat| seat.try_lock_shared().is_ok())
}
