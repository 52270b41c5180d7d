//! A page to set on: lines of text, paragraphs, rules and boxes, in points from the top left corner.
//!
//! Knows no contents. The sheets and reports are laid out with it, and share its sizes and inks.

use super::NotSet;
use super::face::Face;
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use zeroize::Zeroizing;

/// The height of a capital, for a size of 1.
const CAPITAL: f32 = 0.72;

/// A4 in points.
pub(super) const PAGE_WIDTH: f32 = 595.28;
/// A4 in points.
pub(super) const PAGE_HEIGHT: f32 = 841.89;
/// What is left free at both sides.
pub(super) const MARGIN: f32 = 56.0;
/// What can be set between the margins.
pub(super) const TEXT_WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN;

/// The inks of the house, which also read well in grey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Black,
    Text,
    Muted,
    Line,
    Tint,
    Accent,
    Good,
    Warning,
    Danger,
}

impl Ink {
    fn colour(self) -> rgb::Color {
        let (red, green, blue) = match self {
            Self::Black => (0, 0, 0),
            Self::Text => (0x17, 0x23, 0x2B),
            Self::Muted => (0x5B, 0x69, 0x73),
            Self::Line => (0xB9, 0xC4, 0xCB),
            Self::Tint => (0xE6, 0xF0, 0xF2),
            Self::Accent => (0x0E, 0x5A, 0x6B),
            Self::Good => (0x2B, 0x7A, 0x4B),
            Self::Warning => (0x9A, 0x64, 0x00),
            Self::Danger => (0xB3, 0x26, 0x1E),
        };
        rgb::Color::new(red, green, blue)
    }
}

/// How a line is set: face, size and distance between lines in points, ink.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) face: Face,
    pub(super) size: f32,
    pub(super) leading: f32,
    pub(super) ink: Ink,
}

pub(super) const TITLE: Style = Style { face: Face::Strong, size: 26.0, leading: 32.0, ink: Ink::Text };
pub(super) const SUBTITLE: Style = Style { face: Face::Text, size: 13.0, leading: 18.0, ink: Ink::Muted };
pub(super) const HEADING: Style = Style { face: Face::Strong, size: 11.5, leading: 16.0, ink: Ink::Text };
pub(super) const BODY: Style = Style { face: Face::Text, size: 9.5, leading: 14.0, ink: Ink::Text };
pub(super) const NOTE: Style = Style { face: Face::Text, size: 8.5, leading: 12.5, ink: Ink::Muted };
pub(super) const BRAND: Style = Style { face: Face::Strong, size: 9.5, leading: 14.0, ink: Ink::Accent };
pub(super) const CODE: Style = Style { face: Face::Mono, size: 9.5, leading: 14.0, ink: Ink::Text };

/// A page being set.
pub(super) struct Canvas<'a> {
    surface: Surface<'a>,
}

/// Sets a document of one A4 page.
pub(super) fn one_page(
    title: &str,
    set: impl FnOnce(&mut Canvas<'_>) -> Result<(), NotSet>,
) -> Result<Zeroizing<Vec<u8>>, NotSet> {
    let mut document = begun(title);
    set_page(&mut document, set)?;
    document.finish().map(Zeroizing::new).or(Err(NotSet))
}

/// Sets a document of A4 pages, one for each of `pages`.
pub(super) fn pages<T>(
    title: &str,
    pages: &[T],
    mut set: impl FnMut(&mut Canvas<'_>, &T) -> Result<(), NotSet>,
) -> Result<Zeroizing<Vec<u8>>, NotSet> {
    let mut document = begun(title);
    for page in pages {
        set_page(&mut document, |canvas| set(canvas, page))?;
    }
    document.finish().map(Zeroizing::new).or(Err(NotSet))
}

fn begun(title: &str) -> Document {
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(title.to_owned()).creator("Strongroom".to_owned()));
    document
}

fn set_page(
    document: &mut Document,
    set: impl FnOnce(&mut Canvas<'_>) -> Result<(), NotSet>,
) -> Result<(), NotSet> {
    let size = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT).ok_or(NotSet)?;
    // Page and surface write themselves into the document when they are dropped.
    let mut page = document.start_page_with(size);
    let mut canvas = Canvas { surface: page.surface() };
    set(&mut canvas)
}

impl Canvas<'_> {
    /// A line that begins at `x`, its letters standing on `baseline`. Returns where it ends.
    pub(super) fn line(&mut self, x: f32, baseline: f32, text: &str, style: Style) -> Result<f32, NotSet> {
        let line = style.face.line(text)?;
        self.ink(style.ink);
        let start = Point::from_xy(x, baseline);
        self.surface.draw_glyphs(start, &line.glyphs, style.face.font(), text, style.size, false);
        Ok(x + line.ems * style.size)
    }

    /// A line that ends at `right`.
    pub(super) fn line_to(
        &mut self,
        right: f32,
        baseline: f32,
        text: &str,
        style: Style,
    ) -> Result<(), NotSet> {
        let width = style.face.width(text, style.size)?;
        self.line(right - width, baseline, text, style).map(drop)
    }

    /// A paragraph from `top` down, wrapped at spaces. Returns where it ends. A word that is wider than the
    /// paragraph has a line of its own.
    pub(super) fn paragraph(
        &mut self,
        x: f32,
        top: f32,
        width: f32,
        text: &str,
        style: Style,
    ) -> Result<f32, NotSet> {
        let mut y = top;
        for line in wrap(text, width, style)? {
            // The letters sit in the middle of their line.
            self.line(x, y + f32::midpoint(style.leading, style.size * CAPITAL), &line, style)?;
            y += style.leading;
        }
        Ok(y)
    }

    /// A horizontal rule.
    pub(super) fn rule(&mut self, x: f32, y: f32, width: f32, weight: f32, ink: Ink) -> Result<(), NotSet> {
        self.area(x, y - weight / 2.0, width, weight, ink)
    }

    /// A filled rectangle.
    pub(super) fn area(&mut self, x: f32, y: f32, width: f32, height: f32, ink: Ink) -> Result<(), NotSet> {
        self.areas(&[(x, y, width, height)], ink)
    }

    /// Filled rectangles `(x, y, width, height)` as one shape, so that no hair is seen between neighbours.
    pub(super) fn areas(&mut self, areas: &[(f32, f32, f32, f32)], ink: Ink) -> Result<(), NotSet> {
        let path = rectangles(areas)?;
        self.ink(ink);
        self.surface.draw_path(&path);
        Ok(())
    }

    /// The outline of a rectangle.
    pub(super) fn frame(
        &mut self,
        (x, y, width, height): (f32, f32, f32, f32),
        weight: f32,
        ink: Ink,
    ) -> Result<(), NotSet> {
        let path = rectangles(&[(x, y, width, height)])?;
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke {
            paint: ink.colour().into(),
            width: weight,
            ..Stroke::default()
        }));
        self.surface.draw_path(&path);
        self.surface.set_stroke(None);
        Ok(())
    }

    fn ink(&mut self, ink: Ink) {
        self.surface.set_fill(Some(Fill {
            paint: ink.colour().into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::NonZero,
        }));
    }
}

fn rectangles(areas: &[(f32, f32, f32, f32)]) -> Result<Path, NotSet> {
    let mut path = PathBuilder::new();
    for (x, y, width, height) in areas {
        path.push_rect(Rect::from_xywh(*x, *y, *width, *height).ok_or(NotSet)?);
    }
    path.finish().ok_or(NotSet)
}

/// The lines of a paragraph.
pub(super) fn wrap(text: &str, width: f32, style: Style) -> Result<Vec<String>, NotSet> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || style.face.width(&longer, style.size)? <= width {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_wrapped_at_spaces_and_lose_no_word() {
        let text = "Sigilați foaia într-un plic, semnați peste închizătură și încuiați-o.";
        let lines = wrap(text, 120.0, BODY).unwrap();
        assert!(lines.len() > 2);
        assert_eq!(lines.join(" "), text);
        for line in &lines {
            assert!(BODY.face.width(line, BODY.size).unwrap() <= 120.0);
        }
    }

    #[test]
    fn a_word_wider_than_the_paragraph_has_its_own_line() {
        let long = "x".repeat(80);
        assert_eq!(wrap(&format!("a {long} b"), 100.0, BODY).unwrap(), ["a", long.as_str(), "b"]);
    }
}
