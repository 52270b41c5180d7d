//! The bytes of one frame: a header that guards its own length, a body of deterministic CBOR, and a checksum.
//!
//! ```text
//! length  u32   bytes of body, at most 1 MiB
//! guard   u32   CRC-32 of the four length bytes: so that a changed length is not taken for a torn frame
//! body             CBOR array [kind, number, previous, …]
//! check   u32   CRC-32 of body
//! ```
//! Numbers are big-endian. Bodies of every kind begin alike, so that one can walk over kinds of a later version. What they hold is in `body`.

use super::crc::crc32;
use crate::crypto::hash::{Digest, sha256};

/// The most bytes that a frame's body may have.
pub(super) const BODY_BYTES: usize = 1 << 20;

/// Length and guard.
pub(super) const HEADER_BYTES: usize = 8;

/// What a frame has around its body.
pub(super) const AROUND_BYTES: usize = HEADER_BYTES + CHECK_BYTES;

const CHECK_BYTES: usize = 4;

/// Power is lost by whole sectors: what was not written reads as zeros from a multiple of this on.
const SECTOR_BYTES: usize = 512;

/// What is at some place of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// The segment ends exactly here.
    End,
    /// A whole frame with this body.
    Whole(&'a [u8]),
    /// The beginning of a frame, and then the end of the file, or nothing but unwritten sectors.
    Torn,
    /// Something else.
    Bad,
}

/// Puts a frame with this body at the end of `bytes`; its leaf hash.
pub(super) fn push(bytes: &mut Vec<u8>, body: &[u8]) -> Digest {
    push_with(bytes, |bytes| bytes.extend_from_slice(body))
}

/// Puts a frame at the end of `bytes`, whose body `make` puts there; its leaf hash.
pub(super) fn push_with(bytes: &mut Vec<u8>, make: impl FnOnce(&mut Vec<u8>)) -> Digest {
    let from = bytes.len();
    bytes.extend_from_slice(&[0; HEADER_BYTES]);
    make(bytes);
    // The header's last byte is still the zero that a leaf is hashed behind: so it is hashed in one piece.
    let leaf = sha256(bytes.get(from + HEADER_BYTES - 1..).unwrap_or_default());
    let (header, body) = bytes.split_at_mut(from + HEADER_BYTES);
    debug_assert!(body.len() <= BODY_BYTES, "bodies are bounded by those who make them");
    let length = u32::try_from(body.len()).unwrap_or(u32::MAX).to_be_bytes();
    let check = crc32(body).to_be_bytes();
    if let Some(header) = header.last_chunk_mut::<HEADER_BYTES>() {
        let (said, guard) = header.split_at_mut(length.len());
        said.copy_from_slice(&length);
        guard.copy_from_slice(&crc32(&length).to_be_bytes());
    }
    bytes.extend_from_slice(&check);
    leaf
}

/// What is at `place` of a segment that holds `bytes`.
pub(super) fn at(bytes: &[u8], place: usize) -> Found<'_> {
    let Some(rest) = bytes.get(place..) else { return Found::Bad };
    if rest.is_empty() {
        return Found::End;
    }
    let Some((header, after)) = rest.split_first_chunk::<HEADER_BYTES>() else { return Found::Torn };
    let Some(length) = length_in(*header) else { return torn_if(is_unwritten(bytes, place, HEADER_BYTES)) };
    let Some((body, check)) = after
        .split_at_checked(length)
        .and_then(|(body, end)| Some((body, end.first_chunk::<CHECK_BYTES>()?)))
    else {
        return Found::Torn;
    };
    if u32::from_be_bytes(*check) == crc32(body) {
        Found::Whole(body)
    } else {
        torn_if(is_unwritten(bytes, place, AROUND_BYTES + length))
    }
}

const fn torn_if(torn: bool) -> Found<'static> {
    if torn { Found::Torn } else { Found::Bad }
}

fn length_in(header: [u8; HEADER_BYTES]) -> Option<usize> {
    let [a, b, c, d, guard @ ..] = header;
    let length = [a, b, c, d];
    let bytes = usize::try_from(u32::from_be_bytes(length)).ok()?;
    (u32::from_be_bytes(guard) == crc32(&length) && bytes <= BODY_BYTES).then_some(bytes)
}

/// Whether the frame of `length` bytes at `place` runs into sectors that were never written: nothing but zeros from
/// the beginning of a sector (or from the frame's own beginning) to the end of the file.
fn is_unwritten(bytes: &[u8], place: usize, length: usize) -> bool {
    let written = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let unwritten = if written <= place { place } else { written.next_multiple_of(SECTOR_BYTES) };
    unwritten < bytes.len() && unwritten < place.saturating_add(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::tree::leaf_hash;

    fn two_frames() -> Vec<u8> {
        let mut bytes = Vec::new();
        push(&mut bytes, &[7; 300]);
        push(&mut bytes, &[9; 600]);
        bytes
    }

    #[test]
    fn a_frame_is_the_leaf_of_its_body() {
        let mut bytes = vec![3; 5];
        for body in [&[0xff; 300][..], &[]] {
            assert_eq!(push(&mut bytes, body), leaf_hash(body));
        }
    }

    #[test]
    fn frames_are_found_one_after_the_other() {
        let bytes = two_frames();
        assert_eq!(at(&bytes, 0), Found::Whole(&[7; 300]));
        assert_eq!(at(&bytes, 300 + AROUND_BYTES), Found::Whole(&[9; 600]));
        assert_eq!(at(&bytes, bytes.len()), Found::End);
    }

    #[test]
    fn every_beginning_of_a_frame_is_torn() {
        let bytes = two_frames();
        let second = 300 + AROUND_BYTES;
        for cut in second + 1..bytes.len() {
            assert_eq!(at(&bytes[..cut], second), Found::Torn, "{cut}");
        }
    }

    #[test]
    fn a_flipped_bit_is_never_torn() {
        let bytes = two_frames();
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let second = 300 + AROUND_BYTES;
            let place = if bit / 8 < second { 0 } else { second };
            assert_eq!(at(&flipped, place), Found::Bad, "bit {bit}");
        }
    }

    #[test]
    fn sectors_that_were_never_written_are_torn() {
        let mut bytes = two_frames();
        bytes[512..].fill(0);
        assert_eq!(at(&bytes, 300 + AROUND_BYTES), Found::Torn);
        let mut blank_header = two_frames();
        blank_header.truncate(300 + AROUND_BYTES);
        blank_header.resize(4096, 0);
        assert_eq!(at(&blank_header, 300 + AROUND_BYTES), Found::Torn);
    }

    #[test]
    fn zeros_after_a_bad_frame_in_the_middle_excuse_nothing() {
        let mut bytes = two_frames();
        bytes[20] ^= 1;
        bytes.resize(4096, 0);
        assert_eq!(at(&bytes, 0), Found::Bad);
    }
}
