//! The whole slice in one sitting: found a vault, unlock it, make a group, add a customer, put three files in, find one,
//! see it, lock: with a real vault, on a machine without a network.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::desktop::{Desktop, give};

const PASSWORD: &str = "harbour lantern over nine quiet mills";
const LETTER: &str = "Dear Ms Winter, the deed is signed.";

#[test]
fn a_real_vault_from_founding_to_locking() {
    if !rustix::process::geteuid().is_root() {
        println!("real vault in the window: left out, a machine without a network takes root (unshare)");
        return;
    }
    let mut desktop = Desktop::start("real", 70);
    let program = install(&desktop);
    let papers = papers(&desktop);
    let vault = desktop.folder().join("vault");
    let window = desktop.isolated(&program);
    desktop.adopt(quiet(window));

    found(&desktop, &vault);
    desktop.click("Go to unlocking");
    unlock(&desktop);
    desktop.see_part("Air gap");
    work(&desktop, &papers);
    lock(&desktop);

    let listed = listed(desktop.isolated(&program), &desktop, &vault);
    let titles: Vec<&str> = listed.iter().filter_map(|record| record["title"].as_str()).collect();
    assert_eq!(listed.len(), 3, "{titles:?}");
    assert!(titles.iter().any(|title| title.contains("letter")), "{titles:?}");
}

/// The program where the ordinary user can run it, and a home.
fn install(desktop: &Desktop) -> String {
    let program = desktop.folder().join("strongroom");
    fs::copy(env!("CARGO_BIN_EXE_strongroom"), &program).unwrap();
    give(&program);
    program.to_str().unwrap().to_owned()
}

/// Three files: a text, a table and a picture.
fn papers(desktop: &Desktop) -> PathBuf {
    let folder = desktop.folder().join("papers");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("letter.txt"), LETTER).unwrap();
    fs::write(folder.join("payments.csv"), "day,amount\n2026-11-02,120\n2026-11-09,80\n").unwrap();
    let mut picture = Command::new("convert");
    picture.args(["-size", "320x200", "gradient:navy-white"]).arg(folder.join("scan.png"));
    assert!(
        picture.status().is_ok_and(|status| status.success()),
        "imagemagick is needed: apt-get install imagemagick"
    );
    give(&folder);
    folder
}

fn quiet(mut command: Command) -> Command {
    command.stdout(Stdio::null());
    command
}

/// The wizard, from the folder to the sheets.
fn found(desktop: &Desktop, vault: &Path) {
    desktop.fill("Folder", vault.to_str().unwrap());
    desktop.picture("1-folder");
    desktop.click("Next");
    desktop.fill("Name of the business", "Dumbrava Clinic");
    desktop.fill("Your full name", "Ioana Marin");
    desktop.fill("Login name", "ioana.marin");
    desktop.picture("2-you");
    desktop.click("Next");
    desktop.fill("Password", PASSWORD);
    desktop.fill("The same again", PASSWORD);
    desktop.picture("3-password");
    desktop.click("Next");
    desktop.picture("4-computer");
    desktop.click("Make the vault");
    for number in 1..=5 {
        let place = desktop.folder().join(format!("place-{number}"));
        fs::create_dir(&place).unwrap();
        give(&place);
        desktop.click_to_see(&format!("Save {number}…"), "Name of the file");
        desktop.fill("Name of the file", place.join("sheet.pdf").to_str().unwrap());
        desktop.press("Return");
        desktop.see_gone("Name of the file");
        desktop.click(&format!("I have sheet {number}, kept apart"));
        assert!(fs::read(place.join("sheet.pdf")).unwrap().starts_with(b"%PDF"));
    }
    desktop.picture("5-sheets");
    desktop.click("I have all sheets");
    desktop.see("The vault is made");
    desktop.picture("6-made");
}

fn unlock(desktop: &Desktop) {
    desktop.see("Unlock");
    desktop.fill("Login name", "ioana.marin");
    desktop.fill("Password", PASSWORD);
    desktop.picture("7-unlock");
    desktop.press("Return");
    desktop.see("Lock");
    desktop.picture("8-unlocked");
}

/// Group, customer, three files, find one, see it.
fn work(desktop: &Desktop, papers: &Path) {
    desktop.click_to_see("Groups", "New group");
    desktop.click_to_see("New group", "Name of the group");
    desktop.fill("Name of the group", "Private clients");
    desktop.click("Make group");
    desktop.see_part("Private clients is ready");
    desktop.picture("9-group");

    desktop.click_to_see("Customers", "New customer");
    desktop.click_to_see("New customer", "E-mail");
    desktop.fill("Name", "Ann Winter");
    desktop.fill("E-mail", "ann@example.org");
    desktop.picture("10-customer");
    desktop.click("Add customer");
    desktop.see_part("The code is");
    desktop.picture("11-code");

    desktop.click("Add files");
    desktop.click_to_see("Choose a folder…", "Or type a path");
    desktop.fill("Or type a path", papers.to_str().unwrap());
    desktop.press("Return");
    desktop.see_gone("Or type a path");
    desktop.picture("12-files");
    desktop.click("Add to the vault");
    desktop.see("3 files are in");
    desktop.picture("13-report");

    desktop.click("See the records");
    desktop.fill("Find records", "lett");
    desktop.see_part("1 of 3 records");
    desktop.click_row("letter");
    desktop.picture("14-found");
    desktop.press("Return");
    desktop.see_part(LETTER);
    desktop.picture("15-viewer");
}

fn lock(desktop: &Desktop) {
    desktop.press("ctrl+l");
    desktop.see("Unlock");
    assert!(!desktop.shows(LETTER), "the letter is still shown after locking");
    desktop.picture("16-locked");
}

/// The records, by the command line.
fn listed(mut command: Command, desktop: &Desktop, vault: &Path) -> Vec<Value> {
    let password = desktop.folder().join("password");
    fs::write(&password, PASSWORD).unwrap();
    give(&password);
    command.arg("--json").arg("--vault").arg(vault).args(["--account", "ioana.marin"]);
    command.arg("--password-file").arg(password).args(["list", "--group", "Private clients"]);
    let output = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice::<Value>(&output.stdout).unwrap().as_array().unwrap().clone()
}
