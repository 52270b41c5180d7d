//! `signature.txt`: what the person who took something out of the log signs. A signed note over the hashes of all files:
//!
//! ```text
//! strongroom/evidence/v1/<vault id>
//! kind events                      or accesses, archive, posture
//! frames <first> <count>           of an archive: 0 and how many segments
//! events <told> <withheld>
//! wall <ms since 1970>
//! sums <SHA-256 of SHA256SUMS, base64>
//!
//! — strongroom-account-<id> <signature>
//! ```

use crate::audit::note::{Note, NoteError, sign_note};
use crate::audit::{CheckpointError, account_name};
use crate::base::base64;
use crate::base::clock::WallTime;
use crate::base::id::{AccountId, VaultId};
use crate::crypto::hash::Digest;
use crate::crypto::sign::SigningKey;
use crate::policy::Role;

const ORIGIN: &str = "strongroom/evidence/v1/";

/// What a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenKind {
    /// Every event of a range of frames, with proofs.
    Events,
    /// The accesses to one customer's file: a report.
    Accesses,
    /// Segments that were taken out of the vault because of their age.
    Archive,
    /// What protected the workstation around the program: a report.
    Posture,
}

impl TakenKind {
    const ALL: [Self; 4] = [Self::Events, Self::Accesses, Self::Archive, Self::Posture];

    /// Its word in the signature.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Accesses => "accesses",
            Self::Archive => "archive",
            Self::Posture => "posture",
        }
    }

    /// Whether someone of this role may sign it. A report of the posture says nothing of what the log holds.
    pub(super) const fn may_be_signed_by(self, role: Role) -> bool {
        match self {
            Self::Posture => matches!(role, Role::Supervisor | Role::Assessor),
            Self::Events | Self::Accesses | Self::Archive => matches!(role, Role::Supervisor),
        }
    }
}

/// What is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signed {
    pub(super) kind: TakenKind,
    pub(super) first: u64,
    pub(super) count: u64,
    pub(super) events: u64,
    pub(super) withheld: u64,
    pub(super) wall: WallTime,
    pub(super) sums: Digest,
}

impl Signed {
    pub(super) fn sign(
        &self,
        vault: VaultId,
        by: AccountId,
        key: &SigningKey,
    ) -> Result<Note, CheckpointError> {
        Ok(sign_note(&self.text(vault), &account_name(by), key)?)
    }

    fn text(&self, vault: VaultId) -> String {
        let Self { kind, first, count, events, withheld, wall, sums } = self;
        let (kind, wall, sums) = (kind.key(), wall.unix_millis(), base64::encode(&sums.0));
        format!(
            "{ORIGIN}{vault}\nkind {kind}\nframes {first} {count}\nevents {events} {withheld}\nwall {wall}\nsums {sums}\n"
        )
    }

    /// What the text of a note of this vault says; `None` if it is another.
    pub(super) fn parse(vault: VaultId, note: &Note) -> Option<Self> {
        let mut lines = note.text.lines();
        let mut field = |before: &str| lines.next()?.strip_prefix(before).map(str::to_owned);
        (field(ORIGIN)?.parse() == Ok(vault)).then_some(())?;
        let kind = field("kind ")?;
        let (frames, events) = (field("frames ")?, field("events ")?);
        let ((first, count), (events, withheld)) = (frames.split_once(' ')?, events.split_once(' ')?);
        let read = Self {
            kind: TakenKind::ALL.into_iter().find(|known| known.key() == kind)?,
            first: first.parse().ok()?,
            count: count.parse().ok()?,
            events: events.parse().ok()?,
            withheld: withheld.parse().ok()?,
            wall: WallTime::from_unix_millis(field("wall ")?.parse().ok()?),
            sums: Digest::from_slice(&base64::decode(&field("sums ")?)?)?,
        };
        (read.text(vault) == note.text && read.first.checked_add(read.count).is_some()).then_some(read)
    }
}

/// The one name under a note.
pub(super) fn only_signer(note: &Note) -> Result<&str, NoteError> {
    match note.signatures.as_slice() {
        [by] => Ok(&by.name),
        _ => Err(NoteError::NotSigned),
    }
}
