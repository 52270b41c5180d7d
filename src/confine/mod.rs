//! What the process may not do, and the proof of it at each start: no socket but to programs of this machine, no
//! looking into other processes, no mounting, no loading, and files only where a [`Plan`] says.
//!
//! Two locks that the kernel keeps: seccomp (`calls`) for what may be asked of the kernel at all, Landlock (`files`) for
//! which files. Neither can be taken off again, and both are handed on to threads and children. `main` and the command
//! line call [`begin`] before any vault is touched; what the self-test found is told by [`seen`].
//!
//! It is not the guard that looks for networks (`airgap`), and it knows nothing of vaults. Landlock and seccomp: see
//! landlock(7) and seccomp(2).

mod attempt;
mod calls;
mod check;
mod environment;
mod files;
mod plan;
mod self_test;

use std::sync::OnceLock;

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

pub use calls::{forbid_calls, forbid_calls_but_news};
pub use check::{Check, Outcome, Weaker, What};
pub use environment::{ADDED, is_kept};
pub use plan::{MEDIA, Plan};
pub use self_test::self_test;

/// Why a process is not confined.
#[derive(Debug, thiserror::Error)]
pub enum ConfineError {
    /// There are other threads already, which Landlock would leave out.
    #[error("the process has threads already")]
    Threads,
    /// The kernel did not take the filter of system calls.
    #[error("the system calls cannot be confined: {0}")]
    Calls(String),
    /// The kernel did not take the rules for files.
    #[error("the files cannot be confined: {0}")]
    Files(String),
}

/// What the kernel took of the rules for files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confined {
    /// Shortening a file is held to the plan by the kernel itself (Landlock ABI 3, Linux 6.2); else by the filter of
    /// system calls alone.
    pub truncation: bool,
}

static SEEN: OnceLock<Vec<Check>> = OnceLock::new();

/// At once in every process: no core dump, not to be looked into by other programs of this user, no new privileges
/// by starting other programs. What the system refuses of it is found by the self-test.
pub fn harden() {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    let done = [
        set_dumpable_behavior(DumpableBehavior::NotDumpable),
        setrlimit(Resource::Core, none),
        rustix::thread::set_no_new_privs(true),
    ];
    if done.iter().any(Result::is_err) {
        log::warn!("the process could not be hardened");
    }
}

/// Confines the process to `plan` for good: this thread, those it starts from now on, and children.
///
/// # Errors
/// [`ConfineError::Threads`] if there is any thread but this one; the others where the kernel does not do it.
pub fn confine(plan: &Plan) -> Result<Confined, ConfineError> {
    let threads = std::fs::read_dir("/proc/self/task").map_or(0, Iterator::count);
    if threads > 1 {
        return Err(ConfineError::Threads);
    }
    let confined = files::limit_files(plan)?;
    forbid_calls()?;
    Ok(confined)
}

/// Confines the process, tries what must fail, and keeps what was found for [`seen`]. The first call counts; an error
/// shows as checks that are [`Outcome::Broken`].
pub fn begin(plan: &Plan) -> &'static [Check] {
    SEEN.get_or_init(|| {
        let confined = confine(plan);
        if let Err(error) = &confined {
            log::warn!("{error}");
        }
        self_test(plan, confined.ok())
    })
}

/// What the self-test found; nothing in a process that was never confined (tests of the library).
pub fn seen() -> &'static [Check] {
    SEEN.get().map_or(&[], Vec::as_slice)
}
