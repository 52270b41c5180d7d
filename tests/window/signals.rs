//! The computer goes to sleep, its screen is locked, its lid closed, its seat given to another: the window hears it on
//! the message buses and locks. A bus of our own stands in for the system's, and the harness for who speaks there.

use strongroom::texts::{Language, Texts};
use zbus::blocking::connection::Builder;

use crate::desktop::{Desktop, Kind, give};
use crate::login::Login;
use crate::planted::{self, LOGIN, PASSWORD};
use crate::story::{install, quiet};

#[test]
fn what_the_machine_and_the_desktop_say_of_the_seat_locks_the_vault() {
    let texts = Texts::new(Language::English);
    let mut desktop = Desktop::start("signals", 80, Kind::ordinary(Language::English));
    let system_address = desktop.start_daemon("system-bus");
    let login = Login::serve(&system_address);
    let program = install(&desktop);
    let vault = desktop.folder().join("vault");
    planted::make(&vault);
    give(&vault);
    let mut window = desktop.ordinary(&program);
    window.arg("--vault").arg(&vault).env("DBUS_SYSTEM_BUS_ADDRESS", &system_address);
    desktop.adopt(quiet(window));

    let locks = |reason: &str, cause: &dyn Fn()| {
        desktop.log_in(&texts, LOGIN, PASSWORD);
        desktop.see_after(texts.text(reason), cause);
    };
    assert!(!login.may_sleep());
    locks("locked-sleep", &|| login.sleep(true));
    desktop.wait_for("the delay of sleep to be given back", || login.may_sleep());
    // Waking up is said by the same signal, and locks nothing.
    login.sleep(false);
    locks("locked-screen-locked", &|| login.lock());
    locks("locked-screen-locked", &|| login.locked_hint(true));
    login.locked_hint(false);
    locks("locked-seat-switched", &|| login.active(false));
    login.active(true);
    locks("locked-lid-closed", &|| login.lid_closed(true));
    login.lid_closed(false);
    locks("locked-idle", &|| login.idle(true));
    login.idle(false);
    let session = Builder::address(desktop.bus_address()).unwrap().build().expect("the message bus answers");
    let (path, face) = ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver");
    let covered = || session.emit_signal(None::<&str>, path, face, "ActiveChanged", &true).unwrap();
    locks("locked-screen-locked", &covered);
    desktop.picture("locked-by-screen");

    // What is said of somebody else's session comes first, and the lock that is seen is the one of our own after it.
    desktop.log_in(&texts, LOGIN, PASSWORD);
    login.lock_another();
    login.another_active(false);
    login.active(false);
    desktop.see(texts.text("locked-seat-switched"));
}
