//! Text in the faces of the theme.

use eframe::egui::{Align, Color32, Label, Layout, Response, RichText, Ui};

use crate::ui::theme::{Face, Theme, Tone, space};

/// Text of a face and colour, wrapped where there is no room.
pub(crate) fn text(ui: &mut Ui, face: Face, colour: Color32, text: impl Into<String>) -> Response {
    ui.add(Label::new(rich(face, colour, text)).wrap())
}

/// Text of a face and colour on one line, cut with `…` where there is no room.
pub(crate) fn line(ui: &mut Ui, face: Face, colour: Color32, text: impl Into<String>) -> Response {
    ui.add(Label::new(rich(face, colour, text)).truncate())
}

/// Text to be put into other widgets.
pub(crate) fn rich(face: Face, colour: Color32, text: impl Into<String>) -> RichText {
    RichText::new(text).font(face.font()).line_height(Some(face.line())).color(colour)
}

/// Running text.
pub(crate) fn body(ui: &mut Ui, theme: &Theme, words: impl Into<String>) -> Response {
    text(ui, Face::Body, theme.text, words)
}

/// Running text that steps back.
pub(crate) fn muted(ui: &mut Ui, theme: &Theme, words: impl Into<String>) -> Response {
    text(ui, Face::Body, theme.muted, words)
}

/// Small text that steps back.
pub(crate) fn small(ui: &mut Ui, theme: &Theme, words: impl Into<String>) -> Response {
    text(ui, Face::Small, theme.muted, words)
}

/// Small text of a tone.
pub(crate) fn small_tone(ui: &mut Ui, theme: &Theme, tone: Tone, words: impl Into<String>) -> Response {
    text(ui, Face::Small, theme.ink(tone), words)
}

/// The heading of a card.
pub(crate) fn heading(ui: &mut Ui, theme: &Theme, words: impl Into<String>) -> Response {
    text(ui, Face::Heading, theme.text, words)
}

/// The name of a thing.
pub(crate) fn strong(ui: &mut Ui, theme: &Theme, words: impl Into<String>) -> Response {
    text(ui, Face::Strong, theme.text, words)
}

/// A code, a hash, a path.
pub(crate) fn code(ui: &mut Ui, theme: &Theme, words: impl Into<String>) -> Response {
    text(ui, Face::Code, theme.text, words)
}

/// A line of a list of facts: what it is, and what it says.
pub(crate) fn fact(ui: &mut Ui, theme: &Theme, name: &str, add: impl FnOnce(&mut Ui)) {
    // A third of the details' pane; where there is more room, so that names of two words stay on a line.
    let width = (ui.available_width() * 0.3).clamp(space::DETAILS / 3.0, space::DETAILS * 0.6);
    fact_of(ui, theme, width, name, add);
}

/// The same in a list whose names are longer: each has so much room.
pub(crate) fn fact_of(ui: &mut Ui, theme: &Theme, width: f32, name: &str, add: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout([width, Face::Body.line()].into(), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            muted(ui, theme, name);
        });
        ui.vertical(add);
    });
}
