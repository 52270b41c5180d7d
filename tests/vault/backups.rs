//! Backups from end to end: written by an operator who can open nothing, verified without a key, restored by the sheets,
//! by the restore key, and by a shell script with Debian's `age`: byte by byte the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use strongroom::app::acts::backup::restore_by_sheets;
use strongroom::app::problem::ProblemKind;
use strongroom::app::snapshot::WrittenFace;
use strongroom::backup::verify::Extent;
use strongroom::backup::{MANIFEST, shelf_of};
use strongroom::base::clock::{SharedClock, WallTime};
use strongroom::base::job::Watch;

use crate::backup_house::{House, files, kept, records_in};
use crate::fixture::{LOGIN, PASSWORD};

#[test]
fn a_full_backup_and_increments_come_back_by_sheets_and_by_the_script() {
    let house = House::new();
    let mut past: Vec<(WrittenFace, BTreeMap<String, Vec<u8>>, u64)> = Vec::new();
    for n in 1..=3 {
        let written = house.write(false).unwrap();
        assert_eq!(written.generation.full, n == 1);
        // What was copied is what lay there but for what this session and its end have written since.
        past.push((written, kept(&house.vault()), u64::from(n)));
        house.file_a_letter(n);
    }
    assert!(past[1].0.generation.bytes < past[0].0.generation.bytes);
    let found = house.verify().unwrap();
    assert!(found.damage.is_empty() && found.whole, "{:?}", found.damage);
    assert!(found.generation.verified.is_some());

    for (n, (written, there, records)) in past.iter().enumerate() {
        let (by_sheets, by_script) =
            (house.apart.path().join(format!("a{n}")), house.apart.path().join(format!("b{n}")));
        assert!(house.by_script(written, &by_script));
        let script = files(&by_script);
        let manifest = house.manifest(written);
        let named: Vec<&String> = script.keys().collect();
        let mut listed: Vec<&String> = manifest.files.iter().map(|file| &file.path).collect();
        listed.sort();
        assert_eq!(named, listed);
        for (name, content) in &script {
            // The registry has the new row, the log the lock, and the operator's anchor was written, after the copy.
            if name.starts_with("groups/") || name.starts_with("keys/") || name == "header.cbor" {
                assert_eq!(there.get(name), Some(content), "{name}");
            }
        }
        assert!(script.keys().any(|name| name.contains("/stack-")));
        let restored = house.by_sheets(Some(written.generation.generation), &by_sheets).unwrap();
        assert_eq!(restored.files, script.len() as u64);
        for (name, content) in kept(&by_sheets) {
            // The restored log says that it was restored.
            if !name.starts_with("audit/") {
                assert_eq!(script.get(&name), Some(&content), "{name}");
            }
        }
        for folder in [&by_sheets, &by_script] {
            assert_eq!(records_in(folder, house.group, house.apart.path(), &house.clock), *records);
        }
    }
}

#[test]
fn the_restore_key_opens_what_the_operator_wrote_and_the_operator_has_none() {
    let house = House::new();
    let written = house.write(false).unwrap();
    let to = house.apart.path().join("restored");
    let refused = house.as_operator(|op| op.restore_backup(house.mount(), None, &to).map(drop)).unwrap_err();
    assert_eq!(refused.kind, ProblemKind::Refused);
    let restored = house.session((LOGIN, PASSWORD), |ana| {
        ana.restore_backup(house.mount(), None, &to)?.run(&mut Watch::unwatched())
    });
    assert_eq!(restored.unwrap().generation, written.generation.generation);
    assert_eq!(records_in(&to, house.group, house.apart.path(), &house.clock), 1);
}

/// Counts the records of a plain vault and adds up their content, as it is told by their rows.
const COUNTED: &str = "
import glob, hashlib, sqlite3, sys
for path in glob.glob(sys.argv[1] + '/groups/*/records.*.sqlite'):
    group, good = path.rsplit('/', 1)[0], 0
    records = sqlite3.connect(path)
    for record, want in records.execute('SELECT id, sha256 FROM record').fetchall():
        sum = hashlib.sha256()
        for n, chunk in records.execute('SELECT stack, chunk FROM place WHERE record = ? ORDER BY seq', (record,)):
            stack = sqlite3.connect(glob.glob('%s/stack-%d.*.sqlite' % (group, n))[0])
            sum.update(stack.execute('SELECT content FROM chunk WHERE id = ?', (chunk,)).fetchone()[0])
        good += sum.digest() == want
    print(good)
";

/// The program for it is built first, which takes a minute: in long runs.
#[test]
fn a_stranger_reads_the_databases_without_strongroom() {
    if std::env::var_os("STRONGROOM_LONG").is_none() {
        return;
    }
    let house = House::new();
    house.write(false).unwrap();
    house.file_a_letter(1);
    let written = house.write(false).unwrap();
    let (out, plain) = (house.apart.path().join("out"), house.apart.path().join("plain"));
    assert!(house.by_script(&written, &out));
    let rawkey = house.apart.path().join("rawkey");
    let build = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/rawkey/build.sh");
    assert!(Command::new("sh").arg(build).arg(&rawkey).status().unwrap().success());
    let script = house.folder(&written).join("restore.sh");
    let mut turned = Command::new("sh");
    turned.arg(script).arg("--plain").arg(&out).arg(house.apart.path().join("identity.txt")).arg(&plain);
    assert!(turned.env("RAWKEY", &rawkey).status().unwrap().success());
    let counted = Command::new("python3").args(["-c", COUNTED]).arg(&plain).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&counted.stdout).trim(), "2");
}

#[test]
fn whatever_is_changed_removed_or_put_on_a_medium_is_found_and_named() {
    let house = House::new();
    let first = house.write(false).unwrap();
    house.file_a_letter(1);
    let second = house.write(false).unwrap();
    let mut dice: u64 = 0x5eed;
    let mut roll = |below: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(dice >> 33).unwrap() % below
    };
    let flips = if std::env::var_os("STRONGROOM_LONG").is_some() { 2_000 } else { 24 };
    let folders = [house.folder(&first), house.folder(&second)];
    let all: Vec<PathBuf> =
        folders.iter().flat_map(|folder| files(folder).into_keys().map(|name| folder.join(name))).collect();
    house
        .as_operator(|op| {
            for n in 0..flips {
                let path = &all[if n < all.len() { n } else { roll(all.len()) }];
                let whole = fs::read(path).unwrap();
                let mut changed = whole.clone();
                let at = roll(changed.len());
                changed[at] ^= 1 << roll(8);
                fs::write(path, &changed).unwrap();
                let name = path.file_name().unwrap().to_str().unwrap();
                let job = op.verify_backup(house.mount(), None, Extent::All)?;
                match job.run(&mut Watch::unwatched()) {
                    Ok(found) => assert!(found.damage.iter().any(|(file, _)| file.ends_with(name)), "{name}"),
                    Err(problem) => {
                        assert_eq!(problem.kind, ProblemKind::BackupDamaged, "{name}");
                        let what = &problem.details.iter().find(|(key, _)| *key == "what").unwrap().1;
                        let folder = path.parent().unwrap().file_name().unwrap().to_str().unwrap();
                        assert!(what.contains(folder), "{what}");
                    }
                }
                fs::write(path, &whole).unwrap();
            }
            Ok(())
        })
        .unwrap();
    // Removed, swapped, another's, and something that does not belong there.
    let volume = folders[1].join("volume-0001.tar.age");
    let whole = fs::read(&volume).unwrap();
    let damage = |what: &str| {
        let found = house.verify().unwrap();
        assert!(found.damage.iter().any(|(file, _)| file.ends_with(what)), "{what}: {:?}", found.damage);
        assert!(found.generation.verified.is_none());
    };
    fs::remove_file(&volume).unwrap();
    damage("volume-0001.tar.age");
    fs::copy(folders[0].join("volume-0001.tar.age"), &volume).unwrap();
    damage("volume-0001.tar.age");
    let other = House::new();
    let theirs = other.folder(&other.write(true).unwrap());
    fs::copy(theirs.join("volume-0001.tar.age"), &volume).unwrap();
    damage("volume-0001.tar.age");
    fs::write(&volume, &whole).unwrap();
    // An older manifest in the place of the newer one, and a whole generation of another vault.
    let manifest = folders[1].join(MANIFEST);
    let newer = fs::read(&manifest).unwrap();
    fs::copy(folders[0].join(MANIFEST), &manifest).unwrap();
    damage("volume-0001.tar.age");
    fs::copy(theirs.join(MANIFEST), &manifest).unwrap();
    let found = house.verify().unwrap();
    let named = format!("{}/{MANIFEST}", second.generation.folder);
    assert!(found.damage.iter().any(|(file, _)| *file == named), "{:?}", found.damage);
    fs::write(&manifest, &newer).unwrap();
    fs::write(folders[1].join("stranger"), "x").unwrap();
    damage("stranger");
    fs::remove_file(folders[1].join("stranger")).unwrap();
    assert!(house.verify().unwrap().damage.is_empty());
    // The whole of the newest, taken away: the register knows of it, and nothing here removes the newest.
    let away = house.apart.path().join("newest");
    fs::rename(&folders[1], &away).unwrap();
    damage(&second.generation.folder);
    fs::rename(&away, &folders[1]).unwrap();
    assert!(house.verify().unwrap().damage.is_empty());
    // A chain without its first link restores nothing, and leaves nothing.
    fs::rename(&folders[0], house.apart.path().join("away")).unwrap();
    let to = house.apart.path().join("restored");
    assert_eq!(house.by_sheets(None, &to).unwrap_err().kind, ProblemKind::BackupDamaged);
    assert!(
        !to.exists()
            && fs::read_dir(house.apart.path())
                .unwrap()
                .all(|entry| { !entry.unwrap().file_name().to_str().unwrap().starts_with("restored") })
    );
}

#[test]
fn media_that_are_not_ours_are_refused_and_sheets_of_others_open_nothing() {
    let house = House::new();
    let other = House::new();
    let refused = |mount: &Path| {
        let problem = house.as_operator(|op| op.write_backup(mount, false).map(drop)).unwrap_err();
        let why = problem.details.iter().find(|(name, _)| *name == "why").unwrap().1.clone();
        (problem.kind, why)
    };
    let empty = tempfile::tempdir().unwrap();
    let kind = ProblemKind::MediumRefused;
    assert_eq!(refused(empty.path()), (kind, "medium-not-enrolled".to_owned()));
    assert_eq!(refused(other.mount()), (kind, "medium-foreign".to_owned()));
    assert_eq!(refused(&empty.path().join("nowhere")).0, ProblemKind::MediumFailed);
    house.write(false).unwrap();
    let to = house.apart.path().join("restored");
    let clock: SharedClock = house.clock.clone();
    let around = (&clock, house.apart.path());
    let theirs = other.sheets([0, 1, 2]);
    let problem =
        restore_by_sheets(house.mount(), None, &to, &theirs, false, around, &mut Watch::unwatched())
            .unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Sheets);
    let two: Vec<_> = house.sheets([0, 1, 2]).into_iter().take(2).collect();
    let problem = restore_by_sheets(house.mount(), None, &to, &two, false, around, &mut Watch::unwatched())
        .unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Sheets);
    assert!(!to.exists());
}

#[test]
fn a_restore_in_the_place_of_the_vault_keeps_the_one_of_before() {
    let house = House::new();
    house.write(false).unwrap();
    house.file_a_letter(1);
    let (clock, sheets): (SharedClock, _) = (house.clock.clone(), house.sheets([3, 1, 0]));
    let place = house.apart.path().join("place");
    fs::rename(house.vault(), &place).unwrap();
    let restore = |replace| {
        let around = (&clock, house.apart.path());
        restore_by_sheets(house.mount(), None, &place, &sheets, replace, around, &mut Watch::unwatched())
    };
    assert_eq!(restore(false).unwrap_err().kind, ProblemKind::FolderNotEmpty);
    let restored = restore(true).unwrap();
    let before = restored.kept.unwrap();
    assert_eq!(records_in(&place, house.group, house.apart.path(), &house.clock), 1);
    assert_eq!(records_in(&before, house.group, house.apart.path(), &house.clock), 2);
    fs::rename(&before, house.vault()).unwrap();
}

#[test]
fn a_write_that_fails_leaves_the_earlier_backups_and_the_vault_as_they_were() {
    let house = House::new();
    let first = house.write(false).unwrap();
    house.file_a_letter(1);
    let (medium, vault) = (files(house.mount()), kept(&house.vault()));
    // Stopped at the first look.
    let stopped = house.as_operator(|op| {
        let job = op.write_backup(house.mount(), true)?;
        let cancel = strongroom::base::job::CancelFlag::default();
        cancel.cancel();
        job.run(&mut Watch::new(cancel, |_| ())).map(drop)
    });
    assert_eq!(stopped.unwrap_err().kind, ProblemKind::Cancelled);
    assert_eq!(files(house.mount()), medium);
    let there = kept(&house.vault());
    assert!(
        vault.iter().filter(|(name, _)| name.starts_with("groups/")).all(|(n, c)| there.get(n) == Some(c))
    );
    // Remains of one that was killed count for nothing, and go with the next.
    let remains = shelf_of(house.mount(), house.fixture.vault_id()).join("20261122-110000-00000000");
    fs::create_dir(&remains).unwrap();
    fs::write(remains.join("volume-0001.tar.age"), "torn").unwrap();
    let found = house.verify().unwrap();
    assert_eq!((found.generation.generation, found.damage.len()), (first.generation.generation, 0));
    house.write(false).unwrap();
    assert!(!remains.exists());
    let listed = house.as_operator(|op| op.media()).unwrap();
    assert_eq!(listed.len(), 1);
    assert!(listed[0].last_written > Some(WallTime::from_unix_millis(0)));
}
