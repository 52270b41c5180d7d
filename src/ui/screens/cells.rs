//! What stands in the cells of a table: texts, codes, chips; each cut off with "…" where it does not fit.
//!
//! Painted, not laid out: a table of a million rows draws only what is on screen, and each row is one thing to a
//! screen reader. Used by `table` alone.

use std::borrow::Cow;
use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{Color32, Galley, Rangef, Rect, Stroke, Ui, pos2, vec2};

use crate::ui::theme::{Face, Theme, Tone, space};

/// Between a cell's edge and what stands in it.
pub(crate) const MARGIN: f32 = 10.0;

const CHIP_HEIGHT: f32 = 20.0;

/// The content of one cell.
#[derive(Debug, Clone)]
pub(crate) enum Cell {
    /// A text.
    Text(String),
    /// A text in the background.
    Muted(String),
    /// A code or a number, monospaced.
    Code(String),
    /// Short words on coloured ground.
    Chips(Vec<(String, Tone)>),
}

impl Cell {
    /// A text in the background.
    pub(crate) fn muted(text: impl Into<String>) -> Self {
        Self::Muted(text.into())
    }
}

/// Paints a cell's content.
pub(crate) fn paint_cell(ui: &Ui, theme: &Theme, rect: Rect, cell: &Cell, right: bool) {
    let room = rect.shrink2(vec2(MARGIN, 0.0));
    match cell {
        Cell::Text(text) => paint_text(ui, room, text, Face::Body, theme.text, right),
        Cell::Muted(text) => paint_text(ui, room, text, Face::Body, theme.muted, right),
        Cell::Code(text) => paint_text(ui, room, text, Face::Code, theme.text, right),
        Cell::Chips(chips) => paint_chips(ui, theme, room, chips),
    }
}

/// Paints the thin line under a row.
pub(crate) fn paint_rule(ui: &Ui, theme: &Theme, across: Rangef, bottom: f32) {
    ui.painter().hline(across, bottom - 0.5, Stroke::new(1.0, theme.line));
}

/// One line of text, cut off at `width`.
pub(crate) fn line(ui: &Ui, text: &str, face: Face, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job =
        LayoutJob::single_section(one_line(text).into_owned(), TextFormat::simple(face.font(), colour));
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    job.break_on_newline = false;
    ui.painter().layout_job(job)
}

/// A text of several lines on one: what cannot be drawn would stand there as a box.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> =
        text.split(char::is_control).map(str::trim).filter(|line| !line.is_empty()).collect();
    Cow::Owned(lines.join(" / "))
}

fn paint_text(ui: &Ui, room: Rect, text: &str, face: Face, colour: Color32, right: bool) {
    if room.width() < space::SMALL {
        return;
    }
    let galley = line(ui, text, face, colour, room.width());
    let left = if right { room.right() - galley.size().x } else { room.left() };
    ui.painter().galley(pos2(left, room.center().y - galley.size().y / 2.0), galley, colour);
}

fn paint_chips(ui: &Ui, theme: &Theme, room: Rect, chips: &[(String, Tone)]) {
    let mut left = room.left();
    for (place, (text, tone)) in chips.iter().enumerate() {
        let ink = theme.ink(*tone);
        let widest = room.right() - left - 2.0 * space::SMALL;
        let whole = ui.painter().layout_no_wrap(text.clone(), Face::Small.font(), ink);
        // The first is cut if it must be; of the others, whole ones or a "…" that says there are more.
        if place > 0 && whole.size().x > widest {
            let more = line(ui, "…", Face::Small, theme.muted, space::LARGE);
            ui.painter().galley(pos2(left, room.center().y - more.size().y / 2.0), more, theme.muted);
            return;
        }
        let galley = if whole.size().x > widest { line(ui, text, Face::Small, ink, widest) } else { whole };
        let size = vec2(galley.size().x + 2.0 * space::SMALL, CHIP_HEIGHT);
        let chip = Rect::from_min_size(pos2(left, room.center().y - CHIP_HEIGHT / 2.0), size);
        ui.painter().rect_filled(chip, CHIP_HEIGHT / 2.0, theme.soft(*tone));
        let at = pos2(chip.left() + space::SMALL, chip.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, ink);
        left = chip.right() + space::TINY;
    }
}
