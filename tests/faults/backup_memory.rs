//! Writing, verifying and restoring a backup of a large vault takes less than 150 MB over what the program holds once it is
//! unlocked, whatever the size; and no file of it is larger than FAT takes.

use std::fs;

use crate::dice::either;
use crate::house::{FROM, House};
use crate::memory::{ADDED_KIB, peak_kib, peak_of};
use crate::shim::{Mode, Shim};
use crate::stage::{folder, give, run};

#[test]
fn a_large_vault_is_backed_up_in_constant_memory() {
    let house = House::shared();
    let program = house.copied("backup-memory");
    let (papers, medium) = (folder("backup-memory-papers"), folder("backup-memory-medium"));
    let large = papers.join("large.bin");
    let megabytes = either(300, 5000);
    run("sh", &["-c", &format!("head -c {megabytes}000000 /dev/urandom > {}", large.display())]);
    give(&papers);
    let file = large.to_str().unwrap();
    program.run(&["import", file, "--group", FROM, "--customer", &house.customer]).json();
    fs::remove_file(&large).unwrap();
    let mount = medium.to_str().unwrap();
    program.run(&["media", "enrol", mount, "--label", "Large"]).json();

    let unlocked = peak_kib(&program, &["backup", "list"]);
    let mut write = program.command(&["backup", "write", "--to", mount]);
    let shim = Shim::around(&medium, Mode::Large, (4 << 30) - 1);
    shim.put_on(&mut write);
    let writing = peak_of(write);
    program.run(&["customer", "add", "--group", FROM, "--name", "One more"]).json();
    let increment = peak_kib(&program, &["backup", "write", "--to", mount]);
    let verifying = peak_kib(&program, &["backup", "verify", mount]);
    let to = folder("backup-memory-restored").join("vault");
    let restoring = peak_kib(&program, &["restore", "--from", mount, "--to", to.to_str().unwrap()]);
    println!(
        "backup memory, {megabytes} MB: {unlocked} KiB unlocked, {writing} writing, {increment} an increment, {verifying} \
         verifying, {restoring} restoring"
    );
    for folder in [&medium, &to, &program.vault] {
        fs::remove_dir_all(folder).unwrap();
    }
    for (what, peak) in [
        ("writing", writing),
        ("an increment", increment),
        ("verifying", verifying),
        ("restoring", restoring),
    ] {
        assert!(peak < unlocked + ADDED_KIB, "{what} took {peak} KiB, unlocked {unlocked}");
    }
}
