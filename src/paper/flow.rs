//! Text that flows down as many A4 pages as it takes, with the head and the foot of the house on each.
//!
//! Knows no contents. The signed copies and the reports are set with it.

use super::NotSet;
use super::canvas::{BRAND, Canvas, Ink, MARGIN, NOTE, Style, TEXT_WIDTH, pages, wrap};
use zeroize::Zeroizing;

/// Where text begins on a page.
const TOP: f32 = 78.0;

/// Where text ends on a page.
const BOTTOM: f32 = 786.0;

/// Where the foot of a page stands.
const FOOT: f32 = 812.0;

/// Something in its place on a page.
enum Placed {
    Line { x: f32, y: f32, text: String, style: Style },
    Rule { y: f32 },
}

/// Lines that flow down pages.
pub(super) struct Flow {
    pages: Vec<Vec<Placed>>,
    y: f32,
}

impl Default for Flow {
    fn default() -> Self {
        Self { pages: vec![Vec::new()], y: TOP }
    }
}

impl Flow {
    /// A paragraph, wrapped at spaces, which goes on to the next page where it must.
    pub(super) fn paragraph(&mut self, indent: f32, text: &str, style: Style) -> Result<(), NotSet> {
        let text = style.face.settable(text);
        for line in wrap(&text, TEXT_WIDTH - indent, style)? {
            self.room_for(style.leading);
            self.place(indent, 0.0, line, style);
            self.gap(style.leading);
        }
        Ok(())
    }

    /// Places a line, `below` under where the text is now, without going on to the next.
    pub(super) fn place(&mut self, indent: f32, below: f32, text: String, style: Style) {
        let placed = Placed::Line { x: MARGIN + indent, y: self.y + below + style.size, text, style };
        self.put(placed);
    }

    /// A thin line over the whole width.
    pub(super) fn rule(&mut self) {
        self.put(Placed::Rule { y: self.y });
    }

    pub(super) fn gap(&mut self, height: f32) {
        self.y += height;
    }

    /// Goes on to a new page if there is less room than this; whether it did.
    pub(super) fn room_for(&mut self, height: f32) -> bool {
        let turned = self.y + height > BOTTOM;
        if turned {
            self.pages.push(Vec::new());
            self.y = TOP;
        }
        turned
    }

    fn put(&mut self, placed: Placed) {
        if let Some(page) = self.pages.last_mut() {
            page.push(placed);
        }
    }

    /// Sets the pages.
    pub(super) fn set(self, title: &str, foot_text: &str) -> Result<Zeroizing<Vec<u8>>, NotSet> {
        let count = self.pages.len();
        let numbered: Vec<(usize, Vec<Placed>)> = (1..).zip(self.pages).collect();
        pages(title, &numbered, |canvas, (number, placed)| {
            canvas.line(MARGIN, 52.0, "Strongroom", BRAND)?;
            canvas.line_to(MARGIN + TEXT_WIDTH, 52.0, title, Style { ink: Ink::Text, ..BRAND })?;
            canvas.rule(MARGIN, 62.0, TEXT_WIDTH, 1.4, Ink::Accent)?;
            for placed in placed {
                match placed {
                    Placed::Line { x, y, text, style } => drop(canvas.line(*x, *y, text, *style)?),
                    Placed::Rule { y } => canvas.rule(MARGIN, *y, TEXT_WIDTH, 0.5, Ink::Line)?,
                }
            }
            foot(canvas, foot_text, *number, count)
        })
    }
}

fn foot(canvas: &mut Canvas<'_>, text: &str, number: usize, count: usize) -> Result<(), NotSet> {
    canvas.rule(MARGIN, FOOT - 14.0, TEXT_WIDTH, 0.5, Ink::Line)?;
    canvas.line(MARGIN, FOOT, text, NOTE)?;
    canvas.line_to(MARGIN + TEXT_WIDTH, FOOT, &format!("{number} / {count}"), NOTE)
}
