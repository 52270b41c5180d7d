//! Text of unknown encoding into lines: byte-order marks, UTF-8, and the Windows code pages of Romania and the West.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1250, WINDOWS_1252};

use crate::document::Text;

/// The most lines that are shown.
const LINES: usize = 200_000;

/// The longest line that is shown, in Unicode scalar values; more is cut.
const LINE_CHARS: usize = 20_000;

/// Reads bytes as text. `Err` is the key of the reason why not.
pub(super) fn read(content: &[u8]) -> Result<Text, &'static str> {
    let (decoded, encoding) = decode(content)?;
    let mut cut = false;
    let mut lines = Vec::new();
    for line in decoded.lines() {
        if lines.len() == LINES {
            cut = true;
            break;
        }
        let shown: String = line.chars().take(LINE_CHARS).map(printable).collect();
        cut |= shown.len() < line.len() && line.chars().nth(LINE_CHARS).is_some();
        lines.push(shown);
    }
    Ok(Text { lines, encoding: encoding.name(), cut })
}

/// The whole content as text, and what it was read as.
pub(super) fn decode(content: &[u8]) -> Result<(String, &'static Encoding), &'static str> {
    if let Some((encoding, mark_bytes)) = Encoding::for_bom(content) {
        let (text, _) = encoding.decode_without_bom_handling(content.get(mark_bytes..).unwrap_or_default());
        return Ok((text.into_owned(), encoding));
    }
    if content.contains(&0) {
        return Err("binary");
    }
    let encoding = if std::str::from_utf8(content).is_ok() { UTF_8 } else { code_page(content) };
    let (text, _) = encoding.decode_without_bom_handling(content);
    Ok((text.into_owned(), encoding))
}

/// Romanian letters of Windows-1250 that are rare signs in Windows-1252: Ş ş Ţ ţ ă.
pub(super) fn code_page(content: &[u8]) -> &'static Encoding {
    let romanian = content.iter().any(|byte| matches!(byte, 0xAA | 0xBA | 0xDE | 0xFE | 0xE3));
    if romanian { WINDOWS_1250 } else { WINDOWS_1252 }
}

/// Control characters, and those that turn the direction of what follows, are shown as a mark.
fn printable(character: char) -> char {
    match character {
        '\t' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        other if other.is_control() => '\u{fffd}',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_in_the_encodings_of_the_house() {
        for (bytes, expected, encoding) in [
            ("Ștefan și Ana\r\nȚara".as_bytes(), vec!["Ștefan și Ana", "Țara"], "UTF-8"),
            (b"\xef\xbb\xbfabc", vec!["abc"], "UTF-8"),
            (b"\xff\xfea\0b\0", vec!["ab"], "UTF-16LE"),
            (b"\xaatefan \xe3", vec!["Ştefan ă"], "windows-1250"),
            (b"caf\xe9", vec!["café"], "windows-1252"),
        ] {
            let text = read(bytes).unwrap();
            assert_eq!(
                (text.lines, text.encoding),
                (expected.iter().map(ToString::to_string).collect(), encoding)
            );
        }
    }

    #[test]
    fn bytes_that_are_no_text_say_so_and_turning_marks_are_disarmed() {
        assert_eq!(read(b"a\0b"), Err("binary"));
        assert_eq!(read("fdp.\u{202e}exe".as_bytes()).unwrap().lines, ["fdp.\u{fffd}exe"]);
    }

    #[test]
    fn long_lines_are_cut_and_said_to_be() {
        let text = read("x".repeat(LINE_CHARS + 1).as_bytes()).unwrap();
        assert!(text.cut);
        assert_eq!(text.lines[0].len(), LINE_CHARS);
    }
}
