//! Writing a full-text index anew after something was removed, in slices, until no page of it holds a removed word.
//!
//! FTS5 only marks removed rows; their words go when the segments that hold them are merged. A slice is one transaction
//! of a few pages, so that others write in between, and the work is told of and may be stopped: what was begun goes on
//! the next time. Used by deleting, moving and sweeping. What an index is over is `schema`'s.

use std::time::Duration;

use crate::base::job::{Progress, Watch};
use crate::store::{Database, StoreError, params};

use super::error::RecordsError;

/// How many pages of an index (of about 4 KiB) are written in one transaction.
const SLICE_PAGES: i64 = 64;

/// How long is waited between two slices, so that whoever waits for the write lock gets it.
const STEP_BACK: Duration = Duration::from_millis(2);

/// A merge that was under way already may have written pages before the removal: those take a second round.
const ROUNDS: u32 = 2;

/// What FTS5 begins a structure with that counts removed rows.
const WITH_REMOVED: [u8; 4] = [0xFF, 0x00, 0x00, 0x01];

/// A full-text index.
pub(super) struct TextIndex {
    structure: &'static str,
    merge: &'static str,
}

/// What customers are found by.
pub(super) const NAMES: TextIndex = TextIndex {
    structure: "SELECT block FROM identity_text_data WHERE id = 10",
    merge: "INSERT INTO identity_text (identity_text, rank) VALUES ('merge', ?1)",
};

/// What records are found by.
pub(super) const TITLES: TextIndex = TextIndex {
    structure: "SELECT block FROM record_text_data WHERE id = 10",
    merge: "INSERT INTO record_text (record_text, rank) VALUES ('merge', ?1)",
};

/// What is known of an index's segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Segments {
    /// Pages in all.
    pages: u64,
    /// Pages that a merge under way has still to read.
    to_merge: u64,
    /// A merge is under way.
    merging: bool,
    /// Rows that are marked as removed, whose words are still there.
    removed: u64,
}

/// Merges until no removed row's words are left. Stopped, it may be done again.
pub(super) fn forget(
    database: &mut Database,
    index: &TextIndex,
    watch: &mut Watch<'_>,
) -> Result<(), RecordsError> {
    for _ in 0..ROUNDS {
        let before = segments(database, index)?;
        if before.removed == 0 {
            break;
        }
        // Less than nothing: all segments into one. More: on with the merge that is under way.
        let mut pages = -SLICE_PAGES;
        loop {
            watch.go_on()?;
            database.write(|writing| writing.execute(index.merge, params![pages]))?;
            pages = SLICE_PAGES;
            let now = segments(database, index)?;
            if !now.merging {
                break;
            }
            let done = before.pages.saturating_sub(now.to_merge);
            watch.tell(&Progress { stage: "words", done, total: Some(before.pages), ..Progress::default() });
            std::thread::sleep(STEP_BACK);
        }
    }
    Ok(())
}

fn segments(database: &Database, index: &TextIndex) -> Result<Segments, StoreError> {
    let block: Option<Vec<u8>> = database.one(index.structure, params![], |row| row.get(0))?;
    let read = block.as_deref().and_then(read_segments);
    read.ok_or_else(|| database.damaged("a full-text index does not say what it consists of"))
}

/// Reads FTS5's record of its segments: a cookie of four bytes, then numbers of the kind of [`number`].
fn read_segments(block: &[u8]) -> Option<Segments> {
    let rest = block.get(4..)?;
    // Without it no row was ever removed, and nothing ever written.
    let Some(mut rest) = rest.strip_prefix(&WITH_REMOVED) else { return Some(Segments::default()) };
    let mut next = || number(&mut rest);
    let mut seen = Segments::default();
    let (levels, _segments, _written) = (next()?, next()?, next()?);
    for _ in 0..levels {
        let (inputs, count) = (next()?, next()?);
        seen.merging |= inputs > 0;
        for at in 0..count {
            let _id = next()?;
            let (first, last) = (next()?, next()?);
            let (_oldest, _newest, _pages_of_removed) = (next()?, next()?, next()?);
            seen.removed += next()?;
            let _rows = next()?;
            let pages = last.saturating_sub(first) + 1;
            seen.pages += pages;
            seen.to_merge += if at < inputs { pages } else { 0 };
        }
    }
    Some(seen)
}

/// SQLite's number of one to nine bytes: seven bits each, the highest first, a set top bit if more follow; all eight of
/// the ninth.
fn number(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for at in 0..9 {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        if at == 8 {
            return Some((value << 8) | u64::from(*byte));
        }
        value = (value << 7) | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_sqlite_writes_them() {
        for (bytes, value) in [
            (&[0x00][..], 0),
            (&[0x7F], 127),
            (&[0x81, 0x00], 128),
            (&[0xFF, 0x7F], 16_383),
            (&[0xFF; 9], u64::MAX),
        ] {
            let mut rest = bytes;
            assert_eq!((number(&mut rest), rest.len()), (Some(value), 0));
        }
        assert_eq!(number(&mut &[0x81][..]), None);
    }

    #[test]
    fn segments_are_counted_and_what_is_cut_off_is_damage() {
        let head = [0, 0, 0, 0, 0xFF, 0, 0, 1];
        // Two levels: one segment of 30 pages that is being merged (one row removed), and one of 10.
        let levels = [2, 2, 5, 1, 1, 7, 3, 32, 1, 4, 1, 1, 9, 0, 1, 8, 1, 10, 1, 4, 0, 0, 0];
        let block = [&head[..], &levels].concat();
        let seen = Segments { pages: 40, to_merge: 30, merging: true, removed: 1 };
        assert_eq!(read_segments(&block), Some(seen));
        assert_eq!(read_segments(&[0; 7]), Some(Segments::default()), "nothing was ever removed");
        for cut in 8..block.len() {
            assert_eq!(read_segments(&block[..cut]), None, "{cut}");
        }
    }
}
