//! The field that a password is typed into. What is typed lies in one fixed buffer that is wiped, and nowhere else.
//!
//! egui keeps what a `TextEdit` shows in its own memory and undo history. So the buffer here shows egui only bullets,
//! never grows (growing would leave a copy behind) and refuses undo. There is no way to show what was typed.

use std::ops::Range;
use std::sync::LazyLock;

use eframe::egui::text::CharIndex;
use eframe::egui::{Event, Response, TextBuffer, Ui};
use zeroize::Zeroizing;

use super::field::Field;
use super::text;
use crate::crypto::secret::Password;
use crate::ui::theme::{Theme, Tone, space};

/// The most characters that are taken.
const ROOM: usize = 256;

static BULLETS: LazyLock<String> = LazyLock::new(|| "•".repeat(ROOM));

/// What is typed, masked. Wiped when dropped.
struct Masked {
    chars: Zeroizing<Vec<char>>,
}

impl Masked {
    fn new() -> Self {
        Self { chars: Zeroizing::new(Vec::with_capacity(ROOM)) }
    }
}

impl TextBuffer for Masked {
    fn is_mutable(&self) -> bool {
        true
    }

    fn as_str(&self) -> &str {
        BULLETS.get(..self.chars.len() * '•'.len_utf8()).unwrap_or_default()
    }

    fn insert_text(&mut self, text: &str, char_index: CharIndex) -> usize {
        let at = char_index.0.min(self.chars.len());
        let room = ROOM - self.chars.len();
        let mut taken = 0;
        for (place, character) in text.chars().filter(|c| !c.is_control()).take(room).enumerate() {
            self.chars.insert(at + place, character);
            taken += 1;
        }
        taken
    }

    fn delete_char_range(&mut self, range: Range<CharIndex>) {
        let end = range.end.0.min(self.chars.len());
        let start = range.start.0.min(end);
        // Closes the gap in place and wipes what is left over at the end.
        let gap = end - start;
        self.chars.copy_within(end.., start);
        let rest = self.chars.len() - gap;
        for left_over in self.chars.iter_mut().skip(rest) {
            *left_over = '\0';
        }
        self.chars.truncate(rest);
    }

    fn clear(&mut self) {
        for character in self.chars.iter_mut() {
            *character = '\0';
        }
        self.chars.clear();
    }

    /// Undo and redo would put bullets in the place of what was typed.
    fn replace_with(&mut self, _text: &str) {}

    fn take(&mut self) -> String {
        let shown = self.as_str().to_owned();
        self.clear();
        shown
    }

    fn type_id(&self) -> std::any::TypeId {
        std::any::TypeId::of::<Self>()
    }
}

/// A secret field and what was typed into it.
pub(crate) struct SecretField {
    typed: Masked,
    caps_lock: bool,
}

impl Default for SecretField {
    fn default() -> Self {
        Self { typed: Masked::new(), caps_lock: false }
    }
}

impl SecretField {
    /// Nothing is typed.
    pub(crate) fn is_empty(&self) -> bool {
        self.typed.chars.is_empty()
    }

    /// What is typed ends with a space.
    pub(crate) fn ends_with_space(&self) -> bool {
        self.typed.chars.last().is_some_and(|last| last.is_whitespace())
    }

    /// The same was typed here and there.
    pub(crate) fn same_as(&self, other: &Self) -> bool {
        *self.typed.chars == *other.typed.chars
    }

    /// What is typed, as a password of its own.
    pub(crate) fn password(&self) -> Password {
        // EXPOSE: moves from one wiped buffer into another.
        Password::from_chars(&self.typed.chars)
    }

    /// Wipes what is typed.
    pub(crate) fn wipe(&mut self) {
        self.typed.clear();
    }

    /// Draws it. `caps_hint` is shown while Caps Lock seems to be on.
    pub(crate) fn ui(&mut self, ui: &mut Ui, theme: &Theme, field: Field<'_>, caps_hint: &str) -> Response {
        let response = field.password().ui(ui, theme, &mut self.typed);
        if response.has_focus() {
            self.watch_caps_lock(ui);
        }
        if self.caps_lock && response.has_focus() {
            ui.add_space(-space::TINY);
            text::small_tone(ui, theme, Tone::Warning, caps_hint);
        }
        response
    }

    /// No window system says so plainly; a capital without Shift, or a small letter with it, does.
    fn watch_caps_lock(&mut self, ui: &Ui) {
        ui.input(|input| {
            for event in &input.events {
                let Event::Text(typed) = event else { continue };
                let mut letters = typed.chars();
                if let (Some(letter), None) = (letters.next(), letters.next()) {
                    if letter.is_uppercase() {
                        self.caps_lock = !input.modifiers.shift;
                    } else if letter.is_lowercase() {
                        self.caps_lock = input.modifiers.shift;
                    }
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(field: &Masked) -> String {
        field.chars.iter().collect()
    }

    #[test]
    fn editing_works_and_only_bullets_are_seen() {
        let mut field = Masked::new();
        assert_eq!(field.insert_text("kettle", CharIndex(0)), 6);
        assert_eq!(field.insert_text("ș ", CharIndex(2)), 2);
        assert_eq!(field.as_str(), "••••••••");
        assert_eq!(typed(&field), "keș ttle");
        field.delete_char_range(CharIndex(2)..CharIndex(4));
        assert_eq!(typed(&field), "kettle");
        field.replace_with("•••");
        assert_eq!(typed(&field), "kettle");
        assert_eq!(TextBuffer::take(&mut field), "••••••");
        assert_eq!(typed(&field), "");
    }

    #[test]
    fn the_buffer_never_grows() {
        let mut field = Masked::new();
        let before = field.chars.as_ptr();
        assert_eq!(field.insert_text(&"x".repeat(1000), CharIndex(0)), ROOM);
        assert_eq!(field.insert_text("y", CharIndex(3)), 0);
        assert_eq!(field.chars.as_ptr(), before);
    }
}
