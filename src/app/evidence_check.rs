//! Verifying a folder that was taken out of a log, against a fingerprint as it is typed from paper. Needs no vault, logs
//! nothing and changes nothing.

use std::path::Path;

use crate::audit::evidence::{self, BadEvidence, Evidence};
use crate::base::job::Watch;
use crate::keys::fingerprint::Fingerprint;
use crate::keys::words;

use super::problem::{Problem, ProblemKind};

/// A folder that proved itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceChecked {
    /// What it proves.
    pub proved: Evidence,
    /// The newest head in it, in words, to be held against a slip.
    pub head_words: Option<String>,
}

/// Verifies a folder. `founding` is the vault's fingerprint: six words or 64 hexadecimal digits.
pub fn check_evidence(
    folder: &Path,
    founding: &str,
    watch: &mut Watch<'_>,
) -> Result<EvidenceChecked, Problem> {
    let typed = Fingerprint::parse(founding);
    let typed = typed.ok_or_else(|| Problem::bad_input("fingerprint", "bad-line"))?;
    let proved = evidence::verify(folder, &|digest| typed.fits(digest), watch)?;
    let head_words = proved.newest.as_ref().map(|newest| words::fingerprint(newest.head.root).join(" "));
    Ok(EvidenceChecked { proved, head_words })
}

impl From<BadEvidence> for Problem {
    fn from(bad: BadEvidence) -> Self {
        if bad.cancelled {
            return Self::new(ProblemKind::Cancelled);
        }
        Self::new(ProblemKind::BadEvidence).with("place", bad.place).with("why", bad.why)
    }
}
