//! Other versions of the parts of a CBOR document, for tests: forty and more of each, each otherwise the same.

use std::ops::Range;

use minicbor::Decoder;
use minicbor::data::Type;

/// The items of the array that begins at `start`: where each begins and ends.
pub(crate) fn items(bytes: &[u8], start: usize) -> Vec<Range<usize>> {
    let mut from = Decoder::new(bytes);
    from.set_position(start);
    let count = from.array().unwrap().unwrap();
    let mut next = || {
        let begins = from.position();
        from.skip().unwrap();
        begins..from.position()
    };
    (0..count).map(|_| next()).collect()
}

/// The same, down to what is no array.
pub(crate) fn leaves(bytes: &[u8], item: &Range<usize>) -> Vec<Range<usize>> {
    let mut from = Decoder::new(bytes);
    from.set_position(item.start);
    match from.datatype().unwrap() {
        Type::Array => items(bytes, item.start).iter().flat_map(|item| leaves(bytes, item)).collect(),
        _ => vec![item.clone()],
    }
}

/// At least forty documents in which this item alone is another one: bits of long strings, other short texts and numbers.
pub(crate) fn mutated(bytes: &[u8], item: &Range<usize>) -> Vec<Vec<u8>> {
    let mut from = Decoder::new(bytes);
    from.set_position(item.start);
    let kind = from.datatype().unwrap();
    let content = match kind {
        Type::Bytes => from.bytes().unwrap().len(),
        Type::String => from.str().unwrap().len(),
        _ => 0,
    };
    let bits = content * 8;
    let flipped = |bit: usize| {
        let mut changed = bytes.to_vec();
        changed[item.end - content + bit / 8] ^= 1 << (bit % 8);
        changed
    };
    if bits >= 40 {
        let many = bits.min(48);
        return (0..many).map(|n| flipped(n * (bits - 1) / (many - 1))).collect();
    }
    let other = |n: u64| match kind {
        Type::String => minicbor::to_vec(format!("x{n}")).unwrap(),
        _ => minicbor::to_vec(n).unwrap(),
    };
    let others = (0..50).map(other).filter(|other| other != &bytes[item.clone()]);
    others.map(|other| [&bytes[..item.start], &other, &bytes[item.end..]].concat()).collect()
}
