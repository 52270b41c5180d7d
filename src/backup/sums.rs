//! The sums of a file: SHA-256 of the whole, and BLAKE3 of each segment of 64 KiB, by which an increment knows what changed.
//!
//! The segments' sums lie on the medium in the clear (`sums.bin`); they are sums of what is encrypted in the vault.

use crate::crypto::hash::{Blake3Stream, Digest, Sha256Stream};

/// How much of a file one sum covers; pieces begin at a multiple of it.
pub(super) const SEGMENT_BYTES: u64 = 64 << 10;

/// The length of one sum.
pub(super) const SUM_BYTES: usize = 32;

/// The BLAKE3 of a segment.
pub(super) type Sum = [u8; SUM_BYTES];

/// The sums of a file's segments, in order.
pub(super) type Segments = Vec<Sum>;

/// Sums a file as it passes.
pub(super) struct Summing {
    whole: Sha256Stream,
    segment: Blake3Stream,
    filled: u64,
    done: Segments,
}

impl Summing {
    pub(super) fn begin() -> Self {
        Self { whole: Sha256Stream::new(), segment: Blake3Stream::new(), filled: 0, done: Vec::new() }
    }

    pub(super) fn update(&mut self, mut bytes: &[u8]) {
        self.whole.update(bytes);
        while !bytes.is_empty() {
            let room = usize::try_from(SEGMENT_BYTES - self.filled).unwrap_or(usize::MAX);
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.segment.update(now);
            self.filled += now.len() as u64;
            if self.filled == SEGMENT_BYTES {
                self.close_segment();
            }
            bytes = later;
        }
    }

    fn close_segment(&mut self) {
        self.done.push(std::mem::take(&mut self.segment).finish().0);
        self.filled = 0;
    }

    pub(super) fn finish(mut self) -> (Digest, Segments) {
        if self.filled > 0 {
            self.close_segment();
        }
        (self.whole.finish(), self.done)
    }
}

/// How many segments a file of this size has.
pub(super) fn segments_of(size: u64) -> usize {
    usize::try_from(size.div_ceil(SEGMENT_BYTES)).unwrap_or(usize::MAX)
}

/// The runs of segments that are not what they were: offset and length, ascending.
pub(super) fn changed(before: &[[u8; SUM_BYTES]], now: &[[u8; SUM_BYTES]], size: u64) -> Vec<(u64, u64)> {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for (number, sum) in (0_u64..).zip(now) {
        let same = usize::try_from(number).ok().and_then(|number| before.get(number)) == Some(sum);
        if same {
            continue;
        }
        let offset = number * SEGMENT_BYTES;
        let length = SEGMENT_BYTES.min(size.saturating_sub(offset));
        match runs.last_mut() {
            Some((start, long)) if *start + *long == offset => *long += length,
            _ => runs.push((offset, length)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::crypto::hash::sha256;

    fn sums(bytes: &[u8], step: usize) -> (Digest, Segments) {
        let mut summing = Summing::begin();
        bytes.chunks(step.max(1)).for_each(|chunk| summing.update(chunk));
        summing.finish()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn what_changed_and_nothing_else_is_found(
            size in 0_usize..400_000, edits in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
            grown in 0_usize..90_000, step in 1_usize..200_000,
        ) {
            let before: Vec<u8> = (0_u8..251).cycle().take(size).collect();
            let mut now = before.clone();
            if size > 0 {
                for edit in &edits {
                    now[edit.index(size)] ^= 0xff;
                }
            }
            now.extend(std::iter::repeat_n(9, grown));
            let ((_, was), (whole, is)) = (sums(&before, 4096), sums(&now, step));
            prop_assert_eq!(whole, sha256(&now));
            prop_assert_eq!(is.len(), segments_of(now.len() as u64));
            let mut rebuilt = before;
            rebuilt.resize(now.len(), 0);
            for (offset, length) in changed(&was, &is, now.len() as u64) {
                prop_assert_eq!(offset % SEGMENT_BYTES, 0);
                let range = usize::try_from(offset).unwrap()..usize::try_from(offset + length).unwrap();
                rebuilt[range.clone()].copy_from_slice(&now[range]);
            }
            prop_assert_eq!(rebuilt, now.clone());
        }
    }
}
