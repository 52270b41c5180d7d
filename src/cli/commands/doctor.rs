//! `doctor [--pdf DIR --reason TEXT]`: what protects the workstation around the program. Exit code 0 whatever the colours
//! are: it tells, and refuses nothing.

use std::path::PathBuf;

use serde::Serialize;

use crate::airgap::posture::{Fact, Row};
use crate::app::posture;
use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::app::snapshot::{Colour, PostureFace};
use crate::texts::Texts;

use super::super::args::{Common, LanguageArgument};
use super::super::output::Output;
use super::super::{Outcome, Surroundings};

/// What was seen.
#[derive(Debug, Serialize)]
struct PostureObject {
    colour: &'static str,
    at: String,
    rows: Vec<RowObject>,
    /// The folder of the report, if one was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<String>,
}

#[derive(Debug, Serialize)]
struct RowObject {
    subject: &'static str,
    colour: &'static str,
    /// The short name of what was seen.
    seen: &'static str,
    /// What its text names.
    facts: serde_json::Map<String, serde_json::Value>,
    text: String,
    next: Option<String>,
}

/// Tells what the machine shows, and of the vault what can be seen from outside.
pub(crate) fn look_around(common: &Common, surroundings: &Surroundings, output: &Output) -> Outcome {
    let vault = common.vault.as_deref();
    let face = posture::look_around(&surroundings.system_root, surroundings.clock.as_ref(), vault)?;
    tell(&face, None, output);
    output.say("cli-posture-more", &[]);
    Ok(())
}

/// Tells everything, and writes a report where one is asked for.
pub(super) fn doctor(
    session: &mut Session,
    pdf: Option<PathBuf>,
    reason: Option<String>,
    language: Option<LanguageArgument>,
    output: &Output,
) -> Outcome {
    let face = output.run(session.posture()?)?;
    let report = match pdf {
        Some(folder) => {
            let language = language.map_or(output.texts().language(), Into::into);
            Some(write(session, &folder, &reason.unwrap_or_default(), language, output)?)
        }
        None => None,
    };
    tell(&face, report, output);
    Ok(())
}

fn write(
    session: &mut Session,
    folder: &std::path::Path,
    reason: &str,
    language: crate::texts::Language,
    output: &Output,
) -> Result<String, Problem> {
    let taken = output.run(session.take_posture(folder, reason, language)?)?;
    Ok(taken.path.display().to_string())
}

fn tell(face: &PostureFace, report: Option<String>, output: &Output) {
    let object = PostureObject {
        colour: face.colour.key(),
        at: face.seen_at.to_string(),
        rows: face.rows.iter().map(|row| RowObject::of(row, output.texts())).collect(),
        report,
    };
    output.result(&object, |texts| lines(face, &object, texts));
}

impl RowObject {
    fn of(row: &Row, texts: &Texts) -> Self {
        let fact = |(name, fact): &(&'static str, Fact)| {
            let value = match fact {
                Fact::Word(word) => word.as_str().into(),
                Fact::Count(count) | Fact::Bytes(count) => (*count).into(),
            };
            ((*name).to_owned(), value)
        };
        Self {
            subject: row.subject().key(),
            colour: Colour::from(row.colour()).key(),
            seen: row.seen.key(),
            facts: row.facts.iter().map(fact).collect(),
            text: row.said(texts),
            next: row.next(texts),
        }
    }
}

fn lines(face: &PostureFace, object: &PostureObject, texts: &Texts) -> Vec<String> {
    let mut lines = Vec::new();
    for (row, seen) in face.rows.iter().zip(&object.rows) {
        let word = texts.text(&format!("posture-{}", seen.colour));
        lines.push(format!("{word}  {}: {}", row.name(texts), seen.text));
        lines.extend(seen.next.as_ref().map(|next| format!("    {next}")));
    }
    lines.push(summary(face, texts));
    lines.extend(object.report.clone());
    lines
}

/// The whole in one sentence.
fn summary(face: &PostureFace, texts: &Texts) -> String {
    let named = [("count", face.count(face.colour).into())];
    match face.colour {
        Colour::Green => texts.text("posture-summary-green").to_owned(),
        Colour::Amber => texts.with("posture-summary-amber", &named),
        Colour::Red => texts.with("posture-summary-red", &named),
    }
}
