//! One door to the readers of a folder of evidence, for the fuzz targets in `tests/fuzz` and the test that goes over
//! their corpus. Not in the program.

use super::check::BadEvidence;
use super::file;
use super::signed::Signed;
use super::table::rows_in;
use super::told::check_events;
use crate::audit::{Checkpoint, Note};
use crate::base::id::VaultId;
use crate::base::job::Watch;
use crate::keys::statement::Statement;
use std::io;
use std::path::Path;

/// What stands between the files in one input.
pub(in crate::audit) const BETWEEN: &[u8] = b"\n--next--\n";

/// The files in one input, in their order. The hashes and the signature over them are not asked: they would stop every
/// change before a reader saw it.
pub(in crate::audit) const FILES: [&str; 7] = [
    file::SIGNATURE,
    file::CHECKPOINTS,
    file::PROOFS,
    file::EVENTS,
    file::EVENT_KEYS,
    file::FRAMES,
    file::TABLE,
];

/// Reads the files of an input, which are written to `folder` first.
pub(in crate::audit) fn read_input(folder: &Path, vault: VaultId, input: &[u8]) -> io::Result<bool> {
    let mut parts = split(input);
    drop(Statement::from_bytes(0, input));
    for name in FILES {
        std::fs::write(folder.join(name), parts.next().unwrap_or_default())?;
    }
    Ok(read_folder(folder, vault, input).is_some_and(|read| read.is_ok()))
}

fn read_folder(folder: &Path, vault: VaultId, input: &[u8]) -> Option<Result<(), BadEvidence>> {
    let mut parts = split(input);
    let signed = Signed::parse(vault, &Note::parse(parts.next()?).ok()?)?;
    let points = Checkpoint::parse_all(vault, parts.next()?)?;
    let _rows = rows_in(&String::from_utf8_lossy(input));
    Some(check_events(folder, vault, &signed, &points, &mut Watch::unwatched()))
}

/// The parts of an input.
fn split(input: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(input);
    std::iter::from_fn(move || {
        let here = rest?;
        let end = here.windows(BETWEEN.len()).position(|window| window == BETWEEN);
        rest = end.and_then(|end| here.get(end + BETWEEN.len()..));
        here.get(..end.unwrap_or(here.len()))
    })
}
