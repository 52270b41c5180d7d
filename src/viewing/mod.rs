//! Bytes of a record into what a screen draws, in memory: text, tables and pictures.
//!
//! Writes no file and keeps nothing. Everything read here may be hostile, so every reader has hard limits: bytes,
//! lines, rows, pixels and the decoder's own memory. Called by `records` (to tell a file's kind) and by `app`.

mod kind;
mod picture;
pub mod qr;
pub mod stream;
mod table;
mod text;

use std::sync::Arc;

use crate::base::limits::SHOWN_BYTES;
use crate::document::{FileKind, Shown};

pub use kind::kind_of;

/// How many bytes of a file's beginning [`kind_of`] looks at.
pub const HEAD_BYTES: usize = 8 << 10;

/// Reads `content` as its kind, or says why it is not shown (the keys of `not-shown-<key>`: `kind`, `large`, `binary`,
/// `damaged`, `empty`).
pub fn show(kind: FileKind, content: &[u8]) -> Shown {
    if content.is_empty() {
        return Shown::Not("empty");
    }
    if u64::try_from(content.len()).is_ok_and(|bytes| bytes > SHOWN_BYTES) {
        return Shown::Not("large");
    }
    let read = match kind {
        FileKind::Text => text::read(content).map(|text| Shown::Text(Arc::new(text))),
        FileKind::Csv => table::read(content).map(|table| Shown::Table(Arc::new(table))),
        FileKind::Image => picture::read(content).map(|picture| Shown::Picture(Arc::new(picture))),
        FileKind::Pdf | FileKind::Sheet | FileKind::Word | FileKind::Mail | FileKind::Other => Err("kind"),
    };
    read.unwrap_or_else(Shown::Not)
}

/// Whether a file of this kind and size is read for showing at all; what is not is never brought into memory.
pub fn is_shown(kind: FileKind, size_bytes: u64) -> Result<(), &'static str> {
    match kind {
        FileKind::Text | FileKind::Csv | FileKind::Image if size_bytes <= SHOWN_BYTES => Ok(()),
        FileKind::Text | FileKind::Csv | FileKind::Image => Err("large"),
        FileKind::Pdf | FileKind::Sheet | FileKind::Word | FileKind::Mail | FileKind::Other => Err("kind"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn no_bytes_of_any_kind_make_a_reader_panic(
            bytes in proptest::collection::vec(any::<u8>(), 0..600),
            head in proptest::sample::select(vec![&b""[..], b"\x89PNG\r\n\x1a\n", b"GIF89a", b"II*\0", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP"]),
        ) {
            let content = [head, &bytes].concat();
            for kind in FileKind::ALL {
                let _shown = show(kind, &content);
            }
        }
    }

    #[test]
    fn other_kinds_and_empty_files_say_why() {
        assert!(matches!(show(FileKind::Pdf, b"%PDF-1.7"), Shown::Not("kind")));
        assert!(matches!(show(FileKind::Text, b""), Shown::Not("empty")));
        assert_eq!(is_shown(FileKind::Image, SHOWN_BYTES + 1), Err("large"));
    }
}
