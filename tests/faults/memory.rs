//! A large file streams through in constant memory: importing it and taking it out adds less than 150 MB to what the
//! process held after unlocking.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::dice::either;
use crate::house::{FROM, House, objects, text};
use crate::stage::{Program, folder, give, run};

pub(crate) const ADDED_KIB: u64 = 150 * 1000 * 1000 / 1024;

#[test]
fn a_large_file_streams_in_and_out() {
    let house = House::shared();
    let program = house.copied("memory");
    let papers = folder("memory-papers");
    let large = papers.join("large.bin");
    let megabytes = either(300, 5000);
    let bytes = format!("head -c {megabytes}000000 /dev/urandom > {}", large.display());
    run("sh", &["-c", &bytes]);
    give(&papers);

    let unlocked = peak_kib(&program, &["group", "list"]);
    let import = ["import", large.to_str().unwrap(), "--group", FROM, "--customer", &house.customer];
    let importing = peak_kib(&program, &import);
    let records = objects(&program.run(&["list", "--group", FROM]).json());
    let record =
        records.iter().find(|record| record["size"].as_u64() == Some(megabytes * 1_000_000)).unwrap();
    let out = folder("memory-out");
    let id = text(record, "id");
    let exporting = peak_kib(
        &program,
        &["export", &id, "--group", FROM, "--to", out.to_str().unwrap(), "--reason", "memory test"],
    );
    let copy = crate::bit_flips::files_of(&out).remove(0);
    run("cmp", &[large.to_str().unwrap(), copy.to_str().unwrap()]);
    println!(
        "memory, {megabytes} MB: {unlocked} KiB unlocked, {importing} importing, {exporting} taking out"
    );
    for folder in [&papers, &out, &program.vault] {
        fs::remove_dir_all(folder).unwrap();
    }
    assert!(importing < unlocked + ADDED_KIB, "importing took {importing} KiB, unlocked {unlocked}");
    assert!(exporting < unlocked + ADDED_KIB, "taking out took {exporting} KiB, unlocked {unlocked}");
}

/// The most memory the program held, in KiB. The kernel keeps the peak, so looking now and then is enough.
pub(crate) fn peak_kib(program: &Program, arguments: &[&str]) -> u64 {
    peak_of(program.command(arguments))
}

pub(crate) fn peak_of(mut command: Command) -> u64 {
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        peak = peak.max(high_water_kib(Path::new(&status)));
        thread::sleep(Duration::from_millis(2));
    }
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    assert!(peak > 0, "the program was gone before its memory was seen");
    peak
}

fn high_water_kib(status: &Path) -> u64 {
    let text = fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
