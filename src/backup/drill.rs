//! What a rehearsed restore came to: a note, signed by whoever rehearsed it, that the register keeps (`drill/…`); and how
//! many rows each group's databases had when the vault was last closed (`rows/<group>`), which a drill compares with.
//!
//! The counts lie in the registry, which is copied with every generation and whose hash the manifest says: so they are
//! those of that generation, and stand nowhere in the clear.

use std::fmt::Write as _;

use minicbor::{Decode, Encode};

use crate::audit::{Note, NoteError, NoteKey, account_name, account_of, sign_note};
use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GenerationId, GroupId, MediumId, VaultId};
use crate::crypto::hash::Digest;
use crate::crypto::sign::SigningKey;

use super::manifest::digest;

const ORIGIN: &str = "strongroom/drill/v1/";

/// The most differences that a note names; one is enough for a drill to fail.
pub const FOUND: usize = 50;

/// What the names of the rows of drills begin with.
pub const DRILLS: &str = "drill/";

/// What the names of the rows of counts begin with.
pub const ROWS: &str = "rows/";

/// What was rehearsed, what was compared, and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drill {
    /// Of which vault.
    pub vault: VaultId,
    /// Which generation.
    pub generation: GenerationId,
    /// On which medium.
    pub medium: MediumId,
    /// SHA-256 of its manifest's file.
    pub manifest: Digest,
    /// When it was rehearsed.
    pub wall: WallTime,
    /// How many files were restored and compared, and their bytes.
    pub files: (u64, u64),
    /// How many frames of the access log verified, and their root: the manifest's.
    pub log: (u64, Digest),
    /// The last statement: the manifest's.
    pub statements: (u64, Digest),
    /// Groups that were opened, and groups whose keys are sealed to the recovery sheets alone.
    pub groups: (u64, u64),
    /// Customers, records and identities, counted row by row.
    pub rows: Rows,
    /// Groups whose rows were compared with counts of when the vault was closed, and groups that had none of that moment.
    pub counted: (u64, u64),
    /// Records whose content was read and compared with its hashes.
    pub contents: u64,
    /// What is not as it was: the file, and what is wrong. At most [`FOUND`].
    pub found: Vec<(String, String)>,
}

/// How many rows there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rows {
    /// Customers.
    pub customers: u64,
    /// Records.
    pub records: u64,
    /// Identities.
    pub identities: u64,
}

/// The rows of a group when it was last closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct CountsRow {
    /// Commits of the database of records.
    #[n(0)]
    pub records_commits: u64,
    /// Customers, tombstones apart.
    #[n(1)]
    pub customers: u64,
    /// Records.
    #[n(2)]
    pub records: u64,
    /// Commits of the database of identities; 0 where nobody counted them yet.
    #[n(3)]
    pub identities_commits: u64,
    /// Identities.
    #[n(4)]
    pub identities: u64,
}

impl Drill {
    /// Whether everything was as it had been.
    pub const fn passed(&self) -> bool {
        self.found.is_empty()
    }

    /// The text that is signed.
    ///
    /// # Panics
    /// Never: writing to memory does not fail.
    pub fn text(&self) -> String {
        let mut text = format!("{ORIGIN}{}\n", self.vault);
        self.write(&mut text).expect("writing to memory does not fail");
        text
    }

    fn write(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "generation {}\nmedium {}", self.generation, self.medium)?;
        writeln!(text, "manifest {}\nwall {}", self.manifest, self.wall.unix_millis())?;
        writeln!(text, "files {} {}", self.files.0, self.files.1)?;
        writeln!(text, "log {} {}", self.log.0, self.log.1)?;
        writeln!(text, "statements {} {}", self.statements.0, self.statements.1)?;
        writeln!(text, "groups {} {}", self.groups.0, self.groups.1)?;
        writeln!(text, "rows {} {} {}", self.rows.customers, self.rows.records, self.rows.identities)?;
        writeln!(text, "counted {} {}", self.counted.0, self.counted.1)?;
        writeln!(text, "contents {}", self.contents)?;
        for (file, what) in &self.found {
            writeln!(text, "found {} {}", one_word(file), one_line(what))?;
        }
        writeln!(text, "{}", if self.passed() { "passed" } else { "failed" })
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let vault = lines.next()?.strip_prefix(ORIGIN)?.parse().ok()?;
        let mut next = |kind: &str| -> Option<&str> { lines.next()?.strip_prefix(kind)?.strip_prefix(' ') };
        let mut drill = Self {
            vault,
            generation: next("generation")?.parse().ok()?,
            medium: next("medium")?.parse().ok()?,
            manifest: digest(next("manifest")?)?,
            wall: WallTime::from_unix_millis(next("wall")?.parse().ok()?),
            files: pair(next("files")?)?,
            log: with_digest(next("log")?)?,
            statements: with_digest(next("statements")?)?,
            groups: pair(next("groups")?)?,
            rows: rows(next("rows")?)?,
            counted: pair(next("counted")?)?,
            contents: next("contents")?.parse().ok()?,
            found: Vec::new(),
        };
        for line in lines.filter_map(|line| line.strip_prefix("found ")) {
            let (file, what) = line.split_once(' ')?;
            drill.found.push((file.to_owned(), what.to_owned()));
        }
        (drill.text() == text).then_some(drill)
    }

    /// Signs it: what the register keeps.
    pub fn sign(&self, (account, key): (AccountId, &SigningKey)) -> Result<Vec<u8>, NoteError> {
        Ok(sign_note(&self.text(), &account_name(account), key)?.encode().into_bytes())
    }

    /// Reads a signed one and verifies its one signature. `key_of` knows whose counts.
    pub fn verified(
        bytes: &[u8],
        vault: VaultId,
        key_of: impl Fn(AccountId) -> Option<NoteKey>,
    ) -> Option<(Self, AccountId)> {
        let note = Note::parse(bytes).ok()?;
        let drill = Self::parse(&note.text).filter(|drill| drill.vault == vault)?;
        let [by] = note.signatures.as_slice() else { return None };
        let account = account_of(&by.name)?;
        note.verify(&key_of(account)?).ok()?;
        Some((drill, account))
    }

    /// The name of its row.
    pub fn row_name(&self) -> String {
        format!("{DRILLS}{}/{}", self.generation, self.wall.unix_millis())
    }
}

/// The name of the row of a group's counts.
pub fn rows_name(group: GroupId) -> String {
    format!("{ROWS}{group}")
}

fn pair(text: &str) -> Option<(u64, u64)> {
    let (one, other) = text.split_once(' ')?;
    Some((one.parse().ok()?, other.parse().ok()?))
}

fn with_digest(text: &str) -> Option<(u64, Digest)> {
    let (number, hash) = text.split_once(' ')?;
    Some((number.parse().ok()?, digest(hash)?))
}

fn rows(text: &str) -> Option<Rows> {
    let (customers, rest) = text.split_once(' ')?;
    let (records, identities) = pair(rest)?;
    Some(Rows { customers: customers.parse().ok()?, records, identities })
}

/// A file's name without what would end a word of the note.
fn one_word(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || c == ' ' { '_' } else { c }).collect()
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(found: &[(&str, &str)]) -> Drill {
        Drill {
            vault: VaultId::from_bytes([1; 16]),
            generation: GenerationId::from_bytes([2; 16]),
            medium: MediumId::from_bytes([3; 16]),
            manifest: Digest([4; 32]),
            wall: WallTime::from_unix_millis(5),
            files: (6, 7),
            log: (8, Digest([9; 32])),
            statements: (10, Digest([11; 32])),
            groups: (12, 13),
            rows: Rows { customers: 14, records: 15, identities: 16 },
            counted: (17, 18),
            contents: 19,
            found: found.iter().map(|(file, what)| ((*file).to_owned(), (*what).to_owned())).collect(),
        }
    }

    #[test]
    fn a_result_comes_back_from_its_note_and_no_other_text_says_it() {
        let (account, key) = (AccountId::generate(), SigningKey::generate());
        let key_of =
            |of| (of == account).then(|| NoteKey::new(&account_name(account), key.verifying()).unwrap());
        for drill in [example(&[]), example(&[("audit", "a frame is missing"), ("x", "y")])] {
            let bytes = drill.sign((account, &key)).unwrap();
            let back = Drill::verified(&bytes, drill.vault, key_of);
            assert_eq!(back, Some((drill.clone(), account)));
            assert_eq!(Drill::verified(&bytes, VaultId::from_bytes([2; 16]), key_of), None);
            assert_eq!(Drill::verified(&bytes, drill.vault, |_| None), None);
        }
        let failed = example(&[("audit", "a frame is missing")]);
        let bytes = failed.sign((account, &key)).unwrap();
        let forged = String::from_utf8(bytes).unwrap().replace("\nfailed", "\npassed");
        assert_eq!(Drill::verified(forged.as_bytes(), failed.vault, key_of), None);
        assert_eq!(Drill::parse(&failed.text().replace("failed\n", "passed\n")), None);
    }

    #[test]
    fn names_with_blanks_and_lines_stay_one_line() {
        let text = example(&[("a b", "two\nlines")]).text();
        assert!(text.contains("found a_b two lines\n"), "{text}");
    }
}
