//! The manifest of a generation: plain lines that a shell reads, signed by the machine and by whoever wrote it.
//!
//! ```text
//! strongroom/backup/v1/<vault id>
//! generation <id>
//! medium <id>
//! made <ms since 1970>
//! parent <generation id> <its folder> <SHA-256 of its manifest>     only of an increment
//! recovery <age recipient>
//! restore <epoch> <age recipient>
//! log <frames> <root> <last>
//! statements <number> <hash>
//! volume <bytes> <SHA-256> <name>                                   1 or more
//! extra <bytes> <SHA-256> <name>                                    0 or more
//! file <bytes> <SHA-256> <stamp> <path>                             every file of the vault
//! piece <volume, from 1> <offset> <bytes> <path>                    after its file, 0 or more
//! ```

use std::fmt::Write as _;
use std::str::FromStr;

use crate::audit::{Head, Note, NoteError, NoteKey, account_of, machine_name};
use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GenerationId, MediumId, VaultId};
use crate::base::wrong::Wrong;
use crate::crypto::hash::Digest;

const ORIGIN: &str = "strongroom/backup/v1/";

/// The most bytes a manifest may have when read: some hundred thousand files and pieces.
pub(super) const MANIFEST_BYTES: u64 = 64 << 20;

/// What a generation holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// Of which vault.
    pub vault: VaultId,
    /// Its id.
    pub generation: GenerationId,
    /// The medium it was written to.
    pub medium: MediumId,
    /// When.
    pub made: WallTime,
    /// What it grew from; nothing for a full one.
    pub parent: Option<Parent>,
    /// The recovery sheets' age recipient.
    pub recovery: String,
    /// The epoch of the restore key, and its age recipient.
    pub restore: (u32, String),
    /// The head of the access log.
    pub log: Head,
    /// Number and hash of the last statement.
    pub statements: (u64, Digest),
    /// The volumes, in order.
    pub volumes: Vec<Part>,
    /// The other files of the generation.
    pub extras: Vec<Part>,
    /// Every file of the vault, as they were copied.
    pub files: Vec<FileLine>,
}

/// The generation that an increment grew from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parent {
    /// Its id.
    pub generation: GenerationId,
    /// The name of its folder on the same medium.
    pub folder: String,
    /// SHA-256 of its manifest's file.
    pub sha256: Digest,
}

/// A file of the generation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: Digest,
    /// Its name.
    pub name: String,
}

/// A file of the vault as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLine {
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: Digest,
    /// How it looked from outside; says nothing on another disk.
    pub stamp: String,
    /// Relative to the vault.
    pub path: String,
    /// What of it this generation holds, ascending.
    pub pieces: Vec<Piece>,
}

/// A piece of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// The volume it lies in, from 1.
    pub volume: u32,
    /// Where it begins in the file.
    pub offset: u64,
    /// How long it is.
    pub bytes: u64,
}

impl Manifest {
    /// Whether it needs no other generation.
    pub const fn is_full(&self) -> bool {
        self.parent.is_none()
    }

    /// How many bytes its volumes have.
    pub fn volume_bytes(&self) -> u64 {
        self.volumes.iter().map(|part| part.bytes).sum()
    }

    /// The text that is signed.
    ///
    /// # Panics
    /// Never: writing to memory does not fail.
    pub fn text(&self) -> String {
        let mut text = format!("{ORIGIN}{}\n", self.vault);
        self.write_head(&mut text).expect("writing to memory does not fail");
        self.write_files(&mut text).expect("writing to memory does not fail");
        text
    }

    fn write_head(&self, text: &mut String) -> std::fmt::Result {
        writeln!(
            text,
            "generation {}\nmedium {}\nmade {}",
            self.generation,
            self.medium,
            self.made.unix_millis()
        )?;
        if let Some(Parent { generation, folder, sha256 }) = &self.parent {
            writeln!(text, "parent {generation} {folder} {sha256}")?;
        }
        writeln!(text, "recovery {}\nrestore {} {}", self.recovery, self.restore.0, self.restore.1)?;
        writeln!(text, "log {} {} {}", self.log.count, self.log.root, self.log.last)?;
        writeln!(text, "statements {} {}", self.statements.0, self.statements.1)?;
        for (kind, parts) in [("volume", &self.volumes), ("extra", &self.extras)] {
            for Part { bytes, sha256, name } in parts {
                writeln!(text, "{kind} {bytes} {sha256} {name}")?;
            }
        }
        Ok(())
    }

    fn write_files(&self, text: &mut String) -> std::fmt::Result {
        for file in &self.files {
            writeln!(text, "file {} {} {} {}", file.bytes, file.sha256, file.stamp, file.path)?;
            for piece in &file.pieces {
                writeln!(text, "piece {} {} {} {}", piece.volume, piece.offset, piece.bytes, file.path)?;
            }
        }
        Ok(())
    }

    /// Reads a text; nothing if another text would say the same, or if it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n').peekable();
        let vault = lines.next()?.strip_prefix(ORIGIN)?.parse().ok()?;
        let mut next = |kind: &str| fields(lines.next()?, kind);
        let [generation] = next("generation")?;
        let [medium] = next("medium")?;
        let [made] = next("made")?;
        let rest: Vec<&str> = lines.collect();
        let (parent, rest) = match rest.split_first()? {
            (line, rest) if line.starts_with("parent ") => (Some(parent(line)?), rest),
            _ => (None, rest.as_slice()),
        };
        let [recovery, restore, log, statements, rest @ ..] = rest else { return None };
        let [recipient] = fields(recovery, "recovery")?;
        let [epoch, restore] = fields(restore, "restore")?;
        let [count, root, last] = fields(log, "log")?;
        let [number, hash] = fields(statements, "statements")?;
        let mut manifest = Self {
            vault,
            generation: generation.parse().ok()?,
            medium: medium.parse().ok()?,
            made: WallTime::from_unix_millis(made.parse().ok()?),
            parent,
            recovery: recipient.to_owned(),
            restore: (epoch.parse().ok()?, restore.to_owned()),
            log: Head { count: count.parse().ok()?, root: digest(root)?, last: digest(last)? },
            statements: (number.parse().ok()?, digest(hash)?),
            volumes: Vec::new(),
            extras: Vec::new(),
            files: Vec::new(),
        };
        rest.iter().try_for_each(|line| manifest.take(line))?;
        (manifest.is_sound() && manifest.text() == text).then_some(manifest)
    }

    fn take(&mut self, line: &str) -> Option<()> {
        match line.split_once(' ')?.0 {
            "volume" => self.volumes.push(part(line, "volume")?),
            "extra" => self.extras.push(part(line, "extra")?),
            "file" => {
                let [bytes, sha256, stamp, path] = fields(line, "file")?;
                let (bytes, sha256) = (bytes.parse().ok()?, digest(sha256)?);
                let (stamp, path) = (stamp.to_owned(), path.to_owned());
                self.files.push(FileLine { bytes, sha256, stamp, path, pieces: Vec::new() });
            }
            "piece" => {
                let [volume, offset, bytes, path] = fields(line, "piece")?;
                let file = self.files.last_mut().filter(|file| file.path == path)?;
                let piece = Piece {
                    volume: volume.parse().ok()?,
                    offset: offset.parse().ok()?,
                    bytes: bytes.parse().ok()?,
                };
                file.pieces.push(piece);
            }
            _ => return None,
        }
        Some(())
    }

    /// Names stay within their folder, and pieces within their files and volumes.
    fn is_sound(&self) -> bool {
        let volumes = self.volumes.len() as u64;
        let pieces_fit = |file: &FileLine| {
            file.pieces.iter().all(|piece| {
                let ends = piece.offset.checked_add(piece.bytes);
                (1..=volumes).contains(&u64::from(piece.volume)) && ends.is_some_and(|end| end <= file.bytes)
            })
        };
        let plain = self
            .volumes
            .iter()
            .chain(&self.extras)
            .all(|part| is_name(&part.name) && !part.name.contains('/'));
        let folder =
            self.parent.as_ref().is_none_or(|parent| is_name(&parent.folder) && !parent.folder.contains('/'));
        plain && folder && self.files.iter().all(|file| is_name(&file.path) && pieces_fit(file))
    }
}

/// What a manifest's signatures say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// What it says.
    pub manifest: Manifest,
    /// The person who wrote it.
    pub by: AccountId,
}

/// Reads a signed manifest and verifies every signature under it: the machine's, and one person's. `key_of` knows the
/// people.
pub fn verify_note(
    bytes: &[u8],
    vault: VaultId,
    machine: &NoteKey,
    key_of: impl Fn(AccountId) -> Option<NoteKey>,
) -> Result<Signed, String> {
    let note = Note::parse(bytes).map_err(|error| error.to_string())?;
    let manifest = Manifest::parse(&note.text).ok_or(Wrong::NoManifest)?;
    if manifest.vault != vault {
        return Err(Wrong::OtherVault.into());
    }
    let [_, person] = note.signatures.as_slice() else { return Err(Wrong::NotByTwo.into()) };
    let by = account_of(&person.name).ok_or(Wrong::NotByPerson)?;
    let key = key_of(by).ok_or(Wrong::ByUnknown)?;
    for key in [machine, &key] {
        note.verify(key).map_err(|error: NoteError| error.to_string())?;
    }
    if note.signatures.first().is_none_or(|signature| signature.name != machine_name(vault)) {
        return Err(Wrong::NotByMachine.into());
    }
    Ok(Signed { manifest, by })
}

fn parent(line: &str) -> Option<Parent> {
    let [generation, folder, sha256] = fields(line, "parent")?;
    Some(Parent { generation: generation.parse().ok()?, folder: folder.to_owned(), sha256: digest(sha256)? })
}

fn part(line: &str, kind: &str) -> Option<Part> {
    let [bytes, sha256, name] = fields(line, kind)?;
    Some(Part { bytes: bytes.parse().ok()?, sha256: digest(sha256)?, name: name.to_owned() })
}

/// The words of a line after its first one, exactly so many.
pub(super) fn fields<'l, const N: usize>(line: &'l str, kind: &str) -> Option<[&'l str; N]> {
    let rest = line.strip_prefix(kind)?.strip_prefix(' ')?;
    rest.split(' ').collect::<Vec<_>>().try_into().ok()
}

pub(super) fn digest(hex: &str) -> Option<Digest> {
    let mut bytes = [0; 32];
    if hex.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(hex.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Digest::from_slice(&bytes)
}

/// Letters that every shell and file system takes, and no way out of the folder.
pub(super) fn is_name(name: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || b"._-/".contains(&byte);
    name.bytes().all(letters) && name.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

impl FromStr for Manifest {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::parse(text).ok_or(())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::audit::{account_name, sign_note};
    use crate::crypto::sign::SigningKey;

    pub(crate) fn example(volumes: u32, files: u64, parent: bool) -> Manifest {
        let digest = |byte| Digest([byte; 32]);
        let file = |n: u64| FileLine {
            bytes: n * 100_000,
            sha256: digest(u8::try_from(n).unwrap()),
            stamp: "1.5/2.6/7".to_owned(),
            path: format!("groups/ab/stack-{n}.1.db"),
            pieces: if n.is_multiple_of(2) {
                vec![]
            } else {
                vec![Piece { volume: 1, offset: 0, bytes: n * 100_000 }]
            },
        };
        Manifest {
            vault: VaultId::from_bytes([1; 16]),
            generation: GenerationId::from_bytes([2; 16]),
            medium: MediumId::from_bytes([3; 16]),
            made: WallTime::from_unix_millis(1_795_341_600_000),
            parent: parent.then(|| Parent {
                generation: GenerationId::from_bytes([4; 16]),
                folder: "20261122-100000-04040404".to_owned(),
                sha256: digest(5),
            }),
            recovery: "age1recovery".to_owned(),
            restore: (2, "age1restore".to_owned()),
            log: Head { count: 7, root: digest(6), last: digest(7) },
            statements: (9, digest(8)),
            volumes: (1..=volumes)
                .map(|n| Part { bytes: 5, sha256: digest(9), name: format!("volume-{n:04}.tar.age") })
                .collect(),
            extras: vec![Part { bytes: 5, sha256: digest(9), name: "sums.bin".to_owned() }],
            files: (0..files).map(file).collect(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_manifest_survives_its_text(volumes in 1_u32..4, files in 0_u64..5, parent in any::<bool>()) {
            let manifest = example(volumes, files, parent);
            prop_assert_eq!(Manifest::parse(&manifest.text()), Some(manifest));
        }
    }

    #[test]
    fn names_and_pieces_that_lead_astray_are_refused() {
        let whole = example(1, 3, true);
        let mut bad = vec![whole.clone(); 5];
        bad[0].files[1].path = "../etc/passwd".to_owned();
        bad[1].files[1].pieces[0].bytes += 1;
        bad[2].files[1].pieces[0].volume = 2;
        bad[3].volumes[0].name = "a/b".to_owned();
        bad[4].parent.as_mut().unwrap().folder = "..".to_owned();
        for manifest in bad {
            assert_eq!(Manifest::parse(&manifest.text()), None);
        }
        assert!(Manifest::parse(&whole.text().replace("made 1", "made 01")).is_none());
    }

    #[test]
    fn every_flipped_bit_of_a_signed_manifest_is_seen() {
        let (machine, person) = (SigningKey::generate(), SigningKey::generate());
        let account = AccountId::generate();
        let manifest = example(1, 2, false);
        let note = sign_note(&manifest.text(), &machine_name(manifest.vault), &machine).unwrap();
        let bytes = note.cosigned(&account_name(account), &person).unwrap().encode().into_bytes();
        let machine = NoteKey::new(&machine_name(manifest.vault), machine.verifying()).unwrap();
        let known = NoteKey::new(&account_name(account), person.verifying()).unwrap();
        let verify = |bytes: &[u8]| {
            verify_note(bytes, manifest.vault, &machine, |who| (who == account).then(|| known.clone()))
        };
        assert_eq!(verify(&bytes).unwrap().manifest, manifest);
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(verify(&flipped).is_err(), "bit {bit}");
        }
    }
}
