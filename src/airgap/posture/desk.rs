//! The rows of the session: what shows the window, and whether the screen locks.

use super::processes::Processes;
use super::{Here, Row, Seen};

/// What shows the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionKind {
    /// The kiosk session: this program alone, on Wayland.
    Kiosk,
    /// A Wayland desktop.
    Wayland,
    /// An X server on this machine.
    X11,
    /// A console without windows.
    Console,
    /// Screen and keys are at another machine.
    Remote,
    /// Nothing says.
    Unknown,
}

/// Programs that do nothing but lock the screen.
const LOCKERS: [&str; 9] = [
    "swayidle",
    "hypridle",
    "xss-lock",
    "light-locker",
    "xscreensaver",
    "xfce4-screensav",
    "mate-screensave",
    "cinnamon-screen",
    "xautolock",
];

/// Desktops that lock the screen themselves, if they are set to.
const DESKTOPS: [&str; 4] = ["gnome-shell", "ksmserver", "plasmashell", "gsd-screensaver"];

impl SessionKind {
    /// What the environment says; `of` looks a variable up.
    pub fn of(of: &dyn Fn(&str) -> Option<String>) -> Self {
        let said = |name: &str| of(name).filter(|value| !value.is_empty());
        let display = said("DISPLAY");
        // `localhost:10` is how SSH brings windows to elsewhere; of this machine's own there is only `:0`.
        let elsewhere = display.as_ref().is_some_and(|display| !display.starts_with([':', '/']));
        if said("SSH_CONNECTION").is_some() || said("SSH_TTY").is_some() || elsewhere {
            return Self::Remote;
        }
        let desktop = said("XDG_CURRENT_DESKTOP").unwrap_or_default().to_lowercase();
        let kind = said("XDG_SESSION_TYPE");
        match (said("WAYLAND_DISPLAY"), display, kind.as_deref()) {
            (Some(_), ..) if desktop.contains("kiosk") => Self::Kiosk,
            (Some(_), ..) => Self::Wayland,
            (None, Some(_), _) => Self::X11,
            (None, None, Some("tty")) => Self::Console,
            _ => Self::Unknown,
        }
    }
}

/// The row of the session.
pub(super) fn session(here: &Here) -> Row {
    Row::of(match here.session {
        SessionKind::Kiosk | SessionKind::Wayland => Seen::SessionWayland,
        SessionKind::X11 => Seen::SessionX11,
        SessionKind::Console => Seen::SessionConsole,
        SessionKind::Remote => Seen::SessionRemote,
        SessionKind::Unknown => Seen::SessionUnknown,
    })
}

/// The row of the screen's lock.
pub(super) fn screen_lock(here: &Here, running: &Processes) -> Row {
    let found = |names: &[&'static str]| names.iter().copied().find(|name| running.run(name));
    if here.session == SessionKind::Kiosk || running.run("cage") {
        return Row::of(Seen::LockKiosk);
    }
    if !matches!(here.session, SessionKind::Wayland | SessionKind::X11) {
        return Row::of(Seen::LockUnknown);
    }
    match (found(&LOCKERS), found(&DESKTOPS)) {
        (Some(locker), _) => Row::of(Seen::LockRuns).word("program", locker),
        (None, Some(desktop)) => Row::of(Seen::LockPerhaps).word("program", desktop),
        (None, None) => Row::of(Seen::LockNone),
    }
}
