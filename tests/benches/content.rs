//! Importing and exporting 256 MiB: this program, plain SQLite with the same chunks, and a bare copy, in turns, the medians
//! of nine rounds.
//!
//! Ratios matter, not numbers: all three end with the data durable on the same disk. With `STRONGROOM_RUNS` as many rounds.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that meets the unexpected has failed"
)]

use std::fs::File;
use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

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

/// One of those compared: its name, and what it does with a folder of its own; the time of the part that counts.
type Way<'a> = (&'a str, &'a mut dyn FnMut(&Path) -> Duration);

fn timed<T>(act: impl FnOnce() -> T) -> Duration {
    let begun = Instant::now();
    let made = act();
    let took = begun.elapsed();
    drop(made);
    took
}

/// Lets each have its turn in every round, and prints the medians beside the last one's.
fn compare(what: &str, ways: &mut [Way<'_>]) {
    let rounds = std::env::var("STRONGROOM_RUNS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(9);
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); ways.len()];
    for _ in 0..rounds {
        for ((_, act), times) in ways.iter_mut().zip(&mut times) {
            let folder = tempfile::tempdir().unwrap();
            times.push(act(folder.path()));
        }
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2].as_secs_f64()
    };
    let medians: Vec<f64> = times.iter_mut().map(median).collect();
    let megabytes = f64::from(u32::try_from(BYTES >> 20).unwrap());
    for ((name, _), took) in ways.iter().zip(&medians) {
        let (speed, ratio) = (megabytes / took, took / medians[medians.len() - 1]);
        println!("{what:8} {name:14} {took:7.3} s  {speed:7.0} MiB/s  {ratio:5.2} x");
    }
}

fn importing(bytes: &[u8]) {
    compare(
        "import",
        &mut [
            ("strongroom", &mut |folder| {
                let (mut group, bytes) = (new_group(folder), bytes.to_vec());
                timed(|| import(&mut group, bytes))
            }),
            ("plain SQLite", &mut |folder| timed(|| plain_sqlite(folder, bytes))),
            ("bare copy", &mut |folder| timed(|| bare_copy(&folder.join("copy"), bytes))),
        ],
    );
}

fn exporting(bytes: &[u8]) {
    let vault = tempfile::tempdir().unwrap();
    let mut group = new_group(vault.path());
    let id = import(&mut group, bytes.to_vec());
    let plain = plain_sqlite(vault.path(), bytes);
    compare(
        "export",
        &mut [
            ("strongroom", &mut |folder| {
                timed(|| {
                    let outcome = group.export(&[id], folder, &mut Watch::unwatched()).unwrap();
                    assert_eq!(outcome.written.len(), 1);
                })
            }),
            ("plain SQLite", &mut |folder| timed(|| plain_copy(&plain, &folder.join("copy")))),
            ("bare copy", &mut |folder| timed(|| bare_copy(&folder.join("copy"), bytes))),
        ],
    );
}

fn main() {
    let bytes = noise();
    importing(&bytes);
    exporting(&bytes);
}
