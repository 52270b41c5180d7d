//! What the rows of records say of content, changed behind everybody's back: a copy is refused and a check names it.

use std::io::Cursor;
use std::sync::Arc;

use crate::base::clock::SystemClock;
use crate::base::id::{AccountId, GroupId, RecordId, VaultId};
use crate::base::job::Watch;
use crate::keys::hierarchy::{IdentitiesKey, RecordsKey};
use crate::keys::place::{KeyKind, Place};
use crate::store::{StoreError, params};
use crate::vault::Layout;

use super::face::IdentityDraft;
use super::{Deletion, ExportError, FreeFloor, GroupKeys, GroupStore, ImportPlan, RecordsError, Setting};

/// A group with two records in it, and the folder that it lies in.
fn group() -> (tempfile::TempDir, GroupStore, [RecordId; 2]) {
    let folder = tempfile::tempdir().unwrap();
    let id = GroupId::generate();
    let place = |kind| Place { vault: VaultId::from_bytes([1; 16]), kind, group: Some(id), epoch: 1 };
    let keys = GroupKeys {
        records: Arc::new(RecordsKey::generate(place(KeyKind::GroupRecords))),
        older: Vec::new(),
        identities: Some(Arc::new(IdentitiesKey::generate(place(KeyKind::GroupIdentities)))),
    };
    let setting = Setting { clock: Arc::new(SystemClock), floor: FreeFloor::Bytes(0) };
    let mut group = GroupStore::create(&Layout::new(folder.path()), keys, setting).unwrap();
    let code = group.draw_code().unwrap();
    group.add_customer(code, &IdentityDraft { name: "Ana".to_owned(), ..IdentityDraft::default() }).unwrap();
    let mut plan = ImportPlan::default();
    let ids = [300_000_u32, 9].map(|length| {
        let bytes: Vec<u8> = (0..length).flat_map(u32::to_le_bytes).collect();
        plan.add_reader("a.bin", None, Box::new(Cursor::new(bytes)))
    });
    let clerk = AccountId::from_bytes([7; 16]);
    let done = group.import(code, clerk, plan, &mut Watch::unwatched(), |_| ()).unwrap();
    assert_eq!(done.imported.len(), 2);
    (folder, group, ids)
}

/// Does this to the row of a record, with the keys in hand.
fn change(group: &mut GroupStore, id: RecordId, set: &str) {
    let sql = format!("UPDATE record SET {set} WHERE uid = ?1");
    let changed = group.records.write(|writing| writing.execute(&sql, params![id.as_bytes()]).map(drop));
    changed.map_err(|error: StoreError| error).unwrap();
}

/// The records that no copy is made of, and those that a check names.
fn found(group: &GroupStore, ids: &[RecordId]) -> (Vec<RecordId>, Vec<RecordId>) {
    let to = tempfile::tempdir().unwrap();
    let outcome = group.export(ids, to.path(), &mut Watch::unwatched()).unwrap();
    let refused = outcome.failed.into_iter().map(|(id, error)| {
        assert!(matches!(error, ExportError::Records(RecordsError::ContentDamaged(_))), "{error:?}");
        id
    });
    let refused: Vec<RecordId> = refused.collect();
    let left = std::fs::read_dir(to.path()).unwrap().count();
    assert_eq!(left, ids.len() - refused.len(), "what was refused leaves nothing behind");
    let health = group.check(&mut Watch::unwatched()).unwrap();
    (refused, health.damage.into_iter().filter_map(|(_, record, _)| record).collect())
}

#[test]
fn both_hashes_are_kept_and_sound_content_fits_both() {
    let (_folder, group, ids) = group();
    let kept: Vec<(i64, i64)> = group
        .records
        .all("SELECT length(sha256), length(blake3) FROM record", params![], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(kept, [(32, 32), (32, 32)]);
    assert_eq!(found(&group, &ids), (vec![], vec![]));
}

#[test]
fn one_changed_bit_in_either_hash_refuses_the_copy_and_is_named_by_a_check() {
    for column in ["sha256", "blake3"] {
        let (_folder, mut group, ids) = group();
        let sql = format!("SELECT {column} FROM record WHERE uid = ?1");
        let kept = group.records.one(&sql, params![ids[0].as_bytes()], |row| row.get::<_, [u8; 32]>(0));
        let kept = kept.unwrap().unwrap();
        for place in [0_usize, 7 * 8 + 3, 255] {
            let mut flipped = kept;
            flipped[place / 8] ^= 1 << (place % 8);
            let hex: String = flipped.iter().map(|byte| format!("{byte:02x}")).collect();
            change(&mut group, ids[0], &format!("{column} = x'{hex}'"));
            assert_eq!(found(&group, &ids), (vec![ids[0]], vec![ids[0]]), "{column}, bit {place}");
            let read = group.read_content(ids[0], u64::MAX);
            assert!(matches!(read, Err(RecordsError::ContentDamaged(_))), "{column}, bit {place}");
        }
    }
}

#[test]
fn chunks_that_are_exchanged_are_refused_and_named() {
    let (_folder, mut group, ids) = group();
    // The record has two chunks; between the two steps neither has the other's number.
    for sql in [
        "UPDATE place SET seq = seq + 10 WHERE record = (SELECT id FROM record WHERE uid = ?1)",
        "UPDATE place SET seq = 31 - seq WHERE record = (SELECT id FROM record WHERE uid = ?1)",
    ] {
        let changed =
            group.records.write(|writing| writing.execute(sql, params![ids[0].as_bytes()]).map(drop));
        changed.map_err(|error: StoreError| error).unwrap();
    }
    assert_eq!(found(&group, &ids), (vec![ids[0]], vec![ids[0]]));
}

#[test]
fn a_record_from_before_there_was_blake3_is_proved_by_sha256() {
    let (_folder, mut group, ids) = group();
    change(&mut group, ids[0], "blake3 = NULL");
    assert_eq!(found(&group, &ids), (vec![], vec![]));
    change(&mut group, ids[0], "sha256 = zeroblob(32)");
    assert_eq!(found(&group, &ids), (vec![ids[0]], vec![ids[0]]));
}

#[test]
fn a_deletion_that_was_cut_off_after_its_rows_is_swept() {
    let (_folder, mut group, ids) = group();
    let deletion = Deletion { number: 1, customer: None, records: vec![ids[0]] };
    // Only its commit point is reached.
    let cut_off = group.records.write(|writing| super::deleting::remove_rows(writing, &deletion).map(drop));
    cut_off.unwrap();
    assert!(group.check(&mut Watch::unwatched()).unwrap().orphan_bytes >= 1_200_000);
    let swept = group.sweep(false, &mut Watch::unwatched()).unwrap();
    assert_eq!(swept.chunks, 2);
    let health = group.check(&mut Watch::unwatched()).unwrap();
    assert_eq!((health.damage, health.orphan_bytes), (vec![], 0));
    // It is not known to be done, so it is done again, to no effect.
    let again = group.delete(&deletion, &mut Watch::unwatched()).unwrap();
    assert_eq!((again.records, group.deletions_done().unwrap().len()), (0, 1));
}
