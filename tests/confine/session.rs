//! A whole sample session under `strace`, every process and thread of it: made, opened in the window, unlocked, searched
//! in, locked and closed. No socket is made but local ones, and nothing is connected to but this machine's own programs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::program::{LOGIN, PASSWORD, field, status_of};

/// A traced program with a software renderer is slow.
const PATIENCE: Duration = Duration::from_mins(3);

/// The screen that the window is shown on.
struct Screen {
    display: String,
    server: Child,
    keeper: Option<Child>,
}

impl Screen {
    fn start() -> Option<Self> {
        let number = (92..97).find(|number| !Path::new(&format!("/tmp/.X{number}-lock")).exists())?;
        let display = format!(":{number}");
        let server = Command::new("Xvfb")
            .args([&display, "-screen", "0", "1280x860x24", "-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut screen = Self { display, server, keeper: None };
        let begun = Instant::now();
        while !screen.tool("xdpyinfo", &[]) {
            assert!(begun.elapsed() < PATIENCE, "there is no screen");
            std::thread::sleep(Duration::from_millis(50));
        }
        screen.keeper =
            Command::new("openbox").env("DISPLAY", &screen.display).stderr(Stdio::null()).spawn().ok();
        Some(screen)
    }

    fn tool(&self, tool: &str, arguments: &[&str]) -> bool {
        let mut command = Command::new(tool);
        command.args(arguments).env("DISPLAY", &self.display).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    /// Until it succeeds.
    fn until(&self, tool: &str, arguments: &[&str]) {
        let begun = Instant::now();
        while !self.tool(tool, arguments) {
            assert!(begun.elapsed() < PATIENCE, "{tool} {arguments:?} in vain");
            std::thread::sleep(Duration::from_millis(200));
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        for child in self.keeper.iter_mut().chain([&mut self.server]) {
            drop(Command::new("kill").arg(child.id().to_string()).status());
            drop(child.wait());
        }
    }
}

pub(crate) fn a_whole_session_connects_to_this_machine_only() {
    let house = tempfile::tempdir().unwrap();
    let (vault, trace) = (house.path().join("vault"), house.path().join("trace"));
    let screen = Screen::start().expect("Xvfb is needed: apt-get install xvfb");
    let mut traced = Command::new("strace");
    traced.args([
        "-f",
        "-qq",
        "-e",
        "trace=socket,socketpair,connect,sendto,sendmsg,bind,execve,io_uring_setup",
        "-o",
    ]);
    traced.arg(&trace).arg(env!("CARGO_BIN_EXE_strongroom")).arg("demo").arg(&vault);
    traced.env("DISPLAY", &screen.display).env("HOME", house.path()).env("LIBGL_ALWAYS_SOFTWARE", "1");
    traced.env_remove("WAYLAND_DISPLAY").env_remove("XDG_CONFIG_HOME").stdout(Stdio::null());
    let mut session = traced.spawn().expect("strace is needed: apt-get install strace");

    let window = ["search", "--sync", "--onlyvisible", "--name", "Strongroom"];
    screen.until("timeout", &[&["60", "xdotool"], &window[..]].concat());
    assert!(
        stages_of(session.id()).iter().any(|stage| field(stage, "Seccomp").is_some_and(|mode| mode == "2"))
    );
    std::thread::sleep(Duration::from_secs(4));
    hands(&screen, &["type", "--delay", "40", LOGIN]);
    hands(&screen, &["key", "Tab"]);
    hands(&screen, &["type", "--delay", "40", PASSWORD]);
    hands(&screen, &["key", "Return"]);
    // The log grows when somebody is let in; its folder tells without a key.
    let before = size_of(&vault.join("audit"));
    let begun = Instant::now();
    while size_of(&vault.join("audit")) <= before {
        assert!(begun.elapsed() < PATIENCE, "nobody was let in");
        std::thread::sleep(Duration::from_millis(200));
    }
    std::thread::sleep(Duration::from_secs(6));
    hands(&screen, &["key", "ctrl+l"]);
    std::thread::sleep(Duration::from_secs(3));
    hands(&screen, &["key", "alt+F4"]);
    let ended = session.wait().unwrap();
    assert!(ended.success(), "{ended}");

    let said = fs::read_to_string(&trace).unwrap();
    let families = families(&said);
    println!("sockets and connections of a whole session: {families:?}");
    assert!(said.contains("--attended"), "the window's stage was traced");
    assert!(families.get("connect AF_UNIX").copied().unwrap_or(0) > 0, "it reached the screen");
    // The guard's watch: made before the lock, it listens to this kernel and never sends.
    let watch = ["socket AF_NETLINK", "bind AF_NETLINK"];
    for (what, count) in &families {
        let local = what.ends_with("AF_UNIX") || what.ends_with("AF_LOCAL");
        assert!(local || watch.contains(&what.as_str()), "{count} times {what}");
    }
}

fn hands(screen: &Screen, arguments: &[&str]) {
    assert!(screen.tool("xdotool", arguments), "xdotool {arguments:?}");
}

/// Every call that made a socket, or reached out by one, by its family. What was refused counts for nothing: the self-test
/// tries them all.
fn families(trace: &str) -> BTreeMap<String, u32> {
    let mut found = BTreeMap::new();
    for line in trace.lines().filter(|line| !refused(line)) {
        let Some(call) = ["socket", "socketpair", "connect", "bind"]
            .into_iter()
            .find(|call| line.contains(&format!(" {call}(")))
        else {
            continue;
        };
        let family = line
            .split(['(', ',', ' ', '{', '=', ')'])
            .find(|word| word.starts_with("AF_") || word.starts_with("PF_"));
        *found.entry(format!("{call} {}", family.unwrap_or("unknown"))).or_insert(0) += 1;
    }
    found
}

fn refused(line: &str) -> bool {
    line.contains("= -1 EAFNOSUPPORT") || line.contains("resumed>")
}

/// What the kernel says of every process below this one.
fn stages_of(process: u32) -> Vec<String> {
    let children = fs::read_to_string(format!("/proc/{process}/task/{process}/children")).unwrap_or_default();
    let mut found = vec![status_of(process)];
    for child in children.split_whitespace().filter_map(|child| child.parse().ok()) {
        found.extend(stages_of(child));
    }
    found
}

fn size_of(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).map(|meta| meta.len()).sum()
}
