//! Where the campaigns play: a folder of their own, the program as an ordinary user, and its answers.

use std::fs;
use std::io::Write as _;
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use serde_json::Value;

use crate::shim::{Shim, open_to_all};

/// The ordinary user (`nobody`) that the program runs as when the harness is root.
pub(crate) const ORDINARY: u32 = 65534;

/// The folder of this run, removed with the process's end by the next run.
pub(crate) fn scratch() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("strongroom-faults-{}", std::process::id()));
        sweep_older_runs();
        fs::create_dir_all(&folder).unwrap();
        open_to_all(&folder, 0o777);
        let program = folder.join("strongroom");
        fs::copy(env!("CARGO_BIN_EXE_strongroom"), &program).unwrap();
        open_to_all(&program, 0o755);
        folder
    })
}

/// Removes what runs that are over have left.
fn sweep_older_runs() {
    for entry in fs::read_dir(std::env::temp_dir()).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap_or_default();
        let Some(process) = name.strip_prefix("strongroom-faults-") else { continue };
        if !Path::new("/proc").join(process).exists() {
            drop(fs::remove_dir_all(entry.path()));
        }
    }
}

/// Held while file systems are mounted and shut down, and while a program runs among mounts of its own: its copy of
/// them would keep alive a file system that was shut down.
pub(crate) fn mounts_stay() -> MutexGuard<'static, ()> {
    static MOUNTS: Mutex<()> = Mutex::new(());
    MOUNTS.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn am_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// A fresh folder that belongs to the ordinary user.
pub(crate) fn folder(name: &str) -> PathBuf {
    let path = scratch().join(name);
    if path.exists() {
        fs::remove_dir_all(&path).unwrap();
    }
    fs::create_dir_all(&path).unwrap();
    give(&path);
    path
}

/// Gives a file or folder, with all in it, to the ordinary user.
pub(crate) fn give(path: &Path) {
    if am_root() {
        run("chown", &["-R", &format!("{ORDINARY}:{ORDINARY}"), path.to_str().unwrap()]);
    }
}

/// A file of the ordinary user with this content.
pub(crate) fn file(path: &Path, content: &[u8]) -> PathBuf {
    fs::File::create(path).and_then(|mut file| file.write_all(content)).unwrap();
    give(path);
    path.to_owned()
}

/// Copies a vault as it lies.
pub(crate) fn copy(from: &Path, to: &Path) {
    if to.exists() {
        fs::remove_dir_all(to).unwrap();
    }
    run("cp", &["-a", from.to_str().unwrap(), to.to_str().unwrap()]);
}

/// Runs a tool of the system; it must succeed.
pub(crate) fn run(tool: &str, arguments: &[&str]) -> String {
    let output =
        Command::new(tool).args(arguments).output().unwrap_or_else(|error| panic!("{tool}: {error}"));
    assert!(output.status.success(), "{tool} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// How a run of the program ended.
#[derive(Debug)]
pub(crate) struct Ending {
    /// The exit code; none if a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) signal: Option<i32>,
    pub(crate) said: String,
    pub(crate) complained: String,
}

impl Ending {
    pub(crate) fn of(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            signal: output.status.signal(),
            said: String::from_utf8_lossy(&output.stdout).into_owned(),
            complained: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    pub(crate) fn done(&self) -> bool {
        self.code == Some(0)
    }

    /// What was printed with `--json`. The command must have been done.
    pub(crate) fn json(&self) -> Value {
        assert!(self.done(), "the command failed: {self:?}");
        serde_json::from_str(&self.said).unwrap_or_else(|error| panic!("no JSON ({error}): {self:?}"))
    }
}

/// A way to run the program: on a vault, with a home of its own.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    pub(crate) vault: PathBuf,
    pub(crate) home: PathBuf,
    pub(crate) temporary: PathBuf,
    pub(crate) login: String,
    pub(crate) password_file: PathBuf,
    /// On a machine that has no network: namespaces of its own with a fresh `/sys`. Takes root.
    pub(crate) isolated: bool,
}

impl Program {
    fn ordinary() -> Command {
        let mut command = Command::new(scratch().join("strongroom"));
        if am_root() {
            command.uid(ORDINARY).gid(ORDINARY);
        }
        command
    }

    fn without_network() -> Command {
        let script = format!(
            "mount -t sysfs none /sys && exec setpriv --reuid {ORDINARY} --regid {ORDINARY} --clear-groups \"$@\""
        );
        let mut command = Command::new("unshare");
        command.args(["-n", "-m", "sh", "-c", &script, "sh"]).arg(scratch().join("strongroom"));
        command
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = if self.isolated { Self::without_network() } else { Self::ordinary() };
        command
            .arg("--json")
            .arg("--vault")
            .arg(&self.vault)
            .args(["--account", &self.login])
            .arg("--password-file")
            .arg(&self.password_file)
            .args(arguments)
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("LANG", "C.UTF-8")
            .env("HOME", &self.home)
            .env("TMPDIR", &self.temporary)
            .current_dir(&self.home)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ending {
        let _mounts = self.isolated.then(mounts_stay);
        ending(self.command(arguments))
    }

    pub(crate) fn run_with(&self, shim: &Shim, arguments: &[&str]) -> Ending {
        let mut command = self.command(arguments);
        shim.put_on(&mut command);
        let _mounts = self.isolated.then(mounts_stay);
        ending(command)
    }
}

pub(crate) fn ending(mut command: Command) -> Ending {
    Ending::of(&command.output().expect("the program could not be started"))
}
