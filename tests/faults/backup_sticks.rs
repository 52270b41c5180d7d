//! Backups on sticks that fail: pulled, read-only, too small, filled by somebody else, lying about what they keep, another's,
//! of FAT, with files that may not grow. Never "done" when it is not; the backup of before restores.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::bit_flips::files_of;
use crate::desk::{BLOCK_BYTES, Desk, Stick, sums};
use crate::dice::{Dice, either};
use crate::full_disk::clear_error;
use crate::house::{House, found};
use crate::shim::{Mode, Shim, cut_the_power};
use crate::stage::{am_root, folder, give, mounts_stay, run, scratch};

#[test]
fn a_stick_that_is_pulled_or_read_only_keeps_its_backups() {
    if !am_root() {
        println!("pulled sticks: left out, they take root and loop devices");
        return;
    }
    let house = House::shared();
    let _mounts = mounts_stay();
    let stick = Stick::made("backup-stick", scratch().join("stick.img"), "1G");
    let desk = Desk::copied(house, "backup-pull", &stick.mounted_at);
    let shim = Shim::around(&stick.mounted_at, Mode::Count, 0);
    assert!(desk.program.run_with(&shim, &desk.write_in_full()).done());
    let changes = shim.changes();
    let mut dice = Dice::seeded(62);
    let points = either(3, 100);
    println!("pulled sticks: {points} of {changes} points");
    let mut bad = Vec::new();
    for _ in 0..points {
        let at = 1 + dice.below(changes);
        run("sync", &["-f", desk.mount()]);
        let pull = |_| cut_the_power(&stick.mounted_at);
        // It goes on, on a stick that is not there any more.
        let (ending, _) = desk.stopped_at((&stick.mounted_at, at), &desk.write_in_full(), pull);
        stick.plug_in_again();
        if let Err(what) = desk.judge(&ending) {
            bad.push(format!("pulled at {at} of {changes}: {what}"));
        }
    }
    bad.extend(desk.restores("backup-pull-restored").err());
    stick.unmount();
    stick.mount("loop,ro");
    let ending = desk.program.run(&desk.write_in_full());
    bad.extend(clear_error(&ending).err());
    if ending.done() {
        bad.push("written to a stick that can only be read".to_owned());
    }
    bad.extend(desk.judge(&ending).err());
    assert!(bad.is_empty(), "{} points failed:\n{}", bad.len(), bad.join("\n"));
}

/// The sync of a volume goes well, and the device has lost some of it all the same. What the system remembers of it is whole, and
/// another program keeps it in memory.
#[test]
fn a_stick_that_lies_is_found_out() {
    if !am_root() {
        println!("a lying stick: left out, it takes root and loop devices");
        return;
    }
    let _mounts = mounts_stay();
    let stick = Stick::made("backup-liar", scratch().join("liar.img"), "128M");
    let desk = Desk::copied(House::shared(), "backup-lie", &stick.mounted_at);
    let known = sums(&stick.mounted_at);
    let shim = Shim::around(&stick.mounted_at, Mode::Synced, 1);
    let mut keeper = None;
    let (ending, stopped) = desk.stopped_by(&shim, &desk.write_in_full(), |_| {
        let now = files_of(&stick.mounted_at).into_iter();
        let mut new = now.filter(|path| !known.contains_key(path.strip_prefix(&stick.mounted_at).unwrap()));
        let volume = new.find(|path| path.ends_with("volume-0001.tar.age")).unwrap();
        keeper = Some(kept_in_memory(&volume));
        stick.lose(&fs::read(&volume).unwrap()[BLOCK_BYTES * 100..BLOCK_BYTES * 101]);
    });
    drop(keeper.map(|mut keeper| keeper.kill().and_then(|()| keeper.wait())));
    assert!(stopped, "it was over before: {ending:?}");
    assert_eq!(ending.code, Some(6), "{ending:?}");
    assert!(ending.complained.contains("volume-0001.tar.age"), "{ending:?}");
    desk.judge(&ending).unwrap();
    assert_eq!(desk.listed().unwrap().len(), 1);
    assert!(desk.program.run(&desk.write_in_full()).done(), "the device is sound again");
}

/// A process that keeps a file in memory, so that the system cannot forget it.
fn kept_in_memory(path: &Path) -> Child {
    let script = "import mmap, sys, time\nwith open(sys.argv[1], 'rb') as file:\n  kept = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)\n  \
                  sum(kept[::4096]); print('kept', flush=True); time.sleep(600)";
    let mut python = Command::new("python3");
    let mut keeper =
        python.args(["-c", script]).arg(path).stdout(Stdio::piped()).spawn().expect("python3 is needed");
    let mut said = [0; 4];
    keeper.stdout.as_mut().unwrap().read_exact(&mut said).unwrap();
    keeper
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
    let left = fs::read_dir(place.join("STRONGROOM")).map(Iterator::count);
    run("umount", &[mount]);
    assert!(enrolled.done(), "{enrolled:?}");
    assert_eq!(ending.code, Some(6), "{ending:?}");
    assert_eq!(left.unwrap(), 1, "nothing but the note of the medium");
}

/// There was room, and somebody else took it while the backup was written.
#[test]
fn a_stick_that_fills_up_meanwhile_keeps_its_backups() {
    if !am_root() {
        println!("a stick that fills up: left out, it takes root and loop devices");
        return;
    }
    let _mounts = mounts_stay();
    let stick = Stick::made("backup-filling", scratch().join("filling.img"), "64M");
    let desk = Desk::copied(House::shared(), "backup-filled", &stick.mounted_at);
    let filler = stick.mounted_at.join("filler");
    let fill = |_| {
        let script = format!("cat /dev/zero > {} 2>/dev/null; true", filler.display());
        run("sh", &["-c", &script]);
    };
    let (ending, stopped) = desk.stopped_at((&stick.mounted_at, 12), &desk.write_in_full(), fill);
    assert!(stopped && ending.code == Some(6), "{ending:?}");
    fs::remove_file(&filler).unwrap();
    desk.judge(&ending).unwrap();
    assert_eq!(desk.listed().unwrap().len(), 1);
    desk.restores("backup-filled-restored").unwrap();
    assert!(desk.program.run(&desk.write_in_full()).done(), "with room again");
}

/// A real vault's medium is a device of its own. What its place shows when mounting failed is none, whatever was copied there.
#[test]
fn a_real_vault_takes_no_plain_folder_for_a_stick() {
    if !am_root() {
        println!("a plain folder: left out, a stick beside it takes root and loop devices");
        return;
    }
    let program = House::real().copied("backup-apart");
    let plain = folder("backup-plain");
    let refused = |command: &[&str]| {
        let ending = program.run(command);
        assert!(ending.code == Some(6) && ending.complained.contains("own disk"), "{command:?}: {ending:?}");
    };
    refused(&["media", "enrol", plain.to_str().unwrap(), "--label", "Plain"]);
    assert_eq!(fs::read_dir(&plain).unwrap().count(), 0);
    let stick = {
        let _mounts = mounts_stay();
        Stick::made("backup-apart-stick", scratch().join("apart.img"), "64M")
    };
    let mount = stick.mounted_at.to_str().unwrap();
    program.run(&["media", "enrol", mount, "--label", "Stick"]).json();
    program.run(&["backup", "write", "--to", mount]).json();
    {
        let _mounts = mounts_stay();
        let away = scratch().join("backup-apart-away");
        run("cp", &["-a", &format!("{mount}/STRONGROOM"), away.to_str().unwrap()]);
        stick.unmount();
        fs::rename(&away, stick.mounted_at.join("STRONGROOM")).unwrap();
    }
    let before = sums(&stick.mounted_at);
    refused(&["backup", "write", "--to", mount]);
    refused(&["backup", "verify", mount]);
    assert!(sums(&stick.mounted_at) == before, "nothing was written there");
    assert_eq!(program.run(&["backup", "list"]).json().as_array().unwrap().len(), 1);
}

/// Never enrolled, or another vault's: nothing is written on it.
#[test]
fn a_stick_that_is_not_ours_is_left_as_it_is() {
    let program = House::shared().copied("backup-ours");
    let other = found("backup-theirs", &["--practice"], false);
    let (stranger, theirs) = (folder("backup-stranger"), folder("backup-foreign"));
    fs::write(stranger.join("holiday.jpg"), "a picture").unwrap();
    let mount = theirs.to_str().unwrap();
    other.run(&["media", "enrol", mount, "--label", "Theirs"]).json();
    other.run(&["backup", "write", "--to", mount]).json();
    for stick in [&stranger, &theirs] {
        let before = sums(stick);
        let mount = stick.to_str().unwrap();
        for command in [
            vec!["backup", "write", "--to", mount],
            vec!["backup", "verify", mount],
            vec!["backup", "list", mount],
            vec!["restore", "--from", mount, "--to", "/nowhere/at/all"],
        ] {
            let ending = program.run(&command);
            assert!(!ending.done() && !ending.complained.is_empty(), "{command:?}: {ending:?}");
            assert!(!ending.complained.contains("panicked"), "{ending:?}");
        }
        assert!(sums(stick) == before, "{mount} was changed");
    }
    let again = program.run(&["media", "enrol", mount, "--label", "Ours"]);
    assert!(!again.done(), "a medium of another vault is not made ours");
}

/// FAT takes no file of 4 GiB. No volume comes near; a file system that takes less is a medium that failed, and is told so.
#[test]
fn a_file_that_may_not_grow_is_a_medium_that_failed() {
    let medium = folder("backup-efbig");
    let desk = Desk::copied(House::shared(), "backup-large", &medium);
    let ending =
        desk.program.run_with(&Shim::around(&medium, Mode::Large, (4 << 30) - 1), &desk.write_in_full());
    assert!(ending.done(), "{ending:?}");
    desk.judge(&ending).unwrap();
    let ending = desk.program.run_with(&Shim::around(&medium, Mode::Large, 600_000), &desk.write_in_full());
    assert_eq!(ending.code, Some(6), "{ending:?}");
    desk.judge(&ending).unwrap();
    assert_eq!(desk.listed().unwrap().len(), 2);
}

/// A medium that went over FAT: names, sizes and content survive it, and it verifies and restores.
#[test]
fn a_medium_survives_fat() {
    let desk = Desk::copied(House::shared(), "backup-fat", &folder("backup-before-fat"));
    let ending = desk.program.run(&["backup", "write", "--to", desk.mount()]);
    assert!(ending.done(), "{ending:?}");
    let image = scratch().join("fat.img");
    let image = image.to_str().unwrap();
    run("mkfs.vfat", &["-C", "-F", "32", image, "98304"]);
    run("mcopy", &["-s", "-Q", "-i", image, &format!("{}/STRONGROOM", desk.mount()), "::/"]);
    let out = folder("backup-from-fat");
    run("mcopy", &["-s", "-Q", "-i", image, "::/STRONGROOM", out.to_str().unwrap()]);
    give(&out);
    assert!(sums(&out) == sums(&desk.medium), "names, sizes and content are what they were");
    let verified = desk.program.run(&["backup", "verify", out.to_str().unwrap()]);
    assert!(verified.done(), "{verified:?}");
    let to = folder("backup-fat-restored").join("restored");
    let restored =
        desk.program.run(&["restore", "--from", out.to_str().unwrap(), "--to", to.to_str().unwrap()]);
    assert!(restored.done(), "{restored:?}");
    desk.holds_what_was_there(&to).unwrap();
}
