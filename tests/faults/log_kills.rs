//! Kill −9 while the log is written: before the n-th change of a file, or in the middle of it. No event that was
//! acknowledged is lost, and the next start notes what was torn. The writer is this test program, started again.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use strongroom::audit::{Entry, read};
use strongroom::policy::Act;

use crate::dice::{Dice, either};
use crate::log_house::{LogHouse, VAULT, checkpoint, event, reader};
use crate::shim::{Mode, Shim};
use crate::stage::folder;

/// Says to the program started again where to write.
const PLACE: &str = "STRONGROOM_LOG_WRITER";

#[test]
fn no_acknowledged_event_is_lost_when_the_writer_is_killed() {
    let (_, changes, _) = run("log-kill-count", Mode::Count, 0);
    assert!(changes > 500, "the shim saw only {changes} changes");
    let mut dice = Dice::seeded(700);
    let (mut bad, mut torn) = (Vec::new(), 0);
    let points = dice.points(either(24, 500), changes);
    for (index, at) in points.iter().enumerate() {
        let mode = if index % 2 == 0 { Mode::Kill } else { Mode::Tear };
        let (acknowledged, _, house) = run("log-kill", mode, *at);
        match judge(&house, &acknowledged) {
            Ok(noted) => torn += noted,
            Err(what) => bad.push(format!("{mode:?} at {at} of {changes}: {what}")),
        }
    }
    println!("log kills: {} of {changes} points, {torn} torn ends noted", points.len());
    assert!(bad.is_empty(), "{} points failed:\n{}", bad.len(), bad.join("\n"));
    assert!(torn > 0, "no write was torn");
}

/// Runs the writer until it is killed. What it acknowledged, by frame; the changes it made.
fn run(name: &str, mode: Mode, at: u64) -> (BTreeMap<u64, String>, u64, LogHouse) {
    let place = folder(name).join("log");
    let house = LogHouse::at(&place);
    drop(house.open());
    let shim = Shim::around(&place, mode, at);
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "log_kills::writer", "--nocapture", "--ignored"]).env(PLACE, &place);
    shim.put_on(&mut command);
    let output = command.stdout(Stdio::piped()).stderr(Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let acknowledged = said.lines().filter_map(|line| line.strip_prefix("logged ")?.split_once(' '));
    let acknowledged = acknowledged.map(|(number, words)| (number.parse().unwrap(), words.to_owned()));
    (acknowledged.collect(), shim.changes(), house)
}

/// Not a test: what is killed.
#[test]
#[ignore = "run by the test above, under the shim"]
fn writer() {
    let Some(place) = std::env::var_os(PLACE) else { return };
    let house = LogHouse::at(place.as_ref());
    let mut dice = Dice::seeded(701);
    for _ in 0..3 {
        let log = house.open();
        for _ in 0..150 {
            let batch: Vec<_> = (0..=dice.below(4)).map(|_| event(&mut dice)).collect();
            let receipts = log.append_all(&batch).unwrap();
            let mut out = std::io::stdout().lock();
            for (receipt, event) in receipts.iter().zip(&batch) {
                writeln!(out, "logged {} {}", receipt.number, event.words.as_str()).unwrap();
            }
            out.flush().unwrap();
            drop(out);
            if dice.below(3) == 0 {
                checkpoint(&log);
            }
        }
    }
}

/// Starts again, and reads. How many torn ends were noted.
fn judge(house: &LogHouse, acknowledged: &BTreeMap<u64, String>) -> Result<u64, String> {
    let before = house.verify(&[]).map_err(|error| format!("before the next start: {error}"))?;
    drop(house.open());
    let after =
        house.verify(&[before.head.into()]).map_err(|error| format!("after the next start: {error}"))?;
    if after.torn.is_some() {
        return Err("a torn end is still there".to_owned());
    }
    let (mut read_back, mut noted, mut unreadable) = (BTreeMap::new(), 0, 0);
    let walked = read(&house.folder, VAULT, &|_| Some(reader()), &mut |entry| match entry {
        Entry::Event { event, .. } => {
            let inner = event.event.unwrap();
            noted += u64::from(inner.act == Act::TornTail);
            read_back.insert(event.number, inner.words.to_string());
        }
        Entry::Session { .. } => {}
        Entry::Unreadable { .. } => unreadable += 1,
    });
    walked.map_err(|error| error.to_string())?;
    if unreadable > 0 {
        return Err(format!("{unreadable} frames cannot be read"));
    }
    if let Some(lost) = acknowledged.iter().find(|(number, words)| read_back.get(number) != Some(words)) {
        return Err(format!("event {} was acknowledged and is lost", lost.0));
    }
    let aside = fs::read_dir(&house.folder).unwrap().flatten();
    let aside = aside.filter(|file| file.file_name().to_string_lossy().contains(".torn-")).count() as u64;
    let torn = u64::from(before.torn.is_some());
    if aside < torn || noted < aside {
        return Err(format!("{torn} torn ends, {aside} set aside, {noted} noted"));
    }
    Ok(noted)
}
