//! The Merkle tree over the frames (RFC 6962 §2.1), grown leaf by leaf, and the head of the log.
//!
//! Keeps only the roots of the complete subtrees, at most 64. Proofs of inclusion and consistency need the leaves and
//! are made elsewhere.

use crate::crypto::hash::{Digest, sha256};

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
    let mut message = Vec::with_capacity(body.len() + 1);
    message.push(0);
    message.extend_from_slice(body);
    sha256(&message)
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
        let mut root = leaf;
        for _ in 0..self.count.trailing_ones() {
            let left = self.roots.pop().expect("one root for each bit that is set in the count");
            root = node_hash(left, root);
        }
        self.roots.push(root);
        self.count += 1;
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
