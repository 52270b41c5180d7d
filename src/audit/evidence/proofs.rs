//! `proofs.json`: the edge of the tree before the first frame, and the complete subtrees that lead on from the last one to
//! each later checkpoint. With the frames between them, the tree of every checkpoint follows.

use super::check::BadEvidence;
use super::file;
use crate::audit::FrameNumber;
use crate::audit::tree::Frontier;
use crate::crypto::hash::Digest;
use serde::{Deserialize, Serialize};

/// The file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Proofs {
    /// The first frame.
    pub(super) first: FrameNumber,
    /// The hash that the first frame carries, in hexadecimal.
    before: String,
    /// The roots of the complete subtrees before it, the largest first.
    left: Vec<String>,
    /// What leads on, in order.
    pub(super) growth: Vec<Growth>,
}

/// From the checkpoint before (or the last frame) to the one with this count.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Growth {
    pub(super) count: u64,
    subtrees: Vec<String>,
}

impl Growth {
    pub(super) fn to(count: u64, subtrees: &[Digest]) -> Self {
        Self { count, subtrees: hex(subtrees) }
    }

    /// Goes on from where the tree is.
    pub(super) fn lead(&self, tree: &mut Frontier) -> Result<(), BadEvidence> {
        tree.grow(self.count, &unhex(&self.subtrees)?)
            .ok_or_else(|| bad(&format!("does not lead to {} frames", self.count)))
    }
}

impl Proofs {
    pub(super) fn new(first: FrameNumber, before: Digest, left: &[Digest], growth: Vec<Growth>) -> Self {
        Self { first, before: before.to_hex(), left: hex(left), growth }
    }

    pub(super) fn parse(bytes: &[u8]) -> Result<Self, BadEvidence> {
        serde_json::from_slice(bytes).map_err(|error| bad(&format!("is not what it should be: {error}")))
    }

    /// The tree before the first frame, and the hash that this one carries.
    pub(super) fn begin(&self) -> Result<(Frontier, Digest), BadEvidence> {
        let left = unhex(&self.left)?;
        let tree = Frontier::from_parts(self.first, left);
        let tree = tree.ok_or_else(|| bad("has another number of subtrees than there were frames"))?;
        let before = unhex(std::slice::from_ref(&self.before))?.first().copied();
        Ok((tree, before.unwrap_or(Digest::ZERO)))
    }
}

fn bad(why: &str) -> BadEvidence {
    BadEvidence::new(file::PROOFS, why)
}

fn hex(digests: &[Digest]) -> Vec<String> {
    digests.iter().map(|digest| digest.to_hex()).collect()
}

fn unhex(texts: &[String]) -> Result<Vec<Digest>, BadEvidence> {
    texts.iter().map(|text| digest(text).ok_or_else(|| bad("has something that is no hash"))).collect()
}

/// 64 lower-case hexadecimal digits.
pub(super) fn digest(text: &str) -> Option<Digest> {
    let digits: Option<Vec<u8>> = text
        .bytes()
        .map(|digit| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        })
        .collect();
    let digits = digits?;
    let (pairs, []) = digits.as_chunks::<2>() else { return None };
    Digest::from_slice(&pairs.iter().map(|[high, low]| high << 4 | low).collect::<Vec<_>>())
}
