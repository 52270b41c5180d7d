//! The sizes that the formats and the program keep to, in one place.

/// One chunk of a record's content: a row of a stack. The last chunk of a record may be shorter.
pub const CHUNK_BYTES: usize = 1 << 20;

/// A stack that has reached this many bytes of content is closed: nothing is added to it again.
pub const STACK_CLOSES_AT_BYTES: u64 = 1 << 30;

/// Content is committed to a stack at latest after this many bytes.
pub const STACK_TRANSACTION_BYTES: u64 = 64 << 20;

/// The most that any plain file of the vault (header, keyslots, wrap, anchor) may hold when read.
pub const PLAIN_FILE_BYTES: u64 = 1 << 20;

/// The longest name, title, tag or contact line, in Unicode scalar values.
pub const LINE_CHARS: usize = 300;

/// The longest note, in Unicode scalar values.
pub const NOTE_CHARS: usize = 20_000;

/// The most bytes of a record that are shown as text, a table or a picture.
pub const SHOWN_BYTES: u64 = 64 << 20;

/// Imports stop while less than this is free on the vault's disk …
pub const FREE_FLOOR_BYTES: u64 = 2 << 30;

/// … or less than this share of the disk, whichever is more.
pub const FREE_FLOOR_PERCENT: u64 = 2;
