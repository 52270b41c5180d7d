//! The review slip: one A4 page with the head of the access log, in words and as a code, to be signed by hand and kept
//! away from the machine. Whoever changes the log afterwards cannot change the paper.

use super::NotSet;
use super::canvas::{BODY, CODE, Canvas, HEADING, Ink, MARGIN, NOTE, Style, TEXT_WIDTH, one_page};
use super::code::qr;
use super::colophon::{Colophon, ColophonTexts, LogHead, SMALL_CODE, page_foot, page_head, sign};
use crate::texts::Texts;
use zeroize::Zeroizing;

/// The side of the code, the white around it included.
const CODE_SIDE: f32 = 200.0;

const WORDS: Style = Style { size: 15.0, leading: 22.0, ..CODE };

/// What is on a slip.
pub struct ReviewSlip<'a> {
    /// Whose it is.
    pub colophon: Colophon<'a>,
    /// The day that was reviewed, or the day of the slip, in the reader's language.
    pub day: &'a str,
    /// The log as it is.
    pub head: LogHead<'a>,
    /// The root, in hexadecimal.
    pub root: &'a str,
    /// The signed checkpoint: what the code holds.
    pub checkpoint: &'a str,
}

/// The texts of a slip in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipTexts {
    /// "Review slip"
    pub title: String,
    /// What it is for and how it is kept: a paragraph.
    pub purpose: String,
    /// "Day"
    pub day_label: String,
    /// The labels of the colophon.
    pub colophon: ColophonTexts,
    /// "Root of the tree (SHA-256)"
    pub root_label: String,
    /// What the code holds.
    pub code_note: String,
    /// "How it is compared"
    pub compare_title: String,
    /// How it is compared: a paragraph.
    pub compare: String,
    /// "Reviewed by (name, signature, date)"
    pub sign_label: String,
    /// The line at the foot of the page.
    pub foot: String,
}

impl SlipTexts {
    /// The texts of a slip.
    pub fn written(texts: &Texts) -> Self {
        let text = |key: &str| texts.text(key).to_owned();
        Self {
            title: text("slip-title"),
            purpose: text("slip-purpose"),
            day_label: text("slip-day"),
            colophon: ColophonTexts::written(texts),
            root_label: text("slip-root"),
            code_note: text("slip-code"),
            compare_title: text("slip-compare-title"),
            compare: text("slip-compare"),
            sign_label: text("slip-sign"),
            foot: text("slip-foot"),
        }
    }
}

/// Sets a slip as a PDF of one page.
pub fn review_slip(slip: &ReviewSlip<'_>, texts: &SlipTexts) -> Result<Zeroizing<Vec<u8>>, NotSet> {
    one_page(&texts.title, |canvas| {
        let mut y = page_head(canvas, slip.day, &texts.title, slip.colophon.business)?;
        y = canvas.paragraph(MARGIN, y + 8.0, TEXT_WIDTH, &texts.purpose, BODY)?;
        y = head(canvas, y + 12.0, slip, texts)?;
        y = code_and_facts(canvas, y + 12.0, slip, texts)?;
        y = canvas.paragraph(MARGIN, y + 14.0, TEXT_WIDTH, &texts.compare_title, HEADING)?;
        y = canvas.paragraph(MARGIN, y, TEXT_WIDTH, &texts.compare, BODY)?;
        sign(canvas, y + 14.0, &texts.sign_label, 30.0)?;
        page_foot(canvas, &texts.foot)
    })
}

/// The words and the count, large: this is what people read to each other.
fn head(canvas: &mut Canvas<'_>, top: f32, slip: &ReviewSlip<'_>, texts: &SlipTexts) -> Result<f32, NotSet> {
    const PAD: f32 = 12.0;
    let height = 2.0 * PAD + 2.0 * NOTE.leading + 2.0 * WORDS.leading + 6.0;
    canvas.area(MARGIN, top, TEXT_WIDTH, height, Ink::Tint)?;
    canvas.frame((MARGIN, top, TEXT_WIDTH, height), 0.9, Ink::Accent)?;
    let (x, width) = (MARGIN + PAD, TEXT_WIDTH - 2.0 * PAD);
    let mut y = canvas.paragraph(x, top + PAD, width, &texts.colophon.head_label, NOTE)?;
    y = canvas.paragraph(x, y, width, slip.head.words, WORDS)?;
    y = canvas.paragraph(x, y + 6.0, width, &texts.colophon.frames_label, NOTE)?;
    canvas.paragraph(x, y, width, slip.head.frames, WORDS)?;
    Ok(top + height)
}

/// The code at the left; who, when and which vault beside it.
fn code_and_facts(
    canvas: &mut Canvas<'_>,
    top: f32,
    slip: &ReviewSlip<'_>,
    texts: &SlipTexts,
) -> Result<f32, NotSet> {
    const GAP: f32 = 14.0;
    qr(canvas, MARGIN, top, CODE_SIDE, slip.checkpoint)?;
    canvas.frame((MARGIN, top, CODE_SIDE, CODE_SIDE), 0.5, Ink::Line)?;
    let (x, width) = (MARGIN + CODE_SIDE + GAP, TEXT_WIDTH - CODE_SIDE - GAP);
    let mut y = canvas.paragraph(x, top - 2.0, width, &texts.code_note, NOTE)? + 6.0;
    let (root_begin, root_end) = slip.root.split_at_checked(slip.root.len() / 2).unwrap_or((slip.root, ""));
    let made_by = BODY.face.settable(slip.colophon.made_by);
    for (label, values, style) in [
        (&texts.day_label, [slip.day, ""], BODY),
        (&texts.colophon.made_label, [slip.colophon.made_at, &made_by], BODY),
        (&texts.colophon.vault_label, [slip.colophon.vault_words, ""], CODE),
        (&texts.root_label, [root_begin, root_end], SMALL_CODE),
    ] {
        y = canvas.paragraph(x, y, width, label, NOTE)?;
        for value in values {
            y = canvas.paragraph(x, y, width, value, style)?;
        }
        y += 5.0;
    }
    Ok(y.max(top + CODE_SIDE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::reading::{code_of, text_of, through};
    use crate::texts::Language;

    fn slip(language: Language) -> Zeroizing<Vec<u8>> {
        let slip = ReviewSlip {
            colophon: Colophon {
                business: "Marin & Fiii",
                made_by: "Ștefan Țîru (stefan)",
                made_at: "22.11.2026, 17:00",
                vault_words: "cactus meadow harbor velvet anchor pigeon",
            },
            day: "22.11.2026",
            head: LogHead { frames: "1 204", words: "harbor velvet anchor pigeon lunar orbit" },
            root: &"ab".repeat(32),
            checkpoint: &checkpoint(),
        };
        review_slip(&slip, &SlipTexts::written(&Texts::new(language))).unwrap()
    }

    /// As long as a checkpoint with two signatures is.
    fn checkpoint() -> String {
        format!("strongroom/checkpoint/v1/{}\n{}", "0123456789abcdef".repeat(2), "Aa1+/".repeat(110))
    }

    #[test]
    fn the_words_the_count_and_the_root_can_be_read_on_one_page() {
        for (language, title) in [(Language::English, "Review slip"), (Language::Romanian, "Fișa revizuirii")]
        {
            let pdf = slip(language);
            let said = text_of(&pdf);
            for expected in
                [title, "harbor velvet anchor pigeon lunar orbit", "1 204", "Ștefan Țîru", &"ab".repeat(16)]
            {
                assert!(said.contains(expected), "{expected}\n{said}");
            }
            let pages = String::from_utf8(through("pdfinfo", &["-"], &pdf)).unwrap();
            assert!(pages.lines().any(|line| line.split_whitespace().eq(["Pages:", "1"])), "{pages}");
        }
    }

    #[test]
    fn a_camera_reads_the_checkpoint() {
        let seen = code_of(&slip(Language::English));
        assert_eq!(seen.trim_end(), checkpoint().trim_end());
    }

    /// For looking at: `cargo test --lib paper::slip::tests::write -- --ignored` and the folder in `SLIPS_TO`.
    #[test]
    #[ignore = "writes slips for a person to look at"]
    fn write() {
        let folder = std::path::PathBuf::from(std::env::var("SLIPS_TO").unwrap());
        for (name, language) in [("en", Language::English), ("ro", Language::Romanian)] {
            std::fs::write(folder.join(format!("slip-{name}.pdf")), &*slip(language)).unwrap();
        }
    }
}
