//! The file `checkpoints`: notes one after the other, each followed by an empty line. Only ever appended to.
//!
//! A last note whose writing was cut off is its beginning, and is taken off before the next is written: nothing is lost
//! with it, for what it said can be said again. Anything else that is no checkpoint is damage.

use super::checkpoint::{Checkpoint, Lines};
use super::note::{MARK, NoteSignature};
use super::segment::Turn;
use crate::base::fs::{PRIVATE_FILE, sync_folder};
use crate::base::id::VaultId;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

const FILE: &str = "checkpoints";

/// The file is not read beyond this: some hundred thousand checkpoints.
const READ_BYTES: u64 = 512 << 20;

/// More than any checkpoint has.
const TAIL_BYTES: u64 = 16 << 10;

/// The checkpoints of a log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checkpoints {
    /// Every whole one, in the order they were written. Their signatures are still to be verified.
    pub all: Vec<Checkpoint>,
    /// How many bytes of a last one there are whose writing was cut off.
    pub torn_bytes: u64,
}

/// Why the checkpoints were not read.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointsError {
    /// The file could not be read or written.
    #[error("the checkpoints of the access log cannot be read or written: {0}")]
    Io(#[from] io::Error),
    /// What is there is no checkpoint of this vault.
    #[error("checkpoint {number} of the access log is damaged")]
    Damaged {
        /// Which one, from 1.
        number: u64,
    },
}

/// Reads the checkpoints of the log in `folder`; a log without any has none.
pub fn checkpoints(folder: &Path, vault: VaultId) -> Result<Checkpoints, CheckpointsError> {
    let bytes = {
        let _turn = Turn::to_read(folder)?;
        let Some(mut file) = open(folder, OpenOptions::new().read(true))? else {
            return Ok(Checkpoints::default());
        };
        read_from(&mut file, 0)?
    };
    parse(vault, &bytes)
}

/// The last checkpoint of the log in `folder`, if there is one; reads only the end of the file.
pub fn last_checkpoint(folder: &Path, vault: VaultId) -> Result<Option<Checkpoint>, CheckpointsError> {
    let bytes = {
        let _turn = Turn::to_read(folder)?;
        let Some(mut file) = open(folder, OpenOptions::new().read(true))? else { return Ok(None) };
        let from = file.metadata()?.len().saturating_sub(TAIL_BYTES);
        read_from(&mut file, from)?
    };
    Ok(blocks(&bytes).0.into_iter().rev().find_map(|block| Checkpoint::parse(vault, block)))
}

/// Appends a checkpoint and syncs it. The caller has the turn to write.
pub(super) fn append(folder: &Path, vault: VaultId, checkpoint: &Checkpoint) -> Result<(), CheckpointsError> {
    let opened = open(folder, OpenOptions::new().read(true).append(true))?;
    let is_new = opened.is_none();
    let mut file = match opened {
        Some(file) => file,
        None => {
            options(OpenOptions::new().read(true).append(true).create_new(true)).open(folder.join(FILE))?
        }
    };
    let end = settle(&mut file, vault)?;
    let bytes = format!("{}\n", checkpoint.note.encode());
    if let Err(error) = file.write_all(bytes.as_bytes()).and_then(|()| file.sync_data()) {
        // If even that fails, what is there is the beginning of a checkpoint, which the next one takes off.
        drop(file.set_len(end));
        return Err(error.into());
    }
    if is_new {
        sync_folder(folder)?;
    }
    Ok(())
}

/// Takes off what was cut off, and says where the file ends then.
fn settle(file: &mut File, vault: VaultId) -> Result<u64, CheckpointsError> {
    let length = file.metadata()?.len();
    let tail = read_from(file, length.saturating_sub(TAIL_BYTES))?;
    if length == 0 || ends_whole(&tail) {
        return Ok(length);
    }
    let read = parse(vault, &read_from(file, 0)?)?;
    let end = length.saturating_sub(read.torn_bytes);
    file.set_len(end)?;
    file.sync_data()?;
    Ok(end)
}

/// Whether the last line but the empty one is a signature.
fn ends_whole(tail: &[u8]) -> bool {
    let Some(lines) = tail.strip_suffix(b"\n\n") else { return false };
    let last = lines.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    last.starts_with(MARK.as_bytes())
}

pub(super) fn parse(vault: VaultId, bytes: &[u8]) -> Result<Checkpoints, CheckpointsError> {
    let (notes, rest) = blocks(bytes);
    let mut all = Vec::with_capacity(notes.len());
    for block in notes {
        let damaged = CheckpointsError::Damaged { number: all.len() as u64 + 1 };
        all.push(Checkpoint::parse(vault, block).ok_or(damaged)?);
    }
    if !is_beginning(vault, rest) {
        return Err(CheckpointsError::Damaged { number: all.len() as u64 + 1 });
    }
    Ok(Checkpoints { all, torn_bytes: rest.len() as u64 })
}

/// The notes that end with an empty line, and what comes after the last of them.
pub(super) fn blocks(bytes: &[u8]) -> (Vec<&[u8]>, &[u8]) {
    let (mut notes, mut rest) = (Vec::new(), bytes);
    while let Some(end) = block_end(rest) {
        let (block, after) = rest.split_at(end);
        notes.push(block);
        rest = after.get(1..).unwrap_or_default();
    }
    (notes, rest)
}

/// Where the first note ends: with the line before the second empty line.
fn block_end(bytes: &[u8]) -> Option<usize> {
    let text = empty_line(bytes)?;
    let signatures = empty_line(bytes.get(text + 1..)?)?;
    Some(text + 1 + signatures)
}

/// The place of the first empty line.
fn empty_line(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|pair| pair == b"\n\n").map(|place| place + 1)
}

/// Whether this is how a checkpoint begins, cut off anywhere; what was never written may read as zeros.
fn is_beginning(vault: VaultId, rest: &[u8]) -> bool {
    let written = rest.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let rest = rest.get(..written).unwrap_or_default();
    let rest = match std::str::from_utf8(rest) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            rest.get(..error.valid_up_to()).and_then(|cut| std::str::from_utf8(cut).ok()).unwrap_or_default()
        }
        Err(_other) => return false,
    };
    if rest.starts_with('\n') {
        return false;
    }
    let (whole, begun) = rest.rsplit_once('\n').unwrap_or(("", rest));
    let (mut text, mut signed) = (Lines::default(), false);
    for line in whole.split('\n').filter(|_| !whole.is_empty()) {
        let fits = match (signed, line) {
            (false, "") => {
                signed = true;
                true
            }
            (false, line) => text.take(vault, line).is_some(),
            (true, line) => NoteSignature::parse(line).is_some(),
        };
        if !fits {
            return false;
        }
    }
    !signed || begun.starts_with(MARK) || MARK.starts_with(begun)
}

fn open(folder: &Path, options_: &mut OpenOptions) -> io::Result<Option<File>> {
    match options(options_).open(folder.join(FILE)) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn options(options: &mut OpenOptions) -> &mut OpenOptions {
    let no_follow = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
    options.mode(PRIVATE_FILE).custom_flags(no_follow)
}

fn read_from(file: &mut File, from: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(READ_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::Head;
    use crate::base::clock::WallTime;
    use crate::crypto::hash::Digest;
    use crate::crypto::sign::SigningKey;

    const VAULT: VaultId = VaultId::from_bytes([7; 16]);

    fn three(folder: &Path) -> Vec<Checkpoint> {
        let machine = SigningKey::generate();
        (1..4)
            .map(|count| {
                let head = Head { count, last: Digest([1; 32]), root: Digest([2; 32]) };
                let wall = WallTime::from_unix_millis(5);
                let made = Checkpoint::sign(VAULT, head, wall, &machine, None).unwrap();
                append(folder, VAULT, &made).unwrap();
                made
            })
            .collect()
    }

    #[test]
    fn what_is_appended_is_read_and_the_last_is_found() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(checkpoints(folder.path(), VAULT).unwrap(), Checkpoints::default());
        assert_eq!(last_checkpoint(folder.path(), VAULT).unwrap(), None);
        let made = three(folder.path());
        assert_eq!(
            checkpoints(folder.path(), VAULT).unwrap(),
            Checkpoints { all: made.clone(), torn_bytes: 0 }
        );
        assert_eq!(last_checkpoint(folder.path(), VAULT).unwrap(), made.last().cloned());
    }

    #[test]
    fn a_cut_anywhere_in_the_last_is_torn_and_taken_off_by_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let made = three(folder.path());
        let file = folder.path().join(FILE);
        let whole = std::fs::read(&file).unwrap();
        let last = whole.len() / 3 * 2;
        for cut in last..whole.len() {
            for zeros in [0, 700] {
                let mut bytes = whole[..cut].to_vec();
                bytes.resize(cut + zeros, 0);
                std::fs::write(&file, &bytes).unwrap();
                let read = checkpoints(folder.path(), VAULT).unwrap();
                assert_eq!(
                    (read.all.as_slice(), read.torn_bytes),
                    (&made[..2], (bytes.len() - last) as u64),
                    "{cut}"
                );
            }
            if cut % 16 == 0 {
                append(folder.path(), VAULT, &made[2]).unwrap();
                assert_eq!(std::fs::read(&file).unwrap(), whole, "{cut}");
            }
        }
    }

    #[test]
    fn a_flipped_bit_is_never_torn() {
        let folder = tempfile::tempdir().unwrap();
        let made = three(folder.path());
        let whole = std::fs::read(folder.path().join(FILE)).unwrap();
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let read = parse(VAULT, &flipped);
            // A changed signature is still of the form of one.
            let same = read.is_ok_and(|read| read.torn_bytes > 0 || read.all == made || read.all.len() != 3);
            assert!(!same, "bit {bit}");
        }
    }
}
