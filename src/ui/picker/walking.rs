//! Walking through the picker's list by the keyboard: arrows, Home and End, the first letters of a name, Backspace for the
//! folder above. The rows themselves have the focus, so that a screen reader says them.

use std::path::{Path, PathBuf};

use eframe::egui::{Event, EventFilter, Key, Rect, Response, Ui, pos2, vec2};

use super::folder::Entry;

/// How many rows Page up and Page down go.
const PAGE: usize = 9;

/// Letters that come later than this after the last one begin a new name.
const LETTERS_SECS: f64 = 1.0;

/// Where the keyboard stands in the list.
#[derive(Default)]
pub(super) struct Walk {
    at: usize,
    /// The row is to be given the keyboard as soon as it is drawn.
    wanted: bool,
    /// A row has the keyboard.
    here: bool,
    /// The folder that was left for the one above it: the keyboard stands on it then.
    left: Option<PathBuf>,
    letters: String,
    letters_at: f64,
}

impl Walk {
    /// Begins at the first row.
    pub(super) fn begin() -> Self {
        Self { wanted: true, ..Self::default() }
    }

    /// Another folder is shown; `left` was before it.
    pub(super) fn entered(&mut self, left: &Path) {
        *self = Self { left: Some(left.to_owned()), ..Self::begin() };
    }

    /// The keyboard went elsewhere: it is not taken back.
    pub(super) fn stop(&mut self) {
        self.wanted = false;
    }

    /// The list is about to be drawn. False where there is no row to stand on although one is wanted.
    pub(super) fn before(&mut self, shown: &[&Entry]) -> bool {
        self.here = false;
        if let Some(left) = self.left.take() {
            self.at = shown.iter().position(|entry| entry.path == left).unwrap_or(0);
        }
        self.at = self.at.min(shown.len().saturating_sub(1));
        !(shown.is_empty() && std::mem::take(&mut self.wanted))
    }

    /// The rows from `first` on are about to be drawn, each this high: brings the wanted one into sight.
    #[expect(clippy::cast_precision_loss, reason = "a folder shows a few thousand rows at most")]
    pub(super) fn bring(&self, ui: &Ui, first: usize, height: f32) {
        if self.wanted {
            let top = ui.min_rect().top() + (self.at as f32 - first as f32) * height;
            let row = Rect::from_min_size(pos2(ui.min_rect().left(), top), vec2(1.0, height));
            ui.scroll_to_rect(row, None);
        }
    }

    /// A row was drawn.
    pub(super) fn row(&mut self, ui: &Ui, place: usize, row: &Response) {
        if self.wanted && place == self.at {
            row.request_focus();
            self.wanted = false;
        }
        if row.has_focus() {
            self.here = true;
            if !self.wanted {
                self.at = place;
            }
            let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(row.id, arrows));
        }
    }

    /// Hears the keys once the rows were drawn. True for the folder above.
    pub(super) fn keys(&mut self, ui: &Ui, shown: &[&Entry]) -> bool {
        if !self.here {
            return false;
        }
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let last = shown.len().saturating_sub(1);
        let steps = [
            (Key::ArrowDown, self.at + 1),
            (Key::ArrowUp, self.at.saturating_sub(1)),
            (Key::PageDown, self.at + PAGE),
            (Key::PageUp, self.at.saturating_sub(PAGE)),
            (Key::Home, 0),
            (Key::End, last),
        ];
        let step = steps.into_iter().find(|(key, _)| pressed(*key)).map(|(_, to)| to.min(last));
        if let Some(to) = step.or_else(|| self.named(ui, shown)) {
            self.wanted = to != self.at;
            self.at = to;
            ui.ctx().request_repaint();
        }
        pressed(Key::Backspace)
    }

    /// The first row whose name begins with the letters that were typed.
    fn named(&mut self, ui: &Ui, shown: &[&Entry]) -> Option<usize> {
        let (typed, now) = ui.input(|input| {
            let letters = input.events.iter().filter_map(|event| match event {
                Event::Text(text) if !text.trim().is_empty() => Some(text.as_str()),
                _ => None,
            });
            (letters.collect::<String>().to_lowercase(), input.time)
        });
        if typed.is_empty() {
            return None;
        }
        if now - self.letters_at > LETTERS_SECS {
            self.letters.clear();
        }
        self.letters.push_str(&typed);
        self.letters_at = now;
        shown.iter().position(|entry| entry.name.to_lowercase().starts_with(&self.letters))
    }
}
