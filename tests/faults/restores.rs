//! A restore in the place of the vault, killed, torn, or out of room: there is always a whole vault in place, the one of
//! before or the restored one, and doing it again ends it. Nothing that was there is lost.

use std::fs;
use std::path::Path;

use crate::dice::{Dice, either};
use crate::house::{FROM, House, State, add_customer};
use crate::shim::{Mode, Shim};
use crate::stage::{Program, copy, folder, give};

/// Every vault in a folder, by what it holds.
fn vaults(program: &Program, place: &Path) -> Vec<State> {
    let mut paths: Vec<_> = fs::read_dir(place)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("header.cbor").exists() && !path.join("restoring.new").exists())
        .collect();
    paths.sort();
    paths.into_iter().map(|vault| State::read(&Program { vault, ..program.clone() })).collect()
}

#[test]
fn a_restore_that_is_killed_leaves_a_whole_vault_in_place_and_is_done_again() {
    let house = House::shared();
    let medium = folder("restore-kill-medium");
    let place = folder("restore-kill");
    let source = house.copied("restore-kill-source");
    let mount = medium.to_str().unwrap();
    source.run(&["media", "enrol", mount, "--label", "Stick"]).json();
    source.run(&["backup", "write", "--to", mount]).json();
    let copied = State::read(&source);
    add_customer(&source, FROM, "Later Customer");
    let since = State::read(&source);
    assert_ne!(copied, since);
    let program = Program { vault: place.join("vault"), ..source.clone() };
    let afresh = || {
        fs::remove_dir_all(&place).unwrap();
        fs::create_dir(&place).unwrap();
        copy(&source.vault, &program.vault);
        give(&place);
    };
    let command = ["restore", "--from", mount, "--replace", "--alone", "after a fire"];
    afresh();
    let shim = Shim::around(&place, Mode::Count, 0);
    let ending = program.run_with(&shim, &command);
    assert!(ending.done(), "{ending:?}");
    assert_eq!(State::read(&program), copied);
    assert_eq!(vaults(&program, &place).len(), 2, "the one of before is kept");
    let changes = shim.changes();
    let mut points = Dice::seeded(71).points(either(2, 300), changes);
    // The last steps are those that put it in place.
    points.extend(changes.saturating_sub(either(2, 40))..=changes);
    println!("restores: {} of {changes} points", points.len());
    let mut bad = Vec::new();
    for (index, at) in points.into_iter().enumerate() {
        afresh();
        let mode = [Mode::Kill, Mode::Kill, Mode::Tear, Mode::Full][index % 4];
        let ending = program.run_with(&Shim::around(&place, mode, at), &command);
        let now = State::read(&program);
        if now != copied && (ending.done() || now != since) {
            bad.push(format!("{mode:?} at {at} of {changes}: another vault is in place"));
        }
        if now == since {
            let again = program.run(&command);
            if !again.done() || State::read(&program) != copied {
                bad.push(format!("{mode:?} at {at} of {changes}: not done again: {again:?}"));
            }
        }
        if !vaults(&program, &place).contains(&since) {
            bad.push(format!("{mode:?} at {at} of {changes}: the vault of before is gone"));
        }
    }
    assert!(bad.is_empty(), "{} points failed:\n{}", bad.len(), bad.join("\n"));
}
