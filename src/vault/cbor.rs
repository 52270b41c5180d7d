//! Deterministic CBOR (RFC 8949 §4.2.1) for the vault's plain files: what is read is written again and compared,
//! so that every file has one encoding alone.
//!
//! For `header`, `account` and `anchor`.

use minicbor::{Decode, Encode};

/// The encoding of a value.
pub(crate) fn to_bytes<T: Encode<()>>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    minicbor::encode(value, &mut bytes).expect("writing to memory does not fail");
    bytes
}

/// The value with this encoding; none if the bytes are another encoding of it, or of nothing.
pub(crate) fn from_bytes<'b, T: Decode<'b, ()> + Encode<()>>(bytes: &'b [u8]) -> Option<T> {
    let value = minicbor::decode(bytes).ok()?;
    (to_bytes(&value) == bytes).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_shortest_encoding_is_read() {
        assert_eq!(from_bytes::<u32>(&[0x07]), Some(7));
        assert_eq!(from_bytes::<u32>(&[0x18, 0x07]), None, "a longer form of the same number");
        assert_eq!(from_bytes::<u32>(&[0x07, 0x00]), None, "bytes after the end");
    }
}
