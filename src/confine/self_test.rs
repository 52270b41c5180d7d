//! Tries what must fail. Judged by behaviour: what the kernel says of itself, its version for one, counts for nothing.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

use super::attempt::{self, is_refusal};
use super::{Check, Confined, Outcome, Plan, Weaker, What};

/// The families of sockets of each row. Numbers: `linux/socket.h`.
const NETWORK: [i32; 2] = [libc::AF_INET, libc::AF_INET6];
const RAW_NETWORK: [i32; 2] = [libc::AF_NETLINK, libc::AF_PACKET];
/// AX.25, IPX, TIPC, CAN, Bluetooth, IEEE 802.15.4, NFC, vsock, the kernel's ciphers, SMC, Qualcomm's, XDP.
const OTHERS: [i32; 12] = [3, 4, 30, 29, 31, 36, 39, 40, 38, 43, 42, 44];

/// Tries everything, in the order of [`What::ALL`]. `confined` is what [`super::confine`] answered; none if it failed.
/// Takes a few milliseconds.
pub fn self_test(plan: &Plan, confined: Option<Confined>) -> Vec<Check> {
    What::ALL.map(|what| Check { what, outcome: outcome(what, plan, confined) }).to_vec()
}

fn outcome(what: What, plan: &Plan, confined: Option<Confined>) -> Outcome {
    let holds = match what {
        What::Network => NETWORK.into_iter().all(attempt::socket),
        What::RawNetwork => RAW_NETWORK.into_iter().all(attempt::socket),
        What::OtherSockets => OTHERS.into_iter().all(attempt::socket) && attempt::socket_pair(libc::AF_INET),
        What::IoUring => attempt::io_uring(),
        What::OtherProcesses => attempt::ptrace() && attempt::process_memory(),
        What::Mounting => attempt::mount() && attempt::namespaces(),
        What::KernelCode => attempt::kernel_code(),
        What::KeyRings => attempt::key_rings(),
        What::WritingOutside => nothing_is_written_outside(plan),
        What::ReadingOutside => nothing_is_read_outside(plan),
        What::RunningOthers => nothing_else_is_run(plan),
        What::Shortening => attempt::shortening(),
        What::CoreDumps => no_core_dumps(),
        What::SecretPages => return secret_pages(),
    };
    match (holds, what, confined) {
        (false, _, _) => Outcome::Broken,
        (true, What::Shortening, Some(Confined { truncation: false })) => {
            Outcome::Weaker(Weaker::ShorteningByFilter)
        }
        (true, _, _) => Outcome::Held,
    }
}

const fn held(holds: bool, otherwise: Outcome) -> Outcome {
    if holds { Outcome::Held } else { otherwise }
}

fn secret_pages() -> Outcome {
    held(attempt::secret_pages(), Outcome::Weaker(Weaker::LockedPages))
}

/// In every folder that anyone, or this person, may write to, and that the plan does not name, no file can be made.
fn nothing_is_written_outside(plan: &Plan) -> bool {
    let folders = ["/tmp", "/var/tmp", "/dev/shm", "/run/lock", "/"].map(PathBuf::from);
    let own = std::env::home_dir().into_iter().chain(std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from));
    let name = format!(".strongroom-must-fail-{}", std::process::id());
    let mut tried = false;
    for folder in folders.into_iter().chain(own).filter(|folder| folder.is_dir() && !plan.may_write(folder)) {
        let path = folder.join(&name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(_) => {
                drop(std::fs::remove_file(&path));
                return false;
            }
            Err(error) => tried |= is_refusal(&error),
        }
    }
    tried
}

/// Files that everyone may read, and that no plan names.
fn nothing_is_read_outside(plan: &Plan) -> bool {
    let files = ["/etc/passwd", "/etc/hostname", "/etc/group"].map(Path::new);
    let mut outside = files.into_iter().filter(|file| file.is_file() && !plan.may_read(file)).peekable();
    let folder = File::open("/").err().is_some_and(|error| is_refusal(&error));
    folder
        && outside.peek().is_some()
        && outside.all(|file| File::open(file).err().is_some_and(|e| is_refusal(&e)))
}

/// A program that is on every system, and in no plan.
fn nothing_else_is_run(plan: &Plan) -> bool {
    let shell = std::fs::canonicalize("/bin/sh").unwrap_or_else(|_| PathBuf::from("/bin/sh"));
    if plan.run.contains(&shell) {
        return false;
    }
    let none = Stdio::null;
    let run = Command::new(shell).args(["-c", ":"]).stdin(none()).stdout(none()).stderr(none()).status();
    run.err().is_some_and(|error| is_refusal(&error))
}

fn no_core_dumps() -> bool {
    let dumpable = dumpable_behavior().is_ok_and(|behavior| behavior == DumpableBehavior::NotDumpable);
    dumpable && getrlimit(Resource::Core).current == Some(0)
}
