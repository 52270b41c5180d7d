//! Checkpoints: what the log was at one moment, as a signed note (C2SP tlog-checkpoint) of the machine and of the person
//! who was logged in. Their text; the file that keeps them is in `checkpoints`.
//!
//! ```text
//! strongroom/checkpoint/v1/<vault id>
//! <frames>
//! <root, base64>
//! last <leaf hash of the last frame, base64>
//! statements <number> <hash, base64>           only where somebody is logged in
//! wall <ms since 1970>
//! ```

use super::checkpoints::blocks;
use super::note::{Note, NoteError, NoteKey, sign_note};
use super::tree::Head;
use crate::base::base64;
use crate::base::clock::WallTime;
use crate::base::id::{AccountId, VaultId};
use crate::crypto::hash::Digest;
use crate::crypto::sign::{SigningKey, VerifyingKey};
use std::fmt::Write as _;

const ORIGIN: &str = "strongroom/checkpoint/v1/";

/// What the log was, and who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's head.
    pub head: Head,
    /// The number and the hash of the last statement, where somebody was logged in.
    pub statements: Option<(u64, Digest)>,
    /// What the wall clock said.
    pub wall: WallTime,
    /// The note: the text of all this, signed.
    pub note: Note,
}

/// The person who is logged in, to sign a checkpoint with the machine.
#[derive(Clone, Copy)]
pub struct Cosigner<'a> {
    /// Whose key it is.
    pub account: AccountId,
    /// The key.
    pub key: &'a SigningKey,
    /// The number and the hash of the last statement.
    pub statements: (u64, Digest),
}

/// The name of the machine's key under notes of this vault.
pub fn machine_name(vault: VaultId) -> String {
    let [a, b, c, d, ..] = *vault.as_bytes();
    format!("strongroom-machine-{a:02x}{b:02x}{c:02x}{d:02x}")
}

/// The name of an account's key under notes.
pub fn account_name(account: AccountId) -> String {
    format!("strongroom-account-{account}")
}

/// The account that a key of this name is of.
pub fn account_of(name: &str) -> Option<AccountId> {
    name.strip_prefix("strongroom-account-")?.parse().ok()
}

/// An account's key under its name.
pub(super) fn account_key(account: AccountId, public: VerifyingKey) -> NoteKey {
    NoteKey { name: account_name(account), public }
}

impl Checkpoint {
    /// Signs what the log is.
    pub(super) fn sign(
        vault: VaultId,
        head: Head,
        wall: WallTime,
        machine: &SigningKey,
        cosigner: Option<Cosigner<'_>>,
    ) -> Result<Self, NoteError> {
        let statements = cosigner.map(|cosigner| cosigner.statements);
        let note = sign_note(&text(vault, &head, statements, wall), &machine_name(vault), machine)?;
        let note = match cosigner {
            Some(by) => note.cosigned(&account_name(by.account), by.key)?,
            None => note,
        };
        Ok(Self { head, statements, wall, note })
    }

    /// Reads a checkpoint of this vault; its signatures are still to be verified. `None` if it is none.
    pub fn parse(vault: VaultId, bytes: &[u8]) -> Option<Self> {
        Self::of_note(vault, Note::parse(bytes).ok()?)
    }

    /// Reads a file of checkpoints that was kept elsewhere: one note, or several with an empty line after each. `None` if
    /// anything in it is no checkpoint of this vault.
    pub fn parse_all(vault: VaultId, bytes: &[u8]) -> Option<Vec<Self>> {
        let (notes, rest) = blocks(bytes);
        let last = Some(rest).filter(|rest| !rest.is_empty());
        notes.into_iter().chain(last).map(|note| Self::parse(vault, note)).collect()
    }

    /// The checkpoint that a note says.
    pub fn of_note(vault: VaultId, note: Note) -> Option<Self> {
        let mut lines = Lines::default();
        for line in note.text.strip_suffix('\n')?.split('\n') {
            lines.take(vault, line)?;
        }
        let head = Head { count: lines.count?, root: lines.root?, last: lines.last? };
        let (statements, wall) = (lines.statements, lines.wall?);
        // Another text for the same facts would be another thing that was signed.
        (text(vault, &head, statements, wall) == note.text).then_some(Self { head, statements, wall, note })
    }
}

fn text(vault: VaultId, head: &Head, statements: Option<(u64, Digest)>, wall: WallTime) -> String {
    let (root, last) = (base64::encode(&head.root.0), base64::encode(&head.last.0));
    let mut text = format!("{ORIGIN}{vault}\n{}\n{root}\nlast {last}\n", head.count);
    if let Some((number, hash)) = statements {
        let line = writeln!(text, "statements {number} {}", base64::encode(&hash.0));
        line.expect("writing to memory does not fail");
    }
    let line = writeln!(text, "wall {}", wall.unix_millis());
    line.expect("writing to memory does not fail");
    text
}

/// The lines of a text, as far as they were read.
#[derive(Default)]
pub(super) struct Lines {
    origin: bool,
    count: Option<u64>,
    root: Option<Digest>,
    last: Option<Digest>,
    statements: Option<(u64, Digest)>,
    wall: Option<WallTime>,
}

impl Lines {
    /// Takes the next line; `None` if it is not what comes next.
    pub(super) fn take(&mut self, vault: VaultId, line: &str) -> Option<()> {
        if self.wall.is_some() {
            return None;
        }
        if !self.origin {
            self.origin = true;
            return (line.strip_prefix(ORIGIN)?.parse() == Ok(vault)).then_some(());
        }
        if self.count.is_none() {
            self.count = Some(line.parse().ok()?);
        } else if self.root.is_none() {
            self.root = Some(digest(line)?);
        } else if self.last.is_none() {
            self.last = Some(digest(line.strip_prefix("last ")?)?);
        } else if let Some(statements) = line.strip_prefix("statements ") {
            let (number, hash) = statements.split_once(' ').filter(|_| self.statements.is_none())?;
            self.statements = Some((number.parse().ok()?, digest(hash)?));
        } else {
            let wall = line.strip_prefix("wall ")?.parse().ok()?;
            self.wall = Some(WallTime::from_unix_millis(wall));
        }
        Some(())
    }
}

fn digest(text: &str) -> Option<Digest> {
    Digest::from_slice(&base64::decode(text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VAULT: VaultId = VaultId::from_bytes([7; 16]);

    #[test]
    fn a_checkpoint_survives_its_note() {
        let (machine, ana) = (SigningKey::generate(), SigningKey::generate());
        let head = Head { count: 12, last: Digest([1; 32]), root: Digest([2; 32]) };
        let account = AccountId::generate();
        let by = Cosigner { account, key: &ana, statements: (4, Digest([3; 32])) };
        for cosigner in [None, Some(by)] {
            let wall = WallTime::from_unix_millis(-7);
            let made = Checkpoint::sign(VAULT, head, wall, &machine, cosigner).unwrap();
            let bytes = made.note.encode();
            assert_eq!(Checkpoint::parse(VAULT, bytes.as_bytes()), Some(made.clone()));
            assert_eq!(Checkpoint::parse(VaultId::from_bytes([8; 16]), bytes.as_bytes()), None);
            for other in [("12\n", "012\n"), ("last", "lust"), ("wall -7\n", "wall -7\nmore\n"), ("-7", "+7")]
            {
                assert_eq!(Checkpoint::parse(VAULT, bytes.replacen(other.0, other.1, 1).as_bytes()), None);
            }
            assert_eq!(cosigner.is_some(), made.note.verify(&account_key(account, ana.verifying())).is_ok());
        }
        assert_eq!(account_of(&account_name(account)), Some(account));
        assert_eq!(account_of(&machine_name(VAULT)), None);
    }
}
