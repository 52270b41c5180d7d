//! SHA-256, HMAC-SHA-256 and HKDF-SHA-256 (FIPS 180-4, RFC 2104, RFC 5869).
/// 32 bytes of a hash; public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest(pub [u8; 32]);
impl Digest {
    /// lower-case hexadecimal
    pub fn to_hex(self) -> String {
        todo!()
    }
}
/// One pass over bytes.
pub fn sha256(_bytes: &[u8]) -> Digest {
    todo!()
}
/// For streams.
pub struct Sha256Stream;
impl Sha256Stream {
    /// new
    pub fn new() -> Self {
        todo!()
    }
    /// more
    pub fn update(&mut self, _bytes: &[u8]) {
        todo!()
    }
    /// end
    pub fn finish(self) -> Digest {
        todo!()
    }
}
/// HMAC.
pub fn hmac_sha256(_key: &[u8; 32], _message: &[u8]) -> Digest {
    todo!()
}
/// HKDF-expand of a key that is already uniform, `info` = length-prefixed parts.
pub fn derive_key(
    _key: &super::secret::SecretBytes<32>,
    _label: &str,
    _context: &[&[u8]],
) -> super::secret::SecretBytes<32> {
    todo!()
}
