//! The recovery sheet: one A4 page with one share of the recovery seed, as words and as a QR code.

use super::NotSet;
use super::canvas::{BODY, CODE, Canvas, HEADING, Ink, MARGIN, NOTE, Style, TEXT_WIDTH, one_page};
use super::code::qr;
use super::colophon::{FOOT, page_foot, page_head};
use super::face::Face;
use crate::texts::{Texts, Value};
use zeroize::Zeroizing;

const GRID_COLUMNS: usize = 4;
const CELL_WIDTH: f32 = TEXT_WIDTH / 4.0;
const CELL_HEIGHT: f32 = 22.0;

/// The side of the code, the white around it included.
const CODE_SIDE: f32 = 126.0;

const NUMBER: Style = Style { face: Face::Text, size: 8.0, leading: 12.0, ink: Ink::Muted };
const WORD: Style = Style { face: Face::Mono, size: 12.0, leading: 16.0, ink: Ink::Black };

/// What is on one sheet. Secret: `words` and `qr_text`.
pub struct RecoverySheet<'a> {
    /// The business whose vault it is.
    pub business: &'a str,
    /// Which sheet, from 1.
    pub number: u8,
    /// How many sheets there are.
    pub total: u8,
    /// How many of them recover.
    pub needed: u8,
    /// The words, in order, checksum words included.
    pub words: &'a [String],
    /// How many words at the end are the checksum.
    pub checksum_words: usize,
    /// What the QR code holds.
    pub qr_text: &'a str,
    /// The id of the set.
    pub set: &'a str,
    /// The vault's fingerprint, in words.
    pub fingerprint: &'a str,
    /// The day it was made, in the reader's language.
    pub date: &'a str,
    /// The sheet of a sample vault: says so, large.
    pub sample: bool,
}

/// The texts of a sheet in one language, complete (numbers and names are in them already).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetTexts {
    /// "Recovery sheet"
    pub title: String,
    /// "Sheet 2 of 5"
    pub number: String,
    /// What it is for: a paragraph.
    pub purpose: String,
    /// "How to keep it"
    pub keeping_title: String,
    /// How to keep it: one line each.
    pub keeping: Vec<String>,
    /// "The words of this sheet"
    pub words_title: String,
    /// What the words are and how they are typed.
    pub words_note: String,
    /// "The last two words are a checksum."
    pub checksum_note: String,
    /// "The same words as a code for a camera."
    pub qr_note: String,
    /// "Vault fingerprint"
    pub fingerprint_label: String,
    /// "Set"
    pub set_label: String,
    /// "Made on"
    pub date_label: String,
    /// "Kept by (name, place, date)"
    pub keeper_label: String,
    /// "Sample: protects nothing"
    pub sample_mark: String,
    /// The line at the foot of the page.
    pub foot: String,
}

impl SheetTexts {
    /// What is said on sheet `number` of `total`, of which `needed` recover.
    pub fn in_language(texts: &Texts, [number, total, needed]: [u8; 3]) -> Self {
        let text = |key: &str| texts.text(key).to_owned();
        let counts: [(&str, Value<'_>); 3] = [
            ("number", u32::from(number).into()),
            ("total", u32::from(total).into()),
            ("needed", u32::from(needed).into()),
        ];
        Self {
            title: text("sheet-title"),
            number: texts.with("sheet-number", &counts),
            purpose: texts.with("sheet-purpose", &counts),
            keeping_title: text("sheet-keeping-title"),
            keeping: [
                "sheet-keeping-place",
                "sheet-keeping-apart",
                "sheet-keeping-copy",
                "sheet-keeping-lost",
            ]
            .map(text)
            .to_vec(),
            words_title: text("sheet-words-title"),
            words_note: text("sheet-words-note"),
            checksum_note: text("sheet-checksum-note"),
            qr_note: text("sheet-qr-note"),
            fingerprint_label: text("sheet-fingerprint"),
            set_label: text("sheet-set"),
            date_label: text("sheet-date"),
            keeper_label: text("sheet-keeper"),
            sample_mark: text("sheet-sample-mark"),
            foot: text("sheet-foot"),
        }
    }
}

/// Sets one sheet as a PDF of one page.
///
/// The bytes that come back are wiped when dropped. What the typesetting itself held of the words while it worked is
/// freed without being wiped: the library gives no hold of it.
pub fn recovery_sheet(sheet: &RecoverySheet<'_>, texts: &SheetTexts) -> Result<Zeroizing<Vec<u8>>, NotSet> {
    one_page(&texts.title, |canvas| {
        let y = head_of(canvas, sheet, texts)?;
        let y = words_of(canvas, y, sheet, texts)?;
        let y = code_and_facts(canvas, y, sheet, texts)?;
        let y = keeping(canvas, y, texts)?;
        keeper(canvas, y, texts)?;
        page_foot(canvas, &texts.foot)
    })
}

/// Brand and sheet number, title, business, what the sheet is for. Each part returns where it ends.
fn head_of(canvas: &mut Canvas<'_>, sheet: &RecoverySheet<'_>, texts: &SheetTexts) -> Result<f32, NotSet> {
    let mut y = page_head(canvas, &texts.number, &texts.title, &first_chars(sheet.business))?;
    if sheet.sample {
        y = sample_mark(canvas, y + 8.0, texts)?;
    }
    canvas.paragraph(MARGIN, y + 8.0, TEXT_WIDTH, &texts.purpose, BODY)
}

/// The business's name, cut where it would push the words off the page.
fn first_chars(text: &str) -> String {
    const MOST_CHARS: usize = 120;
    let mut cut: String = text.chars().take(MOST_CHARS).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

fn sample_mark(canvas: &mut Canvas<'_>, y: f32, texts: &SheetTexts) -> Result<f32, NotSet> {
    const HEIGHT: f32 = 26.0;
    let style = Style { size: 12.0, ink: Ink::Danger, ..HEADING };
    canvas.frame((MARGIN, y, TEXT_WIDTH, HEIGHT), 1.2, Ink::Danger)?;
    let width = style.face.width(&texts.sample_mark, style.size)?;
    canvas.line(MARGIN + (TEXT_WIDTH - width) / 2.0, y + 17.5, &texts.sample_mark, style)?;
    Ok(y + HEIGHT)
}

/// The words in rows, numbered, in the order in which they are typed.
fn words_of(
    canvas: &mut Canvas<'_>,
    top: f32,
    sheet: &RecoverySheet<'_>,
    texts: &SheetTexts,
) -> Result<f32, NotSet> {
    let mut y = canvas.paragraph(MARGIN, top + 12.0, TEXT_WIDTH, &texts.words_title, HEADING)?;
    y = canvas.paragraph(MARGIN, y, TEXT_WIDTH, &texts.words_note, NOTE)? + 5.0;
    let grid = Grid { top: y, rows: sheet.words.len().div_ceil(GRID_COLUMNS) };
    let first_of_checksum = sheet.words.len().saturating_sub(sheet.checksum_words);
    for place in first_of_checksum..sheet.words.len() {
        let (x, y) = grid.cell(place);
        canvas.area(x, y, CELL_WIDTH, CELL_HEIGHT, Ink::Tint)?;
    }
    grid.draw(canvas)?;
    for (place, word) in sheet.words.iter().enumerate() {
        let (x, y) = grid.cell(place);
        canvas.line_to(x + 22.0, y + 14.6, &(place + 1).to_string(), NUMBER)?;
        canvas.line(x + 29.0, y + 15.0, word, WORD)?;
    }
    let y = grid.bottom() + 5.0;
    canvas.area(MARGIN, y + 2.0, 8.0, 8.0, Ink::Tint)?;
    canvas.frame((MARGIN, y + 2.0, 8.0, 8.0), 0.5, Ink::Line)?;
    canvas.paragraph(MARGIN + 14.0, y, TEXT_WIDTH - 14.0, &texts.checksum_note, NOTE)
}

/// Where the words stand.
struct Grid {
    top: f32,
    rows: usize,
}

impl Grid {
    fn cell(&self, place: usize) -> (f32, f32) {
        let (row, column) = (place / GRID_COLUMNS, place % GRID_COLUMNS);
        (MARGIN + steps(column) * CELL_WIDTH, self.top + steps(row) * CELL_HEIGHT)
    }

    fn bottom(&self) -> f32 {
        self.top + steps(self.rows) * CELL_HEIGHT
    }

    fn draw(&self, canvas: &mut Canvas<'_>) -> Result<(), NotSet> {
        let height = self.bottom() - self.top;
        for row in 1..self.rows {
            canvas.rule(MARGIN, self.top + steps(row) * CELL_HEIGHT, TEXT_WIDTH, 0.5, Ink::Line)?;
        }
        for column in 1..GRID_COLUMNS {
            canvas.area(MARGIN + steps(column) * CELL_WIDTH - 0.25, self.top, 0.5, height, Ink::Line)?;
        }
        canvas.frame((MARGIN, self.top, TEXT_WIDTH, height), 0.9, Ink::Muted)
    }
}

fn steps(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}

/// The code at the left; set, vault and day beside it.
fn code_and_facts(
    canvas: &mut Canvas<'_>,
    top: f32,
    sheet: &RecoverySheet<'_>,
    texts: &SheetTexts,
) -> Result<f32, NotSet> {
    const GAP: f32 = 14.0;
    let y = top + 10.0;
    qr(canvas, MARGIN, y, CODE_SIDE, sheet.qr_text)?;
    canvas.frame((MARGIN, y, CODE_SIDE, CODE_SIDE), 0.5, Ink::Line)?;
    let (x, width) = (MARGIN + CODE_SIDE + GAP, TEXT_WIDTH - CODE_SIDE - GAP);
    let mut line = canvas.paragraph(x, y - 2.0, width, &texts.qr_note, NOTE)? + 5.0;
    for (label, value, style) in [
        (&texts.set_label, sheet.set, CODE),
        (&texts.fingerprint_label, sheet.fingerprint, CODE),
        (&texts.date_label, sheet.date, BODY),
    ] {
        line = canvas.paragraph(x, line, width, label, NOTE)?;
        line = canvas.paragraph(x, line, width, value, style)? + 4.0;
    }
    Ok(line.max(y + CODE_SIDE))
}

fn keeping(canvas: &mut Canvas<'_>, top: f32, texts: &SheetTexts) -> Result<f32, NotSet> {
    const INDENT: f32 = 16.0;
    let mut y = canvas.paragraph(MARGIN, top + 10.0, TEXT_WIDTH, &texts.keeping_title, HEADING)? + 1.0;
    for (place, rule) in texts.keeping.iter().enumerate() {
        let number = format!("{}.", place + 1);
        canvas.paragraph(MARGIN, y, INDENT, &number, Style { ink: Ink::Muted, ..BODY })?;
        y = canvas.paragraph(MARGIN + INDENT, y, TEXT_WIDTH - INDENT, rule, BODY)?;
    }
    Ok(y)
}

/// Lines to be written on by hand, as many as fit above the foot.
fn keeper(canvas: &mut Canvas<'_>, top: f32, texts: &SheetTexts) -> Result<(), NotSet> {
    const LINE_HEIGHT: f32 = 24.0;
    const MOST_LINES: usize = 3;
    let y = canvas.paragraph(MARGIN, top + 10.0, TEXT_WIDTH, &texts.keeper_label, HEADING)? + 22.0;
    for place in 0..MOST_LINES {
        let line = y + steps(place) * LINE_HEIGHT;
        if line < FOOT - 14.0 {
            canvas.rule(MARGIN, line, TEXT_WIDTH, 0.6, Ink::Muted)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
