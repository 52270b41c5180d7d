//! The window is killed outright while files come in: as many as it said were in are in the vault afterwards, each whole,
//! and the rest can be added as if nothing had been.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use strongroom::texts::{Language, Texts};

use crate::desktop::{Desktop, Kind, give};
use crate::scan;
use crate::story::{install, quiet};

const PASSWORD: &str = "harbour lantern over nine quiet mills";
const GROUP: &str = "Private clients";
const CUSTOMER: &str = "Ann Winter";
/// So many that they come in for many times as long as it takes to read from the window how many are in.
const FILES: usize = 12_000;
const FILE_BYTES: usize = 90_000;

/// The vault, the program, and how the command line is asked.
struct Told<'d> {
    desktop: &'d Desktop,
    program: &'d str,
    vault: &'d Path,
}

impl Told<'_> {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.desktop.ordinary(self.program);
        command.arg("--json").arg("--vault").arg(self.vault).args(["--account", "ioana"]);
        command.arg("--password-file").arg(self.desktop.folder().join("password")).args(arguments);
        command
    }

    fn ask(&self, arguments: &[&str]) -> Value {
        let mut command = self.command(arguments);
        let output = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap_or(Value::Null)
    }

    fn records(&self) -> usize {
        self.ask(&["list", "--group", GROUP]).as_array().unwrap().len()
    }
}

#[test]
fn what_was_said_to_be_in_outlives_a_window_that_is_killed() {
    let texts = Texts::new(Language::English);
    let mut desktop = Desktop::start("killed", 185, Kind::ordinary(Language::English));
    let program = install(&desktop);
    let vault = desktop.folder().join("vault");
    let papers = prepare(&desktop);
    let told = Told { desktop: &desktop, program: &program, vault: &vault };
    found(&told);
    let mut window = desktop.ordinary(&program);
    window.arg("--vault").arg(&vault).arg("--allow").arg(&papers);
    desktop.adopt(quiet(window));

    begin_to_add(&desktop, &texts, &papers);
    let mut said = 0;
    desktop.wait_for("files to be in", || {
        said = files_in(&desktop, &texts).unwrap_or(said);
        said > 0
    });
    for process in scan::running(&program) {
        let process = rustix::process::Pid::from_raw(process.try_into().unwrap()).unwrap();
        if rustix::process::kill_process(process, rustix::process::Signal::KILL).is_err() {
            println!("it went with the other one");
        }
    }
    desktop.wait_for("the window to be gone", || scan::running(&program).is_empty());

    let told = Told { desktop: &desktop, program: &program, vault: &vault };
    told.ask(&["check", "--repair"]);
    let kept = told.records();
    assert!((said..FILES).contains(&kept), "{kept} of {FILES} are there, and {said} were said to be");
    let checked = told.ask(&["check"]);
    assert_eq!(checked["orphan_bytes"].as_u64(), Some(0), "{checked}");
    println!("killed after {said} of {FILES} files were said to be in: {kept} are there, each whole");
}

/// Files to add: each of other bytes.
fn prepare(desktop: &Desktop) -> std::path::PathBuf {
    fs::write(desktop.folder().join("password"), PASSWORD).unwrap();
    let papers = desktop.folder().join("papers");
    fs::create_dir(&papers).unwrap();
    for number in 0..FILES {
        let bytes = format!("{number:08} ").repeat(FILE_BYTES / 9);
        fs::write(papers.join(format!("letter-{number}.txt")), bytes).unwrap();
    }
    give(desktop.folder());
    papers
}

/// A practice vault with a group and a customer.
fn found(told: &Told<'_>) {
    let mut init =
        told.command(&["init", "--practice", "--business", "Dumbrava", "--founder", "Ioana Marin"]);
    init.args(["--login", "ioana"]);
    for number in 1..=5 {
        let place = told.desktop.folder().join(format!("place-{number}"));
        fs::create_dir(&place).unwrap();
        give(&place);
        init.arg("--sheet-to").arg(place);
    }
    let made = init.stdout(Stdio::null()).stderr(Stdio::piped()).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    told.ask(&["group", "add", GROUP]);
    told.ask(&["customer", "add", "--group", GROUP, "--name", CUSTOMER]);
}

fn begin_to_add(desktop: &Desktop, texts: &Texts, papers: &Path) {
    desktop.see(texts.text("unlock-button"));
    desktop.fill(texts.text("unlock-login"), "ioana");
    desktop.fill(texts.text("unlock-password"), PASSWORD);
    desktop.press("Return");
    desktop.click_to_see(texts.text("rail-customers"), texts.text("customers-new"));
    desktop.click_row(CUSTOMER);
    desktop.click(texts.text("customer-add-files"));
    let path = texts.text("picker-path");
    desktop.click_to_see(texts.text("add-choose-folder"), path);
    desktop.fill(path, papers.to_str().unwrap());
    desktop.press("Return");
    desktop.see_gone(path);
    desktop.click(texts.text("add-start"));
}

/// How many files the window says are in, while they come in.
fn files_in(desktop: &Desktop, texts: &Texts) -> Option<usize> {
    let total = texts.with("job-of", &[("done", "|".into()), ("total", texts.count(FILES as u64).into())]);
    let (before, after) = total.split_once('|')?;
    let says = |words: &str| words.contains(after).then(|| words.to_owned());
    let said = desktop.places(|place| says(&place.name).or(says(&place.value)).is_some());
    let line = said.first().and_then(|place| says(&place.name).or(says(&place.value)))?;
    let done = line.split(after).next()?.trim_start_matches(before);
    done.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()
}
