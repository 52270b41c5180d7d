//! A network comes up at night, in the middle of a backup of a real vault, on a machine of its own: the writing ends at once
//! and says which device it was; what was whole stays whole; after the network is gone, a log-in writes the next one.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::desk::{Desk, Stick, sums};
use crate::dice::either;
use crate::house::{FROM, House, TO, add_customer};
use crate::shim::{Mode, Shim};
use crate::stage::{am_root, folder, give, mounts_stay, run, scratch};

#[test]
fn a_network_in_the_night_ends_a_backup_and_spoils_none() {
    if !am_root() {
        println!("a network at night: left out, a machine without one takes root (unshare)");
        return;
    }
    let house = House::real();
    let program = house.copied("backup-night");
    let papers = folder("backup-night-papers");
    let large = papers.join("large.bin");
    let megabytes = either(150, 1300);
    run("sh", &["-c", &format!("head -c {megabytes}000000 /dev/zero > {}", large.display())]);
    give(&papers);
    let file = large.to_str().unwrap();
    // Two stacks: what is whole of the first stays.
    let other = add_customer(&program, TO, "Night Owl");
    program.run(&["import", file, "--group", FROM, "--customer", &house.customer]).json();
    program.run(&["import", file, "--group", TO, "--customer", &other]).json();
    std::fs::remove_file(large).unwrap();
    let stick = {
        let _mounts = mounts_stay();
        Stick::made("backup-night-medium", scratch().join("night.img"), either("2G", "16G"))
    };
    let medium = stick.mounted_at.clone();
    let desk = Desk::at(program, &medium);

    // It comes in the second stack, soon enough that much is still to be written; the volumes of the first one were read back when
    // it was done.
    let at = changes_of(&desk) * 11 / 20;
    let began = Instant::now();
    let (ending, stopped) = {
        let _mounts = mounts_stay();
        desk.stopped_at((&medium, at), &desk.write_in_full(), |machine| {
            ip(machine, "link add gap0 type veth peer name gap1");
            ip(machine, "link set gap0 up");
            ip(machine, "link set gap1 up");
        })
    };
    assert!(stopped, "it was over before: {ending:?}");
    assert_eq!(ending.code, Some(5), "{ending:?}");
    assert!(ending.complained.contains("gap0") || ending.complained.contains("gap1"), "{ending:?}");
    println!("a network at night: {megabytes} MB, over {:?} after it began", began.elapsed());
    // The next morning, on the same machine without the network.
    desk.judge(&ending).unwrap();
    let counting = desk.listed().unwrap();
    let begun = begun(&medium);
    assert_eq!(counting.len(), 2, "the torn one counts for nothing");
    assert_eq!(begun.len(), 1, "the volume that was read back stays: {begun:?}");
    let next = desk.program.run(&desk.write_in_full());
    assert!(next.done(), "{next:?}");
    desk.judge(&next).unwrap();
    assert_eq!(desk.listed().unwrap().len(), counting.len() + 1);
    for (volume, sum) in begun {
        assert_eq!(sums(&medium).get(&volume), Some(&sum), "it was gone on with: {}", volume.display());
    }
    if long() {
        desk.restores("backup-night-restored").unwrap();
    }
}

fn long() -> bool {
    either(false, true)
}

/// How many changes a whole write makes on the medium.
fn changes_of(desk: &Desk) -> u64 {
    let shim = Shim::around(&desk.medium, Mode::Count, 0);
    assert!(desk.program.run_with(&shim, &desk.write_in_full()).done());
    shim.changes()
}

/// The first volumes of writes that were interrupted and may be gone on with, with their sums.
fn begun(medium: &Path) -> Vec<(PathBuf, String)> {
    let sums = sums(medium);
    let notes = sums.keys().filter(|path| path.ends_with("resume.txt"));
    let volumes = notes.map(|note| note.with_file_name("volume-0001.tar.age"));
    volumes.map(|volume| (volume.clone(), sums[&volume].clone())).collect()
}

/// Changes the network of the machine that the program runs on.
fn ip(machine: u32, arguments: &str) {
    let mut command = Command::new("nsenter");
    command.args(["-t", &machine.to_string(), "-n", "ip"]).args(arguments.split(' '));
    assert!(command.status().expect("iproute2 and util-linux are needed").success(), "ip {arguments}");
}
