//! Who a medium is: a small signed note on it (`STRONGROOM/medium.txt`).
//!
//! The note says which medium this is and of which vault; its place and holder are in the registry alone. What the system
//! says of the device is `device`'s; whether it may be written, `seen`'s.

use std::io;
use std::path::Path;

use crate::audit::{Note, NoteKey, account_name, account_of, sign_note};
use crate::base::clock::WallTime;
use crate::base::fs::{create_private_folder, read_limited, write_atomically};
use crate::base::id::{AccountId, MediumId, VaultId};
use crate::base::limits::{LINE_CHARS, PLAIN_FILE_BYTES};
use crate::crypto::sign::SigningKey;

use super::place::OWN;

const ORIGIN: &str = "strongroom/medium/v1/";
const NOTE: &str = "medium.txt";

/// What a medium says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The vault it is a medium of.
    pub vault: VaultId,
    /// Which medium.
    pub medium: MediumId,
    /// What people call it.
    pub label: String,
    /// When it was enrolled.
    pub enrolled: WallTime,
}

/// Why a medium is not used.
#[derive(Debug, thiserror::Error)]
pub enum NotUsable {
    /// Nothing is mounted there, or it cannot be read.
    #[error("it cannot be read: {0}")]
    Io(#[from] io::Error),
    /// It was never enrolled.
    #[error("it is not enrolled")]
    NotEnrolled,
    /// It is a medium of another vault.
    #[error("it belongs to another vault")]
    Foreign,
    /// It was enrolled before; a medium is enrolled once.
    #[error("it is enrolled already")]
    Enrolled,
    /// Its note does not verify, or is not one.
    #[error("its note is not believed: {0}")]
    Forged(String),
    /// It cannot be written.
    #[error("it is read-only")]
    ReadOnly,
    /// It is on the vault's own disk, or in memory.
    #[error("it is not on a device of its own")]
    NotApart,
    /// The label is empty or more than a line.
    #[error("a label is one line")]
    BadLabel,
}

impl Mark {
    fn text(&self) -> String {
        format!(
            "{ORIGIN}{}\nmedium {}\nenrolled {}\nlabel {}\n",
            self.vault,
            self.medium,
            self.enrolled.unix_millis(),
            self.label
        )
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let vault = lines.next()?.strip_prefix(ORIGIN)?.parse().ok()?;
        let medium = lines.next()?.strip_prefix("medium ")?.parse().ok()?;
        let enrolled = lines.next()?.strip_prefix("enrolled ")?.parse().ok()?;
        let label = lines.next()?.strip_prefix("label ")?.to_owned();
        let mark = Self { vault, medium, label, enrolled: WallTime::from_unix_millis(enrolled) };
        (mark.text() == text).then_some(mark)
    }
}

/// Makes a medium one of this vault. The caller has seen that the system can write it and that it is not one yet.
pub fn enrol(
    mount: &Path,
    vault: VaultId,
    label: &str,
    wall: WallTime,
    (account, key): (AccountId, &SigningKey),
) -> Result<Mark, NotUsable> {
    let label = label.trim();
    if label.is_empty() || label.chars().count() > LINE_CHARS || label.chars().any(char::is_control) {
        return Err(NotUsable::BadLabel);
    }
    if mount.join(OWN).join(NOTE).exists() {
        return Err(NotUsable::Enrolled);
    }
    let mark = Mark { vault, medium: MediumId::generate(), label: label.to_owned(), enrolled: wall };
    let note = sign_note(&mark.text(), &account_name(account), key);
    let note = note.map_err(|error| NotUsable::Forged(error.to_string()))?;
    create_private_folder(&mount.join(OWN))?;
    write_atomically(&mount.join(OWN).join(NOTE), note.encode().as_bytes())?;
    Ok(mark)
}

/// Reads whose medium this is, and verifies that somebody of this vault enrolled it.
pub fn identify(
    mount: &Path,
    vault: VaultId,
    key_of: impl Fn(AccountId) -> Option<NoteKey>,
) -> Result<Mark, NotUsable> {
    std::fs::read_dir(mount)?;
    let bytes = match read_limited(&mount.join(OWN).join(NOTE), PLAIN_FILE_BYTES) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(NotUsable::NotEnrolled),
        read => read?,
    };
    let forged = |what: &str| NotUsable::Forged(what.to_owned());
    let note = Note::parse(&bytes).map_err(|error| forged(&error.to_string()))?;
    let mark = Mark::parse(&note.text).ok_or_else(|| forged("it is not a note of this version"))?;
    if mark.vault != vault {
        return Err(NotUsable::Foreign);
    }
    let [by] = note.signatures.as_slice() else { return Err(forged("it is not signed by one person")) };
    let key =
        account_of(&by.name).and_then(key_of).ok_or_else(|| forged("it is signed by somebody unknown"))?;
    note.verify(&key).map_err(|error| forged(&error.to_string()))?;
    Ok(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_medium_is_known_again_and_no_other_is_taken_for_it() {
        let mount = tempfile::tempdir().unwrap();
        let (vault, account, key) = (VaultId::generate(), AccountId::generate(), SigningKey::generate());
        let known =
            |who| (who == account).then(|| NoteKey::new(&account_name(account), key.verifying()).unwrap());
        let wall = WallTime::from_unix_millis(5);
        assert!(matches!(identify(mount.path(), vault, known), Err(NotUsable::NotEnrolled)));
        assert!(matches!(enrol(mount.path(), vault, " \n", wall, (account, &key)), Err(NotUsable::BadLabel)));
        let mark = enrol(mount.path(), vault, " Seif A ", wall, (account, &key)).unwrap();
        assert_eq!(mark.label, "Seif A");
        assert_eq!(identify(mount.path(), vault, known).unwrap(), mark);
        assert!(matches!(enrol(mount.path(), vault, "B", wall, (account, &key)), Err(NotUsable::Enrolled)));
        assert!(matches!(identify(mount.path(), VaultId::generate(), known), Err(NotUsable::Foreign)));
        assert!(matches!(identify(mount.path(), vault, |_| None), Err(NotUsable::Forged(_))));
        let path = mount.path().join(OWN).join(NOTE);
        let whole = std::fs::read(&path).unwrap();
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            std::fs::write(&path, &flipped).unwrap();
            assert!(identify(mount.path(), vault, known).is_err(), "bit {bit}");
        }
    }
}
