//! The process that is confined, and tries. Each line that it prints is `who what answer`: who tried, what, and either
//! `done` or the name of the error.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, mpsc};
use std::thread;

use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketFlags, SocketType};
use strongroom::app::founding::found;
use strongroom::app::request::FoundingWish;
use strongroom::base::clock::{SharedClock, SystemClock};
use strongroom::confine::{self, Outcome, Plan, What};
use strongroom::crypto::secret::Password;
use strongroom::texts::Language;

use crate::locked_out;

/// Families that rustix does not name.
const BLUETOOTH: u16 = 31;
const VSOCK: u16 = 40;

/// A file outside of everything that is allowed; gone again when it could be made.
const PROBE: &str = "/var/tmp/.strongroom-probe";

/// A folder that this process may write, and one beside it that it may only read.
pub(crate) struct Folders {
    pub(crate) inside: PathBuf,
    pub(crate) read: PathBuf,
    pub(crate) outside: PathBuf,
}

impl Folders {
    pub(crate) fn below(house: &Path) -> Self {
        let folder = |name| house.join(name);
        Self { inside: folder("inside"), read: folder("read"), outside: folder("outside") }
    }

    fn plan(&self) -> Plan {
        let mut plan = Plan::of_system();
        plan.read_write.push(self.inside.clone());
        plan.read_only.push(self.read.clone());
        plan
    }
}

/// `probe HOW HOUSE`.
pub(crate) fn probe(arguments: &[String]) {
    let [how, house] = arguments else { panic!("probe HOW HOUSE") };
    let folders = Folders::below(Path::new(house));
    match how.as_str() {
        "free" => attempts("free", &folders),
        "again" => {
            confine::harden();
            attempts("child", &folders);
            tell_self_test("child", &folders.plan());
        }
        "confined" => confined(&folders),
        "threads" => threads(&folders),
        "attendant" => {
            confine::harden();
            confine::forbid_calls_but_news().unwrap();
            calls("attendant");
        }
        "refused" => refused(Path::new(house)),
        "locked-out" => locked_out::be_locked_out(Path::new(house)),
        "used-up" => locked_out::use_up(Path::new(house)),
        other => panic!("no such probe: {other}"),
    }
}

/// Confined as the program is; then this thread, one that it starts, and a child.
fn confined(folders: &Folders) {
    confine::harden();
    let checks = confine::begin(&folders.plan());
    assert!(!checks.is_empty() && checks == confine::seen());
    attempts("main", folders);
    tell_self_test("main", &folders.plan());
    thread::scope(|scope| {
        scope.spawn(|| {
            attempts("thread", folders);
            tell_self_test("thread", &folders.plan());
        });
    });
    let own = std::env::current_exe().unwrap();
    let house = folders.inside.parent().unwrap();
    let child = Command::new(own).args(["probe", "again"]).arg(house).output().unwrap();
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stderr));
    print!("{}", String::from_utf8_lossy(&child.stdout));
}

/// A thread from before: the rules for files would leave it out, so confining is refused; the filter reaches it.
fn threads(folders: &Folders) {
    confine::harden();
    let (begin, begun) = mpsc::channel();
    thread::scope(|scope| {
        let before = scope.spawn(move || {
            begun.recv().unwrap();
            calls("before");
            tell_self_test("before", &folders.plan());
        });
        let refused = confine::confine(&folders.plan());
        println!("main confine {}", refused.map_or_else(|error| error.to_string(), |_| "done".to_owned()));
        confine::forbid_calls().unwrap();
        begin.send(()).unwrap();
        before.join().unwrap();
    });
}

/// Confining fails, because of a thread: a real vault is not made.
fn refused(house: &Path) {
    confine::harden();
    let (end, ended) = mpsc::channel::<()>();
    let other = thread::spawn(move || ended.recv());
    let checks = confine::begin(&Plan::of_system());
    assert!(checks.iter().any(|check| check.outcome == Outcome::Broken));
    let wish = FoundingWish {
        folder: house.join("vault"),
        business: "Dumbrava Clinic".to_owned(),
        founder: "Ioana Marin".to_owned(),
        login: "ioana.marin".to_owned(),
        password: Password::from_text("harbour lantern over nine quiet mills".to_owned().into()),
        practice: false,
        language: Language::English,
    };
    let clock: SharedClock = Arc::new(SystemClock);
    let Err(problem) = found(&wish, None, &clock, house) else { panic!("a real vault was made") };
    println!("main real {}", problem.kind.key());
    drop(end);
    drop(other.join());
}

/// Everything that is tried.
fn attempts(who: &str, folders: &Folders) {
    calls(who);
    let new = |folder: &Path| {
        OpenOptions::new().write(true).create_new(true).open(folder.join(format!("new-{who}")))
    };
    tell(who, "write-inside", new(&folders.inside).map(drop));
    tell(who, "write-read-only", new(&folders.read).map(drop));
    tell(who, "write-outside", new(&folders.outside).map(drop));
    let kept = folders.read.join("kept");
    tell(who, "read-read-only", fs::read(&kept).map(drop));
    tell(who, "read-outside", fs::read(folders.outside.join("kept")).map(drop));
    tell(who, "list-outside", fs::read_dir(&folders.outside).map(drop));
    let empty = OpenOptions::new().read(true).custom(0o1000).open(&kept);
    tell(who, "empty-read-only", empty.map(drop));
    let own = folders.inside.join(format!("new-{who}"));
    tell(who, "rename-out", fs::rename(&own, folders.outside.join(format!("moved-{who}"))));
    tell(who, "link-out", fs::hard_link(&own, folders.outside.join(format!("linked-{who}"))));
    let way_out = folders.inside.join(format!("way-out-{who}"));
    tell(who, "symlink", std::os::unix::fs::symlink(&folders.outside, &way_out));
    tell(who, "write-by-symlink", fs::write(way_out.join(format!("by-{who}")), "x"));
    tell(who, "permissions", {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(folders.outside.join("kept"), fs::Permissions::from_mode(0o600))
    });
    tell(who, "remove-outside", fs::remove_file(folders.outside.join(format!("goes-{who}"))));
    tell(who, "run-shell", Command::new("/bin/sh").args(["-c", ":"]).status().map(drop));
    tell(who, "passwd", fs::read("/etc/passwd").map(drop));
    tell(
        who,
        "tmp",
        OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(PROBE)
            .map(|_made| fs::remove_file(PROBE).unwrap()),
    );
    tell(who, "other-memory", fs::read("/proc/1/environ").map(drop));
}

/// What is asked of the kernel directly.
fn calls(who: &str) {
    let families = [
        ("unix", AddressFamily::UNIX, SocketType::STREAM),
        ("inet", AddressFamily::INET, SocketType::STREAM),
        ("inet-datagram", AddressFamily::INET, SocketType::DGRAM),
        ("inet-raw", AddressFamily::INET, SocketType::RAW),
        ("inet6", AddressFamily::INET6, SocketType::STREAM),
        ("netlink", AddressFamily::NETLINK, SocketType::RAW),
        ("packet", AddressFamily::PACKET, SocketType::RAW),
        ("vsock", AddressFamily::from_raw(VSOCK), SocketType::STREAM),
        ("bluetooth", AddressFamily::from_raw(BLUETOOTH), SocketType::RAW),
    ];
    for (name, family, kind) in families {
        let made = rustix::net::socket_with(family, kind, SocketFlags::CLOEXEC, None);
        tell(who, name, made.map(drop).map_err(io::Error::from));
    }
    let pair = |family| rustix::net::socketpair(family, SocketType::STREAM, SocketFlags::CLOEXEC, None);
    tell(who, "pair", pair(AddressFamily::UNIX).map(drop).map_err(io::Error::from));
    tell(who, "inet-pair", pair(AddressFamily::INET).map(drop).map_err(io::Error::from));
    let mounted = rustix::mount::mount(c"none", c"/mnt", c"tmpfs", rustix::mount::MountFlags::empty(), None);
    if mounted.is_ok() {
        rustix::mount::unmount(c"/mnt", rustix::mount::UnmountFlags::DETACH).unwrap();
    }
    tell(who, "mount", mounted.map_err(io::Error::from));
}

/// What the program's own self-test says here: system calls that no library makes are tried by it.
fn tell_self_test(who: &str, plan: &Plan) {
    for check in confine::self_test(plan, None) {
        let dumps = check.what == What::CoreDumps;
        let outcome = match check.outcome {
            Outcome::Held => "held",
            Outcome::Weaker(_) => "weaker",
            Outcome::Broken if dumps => "broken-dumps",
            Outcome::Broken => "broken",
        };
        println!("{who} check-{} {outcome}", check.what.key());
    }
}

fn tell(who: &str, what: &str, answer: io::Result<()>) {
    let said = match answer {
        Ok(()) => "done".to_owned(),
        Err(error) => error
            .raw_os_error()
            .map_or_else(|| error.to_string(), |code| name(Errno::from_raw_os_error(code))),
    };
    println!("{who} {what} {said}");
}

fn name(error: Errno) -> String {
    let known = [
        (Errno::PERM, "EPERM"),
        (Errno::ACCESS, "EACCES"),
        (Errno::AFNOSUPPORT, "EAFNOSUPPORT"),
        (Errno::NOSYS, "ENOSYS"),
        (Errno::XDEV, "EXDEV"),
    ];
    known
        .iter()
        .find(|(code, _)| *code == error)
        .map_or_else(|| format!("{error:?}"), |(_, name)| (*name).to_owned())
}

/// Flags of open(2) besides those that the library sets.
trait Custom {
    fn custom(&mut self, flags: i32) -> &mut Self;
}

impl Custom for OpenOptions {
    fn custom(&mut self, flags: i32) -> &mut Self {
        use std::os::unix::fs::OpenOptionsExt as _;
        self.custom_flags(flags)
    }
}
