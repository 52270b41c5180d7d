//! The air-gap guard at work: what a network that comes up does to a vault that is open, to the numeric code, to commands
//! and to the log. Machines are made of files; the one real vault is slow, so that one test tells its whole story.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use strongroom::app::entrance::Entrance;
use strongroom::app::event::{Answer, Event};
use strongroom::app::founding::found;
use strongroom::app::problem::ProblemKind;
use strongroom::app::request::{FoundingWish, LockReason, Request};
use strongroom::app::snapshot::Colour;
use strongroom::base::clock::{HandClock, SharedClock};
use strongroom::base::job::CancelFlag;
use strongroom::policy::Act;
use strongroom::texts::Language;

use crate::fixture::{LOGIN, NOW, PASSWORD, password};
use crate::logged::words_logged;
use crate::worker::{Desk, find, unlock};

const CODE: &str = "704193";

/// From the network coming up to the vault being locked.
const LOCKS_WITHIN: Duration = Duration::from_secs(2);

/// A cable is plugged into this machine.
pub(crate) fn plug_in(root: &Path) {
    let made = root.join("being-made");
    std::fs::create_dir_all(&made).unwrap();
    let attributes = [("type", "1"), ("flags", "0x1003"), ("operstate", "up"), ("carrier", "1")];
    for (attribute, value) in attributes {
        std::fs::write(made.join(attribute), value).unwrap();
    }
    // At once, as the kernel does it.
    std::fs::rename(made, root.join("sys/class/net/eth0")).unwrap();
}

/// The card is taken out again.
pub(crate) fn take_out(root: &Path) {
    std::fs::rename(root.join("sys/class/net/eth0"), root.join("taken-out")).unwrap();
    std::fs::remove_dir_all(root.join("taken-out")).unwrap();
}

/// Waits until the guard says that the machine has this colour.
fn turns(desk: &mut Desk, colour: Colour) {
    desk.wait_for(|event| matches!(event, Event::AirGap(face) if face.colour == colour));
}

#[test]
fn a_network_locks_a_real_vault_forgets_the_code_and_is_told() {
    let mut desk = Desk::of_real_vault();
    let root = desk.root();
    turns(&mut desk, Colour::Green);
    assert!(matches!(desk.ask(unlock(PASSWORD)), Ok(Answer::Unlocked)));
    assert!(desk.ask(Request::SetCode { code: password(CODE) }).is_ok());
    desk.wait_for(|event| matches!(event, Event::Code(Some(_))));

    let plugged = Instant::now();
    plug_in(&root);
    desk.wait_for(|event| matches!(event, Event::Locked(LockReason::Network)));
    assert!(plugged.elapsed() < LOCKS_WITHIN, "{:?}", plugged.elapsed());
    turns(&mut desk, Colour::Red);
    desk.wait_for(|event| matches!(event, Event::Code(None)));
    assert_eq!(desk.ask(find("a")).err().unwrap().kind, ProblemKind::Locked);
    let refused = desk.ask(unlock(PASSWORD)).err().unwrap();
    assert_eq!((refused.kind, refused.kind.exit_code()), (ProblemKind::NotAirGapped, 5));
    assert_eq!(refused.details, [("device", "eth0".to_owned())]);
    let code = Request::UnlockWithCode { code: password(CODE) };
    assert_eq!(desk.ask(code).err().unwrap().kind, ProblemKind::CodeGone);

    take_out(&root);
    turns(&mut desk, Colour::Green);
    assert!(matches!(desk.ask(unlock(PASSWORD)), Ok(Answer::Unlocked)));
    // A code that waits behind an idle lock is forgotten, too.
    assert!(desk.ask(Request::SetCode { code: password(CODE) }).is_ok());
    assert!(desk.ask(Request::Lock(LockReason::Idle)).is_ok());
    desk.wait_for(|event| matches!(event, Event::Code(Some(_))));
    plug_in(&root);
    turns(&mut desk, Colour::Red);
    let code = Request::UnlockWithCode { code: password(CODE) };
    assert_eq!(desk.ask(code).err().unwrap().kind, ProblemKind::CodeGone);
    take_out(&root);
    turns(&mut desk, Colour::Green);

    // A command is told to stop, and why.
    let folder = desk.vault();
    desk.end();
    let clock: SharedClock = Arc::new(HandClock::at(NOW));
    let entrance = Entrance::open(&folder, clock, root.clone()).ok().unwrap();
    let session = entrance.unlock(LOGIN, &password(PASSWORD)).ok().unwrap();
    let stop = CancelFlag::default();
    let guard = entrance.hold_guard(None, stop.clone());
    assert!(guard.stayed_apart().is_ok() && !stop.is_cancelled());
    plug_in(&root);
    while !stop.is_cancelled() {
        std::thread::yield_now();
    }
    assert_eq!(guard.stayed_apart().err().unwrap().kind, ProblemKind::NotAirGapped);
    session.lock(LockReason::Network).unwrap();
}

#[test]
fn a_practice_vault_stays_open_and_every_change_is_logged() {
    let mut desk = Desk::new();
    let root = desk.root();
    turns(&mut desk, Colour::Green);
    assert!(matches!(desk.ask(unlock(PASSWORD)), Ok(Answer::Unlocked)));
    plug_in(&root);
    turns(&mut desk, Colour::Red);
    assert!(desk.ask(find("a")).is_ok(), "nothing in it is real");
    take_out(&root);
    turns(&mut desk, Colour::Green);
    desk.end();
    let changes: Vec<String> = words_logged(&desk.vault(), Act::AirGapChange);
    assert_eq!(changes, ["red: wired eth0 carrier", "green"]);
}

#[test]
fn no_real_vault_is_founded_while_the_guard_sees_a_network() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("root");
    std::fs::create_dir_all(root.join("sys/class/net")).unwrap();
    plug_in(&root);
    let clock: SharedClock = Arc::new(HandClock::at(NOW));
    let wish = FoundingWish {
        folder: folder.path().join("vault"),
        business: "Pop and daughters".to_owned(),
        founder: "Ana Pop".to_owned(),
        login: LOGIN.to_owned(),
        password: password(PASSWORD),
        practice: false,
        language: Language::English,
    };
    let refused = found(&wish, None, &clock, &root).err().unwrap();
    assert_eq!(refused.kind, ProblemKind::NotAirGapped);
    assert!(!wish.folder.exists());
}
