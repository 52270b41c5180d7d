//! "Who opened my file?": every access to one customer's file, as a table over as many A4 pages as it takes, with what
//! is needed to verify the files that come with it.

use super::NotSet;
use super::canvas::{BODY, CODE, HEADING, Style, TEXT_WIDTH, wrap};
use super::colophon::{self, Colophon, ColophonTexts, LogHead};
use super::flow::Flow;
use crate::texts::Texts;
use zeroize::Zeroizing;

/// Where the columns begin, and where the last one ends: when, who, what, why.
const COLUMNS: [f32; 5] = [0.0, 104.0, 214.0, 340.0, TEXT_WIDTH];

/// Between two columns.
const GUTTER: f32 = 8.0;

const CELL: Style = Style { size: 8.5, leading: 12.0, ..BODY };
const LABEL: Style = Style { size: 8.5, leading: 12.0, ..HEADING };

/// What is in a report.
pub struct AccessReport<'a> {
    /// Whose it is.
    pub colophon: Colophon<'a>,
    /// The customer's code.
    pub code: &'a str,
    /// From when to when it goes, in the reader's language.
    pub period: &'a str,
    /// The zone of the times, such as `Europe/Bucharest, UTC+02:00`.
    pub zone: &'a str,
    /// Why it was made.
    pub reason: &'a str,
    /// The accesses, the first one first.
    pub rows: &'a [AccessRow],
    /// The log as it was then.
    pub head: LogHead<'a>,
}

/// One access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessRow {
    /// When, with the offset from UTC.
    pub at: String,
    /// Who.
    pub who: String,
    /// What was done, and how it ended.
    pub what: String,
    /// The reason, or what was typed.
    pub why: String,
}

/// The texts of a report in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportTexts {
    /// "Who opened this customer's file"
    pub title: String,
    /// What the report is: a paragraph.
    pub purpose: String,
    /// "Customer"
    pub code_label: String,
    /// "Period"
    pub period_label: String,
    /// The labels of the colophon.
    pub colophon: ColophonTexts,
    /// "Reason"
    pub reason_label: String,
    /// "Times"
    pub zone_label: String,
    /// "When", "Who", "What", "Why"
    pub columns: [String; 4],
    /// "12 accesses"
    pub total: String,
    /// Said where there is none.
    pub none: String,
    /// "How to verify it"
    pub verify_title: String,
    /// How to verify it: a paragraph.
    pub verify: String,
    /// The line at the foot of each page.
    pub foot: String,
}

impl ReportTexts {
    /// The texts of a report with so many accesses.
    pub fn written(texts: &Texts, accesses: usize) -> Self {
        let text = |key: &str| texts.text(key).to_owned();
        Self {
            title: text("report-title"),
            purpose: text("report-purpose"),
            code_label: text("report-customer"),
            period_label: text("report-period"),
            colophon: ColophonTexts::written(texts),
            reason_label: text("report-reason"),
            zone_label: text("report-zone"),
            columns: ["report-when", "report-who", "report-what", "report-why"].map(text),
            total: texts.with("report-total", &[("count", accesses.into())]),
            none: text("report-none"),
            verify_title: text("report-verify-title"),
            verify: text("report-verify"),
            foot: text("report-foot"),
        }
    }
}

/// Sets a report as a PDF.
pub fn access_report(report: &AccessReport<'_>, texts: &ReportTexts) -> Result<Zeroizing<Vec<u8>>, NotSet> {
    let mut flow = Flow::default();
    let colophon = &report.colophon;
    colophon::begin(&mut flow, &texts.title, colophon.business, &texts.purpose)?;
    colophon::facts(
        &mut flow,
        &[
            (&texts.code_label, report.code, CODE),
            (&texts.period_label, report.period, BODY),
            (&texts.colophon.made_label, &format!("{}, {}", colophon.made_at, colophon.made_by), BODY),
            (&texts.reason_label, report.reason, BODY),
            (&texts.zone_label, report.zone, BODY),
        ],
    )?;
    flow.gap(12.0);
    flow.paragraph(0.0, if report.rows.is_empty() { &texts.none } else { &texts.total }, HEADING)?;
    if !report.rows.is_empty() {
        table(&mut flow, report.rows, texts)?;
    }
    let verify = (&*texts.verify_title, &*texts.verify);
    colophon::proof(&mut flow, verify, colophon, &report.head, &texts.colophon)?;
    flow.set(&texts.title, &texts.foot)
}

/// The rows, never torn over two pages; the labels again on top of each page.
fn table(flow: &mut Flow, rows: &[AccessRow], texts: &ReportTexts) -> Result<(), NotSet> {
    flow.gap(4.0);
    labels(flow, texts)?;
    for row in rows {
        let cells = [&row.at, &row.who, &row.what, &row.why];
        let lines = in_columns(cells.map(String::as_str), CELL)?;
        if flow.room_for(height(&lines, CELL) + 6.0) {
            labels(flow, texts)?;
        }
        place(flow, lines, CELL);
        flow.gap(3.0);
        flow.rule();
        flow.gap(3.0);
    }
    Ok(())
}

fn labels(flow: &mut Flow, texts: &ReportTexts) -> Result<(), NotSet> {
    let [when, who, what, why] = &texts.columns;
    let lines = in_columns([when, who, what, why], LABEL)?;
    place(flow, lines, LABEL);
    flow.gap(2.0);
    flow.rule();
    flow.gap(3.0);
    Ok(())
}

type Lines = [Vec<String>; 4];

fn in_columns(cells: [&str; 4], style: Style) -> Result<Lines, NotSet> {
    let mut lines: Lines = Default::default();
    for (place, (column, cell)) in lines.iter_mut().zip(cells).enumerate() {
        let from = COLUMNS.get(place).copied().unwrap_or_default();
        let to = COLUMNS.get(place + 1).copied().unwrap_or(TEXT_WIDTH);
        *column = in_lines(&style.face.settable(cell), to - from - GUTTER, style)?;
    }
    Ok(lines)
}

/// The lines of a cell. A word that is wider than the cell is cut, so that nothing runs into the next column.
fn in_lines(text: &str, width: f32, style: Style) -> Result<Vec<String>, NotSet> {
    let mut lines = Vec::new();
    for line in wrap(text, width, style)? {
        let mut rest = line.as_str();
        while style.face.width(rest, style.size)? > width {
            let cut = fitting(rest, width, style)?;
            let (begin, end) = rest.split_at(cut);
            lines.push(begin.to_owned());
            rest = end;
        }
        lines.push(rest.to_owned());
    }
    Ok(lines)
}

/// How many bytes of a word fit into a width; at least its first character.
fn fitting(word: &str, width: f32, style: Style) -> Result<usize, NotSet> {
    let mut fits = word.chars().next().map_or(word.len(), char::len_utf8);
    for (at, _) in word.char_indices().skip(2) {
        let (begin, _) = word.split_at(at);
        if style.face.width(begin, style.size)? > width {
            break;
        }
        fits = at;
    }
    Ok(fits)
}

fn height(lines: &Lines, style: Style) -> f32 {
    let most = lines.iter().map(Vec::len).max().unwrap_or(0);
    u16::try_from(most).map_or(f32::MAX, f32::from) * style.leading
}

fn place(flow: &mut Flow, lines: Lines, style: Style) {
    let tall = height(&lines, style);
    for (column, from) in lines.into_iter().zip(COLUMNS) {
        let mut below = 0.0;
        for line in column {
            flow.place(from, below, line, style);
            below += style.leading;
        }
    }
    flow.gap(tall);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::reading::text_of;
    use crate::texts::Language;

    const LANGUAGES: [Language; 2] = [Language::English, Language::Romanian];

    fn report(rows: &[AccessRow], language: Language) -> String {
        let report = AccessReport {
            colophon: Colophon {
                business: "Marin & Fiii",
                made_by: "Ana Pop (ana)",
                made_at: "22.11.2026, 12:00",
                vault_words: "cactus meadow harbor velvet anchor pigeon",
            },
            code: "7QK2-M4TX-9D3",
            period: "all",
            zone: "UTC+02:00",
            reason: "asked for by the customer",
            rows,
            head: LogHead { frames: "1 204", words: "harbor velvet anchor pigeon lunar orbit" },
        };
        let texts = ReportTexts::written(&Texts::new(language), rows.len());
        text_of(&access_report(&report, &texts).unwrap())
    }

    #[test]
    fn every_access_is_in_the_table_and_the_labels_on_every_page() {
        let row = |number: u32| AccessRow {
            at: "22 Nov 2026, 12:00:00 +02:00".to_owned(),
            who: "Ștefan Țîru (stefan)".to_owned(),
            what: "Opened a record".to_owned(),
            why: format!("reason {number} {}", "x".repeat(80)),
        };
        let rows: Vec<_> = (0..60).map(row).collect();
        for (language, when) in LANGUAGES.into_iter().zip(["When", "Când"]) {
            let said = report(&rows, language);
            for number in 0..60 {
                assert!(said.contains(&format!("reason {number}")), "{number}");
            }
            let pages: Vec<&str> = said.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
            assert!(pages.len() > 2);
            assert!(pages[..pages.len() - 1].iter().all(|page| page.contains(when)), "{said}");
            assert!(said.contains("Ștefan Țîru") && said.contains("harbor velvet"));
        }
    }

    #[test]
    fn that_nobody_opened_it_is_said() {
        assert!(report(&[], Language::English).contains("Nobody opened this file"));
    }

    #[test]
    fn a_word_wider_than_its_column_is_cut_and_loses_no_letter() {
        let long = "ț".repeat(200);
        let lines = in_lines(&long, 100.0, CELL).unwrap();
        assert_eq!(lines.concat(), long);
        assert!(lines.iter().all(|line| CELL.face.width(line, CELL.size).unwrap() <= 100.0));
    }
}
