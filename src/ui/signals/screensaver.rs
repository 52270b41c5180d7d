//! The desktop's screen savers: they say when they cover the screen. Heard on the session's bus.

use zbus::MatchRule;
use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;

use super::Ear;
use crate::app::request::LockReason;

/// The interfaces that desktops have for it; each says `ActiveChanged` with true or false.
const INTERFACES: [&str; 3] =
    ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver"];

const MEMBER: &str = "ActiveChanged";

/// Listens until the bus or the window is gone; the latter is no error.
pub(super) fn hear(ear: &Ear) -> zbus::Result<()> {
    let bus = Connection::session()?;
    let messages = MessageIterator::from(&bus);
    let rules = DBusProxy::new(&bus)?;
    for interface in INTERFACES {
        let rule = MatchRule::builder().msg_type(Type::Signal).interface(interface)?.member(MEMBER)?;
        rules.add_match_rule(rule.build())?;
    }
    for message in messages {
        let message = message?;
        let header = message.header();
        let fits = header.member().is_some_and(|member| member == MEMBER)
            && header.interface().is_some_and(|interface| INTERFACES.contains(&interface.as_str()));
        let covered = fits && message.body().deserialize::<bool>().unwrap_or(false);
        if covered && !ear.tell(LockReason::ScreenLocked) {
            return Ok(());
        }
    }
    Err(zbus::Error::InvalidReply)
}
