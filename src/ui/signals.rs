//! What the desktop says of itself: the screen was locked, the machine goes to sleep. Heard on D-Bus by two threads
//! of their own; where there is no bus there is nothing to hear, and nothing is said about it.

use crossbeam_channel::{Receiver, Sender};
use zbus::blocking::{Connection, MessageIterator};
use zbus::{MatchRule, Message, message};

use crate::app::request::LockReason;
use crate::app::worker::Wake;

/// One signal that means the vault must be locked.
struct Signal {
    interface: &'static str,
    member: &'static str,
    reason: LockReason,
    /// It comes with a truth value, and only `true` counts.
    flagged: bool,
}

const OF_SYSTEM: [Signal; 2] = [
    Signal {
        interface: "org.freedesktop.login1.Manager",
        member: "PrepareForSleep",
        reason: LockReason::Sleep,
        flagged: true,
    },
    Signal {
        interface: "org.freedesktop.login1.Session",
        member: "Lock",
        reason: LockReason::ScreenLocked,
        flagged: false,
    },
];

const OF_DESKTOP: [Signal; 3] = [
    screensaver("org.freedesktop.ScreenSaver"),
    screensaver("org.gnome.ScreenSaver"),
    screensaver("org.cinnamon.ScreenSaver"),
];

const fn screensaver(interface: &'static str) -> Signal {
    Signal { interface, member: "ActiveChanged", reason: LockReason::ScreenLocked, flagged: true }
}

/// Listens from now on; each reason to lock arrives once for each signal.
pub(super) fn listen(wake: &Wake) -> Receiver<LockReason> {
    let (heard, reasons) = crossbeam_channel::unbounded();
    for (connect, signals) in [
        (Connection::system as fn() -> zbus::Result<Connection>, &OF_SYSTEM[..]),
        (Connection::session, &OF_DESKTOP[..]),
    ] {
        for signal in signals {
            let (heard, wake) = (heard.clone(), wake.clone());
            std::thread::spawn(move || {
                // No bus, or none that lets us listen: quietly nothing.
                if let Err(error) = hear(connect, signal, &heard, &wake) {
                    log::debug!("not listening for {}: {error}", signal.member);
                }
            });
        }
    }
    reasons
}

fn hear(
    connect: fn() -> zbus::Result<Connection>,
    signal: &Signal,
    heard: &Sender<LockReason>,
    wake: &Wake,
) -> zbus::Result<()> {
    let rule = MatchRule::builder()
        .msg_type(message::Type::Signal)
        .interface(signal.interface)?
        .member(signal.member)?
        .build();
    for message in MessageIterator::for_match_rule(rule, &connect()?, None)? {
        if counts(signal, &message?) {
            if heard.send(signal.reason).is_err() {
                return Ok(());
            }
            wake();
        }
    }
    Ok(())
}

fn counts(signal: &Signal, message: &Message) -> bool {
    !signal.flagged || message.body().deserialize::<bool>().unwrap_or(false)
}
