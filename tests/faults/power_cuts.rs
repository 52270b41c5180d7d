//! Power cuts: the vault lies on an ext4 of its own on a loop device, which is shut down at the n-th change (or right after
//! the act was acknowledged) without writing anything back. Then it is mounted again, as after a restart.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::acts::Act;
use crate::dice::{Dice, either};
use crate::house::House;
use crate::kills::changes_of;
use crate::shim::{Mode, Shim, cut_the_power};
use crate::stage::{Ending, Program, am_root, folder, give, mounts_stay, run, scratch};

#[test]
fn nothing_acknowledged_is_lost_when_the_power_goes() {
    if !am_root() || !loop_devices_work() {
        println!("power cuts: left out, they take root and loop devices");
        return;
    }
    let house = House::shared();
    let base = Disk::made(house);
    let mut bad = Vec::new();
    for (number, act) in Act::ALL.into_iter().enumerate() {
        let changes = changes_of(act, house);
        let mut points = Dice::seeded(300 + number as u64).points(either(5, 100), changes);
        println!("power cuts: {act:?}: {} of {changes} points, and one right after its end", points.len());
        points.push(u64::MAX);
        for at in points {
            let _mounts = mounts_stay();
            let disk = base.copied();
            let program = house.at(&disk.mounted_at.join("vault"));
            let ending = run_and_cut(&program, act, house, at);
            disk.remount();
            if let Err(what) = act.judge(house, &program, &ending) {
                bad.push(format!("{act:?}, power cut at {at} of {changes}: {what}"));
            }
        }
    }
    assert!(bad.is_empty(), "{} points failed:\n{}", bad.len(), bad.join("\n"));
}

/// Runs the act until its n-th change or its end, and cuts the power at that moment.
fn run_and_cut(program: &Program, act: Act, house: &House, at: u64) -> Ending {
    use std::io::Read as _;
    let shim = Shim::around(&program.vault, Mode::Stop, at);
    let (mut reached, end) = std::io::pipe().unwrap();
    let mut command = program.command(&act.arguments(house));
    shim.put_on(&mut command);
    command.stdin(Stdio::from(end));
    let child = command.spawn().unwrap();
    drop(command); // and with it this side's copy of the pipe's end
    let mut byte = [0];
    let stopped = reached.read(&mut byte).unwrap() == 1;
    if stopped {
        // The byte comes just before the process stops itself; from there on it changes nothing.
        cut_the_power(&program.vault);
        run("kill", &["-9", &child.id().to_string()]);
    }
    let output = child.wait_with_output().unwrap();
    if !stopped {
        cut_the_power(&program.vault);
    }
    Ending {
        code: output.status.code(),
        signal: stopped.then_some(9),
        said: String::from_utf8_lossy(&output.stdout).into_owned(),
        complained: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A file system in a file.
struct Disk {
    image: PathBuf,
    mounted_at: PathBuf,
}

impl Disk {
    /// A disk with the house on it, not mounted any more.
    fn made(house: &House) -> Self {
        let disk = Self { image: scratch().join("base.img"), mounted_at: folder("base-mount") };
        let image = disk.image.to_str().unwrap();
        // Sparse, and large enough for the room that an import leaves free.
        run("truncate", &["-s", "8G", image]);
        run(
            "mkfs.ext4",
            &[
                "-q",
                "-F",
                "-m",
                "0",
                "-N",
                "4096",
                "-J",
                "size=16",
                "-E",
                "lazy_itable_init=0,lazy_journal_init=0",
                image,
            ],
        );
        disk.mount();
        house.placed(&disk.mounted_at.join("vault"));
        give(&disk.mounted_at);
        disk.unmount();
        disk
    }

    fn copied(&self) -> Self {
        let disk = Self { image: scratch().join("point.img"), mounted_at: folder("point-mount") };
        run("cp", &["--sparse=always", self.image.to_str().unwrap(), disk.image.to_str().unwrap()]);
        disk.mount();
        disk
    }

    fn mount(&self) {
        run("mount", &["-o", "loop", self.image.to_str().unwrap(), self.mounted_at.to_str().unwrap()]);
    }

    fn unmount(&self) {
        run("umount", &[self.mounted_at.to_str().unwrap()]);
    }

    fn remount(&self) {
        self.unmount();
        self.mount();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if is_mounted(&self.mounted_at) {
            self.unmount();
        }
    }
}

fn is_mounted(path: &Path) -> bool {
    Command::new("mountpoint").arg("-q").arg(path).status().is_ok_and(|status| status.success())
}

fn loop_devices_work() -> bool {
    Command::new("losetup").arg("-f").output().is_ok_and(|output| output.status.success())
}
