//! The Merkle tree over the frames (RFC 6962 §2.1), grown leaf by leaf, and the head of the log.
//!
//! Keeps only the roots of the complete subtrees, at most 64. Proofs of inclusion and consistency need the leaves and
//! are made elsewhere.

use crate::crypto::hash::{Digest, Sha256Stream, sha256};

/// The number of a frame: its place in the whole log, from 0.
pub type FrameNumber = u64;

/// What the log is at one moment. Kept outside of it, it is an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// How many frames there are.
    pub count: u64,
    /// The leaf hash of the last frame, which the next one will carry; zeros before the first.
    pub last: Digest,
    /// The root of the Merkle tree over all of them.
    pub root: Digest,
}

/// What comes before the first frame.
pub(super) const NOTHING_BEFORE: Digest = Digest([0; 32]);

/// The hash of a leaf: SHA-256(0x00 ‖ leaf). It is also what the next frame carries.
pub(super) fn leaf_hash(body: &[u8]) -> Digest {
    let mut leaf = Sha256Stream::new();
    leaf.update(&[0]);
    leaf.update(body);
    leaf.finish()
}

pub(super) fn node_hash(left: Digest, right: Digest) -> Digest {
    let mut message = [0; 65];
    message[0] = 1;
    message[1..33].copy_from_slice(&left.0);
    message[33..].copy_from_slice(&right.0);
    sha256(&message)
}

/// The right edge of the tree: the roots of its complete subtrees, the largest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Frontier {
    count: u64,
    roots: Vec<Digest>,
}

impl Frontier {
    /// The edge with these subtree roots; `None` if a tree of `count` leaves has another number of them.
    pub(super) fn from_parts(count: u64, roots: Vec<Digest>) -> Option<Self> {
        (roots.len() as u64 == u64::from(count.count_ones())).then_some(Self { count, roots })
    }

    /// Adds a leaf by its hash: as many subtrees merge as the old count ends in ones.
    pub(super) fn push(&mut self, leaf: Digest) {
        self.push_subtree(leaf, 0);
    }

    /// Adds the root of a complete subtree of 2^`level` leaves, at a place where one begins.
    pub(super) fn push_subtree(&mut self, subtree: Digest, level: u32) {
        debug_assert_eq!(self.count >> level << level, self.count, "a subtree begins here");
        let mut root = subtree;
        for _ in 0..(self.count >> level).trailing_ones() {
            let left = self.roots.pop().expect("one root for each bit that is set in the count");
            root = node_hash(left, root);
        }
        self.roots.push(root);
        self.count += 1 << level;
    }

    /// Adds the largest complete subtrees that reach from here to `to` leaves; `None` if there are more or fewer of them.
    pub(super) fn grow(&mut self, to: u64, subtrees: &[Digest]) -> Option<()> {
        for subtree in subtrees {
            let level = largest_level(self.count, to)?;
            self.push_subtree(*subtree, level);
        }
        (self.count == to).then_some(())
    }

    /// How many leaves.
    pub(super) const fn count(&self) -> u64 {
        self.count
    }

    /// The subtree roots, the largest first.
    pub(super) fn roots(&self) -> &[Digest] {
        &self.roots
    }

    /// The root of the tree; of the empty one, the hash of nothing.
    pub(super) fn root(&self) -> Digest {
        let mut from_right = self.roots.iter().rev().copied();
        let Some(smallest) = from_right.next() else { return sha256(&[]) };
        from_right.fold(smallest, |right, left| node_hash(left, right))
    }
}

/// How large a complete subtree can begin at leaf `from` and end at or before `to`: its 2-logarithm.
pub(super) fn largest_level(from: u64, to: u64) -> Option<u32> {
    let room = to.checked_sub(from).filter(|room| *room > 0)?;
    Some(if from == 0 { room.ilog2() } else { room.ilog2().min(from.trailing_zeros()) })
}

/// The roots of the largest complete subtrees over the leaves from some place on: what [`Frontier::grow`] takes.
#[derive(Debug, Clone)]
pub(super) struct Subtrees {
    next: u64,
    /// Each with its level; a run of them grows smaller to the right once it is past its highest.
    roots: Vec<(u32, Digest)>,
}

impl Subtrees {
    /// None yet, before leaf `from`.
    pub(super) const fn new(from: u64) -> Self {
        Self { next: from, roots: Vec::new() }
    }

    /// Takes in the next leaf.
    pub(super) fn push(&mut self, leaf: Digest) {
        let (mut level, mut root) = (0, leaf);
        self.next += 1;
        while let Some((beside, left)) = self.roots.last().copied() {
            // Two of one size make one of the next where such a one begins.
            if beside != level || self.next >> (level + 1) << (level + 1) != self.next {
                break;
            }
            self.roots.pop();
            (level, root) = (level + 1, node_hash(left, root));
        }
        self.roots.push((level, root));
    }

    /// The roots so far.
    pub(super) fn roots(&self) -> Vec<Digest> {
        self.roots.iter().map(|(_, root)| *root).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6962 §2.1, literally.
    fn by_definition(leaves: &[Digest]) -> Digest {
        match leaves {
            [] => sha256(&[]),
            [leaf] => *leaf,
            _ => {
                let split = 1 << (leaves.len() - 1).ilog2();
                node_hash(by_definition(&leaves[..split]), by_definition(&leaves[split..]))
            }
        }
    }

    #[test]
    fn the_root_is_that_of_the_definition_at_every_size() {
        let leaves: Vec<Digest> = (0..70u8).map(|n| leaf_hash(&[n])).collect();
        let mut frontier = Frontier::default();
        for (size, leaf) in leaves.iter().enumerate() {
            assert_eq!(frontier.root(), by_definition(&leaves[..size]), "{size}");
            frontier.push(*leaf);
            assert_eq!(
                Frontier::from_parts(frontier.count(), frontier.roots().to_vec()),
                Some(frontier.clone())
            );
        }
    }

    #[test]
    fn subtrees_lead_from_every_size_to_every_other() {
        let leaves: Vec<Digest> = (0..40u8).map(|n| leaf_hash(&[n])).collect();
        let frontier = |count: usize| {
            let mut frontier = Frontier::default();
            leaves[..count].iter().for_each(|leaf| frontier.push(*leaf));
            frontier
        };
        for from in 0..40 {
            let mut subtrees = Subtrees::new(from as u64);
            for (to, next) in leaves.iter().enumerate().skip(from) {
                let roots = subtrees.roots();
                let mut grown = frontier(from);
                assert_eq!(grown.grow(to as u64, &roots), Some(()), "{from} to {to}");
                assert_eq!(grown, frontier(to), "{from} to {to}");
                if let Some((_, fewer)) = roots.split_last() {
                    assert_eq!(frontier(from).grow(to as u64, fewer), None);
                    assert_eq!(frontier(from).grow(to as u64, &[&roots[..], &roots[..1]].concat()), None);
                }
                subtrees.push(*next);
            }
        }
    }

    #[test]
    fn a_known_answer() {
        // The tree of one empty leaf, from the test data of Certificate Transparency.
        assert_eq!(
            leaf_hash(b"").to_hex(),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        );
    }

    #[test]
    fn an_edge_that_does_not_fit_the_count_is_refused() {
        assert_eq!(Frontier::from_parts(3, vec![NOTHING_BEFORE]), None);
    }
}
