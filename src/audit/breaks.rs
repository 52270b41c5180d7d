//! `breaks`: that supervisors know that the log is not what was seen of it, because an older copy was put back, and go on
//! with it as it is. Whatever was seen before is then known to be lost; it is never shown as if it had not been.
//!
//! Each is a signed note of two supervisors, or of one where there is no other, in the framing of `checkpoints`:
//!
//! ```text
//! strongroom/log-break/v1/<vault id>
//! head <frames> <root> <last leaf hash>       the log that is gone on with, the event of this in it
//! lost <frames> <root>                        what was seen of the log, where it was a person who saw it
//! wall <ms since 1970>
//! alone                                       only where one supervisor alone signed it
//! reason <UTF-8, base64>
//! ```

use super::checkpoint::{account_name, account_of};
use super::checkpoints::blocks;
use super::keys::LogKeys;
use super::note::{Note, NoteError, sign_note};
use super::segment::Turn;
use super::tree::Head;
use super::verify::Seen;
use super::walk::{WalkError, holds};
use crate::base::base64;
use crate::base::clock::WallTime;
use crate::base::fs::{read_limited, write_atomically};
use crate::base::id::{AccountId, VaultId};
use crate::crypto::hash::Digest;
use crate::crypto::sign::SigningKey;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

const FILE: &str = "breaks";
const ORIGIN: &str = "strongroom/log-break/v1/";

/// Room for some thousand, of which a house should have none.
const READ_BYTES: u64 = 4 << 20;

/// A break that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedBreak {
    /// The log that is gone on with.
    pub head: Head,
    /// What was seen of it before, where a person saw it.
    pub lost: Option<Seen>,
    /// When: whatever was seen of the log before is known to be lost.
    pub wall: WallTime,
    /// One supervisor signed it alone, for there was no other.
    pub alone: bool,
    /// Why, in their words.
    pub reason: String,
    /// The note: the text of all this, signed.
    pub note: Note,
}

/// Why breaks were not believed, or not kept.
#[derive(Debug, thiserror::Error)]
pub enum BreaksError {
    /// The file could not be read or written.
    #[error("the accepted breaks of the access log cannot be read or written: {0}")]
    Io(#[from] io::Error),
    /// One is none, or is not signed by those who may.
    #[error("accepted break {number} of the access log is not signed by those who may")]
    Refused {
        /// Which one, from 1.
        number: u64,
    },
    /// It cannot be signed.
    #[error(transparent)]
    Note(#[from] NoteError),
}

/// A break, before it is signed.
pub struct BreakFound<'a> {
    /// The log that is gone on with.
    pub head: Head,
    /// What was seen of it before, where a person saw it.
    pub lost: Option<Seen>,
    /// When.
    pub wall: WallTime,
    /// Why.
    pub reason: &'a str,
    /// The supervisors who sign.
    pub signers: &'a [(AccountId, &'a SigningKey)],
}

/// Signs that a break is accepted, and keeps that with the log in `folder`.
pub fn accept_break(folder: &Path, keys: &LogKeys, found: &BreakFound<'_>) -> Result<(), BreaksError> {
    let _turn = Turn::to_write(folder)?;
    let mut bytes = read_file(folder)?;
    let [(first, key), more @ ..] = found.signers else { return Err(BreaksError::Refused { number: 1 }) };
    let text = text(keys.root().vault, found, more.is_empty());
    let mut note = sign_note(&text, &account_name(*first), key)?;
    for (account, key) in more {
        note = note.cosigned(&account_name(*account), key)?;
    }
    bytes.extend_from_slice(note.encode().as_bytes());
    bytes.push(b'\n');
    // What could not be believed later is not written now.
    parse(&bytes, keys)?;
    Ok(write_atomically(&folder.join(FILE), &bytes)?)
}

/// The breaks that were accepted, in their order; each is signed by those who may.
pub fn accepted_breaks(folder: &Path, keys: &LogKeys) -> Result<Vec<AcceptedBreak>, BreaksError> {
    parse(&read_file(folder)?, keys)
}

/// Whether what was seen of the log at this time is known to be lost: supervisors accepted so later, and the log is still
/// the one that they went on with.
pub fn is_known_lost(
    folder: &Path,
    vault: VaultId,
    breaks: &[AcceptedBreak],
    seen_at: WallTime,
) -> Result<bool, WalkError> {
    for accepted in breaks.iter().filter(|accepted| accepted.wall >= seen_at) {
        if holds(folder, vault, &accepted.head)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn read_file(folder: &Path) -> io::Result<Vec<u8>> {
    match read_limited(&folder.join(FILE), READ_BYTES) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        read => read,
    }
}

fn parse(bytes: &[u8], keys: &LogKeys) -> Result<Vec<AcceptedBreak>, BreaksError> {
    let (notes, rest) = blocks(bytes);
    let mut all = Vec::with_capacity(notes.len());
    for block in notes {
        let refused = BreaksError::Refused { number: all.len() as u64 + 1 };
        let accepted = Note::parse(block).ok().and_then(|note| AcceptedBreak::of(note, keys));
        all.push(accepted.ok_or(refused)?);
    }
    if rest.is_empty() { Ok(all) } else { Err(BreaksError::Refused { number: all.len() as u64 + 1 }) }
}

/// Whether bytes are an accepted break, whoever signed it.
#[cfg(any(fuzzing, test))]
pub(super) fn is_break(vault: VaultId, bytes: &[u8]) -> bool {
    Note::parse(bytes).ok().and_then(|note| AcceptedBreak::read(note, vault)).is_some()
}

fn text(vault: VaultId, found: &BreakFound<'_>, alone: bool) -> String {
    let one = |digest: &Digest| base64::encode(&digest.0);
    let head = &found.head;
    let mut text = format!("{ORIGIN}{vault}\nhead {} {} {}\n", head.count, one(&head.root), one(&head.last));
    let mut line = |line: String| writeln!(text, "{line}").expect("writing to memory does not fail");
    if let Some(lost) = &found.lost {
        line(format!("lost {} {}", lost.count, one(&lost.root)));
    }
    line(format!("wall {}", found.wall.unix_millis()));
    if alone {
        line("alone".to_owned());
    }
    line(format!("reason {}", base64::encode(found.reason.as_bytes())));
    text
}

impl AcceptedBreak {
    /// Who signed it.
    pub fn signers(&self) -> impl Iterator<Item = AccountId> {
        self.note.signatures.iter().filter_map(|by| account_of(&by.name))
    }

    fn of(note: Note, keys: &LogKeys) -> Option<Self> {
        let read = Self::read(note, keys.root().vault)?;
        keys.signed_by_supervisors(&read.note, if read.alone { 1 } else { 2 }).then_some(read)
    }

    fn read(note: Note, vault: VaultId) -> Option<Self> {
        let mut lines = note.text.lines().peekable();
        let mut field =
            |before: &str| Some(lines.next_if(|line| line.starts_with(before))?.split_at(before.len()).1);
        (field(ORIGIN)?.parse() == Ok(vault)).then_some(())?;
        let head = field("head ")?;
        let lost = field("lost ").map(str::to_owned);
        let wall = WallTime::from_unix_millis(field("wall ")?.parse().ok()?);
        let alone = field("alone").is_some();
        let reason = String::from_utf8(base64::decode(field("reason ")?)?).ok()?;
        let ([count, root, last], lost) = (words(head)?, lost.as_deref().map(seen));
        let head = Head { count: count.parse().ok()?, root: digest(root)?, last: digest(last)? };
        let lost = match lost {
            Some(lost) => Some(lost?),
            None => None,
        };
        let found = BreakFound { head, lost, wall, reason: &reason, signers: &[] };
        // Another text for the same facts would be another thing that was signed.
        let same = text(vault, &found, alone) == note.text;
        same.then_some(Self { head, lost, wall, alone, reason, note })
    }
}

fn seen(text: &str) -> Option<Seen> {
    let [count, root] = words(text)?;
    Some(Seen { count: count.parse().ok()?, root: digest(root)? })
}

fn words<const N: usize>(text: &str) -> Option<[&str; N]> {
    text.split(' ').collect::<Vec<_>>().try_into().ok()
}

fn digest(text: &str) -> Option<Digest> {
    Digest::from_slice(&base64::decode(text)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{Certificate, Certifier, FoundingRoot, certify};
    use crate::policy::Role;

    const ANA: AccountId = AccountId::from_bytes([1; 16]);
    const DAN: AccountId = AccountId::from_bytes([2; 16]);
    const EVA: AccountId = AccountId::from_bytes([3; 16]);

    /// Ana founded, Eva is a supervisor, Dan is not.
    fn house() -> (tempfile::TempDir, LogKeys, [SigningKey; 3]) {
        let keys = [SigningKey::generate(), SigningKey::generate(), SigningKey::generate()];
        let root = FoundingRoot {
            vault: VaultId::from_bytes([7; 16]),
            founder: ANA,
            founder_key: keys[0].verifying(),
            recovery: SigningKey::generate().verifying(),
            machine: SigningKey::generate().verifying(),
        };
        let folder = tempfile::tempdir().unwrap();
        let certificate =
            |account, role, key: &SigningKey| Certificate { account, role, public: key.verifying() };
        let all = [certificate(DAN, Role::Staff, &keys[1]), certificate(EVA, Role::Supervisor, &keys[2])];
        certify(folder.path(), &root, &all, Certifier::Account(ANA, &keys[0])).unwrap();
        let known = LogKeys::load(folder.path(), &root).unwrap();
        (folder, known, keys)
    }

    fn found<'a>(signers: &'a [(AccountId, &'a SigningKey)], lost: bool) -> BreakFound<'a> {
        let seen = Seen { count: 90, root: Digest([3; 32]) };
        BreakFound {
            head: Head { count: 40, last: Digest([1; 32]), root: Digest([2; 32]) },
            lost: lost.then_some(seen),
            wall: WallTime::from_unix_millis(-5),
            reason: "discul a cedat;\ncopia de vineri",
            signers,
        }
    }

    #[test]
    fn what_was_accepted_is_read_again() {
        let (folder, known, [ana, _, eva]) = house();
        assert_eq!(accepted_breaks(folder.path(), &known).unwrap(), []);
        accept_break(folder.path(), &known, &found(&[(ANA, &ana)], true)).unwrap();
        accept_break(folder.path(), &known, &found(&[(ANA, &ana), (EVA, &eva)], false)).unwrap();
        let read = accepted_breaks(folder.path(), &known).unwrap();
        let told: Vec<_> =
            read.iter().map(|one| (one.alone, one.lost.is_some(), one.signers().count())).collect();
        assert_eq!(told, [(true, true, 1), (false, false, 2)]);
        assert_eq!(read[0].reason, "discul a cedat;\ncopia de vineri");
        assert_eq!((read[0].head.count, read[0].wall.unix_millis()), (40, -5));
    }

    #[test]
    fn only_supervisors_accept_and_nothing_is_written_otherwise() {
        let (folder, known, [ana, dan, _]) = house();
        let stranger = SigningKey::generate();
        for signers in [
            &[(DAN, &dan)][..],
            &[(ANA, &ana), (DAN, &dan)],
            &[(ANA, &ana), (ANA, &ana)],
            &[(ANA, &stranger)],
            &[(AccountId::from_bytes([9; 16]), &stranger)],
            &[],
        ] {
            assert!(accept_break(folder.path(), &known, &found(signers, true)).is_err());
        }
        assert!(!folder.path().join(FILE).exists());
    }

    #[test]
    fn every_changed_byte_is_refused() {
        let (folder, known, [ana, ..]) = house();
        accept_break(folder.path(), &known, &found(&[(ANA, &ana)], true)).unwrap();
        let whole = std::fs::read(folder.path().join(FILE)).unwrap();
        for place in 0..whole.len() {
            let mut changed = whole.clone();
            changed[place] ^= 1;
            assert!(parse(&changed, &known).is_err(), "byte {place}");
            assert!(place == 0 || parse(&whole[..place], &known).is_err(), "cut at {place}");
        }
    }
}
