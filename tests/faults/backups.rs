//! Backups on media that fail: the writer killed, the stick full, pulled, read-only, or lying about what it keeps. Never
//! "done" when it is not; the backup of before restores every time; the vault is as it was.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::Value;

use crate::dice::{Dice, either};
use crate::full_disk::clear_error;
use crate::house::{House, State};
use crate::shim::{Mode, Shim, cut_the_power};
use crate::stage::{Ending, Program, am_root, folder, give, mounts_stay, run, scratch};

/// A vault, a medium with one whole backup on it, and what was in the vault then.
struct Desk {
    program: Program,
    medium: PathBuf,
    first: String,
    before: State,
}

impl Desk {
    /// On a medium that is mounted, or a plain folder.
    fn at(house: &House, name: &str, medium: &Path) -> Self {
        let program = house.copied(name);
        give(medium);
        let mount = medium.to_str().unwrap();
        program.run(&["media", "enrol", mount, "--label", "Stick"]).json();
        let written = program.run(&["backup", "write", "--to", mount]).json();
        let before = State::read(&program);
        Self { program, medium: medium.to_owned(), first: text(&written, "id"), before }
    }

    fn mount(&self) -> &str {
        self.medium.to_str().unwrap()
    }

    fn write(&self) -> Vec<&str> {
        vec!["backup", "write", "--to", self.mount(), "--full"]
    }

    /// What must hold however a write ended.
    fn judge(&self, ending: &Ending) -> Result<(), String> {
        let listed = self.program.run(&["backup", "list", self.mount()]);
        if !listed.done() {
            return Err(format!("the medium cannot be listed: {listed:?}"));
        }
        let listed = listed.json();
        let ids: Vec<String> = listed.as_array().unwrap().iter().map(|one| text(one, "id")).collect();
        if !ids.contains(&self.first) {
            return Err(format!("the first backup is gone: {ids:?}"));
        }
        if ending.done() && ids.len() < 2 {
            return Err("done, and the backup is not there".to_owned());
        }
        for id in &ids {
            let verified = self.program.run(&["backup", "verify", self.mount(), "--generation", id]);
            if !verified.done() {
                return Err(format!("backup {id} counts and is not whole: {verified:?}"));
            }
        }
        if State::read(&self.program) != self.before {
            return Err("the vault is not what it was".to_owned());
        }
        Ok(())
    }

    /// The first backup gives back what was there.
    fn restores(&self, name: &str) -> Result<(), String> {
        let to = folder(name).join("restored");
        let arguments =
            ["restore", "--from", self.mount(), "--to", to.to_str().unwrap(), "--generation", &self.first];
        let ending = self.program.run(&arguments);
        if !ending.done() {
            return Err(format!("the first backup does not restore: {ending:?}"));
        }
        let restored = Program { vault: to, ..self.program.clone() };
        if State::read(&restored) == self.before { Ok(()) } else { Err("other things came back".to_owned()) }
    }
}

fn text(object: &Value, field: &str) -> String {
    object[field].as_str().unwrap().to_owned()
}

#[test]
fn a_writer_that_is_killed_or_finds_no_room_leaves_whole_backups_alone() {
    let house = House::shared();
    let medium = folder("backup-medium");
    let desk = Desk::at(house, "backup-kill", &medium);
    let shim = Shim::around(&medium, Mode::Count, 0);
    let ending = desk.program.run_with(&shim, &desk.write());
    assert!(ending.done(), "{ending:?}");
    let changes = shim.changes();
    let mut bad = Vec::new();
    let points = Dice::seeded(61).points(either(9, 300), changes);
    println!("backups: {} of {changes} points: killed, torn, full", points.len());
    for (index, at) in points.into_iter().enumerate() {
        let mode = [Mode::Kill, Mode::Tear, Mode::Full][index % 3];
        let ending = desk.program.run_with(&Shim::around(&medium, mode, at), &desk.write());
        let clear = if mode == Mode::Full { clear_error(&ending) } else { Ok(()) };
        if mode == Mode::Full && ending.done() && at < changes / 2 {
            bad.push(format!("full at {at}: done"));
        }
        if let Err(what) = clear.and_then(|()| desk.judge(&ending)) {
            bad.push(format!("{mode:?} at {at} of {changes}: {what}"));
        }
    }
    bad.extend(desk.restores("backup-kill-restored").err());
    assert!(bad.is_empty(), "{} points failed:\n{}", bad.len(), bad.join("\n"));
}

/// A stick: a file system of its own, in a file, on a loop device.
struct Stick {
    image: PathBuf,
    mounted_at: PathBuf,
}

impl Stick {
    fn made(name: &str, image: PathBuf, size: &str) -> Self {
        let stick = Self { image, mounted_at: folder(name) };
        run("truncate", &["-s", size, stick.image()]);
        run(
            "mkfs.ext4",
            &["-q", "-F", "-m", "0", "-O", "^has_journal", "-E", "lazy_itable_init=1", stick.image()],
        );
        stick.mount("loop");
        give(&stick.mounted_at);
        stick
    }

    fn image(&self) -> &str {
        self.image.to_str().unwrap()
    }

    fn mount(&self, how: &str) {
        run("mount", &["-o", how, self.image(), self.mounted_at.to_str().unwrap()]);
    }

    fn unmount(&self) {
        run("umount", &[self.mounted_at.to_str().unwrap()]);
    }
}

impl Drop for Stick {
    fn drop(&mut self) {
        drop(std::process::Command::new("umount").arg(&self.mounted_at).stderr(Stdio::null()).status());
    }
}

#[test]
fn a_stick_that_is_pulled_or_read_only_keeps_its_backups() {
    if !am_root() {
        println!("pulled sticks: left out, they take root and loop devices");
        return;
    }
    let house = House::shared();
    let _mounts = mounts_stay();
    let stick = Stick::made("backup-stick", scratch().join("stick.img"), "256M");
    let desk = Desk::at(house, "backup-pull", &stick.mounted_at);
    let shim = Shim::around(&stick.mounted_at, Mode::Count, 0);
    assert!(desk.program.run_with(&shim, &desk.write()).done());
    let changes = shim.changes();
    let points = Dice::seeded(62).points(either(4, 100), changes);
    println!("pulled sticks: {} of {changes} points", points.len());
    let mut bad = Vec::new();
    for at in points {
        run("sync", &[]);
        let ending = pulled(&desk, &stick, at);
        if let Err(what) = desk.judge(&ending) {
            bad.push(format!("pulled at {at} of {changes}: {what}"));
        }
    }
    bad.extend(desk.restores("backup-pull-restored").err());
    stick.unmount();
    stick.mount("loop,ro");
    let ending = desk.program.run(&desk.write());
    bad.extend(clear_error(&ending).err());
    if ending.done() {
        bad.push("written to a stick that can only be read".to_owned());
    }
    bad.extend(desk.judge(&ending).err());
    assert!(bad.is_empty(), "{} points failed:\n{}", bad.len(), bad.join("\n"));
}

/// Runs a write up to its n-th change on the stick, pulls it there, and plugs it in again.
fn pulled(desk: &Desk, stick: &Stick, at: u64) -> Ending {
    use std::io::Read as _;
    let shim = Shim::around(&stick.mounted_at, Mode::Stop, at);
    let (mut reached, end) = std::io::pipe().unwrap();
    let mut command = desk.program.command(&desk.write());
    shim.put_on(&mut command);
    command.stdin(Stdio::from(end));
    let child = command.spawn().unwrap();
    drop(command);
    let mut byte = [0];
    let stopped = reached.read(&mut byte).unwrap() == 1;
    if stopped {
        cut_the_power(&stick.mounted_at);
        // It goes on, on a stick that is not there any more.
        run("kill", &["-CONT", &child.id().to_string()]);
    }
    let output = child.wait_with_output().unwrap();
    stick.unmount();
    run("sh", &["-c", &format!("e2fsck -fy {} >/dev/null || [ $? -le 2 ]", stick.image())]);
    stick.mount("loop");
    Ending {
        code: output.status.code(),
        signal: None,
        said: String::from_utf8_lossy(&output.stdout).into_owned(),
        complained: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The file system says that there is room, the page cache gives back what was written, and the device has kept nothing
/// of it: its backing store is full.
#[test]
fn a_stick_that_lies_is_found_out() {
    if !am_root() {
        println!("a lying stick: left out, it takes root and loop devices");
        return;
    }
    let house = House::shared();
    let _mounts = mounts_stay();
    let program = house.copied("backup-lie");
    let store = folder("backup-store");
    run("mount", &["-t", "tmpfs", "-o", "size=3m", "strongroom-test", store.to_str().unwrap()]);
    let outcome = std::panic::catch_unwind(|| {
        let stick = Stick::made("backup-liar", store.join("liar.img"), "256M");
        let mount = stick.mounted_at.to_str().unwrap();
        program.run(&["media", "enrol", mount, "--label", "Liar"]).json();
        let before = State::read(&program);
        let ending = program.run(&["backup", "write", "--to", mount]);
        assert_eq!(ending.code, Some(6), "{ending:?}");
        assert!(program.run(&["backup", "list", mount]).json().as_array().unwrap().is_empty());
        assert!(State::read(&program) == before);
    });
    run("umount", &["-l", store.to_str().unwrap()]);
    if let Err(panic) = outcome {
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn a_stick_without_room_is_refused_before_anything_is_written() {
    if !am_root() {
        println!("a small stick: left out, it takes root to mount one");
        return;
    }
    let house = House::shared();
    let _mounts = mounts_stay();
    let program = house.copied("backup-small");
    let place = folder("backup-small-stick");
    run("mount", &["-t", "tmpfs", "-o", "size=2m,mode=777", "strongroom-test", place.to_str().unwrap()]);
    let mount = place.to_str().unwrap();
    let enrolled = program.run(&["media", "enrol", mount, "--label", "Small"]);
    let ending = program.run(&["backup", "write", "--to", mount]);
    let left = std::fs::read_dir(place.join("STRONGROOM")).map(Iterator::count);
    run("umount", &[mount]);
    assert!(enrolled.done(), "{enrolled:?}");
    assert_eq!(ending.code, Some(6), "{ending:?}");
    assert_eq!(left.unwrap(), 1, "nothing but the note of the medium");
}
