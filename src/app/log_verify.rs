//! Verifying the access log without a key: every frame, checkpoint and signature, down to the founding fingerprint, and
//! what was kept of the log elsewhere. Changes nothing and logs nothing; the seat is shared with others who only look.

use std::path::{Path, PathBuf};

use crate::audit::{self, Checkpoint, FoundingRoot, Head, LogKeys, Seen, Verified};
use crate::base::fs::read_limited;
use crate::base::id::VaultId;
use crate::base::job::Watch;
use crate::base::limits::PLAIN_FILE_BYTES;
use crate::crypto::hash::Digest;
use crate::keys::words;
use crate::vault::seat::Seat;

use super::alarm::{Witnessed, alarm};
use super::entrance::open_sealed;
use super::problem::{Problem, ProblemKind};

/// What was kept of the log outside of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// A head: how many frames, and the root over them.
    Head(u64, Digest),
    /// A review slip: how many frames, and the root in words.
    Slip(u64, Vec<String>),
    /// A file with signed checkpoints, such as one on a medium.
    File(PathBuf),
}

/// A log that verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogVerified {
    /// The vault.
    pub vault: VaultId,
    /// The name of the business.
    pub business: String,
    /// The fingerprint of the founding statement, to be held against what was given on paper.
    pub founding: Digest,
    /// The same in words.
    pub founding_words: Vec<String>,
    /// The root of the log in words.
    pub head_words: Vec<String>,
    /// What verified.
    pub log: Verified,
    /// How many of the heads kept elsewhere it was held against; all fit.
    pub held_against: u64,
}

/// Verifies the log of the vault in `folder`, and holds it against what was kept.
pub fn verify_log(folder: &Path, kept: &[Kept], watch: &mut Watch<'_>) -> Result<LogVerified, Problem> {
    let vault = open_sealed(folder)?;
    let _seat = Seat::share(vault.layout())?;
    let (log, header) = (vault.layout().audit(), vault.header());
    let keys = LogKeys::load(&log, &FoundingRoot::from(header.founding()))?;
    let anchors = heads_of(kept, &keys)?;
    let heads: Vec<Seen> = anchors.iter().map(|(_, seen)| *seen).collect();
    let verified = audit::verify(&log, vault.id(), &keys, &heads, watch).map_err(|error| match error {
        audit::VerifyError::Anchor { place, parted } => {
            let whose = anchors.get(place).map_or(Witnessed::Head, |(kept, _)| kept.whose());
            alarm(parted, &whose, None)
        }
        other => other.into(),
    })?;
    for kept in kept {
        kept.compare_words(&log, vault.id(), &verified.head)?;
    }
    Ok(LogVerified {
        vault: vault.id(),
        business: vault.business().to_owned(),
        founding: header.founding_digest(),
        founding_words: in_words(header.founding_digest()),
        head_words: in_words(verified.head.root),
        held_against: anchors.len() as u64
            + kept.iter().filter(|kept| matches!(kept, Kept::Slip(..))).count() as u64,
        log: verified,
    })
}

fn in_words(digest: Digest) -> Vec<String> {
    words::fingerprint(digest).map(str::to_owned).to_vec()
}

/// The heads among what was kept whose roots are known to the last bit.
fn heads_of<'k>(kept: &'k [Kept], keys: &LogKeys) -> Result<Vec<(&'k Kept, Seen)>, Problem> {
    let mut heads = Vec::new();
    for one in kept {
        match one {
            Kept::Head(count, root) => heads.push((one, Seen { count: *count, root: *root })),
            Kept::Slip(..) => {}
            Kept::File(path) => heads.extend(checkpoints_in(path, keys)?.into_iter().map(|seen| (one, seen))),
        }
    }
    Ok(heads)
}

/// The checkpoints in a file from elsewhere, each signed by this vault's machine.
fn checkpoints_in(path: &Path, keys: &LogKeys) -> Result<Vec<Seen>, Problem> {
    let cannot = |why: &dyn std::fmt::Display| {
        Problem::new(ProblemKind::CannotRead).with("path", path.display()).with("why", why)
    };
    let bytes = read_limited(path, PLAIN_FILE_BYTES).map_err(|error| cannot(&error))?;
    let found = Checkpoint::parse_all(keys.root().vault, &bytes);
    let found =
        found.filter(|all| !all.is_empty()).ok_or_else(|| cannot(&"not a checkpoint of this vault's log"))?;
    let signed = found.iter().all(|checkpoint| checkpoint.note.verify(keys.machine()).is_ok());
    if !signed {
        return Err(cannot(&"a checkpoint that this vault's machine did not sign"));
    }
    Ok(found.into_iter().map(|checkpoint| checkpoint.head.into()).collect())
}

impl Kept {
    fn whose(&self) -> Witnessed<'_> {
        match self {
            Self::Head(..) => Witnessed::Head,
            Self::Slip(..) => Witnessed::Slip,
            Self::File(path) => {
                Witnessed::File(path.file_name().and_then(|name| name.to_str()).unwrap_or("?"))
            }
        }
    }

    /// A slip has the root in words, which the log has to be asked for.
    fn compare_words(&self, log: &Path, vault: VaultId, head: &Head) -> Result<(), Problem> {
        let Self::Slip(then, words) = self else { return Ok(()) };
        let (then, now) = (*then, head.count);
        let found = if then == now { Some(*head) } else { audit::head_at(log, vault, then)? };
        let parted = match found {
            Some(found) if same_words(words, found.root) => return Ok(()),
            Some(_) => audit::Parted::Forked { then, now, agreed: 0 },
            None => audit::Parted::RolledBack { then, now },
        };
        Err(alarm(parted, &self.whose(), None))
    }
}

fn same_words(typed: &[String], root: Digest) -> bool {
    let written = words::fingerprint(root);
    typed.len() == written.len()
        && typed.iter().zip(written).all(|(typed, word)| typed.eq_ignore_ascii_case(word))
}
