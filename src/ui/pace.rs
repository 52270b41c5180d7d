//! Sees to it that what is typed goes where the person was looking. Not a queue of commands: only the order of input.
//!
//! egui moves the keyboard once a frame and hands all letters of that frame to one field. On a busy machine a fast
//! typist's name, Tab and password can arrive in one frame, and the password would be shown in the field of the name.
//! So a frame gets letters, or one key that moves the keyboard, or clicks; the rest waits for the next frame. The
//! window asks before each frame.

use std::collections::VecDeque;

use eframe::egui::{Event, Key, RawInput};

/// What an event does, as far as its order matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    /// Goes to the field that has the keyboard.
    Types,
    /// May move the keyboard elsewhere; has a frame of its own.
    Moves,
    /// Clicks, which may move the keyboard too.
    Points,
    /// Goes with any other.
    Neither,
}

/// What waits for the next frame.
#[derive(Debug, Default)]
pub(super) struct Pace {
    held: VecDeque<Event>,
}

impl Pace {
    /// Leaves in `input` what belongs to this frame. True when something waits for the next.
    pub(super) fn keep(&mut self, input: &mut RawInput) -> bool {
        self.held.extend(input.events.drain(..));
        let mut doing = Does::Neither;
        while let Some(event) = self.held.front() {
            let next = does(event);
            let fits =
                next == Does::Neither || doing == Does::Neither || doing == next && next != Does::Moves;
            if !fits {
                break;
            }
            if next != Does::Neither {
                doing = next;
            }
            input.events.extend(self.held.pop_front());
        }
        !self.held.is_empty()
    }
}

const fn does(event: &Event) -> Does {
    match event {
        Event::Key { key: Key::Tab | Key::Enter | Key::Escape, pressed: true, .. } => Does::Moves,
        Event::Key { pressed: true, .. }
        | Event::Text(_)
        | Event::Paste(_)
        | Event::Cut
        | Event::Copy
        | Event::Ime(_) => Does::Types,
        Event::PointerButton { .. } | Event::Touch { .. } => Does::Points,
        _ => Does::Neither,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::{Modifiers, PointerButton, pos2};

    fn key(key: Key) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    fn text(letter: &str) -> Event {
        Event::Text(letter.to_owned())
    }

    fn frames(events: Vec<Event>) -> Vec<Vec<Event>> {
        let mut pace = Pace::default();
        let mut input = RawInput { events, ..RawInput::default() };
        let mut frames = Vec::new();
        loop {
            let more = pace.keep(&mut input);
            frames.push(std::mem::take(&mut input.events));
            if !more {
                return frames;
            }
        }
    }

    #[test]
    fn a_password_after_a_tab_waits_until_the_keyboard_moved() {
        let typed = vec![text("a"), text("b"), key(Key::Tab), text("p"), key(Key::Enter), key(Key::Enter)];
        let expected = [
            vec![text("a"), text("b")],
            vec![key(Key::Tab)],
            vec![text("p")],
            vec![key(Key::Enter)],
            vec![key(Key::Enter)],
        ];
        assert_eq!(frames(typed), expected);
    }

    #[test]
    fn letters_wait_for_the_click_before_them_and_moves_for_nothing() {
        let click = Event::PointerButton {
            pos: pos2(1.0, 1.0),
            button: PointerButton::Primary,
            pressed: true,
            modifiers: Modifiers::NONE,
        };
        let moved = Event::PointerMoved(pos2(1.0, 1.0));
        let typed = vec![moved.clone(), click.clone(), text("x"), moved.clone(), text("y")];
        let expected = [vec![moved.clone(), click], vec![text("x"), moved, text("y")]];
        assert_eq!(frames(typed), expected);
        assert_eq!(frames(Vec::new()), [Vec::new()]);
    }
}
