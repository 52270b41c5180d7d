//! What a write that was interrupted leaves behind to go on from: which of its volumes were read back, and what is in them,
//! in a signed note beside them (`resume.txt`). It is no manifest: the folder counts for nothing until it has one.
//!
//! What is taken over is proved again: the volumes are read back, and each piece is what is in the vault now.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::audit::{Note, NoteKey, account_name, account_of, sign_note};
use crate::base::fs::{read_limited, write_atomically};
use crate::base::id::{AccountId, GenerationId, MediumId, VaultId};
use crate::crypto::hash::{Digest, Sha256Stream};
use crate::crypto::sign::SigningKey;

use super::chain::Signers;
use super::error::BackupError;
use super::manifest::{MANIFEST_BYTES, Part, Piece, digest, fields, is_name};
use super::planning::Planned;
use super::spool::Spool;
use super::sums::{SEGMENT_BYTES, Sum, segments_of};

const ORIGIN: &str = "strongroom/resume/v1/";

/// The note's file.
pub(super) const RESUME: &str = "resume.txt";

/// What makes two writes parts of one: the same vault, medium, recipients and parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Aim {
    pub(super) vault: VaultId,
    pub(super) medium: MediumId,
    /// The hash of the manifest that it grows from; zero for a full one.
    pub(super) parent: Digest,
    pub(super) recovery: String,
    pub(super) restore: (u32, String),
}

/// A write that was interrupted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Its folder.
    pub folder: PathBuf,
    pub(super) generation: GenerationId,
    pub(super) aim: Aim,
    pub(super) volumes: Vec<Part>,
    pub(super) held: Vec<Held>,
}

/// A piece in one of the volumes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) piece: Piece,
    /// SHA-256 of the sums of its segments.
    pub(super) sums: Digest,
    pub(super) path: String,
}

impl Held {
    pub(super) fn of(path: &str, piece: Piece, sums: &[Sum]) -> Self {
        Self { piece, sums: sum_of(sums), path: path.to_owned() }
    }
}

impl Begun {
    /// What was left in this folder, if its note is signed by somebody known.
    pub fn read(folder: &Path, signers: &Signers<'_>) -> Option<Self> {
        let note = Note::parse(&read_limited(&folder.join(RESUME), MANIFEST_BYTES).ok()?).ok()?;
        let begun = Self::parse(&note.text, folder)?;
        let [by] = note.signatures.as_slice() else { return None };
        let key: NoteKey = account_of(&by.name).and_then(signers.key_of)?;
        note.verify(&key).ok()?;
        (begun.aim.vault == signers.vault).then_some(begun)
    }

    /// Whether it was to need no other generation.
    pub fn is_full(&self) -> bool {
        self.aim.parent == Digest::ZERO
    }

    /// Writes the note anew: more was read back.
    pub(super) fn keep(&self, (account, key): (AccountId, &SigningKey)) -> Result<(), BackupError> {
        let note = sign_note(&self.text(), &account_name(account), key)?;
        write_atomically(&self.folder.join(RESUME), note.encode().as_bytes())
            .map_err(BackupError::medium(RESUME))
    }

    /// Whether a piece of this file is in it.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.held.iter().any(|held| held.path == path)
    }

    /// Takes over, from the first volume on, those whose every piece is still to be copied and is as it was. The rest is
    /// forgotten. How many volumes were taken.
    pub(super) fn take_into(&mut self, planned: &mut [Planned], spool: &Spool) -> Result<usize, BackupError> {
        let place = |path: &str, planned: &[Planned]| planned.iter().position(|file| file.found.path == path);
        let mut good = 0;
        for number in (1_u32..).take(self.volumes.len()) {
            let own: Vec<&Held> = self.held.iter().filter(|held| held.piece.volume == number).collect();
            let places: Vec<Option<usize>> = own.iter().map(|held| place(&held.path, planned)).collect();
            for (held, file) in own.iter().zip(&places) {
                if !is_same(held, *file, planned, spool)? {
                    self.forget(good);
                    return Ok(good);
                }
            }
            for (held, file) in own.iter().zip(places) {
                if let Some(file) = file.and_then(|file| planned.get_mut(file)) {
                    file.take(held.piece);
                }
            }
            good += 1;
        }
        Ok(good)
    }

    /// Only the first volumes are left.
    fn forget(&mut self, volumes: usize) {
        self.volumes.truncate(volumes);
        self.held.retain(|held| usize::try_from(held.piece.volume).is_ok_and(|volume| volume <= volumes));
    }

    fn text(&self) -> String {
        let Aim { vault, medium, parent, recovery, restore } = &self.aim;
        let mut text = format!("{ORIGIN}{vault}\ngeneration {}\nmedium {medium}\n", self.generation);
        let mut line = |line: std::fmt::Arguments<'_>| {
            writeln!(text, "{line}").expect("writing to memory does not fail");
        };
        line(format_args!("parent {parent}\nrecovery {recovery}\nrestore {} {}", restore.0, restore.1));
        for Part { bytes, sha256, name } in &self.volumes {
            line(format_args!("volume {bytes} {sha256} {name}"));
        }
        for Held { piece: Piece { volume, offset, bytes }, sums, path } in &self.held {
            line(format_args!("piece {volume} {offset} {bytes} {sums} {path}"));
        }
        text
    }

    fn parse(text: &str, folder: &Path) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let vault = lines.next()?.strip_prefix(ORIGIN)?.parse().ok()?;
        let mut next = |kind| lines.next()?.strip_prefix(kind);
        let generation = next("generation ")?.parse().ok()?;
        let medium = next("medium ")?.parse().ok()?;
        let parent = digest(next("parent ")?)?;
        let recovery = next("recovery ")?.to_owned();
        let (epoch, recipient) = next("restore ")?.split_once(' ')?;
        let restore = (epoch.parse().ok()?, recipient.to_owned());
        let aim = Aim { vault, medium, parent, recovery, restore };
        let (volumes, held) = (Vec::new(), Vec::new());
        let mut begun = Self { folder: folder.to_owned(), generation, aim, volumes, held };
        for line in lines {
            if line.starts_with("volume ") {
                let [bytes, sha256, name] = fields(line, "volume")?;
                let part =
                    Part { bytes: bytes.parse().ok()?, sha256: digest(sha256)?, name: name.to_owned() };
                begun.volumes.push(part);
            } else {
                let [volume, offset, bytes, sums, path] = fields(line, "piece")?;
                let (volume, offset, bytes) =
                    (volume.parse().ok()?, offset.parse().ok()?, bytes.parse().ok()?);
                let piece = Piece { volume, offset, bytes };
                begun.held.push(Held { piece, sums: digest(sums)?, path: path.to_owned() });
            }
        }
        (begun.is_sound() && begun.text() == text).then_some(begun)
    }

    fn is_sound(&self) -> bool {
        let volumes = u32::try_from(self.volumes.len()).unwrap_or(u32::MAX);
        let piece = |held: &Held| {
            let Piece { volume, offset, bytes } = held.piece;
            let ends = offset.checked_add(bytes).is_some();
            (1..=volumes).contains(&volume)
                && offset.is_multiple_of(SEGMENT_BYTES)
                && ends
                && is_name(&held.path)
        };
        let named = (1..).zip(&self.volumes).all(|(n, part)| part.name == super::place::volume_name(n));
        named && self.held.iter().all(piece)
    }
}

/// Whether a piece is what is in the vault now, and is wanted.
fn is_same(
    held: &Held,
    file: Option<usize>,
    planned: &[Planned],
    spool: &Spool,
) -> Result<bool, BackupError> {
    let Piece { offset, bytes, .. } = held.piece;
    let Some((number, file)) = file.and_then(|number| Some((number, planned.get(number)?))) else {
        return Ok(false);
    };
    let is_whole = bytes.is_multiple_of(SEGMENT_BYTES) || offset + bytes == file.found.size;
    if !file.wants((offset, bytes)) || file.known.is_none() || !is_whole {
        return Ok(false);
    }
    let sums = spool.take(number, offset / SEGMENT_BYTES, segments_of(bytes));
    let sums = sums.map_err(BackupError::medium(super::place::SUMS))?;
    Ok(sum_of(&sums) == held.sums)
}

fn sum_of(sums: &[Sum]) -> Digest {
    let mut sum = Sha256Stream::new();
    sum.update(sums.as_flattened());
    sum.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::machine_name;

    #[test]
    fn what_was_begun_survives_its_note_and_every_flipped_bit_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, account, key) = (VaultId::generate(), AccountId::generate(), SigningKey::generate());
        let aim = Aim {
            vault,
            medium: MediumId::generate(),
            parent: Digest::ZERO,
            recovery: "age1recovery".to_owned(),
            restore: (2, "age1restore".to_owned()),
        };
        let piece = Piece { volume: 1, offset: 65_536, bytes: 70_000 };
        let begun = Begun {
            folder: folder.path().to_owned(),
            generation: GenerationId::generate(),
            aim,
            volumes: vec![Part { bytes: 5, sha256: Digest([3; 32]), name: "volume-0001.tar.age".to_owned() }],
            held: vec![Held::of("groups/ab/stack-1.1.db", piece, &[[1; 32], [2; 32]])],
        };
        begun.keep((account, &key)).unwrap();
        let known = NoteKey::new(&account_name(account), key.verifying()).unwrap();
        let key_of = |who: AccountId| (who == account).then(|| known.clone());
        let machine = NoteKey::new(&machine_name(vault), key.verifying()).unwrap();
        let signers = Signers { vault, machine, key_of: &key_of };
        assert_eq!(Begun::read(folder.path(), &signers), Some(begun.clone()));
        let path = folder.path().join(RESUME);
        let whole = std::fs::read(&path).unwrap();
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            std::fs::write(&path, &flipped).unwrap();
            assert!(Begun::read(folder.path(), &signers).is_none(), "bit {bit}");
        }
        for (from, to) in
            [("piece 1 ", "piece 2 "), ("65536", "65535"), ("groups/ab", "../ab"), ("0001", "0002")]
        {
            assert!(Begun::parse(&begun.text().replace(from, to), folder.path()).is_none(), "{to}");
        }
    }
}
