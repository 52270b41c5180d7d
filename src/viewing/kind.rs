//! Tells what kind of file something is: by its first bytes where they are telling, else by its name.

use crate::document::FileKind;

/// The kind of a file, from its name and its first [`HEAD_BYTES`](super::HEAD_BYTES).
pub fn kind_of(file_name: &str, head: &[u8]) -> FileKind {
    let extension = extension_of(file_name);
    from_magic(head, &extension).unwrap_or_else(|| from_extension(&extension, head))
}

fn extension_of(file_name: &str) -> String {
    file_name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

fn from_magic(head: &[u8], extension: &str) -> Option<FileKind> {
    let kind = infer::get(head)?;
    // Two-letter magics such as BMP's `BM` begin many a letter; text is told by its name.
    if looks_like_text(head) && kind.mime_type() != "application/pdf" {
        return None;
    }
    match kind.mime_type() {
        "application/pdf" => Some(FileKind::Pdf),
        "image/png" | "image/jpeg" | "image/tiff" | "image/webp" | "image/gif" => Some(FileKind::Image),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        | "application/msword"
        | "application/vnd.oasis.opendocument.text" => Some(FileKind::Word),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        | "application/vnd.ms-excel"
        | "application/vnd.oasis.opendocument.spreadsheet" => Some(FileKind::Sheet),
        // An office document whose first entry is not the telling one looks like any archive.
        "application/zip" => Some(office_by_extension(extension).unwrap_or(FileKind::Other)),
        // What is left is not text, whatever its name says.
        _ => Some(FileKind::Other),
    }
}

fn office_by_extension(extension: &str) -> Option<FileKind> {
    match extension {
        "docx" | "docm" | "dotx" | "odt" => Some(FileKind::Word),
        "xlsx" | "xlsm" | "ods" => Some(FileKind::Sheet),
        _ => None,
    }
}

fn from_extension(extension: &str, head: &[u8]) -> FileKind {
    match extension {
        "csv" | "tsv" => FileKind::Csv,
        "eml" => FileKind::Mail,
        "doc" | "rtf" => FileKind::Word,
        "xls" => FileKind::Sheet,
        "txt" | "text" | "md" | "log" | "json" | "xml" | "html" | "htm" | "ini" | "yaml" | "yml" => {
            FileKind::Text
        }
        _ if looks_like_text(head) => FileKind::Text,
        _ => FileKind::Other,
    }
}

/// UTF-8 (cut anywhere) without control characters that text does not have.
fn looks_like_text(head: &[u8]) -> bool {
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(head.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !valid.is_empty() && !valid.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_believed_before_the_name() {
        assert_eq!(kind_of("scan.txt", b"%PDF-1.7\n"), FileKind::Pdf);
        assert_eq!(kind_of("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), FileKind::Image);
        assert_eq!(kind_of("program.txt", &[&b"\x7fELF"[..], &[0; 60]].concat()), FileKind::Other);
    }

    #[test]
    fn names_tell_what_content_cannot() {
        assert_eq!(kind_of("list.CSV", b"name,phone\n"), FileKind::Csv);
        assert_eq!(kind_of("letter.eml", b"From: a@example.org\n"), FileKind::Mail);
        assert_eq!(kind_of("README", "Bună ziua".as_bytes()), FileKind::Text);
        assert_eq!(kind_of("letter.txt", b"BMW AG, Munich"), FileKind::Text);
        assert_eq!(kind_of("core", b"\0\x01\x02\x03"), FileKind::Other);
        assert_eq!(kind_of("", b""), FileKind::Other);
    }
}
