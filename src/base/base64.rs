//! Base64 with padding (RFC 4648, section 4), as signed notes have it: one text for each byte string and no other.
//!
//! Pure. Not for secrets: it does not run in constant time.

const SYMBOLS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The text of these bytes.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let group =
            three.iter().chain(&[0, 0]).take(3).fold(0u32, |group, byte| group << 8 | u32::from(*byte));
        for place in 0..4usize {
            let symbol = SYMBOLS.get((group >> (18 - 6 * place) & 63) as usize);
            text.push(if place <= three.len() { symbol.copied().map_or('=', char::from) } else { '=' });
        }
    }
    text
}

/// The bytes of a text; `None` if it is not exactly what [`encode`] makes of them.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let symbols = text.as_bytes();
    let padding = symbols.iter().rev().take_while(|symbol| **symbol == b'=').count();
    if !symbols.len().is_multiple_of(4) || padding > 2 {
        return None;
    }
    let mut bytes = Vec::with_capacity(symbols.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0u32);
    for symbol in symbols.get(..symbols.len() - padding)? {
        bits = (bits << 6 | value_of(*symbol)?) & 0xFF_FFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xFF).ok()?);
        }
    }
    // Bits that are left over must be zeros, or two texts would stand for the same bytes.
    (encode(&bytes) == text).then_some(bytes)
}

fn value_of(symbol: u8) -> Option<u32> {
    let value = match symbol {
        b'A'..=b'Z' => symbol - b'A',
        b'a'..=b'z' => symbol - b'a' + 26,
        b'0'..=b'9' => symbol - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_answers() {
        // RFC 4648, section 10.
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()));
        }
        assert_eq!(encode(&[0xFB, 0xFF]), "+/8=");
    }

    #[test]
    fn no_second_text_stands_for_the_same_bytes() {
        for text in ["Zh==", "Zg=", "Zg", "Z===", "Zm9=", "Zm9v=", "Zm 9", "Zm9v\n", "====", "Zg==Zg=="] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
