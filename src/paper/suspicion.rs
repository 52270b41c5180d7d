//! The slip of a suspected break-in: one A4 page that says whose account was closed and why, which groups are to get new
//! keys, and what is to be done next. Signed by hand and kept with the incident's papers.

use super::NotSet;
use super::canvas::{BODY, Canvas, HEADING, MARGIN, NOTE, TEXT_WIDTH, one_page};
use super::colophon::{Colophon, ColophonTexts, page_foot, page_head, sign};
use crate::texts::Texts;
use zeroize::Zeroizing;

/// As many groups as have room; of more, how many there are is said.
const MOST_GROUPS: usize = 12;

/// What is on the slip.
pub struct SuspicionSlip<'a> {
    /// Whose it is; who closed the account, and when.
    pub colophon: Colophon<'a>,
    /// Whose account was closed: name and login.
    pub account: &'a str,
    /// Why, as it was written.
    pub reason: &'a str,
    /// The groups that are to get new keys: their names, or their ids.
    pub groups: &'a [String],
}

/// The texts of the slip in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuspicionTexts {
    /// "Suspected break-in"
    pub title: String,
    /// "Account closed"
    pub account_label: String,
    /// "Reason"
    pub reason_label: String,
    /// The labels of the colophon.
    pub colophon: ColophonTexts,
    /// "What was done at once"
    pub done_title: String,
    /// A paragraph.
    pub done: String,
    /// "Groups that are to get new keys"
    pub groups_title: String,
    /// "None: ..."
    pub groups_none: String,
    /// "And more: all stand under Requests."
    pub groups_more: String,
    /// "What is to be done next"
    pub next_title: String,
    /// One line each.
    pub next: Vec<String>,
    /// What comes before it, where a group is to get new keys.
    pub renew: String,
    /// "Name, signature, date"
    pub sign_label: String,
    /// The line at the foot of the page.
    pub foot: String,
}

impl SuspicionTexts {
    /// The texts of the slip.
    pub fn written(texts: &Texts) -> Self {
        let text = |key: &str| texts.text(key).to_owned();
        Self {
            title: text("suspicion-title"),
            account_label: text("suspicion-account"),
            reason_label: text("suspicion-reason"),
            colophon: ColophonTexts::written(texts),
            done_title: text("suspicion-done-title"),
            done: text("suspicion-done"),
            groups_title: text("suspicion-groups"),
            groups_none: text("suspicion-groups-none"),
            groups_more: text("suspicion-groups-more"),
            next_title: text("suspicion-next-title"),
            renew: text("suspicion-next-renew"),
            next: ["log", "person", "room"].map(|key| text(&format!("suspicion-next-{key}"))).to_vec(),
            sign_label: text("suspicion-sign"),
            foot: text("suspicion-foot"),
        }
    }
}

/// Sets the slip as a PDF of one page.
pub fn suspicion_slip(
    slip: &SuspicionSlip<'_>,
    texts: &SuspicionTexts,
) -> Result<Zeroizing<Vec<u8>>, NotSet> {
    one_page(&texts.title, |canvas| {
        let Colophon { business, made_by, made_at, vault_words } = slip.colophon;
        let mut y = page_head(canvas, made_at, &texts.title, business)? + 8.0;
        for (label, value) in [
            (&texts.account_label, slip.account),
            (&texts.reason_label, slip.reason),
            (&texts.colophon.made_label, made_by),
            (&texts.colophon.vault_label, vault_words),
        ] {
            y = canvas.paragraph(MARGIN, y, TEXT_WIDTH, label, NOTE)?;
            y = canvas.paragraph(MARGIN, y, TEXT_WIDTH, &BODY.face.settable(value), BODY)? + 4.0;
        }
        y = section(canvas, y, &texts.done_title, std::slice::from_ref(&texts.done))?;
        y = section(canvas, y, &texts.groups_title, &groups(slip, texts))?;
        y = section(canvas, y, &texts.next_title, &steps(slip, texts))?;
        sign(canvas, y + 10.0, &texts.sign_label, 26.0)?;
        page_foot(canvas, &texts.foot)
    })
}

fn section(canvas: &mut Canvas<'_>, top: f32, title: &str, lines: &[String]) -> Result<f32, NotSet> {
    let mut y = canvas.paragraph(MARGIN, top + 10.0, TEXT_WIDTH, title, HEADING)?;
    for line in lines {
        y = canvas.paragraph(MARGIN, y, TEXT_WIDTH, &BODY.face.settable(line), BODY)?;
    }
    Ok(y)
}

/// Numbered.
fn steps(slip: &SuspicionSlip<'_>, texts: &SuspicionTexts) -> Vec<String> {
    let renew = (!slip.groups.is_empty()).then_some(&texts.renew);
    let steps = renew.into_iter().chain(&texts.next);
    (1..).zip(steps).map(|(number, step): (u32, _)| format!("{number}. {step}")).collect()
}

fn groups(slip: &SuspicionSlip<'_>, texts: &SuspicionTexts) -> Vec<String> {
    if slip.groups.is_empty() {
        return vec![texts.groups_none.clone()];
    }
    let mut lines: Vec<String> =
        slip.groups.iter().take(MOST_GROUPS).map(|name| format!("– {name}")).collect();
    if slip.groups.len() > MOST_GROUPS {
        lines.push(texts.groups_more.clone());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::reading::{text_of, through};
    use crate::texts::Language;

    #[test]
    fn it_says_who_why_and_what_is_owed_on_one_page() {
        for (language, title) in
            [(Language::English, "Suspected break-in"), (Language::Romanian, "Bănuială de acces străin")]
        {
            let groups: Vec<String> = (1..=40).map(|number| format!("Grupul {number}")).collect();
            let slip = SuspicionSlip {
                colophon: Colophon {
                    business: "Marin & Fiii",
                    made_by: "Ioana Marin (ioana.marin)",
                    made_at: "22.11.2026, 17:00",
                    vault_words: "cactus meadow harbor velvet anchor pigeon",
                },
                account: "Ștefan Țîru (stefan)",
                reason: "His stick was found in the car park",
                groups: &groups,
            };
            let pdf = suspicion_slip(&slip, &SuspicionTexts::written(&Texts::new(language))).unwrap();
            let said = text_of(&pdf);
            for expected in [title, "Ștefan Țîru (stefan)", "car park", "Grupul 12", "Ioana Marin"] {
                assert!(said.contains(expected), "{expected}\n{said}");
            }
            let pages = String::from_utf8(through("pdfinfo", &["-"], &pdf)).unwrap();
            assert!(pages.lines().any(|line| line.split_whitespace().eq(["Pages:", "1"])), "{pages}");
        }
    }
}
