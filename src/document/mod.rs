//! What readers of files produce and screens draw: text, tables and pictures. Knows no file format.

use std::sync::Arc;

/// The content of a record, ready to be drawn, or why it is not.
#[derive(Debug, Clone)]
pub enum Shown {
    /// Text, as lines.
    Text(Arc<Text>),
    /// A table.
    Table(Arc<Table>),
    /// A picture.
    Picture(Arc<Picture>),
    /// Not shown; the key of the reason (`not-shown-<key>`).
    Not(&'static str),
}

/// Decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The lines, without their ends.
    pub lines: Vec<String>,
    /// The encoding it was read as.
    pub encoding: &'static str,
    /// More text follows that is not shown.
    pub cut: bool,
}

/// Rows of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The first row.
    pub head: Vec<String>,
    /// The others. May be of different lengths.
    pub rows: Vec<Vec<String>>,
    /// More rows follow that are not shown.
    pub cut: bool,
}

/// Decoded pixels of a picture's first frame or page, made smaller where it is larger than screens can use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Width in pixels of the picture in the file, turned as it is shown.
    pub full_width: u32,
    /// Height in pixels of the picture in the file, turned as it is shown.
    pub full_height: u32,
    /// Red, green, blue, alpha; rows from the top; `4 * width * height` bytes.
    pub rgba: Vec<u8>,
}

/// What kind of file a record is, told from its content and name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// PDF.
    Pdf,
    /// PNG, JPEG, TIFF, WebP, GIF and other pictures.
    Image,
    /// Plain text.
    Text,
    /// Comma-separated values.
    Csv,
    /// Spreadsheets.
    Sheet,
    /// Word-processor documents.
    Word,
    /// E-mail messages.
    Mail,
    /// Anything else.
    Other,
}

impl FileKind {
    /// Every kind, in the order of the numbers.
    pub const ALL: [Self; 8] =
        [Self::Pdf, Self::Image, Self::Text, Self::Csv, Self::Sheet, Self::Word, Self::Mail, Self::Other];

    /// The kind's short name: in the database, in keys of texts and on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Image => "image",
            Self::Text => "text",
            Self::Csv => "csv",
            Self::Sheet => "sheet",
            Self::Word => "word",
            Self::Mail => "mail",
            Self::Other => "other",
        }
    }

    /// The kind with this short name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}
