//! Backups whose writer, or restorer, is killed or finds no room, at any change of a file. Never "done" when it is not; the
//! backup of before restores every time; the vault is as it was.

use crate::desk::Desk;
use crate::dice::{Dice, either};
use crate::full_disk::clear_error;
use crate::house::House;
use crate::shim::{Mode, Shim};
use crate::stage::folder;

#[test]
fn a_writer_that_is_killed_or_finds_no_room_leaves_whole_backups_alone() {
    let house = House::shared();
    let medium = folder("backup-medium");
    let desk = Desk::copied(house, "backup-kill", &medium);
    let increment = vec!["backup", "write", "--to", desk.mount()];
    let acts = [desk.write_in_full(), increment];
    let changes = acts.clone().map(|act| {
        let shim = Shim::around(&medium, Mode::Count, 0);
        let ending = desk.program.run_with(&shim, &act);
        assert!(ending.done(), "{ending:?}");
        shim.changes()
    });
    let mut dice = Dice::seeded(61);
    let mut bad = Vec::new();
    let (kills, fulls) = either((5, 2), (300, 60));
    for point in 0..kills + fulls {
        let mode = if point >= kills { Mode::Full } else { [Mode::Kill, Mode::Tear][point % 2] };
        let act = usize::try_from(dice.below(2)).unwrap();
        let at = 1 + dice.below(changes[act]);
        let ending = desk.program.run_with(&Shim::around(&medium, mode, at), &acts[act]);
        let clear = if mode == Mode::Full { clear_error(&ending) } else { Ok(()) };
        if mode == Mode::Full && ending.done() && at < changes[act] / 2 {
            bad.push(format!("full at {at}: done"));
        }
        if let Err(what) = clear.and_then(|()| desk.judge(&ending)) {
            bad.push(format!("{mode:?} of {:?} at {at} of {}: {what}", acts[act], changes[act]));
        }
    }
    bad.extend(desk.restores("backup-kill-restored").err());
    println!("backups: killed at {kills} of {changes:?} points, no room from {fulls} on");
    assert!(bad.is_empty(), "{} points failed:\n{}", bad.len(), bad.join("\n"));
}

#[test]
fn a_restore_that_is_killed_leaves_nothing_or_the_whole() {
    let house = House::shared();
    let medium = folder("restore-medium");
    let desk = Desk::copied(house, "restore-kill", &medium);
    let place = folder("restore-kill-place");
    let to = place.join("restored");
    let shim = Shim::around(&place, Mode::Count, 0);
    assert!(desk.program.run_with(&shim, &desk.restore(&to)).done());
    let changes = shim.changes();
    let points = Dice::seeded(63).points(either(2, 60), changes);
    println!("restores: killed at {} of {changes} points", points.len());
    let mut bad = Vec::new();
    for (index, at) in points.into_iter().enumerate() {
        drop(std::fs::remove_dir_all(&to));
        let mode = [Mode::Kill, Mode::Tear][index % 2];
        let _ending = desk.program.run_with(&Shim::around(&place, mode, at), &desk.restore(&to));
        let whole = |when: &str| {
            desk.holds_what_was_there(&to).map_err(|what| format!("{when}, {mode:?} at {at}: {what}"))
        };
        if to.exists() {
            bad.extend(whole("killed").err());
            continue;
        }
        let again = desk.program.run(&desk.restore(&to));
        if !again.done() {
            bad.push(format!("after {mode:?} at {at}: {again:?}"));
        }
        bad.extend(whole("restored again").err());
    }
    assert!(bad.is_empty(), "{} points failed:\n{}", bad.len(), bad.join("\n"));
}
