//! The computer goes to sleep, or its screen is locked: the window hears it on the message buses and locks. A bus of our
//! own stands in for the system's, and the harness for the programs that speak there.

use strongroom::texts::{Language, Texts};
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;

use crate::desktop::{Desktop, Kind};
use crate::story::{install, quiet};

const LOGIN: &str = "ioana.marin";
const PASSWORD: &str = "sample orchard under seven lamps";

/// A signal: the path of who says it, its interface and its name.
type Said = (&'static str, &'static str, &'static str);

const SLEEP: Said = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep");
const LOCK: Said = ("/org/freedesktop/login1/session/c1", "org.freedesktop.login1.Session", "Lock");
const SAVER: Said = ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged");

#[test]
fn sleep_and_a_locked_screen_lock_the_vault() {
    let texts = Texts::new(Language::English);
    let mut desktop = Desktop::start("signals", 80, Kind::ordinary(Language::English));
    let system_address = desktop.start_daemon("system-bus");
    let program = install(&desktop);
    let vault = desktop.folder().join("vault");
    let mut demo = desktop.ordinary(&program);
    let made = demo.arg("demo").arg(&vault).arg("--no-window").output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut window = desktop.ordinary(&program);
    window.arg("--vault").arg(&vault).env("DBUS_SYSTEM_BUS_ADDRESS", &system_address);
    desktop.adopt(quiet(window));

    let system = bus(&system_address);
    let session = bus(desktop.bus_address());
    unlock(&desktop, &texts);
    desktop.see_after(texts.text("locked-sleep"), || say(&system, SLEEP, &true));
    unlock(&desktop, &texts);
    // Waking up is said by the same signal, and locks nothing.
    say(&system, SLEEP, &false);
    desktop.see_after(texts.text("locked-screen-locked"), || say(&system, LOCK, &()));
    unlock(&desktop, &texts);
    desktop.see_after(texts.text("locked-screen-locked"), || say(&session, SAVER, &true));
    desktop.picture("locked-by-screen");
}

fn unlock(desktop: &Desktop, texts: &Texts) {
    desktop.see(texts.text("unlock-button"));
    desktop.fill(texts.text("unlock-login"), LOGIN);
    desktop.fill(texts.text("unlock-password"), PASSWORD);
    desktop.press("Return");
    desktop.see(texts.text("rail-lock"));
}

fn bus(address: &str) -> Connection {
    Builder::address(address).unwrap().build().expect("the message bus answers")
}

fn say<B: serde::Serialize + zbus::zvariant::DynamicType>(bus: &Connection, said: Said, body: &B) {
    bus.emit_signal(None::<&str>, said.0, said.1, said.2, body).unwrap();
}
