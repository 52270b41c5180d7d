//! Writing a report of the workstation's posture: a PDF, a table, and a signature. It says nothing of what the log holds;
//! a checkpoint of the log is in it to say when it was made.

use super::folder::Staging;
use super::signed::{Signed, TakenKind};
use super::{POSTURE_README, TakeError, Taken, Taking, file, table};
use crate::audit::Checkpoint;
use std::path::Path;

/// One row, as the table has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostureLine {
    /// The short name of what it is about.
    pub subject: String,
    /// `green`, `amber` or `red`.
    pub colour: String,
    /// What was seen, in words.
    pub seen: String,
    /// What to do; empty where there is nothing to do.
    pub next: String,
}

/// Writes a report into the new folder `to`. The checkpoint is one that `taking.by` signed.
pub fn take_posture(
    taking: &Taking<'_>,
    checkpoint: &Checkpoint,
    lines: &[PostureLine],
    pdf: &[u8],
    to: &Path,
) -> Result<Taken, TakeError> {
    let mut staging = Staging::begin(to)?;
    staging.put_common(taking, POSTURE_README)?;
    staging.put(file::CHECKPOINTS, (checkpoint.note.encode() + "\n").as_bytes())?;
    staging.put(file::REPORT, pdf)?;
    let head = table::head(&["subject", "colour", "seen", "next"]);
    let rows: String = std::iter::once(head).chain(lines.iter().map(row)).collect();
    staging.put(file::REPORT_TABLE, rows.as_bytes())?;
    staging.finish(taking, |sums| Signed {
        kind: TakenKind::Posture,
        first: 0,
        count: checkpoint.head.count,
        events: lines.len() as u64,
        withheld: 0,
        wall: taking.wall,
        sums,
    })
}

fn row(line: &PostureLine) -> String {
    table::row(&[line.subject.clone(), line.colour.clone(), line.seen.clone(), line.next.clone()])
}
