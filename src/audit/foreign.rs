//! Vectors of others: signed notes, checkpoints and proofs made by independent implementations. The files in
//! `tests/vectors/` say where each is from.

use super::proof::{Leaves, verify_consistency, verify_inclusion};
use super::tree::leaf_hash;
use super::{Checkpoint, Cosigner, Note, NoteError, NoteKey, account_name};
use crate::base::id::{AccountId, VaultId};
use crate::crypto::hash::Digest;
use crate::crypto::secret::SecretBytes;
use crate::crypto::sign::SigningKey;
use serde_json::Value;

fn vectors(name: &str) -> Value {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name);
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn unhex(value: &Value) -> Vec<u8> {
    let digits = value.as_str().unwrap().as_bytes();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks_exact(2).map(pair).collect()
}

fn digest(value: &Value) -> Digest {
    Digest::from_slice(&unhex(value)).unwrap()
}

fn all(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn key(seed: &Value) -> SigningKey {
    let mut seed: [u8; 32] = unhex(seed).try_into().unwrap();
    SigningKey::from_seed(SecretBytes::from_exposed(&mut seed))
}

#[test]
fn published_notes_are_judged_alike() {
    for published in all(&vectors("signed-notes.json")["published"]["notes"]) {
        let what = published["what"].as_str().unwrap();
        let note = Note::parse(published["note"].as_str().unwrap().as_bytes());
        assert_eq!(note.is_ok(), published["well_formed"].as_bool().unwrap(), "{what}");
        for named in all(&published["keys"]) {
            let vkey = named["vkey"].as_str().unwrap();
            let key = NoteKey::parse_vkey(vkey).unwrap();
            assert_eq!(key.vkey(), vkey);
            let verdict = match note.as_ref().unwrap().verify(&key) {
                Ok(()) => "verifies",
                Err(NoteError::BadSignature) => "false",
                Err(_) => "absent",
            };
            assert_eq!(verdict, named["signature"].as_str().unwrap(), "{what}");
        }
    }
}

#[test]
fn checkpoints_are_byte_for_byte_those_of_others() {
    for made in all(&vectors("signed-notes.json")["made"]["checkpoints"]) {
        let vault = VaultId::try_from(unhex(&made["vault"]).as_slice()).unwrap();
        let account = AccountId::try_from(unhex(&made["account"]).as_slice()).unwrap();
        let (machine, signer) = (key(&made["machine_seed"]), key(&made["account_seed"]));
        let bytes = made["note"].as_str().unwrap();
        let read = Checkpoint::parse(vault, bytes.as_bytes()).unwrap();
        assert_eq!(read.head.count, number(&made["count"]));
        assert_eq!((read.head.root, read.head.last), (digest(&made["root"]), digest(&made["last"])));
        assert_eq!(read.wall.unix_millis(), made["wall"].as_i64().unwrap());
        let statements = made["statements"].as_array().map(|both| (number(&both[0]), digest(&both[1])));
        assert_eq!(read.statements, statements);
        let cosigner = statements.map(|statements| Cosigner { account, key: &signer, statements });
        let again = Checkpoint::sign(vault, read.head, read.wall, &machine, cosigner).unwrap();
        assert_eq!(again.note.encode(), bytes);
        for vkey in all(&made["vkeys"]) {
            let key = NoteKey::parse_vkey(vkey.as_str().unwrap()).unwrap();
            assert_eq!(read.note.verify(&key), Ok(()));
            let ours = if key.name == account_name(account) { &signer } else { &machine };
            assert_eq!(key.public, ours.verifying());
        }
    }
}

#[test]
fn proofs_are_those_of_others_and_hold() {
    for tree in all(&vectors("merkle-proofs.json")["trees"]).iter().map(|tree| &tree["tree"]) {
        let hashes: Vec<Digest> = all(&tree["leaves"]).iter().map(|leaf| leaf_hash(&unhex(leaf))).collect();
        assert_eq!(hashes, all(&tree["leaf_hashes"]).iter().map(digest).collect::<Vec<_>>());
        let roots: Vec<Digest> = all(&tree["roots"]).iter().map(digest).collect();
        let root = |count: u64| roots[usize::try_from(count).unwrap()];
        let leaves = Leaves::new(hashes.clone());
        for (count, root) in (0..).zip(&roots) {
            assert_eq!(leaves.root(count), Some(*root));
        }
        for proof in all(&tree["inclusion"]) {
            let (place, count) = (number(&proof["number"]), number(&proof["count"]));
            let path: Vec<Digest> = all(&proof["path"]).iter().map(digest).collect();
            assert_eq!(leaves.inclusion(place, count), Some(path.clone()));
            let leaf = hashes[usize::try_from(place).unwrap()];
            assert_eq!(verify_inclusion(leaf, place, count, root(count), &path), Ok(()));
        }
        for proof in all(&tree["consistency"]) {
            let (from, to) = (number(&proof["from"]), number(&proof["to"]));
            let path: Vec<Digest> = all(&proof["path"]).iter().map(digest).collect();
            assert_eq!(leaves.consistency(from, to), Some(path.clone()));
            assert_eq!(verify_consistency(from, to, root(from), root(to), &path), Ok(()));
        }
    }
}
