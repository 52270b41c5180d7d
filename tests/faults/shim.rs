//! Compiles the shim and the power switch, once, and tells a run how to use them. The C side is in `shim.c`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::stage::scratch;

/// What happens at the n-th change of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Count,
    Kill,
    Tear,
    Full,
    Stop,
    /// Stops the process after the n-th sync of a volume that went well.
    Synced,
    /// No file grows beyond so many bytes.
    Large,
}

impl Mode {
    fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Kill => "kill",
            Self::Tear => "tear",
            Self::Full => "full",
            Self::Stop => "stop",
            Self::Synced => "synced",
            Self::Large => "large",
        }
    }
}

/// The shim around one run of the program: changes under one folder are counted, and the n-th one is met with `mode`.
pub(crate) struct Shim {
    folder: PathBuf,
    mode: Mode,
    at: u64,
    count: PathBuf,
}

impl Shim {
    pub(crate) fn around(folder: &Path, mode: Mode, at: u64) -> Self {
        let count = scratch().join(format!("count-{}", fresh_number()));
        File::create(&count).and_then(|file| file.set_len(8)).unwrap();
        open_to_all(&count, 0o666);
        Self { folder: folder.canonicalize().unwrap(), mode, at, count }
    }

    pub(crate) fn put_on(&self, command: &mut Command) {
        command
            .env("LD_PRELOAD", built("shim.so", "shim.c", &["-shared", "-fPIC"]))
            .env("SHIM_FOLDER", &self.folder)
            .env("SHIM_MODE", self.mode.name())
            .env("SHIM_AT", self.at.to_string())
            .env("SHIM_COUNT", &self.count);
    }

    /// How many changes there were.
    pub(crate) fn changes(&self) -> u64 {
        u64::from_ne_bytes(fs::read(&self.count).unwrap().try_into().unwrap())
    }
}

impl Drop for Shim {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.count));
    }
}

/// Shuts down the file system that holds `folder`, as a power cut does.
pub(crate) fn cut_the_power(folder: &Path) {
    let switch = built("powercut", "powercut.c", &[]);
    assert!(Command::new(switch).arg(folder).status().unwrap().success(), "the power could not be cut");
}

fn built(name: &'static str, source: &str, flags: &[&str]) -> PathBuf {
    static BUILDING: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _one = BUILDING.lock().unwrap();
    let path = scratch().join(name);
    if !path.exists() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults").join(source);
        let done =
            Command::new("cc").args(["-O1", "-Wall"]).args(flags).arg(source).arg("-o").arg(&path).status();
        assert!(done.expect("a C compiler is needed: apt-get install gcc").success());
        open_to_all(&path, 0o755);
    }
    path
}

pub(crate) fn open_to_all(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn fresh_number() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: OnceLock<AtomicU64> = OnceLock::new();
    NEXT.get_or_init(AtomicU64::default).fetch_add(1, Ordering::Relaxed)
}
