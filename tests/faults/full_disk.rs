//! A disk that is full from the n-th change on: a clear error, and nothing lost.

use std::fs;

use crate::acts::Act;
use crate::dice::{Dice, either};
use crate::house::House;
use crate::kills::changes_of;
use crate::shim::{Mode, Shim};
use crate::stage::{Ending, am_root, folder, run};

#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    let house = House::shared();
    let mut bad = Vec::new();
    for (number, act) in Act::ALL.into_iter().enumerate() {
        let changes = changes_of(act, house);
        let points = Dice::seeded(200 + number as u64).points(either(7, 50), changes);
        println!("full disk: {act:?}: {} of {changes} points", points.len());
        for at in points {
            let program = house.copied(&format!("full-{act:?}"));
            let shim = Shim::around(&program.vault, Mode::Full, at);
            let ending = program.run_with(&shim, &act.arguments(house));
            let verdict = clear_error(&ending).and_then(|()| act.judge(house, &program, &ending));
            if let Err(what) = verdict {
                bad.push(format!("{act:?}, full from {at} of {changes}: {what}"));
            }
        }
    }
    assert!(bad.is_empty(), "{} points failed:\n{}", bad.len(), bad.join("\n"));
}

/// The same on a real file system that has only so much room left.
#[test]
fn a_small_disk_that_fills_up_loses_nothing() {
    if !am_root() {
        println!("small disk: left out, it takes root to mount one");
        return;
    }
    let house = House::shared();
    let used_kib: u64 =
        run("du", &["-sk", house.vault().to_str().unwrap()]).split('\t').next().unwrap().parse().unwrap();
    for act in [Act::AddCustomer, Act::EditCustomer, Act::AddGroup] {
        for room_kib in either(vec![0, 64, 300], (0..50).map(|step| step * 24).collect()) {
            let place = folder(&format!("small-disk-{act:?}"));
            let path = place.to_str().unwrap();
            let size = format!("size={}k,mode=777", used_kib + room_kib + 64);
            run("mount", &["-t", "tmpfs", "-o", &size, "strongroom-test", path]);
            let program = house.placed(&place.join("vault"));
            let filler = place.join("filler");
            fill(&filler, room_kib);
            let ending = program.run(&act.arguments(house));
            drop(fs::remove_file(&filler));
            run("mount", &["-o", "remount,size=1g", path]);
            let verdict = clear_error(&ending).and_then(|()| act.judge(house, &program, &ending));
            run("umount", &[path]);
            verdict.unwrap_or_else(|what| panic!("{act:?} with {room_kib} KiB left: {what}"));
        }
    }
}

/// Fills the disk until about `room_kib` are left.
fn fill(filler: &std::path::Path, room_kib: u64) {
    let at = filler.parent().unwrap().to_str().unwrap();
    let line = run("df", &["-k", "--output=avail", at]);
    let free: u64 = line.lines().nth(1).unwrap().trim().parse().unwrap();
    let zeros = vec![0; usize::try_from(free.saturating_sub(room_kib) * 1024).unwrap()];
    fs::write(filler, zeros).unwrap();
}

/// Either done, or an exit code that says "refused or failed" or "no room", with words; never a panic or a signal.
pub(crate) fn clear_error(ending: &Ending) -> Result<(), String> {
    let clear = ending.done() || (matches!(ending.code, Some(1 | 6)) && !ending.complained.trim().is_empty());
    let panicked = ending.complained.contains("panicked");
    if clear && !panicked { Ok(()) } else { Err(format!("no clear error: {ending:?}")) }
}
