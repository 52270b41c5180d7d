//! The vault is locked by button, by key, by nobody being there and by the session's end; and shows nothing after.

use eframe::egui::Key;
use strongroom::app::event::Event;
use strongroom::app::request::{LockReason, Request};

use crate::front::{Front, in_both};

fn locked_for(front: &Front, reason: LockReason) {
    let mut asked = None;
    while let Some((_, request)) = front.asked() {
        asked = Some(request);
    }
    assert!(matches!(asked, Some(Request::Lock(why)) if why == reason), "{reason:?}");
    assert!(front.sees("unlock-password"));
    assert!(!front.sees("rail-records"));
}

#[test]
fn the_button_and_the_key_lock() {
    in_both(|language| {
        let mut front = Front::unlocked(language);
        front.press("rail-lock");
        locked_for(&front, LockReason::Person);
        let mut front = Front::unlocked(language);
        front.ctrl(Key::L);
        locked_for(&front, LockReason::Person);
    });
}

#[test]
fn nobody_there_counts_down_and_locks_and_a_touch_keeps_it_open() {
    in_both(|language| {
        let mut front = Front::unlocked(language);
        front.pass(280);
        let counting = front.texts.with("countdown-idle", &[("seconds", 20_u64.into())]);
        assert!(front.sees_words(&counting));
        front.touch();
        assert!(!front.sees_words(&counting));
        front.pass(299);
        assert!(front.sees("rail-records"));
        front.pass(1);
        locked_for(&front, LockReason::Idle);
        assert!(front.sees("locked-idle"));
    });
}

#[test]
fn the_session_ends_even_while_someone_is_there() {
    in_both(|language| {
        let mut front = Front::unlocked(language);
        for _ in 0..12 * 15 {
            front.clock.advance(std::time::Duration::from_secs(239));
            front.touch();
        }
        assert!(front.sees("rail-records"));
        front.pass(200);
        front.touch();
        front.pass(200);
        front.touch();
        locked_for(&front, LockReason::SessionEnd);
    });
}

#[test]
fn the_worker_locks_by_itself() {
    in_both(|language| {
        let mut front = Front::unlocked(language);
        front.say(Event::Locked(LockReason::Network));
        assert!(front.sees("locked-network"));
        assert!(!front.sees("rail-records"));
    });
}
