//! `check [--repair]`: exit code 4 if something is damaged.

use serde::Serialize;

use crate::app::problem::{Problem, ProblemKind};
use crate::app::session::Session;
use crate::app::snapshot::{CheckReport, Damage};
use crate::texts::Texts;

use super::super::Outcome;
use super::super::output::Output;

/// What `check` found.
#[derive(Debug, Serialize)]
struct Checked {
    files: u64,
    records: u64,
    damage: Vec<DamageObject>,
    orphan_bytes: u64,
    repaired_bytes: u64,
    unopened: Vec<String>,
}

#[derive(Debug, Serialize)]
struct DamageObject {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    what: String,
}

impl DamageObject {
    fn of(damage: &Damage) -> Self {
        Self {
            file: damage.file.clone(),
            id: damage.record.map(|record| record.to_string()),
            what: damage.what.clone(),
        }
    }

    fn line(&self) -> String {
        match &self.id {
            Some(id) => format!("{}  {id}  {}", self.file, self.what),
            None => format!("{}  {}", self.file, self.what),
        }
    }
}

pub(super) fn check(session: &mut Session, repair: bool, output: &Output) -> Outcome {
    let report = output.run(session.check(repair)?)?;
    let checked = Checked {
        files: report.files,
        records: report.records,
        damage: report.damage.iter().map(DamageObject::of).collect(),
        orphan_bytes: report.orphan_bytes,
        repaired_bytes: report.repaired_bytes,
        unopened: report.unopened.clone(),
    };
    output.result(&checked, |texts| lines(&checked, &report, texts));
    match report.damage.first() {
        None => Ok(()),
        Some(first) => Err(Problem::new(ProblemKind::Damaged).with("what", &first.file)),
    }
}

fn lines(checked: &Checked, report: &CheckReport, texts: &Texts) -> Vec<String> {
    let mut lines: Vec<String> = checked.damage.iter().map(DamageObject::line).collect();
    lines.push(
        texts.with("cli-checked", &[("files", report.files.into()), ("records", report.records.into())]),
    );
    if report.orphan_bytes > 0 {
        let sizes = [
            ("orphans", texts.size(report.orphan_bytes).into()),
            ("swept", texts.size(report.repaired_bytes).into()),
        ];
        lines.push(texts.with("cli-orphans", &sizes));
    }
    lines.extend(report.unopened.iter().map(|part| texts.with("cli-unopened", &[("part", part.into())])));
    lines
}
