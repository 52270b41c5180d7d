//! Writing a report of the accesses to one customer's file: a PDF, a table, and a signature. It names no other customer,
//! so it carries no frames; what it says is the word of who signed it, over a checkpoint of the log.

use super::folder::Staging;
use super::signed::{Signed, TakenKind};
use super::{ACCESSES_README, TakeError, Taken, Taking, file, table};
use crate::audit::{Checkpoint, FrameNumber};
use std::path::Path;

/// One access, as the table has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// The number of its frame.
    pub number: FrameNumber,
    /// When, with the offset from UTC.
    pub at: String,
    /// Who: name and login.
    pub who: String,
    /// The short name of the act.
    pub act: String,
    /// How it ended.
    pub outcome: String,
    /// The record's id; empty where there is none.
    pub record: String,
    /// The reason, or what was typed.
    pub words: String,
}

/// Writes a report into the new folder `to`. The checkpoint is one that `taking.by` signed, over what was read.
pub fn take_accesses(
    taking: &Taking<'_>,
    checkpoint: &Checkpoint,
    accesses: &[Access],
    pdf: &[u8],
    to: &Path,
) -> Result<Taken, TakeError> {
    let mut staging = Staging::begin(to)?;
    staging.put_common(taking, ACCESSES_README)?;
    staging.put(file::CHECKPOINTS, (checkpoint.note.encode() + "\n").as_bytes())?;
    staging.put(file::REPORT, pdf)?;
    let head = table::head(&["number", "at", "who", "act", "outcome", "record", "words"]);
    let rows: String = std::iter::once(head).chain(accesses.iter().map(row)).collect();
    staging.put(file::REPORT_TABLE, rows.as_bytes())?;
    staging.finish(taking, |sums| Signed {
        kind: TakenKind::Accesses,
        first: 0,
        count: checkpoint.head.count,
        events: accesses.len() as u64,
        withheld: 0,
        wall: taking.wall,
        sums,
    })
}

fn row(access: &Access) -> String {
    table::row(&[
        access.number.to_string(),
        access.at.clone(),
        access.who.clone(),
        access.act.clone(),
        access.outcome.clone(),
        access.record.clone(),
        access.words.clone(),
    ])
}
