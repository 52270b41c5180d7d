//! What the window's process holds in memory while the vault is open, and that nothing of it is left when it is locked, nor
//! anywhere on the disk.

use std::path::Path;

use strongroom::texts::{Language, Texts};
use zbus::blocking::connection::Builder;

use crate::desktop::{Desktop, Kind, give};
use crate::planted::{self, CODE, CUSTOMER, LETTER, LOGIN, PASSWORD, SEARCHED, Secret, TITLE};
use crate::scan::{self, Found};
use crate::story::{install, quiet};
use crate::traces;

/// What is never in memory in a form that could be read, not while the vault is open either.
const NEVER: [&str; 5] = [
    "the password",
    "the numeric code",
    "the private key that signs",
    "the private key that unwraps",
    "the group's key",
];

#[test]
fn nothing_secret_is_left_in_memory_when_the_vault_is_locked() {
    if !rustix::process::geteuid().is_root() {
        println!("a scan of the window's memory: left out, reading another process takes root");
        return;
    }
    let words = Texts::new(Language::English);
    let mut desktop = Desktop::start("memory", 85, Kind::ordinary(Language::English));
    let program = install(&desktop);
    let vault = desktop.folder().join("vault");
    let letter = desktop.folder().join(format!("{TITLE}.txt"));
    let secrets = planted::plant(&vault, &letter);
    give(&vault);
    let mut window = desktop.ordinary(&program);
    window.arg("--vault").arg(&vault);
    desktop.adopt(quiet(window));
    let scan = |secrets: &[Secret]| -> Vec<Found> {
        scan::running(&program).into_iter().map(|process| scan::memory(process, secrets)).collect()
    };
    let holds = |name: &str| {
        let secret = secrets.iter().find(|secret| secret.name == name).unwrap();
        scan(std::slice::from_ref(secret)).iter().any(|found| found.count(name) > 0)
    };

    desktop.log_in(&words, LOGIN, PASSWORD);
    set_code(&desktop, &words);
    desktop.click_to_see(words.text("rail-customers"), words.text("customers-new"));
    desktop.fill(words.text("customers-search"), "Quillwo");
    desktop.see_part(CUSTOMER);
    assert!(holds("the customer's name"), "the scan does not find a name that is on the screen");
    desktop.click(words.text("rail-records"));
    desktop.fill(words.text("records-search"), SEARCHED);
    desktop.press("ctrl+a");
    desktop.press("ctrl+c");
    desktop.click_row(TITLE);
    assert!(holds("the letter's title") && holds("the words searched for"), "the scan does not find them");
    desktop.press("Return");
    desktop.see_part(LETTER);
    let open = scan(&secrets);
    assert!(
        open.iter().any(|found| found.count("the letter's text") > 0),
        "the scan does not find a text that is shown"
    );
    for found in &open {
        found.require_none("while the vault is open", NEVER);
    }
    desktop.press("ctrl+l");
    desktop.see(words.text("unlock-button"));
    for process in scan::running(&program) {
        desktop.wait_for("the databases to be closed", || !scan::has_open(process, ".db"));
    }
    let names = || secrets.iter().map(|secret| secret.name);
    for process in scan::running(&program) {
        scan::memory(process, &secrets).require_none("in the memory of the locked window", names());
        if scan::is_stage(process) {
            scan::core(process, desktop.folder(), &secrets)
                .require_none("in a core of the locked window", names());
        }
    }
    assert!(scan::running(&program).into_iter().any(scan::is_stage), "the window was not looked at");
    // It lives on, opens again, and locks just so behind other windows.
    desktop.log_in(&words, LOGIN, PASSWORD);
    desktop.fill(words.text("records-search"), SEARCHED);
    desktop.click_row(TITLE);
    desktop.press("Return");
    desktop.see_part(LETTER);
    desktop.hand(&["search", "--onlyvisible", "--name", "Strongroom", "windowminimize"]);
    cover_screen(&desktop);
    for process in scan::running(&program) {
        desktop.wait_for("the databases to be closed", || !scan::has_open(process, ".db"));
        desktop.see(words.text("unlock-button"));
        scan::memory(process, &secrets)
            .require_none("in the memory of the minimised, locked window", names());
    }
    traces::require_none(&desktop, &secrets, &[&letter, Path::new(&program)]);
}

/// The desktop locks its screen.
fn cover_screen(desktop: &Desktop) {
    let session = Builder::address(desktop.bus_address()).unwrap().build().expect("the message bus answers");
    let (path, face) = ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver");
    session.emit_signal(None::<&str>, path, face, "ActiveChanged", &true).unwrap();
}

fn set_code(desktop: &Desktop, words: &Texts) {
    desktop.click_to_see(words.text("rail-own"), words.text("own-code-new"));
    desktop.click_to_see(words.text("own-code-new"), words.text("own-code-field"));
    desktop.fill(words.text("own-code-field"), CODE);
    desktop.click(words.text("own-code-go"));
    desktop.see(words.text("own-code-done"));
}
