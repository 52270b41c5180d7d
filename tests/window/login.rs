//! A login service that stands in for logind on a bus of our own: it knows one session at one seat, says of it what the
//! test wants, and hands out delays of sleep.

use std::collections::HashMap;
use std::io::Read as _;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::interface;
use zbus::zvariant::{OwnedFd, OwnedObjectPath, Value};

const ROOT: &str = "/org/freedesktop/login1";
const OURS: &str = "/org/freedesktop/login1/session/c1";
const ANOTHER: &str = "/org/freedesktop/login1/session/c2";
const SEAT: &str = "/org/freedesktop/login1/seat/seat0";

const SESSION_FACE: &str = "org.freedesktop.login1.Session";
const SEAT_FACE: &str = "org.freedesktop.login1.Seat";

/// The service, as long as it is held.
pub(crate) struct Login {
    bus: Connection,
    /// Says each time that a program gave back its delay of sleep.
    given_back: Receiver<()>,
}

struct Root {
    given_back: Sender<()>,
    lid_closed: bool,
}

#[interface(name = "org.freedesktop.login1.Manager")]
impl Root {
    #[zbus(name = "GetSessionByPID")]
    fn session_by_pid(&self, process: u32) -> OwnedObjectPath {
        assert_eq!(process, 0, "it asks for its own session");
        path(OURS)
    }

    fn inhibit(&self, what: &str, who: &str, why: &str, mode: &str) -> OwnedFd {
        assert_eq!((what, who, mode), ("sleep", "Strongroom", "delay"));
        assert!(!why.is_empty());
        let (mut held, hold) = std::io::pipe().unwrap();
        let given_back = self.given_back.clone();
        thread::spawn(move || {
            // Reads the end when the last holder closed it.
            assert_eq!(held.read(&mut [0]).unwrap(), 0);
            // A test that ended asks no more.
            if given_back.send(()).is_err() {}
        });
        std::os::fd::OwnedFd::from(hold).into()
    }

    #[zbus(property(emits_changed_signal = "false"))]
    fn lid_closed(&self) -> bool {
        self.lid_closed
    }
}

struct Session;

#[interface(name = "org.freedesktop.login1.Session")]
impl Session {
    #[zbus(property)]
    fn active(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn locked_hint(&self) -> bool {
        false
    }

    #[zbus(property)]
    fn seat(&self) -> (String, OwnedObjectPath) {
        ("seat0".to_owned(), path(SEAT))
    }
}

struct Seat;

#[interface(name = "org.freedesktop.login1.Seat")]
impl Seat {
    #[zbus(property)]
    fn idle_hint(&self) -> bool {
        false
    }
}

fn path(path: &str) -> OwnedObjectPath {
    OwnedObjectPath::try_from(path).unwrap()
}

impl Login {
    /// Serves on the bus at this address.
    pub(crate) fn serve(address: &str) -> Self {
        let (given_back_to, given_back) = channel();
        let builder = Builder::address(address).unwrap().name("org.freedesktop.login1").unwrap();
        let builder = builder.serve_at(ROOT, Root { given_back: given_back_to, lid_closed: false }).unwrap();
        let builder = builder.serve_at(OURS, Session).unwrap().serve_at(SEAT, Seat).unwrap();
        Self { bus: builder.build().expect("the message bus answers"), given_back }
    }

    /// The machine goes to sleep, or woke up.
    pub(crate) fn sleep(&self, going: bool) {
        self.say(ROOT, "org.freedesktop.login1.Manager", "PrepareForSleep", &going);
    }

    /// Our session is to lock its screen.
    pub(crate) fn lock(&self) {
        self.say(OURS, SESSION_FACE, "Lock", &());
    }

    /// Somebody else's session is.
    pub(crate) fn lock_another(&self) {
        self.say(ANOTHER, SESSION_FACE, "Lock", &());
    }

    /// Our session has the screen, or another one has.
    pub(crate) fn active(&self, is: bool) {
        self.change(OURS, SESSION_FACE, "Active", is);
    }

    /// The same of somebody else's session.
    pub(crate) fn another_active(&self, is: bool) {
        self.change(ANOTHER, SESSION_FACE, "Active", is);
    }

    /// The desktop says that it locked its screen.
    pub(crate) fn locked_hint(&self, is: bool) {
        self.change(OURS, SESSION_FACE, "LockedHint", is);
    }

    /// Nobody touched any device of the seat for a while.
    pub(crate) fn idle(&self, is: bool) {
        self.change(SEAT, SEAT_FACE, "IdleHint", is);
    }

    /// The lid, which nobody is told of.
    pub(crate) fn lid_closed(&self, is: bool) {
        self.bus.object_server().interface::<_, Root>(ROOT).unwrap().get_mut().lid_closed = is;
    }

    /// Whether a delay of sleep was given back since it was asked last.
    pub(crate) fn may_sleep(&self) -> bool {
        self.given_back.try_iter().count() > 0
    }

    fn change(&self, path: &str, face: &str, name: &str, is: bool) {
        let body = (face, HashMap::from([(name, Value::from(is))]), Vec::<&str>::new());
        self.say(path, "org.freedesktop.DBus.Properties", "PropertiesChanged", &body);
    }

    fn say<B: serde::Serialize + zbus::zvariant::DynamicType>(
        &self,
        path: &str,
        face: &str,
        member: &str,
        body: &B,
    ) {
        self.bus.emit_signal(None::<&str>, path, face, member, body).unwrap();
    }
}
