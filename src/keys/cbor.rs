//! Deterministic CBOR (RFC 8949, section 4.2.1) as the formats of this room use it: definite lengths, shortest
//! numbers, arrays of known length, no maps, no tags. Not a codec: each format writes and reads its own shape.
//!
//! Readers take what these functions give, encode it again and compare, so that every value has one spelling.

use std::convert::Infallible;

use minicbor::decode::Error;
use minicbor::{Decoder, Encoder};

/// What writing into memory gives: it cannot fail.
pub(super) type Written = Result<(), minicbor::encode::Error<Infallible>>;

/// The bytes that `write` makes.
pub(super) fn encoded(write: impl FnOnce(&mut Encoder<&mut Vec<u8>>) -> Written) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(&mut Encoder::new(&mut bytes)).expect("memory takes every byte");
    bytes
}

/// Enters an array of exactly `length` elements.
pub(super) fn array(from: &mut Decoder<'_>, length: u64) -> Result<(), Error> {
    if from.array()? == Some(length) { Ok(()) } else { Err(Error::message("an array of another length")) }
}

/// Enters an array of at most `most` elements; says how many.
pub(super) fn array_up_to(from: &mut Decoder<'_>, most: usize) -> Result<usize, Error> {
    let length = from.array()?.and_then(|length| usize::try_from(length).ok());
    length.filter(|length| *length <= most).ok_or_else(|| Error::message("an array that is too long"))
}

/// A byte string of exactly `N` bytes.
pub(super) fn bytes<const N: usize>(from: &mut Decoder<'_>) -> Result<[u8; N], Error> {
    from.bytes()?.try_into().or(Err(Error::message("a byte string of another length")))
}

/// A text of at most `most_chars` Unicode scalar values.
pub(super) fn text(from: &mut Decoder<'_>, most_chars: usize) -> Result<String, Error> {
    let text = from.str()?;
    if text.chars().count() > most_chars {
        return Err(Error::message("a text that is too long"));
    }
    Ok(text.to_owned())
}

/// A value or null.
pub(super) fn optional<'b, T>(
    from: &mut Decoder<'b>,
    read: impl FnOnce(&mut Decoder<'b>) -> Result<T, Error>,
) -> Result<Option<T>, Error> {
    if from.datatype()? == minicbor::data::Type::Null {
        from.null()?;
        return Ok(None);
    }
    read(from).map(Some)
}
