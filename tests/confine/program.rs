//! The program itself: confined before it has a password, and unwilling to open a real vault where it is not.

use std::fs;
use std::io::Write as _;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use strongroom::confine::{Outcome, Plan, What, self_test};

/// How long the program may take to reach a point.
const PATIENCE: Duration = Duration::from_mins(1);

const LOGIN: &str = "ioana.marin";
const PASSWORD: &str = "sample orchard under seven lamps";

/// The sample vault.
fn sample(folder: &Path) {
    let program = env!("CARGO_BIN_EXE_strongroom");
    let made = Command::new(program).arg("demo").arg(folder).arg("--no-window").output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

/// It waits for its password on a pipe, long confined.
pub(crate) fn a_command_is_confined_before_it_asks() {
    let house = tempfile::tempdir().unwrap();
    let vault = house.path().join("vault");
    sample(&vault);
    let mut command = Command::new(env!("CARGO_BIN_EXE_strongroom"));
    command.arg("--vault").arg(&vault).args(["--account", LOGIN, "--password-file", "-", "group", "list"]);
    let mut running = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    wait_for(&mut running, |status| field(status, "Seccomp") == Some("2"));
    let status = status_of(running.id());
    assert_eq!(field(&status, "NoNewPrivs"), Some("1"), "{status}");
    assert_eq!(field(&status, "Seccomp"), Some("2"), "{status}");
    running.stdin.take().unwrap().write_all(format!("{PASSWORD}\n").as_bytes()).unwrap();
    let output = running.wait_with_output().unwrap();
    assert!(output.status.success());
    assert!(!output.stdout.is_empty());
}

/// The process that only prints, for a command: it waits for its first page, and can reach no network long before.
pub(crate) fn what_only_prints_reaches_no_network() {
    let (ours, theirs) = UnixStream::pair().unwrap();
    let mut spooler = Command::new(env!("CARGO_BIN_EXE_strongroom"));
    let mut running = spooler.arg("--spooler").stdin(OwnedFd::from(theirs)).spawn().unwrap();
    drop(spooler);
    let filters = |status: &str| field(status, "Seccomp_filters").and_then(|count| count.parse::<u32>().ok());
    let before = filters(&status_of(std::process::id())).unwrap();
    wait_for(&mut running, |status| filters(status).is_some_and(|now| now > before));
    drop(ours);
    assert!(running.wait().unwrap().success());
}

/// In a process that was not confined the self-test says what could be done.
pub(crate) fn an_unconfined_process_fails_the_self_test() {
    let checks = self_test(&Plan::of_system(), None);
    let broken: Vec<What> =
        checks.iter().filter(|check| check.outcome == Outcome::Broken).map(|check| check.what).collect();
    for what in
        [What::Network, What::WritingOutside, What::ReadingOutside, What::RunningOthers, What::CoreDumps]
    {
        assert!(broken.contains(&what), "{what:?} is held in a process that nobody confined");
    }
}

/// And where confining fails, no real vault is made.
pub(crate) fn a_real_vault_needs_a_confined_process() {
    let house = tempfile::tempdir().unwrap();
    let own = std::env::current_exe().unwrap();
    let output = Command::new(own).args(["probe", "refused"]).arg(house.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("main real not-confined"), "{said}");
    assert!(!house.path().join("vault").exists());
}

fn wait_for(running: &mut Child, there: impl Fn(&str) -> bool) {
    let begun = Instant::now();
    while !there(&status_of(running.id())) {
        assert!(running.try_wait().unwrap().is_none(), "the program has ended");
        assert!(begun.elapsed() < PATIENCE, "the program was never confined");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn status_of(process: u32) -> String {
    fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default()
}

fn field<'s>(status: &'s str, name: &str) -> Option<&'s str> {
    status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
}
