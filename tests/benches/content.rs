//! Importing and exporting 256 MiB: this program, plain SQLite with the same chunks, and a bare copy, in one run.
//!
//! Ratios matter, not numbers: all three end with the data durable on the same disk.

#![expect(clippy::unwrap_used, reason = "a measurement that meets the unexpected has failed")]

use std::fs::File;
use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::Arc;

use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use strongroom::base::clock::SystemClock;
use strongroom::base::id::{AccountId, GroupId, RecordId, VaultId};
use strongroom::base::job::Watch;
use strongroom::base::limits::CHUNK_BYTES;
use strongroom::keys::hierarchy::{IdentitiesKey, RecordsKey};
use strongroom::keys::place::{KeyKind, Place};
use strongroom::records::face::IdentityDraft;
use strongroom::records::{FreeFloor, GroupKeys, GroupStore, ImportPlan, Setting};
use strongroom::vault::Layout;

const BYTES: usize = 256 << 20;

fn noise() -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut bytes = Vec::with_capacity(BYTES);
    while bytes.len() < BYTES {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        bytes.extend_from_slice(&state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_le_bytes());
    }
    bytes
}

fn new_group(folder: &Path) -> GroupStore {
    let group = Some(GroupId::generate());
    let place = |kind| Place { vault: VaultId::generate(), kind, group, epoch: 1 };
    let keys = GroupKeys {
        records: Arc::new(RecordsKey::generate(place(KeyKind::GroupRecords))),
        older: Vec::new(),
        identities: Some(Arc::new(IdentitiesKey::generate(place(KeyKind::GroupIdentities)))),
    };
    let setting = Setting { clock: Arc::new(SystemClock), floor: FreeFloor::Bytes(0) };
    GroupStore::create(&Layout::new(folder), keys, setting).unwrap()
}

fn import(group: &mut GroupStore, bytes: Vec<u8>) -> RecordId {
    let code = group.draw_code().unwrap();
    let identity = IdentityDraft { name: "Measured".to_owned(), ..IdentityDraft::default() };
    group.add_customer(code, &identity).unwrap();
    let mut plan = ImportPlan::default();
    let id = plan.add_reader("a.bin", Some(bytes.len() as u64), Box::new(Cursor::new(bytes)));
    let by = AccountId::generate();
    let outcome = group.import(code, by, plan, &mut Watch::unwatched(), |_| ()).unwrap();
    assert_eq!(outcome.imported.len(), 1);
    id
}

fn plain_sqlite(folder: &Path, bytes: &[u8]) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(folder.join("plain.db")).unwrap();
    connection
        .execute_batch(
            "PRAGMA page_size = 65536; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL;
             CREATE TABLE chunk (id INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT; BEGIN;",
        )
        .unwrap();
    for chunk in bytes.chunks(CHUNK_BYTES) {
        connection.execute("INSERT INTO chunk (content) VALUES (?1)", [chunk]).unwrap();
    }
    connection.execute_batch("COMMIT;").unwrap();
    connection
}

fn plain_copy(from: &rusqlite::Connection, to: &Path) {
    let mut file = File::create(to).unwrap();
    let mut statement = from.prepare("SELECT content FROM chunk ORDER BY id").unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        file.write_all(row.get_ref(0).unwrap().as_blob().unwrap()).unwrap();
    }
    file.sync_all().unwrap();
}

fn bare_copy(to: &Path, bytes: &[u8]) {
    let mut file = File::create(to).unwrap();
    file.write_all(bytes).unwrap();
    file.sync_all().unwrap();
}

/// One of those compared: what it is given, and what it does in a folder of its own, which is removed untimed.
fn measured<G>(
    benches: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    given: impl Fn(&Path) -> G,
    mut act: impl FnMut(&Path, G),
) {
    benches.bench_function(name, |bench| {
        bench.iter_batched(
            || {
                let folder = tempfile::tempdir().unwrap();
                let given = given(folder.path());
                (folder, given)
            },
            |(folder, given)| {
                act(folder.path(), given);
                folder
            },
            BatchSize::PerIteration,
        );
    });
}

fn compared<'c>(criterion: &'c mut Criterion, name: &str) -> BenchmarkGroup<'c, WallTime> {
    let mut benches = criterion.benchmark_group(name);
    benches.throughput(Throughput::Bytes(BYTES as u64)).sample_size(10);
    benches
}

fn importing(criterion: &mut Criterion) {
    let bytes = noise();
    let mut benches = compared(criterion, "import");
    measured(
        &mut benches,
        "strongroom",
        |folder| (new_group(folder), bytes.clone()),
        |_, (mut group, bytes)| {
            import(&mut group, bytes);
        },
    );
    measured(&mut benches, "plain SQLite", |_| (), |folder, ()| drop(plain_sqlite(folder, &bytes)));
    measured(&mut benches, "bare copy", |_| (), |folder, ()| bare_copy(&folder.join("copy"), &bytes));
}

fn exporting(criterion: &mut Criterion) {
    let bytes = noise();
    let vault = tempfile::tempdir().unwrap();
    let mut group = new_group(vault.path());
    let id = import(&mut group, bytes.clone());
    let plain = plain_sqlite(vault.path(), &bytes);
    let mut benches = compared(criterion, "export");
    measured(
        &mut benches,
        "strongroom",
        |_| (),
        |folder, ()| {
            let outcome = group.export(&[id], folder, &mut Watch::unwatched()).unwrap();
            assert_eq!(outcome.written.len(), 1);
        },
    );
    measured(&mut benches, "plain SQLite", |_| (), |folder, ()| plain_copy(&plain, &folder.join("copy")));
    measured(&mut benches, "bare copy", |_| (), |folder, ()| bare_copy(&folder.join("copy"), &bytes));
}

criterion_group!(benches, importing, exporting);
criterion_main!(benches);
