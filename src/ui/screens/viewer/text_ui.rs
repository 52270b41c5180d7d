//! Text at full size: every line wrapped to the pane, only what is on screen drawn.
//!
//! Lines are wrapped by counting letters of the monospaced face, so that a text of many thousand lines is laid out
//! at once and scrolled without work.

use eframe::egui::{ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

use super::content::bar_ui;
use crate::document::Text;
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, space};

/// One row on screen: the line it belongs to, and from which byte to which.
type Piece = (usize, usize, usize);

/// Where a text is wrapped.
#[derive(Debug, Default)]
pub(super) struct TextView {
    across: usize,
    lines: usize,
    pieces: Vec<Piece>,
}

impl TextView {
    /// Draws the text over all the room.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, text: &Text) {
        let lines = cx.with("viewer-text-lines", &[("count", text.lines.len().into())]);
        let encoding = cx.with("viewer-text-encoding", &[("encoding", text.encoding.into())]);
        bar_ui(ui, cx, &[lines, encoding], text.cut);
        let letter = ui.painter().layout_no_wrap("m".to_owned(), Face::Code.font(), cx.theme.text).size().x;
        self.wrap(text, letters_in(ui.available_width() - 2.0 * space::LARGE, letter));
        let height = Face::Code.line();
        ui.add_space(space::TINY);
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let area = ScrollArea::vertical().id_salt("text").auto_shrink([false, false]);
        area.show_rows(ui, height, self.pieces.len(), |ui, rows| {
            for (line, start, end) in self.pieces.get(rows).unwrap_or_default() {
                let piece = text.lines.get(*line).and_then(|line| line.get(*start..*end)).unwrap_or_default();
                line_ui(ui, cx, piece, height);
            }
        });
    }

    fn wrap(&mut self, text: &Text, across: usize) {
        if self.across == across && self.lines == text.lines.len() {
            return;
        }
        self.across = across;
        self.lines = text.lines.len();
        self.pieces.clear();
        for (place, line) in text.lines.iter().enumerate() {
            self.pieces.extend(wrapped(line, across).into_iter().map(|(start, end)| (place, start, end)));
        }
    }
}

fn line_ui(ui: &mut Ui, cx: &Cx<'_>, piece: &str, height: f32) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, piece));
    let at = rect.left_top() + vec2(space::LARGE, 2.0);
    let galley = ui.painter().layout_no_wrap(piece.to_owned(), Face::Code.font(), cx.theme.text);
    ui.painter().galley(at, galley, cx.theme.text);
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, which is meant")]
fn letters_in(width: f32, letter: f32) -> usize {
    ((width / letter.max(1.0)) as usize).clamp(20, 400)
}

/// Cuts a line into pieces of at most `across` letters, at spaces where there are any. Byte places.
fn wrapped(line: &str, across: usize) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let (mut start, mut letters, mut space) = (0, 0, None);
    for (at, character) in line.char_indices() {
        if letters == across {
            let cut = space.unwrap_or(at);
            pieces.push((start, cut));
            letters = line.get(cut..at).map_or(0, |rest| rest.chars().count());
            start = cut;
            space = None;
        }
        letters += 1;
        if character == ' ' {
            space = Some(at + 1);
        }
    }
    pieces.push((start, line.len()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(line: &str, across: usize) -> Vec<&str> {
        wrapped(line, across).into_iter().map(|(start, end)| line.get(start..end).unwrap()).collect()
    }

    #[test]
    fn lines_are_cut_at_spaces_and_nothing_is_lost() {
        assert_eq!(pieces("one two three", 8), ["one two ", "three"]);
        assert_eq!(pieces("unbreakable", 4), ["unbr", "eaka", "ble"]);
        assert_eq!(pieces("", 8), [""]);
        assert_eq!(pieces("ștampilă țesută", 9), ["ștampilă ", "țesută"]);
        let long = "a b c ".repeat(200);
        assert_eq!(pieces(&long, 37).concat(), long);
        assert!(pieces(&long, 37).iter().all(|piece| piece.chars().count() <= 37));
    }
}
