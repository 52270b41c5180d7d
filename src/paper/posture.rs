//! The posture of the workstation, for the consultant: every row with its colour, what was seen, what it means and what to
//! do, over as many A4 pages as it takes, with what is needed to verify the files that come with it.

use super::NotSet;
use super::canvas::{BODY, HEADING, Ink, NOTE, Style, TEXT_WIDTH, wrap};
use super::colophon::{self, Colophon, ColophonTexts, LogHead};
use super::flow::Flow;
use crate::texts::Texts;
use zeroize::Zeroizing;

/// Where the word for the colour stands, from the left of the text.
const LIGHT: f32 = 384.0;

/// A colour of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    /// As it should be.
    Green,
    /// To be looked at.
    Amber,
    /// To be mended.
    Red,
}

/// What is in a report.
pub struct PostureReport<'a> {
    /// Whose it is.
    pub colophon: Colophon<'a>,
    /// The rows, in their order.
    pub rows: &'a [PostureRow],
    /// The log as it was then.
    pub head: LogHead<'a>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostureRow {
    /// Its colour.
    pub light: Light,
    /// What it is about.
    pub name: String,
    /// What was seen.
    pub seen: String,
    /// What it means.
    pub why: String,
    /// What to do, where there is something to do.
    pub next: Option<String>,
}

/// The texts of a report in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostureTexts {
    /// "Posture of the workstation"
    pub title: String,
    /// What the report is: a paragraph.
    pub purpose: String,
    /// The labels of the colophon.
    pub colophon: ColophonTexts,
    /// "Summary"
    pub summary_label: String,
    /// "9 green, 2 amber, 1 red"
    pub summary: String,
    /// "Good", "Look at this", "Mend this"
    pub lights: [String; 3],
    /// "What to do"
    pub do_label: String,
    /// "How to verify it"
    pub verify_title: String,
    /// How to verify it: a paragraph.
    pub verify: String,
    /// The line at the foot of each page.
    pub foot: String,
}

impl PostureTexts {
    /// The texts of a report with these rows.
    pub fn written(texts: &Texts, rows: &[PostureRow]) -> Self {
        let text = |key: &str| texts.text(key).to_owned();
        let count = |light| rows.iter().filter(|row| row.light == light).count();
        let counted = [
            ("green", count(Light::Green).into()),
            ("amber", count(Light::Amber).into()),
            ("red", count(Light::Red).into()),
        ];
        Self {
            title: text("posture-paper-title"),
            purpose: text("posture-paper-purpose"),
            colophon: ColophonTexts::written(texts),
            summary_label: text("posture-paper-summary"),
            summary: texts.with("posture-paper-total", &counted),
            lights: ["posture-green", "posture-amber", "posture-red"].map(text),
            do_label: text("posture-do"),
            verify_title: text("posture-paper-verify-title"),
            verify: text("posture-paper-verify"),
            foot: text("posture-paper-foot"),
        }
    }

    fn light(&self, light: Light) -> (&str, Ink) {
        let [green, amber, red] = &self.lights;
        match light {
            Light::Green => (green, Ink::Good),
            Light::Amber => (amber, Ink::Warning),
            Light::Red => (red, Ink::Danger),
        }
    }
}

/// Sets a report as a PDF.
pub fn posture_report(
    report: &PostureReport<'_>,
    texts: &PostureTexts,
) -> Result<Zeroizing<Vec<u8>>, NotSet> {
    let mut flow = Flow::default();
    let colophon = &report.colophon;
    colophon::begin(&mut flow, &texts.title, colophon.business, &texts.purpose)?;
    colophon::facts(
        &mut flow,
        &[
            (&texts.colophon.made_label, &format!("{}, {}", colophon.made_at, colophon.made_by), BODY),
            (&texts.summary_label, &texts.summary, BODY),
        ],
    )?;
    flow.gap(12.0);
    for row in report.rows {
        set_row(&mut flow, row, texts)?;
    }
    let verify = (&*texts.verify_title, &*texts.verify);
    colophon::proof(&mut flow, verify, colophon, &report.head, &texts.colophon)?;
    flow.set(&texts.title, &texts.foot)
}

/// One row, never torn over two pages.
fn set_row(flow: &mut Flow, row: &PostureRow, texts: &PostureTexts) -> Result<(), NotSet> {
    let next = row.next.as_ref().map(|next| format!("{}: {next}", texts.do_label));
    let parts: Vec<(&str, Style)> = [(row.seen.as_str(), BODY), (row.why.as_str(), NOTE)]
        .into_iter()
        .chain(next.as_deref().map(|next| (next, BODY)))
        .collect();
    let mut tall = HEADING.leading + 14.0;
    for (text, style) in &parts {
        tall += height(text, *style)?;
    }
    flow.room_for(tall);
    let (word, ink) = texts.light(row.light);
    flow.rule();
    flow.gap(5.0);
    flow.place(LIGHT, 0.0, word.to_owned(), Style { ink, ..HEADING });
    flow.paragraph(0.0, &row.name, HEADING)?;
    for (text, style) in parts {
        flow.paragraph(0.0, text, style)?;
    }
    flow.gap(7.0);
    Ok(())
}

fn height(text: &str, style: Style) -> Result<f32, NotSet> {
    let lines = wrap(&style.face.settable(text), TEXT_WIDTH, style)?.len();
    Ok(u16::try_from(lines).map_or(f32::MAX, f32::from) * style.leading)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::reading::text_of;
    use crate::texts::Language;

    #[test]
    fn every_row_is_on_paper_whole_with_its_colour_in_words() {
        let row = |light, number: usize| PostureRow {
            light,
            name: format!("Thing {number}"),
            seen: format!("seen {number}"),
            why: "why, ".repeat(40),
            next: (light != Light::Green).then(|| format!("next {number}")),
        };
        let rows: Vec<PostureRow> =
            (0..21).map(|n| row([Light::Green, Light::Amber, Light::Red][n % 3], n)).collect();
        for (language, mend) in [(Language::English, "Mend this"), (Language::Romanian, "De îndreptat")] {
            let report = PostureReport {
                colophon: Colophon {
                    business: "Marin & Fiii",
                    made_by: "Ștefan Țîru (stefan)",
                    made_at: "22.11.2026, 12:00",
                    vault_words: "cactus meadow harbor velvet anchor pigeon",
                },
                rows: &rows,
                head: LogHead { frames: "1 204", words: "harbor velvet anchor pigeon lunar orbit" },
            };
            let texts = PostureTexts::written(&Texts::new(language), &rows);
            let said = text_of(&posture_report(&report, &texts).unwrap());
            for number in 0..21 {
                assert!(said.contains(&format!("Thing {number}")), "{number}");
                assert_eq!(said.contains(&format!("next {number}")), number % 3 != 0, "{number}");
            }
            assert_eq!(said.matches(mend).count(), 7, "{said}");
            assert!(said.contains("Ștefan Țîru") && said.contains("harbor velvet"));
        }
    }
}
