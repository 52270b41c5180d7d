//! Doors to the readers of bytes that others may have written, for the fuzz targets in `tests/fuzz` and the test that
//! goes over their corpus. Not in the program.

use super::checkpoints::parse;
use super::evidence::probe;
use super::keys::{FoundingRoot, LogKeys};
use super::note::{Note, NoteKey};
use super::tail::Tail;
use super::{Checkpoint, archive, body, breaks, event, frame};
use crate::base::id::{AccountId, VaultId};
use crate::crypto::sign::VerifyingKey;
use std::path::Path;

/// The vault of every input.
const VAULT: VaultId = VaultId::from_bytes([7; 16]);

/// Walks over the bytes of a segment, as they are and with their checksums made right.
pub fn frames(input: &[u8]) {
    drop(body::decode(input));
    drop(event::decode(input));
    walk(input);
    let (mut mended, mut place) = (Vec::new(), 0);
    while let Some(header) = input.get(place..place + frame::HEADER_BYTES) {
        let length = header.iter().take(4).fold(0, |length: usize, byte| length << 8 | usize::from(*byte));
        let rest = &input[place + frame::HEADER_BYTES..];
        let body = &rest[..length.min(rest.len()).min(frame::BODY_BYTES)];
        drop(body::decode(body));
        frame::push(&mut mended, body);
        place += body.len() + frame::AROUND_BYTES;
    }
    walk(&mended);
}

fn walk(segment: &[u8]) {
    for mut tail in [Some(Tail::before_everything()), Tail::before_segment(segment)].into_iter().flatten() {
        let mut heads = 0_u64;
        let walked = tail.walk(VAULT, segment, 0, &mut |tail, _| heads += u64::from(tail.head().count > 0));
        assert!(walked.is_err() || heads <= segment.len() as u64);
    }
}

/// Reads notes, checkpoints, certificates and keys; what is read must be written again as it was.
///
/// # Panics
/// If it is not: that is a find.
pub fn notes(input: &[u8]) {
    if let Ok(note) = Note::parse(input) {
        assert_eq!(note.encode().as_bytes(), input);
    }
    if let Ok(read) = parse(VAULT, input) {
        let again: String = read.all.iter().map(|checkpoint| checkpoint.note.encode() + "\n").collect();
        assert!(input.starts_with(again.as_bytes()));
    }
    drop(Checkpoint::parse_all(VAULT, input));
    let _is_one = breaks::is_break(VAULT, input);
    let Ok(text) = std::str::from_utf8(input) else { return };
    if let Ok(key) = NoteKey::parse_vkey(text) {
        assert_eq!(key.vkey(), text);
    }
    let nobody = VerifyingKey([7; 32]);
    let founder = AccountId::from_bytes([3; 16]);
    let root = FoundingRoot { vault: VAULT, founder, founder_key: nobody, recovery: nobody, machine: nobody };
    drop(LogKeys::from_text(text, &root));
}

/// Reads what stays of an archived segment. Whether it is one.
pub fn archived(input: &[u8]) -> bool {
    archive::is_stub(VAULT, input)
}

/// Reads a folder of evidence, which is made in `folder`. Whether all of it fits together.
pub fn evidence(folder: &Path, input: &[u8]) -> bool {
    probe::read_input(folder, VAULT, input).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus(target: &str) -> Vec<Vec<u8>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds").join(target);
        let mut files: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files.iter().map(|file| std::fs::read(file).unwrap()).collect()
    }

    #[test]
    fn the_seeds_are_read_and_every_cut_of_them() {
        let folder = tempfile::tempdir().unwrap();
        for seed in corpus("frame") {
            (0..seed.len()).step_by(97).for_each(|cut| frames(&seed[..cut]));
            frames(&seed);
        }
        for seed in corpus("checkpoint") {
            (0..seed.len()).step_by(13).for_each(|cut| notes(&seed[..cut]));
            notes(&seed);
        }
        for seed in corpus("archive") {
            assert!(archived(&seed), "a seed is whole");
            // With one of two signatures it is still a note: who has to sign is asked where it is verified.
            (0..seed.len() / 2).for_each(|cut| assert!(!archived(&seed[..cut])));
            (0..seed.len()).for_each(|cut| assert!(seed.len() - cut < 200 || !archived(&seed[..cut])));
        }
        for seed in corpus("evidence") {
            assert!(evidence(folder.path(), &seed), "a seed is whole");
            (0..seed.len()).step_by(601).for_each(|cut| assert!(!evidence(folder.path(), &seed[..cut])));
        }
    }
}
