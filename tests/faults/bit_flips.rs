//! One flipped bit anywhere in a vault's files: `check` detects it, or nothing that is read has changed.

use std::fs;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use crate::dice::{Dice, either};
use crate::house::{House, State, objects, sha256, text};
use crate::stage::{Program, folder};

#[test]
fn a_flipped_bit_is_detected_or_changes_nothing() {
    let house = House::shared();
    let mut dice = Dice::seeded(400);
    let (mut detected, mut harmless, mut bad) = (0, 0, Vec::new());
    for round in 0..either(40, 500) {
        let program = house.copied("flip");
        let (file, place, bit) = choose(&program.vault, &mut dice, round);
        flip(&file, place, bit);
        let name = file.strip_prefix(&program.vault).unwrap().display().to_string();
        let check = program.run(&["check"]);
        if check.complained.contains("panicked") || check.code.is_none() {
            bad.push(format!("{name}, byte {place}, bit {bit}: {check:?}"));
        } else if !check.done() {
            detected += 1;
        } else if State::read(&program) == house.before && contents_are_true(&program) {
            harmless += 1;
        } else {
            bad.push(format!("{name}, byte {place}, bit {bit}: not detected, and what is read changed"));
        }
    }
    println!("bit flips: {detected} detected, {harmless} changed nothing that is read");
    assert!(bad.is_empty(), "{} flips failed:\n{}", bad.len(), bad.join("\n"));
}

/// Every second flip is anywhere, weighed by size; the others go through the files, so that small ones are met too.
fn choose(vault: &Path, dice: &mut Dice, round: usize) -> (PathBuf, u64, u8) {
    let files: Vec<(PathBuf, u64)> = files_of(vault)
        .into_iter()
        .map(|file| (file.clone(), file.metadata().unwrap().len()))
        .filter(|(_, len)| *len > 0)
        .collect();
    let (file, len) = if round.is_multiple_of(2) {
        files[(round / 2) % files.len()].clone()
    } else {
        let mut place = dice.below(files.iter().map(|(_, len)| len).sum());
        let hit = files.iter().find(|(_, len)| {
            let here = place < *len;
            place = if here { place } else { place - len };
            here
        });
        hit.unwrap().clone()
    };
    (file, dice.below(len), u8::try_from(dice.below(8)).unwrap())
}

fn flip(file: &Path, place: u64, bit: u8) {
    let file = fs::OpenOptions::new().read(true).write(true).open(file).unwrap();
    let mut byte = [0];
    file.read_exact_at(&mut byte, place).unwrap();
    file.write_all_at(&[byte[0] ^ (1 << bit)], place).unwrap();
}

/// Takes every record out and compares it with the SHA-256 it is listed with.
fn contents_are_true(program: &Program) -> bool {
    let groups = objects(&program.run(&["group", "list"]).json());
    groups.iter().map(|group| text(group, "name")).all(|group| {
        let records = objects(&program.run(&["list", "--group", &group]).json());
        records.iter().all(|record| {
            let out = folder("flip-out");
            let arguments = [
                "export",
                &text(record, "id"),
                "--group",
                &group,
                "--to",
                out.to_str().unwrap(),
                "--reason",
                "bit flip test",
            ];
            program.run(&arguments).done()
                && files_of(&out)
                    .iter()
                    .all(|copy| sha256(&fs::read(copy).unwrap()) == text(record, "sha256"))
        })
    })
}

/// Every file under a folder.
pub(crate) fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => files.extend(files_of(&path)),
            Ok(kind) if kind.is_file() => files.push(path),
            _ => {}
        }
    }
    files.sort();
    files
}
