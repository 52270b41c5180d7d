//! What papers have in common beside what they are about: whose they are, who made them and when, the head of the log that
//! they are held against, and the head and the foot of a paper of one page.

use super::NotSet;
use super::canvas::{
    BODY, BRAND, CODE, Canvas, HEADING, Ink, MARGIN, NOTE, SUBTITLE, Style, TEXT_WIDTH, TITLE,
};
use super::flow::Flow;
use crate::texts::Texts;

/// Where the foot of a page begins.
pub(super) const FOOT: f32 = 800.0;

/// Hashes and words of them, beside running text.
pub(super) const SMALL_CODE: Style = Style { size: 8.0, leading: 12.0, ..CODE };

/// Whose paper it is, and when it was made.
#[derive(Debug, Clone, Copy)]
pub struct Colophon<'a> {
    /// The business.
    pub business: &'a str,
    /// Who made it: name and login.
    pub made_by: &'a str,
    /// When, in the reader's language.
    pub made_at: &'a str,
    /// The vault's fingerprint, in words.
    pub vault_words: &'a str,
}

/// The log as it was then.
#[derive(Debug, Clone, Copy)]
pub struct LogHead<'a> {
    /// How many frames it had.
    pub frames: &'a str,
    /// Its head, in words.
    pub words: &'a str,
}

/// The labels of a colophon in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColophonTexts {
    /// "Made"
    pub made_label: String,
    /// "Vault fingerprint"
    pub vault_label: String,
    /// "Frames of the log"
    pub frames_label: String,
    /// "Head of the log"
    pub head_label: String,
}

impl ColophonTexts {
    /// The labels.
    pub fn written(texts: &Texts) -> Self {
        let text = |key: &str| texts.text(key).to_owned();
        Self {
            made_label: text("report-made"),
            vault_label: text("sheet-fingerprint"),
            frames_label: text("slip-frames"),
            head_label: text("slip-head"),
        }
    }
}

/// Title, business, and what the paper is: the beginning of one that flows over pages.
pub(super) fn begin(flow: &mut Flow, title: &str, business: &str, purpose: &str) -> Result<(), NotSet> {
    flow.paragraph(0.0, title, TITLE)?;
    flow.paragraph(0.0, business, SUBTITLE)?;
    flow.gap(8.0);
    flow.paragraph(0.0, purpose, BODY)
}

/// Labels, and below each its value.
pub(super) fn facts(flow: &mut Flow, facts: &[(&str, &str, Style)]) -> Result<(), NotSet> {
    for (label, value, style) in facts {
        flow.gap(3.0);
        flow.paragraph(0.0, label, NOTE)?;
        flow.paragraph(0.0, value, *style)?;
    }
    Ok(())
}

/// How the files that come with the paper are verified, and what against: kept together, at its end.
pub(super) fn proof(
    flow: &mut Flow,
    (title, words): (&str, &str),
    colophon: &Colophon<'_>,
    head: &LogHead<'_>,
    texts: &ColophonTexts,
) -> Result<(), NotSet> {
    flow.room_for(170.0);
    flow.gap(14.0);
    flow.paragraph(0.0, title, HEADING)?;
    flow.paragraph(0.0, words, BODY)?;
    facts(
        flow,
        &[
            (&texts.frames_label, head.frames, CODE),
            (&texts.head_label, head.words, SMALL_CODE),
            (&texts.vault_label, colophon.vault_words, SMALL_CODE),
        ],
    )
}

/// The head of a paper of one page: the brand, what stands at the right, title and business. Where it ends.
pub(super) fn page_head(
    canvas: &mut Canvas<'_>,
    right: &str,
    title: &str,
    business: &str,
) -> Result<f32, NotSet> {
    canvas.line(MARGIN, 52.0, "Strongroom", BRAND)?;
    canvas.line_to(MARGIN + TEXT_WIDTH, 52.0, right, Style { ink: Ink::Text, ..BRAND })?;
    canvas.rule(MARGIN, 62.0, TEXT_WIDTH, 1.4, Ink::Accent)?;
    let y = canvas.paragraph(MARGIN, 74.0, TEXT_WIDTH, title, TITLE)?;
    canvas.paragraph(MARGIN, y, TEXT_WIDTH, &SUBTITLE.face.settable(business), SUBTITLE)
}

/// Where hands sign: a heading and two lines of this height.
pub(super) fn sign(canvas: &mut Canvas<'_>, top: f32, label: &str, height: f32) -> Result<(), NotSet> {
    let y = canvas.paragraph(MARGIN, top, TEXT_WIDTH, label, HEADING)?;
    for line in [height, 2.0 * height] {
        canvas.rule(MARGIN, y + line, TEXT_WIDTH, 0.6, Ink::Muted)?;
    }
    Ok(())
}

/// The foot of a paper of one page.
pub(super) fn page_foot(canvas: &mut Canvas<'_>, foot: &str) -> Result<(), NotSet> {
    canvas.rule(MARGIN, FOOT, TEXT_WIDTH, 0.5, Ink::Line)?;
    canvas.paragraph(MARGIN, FOOT + 4.0, TEXT_WIDTH, foot, NOTE).map(drop)
}
