//! The login service (logind, <https://www.freedesktop.org/wiki/Software/systemd/logind>): the session that has the
//! screen, its lock, its idle time, the lid, and sleep. Heard on the system's bus; only what it says of our own session.

use std::collections::HashMap;
use std::time::Duration;

use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
use zbus::names::OwnedInterfaceName;
use zbus::zvariant::{OwnedFd, OwnedObjectPath, OwnedValue};
use zbus::{MatchRule, Message};

use super::seat::Seat;
use super::{Ear, Sleep};
use crate::app::request::LockReason;

const SERVICE: &str = "org.freedesktop.login1";
const ROOT: &str = "/org/freedesktop/login1";
const ROOT_FACE: &str = "org.freedesktop.login1.Manager";
const SESSION_FACE: &str = "org.freedesktop.login1.Session";
const SEAT_FACE: &str = "org.freedesktop.login1.Seat";
const USER_FACE: &str = "org.freedesktop.login1.User";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";

/// logind tells nobody of the lid; it must be asked.
const LOOK_AT_LID_EVERY: Duration = Duration::from_secs(1);

/// The body of `PropertiesChanged`: of which interface, what they are now, and which are to be asked for.
type Changed = (OwnedInterfaceName, HashMap<String, OwnedValue>, Vec<String>);

/// Listens until the bus or the window is gone; the latter is no error.
pub(super) fn hear(ear: &Ear, sleep: &Sleep) -> zbus::Result<()> {
    let login = Login::reach()?;
    let messages = MessageIterator::from(&login.bus);
    login.subscribe()?;
    sleep.hold(login.delay());
    let mut seat = Seat::USED;
    for (name, now) in login.look() {
        if seat.change(name, now).is_some_and(|reason| !ear.tell(reason)) {
            return Ok(());
        }
    }
    for message in messages {
        for reason in login.understand(&message?, &mut seat, sleep) {
            if !ear.tell(reason) {
                return Ok(());
            }
        }
    }
    Err(zbus::Error::InvalidReply)
}

/// Asks for the lid again and again until the bus or the window is gone; the latter is no error.
pub(super) fn watch_lid(ear: &Ear) -> zbus::Result<()> {
    let login = Login::reach()?;
    let mut seat = Seat::USED;
    loop {
        let closed = login.property(ROOT, ROOT_FACE, "LidClosed")?;
        let reason = seat.change("LidClosed", closed);
        if reason.is_some_and(|reason| !ear.tell(reason)) {
            return Ok(());
        }
        std::thread::sleep(LOOK_AT_LID_EVERY);
    }
}

/// The service, and what of it is ours.
struct Login {
    bus: Connection,
    /// Our own session; where it is not known, what is said of any session counts.
    session: Option<OwnedObjectPath>,
    /// The seat it sits at.
    seat: Option<OwnedObjectPath>,
}

impl Login {
    fn reach() -> zbus::Result<Self> {
        let mut login = Self { bus: Connection::system()?, session: None, seat: None };
        login.session = login.own_session();
        login.seat = login.own_seat();
        Ok(login)
    }

    /// The session of this process; started by the user's own service manager it has none, and the session counts
    /// that the person sees.
    fn own_session(&self) -> Option<OwnedObjectPath> {
        let ours = self.call(ROOT, ROOT_FACE, "GetSessionByPID", &(0_u32,));
        let ours = ours.or_else(|_| {
            let id = std::env::var("XDG_SESSION_ID").unwrap_or_default();
            self.call(ROOT, ROOT_FACE, "GetSession", &(id,))
        });
        let path = ours.and_then(|reply| reply.body().deserialize::<OwnedObjectPath>());
        path.ok().or_else(|| {
            let user = self.call(ROOT, ROOT_FACE, "GetUserByPID", &(0_u32,)).ok()?;
            let user: OwnedObjectPath = user.body().deserialize().ok()?;
            self.place(&user, USER_FACE, "Display")
        })
    }

    fn own_seat(&self) -> Option<OwnedObjectPath> {
        self.place(self.session.as_ref()?, SESSION_FACE, "Seat")
    }

    /// A property that names something by its id and its path.
    fn place(&self, of: &str, face: &str, name: &str) -> Option<OwnedObjectPath> {
        let value = self.value(of, face, name).ok()?;
        let (_id, path) = <(String, OwnedObjectPath)>::try_from(value).ok()?;
        (path.as_str() != "/").then_some(path)
    }

    fn subscribe(&self) -> zbus::Result<()> {
        let bus = DBusProxy::new(&self.bus)?;
        let rule = |face: &'static str, member: &'static str| {
            MatchRule::builder().msg_type(Type::Signal).sender(SERVICE)?.interface(face)?.member(member)
        };
        bus.add_match_rule(rule(ROOT_FACE, "PrepareForSleep")?.build())?;
        let lock = rule(SESSION_FACE, "Lock")?;
        bus.add_match_rule(match &self.session {
            Some(session) => lock.path(session.clone())?.build(),
            None => lock.build(),
        })?;
        for path in [&self.session, &self.seat].into_iter().flatten() {
            bus.add_match_rule(rule(PROPERTIES, "PropertiesChanged")?.path(path.clone())?.build())?;
        }
        Ok(())
    }

    /// Asks the machine to wait for us before it sleeps. A service that refuses makes it no less worth to listen.
    fn delay(&self) -> Option<OwnedFd> {
        let what = ("sleep", "Strongroom", "The vault is locked first", "delay");
        let reply = self.call(ROOT, ROOT_FACE, "Inhibit", &what);
        reply.and_then(|reply| reply.body().deserialize()).ok()
    }

    /// How the session and its seat stand now.
    fn look(&self) -> Vec<(&'static str, bool)> {
        let asked = [
            (&self.session, SESSION_FACE, "Active"),
            (&self.session, SESSION_FACE, "LockedHint"),
            (&self.seat, SEAT_FACE, "IdleHint"),
        ];
        let look = |(path, face, name): (&Option<OwnedObjectPath>, _, &'static str)| {
            Some((name, self.property(path.as_ref()?, face, name).ok()?))
        };
        asked.into_iter().filter_map(look).collect()
    }

    /// Why to lock, by what a message says.
    fn understand(&self, message: &Message, seat: &mut Seat, sleep: &Sleep) -> Vec<LockReason> {
        let header = message.header();
        let (face, member) = (header.interface(), header.member());
        match (face.map_or("", |face| face.as_str()), member.map_or("", |member| member.as_str())) {
            (ROOT_FACE, "PrepareForSleep") if message.body().deserialize().unwrap_or(false) => {
                sleep.going();
                vec![LockReason::Sleep]
            }
            (ROOT_FACE, "PrepareForSleep") => {
                sleep.hold(self.delay());
                Vec::new()
            }
            (SESSION_FACE, "Lock") => vec![LockReason::ScreenLocked],
            (PROPERTIES, "PropertiesChanged") => {
                let path = header.path().map(ToString::to_string).unwrap_or_default();
                self.changed(&path, message)
                    .into_iter()
                    .filter_map(|(name, now)| seat.change(&name, now))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// Properties that are true or false, as a message says that they are now.
    fn changed(&self, path: &str, message: &Message) -> Vec<(String, bool)> {
        let Ok((face, values, to_ask)) = message.body().deserialize::<Changed>() else { return Vec::new() };
        let asked = to_ask.into_iter().filter_map(|name| {
            let now = self.property(path, &face, &name).ok()?;
            Some((name, now))
        });
        let told = values.into_iter().filter_map(|(name, value)| Some((name, bool::try_from(value).ok()?)));
        told.chain(asked).collect()
    }

    fn property(&self, path: &str, face: &str, name: &str) -> zbus::Result<bool> {
        Ok(bool::try_from(self.value(path, face, name)?)?)
    }

    fn value(&self, path: &str, face: &str, name: &str) -> zbus::Result<OwnedValue> {
        let reply = self.call(path, PROPERTIES, "Get", &(face, name))?;
        reply.body().deserialize()
    }

    fn call<B: serde::Serialize + zbus::zvariant::DynamicType>(
        &self,
        path: &str,
        face: &str,
        member: &str,
        body: &B,
    ) -> zbus::Result<Message> {
        self.bus.call_method(Some(SERVICE), path, Some(face), member, body)
    }
}
