//! Proofs over the Merkle tree of the frames (RFC 6962 §2.1.1 and §2.1.2, checked as RFC 9162 §2.1.3.2 and §2.1.4.2 say):
//! that a frame is in the log of a head, and that the log of one head began as that of another.
//!
//! Making proofs reads the log; checking them is pure and needs nothing but the proof.

use super::body::Kind;
use super::tree::{FrameNumber, largest_level, node_hash};
use super::walk::{WalkError, walk_each};
use crate::base::id::VaultId;
use crate::crypto::hash::{Digest, sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// Every complete subtree of the tree of a log: what proofs are made of. 64 bytes for each frame.
pub struct Leaves {
    /// How many leaves were archived: only what is known of their tree is here.
    base: u64,
    /// The largest complete subtrees over those, by their bounds.
    known: BTreeMap<(u64, u64), Digest>,
    /// The leaves behind them, then the pairs of them, and so on; each level with the number of its first.
    levels: Vec<(u64, Vec<Digest>)>,
}

/// Why there is no such proof.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    /// The log is not sound.
    #[error(transparent)]
    NotSound(#[from] WalkError),
    /// The log has no such frame, or never had so many.
    #[error("the access log has no such frame")]
    NoSuchFrame,
}

/// A proof that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the proof does not hold")]
pub struct BadProof;

/// The path from a frame up to the root that the log had with `count` frames.
pub fn inclusion(
    folder: &Path,
    vault: VaultId,
    number: FrameNumber,
    count: u64,
) -> Result<Vec<Digest>, ProofError> {
    Leaves::of_log(folder, vault)?.inclusion(number, count).ok_or(ProofError::NoSuchFrame)
}

/// What shows that the log with `to` frames began as it was with `from` frames.
pub fn consistency(folder: &Path, vault: VaultId, from: u64, to: u64) -> Result<Vec<Digest>, ProofError> {
    Leaves::of_log(folder, vault)?.consistency(from, to).ok_or(ProofError::NoSuchFrame)
}

impl Leaves {
    /// Those of a log; checks it on the way.
    pub fn of_log(folder: &Path, vault: VaultId) -> Result<Self, WalkError> {
        let (mut leaves, mut base) = (Vec::new(), (0, Vec::new()));
        walk_each(folder, vault, &mut |tail, body| {
            if let Kind::Archived(says) = &body.kind {
                base = (says.end(), tail.frontier().roots().to_vec());
            } else {
                leaves.push(tail.last());
            }
        })?;
        Ok(Self::behind(base, leaves))
    }

    /// Those with these leaf hashes.
    pub fn new(leaves: Vec<Digest>) -> Self {
        Self::behind((0, Vec::new()), leaves)
    }

    /// Those behind so many leaves, of which only the roots of the largest complete subtrees are known.
    fn behind((base, roots): (u64, Vec<Digest>), leaves: Vec<Digest>) -> Self {
        let mut known = BTreeMap::new();
        let mut low = 0;
        for root in roots {
            let Some(level) = largest_level(low, base) else { break };
            known.insert((low, low + (1 << level)), root);
            low += 1 << level;
        }
        let mut levels = vec![(base, leaves)];
        while let Some((first, level)) = levels.last() {
            // A level begins with the first pair of which both are known.
            let odd = usize::try_from(first % 2).unwrap_or_default();
            let pairs = level.get(odd..).unwrap_or_default().as_chunks::<2>().0;
            if pairs.is_empty() {
                break;
            }
            let next = pairs.iter().map(|[left, right]| node_hash(*left, *right)).collect();
            levels.push((first.div_ceil(2), next));
        }
        Self { base, known, levels }
    }

    /// How many leaves.
    pub fn count(&self) -> u64 {
        self.base + self.levels.first().map_or(0, |(_, leaves)| leaves.len() as u64)
    }

    /// The root of the tree of the first `count` leaves; `None` if there are not so many.
    pub fn root(&self, count: u64) -> Option<Digest> {
        if count == 0 { Some(sha256(&[])) } else { self.subtree(0, count) }
    }

    /// RFC 6962 §2.1.1, PATH(number, D[count]).
    pub fn inclusion(&self, number: FrameNumber, count: u64) -> Option<Vec<Digest>> {
        if number >= count || count > self.count() {
            return None;
        }
        let (mut low, mut high) = (0, count);
        let mut path = Vec::new();
        while high - low > 1 {
            let middle = low + split(high - low);
            if number < middle {
                path.push(self.subtree(middle, high)?);
                high = middle;
            } else {
                path.push(self.subtree(low, middle)?);
                low = middle;
            }
        }
        path.reverse();
        Some(path)
    }

    /// RFC 6962 §2.1.2, PROOF(from, D[to]). Nothing is needed from the empty tree, or from the same one.
    pub fn consistency(&self, from: u64, to: u64) -> Option<Vec<Digest>> {
        if from > to || to > self.count() {
            return None;
        }
        if from == 0 || from == to {
            return Some(Vec::new());
        }
        let (mut low, mut high, mut known) = (0, to, true);
        let mut path = Vec::new();
        while from != high {
            let middle = low + split(high - low);
            if from <= middle {
                path.push(self.subtree(middle, high)?);
                high = middle;
            } else {
                path.push(self.subtree(low, middle)?);
                low = middle;
                known = false;
            }
        }
        if !known {
            path.push(self.subtree(low, high)?);
        }
        path.reverse();
        Some(path)
    }

    /// The root over the leaves from `low` up to `high`, where `low` is a place at which a subtree of that size begins.
    fn subtree(&self, low: u64, high: u64) -> Option<Digest> {
        let size = high.checked_sub(low).filter(|size| *size > 0)?;
        if let Some(root) = self.known.get(&(low, high)) {
            return Some(*root);
        }
        if size.is_power_of_two()
            && let Some((first, level)) = self.levels.get(size.ilog2() as usize)
            && let Some(place) = (low / size).checked_sub(*first)
        {
            return level.get(usize::try_from(place).ok()?).copied();
        }
        if size == 1 {
            return None;
        }
        let middle = low + split(size);
        Some(node_hash(self.subtree(low, middle)?, self.subtree(middle, high)?))
    }
}

/// The largest power of two below `size`, which is at least 2.
fn split(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}

/// Checks that the leaf is frame `number` of the tree with `count` leaves and this root (RFC 9162 §2.1.3.2).
pub fn verify_inclusion(
    leaf: Digest,
    number: FrameNumber,
    count: u64,
    root: Digest,
    path: &[Digest],
) -> Result<(), BadProof> {
    if number >= count {
        return Err(BadProof);
    }
    let (mut place, mut last, mut hash) = (number, count - 1, leaf);
    for beside in path {
        if last == 0 {
            return Err(BadProof);
        }
        if place & 1 == 1 || place == last {
            hash = node_hash(*beside, hash);
            while place & 1 == 0 && place != 0 {
                (place, last) = (place >> 1, last >> 1);
            }
        } else {
            hash = node_hash(hash, *beside);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    if last == 0 && hash == root { Ok(()) } else { Err(BadProof) }
}

/// Checks that the tree with `to` leaves began as the one with `from` leaves (RFC 9162 §2.1.4.2).
pub fn verify_consistency(
    from: u64,
    to: u64,
    root_from: Digest,
    root_to: Digest,
    path: &[Digest],
) -> Result<(), BadProof> {
    let held = match (from, to) {
        _ if from > to => false,
        (0, _) => root_from == sha256(&[]) && path.is_empty(),
        _ if from == to => root_from == root_to && path.is_empty(),
        _ => climb(from, to, root_from, root_to, path).is_some(),
    };
    if held { Ok(()) } else { Err(BadProof) }
}

fn climb(from: u64, to: u64, root_from: Digest, root_to: Digest, path: &[Digest]) -> Option<()> {
    let mut path = path.iter().copied();
    // A complete tree is itself the first node, and is not said again.
    let first = if from.is_power_of_two() { root_from } else { path.next()? };
    let (mut place, mut last) = (from - 1, to - 1);
    let whole = place.trailing_ones();
    (place, last) = (place >> whole, last >> whole);
    let (mut old, mut new) = (first, first);
    for beside in path {
        if last == 0 {
            return None;
        }
        if place & 1 == 1 || place == last {
            (old, new) = (node_hash(beside, old), node_hash(beside, new));
            while place & 1 == 0 && place != 0 {
                (place, last) = (place >> 1, last >> 1);
            }
        } else {
            new = node_hash(new, beside);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    (last == 0 && old == root_from && new == root_to).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::tree::{Frontier, leaf_hash};

    const MOST: u64 = 40;

    fn grown() -> (Leaves, Vec<Digest>) {
        let mut frontier = Frontier::default();
        let leaves: Vec<Digest> = (0..MOST).map(|n| leaf_hash(&n.to_be_bytes())).collect();
        let mut roots = vec![frontier.root()];
        for leaf in &leaves {
            frontier.push(*leaf);
            roots.push(frontier.root());
        }
        (Leaves::new(leaves), roots)
    }

    #[test]
    fn every_leaf_is_proved_in_every_tree_and_nowhere_else() {
        let (leaves, roots) = grown();
        for (count, root) in (0..=MOST).zip(roots.iter().copied()).skip(1) {
            assert_eq!(leaves.root(count), Some(root));
            for number in 0..count {
                let path = leaves.inclusion(number, count).unwrap();
                let leaf = leaf_hash(&number.to_be_bytes());
                assert_eq!(verify_inclusion(leaf, number, count, root, &path), Ok(()));
                assert!(verify_inclusion(leaf, number + 1, count, root, &path).is_err());
                assert!(verify_inclusion(root, number, count, root, &path).is_err() || count == 1);
                for place in 0..path.len() {
                    let mut changed = path.clone();
                    changed[place].0[0] ^= 1;
                    assert!(verify_inclusion(leaf, number, count, root, &changed).is_err());
                }
                assert!(verify_inclusion(leaf, number, count, root, &[path, vec![root]].concat()).is_err());
            }
        }
        assert_eq!(leaves.inclusion(3, 3), None);
        assert_eq!(leaves.inclusion(3, MOST + 1), None);
    }

    #[test]
    fn every_tree_is_proved_to_have_grown_from_every_smaller_one() {
        let (leaves, roots) = grown();
        let trees = || (0..=MOST).zip(roots.iter().copied());
        for (to, new) in trees().skip(1) {
            for (from, old) in trees().take_while(|(from, _)| *from <= to) {
                let path = leaves.consistency(from, to).unwrap();
                assert_eq!(verify_consistency(from, to, old, new, &path), Ok(()), "{from} {to}");
                let other = Digest([9; 32]);
                assert!(verify_consistency(from, to, other, new, &path).is_err());
                assert!(from == 0 || verify_consistency(from, to, old, other, &path).is_err());
                for place in 0..path.len() {
                    let mut changed = path.clone();
                    changed[place].0[0] ^= 1;
                    assert!(verify_consistency(from, to, old, new, &changed).is_err());
                    let cut = [&path[..place], &path[place + 1..]].concat();
                    assert!(verify_consistency(from, to, old, new, &cut).is_err());
                }
            }
        }
    }
}
