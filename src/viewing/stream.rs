//! A table of any size as a stream of UTF-8, with its encoding and its separator found out first.
//!
//! For those who read tables that need not fit into memory, such as the import of customers.

use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{CoderResult, Decoder, Encoding};

use super::{table, text};

/// How much of a table is looked at for its separator, and read at once.
const HEAD_BYTES: usize = 64 << 10;

/// A table as a stream of UTF-8.
pub struct TableSource {
    /// The text, without a byte order mark.
    pub text: Utf8Stream,
    /// What separates its columns.
    pub delimiter: u8,
}

impl TableSource {
    /// Finds out encoding and delimiter, and starts again at the beginning. Reads the file once, to be sure that
    /// what begins as UTF-8 goes on so.
    pub fn open<F: Read + Seek + 'static>(mut file: F) -> io::Result<Self> {
        let (head, utf8_throughout) = look_through(&mut file)?;
        let encoding = match Encoding::for_bom(&head) {
            Some((encoding, _)) => encoding,
            None if utf8_throughout => encoding_rs::UTF_8,
            None => text::code_page(&head),
        };
        let (decoded, _, _) = encoding.decode(&head);
        let delimiter = table::delimiter_of(&decoded);
        // Without the returns, whoever counts lines counts them as people do.
        let drops_returns = decoded.contains("\r\n");
        file.seek(SeekFrom::Start(0))?;
        Ok(Self { text: Utf8Stream::new(Box::new(file), encoding, drops_returns), delimiter })
    }
}

/// Bytes in some encoding, read as UTF-8 with lines that end in a line feed alone. What cannot be decoded becomes
/// U+FFFD.
pub struct Utf8Stream {
    source: Box<dyn Read>,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    ended: bool,
    ready: Vec<u8>,
    ready_at: usize,
    drops_returns: bool,
}

impl Utf8Stream {
    fn new(source: Box<dyn Read>, encoding: &'static Encoding, drops_returns: bool) -> Self {
        let decoder = encoding.new_decoder();
        let (raw, ready) = (Vec::new(), Vec::new());
        Self { source, decoder, raw, raw_at: 0, ended: false, ready, ready_at: 0, drops_returns }
    }

    fn more(&mut self) -> io::Result<()> {
        if self.raw_at == self.raw.len() && !self.ended {
            self.raw.resize(HEAD_BYTES, 0);
            let read = self.source.read(&mut self.raw)?;
            self.raw.truncate(read);
            self.raw_at = 0;
            self.ended = read == 0;
        }
        self.ready.resize(4 * HEAD_BYTES, 0);
        let rest = self.raw.get(self.raw_at..).unwrap_or_default();
        let (result, read, written, _) = self.decoder.decode_to_utf8(rest, &mut self.ready, self.ended);
        self.raw_at += read;
        self.ready.truncate(written);
        if self.drops_returns {
            self.ready.retain(|byte| *byte != b'\r');
        }
        self.ready_at = 0;
        debug_assert!(result == CoderResult::InputEmpty, "there is room for every expansion");
        Ok(())
    }
}

impl Read for Utf8Stream {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.ready_at == self.ready.len() {
            if self.ended {
                return Ok(0);
            }
            self.more()?;
        }
        let rest = self.ready.get(self.ready_at..).unwrap_or_default();
        let length = rest.len().min(into.len());
        for (to, from) in into.iter_mut().zip(rest) {
            *to = *from;
        }
        self.ready_at += length;
        Ok(length)
    }
}

/// The beginning, and whether all of it is UTF-8.
fn look_through(file: &mut impl Read) -> io::Result<(Vec<u8>, bool)> {
    let mut head = Vec::new();
    let mut utf8 = true;
    let mut pending: Vec<u8> = Vec::new();
    let mut buffer = vec![0; HEAD_BYTES];
    loop {
        let read = match file.read(&mut buffer) {
            Ok(0) => return Ok((head, utf8 && pending.is_empty())),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let block = buffer.get(..read).unwrap_or_default();
        if head.is_empty() {
            head.extend_from_slice(block);
        }
        if !utf8 {
            return Ok((head, false));
        }
        pending.extend_from_slice(block);
        match std::str::from_utf8(&pending) {
            Ok(_) => pending.clear(),
            Err(error) if error.error_len().is_none() => {
                let tail = error.valid_up_to();
                pending.drain(..tail);
            }
            Err(_) => utf8 = false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: Vec<u8>) -> (String, u8) {
        let mut source = TableSource::open(io::Cursor::new(bytes)).unwrap();
        let mut decoded = String::new();
        source.text.read_to_string(&mut decoded).unwrap();
        (decoded, source.delimiter)
    }

    #[test]
    fn a_stream_is_decoded_whatever_its_encoding() {
        let text = "nume;oraş\n".repeat(40_000);
        let in_1250 = encoding_rs::WINDOWS_1250.encode(&text).0.into_owned();
        let in_utf16 = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [text.clone().into_bytes(), in_1250, in_utf16] {
            let (decoded, delimiter) = read(bytes);
            assert_eq!((delimiter, decoded == text), (b';', true));
        }
        assert_eq!(read(Vec::new()).0, "");
    }

    #[test]
    fn what_stops_being_utf8_is_read_in_a_code_page() {
        let mut bytes = "a,b\n".repeat(30_000).into_bytes();
        bytes.extend_from_slice(b"caf\xe9,x\n");
        assert!(read(bytes).0.ends_with("café,x\n"));
    }
}
