//! The numeric code: leads back after an idle lock, within the same session, and is gone whenever it must be.

use std::time::Duration;

use strongroom::app::event::{Answer, Event};
use strongroom::app::problem::ProblemKind;
use strongroom::app::request::{LockReason, Request};
use strongroom::app::session::SESSION;

use crate::fixture::{PASSWORD, password};
use crate::worker::{Desk, find, unlock};

const CODE: &str = "704193";

fn set(desk: &mut Desk, code: &str) -> Result<Answer, strongroom::app::problem::Problem> {
    desk.ask(Request::SetCode { code: password(code) })
}

fn come_back(desk: &mut Desk, code: &str) -> Result<(), ProblemKind> {
    match desk.ask(Request::UnlockWithCode { code: password(code) }) {
        Ok(_) => Ok(()),
        Err(problem) => Err(problem.kind),
    }
}

/// The newest that was said of the code: how many tries, or that there is none.
fn told(desk: &mut Desk) -> Option<u8> {
    match desk.wait_for(|event| matches!(event, Event::Code(_))) {
        Event::Code(face) => face.map(|face| face.tries_left),
        _ => unreachable!("it was looked for"),
    }
}

fn lock(desk: &mut Desk, reason: LockReason) {
    assert!(desk.ask(Request::Lock(reason)).is_ok());
    desk.wait_for(|event| matches!(event, Event::Locked(why) if *why == reason));
}

/// A session with a code.
fn with_code() -> Desk {
    let mut desk = Desk::unlocked();
    assert!(set(&mut desk, CODE).is_ok());
    assert_eq!(told(&mut desk), Some(5));
    desk
}

#[test]
fn a_code_leads_back_after_an_idle_lock_and_again() {
    let mut desk = with_code();
    let group = desk.group("Private clients");
    desk.customer(group, "Agnes Whitcombe");
    for _ in 0..2 {
        lock(&mut desk, LockReason::Idle);
        assert_eq!(come_back(&mut desk, "704194"), Err(ProblemKind::WrongCode));
        assert_eq!(told(&mut desk), Some(4));
        assert_eq!(come_back(&mut desk, CODE), Ok(()));
        assert_eq!(told(&mut desk), Some(5));
        assert!(matches!(desk.ask(find("agnes")), Ok(Answer::Customers(found)) if found.total == 1));
    }
}

#[test]
fn weak_codes_are_not_taken_and_nobody_sets_one_from_outside() {
    let mut desk = Desk::new();
    assert_eq!(set(&mut desk, CODE).err().unwrap().kind, ProblemKind::Locked);
    assert_eq!(come_back(&mut desk, CODE), Err(ProblemKind::CodeGone));
    assert!(desk.ask(unlock(PASSWORD)).is_ok());
    for weak in ["12345", "123456", "311299", "777777", "letters"] {
        assert_eq!(set(&mut desk, weak).err().unwrap().kind, ProblemKind::WeakCode, "{weak}");
    }
    assert!(set(&mut desk, CODE).is_ok());
    assert_eq!(come_back(&mut desk, CODE), Err(ProblemKind::SeatTaken));
}

#[test]
fn the_fifth_wrong_code_leaves_only_the_full_log_in() {
    let mut desk = with_code();
    lock(&mut desk, LockReason::Idle);
    for left in [4, 3, 2, 1] {
        assert_eq!(come_back(&mut desk, "000000"), Err(ProblemKind::WrongCode));
        assert_eq!(told(&mut desk), Some(left));
    }
    assert_eq!(come_back(&mut desk, "000000"), Err(ProblemKind::CodeGone));
    assert_eq!(told(&mut desk), None);
    assert_eq!(come_back(&mut desk, CODE), Err(ProblemKind::CodeGone));
    assert!(desk.ask(unlock(PASSWORD)).is_ok(), "wrong codes do not make the log-in wait");
    lock(&mut desk, LockReason::Idle);
    assert_eq!(come_back(&mut desk, CODE), Err(ProblemKind::CodeGone), "the log-in did not bring it back");
}

#[test]
fn every_lock_but_the_idle_one_ends_it() {
    for reason in [
        LockReason::Person,
        LockReason::ScreenLocked,
        LockReason::Sleep,
        LockReason::SessionEnd,
        LockReason::Network,
        LockReason::WindowClosed,
    ] {
        let mut desk = with_code();
        lock(&mut desk, reason);
        assert_eq!(told(&mut desk), None, "{reason:?}");
        assert_eq!(come_back(&mut desk, CODE), Err(ProblemKind::CodeGone), "{reason:?}");
    }
}

#[test]
fn it_ends_with_the_session_it_leads_back_to() {
    let mut desk = with_code();
    desk.clock.advance(SESSION / 2);
    lock(&mut desk, LockReason::Idle);
    assert_eq!(come_back(&mut desk, CODE), Ok(()));
    // Coming back is no new session: its time goes on.
    desk.clock.advance((SESSION / 2).saturating_sub(Duration::from_secs(1)));
    lock(&mut desk, LockReason::Idle);
    desk.clock.advance(Duration::from_secs(1));
    assert_eq!(come_back(&mut desk, CODE), Err(ProblemKind::CodeGone));

    let mut desk = with_code();
    desk.clock.advance(SESSION / 2);
    lock(&mut desk, LockReason::Idle);
    assert_eq!(come_back(&mut desk, CODE), Ok(()));
    desk.clock.advance(SESSION / 2);
    assert_eq!(desk.ask(find("a")).err().unwrap().kind, ProblemKind::Locked);
    desk.wait_for(|event| matches!(event, Event::Locked(LockReason::SessionEnd)));
    assert_eq!(come_back(&mut desk, CODE), Err(ProblemKind::CodeGone));
}

#[test]
fn it_ends_when_the_machine_slept_also_while_locked_behind_it() {
    let mut desk = with_code();
    lock(&mut desk, LockReason::Idle);
    desk.clock.sleep(Duration::from_secs(5));
    assert_eq!(come_back(&mut desk, CODE), Err(ProblemKind::CodeGone));
    let mut desk = with_code();
    lock(&mut desk, LockReason::Idle);
    // The desktop says that it goes to sleep while nobody is logged in.
    assert!(desk.ask(Request::Lock(LockReason::Sleep)).is_ok());
    assert_eq!(told(&mut desk), None);
}

#[test]
fn dropping_it_another_code_and_a_full_log_in_end_it() {
    let mut desk = with_code();
    assert!(set(&mut desk, "815036").is_ok());
    lock(&mut desk, LockReason::Idle);
    assert_eq!(come_back(&mut desk, CODE), Err(ProblemKind::WrongCode));
    assert_eq!(come_back(&mut desk, "815036"), Ok(()));
    assert!(desk.ask(Request::DropCode).is_ok());
    lock(&mut desk, LockReason::Idle);
    assert_eq!(come_back(&mut desk, "815036"), Err(ProblemKind::CodeGone));

    let mut desk = with_code();
    lock(&mut desk, LockReason::Idle);
    assert!(desk.ask(unlock(PASSWORD)).is_ok());
    lock(&mut desk, LockReason::Idle);
    assert_eq!(come_back(&mut desk, CODE), Err(ProblemKind::CodeGone));
}
