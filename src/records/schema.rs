//! The tables of a group's `records` and `identities` databases. `src/vault/FORMAT.md` says what they mean.
//!
//! Opened by [`super::group`]. Released steps are never changed; new ones are added.

use crate::store::{Kind, Schema};

/// States of a customer's row. The row itself stays for ever: a code is never used again.
pub(super) mod state {
    /// Here.
    pub(in crate::records) const HERE: i64 = 0;
    /// Here, frozen, on the way to `other_group`.
    pub(in crate::records) const LEAVING: i64 = 1;
    /// Moved to `other_group`: a tombstone.
    pub(in crate::records) const MOVED: i64 = 2;
    /// A tombstone of a customer who was deleted, or of an addition that did not end: there is no identity.
    pub(in crate::records) const VOID: i64 = 3;
}

/// States of a stack.
pub(super) mod stack_state {
    /// Takes content.
    pub(in crate::records) const OPEN: i64 = 0;
    /// Full: nothing is added again.
    pub(in crate::records) const CLOSED: i64 = 1;
    /// Emptied and unlinked. Its number is not used again.
    pub(in crate::records) const GONE: i64 = 2;
}

/// A group's `records` database.
pub(super) const RECORDS: Schema =
    Schema { kind: Kind::Records, steps: &[RECORDS_1, RECORDS_2, RECORDS_3, RECORDS_4] };

/// A group's `identities` database.
pub(super) const IDENTITIES: Schema = Schema { kind: Kind::Identities, steps: &[IDENTITIES_1] };

/// The decisions to delete that were carried out here, by the number of their statement.
const RECORDS_4: &str = "
CREATE TABLE deletion (
    number INTEGER PRIMARY KEY CHECK (number >= 0),
    at INTEGER NOT NULL
) STRICT;
";

/// A second hash of the content, for what has to be quick. Records from before have none.
const RECORDS_3: &str = "
ALTER TABLE record ADD COLUMN blake3 BLOB CHECK (length(blake3) = 32);
";

/// What the access log was when the group was last closed.
const RECORDS_2: &str = "
CREATE TABLE log_anchor (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    checkpoint TEXT NOT NULL
) STRICT;
";

const RECORDS_1: &str = "
CREATE TABLE customer (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
    other_group BLOB CHECK (length(other_group) = 16),
    added_at INTEGER NOT NULL,
    records INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX customer_not_here ON customer (state) WHERE state <> 0;

CREATE TABLE record (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
    customer INTEGER NOT NULL REFERENCES customer (id),
    kind TEXT NOT NULL,
    filed_at INTEGER NOT NULL,
    filed_by BLOB NOT NULL CHECK (length(filed_by) = 16),
    size INTEGER NOT NULL CHECK (size >= 0),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    file_name TEXT NOT NULL,
    notes TEXT NOT NULL
) STRICT;
CREATE INDEX record_filed ON record (filed_at, id);
CREATE INDEX record_title ON record (title_key, id);
CREATE INDEX record_size ON record (size, id);
CREATE INDEX record_customer ON record (customer, filed_at, id);
CREATE INDEX record_kind ON record (kind, filed_at, id);
CREATE INDEX record_content ON record (sha256);

CREATE TABLE tag (
    record INTEGER NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (record, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_record ON tag (tag, record);

CREATE TABLE stack (
    n INTEGER PRIMARY KEY,
    epoch INTEGER NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
    in_use INTEGER NOT NULL CHECK (in_use IN (0, 1))
) STRICT;

CREATE TABLE place (
    record INTEGER NOT NULL REFERENCES record (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    stack INTEGER NOT NULL REFERENCES stack (n),
    chunk INTEGER NOT NULL,
    PRIMARY KEY (record, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX place_chunk ON place (stack, chunk);

CREATE TABLE tally (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    customers INTEGER NOT NULL,
    records INTEGER NOT NULL
) STRICT;
INSERT INTO tally (one, customers, records) VALUES (1, 0, 0);
CREATE TRIGGER customer_added AFTER INSERT ON customer WHEN new.state < 2 BEGIN
    UPDATE tally SET customers = customers + 1;
END;
CREATE TRIGGER customer_changed AFTER UPDATE OF state ON customer BEGIN
    UPDATE tally SET customers = customers + (new.state < 2) - (old.state < 2);
END;
CREATE TRIGGER record_added AFTER INSERT ON record BEGIN
    UPDATE tally SET records = records + 1;
    UPDATE customer SET records = records + 1 WHERE id = new.customer;
END;
CREATE TRIGGER record_removed AFTER DELETE ON record BEGIN
    UPDATE tally SET records = records - 1;
    UPDATE customer SET records = records - 1 WHERE id = old.customer;
END;

CREATE VIRTUAL TABLE record_text USING fts5 (
    title, tags, code,
    content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4'
);
INSERT INTO record_text (record_text, rank) VALUES ('secure-delete', 1);
";

const IDENTITIES_1: &str = "
CREATE TABLE identity (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name_key TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    notes TEXT NOT NULL
) STRICT;
CREATE INDEX identity_name ON identity (name_key, id);

CREATE TABLE tally (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    identities INTEGER NOT NULL
) STRICT;
INSERT INTO tally (one, identities) VALUES (1, 0);
CREATE TRIGGER identity_added AFTER INSERT ON identity BEGIN
    UPDATE tally SET identities = identities + 1;
END;
CREATE TRIGGER identity_removed AFTER DELETE ON identity BEGIN
    UPDATE tally SET identities = identities - 1;
END;

CREATE VIRTUAL TABLE identity_text USING fts5 (
    name, contact,
    content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4'
);
INSERT INTO identity_text (identity_text, rank) VALUES ('secure-delete', 1);
";
