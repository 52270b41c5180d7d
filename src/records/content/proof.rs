//! Whether content that is read is what was filed: hashed as it comes, and compared at its end.
//!
//! Every page that is read was authenticated by SQLCipher before; what is proved here is that the record is whole, in
//! order, and the one that its row speaks of. Used by drawing; the hashes themselves are made by [`super::reading`].

use crate::crypto::hash::{Blake3, Blake3Stream, Digest, Sha256Stream};

use super::place::Content;

/// By which of the two hashes of a record content is proved. Both were taken of the same bytes when they came in: SHA-256
/// of the content, and BLAKE3 of the content followed by that SHA-256, so that neither can be exchanged alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::records) enum By {
    /// BLAKE3, which is several times as fast: for what is shown, copied and moved. A record from before there was one
    /// is proved by SHA-256.
    Blake3,
    /// BLAKE3 and SHA-256, each computed anew: for checks.
    Both,
}

/// Content on its way through its hashes.
pub(in crate::records) struct Proof {
    blake3: Option<Blake3Stream>,
    sha256: Option<Sha256Stream>,
}

impl Proof {
    /// Nothing of this content came yet.
    pub(in crate::records) fn begin(content: &Content, by: By) -> Self {
        let blake3 = content.blake3.map(|_| Blake3Stream::new());
        let sha256 = (by == By::Both || blake3.is_none()).then(Sha256Stream::new);
        Self { blake3, sha256 }
    }

    /// More of it.
    pub(in crate::records) fn update(&mut self, bytes: &[u8]) {
        if let Some(blake3) = &mut self.blake3 {
            blake3.update(bytes);
        }
        if let Some(sha256) = &mut self.sha256 {
            sha256.update(bytes);
        }
    }

    /// All of it came: whether it is what was filed.
    pub(in crate::records) fn fits(self, content: &Content) -> bool {
        self.blake3.is_none_or(|blake3| Some(bound(blake3, content.sha256)) == content.blake3)
            && self.sha256.is_none_or(|sha256| sha256.finish() == content.sha256)
    }
}

/// What is kept of content beside its SHA-256: BLAKE3 of the content followed by that.
pub(super) fn bound(mut content: Blake3Stream, sha256: Digest) -> Blake3 {
    content.update(&sha256.0);
    content.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::hash::sha256;

    fn filed(bytes: &[u8]) -> Content {
        let mut blake3 = Blake3Stream::new();
        blake3.update(bytes);
        let (size_bytes, sha256) = (bytes.len() as u64, sha256(bytes));
        Content { size_bytes, sha256, blake3: Some(bound(blake3, sha256)), places: Vec::new() }
    }

    fn proved(content: &Content, by: By, bytes: &[u8]) -> bool {
        let mut proof = Proof::begin(content, by);
        bytes.chunks(5).for_each(|part| proof.update(part));
        proof.fits(content)
    }

    #[test]
    fn what_was_filed_fits_and_one_changed_bit_does_not() {
        let content = filed(b"whose file is this");
        for by in [By::Blake3, By::Both] {
            assert!(proved(&content, by, b"whose file is this"));
            assert!(!proved(&content, by, b"whose file is thir"));
            assert!(!proved(&content, by, b""));
        }
    }

    #[test]
    fn a_changed_bit_in_either_hash_is_found_by_whoever_compares() {
        let bytes = b"whose file is this";
        let mut other_blake3 = filed(bytes);
        other_blake3.blake3 = other_blake3.blake3.map(|Blake3(mut hash)| {
            hash[7] ^= 1;
            Blake3(hash)
        });
        assert!(!proved(&other_blake3, By::Blake3, bytes) && !proved(&other_blake3, By::Both, bytes));
        let mut other_sha256 = filed(bytes);
        other_sha256.sha256.0[31] ^= 0x80;
        assert!(!proved(&other_sha256, By::Blake3, bytes) && !proved(&other_sha256, By::Both, bytes));
    }

    #[test]
    fn a_record_without_blake3_is_proved_by_sha256() {
        let before = Content { blake3: None, ..filed(b"older") };
        assert!(proved(&before, By::Blake3, b"older") && !proved(&before, By::Blake3, b"oldes"));
    }
}
