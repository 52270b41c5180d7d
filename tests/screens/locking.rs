//! The vault is locked by button, by key, by nobody being there and by the session's end; and shows nothing after.

use std::time::Duration;

use eframe::egui::{Event as Input, Key, Modifiers, OutputCommand};
use strongroom::app::event::Event;
use strongroom::app::request::{LockReason, Request, RequestId};
use strongroom::app::snapshot::Colour;

use egui_kittest::kittest::Queryable as _;

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
            front.clock.advance(Duration::from_secs(239));
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

/// What the next frame puts on the clipboard, if it puts something there.
fn next_copied(front: &mut Front) -> Option<String> {
    front.harness.step();
    let commands = &front.harness.output().platform_output.commands;
    commands.iter().rev().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

/// Copies everything that the field with this label holds; what came on the clipboard.
fn copy_all(front: &mut Front, key: &str, words: &str) -> Option<String> {
    front.type_into(key, words);
    front.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    front.settle();
    front.harness.event(Input::Copy);
    next_copied(front)
}

#[test]
fn what_was_copied_goes_after_ten_seconds_and_passwords_are_never_copied() {
    in_both(|language| {
        let mut front = Front::of_vault(Colour::Green, false, language);
        assert_eq!(copy_all(&mut front, "unlock-login", "ioana").as_deref(), Some("ioana"));
        front.clock.advance(Duration::from_secs(9));
        assert_eq!(next_copied(&mut front), None);
        front.clock.advance(Duration::from_secs(1));
        assert_eq!(next_copied(&mut front).as_deref(), Some(""), "it is cleared");
        front.clock.advance(Duration::from_mins(1));
        assert_eq!(next_copied(&mut front), None, "once");
        assert_eq!(copy_all(&mut front, "unlock-password", "harbour lantern over mills"), None);
    });
}

#[test]
fn locking_clears_the_clipboard() {
    in_both(|language| {
        let mut front = Front::unlocked(language);
        let (modifiers, pressed) = (Modifiers::COMMAND | Modifiers::CTRL, true);
        front.harness.event(Input::Key {
            key: Key::L,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        });
        let copied: Vec<_> = (0..4).filter_map(|_| next_copied(&mut front)).collect();
        assert_eq!(copied, [""]);
    });
}

#[test]
fn where_others_can_watch_it_is_said_until_someone_read_it() {
    in_both(|language| {
        let mut front = Front::of_vault(Colour::Green, false, language);
        front.harness.state_mut().as_mut().unwrap().can_be_watched();
        front.log_in(RequestId(0));
        assert!(front.sees("notice-watchable"));
        front.ctrl(Key::L);
        assert!(!front.sees("notice-watchable"));
        front.log_in(RequestId(0));
        assert!(front.sees("notice-watchable"), "it was not dismissed");
        let dismissed = front.text("notice-dismiss");
        // The newest notice is the lowest.
        front.harness.query_all_by_label(&dismissed).last().unwrap().click();
        front.settle();
        assert!(!front.sees("notice-watchable"));
        front.ctrl(Key::L);
        front.log_in(RequestId(0));
        assert!(!front.sees("notice-watchable"), "it was read");
        assert!(!Front::unlocked(language).sees("notice-watchable"), "nobody can watch");
    });
}
