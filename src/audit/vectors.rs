//! The frozen bytes of the log, in `tests/vectors/access-log.json`: two segments with everything that format 1 has. They
//! are walked over and read; what is sealed cannot be made again. `cargo test write_log_vector -- --ignored` writes them
//! anew; after the first release it must never have to.

use super::disk::RealDisk;
use super::log::BootId;
use super::{Entry, Event, Log, Opening, Outcome, read, walk};
use crate::base::clock::{HandClock, WallTime};
use crate::base::code::ClientCode;
use crate::base::id::{AccountId, GroupId, RecordId, VaultId};
use crate::crypto::hash::Digest;
use crate::crypto::hpke::KemPrivate;
use crate::crypto::secret::{SecretBytes, secret_hex};
use crate::crypto::sign::SigningKey;
use crate::policy::Act;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

const VAULT: VaultId = VaultId::from_bytes([0x11; 16]);
const READER_SEED: u8 = 0x88;

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/access-log.json")
}

fn reader() -> KemPrivate {
    KemPrivate::from_seed(SecretBytes::from_exposed(&mut [READER_SEED; 32]))
}

fn machine() -> SigningKey {
    SigningKey::from_seed(SecretBytes::from_exposed(&mut [6; 32]))
}

fn unhex(value: &Value) -> Vec<u8> {
    let digits = value.as_str().unwrap().as_bytes();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks_exact(2).map(pair).collect()
}

/// What the vector says of a log that lies in `folder`, its bytes apart.
fn told(folder: &Path) -> Value {
    let mut entries = Vec::new();
    let walked = read(folder, VAULT, &|epoch| (epoch == 3).then(reader), &mut |entry| {
        entries.push(match entry {
            Entry::Session { number, reader_epoch, wall, .. } => {
                json!({ "number": number, "reader_epoch": reader_epoch, "wall_ms": wall.unix_millis() })
            }
            Entry::Event { event, .. } => {
                let logged = event.event.unwrap();
                json!({
                    "number": event.number, "wall_ms": event.wall.unix_millis(),
                    "since_boot_ms": super::event::millis(event.since_boot), "act": event.act_number,
                    "outcome": logged.outcome.number(), "account": logged.account.map(|id| id.to_string()),
                    "group": logged.group.map(|id| id.to_string()),
                    "clients": logged.clients.iter().map(ClientCode::compact).collect::<Vec<_>>(),
                    "record": logged.record.map(|id| id.to_string()), "count": logged.count,
                    "words": logged.words.as_str(), "failures": event.log_in.map(|log_in| log_in.failures),
                })
            }
            Entry::Unreadable { number, why } => panic!("frame {number}: {why}"),
        });
    })
    .unwrap();
    json!({
        "count": walked.head.count, "last": walked.head.last.to_hex(), "root": walked.head.root.to_hex(),
        "failed_log_ins": walked.failed_log_ins.iter().map(|log_in| log_in.failures).collect::<Vec<_>>(),
        "entries": entries,
    })
}

#[test]
fn the_frozen_log_is_read() {
    let vector: Value = serde_json::from_slice(&std::fs::read(file()).unwrap()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in vector["segments"].as_object().unwrap() {
        std::fs::write(folder.path().join(name), unhex(bytes)).unwrap();
    }
    assert_eq!(told(folder.path()), vector["told"]);
    assert_eq!(walk(folder.path(), VAULT).unwrap().torn, None);
}

#[test]
#[ignore = "writes tests/vectors anew"]
fn write_log_vector() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(HandClock::at(WallTime::from_unix_millis(1_795_348_800_000)));
    let opening = Opening {
        folder: folder.path().to_owned(),
        vault: VAULT,
        reader_epoch: 3,
        reader: reader().public(),
        boot: BootId([0x99; 16]),
        machine: Arc::new(machine()),
    };
    // The second segment begins with the last event.
    let log = Log::open_on(Box::new(RealDisk), 2_000, opening, clock.clone()).unwrap();
    let account = AccountId::from_bytes([0x22; 16]);
    let file_name = Digest([0xaa; 32]);
    let full = Event::new(Act::RecordExport)
        .outcome(Outcome::Done)
        .by(account)
        .in_group(GroupId::from_bytes([0x33; 16]))
        .of_client(ClientCode::from_values([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))
        .of_client(ClientCode::from_values([31; 10]))
        .of_record(RecordId::from_bytes([0x77; 16]))
        .counting(4_294_967_296)
        .with_words("cererea instanței, dosar 14");
    for event in [
        Event::new(Act::LogInFailed).outcome(Outcome::Failed).of_account_file(file_name),
        Event::new(Act::LogInFailed).outcome(Outcome::Failed).of_account_file(file_name),
        full,
        Event::new(Act::LogIn).by(account).of_account_file(Digest([0xbb; 32])),
    ] {
        clock.advance(Duration::from_millis(1_500));
        let _receipt = log.append(&event).unwrap();
    }
    let segments: serde_json::Map<String, Value> = super::segment::list(folder.path())
        .unwrap()
        .into_iter()
        .map(|first| {
            let bytes = super::segment::read(folder.path(), first).unwrap();
            (super::segment::name(first), json!(secret_hex(&bytes).as_str()))
        })
        .collect();
    assert_eq!(segments.len(), 2);
    let vector = json!({
        "vault": VAULT.to_string(), "reader_epoch": 3, "reader_kem_seed": secret_hex(&[READER_SEED; 32]).as_str(),
        "segments": segments, "told": told(folder.path()),
    });
    std::fs::write(file(), format!("{vector:#}\n")).unwrap();
}
