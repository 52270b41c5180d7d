//! A whole sample session under `strace`, every process and thread of it: made, opened in the window, unlocked, a file put
//! in, searched for, read and taken out again, a report saved as a PDF, locked and closed. No socket is made but local
//! ones, and nothing is connected to but this machine's own programs.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};

use strongroom::texts::{Language, Texts};

use crate::desktop::{Desktop, Kind, give};
use crate::gallery::{LOGIN, PASSWORD};
use crate::scan;
use crate::story::{install, quiet};

/// The calls that make a socket or reach out by one, the one that goes round the filter of calls, and who is run.
const TRACED: &str = "trace=socket,socketpair,connect,bind,io_uring_setup,execve";

/// A file that is put in, and what is read in it.
const TITLE: &str = "session-letter";
const LETTER: &str = "Dear Ms Winter, nothing of this leaves the room.";

/// How the filter of calls answers.
const REFUSED: [&str; 3] = ["= -1 EAFNOSUPPORT", "= -1 EPERM", "= -1 ENOSYS"];

#[test]
fn a_whole_session_connects_to_this_machine_only() {
    if !rustix::process::geteuid().is_root() {
        println!("a session under strace: left out, reading what a hardened process does takes root");
        return;
    }
    let texts = Texts::new(Language::English);
    let mut desktop = Desktop::start("session", 90, Kind::ordinary(Language::English));
    let program = install(&desktop);
    let (vault, trace) = (desktop.folder().join("vault"), desktop.folder().join("trace"));
    let mut strace = desktop.ordinary("strace");
    strace.uid(0).gid(0);
    // By the kernel's own filter only these calls are stopped at, so that the session is hardly slower than without.
    strace.args(["-f", "-qq", "--seccomp-bpf", "-u", "nobody", "-e", TRACED, "-o"]);
    strace.arg(&trace).arg(&program).arg("demo").arg(&vault);
    let session = desktop.adopt(quiet(strace));

    desktop.log_in(&texts, LOGIN, PASSWORD);
    let (stages, beside): (Vec<u32>, Vec<u32>) =
        scan::running(&program).into_iter().partition(|process| scan::is_stage(*process));
    let most = |processes: &[u32]| processes.iter().map(|process| filters_of(*process)).max().unwrap_or(0);
    assert!(most(&beside) > 1, "the attendant may reach a network");
    assert!(most(&stages) > most(&beside), "no stage is confined");
    work(&desktop, &texts);
    desktop.press("ctrl+l");
    desktop.see(texts.text("unlock-button"));
    desktop.press("alt+F4");
    let ended = desktop.see_end(session);
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

/// What someone does in a day: a file in, found, read, out; a report of the posture as a PDF.
fn work(desktop: &Desktop, texts: &Texts) {
    let [papers, out] = ["papers", "out"].map(|name| desktop.folder().join(name));
    fs::create_dir(&papers).unwrap();
    fs::create_dir(&out).unwrap();
    fs::write(papers.join(format!("{TITLE}.txt")), LETTER).unwrap();
    give(&papers);
    give(&out);

    desktop.click_to_see(texts.text("rail-customers"), texts.text("customers-new"));
    desktop.click_to_see(texts.text("customers-new"), texts.text("customer-email"));
    desktop.fill(texts.text("customer-name"), "Ann Winter");
    desktop.click_to_see(texts.text("customer-new-save"), texts.text("customer-add-files"));
    desktop.click_to_see(texts.text("customer-add-files"), texts.text("add-choose-folder"));
    pick(desktop, texts, "add-choose-folder", &papers);
    desktop.click_to_see(texts.text("add-start"), texts.text("add-report-see"));
    desktop.click_to_see(texts.text("add-report-see"), texts.text("records-search"));

    desktop.fill(texts.text("records-search"), "zzqq");
    desktop.see(texts.text("records-none-title"));
    desktop.fill(texts.text("records-search"), TITLE);
    desktop.click_row(TITLE);
    desktop.press("Return");
    desktop.see_part(LETTER);
    desktop.click_to_see(texts.text("viewer-back"), texts.text("records-search"));
    desktop.click_row(TITLE);
    desktop.click_to_see(texts.text("records-take-out"), texts.text("out-reason-label"));
    desktop.fill(texts.text("out-reason-label"), "asked for by the customer");
    pick(desktop, texts, "out-folder-choose", &out);
    desktop.click_to_see(texts.text("out-next"), texts.text("out-confirm-title"));
    desktop.click_to_see(texts.text("out-confirm-go"), texts.text("out-back"));

    desktop.click_to_see(texts.text("rail-posture"), texts.text("posture-why"));
    desktop.click_to_see(texts.text("posture-take"), texts.text("posture-take-text"));
    desktop.fill(texts.text("out-reason-label"), "asked for by the consultant");
    pick(desktop, texts, "out-folder-choose", &out);
    desktop.click_to_see(texts.text("log-take-go"), texts.text("posture-take-done"));
    desktop.click(texts.text("log-take-done"));
    desktop.see_gone(texts.text("posture-take-done"));
    left_the_vault(&out);
}

/// Chooses a folder with the window's own picker.
fn pick(desktop: &Desktop, texts: &Texts, button: &str, folder: &Path) {
    let path = texts.text("picker-path");
    desktop.click_to_see(texts.text(button), path);
    desktop.fill(path, folder.to_str().unwrap());
    desktop.press("Return");
    desktop.see_gone(path);
}

/// The copy is what was put in, and the report is a PDF.
fn left_the_vault(out: &Path) {
    let mut files = Vec::new();
    let mut folders = vec![out.to_owned()];
    while let Some(folder) = folders.pop() {
        let (below, here): (Vec<PathBuf>, Vec<PathBuf>) =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).partition(|path| path.is_dir());
        folders.extend(below);
        files.extend(here);
    }
    let contents: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    assert!(contents.iter().any(|bytes| bytes == LETTER.as_bytes()), "{files:?}");
    assert!(contents.iter().any(|bytes| bytes.starts_with(b"%PDF")), "{files:?}");
}

/// How many filters of calls the process is under; strace's own is one.
fn filters_of(process: u32) -> u32 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let filters = status.lines().find_map(|line| line.strip_prefix("Seccomp_filters:"));
    filters.and_then(|filters| filters.trim().parse().ok()).unwrap_or(0)
}

/// Every call that made a socket, or reached out by one, by its family. What was refused counts for nothing: the self-test
/// tries them all.
fn families(trace: &str) -> BTreeMap<String, u32> {
    let mut found = BTreeMap::new();
    for line in trace.lines().filter(|line| !is_refused(line)) {
        let Some(call) = ["socket", "socketpair", "connect", "bind", "io_uring_setup"]
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

fn is_refused(line: &str) -> bool {
    line.contains("resumed>") || REFUSED.iter().any(|answer| line.contains(answer))
}
