//! A desktop of its own: a virtual screen, a window manager, a message bus with its accessibility bus, and programs on it.
//! Everything is ended with it. Eyes and hands are in `hands`.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use strongroom::texts::Language;

use crate::tree::{Accessibility, Place};

/// The ordinary user (`nobody`) that everything runs as when the harness is root.
const ORDINARY: u32 = 65534;

/// How long something may take to appear before the test gives up: it ends a hang and nothing else, for a software renderer
/// on a busy machine is slow.
const PATIENCE: Duration = Duration::from_mins(5);

/// How long the screen may go on moving before its picture is taken.
const STILL: Duration = Duration::from_secs(4);

/// An ordinary session's bus that answers the harness too, which may be root.
const BUS_RULES: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <include>/usr/share/dbus-1/session.conf</include>
  <policy context="default"><allow user="root"/></policy>
</busconfig>
"#;

/// What a desktop is like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) size: (u32, u32),
    pub(crate) language: Language,
}

impl Kind {
    /// The size that the window begins with, and a little more.
    pub(crate) const fn ordinary(language: Language) -> Self {
        Self { size: (1280, 860), language }
    }

    /// The locale that programs are told of.
    const fn locale(self) -> &'static str {
        match self.language {
            Language::English => "C.UTF-8",
            Language::Romanian => "ro_RO.UTF-8",
        }
    }
}

pub(crate) struct Desktop {
    pub(crate) kind: Kind,
    display: String,
    bus_address: String,
    folder: PathBuf,
    running: Vec<Child>,
    accessibility: Option<Accessibility>,
}

impl Desktop {
    /// Starts a desktop on the first free display from `first` on; its files lie in a folder called `name`.
    pub(crate) fn start(name: &str, first: u32, kind: Kind) -> Self {
        let folder = fresh_folder(name);
        let number = (first..first + 5).find(|number| !Path::new(&format!("/tmp/.X{number}-lock")).exists());
        let display = format!(":{}", number.expect("a display is free"));
        let (bus_address, running) = (String::new(), Vec::new());
        let mut desktop = Self { kind, display, bus_address, folder, running, accessibility: None };
        desktop.start_screen();
        if kind.language == Language::Romanian {
            // Letters such as ă that are on no key of the layout are sometimes lost.
            desktop
                .tool("setxkbmap", &["ro"])
                .expect("x11-xkb-utils is needed: apt-get install x11-xkb-utils");
        }
        desktop.start_bus();
        desktop.background("openbox", &[]);
        desktop
    }

    fn start_screen(&mut self) {
        let size = format!("{}x{}x24", self.kind.size.0, self.kind.size.1);
        let screen = Command::new("Xvfb")
            .args([&self.display[..], "-screen", "0", &size, "-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is needed: apt-get install xvfb");
        self.running.push(screen);
        self.wait_for("the virtual screen", || self.tool("xdpyinfo", &[]).is_some());
    }

    fn start_bus(&mut self) {
        self.bus_address = self.start_daemon("bus");
        self.accessibility = Some(Accessibility::switch_on(&self.bus_address));
    }

    /// Starts a message bus that anyone here may use; its address.
    pub(crate) fn start_daemon(&mut self, name: &str) -> String {
        let address = format!("unix:path={}", self.folder.join(name).display());
        let rules = self.folder.join(format!("{name}.conf"));
        fs::write(&rules, BUS_RULES).unwrap();
        let mut command = self.ordinary("dbus-daemon");
        command.arg("--config-file").arg(&rules).args(["--nofork", "--print-address", "--address", &address]);
        command.stdout(Stdio::piped());
        let mut bus = command.stderr(Stdio::null()).spawn().expect("dbus is needed: apt-get install dbus");
        let mut lines = BufReader::new(bus.stdout.take().unwrap()).lines();
        let address = lines.next().expect("the message bus starts").unwrap();
        self.running.push(bus);
        address
    }

    /// A command as the ordinary user, with this desktop's screen, bus and folders and nothing else of the environment.
    pub(crate) fn ordinary(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin")
            .env("LANG", self.kind.locale())
            .env("HOME", &self.folder)
            .env("TMPDIR", &self.folder)
            .env("XDG_RUNTIME_DIR", &self.folder)
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus_address)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            // The accessibility bus keeps its switch in the desktop's settings: in memory, so that no file is needed.
            .env("GSETTINGS_BACKEND", "memory")
            .current_dir(&self.folder)
            .stdin(Stdio::null());
        if rustix::process::geteuid().is_root() {
            command.uid(ORDINARY).gid(ORDINARY);
        }
        command
    }

    /// Like [`Desktop::ordinary`], on a machine that has no network: namespaces of its own with a fresh `/sys`. Takes root.
    pub(crate) fn isolated(&self, program: &str) -> Command {
        self.isolated_with(program, "true")
    }

    /// The same, where a shell has changed more of the machine first.
    pub(crate) fn isolated_with(&self, program: &str, change: &str) -> Command {
        let mut inner = self.ordinary("unshare");
        inner.uid(0).gid(0);
        let script = format!(
            "mount -t sysfs none /sys && {change} && exec setpriv --reuid {ORDINARY} --regid {ORDINARY} --clear-groups \"$@\""
        );
        inner.args(["-n", "-m", "sh", "-c", &script, "sh", program]);
        inner
    }

    /// Starts a program that stays until the desktop ends.
    pub(crate) fn background(&mut self, program: &str, arguments: &[&str]) {
        let mut command = self.ordinary(program);
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        self.adopt(command);
    }

    /// Starts a program that ends with the desktop; its process.
    pub(crate) fn adopt(&mut self, mut command: Command) -> u32 {
        let name = command.get_program().to_owned();
        let child = command.spawn().unwrap_or_else(|error| panic!("{}: {error}", name.display()));
        let process = child.id();
        self.running.push(child);
        process
    }

    /// The address of the session's message bus.
    pub(crate) fn bus_address(&self) -> &str {
        &self.bus_address
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Waits until a program that was adopted has ended, and says how.
    pub(crate) fn see_end(&mut self, process: u32) -> ExitStatus {
        let stat = format!("/proc/{process}/stat");
        self.wait_for("a program to end", || {
            fs::read_to_string(&stat).is_ok_and(|stat| stat.contains(") Z "))
        });
        let place = self.running.iter().position(|child| child.id() == process).unwrap();
        self.running.remove(place).wait().unwrap()
    }

    /// What a screen reader finds that fits.
    pub(crate) fn places(&self, fits: impl Fn(&Place) -> bool) -> Vec<Place> {
        self.accessibility.as_ref().map(|tree| tree.places(fits)).unwrap_or_default()
    }

    /// Saves a picture of the whole screen in the target folder and returns where.
    pub(crate) fn picture(&self, name: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("window");
        let path = folder.join(format!("{name}.png"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let done = Command::new("import")
            .args(["-window", "root"])
            .arg(&path)
            .env("DISPLAY", &self.display)
            .status();
        assert!(done.is_ok_and(|status| status.success()), "no picture of the screen");
        path
    }

    /// Waits until the screen stands still: two looks at it, one after the other, are the same. What moves by itself, such
    /// as a spinner, is not waited for longer than [`STILL`].
    pub(crate) fn settle(&self) {
        let look = || {
            let mut import = Command::new("import");
            import.args(["-window", "root", "-depth", "8", "rgb:-"]).env("DISPLAY", &self.display);
            import.output().map(|output| output.stdout).unwrap_or_default()
        };
        let (begun, mut before) = (Instant::now(), look());
        while begun.elapsed() < STILL {
            thread::sleep(Duration::from_millis(100));
            let now = look();
            if now == before {
                return;
            }
            before = now;
        }
    }

    pub(crate) fn tool(&self, tool: &str, arguments: &[&str]) -> Option<String> {
        let output = Command::new(tool).args(arguments).env("DISPLAY", &self.display).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    pub(crate) fn wait_for(&self, what: &str, mut there: impl FnMut() -> bool) {
        let begun = Instant::now();
        while !there() {
            if begun.elapsed() > PATIENCE {
                let seen = self.places(|_all| true);
                let picture = self.picture("given-up");
                panic!("waited in vain for {what}; {}; what is there: {seen:#?}", picture.display());
            }
            thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        for child in self.running.iter_mut().rev() {
            // Asked to end, not killed: a killed X server leaves its lock behind.
            drop(Command::new("kill").arg(child.id().to_string()).status());
            drop(child.wait());
        }
        if !thread::panicking() {
            drop(fs::remove_dir_all(&self.folder));
        }
    }
}

/// A folder for this run, of the ordinary user.
fn fresh_folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("strongroom-window-{}-{name}", std::process::id()));
    drop(fs::remove_dir_all(&path));
    fs::create_dir_all(&path).unwrap();
    give(&path);
    path
}

/// Gives a file or folder to the ordinary user, who alone may use it.
pub(crate) fn give(path: &Path) {
    if rustix::process::geteuid().is_root() {
        let whom = format!("{ORDINARY}:{ORDINARY}");
        assert!(Command::new("chown").arg("-R").arg(whom).arg(path).status().unwrap().success());
    }
    if path.is_dir() {
        assert!(Command::new("chmod").arg("700").arg(path).status().unwrap().success());
    }
}
