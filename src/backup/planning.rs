//! What of each file is copied: all of it, what changed since the generation before, and less where a write that was
//! interrupted has it in volumes that are still good.
//!
//! Every sum that is learned here goes into the spool at once; in memory stay the runs.

use super::chain::Generation;
use super::error::BackupError;
use super::manifest::Piece;
use super::meter::Meter;
use super::resume::Begun;
use super::source::sum_whole;
use super::spool::{Before, Spool};
use super::sums;
use super::survey::Found;
use crate::crypto::hash::Digest;
use crate::vault::Layout;

/// More runs of one file than this are one: a manifest has a line for each, and must be read again.
const MOST_RUNS: usize = 20_000;

/// A file, and which runs of it are copied.
pub(super) struct Planned {
    pub(super) found: Found,
    /// Offset and length, ascending.
    pub(super) runs: Vec<(u64, u64)>,
    /// The hash of all of it, where it is known before it is copied; its sums are then in the spool.
    pub(super) known: Option<Digest>,
    /// What lies in volumes that were taken over.
    pub(super) taken: Vec<Piece>,
}

/// Decides what of each file is copied. Files that may have changed are read; stacks that look untouched are not.
pub(super) fn plan(
    layout: &Layout,
    found: Vec<Found>,
    parent: Option<&Generation>,
    begun: Option<&Begun>,
    spool: &Spool,
    meter: &mut Meter<'_, '_>,
) -> Result<Vec<Planned>, BackupError> {
    let reads = |file: &&Found| parent.is_some() || begun.is_some_and(|begun| begun.holds(&file.path));
    meter.begin("backup-survey", found.iter().filter(reads).map(|file| file.size).sum());
    let before = parent.map(|parent| Before::open(&parent.folder, &parent.manifest)).transpose()?;
    let mut planned = Vec::with_capacity(found.len());
    for (number, found) in found.into_iter().enumerate() {
        let line = before.as_ref().and_then(|before| before.line(&found.path));
        let whole = run(0, found.size);
        if let (Some(line), Some(before)) = (line, &before)
            && found.is_stack()
            && (line.stamp.as_str(), line.bytes) == (found.stamp.as_str(), found.size)
        {
            let put = spool.put(number, &before.sums(&found.path)?);
            put.map_err(BackupError::medium(super::place::SUMS))?;
            meter.pass(found.size)?;
            planned.push(Planned { runs: Vec::new(), known: Some(line.sha256), taken: Vec::new(), found });
        } else if reads(&&found) {
            let (digest, sums) = sum_whole(layout, &found, meter)?;
            spool.put(number, &sums).map_err(BackupError::medium(super::place::SUMS))?;
            let runs = match (line, &before) {
                (Some(line), _) if line.bytes == found.size && line.sha256 == digest => Vec::new(),
                (Some(_), Some(before)) => {
                    let runs = sums::changed(&before.sums(&found.path)?, &sums, found.size);
                    if runs.len() > MOST_RUNS { whole } else { runs }
                }
                _ => whole,
            };
            planned.push(Planned { runs, known: Some(digest), taken: Vec::new(), found });
        } else {
            planned.push(Planned { runs: whole, known: None, taken: Vec::new(), found });
        }
    }
    Ok(planned)
}

fn run(offset: u64, bytes: u64) -> Vec<(u64, u64)> {
    if bytes > 0 { vec![(offset, bytes)] } else { Vec::new() }
}

impl Planned {
    /// Whether all of this stretch is to be copied.
    pub(super) fn wants(&self, (offset, bytes): (u64, u64)) -> bool {
        let holds = |run: &(u64, u64)| run.0 <= offset && offset + bytes <= run.0 + run.1;
        self.runs.iter().any(holds)
    }

    /// A piece of it lies in a volume that is taken over: it is not copied again.
    pub(super) fn take(&mut self, piece: Piece) {
        let (begins, ends) = (piece.offset, piece.offset + piece.bytes);
        let mut left = Vec::with_capacity(self.runs.len() + 1);
        for (offset, bytes) in self.runs.drain(..) {
            let end = offset + bytes;
            left.extend(run(offset, begins.clamp(offset, end) - offset));
            let rest = ends.clamp(offset, end);
            left.extend(run(rest, end - rest));
        }
        self.runs = left;
        self.taken.push(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_not_copied_again_and_the_rest_is() {
        let found = Found { path: "groups/a/stack-1.1.db".to_owned(), size: 1000, stamp: String::new() };
        let planned = |runs: &[(u64, u64)]| Planned {
            found: found.clone(),
            runs: runs.to_vec(),
            known: None,
            taken: Vec::new(),
        };
        for (runs, (offset, bytes), wants, left) in [
            (&[(0, 1000)][..], (0, 400), true, &[(400, 600)][..]),
            (&[(0, 1000)], (400, 200), true, &[(0, 400), (600, 400)]),
            (&[(0, 1000)], (0, 1000), true, &[]),
            (&[(0, 100), (300, 200)], (300, 200), true, &[(0, 100)]),
            (&[(0, 100), (300, 200)], (50, 100), false, &[(0, 50), (300, 200)]),
            (&[], (0, 100), false, &[]),
        ] {
            let mut planned = planned(runs);
            assert_eq!(planned.wants((offset, bytes)), wants, "{runs:?}");
            planned.take(Piece { volume: 1, offset, bytes });
            assert_eq!(planned.runs, left);
        }
    }
}
